"""Writes the index file, whose columns ``layout`` describes.

``IndexWriter`` writes beside where the index belongs and renames at the end, so that an index is there whole
or not at all.  Names, points and ids are sorted in runs on disk, which keeps to a bounded share of memory however
many there are.
"""

from __future__ import annotations

import errno
import glob
import math
import shutil
import tempfile
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from kimmap.errors import DataMissing
from kimmap.gazetteer.columns import ColumnWriter
from kimmap.gazetteer.filing import (
    ROWS,
    beginnings,
    hashes,
    rows,
    write_beginnings,
    write_ids,
    write_kinds,
    write_names,
    write_spots,
)
from kimmap.gazetteer.folding import filing_keys
from kimmap.gazetteer.layout import AREA, AREAS, FORMAT, KINDS, RECORD, cell_key, cell_of
from kimmap.gazetteer.runs import SortedRuns
from kimmap.gazetteer.supplement import Entry
from kimmap.geodesy import along, geodesic_km
from kimmap.model import PlaceKind

Progress = Callable[[float, str], None]

OTHER_NAME_COSTS = 0.1
"""What an alternative name costs in prominence: as much as having a tenth of the inhabitants."""
_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_BATCH = 400_000
"""So many names are held in memory."""
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


class IndexWriter:
    """Writes an index to ``path`` when the ``with`` block ends without an error; leaves nothing otherwise.

    Raises ``DataMissing`` where ``path`` cannot be written, also when the disk is full, and for an id that comes
    twice.
    """

    def __init__(self, path: Path, report: Progress) -> None:
        self._path = path
        self._report = report
        self._number = 0
        self._notes: dict[str, Any] = {}
        self._demonyms: dict[str, str] = {}
        self._areas: dict[str, int] = {}
        self._text_at = 0
        self._text_ends = {"other": 0, "course": 0}
        self._clear()

    def __enter__(self) -> IndexWriter:
        directory = self._path.parent
        try:
            directory.mkdir(parents=True, exist_ok=True)
            _remove_leftovers(self._path)
            self._work = Path(tempfile.mkdtemp(prefix=self._path.stem + "-", suffix=".part", dir=directory))
            self._columns = ColumnWriter(self._work)
            self._runs = {name: SortedRuns(self._work / f"{name}.run", row) for name, row in ROWS.items()}
        except OSError as error:
            raise DataMissing(
                f"the place index has to be built and {directory} is not writable ({error.strerror}): "
                "set KIMMAP_CACHE to a directory that is"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
        except DataMissing:
            raise
        except OSError as problem:
            raise self._unwritable(problem) from problem
        finally:
            self._columns.close()
            for runs in self._runs.values():
                runs.close()
            shutil.rmtree(self._work, ignore_errors=True)

    @property
    def count(self) -> int:
        """How many places were added."""
        return self._number

    def add(self, entry: Entry) -> None:
        """Add one place; its id must be new."""
        place, number = entry.place, self._number
        self._number += 1
        kind, weight = _KIND_NUMBERS[place.kind], prominence(entry)
        own = filing_keys(place.name)
        others: set[str] = set()
        for name in entry.names:
            others |= filing_keys(name)
        others -= own
        self._keys += own
        self._keys += others
        self._counts += (len(own), len(others))
        self._costs += (-weight, OTHER_NAME_COSTS - weight)
        self._ids.append(place.id)
        self._kinds.append(kind)
        self._ranks.append(-round(weight, 4))
        area = AREA.join((place.country or "", " ".join(place.countries), place.region or "", place.district or ""))
        text = f"{place.id}\0{place.name}".encode()
        self._records += RECORD.pack(
            place.lat, place.lon, place.radius_km, place.population, self._text_at + len(self._text), len(text),
            kind, place.capital,
        )  # fmt: skip
        self._area_numbers.append(self._areas.setdefault(area, len(self._areas)))
        self._text += text
        if others:
            self._attach("other", number, "|".join(sorted(others)))
        if entry.spots:
            self._attach("course", number, " ".join(f"{lat:g},{lon:g}" for lat, lon in entry.spots))
        for lat, lon in _laid(entry.spots) if entry.spots else (place.point,):
            self._spots.extend((cell_key(kind, cell_of(lat, lon)), round(lat * 1e6), round(lon * 1e6), number))
        if len(self._keys) >= _BATCH:
            self._flush()

    def add_demonyms(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Add (folded word, country code)."""
        for word, code in pairs:
            self._demonyms.setdefault(word, code)

    def note(self, key: str, value: object) -> None:
        """Keep a fact about the index, which ``PlaceIndex.notes`` gives back."""
        self._notes[key] = value

    def _attach(self, column: str, number: int, text: str) -> None:
        """Keep a text that only some places have."""
        places, starts, content = self._texts[column]
        places.append(number)
        starts.append(self._text_ends[column] + len(content))
        content += text.encode()

    def _clear(self) -> None:
        """Begin a batch."""
        self._keys: list[str] = []
        self._counts: list[int] = []  # of the own and the other names of each place
        self._costs: list[float] = []
        self._ids: list[str] = []
        self._kinds, self._ranks = array("B"), array("f")
        self._spots = array("q")  # cell, latitude and longitude in millionths, place: one after the other
        self._records, self._text = bytearray(), bytearray()
        self._area_numbers = array("I")
        self._texts = {name: (array("I"), array("Q"), bytearray()) for name in ("other", "course")}

    def _flush(self) -> None:
        """Write a batch."""
        try:
            self._write_batch()
        except OSError as error:
            raise self._unwritable(error) from error
        self._clear()

    def _write_batch(self) -> None:
        numbers = np.arange(self._number - len(self._ids), self._number, dtype=np.uint32)
        self._columns.append("place", "B", self._records)
        self._columns.append("place_area", "I", self._area_numbers)
        self._columns.append("text", "B", self._text)
        self._text_at += len(self._text)
        for name, (places, starts, content) in self._texts.items():
            self._columns.append(f"{name}_place", "I", places)
            self._columns.append(f"{name}_start", "Q", starts)
            self._columns.append(f"{name}_text", "B", content)
            self._text_ends[name] += len(content)
        owners = np.repeat(np.repeat(numbers, 2), self._counts)
        self._runs["name"].append(rows("name", hashes(self._keys), np.repeat(self._costs, self._counts), owners))
        self._runs["id"].append(rows("id", hashes(self._ids), numbers))
        self._runs["kind"].append(rows("kind", self._kinds, self._ranks, numbers))
        self._runs["spot"].append(rows("spot", *np.frombuffer(self._spots, np.int64).reshape(-1, 4).T))
        self._runs["beginning"].append(beginnings(self._keys))

    def _finish(self) -> None:
        self._flush()
        self._report(0.7, "sorting names")
        names = write_names(self._runs["name"], self._columns)
        self._report(0.85, "sorting places")
        for number in write_ids(self._runs["id"], self._columns):
            raise DataMissing(f"the place index {self._path} cannot be made: the id {self._id(number)} comes twice")
        write_spots(self._runs["spot"], self._columns)
        write_kinds(self._runs["kind"], self._columns)
        write_beginnings(self._runs["beginning"], self._columns)
        self._report(0.95, "writing the index")
        self._columns.append("area", "B", "".join(area + AREAS for area in self._areas).encode())
        self._notes |= {"format": FORMAT, "places": self._number, "names": names, "demonyms": self._demonyms}
        part = self._work / "index"
        self._columns.assemble(part, self._notes)
        part.replace(self._path)
        self._report(1.0, "place index ready")

    def _id(self, number: int) -> str:
        """The id of a place that was added."""
        record = RECORD.unpack(self._columns.read("place", number * RECORD.size, RECORD.size))
        return self._columns.read("text", record[4], record[5]).decode().partition("\0")[0]

    def _unwritable(self, error: OSError) -> DataMissing:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        advice = "the disk is full: free some space, or set KIMMAP_CACHE to another disk" if full else str(error)
        return DataMissing(f"the place index {self._path} could not be written: {advice}")


def _remove_leftovers(index: Path) -> None:
    """Delete what builds of such an index that were killed left: what nobody has written to for a day.

    An embedded index has the digest of its data in its name, so that those of other data are such, too; the format
    before this one left files where this one leaves folders.
    """
    kind = "gazetteer-*" if index.name.startswith("gazetteer-") else glob.escape(index.stem)
    for path in (*index.parent.glob(f"{kind}-????????.part"), *index.parent.glob(f"{kind}-????????.raw")):
        with suppress(OSError):  # another build was quicker
            if time.time() - path.stat().st_mtime <= _LEFT_S:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def _laid(points: tuple[tuple[float, float], ...]) -> Iterator[tuple[float, float]]:
    """The points of a course and more between them, so that what lies beside it is found near it."""
    yield points[0]
    for start, end in pairwise(points):
        steps = math.ceil(geodesic_km(start, end) / _SPOT_KM)
        for step in range(1, steps):
            yield along(start, end, step / steps)
        yield end
