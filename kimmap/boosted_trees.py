"""Boosted decision trees, as ``data/boosted.py`` stores them: signs by name in, a chance out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Trees:
    """Complete binary trees of one depth; the children of node ``i`` are ``2 i + 1`` (at most the threshold) and
    ``2 i + 2``."""

    names: dict[str, int]
    """Each sign that some tree asks for, with its column."""
    columns: npt.NDArray[np.int64]
    """What each inner node looks at: trees × inner nodes."""
    thresholds: npt.NDArray[np.float32]
    leaves: npt.NDArray[np.float64]
    """What each leaf adds to the log-odds: trees × leaves."""
    base: float

    def chances(self, rows: Sequence[Mapping[str, float]]) -> npt.NDArray[np.float64]:
        """The chance of each row; a sign that a row lacks is 0."""
        table = np.zeros((len(rows), len(self.names)), dtype=np.float32)
        for i, row in enumerate(rows):
            for name, value in row.items():
                if (column := self.names.get(name)) is not None:
                    table[i, column] = value
        count, inner = self.columns.shape
        node = np.zeros((len(rows), count), dtype=np.int64)
        trees, lines = np.arange(count), np.arange(len(rows))[:, None]
        for _ in range((inner + 1).bit_length() - 1):
            asked = table[lines, self.columns[trees, node]]
            node = 2 * node + 1 + (asked > self.thresholds[trees, node])
        odds = self.base + self.leaves[trees, node - inner].sum(axis=1)
        chances: npt.NDArray[np.float64] = 1 / (1 + np.exp(-odds))
        return chances


@cache
def stored_trees(path: Path, kind: str) -> Trees:
    """The trees for ``kind`` in a file of ``data_path``."""
    with np.load(path) as stored:
        names = json.loads(bytes(stored[f"{kind}_names"]).decode())
        return Trees(
            {name: i for i, name in enumerate(names)},
            stored[f"{kind}_columns"].astype(np.int64),
            stored[f"{kind}_thresholds"],
            stored[f"{kind}_leaves"].astype(np.float64),
            float(stored[f"{kind}_base"]),
        )
