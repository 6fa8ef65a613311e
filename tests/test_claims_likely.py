"""Places that no known wording puts the traveller at: trained trees weigh all of the context."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from test_claims import document, gazetteer, read
from test_claims_groups import document as fixtures
from test_claims_groups import told as matches
from test_claims_touring import HEADS, ROWS

import kimmap.claims as claims_package
from kimmap.claims import identify_traveller, likely, read_claims
from kimmap.claims.likely import Guess, Likely
from kimmap.claims.scene import Scene
from kimmap.dates import find_dates
from kimmap.language import analyse_documents
from kimmap.model import AGAINST_CONTEXT, BY_CONTEXT, Claim, Document
from kimmap.places import find_places, resolve_places

DATA = Path(__file__).parents[1] / "data" / "mentions"
BASE = (
    "Ada Vinter set out from Lisbon on Monday with two friends and a tent. "
    "On Tuesday she reached Coimbra, where it rained all day. "
    "{} "
    "Her sister lives in Faro and sent a parcel. "
    "On Friday she arrived in Braga and slept for ten hours."
)


def read_all(documents: Sequence[Document]) -> Sequence[Claim]:
    analyses = analyse_documents(documents)
    resolutions = resolve_places(find_places(analyses, gazetteer()), analyses, gazetteer())
    who = identify_traveller(analyses, "Ada Vinter")
    assert who is not None
    return read_claims(analyses, resolutions, find_dates(documents), who)[0]


def told(sentence: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    claims, _ = read(document(BASE.format(sentence)))
    return {c.place.name: (c.status, c.cues) for c in claims if c.place}


@pytest.mark.parametrize(
    "sentence",
    [
        "Aveiro was fog, a shut museum and the best soup of the week, and she wrote her postcards there.",
        "In Aveiro a doctor looked at her knee.",
        "Her boots gave out at Aveiro and were mended by a monk.",
        "At Aveiro the river was too high to ford.",
        "From Aveiro it was three hours on foot.",
    ],
)
def test_what_no_wording_says_is_told_by_all_of_the_context(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(sentence).get("Aveiro") == ("visited", (BY_CONTEXT,))
    monkeypatch.setattr(likely, "_SURE", 1.1)
    monkeypatch.setattr(likely, "_LIKELY", 1.1)
    assert "Aveiro" not in told(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor of Aveiro was at the wedding of a cousin in Madrid.",
        "She bought a kilo of Aveiro salt.",
    ],
)
def test_what_is_nothing_of_hers_stays_nothing(sentence: str) -> None:
    assert "Aveiro" not in told(sentence)


STANDING_ALONE = [
    ("They had meant to see Aveiro as well, but her knee would not have it.", "cancelled"),
    ("Aveiro is for Sunday, when the museum opens again.", "planned"),
    ("Tomorrow it is Aveiro and the salt pans.", "planned"),
]


@pytest.mark.parametrize(("sentence", "status"), STANDING_ALONE)
def test_a_document_that_stands_alone_has_the_likeliest_status(sentence: str, status: str) -> None:
    assert told(sentence).get("Aveiro") == (status, (BY_CONTEXT,))


@pytest.mark.parametrize(("sentence", "status"), STANDING_ALONE)
def test_beside_other_documents_only_visits_that_are_sure_are_told(sentence: str, status: str) -> None:
    beside = Document("b.txt", "Ada Vinter was at home in Lisbon on Sunday.", published=dt.date(2031, 5, 12))
    claims = read_all([document(BASE.format(sentence)), beside])
    assert "Aveiro" not in {c.place.name for c in claims if c.place}
    assert status != "visited"


def test_nothing_is_guessed_in_a_programme_of_a_place_beside_a_stop_or_of_a_whole_country() -> None:
    claims, _ = read(document(BASE.format("In Aveiro a doctor looked at her knee.")))
    (line,), (lisbon, *_) = [c for c in claims if c.is_by_context], claims
    aveiro = line.place
    assert aveiro is not None
    alone = Likely(guesses={7: Guess(0.9, "planned", aveiro), 90: Guess(0.8, "cancelled", aveiro)})
    assert alone.standing_alone([]).in_prose == {7: "planned"}  # one mention of each place, the surest
    assert not alone.standing_alone([line]).in_prose
    assert alone.standing_alone([lisbon]).in_prose == {7: "planned"}
    assert not alone.standing_alone([replace(lisbon, cues=("programme",))]).in_prose
    country = replace(aveiro, kind="country", radius_km=300.0)
    assert country.is_area
    assert not Likely(guesses={7: Guess(0.9, "planned", country)}).standing_alone([]).in_prose
    unsure = Likely(guesses={7: Guess(0.65, "planned", aveiro)})
    assert not unsure.standing_alone([]).in_prose


def test_sentences_are_guessed_and_rows_are_read_by_the_rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the trees think of the house in which a match is played."""

    def sure_of_all(scene: Scene, _found: object) -> Likely:
        places = {r.mention.quote.start: r.place for line in scene.lines for r in line.resolutions}
        return Likely(guesses={at: Guess(0.9, "planned", place) for at, place in places.items() if place})

    monkeypatch.setattr(claims_package, "likely_readings", sure_of_all)
    claims, _ = read(document(BASE.format("The shop in Guarda sells socks.")))
    assert "Guarda" in {c.place.name for c in claims if c.place}
    rows = fixtures(*(("table", row) for row in (HEADS, *ROWS)), day=None)
    assert not [c for c in matches(replace(rows, name="fixtures.csv")) if c.is_by_context]


