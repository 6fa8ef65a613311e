"""A sentence in which places and lengths are replaced by marks, so that frames are plain patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kimmap.distances.antecedents import Scene
from kimmap.distances.measures import Measure, lexicon
from kimmap.model import Resolution

PLACE = r"⟦(\d+)⟧"
"""A place: its index in ``Masked.mentions``."""
_FOLLOWED = re.compile(r"\b(?:by|up|down|along|across|over)\s+(?:the\s+)?$", re.IGNORECASE)
LENGTH = "⟨M⟩"
"""The length in question; others are ``⟨o⟩``."""


@dataclass(frozen=True, slots=True)
class Masked:
    text: str
    starts: tuple[int, ...]
    """For each character of the masked text, its offset in the sentence."""
    mentions: tuple[Resolution, ...]


def mask(scene: Scene, measure: Measure, others: Sequence[Measure]) -> Masked:
    pieces = [(measure.start, measure.end, LENGTH), *((m.start, m.end, "⟨o⟩") for m in others)]
    spans = [(r.mention.quote.start - scene.offset, r.mention.quote.end - scene.offset, r) for r in scene.mentions]
    spans = [span for span in spans if not _is_means(scene.text, span) and not _is_way(scene.text, span)]
    free = [span for span in spans if all(span[1] <= start or span[0] >= end for start, end, _ in pieces)]
    pieces += [(start, end, f"⟦{i}⟧") for i, (start, end, _) in enumerate(free)]
    text, starts, position = "", [], 0
    for start, end, mask in sorted(pieces):
        if start < position:
            continue
        text += scene.text[position:start] + mask
        starts += [*range(position, start), *([start] * len(mask))]
        position = end
    text += scene.text[position:]
    starts += range(position, len(scene.text) + 1)
    return Masked(text, tuple(starts), tuple(r for _, _, r in free))


def _is_means(text: str, span: tuple[int, int, Resolution]) -> bool:
    """Whether a place is only what a way follows: "by the river", "up the valley"."""
    start, _, resolution = span
    return resolution.mention.reference == "description" and _FOLLOWED.search(text[:start]) is not None


def _is_way(text: str, span: tuple[int, int, Resolution]) -> bool:
    """Whether a name is only the word for a way, at the head of its sentence: "Run to …", "Passage from …"."""
    start, end, _ = span
    is_head = not text[:start].strip(" “\"'") and re.match(r"\s+(?:to|from)\b", text[end:]) is not None
    return is_head and text[start:end].casefold() in lexicon()["ways"]["nouns"]


def document_offset(masked: Masked, scene: Scene, position: int) -> int:
    """Where a position of the masked text is in the document."""
    return scene.offset + masked.starts[min(position, len(masked.starts) - 1)]


def named_before(scene: Scene, masked: Masked, at: int) -> list[Resolution]:
    offset = document_offset(masked, scene, at)
    return [*scene.earlier, *(r for r in scene.mentions if r.mention.quote.end <= offset)]
