"""Countries, regions and seas: what they say of the stops inside them, and when they are stops themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kimmap.itinerary.localities import contains, is_within
from kimmap.itinerary.reports import Report, say_day
from kimmap.itinerary.stays import Stay
from kimmap.model import Place, PlaceKind

SMALL_AREA_KM = 60.0
"""An area of this size is as good as a town: a city state, an island."""

_VAST_KM = 400.0
"""An area of this size is not where anybody is for a day, when finer places are told: "a tour of the steppes"."""

_ASHORE_KM = 10.0
"""So far beyond what is taken for the extent of an island its towns may lie: few islands are round."""

_TOWNS: frozenset[PlaceKind] = frozenset({"city", "port", "airport"})

WATERS: frozenset[PlaceKind] = frozenset({"lake", "gulf", "strait"})


@dataclass(frozen=True, slots=True)
class Bound:
    """A day before or after which something cannot have been, and why, in words."""

    day: dt.date
    why: str


def finest(stays: Sequence[Stay], areas: Sequence[Stay]) -> list[Stay]:
    """Stops without the areas that hold finer ones; an area is a stop where nothing finer is told of it.

    Nor is a lake a stop, or a strait, that every sentence names beside a stop, or a country that one sentence
    alone tells of, or plans, on a journey from town to town.
    """
    kept = [s for s in stays if not _is_scenery(s, stays) and not _is_ground(s, stays)]
    areas = [a for a in areas if not (stays and (_is_vague(a, areas) or _is_ground(a, stays)))]
    for area in areas:
        if area.place.kind in ("continent", "ocean", "sea"):
            if not stays:
                kept.append(area)
            continue
        inside = [s for s in (*stays, *areas) if s is not area and contains(area.place, s.place)]
        if area.status != "visited":
            # A large area to which one may go some day is no stop.
            dated = any(r.days or not r.within.is_open for r in area.reports)
            if not inside and (dated or area.place.radius_km <= SMALL_AREA_KM):
                kept.append(area)
            continue
        inside = [s for s in inside if s.status in ("visited", "planned")]
        if not inside or (area.place.kind in ("region", "district") and _has_day_of_its_own(area, inside)):
            kept.append(area)
    return kept


def _is_scenery(stay: Stay, others: Sequence[Stay]) -> bool:
    if stay.place.kind not in WATERS or stay.status == "cancelled":
        return False
    ashore = {(r.sentence, r.status) for s in others if s.place.kind not in WATERS for r in s.reports}
    return all((r.sentence, r.status) in ashore for r in stay.reports)


def _is_ground(island: Stay, others: Sequence[Stay]) -> bool:
    """Whether all that is told of an island is told of a place on it: in one sentence, or for its days."""
    if island.place.kind not in ("island", "district") or island.status == "cancelled":
        return False
    on_it = [
        s for s in others
        if s.place.kind in _TOWNS and s.status == island.status and s.place.radius_km <= island.place.radius_km
        and is_within(island.place, s.place, island.place.radius_km + _ASHORE_KM)
    ]  # fmt: skip
    sentences = {r.sentence for s in on_it for r in s.reports if r.status == s.status}
    spans = [s.days for s in on_it if s.days]
    return bool(on_it) and all(
        r.sentence in sentences or (r.days is not None and any(span.holds(r.days) for span in spans))
        for r in island.reports if r.status == island.status
    )  # fmt: skip


def _is_vague(area: Stay, areas: Sequence[Stay]) -> bool:
    """Whether a country is told of too little to be a stop: neither with a day, nor twice, nor beside another."""
    if area.place.kind != "country" or area.place.radius_km <= SMALL_AREA_KM or area.status == "cancelled":
        return False
    sentences = {r.sentence for r in area.reports}
    beside = {
        r.sentence
        for a in areas
        if a is not area and a.place.kind == "country" and a.status == area.status
        for r in a.reports
    }
    return len(sentences) == 1 and not sentences & beside and not any(r.states_day for r in area.reports)


def _has_day_of_its_own(area: Stay, inside: Sequence[Stay]) -> bool:
    days = area.days
    if area.place.radius_km > _VAST_KM:
        return False
    # At its border one is not yet in a region.
    inside = [s for s in inside if s.place.kind != "border_crossing"]
    said = [r for r in area.reports if r.states_day and r.claim.role != "departs"]
    if days is None or not said or any(s.days is None for s in inside if not s.place.is_area):
        return False
    return not any(s.days and s.days.first <= days.last <= s.days.last for s in inside)


def bounds_of(place: Place, areas: Sequence[Report], dated: Sequence[Report]) -> tuple[list[Bound], list[Bound]]:
    """Earliest and latest days of an undated stop, from arrivals in and departures from the areas around it.

    ``dated`` are the other dated visits: an area that was entered twice bounds nothing.
    """
    lower, upper = [], []
    for report in areas:
        if report.status != "visited" or report.days is None:
            continue
        first, last = report.days
        before = [r for r in dated if r.days and r.days.last < first]
        after = [r for r in dated if r.days and r.days.first > last]
        name, here = _name(report.place), contains(report.place, place)
        is_abroad = not here and report.place.country not in (place.country, *place.countries)
        if report.claim.role == "arrives" and here and not _any_in(report.place, before):
            lower.append(Bound(first, f"the arrival in {name} on {say_day(first)}"))
        elif report.claim.role == "arrives" and is_abroad and _any_near(place, before) and not _any_near(place, after):
            upper.append(Bound(last, f"the arrival in {name} on {say_day(last)}"))
        elif report.claim.role == "departs" and here and not _any_in(report.place, after):
            upper.append(Bound(last, f"the departure from {name} on {say_day(last)}"))
    return lower, upper


def _any_in(area: Place, reports: Sequence[Report]) -> bool:
    return any(r.place.id == area.id or contains(area, r.place) for r in reports)


def _any_near(place: Place, reports: Sequence[Report]) -> bool:
    """Whether any report is from the country of a place."""
    mine = {place.country, *place.countries} - {None}
    return any(mine & {r.place.country, *r.place.countries} for r in reports)


def _name(place: Place) -> str:
    return f"the {place.name}" if place.name.startswith(("United ", "Netherlands", "Philippines")) else place.name
