"""The layers of the embedded models, in numpy, as fast as one core allows: two-way LSTMs and lighter recurrences.

Most of the time goes into the products with the weights, then into passing over memory.  Hence the windows of
a batch are laid out step by step, so that each step reads and writes one block; every step works in the same few
buffers; and what the first layer reads is computed once per distinct word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kimmap.language.light import Light
from kimmap.language.lstm import LSTM
from kimmap.language.network import Floats, Ints

_WINDOWS = 192
"""Windows that are read side by side: enough for the products to be fast, few enough to stay in the caches."""
_WAYS = 2


@dataclass(frozen=True, slots=True)
class _Plan:
    """A batch of windows laid out step by step: those still alive at step 0, then those at step 1, and so on.

    ``ahead`` says which word of the text stands in each row when the windows are read forwards; ``mirror``
    which row has the word that stands there when they are read backwards (and the other way round).
    """

    edges: tuple[int, ...]
    ahead: Ints
    mirror: Ints


class Layers:
    """Layers that read forwards and backwards; each reads both directions of the one below."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        self._layers: list[LSTM | Light] = []
        halved = False
        while (n := len(self._layers)) < sum("_in_" in key for key in arrays):
            layer = LSTM(arrays, n, halved, _WINDOWS) if f"lstm_in_{n}" in arrays else Light(arrays, n)
            halved = isinstance(layer, LSTM)
            self._layers.append(layer)
        self._halved = halved

    def __call__(self, vectors: Floats, index: Ints, lengths: Sequence[int]) -> Floats:
        """One row of outputs per word.

        ``vectors`` are those of the distinct words, ``index`` says which of them each word is; ``lengths`` are the
        words of each window, the windows one after the other.
        """
        first = self._layers[0]
        table = first.table(vectors)
        out = np.empty((len(index), _WAYS * self._layers[-1].size), np.float32)
        place = np.empty(len(index), np.int64)
        done = 0
        with np.errstate(over="ignore"):  # an infinite exp gives the right 0 or 1
            for plan in _plans(np.asarray(lengths, np.int64)):
                words = index[plan.ahead]
                said = [
                    first.look_up(way, table, order, plan.edges)
                    for way, order in enumerate((words, words[plan.mirror]))
                ]
                for layer in self._layers[1:]:
                    both = np.empty((len(words), _WAYS * said[0].shape[1]), np.float32)
                    _join(said, plan.mirror, both)
                    said = [
                        layer.read(way, rows, plan.edges)
                        for way, rows in enumerate((both, both.take(plan.mirror, axis=0)))
                    ]
                _join(said, plan.mirror, out[done : done + len(words)])
                place[plan.ahead] = np.arange(done, done + len(words))
                done += len(words)
        if self._halved:
            out *= 2
        return out.take(place, axis=0)


def _join(said: Sequence[Floats], mirror: Ints, both: Floats) -> None:
    """Write what both directions say of each word beside each other, in the order of reading forwards."""
    size = both.shape[1] // _WAYS
    both[:, :size] = said[0]
    both[:, size:] = said[1].take(mirror, axis=0)


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
