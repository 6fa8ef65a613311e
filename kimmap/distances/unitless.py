"""Figures without a unit that are lengths by what stands before them: of tables, of instruments, of lists."""

from __future__ import annotations

import re
from functools import cache

from kimmap.distances.measures import Measure, lexicon, number_pattern, read_number, rounding

_INSTRUMENT = re.compile(
    r"\b(?:odometer|speedometer|cyclometer|milometer|pedometer|trip\s+meter|clock|computer|GPS|signpost|milestone|road|railway|map)"
    r"\s+(?:makes|made|says|said|has|had|gives|gave|shows|showed|reads|insists|counted)\s+(?:it\s+)?(?:to\s+be\s+)?"
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?=\s*(?:[.,;:!?)]|$|and\b|but\b))(?![.,]\d)",
    re.IGNORECASE,
)


def find_repeats(text: str, first: Measure) -> list[Measure]:
    """Figures without a unit by which an instrument contradicts a length before: "Her watch says 48"."""
    found = []
    for match in _INSTRUMENT.finditer(text):
        value = read_number(match["number"])
        if value:
            found.append(_as_before(first, match.start(), match.end(), match["number"], value))
    return found


@cache
def _elided() -> tuple[re.Pattern[str], ...]:
    """Figures without a unit that the words around them tell to be lengths, as the one before."""
    n, end = rf"(?P<number>{number_pattern()})", r"(?=\s*(?:[,.;:)]|$))"
    about = (
        r"(?:(?:it|that|this|they|we|people|you|is|was|are|makes?|count|reckon|about|some|only|just|nearly|almost|over"
        r"|still)\s+)*"
    )
    thence, more = r"(?:thence|from\s+there)", r"(?:another|a\s+further|further)"
    onward = r"(?=\s+(?:more\s+|further\s+)?(?:on\s+)?to\s+(?:the\s+)?(?-i:[A-ZÀ-Þ]))"
    to = r"to\s+(?:the\s+)?(?-i:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,3})"
    stop = r"(?=\s+(?:more|further|miles\s+more)\b|\s*(?:[,.;:)]|$)|\s+(?:by|as\s+the|in\s+a\s+straight)\s)"
    sources = (
        rf"\b{thence}[\s,]+(?:on\s+)?{about}(?:{more}\s+)?{n}{onward}",
        rf"\b{more}\s+{n}{onward}",
        rf"(?:,|\band)\s+(?:about\s+|some\s+)?{n}(?=\s+(?:more|further)\s+(?:on\s+)?to\s+(?:the\s+)?(?-i:[A-ZÀ-Þ]))",
        rf"\b{thence}\s+(?:on\s+)?{to},?\s+{about}(?:{more}\s+)?{about}{n}{stop}",
        rf"(?:[;,.]|\band|\bbut)\s+by\s+(?:the\s+)?(?:road|rail|railway|train|sea|river|water|air|car)\s*,?\s+{about}{n}{end}",
        rf"\bnot\s+[^;.]{{1,60}}?\bbut\s+{about}{n}{end}",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def find_elided(text: str, lengths: list[Measure]) -> list[Measure]:
    """Figures that take their unit from the length before: "thence 90 to Brunn", "by rail it is 128"."""
    found: list[Measure] = []
    for match in (m for pattern in _elided() for m in pattern.finditer(text) if lengths):
        start, end = match.span("number")
        first = next((m for m in reversed(lengths) if m.end <= start), None)
        value = read_number(match["number"])
        is_taken = any(m.start < end and start < m.end for m in (*lengths, *found))
        if first and value and not is_taken and _TIME.search(text, first.end, start) is None:
            found.append(_as_before(first, start, end, match["number"], value))
    return found


_TIME = re.compile(r"\b(?:minutes?|mins?|hours?|hrs?|days?|weeks?)\b", re.IGNORECASE)


def _as_before(first: Measure, start: int, end: int, written: str, value: float, *, is_row: bool = False) -> Measure:
    """A figure in the unit of the length before it."""
    half, unit = rounding(written, value) / 2, first.unit_km
    bounds = (value - half) * unit, (value + half) * unit
    return Measure(start, end, value * unit, *bounds, first.nautical, unit, is_row=is_row)


_GAPPED = re.compile(
    r"(?:[,;]|\band)\s+[^,;.\d]{0,40}[A-ZÀ-Þ][^,;.:\d]{2,30}[,:]?\s(?P<number>\d{1,3}(?:,\d{3})+|\d{1,3})(?=\s*(?:[;,)]|\.(?:\s|$)|$|and\b))(?!,\d)"
)


def find_gapped(text: str, lengths: list[Measure]) -> list[Measure]:
    """Figures that go on without a unit: "Brunn is 70 km, Kestel 100"; which are lengths only a fit can tell."""
    found: list[Measure] = []
    for match in _GAPPED.finditer(text):
        first = next((m for m in reversed(lengths) if m.end <= match.start()), None)
        value = read_number(match["number"])
        is_taken = any(m.start < match.end("number") and match.start("number") < m.end for m in lengths)
        if first and value and not is_taken:
            found.append(_as_before(first, *match.span("number"), match["number"], value, is_row=True))
    return found


_HEADING_UNIT = re.compile(
    r"\b(?P<unit>kilomet(?:re|er)s|kms?|miles|nautical\s+miles|leagues|versts)\b[^.;\n\d]{0,40}(?::|\n|$)",
    re.IGNORECASE,
)
_ROW_FIGURE = re.compile(
    r"(?<=[\w)’'])(?:[ \t]*[:|,–—-]|[ \t.…·]+)[ \t]*(?P<number>\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d)?)"
    r"(?=\s*(?:[;,|)\n]|\.(?:\s|$)|$))(?!,\d)"
)
_TABLE = 1000
"""Characters from a heading to the last row of its table."""


def unit_of_heading(text: str, at: int) -> float | None:
    """The unit in kilometres that the heading of a table names in which ``at`` is; None outside of one."""
    own = _HEADING_UNIT.match(text, at)
    begin = max(0, at - _TABLE)
    for heading in (*([own] if own else ()), *reversed(list(_HEADING_UNIT.finditer(text, begin, at)))):
        rows = re.split(r"[;,\n]|\.\s", text[heading.end() : at])
        if all(re.search(r"\d\s*$", row) for row in rows if row.strip()):
            return float(lexicon()["units"][" ".join(heading["unit"].casefold().split())])
    return None


def _are_rows(text: str) -> bool:
    """Whether a line is nothing but rows: each of its parts ends in its figure."""
    parts = [part.strip() for part in re.split(r"[;|\n]|,\s|\.\s", text.strip(" .\n"))]
    return all(part[-1:].isdigit() for part in parts if part)


def find_rows(text: str, unit_km: float | None) -> list[Measure]:
    """The figures of a table's row, in a unit that another line names; none without one."""
    found = []
    for match in _ROW_FIGURE.finditer(text) if unit_km and _are_rows(text) else ():
        value = read_number(match["number"])
        if unit_km and value:
            half = rounding(match["number"], value) / 2
            least, most = (value - half) * unit_km, (value + half) * unit_km
            found.append(Measure(*match.span("number"), value * unit_km, least, most, unit_km=unit_km, is_row=True))
    return found
