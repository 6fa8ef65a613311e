"""From what an expression says to the days that it means, by what it can count from.

A weekday in the news is the latest one, the day of writing included, unless the clause looks ahead;
in a narrative the next one after the day told last.  A day without a year is the nearest in the news
(more than 90 days ahead only where the clause says so), in a narrative of the year told last.
Where nothing anchors, the reading stays open.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from kimmap.dates import years
from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import EASTER_FEASTS, HOLIDAYS
from kimmap.dates.telling import Telling
from kimmap.dates.tense import Direction, direction, looks_ahead, one_sentence, planned_before
from kimmap.dates.values import (
    DAY,
    Reading,
    around,
    date_or_none,
    easter_sunday,
    in_century,
    in_decade,
    in_month,
    in_quarter,
    in_season,
    in_week,
    in_words,
    in_year,
    julian_lag,
    moved,
    on_day,
    on_weekend,
    shifted,
    unknown,
    weekday_name,
)
from kimmap.model import Interval


NEAR_DAYS = 45
"""So near to what it tells, a narrative may also look ahead from its day of writing."""


def resolve(text: str, expression: Expression, telling: Telling) -> Reading:
    """The reading of ``expression`` at this point of the telling; the telling takes note of it."""
    reading = _RESOLVERS[expression.kind](text, expression, telling)
    if expression.until is not None:
        telling.learn(reading)
        reading = _to_the_end(text, expression, reading, telling)
    if expression.year is not None:
        telling.named_year = expression.year
    if expression.kind not in ("clock", "part") and not (telling.mode == "narrative" and _is_aside(text, expression, telling)):
        telling.learn(reading, explicit_year=expression.year)
        if reading.day:
            telling.day_at, telling.stepped = expression.start, expression.kind == "step" and expression.base == "told"
    return reading


_FRAME = re.compile(r"(?:^|[.!?:][\"'”’)]*\s+|\n)[\"'“‘(]?(?:\w+[\s-]){0,5}\Z")


def _is_aside(text: str, e: Expression, telling: Telling) -> bool:
    """Whether a year is only named in passing: a story that has dates goes on in its own year.

    A year at the beginning of its sentence moves the story; one inside a sentence or in brackets does not.
    """
    if e.year is None or e.day is not None or not telling.dated:
        return False
    before = text[max(0, e.start - 60) : e.start]
    in_brackets = before.rfind("(") > before.rfind(")")
    if e.month is not None:
        return in_brackets
    return in_brackets or not _FRAME.search(before)


def _to_the_end(text: str, expression: Expression, first: Reading, telling: Telling) -> Reading:
    assert expression.until is not None
    last = _RESOLVERS[expression.until.kind](text, expression.until, telling)
    if expression.kind == "weekday" and last.day and first.day and last.day < first.day:
        last = on_day(last.day + 7 * DAY)
    begin, end = first.interval.first, last.interval.last
    if begin is None or end is None or end < begin:
        return first
    return replace(
        first,
        value=f"{first.value}/{last.value}",
        interval=Interval(begin, end),
        granularity="day" if first.granularity == "time" else first.granularity,
        type="DATE",
        conflict=first.conflict or last.conflict,
        alternatives=(),
    )


def _ahead(text: str, e: Expression) -> Direction | None:
    found = direction(text, e.start, e.end)
    if e.until is not None:
        return found
    return "future" if found is None and looks_ahead(text, e.start) else found


# ------------------------------------------------------------------------------------- days and months


def _date(text: str, e: Expression, telling: Telling) -> Reading:
    if e.stated is not None and e.year is None and e.month is not None and e.day is not None:
        return _beside(text, e, telling)
    if e.unit == "nth":
        return _nth_of_month(text, e, telling)
    if e.day is not None and e.month is None:
        return years.day_of_month(text, e, telling, _ahead(text, e))
    if e.month is None:
        return _year(e, telling)
    year, anchor = years.year_of(e, telling, _ahead(text, e))
    if year is None:
        return unknown(f"XXXX-{e.month:02d}" + (f"-{e.day:02d}{e.part}" if e.day else ""), "day" if e.day else "month")
    if year < 0:
        return unknown(f"BC{-year:04d}-{e.month:02d}" + (f"-{e.day:02d}" if e.day else ""), "day" if e.day else "month")
    if e.day is None:
        return replace(in_month(year, e.month, e.third), anchor=anchor)
    return _checked(e, year, anchor, telling.month_first)


def _nth_of_month(text: str, e: Expression, telling: Telling) -> Reading:
    """ "The second Tuesday of May", "the last day of June"."""
    month = e.month or 1
    year, anchor = years.year_of(replace(e, unit=None, weekday=None), telling, _ahead(text, e))
    if year is None or year < 1:
        return unknown(f"XXXX-{month:02d}-XX", "day")
    stretch = in_month(year, month).interval
    assert stretch.first is not None
    assert stretch.days is not None
    days = [d for n in range(stretch.days) if (d := stretch.first + n * DAY).isoweekday() == e.weekday or not e.weekday]
    index = (e.count or 1) - 1 if (e.count or 1) > 0 else -1
    return replace(on_day(days[index], e.part), anchor=anchor) if index < len(days) else in_month(year, month)


def _checked(e: Expression, year: int, anchor: str | None, month_first: bool | None = None) -> Reading:
    """A full date, with the weekday that it bears as a check."""
    month, day_number = e.month or 1, e.day or 1
    if e.value == "ambiguous" and month_first is False:
        month, day_number = day_number, month
    day = date_or_none(year, month, day_number)
    if day is None:
        return unknown(f"{year:04d}-{month:02d}-XX", "open")
    if e.julian:
        day = shifted(day, julian_lag(year)) or day
        anchor = "Old Style, moved to the Gregorian calendar"
    reading = replace(on_day(day, e.part), anchor=anchor)
    if e.value == "ambiguous":
        other = date_or_none(year, day_number, month)
        reading = replace(reading, alternatives=(Interval(other, other),) if other else ())
    if e.weekday is not None and day.isoweekday() != e.weekday:
        conflict = f"{_weekday(e.weekday)}, but {in_words(day)} is a {weekday_name(day)}"
        nearest = min((day + n * DAY for n in range(-3, 4)), key=lambda d: (d.isoweekday() != e.weekday, abs((d - day).days)))
        reading = replace(reading, conflict=conflict, alternatives=(*reading.alternatives, Interval(nearest, nearest)))
    return reading


def _beside(text: str, e: Expression, telling: Telling) -> Reading:
    """ "Yesterday (3 May)": the relative one gives the year, the absolute one the day."""
    assert e.stated is not None
    assert e.month is not None
    assert e.day is not None
    relative = _RESOLVERS[e.stated.kind](text, e.stated, telling)
    near = relative.interval.first
    if near is None:
        return _date(text, replace(e, stated=None), telling)
    candidates = [d for y in (near.year - 1, near.year, near.year + 1) if (d := date_or_none(y, e.month, e.day))]
    if not candidates:
        return relative
    day = min(candidates, key=lambda d: (abs((d - near).days), d))
    reading = replace(_checked(e, day.year, None), anchor=relative.anchor)
    if relative.day and relative.day != day:
        conflict = f'"{text[e.stated.start : e.stated.end]}" is {in_words(relative.day)}, not {in_words(day)}'
        reading = replace(reading, conflict=conflict, alternatives=(relative.interval,))
    return reading


def _weekday(number: int) -> str:
    return weekday_name(dt.date(2024, 1, number))


def _year(e: Expression, telling: Telling) -> Reading:
    if e.year is not None:
        if e.year < 0:
            return unknown(f"BC{-e.year:04d}", "year")
        return in_year(e.year, e.third)
    anchor = telling.written.year if telling.written else telling.told_year or telling.year
    if telling.mode == "narrative" and telling.told_year is not None:
        anchor = telling.told_year
    if anchor is None or anchor < 0:
        return unknown(f"XX{e.value}", "year")
    year = anchor // 100 * 100 + int(e.value)
    return in_year(year if year <= anchor + 5 else year - 100, e.third)


# -------------------------------------------------------------------------------------------- weekdays


def _weekday_reading(text: str, e: Expression, telling: Telling) -> Reading:
    assert e.weekday is not None
    if e.unit == "of week":
        return _weekday_of_week(e, telling)
    if e.base == "told":
        return _weekday_told(e, telling)
    if telling.mode == "narrative" or telling.written is None:
        return _weekday_in_narrative(text, e, telling)
    written, anchor = telling.written, telling.written_anchor
    back = written - ((written.isoweekday() - e.weekday) % 7) * DAY
    forward = written + ((e.weekday - written.isoweekday()) % 7) * DAY
    if e.unit == "last":
        # On a Friday "last Thursday" is not yesterday.
        day = back if (written - back).days > 1 else back - 7 * DAY
        alternatives: tuple[dt.date, ...] = (day - 7 * DAY,) if day.isocalendar()[:2] == written.isocalendar()[:2] else ()
    elif e.unit in ("next", "coming"):
        day = forward if forward > written else forward + 7 * DAY
        alternatives = (day + 7 * DAY,) if day.isocalendar()[:2] == written.isocalendar()[:2] and e.unit == "next" else ()
    elif e.unit == "back":
        day, alternatives = (back if back < written else back - 7 * DAY) - 7 * ((e.count or 1) - 1) * DAY, ()
    elif e.unit == "week" and _ahead(text, e) == "past":
        day, alternatives = (back if back < written else back - 7 * DAY) - 7 * DAY, ()
    elif e.unit == "week":
        day, alternatives = (forward if forward > written else forward + 7 * DAY) + 7 * DAY, ()
    else:
        follows = _in_chain(text, e, telling)
        if follows is not None:
            return replace(on_day(follows, e.part), anchor=telling.told_anchor)
        ahead = _ahead(text, e)
        if ahead is None and telling.day is not None and telling.day > written and one_sentence(text, telling.day_at, e.start):
            ahead = "future"
        if back == written and ahead != "future" and _SINCE.search(text, max(0, e.start - 30), e.start):
            back -= 7 * DAY
        if ahead == "future" and telling.day is not None and telling.day > written and one_sentence(text, telling.day_at, e.start):
            forward = telling.day + ((e.weekday - telling.day.isoweekday()) % 7) * DAY
        day = forward if ahead == "future" else back
        if e.unit == "this" and ahead is None:
            day = forward
        other = back if day == forward else forward
        alternatives = (other,) if other != day and (ahead is None or day == forward) else ()
    return replace(on_day(day, e.part), anchor=anchor, alternatives=tuple(Interval(d, d) for d in alternatives))


_SINCE = re.compile(r"\b[Ss]ince\s(?:\w+\s){0,2}\Z")
_CHAIN = 600
"""Code points within which a step ("the next morning") leads on to a weekday."""


def _in_chain(text: str, e: Expression, telling: Telling) -> dt.date | None:
    """The weekday that follows the day told last where the text goes on from it step by step, or says "on the Monday"."""
    told, written = telling.day, telling.written
    if told is None or written is None or e.unit or told >= written or (written - told).days > NEAR_DAYS:
        return None
    if planned_before(text, e.start):
        return None
    stepwise = telling.stepped and e.start - telling.day_at <= _CHAIN
    if not stepwise and text[max(0, e.start - 4) : e.start].lower() != "the ":
        return None
    day = told + ((e.weekday or 1) - told.isoweekday()) % 7 * DAY
    if day == told and not stepwise:
        return None
    return day if day <= written else None


def _weekday_of_week(e: Expression, telling: Telling) -> Reading:
    base = telling.day if e.base == "told" else telling.written
    if base is None or e.weekday is None:
        return unknown(f"XXXX-WXX-{e.weekday}", "day")
    monday = base - (base.isoweekday() - 1 - 7 * e.toward) * DAY
    anchor = telling.told_anchor if e.base == "told" else telling.written_anchor
    return replace(on_day(monday + (e.weekday - 1) * DAY, e.part), anchor=anchor)


def _weekday_told(e: Expression, telling: Telling) -> Reading:
    base = telling.day or telling.written
    if base is None or e.weekday is None:
        return unknown(f"XXXX-WXX-{e.weekday}", "day")
    anchor = telling.told_anchor or telling.written_anchor
    if e.toward == 0:
        same = next((d for d in reversed(telling.earlier) if d.isoweekday() == e.weekday), None)
        day = same or base - ((base.isoweekday() - e.weekday) % 7) * DAY
    elif e.toward > 0:
        day = base + (((e.weekday - base.isoweekday() - 1) % 7) + 1) * DAY
    else:
        day = base - (((base.isoweekday() - e.weekday - 1) % 7) + 1) * DAY
    return replace(on_day(day, e.part), anchor=anchor)


def _weekday_in_narrative(text: str, e: Expression, telling: Telling) -> Reading:
    base = telling.day
    near = telling.written is not None and not telling.is_old_story
    if near and e.unit in ("last", "next", "week", "back", "this"):
        return _weekday_reading(text, e, replace(telling, mode="news"))
    if base is None and near and telling.written:
        return _weekday_reading(text, e, replace(telling, mode="news"))
    if base is None or e.weekday is None:
        return _weekday_without_anchor(e, telling)
    if near and telling.written and abs((telling.written - base).days) <= NEAR_DAYS and _ahead(text, e) == "future":
        return _weekday_reading(text, e, replace(telling, mode="news"))
    forward = base + ((e.weekday - base.isoweekday()) % 7) * DAY
    back = forward - 7 * DAY
    day = back + 0 * DAY if e.unit == "last" else forward
    if e.unit == "next" and day == base:
        day = base + 7 * DAY
    limit = telling.written or telling.latest
    if limit is not None and day > limit >= base and (telling.written or _ahead(text, e) != "future"):
        day = back
    return replace(on_day(day, e.part), anchor=telling.told_anchor, alternatives=(Interval(back, back),) if day not in (base, back) else ())


def _weekday_without_anchor(e: Expression, telling: Telling) -> Reading:
    """A weekday in a story that has neither a day of writing nor told a day: by its other days, or the other documents."""
    weekday = e.weekday or 1
    if telling.latest is not None:
        day = telling.latest - ((telling.latest.isoweekday() - weekday) % 7) * DAY
        return replace(on_day(day, e.part), anchor=f"the last day that it names, {in_words(telling.latest)}")
    if telling.others is not None:
        first, last = telling.others
        days = [d for n in range((last - first).days + 7) if (d := first + (n - 6) * DAY).isoweekday() == weekday]
        if len(days) == 1:
            words = f"the other documents, written from {in_words(first)} to {in_words(last)}"
            return replace(on_day(days[0], e.part), anchor=words if first != last else f"the other documents, of {in_words(last)}")
        return replace(unknown(f"XXXX-WXX-{weekday}{e.part}", "day"), alternatives=tuple(Interval(d, d) for d in days[-3:]))
    return unknown(f"XXXX-WXX-{weekday}{e.part}", "day")


# ---------------------------------------------------------------------------------- counted from a day


def _deictic(text: str, e: Expression, telling: Telling) -> Reading:
    if telling.written is None or telling.is_old_story:
        return unknown("PRESENT_REF" if e.count == 0 else "XXXX-XX-XX" + e.part, "open")
    day = moved(telling.written, e.count or 0, e.unit or "D")
    if day and e.weekday and day.isoweekday() != e.weekday:
        conflict = f"{_weekday(e.weekday)}, but {in_words(day)} is a {weekday_name(day)}"
        return replace(on_day(day, e.part), anchor=telling.written_anchor, conflict=conflict)
    return replace(on_day(day, e.part), anchor=telling.written_anchor) if day else unknown("XXXX-XX-XX")


def _step(text: str, e: Expression, telling: Telling) -> Reading:
    unit = e.unit or "D"
    if e.rule == "in steps if ahead" and _ahead(text, e) != "future":
        return unknown(f"P{e.count or 'X'}{unit}", "open", "DURATION")
    if e.stated is not None:
        inner = _RESOLVERS[e.stated.kind](text, e.stated, telling)
        day = moved(inner.day, e.toward * (e.count or 1), unit) if inner.day else None
        return replace(_as_fine(day, unit, e.part), anchor=inner.anchor) if day else unknown("XXXX-XX-XX")
    base, anchor, fine = _base(e, telling)
    if unit.startswith("T"):
        return _hours_on(e, base if fine else None, anchor)
    if e.count is None:
        return unknown("PAST_REF" if e.toward < 0 else "FUTURE_REF")
    if e.base == "told" and unit == "Y" and telling.told_year is not None and telling.told_year < 0:
        return unknown(f"BC{-telling.told_year - e.toward * e.count:04d}", "year")
    if base is None or (unit in ("D", "W", "F") and not fine):
        return unknown({"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "M": "XXXX-XX"}.get(unit, "XXXX") + (e.part if unit == "D" else ""), "day" if unit == "D" else "open")
    if unit == "CE":
        day = moved(base, e.toward * e.count * 10, "DE")
    elif unit in ("WE", "S"):
        return unknown("XXXX")
    else:
        day = moved(base, e.toward * e.count, unit)
    if day is None:
        return unknown("XXXX")
    if unit == "M" and not fine and telling.last is not None and telling.last.granularity == "year":
        return replace(in_year(day.year), anchor=anchor)
    if e.weekday is not None and unit in ("D", "W", "F"):
        return replace(on_day(_nearest_weekday(day, e.weekday), e.part), anchor=anchor)
    return replace(_as_fine(day, unit, e.part), anchor=anchor)


def _nearest_weekday(day: dt.date, weekday: int) -> dt.date:
    return min((day + n * DAY for n in range(-3, 4) if (day + n * DAY).isoweekday() == weekday), key=lambda d: abs((d - day).days))


def _as_fine(day: dt.date, unit: str, part: str) -> Reading:
    return on_day(day, part) if unit == "D" else around(day, unit)


def _base(e: Expression, telling: Telling) -> tuple[dt.date | None, str | None, bool]:
    """The day to count from, the anchor in words, and whether that day is more than the beginning of a month or year."""
    if e.base == "written" and not (telling.is_old_story and e.kind == "unit" and e.toward == 0):
        if telling.is_old_story:
            return None, None, False
        return telling.written, telling.written_anchor, True
    if telling.day is not None and e.unit in ("D", "W", "WE", "F", "TH", "TM", "TS"):
        return telling.day, telling.told_anchor, True
    last = telling.last.interval.first if telling.last else None
    if telling.mode == "narrative" and last is not None and telling.named_year not in (None, last.year) and e.kind == "unit" and e.unit == "Y":
        return dt.date(telling.named_year or last.year, 1, 1), f"the year told before, {telling.named_year}", False
    if telling.last is not None and last is not None and (telling.mode == "narrative" or telling.day is not None):
        return last, f"the time told before, {telling.last.value}", telling.last.granularity in ("day", "time")
    if telling.mode == "narrative" and (telling.written is None or telling.dated):
        return None, None, False
    return telling.written, telling.written_anchor, True


def _hours_on(e: Expression, base: dt.date | None, anchor: str | None) -> Reading:
    """Hours or minutes before or after: the same day, as far as one can tell."""
    if base is None:
        return unknown("PAST_REF" if e.toward < 0 else "FUTURE_REF")
    days = round(e.toward * (e.count or 0) / 24) if e.unit == "TH" and (e.count or 0) >= 24 else 0
    day = shifted(base, days) or base
    return replace(on_day(day, "TXX:XX"), anchor=anchor)


def _unit(text: str, e: Expression, telling: Telling) -> Reading:
    if e.stated is not None:
        return _week_around(text, e, telling)
    base, anchor, fine = _base(e, telling)
    unit = e.unit or "D"
    if e.base == "told" and e.toward == 0 and telling.told_year is not None and telling.told_year < 0:
        return unknown(f"BC{-telling.told_year:04d}", "year")
    if e.base == "told" and unit == "Y" and telling.told_year is not None and telling.told_year < 0:
        return unknown(f"BC{-telling.told_year - e.toward:04d}", "year")
    if base is None or (unit in ("W", "WE", "F") and not fine):
        return unknown({"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}.get(unit, "XXXX"))
    if unit == "M" and not fine and telling.told_month is None:
        return unknown("XXXX-XX")
    reading = _whole(unit, base, e.toward if unit != "WE" else 0, e.third)
    if unit == "WE":
        reading = _weekend(text, e, base)
    return replace(_so_far(text, e, reading, base), anchor=anchor)


def _week_around(text: str, e: Expression, telling: Telling) -> Reading:
    assert e.stated is not None
    inner = _RESOLVERS[e.stated.kind](text, e.stated, telling)
    if inner.day is None:
        return unknown("XXXX-WXX")
    if e.toward == 0:
        return replace(in_week(inner.day), anchor=inner.anchor)
    first, last = (inner.day, inner.day + 6 * DAY) if e.toward > 0 else (inner.day - 6 * DAY, inner.day)
    return replace(in_week(last if e.toward < 0 else first), interval=Interval(first, last), anchor=inner.anchor)


def _whole(unit: str, base: dt.date, toward: int, third: str | None) -> Reading:
    if unit in ("W", "F"):
        day = shifted(base, 7 * toward * (2 if unit == "F" else 1))
        return in_week(day, third) if day else unknown("XXXX-WXX")
    if unit == "M":
        day = moved(base, toward, "M")
        return in_month(day.year, day.month, third) if day else unknown("XXXX-XX")
    if unit == "DE":
        return in_decade(base.year + 10 * toward, third)
    if unit == "CE":
        return in_century((base.year - 1) // 100 + 1 + toward, third)
    return in_year(base.year + toward, third)


def _weekend(text: str, e: Expression, base: dt.date) -> Reading:
    """ "The weekend": the one that is on, or the last one, or the next where the clause looks ahead."""
    toward = e.toward
    if e.count == -1:
        toward = 0 if base.isoweekday() >= 6 or _ahead(text, e) == "future" or looks_ahead(text, e.start) else -1
    elif toward == 0 and e.base == "written" and base.isoweekday() <= 2 and _ahead(text, e) == "past":
        toward = -1
    elif toward > 0 and base.isoweekday() < 6 and e.rule == "which week" and text[e.start : e.start + 6].lower() in ("coming", "the co"):
        toward = 0
    day = shifted(base, 7 * toward)
    return on_weekend(day) if day else unknown("XXXX-WXX-WE")


def _so_far(text: str, e: Expression, reading: Reading, base: dt.date) -> Reading:
    """ "Earlier this week" ends, "later this week" begins on the day of writing."""
    first, last = reading.interval.first, reading.interval.last
    if e.rule != "within" or e.toward != 0 or e.base != "written" or first is None or last is None or not first <= base <= last:
        return reading
    word = text[e.start : e.start + 7].lower()
    if word == "earlier":
        return replace(reading, interval=Interval(first, base))
    return replace(reading, interval=Interval(base, last)) if word.startswith("later") else reading


def _journey_day(text: str, e: Expression, telling: Telling) -> Reading:
    if telling.journey_start is None or e.count is None:
        return unknown("XXXX-XX-XX", "day")
    day = shifted(telling.journey_start, e.count - 1)
    anchor = f"Day 1 was {in_words(telling.journey_start)}"
    return replace(on_day(day, e.part), anchor=anchor) if day else unknown("XXXX-XX-XX", "day")


# ----------------------------------------------------------------------------- seasons, feasts, long ones


def _season(text: str, e: Expression, telling: Telling) -> Reading:
    if e.year is not None:
        return in_season(e.year, e.value, e.third) if e.year > 0 else unknown(f"BC{-e.year:04d}-{e.value}", "season")
    if telling.mode == "narrative" and (e.count is None or telling.is_old_story):
        if telling.told_year is None:
            return unknown(f"XXXX-{e.value}", "season")
        if telling.told_year < 0:
            return unknown(f"BC{-telling.told_year:04d}-{e.value}", "season")
        # A winter bears the year of its January.
        year = telling.told_year + e.toward + (e.value == "WI" and (telling.told_month or 1) >= 7)
        return replace(in_season(year, e.value, e.third), anchor=telling.told_anchor)
    if telling.written is None:
        return unknown(f"XXXX-{e.value}", "season")
    return replace(_season_by_writing(text, e, telling.written), anchor=telling.written_anchor)


def _season_by_writing(text: str, e: Expression, written: dt.date) -> Reading:
    def of(year: int) -> Reading:
        return in_season(year, e.value, e.third)

    this = of(written.year)
    first, last = this.interval.first, this.interval.last
    assert first is not None
    assert last is not None
    if e.toward < 0:
        return this if last < written else of(written.year - 1)
    if e.toward > 0:
        return this if first > written else of(written.year + 1)
    if first > written + 90 * DAY and _ahead(text, e) != "future":
        return of(written.year - 1)
    return of(written.year + 1) if last < written and _ahead(text, e) == "future" else this


def _quarter(text: str, e: Expression, telling: Telling) -> Reading:
    base = telling.written
    if telling.mode == "narrative" and telling.last is not None:
        base = telling.last.interval.first
    if e.count and e.year:
        return in_quarter(e.year, e.count) if e.year > 0 else unknown("XXXX", "quarter")
    if base is None:
        return unknown(f"XXXX-Q{e.count or 'X'}", "quarter")
    anchor = telling.written_anchor
    if e.count:
        year = base.year + (e.toward if e.unit else 0)
        ahead = dt.date(year, 3 * e.count - 2, 1) > base
        return replace(in_quarter(year - (ahead and not e.unit and _ahead(text, e) != "future"), e.count), anchor=anchor)
    moved_to = moved(base, 3 * e.toward, "M") or base
    return replace(in_quarter(moved_to.year, (moved_to.month + 2) // 3), anchor=anchor)


def _holiday(text: str, e: Expression, telling: Telling) -> Reading:
    def on(year: int) -> dt.date:
        if e.value in HOLIDAYS:
            month, day = map(int, HOLIDAYS[e.value].split("-"))
            return dt.date(year, month, day)
        return easter_sunday(year) + EASTER_FEASTS[e.value] * DAY

    if e.year is not None:
        return on_day(on(e.year), e.part) if e.year > 0 else unknown("XXXX")
    year, anchor = years.year_of(e, telling, _ahead(text, e), on)
    return replace(on_day(on(year), e.part), anchor=anchor) if year and year > 0 else unknown("XXXX-XX-XX")


def _decade(text: str, e: Expression, telling: Telling) -> Reading:
    if e.year is not None:
        return in_decade(e.year, e.third)
    anchor = telling.told_year or (telling.written.year if telling.written else None) or telling.year
    if anchor is None or anchor < 0:
        return unknown("XXXX")
    tens = int(e.value.strip("'’"))
    limit = telling.written.year if telling.written else anchor
    year = limit // 100 * 100 + tens
    return in_decade(year if year <= limit else year - 100, e.third)


def _century(text: str, e: Expression, telling: Telling) -> Reading:
    count = e.count or 1
    return in_century(count, e.third) if count > 0 else unknown(f"BC{-count - 1:02d}", "century")


def _time_of_day(text: str, e: Expression, telling: Telling) -> Reading:
    """A time without a day is of the day told last, in the news of the day of writing where none was."""
    base, anchor = telling.day, telling.told_anchor
    if telling.mode == "news" and telling.written and (
        base is None or (base < telling.written and planned_before(text, e.start))
    ):
        base, anchor = telling.written, telling.written_anchor
    if base is None:
        return unknown("XXXX-XX-XX" + e.part, "open", "TIME")
    return replace(on_day(base, e.part), anchor=anchor)


def _as_said(text: str, e: Expression, telling: Telling) -> Reading:
    types = {"duration": "DURATION", "set": "SET", "reference": "DATE"}
    return unknown(e.value, "open", types[e.kind])  # type: ignore[arg-type]


_RESOLVERS: dict[str, Callable[[str, Expression, Telling], Reading]] = {
    "date": _date, "weekday": _weekday_reading, "deictic": _deictic, "step": _step, "unit": _unit, "season": _season,
    "quarter": _quarter, "decade": _decade, "century": _century, "holiday": _holiday, "clock": _time_of_day, "part": _time_of_day,
    "journey_day": _journey_day, "duration": _as_said, "set": _as_said, "reference": _as_said,
}  # fmt: skip
