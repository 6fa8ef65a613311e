"""The day that a line of a document's head tells: "Posted 3 May 2021, updated 5 May", "Posted: 09/13/05"."""

from __future__ import annotations

import re

from .foreigndates import foreign_days
from .headdates import HeadDate, date_line, full_dates, short_year

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
