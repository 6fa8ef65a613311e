"""Weighs the candidates of all names of a text together: places told of in one text tend to be near each other.

A name has a score for each candidate, the sum of what is known of it alone and what the other names say:
each of them says how much likelier it becomes itself if this candidate is right (one sum-product message in
a graph that joins all names).  Several rounds let the sure ones speak first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from kimmap.geodesy import EARTH_RADIUS_KM
from kimmap.places.candidates import (
    COUNTRY,
    COUNTRY_NUMBER,
    DISTRICT,
    LEVEL,
    PRIOR,
    RADIUS_KM,
    REGION,
    REGION_NUMBER,
    VAGUE,
    Features,
    X,
    Z,
)  # fmt: skip

Vector = npt.NDArray[np.float64]
Matrix = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence is worth, in log-odds, and how far it reaches."""

    prior: float = 4.0
    kind: float = 3.0
    doing: float = 6.0
    """The text says what is done only to places of its kind: it is climbed."""
    nationality: float = 4.0
    placed: float = 3.0
    """Another text of the collection puts this candidate, under this name, in its country or region."""
    sure_elsewhere: float = 0.6
    """Another text of the collection leaves no doubt that the name means this candidate."""
    too_early: float = 4.0
    """What a town of the new world loses in a text from before its time, where the old has one of the name."""
    held: float = 6.0
    """The text says "inner, outer" and the candidate lies in the other name's candidate."""
    apart: float = 5.0
    """The text says how far it is from the other name, and that is so."""
    direct: float = 0.55
    """The straight line is at least this share of a stated way."""
    slack_km: float = 3.0
    close: float = 1.9
    close_km: float = 30.0
    near: float = 1.2
    near_km: float = 200.0
    wide: float = 0.5
    wide_km: float = 1000.0
    same_region: float = 1.5
    same_country: float = 0.9
    in_country: float = 1.3
    """A country is named, and the candidate lies in it."""
    in_area: float = 0.5
    firm: float = 0.25
    """Of what a name that is plainly said to hold another, "X, Texas", says for it: the share that always counts."""
    crowd: float = 3.0
    """From about this sum on, what further names say in favour of a candidate counts less and less."""
    beside: float = 0.5
    """How much more a name counts that stands right beside, fading over ``beside_characters``."""
    beside_characters: float = 400.0
    rounds: int = 2


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Weighing:
    """The outcome: candidates of all names one after the other, the first of name k at ``starts[k]``.

    ``chances`` sum to 1 within a name; ``messages[c, k]`` is what name k says for candidate c, in log-odds.
    """

    chances: Vector
    messages: Matrix
    starts: Indices

    by_name: tuple[Vector, ...]
    """The chances of each name's candidates."""
    best: tuple[int, ...]
    """Of each name's candidates, the likeliest."""


_SURE = 500.0
"""Beyond these odds, as a logarithm, names say nothing more, and their power would be no number."""


def weigh(
    features: Features, sizes: list[int], own: Vector, inside: list[tuple[int, int]], heard: Matrix, weights: Weights,
    plain: Sequence[tuple[int, int]] = (), apart: Sequence[tuple[int, int, float]] = (),
) -> Weighing:  # fmt: skip
    """Weigh the candidates of all names together.

    ``features`` holds the rows of all names one after the other, ``sizes`` how many each name has, ``own``
    what is known of each candidate beside its prior, ``inside`` names said to lie in one another
    (inner, outer), ``heard[i, j]`` how much name i listens to name j, ``plain`` those of ``inside`` that are beyond
    doubt, ``apart`` names said to be so many kilometres from one another.
    """
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    alone = weights.prior * features[:, PRIOR] + own
    chances = _shares(alone, starts, owner)
    if len(sizes) == 1:
        return _outcome(chances, np.zeros((len(owner), 1)), starts)
    mutual = _mutual(features, starts, sizes, inside, apart, weights)
    odds = np.exp(np.clip(mutual, -_SURE, _SURE))
    heard = heard[owner]
    heard[np.arange(len(owner)), owner] = 0.0
    for _ in range(weights.rounds):
        messages = np.log(np.add.reduceat(odds * chances, starts, axis=1))
        messages *= heard
        firm = _firm(messages, owner, plain, weights)
        said = messages.sum(axis=1) - firm
        # The second witness of the same thing counts less than the first, the tenth hardly.
        counted = weights.crowd * np.log1p(said / weights.crowd)
        messages *= np.divide(counted, said, out=np.ones_like(said), where=said > 0)[:, None]
        chances = _shares(alone + counted + firm, starts, owner)
    return _outcome(chances, messages, starts)


