"""Pages without headings, steps with buttons between them, posts of networks, changes in other languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_reading_told import PROSE, STORY, TITLE, page


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
