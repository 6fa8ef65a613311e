"""From what an expression says to the days that it means, in the order of the telling.

Where nothing anchors, the reading stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kimmap.dates.counted import (
    as_fine,
    deictic_reading,
    journey_day_reading,
    step_reading,
    time_of_day_reading,
    unit_reading,
)
from kimmap.dates.days import date_reading, full_date
from kimmap.dates.expressions import Expression, Kind
from kimmap.dates.stretches import century_reading, decade_reading, feast_reading, quarter_reading, season_reading
from kimmap.dates.telling import NEAR_DAYS, Telling
from kimmap.dates.tense import is_foretold
from kimmap.dates.values import DAY, Reading, date_or_none, in_week, in_words, moved, on_day, on_weekend, unknown
from kimmap.dates.weekdays import after, before, weekday_reading
from kimmap.model import Interval

_READ: dict[Kind, Callable[[Expression, Telling], Reading]] = {
    "date": date_reading,
    "weekday": weekday_reading,
    "deictic": deictic_reading,
    "step": step_reading,
    "unit": unit_reading,
    "season": season_reading,
    "quarter": quarter_reading,
    "holiday": feast_reading,
    "decade": decade_reading,
    "century": lambda e, _telling: century_reading(e),
    "clock": time_of_day_reading,
    "part": time_of_day_reading,
    "journey_day": journey_day_reading,
    "duration": lambda e, _telling: unknown(e.value, timex="DURATION"),
    "set": lambda e, _telling: unknown(e.value, timex="SET"),
    "reference": lambda e, _telling: unknown(e.value),
}


def resolve(expression: Expression, telling: Telling) -> Reading:
    """The reading of ``expression`` at this point of the telling; the telling takes note of it."""
    reading = _read(expression, telling)
    if expression.until is not None:
        telling.learn(reading)
        reading = _to_the_end(expression, expression.until, reading, telling)
    if expression.year is not None:
        telling.named_year = expression.year
        if _is_of_the_story(expression, telling):
            telling.story_year, telling.story_year_at = expression.year, expression.start
    aside = telling.mode == "narrative" and (_is_aside(expression, telling) or _is_of_now(expression, reading, telling))
    aside = aside or _is_of_the_night_before(expression, telling) or _is_of_clause_alone(expression, telling)
    if expression.kind not in ("clock", "part") and not aside:
        chained = expression.kind == "weekday" and reading.anchor is not None and reading.anchor == telling.told_anchor
        telling.open_with(expression, reading)
        telling.learn(reading, explicit_year=expression.year)
        if reading.granularity in ("day", "time"):
            telling.note(expression, reading, chained=chained)
    return reading


def _read(e: Expression, telling: Telling) -> Reading:
    if e.stated is None:
        return _READ[e.kind](e, telling)
    if e.kind == "date":
        return _beside(e, e.stated, telling) if e.year is None and e.month else date_reading(e, telling)
    inner = _read(e.stated, telling)
    if e.kind == "weekday":
        beside = after if e.toward > 0 else before
        return replace(on_day(beside(inner.day, e.weekday or 1), e.part), anchor=inner.anchor) if inner.day else inner
    return _week_around(e, inner) if e.kind == "unit" else _counted_from(e, inner)


def _is_of_now(e: Expression, reading: Reading, telling: Telling) -> bool:
    """Whether a weekday is that on which somebody spoke of a story of long before: the story goes on from its own."""
    if e.kind != "weekday" or reading.day is None or telling.day is None:
        return False
    return (reading.day - telling.day).days > NEAR_DAYS and reading.anchor == telling.written_anchor


def _is_of_the_night_before(e: Expression, telling: Telling) -> bool:
    """Whether "last night" stands inside a sentence of a day's story, which goes on with its own hours."""
    before = telling.text[max(0, e.start - 60) : e.start]
    return e.rule == "last night" and telling.written is not None and not _FRAME.search(before)


_WHO = re.compile(r"(?:,|\s[(–—])\s?(?:who|which|whom|whose|where)\b[^.;:!?,()–—]*\Z")
_CLOSES = re.compile(r"[^.;:!?,()–—]*(?:,|\s?[)–—])\s(?!(?:and|or|but|then)\b)")


