"""Pages as people keep them: two authors, a date of change beside that of publication, an archive's banner."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from reading_layouts import STORIES
from reading_layouts_kept import KEPT, SECOND
from reading_layouts_systems import Made

from kimmap.model import Document
from kimmap.reading import read
from kimmap.reading.pageauthors import author_shown

PARAGRAPHS = "<p>The walkers came to the shore on Monday and slept in the boathouse of the harbour master.</p>" * 9


@pytest.mark.parametrize("made", KEPT, ids=[made.make.__name__ for made in KEPT])
def test_a_kept_page(tmp_path: Path, made: Made) -> None:
    for number, story in enumerate(STORIES):
        path = tmp_path / f"{number}{made.suffix}"
        content = made.make(story)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (page,) = read(path)
        told = {"title": page.title, "publisher": page.publisher, "date": page.published}
        wanted = {"title": story.title, "publisher": story.publisher, "date": story.day}
        assert {k: v for k, v in told.items() if k not in made.unknown} == {
            k: v for k, v in wanted.items() if k not in made.unknown
        }
        assert set(re.split(r", | and ", page.author or "")) == {story.author, SECOND}
        blocks = [(b.role, page.text[b.start : b.end]) for b in page.blocks]
        assert [text for role, text in blocks if "Wrongville" in text and role != "noise"] == []
        assert [role for role, text in blocks if story.caption.rstrip(".") in text] == ["caption"], "with its date"
        for paragraph in story.paragraphs:
            assert {role for role, text in blocks if paragraph in text} & {"body", "lead"}


def page(folder: Path, body: str, head: str = "") -> Document:
    path = folder / "a.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read(path)[0]


@pytest.mark.parametrize(
    "line",
    [
        "Updated January 2, 2025 · Published May 6, 2021",
        "Published May 6, 2021, last modified 2 January 2025",
        "Created by Ada Quill on May 6, 2021, revised on Jan 02, 2025",
        "Last updated: 2 January 2025 | 6 May 2021",
    ],
)
def test_of_two_dates_in_a_line_that_of_a_change_is_not_the_publication(tmp_path: Path, line: str) -> None:
    assert page(tmp_path, f"<h1>A long walk to the sea</h1><p>{line}</p>{PARAGRAPHS}").published == dt.date(2021, 5, 6)


@pytest.mark.parametrize(
    "changed",
    [
        'Updated: <time datetime="2025-01-02">2 Jan</time>',
        '<span>Last modified</span> <time datetime="2025-01-02">2 Jan</time>',
        '<time datetime="2025-01-02" itemprop="dateModified">2 Jan</time>',
        '<time class="updated" datetime="2025-01-02">2 Jan</time>',
        '<time datetime="2025-01-02">Updated 2 Jan</time>',
    ],
)
def test_a_time_of_a_change_is_not_the_publication(tmp_path: Path, changed: str) -> None:
    first = '<time class="published updated" datetime="2021-05-06">6 May</time>'
    for times in (f"<div>{changed}</div><div>{first}</div>", f"<div>{first}</div><div>{changed}</div>"):
        made = page(tmp_path, f"<h1>A long walk to the sea</h1>{times}{PARAGRAPHS}")
        assert made.published == dt.date(2021, 5, 6)


def test_a_time_of_a_change_is_better_than_none(tmp_path: Path) -> None:
    made = page(
        tmp_path, f'<h1>A long walk</h1><div>Updated <time datetime="2025-01-02">2 Jan</time></div>{PARAGRAPHS}'
    )
    assert made.published == dt.date(2025, 1, 2)


HEADING = "<h1>A long walk to the sea</h1>"


@pytest.mark.parametrize(
    ("link", "publisher"),
    [
        ('<a href="/">The Quay Post</a>', "The Quay Post"),
        ('<a href="index.html">The Quay Post</a>', "The Quay Post"),
        ('<a rel="home" href="https://x.example/en">The Quay Post</a>', "The Quay Post"),
        ('<a href="https://quaypost.example/">The Quay Post</a>', "The Quay Post"),
        ('<a href="/">Home</a> <a href="/">The Quay Post</a>', "The Quay Post"),
        ('<a href="/">Go to home page of all</a>', "quaypost.example"),
        ('<a href="https://other.example/">The Other Post</a>', "quaypost.example"),
        ('<a href="/walks">Walks and talks</a>', "quaypost.example"),
        ('<a href="#">The Quay Post</a>', "quaypost.example"),
    ],
)
def test_the_link_home_names_the_site_where_nothing_else_does(tmp_path: Path, link: str, publisher: str) -> None:
    head = '<link rel="canonical" href="https://www.quaypost.example/a">'
    body = f"<div>{link}</div>{HEADING}{PARAGRAPHS}"
    assert page(tmp_path, body, head.replace("www.", "")).publisher == publisher
    named = page(tmp_path, body, head + '<meta property="og:site_name" content="Quay News">')
    assert named.publisher == "Quay News"
    window = page(tmp_path, body, head + "<title>A long walk to the sea | Quay News</title>")
    assert window.publisher == "Quay News"


def test_the_address_of_an_archive_is_not_the_publisher(tmp_path: Path) -> None:
    head = '<link rel="canonical" href="https://web.archive.org/web/20220115103045im_/https://quaypost.example/a">'
    assert page(tmp_path, HEADING + PARAGRAPHS, head).publisher == "quaypost.example"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("The Quay Post : A long walk to the sea", "A long walk to the sea"),
        ("The Quay Post: a history", "The Quay Post: a history"),
        ("The sea : A long walk", "The sea : A long walk"),
    ],
)
def test_the_site_is_cut_off_from_a_heading(tmp_path: Path, heading: str, title: str) -> None:
    assert page(tmp_path, f'<div><a href="/">The Quay Post</a></div><h1>{heading}</h1>{PARAGRAPHS}').title == title


@pytest.mark.parametrize(
    ("below", "role"),
    [
        ("<p><em>The walkers on the quay of Arden, 3 May 2021.</em></p>", "caption"),
        ("<p><small>The walkers on the quay of Arden, 3 May 2021.</small></p>", "caption"),
        ("<p>The walkers on the <em>quay</em> of Arden went on and on.</p>", "body"),
        ("<p><em>The walkers</em></p>", "heading"),
    ],
)
def test_small_print_below_a_picture_is_its_caption(tmp_path: Path, below: str, role: str) -> None:
    made = page(
        tmp_path, f'{HEADING}<p>They left in the rain of a grey Sunday.</p><p><img src="a.jpg"></p>{below}{PARAGRAPHS}'
    )
    assert next(b.role for b in made.blocks if "The walkers" in made.text[b.start : b.end]) == role


def test_links_beside_a_logo_are_no_caption(tmp_path: Path) -> None:
    links = "".join(f'<a href="/{i}">Arden votes on May {i}</a> ' for i in range(3, 6))
    made = page(tmp_path, f'<div><img src="logo.png">{links}</div>{HEADING}{PARAGRAPHS}')
    assert {b.role for b in made.blocks if "votes" in made.text[b.start : b.end]} == {"noise"}
    linked = page(
        tmp_path,
        f'{HEADING}<div><a href="/big"><img src="a.png">The walkers at Arden in the rain</a></div>{PARAGRAPHS}',
    )
    assert {b.role for b in linked.blocks if "in the rain" in linked.text[b.start : b.end]} == {"caption"}


def test_the_section_of_a_post_is_no_part_of_its_byline(tmp_path: Path) -> None:
    made = page(
        tmp_path,
        f"{HEADING}<p>Posted By Ada Quill On May 6, 2021 @ 8:15 am In Arden | Comments Disabled</p>{PARAGRAPHS}",
    )
    assert (made.author, made.published) == ("Ada Quill", dt.date(2021, 5, 6))
    assert [b.role for b in made.blocks if "Arden" in made.text[b.start : b.end]] == ["noise"]
    dated = page(tmp_path, f"{HEADING}<p>By Ada Quill on 6 May 2021 in Brunn</p>{PARAGRAPHS}")
    assert "byline" in [b.role for b in dated.blocks if "Brunn" in dated.text[b.start : b.end]]


def test_a_byline_of_links_is_none_of_the_menu(tmp_path: Path) -> None:
    made = page(
        tmp_path, f'{HEADING}<div>By <a href="/a">Ada Quill</a> and <a href="/b">Jo Marsh</a></div>{PARAGRAPHS}'
    )
    assert made.author == "Ada Quill and Jo Marsh"


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        ('<div class="news-author">Authors: Ada Quill, Jo Marsh</div>', "Ada Quill, Jo Marsh"),
        ('<div class="reader-credits">Ada Quill and Jo Marsh</div>', "Ada Quill and Jo Marsh"),
        ('<p class="byline">By Ada B. Quill, Jo Marsh and Per Brekke</p>', "Ada B. Quill"),
        ('<span class="author-name">Ada Quill and staff</span>', None),
    ],
)
def test_several_who_wrote_a_page(markup: str, author: str | None) -> None:
    from lxml import etree

    assert author_shown(etree.HTML(f"<html><body>{HEADING}{markup}{PARAGRAPHS}</body></html>")) == author


def test_a_label_is_no_part_of_the_author(tmp_path: Path) -> None:
    person = '<p itemprop="author" itemscope>Written by: <span itemprop="name">Ada Quill</span>, editor</p>'
    assert page(tmp_path, f"{HEADING}{person}{PARAGRAPHS}").author == "Ada Quill"
    assert page(tmp_path, HEADING + PARAGRAPHS, '<meta name="author" content="By Ada Quill">').author == "Ada Quill"
    assert page(tmp_path, HEADING + PARAGRAPHS, '<meta name="author" content="Byron Quill">').author == "Byron Quill"
