"""The vector basemap under a trip: coarse world, finer detail around the trip, names to place.

Reads the files that ``data/basemap/build.py`` makes: in a checkout from ``data/basemap``, in an
installed package from ``kimmap/outputs/basemap``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kimmap.errors import DataMissing
from kimmap.outputs.geometry import (
    MAX_LAT,
    Box,
    Point,
    clip_line,
    clip_ring,
    mercator_lat,
    mercator_y,
    simplified,
)

NOMINAL_PX = 700
"""Longer side of a map on a usual screen: what detail is worth sending depends on it."""
LEAST_SPAN = 0.75
"""Degrees that the map shows at least; a single town is no reason to send every rock of its coast."""
MOST_COUNTRIES = 40
MOST_CITIES = 10


@lru_cache(maxsize=8)
def _load(name: str) -> Any:
    here = Path(__file__).resolve()
    for folder in (here.parent / "basemap", here.parents[2] / "data" / "basemap"):
        if (folder / name).is_file():
            return json.loads((folder / name).read_text(encoding="utf-8"))
    raise DataMissing(f"basemap file {name} is missing: reinstall kimmap, or run python data/basemap/build.py")


def country_name(code: str | None) -> str | None:
    """The name of a country by its ISO 3166-1 alpha-2 code; the code itself where it is not known."""
    return None if code is None else str(_load("countries.json")["names"].get(code, code))


class View:
    """What of the Earth a trip's map shows: a square in Web Mercator around its points.

    ``box`` is that square and ``detail`` the larger one for which finer shapes are sent.
    """

    def __init__(self, points: Sequence[Point]) -> None:
        xs = [lon for lon, _ in points]
        ys = [mercator_y(lat) for _, lat in points]
        self.span = max(max(xs) - min(xs), max(ys) - min(ys), LEAST_SPAN) * 1.25
        self.centre = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        self.box = self._square(self.span / 2)
        self.detail = self._square(self.span)

    def _square(self, half: float) -> Box:
        x, y = self.centre
        return (x - half, mercator_lat(y - half), x + half, mercator_lat(y + half))

    @property
    def centre_point(self) -> tuple[float, float]:
        """(latitude, longitude) of the middle."""
        return mercator_lat(self.centre[1]), self.centre[0]

    @property
    def degrees_per_px(self) -> float:
        return self.span / NOMINAL_PX


def draw_basemap(view: View, stops: Sequence[Point]) -> dict[str, Any]:
    """The basemap for a view, ready for the page.

    ``world`` holds the 1:110m set as stored; ``detail`` finer shapes inside ``box``, in the same
    encoding, or None where the view is too wide for them; ``countries`` rows ``[name, [[lat, lon], …]]``
    with the places where the name may stand, best first; ``cities`` rows ``[name, lat, lon, is_capital]``.
    """
    return {
        "world": {k: v for k, v in _load("110m.json").items() if k != "lakes"},
        "detail": _detail(view),
        "countries": _country_labels(view, stops),
        "cities": _cities(view, stops),
    }


def boundary_set(view: View) -> str:
    """What the credit names."""
    scale = _detail_file(view)
    finer = {"10m.json": " and 1:10m", "50m.json": " and 1:50m", None: ""}[scale]
    return f"Natural Earth 1:110m{finer}"


def _detail_file(view: View) -> str | None:
    tolerance = view.degrees_per_px / 3
    return "10m.json" if tolerance < 0.02 else "50m.json" if tolerance < 0.12 else None


def _detail(view: View) -> dict[str, Any] | None:
    name = _detail_file(view)
    if name is None:
        return None
    data = _load(name)
    tolerance = max(view.degrees_per_px / 3, 0.0015)
    decimals = 2 if tolerance >= 0.02 else 3
    detail: dict[str, Any] = {"decimals": decimals, "box": [round(v, 3) for v in view.detail]}
    for kind in ("land", "lakes"):
        rings = (clip_ring(ring, view.detail) for ring in _lines(data, kind, view.detail))
        detail[kind] = _encode((simplified(r, tolerance) for r in rings if len(r) > 2), decimals, least=3)
    for kind in ("borders", "disputed"):
        parts = (part for line in _lines(data, kind, view.detail) for part in clip_line(line, view.detail))
        detail[kind] = _encode((simplified(part, tolerance) for part in parts), decimals, least=2)
    return detail


def _lines(data: dict[str, Any], kind: str, box: Box) -> Iterator[list[Point]]:
    """Decoded lines that touch a box, moved by whole turns where the box lies over 180°."""
    for flat in data[kind]:
        line = _decode(flat, data["decimals"])
        yield from _copies(line, box)


def _copies(line: list[Point], box: Box) -> Iterator[list[Point]]:
    west, east = min(p[0] for p in line), max(p[0] for p in line)
    if min(p[1] for p in line) > box[3] or max(p[1] for p in line) < box[1]:
        return
    for turn in (-360, 0, 360):
        if west + turn <= box[2] and east + turn >= box[0]:
            yield [(x + turn, y) for x, y in line] if turn else line


def _decode(flat: Sequence[int], decimals: int) -> list[Point]:
    unit = 10.0**-decimals
    x = y = 0
    line = []
    for i in range(0, len(flat), 2):
        x += flat[i]
        y += flat[i + 1]
        line.append((x * unit, y * unit))
    return line


def _encode(lines: Iterator[list[Point]], decimals: int, least: int) -> list[list[int]]:
    result = []
    for line in lines:
        flat: list[int] = []
        last = (0, 0)
        for lon, lat in line:
            here = (round(lon * 10**decimals), round(max(-MAX_LAT, min(MAX_LAT, lat)) * 10**decimals))
            if not flat or here != last:
                flat += [here[0] - last[0], here[1] - last[1]]
                last = here
        if len(flat) >= 2 * least:
            result.append(flat)
    return result


# ---------------------------------------------------------------------------------------- names


def _country_labels(view: View, stops: Sequence[Point]) -> list[list[Any]]:
    """Where to write the names of countries: deep inside what of them is in view, away from stops."""
    data = _load("countries.json")
    found = []
    for code, shapes in data["shapes"].items():
        for box, in_view in ((view.box, True), (view.detail, False)):
            rings = [
                [(x, mercator_y(y)) for x, y in clip_ring(copy, box)]
                for flat in shapes
                for copy in _copies(_decode(flat, data["decimals"]), box)
            ]
            rings = [ring for ring in rings if len(ring) > 2]
            if not rings:
                continue
            ring = max(rings, key=_area)
            if _area(ring) > (0.002 if in_view else 0.02) * view.span**2:
                found.append((in_view, _area(ring), code, ring))
                break
    found.sort(key=lambda f: (not f[0], -f[1], f[2]))
    crowd = [(x, mercator_y(y)) for x, y in stops]
    rows = []
    for _, _, code, ring in found[:MOST_COUNTRIES]:
        spots = _deep_inside(ring, crowd)
        rows.append([data["names"][code], [[round(mercator_lat(y), 2), round(x, 2)] for x, y in spots]])
    return rows


def _area(ring: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def _deep_inside(ring: Sequence[Point], avoid: Sequence[Point], steps: int = 14, most: int = 6) -> list[Point]:
    """Points of a grid inside the ring: far from its edge, from what to avoid and from each other."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    west, south, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    edges = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    rooms = []
    for i in range(steps):
        for j in range(steps):
            at = (west + width * (i + 0.5) / steps, south + height * (j + 0.5) / steps)
            if _inside(at, edges):
                room = min((math.dist(at, p) for p in avoid), default=math.inf)
                rooms.append((-min(room, min(_to_segment(at, a, b) for a, b in edges)), at))
    chosen: list[Point] = []
    for _, at in sorted(rooms):
        if all(math.dist(at, other) > max(width, height) / 5 for other in chosen):
            chosen.append(at)
        if len(chosen) == most:
            break
    return chosen or [(west + width / 2, south + height / 2)]


def _inside(at: Point, edges: Sequence[tuple[Point, Point]]) -> bool:
    x, y = at
    odd = False
    for (ax, ay), (bx, by) in edges:
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            odd = not odd
    return odd


def _to_segment(at: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / length)) if length else 0.0
    # Names are wide and low: room to the sides counts for less than room above and below.
    return math.hypot((at[0] - a[0] - t * dx) / 2, at[1] - a[1] - t * dy)


def _cities(view: View, stops: Sequence[Point]) -> list[list[Any]]:
    """A few large cities for orientation, apart from each other and from the stops."""
    west, south, east, north = view.box
    taken = [(x, mercator_y(y)) for x, y in stops]
    rows: list[list[Any]] = []
    candidates = [
        (-population * (4 if capital else 1), name, lat, lon + turn, capital)
        for name, lat, lon, population, _, capital in _load("cities.json")
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
