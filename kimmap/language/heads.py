"""What the grammar model says of each word by itself, from what its layers say of it, before there are trees."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate, pairwise

import numpy as np

from kimmap.language.network import Floats, Ints

_FIRST = ("arc_dependent", "narrow", "start", "arc_head", "rel_dependent", "rel_head")
_NARROW = ("tag", "word_class", "script")
_ROWS = 256
"""Words that are scored at once: what is between stays in the processor's caches."""


class Said:
    """What the model says of the words of a text.

    The four wide arrays, which trees and relations are made of, have their rows in the order in which the layers
    gave them, and ``row`` says which of them each word has: putting them in the order of the text takes longer.
    """

    def __init__(self, count: int, arrays: Mapping[str, Floats]) -> None:
        self.row = np.empty(count, np.int64)
        self.start, self.to_root = np.empty((2, count), np.float32)
        self.best = np.empty((len(_NARROW), count), np.int64)
        """The best tag, word class and script."""
        self.arc_scores, self.arc_head = np.empty((2, count, len(arrays["arc_bias"])), np.float32)
        self.rel_dependent, self.rel_head = np.empty((2, count, len(arrays["rel_head_bias"])), np.float32)


class Heads:
    """The layers on top of the two-way layers, as far as they read one word."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        # What is read ends with a one, so that the bias is a row of the weights.
        self._weights = _with_biases(_FIRST, arrays)
        self._parts = _slices(_FIRST, arrays)
        self._choices = _slices(_NARROW, arrays)
        self._arc_weights = _with_biases(("arc",), arrays)
        self._narrow_weights = _with_biases(_NARROW, arrays)
        self._root = arrays["root"]
        self._dependents = np.ones((_ROWS, len(self._arc_weights)), np.float32)
        self._narrow = np.ones((_ROWS, len(self._narrow_weights)), np.float32)
        self._scores = np.empty((_ROWS, self._weights.shape[1]), np.float32)
        self._chosen = np.empty((_ROWS, self._narrow_weights.shape[1]), np.float32)

    def read(self, rows: Floats, words: Ints, first: int, said: Said) -> None:
        """Write into ``said`` what is said of some words, whose rows the layers gave from the ``first`` on."""
        said.row[words] = np.arange(first, first + len(words))
        for a in range(0, len(words), _ROWS):
            own = rows[a : a + _ROWS]
            self._read(own, words[a : a + _ROWS], slice(first + a, first + a + len(own)), said)

    def _read(self, rows: Floats, words: Ints, to: slice, said: Said) -> None:
        count = len(rows)
        scores = np.matmul(rows, self._weights, out=self._scores[:count])
        dependents, narrow, start, arc_head, rel_dependent, rel_head = (scores[:, part] for part in self._parts)
        said.start[words] = start[:, 0]
        rectify(arc_head, said.arc_head[to])
        said.rel_dependent[to] = rel_dependent
        said.rel_head[to] = rel_head
        rectify(dependents, self._dependents[:count, :-1])
        arcs = np.matmul(self._dependents[:count], self._arc_weights, out=said.arc_scores[to])
        said.to_root[words] = arcs @ self._root
        rectify(narrow, self._narrow[:count, :-1])
        chosen = np.matmul(self._narrow[:count], self._narrow_weights, out=self._chosen[:count])
        for best, choices in zip(said.best, self._choices, strict=True):
            best[words] = chosen[:, choices].argmax(axis=1)


def rectify(values: Floats, to: Floats) -> None:
    """Write ``values``, those below nought as nought.

    The bits of a float have the sign and the order of a whole number, and those are compared four times as fast.
    """
    np.maximum(values.view(np.int32), 0, out=to.view(np.int32))


def _with_biases(names: tuple[str, ...], arrays: Mapping[str, Floats]) -> Floats:
    """The weights of some layers side by side, their biases below."""
    return np.hstack([np.vstack([arrays[f"{name}_weight"], arrays[f"{name}_bias"]]) for name in names])


def _slices(names: tuple[str, ...], arrays: Mapping[str, Floats]) -> list[slice]:
    """Which columns each of some layers has that stand side by side."""
    edges = accumulate((len(arrays[f"{name}_bias"]) for name in names), initial=0)
    return [slice(a, b) for a, b in pairwise(edges)]
