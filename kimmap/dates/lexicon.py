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
MONTHS_ABROAD: dict[str, int] = _DATA["months_abroad"]
WEEKDAYS: dict[str, int] = _DATA["weekdays"]
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


_Tree = dict[str, Any]


def one_of(words: Iterable[str]) -> str:
    """An alternation of ``words``, longest first, spaces matching any white space.

    Words that begin alike share their beginning: the pattern is a tree, small and quick to reject.
    """
    tree: _Tree = {}
    for word in sorted(words):
        node = tree
        for letter in " ".join(word.split()):
            node = node.setdefault({" ": r"\s+", "'": "['’]"}.get(letter, re.escape(letter)), {})
        node[""] = {}
    return "|".join(_branches(tree))


def _branches(tree: _Tree) -> list[str]:
    """The alternatives below a node; an end of a word comes last, and there only if something goes on."""
    out = []
    for letter, below in tree.items():
        if letter:
            ways = _branches(below)
            whole = "|".join(ways) if len(ways) == 1 else f"(?:{'|'.join(ways)})"
            out.append(letter + (f"(?:{whole})?" if "" in below and ways else whole if ways else ""))
    return out


def _forms(words: Iterable[str], lower: Iterable[str] = ()) -> str:
    """The words with a capital, in capitals, and those of ``lower`` also without."""
    return one_of({form for w in words for form in (w.capitalize(), w.upper())} | set(lower))


_LONG_MONTHS, _SHORT_MONTHS = list(MONTHS)[:12], list(MONTHS)[12:]
_LONG_WEEKDAYS, _SHORT_WEEKDAYS = list(WEEKDAYS)[:7], list(WEEKDAYS)[7:]

_LOWER_MONTHS = [m for m in _LONG_MONTHS if m not in _ALSO_COMMON_WORDS]

MONTH_WORD = rf"(?:(?:{_forms(_LONG_MONTHS, _LOWER_MONTHS)}|(?:{_forms(_SHORT_MONTHS)})\.?)(?![A-Za-z]))"
"""A month, capitalised; abbreviated with or without a full stop."""

LONG_WEEKDAY = f"(?:(?:{_forms(_LONG_WEEKDAYS, _LONG_WEEKDAYS)})(?![A-Za-z]))"
WEEKDAY_WORD = rf"(?:(?:{_forms(_LONG_WEEKDAYS, _LONG_WEEKDAYS)}|(?:{_forms(_SHORT_WEEKDAYS)})\.?)(?![A-Za-z]))"


def month_number(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")]


def weekday_number(word: str) -> int:
    """ISO number, Monday 1."""
    return WEEKDAYS[word.lower().rstrip(".")]


def unit_code(word: str) -> str:
    """ "days" → "D", "hours" → "TH"."""
    word = word.lower()
    return UNITS.get(word) or UNITS[word.removesuffix("s")]
