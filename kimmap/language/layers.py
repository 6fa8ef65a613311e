"""The layers of the embedded models, in numpy, as fast as one core allows: two-way LSTMs.

Most of the time goes into the products with the weights, then into exponentials and into passing over memory.
Hence the windows of a text are laid out in lanes, so that each step reads and writes one block; every step works
in the same few buffers; and what the first layer reads is computed once per distinct word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from kimmap.language.lanes import Lanes, lay_out
from kimmap.language.lstm import LSTM, WAYS
from kimmap.language.network import Floats, Ints

_LANES = 192
"""Windows that are read side by side: enough for the products to be fast, few enough to stay in the caches."""
_WORDS = 25_000
"""Words that are read at once, about."""
_MOST_KEPT = 40_000
"""Rows of memory that are kept for the next text."""


class Memory:
    """Rows to write to, the same ones again and again.

    The system hands out new memory page by page, each of which costs more than what is computed in it.
    """

    def __init__(self, width: int) -> None:
        self._rows = np.empty((0, width), np.float32)

    def rows(self, count: int) -> Floats:
        """So many rows, good until the next call; what is in them is left from before."""
        if count > _MOST_KEPT:
            return np.empty((count, self._rows.shape[1]), np.float32)
        if count > len(self._rows):
            self._rows = np.empty((count, self._rows.shape[1]), np.float32)
        return self._rows[:count]


class Layers:
    """Layers that read forwards and backwards; each reads both directions of the one below."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        count = sum("lstm_in_" in key for key in arrays)
        self._layers = [LSTM(arrays, n, _LANES) for n in range(count)]
        self._tables = [Memory(4 * self._layers[0].size) for _ in range(WAYS)]
        self._outputs = [Memory(WAYS * layer.size + 1) for layer in self._layers]

    def read(self, vectors: Floats, index: Ints, lengths: Sequence[int]) -> tuple[Ints, Floats]:
        """Which word of the text each row of the outputs is of, and the outputs; each row ends with a one.

        ``vectors`` are those of the distinct words, ``index`` says which of them each word is; ``lengths`` are the
        words of each window, the windows one after the other.  The outputs are good until the next call.
        """
        table = [memory.rows(len(vectors)) for memory in self._tables]
        self._layers[0].tabulate(vectors, table)
        words = np.empty(len(index), np.int64)
        outputs = self._outputs[-1].rows(len(index))
        done = 0
        for windows in _batches(np.asarray(lengths, np.int64)):
            lanes = lay_out(windows, _LANES)
            own = slice(done, done + len(lanes.rows))
            words[own][lanes.rows] = np.arange(own.start, own.stop)
            self._read(table, index[words[own]], lanes, outputs[own])
            done = own.stop
        return words, outputs

    def _read(self, table: Sequence[Floats], order: Ints, lanes: Lanes, outputs: Floats) -> None:
        """Write what the last layer says into ``outputs``."""
        said = [*(memory.rows(len(outputs)) for memory in self._outputs[:-1]), outputs]
        first, *others = self._layers
        with np.errstate(over="ignore"):  # an infinite exp gives the right 0 or 1
            first.look_up(table, order, lanes, said[0])
            for layer, (rows, to) in zip(others, pairwise(said), strict=True):
                layer.read(rows, lanes, to)


def _batches(lengths: Ints) -> Iterator[Ints]:
    """The windows in batches of about the same number of words."""
    edges = np.cumsum(lengths)
    count = max(1, round(edges[-1] / _WORDS))
    cuts = np.searchsorted(edges, edges[-1] / count * np.arange(1, count)) + 1
    return (batch for batch in np.split(lengths, cuts) if len(batch))
