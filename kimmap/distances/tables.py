"""Ways in tables: rows with their two ends, their kilometres and their hours, in text, Markdown or HTML.

A heading says what the columns are ("Stage | km | hours", "From  To  Miles"), or a title from where all is measured
("Journey times from Arden"); or each line is a post of a line that begins at kilometre 0.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kimmap.distances.antecedents import Binding, End, as_end, mentions_in
from kimmap.distances.goals import NO_DAY
from kimmap.distances.measures import Measure, find_measures, lexicon, read_number, rounding
from kimmap.distances.times import Duration, mode_in, read_hours, time_pattern
from kimmap.language import Sentence
from kimmap.model import Document, Resolution

_LENGTH = re.compile(r"\b(kms?|kilomet(?:re|er)s?|miles?|mi|leagues?|versts?)\b", re.IGNORECASE)
_TIME = re.compile(r"\b(?P<hours>hours?|hrs?\.?|h)\b|\b(?:minutes?|mins?)\b", re.IGNORECASE)
_QUANTITY = re.compile(r"\b(?:distances?|times?|durations?|mileage|takes)\b", re.IGNORECASE)
"""Heads of columns whose cells have units of their own."""
_OF_CLOCKS = re.compile(r"\b(?:dep|arr|departs?|departures?|arriv\w+|starts?|leaves?|opens?|closes?)\b", re.IGNORECASE)
_HOURS_MINUTES = re.compile(r"(\d{1,2})[:h](\d\d)")
_LASTS = re.compile(
    r"\b(?:(?:journey|travel|driving|flight|flying|sailing|walking|riding)\s+times?|durations?)\b", re.IGNORECASE
)
"""Heads over "2:30" that is no hour of the clock."""
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
_OPENS_TITLE = re.compile(
    r"\W*(?:[\w’'-]+\s+){0,4}?(?:distances?|mileages?|times?|hours|durations?|trains?|bus(?:es)?|ferr(?:y|ies)|flights?)\b[^.;:!?]{0,30}?"
    r"\b(?:from|to)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ENDS_TITLE = re.compile(
    r"\s*(?:\([\w\s.,]{1,25}\)|,?\s*(?:by|in|of|on)\s+(?:the\s+)?\w+|\s+to\b|,?\s*\b(?:kms?|kilomet\w+|miles|hours|minutes)\b|[,:\s])*",
    re.IGNORECASE,
)
"""Before and behind the place that all rows of a list are measured from: "Driving times from ⟦0⟧ (hours):"."""
_NAMED_ROW = re.compile(r"[\s•*–—-]*(?P<name>[^\W\d_][^\d|\t:;]{1,40}?)(?:[\s:.…·,;(|–—-]|\t)+(?=\d)")
_PARTED = re.compile(r"\s*[|\t;()/·]\s*|,\s+|\s{2,}")
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


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands over rows: the heads of their columns, or a title; and from where they are measured."""

    columns: tuple[_Cell, ...] = ()
    title: str = ""
    anchor: End | None = None


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
    head, has_rows = _Head(), False
    for line in lines:
        cells = _cells(line)
        if _is_heading(cells):
            named = (_anchor(cell, resolutions) for cell in cells)
            head = _Head(tuple(cells), head.title, next(filter(None, named), head.anchor))
            has_rows = False
        elif (anchor := _anchor(line, resolutions)) is not None:
            head, has_rows = _Head((), line.text, anchor), False
        elif _RULE.fullmatch(line.text) and (line.text.strip() or (head.title and not has_rows)):
            continue
        elif (row := _row(head, line, resolutions)) is not None:
            has_rows = True
            yield row
        else:
            head = _Head()


def _cells(line: _Cell) -> list[_Cell]:
    """The cells of a line, parted by bars, tabs, semicolons, slashes or spaces."""
    if len(line.text) > _LONGEST:
        return []
    mark = _mark(line.text)
    pattern = rf"[^{mark}]+" if mark else r"\S+(?:[ ]\S+)*"
    found = [_Cell(m[0].strip(), line.start + m.start() + len(m[0]) - len(m[0].lstrip()))
             for m in re.finditer(pattern, line.text)]  # fmt: skip
    return found if mark != "|" or line.text.strip().startswith("|") else [c for c in found if c.text]


def _mark(text: str) -> str:
    """What parts the cells of a line; empty where spaces do."""
    return next((mark for mark in ("|", "\t") if mark in text), "") or next(
        (mark for mark in (";", "/") if len(re.findall(rf"\s?{mark}\s", text)) > 1), ""
    )


def _is_heading(cells: Sequence[_Cell]) -> bool:
    """Whether cells are words of which the first say what a row is of and others which figures it has."""
    names = [c for c in cells if not any(p.search(c.text) for p in (_LENGTH, _TIME, _QUANTITY))]
    return 0 < len(names) < len(cells) and names[0] is cells[0] and not any(re.search(r"\d", c.text) for c in cells)


def _anchor(line: _Cell, resolutions: Sequence[Resolution]) -> End | None:
    """The place from where a title or a head says that its figures are measured."""
    for known in mentions_in(resolutions, line.start, line.end) if len(line.text) <= _LONGEST else ():
        start, end = known.mention.quote.start - line.start, known.mention.quote.end - line.start
        if _OPENS_TITLE.fullmatch(line.text[:start]) and _ENDS_TITLE.fullmatch(line.text[end:]):
            return as_end(known)
    return None


