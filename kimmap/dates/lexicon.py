"""The words of time, from ``lexicon.toml``: what they mean, and regular expressions of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

_DATA: dict[str, dict[str, Any]] = tomllib.loads(
    files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8")
)

MONTHS: dict[str, int] = _DATA["months"]
WEEKDAYS: dict[str, int] = _DATA["weekdays"]
NUMBERS: dict[str, int] = _DATA["numbers"]
ORDINALS: dict[str, int] = _DATA["ordinals"]
SEASONS: dict[str, str] = _DATA["seasons"]
PARTS: dict[str, str] = _DATA["parts"]
UNITS: dict[str, str] = _DATA["units"]
HOLIDAYS: dict[str, str] = _DATA["holidays"]
EASTER_FEASTS: dict[str, int] = _DATA["easter"]
ZONES: dict[str, str] = _DATA["zones"]
CUES: dict[str, list[str]] = _DATA["cues"]

MONTH_NAMES = tuple(name.capitalize() for name in list(MONTHS)[:12])
WEEKDAY_NAMES = tuple(name.capitalize() for name in list(WEEKDAYS)[:7])

_ALSO_COMMON_WORDS = ("march", "may", "august")
"""Months that are something else without their capital."""


def one_of(words: Iterable[str]) -> str:
    """An alternation of ``words``, longest first, spaces matching any white space."""
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s+").replace("'", "['’]") for w in sorted(words, key=lambda w: (-len(w), w))
    )


def _forms(words: Iterable[str], abbreviated: bool, lower: Iterable[str] = ()) -> str:
    stop = r"\.?" if abbreviated else ""
    return "|".join(f"{w.capitalize()}{stop}|{w.upper()}{stop}" + (f"|{w}" if w in lower else "") for w in words)


_SHORT_MONTHS = sorted((w for w in list(MONTHS)[12:]), key=len, reverse=True)
_SHORT_WEEKDAYS = sorted((w for w in list(WEEKDAYS)[7:]), key=len, reverse=True)
_LONG_MONTHS, _LONG_WEEKDAYS = list(MONTHS)[:12], list(WEEKDAYS)[:7]

MONTH_WORD = (
    "(?:(?:"
    + _forms(_LONG_MONTHS, False, [m for m in _LONG_MONTHS if m not in _ALSO_COMMON_WORDS])
    + "|"
    + _forms(_SHORT_MONTHS, True)
    + ")(?![A-Za-z]))"
)
"""A month, capitalised; abbreviated with or without a full stop."""

LONG_WEEKDAY = "(?:(?:" + _forms(_LONG_WEEKDAYS, False, _LONG_WEEKDAYS) + ")(?![A-Za-z]))"
WEEKDAY_WORD = (
    "(?:(?:" + _forms(_LONG_WEEKDAYS, False, _LONG_WEEKDAYS) + "|" + _forms(_SHORT_WEEKDAYS, True) + ")(?![A-Za-z]))"
)


def month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """ISO number, Monday 1."""
    return WEEKDAYS[word.lower().rstrip(".")]


def number(words: str) -> int | None:
    """ "three", "twenty-one", "a couple of", "12" as a number; None for "a few"."""
    words = " ".join(words.lower().split())
    if words.isdigit():
        return int(words)
    if words in NUMBERS:
        return NUMBERS[words] or None
    tens, _, ones = words.replace(" ", "-").partition("-")
    return NUMBERS[tens] + NUMBERS[ones] if tens in NUMBERS and ones in NUMBERS else None


def unit_code(word: str) -> str:
    """ "days" → "D", "hours" → "TH"."""
    word = word.lower()
    return UNITS.get(word) or UNITS[word.removesuffix("s")]
