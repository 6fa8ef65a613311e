"""Where marks and their labels go on a figure, so that nothing covers anything that counts.

Boxes are (left, top, right, bottom) in points of the figure; y runs down.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Box = tuple[float, float, float, float]

_ANGLES = [0, 180, 330, 30, 210, 150, 270, 90, 300, 60, 240, 120]
"""Directions in which a label may stand from its mark, best first: right, left, then obliquely (y down)."""
_ROUNDS = 12
_HIT, _OUTSIDE, _CROSSED, _FAR, _SECOND_CHOICE = 40.0, 400.0, 0.35, 0.25, 0.05


@dataclass(frozen=True, slots=True)
class Label:
    """What has to be placed: a box of this size beside a mark of this radius."""

    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    box: Box
    leader: tuple[float, float] | None
    """Where a line from the mark has to end, None where the label stands next to its mark."""


def spread(points: Array, radii: Array, box: Box, steps: int = 300) -> Array:
    """Marks moved apart until they do not overlap, each as near to its point as that allows."""
    at = points.astype(float).copy()
    if len(at) < 2:
        return at
    # Marks at one spot need a direction in which to part: each its own, the same in every run.
    angle = np.arange(len(at)) * 2.399963
    at += 0.01 * np.column_stack([np.cos(angle), np.sin(angle)])
    least = radii[:, None] + radii[None, :] + 1.2
    low, high = np.array(box[:2]) + radii.max() + 1, np.array(box[2:]) - radii.max() - 1
    for step in range(steps):
        apart = at[:, None, :] - at[None, :, :]
        distance = np.hypot(apart[..., 0], apart[..., 1])
        np.fill_diagonal(distance, np.inf)
        overlap = np.maximum(0, least - distance)
        if step and not overlap.any():
            break
        push = (apart / np.maximum(distance, 1e-6)[..., None] * overlap[..., None]).sum(axis=1)
        home = (points - at) * (0.02 * (1 - step / steps))
        at = np.clip(at + 0.35 * push + home, low, high)
    return at


def place_labels(
    labels: Sequence[Label], marks: Sequence[Box], route: Array, taken: Sequence[Box], frame: Box
) -> list[Placed]:
    """A place for each label: off the marks, off each other, off the ``taken`` boxes, inside the frame.

    ``route`` are points along the lines of the map, shape (n, 2): a label may cross them, at a price.
    Each label in turn takes its cheapest place given those of the others, until none moves.
    """
    candidates = [_candidates(label) for label in labels]
    solid = np.array([*marks, *taken], dtype=float).reshape(-1, 4)
    fixed = [
        np.array([_price(c, n, label, solid, route, frame) for n, c in enumerate(of)])
        for label, of in zip(labels, candidates, strict=True)
    ]
    choice = [int(np.argmin(prices)) for prices in fixed]
    for _ in range(_ROUNDS):
        moved = False
        for i, of in enumerate(candidates):
            others = np.array([candidates[j][choice[j]].box for j in range(len(labels)) if j != i]).reshape(-1, 4)
            prices = fixed[i] + np.array([_HIT * _overlap(c.box, others) for c in of])
            best = int(np.argmin(prices))
            if prices[best] < prices[choice[i]] - 1e-9:
                choice[i], moved = best, True
        if not moved:
            break
    return [of[n] for of, n in zip(candidates, choice, strict=True)]


def _candidates(label: Label) -> list[Placed]:
    found = []
    for extra in (0.0, 9.0, 20.0, 34.0, 52.0):
        for degrees in _ANGLES:
            angle = math.radians(degrees)
            dx, dy = math.cos(angle), math.sin(angle)
            reach = label.radius + 2.5 + extra
            # The box touches the circle around the mark with the side or the corner that faces it.
            x = label.x + dx * reach + (dx - 1) / 2 * label.width
            y = label.y + dy * reach + (dy - 1) / 2 * label.height
            box = (x, y, x + label.width, y + label.height)
            end = (min(max(label.x, box[0]), box[2]), min(max(label.y, box[1]), box[3]))
            found.append(Placed(box, end if extra else None))
    return found


def _price(candidate: Placed, number: int, label: Label, solid: Array, route: Array, frame: Box) -> float:
    left, top, right, bottom = candidate.box
    outside = max(0, frame[0] - left) + max(0, right - frame[2]) + max(0, frame[1] - top) + max(0, bottom - frame[3])
    inside = (route[:, 0] > left) & (route[:, 0] < right) & (route[:, 1] > top) & (route[:, 1] < bottom)
    far = math.dist((label.x, label.y), candidate.leader) if candidate.leader else 0.0
    return (
        _OUTSIDE * outside
        + _HIT * _overlap(candidate.box, solid)
        + _CROSSED * float(np.count_nonzero(inside))
        + _FAR * far
        + _SECOND_CHOICE * number
    )


def _overlap(box: Box, others: Array) -> float:
    """Area that a box shares with others, in square points, and 1 for each that it touches."""
    if not len(others):
        return 0.0
    width = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
    height = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
    area = np.where((width > 0) & (height > 0), width * height + 1, 0)
    return float(area.sum())
