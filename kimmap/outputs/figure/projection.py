"""A map projection that fits a trip: the distances between its stops are as true as a plane allows.

Three families on the sphere, north up in the middle: azimuthal equidistant for compact trips,
equidistant along the great circle that a long trip follows, and Equal Earth (Šavrič et al. 2018) for
trips around the world.  What remains of distortion is measured against the geodesics and stated.

Points are (longitude, latitude) in degrees, in arrays of shape (n, 2); planes are in kilometres.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kimmap.geodesy import geodesic_km
from kimmap.outputs.geometry import Point

Array = NDArray[np.float64]
Family = Literal["azimuthal", "great circle", "world", "globe"]

EARTH_KM = 6371.0088
WIDEST_CAP_DEG = 75.0
"""Trips that reach further than this from their middle get the world map."""
MOST_COMPARED = 60
"""Stops among which distances are compared; of more, an even sample."""


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection around a middle.

    ``axis_deg`` is the direction, clockwise from north, of the great circle that becomes a straight line
    (family "great circle").  ``scale`` corrects the plane so that the errors of distances are balanced;
    ``error`` is the greatest one that is left between two stops, as a share (0.01 is 1 %).
    """

    family: Family
    lon: float
    lat: float
    axis_deg: float = 90.0
    scale: float = 1.0
    error: float = 0.0

    def turned(self, points: Array) -> Array:
        """The points in degrees of a globe turned so that the projection is simple on it.

        Azimuthal families: (azimuth, altitude) seen from the middle, which is the pole.  Others:
        (along, across) the equator of the projection; the middle is (0, 0).
        """
        if self.family == "world":
            lon = (points[:, 0] - self.lon + 180) % 360 - 180
            return np.column_stack([lon, points[:, 1]])
        middle, east, north = _frame(self.lon, self.lat)
        at = unit_vectors(points)
        if self.family in ("azimuthal", "globe"):
            x, y = at @ east, at @ north
            # An arc sine loses half of its digits near the middle.
            return _degrees(np.arctan2(x, y), np.arctan2(at @ middle, np.hypot(x, y)))
        sine, cosine = np.sin(np.radians(self.axis_deg)), np.cos(np.radians(self.axis_deg))
        along, across = east * sine + north * cosine, north * sine - east * cosine
        return _degrees(np.arctan2(at @ along, at @ middle), np.arcsin(np.clip(at @ across, -1, 1)))

    def flattened(self, turned: Array) -> Array:
        """Points of the turned globe in the plane: kilometres to the east and to the north of the middle."""
        a, b = np.radians(turned[:, 0]), np.radians(turned[:, 1])
        if self.family == "azimuthal":
            radius = np.pi / 2 - b
            plane = np.column_stack([radius * np.sin(a), radius * np.cos(a)])
        elif self.family == "globe":
            plane = np.column_stack([np.cos(b) * np.sin(a), np.cos(b) * np.cos(a)])
        elif self.family == "great circle":
            angle = np.radians(self.axis_deg)
            sine, cosine = np.sin(angle), np.cos(angle)
            plane = np.column_stack([a * sine - b * cosine, a * cosine + b * sine])
        else:
            plane = _equal_earth(a, b)
        return plane * EARTH_KM * self.scale

    def __call__(self, points: Sequence[Point] | Array) -> Array:
        """Points in the plane, shape (n, 2), in kilometres."""
        return self.flattened(self.turned(np.asarray(points, dtype=float).reshape(-1, 2)))

    def unflattened(self, plane: Array) -> Array:
        """Longitudes and latitudes of points of the plane; not for the families "world" and "globe"."""
        x, y = (plane / (EARTH_KM * self.scale)).T
        middle, east, north = _frame(self.lon, self.lat)
        if self.family == "azimuthal":
            radius, azimuth = np.hypot(x, y), np.arctan2(x, y)
            outward = np.outer(np.sin(azimuth), east) + np.outer(np.cos(azimuth), north)
            vectors = np.cos(radius)[:, None] * middle + np.sin(radius)[:, None] * outward
        else:
            angle = np.radians(self.axis_deg)
            sine, cosine = np.sin(angle), np.cos(angle)
            a, b = x * sine + y * cosine, y * sine - x * cosine
            along, across = east * sine + north * cosine, north * sine - east * cosine
            level = np.outer(np.cos(a), middle) + np.outer(np.sin(a), along)
            vectors = np.cos(b)[:, None] * level + np.outer(np.sin(b), across)
        return _degrees(np.arctan2(vectors[:, 1], vectors[:, 0]), np.arcsin(np.clip(vectors[:, 2], -1, 1)))


