"""Cuts units out of the layers of a stored grammar model: those that matter least; the others tell what they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]
LABELS = ("tag", "word_class", "script")
HEADS = ("narrow", "start", "arc_dependent", "arc_head", "rel_dependent", "rel_head")
"""What reads the last of the layers."""
_RIDGE = 1e-3


def retell(arrays: Arrays, consumers: Sequence[str], biases: Sequence[str], told: np.ndarray, keep: np.ndarray) -> None:
    """Cut rows out of the weights that read some units, the others telling what those said as well as they can.

    ``told`` is what the units say of many words, (words, units), ``keep`` the places of those that stay; weights may
    have the directions in front.
    """
    left = np.setdiff1d(np.arange(told.shape[1]), keep)
    known = np.hstack([told[:, keep], np.ones((len(told), 1), np.float32)]).astype(np.float64)
    ridge = _RIDGE * len(told) * np.eye(known.shape[1])
    answer = np.linalg.solve(known.T @ known + ridge, known.T @ told[:, left])
    for name, bias in zip(consumers, biases, strict=True):
        weight = arrays[name].astype(np.float64)
        arrays[name] = weight[..., keep, :] + answer[:-1] @ weight[..., left, :]
        arrays[bias] = arrays[bias] + answer[-1] @ weight[..., left, :]


def slimmed(
    arrays: Arrays, config: Mapping[str, Any], told: Mapping[str, np.ndarray], worth: Mapping[str, np.ndarray]
) -> Arrays:
    """The arrays with fewer units: ``told`` and ``worth`` say of each group of units what they say, and their worth."""
    arrays = {k: np.asarray(v, np.float64) if v.dtype.kind == "f" else v for k, v in arrays.items()}
    for n, size in enumerate(config["layers"]):
        last = n + 1 == len(config["layers"])
        readers = {f"{h}_weight": f"{h}_bias" for h in HEADS} if last else {f"lstm_in_{n + 1}": f"lstm_bias_{n + 1}"}
        slim_layer(arrays, n, size, told[f"layer {n}"], worth[f"layer {n}"], readers)
    for name, readers in (("narrow", LABELS), ("rel", ("rel_out",))):
        keep = _best(worth[name], config["narrow" if name == "narrow" else "relation"])
        retell(arrays, [f"{r}_weight" for r in readers], [f"{r}_bias" for r in readers], told[name], keep)
        for source in ("narrow",) if name == "narrow" else ("rel_dependent", "rel_head"):
            keep_columns(arrays, source, keep)
        if name == "rel":
            arrays["rel_root"] = arrays["rel_root"][keep]
    keep = _best(worth["arc_dependent"], config["arc"])
    retell(arrays, ["arc_weight"], ["arc_bias"], told["arc_dependent"], keep)
    keep_columns(arrays, "arc_dependent", keep)
    keep = _best(worth["arc_head"], config["arc"])
    asked = np.vstack([arrays["arc_weight"], arrays["arc_bias"]]).T  # what reads a head: rows are its units
    turned = {"weight": asked, "bias": np.zeros(asked.shape[1])}
    retell(turned, ["weight"], ["bias"], told["arc_head"], keep)
    arrays["arc_weight"], arrays["arc_bias"] = turned["weight"].T[:-1], turned["weight"].T[-1]
    arrays["root"] = arrays["root"][keep]
    keep_columns(arrays, "arc_head", keep)
    return arrays


def slim_layer(
    arrays: Arrays, n: int, size: int, told: np.ndarray, worth: np.ndarray, readers: Mapping[str, str]
) -> None:
    """Cut a two-way layer down to ``size`` units a way; ``readers`` are the weights that read it, with their biases."""
    old = told.shape[1] // 2
    ways = [_best(worth[:old], size), _best(worth[old:], size)]
    retell(arrays, list(readers), list(readers.values()), told, np.concatenate([ways[0], old + ways[1]]))
    parts: dict[str, list[np.ndarray]] = {"in": [], "own": [], "bias": []}
    for way, keep in enumerate(ways):
        own = {"own": arrays[f"lstm_own_{n}"][way], "bias": arrays[f"lstm_bias_{n}"][way]}
        retell(own, ["own"], ["bias"], told[:, way * old : (way + 1) * old], keep)
        columns = np.concatenate([gate * old + keep for gate in range(4)])
        own["in"] = arrays[f"lstm_in_{n}"][way]
        for what, array in own.items():
            parts[what].append(array[..., columns])
    for what, arrays_of_ways in parts.items():
        arrays[f"lstm_{what}_{n}"] = np.stack(arrays_of_ways)


def _best(worth: np.ndarray, count: int) -> np.ndarray:
    return np.sort(np.argsort(-worth, kind="stable")[:count])


def keep_columns(arrays: Arrays, name: str, keep: np.ndarray) -> None:
    """Leave only some outputs of a layer."""
    for what in ("weight", "bias"):
        arrays[f"{name}_{what}"] = arrays[f"{name}_{what}"][..., keep]
