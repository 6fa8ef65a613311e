"""Rules for several days that share one month: "12–18 September", "September 5 and 9", "12/24 August"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from kimmap.dates.expressions import Expression
from kimmap.dates.lexicon import MONTH_WORD, WEEKDAY_WORD, month_number, weekday_number
from kimmap.dates.ranges import MOVED
from kimmap.dates.rules import DAY, MONTH_STARTS, SPACE, SUFFIX, WEEKDAY_STARTS, YEAR
from kimmap.dates.values import date_or_none, julian_lag

_ITEM = rf"(?:(?:{WEEKDAY_WORD}),?{SPACE})?(?:the{SPACE})?{DAY}(?:{SUFFIX})?(?![\d%]|[.:]\d)"
_BETWEEN = rf"(?:\s?[–—−-]\s?|{SPACE}(?:to|until|till|and|or|&|through){SPACE}|,{SPACE}?(?:and{SPACE})?|/)"
_DAYS_MONTH = re.compile(
    rf"(?P<days>{_ITEM}(?:{_BETWEEN}{_ITEM}){{1,9}}){SPACE}(?:days?{SPACE})?(?:of{SPACE})?(?P<m>{MONTH_WORD})"
    rf"(?:,?{SPACE}(?:of{SPACE})?(?P<y>{YEAR}))?"
)
_LETTER_DAYS = re.compile(rf"(?P<days>{_ITEM}(?:{_BETWEEN}{_ITEM}){{1,9}}){SPACE}(?P<mon>inst|ult|prox)s?(?![a-z])\.?")
_MONTH_DAYS = re.compile(
    rf"(?:(?:{WEEKDAY_WORD}),?{SPACE})?(?P<m>{MONTH_WORD}){SPACE}(?P<days>{_ITEM}(?:{_BETWEEN}{_ITEM}){{1,9}})"
    rf"(?:{SPACE}?,?{SPACE}(?P<y>{YEAR}))?"
    rf"(?=\s*(?:[.,;:)\]—–-]|$|\n)|{SPACE}(?:at|in|on|to|and|or|for|with|the|a|of|was|were|are|is|when|by|from|he"
    r"|she|they|we|I|as|after|before|[A-Z])\b)"
)
_ONE = re.compile(rf"(?:(?P<w>{WEEKDAY_WORD}),?{SPACE})?(?:the{SPACE})?(?P<d>{DAY})(?:{SUFFIX})?")
_NUMBERED = re.compile(
    r"\b(?:No|Nr|Nos|Number|Letter|Post|Entry|Dispatch|Despatch|Report|Bulletin|Part|Chapter|Issue|Log|Update|Stage|Leg)"
    r"\.?\s\Z",
    re.IGNORECASE,
)
"""Before the number of a letter or a chapter, which is no day of the month behind it: "No. 3, 17 June"."""
_RANGE = re.compile(r"\s?[–—−-]\s?$|\b(?:to|until|till|through)\s+$")
_APART = re.compile(r"\s[–—−-]\s")
_BOTH = 2
STARTS = MONTH_STARTS | WEEKDAY_STARTS | {"#", "the"}


@dataclass(frozen=True, slots=True)
class _Day:
    start: int
    end: int
    day: int
    weekday: int | None
    glue: str
    """What stands between it and the day before it."""


def at(text: str, position: int, end: int) -> list[Expression]:
    """The days that begin at ``position``: a range is one expression, a list one for each day."""
    first = _DAYS_MONTH.match(text, position, end) or _LETTER_DAYS.match(text, position, end)
    match = first or _MONTH_DAYS.match(text, position, end)
    if match is None:
        return []
    if re.search(r"\bto\s", match["days"]) and MOVED.search(text, max(0, position - 40), position):
        return []
    days = _days(text, match)
    if (
        days[0].start == position
        and _NUMBERED.search(text, max(0, position - 16), position)
        and (days[1].glue[:1] == "," or _APART.fullmatch(days[1].glue))
    ):
        return []
    if len(days) == _BOTH and days[1].weekday and not days[0].weekday and _APART.fullmatch(days[1].glue):
        return []  # "channel 3 - Friday 12 May"
    shared: dict[str, Any] = (
        {"unit": "M", "toward": {"inst": 0, "ult": -1, "prox": 1}[match["mon"]]}
        if "mon" in match.groupdict()
        else {"month": month_number(match["m"]), "year": int(match["y"]) if match["y"] else None}
    )
    made = [Expression(d.start, d.end, "date", "days of a month", day=d.day, weekday=d.weekday, **shared) for d in days]
    if not first and _sets_time_apart(text, match):
        return []
    made[0] = replace(made[0], start=match.start())
    made[-1] = replace(made[-1], end=match.end())
    if days[1].glue == "/" and "month" in shared:
        return [_either_style(made[0], made[-1], shared)]
    return _joined(made, days)


def _days(text: str, match: re.Match[str]) -> list[_Day]:
    found: list[_Day] = []
    position = match.start("days")
    while position < match.end("days"):
        one = _ONE.search(text, position, match.end("days"))
        if one is None:
            break
        glue = text[position : one.start()] if found else ""
        weekday = weekday_number(one["w"]) if one["w"] else None
        found.append(_Day(one.start(), one.end(), int(one["d"]), weekday, glue if found else ""))
        position = one.end()
    return found


def _sets_time_apart(text: str, match: re.Match[str]) -> bool:
    """ "May 3, 7 pm" and "May 3, 12 May": the second number is no day of the month before it."""
    after = text[match.end() : match.end() + 14]
    return bool(re.match(rf"\s*(?:[ap]\.?\s?m\b|{MONTH_WORD})", after))


def _joined(made: list[Expression], days: list[_Day]) -> list[Expression]:
    """Days that a dash or "to" connects become ranges, the others stay apart."""
    out: list[Expression] = []
    for expression, day in zip(made, days, strict=True):
        if out and _RANGE.search(day.glue) and out[-1].until is None:
            out[-1] = replace(out[-1], until=expression, end=expression.end, rule="range of days")
        else:
            out.append(expression)
    return out


def _either_style(first: Expression, last: Expression, shared: dict[str, Any]) -> Expression:
    """ "12/24 August": Old and New Style where they lie as far apart as the calendars, else a night."""
    year = shared["year"] or 1800
    old, new = date_or_none(year, shared["month"], first.day or 1), date_or_none(year, shared["month"], last.day or 1)
    if shared["year"] and old and new and (new - old).days == julian_lag(year) and year < 1930:
        return replace(last, start=first.start, rule="Old and New Style")
    return replace(first, until=last, end=last.end, rule="range of days")
