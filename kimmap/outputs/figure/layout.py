"""Where everything of the figure goes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely

from kimmap.errors import NoTrip
from kimmap.model import Status, Trip
from kimmap.outputs.figure.atlas import Atlas, draw_atlas, graticule
from kimmap.outputs.figure.corners import Inset, ScaleBar, draw_inset, put_scale_bar
from kimmap.outputs.figure.labels import Box, Label, Placed, place_labels, spread
from kimmap.outputs.figure.metrics import shortened, text_width, wrapped_lines
from kimmap.outputs.figure.names import Name, city_names, country_names, occupied_by, sea_names
from kimmap.outputs.figure.projection import Array, fit_projection
from kimmap.outputs.figure.shapes import Frame
from kimmap.outputs.figure.ways import Way, lay_way, points_along, with_words
from kimmap.outputs.geometry import Point, geodesic
from kimmap.outputs.texts import Texts
from kimmap.outputs.view import describe, groups, stop_points
from kimmap.outputs.words import ENGLISH

POINTS_PER_MM = 72 / 25.4
WIDTH_MM = 180.0
"""Two columns of a journal, or the text of an A4 page."""
MARK_SIZE, NAME_SIZE, DATE_SIZE = 8.0, 8.5, 7.5
RADIUS = 6.6
MARGIN_X, MARGIN_Y = 66.0, 40.0
"""Points around the trip, for labels."""
LEAST_KM, LEAST_KM_OF_ONE = 30.0, 150.0
"""Length of the map's longer side at least, and where there is only one place to show."""
LOWEST, HIGHEST = 0.5, 0.95
"""Height of the map as a share of its width."""
MOST_NUMBERED = 90
"""Places that get a numbered mark; of more, all are dots and some have a name."""
MOST_NAMED = 45
NAME_WIDTH = 125.0
"""Longer names go on in a second line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a place: ``text`` its numbers, at (x, y); ``true`` where the place is."""

    text: str
    status: Status
    x: float
    y: float
    half_width: float
    radius: float
    true: tuple[float, float]
    name: tuple[str, ...]
    """In lines."""
    dates: str
    reach: float | None = None
    """Radius in points of an area that the place is, where a crisp mark alone would claim too much."""
    label: Placed | None = None

    @property
    def is_area(self) -> bool:
        """Whether its reach shows beside its mark."""
        return self.reach is not None and self.reach > 1.5 * self.radius

    @property
    def moved(self) -> bool:
        return math.dist((self.x, self.y), self.true) > self.radius * 0.7

    @property
    def box(self) -> Box:
        return self.x - self.half_width, self.y - self.radius, self.x + self.half_width, self.y + self.radius


@dataclass(frozen=True, slots=True)
class Figure:
    """Everything that is drawn, in points; the map lies in ``frame``."""

    title: str
    finding: str
    width: float
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
    left_out: int
    """Stops that were called off, and are not drawn."""


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
    frame = _frame([points[i] for i in shown], tracks, width_mm * POINTS_PER_MM)
    marks = _marks(trip, set(shown), frame, t)
    ways = tuple(lay_way(leg, trip, track, frame, t) for leg, track in zip(trip.legs, tracks, strict=True))
    route = points_along(ways, 3.0 if len(ways) <= MOST_NUMBERED else 12.0)
    boxes = [m.box for m in marks]
    inset = draw_inset(frame, boxes, route)
    taken: list[Box] = [inset.frame.box] if inset else []
    scale_bar = put_scale_bar(frame, [*boxes, *taken], route, t)
    if scale_bar:
        taken.append((scale_bar.x - 4, scale_bar.y - 12, scale_bar.x + scale_bar.length + 30, scale_bar.y + 6))
    marks = _labelled(marks, boxes, route, taken, frame)
    taken += boxes + [m.label.box for m in marks if m.label]
    ways = with_words(ways, taken, frame)
    occupied = occupied_by(taken, route)
    countries = country_names(frame, occupied, t)
    occupied = shapely.union_all([occupied, occupied_by([n.box for n in countries], route[:0])])
    atlas = draw_atlas(frame)
    seas = sea_names(frame, atlas, occupied, t)
    occupied = shapely.union_all([occupied, occupied_by([n.box for n in seas], route[:0])])
    told = describe(trip, t.lang)
    return Figure(
        title=told.headline,
        finding=" · ".join(told.standfirst),
        width=frame.width,
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
        left_out=len(trip.stops) - len(shown),
    )


