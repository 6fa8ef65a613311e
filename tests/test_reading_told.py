"""Who has written a page, when, and whose it is, as its lines and its markup tell."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

from pathlib import Path

import pytest

from kimmap.model import Document
from kimmap.reading import read

TITLE = "A walk along the Ebb"
STORY = (
    "We set out from Varr on Monday and reached Stenholt by the evening of the day.",
    "On Tuesday it rained so hard that nobody left the inn until the late afternoon.",
    "The next morning the road was dry again, and we walked on to the sea without a halt.",
)
PROSE = "".join(f"<p>{text}</p>" for text in STORY)


def page(folder: Path, body: str, head: str = "") -> Document:
    path = folder / "page.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read(path)[0]


@pytest.mark.parametrize(
    ("above", "below", "author"),
    [
        ("<span class='post-author vcard'>Posted by <span class='fn'>ada q</span></span>", "", "ada q"),
        ("<span class='post-author vcard'>Posted by <span class='fn'>admin</span></span>", "", None),
        ("", "<div class='x-date-info'><b>May 5, 2021</b> By <a href='/q'>Ada Quill</a></div>", "Ada Quill"),
        ("<div><h3>Creator</h3><div>Ada Quill (1851–1920)</div></div>", "", "Ada Quill"),
        ("<div class='byline'>Loom News</div>", "", None),
        ("", "<p align='right'>- Ada Quill<br>Last updated: May 5, 2021</p>", "Ada Quill"),
        ("", "<p>With me were:</p><p>- Ada Quill</p><p>- Bo Lee</p>", None),
        ("", "<p>“Nobody has ever come back from there.”</p><p>– Ada Quill</p>", None),
    ],
)
def test_who_has_written(tmp_path: Path, above: str, below: str, author: str | None) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1>{above}{PROSE}{below}").author == author


def test_a_title_in_capitals_names_no_writer(tmp_path: Path) -> None:
    assert page(tmp_path, f"<h1>ALONG THE EBB BY BOAT</h1>{PROSE}").author is None


def test_the_line_above_the_title_names_the_series_and_its_writer(tmp_path: Path) -> None:
    window = "<title>Slow Boats: Day 3: From Varr to Loom</title>"
    body = f"<td><a>Slow Boats, by Ada &amp; Bo Quill</a><hr><b>Day 3: From Varr to Loom</b><br><i>May 5, 2021, 40 miles (64 km) - all: 90</i>{PROSE}</td>"
    found = page(tmp_path, f"<table><tr>{body}</tr></table>", window)
    assert (found.title, found.author, str(found.published)) == (
        "Day 3: From Varr to Loom",
        "Ada & Bo Quill",
        "2021-05-05",
    )


def test_a_list_of_days_is_no_date_of_an_entry(tmp_path: Path) -> None:
    days = "<p>May 5, 2021, 40 miles to Varr</p><p>May 6, 2021, 30 miles to Loom</p>"
    assert page(tmp_path, f"<h1>{TITLE}</h1>{days}{PROSE}").published is None


LINKED = '<script type="application/ld+json">{{"@type":"Article","headline":"A walk along the Ebb",{}}}</script>'


def test_the_house_is_no_writer_of_its_own_article(tmp_path: Path) -> None:
    house = '{"@type":"Organization","name":"Loom Gazette"}'
    head = LINKED.format(f'"author":{house},"publisher":{house}')
    found = page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}", head)
    assert (found.author, found.publisher) == (None, "Loom Gazette")
    other = LINKED.format(f'"author":{{"@type":"Organization","name":"Ebb Society"}},"publisher":{house}')
    # Another house has written it where the page shows so, and not only its data.
    assert page(tmp_path, f"<h1>{TITLE}</h1><div>Ebb Society</div>{PROSE}", other).author == "Ebb Society"
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}", other).author is None
    both = f'"author":[{{"@type":"Person","name":"Ada Quill"}},{house}],"publisher":{house}'
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}", LINKED.format(both)).author == "Ada Quill"


def test_writers_are_joined_as_the_page_joins_them(tmp_path: Path) -> None:
    head = LINKED.format('"author":[{"@type":"Person","name":"Ada Quill"},{"@type":"Person","name":"Bo Lee"}]')
    line = "<div class='byline'>By Ada Quill, Senior Reporter, and Bo Lee in Varr</div>"
    assert page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}", head).author == "Ada Quill and Bo Lee"
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}", head).author == "Ada Quill, Bo Lee"


@pytest.mark.parametrize(
    ("window", "publisher"),
    [
        ("The Loom Letter #7: A walk along the Ebb", "The Loom Letter"),
        ("Ada's Home Page - A walk along the Ebb", None),
        ("Loom Gazette - A walk along the Ebb", "Loom Gazette"),
    ],
)
def test_the_site_in_the_title_of_the_window(tmp_path: Path, window: str, publisher: str | None) -> None:
    title = window if "#" in window else TITLE
    assert page(tmp_path, f"<h1>{title}</h1>{PROSE}", f"<title>{window}</title>").publisher == publisher


def test_a_diary_on_somebodys_site_is_its_users(tmp_path: Path) -> None:
    user = "<table><tr><td><span class='ljuser'>marsh_gull</span><br><a>5 May 2021 @ 11:52 pm</a></td></tr></table>"
    found = page(tmp_path, f"{user}<h1>{TITLE}</h1>{PROSE}", f"<title>marsh_gull: {TITLE}</title>")
    assert (found.author, found.publisher, str(found.published)) == ("marsh_gull", None, "2021-05-05")


def test_a_channel_on_a_platform(tmp_path: Path) -> None:
    head = "<meta property='og:title' content='Loom Boats'><meta property='og:site_name' content='Telegram'>"
    channel = "<div class='t_header_title'>Loom Boats</div>"
    assert page(tmp_path, f"{channel}{PROSE}", head).publisher == "Loom Boats"
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}", head).publisher == "Telegram"


def test_the_address_that_open_graph_tells(tmp_path: Path) -> None:
    head = "<meta property='og:url' content='https://loom.example/2021-05-05/walk.html'>"
    found = page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}", head)
    assert (found.url, str(found.published)) == ("https://loom.example/2021-05-05/walk.html", "2021-05-05")


@pytest.mark.parametrize(("rows", "role"), [(1, "noise"), (2, "table")])
def test_a_row_of_links_alone_in_its_table_leads_to_other_pages(tmp_path: Path, rows: int, role: str) -> None:
    row = "<tr><td><a>&lt;&lt; Day 2: The inn of Ommen</a></td><td><a>Day 4: To Ommen &gt;&gt;</a></td></tr>"
    found = page(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}<table>{row * rows}</table>{PROSE.upper()}</article>")
    roles = [b.role for b in found.blocks if "Ommen" in found.text[b.start : b.end]]
    assert roles[0] == role


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<div>Text: Ada Quill, Photos: Bo Lee</div>", "Ada Quill"),
        ("<div>Words Ada Quill | Photographs Bo Lee</div>", "Ada Quill"),
        ("<p>Ada Quill, Staff Writer</p>", "Ada Quill"),
        ("<p>By Ada Quill, Special to The Loom Post</p>", "Ada Quill"),
        ("<p>By ADA QUILL, Associated Press</p>", "ADA QUILL"),
        ("<p>By: Ada Quill</p>", "Ada Quill"),
        ("<p>By our correspondent Ada Quill</p>", "Ada Quill"),
        ("<p>May 5, 2021 by Ada Quill</p>", "Ada Quill"),
        ("<p>Ada Quill reports from Varr</p>", "Ada Quill"),
        ("<p>Von Ada Quill, Varr</p>", "Ada Quill"),
        ("<p>Text und Fotos: Ada Quill</p>", "Ada Quill"),
        ("<div class='byline'>Ada Quill | Loom News Service</div>", "Ada Quill"),
        ("<div class='meta'><span>By</span> <a>Ada Quill</a> <b>May 5</b></div>", "Ada Quill"),
        ("<div><a href='/people/ada-quill/'>Ada Quill</a></div>", "Ada Quill"),
        ("<div><a href='/people/bo-lee/'>Ada Quill</a></div>", None),
        ("<p>By <a href='/people/ada-quill/'>Ada Quill</a> and Bo Lee</p>", "Ada Quill and Bo Lee"),
        ("<p>Ada Quill walked from Varr to Loom</p>", None),
    ],
)
def test_lines_below_the_title_that_name_who_has_written(tmp_path: Path, line: str, author: str | None) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}").author == author


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<p>Posted by Ada Quill at 10:12 PM</p>", "Ada Quill"),
        ("<p>Page created 5 May 2021 by ada_q</p>", "ada_q"),
        ("<p>Published 5 May 2021 by admin</p>", None),
        ("<p>Yours, Ada Quill</p>", "Ada Quill"),
        ("<p>Reporting by Ada Quill; Editing by Bo Lee</p>", "Ada Quill"),
        ("<p>Posted on May 5, 2021</p>", None),
    ],
)
def test_lines_at_the_end_that_name_who_has_written(tmp_path: Path, line: str, author: str | None) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}{line}").author == author


@pytest.mark.parametrize(
    "line", ["2021/05/05", "5-May-2021", "May 5, 2021 by Ada Quill", "May 5, 2021 in Travel, Walks"]
)
def test_days_below_the_title(tmp_path: Path, line: str) -> None:
    assert str(page(tmp_path, f"<h1>{TITLE}</h1><p>{line}</p>{PROSE}").published) == "2021-05-05"


@pytest.mark.parametrize(
    ("head", "above", "below", "publisher"),
    [
        ("", "<a href='/' aria-label='Loom Gazette'><svg></svg></a>", "", "Loom Gazette"),
        ("", "<a href='/' title='Loom Gazette - home'><img src='x'></a>", "", "Loom Gazette"),
        ("", "<div id='masthead'><h2>Loom Gazette</h2><p>Since 1871</p></div>", "", "Loom Gazette"),
        ("", "", "<p>All contents © copyright 2021 Loom Gazette. All rights reserved.</p>", "Loom Gazette"),
        ("<link type='application/rss+xml' title='Loom Gazette &raquo; Feed' href='/f'>", "", "", "Loom Gazette"),
        ("<link type='application/rss+xml' title='RSS feed' href='/f'>", "", "", None),
        ("<title>A walk along the Ebb - by Ada Quill</title>", "", "", None),
    ],
)
def test_where_a_page_names_its_site(tmp_path: Path, head: str, above: str, below: str, publisher: str | None) -> None:
    found = page(tmp_path, f"{above}<h1>{TITLE}</h1>{PROSE}{below}", head)
    assert found.publisher == publisher
    assert found.author == ("Ada Quill" if "Ada" in head else None)
