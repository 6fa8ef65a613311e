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
_SURE = 4.0
_NAMES = tuple(f.name for f in fields(Signs))


def likely_places(spans: Sequence[tuple[str, Signs]]) -> list[bool]:
    """Which of a document's spans, each with its words, are names of places rather than not."""
    odds = [sum(getattr(WEIGHTS, n) * getattr(signs, n) for n in _NAMES) for _, signs in spans]
    by_words: dict[str, list[int]] = {}
    for i, (name, _) in enumerate(spans):
        by_words.setdefault(name, []).append(i)
    return [odds[i] + _ELSEWHERE * _best_elsewhere(odds, by_words[name], i) > 0 for i, (name, _) in enumerate(spans)]


def _best_elsewhere(odds: list[float], same: list[int], i: int) -> float:
    return max((max(-_SURE, min(_SURE, odds[k])) for k in same if k != i), default=0.0)
