"""Which stretch of the calendar a year, season, quarter, feast, decade or century is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import EASTER_FEASTS, HOLIDAYS
from kimmap.dates.telling import Telling
from kimmap.dates.values import (
    DAY,
    Reading,
    date_or_none,
    easter_sunday,
    in_century,
    in_decade,
    in_quarter,
    in_season,
    in_year,
    moved,
    on_day,
    unknown,
)
from kimmap.dates.years import AHEAD_DAYS, of_century, year_of


def year_reading(e: Expression, telling: Telling) -> Reading:
    """1874, 490 BC, '71."""
    if e.year is not None:
        return in_year(e.year, e.third) if e.year > 0 else unknown(f"BC{-e.year:04d}", "year")
    if telling.written is None and telling.told_year is None and telling.year is None:
        return unknown(f"XX{e.two_digits:02d}", "year")
    return in_year(of_century(e.two_digits or 0, telling), e.third)


def season_reading(e: Expression, telling: Telling) -> Reading:
    """The summer of 1874, last summer, the winter."""
    told, written = telling.told_year, telling.written
    if e.two_digits is not None:
        e = replace(e, year=of_century(e.two_digits, telling))
    if e.year is not None:
        return in_season(e.year, e.value, e.third) if e.year > 0 else unknown(f"BC{-e.year:04d}-{e.value}", "season")
    if telling.mode == "narrative" and (e.count is None or telling.is_old_story):
        if told is None or told < 0:
            return unknown((f"BC{-told:04d}" if told else "XXXX") + f"-{e.value}", "season")
        # A winter bears the year of its January.
        year = told + e.toward + (e.value == "WI" and (telling.told_month or 1) >= 7)
        return replace(in_season(year, e.value, e.third), anchor=telling.told_anchor)
    if written is None:
        return unknown(f"XXXX-{e.value}", "season")
    year = _season_by_writing(e, telling, written)
    return replace(in_season(year, e.value, e.third), anchor=telling.written_anchor)


def _season_by_writing(e: Expression, telling: Telling, written: dt.date) -> int:
    """The year of a season that is this, last or next to the day of writing."""
    this = in_season(written.year, e.value, e.third).interval
    begun = this.first is not None and this.first <= written
    over = this.last is not None and this.last < written
    if e.toward < 0:
        return written.year if over else written.year - 1
    if e.toward > 0:
        return written.year + 1 if begun else written.year
    ahead = "future" if e.count == 0 and not over else telling.ahead(e)
    if this.first is not None and (this.first - written).days > AHEAD_DAYS and ahead != "future":
        return written.year - 1
    return written.year + 1 if over and ahead == "future" else written.year


def quarter_reading(e: Expression, telling: Telling) -> Reading:
    """The third quarter, Q3 2020, the last quarter."""
    base = telling.written
    if telling.mode == "narrative" and telling.last is not None:
        base = telling.last.interval.first
    if e.count and e.year and e.year > 0:
        return in_quarter(e.year, e.count)
    if base is None:
        return unknown(f"XXXX-Q{e.count or 'X'}", "quarter")
    if e.count is None:
        there = moved(base, 3 * e.toward, "M") or base
        return replace(in_quarter(there.year, (there.month + 2) // 3), anchor=telling.written_anchor)
    year = base.year + (e.toward if e.unit else 0)
    to_come = dt.date(year, 3 * e.count - 2, 1) > base and not e.unit and telling.ahead(e) != "future"
    return replace(in_quarter(year - to_come, e.count), anchor=telling.written_anchor)


def feast_in(year: int, rule: str) -> dt.date:
    """The day of a feast: "12-25", or "11-4-4" the fourth Thursday of November ("05--1-1" the last Monday of May)."""
    month, nth = int(rule[:2]), rule[3:]
    if "-" not in nth:
        return dt.date(year, month, int(nth))
    which, weekday = nth.rsplit("-", 1)
    days = [d for n in range(1, 32) if (d := date_or_none(year, month, n)) and d.isoweekday() == int(weekday)]
    return days[int(which) - (int(which) > 0)]


def feast_reading(e: Expression, telling: Telling) -> Reading:
    """Christmas, Easter Monday 1874."""

    def on(year: int) -> dt.date:
        if e.value in HOLIDAYS:
            return feast_in(year, HOLIDAYS[e.value])
        return easter_sunday(year) + EASTER_FEASTS[e.value] * DAY

    year, anchor = year_of(e, telling, on)
    return replace(on_day(on(year), e.part), anchor=anchor) if year and year > 0 else unknown("XXXX-XX-XX")


def decade_reading(e: Expression, telling: Telling) -> Reading:
    """The 1990s, the '90s, the nineties."""
    if e.year is not None:
        return in_decade(e.year, e.third)
    near = telling.written.year if telling.written else telling.told_year or telling.year
    if near is None or near < 0:
        return unknown("XXXX")
    year = near // 100 * 100 + int(e.value.strip("'’"))
    return in_decade(year if year <= near else year - 100, e.third)


def century_reading(e: Expression) -> Reading:
    """The 19th century, the 5th century BC."""
    count = e.count or 1
    return in_century(count, e.third) if count > 0 else unknown(f"BC{-count - 1:02d}", "century")
