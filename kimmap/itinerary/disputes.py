"""Where the sources disagree on when a stay was."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.reports import Days, Report, name_sources, say_day, say_days, witnesses
from kimmap.itinerary.stays import DAY_TRIP_KM, Stay


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
