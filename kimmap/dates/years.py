"""The year of a day, month or feast that bears none.

In the news it is the one that puts it nearest to the day of writing (more than 90 days ahead only where the
clause looks ahead), in a narrative the one told last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from kimmap.dates.expressions import Expression
from kimmap.dates.telling import NEAR_DAYS, Telling
from kimmap.dates.values import DAY, date_or_none

AHEAD_DAYS = 90
"""So far ahead a day without a year may lie without a word that looks ahead."""
_HALF_MONTH = 15
_LONG_AGO_DAYS = 300
_LONG_AHEAD_DAYS = 270
"""So far ahead in its own year a day lies rather in the year before: Christmas in a letter of January."""
_STORY = 1000
"""Code points within which a report goes on with a story of long ago."""

Year = tuple[int | None, str | None]
"""A year, negative before Christ, and what tells it; None where nothing does."""
Place = Callable[[int], "dt.date | None"]
"""The day in a given year, None where that year has no such day."""


def year_of(e: Expression, telling: Telling, day_in: Place | None = None) -> Year:
    """The year of ``e``; ``day_in`` gives the day in a year where month and day do not."""
    if e.year is not None:
        return e.year, None
    if telling.head_year is not None:
        return telling.head_year, telling.written_anchor if telling.entry else f"the line above, {telling.head_year}"
    if e.two_digits is not None:
        return of_century(e.two_digits, telling), None
    if e.unit == "which":
        return _which(e, telling)
    if e.unit == "of year":
        return _of_which_year(e, telling)
    place = day_in or (lambda year: date_or_none(year, e.month or 1, e.day or _HALF_MONTH))
    if telling.mode == "narrative" or telling.written is None:
        return _by_telling(e, telling, place)
    return _by_writing(e, telling, telling.written, place)


def of_century(two_digits: int, telling: Telling) -> int:
    """The year that "'71" is: in a narrative the one nearest to the year told, else the last one before the writing."""
    near = telling.told_year if telling.mode == "narrative" else None
    if near is None or near < 0:
        near = telling.written.year if telling.written else telling.year or 2000
    year = near // 100 * 100 + two_digits
    return year if year <= near + 5 else year - 100


def _which(e: Expression, telling: Telling) -> Year:
    """Last May, next May, this May."""
    base = (telling.day or telling.written) if e.base == "told" else telling.written
    if base is None or e.month is None:
        return None, None
    anchor = telling.told_anchor if e.base == "told" and telling.day else telling.written_anchor
    if e.toward < 0:
        return (base.year if e.month < base.month else base.year - 1), anchor
    if e.toward > 0:
        return (base.year if e.month > base.month else base.year + 1), anchor
    return base.year, anchor


def _of_which_year(e: Expression, telling: Telling) -> Year:
    """May last year, July 25 of that year."""
    told = telling.named_year if telling.named_year is not None else telling.told_year
    if e.base == "told" and told is not None:
        return told + e.toward, telling.told_anchor
    return (telling.written.year + e.toward, telling.written_anchor) if telling.written else (None, None)


def _by_telling(e: Expression, telling: Telling, place: Place) -> Year:
    told, written = telling.told_year, telling.written
    if written is not None and (told is None or told > written.year) and not (told is None and telling.year):
        return _by_writing(e, telling, written, place)
    if telling.year is not None and (told is None or telling.year_agrees):
        return telling.year, telling.year_words
    if told is None or told < 0:
        return told, None
    if e.month == 2 and place(told) is None:
        return told + 1, f"the first after {told} with such a day"
    day = place(told)
    month = day.month if day else e.month or 1
    year = told + 1 if telling.told_month == 12 and month <= 2 else told
    is_first = told == (telling.printed.year if telling.printed else None) and not telling.earlier
    if telling.printed is not None and (is_first or telling.ahead(e) == "future"):
        year = _beside_the_printing(e, telling, telling.printed, place)
    if written is not None and year == written.year and _lies_far_ahead(place(year), written, e, telling):
        year -= 1  # a letter of January tells of Boxing Day
    if e.weekday is not None and e.day is not None:
        year = _agreeing(e, (year, year + 1, year - 1), place) or year
    return year, f"the year told before, {year}"


def _beside_the_printing(e: Expression, telling: Telling, printed: dt.date, place: Place) -> int:
    """The year of the first day that a magazine tells of: the last such day before it, or the next one of a plan."""
    day, ahead = place(printed.year), telling.ahead(e) == "future"
    if day is None or (day <= printed) != ahead:
        return printed.year
    return printed.year + (1 if ahead else -1)


def _lies_far_ahead(day: dt.date | None, written: dt.date, e: Expression, telling: Telling) -> bool:
    days_ahead = (day - written).days if day is not None else 0
    if days_ahead <= AHEAD_DAYS:
        return False
    direction = telling.ahead(e)
    return direction == "past" or (days_ahead > _LONG_AHEAD_DAYS and direction != "future")


def _in_old_story(e: Expression, telling: Telling, written: dt.date, day: dt.date, place: Place) -> dt.date | None:
    """The day in the year of a story of long ago that a report goes on with, where ``day`` is that by the writing.

    It follows the day told closely, or the clause looks back at what by the writing would lie ahead.
    """
    told = telling.day
    if told is None or abs((written - told).days) <= _LONG_AGO_DAYS or e.start - telling.day_at > _STORY:
        return None
    then = next((d for year in _around(told) if (d := place(year)) and d >= told.replace(day=1)), None)
    if then is None:
        return None
    closely = 0 <= (then - told).days <= _HALF_MONTH and e.day is not None
    looks_back = day > written and telling.ahead(e) == "past" and (then - told).days <= 2 * AHEAD_DAYS
    return then if closely or looks_back else None


def _by_writing(e: Expression, telling: Telling, written: dt.date, place: Place) -> Year:
    month = telling.last.interval.first if telling.last and telling.last.granularity == "month" else None
    if month is not None and month.month == e.month and abs((month - written).days) < _LONG_AGO_DAYS:
        return month.year, telling.written_anchor  # "This October: Arden, 2 October"
    limit = AHEAD_DAYS + (_HALF_MONTH if e.day is None else 0)
    looks_ahead = telling.ahead(e) == "future"
    days = [d for year in _around(written) if (d := place(year))]
    days = [d for d in days if looks_ahead or (d - written).days <= limit] or days
    if not days:
        return None, None
    day = min(days, key=lambda d: (abs((d - written).days), d))
    then = None if looks_ahead else _in_old_story(e, telling, written, day, place)
    if then is not None:
        return then.year, telling.told_anchor
    apart = abs((day - written).days)
    if telling.day is not None and apart > NEAR_DAYS and not looks_ahead:
        day = _near_the_told(telling.day, written, place) or day
    if day < written and apart > NEAR_DAYS and (named := _of_year_named(e, telling, day, place)):
        return named, f"the year named before, {named}"
    year = day.year
    if e.weekday is not None and e.day is not None and day.isoweekday() != e.weekday and apart > AHEAD_DAYS:
        year = _agreeing(e, (year, year - 1, year + 1), place) or year
    return year, telling.written_anchor


def _of_year_named(e: Expression, telling: Telling, day: dt.date, place: Place) -> int | None:
    """The year of a story told long after: "The order came in May 1866 … They sailed on 3 June"."""
    named = telling.story_year
    if named is None or not 0 < named < day.year or e.start - telling.story_year_at > _STORY:
        return None
    return named if place(named) is not None else None


def _near_the_told(told: dt.date, written: dt.date, place: Place) -> dt.date | None:
    """The day close to the one told before: lists and stories go on, far from the day of writing though it be."""
    days = [d for year in _around(told) if (d := place(year))]
    day = min(days, key=lambda d: abs((d - told).days), default=None)
    latest = max(written + AHEAD_DAYS * DAY, told + NEAR_DAYS * DAY)
    return day if day is not None and abs((day - told).days) <= NEAR_DAYS and day <= latest else None


def _around(day: dt.date) -> tuple[int, ...]:
    return tuple(year for year in (day.year - 1, day.year, day.year + 1) if 1 <= year <= 9999)


def _agreeing(e: Expression, years: Iterable[int], place: Place) -> int | None:
    """The first year in which the day bears its weekday."""
    return next((y for y in years if 1 <= y <= 9999 and (d := place(y)) and d.isoweekday() == e.weekday), None)
