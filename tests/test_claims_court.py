"""Papers of a court, a police or an office: tables without a name, numbered paragraphs, letters of a desk."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_claims import document, read
from test_claims_tracks import claims_of

RECEIPTS = """no,date,time,issuer,town,amount
1,12/05/2031,11:24,Petrol,Lisbon,54.10
2,13/05/2031,18:40,Hotel Sol,{second},64.00
3,14/05/2031,14:05,Lunch for one,{third},17.80
4,15/05/2031,09:30,Parking,Viseu,3.20
"""
NOTE = (
    "Vinter left Lisbon on Monday 12 May 2031. He slept in Porto on 13 May 2031. On 14 May 2031 he was in Braga, "
    "where a waiter remembers him."
)


def test_receipts_are_his(tmp_path: Path) -> None:
    receipts = RECEIPTS.format(second="Porto", third="Braga")
    claims = claims_of(tmp_path, "Olaf Vinter", receipts_csv=receipts, note_txt=NOTE)
    assert "Viseu" in {c.place.name for c in claims if c.place}


def test_a_numbered_paragraph_about_somebody_else_is_no_entry() -> None:
    story = "Olaf Vinter drove to Lisbon on Monday."
    claims, _ = read(
        document(story, "1. His cousins have a shop in Faro. His uncle went to Braga.", role="list"), "Olaf Vinter"
    )
    assert {c.place.name for c in claims if c.place} == {"Lisbon"}


@pytest.mark.parametrize(("author", "told"), [("Booking Desk", False), ("Olaf Vinter", True)])
def test_what_an_office_writes_is_not_told_by_the_traveller(author: str, told: bool) -> None:
    text = "We checked in at Porto on Monday. We found it full. We then went to Braga, and our bags went to Faro."
    claims, _ = read(document(text, author=author), "Olaf Vinter")
    assert ("Braga" in {c.place.name for c in claims if c.place}) == told


@pytest.mark.parametrize(
    ("passing", "his"),
    [
        ("A friend, Mr Pell, lives there, and nothing turns on it.", True),
        ("A friend, Mr Pell, then drove to Lisbon.", False),
    ],
)
def test_who_was_named_in_passing_is_forgotten_in_the_next_paragraph(passing: str, his: bool) -> None:
    story = f"Olaf Vinter drove to Porto on Monday, and slept there. {passing}"
    claims, _ = read(document(story, "On Tuesday he was in Braga for three hours."), "Olaf Vinter")
    assert ("Braga" in {c.place.name for c in claims if c.place}) == his


def test_a_day_of_last_year_may_be_of_the_journey() -> None:
    texts = ("Olaf Vinter slept in Porto on 2 May 2030.", "Vinter was held at Braga on 3 May last year.")
    claims, _ = read(document(*texts), "Olaf Vinter")
    assert {(c.place.name, c.status) for c in claims if c.place} == {("Porto", "visited"), ("Braga", "visited")}


@pytest.mark.parametrize(
    ("case", "told"),
    [
        ("VINTER v HARBOUR BOARD", "The plaintiff was in Braga on 2 May 2031."),
        ("Harbour Board v. Vinter", "The respondent drove to Braga on 2 May 2031."),
    ],
)
def test_the_name_of_a_case_says_who_the_plaintiff_is(case: str, told: str) -> None:
    extract = "Extract from the reasons of Justice Pell"
    claims, _ = read(document(case, extract, told), "Olaf Vinter")
    assert {c.place.name for c in claims if c.place} == {"Braga"}
    other = told.replace("plaintiff", "defendant").replace("respondent", "applicant")
    claims, _ = read(document(case, extract, other), "Olaf Vinter")
    assert not claims


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Vinter did not leave Porto on Monday.", {("Porto", "stays", "visited")}),
        ("Vinter never left Porto.", {("Porto", "stays", "visited")}),
        ("Vinter did not rest between her arrival in Porto and the ball.", {("Porto", "arrives", "visited")}),
        ("Vinter did not speak after her visit to Braga.", {("Braga", "stays", "visited")}),
        ("Vinter did not go on to Braga.", {("Braga", "arrives", "cancelled")}),
        ("Vinter did not make her visit to Braga.", {("Braga", "stays", "cancelled")}),
    ],
)
def test_who_did_not_leave_stayed_and_no_not_reaches_what_tells_when(told: str, expected: set[object]) -> None:
    claims, _ = read(document("Ada Vinter is in Portugal.", told))
    assert {(c.place.name, c.role, c.status) for c in claims if c.place and not c.place.is_area} == expected
