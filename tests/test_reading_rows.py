"""Rows of links, mottoes, introductions of writers, quotes set large, reports from hour to hour: which are the article's."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

from pathlib import Path

import pytest
from test_reading_parts import PROSE, STORY, TITLE, page, shown

from kimmap.reading.bars import is_trail


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("This page is a proud member of the Ommen Barge Web Ring.", False),
        ("Web site designed and hosted by Quill &amp; Ommen of Varr.", False),
        ("Site by site they dug up the whole of the hill at Ommen and found nothing in all that time.", True),
        ("This article was printed from The Ommen Loom and may not be sold.", False),
        ("To subscribe to the Ommen Loom, call us or visit our shop.", False),
        ("To subscribe to that view in Ommen was to lose all of one's friends in a day.", True),
        ("4–6 minutes", False),
        ("It is a snapshot of the page at Ommen as it appeared on 4 May 2019.", False),
        ("Просмотров: 212, Ommen", False),
        ("Categorías: Ommen, barcos", False),
        ("<b>Most e-mailed</b><p>Goats of Ommen again</p>", False),
    ],
)
def test_lines_that_sites_put_below_an_article(tmp_path: Path, line: str, kept: bool) -> None:
    found = shown(page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}<p>{line}</p>"))
    assert ("Ommen" in found or "minutes" in found) is kept


@pytest.mark.parametrize(
    "box",
    [
        "<div class='x'><p>Cet article vous a intéressé ? Suivez Ommen chaque jour</p></div>",
        "<div class='x'><p>Hat Ihnen der Artikel gefallen? Mehr aus Ommen gibt es jeden Tag</p></div>",
        "<div class='x'><p>¿Te ha gustado? Ommen cada día</p></div>",
        "<td class='x'><b>ALSO FROM OUR SHOP</b><br>Bells of Ommen, now for half of the price.</td>",
    ],
)
def test_boxes_that_ask_in_other_languages(tmp_path: Path, box: str) -> None:
    assert "Ommen" not in shown(page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}<table><tr>{box}</tr></table>"))


def test_readers_comments_end_the_article(tmp_path: Path) -> None:
    below = "<p>Readers’ comments (2)</p><p>The ferry at Ommen was mine, and it was no wreck at all.</p>"
    assert "Ommen" not in shown(page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}{below}"))
    told = "<p>Comments by the harbour master</p><p>The ferry at Ommen was mine, and it was no wreck at all.</p>"
    assert "Ommen" in shown(page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}{told}"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Home > News > Ports", True),
        ("ホーム > 県内ニュース", True),
        ("Startseite › Aktuelles", True),
        ("[Local] [Ports] [Sport]", True),
        ("Varr > Stenholt > Loom", False),
        ("[Laughter] [Applause]", False),
        ("Home was a week away.", False),
    ],
)
def test_the_way_to_an_article_is_a_trail(text: str, wanted: bool) -> None:
    assert is_trail(text) is wanted


def test_names_between_bars_above_the_title_lead_through_the_site(tmp_path: Path) -> None:
    bar = "<font size=1>Tide tables|Harbour views|Lost sheep|Ommen by boat</font>"
    picture = "<a href='/index.html'><img src='m.gif' alt='Loom Post'></a>"
    found = page(
        tmp_path, f"<table><tr><td>{picture}{bar}</td></tr></table><h2>{TITLE}</h2><div>2021年5月3日</div>{PROSE}"
    )
    assert "Ommen" not in shown(found)
    below = page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}<p>Varr|Stenholt|Loom|Ommen</p>{PROSE.upper()}")
    assert "Ommen" in shown(below)


@pytest.mark.parametrize(("below", "kept"), [("boats of somebody from Ommen", False), ("Ommen, 3 May 2021", True)])
def test_below_the_name_of_the_site_stands_its_motto(tmp_path: Path, below: str, kept: bool) -> None:
    head = f"<div id='top'><h1><a href='/'>Slow Boats</a></h1><h2>{below}</h2></div>"
    window = f"<title>{TITLE} - Slow Boats</title>"
    found = page(tmp_path, f"{head}<div id='entry'><h3>{TITLE}</h3>{PROSE}</div>", window)
    assert found.title == TITLE
    assert ("Ommen" in shown(found)) is kept


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<div class='k-authorbox'><div>Ada Quill</div><p>Ada sails at Ommen and mends clocks.</p></div>", False),
        ("<div class='x'><div>Ada Quill</div><p>Quill sails at Ommen and mends clocks.</p><a href='mailto:a@b.example'>a@b</a></div>", False),
        ("<div class='x'><div>Ada Quill</div><p>She sails at Ommen and mends clocks.</p><a href='/q'>More stories by Ada Quill</a></div>", False),
        ("<div class='x'><div>Ada Quill</div><p>She sails at Ommen and mends clocks.</p></div>", True),
        ("<div class='profile'><div>Ada Quill</div><p>She sails at Ommen and mends clocks.</p></div>", True),
        ("<div class='k-authorbox'><div>Ada Quill</div><p>The bridge at Ommen was shut at noon.</p></div>", True),
    ],
)  # fmt: skip
def test_a_box_introduces_the_writer(tmp_path: Path, box: str, kept: bool) -> None:
    found = shown(page(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}{box}</article>"))
    assert ("Ommen" in found) is kept


@pytest.mark.parametrize(
    ("quote", "kept"),
    [
        ("“The lake of Ommen is a slow and a very cold one.”", True),
        ("“The lake of Ommen is a slow and a very cold one”", False),
        ("“Nobody left the inn until the late afternoon of Ommen.”", False),
        ("“Ommen.”", False),
    ],
)
def test_a_quote_set_large_is_kept_where_it_is_said_nowhere_else(tmp_path: Path, quote: str, kept: bool) -> None:
    body = f"<article><h1>{TITLE}</h1><p>{STORY[0]}</p><aside class='c-pullquote'><q>{quote}</q></aside><p>{STORY[1]}</p><p>{STORY[2]}</p></article>"
    assert ("Ommen" in shown(page(tmp_path, body))) is kept


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ("<h3>Over the lake</h3><p>The boat from Ommen came in at ten with all of its sails.</p>", True),
        ("<p><a href='/o'>The boat from Ommen came in at ten with all of its sails.</a></p>", False),
        ("<a href='/o'>Boat from Ommen late</a>", False),
    ],
)
def test_a_report_from_hour_to_hour_is_no_line_of_headlines(tmp_path: Path, entry: str, kept: bool) -> None:
    found = page(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}<div class='ticker-entry'>{entry}</div></article>")
    assert ("Ommen" in shown(found)) is kept


def test_a_heading_of_two_lines_is_the_title_that_the_page_tells(tmp_path: Path) -> None:
    told = "<meta property='og:title' content='Flood on the Ebb: A night in Varr'>"
    parts = "<h1><span class='kicker'>Flood on the Ebb</span><span class='line'>A night in Varr</span></h1>"
    assert page(tmp_path, parts + PROSE, told).title == "Flood on the Ebb: A night in Varr"
    assert page(tmp_path, parts + PROSE).title == "Flood on the Ebb A night in Varr"
    whole = "<h1><span>Flood</span><span>lit on the Ebb</span></h1>"
    assert page(tmp_path, whole + PROSE).title == "Floodlit on the Ebb"