def _row(head: _Head, line: _Cell, resolutions: Sequence[Resolution]) -> Row | None:
    columns = _columns(head, line)
    ends = _ends(columns, resolutions) if head.columns else None
    if ends is None and head.anchor is not None and columns:
        place = _named(columns[0][1], resolutions)
        ends = (place, head.anchor) if place is not None else None
    if ends is None:
        return None
    bound = Binding(*ends, line.start, line.end, sentence=(line.start, line.end))
    figures = [(h, c) for h, c in columns if c.text[:1].isdigit()]
    length = next(filter(None, (_length(h, c, line) for h, c in figures)), None)
    time = next(filter(None, (_time(h, c, line, head.title) for h, c in figures)), None)
    return Row(bound, length, time) if length or time else None


def _columns(head: _Head, line: _Cell) -> list[tuple[str, _Cell]]:
    """The cells of a row, each with the words over it."""
    if not head.columns:
        return _under_title(head.title, line)
    cells = _cells(line)
    is_marked = bool(_mark(line.text))
    if len(cells) == len(head.columns) > 1:
        return [(column.text, cell) for column, cell in zip(head.columns, cells, strict=True)]
    if is_marked and "\t" not in line.text:
        return []
    cells = cells if is_marked else _spaced(line)
    if len(cells) < 2:
        return []
    units = [h.text for h in head.columns if _LENGTH.search(h.text) or _TIME.search(h.text)]
    heads = [h.text for h in head.columns] if is_marked else [head.columns[0].text, *units]
    return list(zip(heads, cells, strict=False))  # the figures are the last columns


def _under_title(title: str, line: _Cell) -> list[tuple[str, _Cell]]:
    """A name and its figures, under a title alone."""
    match = _NAMED_ROW.match(line.text) if title and len(line.text) <= _LONGEST else None
    if match is None:
        return []
    found, start = [("", _Cell(match["name"], line.start + match.start("name")))], match.end()
    for part in (*_PARTED.finditer(line.text, match.end()), None):
        stop = part.start() if part else len(line.text)
        if words := line.text[start:stop].strip(" ."):
            found.append((title, _Cell(words, line.start + start)))
        start = part.end() if part else stop
    is_figures = all(_FIGURE.match(cell.text) for _, cell in found[1:])
    return found if is_figures else []


def _spaced(line: _Cell) -> list[_Cell]:
    match = _FIGURES.fullmatch(line.text) if len(line.text) <= _LONGEST else None
    if match is None:
        return []
    figures = [_Cell(m[0], line.start + m.start()) for m in _FIGURE.finditer(line.text, match.start("figures"))]
    return [_Cell(match["name"], line.start), *figures]


def _ends(columns: Sequence[tuple[str, _Cell]], resolutions: Sequence[Resolution]) -> tuple[End, End] | None:
    """Whence and whither of a row: in columns of their own, or joined in one."""
    named = {head.casefold(): cell for head, cell in columns}
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


def _named(cell: _Cell, resolutions: Sequence[Resolution]) -> End | None:
    """The place of a cell that is nothing but its name; None for other words."""
    known = next(iter(mentions_in(resolutions, cell.start, cell.end)), None)
    if known is not None:
        is_whole = known.mention.quote.start == cell.start and known.mention.quote.end >= cell.end
        return as_end(known) if is_whole else None
    return _end(cell, resolutions) if _NAME.fullmatch(cell.text) else None


_NAME = re.compile(
    rf"{NO_DAY}[A-ZÀ-Þ][\w’'-]+(?:\s(?:(?:de|del|la|el|of|do|da|sur|am|upon)\s)?{NO_DAY}[A-ZÀ-Þ][\w’'-]+){{0,3}}"
)


def _length(head: str, cell: _Cell, line: _Cell) -> Measure | None:
    """The length of a cell: in its own unit, or in that of its head."""
    start = cell.start - line.start
    own = find_measures(cell.text)
    if own and own[0].start == 0 and own[0].end == len(cell.text):
        return replace(own[0], start=start, end=start + len(cell.text))
    unit, value = _LENGTH.search(head), read_number(cell.text) if _FIGURE.fullmatch(cell.text) else None
    if unit is None or not value:
        return None
    km = float(lexicon()["units"][unit[1].casefold()])
    half = rounding(cell.text, value) / 2
    return Measure(start, start + len(cell.text), value * km, (value - half) * km, (value + half) * km, unit_km=km)


def _time(head: str, cell: _Cell, line: _Cell, title: str) -> Duration | None:
    """The time of a cell: in its own unit, or in that of its head."""
    if _OF_CLOCKS.search(head):
        return None
    clock, unit = _HOURS_MINUTES.fullmatch(cell.text), _TIME.search(head)
    if _whole_time().fullmatch(cell.text):
        hours = read_hours(cell.text)
    elif clock is not None and (unit or _LASTS.search(head)):
        hours = int(clock[1]) + int(clock[2]) / 60
    elif unit is None or _LENGTH.search(head) or not _FIGURE.fullmatch(cell.text):
        return None
    else:
        value = read_number(cell.text)
        hours = read_hours(f"{value:g} {'hours' if unit['hours'] else 'minutes'}") if value else None
    start = cell.start - line.start
    return Duration(start, start + len(cell.text), hours, mode_in(f"{title} {head}"), is_loose=True) if hours else None


@cache
def _whole_time() -> re.Pattern[str]:
    return re.compile(time_pattern(), re.IGNORECASE)


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
