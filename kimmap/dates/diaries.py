"""The years of the entries of a diary or a log: of the line above them, and of the entries before them.

"1914" or "October 1914" alone in a line heads what stands below it; and entries go on in time, however long
nothing was entered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from kimmap.dates.expressions import Expression
from kimmap.dates.heads import is_alone, is_head
from kimmap.dates.telling import Telling
from kimmap.dates.values import date_or_none
from kimmap.model import Document


class EntryYears:
    """Tells of the head of each entry that bears no year which it is."""

    def __init__(self, document: Document, found: Sequence[Expression], within: frozenset[int]) -> None:
        self._lines = {e.start: e.year for e in found if e.year and e.day is None and is_alone(document.text, e)}
        heads = [e for e in found if _has_no_year(e) and is_head(document, e, within, dt.date.min)]
        self._heads = {e.start for e in heads} if self._lines or _go_up(heads) else set()
        self._line: int | None = None

    def year_of(self, e: Expression, telling: Telling) -> int | None:
        """The year of an expression that is the head of an entry; None of any other."""
        self._line = self._lines.get(e.start, self._line)
        if e.start not in self._heads or not _has_no_year(e):
            return None
        before, line = telling.entry, self._line
        if line is not None and (before is None or before.year < line):
            return line
        if before is None:
            return None
        day = _first_from(before, e)
        return day.year if day is not None and (day - before).days <= _LONGEST_PAUSE else None


_LONGEST_PAUSE = 300
"""Days; the day before an entry is not nearly a year after it, but was told out of turn."""


def _has_no_year(e: Expression) -> bool:
    return e.kind == "date" and e.year is None and e.month is not None and e.day is not None and e.weekday is None


def _go_up(heads: Sequence[Expression]) -> bool:
    """Whether the entries are told in order: a page may have the last one first, each a little before the one above."""
    days = [31 * (e.month or 1) + (e.day or 1) for e in heads]
    falls = sum(0 < a - b <= _A_LITTLE for a, b in pairwise(days))
    return len(days) >= _ENTRIES and falls * 2 < len(days) - 1


_A_LITTLE = 60
_ENTRIES = 3


def _first_from(day: dt.date, e: Expression) -> dt.date | None:
    """The first day from ``day`` on that an expression without a year can be."""
    years = (date_or_none(year, e.month or 1, e.day or 1) for year in (day.year, day.year + 1))
    return next((each for each in years if each is not None and each >= day), None)
