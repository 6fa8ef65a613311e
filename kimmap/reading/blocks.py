"""Segments and their roles → blocks; markers, labels and credits become blocks of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Block, BlockRole
from .captions import described
from .entries import numbered_days
from .headdates import MONTH, full_dates
from .lexicon import starting, whole
from .segments import BULLET, Segment

_DAY = re.compile(rf"\d{{1,2}}\.\s+{MONTH}\s", re.IGNORECASE)
"""A day before its month, and not the number of an item: "4. May 1915"."""
_FILED = re.compile(r"(?:posted|published|filed|written)\b", re.IGNORECASE)
_CLOCK = r"(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?"
_SECTION = re.compile(rf"[\s,@]*(?:{_CLOCK})?[\s,|·•]*(?=(?:in|under)\s+[A-Z])", re.IGNORECASE)
_LAST_PIECE = re.compile(r"\s*[|·•]\s*(?P<piece>[^|·•]{2,40}?)\s*$")
_LONGEST_LINE = 300
_MARKER = re.compile(r"#{1,6}\s+|>\s+")


def make_blocks(segments: Sequence[Segment], roles: Sequence[BlockRole]) -> tuple[Block, ...]:
    """Blocks in order that hold every character that is not blank."""
    days = {segments[i].start for i in numbered_days(segments)}
    return tuple(
        b
        for segment, role in zip(segments, roles, strict=True)
        for b in _split(segment, role, is_day=segment.start in days)
    )


def _split(segment: Segment, role: BlockRole, *, is_day: bool) -> Iterator[Block]:
    """``is_day`` where the number that opens a segment is no item's but the day of an entry."""
    text = segment.text
    start, end = 0 if is_day else _marker_end(text, role), len(text)
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
    """Where a byline's day is followed by the section that the post is filed in, or its line by things to click on.

    "Posted on 3 May 2021 in Trips"; "Ada Quill · 3 May 2021 | Print".
    """
    dates = full_dates(text) if _FILED.match(text) else ()
    section = _SECTION.match(text, dates[0].end) if dates else None
    end = section.end() if section else len(text)
    while (last := _LAST_PIECE.search(text, 0, min(end, _LONGEST_LINE))) and _is_tool(last["piece"]):
        end = last.start()
    return end


def _is_tool(piece: str) -> bool:
    return whole("noise_whole").fullmatch(piece) is not None or starting("noise_starts").match(piece) is not None


def _marker_end(text: str, role: BlockRole) -> int:
    """Where a bullet, a number or the marker of a heading ends and the words begin."""
    if role in ("noise", "table") or _DAY.match(text):
        return 0
    match = _MARKER.match(text) or (BULLET.match(text) if role in ("list", "body", "caption") else None)
    return match.end() if match and match.end() < len(text) else 0
