"""Joins expressions that stand beside each other: a day and its weekday, its time, its other end."""

from __future__ import annotations

import re
from dataclasses import replace

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import PARTS, unit_code
from kimmap.dates.ranges import Finder, with_end
from kimmap.dates.rules import PART, SPACE, rule

BARE_UNIT = rule(
    "unit told of",
    "unit",
    {"the", "year", "month", "week"},
    r"(?i:(?:the |that |this )?(?P<u>week|month|year|decade|century))(?![a-z-])",
    lambda m: {"unit": unit_code(m["u"]), "toward": 0, "base": "told"},
)
"""Only after "the end of" and the like."""

_TO_DATE = re.compile(rf"(?:{SPACE})?,?(?:{SPACE})?(?P<open>[(\[])?(?:{SPACE})?(?:(?:on|the(?!\s\d+[a-z]*[^\w\s]))\s)?")
_TO_WEEKDAY = re.compile(
    rf"(?:{SPACE})?(?:,{SPACE}(?:an?{SPACE})?|(?P<open>[(\[])(?:an?{SPACE})?|{SPACE}(?:an?{SPACE})?)"
)
_TO_CLOCK = re.compile(
    rf"(?:{SPACE})?(?:[,;]|\bat|\baround|\babout|\bby|\bfrom|\bjust|\bshortly|\bbefore|\bafter|\bapproximately"
    rf"|\((?=\d)|{SPACE})*(?:{SPACE})?(?=[\dnmfatqh'])"
)
_TO_DAY = re.compile(rf"(?:{SPACE})?,?(?:{SPACE})?(?:(?:on|of|in)\s)?(?:the\s(?!\d))?(?:(?:early|late)\s)?")
_TO_PART = re.compile(
    rf"(?:['’]s)?(?:,)?{SPACE}(?:(?P<third>early|late|very early){SPACE})?(?:(?:in|at|during|on){SPACE}"
    rf"(?:the{SPACE})?)?(?:(?:early|late|following|small){SPACE})?(?P<p>{PART}|early hours|small hours)(?![A-Za-z-])"
)
_TO_OTHER_ZONE = re.compile(r"\s?[(\[/]\s?(?=\d)")
_RELATIVE = frozenset({"weekday", "deictic", "step"})


def extend(text: str, found: Expression, end: int, at: Finder) -> Expression | None:
    """``found`` with the next words that belong to it, None when there are none."""
    part = _part(text, found, end)
    if part is not None:
        return part
    steps = (_date, _figures, _year, _other_style, _weekday, _clock, _other_zone, _day_of_clock, with_end)
    for step in steps:
        longer = step(text, found, end, at)
        if longer is not None and longer.end > found.end:
            return longer
    return None


def _part(text: str, found: Expression, end: int) -> Expression | None:
    """ "Monday morning", "12 May in the evening"."""
    if found.until is not None:
        last = _part(text, found.until, end)
        return replace(found, end=last.end, until=last) if last and not found.until.part else None
    if not found.is_day:
        return None
    match = _TO_PART.match(text, found.end, end)
    if match is None:
        return None
    word = match["p"].lower()
    part = "TMO" if "hours" in word else PARTS[word]
    return replace(found, end=match.end(), part=_in_part(found.part, part) if ":" in found.part else part)


def _date(text: str, found: Expression, end: int, at: Finder) -> Expression | None:
    """A relative day and the absolute one beside it: "Sunday (September 17)", "Sunday 17 September"."""
    if found.kind not in _RELATIVE or found.stated or found.until or (found.kind == "step" and found.unit != "D"):
        return None
    glue = _TO_DATE.match(text, found.end, end)
    if glue is None or (glue.end() == found.end):
        return None
    date = at(text, glue.end(), end)
    if date is None or date.kind != "date" or date.day is None or date.until:
        return None
    if date.month is None and found.kind not in ("weekday", "step"):
        return None
    if date.month is None and date.unit != "M" and not ("," in glue[0] and date.rule == "day of a month told"):
        return None
    if found.kind != "weekday" and not glue["open"] and "," not in glue[0] and found.kind != "deictic":
        return None
    if date.weekday is not None and found.kind == "weekday":
        return None
    close = _close(text, date.end, end, glue["open"])
    if close is None:
        return None
    weekday = found.weekday if found.kind == "weekday" and not found.unit else date.weekday
    stated = None if found.kind == "weekday" and not found.unit else found
    return replace(
        date,
        start=found.start,
        end=close,
        weekday=weekday,
        part=date.part or found.part,
        stated=stated,
        rule="weekday and date" if stated is None else "date beside",
    )


_FIGURES = re.compile(rf"(?:{SPACE})?\((?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})\)")


def _figures(text: str, found: Expression, end: int, _at: Finder) -> Expression | None:
    """ "The next morning (7/21)", "early in the evening (21/7)": a day in figures beside one that is told."""
    if found.until or found.stated or not (found.kind == "part" or (found.kind in _RELATIVE and found.is_day)):
        return None
    match = _FIGURES.match(text, found.end, end)
    if match is None:
        return None
    a, b = int(match["a"]), int(match["b"])
    month, day = (b, a) if a > 12 else (a, b)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    order = "ambiguous" if a <= 12 and b <= 12 and a != b else ""
    return Expression(
        found.start, match.end(), "date", "date beside", month=month, day=day, weekday=found.weekday, part=found.part,
        value=order,
    )  # fmt: skip


_YEAR_BESIDE = re.compile(rf"(?:{SPACE})?\((?:in |of )?(?P<y>(?:1[5-9]|20)\d\d)\)")


