"""What stands in the corners of a map: the globe that shows where it is, and the scale bar."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kimmap.outputs.figure.atlas import Atlas, draw_atlas
from kimmap.outputs.figure.labels import Box
from kimmap.outputs.figure.projection import EARTH_KM, Array, Projection
from kimmap.outputs.figure.shapes import Frame, lines_in
from kimmap.outputs.texts import Texts

INSET_RADIUS = 31.0


@dataclass(frozen=True, slots=True)
class Inset:
    """A globe that shows where the map is: its frame and the outline of the map on it."""

    frame: Frame
    atlas: Atlas
    outline: tuple[Array, ...]


@dataclass(frozen=True, slots=True)
class ScaleBar:
    x: float
    y: float
    length: float
    text: str


def touches(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)


def holds(box: Box, points: Array) -> bool:
    x, y = points[:, 0], points[:, 1]
    return bool(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).any())


def _corner(frame: Frame, width: float, height: float, taken: Sequence[Box], route: Array, order: str) -> Box | None:
    """A free corner of the map for a box of this size; ``order`` has the corners to try: a, b top, c, d bottom."""
    left, top, right, bottom = frame.box
    gap = 6.0
    corners = {
        "a": (left + gap, top + gap), "b": (right - gap - width, top + gap),
        "c": (left + gap, bottom - gap - height), "d": (right - gap - width, bottom - gap - height),
    }  # fmt: skip
    for name in order:
        x, y = corners[name]
        box = (x, y, x + width, y + height)
        grown = (x - 8, y - 8, x + width + 8, y + height + 8)
        if not touches(grown, taken) and not (len(route) and holds(grown, route)):
            return box
    return None


def draw_inset(frame: Frame, taken: Sequence[Box], route: Array) -> Inset | None:
    """A globe in a free corner; none where the map itself shows most of it."""
    if frame.projection.family == "world" or frame.reach_deg > 55:
        return None
    box = _corner(frame, 2 * INSET_RADIUS, 2 * INSET_RADIUS, taken, route, "badc")
    if box is None:
        return None
    # Seen from nearer the equator, the continents are easier to know again.
    globe = _globe(frame.projection.lon, frame.projection.lat * 0.7, box)
    return Inset(globe, draw_atlas(globe), tuple(lines_in(globe, [_outline(frame)], bleed=0)))


def _globe(lon: float, lat: float, box: Box) -> Frame:
    size = box[2] - box[0]
    return Frame(Projection("globe", lon, lat), -EARTH_KM, EARTH_KM, size / (2 * EARTH_KM), size, size, box[0], box[1])


def _outline(frame: Frame) -> Array:
    """Longitudes and latitudes along the edge of the map, closed."""
    width, height = frame.width / frame.points_per_km, frame.height / frame.points_per_km
    share = np.linspace(0, 1, 40)
    x = np.concatenate([share, np.ones(40), share[::-1], np.zeros(40)]) * width + frame.west
    y = frame.north - np.concatenate([np.zeros(40), share, np.ones(40), share[::-1]]) * height
    return frame.projection.unflattened(np.column_stack([x, y]))


def put_scale_bar(frame: Frame, taken: Sequence[Box], route: Array, t: Texts) -> ScaleBar | None:
    """About a sixth of the map long; none on a world map, where no length is true everywhere."""
    if frame.projection.family == "world":
        return None
    wanted_km = frame.width / 6 / frame.points_per_km
    power = 10 ** math.floor(math.log10(wanted_km))
    km = max(n * power for n in (1, 2, 5, 10) if n * power <= max(wanted_km, 1))
    length = km * frame.points_per_km
    nothing = np.empty((0, 2))
    size = (length + 34, 16.0)
    box = _corner(frame, *size, taken, route, "cdab") or _corner(frame, *size, [], nothing, "c")
    return ScaleBar(box[0] + 4, box[3] - 6, length, t("km", n=t.number(km))) if box else None
