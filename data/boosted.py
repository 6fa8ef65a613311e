"""How the trees of ``kimmap.boosted_trees`` are trained and stored: shared by the trainers in the folders beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer

SMALLEST_LEAF = 8


@dataclass(frozen=True)
class Boosting:
    """How many trees, how deep, and how much each adds."""

    depth: int
    count: int
    rate: float
    sample: float = 0.6
    smallest_leaf: int = SMALLEST_LEAF


@dataclass(frozen=True)
class Trained:
    """Trees and the names of their columns."""

    names: list[str]
    model: GradientBoostingClassifier
    how: Boosting

    def chances(self, rows: Sequence[dict[str, float]]) -> list[float]:
        """The chance of each row."""
        if not rows:
            return []
        columns = {name: i for i, name in enumerate(self.names)}
        table = np.zeros((len(rows), len(columns)), dtype=np.float32)
        for i, signs in enumerate(rows):
            for name in signs.keys() & columns.keys():
                table[i, columns[name]] = signs[name]
        return [float(chance) for chance in self.model.predict_proba(table)[:, 1]]

    def as_arrays(self) -> dict[str, np.ndarray]:
        """The trees as complete ones, with the columns that they ask for alone."""
        depth, count = self.how.depth, self.how.count
        inner = 2**depth - 1
        columns = np.zeros((count, inner), dtype=np.int16)
        thresholds = np.full((count, inner), np.inf, dtype=np.float32)
        leaves = np.zeros((count, inner + 1), dtype=np.float32)
        for number, (fitted,) in enumerate(self.model.estimators_):
            tree = fitted.tree_
            nodes = {0: 0}
            for at in range(inner):
                node = nodes[at]
                if tree.children_left[node] < 0:
                    nodes[2 * at + 1] = nodes[2 * at + 2] = node
                    continue
                columns[number, at], thresholds[number, at] = tree.feature[node], tree.threshold[node]
                nodes[2 * at + 1], nodes[2 * at + 2] = tree.children_left[node], tree.children_right[node]
            for leaf in range(inner + 1):
                leaves[number, leaf] = self.how.rate * tree.value[nodes[inner + leaf]][0, 0]
        used = sorted(set(columns[np.isfinite(thresholds)].tolist()))
        renumbered = np.searchsorted(used, np.where(np.isfinite(thresholds), columns, used[0])).astype(np.int16)
        share = self.model.init_.class_prior_[1]
        kept = json.dumps([self.names[i] for i in used]).encode()
        return {
            "names": np.frombuffer(kept, dtype=np.uint8),
            "columns": renumbered,
            "thresholds": thresholds,
            "leaves": leaves,
            "base": np.float64(np.log(share / (1 - share))),
        }


def train(
    rows: Sequence[dict[str, float]], answers: Sequence[bool], how: Boosting, weights: Sequence[float] | None = None
) -> Trained:
    """Trees that tell ``answers`` from ``rows`` of signs; the same ones each time."""
    vectors = DictVectorizer(sparse=False, dtype=np.float32)
    table = vectors.fit_transform(rows)
    model = GradientBoostingClassifier(
        n_estimators=how.count,
        max_depth=how.depth,
        learning_rate=how.rate,
        subsample=how.sample,
        max_features=0.2,
        min_samples_leaf=how.smallest_leaf,
        random_state=0,
    )
    model.fit(table, answers, sample_weight=weights)
    return Trained(list(vectors.feature_names_), model, how)
