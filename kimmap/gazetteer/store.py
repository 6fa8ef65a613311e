"""The index file: SQLite, written once, in order, and read from then on.

``IndexWriter`` writes beside where the index belongs and renames at the end, so that an index is there whole
or not at all.  Names and points are collected unsorted in a second file and sorted by SQLite, which keeps to a
bounded share of memory however many there are.
"""

from __future__ import annotations

import math
import os
import sqlite3
import tempfile
import time
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import get_args

from kimmap.errors import DataMissing
from kimmap.gazetteer.folding import filing_keys
from kimmap.gazetteer.supplement import Entry
from kimmap.geodesy import along, geodesic_km
from kimmap.model import PlaceKind

Progress = Callable[[float, str], None]

FORMAT = 3
"""Goes up with every change of what is in the file, so that an old index is not read."""
KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
CELLS_PER_DEGREE = 4
OTHER_NAME_COSTS = 0.1
"""What an alternative name costs in prominence: as much as having a tenth of the inhabitants."""
MOST_HASHES = 4_000_000
"""An index of more names has no table of hashes, which is held in memory."""

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, lat REAL, lon REAL,
    country TEXT, countries TEXT, region TEXT, district TEXT, population INTEGER, radius_km REAL, capital INTEGER,
    prominence REAL, keys TEXT
);
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE TABLE spot (kind INTEGER, cell INTEGER, y INTEGER, x INTEGER, place INTEGER,
                   PRIMARY KEY (kind, cell, y, x, place)) WITHOUT ROWID;
CREATE TABLE course (place INTEGER PRIMARY KEY, points TEXT);
CREATE TABLE raw.name (key TEXT, place INTEGER, score REAL);
CREATE TABLE raw.spot (kind INTEGER, cell INTEGER, y INTEGER, x INTEGER, place INTEGER);
"""
_INDEXES = """
CREATE UNIQUE INDEX place_id ON place (id);
CREATE INDEX place_kind ON place (kind, prominence DESC) WHERE kind <> 4;
CREATE INDEX place_country ON place (country, kind) WHERE country IS NOT NULL;
"""
_SETTINGS = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -100000;
"""
assert KINDS.index("city") == 4, "the index place_kind leaves cities out"

_BATCH = 20_000
_LEFT_S = 86_400
_SPOT_KM = 20
"""Between the points of a course that are further apart than this, more are laid."""
_LEVEL: dict[PlaceKind, float] = {"continent": 1.2, "country": 1.15, "region": 0.75, "district": 0.25}
_UNPEOPLED = 1.1
"""What a place without inhabitants has when its rank is 0; each rank takes a tenth of it."""

_FAMOUS_MOUNTAIN = 0.5
"""What a mountain that the world knows has above others: more than the region that is called after it."""


def prominence(entry: Entry) -> float:
    """How likely a bare name means this place, before anything is known of the text: about 0 to 2."""
    place = entry.place
    level = _LEVEL.get(place.kind, 0.0) + (0.4 if place.capital else 0.0)
    if place.population:
        level -= max(0.0, entry.rank - 5) * 0.22
        return level + 0.9 * math.log10(place.population + 1) / 8
    level += _UNPEOPLED * (1 - entry.rank / 10) * (0.5 if level else 1.0)
    return level + (_FAMOUS_MOUNTAIN if place.kind == "mountain" and entry.rank <= 1 else 0.0)


def cell_of(lat: float, lon: float) -> int:
    """The grid cell of a point: rows of a quarter degree from the south, each from west to east."""
    row = min(int((lat + 90) * CELLS_PER_DEGREE), 180 * CELLS_PER_DEGREE - 1)
    column = min(int((lon + 180) * CELLS_PER_DEGREE), 360 * CELLS_PER_DEGREE - 1)
    return row * 360 * CELLS_PER_DEGREE + column


def hash_of(key: str) -> int:
    """32 bits of a name's key, the same on every machine."""
    return zlib.crc32(key.encode())


def first_word(key: str) -> str:
    """The first word of a key, in small letters."""
    return key.partition(" ")[0].removeprefix("=").lower()


