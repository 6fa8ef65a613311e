"""How sure a stop is, as a number and in words.

Every independent witness is taken to be right with a fixed probability and they are combined as such
(1 − ∏(1 − p)); what weakens the stop as a whole multiplies the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import prod

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.reports import Days, Report, name_sources, say_day, say_days, witnesses
from kimmap.itinerary.stays import DAY_TRIP_KM, Stay
from kimmap.model import Interval, origins

_WITNESS = 0.8
_WITNESS_WITHOUT_DAY = 0.7
_STATUS = {"visited": 1.0, "planned": 0.8, "possible": 0.5, "cancelled": 1.0}


def judge(
    stay: Stay, when: Interval, bounded_by: Sequence[str], contradictions: Sequence[str]
) -> tuple[float, tuple[str, ...]]:
    """Confidence 0 … 1 that the stop stands as it is told, and the reasons."""
    own = [r for r in stay.reports if r.status == stay.status] or stay.reports
    origin = origins(r.claim.quote for r in own)
    by_witness = {w: [r for r in own if origin[r.source] == w] for w in sorted(set(origin.values()))}
    share = 1 - prod(1 - _trust(reports) for reports in by_witness.values())
    reasons = [_count_witnesses(len(by_witness), own)]
    factors = [_STATUS[stay.status], *_dates(stay, when, bounded_by, reasons), *_place(own, reasons)]
    if all(r.claim.is_by_context for r in own):
        reasons.append("told by the context and not by a wording that is known")
        factors.append(0.85)
    if stay.status != "visited":
        reasons.append({"planned": "announced and not reported as done", "possible": "not certain in the sources",
                        "cancelled": "called off or denied"}[stay.status])  # fmt: skip
    if contradictions:
        factors.append(0.7)
        reasons.append("the sources disagree")
    if stay.notes:
        factors.append(0.85)
        reasons += stay.notes
    return round(min(share * prod(factors), 0.99), 2), tuple(reasons)


def _trust(reports: Sequence[Report]) -> float:
    return _WITNESS if any(r.days for r in reports) else _WITNESS_WITHOUT_DAY


def _count_witnesses(count: int, reports: Sequence[Report]) -> str:
    documents = len({r.source for r in reports})
    words = "one witness" if count == 1 else f"{count} independent witnesses"
    return f"{words}, printed by {documents} sources" if documents > count else words


def _dates(stay: Stay, when: Interval, bounded_by: Sequence[str], reasons: list[str]) -> list[float]:
    if stay.days and stay.own_days:
        told = [r.placed_by for r in stay.reports if r.status == stay.status and r.days]
        if told and all(told):
            reasons.append("other texts tell of which week or year the day is")
            return [0.9]
        reasons.append("the date is stated to the day")
        return []
    if stay.days:
        reasons.append("the date is the announced one")
        return [0.9]
    if when.is_open:
        reasons.append("no date is known")
        return [0.85]
    reasons.append("the date is bounded only" if bounded_by else "the date is vague")
    return [0.95 if when.days else 0.9]


def _place(reports: Sequence[Report], reasons: list[str]) -> list[float]:
    resolutions = [r.claim.resolution for r in reports if r.claim.resolution]
    factors = []
    if resolutions and all(r.mention.reference == "description" for r in resolutions):
        reasons.append("the place is described and not named")
        factors.append(0.9)
    if resolutions and 0 < max(r.score for r in resolutions) < 0.5:
        reasons.append("which place is meant is not certain")
        factors.append(0.85)
    return factors


def contradictory_dates(stay: Stay, others: Sequence[Stay]) -> list[str]:
    """Where independent sources give dates that cannot all be true, in words."""
    found = []
    for role, words in (("arrives", "arrived"), ("departs", "left"), ("crosses", "crossed")):
        reports = [r for r in stay.deciding if r.claim.role == role and r.days]
        found += _disagreement(reports, words)
    if not found and _was_far_between(stay, others):
        found += _disagreement([r for r in stay.deciding if r.days], "was there")
    return found


def _disagreement(reports: Sequence[Report], words: str) -> list[str]:
    by_days: dict[Days, list[Report]] = {}
    for report in reports:
        if report.days:
            by_days.setdefault(report.days, []).append(report)
    versions = sorted(by_days.items(), key=lambda item: item[0])
    for (days, told), (other_days, other_told) in combinations(versions, 2):
        if not days.overlaps(other_days) and witnesses(told).isdisjoint(witnesses(other_told)):
            return ["; ".join(f"{words} {_on(d)} according to {name_sources(t)}" for d, t in versions)]
    return []


def _on(days: Days) -> str:
    return f"on {say_day(days.first)}" if days.first == days.last else say_days(days)


def _was_far_between(stay: Stay, others: Sequence[Stay]) -> bool:
    days = stay.days
    # Whoever was somewhere else between has two days at least to have been away from here.
    return days is not None and (days.last - days.first).days > 1 and any(
        (on := other.days) is not None and days.first < on.first and on.last < days.last
        and geodesic_km(stay.place.point, other.place.point) > DAY_TRIP_KM
        for other in others if other is not stay and other.status == "visited"
    )  # fmt: skip