def fit_projection(stops: Sequence[Point], along: Sequence[Point] = ()) -> Projection:
    """The projection whose distances between the stops are truest; ``along`` are further points to hold.

    Raises ValueError without stops.
    """
    if not stops:
        raise ValueError("a projection needs points to fit")
    points = np.asarray([*stops, *along], dtype=float)
    middle, reach_deg = _smallest_cap(unit_vectors(points))
    lon, lat = _lon_lat(middle)
    sample = _sample(list(dict.fromkeys(stops)))
    if reach_deg > WIDEST_CAP_DEG:
        west, east = points[:, 0].min(), points[:, 0].max()
        return Projection(
            "world", float((west + east) / 2), 0.0, error=_errors(Projection("world", lon, 0.0), sample)[1]
        )
    azimuthal = _balanced(Projection("azimuthal", lon, lat), sample)
    lengthwise = _balanced(_along_great_circle(points, middle), sample)
    # The azimuthal one is better known and kinder to shapes: the other has to be clearly truer.
    return lengthwise if lengthwise.error < azimuthal.error - 0.005 else azimuthal


def unit_vectors(points: Array) -> Array:
    """Points of the unit sphere, shape (n, 3)."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _degrees(a: Array, b: Array) -> Array:
    """Two columns of radians as one array of degrees."""
    return np.asarray(np.degrees(np.column_stack([a, b])), dtype=np.float64)


@lru_cache(maxsize=64)
def _frame(lon: float, lat: float) -> tuple[Array, Array, Array]:
    """Unit vectors outward, to the east and to the north at a point."""
    a, b = np.radians(lon), np.radians(lat)
    middle = np.array([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)])
    east = np.array([-np.sin(a), np.cos(a), 0.0])
    return middle, east, np.cross(middle, east)


def _lon_lat(vector: Array) -> tuple[float, float]:
    return (
        float(np.degrees(np.arctan2(vector[1], vector[0]))),
        float(np.degrees(np.arctan2(vector[2], np.hypot(vector[0], vector[1])))),
    )


def _smallest_cap(vectors: Array) -> tuple[Array, float]:
    """Middle and radius in degrees of a nearly smallest cap around points (Bădoiu and Clarkson 2003)."""
    middle = vectors.mean(axis=0)
    for step in range(1, 400):
        furthest = vectors[np.argmin(vectors @ middle)]
        middle = middle + (furthest - middle) / (step + 1)
    length = float(np.linalg.norm(middle))
    # Points all around the globe have no middle.
    middle = middle / length if length > 1e-9 else np.array([1.0, 0.0, 0.0])
    return middle, float(np.degrees(np.arccos(np.clip((vectors @ middle).min(), -1, 1))))


def _along_great_circle(points: Array, near: Array) -> Projection:
    """The family "great circle" along the circle that fits the points best, in the middle of them."""
    vectors = unit_vectors(points)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    across = axes[:, 0]
    middle = near - across * (near @ across)
    middle /= np.linalg.norm(middle)
    lon, lat = _lon_lat(middle)
    _, east, north = _frame(lon, lat)
    along = np.cross(across, middle)
    axis = float(np.degrees(np.arctan2(along @ east, along @ north))) % 180
    return Projection("great circle", lon, lat, axis)


def _sample(stops: list[Point]) -> list[Point]:
    step = -(-len(stops) // MOST_COMPARED)
    return stops[:: max(1, step)]


def _balanced(projection: Projection, stops: list[Point]) -> Projection:
    scale, error = _errors(projection, stops)
    return Projection(projection.family, projection.lon, projection.lat, projection.axis_deg, scale, error)


def _errors(projection: Projection, stops: list[Point]) -> tuple[float, float]:
    """The scale that balances too long and too short between stops, and the error that remains."""
    if len(stops) < 2:
        return 1.0, 0.0
    plane = projection(stops)
    ratios = []
    for i, (lon, lat) in enumerate(stops):
        for j in range(i):
            true_km = geodesic_km((lat, lon), (stops[j][1], stops[j][0]))
            if true_km > 0.001:
                ratios.append(float(np.hypot(*(plane[i] - plane[j]))) / true_km)
    if not ratios:
        return 1.0, 0.0
    least, most = min(ratios), max(ratios)
    return 2 / (least + most), (most - least) / (most + least)


def _equal_earth(lon: Array, lat: Array) -> Array:
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = np.arcsin(np.sqrt(3) / 2 * np.sin(lat))
    t2, t6 = t**2, t**6
    x = 2 * np.sqrt(3) * lon * np.cos(t) / (3 * (9 * a4 * t**8 + 7 * a3 * t6 + 3 * a2 * t2 + a1))
    return np.column_stack([x, t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))])
