"""How likely a stretch of text is the name of a place: the log-odds of what speaks for and against it, summed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

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
    nobodys_name=1.0,
)
"""What each sign is worth in log-odds."""

_ELSEWHERE = 0.5
"""How much of what speaks for the same words elsewhere in the text counts here."""
_IN_OTHERS = 0.4
"""How much of what speaks for them in another document does."""
_SURE = 4.0
_NAMES = tuple(f.name for f in fields(Signs))


def likely_places(documents: Sequence[Sequence[tuple[str, Signs]]]) -> list[list[bool]]:
    """Which of the spans of each document, each with its words, are names of places rather than not.

    What speaks for a name in one document of a collection counts in the others, too.
    """
    odds = [[_odds(signs) for _, signs in spans] for spans in documents]
    best: dict[str, list[tuple[float, int]]] = {}
    for number, spans in enumerate(documents):
        for name, highest in _highest(spans, odds[number]).items():
            best[name] = sorted([*best.get(name, []), (highest, number)], reverse=True)[:2]
    return [_likely(spans, odds[number], best, number) for number, spans in enumerate(documents)]


def _odds(signs: Signs) -> float:
    return float(sum(getattr(WEIGHTS, n) * getattr(signs, n) for n in _NAMES))


def _highest(spans: Sequence[tuple[str, Signs]], odds: Sequence[float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for (name, _), own in zip(spans, odds, strict=True):
        found[name] = max(own, found.get(name, own))
    return found


def _likely(
    spans: Sequence[tuple[str, Signs]], odds: list[float], best: dict[str, list[tuple[float, int]]], number: int
) -> list[bool]:
    by_words: dict[str, list[int]] = {}
    for i, (name, _) in enumerate(spans):
        by_words.setdefault(name, []).append(i)
    likely = []
    for i, (name, _) in enumerate(spans):
        told = next((highest for highest, other in best[name] if other != number), 0.0)
        elsewhere = max(0.0, min(_SURE, told)) * _IN_OTHERS
        likely.append(odds[i] + max(_ELSEWHERE * _best_elsewhere(odds, by_words[name], i), elsewhere) > 0)
    return likely


def _best_elsewhere(odds: list[float], same: list[int], i: int) -> float:
    return max((max(-_SURE, min(_SURE, odds[k])) for k in same if k != i), default=0.0)
