"""How likely a stretch of text is the name of a place: the log-odds of what speaks for and against it.

Two judges are heard: weights set by hand for what everybody knows to speak for a name, and trees that were trained on
texts in which every place is marked (``data/mentions``).  The weights hold in any kind of text, the trees know more of
words and grammar; together they are better than either, also on texts of other kinds than those.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

import numpy as np

from kimmap.boosted_trees import stored_trees
from kimmap.datafiles import data_path
from kimmap.places.candidates import CandidateFinder
from kimmap.places.context_signs import Told, context_signs
from kimmap.places.signs import Signs

WEIGHTS = Signs(
    base=-3.5,
    called_place=2.5,
    called_person=0.5,
    known=3.0,
    prominent=4.5,
    area=-2.5,
    locative=1.0,
    of=1.5,
    kind_before=1.0,
    kind_behind=2.0,
    container_behind=2.5,
    contained_before=1.0,
    title_before=-1.5,
    person_word=-2.0,
    said_before=-2.0,
    says_behind=-2.0,
    name_behind=-1.0,
    name_before=-2.0,
    number_behind=-2.0,
    lower_twin=-4.0,
    generic=-2.0,
    inhabitants=2.0,
    place_led=0.5,
    dated=2.0,
    listed=1.0,
    possessive=-1.5,
    article=-4.0,
    no_noun=-2.0,
    said_kind=2.5,
    said_where=2.5,
    paired=1.0,
    in_column=4.0,
    landmark=2.0,
    nobodys_name=1.0,
)
"""What each sign is worth in log-odds, by hand."""

_ELSEWHERE = 0.5
"""How much of what speaks for the same words elsewhere in the text counts here."""
_IN_OTHERS = 0.4
"""How much of what speaks for them in another document does."""
_SURE = 4.0
_OF_TREES = 0.5
"""How much the trees count, beside the weights."""
_AGAINST_KNOWN = 0.2
"""How much they do against a name of the gazetteer that the language pipeline calls a person's.

In texts of other kinds they know too little of a name that stands alone ("Florence was full") to take it back.
"""
_NAMES = tuple(f.name for f in fields(Signs))


def odds_of(told: Sequence[Told], finder: CandidateFinder) -> list[float]:
    """The log-odds of every stretch of a document, all of them in text order.

    "The Vesper" may be a river or a railway, but it is no town, and the gazetteer has only towns of that name: they
    do not raise it.  Of columns of places the trees know nothing.
    """
    by_hand = [weighed(signs) for *_, signs in told]
    if not told:
        return []
    path = data_path("places/models/names.npz", "mentions/names.npz", "the model of places' names")
    chances = stored_trees(path, "names").chances(context_signs(told, by_hand, finder))
    by_trees = np.log(chances / (1 - chances))
    return [
        mixed(by_hand[i], odds, signs)
        for i, (odds, (*_, signs)) in enumerate(zip(by_trees.tolist(), told, strict=True))
    ]


def mixed(by_hand: float, by_trees: float, signs: Signs) -> float:
    """The log-odds of a stretch by the weights and the trees together."""
    share = _OF_TREES
    if signs.in_column:
        share = 0.0
    elif by_trees > by_hand:
        share *= not signs.article
    elif signs.known and signs.called_person:
        share = _AGAINST_KNOWN
    return share * by_trees + (1 - share) * by_hand


def likely_places(documents: Sequence[Sequence[tuple[str, float]]]) -> list[list[bool]]:
    """Which of the stretches of each document, each with its words and their log-odds, are names of places.

    What speaks for a name in one document of a collection counts in the others, too.
    """
    best: dict[str, list[tuple[float, int]]] = {}
    for number, told in enumerate(documents):
        for name, highest in _highest(told).items():
            best[name] = sorted([*best.get(name, []), (highest, number)], reverse=True)[:2]
    return [_likely(told, best, number) for number, told in enumerate(documents)]


def weighed(signs: Signs) -> float:
    """The log-odds of a stretch by the weights that were set by hand."""
    return float(sum(getattr(WEIGHTS, n) * getattr(signs, n) for n in _NAMES))


def _highest(told: Sequence[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, own in told:
        found[name] = max(own, found.get(name, own))
    return found


def _likely(told: Sequence[tuple[str, float]], best: dict[str, list[tuple[float, int]]], number: int) -> list[bool]:
    odds = [own for _, own in told]
    by_words: dict[str, list[int]] = {}
    for i, (name, _) in enumerate(told):
        by_words.setdefault(name, []).append(i)
    likely = []
    for i, (name, _) in enumerate(told):
        others = next((highest for highest, other in best[name] if other != number), 0.0)
        elsewhere = max(0.0, min(_SURE, others)) * _IN_OTHERS
        likely.append(odds[i] + max(_ELSEWHERE * _best_elsewhere(odds, by_words[name], i), elsewhere) > 0)
    return likely


def _best_elsewhere(odds: list[float], same: list[int], i: int) -> float:
    return max((max(-_SURE, min(_SURE, odds[k])) for k in same if k != i), default=0.0)
