"""Whole trips: the invented ones of ``tests/trips``, read from their sources and held against what is known.

The floors are what the present rules reach; they go up with better rules and never down.
"""

from __future__ import annotations

import json
from functools import reduce
from operator import add
from pathlib import Path

import pytest
from trip_score import Score, score

import kimmap
from kimmap.model import Trip

TRIPS = sorted(p.parent for p in (Path(__file__).parent / "trips").glob("*/gold.json"))
FLOOR_F1 = 0.57
CEILING_WRONG_VISITS = 0.18


@pytest.fixture(scope="module")
def traced() -> dict[str, tuple[Trip, list[dict[str, object]]]]:
    found = {}
    for folder in TRIPS:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        found[folder.name] = (kimmap.trace(kimmap.read(folder / "sources"), traveller=gold["traveller"]), gold["stops"])
    return found


@pytest.mark.slow
def test_invented_trips_come_out_as_well_as_before(traced: dict[str, tuple[Trip, list[dict[str, object]]]]) -> None:
    scores = {name: score(trip, known) for name, (trip, known) in traced.items()}
    total: Score = reduce(add, scores.values())
    table = "\n".join(f"{name}: F1 {s.f1:.3f}, wrong visits {s.wrong_visits:.3f}" for name, s in scores.items())
    assert total.f1 >= FLOOR_F1, table
    assert total.wrong_visits <= CEILING_WRONG_VISITS, table


@pytest.mark.slow
def test_every_stop_has_evidence_that_stands_in_its_source(
    traced: dict[str, tuple[Trip, list[dict[str, object]]]],
) -> None:
    for trip, _ in traced.values():
        for stop in trip.stops:
            assert stop.evidence
            for claim in stop.evidence:
                document, quote = claim.quote.document, claim.quote
                assert document in trip.documents
                assert quote.text == document.text[quote.start : quote.end]
        for stop in trip.stops:
            assert stop.when.is_open or stop.when.days is None or stop.when.days >= 1


@pytest.mark.slow
def test_the_order_of_the_sources_makes_no_difference() -> None:
    folder = TRIPS[0]
    traveller = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["traveller"]
    documents = kimmap.read(folder / "sources")

    def told(trip: Trip) -> list[tuple[str, str, object]]:
        return [(s.place.id, s.status, s.when) for s in trip.stops]

    forward = kimmap.trace(documents, traveller=traveller)
    assert told(kimmap.trace(documents[::-1], traveller=traveller)) == told(forward)
    assert told(kimmap.trace(documents, traveller=traveller)) == told(forward)
