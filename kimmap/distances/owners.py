"""Ends of a length that other words of its sentence tell: "the former", "Brunn's nearest inn"."""

from __future__ import annotations

import re
from dataclasses import replace

from kimmap.distances.antecedents import NOBODY, Binding, End, Scene, as_end
from kimmap.distances.bindings import bind_ends, end_at
from kimmap.distances.masking import PLACE, Masked, document_offset


def of_former_and_latter(scene: Scene, masked: Masked, at: int, match: re.Match[str]) -> list[Binding]:
    """ "⟦0⟧ lies between ⟦1⟧ and ⟦2⟧, ⟨M⟩ from the former": what is named before the two lies there."""
    named = list(re.finditer(rf"{PLACE}\s*,?\s+(?:and|or)\s+(?:the\s+)?{PLACE}", masked.text[:at]))
    if not named:
        return []
    goal = end_at(masked, named[-1][1 if match["pair"].split()[-1].casefold() == "former" else 2])
    before = re.findall(PLACE, masked.text[: named[-1].start()])
    subject = end_at(masked, before[-1]) if before else _named_ahead(masked.text[: named[-1].start()])
    return [bind_ends(scene, masked, (subject, goal), at, match.end())]


def _named_ahead(left: str) -> End:
    """The name that a sentence opens with, of a place that nobody knows."""
    name = re.match(
        r"[\s“\"']*(?:The\s+(?:[a-z]+\s+)*of\s+)?((?!It\b)[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})\s", left
    )
    return End(name[1], words=name[1]) if name else NOBODY


def whose_nearest(scene: Scene, masked: Masked, at: int, subject: End) -> End | None:
    """Whence a place is said to be the nearest: "⟦0⟧’s nearest inn is in ⟦1⟧", or the only other place named."""
    begin = document_offset(masked, scene, at) - scene.offset
    if _NEAREST.search(scene.text[:begin]) is None:
        return None
    if (owner := _OWNER.search(masked.text[:at])) is not None:
        if owner["name"]:
            return End(owner["name"], words=owner["name"])
        whose = end_at(masked, owner["whose"] or owner["to"])
        return None if whose.span == subject.span else whose
    behind = [as_end(r) for r in masked.mentions if subject.span and r.mention.quote.start > subject.span[1]]
    points = {e.place.id: e for e in behind if e.place and not e.place.is_area and e.place != subject.place}
    return replace(next(iter(points.values())), is_guessed=True) if len(points) == 1 else None


_NEAREST = re.compile(r"\b(?:near|clos)est\b", re.IGNORECASE)
_OWNER = re.compile(
    r"(?:⟦(?P<whose>\d+)⟧|(?P<name>(?-i:\b(?!It\b|That\b|What\b)[A-ZÀ-Þ][\w-]+)))[’']s?\s+(?:very\s+)?(?:near|clos)est\b"
    r"|\b(?:near|clos)est\b[^⟦⟧⟨⟩;:.]{0,40}\bto\s+⟦(?P<to>\d+)⟧",
    re.IGNORECASE,
)
