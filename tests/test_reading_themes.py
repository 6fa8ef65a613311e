"""Pages of common themes and platforms: who, when, by whom, when changed; and nothing of what is around the article."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

from pathlib import Path

import pytest
from reading_layouts_themes import LAYOUTS, SHOWS_CHANGE, SHOWS_NO_AUTHOR, STORIES

from kimmap.model import Document
from kimmap.reading import read

_EVIDENCE = ("title", "lead", "body", "heading", "caption", "list", "table")


@pytest.mark.parametrize("made", LAYOUTS, ids=lambda made: made.__name__)
def test_a_theme(tmp_path: Path, made: object) -> None:
    make = next(layout for layout in LAYOUTS if layout is made)
    for number, story in enumerate(STORIES):
        path = tmp_path / f"{number}.html"
        path.write_text(make(story))
        page = read(path)[0]
        assert (page.title, page.publisher, page.published) == (story.title, story.publisher, story.day)
        if make not in SHOWS_NO_AUTHOR:
            assert (page.author or "").casefold() == story.author.casefold()
        if make in SHOWS_CHANGE:
            assert page.modified == story.changed
        blocks = [(b.role, page.text[b.start : b.end]) for b in page.blocks]
        assert [(role, text) for role, text in blocks if "Mirrorton" in text and role in _EVIDENCE] == []
        assert [role for role, text in blocks if story.caption.rstrip(".") in text][:1] == ["caption"]
        for paragraph in story.paragraphs:
            assert "body" in [role for role, text in blocks if paragraph[-40:] in text]


def read_page(folder: Path, markup: str) -> tuple[Document, list[tuple[str, str]]]:
    path = folder / "page.html"
    path.write_text(f"<html><body><article><h1>A walk along the Ebb</h1>{markup}</article></body></html>")
    page = read(path)[0]
    return page, [(b.role, page.text[b.start : b.end]) for b in page.blocks]


STORY = "We set out from Varr on Monday and reached Stenholt by the evening of the day."
MORE = "On Tuesday it rained so hard that nobody left the inn until the late afternoon."


@pytest.mark.parametrize(
    ("box", "role"),
    [
        ("<div><p>- Advertisement -</p><p>Come to Ommen and stay as long as you like for nothing.</p></div>", "noise"),
        ("<div><p>Advertisements were all that the paper had.</p><p>Come to Ommen and stay with us.</p></div>", "body"),
        (
            '<div data-qa="newsletter-box"><p>Come to Ommen every Sunday with our letter to all readers.</p></div>',
            "noise",
        ),
        (
            '<div class="author-bio"><p>She lives in Ommen with two dogs and a cat that she found on a boat.</p></div>',
            "noise",
        ),
        (
            '<div class="author-name-x"><p>She lives in Ommen with two dogs and a cat that she found on a boat.</p></div>',
            "byline",
        ),
        (
            '<div class="teaser"><h3><a href="/x">To Ommen by sledge</a></h3><p>We came to Ommen on a sledge last week.</p></div>',
            "noise",
        ),
    ],
)
def test_a_box_in_the_article(tmp_path: Path, box: str, role: str) -> None:
    blocks = read_page(tmp_path, f"<p>{STORY}</p>{box}<p>{MORE}</p><p>{STORY.lower()}</p><p>{MORE.lower()}</p>")[1]
    assert {found for found, text in blocks if "Ommen" in text} == {role}
    assert {found for found, text in blocks if text in (STORY, MORE)} == {"body"}


@pytest.mark.parametrize("name", ["teaser-content", "subscriber-only", "paywall"])
def test_the_open_beginning_of_a_story_is_the_story(tmp_path: Path, name: str) -> None:
    rest = f"<div class='rest'><p>{MORE.upper()}</p><p>{STORY.upper()}</p><p>{MORE.title()}</p></div>"
    blocks = read_page(tmp_path, f"<div class='{name}'><p>{STORY}</p><p>{MORE}</p></div>{rest}")[1]
    assert [role for role, text in blocks if text in (STORY, MORE)] == ["body", "body"]


CARD = "<div class='{1}'><a href='/{0}'><img alt='A boat on the lake of Ommen today'></a><b><a href='/{0}'>Boats on Ommen</a></b><p>They sailed to Ommen on the first day of the year.</p></div>"


def test_cards_in_a_row_lead_to_other_stories(tmp_path: Path) -> None:
    body = "".join(f"<p>{text}</p>" for text in (STORY, MORE, STORY.upper(), MORE.upper()))
    row = CARD.format(1, "x") + CARD.format(2, "x")
    assert {role for role, text in read_page(tmp_path, body + row)[1] if "Ommen" in text} == {"noise"}
    alone = CARD.format(1, "x") + CARD.format(2, "y")
    told = [role for role, text in read_page(tmp_path, body + alone)[1] if text.startswith("They")]
    assert told[0] != "noise"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p>Published 3 May 2021 | Last updated: 5 May 2021, 10:12</p>", "2021-05-05"),
        ("<p>3 May 2021</p><p>Last modified on Wed 5 May 2021 09.00 BST</p>", "2021-05-05"),
        (
            "<dl><dt>Published:</dt><dd>3 May 2021</dd><dt>Last updated</dt><dd>5 May 2021, see all</dd></dl>",
            "2021-05-05",
        ),
        ("<p>3 May 2021</p><p>Updated 1 April 2019</p>", None),
        ("<p>3 May 2021</p>", None),
    ],
)
def test_the_day_of_the_last_change_is_read_where_it_is_shown(tmp_path: Path, line: str, day: str | None) -> None:
    page, _ = read_page(tmp_path, f"{line}<p>{STORY}</p><p>{MORE}</p>")
    assert str(page.published) == "2021-05-03"
    assert (page.modified.isoformat() if page.modified else None) == day


def test_a_change_is_told_below_but_not_of_in_a_sentence(tmp_path: Path) -> None:
    body = f"<p>3 May 2021</p><p>{STORY}</p><p>{MORE}</p>"
    below = "<p>Last edited by gull on Wed May 05, 2021 9:00 am, edited 1 time in total.</p>"
    assert str(read_page(tmp_path, body + below)[0].modified) == "2021-05-05"
    told = "<p>The timetable of the ferry was last updated on 5 May 2021 and is wrong.</p>"
    assert read_page(tmp_path, body + told)[0].modified is None
    listed = "<ul><li>The timetable of the ferry, last updated 5 May 2021</li></ul>"
    assert read_page(tmp_path, body + listed)[0].modified is None


def test_who_issues_a_release_stands_in_its_list(tmp_path: Path) -> None:
    office = "<dl><dt>From:</dt><dd><a href='/o'>Office of Bridges</a> and <a href='/p'>Ada Quill</a></dd></dl>"
    assert read_page(tmp_path, f"{office}<p>{STORY}</p><p>{MORE}</p>")[0].publisher == "Office of Bridges"
    hint = f"<dl><dt>From:</dt><dd>{STORY}</dd></dl>"
    assert read_page(tmp_path, f"{hint}<p>{STORY.upper()}</p><p>{MORE}</p>")[0].publisher is None
