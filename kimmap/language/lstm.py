"""One layer of the two-way LSTMs of the embedded models, in numpy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from kimmap.language.lanes import Lanes
from kimmap.language.network import Floats, Ints

_WAYS = 2


class LSTM:
    """Weights of one layer, the directions in front: (2, in, 4 h), (2, h, 4 h), (2, 1, 4 h); gates i f o g.

    They are negative, since the logistic function is 1 / (1 + exp(-x)); those of g are stored doubled, since
    tanh(x) is 2 / (1 + exp(-2 x)) - 1.
    """

    def __init__(self, arrays: Mapping[str, Floats], n: int, lanes: int) -> None:
        """Layer ``n`` of a model; at most ``lanes`` are read side by side."""
        self._read, self._own = -arrays[f"lstm_in_{n}"], -arrays[f"lstm_own_{n}"]
        self._bias = -arrays[f"lstm_bias_{n}"][:, None]
        self.size = self._own.shape[1]
        # Memory that all steps work in, so that it stays in the caches.
        self._gates, self._product = np.empty((2, lanes, 4 * self.size), np.float32)
        self._cell, self._between = np.empty((2, lanes, self.size), np.float32)

    def table(self, vectors: Floats) -> Floats:
        """What each word gives the gates, per direction."""
        table: Floats = np.matmul(vectors, self._read)
        table += self._bias
        return table

    def look_up(self, table: Floats, order: Ints, lanes: Lanes) -> Floats:
        """What the first layer says of each row, both directions side by side.

        ``order`` says which row of the table the word of each row of the lanes is.
        """

        def looked_up(way: int, begin: int, end: int) -> Floats:
            return np.take(table[way], order[begin:end], axis=0, out=self._gates[: end - begin], mode="clip")

        return self._both(looked_up, lanes)

    def read(self, rows: Floats, lanes: Lanes) -> Floats:
        """What a further layer says of each row; ``rows`` are what the one below said."""

        def computed(way: int, begin: int, end: int) -> Floats:
            gates: Floats = np.matmul(rows[begin:end], self._read[way], out=self._gates[: end - begin])
            gates += self._bias[way]
            return gates

        return self._both(computed, lanes)

    def _both(self, read: Callable[[int, int, int], Floats], lanes: Lanes) -> Floats:
        """Both directions, step by step; ``read`` gives what is read at some rows, times the weights."""
        outputs = np.empty((lanes.edges[-1], _WAYS * self.size), np.float32)
        for way in range(_WAYS):
            own, said = self._own[way], outputs[:, way * self.size : (way + 1) * self.size]
            self._cell[:] = 0
            for begin, end, before, alive, fresh in lanes.steps(way):
                gates = read(way, begin, end)
                if alive:
                    product = np.matmul(said[before : before + alive], own, out=self._product[:alive])
                    if len(fresh):
                        product[fresh] = 0
                        self._cell[fresh] = 0
                    gates[:alive] += product
                _step(gates, self._cell[: end - begin], self._between[: end - begin], said[begin:end])
        return outputs


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