def _year(text: str, found: Expression, end: int, _at: Finder) -> Expression | None:
    """ "Last June (2018)", "the summer before (2009)", "on 3 May (1974)": the year in brackets says which."""
    if found.year is not None or found.until or found.stated:
        return None
    if not ((found.kind == "date" and found.month) or found.kind in ("season", "holiday")):
        return None
    match = _YEAR_BESIDE.match(text, found.end, end)
    if match is None:
        return None
    return replace(found, end=match.end(), year=int(match["y"]), unit=None, toward=0, two_digits=None)


def with_date(text: str, weekday: Expression, end: int, at: Finder) -> Expression:
    """A weekday with the date on it, where there is one."""
    return _date(text, weekday, end, at) or weekday


def _close(text: str, position: int, end: int, opened: str | None) -> int | None:
    """Past the bracket that closes; the offset itself where none was opened; with more in the bracket, before it."""
    if not opened:
        return position
    match = re.compile(r"\s?[)\]]").match(text, position, end)
    return match.end() if match else position


_STYLE = re.compile(r"\s?[(\[][^()\[\]]{0,12}(?=\d)|\s?[(\[](?=[A-Z])")
_IN_STYLE = re.compile(r"\b(?:O\.?\s?S\.?|N\.?\s?S\.?|[Oo]ld\s[Ss]tyle|[Nn]ew\s[Ss]tyle)")


def _other_style(text: str, found: Expression, end: int, at: Finder) -> Expression | None:
    """ "28 July O.S. (9 August)", "9 August (28 July, Old Style)": one day by both calendars."""
    if found.kind != "date" or found.day is None or found.month is None or found.until:
        return None
    glue = _STYLE.match(text, found.end, end)
    if glue is None:
        return None
    other = at(text, glue.end(), end)
    if (
        other is None
        or other.kind != "date"
        or other.day is None
        or other.month is None
        or found.julian == other.julian
    ):
        return None
    if not _IN_STYLE.search(text, found.start, other.end):
        return None
    close = _close(text, other.end, end, "(")
    new = other if found.julian else found
    return replace(new, start=found.start, end=close or other.end, year=new.year or found.year or other.year)


def _may_bear_weekday(found: Expression) -> bool:
    """ "Tomorrow, Monday", "a week later, Monday"."""
    return found.kind == "deictic" or (found.kind == "step" and found.unit in ("D", "W", "F"))


def _weekday(text: str, found: Expression, end: int, at: Finder) -> Expression | None:
    """ "17 September (Sunday)", "12 May, a Monday"."""
    if (
        found.weekday is not None
        or found.until
        or not (_may_bear_weekday(found) or (found.kind == "date" and found.day is not None))
    ):
        return None
    glue = _TO_WEEKDAY.match(text, found.end, end)
    if glue is None:
        return None
    weekday = at(text, glue.end(), end)
    if weekday is None or weekday.kind != "weekday" or weekday.unit:
        return None
    if not glue["open"] and "," not in glue[0] and found.kind != "deictic":
        return None
    close = _close(text, weekday.end, end, glue["open"])
    after = text[weekday.end : weekday.end + 4]
    if close is None or (not glue["open"] and re.match(r"['’]s|\s\d", after)):
        return None
    return replace(found, end=close, weekday=weekday.weekday, part=found.part or weekday.part)


def _clock(text: str, found: Expression, end: int, at: Finder) -> Expression | None:
    """ "4 November 02:00 GMT", "Saturday about 8.40 am"."""
    if not found.is_day or ":" in found.part or found.until or found.kind == "holiday":
        return None
    glue = _TO_CLOCK.match(text, found.end, end)
    if glue is None or glue.end() == found.end:
        return None
    clock = at(text, glue.end(), end)
    if clock is None or clock.kind != "clock" or (clock.until and not found.is_day):
        return None
    return replace(found, end=clock.end, part=clock.part, zone=clock.zone)


def _day_of_clock(text: str, found: Expression, end: int, at: Finder) -> Expression | None:
    """ "22:50 GMT on Thursday", "7.15 on Friday evening"."""
    if found.kind not in ("clock", "part"):
        return None
    glue = _TO_DAY.match(text, found.end, end)
    if glue is None or glue.end() == found.end:
        return None
    day = at(text, glue.end(), end)
    if day is None or day.until:
        return None
    if day.kind == "part" and found.kind == "clock" and not found.until:
        return replace(found, end=day.end, part=_in_part(found.part, day.part))
    if day.kind == "journey_day" and not re.search(r"\b(?:of|on)\s", glue[0]):
        return None  # "Woke at 6 a.m. Day 1 was dry"
    worded = re.search(r"\b(?:of|on)\s", glue[0]) or (day.kind == "deictic" and not day.part and glue[0].isspace())
    if not day.is_day or ":" in day.part or (found.kind == "part" and not worded):
        return None
    part = _in_part(found.part, day.part) if found.kind == "clock" else found.part
    return replace(day, start=found.start, part=part, zone=found.zone)


def _in_part(clock: str, part: str) -> str:
    """ "3:30 in the afternoon" is 15:30."""
    hour = int(clock[1:3]) if clock[1:3].isdigit() else None
    if hour is not None and 1 <= hour < 12 and part in ("TAF", "TEV", "TNI") and not (part == "TNI" and hour < 6):
        return f"T{hour + 12:02d}{clock[3:]}"
    return clock


def _other_zone(text: str, found: Expression, end: int, at: Finder) -> Expression | None:
    """ "3 p.m. (1200 GMT)": the same moment told twice."""
    if ":" not in found.part or found.zone is not None:
        return None
    glue = _TO_OTHER_ZONE.match(text, found.end, end)
    if glue is None:
        return None
    other = at(text, glue.end(), end)
    if other is None or other.kind != "clock" or other.zone is None:
        return None
    close = _close(text, other.end, end, "(")
    return replace(found, end=close or other.end)
