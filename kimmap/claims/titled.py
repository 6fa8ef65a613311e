"""People whom only their title shows to be such: "Metropolitan Anselm", "Rabbi Vinter"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kimmap.claims.traveller import fold
from kimmap.language import Name, Sentence


def with_titled(sentence: Sentence, names: list[Name], places: Sequence[tuple[int, int]]) -> list[Name]:
    """The names, with those that only their title shows to be somebody's: "Metropolitan Anselm", "Rabbi Vinter"."""
    found = list(names)
    for title, token in pairwise(sentence.tokens):
        named = title.text[0].isupper() and token.pos == "PROPN" and token.text[0].isupper()
        if not named or fold(title.text).strip(".") not in _BEFORE_NAMES or fold(token.text) in _BEFORE_NAMES:
            continue
        known = any(n.start < token.end and token.start < n.end for n in found)
        if not known and not any(s < token.end and title.start < e for s, e in places):
            found.append(Name(token.start, token.end, token.text, "PER"))
    return sorted(found, key=lambda n: n.start)


_BEFORE_NAMES = frozenset({
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "metropolitan", "archbishop", "bishop",
    "archdeacon", "deacon", "archimandrite", "cardinal", "monsignor", "abbot", "abbess", "rabbi", "imam", "mufti",
    "sheikh", "senator", "ambassador", "minister", "inspector", "sergeant", "lieutenant", "mayor", "commissioner",
})  # fmt: skip
