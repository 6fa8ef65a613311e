"""Times of day in a log that look like years: "3 Mar. 0620. Coaled. | 5 Mar. 1815. Slipped"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.dates.expressions import Expression

_FOUR_FIGURES = re.compile(r"\b(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\Z")
_SMALL_HOURS = re.compile(r"[.,:;]?\s?[–—-]?\s?0\d[0-5]\d\b")
"""A time behind a day; no year begins with a nought."""


_FROM_HOUR = re.compile(r"\b0\d[0-5]\d\s?(?:to|until|till|[–-])\s?\Z")


def _clock(text: str, e: Expression) -> Expression:
    """ "From 0300 to 1940": the second is a time as the first is."""
    if e.kind != "date" or e.year is None or e.month or not _FROM_HOUR.search(text, max(0, e.start - 12), e.start):
        return e
    match = _FOUR_FIGURES.search(text, e.start, e.end)
    return replace(e, kind="clock", year=None, part=f"T{match['h']}:{match['m']}") if match else e


def without_times_for_years(text: str, found: Sequence[Expression]) -> list[Expression]:
    """The expressions, with times of day for the years of a log's entries.

    It is a log whose times these are where another day has a time of the small hours behind it ("0620"), and
    where all figures that stand for years can be times, and are more than one.
    """
    found = [_clock(text, e) for e in found]
    days = [e for e in found if e.kind == "date" and e.day and e.month]
    if not any(_SMALL_HOURS.match(text, e.end) for e in days if e.year is None):
        return list(found)
    dated = {e.start: _FOUR_FIGURES.search(text, e.start, e.end) for e in days if e.year is not None}
    figures = {m[0] for m in dated.values() if m}
    if None in dated.values() or len(figures) < 2:
        return list(found)
    return [replace(e, year=None, part=f"T{m['h']}:{m['m']}") if (m := dated.get(e.start)) else e for e in found]
