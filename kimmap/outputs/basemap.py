"""The vector basemap under a trip: coarse world, finer detail around the trip, names to place.

Reads the files that ``data/basemap/build.py`` makes: in a checkout from ``data/basemap``, in an
installed package from ``kimmap/outputs/basemap``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

from kimmap.datafiles import data_path
from kimmap.outputs.geometry import (
    MAX_LAT,
    Box,
    Point,
    clip_line,
    clip_ring,
    mercator_lat,
    mercator_y,
    ring_area,
    simplified,
)
from kimmap.outputs.texts import Texts, load_texts

ENGLISH = load_texts("en")

NOMINAL_PX = 700
"""Longer side of a map on a usual screen: what detail is worth sending depends on it."""
LEAST_PX = 1.5
"""Islands and lakes smaller than a square of this side are not worth their bytes."""
LEAST_SPAN = 0.75
"""Degrees that the map shows at least; a single town is no reason to send every rock of its coast."""


@lru_cache(maxsize=8)
def load_data(name: str) -> Any:
    path = data_path(f"outputs/basemap/{name}", f"basemap/{name}", f"the basemap's file “{name}”")
    return json.loads(path.read_text(encoding="utf-8"))


def country_name(code: str | None, lang: str = "en") -> str | None:
    """The name of a country by its ISO 3166-1 alpha-2 code; the code itself where it is not known."""
    if code is None:
        return None
    translated = load_data("country_names.json").get(lang, {})
    return str(translated.get(code) or load_data("countries.json")["names"].get(code, code))


class View:
    """What of the Earth a trip's map shows: a square in Web Mercator around its points.

    ``box`` is that square and ``detail`` the larger one for which finer shapes are sent.  ``px`` is the map's
    longer side on the screen.
    """

    def __init__(self, points: Sequence[Point], px: int = NOMINAL_PX) -> None:
        self.px = px
        xs = [lon for lon, _ in points]
        ys = [mercator_y(lat) for _, lat in points]
        self.span = max(max(xs) - min(xs), max(ys) - min(ys), LEAST_SPAN) * 1.25
        self.centre = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        self.box = self._square(self.span / 2)
        self.detail = self._square(self.span)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[Point, float, int]:
        return self.centre, self.span, self.px

    def _square(self, half: float) -> Box:
        x, y = self.centre
        return (x - half, mercator_lat(y - half), x + half, mercator_lat(y + half))

    @property
    def centre_point(self) -> tuple[float, float]:
        """(latitude, longitude) of the middle."""
        return mercator_lat(self.centre[1]), self.centre[0]

    @property
    def degrees_per_px(self) -> float:
        return self.span / self.px


def draw_basemap(view: View, stops: Sequence[Point], t: Texts = ENGLISH) -> dict[str, Any]:
    """The basemap for a view, ready for the page.

    ``world`` holds the 1:110m set; ``detail`` finer shapes inside ``box``, or None where the view is too
    wide for them.  Both have their unit and, for each kind of shape, lines: what the map opens on as the data of
    an SVG path (``ready``), a world behind finer shapes as :func:`outlines` makes them, half as long.
    ``countries`` and ``seas`` are rows ``[name, [[lat, lon], …]]`` with the places where the name may
    stand, best first; ``cities`` rows ``[name, lat, lon, is_capital]``.
    """
    from kimmap.outputs import names

    detail = _detail(view)
    return {
        "world": _packed_level(_coarse(_world())) if detail else _ready_level(_world()),
        "detail": _ready_level(detail) if detail else None,
        "countries": names.place_countries(view, stops, t),
        "seas": names.place_seas(view, detail or _world(), stops, t),
        "cities": names.place_cities(view, stops),
    }


def basemap_level(view: View) -> dict[str, Any]:
    """The finest shapes that :func:`draw_basemap` sends for a view, not packed."""
    return _detail(view) or _world()


SHAPES = ("land", "lakes", "borders", "disputed")
AREAS = ("land", "lakes")


def _world() -> dict[str, Any]:
    return {k: v for k, v in load_data("110m.json").items() if k != "lakes"}


def _coarse(world: dict[str, Any]) -> dict[str, Any]:
    """The world as it is good enough around a trip whose surroundings have finer shapes."""
    level: dict[str, Any] = {"decimals": world["decimals"]}
    for kind, tolerance, least in (("land", 0.25, 3), ("borders", 0.35, 2), ("disputed", 0.35, 2)):
        lines = [line for flat in world[kind] for line in copies(flat, world["decimals"], (-180, -90, 180, 90))]
        fine = (simplified(line, tolerance) for line in lines if kind != "land" or ring_area(line) > 0.4)
        level[kind] = _encode(fine, world["decimals"], least)
    return level


def _packed_level(level: dict[str, Any]) -> dict[str, Any]:
    """A level for the page: its lines in Web Mercator, ``per_degree`` units to a degree of longitude."""
    kinds = {kind: outlines(level[kind], level["decimals"]) for kind in SHAPES if level.get(kind)}
    return {"per_degree": 10 ** level["decimals"], **kinds}


def _ready_level(level: dict[str, Any]) -> dict[str, Any]:
    """The same as path data, which a browser draws as it is."""
    kinds = {kind: _path_data(level[kind], level["decimals"], kind in AREAS) for kind in SHAPES if level.get(kind)}
    box = {"box": level["box"]} if "box" in level else {}
    return {"per_degree": 10 ** level["decimals"], "ready": True, **box, **kinds}


def _path_data(lines: Iterable[Sequence[int]], decimals: int, closed: bool) -> str:
    parts = []
    for line in _mercator(lines, decimals):
        steps = (f"{x - x0}{'' if y < y0 else ' '}{y - y0}" for (x0, y0), (x, y) in pairwise(line))
        data = re.sub(" (?=-)", "", " ".join(steps))
        parts.append(f"M{line[0][0]} {line[0][1]}l{data}{'z' if closed else ''}")
    return "".join(parts)


def outlines(lines: Iterable[Sequence[int]], decimals: int) -> str:
    """Lines in the page's form: for each the number of its points, then steps east and south from the last point.

    Steps are in Web Mercator and lead on from line to line, so that a browser need not project anything.
    """
    flat: list[int] = []
    last = (0, 0)
    for points in _mercator(lines, decimals):
        flat.append(len(points))
        for point in points:
            flat += (point[0] - last[0], point[1] - last[1])
            last = point
    return packed(flat)


def _mercator(lines: Iterable[Sequence[int]], decimals: int) -> Iterator[list[tuple[int, int]]]:
    """Lines of the stored form as points in Web Mercator, in the same unit, southwards."""
    unit = 10.0**-decimals
    for line in lines:
        xs, ys = accumulate(line[0::2]), accumulate(line[1::2])
        yield [(x, -round(mercator_y(y * unit) / unit)) for x, y in zip(xs, ys, strict=True)]


_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def packed(flat: Sequence[int]) -> str:
    """Whole numbers as text: sign in the lowest bit, then groups of five bits, 32 added where more follow.

    About half as long as the numbers in JSON.
    """
    out = []
    for number in flat:
        rest = ~(number << 1) if number < 0 else number << 1
        while rest >= 32:
            out.append(_DIGITS[32 | (rest & 31)])
            rest >>= 5
        out.append(_DIGITS[rest])
    return "".join(out)


def boundary_set(view: View) -> str:
    """What the credit names."""
    scale = _detail_file(view)
    finer = {"10m.json": ", 1:10m", "50m.json": ", 1:50m", None: ""}[scale]
    return f"Natural Earth 1:110m{finer}"


def _detail_file(view: View) -> str | None:
    tolerance = view.degrees_per_px / 3
    return "10m.json" if tolerance < 0.02 else "50m.json" if tolerance < 0.12 else None


@lru_cache(maxsize=2)
def _detail(view: View) -> dict[str, Any] | None:
    name = _detail_file(view)
    if name is None:
        return None
    data = load_data(name)
    tolerance = max(view.degrees_per_px / 2.4, 0.0015)
    decimals = 2 if tolerance >= 0.01 else 3
    detail: dict[str, Any] = {"decimals": decimals, "box": [round(v, 3) for v in view.detail]}
    specks = (LEAST_PX * view.degrees_per_px) ** 2
    for kind in ("land", "lakes"):
        rings = (clip_ring(ring, view.detail) for ring in _lines(data, kind, view.detail))
        fine = (simplified(r, tolerance) for r in rings if len(r) > 2 and ring_area(r) > specks)
        detail[kind] = _encode(fine, decimals, least=3)
    for kind in ("borders", "disputed"):
        parts = (part for line in _lines(data, kind, view.detail) for part in clip_line(line, view.detail))
        detail[kind] = _encode((simplified(part, tolerance) for part in parts), decimals, least=2)
    return detail


def _lines(data: dict[str, Any], kind: str, box: Box) -> Iterator[list[Point]]:
    """Decoded lines that touch a box, moved by whole turns where the box lies over 180°."""
    for flat in data[kind]:
        yield from copies(flat, data["decimals"], box)


def copies(flat: Sequence[int], decimals: int, box: Box) -> Iterator[list[Point]]:
    """A line of the stored form, decoded, wherever it touches a box when moved by whole turns."""
    unit = 10.0**-decimals
    ys = list(accumulate(flat[1::2]))
    if min(ys) * unit > box[3] or max(ys) * unit < box[1]:
        return
    xs = list(accumulate(flat[0::2]))
    west, east = min(xs) * unit, max(xs) * unit
    for turn in (-360, 0, 360):
        if west + turn <= box[2] and east + turn >= box[0]:
            yield [(x * unit + turn, y * unit) for x, y in zip(xs, ys, strict=True)]


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
