"""Teams and troupes on tour, ministers on the way: whose letters they are, tables of matches, what falls through."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from test_claims import INTRODUCTION, gazetteer, read
from test_claims import document as article
from test_claims_groups import WHO, days, document, told

import kimmap
from kimmap.claims import identify_traveller, read_claims
from kimmap.claims.telling import told_in_first_person
from kimmap.dates import find_dates
from kimmap.itinerary import merge_claims
from kimmap.language import analyse_documents
from kimmap.model import Document, Stop
from kimmap.places import find_places, resolve_places

LETTER = "We slept badly, and we left late. We drove all day. I like the van."
DIARY = "Day 2. I slept badly, and we left the hotel late."


def theirs(*paragraphs: str, day: int = 20) -> dict[str, tuple[str, int]]:
    """What a letter says that one of the group signs."""
    return days(told(document(*(("body", p) for p in (LETTER, *paragraphs)), author="Elsa, the Grey Larks", day=day)))


def his(*sentences: str, author: str | None = None) -> dict[str, str]:
    claims, _ = read(article(DIARY if author else INTRODUCTION, *sentences, author=author))
    return {c.place.name: c.status for c in claims if c.place is not None and c.place.name != "Portugal"}


@pytest.mark.parametrize(
    ("author", "publisher", "own"),
    [
        ("Elsa, tour manager, The Grey Larks", None, True),
        ("Elsa Berg", "greylarks.example", True),
        ("Elsa Berg", "mail.thegreylarks.example", True),
        ("Elsa Berg", "The Braga Post", False),
        ("Elsa Berg", "larks.example", False),
        ("Elsa Grey", None, False),
    ],
)
def test_who_writes_with_the_groups_name_or_from_its_address_is_of_it(
    author: str, publisher: str | None, own: bool
) -> None:
    doc = Document("a.txt", LETTER, author=author, publisher=publisher)
    analyses = analyse_documents([doc])
    who = identify_traveller(analyses, WHO)
    assert who is not None
    assert told_in_first_person(analyses, who) == (own,)


@pytest.mark.parametrize(
    ("address", "publisher"),
    [
        ("elsa@greylarks.example", "greylarks.example"),
        ("elsa@gmail.com", None),
        ("elsa@yahoo.co.uk", None),
        ("elsa@mail.gmx.de", None),
    ],
)
def test_a_mail_comes_from_the_house_of_its_address(tmp_path: Path, address: str, publisher: str | None) -> None:
    head = f"From: Elsa <{address}>\nDate: Tue, 20 May 2031 10:00:00 +0000\nSubject: News\n\n"
    (tmp_path / "a.eml").write_text(head + "We slept in Braga.\n", encoding="utf-8")
    assert next(iter(kimmap.read(tmp_path))).publisher == publisher


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Braga, alas, was not to be: the roof came down on Monday.", {"Braga": ("cancelled", 0)}),
        ("Braga was not to be.", {"Braga": ("cancelled", 0)}),
        ("Braga was kind to us, and we sang well.", {"Braga": ("visited", 0)}),
        ("Faro on Friday was worth the wait.", {"Faro": ("visited", 16)}),
        ("Porto soaked us again.", {"Porto": ("visited", 0)}),
        (
            "Thank you Porto, Braga and Faro.",
            {"Porto": ("visited", 0), "Braga": ("visited", 0), "Faro": ("visited", 0)},
        ),
        ("Sorry, Braga.", {}),
        ("Next time, Faro!", {}),
        ("I write this from a launderette in Faro.", {"Faro": ("visited", 20)}),
        ("A proposed friendly in Braga will not take place.", {"Braga": ("cancelled", 0)}),
        ("Our show in Faro has been called off.", {"Faro": ("cancelled", 0)}),
    ],
)
def test_what_a_letter_from_a_tour_says_of_a_town(sentence: str, expected: dict[str, tuple[str, int]]) -> None:
    assert theirs(sentence) == expected


def test_what_others_do_puts_a_group_nowhere() -> None:
    first = "The Grey Larks played in Lisbon on 12 May 2031."
    others = (
        "Captain Olaf Berg will join the party in Porto after his wedding in Faro.",
        "Elsa Ruther, just back from a fair in Tomar, welcomed the band.",
        "It was the band's first show here since 2029, when they played in Braga.",
    )
    found = days(told(document(("title", WHO), ("body", first), *(("body", o) for o in others))))
    assert found == {"Lisbon": ("visited", 12), "Porto": ("planned", 0)}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She was due to leave for Braga by coach on Monday.", {"Braga": "planned"}),
        ("She was to leave for Braga on Monday.", {"Braga": "planned"}),
        ("Somebody says she will stop off in Faro on the way home.", {"Faro": "possible"}),
        ("Vinter, who played the organ in Braga as a young man, left Lisbon on Monday.", {"Lisbon": "visited"}),
        ("As a doctor she spoke in Braga on Monday.", {"Braga": "visited"}),
        ("The Spanish transport minister will be in Faro on Monday.", {}),
        ("Vinter spoke at the Fontaine of Youth on Monday.", {}),
        ("Vinter spoke in Coimbra of Portugal on Monday.", {"Coimbra": "visited"}),
    ],
)
def test_what_a_report_says(sentence: str, expected: dict[str, str]) -> None:
    assert his(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("When I was nineteen I toured with a circus in Braga.", {}),
        ("As a student I sang in Faro.", {}),
        ("When I was ten miles from Faro, I stopped in Porto.", {"Porto": "visited"}),
    ],
)
def test_what_one_did_when_young_is_no_part_of_the_journey(sentence: str, expected: dict[str, str]) -> None:
    assert his(sentence, author="Ada Vinter") == expected


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Plans for a stop in Faro were dropped on Monday because of snow.", None),
        ("A visit to Faro on Friday was cancelled on Monday.", 9),
    ],
)
def test_the_day_of_calling_off_is_not_that_of_the_visit(sentence: str, day: int | None) -> None:
    claims, _ = read(article(INTRODUCTION, sentence))
    assert [c.when.first.day if c.when.first else None for c in claims if c.place and c.place.name == "Faro"] == [day]


def test_a_story_goes_on_from_the_arrival_not_from_what_was_done_before() -> None:
    came = "She flew in on Tuesday from Braga, where she had spoken on Monday."
    claims, _ = read(article(INTRODUCTION, came + " She visited a school in Tomar."))
    found = {c.place.name: c.when.first.day for c in claims if c.place and c.when.first}
    assert (found["Braga"], found["Tomar"]) == (12, 13)


HEADS = "Date\tKO\tOpponent\tVenue\tTown\tResult"
ROWS = (
    "09/05/2031\t18:00\tSC Faro\tPorto Park\tBraga\tW 4-0",
    "12/05/2031\t18:00\tTomar United\tArena\tPorto\tP-P",
    "14/05/2031\t18:00\tLeixões\tArena\tCoimbra\tD 1-1",
    "30/05/2031\t18:00\tBraga Rovers\tArena\tFaro\t",
)


def test_a_table_of_matches_has_its_towns_in_a_column() -> None:
    doc = document(*(("table", row) for row in (HEADS, *ROWS)), day=None)
    found = days(told(replace(doc, name="fixtures.csv")))
    assert found == {
        "Braga": ("visited", 9), "Porto": ("cancelled", 12), "Coimbra": ("visited", 14), "Faro": ("planned", 30),
    }  # fmt: skip


def stops_of(docs: list[Document]) -> tuple[Stop, ...]:
    analyses = analyse_documents(docs)
    resolutions = resolve_places(find_places(analyses, gazetteer()), analyses, gazetteer())
    who = identify_traveller(analyses, "Ada Vinter", resolutions)
    assert who is not None
    return merge_claims(*read_claims(analyses, resolutions, find_dates(docs), who))


@pytest.mark.parametrize(("last", "expected"), [("20 May", (10, 20)), ("28 July", None)])
def test_what_a_short_journey_left_out_lies_in_its_days(last: str, expected: tuple[int, int] | None) -> None:
    spoke = (("Braga", "10 May"), ("Lisbon", "13 May"), ("Porto", last))
    docs = [Document(f"{where}.txt", f"Ada Vinter spoke in {where} on {day} 2031.") for where, day in spoke]
    docs.append(Document("z.txt", "The ministry denied that Vinter had been in Faro."))
    when = next(s.when for s in stops_of(docs) if s.place.name == "Faro")
    assert ((when.first.day, when.last.day) if when.first and when.last else None) == expected
