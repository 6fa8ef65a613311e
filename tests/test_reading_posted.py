"""Pages without headings, steps with buttons between them, posts of networks, changes in other languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_reading_told import PROSE, STORY, TITLE, page

from kimmap.reading import read


def roles(folder: Path, body: str, text: str) -> list[str]:
    found = page(folder, body)
    return [b.role for b in found.blocks if text in found.text[b.start : b.end]]


def test_a_button_to_comment_ends_no_article(tmp_path: Path) -> None:
    steps = "".join(
        f"<div class='step'><p>{text}</p><button>Like</button><button>Comment</button></div>" for text in STORY
    )
    assert roles(tmp_path, f"<h1>{TITLE}</h1>{steps}", STORY[2]) == ["body"]
    below = "<h4>1 comment</h4><p>I have been at Ommen on that very boat.</p>"
    assert roles(tmp_path, f"<h1>{TITLE}</h1>{PROSE}{below}", "Ommen") == ["noise"]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Ada Quill can be reached at ada@ommen.example or by mail.", "noise"),
        ("The island can be reached by the ferry of Ommen on all days but one.", "body"),
        ("Fuente: Ommen Loom", "byline"),
        ("출처: Ommen Loom", "byline"),
    ],
)
def test_lines_below_the_text(tmp_path: Path, line: str, role: str) -> None:
    text = line.replace("island can", "island in the lake can")
    assert roles(tmp_path, f"<h1>{TITLE}</h1>{PROSE}<p>{text}</p>", "mmen") == [role]


@pytest.mark.parametrize(("name", "is_title"), [("headline", True), ("story-title", True), ("x-line", False)])
def test_without_headings_the_title_is_called_a_headline(tmp_path: Path, name: str, is_title: bool) -> None:
    body = (
        f"<td>A wire for the whole of the coast<br><br><span class='{name}'>Ebb floods Varr</span><br><br>{PROSE}</td>"
    )
    found = page(tmp_path, f"<table><tr>{body}</tr></table>", "<title>News</title>")
    assert (found.title == "Ebb floods Varr") is is_title


def test_a_time_without_its_year_is_no_title(tmp_path: Path) -> None:
    stamp = "<div>May 3, 4:12 PM EDT</div>"
    assert roles(tmp_path, f"{stamp}<div>Ebb floods Varr once more</div>{PROSE}", "4:12") == ["byline"]


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("Ada Quill (@ada@loom.example)", "Ada Quill"),
        ("Ada Quill (@adaquill)", "Ada Quill"),
        ("A walk along the Ebb (1851)", None),
    ],
)
def test_who_has_posted_is_told_by_the_title_of_a_post(tmp_path: Path, title: str, author: str | None) -> None:
    assert page(tmp_path, f"<div>{PROSE}</div>", f"<meta property='og:title' content='{title}'>").author == author


def test_names_of_elements_are_written_together(tmp_path: Path) -> None:
    line = "<div class='x1-TextContributorName'>Ada Quill</div>"
    assert page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}").author == "Ada Quill"


@pytest.mark.parametrize(
    "label", ["Aktualizacja", "Última actualización: actualizado", "Mis à jour le", "Bijgewerkt op"]
)
def test_a_change_is_told_in_other_languages(tmp_path: Path, label: str) -> None:
    line = f"<div>3.5.2021</div><div>{label} 5.5.2021</div>"
    found = page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}")
    assert (str(found.published), str(found.modified)) == ("2021-05-03", "2021-05-05")


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<p>Von unserer Redakteurin Ada Quill</p>", "Ada Quill"),
        ("<p class='autor'>De notre envoyée spéciale Ada Quill</p>", "Ada Quill"),
        ("<p>De notre port de Varr</p>", None),
    ],
)
def test_writers_of_the_house(tmp_path: Path, line: str, author: str | None) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}").author == author


@pytest.mark.parametrize(("words", "is_site"), [("Up", False), ("Table of Contents", False), ("Loom Upland", True)])
def test_a_step_back_is_no_name_of_a_site(tmp_path: Path, words: str, is_site: bool) -> None:
    found = page(tmp_path, f"<a href='index.html'>{words}</a><h1>{TITLE}</h1>{PROSE}")
    assert (found.publisher == words) is is_site


@pytest.mark.parametrize(
    ("above", "below", "day"),
    [
        ("<table><tr><td>Date:</td><td>3 May 2021</td></tr></table>", "", "2021-05-03"),
        ("<table><tr><td>Built</td><td>3 May 2021</td></tr></table>", "", "None"),
        ("", "<table><tr><td>Date:</td><td>3 May 2021</td></tr><tr><td>Boat</td><td>Gull</td></tr></table>", "None"),
    ],
)
def test_a_cell_that_is_a_label_tells_the_day(tmp_path: Path, above: str, below: str, day: str) -> None:
    assert str(page(tmp_path, f"<h1>{TITLE}</h1>{above}{PROSE}{below}").published) == day


def test_where_a_journey_begins_is_no_publisher(tmp_path: Path) -> None:
    table = "<table><tr><td>From:</td><td>Varr</td></tr><tr><td>To:</td><td>Stenholt</td></tr></table>"
    assert page(tmp_path, f"<h1>{TITLE}</h1>{table}{PROSE}").publisher is None


@pytest.mark.parametrize(
    "below",
    [
        "<p>Il vous reste 63 % de cet article à lire, dit Ommen.</p>",
        "<p>この記事は有料記事です。Ommen 残り632文字</p>",
        "<h2>Vos commentaires</h2><p>Vive Ommen et ses bateaux du matin au soir !</p>",
        "<h2>Others also viewed</h2><p>The goats of Ommen</p>",
    ],
)
def test_what_asks_or_follows_in_other_languages(tmp_path: Path, below: str) -> None:
    assert roles(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}{below}</article>", "Ommen") == ["noise"]


def test_a_short_sentence_in_japanese_is_no_heading(tmp_path: Path) -> None:
    line = "帰りは十四日の予定だ。"
    assert roles(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}<p>{line}</p></article>", line) == ["body"]


@pytest.mark.parametrize(
    ("language", "published", "modified"),
    [("es", "2021-05-03", "2021-06-05"), ("pt-BR", "2021-05-03", "2021-06-05"), ("en", "None", "None")],
)
def test_in_most_languages_the_day_comes_before_the_month(
    tmp_path: Path, language: str, published: str, modified: str
) -> None:
    line = "<div class='firma'>Ada Quill, Varr 03/05/2021 18:04 Actualizado a 05/06/2021 09:10</div>"
    path = tmp_path / "page.html"
    path.write_text(f"<html lang='{language}'><body><h1>{TITLE}</h1>{line}{PROSE}</body></html>")
    found = read(path)[0]
    assert (str(found.published), str(found.modified)) == (published, modified)


def test_a_label_behind_a_day_is_of_another(tmp_path: Path) -> None:
    found = page(tmp_path, f"<h1>{TITLE}</h1><p class='data'>3.5.2021, 18h04 · Atualizado há 2 anos</p>{PROSE}")
    assert (str(found.published), found.modified) == ("2021-05-03", None)


def test_a_slashed_day_with_its_time_is_a_byline(tmp_path: Path) -> None:
    assert roles(tmp_path, f"<h1>{TITLE}</h1><div>03/05/2021 18h04 · em Varr</div>{PROSE}", "03/05") == ["byline"]


@pytest.mark.parametrize(("label", "role"), [("LEIA TAMBÉM", "body"), ("Lees ook", "body"), ("Most read", "noise")])
def test_below_links_that_a_line_announces_the_article_goes_on(tmp_path: Path, label: str, role: str) -> None:
    last = "The way back to Ommen is planned for the day after, if the weather lets us."
    box = f"<p>{label}</p><ul><li><a href='/x'>Boats on the lake are late again this year</a></li></ul>"
    assert roles(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}{box}<p>{last}</p></article>", "Ommen") == [role]


@pytest.mark.parametrize(("below", "author"), [("Published 3 May 2021, 18:04", "Ada Quill"), ("3 May 2021", None)])
def test_a_name_above_the_line_of_publication(tmp_path: Path, below: str, author: str | None) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1><div>Ada Quill</div><div>{below}</div>{PROSE}").author == author


@pytest.mark.parametrize("below", ["<p>Archivado en: Ommen</p>", "<h2>Net binnen</h2><ul><li>18:20 Ommen</li></ul>"])
def test_what_stands_below_in_other_languages(tmp_path: Path, below: str) -> None:
    assert roles(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}</article>{below}", "Ommen") == ["noise"]
    assert roles(tmp_path, f"<h1>{TITLE}</h1>{PROSE}{below}", "Ommen") == ["noise"]


def test_above_the_title_stands_no_writer(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(f"SLOW LOWER\n{TITLE}\n\nPosted from Varr, Monday 3 May 2021\n\n" + "\n\n".join(STORY))
    assert read(path)[0].author is None
