"""Where the border nearest to a place runs: Natural Earth's lines at 1:10m, by the two countries that they part.

The lines are right to about a kilometre; disputed ones are among them, and none that runs through the sea.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kimmap.gazetteer.supplement import data_directory
from kimmap.geodesy import Point

BORDERS = "borders.json"
ACCURACY_KM = 1.0
"""How far off the lines may be."""


class BorderPoint(NamedTuple):
    """A point of a border, (latitude, longitude), and the two countries that it parts (ISO 3166-1 alpha-2)."""

    point: Point
    countries: tuple[str, str]


def nearest_border(point: Point, countries: Collection[str]) -> BorderPoint | None:
    """The point of a border that is nearest to ``point``: of the one between two countries, or of any border of one.

    None where they have no land border.  Raises ``DataMissing`` where the table is not there.
    """
    wanted = set(countries)
    found = [
        (*_nearest(line, point), pair)
        for pair, lines in _borders().items()
        if (wanted <= set(pair) if len(wanted) > 1 else wanted & set(pair))
        for line in lines
    ]
    if not found:
        return None
    _, nearest, pair = min(found, key=lambda f: f[0])
    return BorderPoint(nearest, pair)


def are_parted_by_sea(a: str | None, b: str | None) -> bool:
    """Whether no way over land leads from one country (ISO 3166-1 alpha-2) to another; False where one is not known.

    Codes that ISO leaves to its users ("XA") are no country's.
    """
    if not a or not b or a == b or _OF_USERS.fullmatch(a) or _OF_USERS.fullmatch(b):
        return False
    return b not in _land_of(a)


_CROSSED = (("BH", "SA"), ("DK", "SE"), ("FR", "GB"), ("MY", "SG"))
"""Countries between which only a bridge, causeway or tunnel is a way over land."""
_OF_USERS = re.compile(r"AA|Q[M-Z]|X[A-JL-Z]|ZZ")


@lru_cache(maxsize=256)
def _land_of(country: str) -> frozenset[str]:
    """The countries that can be reached from one over land, itself among them."""
    reached, border = {country}, {country}
    while border:
        border = {c for pair in (*_borders(), *_CROSSED) if border & set(pair) for c in pair} - reached
        reached |= border
    return frozenset(reached)


@lru_cache(maxsize=1)
def _borders() -> dict[tuple[str, str], list[npt.NDArray[np.float64]]]:
    """Lines of (longitude, latitude) in degrees, by the pair of countries."""
    table = json.loads((data_directory() / BORDERS).read_text(encoding="utf-8"))
    unit = 10.0 ** -table.pop("decimals")
    return {
        (pair[:2], pair[3:]): [np.cumsum(np.array(line).reshape(-1, 2), axis=0) * unit for line in lines]
        for pair, lines in table.items()
    }


def _nearest(line: npt.NDArray[np.float64], point: Point) -> tuple[float, Point]:
    """The square of how far a line is away, in degrees of latitude, and its nearest point.

    Measured on a plane that touches the Earth at ``point``: near it, where it matters, that is exact enough.
    """
    lat, lon = point
    shrink = math.cos(math.radians(lat)) or 1e-9
    flat = np.column_stack((((line[:, 0] - lon + 180) % 360 - 180) * shrink, line[:, 1] - lat))
    starts, steps = flat[:-1], np.diff(flat, axis=0)
    lengths = np.maximum((steps**2).sum(axis=1), 1e-18)
    shares = np.clip(-(starts * steps).sum(axis=1) / lengths, 0.0, 1.0)
    feet = starts + steps * shares[:, None]
    apart = (feet**2).sum(axis=1)
    best = int(apart.argmin())
    x, y = feet[best]
    return float(apart[best]), (float(lat + y), float((lon + x / shrink + 180) % 360 - 180))
