"""Lines on the globe: geodesics, longitudes without jumps, Web Mercator, cuts at the antimeridian.

Points are (longitude, latitude) in degrees here, as GeoJSON has them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]

MAX_LAT = 85.05
POLAR_LAT = 78.0
"""Lines that lead beyond it are mostly blank sea on Web Mercator, and end at its edge before they reach a pole."""
STEP_KM = 50.0
"""Between two points of a geodesic: its chords are then nowhere further than 50 m from it."""


def geodesic(start: Point, end: Point, step_km: float = STEP_KM) -> list[Point]:
    """Points along the shortest line on the WGS 84 ellipsoid, ends included, longitudes without jumps.

    Uses Karney's algorithms (geographiclib), which also converge for antipodes.
    """
    from geographiclib.geodesic import Geodesic

    line = Geodesic.WGS84.InverseLine(
        start[1], start[0], end[1], end[0], Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.DISTANCE_IN
    )
    pieces = max(1, math.ceil(line.s13 / (step_km * 1000)))
    points = []
    for i in range(1, pieces):
        at = line.Position(line.s13 * i / pieces, Geodesic.LATITUDE | Geodesic.LONGITUDE)
        points.append((at["lon2"], at["lat2"]))
    return unwrapped([start, *points, end])


def is_over_pole(start: Point, end: Point) -> bool:
    """Whether the shortest line between two points off the poles leads over what Web Mercator can show of them."""
    turn = math.radians((end[0] - start[0] + 180) % 360 - 180)
    if abs(turn) < math.pi / 2 or max(abs(start[1]), abs(end[1])) > POLAR_LAT:
        return False
    a, b = (_on_sphere(0.0, start[1]), _on_sphere(turn, end[1]))
    # Of such a wide turn the highest latitude lies between the ends: that of the plane of the great circle.
    x, y, z = a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    return math.degrees(math.atan2(math.hypot(x, y), abs(z))) > POLAR_LAT


def _on_sphere(turn: float, lat: float) -> tuple[float, float, float]:
    """The point of the unit sphere at a longitude in radians and a latitude in degrees."""
    lat = math.radians(lat)
    return math.cos(lat) * math.cos(turn), math.cos(lat) * math.sin(turn), math.sin(lat)


def unwrapped(points: Iterable[Point]) -> list[Point]:
    """The same points with longitudes continued over 180° instead of jumping to the other side."""
    result: list[Point] = []
    for lon, lat in points:
        if result:
            lon += 360 * round((result[-1][0] - lon) / 360)
        result.append((lon, lat))
    return result


def cut_at_antimeridian(line: Sequence[Point]) -> list[list[Point]]:
    """The line in parts that do not cross 180° (RFC 7946, 3.1.9), longitudes within -180 … 180."""
    parts: list[list[Point]] = []
    current: list[Point] = []
    world = 0
    for i, (lon, lat) in enumerate(line):
        here = math.floor((lon + 180) / 360)
        if i == 0:
            # A start on the meridian itself belongs to the side that the line goes to.
            world = here - 1 if lon == here * 360 - 180 and len(line) > 1 and line[1][0] < lon else here
        while here != world:
            step = 1 if here > world else -1
            meridian = 360 * max(world, world + step) - 180
            before_lon, before_lat = line[i - 1]
            if step > 0 and lon == meridian:
                break
            share = (meridian - before_lon) / (lon - before_lon)
            crossing = before_lat + share * (lat - before_lat)
            _append(current, (meridian - 360 * world, crossing))
            parts.append(current)
            world += step
            current = [(meridian - 360 * world, crossing)]
        _append(current, (lon - 360 * world, lat))
    parts.append(current)
    return [part for part in parts if len(part) > 1]


def _append(line: list[Point], point: Point) -> None:
    point = (max(-180.0, min(180.0, point[0])), point[1])  # rounding may leave it just outside
    if not line or line[-1] != point:
        line.append(point)


def mercator_y(lat: float) -> float:
    """Web Mercator northing in degrees of longitude at the equator."""
    lat = max(-MAX_LAT, min(MAX_LAT, lat))
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def mercator_lat(y: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(max(-360.0, min(360.0, y))))))


Box = tuple[float, float, float, float]
"""West, south, east, north; east may be over 180."""


def clip_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of a ring inside a box (Sutherland-Hodgman); may run along the box's edge."""
    points = list(ring)
    for axis, bound, keep_above in ((0, box[0], True), (0, box[2], False), (1, box[1], True), (1, box[3], False)):
        if not points:
            return []
        points = _clip_half(points, axis, bound, keep_above)
    return points


def _clip_half(points: list[Point], axis: int, bound: float, keep_above: bool) -> list[Point]:
    result = []
    previous = points[-1]
    was_in = (previous[axis] >= bound) == keep_above or previous[axis] == bound
    for point in points:
        is_in = (point[axis] >= bound) == keep_above or point[axis] == bound
        if is_in != was_in:
            result.append(_crossing(previous, point, axis, bound))
        if is_in:
            result.append(point)
        previous, was_in = point, is_in
    return result


def _crossing(a: Point, b: Point, axis: int, bound: float) -> Point:
    share = (bound - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)


def ring_area(ring: Sequence[Point]) -> float:
    """Area inside a ring, in squares of its unit."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def clip_line(line: Sequence[Point], box: Box) -> list[list[Point]]:
    """The parts of a line inside a box, each kept up to the first point outside it."""
    west, south, east, north = box
    parts: list[list[Point]] = []
    current: list[Point] = []
    previous: Point | None = None
    for point in line:
        if west <= point[0] <= east and south <= point[1] <= north:
            if not current and previous:
                current.append(previous)
            current.append(point)
        elif current:
            parts.append([*current, point])
            current = []
        previous = point
    if len(current) > 1:
        parts.append(current)
    return parts


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Douglas-Peucker: fewer points, none of the old ones further than ``tolerance`` from the new line."""
    if len(line) < 3:
        return list(line)
    keep = bytearray(len(line))
    keep[0] = keep[-1] = 1
    spans = [(0, len(line) - 1)]
    limit = tolerance * tolerance
    while spans:
        first, last = spans.pop()
        worst, at = _furthest(line, first, last)
        if worst > limit:
            keep[at] = 1
            spans += [(first, at), (at, last)]
    return [point for point, kept in zip(line, keep, strict=True) if kept]


def _furthest(line: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    """Squared distance and index of the point between two that is furthest from their segment."""
    ax, ay = line[first]
    dx, dy = line[last][0] - ax, line[last][1] - ay
    length = dx * dx + dy * dy
    worst, at = 0.0, first
    for i, (x, y) in enumerate(line[first + 1 : last], first + 1):
        px, py = x - ax, y - ay
        if length:
            t = (px * dx + py * dy) / length
            t = 0.0 if t < 0 else 1.0 if t > 1 else t
            px, py = px - t * dx, py - t * dy
        if (distance := px * px + py * py) > worst:
            worst, at = distance, i
    return worst, at
