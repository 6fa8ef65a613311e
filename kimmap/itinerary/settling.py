"""What becomes of plans that no text calls carried out or called off: the rest of the journey tells.

Reports about other places and days, and about the areas around, bear a plan out or leave no room for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.containers import SMALL_AREA_KM
from kimmap.itinerary.localities import contains, is_within
from kimmap.itinerary.plans import MOVED_DAYS
from kimmap.itinerary.reports import DAY, Days, Report, visited_days, witnesses
from kimmap.itinerary.stays import Stay
from kimmap.model import Place

_OUT_OF_REACH_KM = 300.0
"""Farther than an outing goes."""

_NEXT_DOOR_KM = 15.0
"""A port, a suburb."""

_AT_ONCE_DAYS, _WENT_ON_DAYS = 2, 7
_OUTING_KM = 150.0
"""A plan for the next days was carried out when the journey went on from near there within a week."""


def settle_plans(stays: Sequence[Stay], areas: Sequence[Report]) -> None:
    """What reports about other places and about areas mean for the plans that are still open."""
    _call_off_inside(stays, areas)
    _settle_departure(stays)
    _settle_headings(stays)
    _settle_behind(stays)
    _settle_close_by(stays)
    _settle_inside(stays, areas)
    _settle_on_the_way(stays)
    _call_off_undone(stays)
    _settle_as_programmed(stays)


def _call_off_inside(stays: Sequence[Stay], areas: Iterable[Report]) -> None:
    """Call off what was planned inside an area when a later text calls off the visit to the area."""
    for report in areas:
        if report.status != "cancelled":
            continue
        for stay in stays:
            if stay.status != "visited" and _is_called_off_with(stay, report):
                stay.status = "cancelled"
                stay.notes.append(f"{report.source} says that the visit to {report.place.name} did not happen")


def _is_called_off_with(stay: Stay, report: Report) -> bool:
    if stay.place.is_area or not contains(report.place, stay.place):
        return False
    announced = [r.published for r in stay.reports if r.published]
    later = report.published is not None and bool(announced) and report.published > max(announced)
    return later and (not report.days or not stay.days or report.days.gap(stay.days) <= MOVED_DAYS)


def _settle_departure(stays: Sequence[Stay]) -> None:
    """Call the first departure made that was only announced, where the traveller was elsewhere soon after."""
    made = [(days.first, s) for s in stays if s.status == "visited" and (days := s.days)]
    if not made:
        return
    reached, following = min(made, key=lambda m: (m[0], m[1].place.id))
    for start in stays:
        left = start.days if start.status == "planned" else None
        leaves = any(r.claim.role == "departs" and r.days for r in start.reports)
        if left and leaves and dt.timedelta() <= reached - left.last <= 3 * DAY:
            start.status = "visited"
            start.notes.append(f"the departure was announced and is borne out by the arrival in {following.place.name}")


def _settle_headings(stays: Sequence[Stay]) -> None:
    """Call a stay made that one text announced and another, later one has the traveller set out for."""
    for stay in stays:
        if stay.status != "planned":
            continue
        plans = [r for r in stay.reports if r.claim.status == "planned" and r.days]
        day = max((r.days.last for r in plans if r.days), default=None)
        set_out = [
            r for r in stay.reports
            if r.claim.role == "heads_for" and r.claim.status == "visited" and (_is_past(r) or _is_told_after(r, day))
        ]  # fmt: skip
        announced = witnesses(plans)
        if set_out and announced - witnesses(set_out):
            stay.status = "visited"
            stay.notes.append(f"it was announced, and {set_out[0].source} reports the departure for it")


def _is_past(report: Report) -> bool:
    return bool(report.published and report.days and report.days.last < report.published)


def _is_told_after(report: Report, day: dt.date | None) -> bool:
    return bool(day and report.days is None and report.published and day < report.published)


def _settle_behind(stays: Sequence[Stay]) -> None:
    """Call a stay made that a text speaks of as planned for a day that it has behind it, or leaves on its own day."""
    for stay in stays:
        behind = [r for r in stay.reports if _lies_behind(r)] if stay.status == "planned" else []
        if behind:
            stay.status = "visited"
            stay.notes.append(f"{behind[0].source} has the day behind it that it was planned for")


def _lies_behind(report: Report) -> bool:
    if report.status != "planned" or not report.days or not report.published:
        return False
    leaves = report.claim.role == "departs"
    return report.days.last < report.published or (leaves and report.days.last == report.published)


def _settle_close_by(stays: Sequence[Stay]) -> None:
    """Call a stay made that was announced for days on which texts put the traveller next door."""
    made = [(s.days, s.place) for s in stays if s.status == "visited" and s.days and not s.place.is_area]
    for stay in stays:
        planned = stay.days if stay.status == "planned" and not stay.place.is_area else None
        near = [p for days, p in made if planned and days.overlaps(planned) and is_within(p, stay.place, _NEXT_DOOR_KM)]
        if near:
            stay.status = "visited"
            stay.notes.append(f"it was announced, and the sources report {near[0].name} close by on those days")


def _settle_inside(stays: Sequence[Stay], areas: Sequence[Report]) -> None:
    """Call a stay made that was announced for a town of an island to which a later text has the traveller come."""
    for stay in stays:
        planned = stay.days if stay.status == "planned" and not stay.place.is_area else None
        announced = [r.published for r in stay.reports if r.published]
        for report in areas if planned and announced else ():
            told = report.days if report.status == "visited" and report.claim.role != "departs" else None
            if not told or not planned or not contains(report.place, stay.place):
                continue
            # What was planned in a large country may have been left out, unless nothing else was to be seen there.
            small = report.place.radius_km <= SMALL_AREA_KM
            meant = told.gap(planned) <= 1 if small else told == planned and _is_sole_in(report.place, stay, stays)
            later = report.published is not None and report.published > min(announced)
            if meant and later:
                stay.status = "visited"
                stay.notes.append(f"it was announced, and {report.source} reports {report.place.name} on those days")
                break


def _is_sole_in(area: Place, stay: Stay, stays: Sequence[Stay]) -> bool:
    """Whether all that is told and planned of an area is of one stay."""
    return not any(s is not stay and not s.place.is_area and contains(area, s.place) for s in stays)


def _settle_on_the_way(stays: Sequence[Stay]) -> None:
    """Call a stay made that was to follow within two days of its text, where the journey went on from near there."""
    made = [(s.days, s.place) for s in stays if s.status == "visited" and s.days and not s.place.is_area]
    for stay in stays:
        planned = stay.days if stay.status == "planned" and not stay.place.is_area else None
        if planned is None or not any(_is_imminent(r) for r in stay.reports):
            continue
        elsewhere = sorted((m for m in made if m[1] != stay.place), key=lambda m: (m[0], m[1].id))
        before = [place for days, place in elsewhere if days.first <= planned.first]
        latest = planned.last + _WENT_ON_DAYS * DAY
        after = [p for days, p in elsewhere if planned.last <= days.first <= latest and days.last > planned.first]
        if before and after and _is_between(stay.place, before[-1], after[0]):
            stay.status = "visited"
            stay.notes.append(f"it was to follow at once, and the journey went on to {after[0].name}")


_KEPT = 2
"""A programme of which so many days are reported as announced was kept to."""


def _settle_as_programmed(stays: Sequence[Stay]) -> None:
    """Call a stay made that lies on the way between two that were made on the days of the same programme."""
    made = [days for s in stays if s.status == "visited" and s.own_days and (days := s.days)]
    entries = [(r.source, r.days, s) for s in stays for r in s.reports if r.days and _is_named_plan(r)]
    for source in sorted({source for source, _, _ in entries}):
        own = [(days, s) for name, days, s in entries if name == source]
        kept = sorted(((days, s.place) for days, s in own if _was_kept(s, days)), key=lambda k: (k[0], k[1].id))
        if len(kept) < max(_KEPT, sum(s.status == "cancelled" for _, s in own) + 1):
            continue
        for days, stay in own:
            if stay.status != "planned" or stay.place.is_area or _is_taken(days, made):
                continue
            if sum(s.place == stay.place and s.status != "visited" for s in stays) > 1:
                continue  # announced for other days too, or called off
            before, after = [p for d, p in kept if d.last <= days.first], [p for d, p in kept if days.last <= d.first]
            opens = days == min(d for d, _ in own) and any(0 <= (d.first - days.last).days <= 1 for d, _ in kept)
            if after and (opens or (before and _is_between(stay.place, before[-1], after[0]))):
                stay.status = "visited"
                stay.notes.append(f"it was announced, and the journey kept to the days of {source} before and after it")


def _is_named_plan(report: Report) -> bool:
    resolution = report.claim.resolution
    return report.claim.status == "planned" and resolution is not None and resolution.mention.reference == "name"


def _is_taken(days: Days, made: Sequence[Days]) -> bool:
    """Whether every one of some days was spent elsewhere, as far as texts tell."""
    each = [days.first + n * DAY for n in range((days.last - days.first).days + 1)]
    return all(any(d.first <= day <= d.last for d in made) for day in each)


def _was_kept(stay: Stay, days: Days) -> bool:
    return stay.status == "visited" and any(
        r.status == "visited" and r.days and r.days.gap(days) <= 1 for r in stay.reports
    )


def _is_imminent(report: Report) -> bool:
    days, told = report.days, report.published
    return bool(days and told and told <= days.first <= told + _AT_ONCE_DAYS * DAY)


def _is_between(place: Place, start: Place, end: Place) -> bool:
    straight = geodesic_km(start.point, end.point)
    way = geodesic_km(start.point, place.point) + geodesic_km(place.point, end.point)
    return way - straight <= max(_OUTING_KM, straight / 2)


def _call_off_undone(stays: Sequence[Stay]) -> None:
    """Call off a plan where reported visits elsewhere leave no room for it."""
    made = [(days, s.place) for s in stays if s.status == "visited" and (days := visited_days(s.reports))]
    for stay in stays:
        planned = stay.days if stay.status == "planned" else None
        for days, place in made if planned else ():
            out_of_reach = not is_within(stay.place, place, _OUT_OF_REACH_KM)
            if planned and out_of_reach and _leaves_no_room(days, planned):
                stay.status = "cancelled"
                stay.disputes.append(f"planned for days on which the sources report {place.name}")
                break


def _leaves_no_room(made: Days, planned: Days) -> bool:
    """Whether a stay holds all days of a plan; on the day on which one arrives or leaves one can be elsewhere too."""
    inside = made.first < planned.first and planned.last < made.last
    return inside or (planned.first < planned.last and made.holds(planned))
