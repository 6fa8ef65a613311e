"""Writing a trip to a file: the form follows the suffix, and a file is there whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from kimmap.errors import UnwritableOutput, WrongSettings
from kimmap.model import Trip


def _page(trip: Trip) -> str:
    from kimmap.outputs.page import render_page

    return render_page(trip)


def _geojson(trip: Trip) -> str:
    from kimmap.outputs.geojson import to_geojson

    return json.dumps(to_geojson(trip), ensure_ascii=False, indent=1) + "\n"


def _csv(trip: Trip) -> str:
    from kimmap.outputs.tables import to_csv

    return to_csv(trip)


WRITERS: dict[str, Callable[[Trip], str]] = {
    ".csv": _csv,
    ".geojson": _geojson,
    ".htm": _page,
    ".html": _page,
    ".json": _geojson,
}
"""By suffix, in lower case, what makes the text of a file from a trip."""


def write_trip(trip: Trip, path: str | Path) -> Path:
    """Write a trip in the form that the suffix of ``path`` names; returns the path.

    Raises WrongSettings for a suffix that is not in :data:`WRITERS`, UnwritableOutput where the file
    cannot be put there.
    """
    path = Path(path)
    return write_text(path, writer_for(path)(trip))


def writer_for(path: Path) -> Callable[[Trip], str]:
    """The writer that a file name asks for; raises WrongSettings, which names those that there are."""
    try:
        return WRITERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(sorted(WRITERS))
        raise WrongSettings(f"cannot tell the form of {path.name!r} from its suffix: use one of {known}") from None


def write_text(path: Path, text: str) -> Path:
    """Put ``text`` into a file in UTF-8, by way of a temporary file beside it.

    A reader sees the old file or the new one, never a part.  Raises UnwritableOutput.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise UnwritableOutput(f"cannot write {path}: it is a folder; name a file in it")
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n", errors="replace") as file:
            file.write(text)
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except UnwritableOutput:
        raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnwritableOutput(f"cannot write {path}: {reason}; choose another place with -o") from error
    finally:
        if temporary:
            with contextlib.suppress(FileNotFoundError):
                Path(temporary).unlink()
    return path


def _mode(path: Path) -> int:
    """The permissions that the file has, or would have had if it had been opened for writing."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
