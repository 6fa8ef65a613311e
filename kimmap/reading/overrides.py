"""``sources.csv``: what somebody says about the files beside it, which counts more than what they say themselves."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from ..errors import UnreadableSource
from .encoding import decode
from .metadata import Metadata, collect, field_of
from .sources import TABLE_OF_SOURCES, Source

_FILE_COLUMNS = ("file", "filename", "file_name", "path", "document", "name")


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
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=text.split("\n", 1)[0].count)))
        head = [cell.strip() for cell in rows[0]]
        key = next((i for name in _FILE_COLUMNS for i, cell in enumerate(head) if cell.casefold() == name), None)
        if key is None:
            self._on_problem(UnreadableSource(f"{path} has no column “file”: add one with the names of the files"))
            return {}
        return {row[key].strip(): _metadata(head, row, key) for row in rows[1:] if len(row) > key and row[key].strip()}


def _metadata(head: list[str], row: list[str], key: int) -> Metadata:
    cells = ((field_of(name), cell) for i, (name, cell) in enumerate(zip(head, row, strict=False)) if i != key)
    return collect(((name, cell, TABLE_OF_SOURCES) for name, cell in cells if name), given=True)
