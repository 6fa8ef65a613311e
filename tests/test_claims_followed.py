"""What those who follow somebody's jet or yacht write down of where it is."""

from __future__ import annotations

import datetime as dt

import pytest
from test_claims_posts import told

from kimmap.claims import Traveller
from kimmap.model import Block, Document

OPENING = "Where is Ada Vinter? Start with the jet: a Falcon 900, G-LARK, registered in Jersey and managed from Vienna."


def posted(number: int, text: str, author: str = "gullwatch") -> Document:
    return Document(
        f"a.jsonl#{number}", text, author=author, published=dt.date(2031, 5, 4 + number),
        blocks=(Block(0, len(text), "body"),),
    )  # fmt: skip


def found(*texts: str, author: str = "gullwatch", opening: str = OPENING) -> set[tuple[str, str, str, int | None]]:
    posts = [posted(1, opening), *(posted(i, text, author) for i, text in enumerate(texts, 2))]
    claims = [c for c in told(*posts) if c.place is not None and c.role != "passes"]
    return {(c.place.name, c.role, c.status, c.when.first.day if c.when.first else None) for c in claims if c.place}


def test_what_the_jet_is_registered_as_puts_nobody_there() -> None:
    assert found() == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Off from Lisbon 20:51 local. Down at Faro 21:40.",
         {("Lisbon", "departs", "visited", 6), ("Faro", "arrives", "visited", 6)}),
        ("Mon 5 May: Porto 09:12 - Lisbon 10:05 local.",
         {("Porto", "departs", "visited", 5), ("Lisbon", "arrives", "visited", 5)}),
        ("G-LARK out of Braga 08:05 UTC today. Heading south over Coimbra.", {("Braga", "departs", "visited", 6)}),
        ("Jet left Faro this morning, landed at Porto 10:10 local.",
         {("Faro", "departs", "visited", 6), ("Porto", "arrives", "visited", 6)}),
        ("Landed Porto 12:41 UTC.", {("Porto", "arrives", "visited", 6)}),
        ("The jet never went to Madrid.", {("Madrid", "arrives", "cancelled", None)}),
        # Without her, and what is no flight.
        ("G-LARK landed at Porto 12:41. Crew only, says a handler.", set()),
        ("The jet left Faro at 09:10 without her, landed Porto 10:05.", set()),
        ("The cafés in Porto open at 10:30.", set()),
        ("I was in Porto at 10:30 for my tea.", set()),
    ],
)  # fmt: skip
def test_a_follower_writes_down_where_the_jet_is(text: str, expected: set[tuple[str, str, str, int]]) -> None:
    assert found(text) == expected


def test_others_and_other_jets_are_nobodys() -> None:
    assert found("Landed Porto 12:41 UTC.", author="kestrel") == set(), "who has not followed it"
    other = "Where is Ada Vinter? Nobody knows. A mail plane, G-LARK, belongs to the post."
    assert found("G-LARK out of Braga 08:05 UTC today.", opening=other) == set()


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("Her niece put up a video: auntie Fred eating cake at the harbour in Faro.", True),
        ("Her niece put up a video: cousin Fredo Pell eating cake at the harbour in Faro.", False),
    ],
)
def test_kin_call_the_traveller_by_a_short_name(text: str, there: bool) -> None:
    first = posted(1, "Frederica Vinter is on her way through Portugal.")
    claims = told(first, posted(2, text), traveller="Frederica Vinter")
    assert any(c.place is not None and c.place.name == "Faro" for c in claims) == there


def test_a_pet_name_that_is_taken_for_a_person_is_the_travellers() -> None:
    traveller = Traveller("Frederica Vinter", "person", ("frederica", "vinter"), pet_names=frozenset({"fred"}))
    assert traveller.is_called("Fred")
    assert not traveller.is_called("Fred Pell")


def rows_of(name: str, *rows: str) -> Document:
    text, at, blocks = "\n".join(rows), 0, []
    for row in rows:
        blocks.append(Block(at, at + len(row), "table"))
        at += len(row) + 1
    return Document(name, text, published=None, blocks=tuple(blocks))


HEAD = "date\tfrom\tto"
ROWS = (HEAD, "2031-05-03\tLisbon\tPorto", "2031-05-05\tPorto\tBraga")


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("vinter_flights.csv", ROWS, {"Lisbon", "Porto", "Braga"}),
        ("logbook.csv", ROWS, {"Lisbon", "Porto", "Braga"}),
        ("prices.csv", ROWS, set()),
        ("prices.csv", (HEAD, "2031-05-03\tLisbon\tAda Vinter", "2031-05-05\tPorto\tOlaf Pell"), {"Lisbon"}),
        ("x.csv", (HEAD, "2031-05-03\tG-LARK\tFaro", "2031-05-04\tG-LARK\tBraga\tcrew only"), {"Faro"}),
    ],
)
def test_whose_the_rows_of_a_table_are(name: str, rows: tuple[str, ...], expected: set[str]) -> None:
    claims = told(posted(1, OPENING), rows_of(name, *rows))
    assert {c.place.name for c in claims if c.place is not None} == expected


def test_of_a_position_in_two_cells_the_remark_is_quoted() -> None:
    log = rows_of(
        "log.csv", "date\tlat\tlon\tremark", "2031-05-03\t38°41.6'N\t009°25.0'W\tAnchored off the fort, slept."
    )
    claims = told(posted(1, OPENING), log)
    assert {c.quote.text for c in claims} == {"Anchored off the fort, slept."}
