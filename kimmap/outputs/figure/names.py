"""Names of countries, seas and cities, each where the map has room for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.affinity import scale

from kimmap.outputs.basemap import country_name, load_data
from kimmap.outputs.figure.atlas import Atlas, decoded
from kimmap.outputs.figure.labels import Box
from kimmap.outputs.figure.metrics import text_width
from kimmap.outputs.figure.projection import Array
from kimmap.outputs.figure.shapes import Frame, rings_in
from kimmap.outputs.texts import Texts

MOST_CITIES = 12
COUNTRY_SIZE, SEA_SIZE, CITY_SIZE = 7.5, 7.2, 6.5
COUNTRY_SPACING, SEA_SPACING = 1.1, 0.4
CELL = 4.0
"""Side of the squares, in points, by which names keep off lines."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the map: its lines, centred at (x, y), the middle of the block; for cities its dot."""

    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    dot: tuple[float, float] | None = None
    capital: bool = False

    @property
    def box(self) -> Box:
        w, h = self.width / 2, self.height / 2
        return self.x - w, self.y - h, self.x + w, self.y + h


def country_names(frame: Frame, occupied: Any, t: Texts) -> list[Name]:
    """Names of countries, off what is ``occupied``, in the widest free room of each, largest country first."""
    data = load_data("countries.json")
    unit = 10.0 ** -data["decimals"]
    found: list[tuple[float, str, Any]] = []
    for code, rings in data["shapes"].items():
        parts = [p.buffer(0) for p in rings_in(frame, [decoded(r, unit) for r in rings], bleed=-2.0)]
        if parts:
            largest = max(parts, key=lambda p: float(p.area))
            found.append((-largest.area, country_name(code, t.lang) or code, largest))
    names: list[Name] = []
    for _, text, room in sorted(found, key=lambda f: f[:2]):
        name = _fitted(text.upper().strip(), room.difference(occupied), COUNTRY_SIZE, COUNTRY_SPACING)
        if name:
            names.append(name)
            occupied = occupied.union(shapely.box(*name.box).buffer(4))
    return names


def sea_names(frame: Frame, atlas: Atlas, occupied: Any, t: Texts) -> list[Name]:
    """Names of seas on the water around their middles, largest first; oceans only on maps of oceans."""
    left, top, right, bottom = frame.box
    water = shapely.box(left + 2, top + 2, right - 2, bottom - 2).difference(_solid(atlas))
    free = water.difference(occupied)
    span_km = max(frame.width, frame.height) / frame.points_per_km
    names: list[Name] = []
    for text, lat, lon, radius_km in load_data("seas.json"):
        if radius_km > (0.65 if radius_km >= 2000 else 2.0) * span_km or radius_km < 0.03 * span_km:
            continue
        ((x, y),) = frame.place(np.array([(lon, lat)]))
        # A circle tells little of the shape of an ocean: near its middle it is sure to be right.
        reach = (0.25 if radius_km >= 2000 else 0.6) * radius_km * frame.points_per_km
        if not (left - reach < x < right + reach and top - reach < y < bottom + reach) or _is_part(text, names):
            continue
        room = _body(shapely.Point(x, y), reach, water).intersection(free)
        if (said := t.sea(str(text))) and (name := _fitted(said, room, SEA_SIZE, SEA_SPACING)):
            names.append(name)
            free = free.difference(shapely.box(*name.box).buffer(6))
    return names


def _body(middle: Any, reach: float, water: Any) -> Any:
    """The water around a sea's middle without what lies across land."""
    parts = shapely.get_parts(middle.buffer(reach).intersection(water))
    return min(parts, key=middle.distance, default=shapely.Polygon())


def _solid(atlas: Atlas) -> Any:
    return shapely.unary_union([polygon.buffer(0.6) for polygon in atlas.land])


def _is_part(text: str, names: Sequence[Name]) -> bool:
    """Whether an ocean is there already under the name of the whole, or in its halves."""
    words = set(text.split()) - {"Sea", "Ocean", "of", "the", "North", "South", "Gulf", "Bay"}
    return any(words & set(" ".join(name.lines).split()) for name in names)


def occupied_by(boxes: Sequence[Box], route: Array) -> Any:
    """The room that marks, labels and lines need; ``route`` are points along the lines."""
    cells = np.unique(np.floor(route / CELL), axis=0) * CELL
    around = shapely.box(cells[:, 0] - 1, cells[:, 1] - 1, cells[:, 0] + CELL + 1, cells[:, 1] + CELL + 1)
    return shapely.union_all([*around, *(shapely.box(*box).buffer(2.5) for box in boxes)])


def _fitted(text: str, room: Any, size: float, spacing: float) -> Name | None:
    """The name in one line or, where it has several words and no room, in two; None where it does not fit."""
    words = text.split()
    forms: list[tuple[str, ...]] = [(text,)]
    if len(words) > 1:
        halves = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
        forms.append(min(halves, key=lambda h: max(map(len, h))))
    for lines in forms:
        width = max(text_width(line, size, spacing=spacing) for line in lines)
        height = size * 1.25 * len(lines)
        # Squeezed by the block's proportions, the largest circle of the room is the largest block.
        squeezed = scale(room, xfact=height / width, origin=(0, 0))
        for part in sorted(shapely.get_parts(squeezed), key=lambda p: -float(p.area))[:3]:
            if part.geom_type != "Polygon" or part.area < height * height / 2:
                continue
            circle = shapely.maximum_inscribed_circle(part, tolerance=0.5)
            (x, y), (edge_x, edge_y) = circle.coords
            if np.hypot(edge_x - x, edge_y - y) >= height * 0.62:
                return Name(lines, x * width / height, y, width, height)
    return None


def city_names(frame: Frame, occupied: Any) -> list[Name]:
    """A few large cities and capitals for orientation, apart from each other and off all else."""
    rows = load_data("cities.json")
    points = np.array([(row[2], row[1]) for row in rows], dtype=float)
    turned = frame.projection.turned(points)
    at = frame.place_plane(frame.projection.flattened(turned))
    left, top, right, bottom = frame.box
    seen = (at[:, 0] > left + 8) & (at[:, 0] < right - 8) & (at[:, 1] > top + 8) & (at[:, 1] < bottom - 8)
    if frame.projection.family in ("azimuthal", "globe"):
        seen &= turned[:, 1] > 90 - frame.reach_deg
    order = sorted(np.flatnonzero(seen), key=lambda i: (-rows[i][3] * (4 if rows[i][5] else 1), rows[i][0]))
    names: list[Name] = []
    for i in order[:150]:
        x, y = map(float, at[i])
        if any(np.hypot(x - n.dot[0], y - n.dot[1]) < 70 for n in names if n.dot):
            continue
        name = _city(str(rows[i][0]), x, y, bool(rows[i][5]), occupied, frame)
        if name:
            names.append(name)
            occupied = occupied.union(shapely.box(*name.box).buffer(2))
        if len(names) == MOST_CITIES:
            break
    return names


def _city(text: str, x: float, y: float, capital: bool, occupied: Any, frame: Frame) -> Name | None:
    width, height = text_width(text, CITY_SIZE), CITY_SIZE * 1.2
    if shapely.Point(x, y).buffer(6).intersects(occupied):
        return None
    for dx, dy in ((4 + width / 2, 0), (-4 - width / 2, 0), (0, 3 + height / 2), (0, -3 - height / 2)):
        name = Name((text,), x + dx, y + dy, width, height, (x, y), capital)
        box = shapely.box(*name.box)
        if not box.intersects(occupied) and shapely.box(*frame.box).buffer(-3).contains(box):
            return name
    return None
