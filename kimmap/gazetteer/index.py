"""Looks up places in the index file."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from kimmap.errors import DataMissing
from kimmap.gazetteer.folding import MAX_NAME_WORDS, name_key, search_keys
from kimmap.model import Place, PlaceKind

EARTH_RADIUS_KM = 6371.0088
_KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180
_OTHER_NAME_COSTS = 0.1
"""What an alternative name costs in prominence: as much as having a tenth of the inhabitants."""

_COLUMNS = (
    "place.id, place.name, kind, lat, lon, country, countries, region, district, population, radius_km, capital"
)


class PlaceIndex:
    """The ``Gazetteer`` over an index file that ``build_index`` wrote.  Keeps one read-only connection open."""

    def __init__(self, path: Path) -> None:
        try:
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self._connection.execute("SELECT number FROM place LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise DataMissing(f"{path} is not a place index ({error}): delete it and run kimmap again") from error

    def find(self, name: str) -> tuple[Place, ...]:
        keys = search_keys(name)
        return self._places(
            f"SELECT {_COLUMNS} FROM name JOIN place ON place.number = name.place "  # noqa: S608
            f"WHERE key IN ({_marks(keys)}) GROUP BY place.number "
            f"ORDER BY max(prominence - {_OTHER_NAME_COSTS} * other) DESC, place.number",
            keys,
        )

    def near(self, lat: float, lon: float, radius_km: float, kinds: Collection[PlaceKind]) -> tuple[Place, ...]:
        chosen = sorted(kinds)
        nearest: dict[int, float] = {}
        for south, north, west, east in _boxes(lat, lon, radius_km):
            rows = self._connection.execute(
                "SELECT spot.place, spot.south, spot.west FROM spot JOIN place ON place.number = spot.place "  # noqa: S608
                f"WHERE spot.south >= ? AND spot.north <= ? AND spot.west >= ? AND spot.east <= ? AND kind IN ({_marks(chosen)})",
                (*(math.floor(south * 1e6), math.ceil(north * 1e6), math.floor(west * 1e6), math.ceil(east * 1e6)), *chosen),
            )
            for number, y, x in rows:
                distance_km = great_circle_km(lat, lon, y / 1e6, x / 1e6)
                if distance_km <= radius_km and distance_km < nearest.get(number, math.inf):
                    nearest[number] = distance_km
        ordered = sorted(nearest, key=lambda number: (nearest[number], number))
        return tuple(
            place
            for number in ordered
            for place in self._places(f"SELECT {_COLUMNS} FROM place WHERE number = ?", (number,))  # noqa: S608
        )

    def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> tuple[Place, ...]:
        chosen = sorted(kinds)
        query = f"SELECT {_COLUMNS} FROM place WHERE kind IN ({_marks(chosen)})"  # noqa: S608
        order = " ORDER BY prominence DESC, number"
        if country is None:
            return self._places(query + order, chosen)
        return self._places(
            f"{query} AND (country = ? OR (country IS NULL AND ' ' || countries || ' ' LIKE ?)){order}",
            (*chosen, country, f"% {country} %"),
        )

    def by_id(self, place_id: str) -> Place | None:
        return next(iter(self._places(f"SELECT {_COLUMNS} FROM place WHERE id = ?", (place_id,))), None)  # noqa: S608

    def country(self, code: str) -> Place | None:
        return next(iter(self.of_kind(("country",), code)), None)

    def longest_match(self, words: Sequence[str]) -> int:
        for count in range(min(len(words), MAX_NAME_WORDS), 0, -1):
            keys = search_keys(" ".join(words[:count]))
            if self._connection.execute(f"SELECT 1 FROM name WHERE key IN ({_marks(keys)}) LIMIT 1", keys).fetchone():  # noqa: S608
                return count
        return 0

    def demonym(self, word: str) -> str | None:
        row = self._connection.execute("SELECT country FROM demonym WHERE key = ?", (name_key(word),)).fetchone()
        return row[0] if row else None

    def names_of(self, place_id: str) -> tuple[str, ...]:
        rows = self._connection.execute(
            "SELECT key FROM name JOIN place ON place.number = name.place WHERE id = ? ORDER BY other, key", (place_id,)
        )
        return tuple(key.removeprefix("=") for (key,) in rows)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _places(self, query: str, values: Sequence[Any]) -> tuple[Place, ...]:
        return tuple(map(_place, self._connection.execute(query, values)))


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Distance on a sphere (haversine), within 0.6 % of the geodesic: for ordering, not for reporting."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _boxes(lat: float, lon: float, radius_km: float) -> list[tuple[float, float, float, float]]:
    """South, north, west, east of what holds the circle: two boxes where it crosses the 180th meridian."""
    reach = radius_km / _KM_PER_DEGREE
    south, north = lat - reach, lat + reach
    if south <= -90 or north >= 90:
        return [(south, north, -180.0, 180.0)]
    width = math.degrees(math.asin(min(1.0, math.sin(math.radians(reach)) / math.cos(math.radians(lat)))))
    west, east = lon - width, lon + width
    if width >= 90:  # noqa: PLR2004
        return [(south, north, -180.0, 180.0)]
    if west < -180:  # noqa: PLR2004
        return [(south, north, -180.0, east), (south, north, west + 360, 180.0)]
    if east > 180:  # noqa: PLR2004
        return [(south, north, west, 180.0), (south, north, -180.0, east - 360)]
    return [(south, north, west, east)]


def _marks(values: Collection[Any]) -> str:
    return ",".join("?" * len(values))


def _place(row: tuple[Any, ...]) -> Place:
    id_, name, kind, lat, lon, country, countries, region, district, population, radius_km, capital = row
    return Place(
        id_, name, kind, lat, lon, country, tuple(countries.split()) if countries else (), region, district,
        population, radius_km, bool(capital),
    )  # fmt: skip
