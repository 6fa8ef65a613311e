"""The two-way LSTM of the embedded models, in numpy, as fast as one core allows.

Most of the time goes into the products with the weights, then into passing over memory.  Hence the windows of
a batch are laid out step by step, so that each step reads and writes one block; both directions go together;
every step works in the same few buffers; and what the first layer reads is computed once per distinct word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from kimmap.language.network import Floats, Ints

_WINDOWS = 192
"""Windows that are read side by side: enough for the products to be fast, few enough to stay in the caches."""
_ROWS_READ = 512
"""Rows of what a further layer reads that are computed at once: some steps' worth, never less than one's."""
_WAYS = 2


@dataclass(frozen=True, slots=True)
class _Layer:
    """Weights of one layer, the directions in front: (2, in, 4 h), (2, h, 4 h), (2, 1, 4 h); gates i f o g.

    They are negative, since the logistic function is 1 / (1 + exp(-x)), and what multiplies outputs of an LSTM
    is doubled, since these are kept halved.  Both are exact.
    """

    read: Floats
    own: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class _Plan:
    """A batch of windows laid out step by step: those still alive at step 0, then those at step 1, and so on.

    ``ahead`` says which word of the text stands in each row when the windows are read forwards; ``mirror``
    which row has the word that stands there when they are read backwards (and the other way round).
    """

    edges: tuple[int, ...]
    ahead: Ints
    mirror: Ints


class TwoWayLSTM:
    """Layers of LSTMs that read forwards and backwards; each layer reads both directions of the one below."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        self._layers = [
            _Layer(
                np.ascontiguousarray(arrays[f"lstm_in_{n}"] * np.float32(-2 if n else -1)),
                np.ascontiguousarray(arrays[f"lstm_own_{n}"] * np.float32(-2)),
                -arrays[f"lstm_bias_{n}"][:, None],
            )
            for n in range(sum(k.startswith("lstm_in_") for k in arrays))
        ]
        self._size = self._layers[-1].own.shape[1]

    def __call__(self, vectors: Floats, index: Ints, lengths: Sequence[int]) -> Floats:
        """One row of outputs per word.

        ``vectors`` are those of the distinct words, ``index`` says which of them each word is; ``lengths`` are the
        words of each window, the windows one after the other.
        """
        size = self._size
        first = self._layers[0]
        table = np.matmul(vectors, first.read)
        table += first.bias
        out = np.empty((len(index), _WAYS * size), np.float32)
        place = np.empty(len(index), np.int64)
        done = 0
        space = _Space(size)
        with np.errstate(over="ignore"):  # an infinite exp gives the right 0 or 1
            for plan in _plans(np.asarray(lengths, np.int64)):
                words = index[plan.ahead]
                outputs = np.empty((_WAYS, len(words), size), np.float32)
                both = out[done : done + len(words)]
                for way, order in enumerate((words, words[plan.mirror])):
                    _run(first.own[way], _Looked(table[way], order, space), plan.edges, outputs[way], space)
                for layer in self._layers[1:]:
                    _join(outputs, plan.mirror, both)
                    for way, rows in enumerate((both, both.take(plan.mirror, axis=0))):
                        read = _Read(layer.read[way], layer.bias[way], rows, plan.edges, space)
                        _run(layer.own[way], read, plan.edges, outputs[way], space)
                _join(outputs, plan.mirror, both)
                place[plan.ahead] = np.arange(done, done + len(words))
                done += len(words)
        out *= 2
        return out.take(place, axis=0)


class _Space:
    """Memory that all steps work in, so that it stays in the caches."""

    def __init__(self, size: int) -> None:
        self.gates, self.looked = np.empty((2, _WINDOWS * 4 * size), np.float32)
        self.read = np.empty(_ROWS_READ * 4 * size, np.float32)
        self.cell = np.empty((_WINDOWS, size), np.float32)


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


def _join(outputs: Floats, mirror: Ints, both: Floats) -> None:
    """Write what both directions say of each word beside each other, in the order of reading forwards."""
    size = outputs.shape[2]
    both[:, :size] = outputs[0]
    both[:, size:] = outputs[1].take(mirror, axis=0)


def _plans(lengths: Ints) -> Iterator[_Plan]:
    """The windows in batches of similar length, the longest first."""
    starts = np.cumsum(lengths) - lengths
    order = np.argsort(-lengths, kind="stable")
    for first in range(0, len(order), _WINDOWS):
        batch = order[first : first + _WINDOWS]
        sizes = lengths[batch]
        alive = np.arange(sizes[0])[:, None] < sizes
        edges = np.concatenate([[0], np.cumsum(alive.sum(axis=1))])
        step, window = np.nonzero(alive)
        yield _Plan(tuple(edges.tolist()), starts[batch][window] + step, edges[sizes[window] - 1 - step] + window)


def _run(
    weights: Floats, read: Callable[[int, int], Floats], edges: Sequence[int], outputs: Floats, space: _Space
) -> None:
    """One direction of a layer over a batch: writes ``outputs`` (halved), step by step.

    ``read`` gives what is read at some rows, times the weights.
    """
    size = len(weights)
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
