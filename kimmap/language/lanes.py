"""How the windows of a text are laid out for the layers: in lanes that are read side by side, step by step."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kimmap.language.network import Ints


@dataclass(frozen=True, slots=True)
class Lanes:
    """Windows one behind the other in lanes of about the same length, the longest lane first.

    The rows of a step stand together: ``edges[t]`` to ``edges[t + 1]`` are the words that are read at step t,
    one of each lane that is long enough.  ``rows`` says in which row each word of the text is; ``begins`` and
    ``ends`` in which lanes a window begins or ends at each step.
    """

    edges: Sequence[int]
    rows: Ints
    begins: Sequence[Ints]
    ends: Sequence[Ints]

    def steps(self, way: int) -> Iterator[tuple[int, int, Ints]]:
        """The steps in the order in which they are read, forwards (0) or backwards (1).

        Of each its first row, the one behind it, and the lanes in which a window begins, read that way.
        """
        order = range(len(self.edges) - 1)
        for t in reversed(order) if way else order:
            yield self.edges[t], self.edges[t + 1], self.ends[t] if way else self.begins[t]


def lay_out(lengths: Ints, most: int) -> Lanes:
    """Lanes for windows of so many words, which stand in the text one after the other; at most ``most`` lanes."""
    count = min(most, -(-int(lengths.sum()) // int(lengths.max())))
    lane, start, sizes = _shared_out(lengths.tolist(), count)
    order = np.argsort(-sizes, kind="stable")
    rank = np.empty(count, np.int64)
    rank[order] = np.arange(count)
    lane = rank[lane]
    alive = np.searchsorted(-sizes[order], -np.arange(sizes.max()), side="left")
    edges = np.concatenate([[0], np.cumsum(alive)])
    firsts = np.cumsum(lengths) - lengths
    step = np.arange(int(lengths.sum())) + np.repeat(start - firsts, lengths)
    rows = edges[step] + np.repeat(lane, lengths)
    return Lanes(
        edges.tolist(), rows, _by_step(start, lane, len(alive)), _by_step(start + lengths - 1, lane, len(alive))
    )


def _shared_out(lengths: Sequence[int], count: int) -> tuple[Ints, Ints, Ints]:
    """The lane and the first step of each window, and the length of each lane: the longest window goes first,
    always to the lane that is shortest yet."""
    lanes = [(0, i) for i in range(count)]
    placed = np.empty((2, len(lengths)), np.int64)
    for n in sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True):
        size, lane = lanes[0]
        placed[:, n] = lane, size
        heapq.heapreplace(lanes, (size + lengths[n], lane))
    return placed[0], placed[1], np.array([size for size, _ in sorted(lanes, key=lambda own: own[1])])


def _by_step(steps: Ints, lanes: Ints, count: int) -> list[Ints]:
    """Lanes by step, sorted."""
    order = np.lexsort((lanes, steps))
    return np.split(lanes[order], np.searchsorted(steps[order], np.arange(1, count)))
