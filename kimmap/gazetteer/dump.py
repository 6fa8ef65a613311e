"""Builds an index of all of GeoNames from its dump, ``allCountries.zip`` (CC BY 4.0, 13 million places).

The dump is read twice, line by line: for the names of the areas, which stand anywhere in it, and for the
places.  Nothing of it is held in memory but those names.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from kimmap.errors import DataMissing, UnreadableSource
from kimmap.gazetteer.build import supplement_entries, without_garbage_collection
from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.geonames import is_name, town_radius_km
from kimmap.gazetteer.layout import FORMAT
from kimmap.gazetteer.store import IndexWriter, Progress
from kimmap.gazetteer.supplement import Entry, read_aliases, read_demonyms, read_points, region_names, tables
from kimmap.gazetteer.unfinished import Unfinished
from kimmap.geodesy import great_circle_km
from kimmap.model import Place, PlaceKind
from kimmap.version import __version__

_COLUMNS = 19
_MOST = 1 << 31
_ROOM = 1 << 20
_KINDS_OF_CODES: dict[str, PlaceKind] = {
    "ADM1": "region", "ADM2": "district", "ADM3": "district", "RGN": "region", "CONT": "continent",
    "PPLX": "quarter", "ISL": "island", "ISLS": "island", "ATOL": "island", "MT": "mountain", "PK": "mountain",
    "MTS": "mountains", "RDGE": "mountains", "PASS": "pass", "GAP": "pass", "VLC": "volcano", "DSRT": "desert",
    "CAPE": "cape", "PT": "cape", "LK": "lake", "LKS": "lake", "LKN": "lake", "RSV": "lake", "LGN": "lake",
    "STM": "river", "STMI": "river", "WTRC": "river", "CNL": "canal", "CNLN": "canal", "BAY": "gulf", "GULF": "gulf",
    "FJD": "gulf", "STRT": "strait", "CHNM": "strait", "SEA": "sea", "OCN": "ocean", "PRT": "port", "HBR": "port",
    "PRK": "park", "RES": "park", "RESN": "park", "RESW": "park", "AIRP": "airport", "AIRB": "airport",
    "RSTN": "station", "MTRO": "station", "SPCP": "spaceport", "PSTB": "border_crossing",
}  # fmt: skip
_KINDS_OF_CLASSES: dict[str, PlaceKind] = {"P": "city", "A": "district"}
_RANKS: dict[PlaceKind, float] = {"site": 9.5, "quarter": 9, "river": 8.5, "lake": 8.5, "station": 9}
_GONE = {"ADM1H", "ADM2H", "ADM3H", "ADM4H", "PPLQ", "PPLW", "PPLH"}
_RANK = 8.0
_REPEATS_KM = 30
"""A place of the supplement's kind and name that is this near to it, beside its radius, is that place."""


@dataclass
class _Known:
    """What the supplement has already, so that the dump does not repeat it, and which numbers the dump has had."""

    ids: set[str] = field(default_factory=set)
    spots: dict[tuple[PlaceKind, str], list[Place]] = field(default_factory=lambda: defaultdict(list))

    seen: bytearray = field(default_factory=bytearray)
    """A bit for each number of a place."""

    def is_new(self, number: int) -> bool:
        """Whether the dump has this number of a place for the first time."""
        at, bit = number >> 3, 1 << (number & 7)
        if at >= len(self.seen):
            self.seen += bytes(at + _ROOM - len(self.seen))
        was, self.seen[at] = self.seen[at], self.seen[at] | bit
        return not was & bit

    def add(self, entry: Entry) -> None:
        self.ids.add(entry.place.id)
        for name in {name_key(n) for n in (entry.place.name, *entry.names)}:
            self.spots[entry.place.kind, name].append(entry.place)

    def has(self, place: Place) -> bool:
        return place.id in self.ids or any(
            great_circle_km(*place.point, *known.point) < _REPEATS_KM + known.radius_km
            for known in self.spots.get((place.kind, name_key(place.name)), ())
        )


