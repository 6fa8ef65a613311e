"""Segments and their roles → blocks; markers, labels and credits become blocks of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Block, BlockRole
from .captions import described
from .headdates import MONTH, full_dates
from .segments import BULLET, Segment

_DAY = re.compile(rf"\d{{1,2}}\.\s+{MONTH}\s", re.IGNORECASE)
"""A day before its month, and not the number of an item: "4. May 1915"."""
_FILED = re.compile(r"(?:posted|published|filed|written)\b", re.IGNORECASE)
_CLOCK = r"(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?"
_SECTION = re.compile(rf"[\s,@]*(?:{_CLOCK})?[\s,|·•]*(?=(?:in|under)\s+[A-Z])", re.IGNORECASE)
_MARKER = re.compile(r"#{1,6}\s+|>\s+")


def make_blocks(segments: Sequence[Segment], roles: Sequence[BlockRole]) -> tuple[Block, ...]:
    """Blocks in order that hold every character that is not blank."""
    return tuple(b for segment, role in zip(segments, roles, strict=True) for b in _split(segment, role))


def _split(segment: Segment, role: BlockRole) -> Iterator[Block]:
    text = segment.text
    start, end = _marker_end(text, role), len(text)
    if role == "caption":
        from_, to = described(text[start:])
        start, end, role = (start + from_, start + to, role) if to else (start, end, "noise")
    if role == "byline":
        end = _section_start(text)
    pieces: tuple[tuple[int, int, BlockRole], ...] = (
        (0, start, "noise"),
        (start, end, role),
        (end, len(text), "noise"),
    )
    for first, last, part in pieces:
        words = text[first:last].strip()
        if words:
            offset = segment.start + text.index(words, first)
            yield Block(offset, offset + len(words), part)


def _section_start(text: str) -> int:
    """Where a byline's day is followed by the section that the post is filed in: "Posted on 3 May 2021 in Trips"."""
    dates = full_dates(text) if _FILED.match(text) else ()
    section = _SECTION.match(text, dates[0].end) if dates else None
    return section.end() if section else len(text)


def _marker_end(text: str, role: BlockRole) -> int:
    """Where a bullet, a number or the marker of a heading ends and the words begin."""
    if role in ("noise", "table") or _DAY.match(text):
        return 0
    match = _MARKER.match(text) or (BULLET.match(text) if role in ("list", "body", "caption") else None)
    return match.end() if match and match.end() < len(text) else 0
