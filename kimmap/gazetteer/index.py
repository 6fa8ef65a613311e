"""Looks up places in an index file."""

from __future__ import annotations

import math
import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kimmap.errors import DataMissing
from kimmap.gazetteer.folding import MAX_NAME_WORDS, name_key, search_keys
from kimmap.gazetteer.store import CELLS_PER_DEGREE, FORMAT, KINDS, cell_of, first_word, hash_of
from kimmap.model import Place, PlaceKind

EARTH_RADIUS_KM = 6371.0088
_KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180

_COLUMNS = "id, name, kind, lat, lon, country, countries, region, district, population, radius_km, capital"
_REMEMBERED_PLACES = 40_000
_REMEMBERED_NAMES = 40_000
_CITY = KINDS.index("city")


class PlaceIndex:
    """The ``Gazetteer`` over an index file.  Keeps one read-only connection open, and remembers what was asked."""

    def __init__(self, path: Path) -> None:
        again = f"{path} is not a place index of this version of kimmap"
        try:
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            self.notes: dict[str, Any] = dict(self._connection.execute("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise DataMissing(f"{again} ({error}): delete it and run kimmap again") from error
        if self.notes.get("format") != FORMAT:
            raise DataMissing(f"{again}: delete it and run kimmap again")
        self._hashes = array("I", self.notes.pop("hashes", b""))
        self._beginnings = array("I", self.notes.pop("beginnings", b""))
        self._lengths: bytes = self.notes.pop("lengths", b"")
        self._found = lru_cache(_REMEMBERED_NAMES)(self._find)
        self._place = lru_cache(_REMEMBERED_PLACES)(self._read_place)

    def find(self, name: str) -> tuple[Place, ...]:
        return self._found(name)

    def near(self, lat: float, lon: float, radius_km: float, kinds: Collection[PlaceKind]) -> tuple[Place, ...]:
        nearest: dict[int, float] = {}
        for kind in sorted({KINDS.index(k) for k in kinds}):
            for first, last in _cells(lat, lon, radius_km):
                rows = self._connection.execute(
                    "SELECT place, y, x FROM spot WHERE kind = ? AND cell BETWEEN ? AND ?", (kind, first, last)
                )
                for number, y, x in rows:
                    distance_km = great_circle_km(lat, lon, y / 1e6, x / 1e6)
                    if distance_km <= radius_km and distance_km < nearest.get(number, math.inf):
                        nearest[number] = distance_km
        ordered = sorted(nearest, key=lambda number: (nearest[number], number))
        return tuple(map(self._place, ordered))

    def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> tuple[Place, ...]:
        chosen = [KINDS.index(k) for k in sorted(set(kinds))]
        if not chosen:
            return ()
        where, values = f"kind IN ({','.join('?' * len(chosen))})", [*chosen]
        if _CITY not in chosen:
            where += f" AND kind <> {_CITY}"  # lets the index of all that are no cities be used
        if country is not None:
            where += " AND (country = ? OR (country IS NULL AND ' ' || countries || ' ' LIKE ?))"
            values += [country, f"% {country} %"]  # type: ignore[list-item]
        rows = self._connection.execute(
            f"SELECT number FROM place WHERE {where} ORDER BY prominence DESC, number",  # noqa: S608
            values,
        )
        return tuple(self._place(number) for (number,) in rows.fetchall())

    def by_id(self, place_id: str) -> Place | None:
        number = self._number(place_id)
        return None if number is None else self._place(number)

    def country(self, code: str) -> Place | None:
        return next(iter(self.of_kind({"country"}, code)), None)

    def longest_match(self, words: Sequence[str]) -> int:
        for count in range(min(len(words), self._most_words(words)), 0, -1):
            if any(self._numbers(key) for key in search_keys(" ".join(words[:count]))):
                return count
        return 0

    def demonym(self, word: str) -> str | None:
        row = self._connection.execute("SELECT country FROM demonym WHERE key = ?", (name_key(word),)).fetchone()
        return row[0] if row else None

    def names_of(self, place_id: str) -> tuple[str, ...]:
        row = self._connection.execute("SELECT keys FROM place WHERE id = ?", (place_id,)).fetchone()
        return tuple(key.removeprefix("=") for key in row[0].split("|") if key) if row else ()

    def course(self, place_id: str) -> tuple[tuple[float, float], ...]:
        """(lat, lon) along something long, such as a river or a border stretch of one; empty for all others."""
        row = self._connection.execute(
            "SELECT points FROM course JOIN place ON number = place WHERE id = ?", (place_id,)
        ).fetchone()
        pairs = (pair.split(",") for pair in row[0].split()) if row else ()
        return tuple((float(lat), float(lon)) for lat, lon in pairs)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _find(self, name: str) -> tuple[Place, ...]:
        numbers = [n for key in search_keys(name) for n in self._numbers(key)]
        return tuple(map(self._place, dict.fromkeys(numbers)))

    def _numbers(self, key: str) -> Sequence[int]:
        """The places of one key, best first.  Most words are no name, which the hashes tell without the file."""
        if self._hashes:
            wanted = hash_of(key)
            at = bisect_left(self._hashes, wanted)
            if at == len(self._hashes) or self._hashes[at] != wanted:
                return ()
        row = self._connection.execute("SELECT places FROM name WHERE key = ?", (key,)).fetchone()
        return array("I", row[0]) if row else ()

    def _most_words(self, words: Sequence[str]) -> int:
        """How many words a name that begins like these can have at most; 0 when no name begins so."""
        if not self._beginnings:
            return MAX_NAME_WORDS
        articles = 1 if words and words[0].lower() == "the" else 0
        keys = search_keys(words[articles]) if len(words) > articles else ()
        wanted = hash_of(first_word(keys[0])) if keys else 0
        at = bisect_left(self._beginnings, wanted)
        if at == len(self._beginnings) or self._beginnings[at] != wanted:
            return 0 if keys else MAX_NAME_WORDS
        marks = sum(not any(map(str.isalnum, word)) for word in words[:MAX_NAME_WORDS])
        return min(MAX_NAME_WORDS, self._lengths[at] + articles + marks)

    def _number(self, place_id: str) -> int | None:
        row = self._connection.execute("SELECT number FROM place WHERE id = ?", (place_id,)).fetchone()
        return row[0] if row else None

    def _read_place(self, number: int) -> Place:
        row = self._connection.execute(f"SELECT {_COLUMNS} FROM place WHERE number = ?", (number,)).fetchone()  # noqa: S608
        id_, name, kind, lat, lon, country, countries, region, district, population, radius_km, capital = row
        return Place(
            id_, name, KINDS[kind], lat, lon, country, tuple(countries.split()) if countries else (), region, district,
            population, radius_km, bool(capital),
        )  # fmt: skip


def great_circle_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Distance on a sphere (haversine), within 0.6 % of the geodesic: for ordering, not for reporting."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def _cells(lat: float, lon: float, radius_km: float) -> Iterator[tuple[int, int]]:
    """First and last cell of each stretch of the grid that may hold a point of the circle."""
    for south, north, west, east in _boxes(lat, lon, radius_km):
        if east - west > 359:  # whole rows follow each other
            yield cell_of(max(south, -90.0), -180.0), cell_of(min(north, 90.0), 180.0)
            continue
        first, last = cell_of(max(south, -90.0), west), cell_of(min(north, 90.0), west)
        width = cell_of(0.0, east) - cell_of(0.0, west)
        for start in range(first, last + 1, 360 * CELLS_PER_DEGREE):
            yield start, start + width


def _boxes(lat: float, lon: float, radius_km: float) -> list[tuple[float, float, float, float]]:
    """South, north, west, east of what holds the circle: two boxes where it crosses the 180th meridian."""
    reach = radius_km / _KM_PER_DEGREE
    south, north = lat - reach, lat + reach
    if south <= -90 or north >= 90:
        return [(south, north, -180.0, 180.0)]
    width = math.degrees(math.asin(min(1.0, math.sin(math.radians(reach)) / math.cos(math.radians(lat)))))
    west, east = lon - width, lon + width
    if width >= 90:
        return [(south, north, -180.0, 180.0)]
    if west < -180:
        return [(south, north, -180.0, east), (south, north, west + 360, 180.0)]
    if east > 180:
        return [(south, north, west, 180.0), (south, north, -180.0, east - 360)]
    return [(south, north, west, east)]
