"""A day's way in a diary: "Out of Arden at six. Brunn by five. 65 km." The ends are those of the paragraph."""

from __future__ import annotations

import re

from kimmap.distances.antecedents import Binding, End, Scene, as_end, last_places
from kimmap.distances.masking import LENGTH, Masked, document_offset, named_before
from kimmap.model import Resolution

_BARE = re.compile(
    rf"(?:^|[.!?]\s+)[\s(“\"']*(?:(?:in\s+all|in\s+total|total|distance|today)[,:]?\s+)?{LENGTH}"
    r"(?:\s+(?:in\s+all|in\s+total|today|that\s+day|for\s+the\s+day|on\s+the\s+clock))?"
    r"(?:,?\s+(?:says?|said|by|according\s+to)\s+(?:the|my|our|his|her)\s+[\w ]{2,25}(?:[,;][^⟦⟧]*)?)?[\s.!)”\"']*$",
    re.IGNORECASE,
)
"""A length that is a sentence by itself."""
_SETS_OUT = re.compile(
    r"\b(?:out\s+of|from|left|leaving|quit|departed|start(?:ed|ing)?\s+(?:in|at)|into)\s+(?:the\s+)?$", re.IGNORECASE
)
_LONGEST_PARAGRAPH = 1500


def way_of_the_day(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """From where the paragraph set out, or began, to the last place that it names; empty for any other sentence."""
    if _BARE.search(masked.text) is None:
        return []
    offset = document_offset(masked, scene, at)
    before = named_before(scene, masked, at)
    start = max(scene.block_start, offset - _LONGEST_PARAGRAPH)
    today = [r for r in before if r.mention.quote.start >= start]
    goal = next(iter(last_places(today)), None)
    if goal is None:
        return []
    end = document_offset(masked, scene, at + len(LENGTH))
    return [Binding(origin, goal, offset, end, None, None, True) for origin in _origins(today, before, start, goal)]


def _origins(today: list[Resolution], before: list[Resolution], start: int, goal: End) -> list[End]:
    """Where the day may have begun: what it set out from, its first place, others, the last place of the day before."""
    reached = [r for r in today if r.place and goal.span and r.mention.quote.start < goal.span[0]]
    left = [r for r in reached if _SETS_OUT.search(_words_before(r))]
    earlier = [r for r in before if r.mention.quote.start < start]
    ends = [as_end(r) for r in (*left[:1], *reached)] + last_places(earlier)[:1]
    found: dict[str, End] = {}
    for end in ends:
        if end.place and goal.place and end.place.id != goal.place.id and not end.place.is_area:
            found.setdefault(end.place.id, end)
    return list(found.values())


def _words_before(resolution: Resolution) -> str:
    quote = resolution.mention.quote
    return quote.document.text[max(0, quote.start - 30) : quote.start]
