"""Heads of texts: who is nobody, what is no title, and days that only a dateline or a last change tells."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest

from kimmap.model import Document
from kimmap.reading import DescribedDocument, read

LONG = (
    "The minister Ada Vinter will visit Lima next week to see the new railway, her office said. She is to meet the "
    "mayor of the town and the head of its only school, and nobody could say what they would talk about that evening."
)


def only(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name)[0]


CONTACTS = [
    "Contact: Office of the Speaker, 202-555-0114",
    "Press contact: Olaf Pell, +51 1 555 0114",
    "Media enquiries: (202) 555-0114",
    "Contact: Olaf Pell, press@braga.example",
    "press@braga.example",
]


@pytest.mark.parametrize("contact", CONTACTS)
@pytest.mark.parametrize("below", ["FOR IMMEDIATE RELEASE\n\n", "May 3, 2031\n\n", ""])
def test_whom_to_ask_is_no_title(tmp_path: Path, contact: str, below: str) -> None:
    found = only(tmp_path, "a.txt", f"{contact}\n\n{below}Vinter to visit Lima\n\n{LONG}\n")
    assert (found.title, found.publisher) == ("Vinter to visit Lima", None)


@pytest.mark.parametrize("title", ["Contact with Lima lost for 24 hours", "Lima 2031: 12 500 000 people wait"])
def test_titles_that_look_like_contacts(tmp_path: Path, title: str) -> None:
    assert only(tmp_path, "a.txt", f"{title}\n\n{LONG}\n").title == title


@pytest.mark.parametrize("name", ["unknown", "admin", "(anonymous)", "Microsoft Office User"])
def test_what_programs_write_for_want_of_a_name_is_no_author(tmp_path: Path, name: str) -> None:
    page = f'<html><head><meta name="author" content="{name}"></head><body><h1>Vinter in Lima</h1><p>{LONG}</p></body>'
    assert only(tmp_path, "a.html", page).author is None


def test_a_document_of_a_program_has_no_author(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document, file = docx.Document(), io.BytesIO()
    document.add_paragraph(LONG)
    document.save(file)
    (tmp_path / "a.docx").write_bytes(file.getvalue())
    assert read(tmp_path / "a.docx")[0].author is None


@pytest.mark.parametrize(
    "author",
    [
        [{"@type": "Person", "name": "Olaf Pell"}, {"@type": "Person", "name": "Ida Quill"}],
        {"@type": "Person", "name": ["Olaf Pell", "Ida Quill"]},
        {"@list": [{"name": "Olaf Pell"}, {"name": "Ida Quill"}]},
    ],
)
def test_all_authors_of_linked_data_are_named(tmp_path: Path, author: object) -> None:
    told = json.dumps({"@type": "NewsArticle", "headline": "Vinter in Lima", "author": author})
    script = f'<script type="application/ld+json">{told}</script>'
    page = f"<html><head>{script}</head><body><h1>Vinter in Lima</h1><p>{LONG}</p></body></html>"
    assert only(tmp_path, "a.html", page).author == "Olaf Pell, Ida Quill"


def test_an_entry_of_a_feed_with_its_last_change_alone_has_that_day(tmp_path: Path) -> None:
    people = "".join(f"<author><name>{name}</name></author>" for name in ("Olaf Pell", "Ida Quill"))
    entry = (
        f"<entry><title>Lima</title><updated>2031-05-03T10:00:00Z</updated>{people}<content>{LONG}</content></entry>"
    )
    found = only(tmp_path, "a.xml", f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>{entry}</feed>')
    assert isinstance(found, DescribedDocument)
    assert (found.published, found.where("published")) == (dt.date(2031, 5, 3), "feed, last change")
    assert found.author == "Olaf Pell, Ida Quill"


@pytest.mark.parametrize(
    "dateline", ["Braga, 3 May 2031 - ", "BRAGA, May 3, 2031 (Agency) - ", "BRAGA, Portugal, Saturday, 3 May 2031 — "]
)
def test_a_dateline_tells_the_day_of_a_text_that_tells_none_else(tmp_path: Path, dateline: str) -> None:
    found = only(tmp_path, "a.txt", f"Vinter to visit Lima\n\n{dateline}{LONG}\n\nIt is her first visit.\n")
    assert found.published == dt.date(2031, 5, 3)
    assert found.published_span is not None
    start, end = found.published_span
    assert "3" in found.text[start:end]


def test_days_of_several_towns_make_no_dateline(tmp_path: Path) -> None:
    entries = "\n\n".join(f"{town}, {day} May 2031 - {LONG}" for day, town in ((3, "Braga"), (5, "Porto")))
    assert only(tmp_path, "a.txt", f"My way north\n\n{entries}\n").published is None


@pytest.mark.parametrize(
    ("masthead", "publisher"),
    [
        ("U.S. DEPARTMENT OF FERRIES", "U.S. DEPARTMENT OF FERRIES"),
        ("ST. JUDE POST", "ST. JUDE POST"),
        ("HARBOUR PRESS. All the news", "HARBOUR PRESS"),
    ],
)
def test_the_stop_of_an_abbreviation_ends_no_name_of_a_publisher(tmp_path: Path, masthead: str, publisher: str) -> None:
    note = f"{masthead}\nOffice of the Spokesperson\nMay 9, 2031\n\nMeetings in Peru and Portugal\n\n{LONG}\n"
    document = only(tmp_path, "note.txt", note)
    assert (document.publisher, document.title) == (publisher, "Meetings in Peru and Portugal")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("AGENDA OF THE MAYOR, FRIDAY, MAY 9, 2031", "AGENDA OF THE MAYOR, FRIDAY, MAY 9, 2031"),
        ("Agenda of the Mayor for Friday, May 9, 2031", "Agenda of the Mayor for Friday, May 9, 2031"),
        ("Last updated on the evening of May 9, 2031", None),
    ],
)
def test_a_head_line_that_says_for_which_day_the_text_is_is_its_title(
    tmp_path: Path, line: str, title: str | None
) -> None:
    note = f"THE TOWN HALL\nOffice of the Mayor\n\nFOR IMMEDIATE RELEASE\nMay 8, 2031\n\n{line}\n\n{LONG}\n"
    document = only(tmp_path, "note.txt", note)
    assert (document.title, document.published) == (title, dt.date(2031, 5, 8))
