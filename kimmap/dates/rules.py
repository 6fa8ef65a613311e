"""How a rule of the grammar looks, and the pieces that its patterns are made of.

A rule says with which words it starts (lower case, "#" for a number), what it looks like, and what it
means.  The scanner tries at a word only the rules that start with it, and takes the longest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from kimmap.dates.expressions import Expression, Kind
from kimmap.dates.lexicon import MONTHS, ORDINALS, PARTS, SEASONS, UNITS, WEEKDAYS, one_of
from kimmap.language.numbers import NUMBERS

Meaning = Callable[[re.Match[str]], "dict[str, Any] | None"]


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first tried: most texts need few of them."""
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class Rule:
    """``means`` gives the fields of the expression, or None where the words turn out to mean something else."""

    name: str
    kind: Kind
    starts: frozenset[str]
    pattern: str
    means: Meaning

    def at(self, text: str, position: int, end: int) -> Expression | None:
        """The expression that begins at ``position`` and does not pass ``end``."""
        match = compiled(self.pattern).match(text, position, end)
        if match is None:
            return None
        fields = self.means(match)
        if fields is None:
            return None
        return Expression(position, match.end(), fields.pop("kind", self.kind), self.name, **fields)


def rule(name: str, kind: Kind, starts: Iterable[str], pattern: str, means: Meaning) -> Rule:
    """A rule whose pattern writes one space for white space within a paragraph."""
    spaced = pattern.replace(" ", SPACE)
    return Rule(name, kind, frozenset(starts), spaced, means)


SPACE = r"(?:[ \t\u00a0\u202f]++\n?+[ \t]*+|\n[ \t]*+)"
"""White space within a paragraph; possessive, for a run of blanks would else be tried in every way."""

DAY = r"(?:3[01]|[12]\d|0?[1-9])"
SUFFIX = r"(?:\s?(?:st|nd|rd|th|ST|ND|RD|TH)|d)(?![A-Za-z])"
DAY_ENDS = r"(?![\d%]|[.:,]\d|['’]\d|\s?(?:per\s?cent|percent|km|miles|people|men|years|hours|minutes)\b)"
YEAR = r"(?:1\d{3}|20\d\d)(?!\d|[,.]\d|%)"
BEFORE_CHRIST = r"(?:\s?(?:BCE?|B\.\s?C\.(?:\s?E\.)?|B\.C))"
ORDINAL_WORD = f"(?:{one_of(ORDINALS)})"
NUMBER = (
    r"(?:\d{1,4}(?![\d.,:]\d)|"
    + one_of([*NUMBERS, *(f"{t}-{o}" for t in list(NUMBERS)[21:29] for o in list(NUMBERS)[2:11])])
    + ")"
)
UNIT = f"(?:{one_of([*UNITS, *(u + 's' for u in UNITS)])})"
PART = f"(?:{one_of(PARTS)})"
SEASON = f"(?:{one_of([*SEASONS, *(s.capitalize() for s in SEASONS)])})"

MONTH_STARTS = frozenset(MONTHS)
WEEKDAY_STARTS = frozenset(WEEKDAYS)
ORDINAL_STARTS = frozenset(w.split("-")[0] for w in ORDINALS)
NUMBER_STARTS = frozenset({"#", *(w.split()[0].split("-")[0] for w in NUMBERS)})
PART_STARTS = frozenset(w.split()[0] for w in PARTS)
SEASON_STARTS = frozenset(SEASONS)


def no_case(pattern: str) -> str:
    """The pattern in any case."""
    return f"(?i:{pattern})"