def _frame(stops: Sequence[Point], tracks: Sequence[Sequence[Point]], width: float) -> Frame:
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


def _marks(trip: Trip, shown: set[int], frame: Frame, t: Texts) -> tuple[Mark, ...]:
    """One mark a place, moved apart where they would cover each other."""
    seen = [g for g in groups(trip.stops) if shown.intersection(g.stops)]
    # A place left and reached again around the world is two groups, a turn apart: here it is one.
    together: dict[tuple[int, int], list[int]] = {}
    positions: dict[tuple[int, int], tuple[float, float]] = {}
    for group, (x, y) in zip(seen, frame.place(np.array([(g.lon, g.lat) for g in seen])).tolist(), strict=True):
        spot = (round(x * 10), round(y * 10))
        together.setdefault(spot, []).extend(i for i in group.stops if i in shown)
        positions.setdefault(spot, (x, y))
    places, at = [sorted(stops) for stops in together.values()], np.array(list(positions.values()))
    numbered = len(places) <= MOST_NUMBERED
    told = describe(trip, t.lang).stops
    texts = [" · ".join(str(i + 1) for i in stops) if numbered else "" for stops in places]
    radius = RADIUS if numbered else 2.0
    room = [4.2 if len(stops) > 1 else 2.1 for stops in places]
    widths = [text_width(text, MARK_SIZE, bold=True) / 2 for text in texts]
    halves = [max(radius, w + r) if w else radius for w, r in zip(widths, room, strict=True)]
    where = spread(at, np.array(halves), frame.box) if numbered else at
    marks = []
    for stops, text, half, true, here in zip(places, texts, halves, at.tolist(), where.tolist(), strict=True):
        dates = "; ".join(dict.fromkeys(told[i].short_dates for i in stops if told[i].short_dates))
        name = _name_lines(trip.stops[stops[0]].place.name)
        status = _surest([trip.stops[i].status for i in stops])
        reach_km = told[stops[0]].reach_km
        reach = reach_km * frame.points_per_km if reach_km else None
        spot = (true[0], true[1])
        marks.append(Mark(text, status, here[0], here[1], half, radius, spot, name, dates, reach))
    return tuple(marks)


def _name_lines(name: str) -> tuple[str, ...]:
    lines = wrapped_lines(name, NAME_WIDTH, NAME_SIZE, bold=True)
    return tuple(lines if len(lines) < 3 else [lines[0], shortened(f"{lines[1]} …", NAME_WIDTH, NAME_SIZE, bold=True)])


def _surest(statuses: Sequence[Status]) -> Status:
    order: tuple[Status, ...] = ("visited", "planned", "possible", "cancelled")
    return next(status for status in order if status in statuses)


def _labelled(
    marks: tuple[Mark, ...], boxes: list[Box], route: Array, taken: list[Box], frame: Frame
) -> tuple[Mark, ...]:
    """Every mark with a label if there are few; otherwise the first, the last and an even choice between."""
    step = max(1, math.ceil(len(marks) / MOST_NAMED))
    named = [i for i in range(len(marks)) if i % step == 0 or i == len(marks) - 1]
    labels = []
    for i in named:
        mark = marks[i]
        widths = [text_width(line, NAME_SIZE, bold=True) for line in mark.name]
        width = max(*widths, text_width(mark.dates, DATE_SIZE)) + 1
        height = NAME_SIZE * 1.12 * len(mark.name) + (DATE_SIZE * 1.15 if mark.dates else 0)
        labels.append(Label(mark.x, mark.y, mark.half_width, width, height))
    left, top, right, bottom = frame.box
    inside = (left + 3, top + 3, right - 3, bottom - 3)
    dots = [(x - 2.5, y - 2.5, x + 2.5, y + 2.5) for x, y in (m.true for m in marks if m.moved)]
    placed = place_labels(labels, [*boxes, *dots], route, taken, inside)
    found = list(marks)
    for i, place in zip(named, placed, strict=True):
        found[i] = replace(marks[i], label=place)
    return tuple(found)
