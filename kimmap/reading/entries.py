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
_PERIOD = re.compile(rf"\W*(?:{MONTH}[,.]?\s)?(?:1[5-9]|20)\d\d\W*", re.IGNORECASE)
_LEAST = 3
"""So many entries make a diary of a text."""
_SHARE = 3
"""One in so many lines of a diary opens an entry, at the least."""


def is_dated_alone(segment: Segment) -> bool:
    """Whether a line is but a day with its month."""
    return _ALONE.fullmatch(segment.text) is not None


def is_period(text: str) -> bool:
    """Whether a line is but a year, or a month and year: it heads the entries below it, and is no title."""
    return _PERIOD.fullmatch(text) is not None


def numbered_days(segments: Sequence[Segment]) -> tuple[int, ...]:
    """The lines that open with a day below a line that is but its month: "OCTOBER 1914", "22. Sailed.".

    The numbers go up, and are not those of a list, 1, 2, 3.
    """
    found: list[int] = []
    run: list[tuple[int, int]] = []
    inside = False
    for i, segment in enumerate(segments):
        number = _NUMBER.match(segment.text)
        if inside and number:
            run.append((int(number[1]), i))
        elif is_period(segment.text):
            found, run, inside = [*found, *_if_days(run)], [], True
    return (*found, *_if_days(run))


def _if_days(run: Sequence[tuple[int, int]]) -> list[int]:
    days = [day for day, _ in run]
    are_days = days == sorted(set(days)) and days != list(range(1, len(days) + 1)) and max(days, default=0) <= _MONTH
    return [i for _, i in run] if are_days else []


_NUMBER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.\s+(?=[\"“‘(]?[A-Z])")
_MONTH = 31


def mark_entries(segments: Sequence[Segment], roles: Roles) -> None:
    """What a diary has for its first entries is told as much as the others: no standfirst, no captions."""
    for i in numbered_days(segments):
        roles[i] = "body"
    opening = [i for i, s in enumerate(segments) if _OPENS.match(s.text) and not s.hint]
    below = [i + 1 for i, s in enumerate(segments[:-1]) if is_dated_alone(s) and not s.hint]
    entries = sorted({*opening, *below, *numbered_days(segments)})
    if len(entries) < _LEAST or len(entries) * _SHARE < sum(role != "noise" for role in roles) - len(below):
        return
    if any(role == "table" for role in roles):
        return
    for i in entries:
        if roles[i] in ("lead", "title"):
            roles[i] = "body"
    for i, segment in enumerate(segments):
        if roles[i] in (None, "lead", "byline") and is_period(segment.text):
            roles[i] = "heading"
