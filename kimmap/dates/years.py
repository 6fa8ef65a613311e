"""The year of a day or month that bears none, and the month of a day that bears none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from kimmap.dates.expressions import Expression
from kimmap.dates.telling import Telling
from kimmap.dates.tense import Direction
from kimmap.dates.values import DAY, Reading, date_or_none, moved, on_day, unknown
from kimmap.model import Interval

AHEAD_DAYS = 90
"""So far ahead a day without a year may lie without a word that looks ahead."""
_CLOSE_DAYS = 45


def year_of(
    e: Expression, telling: Telling, ahead: Direction | None, day_in: Callable[[int], dt.date] | None = None
) -> tuple[int | None, str | None]:
    """The year of ``e`` (negative before Christ) and what tells it, None where nothing does.

    ``day_in`` gives the day in a year where month and day do not.
    """
    if e.year is not None:
        return e.year, None
    if e.value and e.kind == "date" and e.value.isdigit():
        return _of_century(int(e.value), telling), None
    if e.unit == "which":
        return _which(e, telling)
    if e.unit == "of year":
        return _of_which_year(e, telling)

    def place(year: int) -> dt.date | None:
        if day_in is not None:
            return day_in(year)
        return date_or_none(year, e.month or 1, e.day or 15)

    if telling.mode == "narrative" or telling.written is None:
        return _by_telling(e, telling, place)
    return _by_writing(e, telling, ahead, place), telling.written_anchor


def _of_century(two_digits: int, telling: Telling) -> int:
    near = telling.written.year if telling.written else telling.told_year or 2000
    return min((near // 100 * 100 + two_digits + n for n in (-100, 0, 100)), key=lambda y: (abs(y - near), y))


def _which(e: Expression, telling: Telling) -> tuple[int | None, str | None]:
    """ "Last May", "next May"."""
    base = telling.day or telling.written if e.base == "told" else telling.written
    if base is None or e.month is None:
        return None, None
    anchor = telling.told_anchor if e.base == "told" and telling.day else telling.written_anchor
    if e.toward < 0:
        return (base.year if e.month < base.month else base.year - 1), anchor
    if e.toward > 0:
        return (base.year if e.month > base.month else base.year + 1), anchor
    return base.year, anchor


def _of_which_year(e: Expression, telling: Telling) -> tuple[int | None, str | None]:
    """ "May last year", "July 25 of that year"."""
    if e.base == "told":
        year = telling.named_year if telling.named_year is not None else telling.told_year
        if year is None and telling.written is not None:
            return telling.written.year + e.toward, telling.written_anchor
        return (year + e.toward if year is not None else None), telling.told_anchor
    return (telling.written.year + e.toward, telling.written_anchor) if telling.written else (None, None)


def _by_telling(e: Expression, telling: Telling, place: Callable[[int], dt.date | None]) -> tuple[int | None, str | None]:
    year = telling.told_year
    if year is not None and telling.written is not None and year > telling.written.year:
        return _by_writing(e, telling, None, place), telling.written_anchor
    if telling.year_agrees and telling.year is not None:
        return telling.year, telling.year_words
    if year is None:
        year = telling.year
        if year is None and telling.written is not None:
            return _by_writing(e, telling, None, place), telling.written_anchor
        return year, telling.year_words or None
    if year < 0:
        return year, None
    day = place(year)
    if day is None and e.month is not None and place(year + 1):
        return year + 1, f"the first after {year} with such a day"
    month = day.month if day else e.month or 1
    if telling.told_month == 12 and month <= 2:
        year += 1
    if e.weekday is not None and e.day is not None:
        year = _agreeing(e, (year, year + 1, year - 1), place) or year
    return year, f"the year told before, {year}"


def _by_writing(e: Expression, telling: Telling, ahead: Direction | None, place: Callable[[int], dt.date | None]) -> int | None:
    written = telling.written
    assert written is not None
    candidates = [(y, d) for y in (written.year - 1, written.year, written.year + 1) if (d := place(y))]
    if not candidates:
        return None
    limit = AHEAD_DAYS + (15 if e.day is None else 0)
    if ahead != "future":
        candidates = [(y, d) for y, d in candidates if (d - written).days <= limit] or candidates
    year, day = min(candidates, key=lambda c: (abs((c[1] - written).days), c[0]))
    near = telling.day
    if near is not None and abs((day - written).days) > _CLOSE_DAYS and ahead != "future":
        told, told_day = min(
            ((y, d) for y in (near.year - 1, near.year, near.year + 1) if (d := place(y))), key=lambda c: abs((c[1] - near).days), default=(year, day)
        )
        if abs((told_day - near).days) <= _CLOSE_DAYS and told_day <= max(written + AHEAD_DAYS * DAY, near + _CLOSE_DAYS * DAY):
            year, day = told, told_day
    if e.weekday is not None and e.day is not None and day.isoweekday() != e.weekday and abs((day - written).days) > AHEAD_DAYS:
        year = _agreeing(e, (year, year - 1, year + 1), place) or year
    return year


def _agreeing(e: Expression, years: Iterable[int], place: Callable[[int], dt.date | None]) -> int | None:
    """The first year in which the day bears its weekday."""
    return next((y for y in years if (d := place(y)) and d.isoweekday() == e.weekday), None)


def day_of_month(text: str, e: Expression, telling: Telling, ahead: Direction | None) -> Reading:
    """ "The 14th", "the 10th inst.", "Friday the 2nd"."""
    assert e.day is not None
    if e.unit == "M":
        return _in_that_month(e, telling)
    written, told = telling.written, telling.day
    if told is None and telling.mode == "narrative" and telling.last is not None and telling.last.granularity == "month":
        told = telling.last.interval.first
    base = told or written
    if telling.last is not None and telling.last.granularity == "month" and e.weekday is not None:
        told = base = telling.last.interval.first
    if base is None:
        return unknown(f"XXXX-XX-{e.day:02d}{e.part}", "day")
    candidates = [d for n in range(-2, 3) if (d := _of_month(base, n, e.day)) and (e.weekday is None or d.isoweekday() == e.weekday)]
    if not candidates:
        return unknown(f"XXXX-XX-{e.day:02d}", "day")
    anchor = telling.told_anchor if told else telling.written_anchor
    onward = [d for d in candidates if told and d >= told]
    day = min(onward, default=None)
    if written is not None and (day is None or (day > written and ahead == "past") or (day - base).days > 31):
        past = [d for d in candidates if d <= written]
        future = [d for d in candidates if d >= written]
        day = (min(future, default=None) if ahead == "future" else max(past, default=None)) or candidates[0]
        anchor = telling.written_anchor
    day = day or candidates[0]
    others = tuple(Interval(d, d) for d in candidates if d != day and abs((d - day).days) < 32)
    return replace(on_day(day, e.part), anchor=anchor, alternatives=others)


def _of_month(base: dt.date, months: int, day: int) -> dt.date | None:
    first = moved(base.replace(day=1), months, "M")
    return date_or_none(first.year, first.month, day) if first else None


def _in_that_month(e: Expression, telling: Telling) -> Reading:
    base = (telling.day or telling.written) if e.base == "told" else telling.written
    if e.base == "told" and telling.last is not None:
        base = telling.last.interval.first
    day = _of_month(base, e.toward, e.day or 1) if base else None
    if day is None:
        return unknown(f"XXXX-XX-{e.day or 0:02d}{e.part}", "day")
    anchor = telling.told_anchor if e.base == "told" else telling.written_anchor
    return replace(on_day(day, e.part), anchor=anchor)
