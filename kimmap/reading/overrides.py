"""``sources.csv``: what somebody says about the files beside it, which counts more than what they say themselves."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath

from ..errors import ReadWithDoubt, UnreadableSource
from .encoding import decode
from .heads import read_day
from .metadata import Metadata, collect, field_of
from .sources import TABLE_OF_SOURCES, Source

_FILE_COLUMNS = ("file", "filename", "file_name", "path", "document", "name")
_OWN = frozenset(
    {"fetched", "note", "notes", "comment", "comments", "remark", "remarks", "id", "number", "no", "sha256"}
)
"""Columns that are for their owners; ``fetched`` is kimmap's."""
_NAMED = 3
_MOST_LOOKED_AT = 1_000
"""Rows of which the files and dates are looked at."""


class Overrides:
    """Looks up the rows of the ``sources.csv`` files beside the sources, each file read once."""

    def __init__(self, on_problem: Callable[[UnreadableSource], None]) -> None:
        self._on_problem = on_problem
        self._tables: dict[Path, Mapping[str, Metadata]] = {}

    def of(self, source: Source) -> Metadata:
        """What is said of a source in its folder or one of the two above, by its path from there."""
        if source.path is None:
            return Metadata()
        path = source.path.absolute()
        for folder in path.parents[:3]:
            told = self._table(folder).get(path.relative_to(folder).as_posix())
            if told is not None:
                return told
        return Metadata()

    def _table(self, folder: Path) -> Mapping[str, Metadata]:
        if folder not in self._tables:
            self._tables[folder] = self._read(folder / TABLE_OF_SOURCES)
        return self._tables[folder]

    def _read(self, path: Path) -> Mapping[str, Metadata]:
        try:
            text = decode(path.read_bytes(), str(path)) if path.is_file() else ""
        except OSError as error:
            self._on_problem(UnreadableSource(f"{path} cannot be read: {error.strerror}; check its permissions"))
            return {}
        except UnreadableSource as problem:
            self._on_problem(problem)
            return {}
        if not text:
            return {}
        rows = self._rows(text, path)
        head = [cell.strip() for cell in rows[0]] if rows else []
        key = next((i for name in _FILE_COLUMNS for i, cell in enumerate(head) if cell.casefold() == name), None)
        if key is None:
            self._on_problem(UnreadableSource(f"{path} has no column “file”: add one with the names of the files"))
            return {}
        told = {
            PurePosixPath(row[key].strip()).as_posix(): _metadata(head, row, key)
            for row in rows[1:]
            if len(row) > key and row[key].strip()
        }
        for doubt in (*_unknown_columns(head, key), *_no_dates(told), *_missing_files(path.parent, told)):
            self._on_problem(ReadWithDoubt(f"{path}{doubt}"))
        return told

    def _rows(self, text: str, path: Path) -> list[list[str]]:
        """The rows of a table, up to one that is broken."""
        delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows: list[list[str]] = []
        line = 1
        try:
            for row in reader:
                rows.append(row)
                line = reader.line_num + 1
        except csv.Error:
            what = "has a quotation mark that is not closed or stands where none can be: mend it"
            self._on_problem(ReadWithDoubt(f"{path}, line {line}, {what}; no row from there on is heeded"))
        return rows


def _unknown_columns(head: list[str], key: int) -> Iterator[str]:
    unknown = [c for i, c in enumerate(head) if c and i != key and field_of(c) is None and c.casefold() not in _OWN]
    if unknown:
        named = ", ".join(f"“{column}”" for column in unknown[:_NAMED])
        yield f" has columns that kimmap has no use for ({named}): use title, date, publisher, author, url"


def _no_dates(told: Mapping[str, Metadata]) -> Iterator[str]:
    for name, metadata in islice(told.items(), _MOST_LOOKED_AT):
        day = metadata.first("published")
        if day is not None and read_day(day.value) is None:
            yield f": “{day.value}” is no date (for {name}): write it as in 2031-05-03"


def _missing_files(folder: Path, told: Mapping[str, Metadata]) -> Iterator[str]:
    missing = [name for name in islice(told, _MOST_LOOKED_AT) if not (folder / name).exists()]
    if missing:
        more = f" and {len(missing) - _NAMED:,} more" if len(missing) > _NAMED else ""
        yield f" has rows for files that are not there: {', '.join(missing[:_NAMED])}{more}"


def _metadata(head: list[str], row: list[str], key: int) -> Metadata:
    cells = ((field_of(name), cell) for i, (name, cell) in enumerate(zip(head, row, strict=False)) if i != key)
    return collect(((name, cell, TABLE_OF_SOURCES) for name, cell in cells if name), given=True)
