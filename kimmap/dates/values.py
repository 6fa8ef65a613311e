"""Stretches of the calendar as intervals and TIMEX3 values.

A ``Reading`` is what an expression turns out to mean.  Values follow TIMEX3 (ISO 8601 with parts of
the day, seasons and weekends); unknown digits are X.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from kimmap.dates.lexicon import MONTH_NAMES, WEEKDAY_NAMES
from kimmap.model import Granularity, Interval, TimexType

DAY = dt.timedelta(days=1)
_THIRDS: dict[str, tuple[float, float]] = {
    "early": (0.0, 1 / 3), "mid": (1 / 3, 2 / 3), "late": (2 / 3, 1.0),
    "first half": (0.0, 0.5), "second half": (0.5, 1.0),
}  # fmt: skip
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means, before it is tied to its place in a document."""

    value: str
    interval: Interval
    granularity: Granularity
    type: TimexType = "DATE"
    anchor: str | None = None
    alternatives: tuple[Interval, ...] = ()
    conflict: str | None = None

    @property
    def day(self) -> dt.date | None:
        """The one calendar day that this is, None for anything longer or open."""
        return self.interval.first if self.granularity in ("day", "time") and self.interval.days == 1 else None


def unknown(value: str, granularity: Granularity = "open", timex: TimexType = "DATE") -> Reading:
    """Nothing to count from: the interval stays open."""
    return Reading(value, Interval(), granularity, timex)


