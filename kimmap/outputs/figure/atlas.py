"""Land, lakes, borders and the graticule around a trip, in the positions of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from kimmap.outputs.basemap import load_data
from kimmap.outputs.figure.projection import EARTH_KM, Array
from kimmap.outputs.figure.shapes import Frame, lines_in, rings_in

_COARSER = {"10m.json": "1:10m", "50m.json": "1:50m", "110m.json": "1:110m"}


@dataclass(frozen=True, slots=True)
class Atlas:
    """What lies under a trip; lines and polygons in points of the figure."""

    land: tuple[shapely.Polygon, ...]
    lakes: tuple[shapely.Polygon, ...]
    borders: tuple[Array, ...]
    disputed: tuple[Array, ...]
    scale: str
    """The scale of the shapes, as their credit names it."""


def draw_atlas(frame: Frame) -> Atlas:
    """The shapes in the frame, as fine as print can show."""
    file = _file_for(frame)
    data = _shapes(file)
    tolerance = 0.12 if frame.width > 200 else 0.25
    polygons = {
        kind: tuple(p for p in _simplified(rings_in(frame, data[kind]), tolerance) if p.area > 0.4)
        for kind in ("land", "lakes")
    }
    lines = {
        kind: tuple(_simple_line(line, tolerance) for line in lines_in(frame, data[kind]))
        for kind in ("borders", "disputed")
    }
    return Atlas(polygons["land"], polygons["lakes"], lines["borders"], lines["disputed"], _COARSER[file])


def _file_for(frame: Frame) -> str:
    """The finest shapes that the scale can use: one point of print against the shapes' own detail."""
    degrees_per_point = 1 / frame.points_per_km / 111.2
    return "10m.json" if degrees_per_point < 0.05 else "50m.json" if degrees_per_point < 0.4 else "110m.json"


@lru_cache(maxsize=4)
def _shapes(file: str) -> dict[str, list[Array]]:
    data = load_data(file)
    unit = 10.0 ** -data["decimals"]
    return {kind: [decoded(flat, unit) for flat in data[kind]] for kind in ("land", "lakes", "borders", "disputed")}


def decoded(flat: Sequence[int], unit: float) -> Array:
    steps = np.asarray(flat, dtype=np.int64).reshape(-1, 2)
    return np.asarray(np.cumsum(steps, axis=0) * unit, dtype=np.float64)


def _simplified(polygons: Iterator[shapely.Polygon], tolerance: float) -> Iterator[shapely.Polygon]:
    for polygon in polygons:
        simple = shapely.simplify(polygon, tolerance, preserve_topology=False)
        for part in shapely.get_parts(simple):
            if not part.is_empty:
                yield part


def _simple_line(line: Array, tolerance: float) -> Array:
    return np.asarray(shapely.simplify(shapely.LineString(line), tolerance).coords)


def graticule(frame: Frame) -> list[Array]:
    """Meridians and parallels about every quarter of the figure; where north turns, the reader sees it."""
    degrees = max(frame.width, frame.height) / frame.points_per_km / EARTH_KM * 180 / np.pi
    step = next((s for s in (0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30) if degrees / s < 7), 30)
    fine = max(step / 10, 0.05)
    middle_lon, middle_lat = frame.projection.lon, frame.projection.lat
    reach = min(180.0, frame.reach_deg)
    south, north = max(-90.0, middle_lat - reach), min(90.0, middle_lat + reach)
    nearest_pole = max(abs(south), abs(north))
    wide = 180.0 if nearest_pole > 80 else min(180.0, reach / np.cos(np.radians(nearest_pole)))
    lats = np.arange(max(-90, np.floor(south / step) * step), min(90, north) + fine, fine)
    lons = np.arange(np.floor((middle_lon - wide) / step) * step, middle_lon + wide + fine, fine)
    meridians = np.arange(np.floor((middle_lon - wide) / step), np.ceil((middle_lon + wide) / step)) * step
    parallels = np.arange(np.ceil(south / step), np.floor(north / step) + 1) * step
    lines = [np.column_stack([np.full(len(lats), lon), lats]) for lon in meridians]
    lines += [np.column_stack([lons, np.full(len(lons), lat)]) for lat in parallels if abs(lat) < 90]
    return [_simple_line(line, 0.1) for line in lines_in(frame, lines)]
