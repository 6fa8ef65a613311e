"""The gold of the invented trips keeps to its own rules, so that a low score is never its fault."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

TRIPS = Path(__file__).parent / "trips"
NAMES = sorted(folder.parent.name for folder in TRIPS.glob("*/gold.json"))
STATUSES = {"visited", "planned", "possible", "cancelled"}
REASONS = {
    "background", "container", "dateline", "heading", "later trip", "metonym", "navigation", "organisation",
    "other person", "passed", "past trip", "person name",
}  # fmt: skip

pytestmark = pytest.mark.parametrize("name", NAMES)


def squeeze(text: str) -> str:
    return " ".join(text.split())


def readings(path: Path) -> tuple[str, str]:
    """A source with one space for every run of white space: as it is, and without markup."""
    raw = path.read_text(encoding="utf-8")
    bare = html.unescape(re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", "", raw))
    return squeeze(raw), squeeze(bare)


def gold_of(name: str) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((TRIPS / name / "gold.json").read_text(encoding="utf-8"))
    return gold


def sources_of(name: str) -> dict[str, tuple[str, str]]:
    return {path.name: readings(path) for path in (TRIPS / name / "sources").iterdir()}


def quotes(gold: dict[str, Any]) -> Iterator[dict[str, str]]:
    for stop in gold["stops"]:
        yield from stop["evidence"]
        yield from stop.get("contradicted_by", [])
    yield from gold["distances"]


def as_list(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def test_every_quote_is_verbatim(name: str) -> None:
    sources = sources_of(name)
    wrong = [
        (q["source"], q["quote"])
        for q in quotes(gold_of(name))
        if not squeeze(q["quote"]) or not any(squeeze(q["quote"]) in text for text in sources[q["source"]])
    ]
    assert wrong == []


def test_a_trip_has_three_to_six_sources_and_its_gold_uses_each(name: str) -> None:
    used = {q["source"] for q in quotes(gold_of(name))}
    assert used == set(sources_of(name))
    assert 3 <= len(used) <= 6


def test_the_traveller_and_every_place_left_out_stand_in_the_sources(name: str) -> None:
    gold = gold_of(name)
    text = " ".join(bare for _, bare in sources_of(name).values())
    assert gold["traveller"] in text
    assert [n["place"] for n in gold["not_stops"] if n["place"] not in text] == []
    assert {n["reason"] for n in gold["not_stops"]} <= REASONS


def test_stops_have_evidence_a_valid_status_and_a_point_on_earth(name: str) -> None:
    for stop in gold_of(name)["stops"]:
        where = stop["place"]
        assert stop["evidence"], where
        assert {stop["status"], *as_list(stop.get("status_alt"))} <= STATUSES, where
        assert stop["status"] not in as_list(stop.get("status_alt")), where
        assert -90 <= stop["lat"] <= 90, where
        assert -180 <= stop["lon"] <= 180, where
        assert 0 < stop["tolerance_km"] <= 100, where
        assert where in stop["names"], where


def test_dates_are_iso_days_and_no_stop_ends_before_it_starts(name: str) -> None:
    for stop in gold_of(name)["stops"]:
        first, last = stop["date_from"], stop["date_to"]
        assert (first is None) == (last is None), stop["place"]
        if first:
            assert dt.date.fromisoformat(first) <= dt.date.fromisoformat(last), stop["place"]
        for other in as_list(stop.get("date_from_alt")) + as_list(stop.get("date_to_alt")):
            dt.date.fromisoformat(other)


def test_the_route_goes_forward_in_time(name: str) -> None:
    days = [
        (stop["date_from"], stop["place"])
        for stop in gold_of(name)["stops"]
        if stop["status"] in ("visited", "planned") and stop["date_from"]
    ]
    assert [day for day, _ in days] == sorted(day for day, _ in days), days


def test_distances_are_positive(name: str) -> None:
    for claim in gold_of(name)["distances"]:
        assert min(claim["claimed_km"], claim["geodesic_km"]) > 0, claim["quote"]


def test_the_readme_lists_the_trip_once(name: str) -> None:
    assert (TRIPS / "README.md").read_text(encoding="utf-8").count(f"`{name}`") == 1
