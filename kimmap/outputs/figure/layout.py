"""What the figure consists of: a map, and where places crowd, a second one of that part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kimmap.errors import NoTrip
from kimmap.model import Trip
from kimmap.outputs.crowds import find_crowd
from kimmap.outputs.figure.maps import Map, draw_map, fit_frame
from kimmap.outputs.figure.marks import MOST_NUMBERED, RADIUS, Spot, find_spots
from kimmap.outputs.figure.shapes import Frame
from kimmap.outputs.geometry import Point, geodesic
from kimmap.outputs.spots import stop_points
from kimmap.outputs.texts import Texts
from kimmap.outputs.view import describe
from kimmap.outputs.words import ENGLISH

POINTS_PER_MM = 72 / 25.4
WIDTH_MM = 180.0
"""Two columns of a journal, or the text of an A4 page."""
TOUCHING = 2.2 * RADIUS
LEAST_GAIN = 2.0
"""A map of a part is drawn where it shows that part so many times larger."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything that is drawn, in points."""

    title: str
    finding: str
    width: float
    main: Map
    detail: Map | None
    """A larger map of the part of the main one where the places crowd."""
    left_out: int
    """Stops that were called off, and are not drawn."""

    @property
    def maps(self) -> tuple[Map, ...]:
        return (self.main, self.detail) if self.detail else (self.main,)


def lay_out(trip: Trip, width_mm: float = WIDTH_MM, t: Texts = ENGLISH) -> Figure:
    """The figure of a trip, without its header and footer.  Raises NoTrip for a trip without stops.

    Stops that were called off are left out, unless there are no others.
    """
    if not trip.stops:
        raise NoTrip("this trip has no stops to draw")
    shown = [i for i, s in enumerate(trip.stops) if s.status != "cancelled"] or list(range(len(trip.stops)))
    points = stop_points(trip.stops)
    total_km = sum(leg.geodesic_km for leg in trip.legs)
    step_km = min(200.0, max(25.0, total_km / 3000))  # still smooth where many legs need a coarser step
    tracks = [geodesic(points[leg.start], points[leg.end], step_km) for leg in trip.legs]
    width = width_mm * POINTS_PER_MM
    frame = fit_frame([points[i] for i in shown], tracks, width)
    spots = find_spots(trip, set(shown))
    crowd, closer = _crowd(spots, frame, width)
    told = describe(trip, t.lang)
    return Figure(
        title=told.headline,
        finding=" · ".join(told.standfirst),
        width=width,
        main=draw_map(trip, spots, tracks, frame, t, crowd=crowd),
        detail=draw_map(trip, _inside(spots, closer), tracks, closer, t, locator=False) if closer else None,
        left_out=len(trip.stops) - len(shown),
    )


def _crowd(spots: Sequence[Spot], frame: Frame, width: float) -> tuple[tuple[int, ...], Frame | None]:
    """The places that crowd, and the frame of a map for them; nothing where a larger map would gain little."""
    if len(spots) > MOST_NUMBERED:
        return (), None
    crowd = find_crowd(frame.place(np.array([s.point for s in spots])).tolist(), TOUCHING)
    if not crowd:
        return (), None
    places: list[Point] = [spots[i].point for i in crowd]
    closer = fit_frame(places, [], width)
    return (crowd, closer) if closer.points_per_km >= LEAST_GAIN * frame.points_per_km else ((), None)


def _inside(spots: Sequence[Spot], frame: Frame) -> list[Spot]:
    left, top, right, bottom = frame.box
    at = frame.place(np.array([s.point for s in spots]))
    return [
        spot
        for spot, (x, y) in zip(spots, at.tolist(), strict=True)
        if left + 10 < x < right - 10 and top + 10 < y < bottom - 10
    ]
