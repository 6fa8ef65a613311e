"""Geodesics on the WGS 84 ellipsoid, by geographiclib (Karney 2013, accurate to nanometres).

Points are (latitude, longitude) in degrees.  Longitudes may be given beyond ±180 and are returned
within -180 … 180, so that a line over the antimeridian needs no care.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from geographiclib.geodesic import Geodesic

Point = tuple[float, float]
EARTH_RADIUS_KM = 6371.0088

_COMPASS = (
    "north", "north-north-east", "north-east", "east-north-east", "east", "east-south-east", "south-east",
    "south-south-east", "south", "south-south-west", "south-west", "west-south-west", "west",
    "west-north-west", "north-west", "north-north-west",
)  # fmt: skip


@lru_cache(maxsize=65_536)
def _inverse(a: Point, b: Point) -> tuple[float, float]:
    line = Geodesic.WGS84.Inverse(*a, *b, Geodesic.DISTANCE | Geodesic.AZIMUTH)
    return line["s12"] / 1000, line["azi1"] % 360


def geodesic_km(a: Point, b: Point) -> float:
    """Length of the shortest line between two points, in kilometres."""
    return _inverse(a, b)[0]


def bearing_deg(a: Point, b: Point) -> float:
    """Direction in which the geodesic from ``a`` to ``b`` sets out: degrees clockwise from north, 0 … 360."""
    return _inverse(a, b)[1]


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Distance on a sphere (haversine), within 0.6 % of the geodesic: for ordering, not for reporting."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def nearest_km(point: Point, others: Sequence[Point], count: int = 1) -> list[float]:
    """How far the ``count`` nearest of many points are, in kilometres, the nearest first.

    They are chosen by great circles, which are up to half a percent off, and then measured.
    """
    if len(others) > count:
        lat, lon = np.radians(np.array(others, float)).T
        here_lat, here_lon = map(math.radians, point)
        half = np.sin((lat - here_lat) / 2) ** 2 + np.cos(lat) * math.cos(here_lat) * np.sin((lon - here_lon) / 2) ** 2
        others = [others[i] for i in np.argsort(half, kind="stable")[:count]]
    return sorted(geodesic_km(point, other) for other in others)


def destination(start: Point, bearing_deg: float, distance_km: float) -> Point:
    """The point that lies ``distance_km`` from ``start`` along the geodesic setting out at ``bearing_deg``."""
    end = Geodesic.WGS84.Direct(*start, bearing_deg, distance_km * 1000)
    return end["lat2"], end["lon2"]


def along(a: Point, b: Point, fraction: float) -> Point:
    """The point at ``fraction`` (0 … 1) of the geodesic from ``a`` to ``b``."""
    return destination(a, bearing_deg(a, b), fraction * geodesic_km(a, b))


def midpoint(a: Point, b: Point) -> Point:
    """The point halfway along the geodesic from ``a`` to ``b``."""
    return along(a, b, 0.5)


def compass_point(bearing_deg: float) -> str:
    """A bearing as one of the sixteen points of the compass, in words: 225 → "south-west"."""
    return _COMPASS[round(bearing_deg / 22.5) % 16]


_ANGLE = (
    r"(?P<{0}>[-+−]?\d{{1,3}}(?:\.\d+)?)\s*(?:[°º]|deg\b)?"
    r"(?:\s*(?P<{0}m>\d{{1,2}}(?:\.\d+)?)\s*['’′](?:\s*(?P<{0}s>\d{{1,2}}(?:\.\d+)?)\s*(?:[\"”″]|''))?)?"
)
_PAIR = re.compile(
    rf"(?:geo:)?\s*{_ANGLE.format('lat')}\s*(?:(?P<ns>[NSns])\s*[,;/]?|[,;/]|(?<=[\d°'’′\"”″])\s)\s*"
    rf"{_ANGLE.format('lon')}\s*(?P<ew>[EWew])?"
)


def read_point(text: str) -> Point | None:
    """The point that a pair of coordinates means, latitude first; None where ``text`` is none or not on Earth.

    Decimal degrees with signs or letters ("43.35, -132.2", "43.35 N 132.2 E", "geo:43.35,132.2") and degrees,
    minutes and seconds ("70°28'S 172°10'E").
    """
    match = _PAIR.fullmatch(text.strip())
    if match is None or (match["ns"] is None) != (match["ew"] is None):
        return None
    lat, lon = (_degrees(match, name) for name in ("lat", "lon"))
    lat, lon = (-lat if match["ns"] in ("S", "s") else lat), (-lon if match["ew"] in ("W", "w") else lon)
    return (lat, lon) if math.fabs(lat) <= 90 and math.fabs(lon) <= 180 else None


def _degrees(match: re.Match[str], name: str) -> float:
    whole = match[name].replace("−", "-")
    size = abs(float(whole)) + float(match[name + "m"] or 0) / 60 + float(match[name + "s"] or 0) / 3600
    return -size if whole.startswith("-") else size
