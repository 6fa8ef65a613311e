"""Sorts more rows than memory should hold: in runs on disk, which are merged window by window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kimmap.gazetteer.columns import on_disk, reopened

Rows = npt.NDArray[np.void]

_WINDOW = 4_000_000
_SAMPLES = 1000
"""Of each run, so many rows tell how the rows lie, and with it where the windows are best cut."""


class SortedRuns:
    """Rows of one structured type, given back in the order of its fields, the first one first.

    ``lengths`` is what an earlier one told, with whose file this one goes on.
    """

    def __init__(self, path: Path, row: npt.DTypeLike, lengths: Sequence[int] = ()) -> None:
        self._row = np.dtype(row)
        self._fields: Sequence[str] = self._row.names or ()
        self._file = reopened(path, sum(lengths) * self._row.itemsize)
        self._lengths = list(lengths)

    @property
    def row_size(self) -> int:
        """Bytes of a row."""
        return self._row.itemsize

    def append(self, rows: Rows) -> None:
        """Add rows, in any order."""
        if len(rows):
            rows = rows[np.argsort(rows[self._fields[0]], kind="stable")]
            self._file.write(rows.tobytes())
            self._lengths.append(len(rows))

    def windows(self, size: int | None = None) -> Iterator[Rows]:
        """All rows in order, in windows of about ``size``, or of what memory should hold.

        Rows with the same first field stay in one window.
        """
        cuts = self._cuts(size or _WINDOW)
        for first, last in pairwise(cuts):
            rows = np.concatenate([self._read(k, a, b) for k, (a, b) in enumerate(zip(first, last, strict=True))])
            if len(rows):
                yield rows[np.lexsort([rows[field] for field in reversed(self._fields)])]

    def lengths(self) -> list[int]:
        """How many rows each run has, all of which are on the disk from then on."""
        on_disk(self._file)
        return self._lengths

    def drop(self) -> None:
        """Have no rows any more; ``empty`` deletes them."""
        self._lengths = []

    def empty(self) -> None:
        """Make the file as long as its rows."""
        self._file.truncate(sum(self._lengths) * self.row_size)

    def close(self) -> None:
        """Let go of the file."""
        with suppress(OSError):  # the disk is full, which has been said
            self._file.close()

    def _cuts(self, size: int) -> list[list[int]]:
        """Where each window begins in each run, and where the last ends."""
        self._file.flush()
        number = -(-sum(self._lengths) // size)
        if number <= 1:
            return [[0] * len(self._lengths), self._lengths] if self._lengths else []
        samples = np.sort(np.concatenate([self._firsts(k)[_spread(n)] for k, n in enumerate(self._lengths)]))
        bounds = samples[np.arange(1, number) * len(samples) // number]
        inner = [np.searchsorted(self._firsts(k), bounds).tolist() for k in range(len(self._lengths))]
        return [[0] * len(self._lengths), *map(list, zip(*inner, strict=True)), self._lengths]

    def _firsts(self, run: int) -> npt.NDArray[Any]:
        return self._read(run, 0, self._lengths[run])[self._fields[0]].copy()

    def _read(self, run: int, first: int, last: int) -> Rows:
        self._file.seek((sum(self._lengths[:run]) + first) * self._row.itemsize)
        return np.frombuffer(self._file.read((last - first) * self._row.itemsize), self._row)


def _spread(length: int) -> npt.NDArray[np.intp]:
    """``_SAMPLES`` indices all over a run."""
    return np.arange(_SAMPLES) * length // _SAMPLES
