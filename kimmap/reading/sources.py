"""Folders, files and standard input → named bytes, in a fixed order."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import NoSources, UnreadableSource

STANDARD_INPUT = "-"
# What browsers save beside a page; no one writes an article in these.
_PAGE_PARTS = frozenset({".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ico"})
PAGES = frozenset({".html", ".htm"})
TABLE_OF_SOURCES = "sources.csv"
"""A file of this name says what the files beside it are; it is no source itself."""
MOST_BYTES = 512 * 2**20
"""A file larger than this is not even opened."""

OnProblem = Callable[[UnreadableSource], None]


class Source(NamedTuple):
    """One file: its name in the trip and its bytes."""

    name: str
    data: bytes
    suffix: str
    path: Path | None = None


class _Found(NamedTuple):
    path: Path
    root: Path
    """The folder given, or the file's own folder."""


def load(sources: Sequence[str | Path], on_problem: OnProblem) -> Iterator[tuple[Source, float]]:
    """The files that ``sources`` mean, each with the share of files before it (0 … 1).

    As given, folders sorted by name, each file once.  Names are the file's own where unique, else with as
    much of the path as tells them apart.

    Raises:
        NoSources: nothing was given, or all folders are empty.
    """
    if not sources:
        raise NoSources("no sources given: name folders or files, or - for standard input")
    found = list(_find(sources, on_problem))
    if not found:
        named = ", ".join(map(str, sources))
        raise NoSources(f"nothing to read in {named}: put .txt or .html files there")
    names = _names([f for f in found if f is not None])
    for number, file in enumerate(found):
        share = number / len(found)
        if file is None:
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
            source = Source("standard input", data, "")
        else:
            try:
                with file.path.open("rb") as opened:
                    data = opened.read(MOST_BYTES + 1)
            except OSError as error:
                reason = error.strerror or error
                on_problem(UnreadableSource(f"{file.path} cannot be read: {reason}; check its permissions"))
                continue
            source = Source(names[file.path], data, file.path.suffix.lower(), file.path)
        if len(data) > MOST_BYTES:
            limit = MOST_BYTES // 2**20
            on_problem(UnreadableSource(f"{source.name} has more than {limit} MB: split it, or give a part of it"))
            continue
        yield source, share


def _find(sources: Sequence[str | Path], on_problem: OnProblem) -> Iterator[_Found | None]:
    """Files in order, None for standard input; what is missing goes to ``on_problem``."""
    seen: set[Path | str] = set()
    for source in sources:
        if str(source) == STANDARD_INPUT:
            if STANDARD_INPUT not in seen:
                seen.add(STANDARD_INPUT)
                yield None
            continue
        path = Path(source)
        if path.is_dir():
            files = [_Found(file, path) for file in _walk(path, on_problem)]
            if not files and len(sources) > 1:
                on_problem(UnreadableSource(f"{path} is an empty folder: put .txt or .html files there"))
        elif path.is_file() or path.is_fifo():
            files = [_Found(path, path.parent)]
        elif path.exists():
            files = []
            on_problem(UnreadableSource(f"{path} is a device and no file: give a file with text"))
        else:
            files = []
            on_problem(_missing(str(source)))
        for file in files:
            real = file.path.resolve()
            if real not in seen:
                seen.add(real)
                yield file


def _missing(source: str) -> UnreadableSource:
    if source.lower().startswith(("http://", "https://", "http:/", "https:/")):
        return UnreadableSource(f"{source} is a web address: fetch it with --url, or save the page and give the file")
    return UnreadableSource(f"{source} does not exist: check the spelling of the path")


def _walk(folder: Path, on_problem: OnProblem) -> Iterator[Path]:
    """Files below ``folder``, sorted by name; not hidden ones, nor the parts of a saved page."""

    waiting = [str(folder)]
    while waiting:  # no recursion: folders may lie a thousand deep
        root = waiting.pop()
        try:
            with os.scandir(root) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            on_problem(UnreadableSource(f"{root} cannot be opened: {error.strerror}; check its permissions"))
            continue
        folders = [e.name for e in found if e.is_dir()]
        files = [e.name for e in found if not e.is_dir()]
        pages = {Path(f).stem for f in files if Path(f).suffix.lower() in PAGES}
        kept = (f for f in folders if not f.startswith(".") and f.removesuffix("_files") not in pages - {f})
        inside = [Path(root, f) for f in kept]
        waiting += [str(f) for f in reversed(inside) if not f.is_symlink()]
        yield from _files_in(root, files, on_problem)


def _files_in(root: str, names: Sequence[str], on_problem: OnProblem) -> Iterator[Path]:
    """What can be read of the files of one folder."""
    for name in names:
        path = Path(root, name)
        if name.startswith(".") or is_page_part(name) or name == TABLE_OF_SOURCES:
            continue
        if path.is_file():
            yield path
        elif path.is_symlink():
            where = "to a device and no file" if path.exists() else "to nowhere: mend or delete it"
            on_problem(UnreadableSource(f"{path} is a link {where}"))


def is_page_part(name: str) -> bool:
    """Whether a file is what a browser saves beside a page, by its name."""
    return Path(name).suffix.lower() in _PAGE_PARTS


def _names(files: Sequence[_Found]) -> dict[Path, str]:
    """A name for each path: the shortest of base name, path in the folder given, whole path that is its alone."""
    choices = {
        f.path: (f.path.name, (Path(f.root.name) / f.path.relative_to(f.root)).as_posix(), f.path.absolute().as_posix())
        for f in files
    }
    counts = Counter(name for names in choices.values() for name in set(names))
    return {path: next((n for n in names if counts[n] == 1), names[-1]) for path, names in choices.items()}
