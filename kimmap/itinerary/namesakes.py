"""One name on one day is one place: readings of a name that differ between texts are brought together.

A programme says "Newport" and is read as one Newport, a report of the same day as another.  The traveller
was in one of them; the reading with more behind it is taken for both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.localities import SAME_PLACE_KM, fold
from kimmap.itinerary.reports import DAY, Days, Report, witnesses

_NEWS_DAYS = 3
"""A text without a date of its own tells of the days just before it was published."""

_Strengths = dict[tuple[str, str], tuple[int, ...]]


def agree_on_namesakes(reports: Sequence[Report]) -> list[Report]:
    """The reports, with the place of a namesake where another report of the day has the better reading."""
    named = [r for r in reports if _name(r)]
    strength = _strengths(named)
    return [_reread(r, named, strength) for r in reports]


def _reread(report: Report, named: Sequence[Report], strength: _Strengths) -> Report:
    if not _name(report) or report.days is None:
        return report
    own = _worth(report, strength)
    rivals = [
        r for r in named
        if r.place.id != report.place.id and _is_one_name(_name(r), _name(report))
        and r.place.is_area == report.place.is_area
        and geodesic_km(r.place.point, report.place.point) > SAME_PLACE_KM
        and _at_the_time(r, report.days) and _worth(r, strength) > own
    ]  # fmt: skip
    if not rivals:
        return report
    place = max(rivals, key=lambda r: (_worth(r, strength), r.place.id)).place
    return replace(report, place=place, locality=place)


def _strengths(named: Sequence[Report]) -> _Strengths:
    """For every name and place: how many witnesses put the traveller there, how many tell of it, and how near it lies."""
    by_reading: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in named:
        by_reading[_name(report), report.place.id].append(report)
    return {
        reading: (
            len(witnesses(r for r in told if r.status == "visited")),
            len(witnesses(told)),
            -_remote(told[0], named),
        )
        for reading, told in by_reading.items()
    }


def _remote(report: Report, named: Sequence[Report]) -> int:
    """Kilometres to the nearest place of another name that is not an area."""
    others = {r.place for r in named if not r.place.is_area and not _is_one_name(_name(r), _name(report))}
    return round(min((geodesic_km(report.place.point, p.point) for p in others), default=0))


def _worth(report: Report, strength: _Strengths) -> tuple[object, ...]:
    """A fuller name first, then a visit before a plan, then the number of witnesses."""
    name = _name(report)
    return len(name.split()), report.status == "visited", *strength[name, report.place.id]


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
    return words[:shorter] == others[:shorter] and len(words[0]) > 3


def _at_the_time(report: Report, days: Days) -> bool:
    """Whether a report can be of the same days."""
    if report.days:
        return report.days.overlaps(days)
    told = report.known_by if report.status == "visited" else None
    return told is not None and days.first <= told <= days.last + _NEWS_DAYS * DAY
