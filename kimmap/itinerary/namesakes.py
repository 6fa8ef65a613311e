"""One name, many places: the reading that lies on the way is the one that is meant.

A programme says "Newport" and is read as one Newport, a report of the same day as another.  All reports in the
order of their days are a chain; every name in it may be the place that it was taken for, one of the runners-up, or
what the same name was taken for elsewhere.  Of all ways through the chain the one is kept that costs least (found
by the Viterbi algorithm): doubtful readings cost, and so do kilometres.  Coordinates beside a name say where it is.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import log, sqrt

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.localities import contains, fold, is_within
from kimmap.itinerary.reports import Report
from kimmap.model import Place

_KM = 2000.0
"""So many kilometres more make a reading as doubtful as a chance that is smaller by the factor e."""

_FAR_KM = 3000.0
"""Farther is no worse: one noise in the chain shall not bend the way of others."""

_VILLAGE = 1000
"""Inhabitants of a place of which the number is not known."""

_FIRM = 0.95
"""What is taken for a place with this chance is the place, and so is an area."""

_LEAST = 0.01
_BY_OTHER_NAME = 0.7
"""What it costs that a place is usually called otherwise, where another one has the name as its own."""

_MISREAD_KM = 50.0
"""Coordinates this far beyond the edge of a place are not in it."""


def agree_on_namesakes(reports: Sequence[Report]) -> list[Report]:
    """The reports, with the places of namesakes that make the way through all of them the most credible.

    "There" and "the city" stay with the name that they take up.
    """
    reports = _towns_for_areas(_keep_to_coordinates(reports))
    chain = [r for r in _in_time(reports) if _is_link(r)]
    options = _options(chain)
    if all(len(found) == 1 for found in options):
        return list(reports)
    links, options = _of_one_day(chain, options)
    chosen = {id(r): place for link, place in zip(links, _cheapest(options), strict=True) for r in link}
    meant: dict[tuple[str, str], Place] = {}
    read = []
    for report in reports:
        told = report.source, report.place.id
        place = chosen.get(id(report)) or (report.place if _name(report) else meant.get(told, report.place))
        meant[told] = place
        read.append(report if place.id == report.place.id else replace(report, place=place, locality=place))
    return read


def _towns_for_areas(reports: Sequence[Report]) -> list[Report]:
    """A state far away is the town of its name, where more of the reports mean the town."""
    towns: dict[str, Counter[Place]] = defaultdict(Counter)
    areas = Counter(_name(r) for r in reports if r.place.is_area)
    for report in (r for r in reports if _has_readings(r) and _name(r)):
        towns[_name(report)][report.place] += 1
    read = []
    for report in reports:
        name = _name(report)
        town, told = next(iter(towns[name].most_common(1)), (report.place, 0)) if name in towns else (report.place, 0)
        if report.place.is_area and told > areas[name] and not contains(report.place, town):
            report = replace(report, place=town, locality=town)
        elif report.place.kind in ("region", "district") and report.days:
            town = _seat(report, reports)
            report = replace(report, place=town, locality=town)
        read.append(report)
    return read


def _seat(report: Report, reports: Sequence[Report]) -> Place:
    """The town of the name of a province where a text has the traveller in it within a day; else the province."""
    area, days = report.place, report.days
    fitting = (
        r.place for r in reports
        if r.place.kind == "city" and fold(r.place.name) == fold(area.name) and r.place.country == area.country
        and r.days and days and r.days.gap(days) <= 1 and is_within(r.place, area, 2 * area.radius_km)
    )  # fmt: skip
    return min(fitting, key=lambda p: (-p.population, p.id), default=area)


def _in_time(reports: Sequence[Report]) -> list[Report]:
    """Reports by day; one without a day goes with what its text told before it."""
    days: dict[int, dt.date] = {}
    latest: dict[str, dt.date] = {}
    told = sorted(reports, key=lambda r: (r.source, r.claim.order, r.claim.quote.start, r.place.id))
    for report in told:
        if report.days:
            latest[report.source] = report.days.first
        if report.source in latest:
            days[id(report)] = latest[report.source]
    return sorted((r for r in told if id(r) in days), key=lambda r: (days[id(r)], not r.days, r.source, r.claim.order))


def _is_link(report: Report) -> bool:
    """Whether a report is of a point that is named or given, or of an area of which there is no doubt."""
    if not report.place.is_area:
        return report.place.kind == "position" or bool(_name(report))
    return report.place.kind in ("country", "region") and _score(report) >= _FIRM


def _options(chain: Sequence[Report]) -> list[Mapping[Place, float]]:
    """For every report what its name can mean, with the cost of each reading."""
    pool: dict[str, dict[str, Place]] = defaultdict(dict)
    for report in (r for r in chain if _has_readings(r)):
        resolution = report.claim.resolution
        runners_up = resolution.runners_up if resolution else ()
        pool[_name(report)] |= {p.id: p for p in (report.place, *runners_up) if not p.is_area}
    longer: dict[str, dict[str, Place]] = defaultdict(dict)
    for report in (r for r in chain if _has_readings(r)):
        for shorter in (n for n in pool if _name(report).startswith(f"{n} ")):
            longer[shorter][report.place.id] = report.place
    return [
        _costs(r, pool[_name(r)] | longer[_name(r)], _may_be_short(r, longer[_name(r)])) if _has_readings(r)
        else {r.place: 0.0}
        for r in chain
    ]  # fmt: skip


def _may_be_short(report: Report, longer: Mapping[str, Place]) -> bool:
    """Whether a village far away may be the short name of a place that is told of: "Arden" of "Arden Inlet"."""
    place = report.place
    return place.population < _SMALL and any(geodesic_km(place.point, p.point) > _FAR_OFF_KM for p in longer.values())


_SMALL, _FAR_OFF_KM, _UNSURE = 20_000, 300.0, 0.3
"""A place of fewer inhabitants, so far from the one of the longer name, has no more than this chance."""


def _of_one_day(
    chain: Sequence[Report], options: Sequence[Mapping[Place, float]]
) -> tuple[list[list[Report]], list[Mapping[Place, float]]]:
    """The chain with what is told of one name and day as one link, which costs what all its reports make it cost."""
    links, costs = list[list[Report]](), list[Mapping[Place, float]]()
    number: dict[tuple[str, dt.date], int] = {}
    for report, own in zip(chain, options, strict=True):
        key = (_name(report), report.days.first) if report.days and _has_readings(report) else None
        before = number.get(key) if key else None
        both = {p: costs[before][p] + own[p] for p in own if p in costs[before]} if before is not None else {}
        if before is not None and both:
            links[before].append(report)
            costs[before] = both
            continue
        if key:
            number[key] = len(links)
        links.append([report])
        costs.append(own)
    return links, costs


def _has_readings(report: Report) -> bool:
    return report.place.kind != "position" and not report.place.is_area


def _costs(report: Report, known: Mapping[str, Place], may_be_short: bool = False) -> dict[Place, float]:
    """The cost of each reading: the larger a place, the likelier it is meant; a famous name is seldom a village's."""
    if _score(report) >= _FIRM and not may_be_short:
        return {report.place: 0.0}
    score, own = max(_score(report), _LEAST), _fame(report.place)
    score = min(score, _UNSURE) if may_be_short else score
    others = {known[i]: _fame(known[i]) for i in sorted(known) if i != report.place.id}
    total = sum(others.values())
    name, is_own = _name(report), _bears(report.place, _name(report))
    return {report.place: -log(score)} | {
        p: -log(max((1 - score) * fame / total, _LEAST)) + max(0.0, log(own / fame))
        + (_BY_OTHER_NAME if is_own and not _bears(p, name) else 0.0)
        for p, fame in others.items()
    }  # fmt: skip


