"""Houses that are called after a place or a saint: "the Lima hotel in Cusco", "the cathedral of Saint George"."""

from __future__ import annotations

from collections.abc import Sequence

from kimmap.claims.traveller import fold
from kimmap.language import Sentence, Token


def names_a_house(sentence: Sentence, inside: Sequence[Token]) -> bool:
    """ "the Lima hotel in Cusco", "the cathedral of Saint George": a house that is called after a place or a saint."""
    if inside and fold(inside[0].text).rstrip(".") in _SAINTS and _is_of_a_church(sentence, inside[0]):
        return True
    behind = sentence.tokens[inside[-1].i + 1 : inside[-1].i + 3] if inside else ()
    return len(behind) == 2 and behind[0].lemma in _HOUSES and behind[1].lemma in ("in", "at", "near", "outside")


_SAINTS = frozenset({"saint", "st", "saints", "ss", "san", "santa", "santo", "sao"})


def _is_of_a_church(sentence: Sentence, first: Token) -> bool:
    before = [t.lemma for t in sentence.tokens[max(0, first.i - 3) : first.i]]
    if before[-1:] == ["the"]:
        before = before[:-1]
    return before[-1:] == ["of"] and before[-2:-1] != [] and before[-2] in _CHURCHES


_CHURCHES = frozenset({
    "cathedral", "church", "chapel", "basilica", "monastery", "convent", "abbey", "priory", "shrine", "school",
    "college", "hospital", "parish", "feast", "order", "grotto", "tomb", "relic", "icon", "statue", "seminary",
})  # fmt: skip
_HOUSES = frozenset({
    "hotel", "inn", "hostel", "motel", "guesthouse", "lodge", "restaurant", "cafe", "café", "bar", "pub", "bistro",
    "pension", "diner", "cinema", "club", "theatre", "theater", "brewery", "bakery", "pizzeria",
})  # fmt: skip
