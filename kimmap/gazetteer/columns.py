"""A file of named columns: written once, mapped into memory from then on, so that opening it reads almost nothing.

The layout: a mark, the columns one after the other, each from a multiple of eight bytes on, their directory in
JSON, where that begins, and the mark again.  What was cut off anywhere has no mark at its end.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

_MARK = b"kimmapPI"
_END = struct.Struct("=Q8s")
_ALIGNED = 8
_PART = 8 << 20


class Columns:
    """The columns of a file.  Raises ``OSError`` where it cannot be opened and ``ValueError`` where it is none."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._views = [memoryview(self._map)]
        try:
            directory = self._read_directory()
        except ValueError:
            self.close()
            raise
        self._columns: Mapping[str, tuple[str, int, int]] = directory["columns"]
        self.notes: dict[str, Any] = directory["notes"]

    def numbers(self, name: str) -> memoryview:
        """A column of numbers; empty where the file has none of this name."""
        code, start, end = self._columns.get(name, ("B", 0, 0))
        raw = self._views[0][start:end]
        view: memoryview = raw.cast(code)  # type: ignore[call-overload]  # the codes are those of ``array``
        self._views += (raw, view)
        return view

    def raw(self, name: str) -> tuple[mmap.mmap, int, int]:
        """The whole file, and where in it a column of bytes begins and ends."""
        _code, start, end = self._columns.get(name, ("B", 0, 0))
        return self._map, start, end

    def close(self) -> None:
        """Let go of the file."""
        for view in reversed(self._views):
            view.release()
        self._map.close()

    def _read_directory(self) -> dict[str, Any]:
        whole = self._views[0]
        if len(whole) < len(_MARK) + _END.size or whole[: len(_MARK)] != _MARK:
            raise ValueError("it does not begin like one")
        start, mark = _END.unpack(whole[-_END.size :])
        if mark != _MARK:
            raise ValueError("its end is missing")
        directory: dict[str, Any] = json.loads(bytes(whole[start : -_END.size]))
        if directory["order"] != sys.byteorder:
            raise ValueError("it is from a machine of another kind")
        return directory


class ColumnWriter:
    """Collects columns, each in a file of its own in ``directory``, and puts them together at the end.

    ``written`` is what ``sizes`` told an earlier one, with whose files this one goes on.
    """

    def __init__(self, directory: Path, written: Mapping[str, tuple[str, int]] | None = None) -> None:
        self._directory = directory
        self._columns: dict[str, tuple[str, IO[bytes]]] = {}
        for name, (code, size) in (written or {}).items():
            self._columns[name] = code, reopened(directory / name, size)

    def append(self, name: str, code: str, content: Any) -> None:
        """Add bytes, or what has a buffer, to the end of a column of numbers of type ``code`` (see ``array``)."""
        if name not in self._columns:
            self._columns[name] = code, (self._directory / name).open("w+b")
        self._columns[name][1].write(content)

    def sizes(self) -> dict[str, tuple[str, int]]:
        """Type and bytes of each column, all of which are on the disk from then on."""
        return {name: (code, on_disk(file)) for name, (code, file) in self._columns.items()}

    def parts(self, name: str) -> Iterator[bytes]:
        """What a column has so far, piece by piece."""
        if name not in self._columns:
            return
        file = self._columns[name][1]
        file.seek(0)
        while part := file.read(_PART):
            yield part

    def read(self, name: str, start: int, size: int) -> bytes:
        """Some bytes of a column that all of it has been added to."""
        file = self._columns[name][1]
        file.seek(start)
        return file.read(size)

    def assemble(self, path: Path, notes: Mapping[str, Any]) -> None:
        """Write the file of all columns."""
        directory = {}
        with path.open("wb") as file:
            file.write(_MARK)
            for name, (code, column) in self._columns.items():
                file.write(bytes(-file.tell() % _ALIGNED))
                start = file.tell()
                file.writelines(self.parts(name))
                directory[name] = code, start, file.tell()
                column.close()
            at = file.tell()
            content = {"order": sys.byteorder, "columns": directory, "notes": notes}
            file.write(json.dumps(content).encode())
            file.write(_END.pack(at, _MARK))

    def close(self) -> None:
        """Let go of all files, written or not."""
        for _code, column in self._columns.values():
            with suppress(OSError):  # the disk is full, which has been said
                column.close()


def reopened(path: Path, size: int) -> IO[bytes]:
    """A file to go on with after its first ``size`` bytes, cut off there."""
    file = path.open("r+b" if path.exists() else "w+b")
    file.truncate(size)
    file.seek(size)
    return file


def on_disk(file: IO[bytes]) -> int:
    """See that what was written to a file outlasts a failure of power; how many bytes it has."""
    file.flush()
    os.fsync(file.fileno())
    return os.fstat(file.fileno()).st_size
