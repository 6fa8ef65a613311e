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

_NEAR_KM, _NEAR_DAYS = 500.0, 4
"""Within so many days one is seldom farther away."""

_MISREAD_KM = 50.0
"""Coordinates this far beyond the edge of a place are not in it."""


def agree_on_namesakes(reports: Sequence[Report]) -> list[Report]:
    """The reports, with the place of a namesake where another report of the day has the better reading."""
    reports = _keep_to_coordinates(reports)
    named = [r for r in reports if _name(r)]
    return [_reread(r, named) for r in reports]


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


def _reread(report: Report, named: Sequence[Report]) -> Report:
    days = report.days or (Days(told, told) if (told := report.within.last) else None)
    if not _name(report) or days is None:
        return report
    namesakes = [r for r in named if _is_one_name(_name(r), _name(report)) and _at_the_time(r, days)]
    rivals = [
        r for r in namesakes
        if r.place.id != report.place.id and not is_within(r.place, report.place, _NAMESAKE_KM)
        and not contains(r.place, report.place) and not contains(report.place, r.place)
    ]  # fmt: skip
    if not rivals:
        return report
    others = {r.place for r in named if r.days and r.days.gap(days) <= _NEAR_DAYS
              and not r.place.is_area and not _is_one_name(_name(r), _name(report))}  # fmt: skip

    def worth(reading: Report) -> tuple[int, ...]:
        """A fuller name first, then a visit, one near what else is told of those days, and the witnesses."""
        told = [r for r in namesakes if r.place.id == reading.place.id]
        visits = [r for r in told if r.status == "visited"]
        near = any(is_within(reading.place, p, _NEAR_KM) for p in others)
        by = len(witnesses(visits)), len(witnesses(told))
        return len(_name(reading).split()), reading.status == "visited", near, *by

    best = max(rivals, key=lambda r: (*worth(r), r.place.id))
    return replace(report, place=best.place, locality=best.place) if worth(best) > worth(report) else report


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
