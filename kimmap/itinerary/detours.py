"""Stops that the way does not allow: far off between two places that the traveller was at within a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.dating import Dating
from kimmap.itinerary.localities import is_within
from kimmap.itinerary.reports import DAY, say_day, witnesses
from kimmap.model import Place

_DETOUR_KM = 5000.0
"""So much further within a day or two is no way that one goes."""

_STRAIGHT_KM = 1000.0
"""Of places farther apart it is not plain which one is out of the way."""

_NEAR_KM = 500.0
"""A stop this near makes another credible."""


def doubt_detours(datings: Sequence[Dating]) -> None:
    """Call a stop merely possible that one witness alone puts far off the way between days that are known.

    Two witnesses are believed, or another stop near by: some people do fly there and back.
    """
    route = [d for d in datings if d.stay.status == "visited"]
    places = {d.stay.place for d in datings if d.stay.status in ("visited", "planned")}
    for before, (here, after) in zip(route, pairwise(route[1:]), strict=False):
        if _is_lone(here, places) and (detour := _detour_km(before, here, after)) > _DETOUR_KM:
            here.stay.status = "possible"
            here.stay.disputes.append(f"{detour:.0f} km out of the way between {_say(before)} and {_say(after)}")


def _is_lone(dating: Dating, places: Iterable[Place]) -> bool:
    place = dating.stay.place
    told = [r for r in dating.stay.reports if r.status != "cancelled"]
    return len(witnesses(told)) == 1 and not any(p != place and is_within(p, place, _NEAR_KM) for p in places)


def _detour_km(before: Dating, here: Dating, after: Dating) -> float:
    """How much longer the way over a stop is than without it; 0 where there was time for it."""
    left, reached = before.when.last, after.when.first
    if left is None or reached is None or reached - left > DAY or here.when.is_open:
        return 0.0
    a, b, c = (d.stay.place.point for d in (before, here, after))
    straight = geodesic_km(a, c)
    return geodesic_km(a, b) + geodesic_km(b, c) - straight if straight < _STRAIGHT_KM else 0.0


def _say(dating: Dating) -> str:
    day = dating.when.last
    return f"{dating.stay.place.name} on {say_day(day)}" if day else dating.stay.place.name