def test_what_the_context_speaks_against_is_no_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely, "_SURE", 1.1)
    monkeypatch.setattr(likely, "_LIKELY", 1.1)
    monkeypatch.setattr(likely, "DOUBTED", 1.1)
    claims, asides = read(document(BASE.format("On Wednesday she set out for Porto.")))
    doubted = {a.resolution.mention.name for a in asides if a.cues == (AGAINST_CONTEXT,) and a.reason == "background"}
    assert doubted == {"Lisbon", "Coimbra"}
    assert [(c.place.name, c.role) for c in claims if c.place] == [("Porto", "heads_for")]  # nobody says she got there


def test_a_day_that_another_place_stands_nearer_to_is_not_its_own() -> None:
    claims, _ = read(document(BASE.format("At Aveiro the river was too high to ford, unlike at Porto on Wednesday.")))
    days = {c.place.name: c.when.first for c in claims if c.place and c.is_by_context}
    assert days.get("Aveiro") is None
    assert "Aveiro" in days


def test_without_a_day_of_its_own_it_was_on_the_day_told_before_or_later() -> None:
    claims, _ = read(document(BASE.format("Her boots gave out at Aveiro and were mended by a monk.")))
    (aveiro,) = [c for c in claims if c.is_by_context]
    (coimbra,) = [c for c in claims if c.place and c.place.name == "Coimbra"]
    assert coimbra.when.first is not None
    assert (aveiro.when.first, aveiro.when.last) == (coimbra.when.first, None)


def test_the_trees_are_not_asked_of_a_line_or_two() -> None:
    claims, _ = read(document("Ada Vinter came to Lisbon. Aveiro was fog and soup."))
    assert [c.place.name for c in claims if c.place] == ["Lisbon"]
    assert not Likely().changes


def test_every_place_of_the_training_texts_is_marked_as_it_should_be() -> None:
    texts = [json.loads(line) for line in (DATA / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
    labels = Counter[str]()
    for text in texts:
        assert text["traveller"]
        for name, label, *days in (mark.split("|") for mark in re.findall(r"\[\[(.*?)\]\]", text["text"], re.DOTALL)):
            assert name.strip()
            labels[label] += 1
            assert all(dt.date.fromisoformat(day) for part in days for day in part.split("/"))
    assert set(labels) == {"visited", "planned", "possible", "cancelled", "none"}
    assert len({text["id"] for text in texts}) == len(texts) == 738
