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
from kimmap.gazetteer.renown import other_name_costs, prominence
from kimmap.gazetteer.runs import SortedRuns
from kimmap.gazetteer.supplement import Entry
from kimmap.gazetteer.unfinished import Unfinished
from kimmap.geodesy import along, geodesic_km

Progress = Callable[[float, str], None]

_KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
_BATCH = 400_000
"""So many names are held in memory."""
_LEFT_S = 86_400
_SPOT_KM = 20
"""Between the points of a course that are further apart than this, more are laid."""


class _Unwritable(DataMissing):
    """The disk is full or gone."""


class IndexWriter:
    """Writes an index to ``path`` when the ``with`` block ends without an error; leaves nothing otherwise.

    With ``unfinished`` it leaves what was written to go on with when it was stopped or the disk is full.

    Raises ``DataMissing`` where ``path`` cannot be written, also when the disk is full, and for an id that comes
    twice.
    """

    def __init__(self, path: Path, report: Progress, unfinished: Unfinished | None = None) -> None:
        self._path = path
        self._report = report
        self._unfinished = unfinished
        self._steps_done: list[str] = []
        self._number = 0
        self.position: Callable[[], dict[str, Any]] = dict
        """Tells how far the caller is, which is kept with what was written."""
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
            self._open(directory)
        except OSError as error:
            raise DataMissing(
                f"the place index has to be built and {directory} is not writable ({error.strerror}): "
                "set KIMMAP_CACHE to a directory that is"
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stopped = isinstance(error, KeyboardInterrupt | SystemExit | _Unwritable)
        try:
            if error is None:
                self._finish()
            elif isinstance(error, OSError):
                raise error
        except _Unwritable:
            stopped = True
            raise
        except OSError as problem:
            stopped = True
            raise self._unwritable(problem) from problem
        except (KeyboardInterrupt, SystemExit):
            stopped = True
            raise
        finally:
            self._columns.close()
            for runs in self._runs.values():
                runs.close()
            if not self._unfinished:
                shutil.rmtree(self._work, ignore_errors=True)
            elif stopped:
                self._unfinished.close()
            else:
                self._unfinished.discard()

    def _open(self, directory: Path) -> None:
        state = (self._unfinished.state if self._unfinished else None) or {}
        self._work = (
            self._unfinished.folder
            if self._unfinished
            else Path(tempfile.mkdtemp(prefix=self._path.stem + "-", suffix=".part", dir=directory))
        )
        lengths = state.get("runs", {})
        self._columns = ColumnWriter(self._work, state.get("columns"))
        self._runs = {n: SortedRuns(self._work / f"{n}.run", row, lengths.get(n, ())) for n, row in ROWS.items()}
        if state:
            self._number, self._text_at, self._text_ends = state["number"], state["text_at"], state["text_ends"]
            self._areas = {area: number for number, area in enumerate(state["areas"])}
            self._steps_done, self._notes = state["steps_done"], state["notes"]

    def _save(self) -> None:
        """Let a later call go on from here."""
        if not self._unfinished:
            return
        columns = self._columns.sizes()
        runs = {name: runs.lengths() for name, runs in self._runs.items()}
        files = {name: size for name, (_code, size) in columns.items()}
        files |= {f"{n}.run": sum(lengths) * self._runs[n].row_size for n, lengths in runs.items()}
        self._unfinished.save({
            "files": files, "columns": columns, "runs": runs, "number": self._number, "text_at": self._text_at,
            "text_ends": self._text_ends, "areas": list(self._areas), "steps_done": self._steps_done,
            "notes": self._notes, "position": self.position(),
        })  # fmt: skip

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
        self._costs += (-weight, other_name_costs(place) - weight)
        self._ids.append(place.id)
        self._kinds.append(kind)
        self._ranks.append(-round(weight, 4))
        area = AREA.join((place.country or "", " ".join(place.countries), place.region or "", place.district or ""))
        text = f"{place.id}\0{place.name}".encode()
        self._records += RECORD.pack(
            place.lat, place.lon, place.radius_km, place.population, self._text_at + len(self._text),
            self._text_at + len(self._text) + len(text), self._areas.setdefault(area, len(self._areas)), kind,
            place.capital,
        )  # fmt: skip
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
        self._texts = {name: (array("I"), array("Q"), bytearray()) for name in ("other", "course")}

    def _flush(self) -> None:
        """Write a batch."""
        try:
            self._write_batch()
            self._clear()
            self._save()
        except OSError as error:
            raise self._unwritable(error) from error

    def _write_batch(self) -> None:
        numbers = np.arange(self._number - len(self._ids), self._number, dtype=np.uint32)
        self._columns.append("place", "B", self._records)
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
        if not self._steps_done:
            self._flush()
        for share, what, name, step in (
            (0.7, "sorting names", "name", self._sort_names),
            (0.85, "sorting places", "id", self._sort_ids),
            (0.88, "sorting places", "spot", lambda: write_spots(self._runs["spot"], self._columns)),
            (0.9, "sorting places", "kind", lambda: write_kinds(self._runs["kind"], self._columns)),
            (0.93, "sorting places", "beginning", lambda: write_beginnings(self._runs["beginning"], self._columns)),
        ):
            if name not in self._steps_done:
                self._report(share, what)
                step()
                self._runs[name].drop()
                self._steps_done.append(name)
                self._save()
                self._runs[name].empty()
        self._report(0.95, "writing the index")
        self._columns.append("area", "B", "".join(area + AREAS for area in self._areas).encode())
        self._notes |= {"format": FORMAT, "places": self._number, "demonyms": self._demonyms}
        part = self._work / "index"
        self._columns.assemble(part, dict(sorted(self._notes.items())))
        part.replace(self._path)
        self._report(1.0, "place index ready")

    def _sort_names(self) -> None:
        self._notes["names"] = write_names(self._runs["name"], self._columns)

    def _sort_ids(self) -> None:
        for number in write_ids(self._runs["id"], self._columns):
            raise DataMissing(f"the place index {self._path} cannot be made: the id {self._id(number)} comes twice")

    def _id(self, number: int) -> str:
        """The id of a place that was added."""
        record = RECORD.unpack(self._columns.read("place", number * RECORD.size, RECORD.size))
        return self._columns.read("text", record[4], record[5] - record[4]).decode().partition("\0")[0]

    def _unwritable(self, error: OSError) -> _Unwritable:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        advice = "the disk is full: free some space, or set KIMMAP_CACHE to another disk" if full else str(error)
        again = "; the same command then goes on from here" if self._unfinished else ""
        return _Unwritable(f"the place index {self._path} could not be written: {advice}{again}")


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
