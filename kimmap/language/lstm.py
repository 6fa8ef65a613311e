"""One layer of the two-way LSTMs of the embedded models, in numpy."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from kimmap.language.network import Floats, Ints

_ROWS_READ = 512
"""Rows of what a further layer reads that are computed at once: some steps' worth, never less than one's."""


class LSTM:
    """Weights of one layer, the directions in front: (2, in, 4 h), (2, h, 4 h), (2, 1, 4 h); gates i f o g.

    They are negative, since the logistic function is 1 / (1 + exp(-x)), and what multiplies outputs of an LSTM
    is doubled, since these are kept halved.  Both are exact.
    """

    def __init__(self, arrays: Mapping[str, Floats], n: int, halved: bool, windows: int) -> None:
        """``halved`` says whether the layer below is an LSTM; at most ``windows`` are read side by side."""
        self._read = np.ascontiguousarray(arrays[f"lstm_in_{n}"] * np.float32(-2 if halved else -1))
        self._own = np.ascontiguousarray(arrays[f"lstm_own_{n}"] * np.float32(-2))
        self._bias = -arrays[f"lstm_bias_{n}"][:, None]
        self.size = self._own.shape[1]
        self._space = _Space(self.size, windows)

    def table(self, vectors: Floats) -> Floats:
        """What each word gives the gates, per direction."""
        table: Floats = np.matmul(vectors, self._read)
        table += self._bias
        return table

    def look_up(self, way: int, table: Floats, order: Ints, edges: Sequence[int]) -> Floats:
        """One direction of the first layer over a batch; ``order`` says which row of the table each word is."""
        return _run(self._own[way], _Looked(table[way], order, self._space), edges, self._space)

    def read(self, way: int, rows: Floats, edges: Sequence[int]) -> Floats:
        """One direction of a further layer over a batch of ``rows``."""
        return _run(
            self._own[way], _Read(self._read[way], self._bias[way], rows, edges, self._space), edges, self._space
        )


class _Space:
    """Memory that all steps work in, so that it stays in the caches."""

    def __init__(self, size: int, windows: int) -> None:
        self.gates, self.looked = np.empty((2, windows * 4 * size), np.float32)
        self.read = np.empty(_ROWS_READ * 4 * size, np.float32)
        self.cell = np.empty((windows, size), np.float32)


class _Looked:
    """What the first layer reads at each step: looked up in a table of the distinct words."""

    def __init__(self, table: Floats, order: Ints, space: _Space) -> None:
        self._table, self._order, self._space = table, order, space

    def __call__(self, begin: int, end: int) -> Floats:
        width = self._table.shape[1]
        found = self._space.looked[: (end - begin) * width].reshape(-1, width)
        return np.take(self._table, self._order[begin:end], axis=0, out=found, mode="clip")


class _Read:
    """What a further layer reads at each step: computed for some steps at once."""

    def __init__(self, weights: Floats, bias: Floats, rows: Floats, edges: Sequence[int], space: _Space) -> None:
        self._weights, self._bias, self._rows, self._space = weights, bias, rows, space
        self._begin = self._end = 0
        self._edges = edges

    def __call__(self, begin: int, end: int) -> Floats:
        width = self._weights.shape[1]
        if end > self._end:
            self._begin, self._end = begin, self._edges[bisect_right(self._edges, begin + _ROWS_READ) - 1]
            self._block = self._space.read[: (self._end - begin) * width].reshape(-1, width)
            np.matmul(self._rows[begin : self._end], self._weights, out=self._block)
            self._block += self._bias
        return self._block[begin - self._begin : end - self._begin]


def _run(weights: Floats, read: Callable[[int, int], Floats], edges: Sequence[int], space: _Space) -> Floats:
    """One direction of a layer over a batch, step by step; what it says of each row is halved.

    ``read`` gives what is read at some rows, times the weights.
    """
    size = len(weights)
    outputs = np.empty((edges[-1], size), np.float32)
    cell = space.cell  # halved
    cell[:] = 0
    before = 0
    for begin, end in pairwise(edges):
        count = end - begin
        gates = space.gates[: count * 4 * size].reshape(count, 4 * size)
        if begin:
            # Once a window has ended, its row is left out: they are sorted by length.
            np.matmul(outputs[before : before + count], weights, out=gates)
            gates += read(begin, end)
            np.exp(gates, out=gates)
        else:
            np.exp(read(begin, end), out=gates)
        before = begin
        gates += 1
        np.reciprocal(gates, out=gates)
        i, f, o, g = (gates[:, n * size : (n + 1) * size] for n in range(4))
        # tanh(x) = 2 sigmoid(2 x) - 1; the weights of g were doubled when they were stored.
        g -= 0.5
        g *= i
        kept = cell[:count]
        kept *= f
        kept += g
        hidden = outputs[begin:end]
        np.multiply(kept, -4, out=hidden)
        np.exp(hidden, out=hidden)
        hidden += 1
        np.reciprocal(hidden, out=hidden)
        hidden -= 0.5
        hidden *= o
    return outputs
