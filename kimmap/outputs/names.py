"""Which countries, seas and cities a map names, and where their names may stand.

Everything happens in Web Mercator (longitudes in degrees, northings from ``mercator_y``), as on the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kimmap.geodesy import great_circle_km
from kimmap.outputs.basemap import View, copies, country_name, load_data
from kimmap.outputs.geometry import Box, Point, clip_ring, mercator_lat, mercator_y, ring_area
from kimmap.outputs.texts import Texts

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

MOST_COUNTRIES = 40
MOST_CITIES = 10
MOST_SEAS = 8
STEPS = 14
"""Points of a grid on each side when a spot for a name is sought."""


def place_countries(view: View, stops: Sequence[Point], t: Texts) -> list[list[Any]]:
    """Rows ``[name, [[lat, lon], …]]``: spots deep inside what of a country is in view, away from stops."""
    data = load_data("countries.json")
    found = []
    for code, shapes in data["shapes"].items():
        for box, in_view in ((view.box, True), (view.detail, False)):
            rings = [_projected(clip_ring(c, box)) for flat in shapes for c in copies(flat, data["decimals"], box)]
            rings = [ring for ring in rings if len(ring) > 2]
            if not rings:
                continue
            ring = max(rings, key=ring_area)
            if ring_area(ring) > (0.002 if in_view else 0.02) * view.span**2:
                found.append((in_view, ring_area(ring), code, ring))
                break
    found.sort(key=lambda f: (not f[0], -f[1], f[2]))
    crowd = _projected(stops)
    rows = []
    for _, _, code, ring in found[:MOST_COUNTRIES]:
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        area = (min(xs), min(ys), max(xs), max(ys))
        spots = _roomy(area, [ring], crowd, inside=True) or [((area[0] + area[2]) / 2, (area[1] + area[3]) / 2)]
        rows.append([country_name(code, t.lang), _lat_lon(spots)])
    return rows


def place_seas(view: View, level: dict[str, Any], stops: Sequence[Point], t: Texts) -> list[list[Any]]:
    """Rows ``[name, [[lat, lon], …]]``: spots on water within a sea's reach and outside smaller seas."""
    rings = [
        _projected(clip_ring(ring, view.box))
        for flat in level["land"]
        for ring in copies(flat, level["decimals"], view.box)
    ]
    rings = [ring for ring in rings if len(ring) > 2]
    crowd = _projected(stops)
    box = (view.box[0], mercator_y(view.box[1]), view.box[2], mercator_y(view.box[3]))
    rows: list[tuple[float, list[Any]]] = []
    smaller: list[tuple[Point, float]] = []
    for name, centre, radius_km, reach in _seas_near(box):
        area = (
            max(box[0], centre[0] - reach), max(box[1], centre[1] - reach),
            min(box[2], centre[0] + reach), min(box[3], centre[1] + reach),
        )  # fmt: skip
        if reach > 0.06 * view.span and area[0] < area[2] and area[1] < area[3]:
            spots = [
                p for p in _roomy(area, rings, crowd, inside=False, apart=0.15)
                if _apart_km(p, centre) < 0.8 * radius_km and all(_apart_km(p, c) > r for c, r in smaller)
            ]  # fmt: skip
            if spots and (said := t.sea(name)):
                rows.append((-reach, [said, _lat_lon(spots)]))
        smaller.append((centre, radius_km))
    return [row for _, row in sorted(rows)[:MOST_SEAS]]


def _seas_near(box: Box) -> Iterator[tuple[str, Point, float, float]]:
    """Name, middle, radius in kilometres and reach in degrees of the seas that touch a box, the smallest first."""
    for name, lat, lon, radius_km in reversed(load_data("seas.json")):
        reach = radius_km / 111.2 / max(0.2, math.cos(math.radians(lat)))
        for turn in (-360, 0, 360):
            x, y = lon + turn, mercator_y(lat)
            if box[0] - reach < x < box[2] + reach and box[1] - reach < y < box[3] + reach:
                yield name, (x, y), radius_km, reach


