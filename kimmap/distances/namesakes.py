"""Whether a stated distance that does not fit would fit other places of the same names."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kimmap.distances.measures import Measure
from kimmap.distances.verdicts import judge, say_km
from kimmap.geodesy import geodesic_km
from kimmap.model import Place

_TRIED = 6
"""Places of one name that are tried."""


def say_fitting_namesakes(
    measure: Measure, origins: Sequence[Place], goals: Sequence[Place], stated_as: str | None
) -> str:
    """A clause that names the first pair of namesakes that the figure fits, empty where none does.

    ``origins`` and ``goals`` hold the place taken first and its namesakes after it.
    """
    pairs = list(product(origins[:_TRIED], goals[:_TRIED]))[1:]
    for wanted in ("straight-line", "network"):
        for origin, goal in pairs:
            km = geodesic_km(origin.point, goal.point)
            if km > 0 and judge(measure, (origin, goal), km, stated_as).verdict == wanted:
                names = " and ".join(map(_say_place, (origin, goal)))
                return f"; it would fit {names}, {say_km(km)} apart in a straight line"
    return ""


def _say_place(place: Place) -> str:
    where = ", ".join(filter(None, (place.region, place.country)))
    return f"{place.name} ({where})" if where else place.name
