"""Lengths in no known wording, and times whose wording misleads: trained trees weigh two places of the context."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from test_distances import BRUNN, PLACES, check

from kimmap.boosted_trees import Trees, stored_trees
from kimmap.datafiles import data_path
from kimmap.distances import check_durations
from kimmap.distances.antecedents import Scene
from kimmap.distances.measures import find_measures
from kimmap.distances.pair_signs import pairs
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis, Sentence, analyse_documents
from kimmap.model import Document, PlaceMention, Resolution

DATA = Path(__file__).parents[1] / "data" / "distances"

LIKELY = [
    ("The post left Arden with two horses. The first 115 km, to Brunn, were the worst.", ("Arden", "Brunn", 115)),
    (
        "Two share the bus. It leaves Arden at six and has done its 115 km when it stops in Brunn.",
        ("Arden", "Brunn", 115),
    ),
    ("The boys of Arden play in Brunn, and their bus does another 115 km to get home.", ("Arden", "Brunn", 115)),
]


@pytest.mark.parametrize(("text", "claim"), LIKELY)
def test_the_likeliest_two_places_are_the_ends(text: str, claim: tuple[str, str, float]) -> None:
    found = [(*sorted((c.from_name, c.to_name)), round(c.claimed_km)) for c in check(text)]
    assert found == [claim]


@pytest.mark.parametrize(("text", "claim"), LIKELY)
def test_it_is_the_trees_that_tell(text: str, claim: tuple[str, str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.distances.stated.likely_ends", lambda *_: None)
    assert check(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Arden has a clinic. In Brunn the nurse walks 110 km every week.",
        "We had tea in Arden. Brunn has 110 km of fence.",
        "He left Arden in the rain. In Brunn he bought a coat for the 42 km race.",
        "Arden has a market. Brunn, they say, has a wall 110 km long.",
    ],
)
def test_what_is_no_way_has_no_ends(text: str) -> None:
    assert check(text) == []


def test_nobody_is_accused_on_a_likelihood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.distances.likely_ends._LIKELY", 0.0)
    assert check(LIKELY[0][0]) != []
    assert check(LIKELY[0][0].replace("115", "220")) == []


def test_the_quotation_holds_the_length_and_the_ends_of_its_sentence() -> None:
    (claim,) = check(LIKELY[0][0])
    assert claim.quote.text == "115 km, to Brunn"
    assert claim.geodesic_km == pytest.approx(geodesic_km(PLACES["Arden"].point, BRUNN.point))


def test_a_place_that_another_length_is_measured_from_is_told_apart() -> None:
    text = "The fire was 55 km south of Arden and 72 km, they say, from Brunn."
    document = Document("a.txt", text)
    analysis = analyse_documents([document])[0]
    places = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("Arden|Brunn", text)
    ]
    first, second = find_measures(text)
    scene = Scene(text, 0, tuple(places), (), analysis=analysis, grammar=analysis.sentence_at(0))
    ((a, b, signs),) = pairs(scene, places, second, len(text), [first])
    assert {c.place.name: c.signs["of another"] for c in (a, b)} == {"Arden": 1.0, "Brunn": 0.0}
    assert {signs["a of another"], signs["b of another"]} == {0.0, 1.0}


def durations(text: str, is_parsed: bool) -> list[tuple[str, str]]:
    document = Document("a.txt", text)
    analysis = analyse_documents([document])[0]
    if not is_parsed:
        analysis = Analysis(document, tuple(Sentence(s.start, s.end, ()) for s in analysis.sentences), ())
    places = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("Arden|Brunn", text)
    ]
    return [(c.from_name, c.to_name) for c in check_durations([analysis], places)]


@pytest.mark.parametrize(("unlikely", "is_parsed", "is_told"), [(0.0, True, 1), (1.0, True, 0), (1.0, False, 1)])
def test_two_places_that_are_hardly_the_ends_of_a_time_are_none(
    unlikely: float, is_parsed: bool, is_told: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kimmap.distances.likely_ends._UNLIKELY", unlikely)
    assert len(durations("The train from Arden to Brunn took two hours.", is_parsed)) == is_told


def test_a_way_that_is_told_is_likely() -> None:
    assert durations("The train from Arden to Brunn took two hours.", True) == [("Arden", "Brunn")]


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("distances/ends.npz", "lengths"),
        ("distances/ends.npz", "times"),
        ("pages/parts.npz", "furniture"),
        ("mentions/names.npz", "names"),
        *(("mentions/statuses.npz", status) for status in ("visited", "planned", "possible", "cancelled")),
    ],
)
def test_the_stored_trees_are_whole(file: str, kind: str) -> None:
    trees = stored_trees(data_path(file, file, file), kind)
    count, inner = trees.columns.shape
    assert trees.thresholds.shape == (count, inner)
    assert trees.leaves.shape == (count, inner + 1)
    assert sorted(trees.names.values()) == list(range(len(trees.names)))
    assert trees.columns.max() < len(trees.names)


def test_trees_go_left_at_most_at_the_threshold() -> None:
    trees = Trees(
        {"x": 0, "y": 1},
        columns=np.array([[0, 1, 1]]),
        thresholds=np.array([[1.0, 0.0, 5.0]], dtype=np.float32),
        leaves=np.array([[-3.0, -1.0, 1.0, 3.0]]),
        base=0.5,
    )
    rows = [{"x": 1.0}, {"x": 1.0, "y": 0.1}, {"x": 2.0, "y": 5.0}, {"x": 2.0, "y": 6.0, "unasked": 9.0}]
    odds = np.array([-2.5, -0.5, 1.5, 3.5])
    assert trees.chances(rows) == pytest.approx(1 / (1 + np.exp(-odds)))


def test_every_marked_claim_stands_in_its_passage() -> None:
    passages = [json.loads(line) for line in (DATA / "passages.jsonl").read_text(encoding="utf-8").splitlines()]
    assert Counter(p["id"] for p in passages).most_common(1)[0][1] == 1
    for passage in passages:
        for claim in passage["distances"]:
            assert claim["figure"] in " ".join(passage["text"].split()), passage["id"]
            assert len(claim["ends"]) == 2