def _apart_km(a: Point, b: Point) -> float:
    """How far two projected points are apart on a sphere, which is near enough for names."""
    return great_circle_km(mercator_lat(a[1]), a[0], mercator_lat(b[1]), b[0])


def place_cities(view: View, stops: Sequence[Point]) -> list[list[Any]]:
    """Rows ``[name, lat, lon, is_capital]`` of a few large cities, apart from each other and from the stops."""
    west, south, east, north = view.box
    taken = _projected(stops)
    rows: list[list[Any]] = []
    candidates = [
        (-population * (4 if capital else 1), name, lat, lon + turn, capital)
        for name, lat, lon, population, _, capital in load_data("cities.json")
        for turn in (-360, 0, 360)
        if south < lat < north and west < lon + turn < east
    ]
    for _, name, lat, lon, capital in sorted(candidates):
        at = (lon, mercator_y(lat))
        if all(math.dist(at, p) > view.span * (0.12 if i >= len(stops) else 0.045) for i, p in enumerate(taken)):
            rows.append([name, lat, round(lon, 2), capital])
            taken.append(at)
        if len(rows) == MOST_CITIES:
            break
    return rows


def _projected(points: Sequence[Point]) -> list[Point]:
    return [(lon, mercator_y(lat)) for lon, lat in points]


def _lat_lon(points: Sequence[Point]) -> list[list[float]]:
    return [[round(mercator_lat(y), 2), round(x, 2)] for x, y in points]


def _roomy(
    area: Box, rings: Sequence[Sequence[Point]], crowd: Sequence[Point], *, inside: bool, apart: float = 0.2
) -> list[Point]:
    """Points of a grid in a box that are inside all rings (or outside), best first.

    Good is far from the rings' edges and from the crowd; the points returned are apart from each other.
    """
    import numpy as np

    width, height = area[2] - area[0], area[3] - area[1]
    steps = (np.arange(STEPS) + 0.5) / STEPS
    x, y = (grid.ravel() for grid in np.meshgrid(area[0] + width * steps, area[1] + height * steps))
    odd, room = _edges(x, y, rings)
    if not inside:  # the frame's edge counts, too: a name has to stand in it as a whole
        room = np.minimum.reduce([room, (x - area[0]) / 1.5 + width / 9, (area[2] - x) / 1.5 + width / 9])
    for px, py in crowd:
        room = np.minimum(room, np.hypot(x - px, y - py))
    order = np.argsort(-np.round(room, 6), kind="stable")
    chosen: list[Point] = []
    for i in order[odd[order] == inside]:
        at = (float(x[i]), float(y[i]))
        if all(math.dist(at, other) > max(width, height) * apart for other in chosen):
            chosen.append(at)
        if len(chosen) == (6 if inside else 12):
            break
    return chosen


def _edges(x: Numbers, y: Numbers, rings: Sequence[Sequence[Point]]) -> tuple[NDArray[np.bool_], Numbers]:
    """For each point whether rings hold it (even-odd), and how far it is from their edges.

    Names are wide and low: room to the sides counts for half of room above and below.
    """
    import numpy as np

    odd = np.zeros(x.shape, bool)
    room = np.full(x.shape, np.inf)
    for ring in rings:
        a = np.asarray(ring, float)
        b = np.roll(a, -1, axis=0)
        for part in range(0, len(a), 256):  # a slice at a time keeps the tables small
            ax, ay = a[part : part + 256].T[:, :, None]
            bx, by = b[part : part + 256].T[:, :, None]
            dx, dy = bx - ax, by - ay
            with np.errstate(divide="ignore", invalid="ignore"):
                crosses = ((ay > y) != (by > y)) & (x < ax + (y - ay) * dx / dy)
                share = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
            odd ^= crosses.sum(axis=0) % 2 == 1
            share = np.clip(np.nan_to_num(share), 0, 1)
            room = np.minimum(room, np.hypot((x - ax - share * dx) / 2, y - ay - share * dy).min(axis=0))
    return odd, room
