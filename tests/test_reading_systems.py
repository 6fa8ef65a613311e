"""Pages, mails and exports of further publishing systems; who wrote a page; messengers' exports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading_layouts import STORIES
from reading_layouts_modern import MODERN
from reading_layouts_systems import SYSTEMS, Made

from kimmap.errors import UnreadableSource
from kimmap.reading import read


@pytest.mark.parametrize("made", [*SYSTEMS, *MODERN], ids=[made.make.__name__ for made in (*SYSTEMS, *MODERN)])
def test_a_system(tmp_path: Path, made: Made) -> None:
    for number, story in enumerate(STORIES):
        path = tmp_path / f"{number}{made.suffix}"
        content = made.make(story)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (page,) = read(path)
        told = {
            "title": (page.title or "").removesuffix(" – as it happened"), "publisher": page.publisher,
            "author": page.author, "date": page.published,
        }  # fmt: skip
        wanted = {"title": story.title, "publisher": story.publisher, "author": story.author, "date": story.day}
        assert {k: v for k, v in told.items() if k not in made.unknown} == {
            k: wanted[k] for k in told if k not in made.unknown
        }
        blocks = [(b.role, page.text[b.start : b.end]) for b in page.blocks]
        assert [text for role, text in blocks if "Wrongville" in text and role != "noise"] == []
        kept = [role for role, text in blocks if story.caption.rstrip(".") in text]
        assert len(kept) == 1, "a caption with its date, once"
        assert kept != ["noise"]
        for paragraph in story.paragraphs:
            assert {role for role, text in blocks if paragraph in text} & {"body", "caption", "lead", "list"}


PAGE = (
    "<html><body><h1>A long walk to the sea</h1>{}"
    + "<p>The walkers came to the shore on Monday and slept.</p>" * 20
    + "</body></html>"
)


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        ('<div class="post-author vcard">Posted by <span class="fn">Ada Quill</span> at 9</div>', "Ada Quill"),
        ('<p class="byline">By Ada Quill on 3 May</p>', "Ada Quill"),
        ('<span class="author-name">Ada Quill</span>', "Ada Quill"),
        ('<a rel="author">Ada de la Quill</a>', "Ada de la Quill"),
        ('<div class="meta">Written by Ada Quill | 3 May 2021</div>', "Ada Quill"),
        ('<div class="comments"><span class="author-name">Jo Reader</span></div>', None),
        ('<aside><span class="author">Jo Reader</span></aside>', None),
        ('<div class="meta">3 May 2021, by the sea</div>', None),
        ('<span class="author">STAFF WRITERS</span>', None),
        ("<p>By Ada Quill</p>", None),
    ],
)
def test_who_wrote_a_page(tmp_path: Path, markup: str, author: str | None) -> None:
    from lxml import etree

    from kimmap.reading.pageauthors import author_shown

    assert author_shown(etree.HTML(PAGE.format(markup))) == author


def test_a_channel_is_an_article_a_day(tmp_path: Path) -> None:
    messages = [
        {"type": "message", "date": "2022-03-01T10:00:00", "from": "North Wind", "text": "We left Arden."},
        {"type": "service", "date": "2022-03-01T10:01:00", "action": "pin_message", "text": "pinned"},
        {"type": "message", "date": "2022-03-02T09:00:00", "from": "North Wind",
         "text": ["Arrived in ", {"type": "bold", "text": "Brunn"}, " at noon."]},
        {"type": "message", "date": "2022-03-01T20:00:00", "from": "North Wind", "text": "Slept in Kestel."},
        {"type": "message", "text": "no day"}, "no message",
    ]  # fmt: skip
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"name": "North Wind", "type": "public_channel", "messages": messages}))
    first, second = read(path)
    assert (first.publisher, str(first.published), str(second.published)) == ("North Wind", "2022-03-01", "2022-03-02")
    assert "We left Arden." in first.text
    assert "Slept in Kestel." in first.text
    assert "Arrived in Brunn at noon." in second.text


@pytest.mark.parametrize("export", [{"messages": []}, {"messages": [{"text": 3}]}, {"messages": "none"}])
def test_an_export_without_messages_is_refused_in_one_line(tmp_path: Path, export: object) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(export))
    with pytest.raises(UnreadableSource) as error:
        read(path)
    assert "\n" not in str(error.value)
