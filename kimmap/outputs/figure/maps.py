"""One map of the figure: basemap, route, marks and names, each where it has room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from kimmap.model import Trip
from kimmap.outputs.figure.atlas import Atlas, draw_atlas, graticule
from kimmap.outputs.figure.corners import Inset, ScaleBar, draw_inset, holds, put_scale_bar, touches
from kimmap.outputs.figure.labels import Box
from kimmap.outputs.figure.marks import MOST_NUMBERED, RADIUS, Mark, Spot, label_marks, make_marks
from kimmap.outputs.figure.metrics import text_width
from kimmap.outputs.figure.names import Name, city_names, country_names, occupied_by, sea_names
from kimmap.outputs.figure.projection import Array, fit_projection
from kimmap.outputs.figure.shapes import Frame
from kimmap.outputs.figure.ways import LEG_SIZE, Way, lay_way, points_along, with_words
from kimmap.outputs.geometry import Point
from kimmap.outputs.texts import Texts

MARGIN_X, MARGIN_Y = 66.0, 40.0
"""Points around the trip, for labels."""
LEAST_KM, LEAST_KM_OF_ONE = 30.0, 150.0
"""Length of the map's longer side at least, and where there is only one place to show."""
LOWEST, HIGHEST = 0.5, 0.95
"""Height of the map as a share of its width."""


@dataclass(frozen=True, slots=True)
class Map:
    """Everything that is drawn within ``frame``, in points."""

    frame: Frame
    atlas: Atlas
    graticule: tuple[Array, ...]
    ways: tuple[Way, ...]
    marks: tuple[Mark, ...]
    countries: tuple[Name, ...]
    seas: tuple[Name, ...]
    cities: tuple[Name, ...]
    inset: Inset | None
    scale_bar: ScaleBar | None
    crowd: Box | None
    """The part that another map shows larger."""
    crowd_title: Box | None
    """Where it says so."""


def fit_frame(stops: Sequence[Point], tracks: Sequence[Sequence[Point]], width: float) -> Frame:
    """The frame of a map that holds the stops and the tracks, with room for labels around."""
    along = [p for track in tracks for p in track]
    projection = fit_projection(stops, along[:: max(1, len(along) // 400)])
    if projection.family == "world":
        half = projection.flattened(np.array([[180.0, 0.0], [0.0, 90.0]]))
        x, y = float(half[0, 0]), float(half[1, 1])
        return Frame(projection, -x, y, width / (2 * x), width, width * y / x)
    plane = projection([*stops, *along])
    low, high = plane.min(axis=0), plane.max(axis=0)
    middle, size = (low + high) / 2, np.maximum(high - low, 1e-6)
    least_km = LEAST_KM_OF_ONE if float(size.max()) < 0.1 else LEAST_KM
    size = size + max(0.0, least_km - float(size.max()))
    room_x = width - 2 * MARGIN_X
    height = float(size[1] / size[0]) * room_x + 2 * MARGIN_Y
    height = min(max(height, LOWEST * width), HIGHEST * width)
    scale = min(room_x / float(size[0]), (height - 2 * MARGIN_Y) / float(size[1]))
    west, north = middle[0] - width / 2 / scale, middle[1] + height / 2 / scale
    return Frame(projection, float(west), float(north), scale, width, height)


def draw_map(
    trip: Trip,
    spots: Sequence[Spot],
    tracks: Sequence[Sequence[Point]],
    frame: Frame,
    t: Texts,
    *,
    crowd: Sequence[int] = (),
    locator: bool = True,
) -> Map:
    """The map of a trip in a frame.

    ``spots`` are the places in it; those of the ``crowd``, as indices, are dots in a box, for another map
    shows them.  ``tracks`` has points along each leg.
    """
    marks = make_marks(trip, spots, frame, t, crowd)
    ways = tuple(lay_way(leg, trip, track, frame, t) for leg, track in zip(trip.legs, tracks, strict=True))
    route = points_along(ways, 3.0 if len(ways) <= MOST_NUMBERED else 12.0)
    around = _around([marks[i].true for i in crowd]) if crowd else None
    others = [m.box for i, m in enumerate(marks) if i not in crowd]
    title = _title_at(around, others, route, frame, t) if around else None
    set_apart = [around, title] if around and title else []
    boxes = [m.box for m in marks] + set_apart
    inset = draw_inset(frame, boxes, route) if locator else None
    taken = list(set_apart)
    taken += [inset.frame.box] if inset else []
    scale_bar = put_scale_bar(frame, [*boxes, *taken], route, t)
    if scale_bar:
        taken.append((scale_bar.x - 4, scale_bar.y - 12, scale_bar.x + scale_bar.length + 30, scale_bar.y + 6))
    marks = label_marks(marks, crowd, route, taken, frame)
    taken += [m.box for m in marks] + [m.label.box for m in marks if m.label]
    ways = with_words(ways, taken, frame)
    atlas, nothing = draw_atlas(frame), route[:0]
    occupied = occupied_by(taken, route)
    countries = country_names(frame, occupied, t)
    occupied = shapely.union_all([occupied, occupied_by([n.box for n in countries], nothing)])
    seas = sea_names(frame, atlas, occupied, t)
    occupied = shapely.union_all([occupied, occupied_by([n.box for n in seas], nothing)])
    return Map(
        frame=frame,
        atlas=atlas,
        graticule=tuple(graticule(frame)),
        ways=ways,
        marks=marks,
        countries=tuple(countries),
        seas=tuple(seas),
        cities=tuple(city_names(frame, occupied)),
        inset=inset,
        scale_bar=scale_bar,
        crowd=around,
        crowd_title=title,
    )


def _around(points: Sequence[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - RADIUS, min(ys) - RADIUS, max(xs) + RADIUS, max(ys) + RADIUS


def _title_at(box: Box, marks: Sequence[Box], route: Array, frame: Frame, t: Texts) -> Box:
    """Where beside a part it says that another map shows it: off the marks, and off the route if there is room."""
    left, top, right, bottom = box
    wide, high = text_width(t("figure.detail"), LEG_SIZE, bold=True), 2 * LEG_SIZE
    middle = (top + bottom - high) / 2
    corners = [
        (left, top - high), (right - wide, top - high), (left, bottom), (right - wide, bottom),
        (right + 3, middle), (left - wide - 3, middle),
    ]  # fmt: skip
    seats = [(x, y, x + wide, y + high) for x, y in corners]
    edge = frame.box
    inside = [s for s in seats if edge[0] < s[0] and edge[1] < s[1] and s[2] < edge[2] and s[3] < edge[3]]
    free = [s for s in inside if not touches(s, marks)]
    return next((s for s in free if not holds(s, route)), (free or inside or seats)[0])
