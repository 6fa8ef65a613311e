"""What the grammar model says of each word by itself, from what its layers say of it, before there are trees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from kimmap.language.layers import Memory
from kimmap.language.network import Floats, Ints

_FIRST = ("arc_dependent", "narrow", "start", "arc_head")
_NARROW = ("tag", "word_class", "script")
_ROWS = 256
"""Words that are scored at once: what is between stays in the processor's caches."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the model says of the words of a text.

    The wide arrays have their rows in the order in which the layers gave them, and ``row`` says which of them
    each word has: putting them in the order of the text takes longer.
    """

    row: Ints
    rows: Floats
    """What the layers say."""
    start: Floats
    to_root: Floats
    best: Ints
    """The best tag, word class and script."""
    arc_scores: Floats
    arc_head: Floats


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
        self._arc_scores, self._arc_head = (Memory(len(arrays["arc_bias"])) for _ in range(2))
        self._joint_weights = np.vstack([_with_biases((name,), arrays) for name in ("rel_dependent", "rel_head")])
        self._label_weights = _with_biases(("rel_out",), arrays)
        self._rel_root = arrays["rel_root"]
        self._joint = np.empty((_ROWS, len(self._joint_weights)), np.float32)
        self._related = np.ones((_ROWS, len(self._label_weights)), np.float32)

    def read(self, rows: Floats, words: Ints) -> Said:
        """What is said of some words, whose rows the layers gave in this order; good until the next call."""
        count = len(words)
        row = np.empty(count, np.int64)
        row[words] = np.arange(count)
        start, to_root = np.empty((2, count), np.float32)
        best = np.empty((len(_NARROW), count), np.int64)
        said = Said(row, rows, start, to_root, best, self._arc_scores.rows(count), self._arc_head.rows(count))
        for a in range(0, count, _ROWS):
            self._read(rows[a : a + _ROWS], words[a : a + _ROWS], slice(a, a + _ROWS), said)
        return said

    def _read(self, rows: Floats, words: Ints, to: slice, said: Said) -> None:
        count = len(rows)
        scores = np.matmul(rows, self._weights, out=self._scores[:count])
        dependents, narrow, start, arc_head = (scores[:, part] for part in self._parts)
        said.start[words] = start[:, 0]
        rectify(arc_head, said.arc_head[to])
        rectify(dependents, self._dependents[:count, :-1])
        arcs = np.matmul(self._dependents[:count], self._arc_weights, out=said.arc_scores[to])
        said.to_root[words] = arcs @ self._root
        rectify(narrow, self._narrow[:count, :-1])
        chosen = np.matmul(self._narrow[:count], self._narrow_weights, out=self._chosen[:count])
        for best, choices in zip(said.best, self._choices, strict=True):
            best[words] = chosen[:, choices].argmax(axis=1)

    def relations(self, said: Said, heads: Ints, root: int) -> Ints:
        """The relation of each word to its head, which is chosen by then; that of a root is ``root``, of no other."""
        best = np.empty(len(heads), np.int64)
        width = said.rows.shape[1]
        governors = np.empty(len(heads), np.int64)
        governors[said.row] = said.row[heads]
        for a in range(0, len(heads), _ROWS):
            own = governors[a : a + _ROWS]
            is_root = own == np.arange(a, a + len(own))
            joint = self._joint[: len(own)]
            joint[:, :width] = said.rows[a : a + _ROWS]
            joint[:, width:] = said.rows.take(own, axis=0)
            joint[is_root, width:] = 0
            hidden = joint @ self._joint_weights
            hidden[is_root] += self._rel_root
            rectify(hidden, self._related[: len(own), :-1])
            scores = self._related[: len(own)] @ self._label_weights
            scores[:, root] = np.where(is_root, np.inf, -np.inf)
            best[a : a + _ROWS] = scores.argmax(axis=1)
        return best[said.row]


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
