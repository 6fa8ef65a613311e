"""Which time an expression means that counts from some day: "yesterday", "two days later", "last week"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import NamedTuple

from kimmap.dates.expressions import Expression
from kimmap.dates.telling import Telling
from kimmap.dates.tense import looks_ahead, one_sentence, planned_before
from kimmap.dates.values import (
    DAY,
    Reading,
    around,
    in_century,
    in_decade,
    in_month,
    in_week,
    in_words,
    in_year,
    moved,
    on_day,
    on_weekend,
    shifted,
    unknown,
    weekday_conflict,
)
from kimmap.model import Interval

_OPEN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}
_SHORT = frozenset({"D", "W", "WE", "F", "TH", "TM", "TS"})
"""Units that only a day can be counted in."""


_OF_AN_EVENT = re.compile(r"\sof\s(?:the|his|her|their|our|my)\s(?!\d)(?!(?:same|following|next|previous|day)\b)")
"""After "the night": of the vote, whose day nothing tells."""
_PAST = re.compile(r"\b(?:after|past)\s\Z")


_SPENT = re.compile(r"after\s", re.IGNORECASE)
_SPENT_IN = re.compile(r"\s+(?:in|at|on|of|aboard|among|with|without)\s")


_FIRST_IN = re.compile(
    r"\b(?:first|only|second|third|worst|\w{3,}est)\b(?:(?!\b(?:will|shall|leaves?|goes|is|are|be)\b)[^.;:])*\Z"
)
"""Before "in ten years", for which there has then been nothing like it: "the first visit by a mayor | in ten years"."""


class Base(NamedTuple):
    """What to count from: a day, its name in words, and whether it is a day indeed or the first of a month or year."""

    day: dt.date | None
    anchor: str | None
    is_day: bool


def base_of(e: Expression, telling: Telling) -> Base:
    """The day that ``e`` counts from."""
    if e.base == "written":
        in_old_story = telling.is_old_story and e.kind == "unit" and e.toward == 0
        if not in_old_story:
            return Base(None, None, False) if telling.is_old_story else _written(telling)
    if telling.told_year is not None and telling.told_year < 0:
        return Base(None, None, False)
    if telling.day is not None and e.unit in _SHORT:
        return Base(telling.day, telling.told_anchor, True)
    last = telling.last.interval.first if telling.last else None
    narrative = telling.mode == "narrative"
    if last is not None and telling.last is not None and (narrative or telling.day is not None):
        named = telling.named_year
        if narrative and e.kind == "unit" and e.unit == "Y" and named not in (None, last.year) and named:
            return Base(dt.date(named, 1, 1), f"the year told before, {named}", False)
        return Base(last, f"the time told before, {telling.last.value}", telling.last.granularity in ("day", "time"))
    if narrative and (telling.written is None or telling.dated):
        return Base(None, None, False)
    return _written(telling)


def _written(telling: Telling) -> Base:
    return Base(telling.written, telling.written_anchor, True)


# ------------------------------------------------------------------------------------- days and steps


def deictic_reading(e: Expression, telling: Telling) -> Reading:
    """Today, yesterday, tomorrow evening."""
    if telling.written is None or telling.is_old_story:
        return unknown("PRESENT_REF" if e.count == 0 else "XXXX-XX-XX" + e.part)
    day = moved(telling.written, e.count or 0, e.unit or "D")
    if day is None:
        return unknown("XXXX-XX-XX")
    return replace(on_day(day, e.part), anchor=telling.written_anchor, conflict=weekday_conflict(day, e.weekday))


def step_reading(e: Expression, telling: Telling) -> Reading:
    """Two days later, three weeks ago, the next morning."""
    unit = e.unit or "D"
    measured = e.unit in ("M", "Y", "DE") and _FIRST_IN.search(telling.text, max(0, e.start - 120), e.start)
    if e.rule == "in steps if ahead" and (measured or telling.ahead(e) != "future"):
        return unknown(f"P{e.count or 'X'}{unit}", timex="DURATION")
    if unit in ("TM", "TS"):
        return unknown(f"PT{e.count or 'X'}{unit[1]}", timex="DURATION")
    if e.rule == "within the day" and (lead := telling.back_to_lead(e)) is not None:
        return replace(on_day(lead, e.part), anchor=telling.lead_anchor)
    base = base_of(e, telling)
    spent = _SPENT.match(telling.text, e.start) and _SPENT_IN.match(telling.text, e.end)
    if e.toward > 0 and spent and base.day == telling.written:
        return unknown(f"P{e.count or 'X'}{unit}", timex="DURATION")  # "after five days in Lima she goes home"
    if unit.startswith("T"):
        return _hours_on(e, base)
    if e.count is None:
        return unknown("PAST_REF" if e.toward < 0 else "FUTURE_REF")
    if _is_before_christ(e, telling):
        years = e.count * (10 if unit == "DE" else 1)
        return unknown(f"BC{-(telling.told_year or 0) - e.toward * years:04d}", "year")
    if base.day is None or (unit in _SHORT and not base.is_day):
        return unknown(_OPEN.get(unit, "XXXX") + (e.part if unit == "D" else ""), "day" if unit == "D" else "open")
    day = moved(base.day, e.toward * e.count, unit) if unit not in ("WE", "S") else None
    if day is None:
        return unknown("XXXX")
    if unit == "M" and not base.is_day and telling.last is not None and telling.last.granularity == "year":
        return replace(in_year(day.year), anchor=base.anchor)
    if e.weekday is not None and unit in ("D", "W", "F"):
        return replace(on_day(_nearest_weekday(day, e.weekday), e.part), anchor=base.anchor)
    return replace(as_fine(day, unit, e.part), anchor=base.anchor)


def _is_before_christ(e: Expression, telling: Telling) -> bool:
    return e.base == "told" and e.unit in ("Y", "DE") and telling.told_year is not None and telling.told_year < 0


def _nearest_weekday(day: dt.date, weekday: int) -> dt.date:
    week = (day + n * DAY for n in range(-3, 4))
    return next(d for d in week if d.isoweekday() == weekday)


def as_fine(day: dt.date, unit: str, part: str) -> Reading:
    """A day that was counted in ``unit``: no finer than that."""
    return on_day(day, part) if unit == "D" else around(day, unit)


def _hours_on(e: Expression, base: Base) -> Reading:
    """Hours or minutes before or after: the same day, as far as one can tell."""
    if base.day is None or not base.is_day:
        return unknown("PAST_REF" if e.toward < 0 else "FUTURE_REF")
    hours = e.count or 0
    days = round(e.toward * hours / 24) if e.unit == "TH" and hours >= 24 else 0
    return replace(on_day(shifted(base.day, days) or base.day, "TXX:XX"), anchor=base.anchor)


def journey_day_reading(e: Expression, telling: Telling) -> Reading:
    """Day 5."""
    start = telling.journey_start
    day = shifted(start, (e.count or 1) - 1) if start else None
    if start is None or day is None:
        return unknown("XXXX-XX-XX", "day")
    conflict = weekday_conflict(day, e.weekday)
    return replace(on_day(day, e.part), anchor=f"Day 1 was {in_words(start)}", conflict=conflict)


def time_of_day_reading(e: Expression, telling: Telling) -> Reading:
    """A time without a day is of the day told last, in the news of the day of writing where none was."""
    day, anchor = telling.day, telling.told_anchor
    written = telling.written
    if e.base == "entry" and (own := telling.line_day or written):  # a report hour by hour is of its own day
        return replace(on_day(own, e.part), anchor=telling.written_anchor)
    if e.kind == "part" and (lead := telling.back_to_lead(e)) is not None:
        return replace(on_day(lead, e.part), anchor=telling.lead_anchor)
    if day is None and e.kind == "part" and _OF_AN_EVENT.match(telling.text, e.end):
        return unknown("XXXX-XX-XX" + e.part, timex="TIME")
    if (
        (telling.mode == "news" or day is None)
        and written
        and not telling.is_old_story
        and (day is None or (day < written and planned_before(telling.text, e.start)))
    ):
        day, anchor = written, telling.written_anchor
    if day is None:
        return unknown("XXXX-XX-XX" + e.part, timex="TIME")
    if _is_in_the_small_hours_after(e, telling):
        same, day = Interval(day, day), day + DAY
        return replace(on_day(day, e.part), anchor=anchor, alternatives=(same,))
    if e.part == "T24:00" and telling.day is not None and _PAST.search(telling.text, max(0, e.start - 10), e.start):
        if day == written and telling.ahead(e) == "past":  # "came shortly after midnight", in that day's report
            return replace(on_day(day, "T00:00"), anchor=anchor)
        same, day = Interval(day, day), day + DAY
        return replace(on_day(day, "T00:00"), anchor=anchor, alternatives=(same,))
    return replace(on_day(day, e.part), anchor=anchor)


_SMALL_HOURS = re.compile(r"T0[0-4]:")
_NEXT_SENTENCES = 200


def _is_in_the_small_hours_after(e: Expression, telling: Telling) -> bool:
    """ "Spoke in Lima on Saturday. She landed at 1 a.m.": of the night that ended the day told just before.

    Not where that day opens an entry, was itself told by its hours, or is the day of writing.
    """
    day, written = telling.day, telling.written
    if e.kind != "clock" or not _SMALL_HOURS.match(e.part) or day is None or written is None or day >= written:
        return False
    if telling.mode != "news" or telling.entry is not None or telling.last is None or telling.last.day != day:
        return False
    between = telling.text[telling.day_at : e.start]
    return (
        telling.last.granularity == "day"
        and len(between) <= _NEXT_SENTENCES
        and not one_sentence(telling.text, telling.day_at, e.start)
        and telling.ahead(e) == "past"
    )


# ------------------------------------------------------------------------------------ weeks and longer


def unit_reading(e: Expression, telling: Telling) -> Reading:
    """Last week, this month, the same year, the weekend."""
    if e.base == "told" and e.unit in ("W", "M") and not e.toward and _is_ahead_in_news(e, telling):
        e = replace(e, base="written")
    base, unit = base_of(e, telling), e.unit or "D"
    if e.base == "told" and telling.told_year is not None and telling.told_year < 0 and (unit == "Y" or not e.toward):
        return unknown(f"BC{-telling.told_year - e.toward:04d}", "year")
    if unit == "DE" and _is_before_christ(e, telling):
        return unknown(f"BC{(-(telling.told_year or 0) - 10 * e.toward) // 10:03d}", "decade")
    told_no_month = unit == "M" and not base.is_day and telling.told_month is None
    if base.day is None or (unit in _SHORT and not base.is_day) or told_no_month:
        return unknown(_OPEN.get(unit, "XXXX"))
    reading = _weekend(e, base.day, telling) if unit == "WE" else _whole(unit, base.day, e.toward, e.third)
    return replace(_so_far(e, reading, base.day, telling), anchor=base.anchor)


def _is_ahead_in_news(e: Expression, telling: Telling) -> bool:
    """ "They are expected at the end of the week", whatever day of the week before was told last."""
    if telling.mode != "news" or telling.written is None or telling.ahead(e) != "future":
        return False
    return telling.day is None or telling.day <= telling.written  # "is due there on the 10th, and back that week"


def _whole(unit: str, base: dt.date, toward: int, third: str | None) -> Reading:
    if unit in ("W", "F"):
        day = moved(base, toward, unit)
        return in_week(day, third) if day else unknown("XXXX-WXX")
    if unit == "M":
        day = moved(base, toward, "M")
        return in_month(day.year, day.month, third) if day else unknown("XXXX-XX")
    if unit == "DE":
        return in_decade(base.year + 10 * toward, third)
    if unit == "CE":
        return in_century((base.year - 1) // 100 + 1 + toward, third)
    return in_year(base.year + toward, third)


def _weekend(e: Expression, base: dt.date, telling: Telling) -> Reading:
    """ "The weekend": the one that is on, or the last one, or the next where the clause looks ahead."""
    toward, ahead = e.toward, telling.ahead(e)
    if e.count == -1:
        to_come = ahead == "future" or looks_ahead(telling.text, e.start)
        toward = 0 if base.isoweekday() >= 6 or to_come else -1
    elif toward == 0 and e.base == "written" and base.isoweekday() <= 2 and ahead == "past":
        toward = -1
    elif toward > 0 and base.isoweekday() < 6 and "coming" in telling.text[e.start : e.end].lower():
        toward = 0
    day = shifted(base, 7 * toward)
    return on_weekend(day) if day else unknown("XXXX-WXX-WE")


def _so_far(e: Expression, reading: Reading, base: dt.date, telling: Telling) -> Reading:
    """ "Earlier this week" ends, "later this week" begins on the day of writing."""
    first, last = reading.interval.first, reading.interval.last
    if e.rule != "within" or e.toward or first is None or last is None:
        return reading
    word = telling.text[e.start : e.end].split()[0].lower()
    if not first <= base <= last or word not in ("earlier", "later"):
        return reading
    return replace(reading, interval=Interval(first, base) if word == "earlier" else Interval(base, last))
