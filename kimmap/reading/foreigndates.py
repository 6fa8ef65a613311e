"""Full dates as the heads of pages in other languages write them: "martes, 11 de marzo de 2014", "2020년 11월 27일"."""

from __future__ import annotations

import datetime as dt
import re

from .headdates import HeadDate
from .lexicon import LEXICON, pattern

_MONTHS = {name: number for number, names in enumerate(LEXICON["foreign_months"], 1) for name in names.split()}
_WORDED = re.compile(
    r"(?<!\w)(?P<day>\d{1,2})(?:er|º|\.)?\s+(?:de\s+|di\s+)?"
    rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?,?\s+"
    r"(?:de\s+|del\s+)?(?P<year>(?:19|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<year>(?:19|20)\d\d)\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]")
_HUNGARIAN = re.compile(
    rf"(?<!\w)(?P<year>(?:19|20)\d\d)\.?\s+(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?\s+"
    r"(?P<day>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_FIRST_YEAR = re.compile(r"(?<![\d.])(?P<year>(?:19|20)\d\d)\. ?(?P<month>\d{1,2})\. ?(?P<day>\d{1,2})\.?(?![\d.])")
_POINTED = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<![\w/])(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>(?:19|20)\d\d)(?![\w/])")
"""In most languages the day comes first; English that is not of Britain and its kin does not tell."""
_DAY_FIRST = frozenset(
    {
        *("ar", "ca", "el", "es", "fr", "gl", "he", "id", "it", "pl", "pt", "ro", "ru", "tr", "uk", "vi"),
        *("en-gb", "en-ie", "en-au", "en-nz", "en-in", "en-za"),
    }
)
_SHAPES = (_WORDED, _NUMBERED, _POINTED, _FIRST_YEAR, _HUNGARIAN)
_FIGURES = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯")
_DIGITS = {ord(digit): str(number) for digits in _FIGURES for number, digit in enumerate(digits)}
"""The figures of Arabic, Persian, Hindi and Bengali."""
_WEEKDAY = re.compile(r"[^\w]*(?:[^\W\d]+[\s,.]*)?")
_TIME = re.compile(r"[^\w]*(?:[(（][^\W\d]{1,3}[)）][^\w]*)?(?:\d{1,2}[:.時시点]\s?\d\d(?::\d\d)?\s*\w{0,3})?[^\w]*")
"""Behind a day a weekday in brackets and a time of day; a word is where somebody was."""
_LONGEST_CHANGE = 50
"""Characters between a day and that of the change."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def is_day_first(language: str | None) -> bool:
    """Whether 3/5/2021 is in May in a language as pages name it: "pt-BR", "es_ES"."""
    tag = (language or "").lower().replace("_", "-")
    return tag in _DAY_FIRST or (tag.split("-")[0] in _DAY_FIRST)


def foreign_days(text: str, day_first: bool = False) -> list[HeadDate]:
    """The full dates in another language, each with its offsets, in their order."""
    text = text.translate(_DIGITS)
    if _YEAR.search(text) is None:
        return []
    found = (match for shape in (*_SHAPES, *(_SLASHED,) * day_first) for match in shape.finditer(text))
    days = ((_day(match), match) for match in sorted(found, key=lambda match: match.start()))
    return [HeadDate(day, match.start(), match.end()) for day, match in days if day is not None]


def is_foreign_day(text: str) -> bool:
    """Whether a line is a day in another language and nothing else."""
    days = foreign_days(text)
    if len(days) == 2 and days[0].start == 0 and pattern("changed").search(text, days[0].end, days[1].start):
        return days[1].end - days[0].end <= _LONGEST_CHANGE
    if len(days) != 1:
        return False
    return bool(_WEEKDAY.fullmatch(text[: days[0].start]) and _TIME.fullmatch(text[days[0].end :]))


def _day(match: re.Match[str]) -> dt.date | None:
    month = match["month"].lower()
    try:
        return dt.date(int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None
