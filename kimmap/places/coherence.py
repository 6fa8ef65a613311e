"""Weighs the candidates of all names of a text together: places told of in one text tend to be near each other.

A name has a score for each candidate, the sum of what is known of it alone and what the other names say:
each of them says how much likelier it becomes itself if this candidate is right (one sum-product message in
a graph that joins all names).  Several rounds let the sure ones speak first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kimmap.places.candidates import (
    COUNTRY, COUNTRY_NUMBER, DISTRICT, LEVEL, PRIOR, RADIUS_KM, REGION, REGION_NUMBER, VAGUE, Features, X, Z,
)  # fmt: skip

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence is worth, in log-odds, and how far it reaches."""

    prior: float = 3.2
    kind: float = 3.0
    nationality: float = 4.0
    held: float = 6.0
    """The text says "inner, outer" and the candidate lies in the other name's candidate."""
    close: float = 1.9
    close_km: float = 30.0
    near: float = 1.2
    near_km: float = 200.0
    same_region: float = 1.5
    same_country: float = 1.25
    in_country: float = 0.9
    """A country is named, and the candidate lies in it."""
    in_area: float = 0.5
    crowd: float = 0.6
    """The sum of n messages counts as n to the power of 1 minus this."""
    rounds: int = 3


WEIGHTS = Weights()


def weigh(
    features: Features, sizes: list[int], own: Vector, pairs: list[tuple[int, int]], weights: Weights = WEIGHTS,
    strength: Vector | None = None,
) -> tuple[Vector, Matrix]:
    """Chances of every candidate, and the matrix of what candidates say of each other.

    ``features`` holds the rows of all names one after the other, ``sizes`` how many each name has, ``own``
    what is known of each candidate beside its prior, ``pairs`` names said to lie in one another
    (inner, outer), ``strength`` how much each name counts as a witness.
    """
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    alone = weights.prior * features[:, PRIOR] + own
    chances = _shares(alone, starts, owner)
    if len(sizes) == 1:
        return chances, np.zeros((len(alone), len(alone)))
    mutual = _mutual(features, starts, sizes, pairs, weights)
    odds = np.exp(mutual)
    counts = np.ones(len(sizes)) if strength is None else strength
    total = float(counts.sum())
    scale = counts * max(1.0, total - 1) ** -weights.crowd
    for _ in range(weights.rounds):
        messages = np.log(np.add.reduceat(odds * chances, starts, axis=1))
        messages[np.arange(len(owner)), owner] = 0.0
        chances = _shares(alone + messages @ scale, starts, owner)
    return chances, mutual


def _shares(scores: Vector, starts: npt.NDArray[np.intp], owner: npt.NDArray[np.intp]) -> Vector:
    """Scores as shares that sum to 1 within each name."""
    exponentials = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    return exponentials / np.add.reduceat(exponentials, starts)[owner]


def _mutual(
    features: Features, starts: npt.NDArray[np.intp], sizes: list[int], pairs: list[tuple[int, int]], weights: Weights
) -> Matrix:
    level, radius = features[:, LEVEL], features[:, RADIUS_KM]
    points = features[:, X : Z + 1]
    km = EARTH_RADIUS_KM * np.arccos(np.clip(points @ points.T, -1.0, 1.0))
    local = level <= DISTRICT
    reach = np.where(local, np.minimum(radius, 60.0), 0.0)
    gap_km = np.maximum(0.0, km - reach[:, None] - reach[None, :])
    both_local = local[:, None] & local[None, :]
    mutual = both_local * (
        weights.close * np.exp(-gap_km / weights.close_km) + weights.near * np.exp(-gap_km / weights.near_km)
    )
    country, region, is_country = features[:, COUNTRY_NUMBER], features[:, REGION_NUMBER], level == COUNTRY
    same_country = (country[:, None] == country[None, :]) & (country >= 0)[:, None]
    same_region = (region[:, None] == region[None, :]) & (region >= 0)[:, None]
    a_country = is_country[:, None] | is_country[None, :]
    mutual += weights.same_region * same_region
    mutual += np.where(a_country, weights.in_country, weights.same_country) * same_country
    vague = level == VAGUE
    if vague.any():
        covered = (km <= radius[None, :]) & vague[None, :] & ~vague[:, None]
        mutual += weights.in_area * (covered | covered.T)
    for inner, outer in pairs:
        i, o = (slice(starts[k], starts[k] + sizes[k]) for k in (inner, outer))
        held = (
            (level[o] == COUNTRY) & same_country[i, o] & (level[i] != COUNTRY)[:, None]
            | (level[o] == REGION) & same_region[i, o] & (level[i] < REGION)[:, None]
            | (km[i, o] <= 1.15 * radius[o]) & ((level[o] == DISTRICT) | (level[o] == VAGUE)) & (level[i] < COUNTRY)[:, None]
        )
        mutual[i, o] += weights.held * held
        mutual[o, i] += weights.held * held.T
    return mutual