def _is_of_clause_alone(e: Expression, telling: Telling) -> bool:
    """ "Ada, who had come on Thursday, flew on": a weekday of a clause that ends before its sentence goes on."""
    if e.kind != "weekday" or e.unit or telling.entry not in (None, telling.written):
        return False
    before = telling.text[max(0, e.start - 160) : e.start]
    return bool(_WHO.search(before)) and _CLOSES.match(telling.text, e.end) is not None


_OPENING = r"(?:^|[.!?:][\"'”’)]*\s+|\n)[\"'“‘(]?"
_FRAME = re.compile(_OPENING + r"(?:\w+[\s-]){0,5}\Z")


def _is_of_the_story(e: Expression, telling: Telling) -> bool:
    """Whether a year is that of what is told: "in May 1866", "In 1866, …", any in a text that only looks back."""
    before = telling.text[max(0, e.start - 60) : e.start]
    is_date_line = telling.written is not None and e.spells(telling.written)
    if is_date_line or _is_in_brackets(before) or _COMPOUND.match(telling.text, e.end):
        return False
    return e.month is not None or telling.looks_back or bool(_BEGINS_WITH.search(before))


_BEGINS_WITH = re.compile(_OPENING + r"(?:(?:Early|Late|Back)\s)?[Ii]n\s(?:the year\s)?\Z")
_COMPOUND = re.compile(r"[-–][a-z]")
""" "A 1998-built ferry"."""


def _is_in_brackets(before: str) -> bool:
    return before.rfind("(") > before.rfind(")")


def _is_aside(e: Expression, telling: Telling) -> bool:
    """Whether a year, or a day foretold, is only named in passing: a story that has dates goes on in its own.

    A year at the beginning of its sentence moves the story; one inside a sentence or in brackets does not.
    """
    if e.kind == "weekday" and not e.unit:
        return is_foretold(telling.text, e.start)
    if e.kind == "step" and e.unit in ("Y", "DE") and telling.dated:
        return bool(_WHICH.search(telling.text[max(0, e.start - 60) : e.start]))
    if e.year is None or e.day is not None or not telling.dated:
        return False
    before = telling.text[max(0, e.start - 60) : e.start]
    return _is_in_brackets(before) or (e.month is None and not _FRAME.search(before))


_WHICH = re.compile(r",\s(?:who|which|whom)\b[^.;]*\Z")
""" "Her notes, which she burned thirty years later"."""


def _to_the_end(e: Expression, until: Expression, first: Reading, telling: Telling) -> Reading:
    """A range, from the reading of its beginning to that of its end."""
    last = _read(until, telling)
    if e.kind == "weekday" and last.day and first.day and last.day < first.day:
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


def _beside(e: Expression, stated: Expression, telling: Telling) -> Reading:
    """ "Yesterday (3 May)": the relative one gives the year, the absolute one the day."""
    relative = _read(stated, telling)
    near = relative.interval.first
    if near is None:
        return date_reading(replace(e, stated=None), telling)
    years = (near.year - 1, near.year, near.year + 1)
    days = [d for year in years if (d := date_or_none(year, e.month or 1, e.day or 1))]
    if not days:
        return relative
    day = min(days, key=lambda d: (abs((d - near).days), d))
    reading = replace(full_date(e, day.year, None), anchor=relative.anchor)
    if relative.day is None or relative.day == day:
        return reading
    words = " ".join(telling.text[stated.start : stated.end].split())
    conflict = f'"{words}" is {in_words(relative.day)}, not {in_words(day)}'
    return replace(reading, conflict=conflict, alternatives=(relative.interval,))


def _counted_from(e: Expression, inner: Reading) -> Reading:
    """ "The day before 12 May", "two weeks after Christmas"."""
    unit = e.unit or "D"
    day = moved(inner.day, e.toward * (e.count or 1), unit) if inner.day else None
    return replace(as_fine(day, unit, e.part), anchor=inner.anchor) if day else unknown("XXXX-XX-XX")


def _week_around(e: Expression, inner: Reading) -> Reading:
    """ "The week of 5 May", "week ending 11 May"."""
    if inner.day is None:
        return unknown("XXXX-WXX")
    if e.unit == "WE":
        return replace(on_weekend(inner.day), anchor=inner.anchor)
    week = replace(in_week(inner.day), anchor=inner.anchor)
    if e.toward == 0:
        return week
    interval = Interval(inner.day, inner.day + 6 * DAY) if e.toward > 0 else Interval(inner.day - 6 * DAY, inner.day)
    return replace(week, interval=interval)
