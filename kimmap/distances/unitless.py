"""Figures without a unit that are lengths by what stands before them: of tables, of instruments, of lists."""

from __future__ import annotations

import re

from kimmap.distances.measures import Measure, lexicon, read_number, rounding

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
        value, unit = read_number(match["number"]), first.unit_km
        if value:
            half = rounding(match["number"], value) / 2
            bounds = (value - half) * unit, (value + half) * unit
            found.append(Measure(match.start(), match.end(), value * unit, *bounds, first.nautical, unit))
    return found


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
            half, unit = rounding(match["number"], value) / 2, first.unit_km
            least, most = (value - half) * unit, (value + half) * unit
            found.append(Measure(*match.span("number"), value * unit, least, most, first.nautical, unit, is_row=True))
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
