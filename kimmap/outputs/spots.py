"""Where a trip's stops stand on its map, and from which day on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kimmap.model import Place, Stop
from kimmap.outputs.geometry import Point, is_over_pole, unwrapped

SAME_SPOT_DEG = 0.002
"""Visits this close to each other are one mark on the map."""
MOST_TURN_DEG = 720.0
"""Routes that run on for longer than two rounds of the globe are drawn on one world after all."""
VAGUE_KM = 25.0
"""Areas that reach this far are drawn with their extent: a crisp mark would claim too much."""


@dataclass(frozen=True, slots=True)
class Group:
    """The visits at one spot, drawn as one mark: indices into the trip's stops, longitude unwrapped."""

    lat: float
    lon: float
    stops: tuple[int, ...]


def groups(stops: Sequence[Stop]) -> tuple[Group, ...]:
    """The marks of the map, in order of first visit; longitudes run on over 180° from stop to stop."""
    found: list[Group] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for i, (lon, lat) in enumerate(stop_points(stops)):
        cell = (int(lat // SAME_SPOT_DEG), int(lon // SAME_SPOT_DEG))
        near = sorted(n for y in (-1, 0, 1) for x in (-1, 0, 1) for n in cells.get((cell[0] + y, cell[1] + x), ()))
        for n in near:
            group = found[n]
            if abs(group.lat - lat) < SAME_SPOT_DEG and abs(group.lon - lon) < SAME_SPOT_DEG:
                found[n] = Group(group.lat, group.lon, (*group.stops, i))
                break
        else:
            cells.setdefault(cell, []).append(len(found))
            found.append(Group(lat, lon, (i,)))
    return tuple(found)


def show_days(stops: Sequence[Stop]) -> list[int | None]:
    """For each stop the day from which a map that grows by days shows it; no day before the trip's first."""
    days: list[int | None] = []
    last: int | None = None
    for stop in stops:
        own = stop.when.first or stop.when.last
        if own and (last is None or own.toordinal() > last):
            last = own.toordinal()
        days.append(last)
    first = next((d for d in days if d), None)
    return [first if d is None else d for d in days]


def stop_points(stops: Sequence[Stop]) -> list[Point]:
    """(longitude, latitude) of each stop, without jumps at 180° and centred on the usual world.

    A route that goes round and round is folded back onto one world.
    """
    route = [(s.place.lon, s.place.lat) for s in stops if s.on_route]
    on_route = iter(_without_jumps(route))
    points: list[Point] = []
    beside = route[0] if route else None
    for stop in stops:
        if stop.on_route:
            beside = next(on_route)
            points.append(beside)
        else:
            here = (stop.place.lon, stop.place.lat)
            points.append(unwrapped([beside or here, here])[-1])
            beside = beside or here
    if not points:
        return []
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    if east - west > MOST_TURN_DEG:
        return [(s.place.lon, s.place.lat) for s in stops]
    middle = (west + east) / 2
    turn = -360 * round(middle / 360)
    return [(lon + turn, lat) for lon, lat in points]


def _without_jumps(route: Sequence[Point]) -> list[Point]:
    """Longitudes run on over 180°; a leg over a pole has no side of its own and turns to where the route is."""
    points: list[Point] = []
    for stop in route:
        if not points:
            points.append(stop)
            continue
        lon, lat = unwrapped([points[-1], stop])[-1]
        if is_over_pole(points[-1], stop):
            around = lon - math.copysign(360, lon - points[-1][0])
            lons = [p[0] for p in points]
            lon = min((lon, around), key=lambda x: max(*lons, x) - min(*lons, x))
        points.append((lon, lat))
    return points


def reach_km(place: Place) -> float | None:
    """How far a place extends where it is too large for a point to say where the traveller was."""
    point_like = place.kind in ("city", "quarter", "airport", "port", "station", "spaceport", "site", "position")
    return None if point_like or place.radius_km < VAGUE_KM else round(place.radius_km, 1)
