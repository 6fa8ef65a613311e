"""The marks of places on a map, and their labels."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kimmap.model import Status, Trip
from kimmap.outputs.figure.labels import Box, Label, Placed, place_labels, spread
from kimmap.outputs.figure.metrics import shortened, text_width, wrapped_lines
from kimmap.outputs.figure.projection import Array
from kimmap.outputs.figure.shapes import Frame
from kimmap.outputs.geometry import Point
from kimmap.outputs.spots import groups
from kimmap.outputs.texts import Texts
from kimmap.outputs.view import describe

MARK_SIZE, NAME_SIZE, DATE_SIZE = 8.0, 8.5, 7.5
RADIUS, DOT = 6.6, 2.0
MOST_NUMBERED = 90
"""Places that get a numbered mark; of more, all are dots and some have a name."""
MOST_NAMED = 45
NAME_WIDTH = 125.0
"""Longer names go on in a second line."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the trip: (longitude, latitude), and the stops there as indices."""

    point: Point
    stops: tuple[int, ...]


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


def find_spots(trip: Trip, shown: set[int]) -> tuple[Spot, ...]:
    """The places of the stops that are shown, in order of first visit."""
    found: dict[tuple[float, float], tuple[Point, list[int]]] = {}
    for group in groups(trip.stops):
        # A place left and reached again around the world is two groups, a turn apart: here it is one.
        key = (round(group.lon % 360, 4), round(group.lat, 4))
        found.setdefault(key, ((group.lon, group.lat), []))[1].extend(i for i in group.stops if i in shown)
    return tuple(Spot(point, tuple(sorted(stops))) for point, stops in found.values() if stops)


def make_marks(trip: Trip, spots: Sequence[Spot], frame: Frame, t: Texts, dots: Sequence[int] = ()) -> tuple[Mark, ...]:
    """One mark a place, moved apart where they would cover each other; ``dots`` are those without number and name."""
    at = frame.place(np.array([s.point for s in spots]))
    numbered = [len(spots) <= MOST_NUMBERED and i not in dots for i in range(len(spots))]
    texts = [" · ".join(str(i + 1) for i in s.stops) if n else "" for s, n in zip(spots, numbered, strict=True)]
    halves = [_half_width(text, len(spot.stops)) for text, spot in zip(texts, spots, strict=True)]
    free = np.flatnonzero(numbered)
    where = at.copy()
    where[free] = spread(at[free], np.array(halves)[free], frame.box)
    told = describe(trip, t.lang).stops
    marks = []
    for spot, text, half, true, here in zip(spots, texts, halves, at.tolist(), where.tolist(), strict=True):
        reach_km = told[spot.stops[0]].reach_km
        marks.append(
            Mark(
                text=text,
                status=_surest([trip.stops[i].status for i in spot.stops]),
                x=here[0],
                y=here[1],
                half_width=half,
                radius=RADIUS if text else DOT,
                true=(true[0], true[1]),
                name=_name_lines(trip.stops[spot.stops[0]].place.name),
                dates="; ".join(dict.fromkeys(told[i].short_dates for i in spot.stops if told[i].short_dates)),
                reach=reach_km * frame.points_per_km if reach_km else None,
            )
        )
    return tuple(marks)


def _half_width(text: str, stops: int) -> float:
    if not text:
        return DOT
    return max(RADIUS, text_width(text, MARK_SIZE, bold=True) / 2 + (4.2 if stops > 1 else 2.1))


def _name_lines(name: str) -> tuple[str, ...]:
    lines = wrapped_lines(name, NAME_WIDTH, NAME_SIZE, bold=True)
    return tuple(lines if len(lines) < 3 else [lines[0], shortened(f"{lines[1]} …", NAME_WIDTH, NAME_SIZE, bold=True)])


def _surest(statuses: Sequence[Status]) -> Status:
    order: tuple[Status, ...] = ("visited", "planned", "possible", "cancelled")
    return next(status for status in order if status in statuses)


def label_marks(
    marks: tuple[Mark, ...], dots: Sequence[int], route: Array, taken: Sequence[Box], frame: Frame
) -> tuple[Mark, ...]:
    """Every mark with a label if there are few; otherwise the first, the last and an even choice between."""
    step = max(1, math.ceil(len(marks) / MOST_NAMED))
    named = [i for i in range(len(marks)) if (i % step == 0 or i == len(marks) - 1) and i not in dots]
    labels = []
    for i in named:
        mark = marks[i]
        widths = [text_width(line, NAME_SIZE, bold=True) for line in mark.name]
        width = max(*widths, text_width(mark.dates, DATE_SIZE)) + 1
        height = NAME_SIZE * 1.12 * len(mark.name) + (DATE_SIZE * 1.15 if mark.dates else 0)
        labels.append(Label(mark.x, mark.y, mark.half_width, width, height))
    left, top, right, bottom = frame.box
    inside = (left + 3, top + 3, right - 3, bottom - 3)
    true = [(x - 2.5, y - 2.5, x + 2.5, y + 2.5) for x, y in (m.true for m in marks if m.moved)]
    placed = place_labels(labels, [*(m.box for m in marks), *true], route, taken, inside)
    found = list(marks)
    for i, place in zip(named, placed, strict=True):
        found[i] = replace(marks[i], label=place)
    return tuple(found)
