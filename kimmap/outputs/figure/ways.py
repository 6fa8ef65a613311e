"""The legs on the map: their lines, arrows, and lengths beside them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from kimmap.model import Leg, Mode, Trip
from kimmap.outputs import words
from kimmap.outputs.figure.corners import holds, touches
from kimmap.outputs.figure.labels import Box
from kimmap.outputs.figure.metrics import text_width
from kimmap.outputs.figure.projection import Array
from kimmap.outputs.figure.shapes import Frame, lines_in
from kimmap.outputs.geometry import Point
from kimmap.outputs.texts import Texts

LEG_SIZE = 6.5
LEAST_ARROW = 21.0
"""Shorter lines have no room for an arrow between their marks."""
WITHIN = 0.7
"""Points by which a length may stand nearer to another line: there and back are one line, drawn twice."""
MOST_MEASURED = 30
"""Legs that have their lengths and arrows beside them; more would cover the map."""


@dataclass(frozen=True, slots=True)
class Way:
    """A leg as it is drawn: its parts within the map, an arrow (x, y, degrees), its words and where they stand."""

    lines: tuple[Array, ...]
    mode: Mode
    planned: bool
    arrow: tuple[float, float, float] | None
    text: str = ""
    text_at: tuple[float, float] | None = None


def lay_way(leg: Leg, trip: Trip, track: Sequence[Point], frame: Frame, t: Texts) -> Way:
    lines = tuple(lines_in(frame, [np.asarray(track)]))
    done = all(trip.stops[i].status == "visited" for i in (leg.start, leg.end))
    text = " ".join(filter(None, (words.km(leg.geodesic_km, t), words.leg_mode(leg, t))))
    few = len(trip.legs) <= MOST_MEASURED
    return Way(lines, leg.mode, not done, _arrow(lines) if few else None, text if few else "")


def _arrow(lines: Sequence[Array]) -> tuple[float, float, float] | None:
    """In the middle of the longest part, if it is long enough to show beside its marks."""
    if not lines:
        return None
    line = max(lines, key=_length)
    total = _length(line)
    if total < LEAST_ARROW:
        return None
    (x, y), (ahead_x, ahead_y) = _at(line, total * 0.5), _at(line, total * 0.5 + 2)
    return x, y, math.degrees(math.atan2(ahead_y - y, ahead_x - x))


def _length(line: Array) -> float:
    return float(np.hypot(*np.diff(line, axis=0).T).sum())


def _at(line: Array, distance: float) -> tuple[float, float]:
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    return float(np.interp(distance, walked, line[:, 0])), float(np.interp(distance, walked, line[:, 1]))


def points_along(ways: Sequence[Way], step: float) -> Array:
    """Points along all lines of the route, ``step`` apart."""
    points = [_at(line, d) for way in ways for line in way.lines for d in np.arange(0, _length(line) + step, step)]
    return np.array(points, dtype=float).reshape(-1, 2)


def with_words(ways: Sequence[Way], taken: list[Box], frame: Frame) -> tuple[Way, ...]:
    """The lengths and modes of legs, beside the line where there is room; the boxes used are added to ``taken``."""
    found = []
    for i, way in enumerate(ways):
        others = points_along([*ways[:i], *ways[i + 1 :]], 2.0)
        place = _beside(way, others, taken, frame)
        if place:
            width, height = text_width(way.text, LEG_SIZE), LEG_SIZE * 1.2
            taken.append((place[0] - width / 2, place[1] - height / 2, place[0] + width / 2, place[1] + height / 2))
        found.append(replace(way, text=way.text if place else "", text_at=place))
    return tuple(found)


def _beside(way: Way, others: Array, taken: Sequence[Box], frame: Frame) -> tuple[float, float] | None:
    if not way.lines or not way.text:
        return None
    line = max(way.lines, key=_length)
    total = _length(line)
    width, height = text_width(way.text, LEG_SIZE), LEG_SIZE * 1.2
    if total < 48:
        return None
    own = np.array([_at(line, d) for d in np.arange(0, total, 2.0)])
    left, top, right, bottom = frame.box
    for share in (0.42, 0.58, 0.33, 0.67, 0.25, 0.75):
        (x, y), (ahead_x, ahead_y) = _at(line, total * share), _at(line, total * share + 1)
        dx, dy = ahead_x - x, ahead_y - y
        norm = math.hypot(dx, dy) or 1.0
        for side in (1, -1):
            nx, ny = -dy / norm * side, dx / norm * side
            away = 3.5 + abs(nx) * width / 2 + abs(ny) * height / 2
            cx, cy = x + nx * away, y + ny * away
            box = (cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2)
            free = left + 2 < box[0] and box[2] < right - 2 and top + 2 < box[1] and box[3] < bottom - 2
            # What stands nearer to another line would be read as that one's.
            near = _distance(box, own) <= _distance(box, others) + WITHIN
            if free and near and not touches(box, taken) and not holds(box, own):
                return cx, cy
    return None


def _distance(box: Box, points: Array) -> float:
    """From a box to the nearest of many points; infinite without any."""
    if not len(points):
        return math.inf
    dx = np.maximum(0, np.maximum(box[0] - points[:, 0], points[:, 0] - box[2]))
    dy = np.maximum(0, np.maximum(box[1] - points[:, 1], points[:, 1] - box[3]))
    return float(np.hypot(dx, dy).min())
