"""What sentences say of a traveller and a place: role, status and day, or the reason why nothing."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from kimmap.claims import identify_traveller, read_claims
from kimmap.dates import find_dates
from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.language import analyse_documents
from kimmap.model import Aside, Block, Claim, Document
from kimmap.places import find_places, resolve_places

PUBLISHED = dt.date(2031, 5, 14)  # a Wednesday
INTRODUCTION = "The Danish minister Ada Vinter is travelling in Portugal this week."


@cache
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def document(*paragraphs: str, author: str | None = None, role: str = "body") -> Document:
    text = "\n\n".join(paragraphs)
    starts = [sum(len(p) + 2 for p in paragraphs[:i]) for i in range(len(paragraphs))]
    blocks = tuple(
        Block(start, start + len(p), role if i == len(paragraphs) - 1 else "body")  # type: ignore[arg-type]
        for i, (start, p) in enumerate(zip(starts, paragraphs, strict=True))
    )
    return Document("a.txt", text, author=author, published=PUBLISHED, blocks=blocks)


def read(doc: Document, traveller: str = "Ada Vinter") -> tuple[tuple[Claim, ...], tuple[Aside, ...]]:
    analyses = analyse_documents([doc])
    resolutions = resolve_places(find_places(analyses, gazetteer()), analyses, gazetteer())
    who = identify_traveller(analyses, traveller)
    assert who is not None
    return read_claims(analyses, resolutions, find_dates([doc]), who)


def rows(claims: tuple[Claim, ...]) -> list[tuple[str, str, str, str]]:
    """Claims at towns as "place role status days of May"."""
    found = []
    for claim in claims:
        if claim.place is not None and not claim.place.is_area:
            first, last = claim.when.first, claim.when.last
            days = "" if claim.when.is_open else "-".join(str(d.day) if d else "" for d in dict.fromkeys((first, last)))
            found.append((claim.place.name, claim.role, claim.status, days))
    return found


TOLD: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    # Arriving, being there, leaving.
    ("Vinter arrived in Lisbon on Monday.", [("Lisbon", "arrives", "visited", "12")]),
    (
        "She reached Aveiro from Coimbra on Tuesday.",
        [("Aveiro", "arrives", "visited", "13"), ("Coimbra", "departs", "visited", "13")],
    ),
    ("On Tuesday the minister visited a shipyard in Setúbal.", [("Setúbal", "stays", "visited", "13")]),
    ("Her plane took off from Lisbon on Monday evening.", [("Lisbon", "departs", "visited", "12")]),
    ("Vinter was greeted by the mayor at Évora station on Sunday.", [("Évora", "stays", "visited", "11")]),
    ("The governor met Vinter in Faro on Monday.", [("Faro", "stays", "visited", "12")]),
    ("A helicopter took her to Sagres on Sunday.", [("Sagres", "arrives", "visited", "11")]),
    ("She had come from Beja, where she spent Sunday.", [("Beja", "stays", "visited", "11")]),
    # Plans, doubts, denials.
    ("Vinter will fly to Aveiro on Friday.", [("Aveiro", "arrives", "planned", "16")]),
    ("She is to be received in Braga on Thursday.", [("Braga", "stays", "planned", "15")]),
    ("She is due in Aveiro on Friday.", [("Aveiro", "stays", "planned", "16")]),
    ("The minister goes to Aveiro on Friday.", [("Aveiro", "arrives", "planned", "16")]),
    ("Vinter may visit Braga.", [("Braga", "stays", "possible", "")]),
    ("The meeting between Vinter and Prince Olaf could take place in Sintra.", [("Sintra", "stays", "possible", "")]),
    ("Vinter was to have gone to Braga on Tuesday.", [("Braga", "arrives", "cancelled", "13")]),
    ("Her visit to Braga was cancelled.", [("Braga", "stays", "cancelled", "")]),
    ("An outing to Sintra planned for Tuesday has been scrapped.", [("Sintra", "stays", "cancelled", "20")]),
    # The day on which it ended.
    (
        "She spent three nights in a hotel near Faro and left the country on Tuesday.",
        [("Faro", "stays", "visited", "10-13")],
    ),
    ("She arrived in Faro on Sunday and left again on Tuesday.", [("Faro", "arrives", "visited", "11-13")]),
    ("She met the mayor in Faro on Sunday, before flying out on Tuesday.", [("Faro", "stays", "visited", "11-13")]),
    ("She was in Faro on Sunday and the mayor left on Tuesday.", [("Faro", "stays", "visited", "11")]),
    ("Her trip to Faro was moved from Friday to Sunday.", [("Faro", "stays", "planned", "18")]),
    ("The organisers put off her concert in Faro until Saturday.", [("Faro", "stays", "planned", "17")]),
    ("Vinter did not visit Braga.", [("Braga", "stays", "cancelled", "")]),
    # On the way.
    ("Vinter is heading for Aveiro.", [("Aveiro", "heads_for", "visited", "")]),
    # Two clauses, two days.
    (
        "She was in Lisbon on Monday and in Coimbra on Tuesday.",
        [("Lisbon", "stays", "visited", "12"), ("Coimbra", "stays", "visited", "13")],
    ),
    (
        "Vinter plans to visit Braga but arrived in Aveiro on Tuesday.",
        [("Braga", "stays", "planned", ""), ("Aveiro", "arrives", "visited", "13")],
    ),
    (
        "Vinter slept in Beja on Sunday and in Évora on Monday.",
        [("Beja", "stays", "visited", "11"), ("Évora", "stays", "visited", "12")],
    ),
    (
        "The minister's train, which left Lisbon on Sunday, reached Braga on Monday.",
        [("Lisbon", "departs", "visited", "11"), ("Braga", "arrives", "visited", "12")],
    ),
    (
        "From Lisbon she drove to Setúbal on Monday.",
        [("Lisbon", "departs", "visited", "12"), ("Setúbal", "arrives", "visited", "12")],
    ),
    ("Vinter's train passed through Coimbra on Monday.", [("Coimbra", "passes", "visited", "12")]),
    ("It is not true that Vinter visited Faro on Monday.", [("Faro", "stays", "cancelled", "12")]),
    ("The palace called off her tour of Porto.", [("Porto", "stays", "cancelled", "")]),
    ("Tuesday's excursion to Sintra did not go ahead.", [("Sintra", "stays", "cancelled", "13")]),
    ("There had been a rumour in the newsrooms of a trip to Faro.", [("Faro", "stays", "possible", "")]),
    ("The journey began on Monday and included a visit to Beja.", [("Beja", "stays", "visited", "")]),
    ("She was driven to Évora, a mayor said.", [("Évora", "arrives", "visited", "")]),
    ("Vinter's visit to Sintra ended on Monday.", [("Sintra", "departs", "visited", "12")]),
]


@pytest.mark.parametrize(("sentence", "expected"), TOLD, ids=[s for s, _ in TOLD])
def test_what_a_sentence_says(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    claims, _ = read(document(INTRODUCTION, sentence))
    assert rows(claims)[: len(expected)] == expected


ASIDE: list[tuple[str, str, str]] = [
    ("Vinter was born in Braga.", "Braga", "background"),
    ("Her husband was in Faro on Monday.", "Faro", "other_person"),
    ("Lisbon said on Monday that the talks were useful.", "Lisbon", "metonym"),
    ("The mayor of Braga sent a letter.", "Braga", "other_person"),
    ("Aveiro lies some 60 km from Coimbra by road.", "Coimbra", "background"),
    ("If Vinter goes to Faro, the harbour will be closed.", "Faro", "hypothetical"),
    ("The Spanish minister flew to Faro on Monday.", "Faro", "other_person"),
    ("LISBON, Portugal (Nordwire) — Vinter spoke to reporters.", "Lisbon", "dateline"),
    ("Vinter received a letter from Braga.", "Braga", "background"),
    ("Vinter would lend money to mend roads in Braga.", "Braga", "no_predicate"),
    ("Some bakers from Braga sang for her.", "Braga", "background"),
    ("Vinter praised three schools, one of them in Braga.", "Braga", "background"),
    ("The mayor was away. She is giving a lecture in Faro.", "Faro", "other_person"),
]


@pytest.mark.parametrize(("sentence", "place", "reason"), ASIDE, ids=[s for s, *_ in ASIDE])
def test_what_is_no_claim_is_kept_with_its_reason(sentence: str, place: str, reason: str) -> None:
    claims, asides = read(document(INTRODUCTION, sentence))
    assert place not in {name for name, *_ in rows(claims)}
    assert reason in {a.reason for a in asides if a.resolution.place is not None and a.resolution.place.name == place}


def test_a_visit_years_before_is_an_earlier_trip() -> None:
    claims, asides = read(document(INTRODUCTION, "Vinter was in Braga on Monday.", "In April 2027 she visited Faro."))
    assert rows(claims) == [("Braga", "stays", "visited", "12")]
    assert [a.reason for a in asides if a.resolution.place and a.resolution.place.name == "Faro"] == ["earlier_trip"]


def test_a_diary_is_its_writers() -> None:
    doc = document(
        "9 May 2031. I came into Lisbon on the last plane and slept badly.",
        "10 May 2031. Lunch in Setúbal. We took the bus to Évora and stayed the night.",
        "11 May 2031. We could see Beja from the hill. Our neighbour was in Faro.",
        author="Ada Vinter",
    )
    claims, asides = read(doc)
    assert rows(claims) == [
        ("Lisbon", "arrives", "visited", "9"),
        ("Setúbal", "stays", "visited", "10"),
        ("Évora", "arrives", "visited", "10"),
    ]
    reasons = {a.resolution.place.name: a.reason for a in asides if a.resolution.place}
    assert reasons["Faro"] == "other_person"
    assert reasons["Beja"] == "passed"


def test_a_caption_places_the_traveller_on_its_day() -> None:
    claims, _ = read(document(INTRODUCTION, "Ada Vinter with shipbuilders in Setúbal, 13 May 2031.", role="caption"))
    assert rows(claims) == [("Setúbal", "stays", "visited", "13")]


def test_an_archive_picture_is_of_an_earlier_trip() -> None:
    claims, _ = read(document(INTRODUCTION, "FILE PHOTO: Ada Vinter in Setúbal, 13 May 2029.", role="caption"))
    assert rows(claims) == []


def test_a_programme_is_a_plan_until_a_report_confirms_it() -> None:
    claims, _ = read(document("Programme of minister Ada Vinter", "16 May: Braga; 17–18 May: Aveiro", role="list"))
    assert rows(claims) == [("Braga", "stays", "planned", "16"), ("Aveiro", "stays", "planned", "17-18")]


def test_what_a_programme_goes_on_with_is_on_its_day() -> None:
    claims, _ = read(document(INTRODUCTION, "On Friday Vinter will speak in Porto. She will then visit Braga."))
    assert rows(claims)[-2:] == [("Porto", "stays", "planned", "16"), ("Braga", "stays", "planned", "16")]
    claims, _ = read(document(INTRODUCTION, "On Monday Vinter spoke in Porto. She will visit Braga."))
    assert rows(claims)[-1][:3] == ("Braga", "stays", "planned")
    assert rows(claims)[-1][3] != "12"  # what is over gives a plan no day


def test_two_who_meet_are_noted_for_dating() -> None:
    claims, _ = read(document(INTRODUCTION, "Vinter met Foreign Minister Rui Salgado in Sintra on Monday."))
    assert [c.with_whom for c in claims if c.place and c.place.name == "Sintra"] == [("Salgado",)]


def test_quotations_are_the_sentences() -> None:
    doc = document(INTRODUCTION, "Vinter arrived in Lisbon on Monday. She slept.")
    claims, asides = read(doc)
    for item in (*claims, *asides):
        assert item.quote.text == doc.text[item.quote.start : item.quote.end]
    assert (
        next(c for c in claims if c.place and c.place.name == "Lisbon").quote.text
        == "Vinter arrived in Lisbon on Monday."
    )


def test_the_traveller_is_proposed_when_nobody_is_asked_for() -> None:
    doc = document(INTRODUCTION, "Ada Vinter arrived in Lisbon on Monday. Rui Salgado met Vinter there.")
    who = identify_traveller(analyse_documents([doc]))
    assert who is not None
    assert (who.name, who.named) == ("Ada Vinter", False)


def test_a_report_that_moves_on_leaves_the_day_open_behind_it() -> None:
    told = "On 11 May the minister flew to Braga and met the mayor. She then travelled to Porto, where she spoke."
    claims, _ = read(document(INTRODUCTION, told))
    porto = next(c for c in claims if c.place and c.place.name == "Porto" and c.role == "arrives")
    assert porto.when.first == dt.date(2031, 5, 11)
    assert porto.when.last is None


@pytest.mark.parametrize(
    ("sentence", "hers"),
    [
        ("The Prime Minister will leave Braga on Friday.", True),
        ("The Prime Minister lays a wreath at the cathedral in Braga.", True),
        ("The Spanish Prime Minister will leave Braga on Friday.", False),
        ("The Minister for Mines and Ports, Olaf Pell, will leave Braga on Friday.", False),
    ],
)
def test_prime_is_no_nationality_and_a_name_behind_an_office_is_its_holders(sentence: str, hers: bool) -> None:
    text = "Danish Prime Minister Ada Vinter is travelling in Portugal this week."
    claims, _ = read(document(text, sentence))
    assert ("Braga" in {c.place.name for c in claims if c.place}) == hers