def _firm(messages: Matrix, owner: Indices, plain: Sequence[tuple[int, int]], weights: Weights) -> Vector:
    """What counts in full of that which names say for candidates that they plainly hold, or that hold them."""
    firm = np.zeros(len(owner))
    for pair in plain:
        for name, other in (pair, pair[::-1]):
            firm += weights.firm * np.where(owner == name, messages[:, other], 0.0)
    return firm


def _outcome(chances: Vector, messages: Matrix, starts: Indices) -> Weighing:
    bounds = [*starts.tolist(), len(chances)]
    by_name = tuple(chances[start:end] for start, end in pairwise(bounds))
    return Weighing(chances, messages, starts, by_name, tuple(int(each.argmax()) for each in by_name))


def _shares(scores: Vector, starts: Indices, owner: Indices) -> Vector:
    """Scores as shares that sum to 1 within each name."""
    exponentials = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    return exponentials / np.add.reduceat(exponentials, starts)[owner]


def _mutual(
    features: Features, starts: Indices, sizes: list[int], inside: list[tuple[int, int]],
    apart: Sequence[tuple[int, int, float]], weights: Weights,
) -> Matrix:  # fmt: skip
    level, radius = features[:, LEVEL], features[:, RADIUS_KM]
    points = features[:, X : Z + 1]
    km = EARTH_RADIUS_KM * np.arccos(np.minimum(np.maximum(points @ points.T, -1.0), 1.0))
    local = level <= DISTRICT
    reach = np.where(local, np.minimum(radius, 60.0), 0.0)
    gap_km = np.maximum(0.0, km - reach[:, None] - reach[None, :])
    mutual = weights.close * np.exp(gap_km * (-1 / weights.close_km))
    mutual += weights.near * np.exp(gap_km * (-1 / weights.near_km))
    mutual += weights.wide * np.exp(gap_km * (-1 / weights.wide_km))
    if not local.all():
        mutual *= local[:, None] & local[None, :]
    country, region, is_country = features[:, COUNTRY_NUMBER], features[:, REGION_NUMBER], level == COUNTRY
    same_country = country[:, None] == country[None, :]  # NaN, for none, is not the same as NaN
    same_region = region[:, None] == region[None, :]
    mutual += weights.same_region * same_region
    if is_country.any():
        a_country = is_country[:, None] | is_country[None, :]
        mutual += np.where(a_country, weights.in_country, weights.same_country) * same_country
    else:
        mutual += weights.same_country * same_country
    vague = level == VAGUE
    if vague.any():
        covered = (km <= radius[None, :]) & vague[None, :] & ~vague[:, None]
        mutual += weights.in_area * (covered | covered.T)
    for inner, outer in inside:
        i, o = (slice(starts[k], starts[k] + sizes[k]) for k in (inner, outer))
        held = (
            (level[o] == COUNTRY) & same_country[i, o] & (level[i] != COUNTRY)[:, None]
            | (level[o] == REGION) & same_region[i, o] & (level[i] < REGION)[:, None]
            | (km[i, o] <= 1.15 * radius[o])
            & ((level[o] == DISTRICT) | (level[o] == VAGUE) | (level[o] == REGION) & np.isnan(region[o]))
            & (level[i] < COUNTRY)[:, None]
        )
        mutual[i, o] += weights.held * held
        mutual[o, i] += weights.held * held.T
    for one, other, stated_km in apart:
        a, b = (slice(starts[k], starts[k] + sizes[k]) for k in (one, other))
        slack_km = weights.slack_km + reach[a, None] + reach[None, b]
        fits = (km[a, b] <= stated_km + slack_km) & (km[a, b] >= weights.direct * stated_km - slack_km)
        fits &= local[a, None] & local[None, b]
        mutual[a, b] += weights.apart * fits
        mutual[b, a] += weights.apart * fits.T
    return mutual
