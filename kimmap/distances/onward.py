"""Lengths of which the sentence names one end, and the way that was travelled the other.

"After 57 km, Brunn came in sight", "she left Arden and, 60 km later, entered Brunn", "with 90 km between it and
Arden, Brunn …", "Brunn 410 nm".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.distances.antecedents import NOBODY, End, as_end, last_places
from kimmap.distances.masking import PLACE, Masked
from kimmap.distances.wordings import pattern
from kimmap.model import Resolution

_SETS_OUT = re.compile(
    r"\b(?:left|leaving|departed|departs|set\s+(?:out|off|sail)|sailed|weighed|underway|cleared|from)\b", re.IGNORECASE
)
_NEAR = 300
"""Characters before a line of a log in which it may be said that the ship set out."""


def ends_of_onward(masked: Masked, at: int, earlier: Sequence[Resolution]) -> list[tuple[End, End]]:
    """The pairs (what was reached, whence) that a length can lie between, the likeliest first; empty for none."""
    it = pattern("between_it").search(masked.text)
    if it is not None and it.start() == at:
        return _between_it(masked, it)
    wordings = (pattern("later"), pattern("brought_to"))
    match = next((m for w in wordings for m in w.finditer(masked.text) if m.start() <= at < m.end()), None)
    if match is None and _is_of_a_log(masked, earlier):
        match = pattern("bare_place").match(masked.text)
    match = match or pattern("next_place").match(masked.text)
    if match is None:
        return []
    reached = int(match["a"] or match.groupdict()["later"])
    place = masked.mentions[reached].place
    if place is not None and place.is_area:
        return []
    return [(as_end(masked.mentions[reached]), end) for end in _whence(masked, reached, earlier)]


def _between_it(masked: Masked, match: re.Match[str]) -> list[tuple[End, End]]:
    """ "⟨M⟩ between it and ⟦1⟧": it is what the clause is about: the next place, or else the one before."""
    goal = masked.mentions[int(match["b"])]
    after = re.search(PLACE, masked.text[match.end() :])
    before = re.findall(PLACE, masked.text[: match.start()])
    index = after[1] if after else before[-1] if before else None
    return [(NOBODY if index is None else as_end(masked.mentions[int(index)]), as_end(goal))]


def _whence(masked: Masked, reached: int, earlier: Sequence[Resolution]) -> list[End]:
    """Where a way began that ends at a place: what the sentence says was left, or the places named before."""
    left = [int(m["b"]) for m in pattern("left").finditer(masked.text) if int(m["b"]) != reached]
    named = [*earlier, *masked.mentions[:reached], *(masked.mentions[i] for i in left[:1])]
    goal = masked.mentions[reached].place
    return [end for end in last_places(named) if not (end.place and goal and end.place.id == goal.id)]


def _is_of_a_log(masked: Masked, earlier: Sequence[Resolution]) -> bool:
    """Whether "Arden 410 nm" stands where somebody has just set out."""
    if not earlier or not masked.mentions:
        return False
    quote = masked.mentions[0].mention.quote
    return _SETS_OUT.search(quote.document.text[max(0, quote.start - _NEAR) : quote.start]) is not None
