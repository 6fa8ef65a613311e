"""Joins the two ends of a range, and lists whose last item tells for all."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kimmap.dates.expressions import Expression
from kimmap.dates.rules import SPACE

UNTIL_NOW = "until now"
"""The rule of a bare day from which something lasted until a day told by the writing: it lies behind that."""

Finder = Callable[[str, int, int], "Expression | None"]
"""The expression that begins at an offset."""

_TO_END = re.compile(rf"/(?=\d{{4}}-)|\s?[–—−]\s?|\s?-\s?(?=[\dA-Z])|{SPACE}(?:to|until|till|through|thru){SPACE}")


_SLASH = re.compile(r"/(?=[A-Z])")
""" "Fri/Sat": only from one day to the next."""
MOVED = re.compile(
    r"\b(?:moved|postponed|shifted|brought forward|changed|put back|put off|rescheduled|delayed)\b[^.;]*$"
)
"""Before "from Friday to Monday" that is no range: what was put off."""


_OPENS = re.compile(r"(?:\A|\n|[.!?][\"'”’)]*\s+|\.\s?[—–-]+\s?)\Z")
"""Where an entry of a diary can begin."""


def with_end(text: str, found: Expression, end: int, at: Finder) -> Expression | None:
    """ "30 November–1 December", "from Monday to Wednesday"."""
    if found.until or found.kind in ("duration", "set", "reference", "part"):
        return None
    glue = _TO_END.match(text, found.end, end) or (_SLASH.match(text, found.end, end) if found.weekday else None)
    if glue is None:
        return None
    last = at(text, glue.end(), end)
    if glue[0] == "/" and last is not None and last.weekday and (last.weekday - (found.weekday or 0)) % 7 != 1:
        return None
    if last is None or last.until or not _same_sort(found, last):
        return None
    before = text[max(0, found.start - 40) : found.start]
    if found.base == "entry" and not _OPENS.search(before):
        return None  # "they won 2–1. The governor …": the score of a match
    worded = re.search(r"[a-z]", glue[0])
    if worded and MOVED.search(before):
        return None
    if worded and not re.search(r"\b(?:from|between)\s(?:the\s)?$", before, re.IGNORECASE) and found.kind == "clock":
        return None
    return _with_end(found, last)


def _with_end(found: Expression, last: Expression) -> Expression:
    """The first end takes the month and the year that only the last one tells."""
    if found.kind == "date" and last.kind == "date":
        if found.month is None and found.day is not None and not found.unit:
            found = replace(found, month=last.month, year=last.year, unit=last.unit, toward=last.toward, base=last.base)
        elif found.year is None and found.month is not None and last.month is not None and last.year is not None:
            year = last.year - 1 if found.month > last.month else last.year
            found = replace(found, year=year)
    if last.kind == "deictic" and _is_bare_day(found) and not found.year:
        return replace(found, end=last.end, until=last, rule=UNTIL_NOW)  # "from the 3rd until this morning"
    return replace(found, end=last.end, until=last, rule="range")


def _same_sort(first: Expression, last: Expression) -> bool:
    if "journey_day" in (first.kind, last.kind) and first.kind != last.kind:
        return False
    if first.kind == last.kind == "clock":
        return True
    if first.kind == "date" and last.kind == "date" and first.day is None and last.day is None:
        return (first.month is None) == (last.month is None)
    return first.is_day and last.is_day and (last.kind != "date" or last.day is not None)


_LIST = re.compile(r"\s?(?:,|/|&|\band\b|\bor\b|\bto\b|,\s?and\b)\s?(?:early\s|late\s|the\s)?")


def _is_bare_day(e: Expression, unit: str | None = None) -> bool:
    return e.kind == "date" and e.day is not None and e.month is None and e.unit == unit


def _with_years_of_lists(text: str, found: list[Expression]) -> list[Expression]:
    """ "In August and September 1914", "the spring and summer of 1943": the last tells the year of all."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        one, following = out[i], out[i + 1]
        if _is_bare_day(one) and _is_bare_day(following, "M") and _LIST.fullmatch(text, one.end, following.start):
            out[i] = replace(one, unit=following.unit, toward=following.toward, base=following.base)
        if (
            one.kind == following.kind == "weekday"
            and following.unit == "of week"
            and not one.unit
            and _LIST.fullmatch(text, one.end, following.start)
        ):
            out[i] = replace(one, unit=following.unit, toward=following.toward, base=following.base)
        if (
            one.year is None
            and following.year is not None
            and one.kind == following.kind
            and (one.kind == "season" or (one.kind == "date" and one.month is not None and following.month is not None))
            and not one.unit
            and _LIST.fullmatch(text, one.end, following.start)
        ):
            year = following.year - ((one.month or 0) > (following.month or 0))
            out[i] = replace(one, year=year)
    return out


def connect(text: str, found: list[Expression]) -> list[Expression]:
    """``found`` with "between … and …" made one range, and lists sharing their year."""
    found = _with_years_of_lists(text, found)
    out: list[Expression] = []
    for expression in found:
        if (
            out
            and not out[-1].until
            and not expression.until
            and re.fullmatch(rf"{SPACE}and{SPACE}(?:the{SPACE})?", text[out[-1].end : expression.start])
            and re.search(r"\b[Bb]etween\s+(?:the\s+)?$", text[max(0, out[-1].start - 14) : out[-1].start])
            and _same_sort(out[-1], expression)
        ):
            out[-1] = _with_end(out[-1], expression)
        else:
            out.append(expression)
    return out