def _bears(place: Place, name: str) -> bool:
    """Whether a place is usually called so, and not only by an older or another name."""
    return fold(place.name) == name


def _fame(place: Place) -> float:
    return sqrt(place.population + _VILLAGE)


def _score(report: Report) -> float:
    return report.claim.resolution.score if report.claim.resolution else 0.0


def _cheapest(options: Sequence[Mapping[Place, float]]) -> list[Place]:
    """One place for each link of the chain: the way of least cost."""
    costs = dict(options[0])
    came_from: list[dict[Place, Place]] = []
    for choices in options[1:]:
        step = {p: _best_before(costs, p) for p in choices}
        costs = {p: costs[q] + _way(q, p) + choices[p] for p, q in step.items()}
        came_from.append(step)
    way = [min(costs, key=lambda p: (costs[p], p.id))]
    for step in reversed(came_from):
        way.append(step[way[-1]])
    return way[::-1]


def _best_before(costs: Mapping[Place, float], place: Place) -> Place:
    return min(costs, key=lambda before: (costs[before] + _way(before, place), before.id))


@lru_cache(maxsize=65_536)
def _way(a: Place, b: Place) -> float:
    if a.id == b.id or (a.is_area and contains(a, b)) or (b.is_area and contains(b, a)):
        return 0.0
    return min(max(geodesic_km(a.point, b.point) - a.radius_km - b.radius_km, 0.0), _FAR_KM) / _KM


def _name(report: Report) -> str:
    """The name as the text has it, folded; "" for a description or a position."""
    assert report.claim.resolution is not None
    mention = report.claim.resolution.mention
    if mention.reference != "name":
        return ""
    return " ".join("saint" if word in ("st", "ste", "sainte") else word for word in fold(mention.name).split())


def _keep_to_coordinates(reports: Sequence[Report]) -> list[Report]:
    """A name in one sentence with coordinates that are far from its place is another place: the one they give."""
    positions: dict[tuple[str, int], list[Report]] = defaultdict(list)
    for report in reports:
        if report.place.kind == "position":
            positions[report.sentence].append(report)
    kept = []
    for report in reports:
        given = positions.get(report.sentence, [])
        is_there = report.status == "visited" and bool(_name(report)) and len(given) == 1
        if is_there and not is_within(report.place, given[0].place, _far_from(report.place)):
            report = replace(report, place=given[0].place, locality=given[0].place)
        kept.append(report)
    return kept


def _far_from(place: Place) -> float:
    return place.radius_km + _MISREAD_KM
