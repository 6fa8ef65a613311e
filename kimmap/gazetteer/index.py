"""Looks up places in an index file, which is mapped into memory: only what is asked for is read."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import overload

from kimmap.errors import DataMissing
from kimmap.gazetteer.columns import Columns
from kimmap.gazetteer.folding import MAX_NAME_WORDS, filing_keys, name_key, search_keys
from kimmap.gazetteer.layout import (
    CELLS_PER_DEGREE,
    FORMAT,
    KINDS,
    beginning_of,
    bucket_bits,
    cell_key,
    cell_of,
    hash_of,
)
from kimmap.gazetteer.renown import names_of_today_first
from kimmap.gazetteer.table import PlaceTable
from kimmap.geodesy import EARTH_RADIUS_KM, great_circle_km
from kimmap.model import Place, PlaceKind

_KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180

_REMEMBERED_NAMES = 40_000


class PlaceIndex:
    """The ``Gazetteer`` over an index file, which stays mapped.  Remembers what was asked."""

    def __init__(self, path: Path) -> None:
        again = f"{path} is not a place index of this version of kimmap"
        try:
            self._columns = Columns(path)
        except (OSError, ValueError) as error:
            raise DataMissing(f"{again} ({error}): delete it and run kimmap again") from error
        self.notes = self._columns.notes
        if self.notes.get("format") != FORMAT:
            self._columns.close()
            raise DataMissing(f"{again}: delete it and run kimmap again")
        numbers = self._columns.numbers
        self._hashes, self._starts, self._places = map(numbers, ("name_hash", "name_start", "name_place"))
        self._buckets, self._shift = numbers("name_bucket"), 64 - bucket_bits(len(self._hashes))
        self._ids, self._id_places = numbers("id_hash"), numbers("id_place")
        self._beginnings, self._lengths = numbers("beginning_hash"), numbers("beginning_words")
        self._cells, self._spot_places = numbers("spot_cell"), numbers("spot_place")
        self._ys, self._xs = numbers("spot_y"), numbers("spot_x")
        self._kind_starts, self._kind_places = numbers("kind_start"), numbers("kind_place")
        self._kind_costs = numbers("kind_cost")
        self._table = PlaceTable(self._columns)
        self._found = lru_cache(_REMEMBERED_NAMES)(self._find)

    def find(self, name: str) -> Sequence[Place]:
        return self._found(name)

    def near(self, lat: float, lon: float, radius_km: float, kinds: Collection[PlaceKind]) -> tuple[Place, ...]:
        nearest: dict[int, float] = {}
        for kind in sorted({KINDS.index(k) for k in kinds}):
            for first, last in _cells(lat, lon, radius_km):
                start = bisect_left(self._cells, cell_key(kind, first))
                for spot in range(start, bisect_right(self._cells, cell_key(kind, last), start)):
                    distance_km = great_circle_km(lat, lon, self._ys[spot] / 1e6, self._xs[spot] / 1e6)
                    if distance_km <= radius_km and distance_km < nearest.get(self._spot_places[spot], math.inf):
                        nearest[self._spot_places[spot]] = distance_km
        ordered = sorted(nearest, key=lambda number: (nearest[number], number))
        return self._table.read(ordered)

    def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> tuple[Place, ...]:
        import numpy as np

        parts = [slice(*self._kind_starts[kind : kind + 2]) for kind in {KINDS.index(k) for k in kinds}]
        if not parts:
            return ()
        numbers = np.concatenate([np.frombuffer(self._kind_places[part], np.uint32) for part in parts])
        costs = np.concatenate([np.frombuffer(self._kind_costs[part], np.float32) for part in parts])
        if country is not None:
            kept = self._table.in_country(numbers, country)
            numbers, costs = numbers[kept], costs[kept]
        return self._table.read(numbers[np.lexsort((numbers, costs))].tolist())

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
        code: str | None = self.notes["demonyms"].get(name_key(word))
        return code

    def names_of(self, place_id: str) -> tuple[str, ...]:
        number = self._number(place_id)
        if number is None:
            return ()
        others = self._attached("other", number)
        keys = [*sorted(filing_keys(self._place(number).name)), *(others.split("|") if others else ())]
        return tuple(key.removeprefix("=") for key in keys)

    def course(self, place_id: str) -> tuple[tuple[float, float], ...]:
        """(lat, lon) along something long, such as a river or a border stretch of one; empty for all others."""
        number = self._number(place_id)
        points = "" if number is None else self._attached("course", number)
        pairs = (pair.split(",") for pair in points.split())
        return tuple((float(lat), float(lon)) for lat, lon in pairs)

    def forget(self) -> None:
        """Let go of what was asked."""
        self._found.cache_clear()
        self._table.forget()

    def close(self) -> None:
        """Let go of the file."""
        self._columns.close()

    def _find(self, name: str) -> Sequence[Place]:
        keys = search_keys(name)
        if len(keys) == 1:
            numbers = list(self._numbers(keys[0]))  # a view would keep the file from being closed
            return Found(self._table, numbers, keys[0]) if numbers else ()
        return Found(self._table, tuple(dict.fromkeys(n for key in keys for n in self._numbers(key))))

    def _numbers(self, key: str) -> Sequence[int]:
        """The places of one key, best first."""
        wanted = hash_of(key)
        bucket = wanted >> self._shift
        end = self._buckets[bucket + 1]
        at = bisect_left(self._hashes, wanted, self._buckets[bucket], end)
        if at == end or self._hashes[at] != wanted:
            return ()
        return self._places[self._starts[at] : self._starts[at + 1]]

    def _most_words(self, words: Sequence[str]) -> int:
        """How many words a name that begins like these can have at most; 0 when no name begins so."""
        articles = 1 if words and words[0].lower() == "the" else 0
        keys = search_keys(words[articles]) if len(words) > articles else ()
        wanted = beginning_of(keys[0]) if keys else 0
        at = bisect_left(self._beginnings, wanted)
        if at == len(self._beginnings) or self._beginnings[at] != wanted:
            return 0 if keys else MAX_NAME_WORDS
        marks = sum(not any(map(str.isalnum, word)) for word in words[:MAX_NAME_WORDS])
        return min(MAX_NAME_WORDS, self._lengths[at] + articles + marks)

    def _number(self, place_id: str) -> int | None:
        wanted = hash_of(place_id)
        at = bisect_left(self._ids, wanted)
        if at == len(self._ids) or self._ids[at] != wanted or self._place(self._id_places[at]).id != place_id:
            return None
        number: int = self._id_places[at]
        return number

    def _place(self, number: int) -> Place:
        (place,) = self._table.read((number,))
        return place

    def _attached(self, column: str, number: int) -> str:
        """A text that only some places have; empty for the others."""
        places, starts = self._columns.numbers(f"{column}_place"), self._columns.numbers(f"{column}_start")
        at = bisect_left(places, number)
        if at == len(places) or places[at] != number:
            return ""
        file, start, end = self._columns.raw(f"{column}_text")
        last = start + starts[at + 1] if at + 1 < len(places) else end
        return file[start + starts[at] : last].decode()


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


class Found(Sequence[Place]):
    """The places of one name, best first, read from ``table`` all together with the first that is looked at.

    How many there are is known without reading any, which is all that many questions need: is this a name?
    ``key`` is the name, folded, where its places are still to be put in order by what they are called today.  Equal to
    a tuple of the same places.
    """

    __slots__ = ("_key", "_numbers", "_places", "_table")

    def __init__(self, table: PlaceTable, numbers: Sequence[int], key: str = "") -> None:
        self._table = table
        self._numbers = numbers
        self._key = key
        self._places: tuple[Place, ...] | None = None

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Place, ...]: ...
    def __getitem__(self, index: int | slice) -> Place | tuple[Place, ...]:
        return self._read()[index]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        return self._read() == tuple(other) if isinstance(other, Found | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def _read(self) -> tuple[Place, ...]:
        if self._places is None:
            places = self._table.read(self._numbers)
            self._places = names_of_today_first(places, self._key) if self._key else places
        return self._places
