"""Places that crowd on a map, and the part of it that a page shows larger."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from kimmap.model import Trip
from kimmap.outputs.basemap import View, draw_basemap
from kimmap.outputs.geometry import Point, mercator_y
from kimmap.outputs.spots import Group, groups
from kimmap.outputs.texts import Texts

CROWDED = 4
"""So many marks in one heap are no longer told apart."""
APART_PX = (26.0, 18.0, 12.0)
"""Marks of the page nearer to each other than the first of these hang together; the others part a long chain."""
PART_PX = 260
"""Longer side of the map of a part, on the page."""
LEAST_GAIN = 2.0
"""A part is drawn where it is shown so many times larger."""


def find_crowd(at: Sequence[Point], apart: float) -> tuple[int, ...]:
    """The most points that hang together, each nearer than ``apart`` to another, as indices; none if they are few."""
    left, best = set(range(len(at))), set[int]()
    while left:
        group, edge = set[int](), {min(left)}
        while edge:
            group |= edge
            left -= edge
            edge = {j for j in left if any(math.dist(at[i], at[j]) < apart for i in edge)}
        best = max(best, group, key=len)
    return tuple(sorted(best)) if len(best) >= CROWDED else ()


def draw_part(trip: Trip, view: View, t: Texts) -> dict[str, Any] | None:
    """The part of a page's map that is shown larger, for ``inset.js``; None where nothing crowds.

    ``groups`` are the marks of the crowd, as indices; ``bounds``, ``span`` and ``basemap`` as those of the map.
    """
    marks = groups(trip.stops)
    shown = [i for i, mark in enumerate(marks) if any(trip.stops[s].status != "cancelled" for s in mark.stops)]
    at = [_px(marks[i], view) for i in shown]
    for apart in APART_PX:
        crowd = [shown[i] for i in find_crowd(at, apart)]
        places = [(marks[i].lon, marks[i].lat) for i in crowd]
        # A map of nothing but a crowd is as large already.
        if crowd and len(crowd) < len(shown) and _gain(places, view) >= LEAST_GAIN:
            return _part(crowd, places, t)
    return None


def _gain(places: Sequence[Point], view: View) -> float:
    return view.degrees_per_px / View(places, PART_PX).degrees_per_px


def _part(crowd: Sequence[int], places: Sequence[Point], t: Texts) -> dict[str, Any]:
    part = View(places, PART_PX)
    lons, lats = [p[0] for p in places], [p[1] for p in places]
    basemap = draw_basemap(part, places, t)
    return {
        "groups": list(crowd),
        "bounds": [[round(min(lats), 5), round(min(lons), 5)], [round(max(lats), 5), round(max(lons), 5)]],
        "span": round(part.span, 4),
        # What lies beyond its fine shapes is never seen on a map that does not move.
        "basemap": basemap | {"world": {}} if basemap["detail"] else basemap,
    }


def _px(mark: Group, view: View) -> Point:
    return mark.lon / view.degrees_per_px, mercator_y(mark.lat) / view.degrees_per_px
