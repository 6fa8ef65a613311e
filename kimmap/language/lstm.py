"""One layer of the two-way LSTMs of the embedded models, in numpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from kimmap.language.lanes import Lanes
from kimmap.language.network import Floats, Ints

WAYS = 2


class LSTM:
    """Weights of one layer, the directions in front: (2, in + 1 + h, 4 h), the bias in between; gates i f o g.

    They are negative, since the logistic function is 1 / (1 + exp(-x)); those of g are stored doubled, since
    tanh(x) is 2 / (1 + exp(-2 x)) - 1.  Outputs end with a one, so that for what reads them a bias is a row of
    the weights.
    """

    def __init__(self, arrays: Mapping[str, Floats], n: int, lanes: int) -> None:
        """Layer ``n`` of a model; at most ``lanes`` are read side by side."""
        names = (f"lstm_in_{n}", f"lstm_bias_{n}", f"lstm_own_{n}")
        self._weights = -np.concatenate([arrays[name].reshape(WAYS, -1, arrays[name].shape[-1]) for name in names], 1)
        self._width, self.size = (arrays[name].shape[1] for name in names[::2])
        # Memory that all steps work in, so that it stays in the caches.
        self._gates, self._product = np.empty((2, lanes, 4 * self.size), np.float32)
        self._cell, self._between = np.empty((2, lanes, self.size), np.float32)
        self._joint = np.empty((lanes, self._weights.shape[1]), np.float32)
        self._hidden = self._joint[:, -self.size :]

    def tabulate(self, vectors: Floats, table: Sequence[Floats]) -> None:
        """Write what each word gives the gates, per direction."""
        for weights, rows in zip(self._weights, table, strict=True):
            np.matmul(vectors, weights[: self._width], out=rows)
            rows += weights[self._width]

    def look_up(self, table: Sequence[Floats], order: Ints, lanes: Lanes, outputs: Floats) -> None:
        """Write what the first layer says of each row, both directions side by side, and a one.

        ``order`` says which row of the table the word of each row of the lanes is.
        """
        own = self._weights[:, -self.size :]

        def looked_up(way: int, begin: int, end: int) -> Floats:
            count = end - begin
            product = np.matmul(self._hidden[:count], own[way], out=self._product[:count])
            gates: Floats = np.take(table[way], order[begin:end], axis=0, out=self._gates[:count], mode="clip")
            gates += product
            return gates

        self._both(looked_up, lanes, outputs)

    def read(self, rows: Floats, lanes: Lanes, outputs: Floats) -> None:
        """The same of a further layer; ``rows`` are what the one below said."""

        def computed(way: int, begin: int, end: int) -> Floats:
            joint = self._joint[: end - begin]
            joint[:, : -self.size] = rows[begin:end]
            gates: Floats = np.matmul(joint, self._weights[way], out=self._gates[: end - begin])
            return gates

        self._both(computed, lanes, outputs)

    def _both(self, read: Callable[[int, int, int], Floats], lanes: Lanes, outputs: Floats) -> None:
        """Both directions, step by step.

        ``read`` gives the gates of some rows, from what is read there and what each lane said last, ``_hidden``.
        """
        outputs[:, -1] = 1
        for way in range(WAYS):
            said = outputs[:, way * self.size : (way + 1) * self.size]
            for begin, end, fresh in lanes.steps(way):
                if len(fresh):
                    self._hidden[fresh] = 0
                    self._cell[fresh] = 0
                count = end - begin
                _step(read(way, begin, end), self._cell[:count], self._between[:count], self._hidden[:count])
                said[begin:end] = self._hidden[:count]


def _step(gates: Floats, cell: Floats, between: Floats, hidden: Floats) -> None:
    """One step of all lanes: from what is read to the new ``cell`` and to what is said, ``hidden``.

    The cell is kept as -2 times what it is, as tanh wants it.
    """
    size = cell.shape[1]
    i, f, o, g = (gates[:, n * size : (n + 1) * size] for n in range(4))
    np.exp(gates, out=gates)
    gates += 1
    np.divide(-4, g, out=between)
    between += 2
    between /= i
    cell /= f
    cell += between
    np.exp(cell, out=between)
    between += 1
    np.divide(2, between, out=between)
    between -= 1
    np.divide(between, o, out=hidden)
