"""The day of a text that says at its end when it was written, or at its head in which magazine it was printed."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from kimmap.dates.expressions import Expression
from kimmap.dates.values import date_or_none
from kimmap.model import Document

_BEFORE = re.compile(r"\W*(?:(?:[A-Z][\w'’-]*\.?\s?){1,4},\s)?(?:(?:dated|this)\s)?(?:the\s)?")
"""In the line of the day, before it: a dash, or the place of writing."""
_LONGEST = 60
_HEAD = 400
"""So near its beginning a text says in which magazine it was printed."""
_MAGAZINE = re.compile(
    r"\b(?:[Ff]rom the|No\.?\s?\d|Nr\.?\s?\d|Vol|[Ii]ssue|(?i:bulletin|newsletter|magazine|register|gazette|review"
    r"|quarterly|chronicle|intelligencer|messenger|monthly|miscellany))\b[^\n]*\Z"
)


def signed_day(document: Document, found: Sequence[Expression]) -> dt.date | None:
    """The day that stands in the last line with nothing but a place: "— Lima, Tuesday, 4 May 1930."; else None."""
    text = document.text.rstrip()
    begin = text.rfind("\n") + 1
    last = next((e for e in found if e.start >= begin), None)
    if begin == 0 or last is None or len(text) - begin > _LONGEST or not _is_full(last):
        return None
    alone = _BEFORE.fullmatch(text[begin : last.start]) and not re.search(r"\w", text[last.end :])
    # Where other days bear a year the text may be a diary, and this the head of its last entry.
    others = any(_is_full(e) for e in found if e is not last)
    return date_or_none(last.year or 0, last.month or 1, last.day or 1) if alone and not others else None


def printed_by(document: Document, found: Sequence[Expression]) -> dt.date | None:
    """The last day of the month of "From the Lima Register for July, 1824"; None where nothing says so."""
    first = next((e for e in found if e.kind == "date" and e.year and e.month), None)
    if first is None or first.day is not None or first.until or first.start > _HEAD or (first.year or 0) < 1:
        return None
    if not _MAGAZINE.search(document.text[: first.start]):
        return None
    year, month = first.year or 1, first.month or 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _is_full(e: Expression) -> bool:
    return e.kind == "date" and e.until is None and bool(e.day and e.month) and (e.year or 0) > 0
