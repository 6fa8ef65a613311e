"""One name from one day to the next is one place: readings of a name that differ are brought together.

A programme says "Newport" and is read as one Newport, a report of the same day as another.  The traveller
was in one of them; the reading with more behind it is taken for both.  Coordinates beside a name say
where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kimmap.itinerary.localities import contains, fold, is_within
from kimmap.itinerary.reports import DAY, Days, Report, witnesses
from kimmap.model import Place

_NEWS_DAYS = 3
"""A text without a date of its own tells of the days just before it was published."""

_NAMESAKE_KM = 100.0
"""Places of one name that lie nearer are a town and what is named after it."""

_NEAR_KM = 500.0
"""The stops of a journey are seldom farther from the next."""

_MISREAD_KM = 50.0
"""Coordinates this far beyond the edge of a place are not in it."""


def agree_on_namesakes(reports: Sequence[Report]) -> list[Report]:
    """The reports, with the place of a namesake where another report of the day has the better reading."""
    reports = _keep_to_coordinates(reports)
    named = [r for r in reports if _name(r)]
    readings = _Readings(named)
    return [_reread(r, named, readings) for r in reports]


def _keep_to_coordinates(reports: Sequence[Report]) -> list[Report]:
    """A name in one sentence with coordinates that are far from its place is another place: the one they give."""
    positions: dict[tuple[str, int], list[Report]] = defaultdict(list)
    for report in reports:
        if report.place.kind == "position":
            positions[_sentence(report)].append(report)
    kept = []
    for report in reports:
        given = positions.get(_sentence(report), [])
        is_there = report.status == "visited" and bool(_name(report)) and len(given) == 1
        if is_there and not is_within(report.place, given[0].place, _far_from(report.place)):
            report = replace(report, place=given[0].place, locality=given[0].place)
        kept.append(report)
    return kept


def _sentence(report: Report) -> tuple[str, int]:
    return report.source, report.claim.quote.sentence_start


def _far_from(place: Place) -> float:
    return place.radius_km + _MISREAD_KM


def _reread(report: Report, named: Sequence[Report], readings: _Readings) -> Report:
    days = report.days or (Days(told, told) if (told := report.within.last) else None)
    if not _name(report) or days is None:
        return report
    rivals = [
        r for r in named
        if r.place.id != report.place.id and _is_one_name(_name(r), _name(report))
        and not is_within(r.place, report.place, _NAMESAKE_KM)
        and not contains(r.place, report.place) and not contains(report.place, r.place)
        and _at_the_time(r, days)
    ]  # fmt: skip
    if not rivals:
        return report
    best = max(rivals, key=lambda r: (*readings.worth(r), r.place.id))
    if readings.worth(best) <= readings.worth(report):
        return report
    return replace(report, place=best.place, locality=best.place)


class _Readings:
    """What speaks for each reading of a name."""

    def __init__(self, named: Sequence[Report]) -> None:
        self._named = named
        self._told: dict[tuple[str, str], list[Report]] = defaultdict(list)
        for report in named:
            self._told[_name(report), report.place.id].append(report)

    def worth(self, report: Report) -> tuple[int, ...]:
        """A fuller name first, then one near others, a visit before a plan, and the number of witnesses."""
        name = _name(report)
        told = self._told[name, report.place.id]
        visits = [r for r in told if r.status == "visited"]
        near = not self._is_remote(report)
        return len(name.split()), near, report.status == "visited", len(witnesses(visits)), len(witnesses(told))

    def _is_remote(self, report: Report) -> bool:
        """Whether no place of another name lies near."""
        others = {r.place for r in self._named if not r.place.is_area and not _is_one_name(_name(r), _name(report))}
        return not any(is_within(report.place, p, _NEAR_KM) for p in others)


def _name(report: Report) -> str:
    """The name as the text has it, folded; "" for a description or a position."""
    assert report.claim.resolution is not None
    mention = report.claim.resolution.mention
    if mention.reference != "name":
        return ""
    return " ".join("saint" if word in ("st", "ste", "sainte") else word for word in fold(mention.name).split())


def _is_one_name(a: str, b: str) -> bool:
    """Whether two names are one, or the one begins with the other: Newport, Newport News."""
    words, others = a.split(), b.split()
    shorter = min(len(words), len(others))
    return words == others or (words[:shorter] == others[:shorter] and len(words[0]) > 3)


def _at_the_time(report: Report, days: Days) -> bool:
    """Whether a report can be of the same days."""
    if report.days:
        return report.days.gap(days) <= 1
    told = report.known_by if report.status == "visited" else None
    return told is not None and days.first <= told <= days.last + _NEWS_DAYS * DAY
