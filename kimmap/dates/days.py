"""Which day a date is that names a month and a day, or only a day of the month."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import MONTH_NAMES
from kimmap.dates.ranges import UNTIL_NOW
from kimmap.dates.stretches import year_reading
from kimmap.dates.telling import Telling, within
from kimmap.dates.tense import one_sentence
from kimmap.dates.values import (
    DAY,
    Reading,
    date_or_none,
    in_month,
    julian_lag,
    moved,
    on_day,
    shifted,
    unknown,
    weekday_conflict,
)
from kimmap.dates.years import year_of
from kimmap.model import Granularity, Interval

_LONG_STEP_DAYS = 31
"""A day of the month lies no farther than this after the day told before."""

_FORWARD = re.compile(r"\bbrought forward (?:by \w+ \w+ )?(?:from [\w ]{1,24} )?to \Z")
_NEAR_ENTRY_DAYS = 7
"""So few days after its own an entry of a diary may name a day, whatever its verbs look back at."""


def date_reading(e: Expression, telling: Telling) -> Reading:
    """14 May 1874, May 14, the 14th, May 1874, 1874 …"""
    if e.unit == "nth":
        return _nth_of_month(e, telling)
    if e.month is None:
        return _day_of_month(e, telling) if e.day is not None else year_reading(e, telling)
    year, anchor = year_of(e, telling)
    month_and_day = f"-{e.month:02d}" + (f"-{e.day:02d}{e.part}" if e.day else "")
    fineness: Granularity = "day" if e.day else "month"
    if year is None:
        return unknown("XXXX" + month_and_day, fineness)
    if year < 0:
        return unknown(f"BC{-year:04d}{month_and_day}", fineness)
    if e.day is None:
        return replace(in_month(year, e.month, e.third), anchor=anchor)
    return full_date(e, year, anchor, month_first=telling.month_first)


def full_date(e: Expression, year: int, anchor: str | None, *, month_first: bool | None = None) -> Reading:
    """A day of a year, with the weekday that it bears as a check."""
    month, number = e.month or 1, e.day or 1
    ambiguous = e.value == "ambiguous"
    if ambiguous and month_first is False:
        month, number = number, month
    day = date_or_none(year, month, number)
    if day is None:
        return unknown(f"{year:04d}-{month:02d}-XX")
    if e.julian:
        day = shifted(day, julian_lag(year)) or day
        anchor = "Old Style, moved to the Gregorian calendar"
    other = date_or_none(year, number, month) if ambiguous else None
    alternatives = [Interval(other, other)] if other else []
    conflict = weekday_conflict(day, e.weekday)
    if conflict:
        nearest = next(d for n in (-1, 1, -2, 2, -3, 3) if (d := day + n * DAY).isoweekday() == e.weekday)
        alternatives.append(Interval(nearest, nearest))
    return replace(on_day(day, e.part), anchor=anchor, conflict=conflict, alternatives=tuple(alternatives))


def _nth_of_month(e: Expression, telling: Telling) -> Reading:
    """The second Tuesday of May, the last day of June."""
    month = e.month or 1
    year, anchor = year_of(replace(e, unit=None, weekday=None), telling)
    if year is None or year < 1:
        return unknown(f"XXXX-{month:02d}-XX", "day")
    whole = in_month(year, month)
    first, size, count = whole.interval.first or dt.date.min, whole.interval.days or 1, e.count or 1
    days = [d for n in range(size) if (d := first + n * DAY).isoweekday() == e.weekday or not e.weekday]
    if count > len(days):
        return whole
    return replace(on_day(days[count - 1 if count > 0 else -1], e.part), anchor=anchor)


def _day_of_month(e: Expression, telling: Telling) -> Reading:
    """The 14th, the 10th inst., Friday the 2nd."""
    if e.unit == "M":
        return _in_that_month(e, telling)
    number, written, told = e.day or 1, telling.written, _told_before(e, telling)
    base = told or written
    candidates = _such_days(base, number, e.weekday) if base else []
    if base is None or not candidates:
        return unknown(f"XXXX-XX-{number:02d}{e.part}", "day")
    anchor = telling.told_anchor if told else telling.written_anchor
    if e.rule == UNTIL_NOW:
        return replace(on_day(max((d for d in candidates if d <= base), default=base), e.part), anchor=anchor)
    day = _in_the_span(candidates, telling) or min((d for d in candidates if told and d >= told), default=None)
    if told and _FORWARD.search(telling.text, max(0, e.start - 60), e.start):
        day = max((d for d in candidates if d <= told), default=day)
    ahead = telling.ahead(e)
    too_late = day is not None and written is not None and told is not None and day > written
    if told and written and told > written:  # a plan goes on within its sentence, whatever its verbs look back at
        too_late = too_late and not one_sentence(telling.text, telling.day_at, e.start)
    if too_late and telling.entry is not None and day is not None:
        # "had meant to go on the 16th"
        apart = (day - telling.entry).days > _NEAR_ENTRY_DAYS or _has_come(telling.text, e.start)
        too_late = e.base != "entry" and apart
    if written and (day is None or (too_late and ahead == "past") or (day - base).days > _LONG_STEP_DAYS):
        day = _nearest_to_writing(candidates, written, looks_ahead=ahead == "future")
        anchor = telling.written_anchor
    day = day or candidates[0]
    others = tuple(Interval(d, d) for d in candidates if d != day and abs((d - day).days) <= _LONG_STEP_DAYS)
    return replace(on_day(day, e.part), anchor=anchor, alternatives=others)


_CAME = re.compile(
    r"(?P<before>\w+) (?:reached|arrived|landed|came|got|left|sailed|entered|returned|started|embarked|disembarked)"
    r"(?: (?!to\b)[\w'’-]+){0,5} (?:on|upon) \Z"
)


def _has_come(text: str, start: int) -> bool:
    """Whether somebody has come or gone on a day: "reached Lima on the 2nd", and not "had come to leave on the 2nd"."""
    match = _CAME.search(" ".join(text[max(0, start - 90) : start].split()) + " ")
    return match is not None and match["before"].lower() not in ("be", "have", "had", "if", "until", "when", "get")


def _told_before(e: Expression, telling: Telling) -> dt.date | None:
    """The day that a day of the month follows: that of the entry before, or of a month just told, or told last."""
    if e.base == "entry" and telling.entry is not None:
        return telling.entry
    told, last = telling.day, telling.last
    if last is not None and last.granularity == "month" and last.interval.first is not None and told is not None:
        part = last.interval.first
        if part.day > 1 and told < part and (telling.written is None or part <= telling.written):
            return part  # "at the end of April she sailed … and was back by the 9th"
    if last is not None and last.granularity == "month" and _in_its_sentence(last, e, telling.text):
        return last.interval.first
    if (
        last is not None
        and last.granularity == "month"
        and (e.weekday or (told is None and telling.mode == "narrative"))
    ):
        return last.interval.first
    if last is not None and last.granularity == "month" and telling.mode == "narrative" and told is not None:
        return max(told, last.interval.first or told)  # "on the 20th … In August … on the 3rd"
    return told


def _in_its_sentence(month: Reading, e: Expression, text: str) -> bool:
    """Whether a month was named in the sentence of a day: "in May she sang twice, the 4th and 5th"."""
    first = month.interval.first
    at = text.rfind(MONTH_NAMES[first.month - 1], max(0, e.start - 200), e.start) if first and first.day == 1 else -1
    return at >= 0 and one_sentence(text, at, e.start)


def _in_the_span(days: list[dt.date], telling: Telling) -> dt.date | None:
    """The one of ``days`` within the range told last: "from 9 to 14 February. Sunday 9: Rome"."""
    span = telling.span
    if span is None or (span.days or 0) > _LONG_STEP_DAYS:
        return None
    return next((d for d in days if within(span, d)), None)


def _such_days(base: dt.date, number: int, weekday: int | None) -> list[dt.date]:
    """The days with this number in the months around ``base``, only those on ``weekday`` where it is told."""
    days = [d for n in range(-2, 3) if (d := _numbered(base, n, number))]
    return [d for d in days if weekday is None or d.isoweekday() == weekday]


def _nearest_to_writing(days: list[dt.date], written: dt.date, *, looks_ahead: bool) -> dt.date | None:
    if looks_ahead:
        return min((d for d in days if d >= written), default=None)
    return max((d for d in days if d <= written), default=None)


def _numbered(base: dt.date, months: int, number: int) -> dt.date | None:
    """Day ``number`` of the month so many months after that of ``base``."""
    first = moved(base.replace(day=1), months, "M")
    return date_or_none(first.year, first.month, number) if first else None


def _in_that_month(e: Expression, telling: Telling) -> Reading:
    """The 10th inst., the 5th of that month."""
    base = telling.written
    if e.base == "told":
        base = telling.last.interval.first if telling.last else telling.day or telling.written
    day = _numbered(base, e.toward, e.day or 1) if base else None
    if day is None:
        return unknown(f"XXXX-XX-{e.day or 0:02d}{e.part}", "day")
    anchor = telling.told_anchor if e.base == "told" else telling.written_anchor
    return replace(on_day(day, e.part), anchor=anchor, conflict=weekday_conflict(day, e.weekday))
