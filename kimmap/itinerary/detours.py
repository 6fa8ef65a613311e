"""Stops that the way does not allow: far off between places where the traveller is known to have been.

Most of them are misread names, other people's journeys, or mentions in passing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.dating import Dating
from kimmap.itinerary.localities import is_within
from kimmap.itinerary.reports import say_day, witnesses

_DETOUR_KM = 2000.0
"""So much further is no way that one goes, and tells of in one sentence."""

_LEAST_STOPS = 4
"""Of fewer stops it is not plain which one is out of the way."""

_USUAL_LEGS = 2.0
"""So many times the usual leg is nothing out of the way where a move is told: tours of the world fly far."""

_NEAR_KM = 500.0
"""A stop this near makes another credible."""

_SURE = 0.9
"""A name that is taken for its place with this chance is read well."""


def without_detours(datings: Sequence[Dating]) -> list[Dating]:
    """The stays, without those that one sentence alone puts far off the way.

    The longest detour goes first, as it makes its neighbours look out of the way too.  A visit whose sentence
    states the day and leaves no doubt of the place is kept as possible, such a plan as it is.
    """
    kept = list(datings)
    while detours := list(_detours(kept)):
        length, before, here, after = max(detours, key=lambda d: (d[0], d[2].stay.place.id))
        doubtful = [d for d in (before, after) if _is_lone(d, kept) and not any(r.claim.dates for r in d.stay.reports)]
        if _is_plain(here) and doubtful:
            kept.remove(doubtful[0])  # the way is out of order because of a neighbour
        elif _is_plain(here):
            here.stay.status = "possible"
            here.stay.disputes.append(f"{length:.0f} km out of the way between {_say_both(before, after)}")
        else:
            kept.remove(here)
    return kept


def _detours(datings: Sequence[Dating]) -> Iterator[tuple[float, Dating, Dating, Dating]]:
    """Lone stops with the length of the detour over them, and the stops before and after."""
    route = [d for d in datings if d.stay.status in ("visited", "planned")]
    if len(route) < _LEAST_STOPS:
        return
    for before, here, after in zip(route, route[1:], route[2:], strict=False):
        a, b, c = (d.stay.place.point for d in (before, here, after))
        straight = geodesic_km(a, c)
        detour = geodesic_km(a, b) + geodesic_km(b, c) - straight
        is_firm_plan = here.stay.status == "planned" and _is_plain(here)
        comes = _is_sure(here) and any(r.claim.role in ("arrives", "departs") for r in here.stay.reports)
        unusual = max(_DETOUR_KM, straight, _USUAL_LEGS * _usual_leg_km(route, here) if comes else 0.0)
        if detour > unusual and _is_lone(here, route) and not is_firm_plan:
            yield detour, before, here, after


def _usual_leg_km(route: Sequence[Dating], without: Dating) -> float:
    """The median leg of the route that leaves out one stop."""
    points = [d.stay.place.point for d in route if d is not without]
    return median(geodesic_km(a, b) for a, b in pairwise(points))


def _is_lone(dating: Dating, route: Sequence[Dating]) -> bool:
    """Whether one sentence alone tells of a stop, and neither a stop near it nor one named beside it bears it out."""
    place = dating.stay.place
    told = [r for r in dating.stay.reports if r.status != "cancelled"]
    sentences = {r.sentence for r in told}
    if not len(sentences) == len(witnesses(told)) == 1:
        return False
    others = [d.stay for d in route if d.stay.place != place]
    beside = (o for o in others if o.place.country == place.country and sentences & {r.sentence for r in o.reports})
    return not any(is_within(o.place, place, _NEAR_KM) for o in others) and not any(beside)


def _is_plain(dating: Dating) -> bool:
    return _is_sure(dating, told_when=True)


def _is_sure(dating: Dating, *, told_when: bool = False) -> bool:
    """Whether the name leaves no doubt of the place, in a sentence that states the day if ``told_when``."""
    told = [r for r in dating.stay.reports if r.status == dating.stay.status and (r.states_day or not told_when)]
    return any(r.claim.resolution and r.claim.resolution.score >= _SURE for r in told)


def _say_both(before: Dating, after: Dating) -> str:
    """Two stays with days that do not run backwards: the stay before may have lasted beyond the outing after it."""
    left, came = before.when.last, after.when.last
    if left and came and came < left and (before.when.first is None or before.when.first <= came):
        left = came
    return f"{_say(before, left)} and {_say(after, came)}"


def _say(dating: Dating, day: dt.date | None) -> str:
    return f"{dating.stay.place.name} on {say_day(day)}" if day else dating.stay.place.name
