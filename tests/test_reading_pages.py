"""HTML: visible text, blocks, metadata."""

# ruff: noqa: E501 (a case a line reads best)

from __future__ import annotations

import datetime as dt
import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimmap.model import Document
from kimmap.reading import read
from kimmap.reading.webpage import parse_page

PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Singer lands in Bastia | Island Post</title>
<style>p { color: red }</style>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Island Post"},
{"@type":"NewsArticle","headline":"Singer lands in Bastia","datePublished":"2019-06-03T23:30:00-05:00",
"dateModified":"2019-06-05","author":[{"@type":"Person","name":"Ann Poe"},{"@type":"Person","name":"Bo Lee"}]}]}</script>
<link rel="canonical" href="https://island.example/a"></head>
<body>
<header><a href="/">Island Post</a></header>
<nav><ul><li><a>Bastia</a></li><li><a>Nice</a></li></ul></nav>
<article>
<h1>Singer lands in&nbsp;Bastia</h1>
<p class="byline">By <span>Ann Poe</span></p>
<time datetime="2019-06-03">Monday, 3 June 2019</time>
<figure><img alt="x"><figcaption>Lina Orr on the quay, 3 June 2019. AGENCY/Ann Poe</figcaption></figure>
<p>The singer <b>Lina
   Orr</b> came to Bastia on <time>Monday</time>&mdash;by&nbsp;sea.<script>var x = "Paris";</script></p>
<p style="display: none">Hidden in Rome.</p><p hidden>Hidden in Oslo.</p>
<h2>Programme</h2>
<ul><li>4 June: Corte</li><li>5 June: Ajaccio</li></ul>
<table><tr><th>Date</th><th>Place</th></tr><tr><td>6 June</td><td>Calvi <i>(port)</i></td></tr></table>
<p>Line one. <br>line two of a poem that she read to the people who had come to the harbour.</p>
<div class="related-stories"><p>Storm in Nice</p></div>
</article>
<aside><p>Read in Marseille.</p></aside>
<footer>Island Post, Toulon</footer>
</body></html>"""


def page(folder: Path, markup: str) -> Document:
    (folder / "page.html").write_text(markup, encoding="utf-8")
    return read(folder / "page.html")[0]


def shape(document: Document) -> list[tuple[str, str]]:
    return [(b.role, document.text[b.start : b.end]) for b in document.blocks]


def test_blocks_of_a_page(tmp_path: Path) -> None:
    found = page(tmp_path, PAGE)
    assert shape(found) == [
        ("noise", "Island Post"),
        ("noise", "Bastia"),
        ("noise", "Nice"),
        ("title", "Singer lands in Bastia"),
        ("byline", "By Ann Poe"),
        ("byline", "Monday, 3 June 2019"),
        ("caption", "Lina Orr on the quay, 3 June 2019."),
        ("noise", "AGENCY/Ann Poe"),
        ("body", "The singer Lina Orr came to Bastia on Monday—by sea."),
        ("heading", "Programme"),
        ("list", "4 June: Corte"),
        ("list", "5 June: Ajaccio"),
        ("table", "Date\tPlace"),
        ("table", "6 June\tCalvi (port)"),
        ("body", "Line one."),
        ("body", "line two of a poem that she read to the people who had come to the harbour."),
        ("noise", "Storm in Nice"),
        ("noise", "Read in Marseille."),
        ("noise", "Island Post, Toulon"),
    ]


def test_metadata_of_a_page(tmp_path: Path) -> None:
    found = page(tmp_path, PAGE)
    assert (found.title, found.publisher, found.author) == ("Singer lands in Bastia", "Island Post", "Ann Poe, Bo Lee")
    assert (found.url, found.language) == ("https://island.example/a", "en")
    assert found.published == dt.date(2019, 6, 3), "the local day, and not that of the revision"
    assert found.published_span is not None
    assert found.text[slice(*found.published_span)] == "Monday, 3 June 2019"


@pytest.mark.parametrize(
    ("head", "published", "publisher"),
    [
        (
            '<meta property="article:published_time" content="2019-06-03T10:00Z"><meta property="og:site_name" content="The Post">',
            dt.date(2019, 6, 3),
            "The Post",
        ),
        (
            '<meta name="date" content="June 3, 2019"><title>Singer lands | The Post</title>',
            dt.date(2019, 6, 3),
            "The Post",
        ),
        ('<script type="application/ld+json">{broken</script>', None, None),
        (
            '<script type="application/ld+json">[{"@type":"Article","headline":"Singer lands","datePublished":"2019-06-03","publisher":{"name":"P"}}]</script>',
            dt.date(2019, 6, 3),
            "P",
        ),
        ('<script type="application/ld+json">"text"</script><meta name="date" content="soon">', None, None),
    ],
)
def test_metadata_in_other_places(tmp_path: Path, head: str, published: dt.date | None, publisher: str | None) -> None:
    found = page(
        tmp_path, f"<head>{head}</head><h1>Singer lands</h1><p>She came to Bastia by sea on a Monday in June.</p>"
    )
    assert (found.published, found.published_span, found.publisher) == (published, None, publisher)


def test_noise_names_do_not_take_the_article_with_them(tmp_path: Path) -> None:
    body = "<p>The singer came to Bastia by sea on Monday and went on to Corte.</p>"
    found = page(
        tmp_path,
        f'<body class="has-sidebar nav-open"><div id="page" class="social"><h1>Singer lands</h1>{body}<p>Go <a class="share">to Corte</a> now, she said to the people.</p></div></body>',
    )
    assert [role for role, _ in shape(found)] == ["title", "body", "body"]


def test_a_layout_of_tables_is_no_table(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        "<table><tr><td><h1>Singer lands</h1><p>She came to Bastia by sea on Monday, alone.</p><p>She left on Tuesday for Corte, alone again.</p></td></tr></table>",
    )
    assert [role for role, _ in shape(found)] == ["title", "body", "body"]


def test_preformatted_lines_stay_apart(tmp_path: Path) -> None:
    found = page(tmp_path, "<h1>Log</h1><pre>2019-06-03  Bastia\n2019-06-04  Corte\n</pre>")
    assert found.text.splitlines() == ["Log", "2019-06-03  Bastia", "2019-06-04  Corte"]


def test_markup_is_recognised_without_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "page").write_text(PAGE, encoding="utf-8")
    assert read(tmp_path / "page")[0].title == "Singer lands in Bastia"


def test_deep_nesting_is_no_problem(tmp_path: Path) -> None:
    found = page(tmp_path, "<div>" * 1000 + "She came to Bastia by sea on Monday." + "</div>" * 1000)
    assert "Bastia" in found.text


WORDS = st.lists(
    st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\u00ad"), min_size=1, max_size=8),
    min_size=1,
    max_size=12,
)


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_paragraphs_come_back_word_by_word(paragraphs: list[list[str]]) -> None:
    markup = "".join("<p>" + " \n ".join(map(html.escape, words)) + "</p>" for words in paragraphs)
    text, segments, _ = parse_page(markup)
    assert text.splitlines() == [" ".join(words) for words in paragraphs]
    assert [text[s.start : s.end] for s in segments] == [s.text for s in segments]
