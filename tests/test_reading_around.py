"""What is around the article on a page is told by what stands in it and by where it stands."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

from pathlib import Path

import pytest

from kimmap.model import Document
from kimmap.reading import read

STORY = "We set out from Varr on Monday and reached Stenholt by the evening of the day."
MORE = "On Tuesday it rained so hard that nobody left the inn until the late afternoon."
LAST = "The next morning the road was dry again, and we walked on to the sea without a halt."
TITLE = "A walk along the Ebb"


def read_page(folder: Path, body: str, head: str = "") -> tuple[Document, list[tuple[str, str]]]:
    path = folder / "page.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    page = read(path)[0]
    return page, [(b.role, page.text[b.start : b.end]) for b in page.blocks]


def in_story(folder: Path, box: str) -> list[tuple[str, str]]:
    body = f"<article><h1>{TITLE}</h1><p>{STORY}</p>{box}<p>{MORE}</p><p>{LAST}</p></article>"
    blocks = read_page(folder, body)[1]
    assert [role for role, text in blocks if text in (STORY, MORE, LAST)] == ["body"] * 3
    return blocks


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<div><p>Related</p><p><a href='/x'>Boats on Ommen are late again this year</a></p></div>", False),
        ("<div><b>Also on The Post</b><a href='/x'>Boats on Ommen</a><p>The ferry to Ommen was cut.</p></div>", False),
        ("<div aria-label='Related'><p><a href='/x'>Boats</a></p><p>The ferry to Ommen was cut.</p></div>", False),
        ("<div><h3>A hundred boats to Ommen</h3><p>From nine</p><a href='/b'>Book now</a></div>", False),
        ("<div><h3>A hundred boats to Ommen</h3><p>From nine</p><a href='/b'>Booked by nobody</a></div>", True),
        ("<form><p>News of Ommen on every Friday</p><input type='email'><input type='submit'></form>", False),
        ("<form><p>News of Ommen came to us on every Friday</p></form>", True),
        (
            "<div><b>Ommen and its boats</b><ul><li><a href='/a'>How they sail</a><li><a href='/b'>Why</a></ul></div>",
            False,
        ),
        (
            "<div><b>Ommen and its boats</b><ul><li><a href='/a'>How they sail</a><li>Why they do not sail</ul></div>",
            True,
        ),
    ],
)
def test_a_box_by_what_stands_in_it(tmp_path: Path, box: str, kept: bool) -> None:
    roles = {role for role, text in in_story(tmp_path, box) if "Ommen" in text}
    assert (roles != {"noise"}) == kept


def test_after_a_box_that_the_markup_bounds_the_article_goes_on(tmp_path: Path) -> None:
    box = "<aside><h3>Related</h3><p><a href='/x'>Boats on Ommen</a></p></aside><h2>Days</h2><ul><li>Monday: Varr, Loom</li></ul>"
    blocks = in_story(tmp_path, box)
    assert ("list", "Monday: Varr, Loom") in blocks
    assert ("heading", "Days") in blocks


WIDGET = "<div class='site-widget'>{}</div>"


def test_a_name_that_the_article_bears_tells_nothing(tmp_path: Path) -> None:
    boxes = [f"<h1>{TITLE}</h1>", f"<p>{STORY}</p><p>{MORE}</p>", f"<p>{LAST}</p>", f"<p>{STORY.upper()}</p>"]
    story = "".join(map(WIDGET.format, boxes))
    blocks = read_page(tmp_path, f"<div class='all'>{story}</div>")[1]
    assert [role for role, text in blocks if text in (STORY, MORE, LAST)] == ["body"] * 3
    rest = "".join(f"<p>{text}</p>" for text in (STORY, MORE, LAST, STORY.upper(), MORE.upper()))
    beside = WIDGET.format("<p>Nobody in Ommen has seen the sea since the dike was built.</p>")
    blocks = read_page(tmp_path, f"<h1>{TITLE}</h1>{rest}{beside}")[1]
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}


def test_what_stands_outside_the_column_of_the_article(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in (STORY, MORE, LAST, STORY.upper(), MORE.upper()))
    top = "<div class='x1'><p>Call us in Ommen from eight</p></div>"
    column = f"<div class='x2'><h1>{TITLE}</h1>{paragraphs}</div>"
    below = "<div class='x3'>The Post, Ommen Street</div>"
    blocks = read_page(tmp_path, top + column + below)[1]
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}
    half = f"<div><h1>{TITLE}</h1><p>{STORY}</p><p>{MORE}</p></div><div><p>{LAST} It was in Ommen.</p></div>"
    assert {role for role, text in read_page(tmp_path, half)[1] if "Ommen" in text} == {"body"}
