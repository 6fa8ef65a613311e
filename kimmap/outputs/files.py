"""Writing a trip to a file: the form follows the suffix, and a file is there whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kimmap.errors import UnwritableOutput, WrongSettings
from kimmap.model import Trip

Writer = Callable[[Trip], str | bytes]


def _page(trip: Trip) -> str:
    from kimmap.outputs.page import render_page

    return render_page(trip)


def _geojson(trip: Trip) -> str:
    from kimmap.outputs.geojson import to_geojson
    from kimmap.outputs.record import to_record

    collection = json.dumps(to_geojson(trip), ensure_ascii=False, indent=1)
    # The record makes the file readable again; it is for programs, so it stays on one line.
    record = json.dumps(to_record(trip), ensure_ascii=False, separators=(",", ":"))
    return f'{collection.removesuffix("}").rstrip()},\n "record": {record}\n}}\n'


def _csv(trip: Trip) -> str:
    from kimmap.outputs.tables import to_csv

    return to_csv(trip)


def _kml(trip: Trip) -> str:
    from kimmap.outputs.exports.kml import to_kml

    return to_kml(trip)


def _gpx(trip: Trip) -> str:
    from kimmap.outputs.exports.gpx import to_gpx

    return to_gpx(trip)


def _geopackage(trip: Trip) -> bytes:
    from kimmap.outputs.exports.geopackage import to_geopackage

    return to_geopackage(trip)


def _linked_data(trip: Trip) -> str:
    from kimmap.outputs.exports.linked_data import to_linked_data

    return json.dumps(to_linked_data(trip), ensure_ascii=False, indent=1) + "\n"


def _markdown(trip: Trip) -> str:
    from kimmap.outputs.report import to_markdown

    return to_markdown(trip)


def _svg(trip: Trip) -> str:
    from kimmap.outputs.figure import draw_svg

    return draw_svg(trip)


def _png(trip: Trip) -> bytes:
    from kimmap.outputs.figure import draw_png

    return draw_png(trip)


WRITERS: dict[str, Writer] = {
    ".csv": _csv,
    ".geojson": _geojson,
    ".gpkg": _geopackage,
    ".gpx": _gpx,
    ".htm": _page,
    ".html": _page,
    ".json": _geojson,
    ".jsonld": _linked_data,
    ".kml": _kml,
    ".md": _markdown,
    ".png": _png,
    ".svg": _svg,
}
"""By suffix, in lower case, what makes the content of a file from a trip: text, or bytes."""


def write_trip(trip: Trip, path: str | Path) -> Path:
    """Write a trip in the form that the suffix of ``path`` names; returns the path.

    Raises WrongSettings for a suffix that is not in :data:`WRITERS`, UnwritableOutput where the file
    cannot be put there, or is one that the trip was read from.
    """
    if not isinstance(trip, Trip):
        raise TypeError(f"a trip is written, as kimmap.trace gives it, not {trip!r:.60}")
    path = Path(path)
    writer = writer_for(path)
    spare_sources(path, (document.path for document in trip.documents if document.path))
    return write_file(path, writer(trip))


def writer_for(path: Path) -> Writer:
    """The writer that a file name asks for; raises WrongSettings, which names those that there are."""
    try:
        return WRITERS[path.suffix.lower()]
    except KeyError:
        known = ", ".join(sorted(WRITERS))
        raise WrongSettings(f"cannot tell the form of {path.name!r} from its suffix: use one of {known}") from None


def write_text(path: Path, text: str) -> Path:
    """Put ``text`` into a file in UTF-8, as :func:`write_file` does."""
    return write_file(path, text)


def write_file(path: Path, content: str | bytes) -> Path:
    """Put text (in UTF-8) or bytes into a file, as :func:`replacing` does."""
    with replacing(path) as file:
        file.write(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    return path


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of ``path`` when all is written.

    A reader sees the old file or the new one, never a part; of a link, the file that it leads to is replaced.
    The folder is made where only the last one of the path is missing.  Raises UnwritableOutput.
    """
    check_place(path)
    try:
        path.parent.mkdir(exist_ok=True)
        if path.exists() and not path.is_file():
            with path.open("wb") as device:  # or a pipe: takes bytes and stays what it is
                yield device
            return
        with _taking_the_place_of(path.resolve() if path.is_symlink() else path) as file:
            yield file
    except UnwritableOutput:
        raise
    except OSError as error:
        raise _unwritable(path, error.strerror or type(error).__name__) from error


@contextlib.contextmanager
def _taking_the_place_of(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        temporary.chmod(_mode(path))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def check_place(path: Path) -> None:
    """Raise UnwritableOutput where no file of this name can be, before the work for it is done."""
    folder = path.parent
    if path.is_dir():
        raise UnwritableOutput(f"cannot write {path}: it is a folder; name a file in it")
    if folder.exists() and not folder.is_dir():
        raise _unwritable(path, f"{folder} is no folder")
    if not folder.exists() and not folder.parent.is_dir():
        # A misspelt path is likelier than a wish for many folders.
        raise _unwritable(path, f"there is no folder {folder.parent}")


def spare_sources(path: Path, sources: Iterable[Path]) -> None:
    """Raise UnwritableOutput where ``path`` is one of the files that were read."""
    try:
        taken = path.stat()
        is_source = any(os.path.samestat(taken, source.stat()) for source in sources if source.exists())
    except OSError:
        return  # what is not there is no source
    if is_source:
        raise UnwritableOutput(f"{path.name} is one of the sources: choose another place", setting="output")


def _unwritable(path: Path, reason: str) -> UnwritableOutput:
    return UnwritableOutput(f"cannot write {path}: {reason}; choose another place", setting="output")


def _mode(path: Path) -> int:
    """The permissions that the file has, or would have had if it had been opened for writing."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
