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
_TELLS = re.compile(
    r",\s+(?:(?:as|so)\s+)?(?:he|she|they|we|i|you|it|one|people|everyone|everybody|(?:the|my|our|his|her|their)\s+[\w’'-]+)\s+"
    r"(?:(?:is|am|are|was|were|have\s+been|has\s+been)\s+)?(?:tells?|told|sa(?:y|ys|id)|reckon(?:s|ed)?|assure[sd]?|thinks?|thought"
    r"|believe[sd]?|hears?|heard|insist(?:s|ed)?|claim(?:s|ed)?|guess(?:es|ed)?|suppose[sd]?|judge[sd]?|understands?|understood)"
    r"(?:\s+(?:me|us|him|her|them))?,",
    re.IGNORECASE,
)
"""Words put in that only tell who says it: "⟦0⟧, he tells me, lies"."""
_RELATIVE = re.compile(
    r",\s+(?:where|whose|who|which|whence|with)\s[^,;:.]{3,60},(?=\s+(?:is|was|lies|lay|stands|stood|sits|sat)\s)"
    r"|\s*\((?:the|not|a)\s[^()\d]{2,40}\)(?=\s+to\s)",
    re.IGNORECASE,
)
"""A relative clause between a place and the verb that tells how far it is."""
_POINT = re.compile(r"\s+(?:to\s+the\s+|due\s+)?([NSEW]\.(?:\s?[NSEW]\.){0,2})(?:\s?by\s[NSEW]\.)?(?=\s+(?:of|from)\b)")
"""A point of the compass as gazetteers write it: "S.E.", "N.N.W.", "S. by E." (to which south is near enough)."""
_PAIR = re.compile(
    r"⟦(?P<one>\d+)⟧\s+and\s+(?:the\s+)?⟦(?P<other>\d+)⟧\s*,?\s+(?:(?:which\s+)?(?:are|were|lie|lay)\s+)?"
    r"(?P<first>⟨M⟩|⟨o⟩)\s+and\s+(?:⟨M⟩|⟨o⟩)"
)
"""Two places with a length each."""
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
    lengths = pieces[: 1 + len(others)]
    put_in = [*_told_by(scene.text), *_relative_to(scene.text, [end for _, end, _ in free])]
    put_in += _points(scene.text, [end for _, end, _ in lengths])
    put_in = [span for span in put_in if all(span[1] <= a or span[0] >= b for a, b, _ in lengths)]
    pieces = [p for p in pieces if not any(a <= p[0] and p[1] <= b for a, b, _ in put_in)] + put_in
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


def _told_by(text: str) -> list[tuple[int, int, str]]:
    """Where words are put in that only tell who says it, with their commas."""
    return [(match.start(), match.end(), "") for match in _TELLS.finditer(text)]


def _relative_to(text: str, ends: Sequence[int]) -> list[tuple[int, int, str]]:
    """Relative clauses right behind the places that end there, which part them from their verb."""
    matches = [match for end in ends if (match := _RELATIVE.match(text, end))]
    return [(match.start(), match.end(), "") for match in matches]


def _points(text: str, ends: Sequence[int]) -> list[tuple[int, int, str]]:
    """Points of the compass with full stops behind lengths that end there: "9 miles S. by E. of"."""
    matches = [match for end in ends if (match := _POINT.match(text, end))]
    return [(m.start(1), m.end(), re.sub(r"[\s.]", "", m[1])) for m in matches]


def _is_means(text: str, span: tuple[int, int, Resolution]) -> bool:
    """Whether a place is only what a way follows: "by the river", "up the valley"."""
    start, _, resolution = span
    return resolution.mention.reference == "description" and _FOLLOWED.search(text[:start]) is not None


def _is_way(text: str, span: tuple[int, int, Resolution]) -> bool:
    """Whether a name is only the word for a way, at the head of its sentence: "Run to …", "Passage from …"."""
    start, end, _ = span
    is_head = not text[:start].strip(" “\"'") and re.match(r"\s+(?:to|from)\b", text[end:]) is not None
    return is_head and text[start:end].casefold() in lexicon()["ways"]["nouns"]


def of_pair(masked: Masked, at: int) -> tuple[str, str] | None:
    """Of two places that have a length each, the one that this length is said of, and the other; None elsewhere."""
    pair = next((m for m in _PAIR.finditer(masked.text) if m.start() < at < m.end()), None)
    if pair is None:
        return None
    return (pair["one"], pair["other"]) if pair["first"] == LENGTH else (pair["other"], pair["one"])


def is_left_out(masked: Masked, scene: Scene, offset: int) -> bool:
    """Whether a word of the document was left out as one that only tells who says it, or of a clause put in."""
    quotes = (r.mention.quote for r in masked.mentions)
    start = next((q.start for q in quotes if q.start <= offset < q.end), offset)  # a mark stands where its words begin
    return start - scene.offset not in masked.starts


def document_offset(masked: Masked, scene: Scene, position: int) -> int:
    """Where a position of the masked text is in the document."""
    return scene.offset + masked.starts[min(position, len(masked.starts) - 1)]


def named_before(scene: Scene, masked: Masked, at: int) -> list[Resolution]:
    offset = document_offset(masked, scene, at)
    return [*scene.earlier, *(r for r in scene.mentions if r.mention.quote.end <= offset)]
