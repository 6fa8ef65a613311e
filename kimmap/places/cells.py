"""Which cells of a document's tables hold places: those under a heading such as "Town", or among many known ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kimmap.model import Document
from kimmap.places.candidates import CandidateFinder
from kimmap.places.cues import words

_CELLS = re.compile(r"\t| {3,}")
_ROWS = 3
"""So many rows make a column."""
_SHARE = 0.6
"""Of the cells of a column that no heading names, so many are known places."""

_Row = list[tuple[int, str]]
"""Offset and words of each cell."""


def place_cells(document: Document, finder: CandidateFinder) -> frozenset[int]:
    """Where the cells begin that hold places, as offsets in the document."""
    return frozenset(start for table in _tables(document) for start in _in_table(table, finder))


def _tables(document: Document) -> Iterator[list[_Row]]:
    """Lines that follow each other and are parted into columns."""
    table: list[_Row] = []
    for start, line in _lines(document):
        row = list(_cells(line, start))
        if len(row) > 1:
            table.append(row)
            continue
        if table:
            yield table
        table = []
    if table:
        yield table


def _lines(document: Document) -> Iterator[tuple[int, str]]:
    blocks = [(b.start, b.end) for b in document.blocks if b.role != "noise"]
    for start, end in blocks if document.blocks else [(0, len(document.text))]:
        for line in re.finditer(r"[^\n]+", document.text[start:end]):
            yield start + line.start(), line.group()


def _cells(line: str, start: int) -> Iterator[tuple[int, str]]:
    if not _CELLS.search(line):
        return
    at = 0
    for gap in (*_CELLS.finditer(line), None):
        cell = line[at : gap.start() if gap else len(line)]
        yield start + at + len(cell) - len(cell.lstrip()), cell.strip()
        at = gap.end() if gap else at


def _in_table(table: Sequence[_Row], finder: CandidateFinder) -> Iterator[int]:
    heads = [words_.casefold().strip(" .:") in words("columns", "heads") for _, words_ in table[0]]
    for column in range(max(map(len, table))):
        cells = [row[column] for row in table if column < len(row) and row[column][1][:1].isalpha()]
        headed = column < len(heads) and heads[column]
        known = [start for start, words_ in cells if words_[0].isupper() and finder.is_known(words_)]
        if headed:
            yield from (start for start, words_ in cells if words_[0].isupper() and start != table[0][column][0])
        elif len(known) >= _ROWS and len(known) >= _SHARE * len(cells):
            yield from known
