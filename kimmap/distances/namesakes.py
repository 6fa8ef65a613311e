"""Namesakes: those that a journey goes through, and those that a stated distance would fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from kimmap.distances.measures import Measure
from kimmap.distances.verdicts import Say, judge, say_km
from kimmap.geodesy import geodesic_km
from kimmap.model import Place, Resolution, Stop

_TRIED = 40
"""Places of one name that are tried."""
_BEST_KNOWN = 2
"""So few steps down the two lists a way that is no straight line is likelier than a straight one further down."""
_ONE_KNOWN = 6
"""One of a pair has to be among so many best known places of its name."""


def as_travelled(resolutions: Sequence[Resolution], stops: Sequence[Stop]) -> tuple[Resolution, ...]:
    """What mentions mean, those that a journey stops at taken for the one of the namesakes that is on its way."""
    meant = {
        (claim.resolution.mention.quote.source, claim.resolution.mention.quote.start): stop.place
        for stop in stops for claim in stop.evidence if claim.resolution
    }  # fmt: skip
    return tuple(_read_as(r, meant.get((r.mention.quote.source, r.mention.quote.start))) for r in resolutions)


def _read_as(resolution: Resolution, stop: Place | None) -> Resolution:
    place = resolution.place
    if stop is None or place is None or stop.id == place.id or resolution.mention.reference != "name":
        return resolution
    if stop not in resolution.runners_up and stop.name != place.name:
        return resolution  # the town of a square or a hall, and no namesake
    others = (place, *(p for p in resolution.runners_up if p.id != stop.id))
    return replace(resolution, place=stop, why=f"the {stop.name} that the journey goes through", runners_up=others)


def say_fitting_namesakes(
    measure: Measure, origins: Sequence[Place], goals: Sequence[Place], stated_as: str | None, say: Say = say_km
) -> str:
    """A clause that names the first pair of namesakes that the figure fits, empty where none does.

    ``origins`` and ``goals`` hold the place taken first and its namesakes after it.
    """
    ranked = product(enumerate(origins[:_TRIED]), enumerate(goals[:_TRIED]))
    # The best known first: of two that are little known nearly any figure would fit some.
    pairs = sorted(ranked, key=lambda pair: (min(pair[0][0], pair[1][0]), pair[0][0] + pair[1][0], pair[0][0]))[1:]
    near = [(a, b, geodesic_km(a.point, b.point)) for (i, a), (j, b) in pairs if min(i, j) < _ONE_KNOWN]
    best = [(a, b, geodesic_km(a.point, b.point)) for (i, a), (j, b) in pairs if i + j <= _BEST_KNOWN]
    for wanted, among in (("straight-line", best), ("network", best), ("straight-line", near), ("network", near)):
        for origin, goal, km in among:
            if km > 0 and judge(measure, (origin, goal), km, stated_as).verdict == wanted:
                names = " and ".join(map(_say_place, (origin, goal)))
                return f"; it would fit {names}, {say(km)} apart in a straight line"
    return ""


def _say_place(place: Place) -> str:
    where = ", ".join(filter(None, (place.region, place.country)))
    return f"{place.name} ({where})" if where else place.name