def build_from_dump(dump: Path, index_path: Path, progress: Progress | None = None) -> int:
    """Build the index of a GeoNames dump (.zip or .txt) at ``index_path``, whole or not at all; how many places.

    What was interrupted goes on with the next call for the same dump.  Raises ``UnreadableSource``, naming file and
    line, for a dump that is broken or something else, and ``DataMissing`` where the index cannot be written.
    """
    report = progress or (lambda _share, _what: None)
    try:
        unfinished = Unfinished(index_path, _made_from(dump))
    except OSError as error:
        raise DataMissing(f"{index_path.parent} is not writable ({error.strerror}): set KIMMAP_CACHE") from error
    try:
        with without_garbage_collection(), IndexWriter(index_path, report, unfinished) as index:
            _add_all(dump, index, unfinished, report)
            index.add_demonyms((name_key(word), code) for word, code in read_demonyms())
            index.note("source", f"GeoNames, {dump.name}")
    finally:
        unfinished.close()
    return index.count


def _add_all(dump: Path, index: IndexWriter, unfinished: Unfinished, report: Progress) -> None:
    """Add the places of the supplement and of the dump that are not in the index yet."""
    known, supplement, aliases, points = _Known(), list(supplement_entries()), read_aliases(), read_points()
    areas = _kept_areas(dump, unfinished, report)
    at = _Position(**(unfinished.state or {}).get("position", {}))
    known.seen = at.seen()
    index.position = lambda: at.told(known.seen)
    if unfinished.state:
        report(0.1, f"going on behind line {at.line:,}, where it was interrupted")
    for entry in supplement:
        known.add(entry)
    for entry in supplement[index.count :]:
        index.add(entry)
    for share, line, offset, row in _rows(dump, at.line, at.offset):
        at.line, at.offset = line, offset
        if better := points.get(f"geonames:{row[0]}"):
            row[4:6] = map(str, better)
        found = _entry(row, areas, aliases, dump, at.line)
        if found and not known.is_new(int(row[0])):
            raise UnreadableSource(f"{dump}, line {at.line}: the id {row[0]} was there before: download it again")
        if found and not known.has(found.place):
            index.add(found)
        if at.line % 50_000 == 0:
            report(0.1 + 0.5 * share, f"reading places: {at.line:,} lines")


@dataclass
class _Position:
    """How far a dump was read: lines, bytes, and the numbers of places that it had."""

    line: int = 0
    offset: int = 0
    numbers: str = ""

    def seen(self) -> bytearray:
        return bytearray(zlib.decompress(base64.b64decode(self.numbers))) if self.numbers else bytearray()

    def told(self, seen: bytearray) -> dict[str, Any]:
        numbers = base64.b64encode(zlib.compress(seen, 1)).decode()
        return {"line": self.line, "offset": self.offset, "numbers": numbers}


def _made_from(dump: Path) -> str:
    """What tells whether an unfinished index is one of this dump, this version and these tables."""
    with _readable(dump), _opened(dump) as (file, size):
        sample = hashlib.blake2b(file.read(1 << 20)).hexdigest()
    if zipfile.is_zipfile(dump):
        with zipfile.ZipFile(dump) as archive:
            changed = [(member.filename, member.CRC, member.file_size) for member in archive.infolist()]
    else:
        changed = [(dump.name, dump.stat().st_mtime_ns, size)]
    tables_ = hashlib.blake2b(b"".join(table.read_bytes() for table in tables())).hexdigest()
    return f"{FORMAT} {__version__} {tables_} {sample} {changed}"


def _kept_areas(dump: Path, unfinished: Unfinished, report: Progress) -> dict[str, str]:
    """Name of each first- and second-level area by code, read once."""
    kept = unfinished.kept("areas.json") if unfinished.state else None
    if isinstance(kept, dict):
        return kept
    report(0.0, "reading the names of areas")
    areas = _area_names(dump, lambda share: report(0.1 * share, "reading the names of areas")) | region_names()
    unfinished.keep("areas.json", areas)
    return areas


