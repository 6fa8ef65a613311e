"""Geodesics on the WGS 84 ellipsoid, by geographiclib (Karney 2013, accurate to nanometres).

Points are (latitude, longitude) in degrees.  Longitudes may be given beyond ±180 and are returned
within -180 … 180, so that a line over the antimeridian needs no care.
"""

from __future__ import annotations

from functools import lru_cache

from geographiclib.geodesic import Geodesic

Point = tuple[float, float]

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


def destination(start: Point, bearing_deg: float, distance_km: float) -> Point:
    """The point that lies ``distance_km`` from ``start`` along the geodesic setting out at ``bearing_deg``."""
    end = Geodesic.WGS84.Direct(*start, bearing_deg, distance_km * 1000)
    return end["lat2"], end["lon2"]


def along(a: Point, b: Point, fraction: float) -> Point:
    """The point at ``fraction`` (0 … 1) of the geodesic from ``a`` to ``b``."""
    return destination(a, bearing_deg(a, b), fraction * geodesic_km(a, b))


def compass_point(bearing_deg: float) -> str:
    """A bearing as one of the sixteen points of the compass, in words: 225 → "south-west"."""
    return _COMPASS[round(bearing_deg / 22.5) % 16]
