"""The columns of an index that are sorted: names and ids by hash, points by cell, places by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from kimmap.gazetteer.columns import ColumnWriter
from kimmap.gazetteer.layout import KINDS, beginning_of, bucket_bits, hash_of
from kimmap.gazetteer.runs import Rows, SortedRuns

ROWS: dict[str, list[tuple[str, str]]] = {
    "name": [("hash", "u8"), ("cost", "f8"), ("place", "u4")],
    "id": [("hash", "u8"), ("place", "u4")],
    "spot": [("cell", "u4"), ("y", "i4"), ("x", "i4"), ("place", "u4")],
    "kind": [("kind", "u4"), ("cost", "f4"), ("place", "u4")],
    "beginning": [("hash", "u4"), ("words", "u1")],
}
"""What is sorted, and by what."""
_CODES = {"u8": "Q", "u4": "I", "i4": "i", "f4": "f", "u1": "B"}


def rows(name: str, *columns: Any) -> Rows:
    """Rows of one kind from their columns."""
    made = np.empty(len(columns[0]), ROWS[name])
    for (field, _type), column in zip(ROWS[name], columns, strict=True):
        made[field] = column
    return made


def hashes(texts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """``hash_of`` each text."""
    return np.fromiter(map(hash_of, texts), np.uint64, len(texts))


def beginnings(keys: Sequence[str]) -> Rows:
    """The first words of the keys and how many words a key that begins so has at most."""
    longest: dict[str, int] = {}
    for key in keys:
        words = key.split(" ")
        if len(words) > longest.get(words[0], 0):
            longest[words[0]] = len(words)
    return rows("beginning", [beginning_of(first) for first in longest], [min(255, n) for n in longest.values()])


def write_names(runs: SortedRuns, columns: ColumnWriter) -> int:
    """Write the names' hashes, each with its places, best first; how many names there are."""
    count = places = 0
    for window in runs.windows():
        starts = _firsts(window["hash"])
        _append(columns, "name", "hash", "u8", window["hash"][starts])
        _append(columns, "name", "start", "u4", starts + places)
        _append(columns, "name", "place", "u4", window["place"])
        count, places = count + len(starts), places + len(window)
    _append(columns, "name", "start", "u4", np.array([places]))
    _write_buckets("name", columns, count)
    return count


def write_ids(runs: SortedRuns, columns: ColumnWriter) -> list[int]:
    """Write the ids' hashes with their places; the numbers of places whose id another has."""
    repeated: list[int] = []
    for window in runs.windows():
        _append(columns, "id", "hash", "u8", window["hash"])
        _append(columns, "id", "place", "u4", window["place"])
        repeated += window["place"][1:][window["hash"][1:] == window["hash"][:-1]].tolist()
    return repeated


def write_spots(runs: SortedRuns, columns: ColumnWriter) -> None:
    """Write all points, once each."""
    for window in runs.windows():
        kept = window[_firsts(window)]
        for field, type_ in ROWS["spot"]:
            _append(columns, "spot", field, type_, kept[field])


def write_kinds(runs: SortedRuns, columns: ColumnWriter) -> None:
    """Write the places of each kind, most prominent first, and where each kind begins."""
    counts = np.zeros(len(KINDS) + 1, np.uint32)
    for window in runs.windows():
        _append(columns, "kind", "cost", "f4", window["cost"])
        _append(columns, "kind", "place", "u4", window["place"])
        counts[1:] += np.bincount(window["kind"], minlength=len(KINDS)).astype(np.uint32)
    _append(columns, "kind", "start", "u4", np.cumsum(counts))


def write_beginnings(runs: SortedRuns, columns: ColumnWriter) -> None:
    """Write the hashes of first words and how many words there are at most."""
    for window in runs.windows():
        starts = _firsts(window["hash"])
        _append(columns, "beginning", "hash", "u4", window["hash"][starts])
        longest = np.maximum.reduceat(window["words"], starts) if len(starts) else window["words"]
        _append(columns, "beginning", "words", "u1", longest)


def _write_buckets(name: str, columns: ColumnWriter, count: int) -> None:
    """Where the hashes with the same leading bits begin."""
    bits = bucket_bits(count)
    counts = np.zeros((1 << bits) + 1, np.uint32)
    for part in columns.parts(f"{name}_hash"):
        leading = np.frombuffer(part, np.uint64) >> np.uint64(64 - bits)
        counts[1:] += np.bincount(leading.astype(np.int64), minlength=1 << bits).astype(np.uint32)
    _append(columns, name, "bucket", "u4", np.cumsum(counts))


def _firsts(values: npt.NDArray[Any]) -> npt.NDArray[np.intp]:
    """Where a value differs from the one before it."""
    return np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1]))) if len(values) else np.array([], np.intp)


def _append(columns: ColumnWriter, name: str, field: str, type_: str, values: npt.NDArray[Any]) -> None:
    columns.append(f"{name}_{field}", _CODES[type_], np.ascontiguousarray(values, type_).data)