def _area_names(dump: Path, report: Callable[[float], None]) -> dict[str, str]:
    """Name of each first- and second-level area by code ("US.CA", "US.CA.037")."""
    found: dict[str, str] = {}
    for share, number, _offset, row in _rows(dump, marks=(b"\tADM1\t", b"\tADM2\t")):
        if row[7] in ("ADM1", "ADM2"):
            found[".".join([row[8], *row[10 : 11 if row[7] == "ADM1" else 12]])] = row[1]
            if number % 1000 == 0:
                report(share)
    return found


def _entry(
    row: list[str], areas: dict[str, str], aliases: dict[str, tuple[str, ...]], dump: Path, number: int
) -> Entry | None:
    """The place of one line; None for countries, which the supplement has, and for what is no more."""
    id_, name, _ascii, alternates, lat, lon, class_, code, country = row[:9]
    if not name or code.startswith("PCL") or code in _GONE:
        return None
    kind = kind_of(class_, code)
    try:
        if not 0 < int(id_) < _MOST:
            raise ValueError(f"{id_} is no number of a place")
        population = max(0, int(row[14] or 0))
        place = Place(
            id=f"geonames:{id_}", name=name, kind=kind, lat=float(lat), lon=float(lon), country=country or None,
            region=areas.get(f"{country}.{row[10]}") if kind != "region" else None,
            district=areas.get(f"{country}.{row[10]}.{row[11]}") if kind != "district" else None,
            population=population if kind in ("city", "quarter", "region", "district", "island") else 0,
            radius_km=town_radius_km(population) if kind == "city" else 0.0, capital=code == "PPLC",
        )  # fmt: skip
    except ValueError as error:
        raise UnreadableSource(f"{dump}, line {number}: {error}: download the dump again") from error
    names = tuple(n for n in alternates.split(",") if n and is_name(n, population))
    return Entry(place, (*names, *aliases.get(place.id, ())), rank=_RANKS.get(kind, _RANK))


def kind_of(class_: str, code: str) -> PlaceKind:
    """The kind of place that GeoNames' feature class and code stand for."""
    if code.startswith("PCL"):
        return "country"
    return _KINDS_OF_CODES.get(code) or _KINDS_OF_CLASSES.get(class_, "site")


def _rows(
    dump: Path, number: int = 0, read: int = 0, marks: tuple[bytes, ...] = ()
) -> Iterator[tuple[float, int, int, list[str]]]:
    """(share read, line number, bytes up to its end, columns) of each line, or of those that hold one of ``marks``.

    Begins behind the first ``number`` lines, which are ``read`` bytes.
    """
    with _readable(dump), _opened(dump) as (file, size):
        file.seek(read)
        for raw in file:
            number += 1
            read += len(raw)
            if marks and not any(mark in raw for mark in marks):
                continue
            try:
                row = raw.decode("utf-8", errors="strict").rstrip("\r\n").split("\t")
            except UnicodeDecodeError as error:
                raise UnreadableSource(f"{dump}, line {number}: not UTF-8 text: download the dump again") from error
            if len(row) != _COLUMNS:
                raise UnreadableSource(
                    f"{dump}, line {number}: {len(row)} columns where a GeoNames dump has {_COLUMNS}: "
                    "is it complete, and is it allCountries.zip or a country's, as download.geonames.org has them?"
                )
            yield read / max(1, size), number, read, row


@contextmanager
def _readable(dump: Path) -> Iterator[None]:
    """Says in one line that a dump is broken."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, OSError, zlib.error) as error:
        raise UnreadableSource(f"{dump} cannot be read to its end ({error}): download it again") from error


@contextmanager
def _opened(dump: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The lines of a dump as bytes, and how many bytes there are."""
    if not zipfile.is_zipfile(dump):
        if dump.suffix == ".zip":
            raise zipfile.BadZipFile("it is no zip file")
        with dump.open("rb") as file:
            yield file, dump.stat().st_size
        return
    with zipfile.ZipFile(dump) as archive:
        members = [m for m in archive.infolist() if m.filename.endswith(".txt") and m.filename != "readme.txt"]
        if len(members) != 1:
            raise UnreadableSource(f"{dump} holds {len(members)} tables where a GeoNames dump has one")
        with archive.open(members[0]) as inner:
            yield inner, members[0].file_size
