"""Full dates as heads of documents write them: day, month and year all stated.

Only what a date line needs; everything about dates in running text is the business of ``kimmap.dates``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
    r"\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"

_FULL_DATE = re.compile(
    rf"""(?<![\w/–-])(?:{WEEKDAY},?\s+(?:the\s+)?)?(?:
      (?P<d1>{DAY})\s+(?:of\s+)?(?P<m1>{MONTH}),?\s+(?P<y1>{_YEAR})
    | (?P<m2>{MONTH})\s+(?P<d2>{DAY})(?:\s*\([^()]{{1,30}}\))?,?\s+(?P<y2>{_YEAR})
    | (?P<m6>{MONTH})\s+(?P<d6>\d{{1,2}})\s\d\d:\d\d:\d\d(?:\s[A-Z]{{2,5}})?\s(?P<y6>{_YEAR})
    | (?P<y3>{_YEAR})(?P<s3>[-/])(?P<m3>\d\d)(?P=s3)(?P<d3>\d\d)
    | (?P<d7>\d{{1,2}})-(?P<m7>{MONTH})-(?P<y7>{_YEAR})
    | (?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.\s?(?P<y4>{_YEAR})
    | (?P<a5>\d{{1,2}})/(?P<b5>\d{{1,2}})/(?P<y5>{_YEAR})
    )(?![\w/]|-\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_FOUR_DIGITS = re.compile(r"\d{4}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class HeadDate(NamedTuple):
    """A full date and its offsets (code points, weekday included) in the string searched."""

    day: dt.date
    start: int
    end: int


def full_dates(text: str) -> tuple[HeadDate, ...]:
    """All full dates in ``text``; of 3/4/2021 nobody can tell which is the month, so it is left out."""
    if _FOUR_DIGITS.search(text) is None:
        return ()
    found = []
    for match in _FULL_DATE.finditer(text):
        day = _day(match)
        if day:
            found.append(HeadDate(day, match.start(), match.end()))
    return tuple(found)


def month_number(word: str) -> int:
    """The number of a month that ``MONTH`` matches."""
    return _MONTHS.index(word[:3].lower()) + 1


def _day(match: re.Match[str]) -> dt.date | None:
    g = match.groupdict()
    if g["y5"]:
        a, b = int(g["a5"]), int(g["b5"])
        if a <= 12 and b <= 12 and a != b:
            return None
        parts = int(g["y5"]), min(a, b), max(a, b)
        if a <= 12 < b:
            parts = int(g["y5"]), a, b
        elif b <= 12 < a:
            parts = int(g["y5"]), b, a
    else:
        i = next(i for i in "123467" if g["y" + i])
        month = g["m" + i]
        number = int(month) if month.isdigit() else month_number(month)
        parts = int(g["y" + i]), number, int(re.sub(r"\D", "", g["d" + i]))
    try:
        return dt.date(*parts)
    except ValueError:
        return None


_CLOCK = (
    r"(?:(?:at\s|@)\s*)?\d{1,2}[:.h]?\d{0,2}(?::\d\d)?\s*(?:[ap]\.?m\b\.?|[A-Z]{2,4}\b|hrs|[Uu]hr)?"
    r"|[A-Z]{3,4}\b|[+-]\d{4}"
)
_SPACE = r"[\s,.;:)\]*_]*"
# Possessive, for a loop of such alternatives would try them in every order.
_AFTER_DATE = re.compile(
    rf"{_SPACE}(?:(?:{_CLOCK}|late|early|updated[^.]{{0,40}}|from\s+\S+(?:\s\S+){{0,3}}|\([^():/]{{0,40}}\)"
    rf"|by\s[^.]{{1,40}}|in\s[A-Z]\w+(?:,\s[A-Z]\w+)*$|(?:online |print )?edition|[|·•–—-][^.]{{0,40}}){_SPACE})*+$"
)
# "Friday 9.5.2031, short version"; "“The Hour”, Friday 9 May 2031"
_FEW_WORDS = re.compile(r",(?:\s+[\w'’-]+){1,3}\s*$")
_QUOTED_TITLE = re.compile(r"^\W*[\"“'‘][^\"”]{2,60}[\"”'’],?\s+")
_BEFORE_DATE = re.compile(
    r"(?:in|on|by|since|until|from|at|after|before|between|it|he|she|they|we|i|when|as)\s", re.IGNORECASE
)
# "Somebody at the pier, 3 June 1874." is a caption, "Posted at the pier, 3 June 1874." is not.
_WHERE = re.compile(r"\b(?:in|at|on|near|with|outside|during|after|before|from|to|is|was|are|were)\s")
_TOLD = re.compile(
    r"[\W_]*(?:posted|published|issued|written|sent|dated?|updated|last|first|this|programme)\b", re.IGNORECASE
)
_CREDIT_AFTER = re.compile(
    rf"(?:[\s,]*(?:{_CLOCK}))?[.;,]\s+(?:photograph|photo|pictures|text|words|by|prepared|written|issued|compiled"
    r"|reported|source)\w*\b",
    re.IGNORECASE,
)


_TIME = r"(?:\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?)"
_STAMP = re.compile(
    rf"[\s,|·•–—-]*(?:at\s+)?{_TIME}(?:\s*\(?(?:[A-Z]{{2,5}}|hrs|[Uu]hr)(?:[+-]\d{{1,2}})?\)?)?[\s.]*", re.IGNORECASE
)


_CLOCK_BEFORE = re.compile(rf"^\W*{_TIME}(?:\s*[A-Z]{{3,4}})?\s*[,|·•–—-]\s*", re.IGNORECASE)
# "10:30 - 13 May 2006"


_SHORT_YEAR = re.compile(
    r"\W*(?:posted|published|created|date|dated|written|filed)\b[:\s]*(?:on\s)?(\d{1,2})/(\d{1,2})/(\d\d)(?![\d/])",
    re.IGNORECASE,
)


def short_year(text: str) -> HeadDate | None:
    """The day of a line that says what it is of and leaves the century out: "Posted: 09/13/05 6:02 am"."""
    match = _SHORT_YEAR.match(text)
    if match is None:
        return None
    year = int(match[3]) + (2000 if int(match[3]) < 70 else 1900)
    found = full_dates(f"{match[1]}/{match[2]}/{year}")
    return HeadDate(found[0].day, match.start(1), match.end(3)) if found else None


def is_stamp(text: str) -> bool:
    """Whether a line is a full date with a time of day behind it and nothing else: "May 9, 2031 | 2:46 PM"."""
    found = full_dates(text)
    return len(found) == 1 and found[0].start == 0 and _STAMP.fullmatch(text[found[0].end :]) is not None


_ENTRY = re.compile(
    r"[.,:;]?\s?(?:--|—|–)\s?(?!(?:by|updated|posted|published|last|written|filed|story|photos?|edited|added)\b)"
    r"[A-Z]\S*(?:\s+\S+){2,}[.!?]",
    re.IGNORECASE,
)
"""After a day: the entry of a diary that begins in its line, "9 May 1831.--Slept at the inn."."""


def date_line(text: str) -> HeadDate | None:
    """The date of a line that tells little else: "Posted Friday 9 May 2031, late", "Town, 9 May 1831."."""
    if len(text) > 250:
        return None
    found = full_dates(text)
    if len(found) != 1 or _BEFORE_DATE.match(text):
        return None
    before, after = text[: found[0].start], text[found[0].end :]
    if not before.strip() and _ENTRY.fullmatch(after):
        return None
    before = _QUOTED_TITLE.sub("", before)
    if not before.strip() and _FEW_WORDS.match(after):
        return found[0]
    before = _CLOCK_BEFORE.sub("", before)
    if len(before.split()) > 8 or re.search(r"\d\s?[–-]\s?$", before):
        return None
    if not _TOLD.match(before) and _WHERE.search(before):
        return None
    return found[0] if _AFTER_DATE.match(after) or _CREDIT_AFTER.match(after) else None
