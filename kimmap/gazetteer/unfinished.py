"""The folder of an index in the making with which a later call goes on where an earlier one was stopped.

What was written is described by ``state.json``, which is replaced as a whole once all of it is on the disk: what was
written after the last one is cut off, so that nothing half-written is ever used.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from kimmap.errors import DataMissing

_STATE = "state.json"


class Unfinished:
    """The folder beside where ``index`` belongs.  ``made_from`` says all that the index depends on.

    What is there from something else is deleted.  Raises ``DataMissing`` where another process is at it and
    ``OSError`` where nothing can be written.
    """

    def __init__(self, index: Path, made_from: str) -> None:
        self.folder = folder_of(index)
        self._made_from = made_from
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _lock(self.folder)
        self.state: dict[str, Any] | None = self._read()
        if self.state is None:
            self._empty()

    def save(self, state: dict[str, Any]) -> None:
        """Remember how far it is; what ``state`` describes has to be on the disk."""
        self.keep(_STATE, {"made_from": self._made_from, **state})

    def keep(self, name: str, content: object) -> None:
        """Write a file of the folder, whole or not at all."""
        part = self.folder / f"{name}.part"
        with part.open("w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / name)

    def kept(self, name: str) -> Any:
        """What a file of the folder holds; None where there is none."""
        try:
            return json.loads((self.folder / name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def close(self) -> None:
        """Let another process go on."""
        self._lock.close()

    def discard(self) -> None:
        """Delete all of it."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self) -> dict[str, Any] | None:
        state = self.kept(_STATE)
        if not isinstance(state, dict) or state.get("made_from") != self._made_from:
            return None
        for name, size in state["files"].items():
            path = self.folder / name
            if not path.is_file() or path.stat().st_size < size:
                return None
        return state

    def _empty(self) -> None:
        for path in self.folder.iterdir():
            if path.name != "lock":
                path.unlink()


def folder_of(index: Path) -> Path:
    """Where the unfinished index is."""
    return index.with_suffix(".unfinished")


def _lock(folder: Path) -> IO[bytes]:
    file = (folder / "lock").open("wb")
    with suppress(ImportError):  # Windows
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise DataMissing(f"{folder} is being written by another kimmap: wait until it is ready") from error
    return file
