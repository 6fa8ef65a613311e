"""The days of undated stays between their neighbours, and the nights that these are told to have lasted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.containers import Bound
from kimmap.itinerary.dating import Dating
from kimmap.itinerary.reports import DAY, say_day
from kimmap.itinerary.stays import DAY_TRIP_KM
from kimmap.model import Interval


def bound_by_neighbours(route: Sequence[Dating]) -> None:
    """Bound the undated stays of a route by the stops around them: from the end backwards, then forwards.

    A bound of an undated neighbour passes on, so that the stays stay in their order.
    """
    passed_on: list[Bound] = []
    for dating, following in reversed(list(pairwise(route))):
        upper = _start_of(following, passed_on) if dating.is_boundable else None
        if upper and dating.bound(Interval(None, upper.day), upper.why):
            passed_on.append(upper)
    for previous, dating in pairwise(route):
        if not dating.is_boundable:
            continue
        for lower in _ends_of(previous, dating):
            if dating.bound(Interval(lower.day, None), lower.why):
                break


def _start_of(following: Dating, passed_on: Sequence[Bound]) -> Bound | None:
    """The last day on which a stay can have begun: so many nights before its end as it lasted.

    Its end is the beginning of the stop after it; another bound may be the day of its own beginning.
    """
    days, latest = following.stay.days, following.latest
    if days or latest is None:
        return _named(following, days.first) if days else None
    return _moved(latest, -_nights_of(following), following) if latest in passed_on else latest


def _nights_of(dating: Dating) -> int:
    """The nights that a stay lasted at the least, 0 where its bounds leave no room for them."""
    first, last, nights = dating.when.first, dating.when.last, dating.stay.nights
    return nights if first is None or last is None or (last - first).days >= nights else 0


def _moved(bound: Bound, nights: int, dating: Dating) -> Bound:
    if not nights:
        return bound
    told = f"{abs(nights)} night{'s' if abs(nights) > 1 else ''} in {dating.stay.place.name}"
    return Bound(bound.day + nights * DAY, f"{bound.why}, {'after' if nights > 0 else 'before'} {told}")


def _ends_of(previous: Dating, dating: Dating) -> list[Bound]:
    """Days after which a stay can have been, the tightest first."""
    days = previous.stay.days
    if days is None:
        return [_moved(previous.earliest, _nights_of(previous), previous)] if previous.earliest else []
    # What lies near may have been seen from there, during the stay; so may what cannot have come after it.
    near = geodesic_km(dating.stay.place.point, previous.stay.place.point) <= DAY_TRIP_KM
    arrived = any(r.days and r.days.first == days.first and r.claim.role == "arrives" for r in previous.stay.deciding)
    left = max(days.last, days.first + previous.stay.nights * DAY) if arrived else days.last
    stated = [_named(previous, day) for day in ([days.first] if near else [days.last, days.first])]
    return (
        stated if left == days.last else [_moved(_named(previous, days.first), previous.stay.nights, previous), *stated]
    )


def _named(dating: Dating, day: dt.date) -> Bound:
    return Bound(day, f"{dating.stay.place.name} on {say_day(day)}")
