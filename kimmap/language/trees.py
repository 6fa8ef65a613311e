"""The best dependency tree of each sentence, from what every word scores as the head of every other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kimmap.language.network import Floats, Ints

_CERTAIN = np.float32(1e9)
_WIDEN = 4
"""Sentences are filled up to a multiple of so many words, to be read many at once."""
_SCORES_AT_ONCE = 500_000


def best_trees(dependents: Floats, governors: Floats, to_root: Floats, edges: Ints, rows: Ints) -> Ints:
    """Head of each word as an index in the text; a root's is its own, and each sentence has one.

    A word scores as the dependent of another by the product of their rows, and as the root by ``to_root``;
    ``rows`` says which row each word has of the first two.
    Sentence ``n`` is the words from ``edges[n]`` to ``edges[n + 1]``.
    """
    heads = np.arange(edges[-1])
    starts, sizes = edges[:-1], np.diff(edges)
    widths = -(-sizes // _WIDEN) * _WIDEN
    for width in np.unique(widths[sizes > 1]).tolist():
        alike = np.flatnonzero((widths == width) & (sizes > 1))
        step = max(1, _SCORES_AT_ONCE // width**2)
        for first in range(0, len(alike), step):
            chosen = alike[first : first + step]
            inside = np.arange(width) < sizes[chosen, None]
            # What fills a sentence up repeats its first word, and is nobody's head.
            words = np.where(inside, starts[chosen, None] + np.arange(width), starts[chosen, None])
            own = rows[words]
            scores = np.matmul(dependents[own], governors[own].transpose(0, 2, 1))
            scores.transpose(0, 2, 1)[~inside] = -_CERTAIN
            found = _trees(scores, np.where(inside, to_root[words], -_CERTAIN), inside)
            heads[words[inside]] = (found + starts[chosen, None])[inside]
    return heads


def _trees(scores: Floats, to_root: Floats, inside: npt.NDArray[np.bool_]) -> Ints:
    """Heads in their sentence, of sentences filled up to one width; ``scores`` is overwritten."""
    count, width = inside.shape
    words, sentences = np.arange(width), np.arange(count)
    scores[:, words, words] = -_CERTAIN
    heads: Ints = scores.argmax(axis=2)
    # One root: the word that loses least when it hangs on nothing.
    loss = to_root - np.take_along_axis(scores, heads[:, :, None], axis=2)[:, :, 0]
    loss[~inside] = -np.inf
    roots = loss.argmax(axis=1)
    heads[sentences, roots] = roots
    # Pointers are doubled until they all arrive at the root, or cannot.
    pointers = np.where(inside, heads, roots[:, None])
    for _ in range(width.bit_length()):
        pointers = np.take_along_axis(pointers, pointers, axis=1)
    for n in np.flatnonzero((pointers != roots[:, None]).any(axis=1)).tolist():
        size = int(inside[n].sum())
        heads[n, :size] = _maximum_tree(scores[n, :size, :size].T.copy(), int(roots[n]))
    return heads


def _maximum_tree(weights: Floats, root: int) -> Ints:
    """Chu-Liu/Edmonds: the maximum spanning tree from ``root`` of ``weights[head, dependent]``."""
    size = len(weights)
    heads: Ints = weights.argmax(axis=0)
    heads[root] = root
    cycle = _find_cycle(heads, root)
    if not cycle:
        return heads
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    gain = weights[heads[members], members]
    into = weights[np.ix_(outside, members)] - gain
    out_of = weights[np.ix_(members, outside)]
    small = np.full((len(outside) + 1, len(outside) + 1), -_CERTAIN, np.float32)
    small[:-1, :-1] = weights[np.ix_(outside, outside)]
    small[:-1, -1] = into.max(axis=1)
    small[-1, :-1] = out_of.max(axis=0)
    solved = _maximum_tree(small, int(np.flatnonzero(outside == root)[0]))
    for n, word in enumerate(outside):
        head = solved[n]
        heads[word] = members[out_of[:, n].argmax()] if head == len(outside) else outside[head]
    heads[root] = root
    entered_from = int(solved[-1])
    entry = members[into[entered_from].argmax()]
    heads[entry] = outside[entered_from]
    return heads


def _find_cycle(heads: Ints, root: int) -> list[int]:
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return path[path.index(word) :]
        state[path] = 2
    return []
