"""The layers of the embedded models, in numpy, as fast as one core allows: two-way LSTMs.

Most of the time goes into the products with the weights, then into exponentials and into passing over memory.
Hence the windows of a text are laid out in lanes, so that each step reads and writes one block; every step works
in the same few buffers; and what the first layer reads is computed once per distinct word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from kimmap.language.lanes import Lanes, lay_out
from kimmap.language.lstm import LSTM
from kimmap.language.network import Floats, Ints

_LANES = 192
"""Windows that are read side by side: enough for the products to be fast, few enough to stay in the caches."""
_WORDS = 25_000
"""Words that are read at once, about."""


class Layers:
    """Layers that read forwards and backwards; each reads both directions of the one below."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        count = sum("lstm_in_" in key for key in arrays)
        self._layers = [LSTM(arrays, n, _LANES) for n in range(count)]

    def read(self, vectors: Floats, index: Ints, lengths: Sequence[int]) -> Iterator[tuple[Ints, Floats]]:
        """Some rows of outputs after others, and which word of the text each of them is of; each ends with a one.

        ``vectors`` are those of the distinct words, ``index`` says which of them each word is; ``lengths`` are the
        words of each window, the windows one after the other.
        """
        table = self._layers[0].table(vectors)
        done = 0
        for windows in _batches(np.asarray(lengths, np.int64)):
            lanes = lay_out(windows, _LANES)
            words = np.empty(len(lanes.rows), np.int64)
            words[lanes.rows] = np.arange(done, done + len(words))
            done += len(words)
            yield words, self._said(table, index[words], lanes)

    def _said(self, table: Floats, order: Ints, lanes: Lanes) -> Floats:
        first, *others = self._layers
        with np.errstate(over="ignore"):  # an infinite exp gives the right 0 or 1
            said = first.look_up(table, order, lanes)
            for layer in others:
                said = layer.read(said, lanes)
        return said


def _batches(lengths: Ints) -> Iterator[Ints]:
    """The windows in batches of about the same number of words."""
    edges = np.cumsum(lengths)
    count = max(1, round(edges[-1] / _WORDS))
    cuts = np.searchsorted(edges, edges[-1] / count * np.arange(1, count)) + 1
    return (batch for batch in np.split(lengths, cuts) if len(batch))
