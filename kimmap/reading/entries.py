"""The entries of a diary, a log or a feed of posts: lines that open with their day, or stand below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..model import BlockRole
from .headdates import DAY, MONTH, WEEKDAY
from .segments import Segment

Roles = list[BlockRole | None]

_DATED = rf"(?:{DAY}(?:\sof)?\s{MONTH}|{MONTH}\s{DAY})(?:,?\s\d{{4}})?"
_OPENS = re.compile(rf"(?:{WEEKDAY},?\s)?{_DATED}\s?(?:[.:,]|[·•|–—-])\s+(?=\S)", re.IGNORECASE)
"""A day with its month and what parts it from the entry: "Oct. 12. I …", "12 October 1914. …", "4 Aug · …"."""
_ALONE = re.compile(rf"(?:{WEEKDAY},?\s)?{_DATED}[.:,]?", re.IGNORECASE)
_LEAST = 3
"""So many entries make a diary of a text."""
_SHARE = 3
"""One in so many lines of a diary opens an entry, at the least."""


def is_dated_alone(segment: Segment) -> bool:
    """Whether a line is but a day with its month."""
    return _ALONE.fullmatch(segment.text) is not None


def mark_entries(segments: Sequence[Segment], roles: Roles) -> None:
    """What a diary has for its first entries is told as much as the others: no standfirst, no captions."""
    opening = [i for i, s in enumerate(segments) if _OPENS.match(s.text) and not s.hint]
    below = [i + 1 for i, s in enumerate(segments[:-1]) if is_dated_alone(s) and not s.hint]
    entries = sorted({*opening, *below})
    if len(entries) < _LEAST or len(entries) * _SHARE < sum(role != "noise" for role in roles) - len(below):
        return
    if any(role == "table" for role in roles):
        return
    for i in entries:
        if roles[i] == "lead":
            roles[i] = "body"
