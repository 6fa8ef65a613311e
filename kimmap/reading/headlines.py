"""The days that the lines of a document tell: "Posted 3 May 2021, updated 5 May", "Last edited by …"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from ..model import Block
from .foreigndates import foreign_days
from .headdates import HeadDate, date_line, full_dates, short_year
from .lexicon import pattern

UPDATED = re.compile(r"\b(?:updated|modified|revised|accessed|retrieved)\b", re.IGNORECASE)
_SEPARATED = re.compile(r"[,|»·•—–]")
POSTED = re.compile(
    r"\b(?:written(?: up)?|published|posted|created|issued|first published|date|dated)\b", re.IGNORECASE
)
_LONGEST_FOREIGN = 14
_LINE = 400
"""Characters of a head line that are looked at."""


def date_in(line: str, day_first: bool = False) -> HeadDate | None:
    """The date of a head line; of several ("posted …, updated …") the first."""
    line = line[:_LINE]
    found = date_line(line)
    if found:
        return found
    if day_first and len(line.split()) <= _LONGEST_FOREIGN and (days := foreign_days(line, day_first)):
        return days[0]
    dates = full_dates(line)
    if not dates and len(line.split()) <= _LONGEST_FOREIGN and (days := foreign_days(line)):
        return days[0]
    starts = (0, *(date.end for date in dates))
    labels = [line[start : date.start] for start, date in zip(starts, dates, strict=False)]
    first = next((i for i, label in enumerate(labels) if not UPDATED.search(label)), 0)
    if not dates:
        return short_year(line)
    if len(line.split()) <= 25 and (POSTED.search(labels[first]) or _SEPARATED.search(labels[first])):
        return dates[first]
    return None


_LABEL = re.compile(r"\b(?:last[ -])?(?:updated|modified|revised|edited|reviewed)\b(?: (?:on|at|by))?", re.IGNORECASE)
_LINE_LABEL = re.compile(
    r"\W*(?:(?:this |the )?(?:page|article|entry|text) (?:was )?)?"
    r"(?:last (?:updated|modified|revised|edited|reviewed)|updated|modified|revised)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\s*:?\s*(?:at\s)?\d{1,2}[:.]\d\d\b")
_LONGEST = 30
"""Words of a line that tells such a day."""
_REACH = 60
"""Characters between the label and its day: "Last edited by somebody on Fri …"."""


def day_of_change(
    text: str, blocks: Sequence[Block], published: dt.date | None, day_first: bool = False
) -> dt.date | None:
    """The day of the last change, told in the head or in a line below that begins with the label.

    A day before that of publication is something else's.
    """
    for line in _lines(text, blocks):
        label = _LABEL.search(line)
        days = full_dates(line[label.end() :][: _REACH + 30]) if label else ()
        if label is None and (label := pattern("changed").search(line)):
            days = tuple(foreign_days(line[label.end() :][: _REACH + 30], day_first))
        if label and not days and _CLOCK.match(line, label.end()):
            # "3 May 2021 Last updated at 11:52": the day stands before the label, its time behind.
            before = full_dates(line[: label.start()])
            days = before[-1:] and (before[-1]._replace(start=0),)
        if days and days[0].start <= _REACH and (published is None or days[0].day >= published):
            return days[0].day
    return None


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    paragraphs = 0
    for block in blocks:
        paragraphs += block.role == "body"
        line = text[block.start : min(block.end, block.start + 400)]
        is_short = block.role in ("byline", "noise", "list", "lead") and len(line.split()) <= _LONGEST
        if is_short and (paragraphs == 0 or _LINE_LABEL.match(line)):
            yield line
