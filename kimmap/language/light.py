"""A light recurrence: its gates see only the word that is read, so that a step is two passes over memory.

Per word x and direction: kept = f kept + (1 - f) W x, and the output is r kept + (1 - r) V x, with f and r
logistic in x.  All products are made for many words at once, those of the first layer once per distinct word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from kimmap.language.network import Floats, Ints

_ROWS = 512
"""Words that are computed at once, so that what is between stays in the cache."""


class Light:
    """Weights of one layer, the directions in front; parts f r W V, without V above a layer of the same size."""

    def __init__(self, arrays: Mapping[str, Floats], n: int) -> None:
        weights, bias = arrays[f"light_in_{n}"], arrays[f"light_bias_{n}"]
        _, width, columns = weights.shape
        self._through = columns * 2 == width * 3  # V x is what stands in the row
        self._parts = 3 if self._through else 4
        self.size = columns // self._parts
        # The logistic function is 1 / (1 + exp(-x)).
        signs = np.repeat(np.array([-1, -1, 1, 1][: self._parts], np.float32), self.size)
        self._weights = np.ascontiguousarray(weights * signs)
        self._bias = bias * signs

    def table(self, vectors: Floats) -> Floats:
        """What each word gives, per direction: f, r, (1 - f) W x, (1 - r) V x."""
        found: Floats = np.matmul(vectors, self._weights)
        found += self._bias[:, None]
        size = self.size
        if self._through:
            past = vectors.reshape(len(vectors), 2, size).transpose(1, 0, 2)
            found = np.concatenate([found, past], axis=2)
        gates = found[..., : 2 * size]
        _logistic(gates)
        found[..., 2 * size :] *= 1 - gates
        return found

    def look_up(self, way: int, table: Floats, order: Ints, edges: Sequence[int]) -> Floats:
        """One direction of the first layer over a batch; ``order`` says which row of the table each word is."""
        size = self.size
        parts = [table[way, :, n * size : (n + 1) * size].take(order, axis=0) for n in range(4)]
        return _run(parts, edges)

    def read(self, way: int, rows: Floats, edges: Sequence[int]) -> Floats:
        """One direction of a further layer over a batch of ``rows``."""
        size = self.size
        parts = np.empty((4, len(rows), size), np.float32)
        space = np.empty((_ROWS, self._parts * size), np.float32)
        for begin in range(0, len(rows), _ROWS):
            own = rows[begin : begin + _ROWS]
            read = np.matmul(own, self._weights[way], out=space[: len(own)])
            read += self._bias[way]
            gates = read[:, : 2 * size]
            _logistic(gates)
            forget, out, new, past = parts[:, begin : begin + len(own)]
            forget[:], out[:] = gates[:, :size], gates[:, size:]
            np.subtract(1, gates, out=gates)
            np.multiply(gates[:, :size], read[:, 2 * size : 3 * size], out=new)
            before = own[:, way * size : (way + 1) * size] if self._through else read[:, 3 * size :]
            np.multiply(gates[:, size:], before, out=past)
        return _run(parts, edges)


def _run(parts: Sequence[Floats] | Floats, edges: Sequence[int]) -> Floats:
    """The recurrence, step by step, kept in the third part; then the outputs of all words, in the fourth.

    The parts are f, r, (1 - f) W x and (1 - r) V x, a row a word.
    """
    forget, out, new, past = parts
    before = 0
    for begin, end in pairwise(edges):
        if begin:
            kept = forget[begin:end]
            kept *= new[before : before + end - begin]
            new[begin:end] += kept
        before = begin
    out *= new
    past += out
    return past


def _logistic(negated: Floats) -> None:
    np.exp(negated, out=negated)
    negated += 1
    np.reciprocal(negated, out=negated)
