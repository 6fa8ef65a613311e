"""Rings and lines of the globe in the plane of a projection, cut to the frame of a figure.

Cutting happens twice: on the turned globe, where the far side and the seam are straight edges of a
rectangle, and in the plane at the frame.  So a continent that holds the point opposite to the map's
middle, or one of the poles, comes out right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely

from kimmap.outputs.figure.projection import EARTH_KM, Array, Projection

LONG_EDGE_DEG = 2.0
"""Longer edges are divided before they are bent."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the plane that a figure shows, and where: ``west`` and ``north`` in kilometres are its
    corner at (``left``, ``top``) in points of the figure, whose y runs down."""

    projection: Projection
    west: float
    north: float
    points_per_km: float
    width: float
    height: float
    left: float = 0.0
    top: float = 0.0

    def place(self, points: Array) -> Array:
        """Longitudes and latitudes as positions in the figure."""
        return self.place_plane(self.projection(points))

    def place_plane(self, plane: Array) -> Array:
        x = self.left + (plane[:, 0] - self.west) * self.points_per_km
        y = self.top + (self.north - plane[:, 1]) * self.points_per_km
        return np.column_stack([x, y])

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    @property
    def reach_deg(self) -> float:
        """How far on the globe the corners are from the middle, with something to spare."""
        if self.projection.family == "world":
            return 180.0
        if self.projection.family == "globe":
            return 90.0
        xs = np.array([self.west, self.west + self.width / self.points_per_km])
        ys = np.array([self.north, self.north - self.height / self.points_per_km])
        furthest_km = float(np.hypot(np.abs(xs).max(), np.abs(ys).max())) / self.projection.scale
        return min(170.0, 1.1 * float(np.degrees(furthest_km / EARTH_KM)) + 1)


def rings_in(frame: Frame, rings: Iterable[Array], bleed: float = 3.0) -> Iterator[shapely.Polygon]:
    """The parts of rings that lie in the frame, as polygons of the figure; ``bleed`` points over its edge.

    The polygons of one ring do not overlap but where copies of the world meet.
    """
    left, top, right, bottom = frame.box
    low, high = _limits(frame)
    for part_of_globe in _near(frame, list(rings), low, high):
        ring = _divided(part_of_globe, closed=True)
        turned = frame.projection.turned(ring)
        for part in _cut_turned(frame, _closed_over_pole(frame, ring, turned), low, high):
            plane = frame.place_plane(frame.projection.flattened(_divided(part, closed=True, jumps=False)))
            plane = _clipped(_clipped(plane, 0, left - bleed, True), 0, right + bleed, False)
            plane = _clipped(_clipped(plane, 1, top - bleed, True), 1, bottom + bleed, False)
            if len(plane) > 2:
                yield shapely.Polygon(plane)


def lines_in(frame: Frame, lines: Iterable[Array], bleed: float = 3.0) -> Iterator[Array]:
    """The parts of lines that lie in the frame, as positions in the figure."""
    left, top, right, bottom = frame.box
    window = shapely.box(left - bleed, top - bleed, right + bleed, bottom + bleed)
    low, high = _limits(frame)
    for line in _near(frame, list(lines), low, high):
        turned = frame.projection.turned(_divided(line, closed=False))
        seen = (turned[:, 1] >= low) & (turned[:, 1] <= high)
        jumps = np.abs(np.diff(turned[:, 0])) > 180
        if frame.projection.family in ("azimuthal", "globe"):
            jumps[:] = False
        ends = np.flatnonzero(jumps | (seen[1:] != seen[:-1])) + 1
        for part, is_seen in zip(np.split(turned, ends), np.split(seen, ends), strict=True):
            if len(part) > 1 and is_seen[0]:
                plane = frame.place_plane(frame.projection.flattened(part))
                inside = shapely.intersection(shapely.LineString(plane), window)
                for piece in shapely.get_parts(inside):
                    if piece.geom_type == "LineString" and len(piece.coords) > 1:
                        yield np.asarray(piece.coords)


def _near(frame: Frame, lines: list[Array], low: float, high: float) -> Iterator[Array]:
    """Those that come near the latitudes of the turned globe that count; one pass over all points."""
    if not lines:
        return
    turned = frame.projection.turned(np.vstack(lines))
    starts = np.cumsum([0, *(len(line) for line in lines[:-1])])
    most, least = np.maximum.reduceat(turned, starts), np.minimum.reduceat(turned, starts)
    near = (most[:, 1] >= low - LONG_EDGE_DEG) & (least[:, 1] <= high + LONG_EDGE_DEG)
    if frame.projection.family == "great circle":
        reach = frame.reach_deg + LONG_EDGE_DEG
        near &= (most[:, 0] >= -reach) & (least[:, 0] <= reach)
    for i in np.flatnonzero(near):
        yield lines[i]


def _limits(frame: Frame) -> tuple[float, float]:
    """Least and greatest latitude of the turned globe that can be in the frame."""
    if frame.projection.family in ("azimuthal", "globe"):
        return 90 - frame.reach_deg, 91.0
    reach = min(90.0, frame.reach_deg)
    return -reach, reach


def _closed_over_pole(frame: Frame, ring: Array, turned: Array) -> Array:
    """The turned ring with longitudes that run on; one around the globe is led over the pole that it holds."""
    lon = np.degrees(np.unwrap(np.radians(np.append(turned[:, 0], turned[0, 0]))))
    whole_turns = round((lon[-1] - lon[0]) / 360)
    run_on = np.column_stack([lon[:-1], turned[:, 1]])
    if not whole_turns:
        return run_on
    pole = 90.0 if _holds_pole(frame.projection, ring, turned) else -90.0
    ends = np.array([[lon[-1], turned[0, 1]], [lon[-1], pole], [lon[0], pole]])
    return np.vstack([run_on, ends])


def _holds_pole(projection: Projection, ring: Array, turned: Array) -> bool:
    """Whether the northern pole of the turned globe is inside a ring that goes around it.

    Around the middle of an azimuthal map: by the even-odd rule in plain longitudes and latitudes.  The
    other families have a pole far out of the map, where the side with less of the globe is the inside.
    """
    if projection.family not in ("azimuthal", "globe"):
        return bool(turned[:, 1].mean() > 0)
    lons = np.degrees(np.unwrap(np.radians(ring[:, 0])))
    if abs(lons[-1] - lons[0]) > 300:  # around a true pole: inside is the side of that pole
        edge = np.interp(projection.lon, *_by_longitude(ring))
        return bool((projection.lat < edge) if ring[:, 1].mean() < 0 else (projection.lat > edge))
    polygon = shapely.Polygon(np.column_stack([lons, ring[:, 1]]))
    xs = projection.lon + 360 * np.arange(-2, 3)
    return bool(shapely.contains_xy(polygon, xs, np.full(5, projection.lat)).any())


def _by_longitude(ring: Array) -> tuple[Array, Array]:
    order = np.argsort(ring[:, 0], kind="stable")
    return ring[order, 0], ring[order, 1]


def _cut_turned(frame: Frame, ring: Array, low: float, high: float) -> Iterator[Array]:
    """The parts of a turned ring between two latitudes and, but for azimuthal families, within one turn."""
    ring = _clipped(_clipped(ring, 1, low, True), 1, high, False)
    if len(ring) < 3:
        return
    if frame.projection.family in ("azimuthal", "globe"):
        yield ring
        return
    first = int(np.floor((ring[:, 0].min() + 180) / 360))
    last = int(np.floor((ring[:, 0].max() + 180) / 360))
    for turn in range(first, last + 1):
        moved = ring - np.array([360.0 * turn, 0.0])
        part = _clipped(_clipped(moved, 0, -180.0, True), 0, 180.0, False)
        if len(part) > 2:
            yield part


def _clipped(ring: Array, axis: int, bound: float, keep_above: bool) -> Array:
    """The part of a ring on one side of a line (Sutherland and Hodgman 1974)."""
    if not len(ring):
        return ring
    value = ring[:, axis]
    inside = value >= bound if keep_above else value <= bound
    if inside.all():
        return ring
    if not inside.any():
        return ring[:0]
    before, was_inside = np.roll(ring, 1, axis=0), np.roll(inside, 1)
    crossing = np.flatnonzero(inside != was_inside)
    a, b = before[crossing], ring[crossing]
    share = (bound - a[:, axis]) / (b[:, axis] - a[:, axis])
    points = a + (b - a) * share[:, None]
    points[:, axis] = bound
    kept = np.flatnonzero(inside)
    order = np.argsort(np.concatenate([2 * crossing, 2 * kept + 1]), kind="stable")
    clipped: Array = np.vstack([points, ring[kept]])[order]
    return clipped


def _divided(points: Array, *, closed: bool, jumps: bool = True) -> Array:
    """The points with long edges divided, but with ``jumps`` those that only seem long, over ±180°."""
    ends = np.roll(points, -1, axis=0) if closed else np.vstack([points[1:], points[-1:]])
    steps = ends - points
    length = np.hypot(steps[:, 0], steps[:, 1])
    pieces = np.maximum(1, np.ceil(length / LONG_EDGE_DEG)).astype(int)
    if jumps:
        pieces[np.abs(steps[:, 0]) > 300] = 1
    if pieces.max() == 1:
        return points
    start = np.repeat(np.arange(len(points)), pieces)
    number = np.arange(len(start)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    divided: Array = points[start] + steps[start] * (number / pieces[start])[:, None]
    return divided