class IndexWriter:
    """Writes an index to ``path`` when the ``with`` block ends without an error; leaves nothing otherwise.

    Raises ``DataMissing`` where ``path`` cannot be written, also when the disk is full.
    """

    def __init__(self, path: Path, report: Progress) -> None:
        self._path = path
        self._report = report
        self._number = 0
        self._names: list[tuple[str, int, float]] = []
        self._spots: list[tuple[int, int, int, int, int]] = []
        self._places: list[tuple[object, ...]] = []
        self._courses: list[tuple[int, str]] = []

    def __enter__(self) -> IndexWriter:
        directory = self._path.parent
        try:
            directory.mkdir(parents=True, exist_ok=True)
            _remove_leftovers(directory)
            self._part, self._raw = (_new_file(directory, self._path.stem, end) for end in (".part", ".raw"))
        except OSError as error:
            raise DataMissing(
                f"the place index has to be built and {directory} is not writable ({error.strerror}): "
                "set KIMMAP_CACHE to a directory that is"
            ) from error
        self._connection = sqlite3.connect(self._part, isolation_level=None)
        self._connection.execute("ATTACH ? AS raw", (str(self._raw),))
        self._connection.executescript(_SETTINGS + _SETTINGS.replace("PRAGMA ", "PRAGMA raw."))
        self._connection.execute("BEGIN")
        _execute_all(self._connection, _SCHEMA)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
            self._connection.close()
            if error is None:
                self._part.replace(self._path)
                self._report(1.0, "place index ready")
        except (OSError, sqlite3.Error) as problem:
            raise self._unwritable(problem) from problem
        finally:
            self._connection.close()
            self._part.unlink(missing_ok=True)
            self._raw.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise self._unwritable(error) from error

    @property
    def count(self) -> int:
        """How many places were added."""
        return self._number

    def add(self, entry: Entry) -> None:
        """Add one place; its id must be new."""
        place = entry.place
        self._number += 1
        number, kind, weight = self._number, KINDS.index(place.kind), prominence(entry)
        own = filing_keys(place.name)
        others = set().union(*map(filing_keys, entry.names)) - own if entry.names else set()
        self._names += [(key, number, weight) for key in own]
        self._names += [(key, number, weight - OTHER_NAME_COSTS) for key in others]
        self._places.append(
            (number, place.id, place.name, kind, place.lat, place.lon, place.country, " ".join(place.countries) or None,
             place.region, place.district, place.population, place.radius_km, int(place.capital), round(weight, 4),
             "|".join([*sorted(own), *sorted(others)]))
        )  # fmt: skip
        if entry.spots:
            self._courses.append((number, " ".join(f"{lat:g},{lon:g}" for lat, lon in entry.spots)))
        for lat, lon in _laid(entry.spots) if entry.spots else (place.point,):
            self._spots.append((kind, cell_of(lat, lon), round(lat * 1e6), round(lon * 1e6), number))
        if len(self._places) >= _BATCH:
            self._flush()

    def add_demonyms(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add (folded word, country code)."""
        self._connection.executemany("INSERT OR IGNORE INTO demonym VALUES (?, ?)", pairs)

    def note(self, key: str, value: object) -> None:
        """Keep a fact about the index, which ``PlaceIndex.notes`` gives back."""
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _flush(self) -> None:
        run = self._connection.executemany
        run("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", self._places)
        run("INSERT INTO raw.name VALUES (?,?,?)", self._names)
        run("INSERT OR IGNORE INTO raw.spot VALUES (?,?,?,?,?)", self._spots)
        run("INSERT INTO course VALUES (?,?)", self._courses)
        for rows in (self._places, self._names, self._spots, self._courses):
            rows.clear()

    def _finish(self) -> None:
        self._flush()
        self._report(0.62, "sorting names")
        hashes, longest = array("I"), dict[int, int]()
        self._connection.executemany("INSERT INTO name VALUES (?, ?)", self._grouped(hashes, longest))
        self._report(0.86, "sorting points")
        self._connection.execute("INSERT OR IGNORE INTO spot SELECT * FROM raw.spot ORDER BY kind, cell, y, x, place")
        self._report(0.92, "writing indexes")
        _execute_all(self._connection, _INDEXES)
        self.note("format", FORMAT)
        self.note("places", self._number)
        self.note("names", len(hashes))
        if len(hashes) <= MOST_HASHES:
            self.note("hashes", array("I", sorted(hashes)).tobytes())
            self.note("beginnings", array("I", sorted(longest)).tobytes())
            self.note("lengths", bytes(longest[beginning] for beginning in sorted(longest)))
        self._connection.execute("COMMIT")

    def _grouped(self, hashes: array[int], longest: dict[int, int]) -> Iterator[tuple[str, bytes]]:
        """Each name with the numbers of its places, best first.

        Collects the hashes of the names and, by the hash of a first word, how many words follow it at most.
        """
        rows = self._connection.execute("SELECT key, place FROM raw.name ORDER BY key, score DESC, place")
        for key, group in groupby(rows, itemgetter(0)):
            hashes.append(hash_of(key))
            if len(hashes) > MOST_HASHES:
                longest.clear()
            beginning = hash_of(first_word(key))
            longest[beginning] = max(longest.get(beginning, 0), min(255, key.count(" ") + 1))
            yield key, array("I", dict.fromkeys(place for _key, place in group)).tobytes()

    def _unwritable(self, error: Exception) -> DataMissing:
        full = "full" in str(error) or getattr(error, "errno", None) == 28
        advice = "the disk is full: free some space, or set KIMMAP_CACHE to another disk" if full else str(error)
        return DataMissing(f"the place index {self._path} could not be written: {advice}")


def _remove_leftovers(directory: Path) -> None:
    """Delete what builds that were killed left: files as ours that nobody has written to for a day."""
    for pattern in ("*-????????.part", "*-????????.raw"):
        for path in directory.glob(pattern):
            if time.time() - path.stat().st_mtime > _LEFT_S:
                path.unlink(missing_ok=True)


def _new_file(directory: Path, stem: str, suffix: str) -> Path:
    handle, name = tempfile.mkstemp(prefix=stem + "-", suffix=suffix, dir=directory)
    os.close(handle)
    return Path(name)


def _laid(points: tuple[tuple[float, float], ...]) -> Iterator[tuple[float, float]]:
    """The points of a course and more between them, so that what lies beside it is found near it."""
    yield points[0]
    for start, end in pairwise(points):
        steps = math.ceil(geodesic_km(start, end) / _SPOT_KM)
        for step in range(1, steps):
            yield along(start, end, step / steps)
        yield end


def _execute_all(connection: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";"):  # executescript would commit first
        connection.execute(statement)
