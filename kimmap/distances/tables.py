"""Tables of ways: a heading with its units over rows of two places and their figures, and lists of kilometre posts.

"| From | To | km | hours |" over "| Arden | Brunn | 128 | 3 |", "Stage  Miles" over "Arden-Brunn  80", and "km 0 Arden"
over "km 128 Brunn".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimmap.distances.antecedents import Binding, End, as_end, mentions_in
from kimmap.distances.measures import Measure, lexicon, read_number, rounding
from kimmap.distances.times import Duration, read_hours
from kimmap.language import Sentence
from kimmap.model import Document, Resolution

_LENGTH = re.compile(r"\b(kms?|kilomet(?:re|er)s?|miles?|mi|leagues?|versts?)\b", re.IGNORECASE)
_TIME = re.compile(r"\b(?P<hours>hours?|hrs?\.?|h)\b|\b(?:minutes?|mins?)\b", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=_–—-]*")
"""The line under a heading."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_FIGURES = re.compile(r"(?P<name>.*[^\W\d_][.)]?)\s+(?P<figures>\d+(?:[.,]\d+)?(?:\s+\d+(?:[.,]\d+)?)*)\s*")
"""A row in columns of spaces: what it is of, and its figures."""
_JOINED = re.compile(r"\s*[-–—→>]+\s*|\s+to\s+")
_POST = re.compile(
    r"\s*(?:(?P<unit>kms?|miles?|mi)\.?\s*(?P<figure>\d+(?:\.\d+)?)|(?P<first>\d+(?:\.\d+)?)\s*(?P<behind>km|miles?|mi))\b"
    r"[\s:.–—-]+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What opens the line of a kilometre post: "km 128 Brunn", "128 km Brunn"."""
_LONGEST = 300
"""Characters of a line from which on it is none of a table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A way of a table; the offsets of its figures count from its start."""

    bound: Binding
    length: Measure | None = None
    time: Duration | None = None


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def rows_of_tables(document: Document, resolutions: Sequence[Resolution]) -> tuple[Row, ...]:
    """The rows of all tables of a document, in text order; ``resolutions`` are its own, in order."""
    lines = list(_lines(document.text))
    found = [*_under_headings(lines, resolutions), *_of_posts(lines, resolutions)]
    return tuple(sorted(found, key=lambda row: row.bound.start))


def sentences_beside(rows: Sequence[Row], sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that are no rows of tables."""
    spans = [(row.bound.start, row.bound.end) for row in rows]
    ends = [end for _, end in spans]
    return [s for s in sentences if (i := bisect_right(ends, s.start)) == len(spans) or s.end <= spans[i][0]]


def _lines(text: str) -> Iterator[_Cell]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield _Cell(line.rstrip("\r\n"), start)
        start += len(line)


def _under_headings(lines: Sequence[_Cell], resolutions: Sequence[Resolution]) -> Iterator[Row]:
    heading: list[_Cell] = []
    for line in lines:
        if _is_heading(own := _cells(line)):
            heading = own
        elif heading and _RULE.fullmatch(line.text) and line.text.strip():
            continue
        elif heading and (row := _row(heading, line, resolutions)) is not None:
            yield row
        else:
            heading = []


def _cells(line: _Cell) -> list[_Cell]:
    """The cells of a line, parted by bars, tabs or spaces."""
    if len(line.text) > _LONGEST:
        return []
    is_barred = "|" in line.text
    pattern = r"[^|]+" if is_barred else r"\S+(?:[ ]\S+)*"
    found = [_Cell(m[0].strip(), line.start + m.start() + len(m[0]) - len(m[0].lstrip()))
             for m in re.finditer(pattern, line.text)]  # fmt: skip
    return found if not is_barred or line.text.strip().startswith("|") else [c for c in found if c.text]


def _is_heading(cells: Sequence[_Cell]) -> bool:
    """Whether cells are words of which the first say what a row is of and others in which unit its figures are."""
    names = [c for c in cells if not (_LENGTH.search(c.text) or _TIME.search(c.text))]
    return 0 < len(names) < len(cells) and names[0] is cells[0] and not any(re.search(r"\d", c.text) for c in cells)


def _row(heading: Sequence[_Cell], line: _Cell, resolutions: Sequence[Resolution]) -> Row | None:
    cells = _cells(line) if "|" in line.text or "\t" in line.text else _spaced(line)
    columns = list(zip(heading, cells, strict=False))
    if len(cells) < 2 or (len(cells) != len(heading) and "|" in line.text):
        return None
    if "|" not in line.text:  # the figures are the last columns
        units = [h for h in heading if _LENGTH.search(h.text) or _TIME.search(h.text)]
        columns = [(heading[0], cells[0]), *zip(units, cells[1:], strict=False)]
    ends = _ends(columns, resolutions)
    if ends is None:
        return None
    bound = Binding(*ends, line.start, line.end, sentence=(line.start, line.end))
    figures = [(h.text, c) for h, c in columns if _FIGURE.fullmatch(c.text)]
    lengths = (_length(unit[1], c, line) for head, c in figures if (unit := _LENGTH.search(head)))
    times = (_time(head, c, line) for head, c in figures if _TIME.search(head) and not _LENGTH.search(head))
    length, time = next(filter(None, lengths), None), next(filter(None, times), None)
    return Row(bound, length, time) if length or time else None


def _spaced(line: _Cell) -> list[_Cell]:
    match = _FIGURES.fullmatch(line.text) if len(line.text) <= _LONGEST else None
    if match is None:
        return []
    figures = [_Cell(m[0], line.start + m.start()) for m in _FIGURE.finditer(line.text, match.start("figures"))]
    return [_Cell(match["name"], line.start), *figures]


def _ends(columns: Sequence[tuple[_Cell, _Cell]], resolutions: Sequence[Resolution]) -> tuple[End, End] | None:
    """Whence and whither of a row: in columns of their own, or joined in one."""
    named = {head.text.casefold(): cell for head, cell in columns}
    if "from" in named and "to" in named and named["from"].text and named["to"].text:
        return _end(named["from"], resolutions), _end(named["to"], resolutions)
    for _, cell in columns:
        joints = list(_JOINED.finditer(cell.text))
        known = [r.mention.quote for r in mentions_in(resolutions, cell.start, cell.end)]
        spans = [(quote.start - cell.start, quote.end - cell.start) for quote in known]
        joints = [j for j in joints if not any(a < j.start() and j.end() < b for a, b in spans)]
        if len(joints) == 1 and cell.text[: joints[0].start()][-1:].isalpha():
            goal = _Cell(cell.text[joints[0].end() :], cell.start + joints[0].end())
            return _end(_Cell(cell.text[: joints[0].start()], cell.start), resolutions), _end(goal, resolutions)
    return None


def _end(cell: _Cell, resolutions: Sequence[Resolution]) -> End:
    """The place of a cell, or its words where nobody knows it."""
    known = next(iter(mentions_in(resolutions, cell.start, cell.end)), None)
    return as_end(known) if known is not None else End(cell.text, None, (cell.start, cell.end), words=cell.text)


def _length(unit: str, cell: _Cell, line: _Cell) -> Measure | None:
    value, km = read_number(cell.text), float(lexicon()["units"][unit.casefold()])
    if not value:
        return None
    half, start = rounding(cell.text, value) / 2, cell.start - line.start
    return Measure(start, start + len(cell.text), value * km, (value - half) * km, (value + half) * km, unit_km=km)


def _time(head: str, cell: _Cell, line: _Cell) -> Duration | None:
    match = _TIME.search(head)
    value = read_number(cell.text)
    hours = read_hours(f"{value:g} {'hours' if match and match['hours'] else 'minutes'}") if value else None
    start = cell.start - line.start
    return Duration(start, start + len(cell.text), hours, "unknown", is_loose=True) if hours else None


def _of_posts(lines: Sequence[_Cell], resolutions: Sequence[Resolution]) -> Iterator[Row]:
    """The places behind the first of a list of kilometre posts, which is at 0."""
    head: End | None = None
    for line in lines:
        match = _POST.match(line.text) if len(line.text) <= _LONGEST else None
        name = _Cell(line.text[match.end() :].strip(), line.start + match.end()) if match else None
        if match is None or name is None:
            head = head if head is not None and not line.text.strip() else None
            continue
        figure, end = match["figure"] or match["first"], _end(name, resolutions)
        if not read_number(figure):
            head = end
        elif head is not None:
            cell = _Cell(figure, line.start + match.start("figure" if match["figure"] else "first"))
            bound = Binding(end, head, line.start, line.end, sentence=(line.start, line.end))
            yield Row(bound, _length(match["unit"] or match["behind"], cell, line))