def date_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def shifted(day: dt.date, days: int) -> dt.date | None:
    """``day`` moved by ``days``, None outside the calendar."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return None


def on_day(day: dt.date, part: str = "") -> Reading:
    """One day; ``part`` is what TIMEX3 appends ("TMO", "T09:05")."""
    return Reading(day.isoformat() + part, Interval(day, day), "time" if part else "day", "TIME" if part else "DATE")


_PARTS_OF_WEEK = {"early": (0, 2), "mid": (2, 3), "late": (3, 6)}


def in_week(day: dt.date, third: str | None = None) -> Reading:
    """The ISO week around ``day``, Monday to Sunday, or its early, middle or late days."""
    year, week, weekday = day.isocalendar()
    monday = day - (weekday - 1) * DAY
    begin, end = _PARTS_OF_WEEK.get(third or "", (0, 6))
    return Reading(f"{year:04d}-W{week:02d}", Interval(monday + begin * DAY, monday + end * DAY), "week")


def on_weekend(day: dt.date) -> Reading:
    """Saturday and Sunday of the ISO week around ``day``."""
    week = in_week(day)
    monday = week.interval.first
    assert monday is not None
    return Reading(week.value + "-WE", Interval(monday + 5 * DAY, monday + 6 * DAY), "weekend")


def _is_year(year: int) -> bool:
    return dt.MINYEAR <= year <= dt.MAXYEAR


def in_month(year: int, month: int, third: str | None = None) -> Reading:
    """A month or its early, middle or late third."""
    if not _is_year(year):
        return unknown(f"XXXX-{month:02d}", "month")
    interval = Interval(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))
    return Reading(f"{year:04d}-{month:02d}", _third(interval, third), "month")


def in_year(year: int, third: str | None = None) -> Reading:
    """A year of the calendar, open outside it."""
    if not _is_year(year):
        return unknown("XXXX", "year")
    return Reading(f"{year:04d}", _third(Interval(dt.date(year, 1, 1), dt.date(year, 12, 31)), third), "year")


def in_quarter(year: int, number: int) -> Reading:
    """Three months of the calendar year, 1 to 4."""
    if not _is_year(year):
        return unknown(f"XXXX-Q{number}", "quarter")
    first = 3 * number - 2
    interval = Interval(dt.date(year, first, 1), dt.date(year, first + 2, calendar.monthrange(year, first + 2)[1]))
    return Reading(f"{year:04d}-Q{number}", interval, "quarter")


def in_season(year: int, code: str, third: str | None = None) -> Reading:
    """A season of the northern calendar; a winter bears the year of its January, or else of its December."""
    if not _is_year(year):
        return unknown(f"XXXX-{code}", "season")
    if code in _SEASON_MONTHS:
        first, last = _SEASON_MONTHS[code]
        interval = Interval(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]))
        return Reading(f"{year:04d}-{code}", _third(interval, third), "season")
    begun_before = Interval(dt.date(max(year - 1, 1), 12, 1), dt.date(year, 2, calendar.monthrange(year, 2)[1]))
    begun_within = Interval(dt.date(year, 12, 1), dt.date(min(year + 1, 9999), 2, 28))
    return Reading(f"{year:04d}-{code}", begun_before, "season", alternatives=(begun_within,))


def in_decade(year: int, third: str | None = None) -> Reading:
    """The ten years around ``year`` that begin with its tens."""
    first = year // 10 * 10
    if not (_is_year(first) and _is_year(first + 9)):
        return unknown("XXXX", "decade")
    interval = Interval(dt.date(first, 1, 1), dt.date(first + 9, 12, 31))
    return Reading(f"{first // 10:03d}X", _third(interval, third), "decade")


def in_century(ordinal: int, third: str | None = None) -> Reading:
    """The 19th century is 1801 to 1900, its value "18" as TIMEX3 has it."""
    if not 1 <= ordinal <= 99:
        return unknown("XXXX", "century")
    interval = Interval(dt.date(ordinal * 100 - 99, 1, 1), dt.date(ordinal * 100, 12, 31))
    return Reading(f"{ordinal - 1:02d}", _third(interval, third), "century")


def _third(interval: Interval, third: str | None) -> Interval:
    first, days = interval.first, interval.days
    if third is None or first is None or days is None:
        return interval
    if "+" in third:
        begin_day, length, kind = third.split("+")
        return _stretch(first, days, int(begin_day), int(length), weekend=kind == "weekend")
    begin, end = _THIRDS[third]
    return Interval(first + round(days * begin) * DAY, first + (round(days * end) - 1) * DAY)


def _stretch(first: dt.date, size: int, begin: int, days: int, *, weekend: bool) -> Interval:
    """``days`` days from the day numbered ``begin``, negative: the last ones; of a weekend those from a Saturday."""
    begin = max(0, size - days) if begin < 0 else min(begin, size - 1)
    stretch = Interval(first + begin * DAY, first + min(begin + days, size) * DAY - DAY)
    if not weekend or stretch.first is None:
        return stretch
    saturday = stretch.first + (5 - stretch.first.weekday()) % 7 * DAY
    return Interval(saturday, saturday + DAY)


def around(day: dt.date, unit: str) -> Reading:
    """The stretch that "three weeks ago" means: as fine as the unit is."""
    if unit in ("W", "F"):
        week = in_week(day)
        return replace(week, interval=Interval(shifted(day, -3), shifted(day, 3)))
    if unit == "M":
        return in_month(day.year, day.month)
    if unit == "Y":
        return in_year(day.year)
    if unit == "DE":
        return in_decade(day.year)
    return on_day(day)


def moved(day: dt.date, count: int, unit: str) -> dt.date | None:
    """``day`` moved by ``count`` units ("D", "W", "F" fortnight, "M", "Y", "DE"), None outside the calendar."""
    days = {"D": 1, "W": 7, "F": 14}.get(unit)
    if days:
        return shifted(day, count * days)
    months = count * {"M": 1, "Y": 12, "DE": 120, "CE": 1200}[unit] + day.year * 12 + day.month - 1
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def easter_sunday(year: int) -> dt.date:
    """Gregorian Easter (Meeus/Jones/Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return dt.date(year, month, day + 1)


def julian_lag(year: int) -> int:
    """Days by which the Julian calendar (Old Style) lags the Gregorian in the greater part of ``year``."""
    return year // 100 - year // 400 - 2


def in_words(day: dt.date) -> str:
    """17 September 2023."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def weekday_conflict(day: dt.date, weekday: int | None) -> str | None:
    """What is wrong with a day that is said to be a ``weekday`` (ISO number), None when nothing is."""
    if weekday is None or day.isoweekday() == weekday:
        return None
    return f"{WEEKDAY_NAMES[weekday - 1]}, but {in_words(day)} is a {weekday_name(day)}"


def weekday_name(day: dt.date) -> str:
    return WEEKDAY_NAMES[day.weekday()]
