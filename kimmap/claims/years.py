"""Which year the days of a text are of that was written long after the journey: the one of which others tell.

"On 3 July I sailed", says a memoir of another year.  A day without a year is taken to be the
nearest before the writing; where that is after all that other texts tell of the journey, and other years put all such
days of the text into it, they are of those.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial

from kimmap.claims.weeks import is_placing, root_days
from kimmap.grouping import by_document
from kimmap.model import YEAR_OF_OTHERS, Claim, DateMention, Document, Interval

_BEFORE, _AFTER = dt.timedelta(days=30), dt.timedelta(days=60)
"""So long before the first day and after the last that other texts tell, the journey may have gone on."""

_MOST_YEARS = 100
_YEARLESS = frozenset(
    {"day month", "month day", "day month in words", "month day in words", "range of days", "nth weekday of a month",
     "month", "feast", "day beside a day"}
)  # fmt: skip
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


def agree_on_years(claims: Sequence[Claim], dates: Sequence[DateMention]) -> list[Claim]:
    """The claims, those of a text of another year moved to the year in which others tell of the journey."""
    dates_in = by_document(dates, lambda d: d.quote.document)
    documents = {c.quote.source: c.quote.document for c in claims}
    named = {source: _years_named(d, dates_in(d)) for source, d in documents.items()}
    roots = {
        source: root_days(d, dates_in(d), partial(_is_yearless, named=named[source])) for source, d in documents.items()
    }
    loose = defaultdict[str, list[Claim]](list)
    for claim in claims:
        dated = [d for d in claim.dates if not d.interval.is_open]
        if dated and all(d.quote.start in roots[claim.quote.source] for d in dated):
            loose[claim.quote.source].append(claim)
    moved: dict[int, Claim] = {}
    for source, own in loose.items():
        others = [c for c in claims if c.quote.witness != own[0].quote.witness]
        others = [c for c in others if is_placing(c) and c.status == "visited"]
        if years := _years_of(own, others, named[source]):
            bearer = min(others, key=lambda c: (c.when.first or dt.date.max, c.quote.source)).quote.source
            moved |= {id(c): _of_year(c, years, bearer) for c in own}
    return [moved.get(id(c), c) for c in claims]


def _years_named(document: Document, dates: Sequence[DateMention]) -> frozenset[int]:
    """The years that a text names, but for the day of its writing and the years of a life or an office."""
    told = [d for d in dates if d.rule != "year range" and d.interval.first != document.published]
    return frozenset(int(year) for d in told for year in _YEAR.findall(d.quote.text))


def _is_yearless(date: DateMention, named: Collection[int]) -> bool:
    """Whether nothing but the day of publication tells the year of a day."""
    anchor, first = date.anchor or "", date.interval.first
    if date.rule not in _YEARLESS or first is None or first.year in named:
        return False
    return anchor.startswith(("publication", "the year told before"))


def _years_of(own: Sequence[Claim], others: Sequence[Claim], named: Collection[int]) -> Mapping[dt.date, int]:
    """The years of the days of a text, by day; none where those that it has will do, or no others, or more than one."""
    days = {day for c in own if (day := c.when.first or c.when.last)}
    if not others or not days:
        return {}
    first = min(c.when.first for c in others if c.when.first) - _BEFORE
    last = max(c.when.last for c in others if c.when.last) + _AFTER
    if min(days) <= last:
        return {}
    found = dict[dt.date, int]()
    for day in days:
        years = [y for y in range(day.year - _MOST_YEARS, day.year) if first <= _in_year(day, y) <= last]
        if len(years) > 1:
            years = [y for y in years if y in named]
        if len(years) != 1:
            return {}
        found[day] = years[0]
    return found


def _in_year(day: dt.date, year: int) -> dt.date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)


def _of_year(claim: Claim, years: Mapping[dt.date, int], bearer: str) -> Claim:
    day = claim.when.first or claim.when.last
    by = day.year - years[day] if day else 0

    def moved(days: Interval) -> Interval:
        return Interval(*(d and _in_year(d, d.year - by) for d in (days.first, days.last)))

    anchor = f"{YEAR_OF_OTHERS}{bearer} tells of"
    dates = tuple(replace(d, interval=moved(d.interval), anchor=anchor) for d in claim.dates)
    return replace(claim, when=moved(claim.when), dates=dates)
