"""Which day a weekday is.

In the news it is the latest one, the day of writing included, unless the clause looks ahead; in a narrative
the next one after the day told last.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kimmap.dates.expressions import Expression
from kimmap.dates.telling import NEAR_DAYS, Telling
from kimmap.dates.tense import is_dateline, is_foretold, is_of_saying, one_sentence, planned_before
from kimmap.dates.values import DAY, Reading, in_words, on_day, unknown
from kimmap.model import Interval

_SINCE = re.compile(r"\b[Ss]ince\s(?:\w+\s){0,2}\Z")
_UNTIL = re.compile(r"\b(?:until|till) (?:the )?\Z")
""" "We stayed there until the Tuesday", in the entry of a Sunday that was written up later."""
_CHAIN = 600
"""Code points within which a step ("the next morning") leads on to a weekday."""
_NEXT_SENTENCE = 200
"""Code points within which a plan that names a date leads on to a weekday in the next sentence."""
_ITEM = re.compile(r"\s?[:–—]|\s-\s|,\s[A-Z]")
_HAD_BEEN = re.compile(
    r"\bhad (?:[a-z]+ly )?been (?:[a-z]+ly )?(?:expected|due|awaited|scheduled|announced|promised)\b[^.;:!?]*\Z"
)
"""What had been a plan: for the nearer of two days, which may have gone by."""
_FROM_WRITING = frozenset({"last", "next", "week", "back", "this"})
"""Words that count from the day of writing in every sort of text."""


def weekday_reading(e: Expression, telling: Telling) -> Reading:
    """Sunday, last Sunday, the Sunday after …"""
    if e.base == "entry" and telling.entry is not None:
        if telling.entry.isoweekday() == e.weekday and not telling.text[telling.day_at : e.start].count("\n"):
            # "4 May. Sunday. Rain."
            return replace(on_day(telling.entry, e.part), anchor=telling.told_anchor)
        return replace(on_day(after(telling.entry, e.weekday or 1), e.part), anchor=telling.told_anchor)
    if e.unit == "of week":
        return _of_which_week(e, telling)
    if e.base == "told":
        return _beside_the_told(e, telling)
    if telling.written is None or (telling.mode == "narrative" and not _counts_from_writing(e, telling)):
        return _in_narrative(e, telling)
    if e.unit in ("last", "next", "back", "week"):
        return _by_word(e, telling, telling.written)
    return _bare(e, telling, telling.written)


def _counts_from_writing(e: Expression, telling: Telling) -> bool:
    """Whether a narrative counts this one as news does."""
    if telling.written is None:
        return False
    if telling.is_old_story:
        return e.base == "written" and not e.unit and planned_before(telling.text, e.start)
    if e.unit in _FROM_WRITING or telling.day is None:
        return True
    if abs((telling.written - telling.day).days) > NEAR_DAYS:
        spoken = is_of_saying(telling.text, e.start, e.end) and not _with_article(e, telling)
        spoken = spoken and not is_foretold(telling.text, e.start)
        return e.base == "written" and (spoken or planned_before(telling.text, e.start))
    between = telling.text[telling.day_at : e.start]
    far_above = len(between) > _CHAIN or (len(between) > _CHAIN / 2 and between.count("\n\n") > 1)
    told_far_above = far_above and not _with_article(e, telling)
    return told_far_above or telling.ahead(e) == "future"


def _with_article(e: Expression, telling: Telling) -> bool:
    """ "The Monday": the one after what has been told."""
    return telling.text[max(0, e.start - 4) : e.start].lower() == "the "


def until(day: dt.date, weekday: int) -> dt.date:
    """The latest such weekday that is not after ``day``."""
    return day - (day.isoweekday() - weekday) % 7 * DAY


def since(day: dt.date, weekday: int) -> dt.date:
    """The first such weekday that is not before ``day``."""
    return day + (weekday - day.isoweekday()) % 7 * DAY


def before(day: dt.date, weekday: int) -> dt.date:
    """The latest such weekday before ``day``."""
    return until(day - DAY, weekday)


def after(day: dt.date, weekday: int) -> dt.date:
    """The first such weekday after ``day``."""
    return since(day + DAY, weekday)


def _by_word(e: Expression, telling: Telling, written: dt.date) -> Reading:
    """Last Sunday, next Sunday, two Sundays ago, Sunday week."""
    weekday = e.weekday or 1
    alternatives: tuple[Interval, ...] = ()
    if e.unit == "last":
        # On a Friday "last Thursday" is not yesterday.
        day = before(written - DAY if written.isoweekday() - weekday in (1, -6) else written, weekday)
        alternatives = _also(day, day - 7 * DAY, written)
    elif e.unit == "next":
        day = after(written, weekday)
        alternatives = _also(day, day + 7 * DAY, written)
    elif e.unit == "back":
        day = before(written, weekday) - 7 * ((e.count or 1) - 1) * DAY
    elif telling.ahead(e) == "past":
        day = before(written, weekday) - 7 * DAY
    else:
        day = after(written, weekday) + 7 * DAY
    return replace(on_day(day, e.part), anchor=telling.written_anchor, alternatives=alternatives)


def _also(day: dt.date, other: dt.date, written: dt.date) -> tuple[Interval, ...]:
    """The other reading of "last" and "next", in doubt where ``day`` is of the week of writing."""
    return (Interval(other, other),) if day.isocalendar()[:2] == written.isocalendar()[:2] else ()


def _bare(e: Expression, telling: Telling, written: dt.date) -> Reading:
    """Sunday, on Sunday, this Sunday."""
    weekday = e.weekday or 1
    follows = _in_chain(e, telling, written)
    if follows is not None:
        return replace(on_day(follows, e.part), anchor=telling.told_anchor)
    plan = _plan_before(e, telling, written)
    ahead = "past" if is_dateline(telling.text, e.start, e.end) else telling.ahead(e)
    ahead = ahead or ("future" if plan or e.unit == "this" else None)
    back, forward = until(written, weekday), since(written, weekday)
    if telling.entry == written and _UNTIL.search(telling.text, max(0, e.start - 30), e.start):
        ahead, forward = "future", after(written, weekday)
    if _SINCE.search(telling.text, max(0, e.start - 30), e.start):
        ahead, back = "past", back if e.part else before(written, weekday)  # "since early Friday", in Friday's paper
    goes_on = False
    if ahead == "future" and plan is not None:
        forward = min(since(plan, weekday), forward, key=lambda d: abs((d - plan).days))
        goes_on = forward >= plan
    elif ahead == "future" and _HAD_BEEN.search(telling.text, max(0, e.start - 60), e.start):
        ahead = "future" if forward - written < written - back else None
    day, other = (forward, back) if ahead == "future" else (back, forward)
    in_doubt = other != day and ahead != "past"
    alternatives = (Interval(other, other),) if in_doubt else ()
    anchor = telling.told_anchor if goes_on else telling.written_anchor
    return replace(on_day(day, e.part), anchor=anchor, alternatives=alternatives)


def _plan_before(e: Expression, telling: Telling, written: dt.date) -> dt.date | None:
    """The day of a plan that goes on with this weekday: told in the same sentence, or with its weekday just before."""
    told, text = telling.day, telling.text
    if told is None or told <= written:
        return None
    if telling.ranged and telling.span is not None and telling.span.first is not None:
        told = max(telling.span.first, written)
    if one_sentence(text, telling.day_at, e.start):
        return told
    near = e.start - telling.day_at <= _NEXT_SENTENCE
    ahead = telling.ahead(e) if near else "past"
    by_date = ahead == "future" and (telling.dated_weekday or telling.span is not None)
    return told if by_date or (ahead is None and _is_item(e, telling)) else None


def _is_item(e: Expression, telling: Telling) -> bool:
    """Whether a weekday without a verb goes on in a list: "Tomorrow: rest day. Saturday: Rome. On Sunday Pisa"."""
    return bool(_ITEM.match(telling.text, e.end)) or "\n" not in telling.text[telling.day_at : e.start]


def _in_chain(e: Expression, telling: Telling, written: dt.date) -> dt.date | None:
    """The weekday that follows the day told last where the text goes on from it step by step, or says "the Monday".

    "Saturday 6 July. On Sunday …" goes on too, unless it is a word spoken on that day.
    """
    told, weekday = telling.day, e.weekday or 1
    if told is None or e.unit or told >= written:
        return None
    near = e.start - telling.day_at <= _CHAIN
    article = _with_article(e, telling)
    spoken = is_of_saying(telling.text, e.start, e.end)
    stepwise = telling.stepped and near and ((written - told).days <= NEAR_DAYS or not spoken)
    from_date = telling.dated_weekday and near and not spoken
    of_last_week = not spoken and _goes_on_in_last_week(e, telling)
    if not (stepwise or from_date or of_last_week or (article and near)) or planned_before(telling.text, e.start):
        return None
    day = since(told, weekday)
    if day > written or (day == told and not stepwise):
        return None
    return day


_LAST_WEEK = re.compile(
    r"(?:late |early )?(?:\w+day (?:\w+ )?(?:of )?last week|last week on \w+day|last \w+day week"
    r"|\w+day before last|a week last \w+day)\b",
    re.IGNORECASE,
)


def _goes_on_in_last_week(e: Expression, telling: Telling) -> bool:
    """ "Came on Wednesday of last week and left again on Thursday"."""
    led = _LAST_WEEK.match(telling.text, telling.day_at)
    return led is not None and one_sentence(telling.text, telling.day_at, e.start)


def _of_which_week(e: Expression, telling: Telling) -> Reading:
    """Friday of last week."""
    base = telling.day if e.base == "told" else telling.written
    weekday = e.weekday or 1
    if base is None:
        return unknown(f"XXXX-WXX-{weekday}", "day")
    monday = until(base, 1) + 7 * e.toward * DAY
    anchor = telling.told_anchor if e.base == "told" else telling.written_anchor
    return replace(on_day(monday + (weekday - 1) * DAY, e.part), anchor=anchor)


def _beside_the_told(e: Expression, telling: Telling) -> Reading:
    """That Sunday, the following Sunday, the Sunday before."""
    base, weekday = telling.day or telling.written, e.weekday or 1
    if base is None:
        return unknown(f"XXXX-WXX-{weekday}", "day")
    if e.toward > 0:
        day = after(base, weekday)
    elif e.toward < 0:
        day = before(base, weekday)
    else:
        told = (d for d in reversed(telling.earlier) if d.isoweekday() == weekday)
        day = next(told, until(base, weekday))
    return replace(on_day(day, e.part), anchor=telling.told_anchor or telling.written_anchor)


def _in_narrative(e: Expression, telling: Telling) -> Reading:
    base, weekday = telling.day, e.weekday or 1
    if base is None:
        return _without_anchor(e, telling)
    if e.unit in ("last", "next"):
        day = before(base, weekday) if e.unit == "last" else after(base, weekday)
        return replace(on_day(day, e.part), anchor=telling.told_anchor)
    day = since(base, weekday)
    limit = telling.written or telling.latest
    if telling.written is not None and base > telling.written and telling.ahead(e) == "past":
        # a plan was told last: what is done already lies before the day of writing all the same
        return replace(on_day(until(telling.written, weekday), e.part), anchor=telling.written_anchor)
    looks_past = telling.written is not None or (
        telling.ahead(e) != "future"
        and not _with_article(e, telling)
        and not (telling.dated_weekday and e.start - telling.day_at <= _CHAIN)
    )
    if limit is not None and day > limit >= base and looks_past:
        return replace(on_day(day - 7 * DAY, e.part), anchor=telling.told_anchor)
    alternatives = (Interval(day - 7 * DAY, day - 7 * DAY),) if day != base else ()
    return replace(on_day(day, e.part), anchor=telling.told_anchor, alternatives=alternatives)


def _without_anchor(e: Expression, telling: Telling) -> Reading:
    """In a story that has neither a day of writing nor told a day: by its other days, or the other documents."""
    weekday = e.weekday or 1
    if telling.latest is not None:
        anchor = f"the last day that it names, {in_words(telling.latest)}"
        return replace(on_day(until(telling.latest, weekday), e.part), anchor=anchor)
    nothing = unknown(f"XXXX-WXX-{weekday}{e.part}", "day")
    if telling.others is None:
        return nothing
    first, last = telling.others
    days = [first + n * DAY for n in range(-6, (last - first).days + 1) if (first + n * DAY).isoweekday() == weekday]
    if len(days) > 1:
        return replace(nothing, alternatives=tuple(Interval(d, d) for d in days[-3:]))
    anchor = f"the other documents, written until {in_words(last)}"
    return replace(on_day(days[0], e.part), anchor=anchor)
