"""Folders, files and standard input → named bytes, in a fixed order."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import NoSources, UnreadableSource, WrongSettings

STANDARD_INPUT = "-"
# What browsers save beside a page; no one writes an article in these.
_PAGE_PARTS = frozenset({".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ico"})
PAGES = frozenset({".html", ".htm"})
TABLE_OF_SOURCES = "sources.csv"
"""A file of this name says what the files beside it are; it is no source itself."""
MOST_BYTES = 512 * 2**20
"""A file larger than this is not even opened."""
_LARGE = 4 * 2**20
"""Bytes from which a file is read only where it is taken apart."""

OnProblem = Callable[[UnreadableSource], None]


class Source(NamedTuple):
    """One file: its name in the trip and its bytes.

    The bytes of a large one are read where they are needed, for many would not fit the memory side by side.
    """

    name: str
    data: bytes
    suffix: str
    path: Path | None = None
    left_there: int = 0
    """Bytes of a large file, which are not in ``data``."""
    after: int = 0
    """Bytes of the files that follow."""

    @property
    def size(self) -> int:
        return len(self.data) or self.left_there

    def content(self) -> bytes:
        """The bytes; raises ``UnreadableSource`` for a large file that cannot be read any more."""
        if self.path is None or not self.left_there:
            return self.data
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise _unreadable(self.path, error) from error


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
    if "" in map(str, sources):  # else it would be the current folder
        raise WrongSettings("an empty name among the sources: name a folder or a file")
    found = list(_find(sources, on_problem))
    if not found:
        named = ", ".join(map(str, sources))
        raise NoSources(f"nothing to read in {named}: {_what_to_put_in(sources)}")
    names = _names([f for f in found if f is not None])
    after = sum(map(_size, found))
    for number, file in enumerate(found):
        after -= _size(file)
        if file is None:
            try:
                data = _standard_input()
            except OSError as error:
                on_problem(UnreadableSource(f"standard input cannot be read: {error.strerror or error}"))
                continue
            source = Source("standard input", data, "", None, 0, after)
        else:
            try:
                data, left_there = _opened(file.path)
            except OSError as error:
                on_problem(_unreadable(file.path, error))
                continue
            source = Source(names[file.path], data, file.path.suffix.lower(), file.path, left_there, after)
        if source.size > MOST_BYTES:
            limit = MOST_BYTES // 2**20
            on_problem(UnreadableSource(f"{source.name} has more than {limit} MB: split it, or give a part of it"))
            continue
        yield source, number / len(found)


def files_in(sources: Sequence[str | Path]) -> Iterator[Path]:
    """The files that ``sources`` mean, and the tables that say what they are; none is opened."""
    folders: set[Path] = set()
    for file in filter(None, _find(sources, lambda _problem: None)):
        yield file.path
        folders.add(file.path.parent)
    yield from (table for folder in sorted(folders) if (table := folder / TABLE_OF_SOURCES).is_file())


def _size(file: _Found | None) -> int:
    """The bytes of a file as its folder has them, 0 for what is none."""
    try:
        return file.path.stat().st_size if file is not None else 0
    except OSError:
        return 0


def _standard_input() -> bytes:
    if sys.stdin is None:  # as of "kimmap map - <&-"
        raise OSError("it is closed; give it something to read, or name a file")
    return sys.stdin.buffer.read(MOST_BYTES + 1)


def _opened(path: Path) -> tuple[bytes, int]:
    """The bytes of a file, or of a large one how many they are."""
    with path.open("rb") as opened:
        data = opened.read(_LARGE + 1)
        if len(data) > _LARGE and path.is_file():
            return b"", path.stat().st_size
        return data + opened.read(MOST_BYTES + 1 - len(data)), 0  # a pipe can be read but once


def _unreadable(path: Path, error: OSError) -> UnreadableSource:
    return UnreadableSource(f"{path} cannot be read: {error.strerror or error}; check its permissions")


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
                on_problem(UnreadableSource(f"nothing to read in {path}: {_what_to_put_in([path])}"))
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


def _what_to_put_in(sources: Sequence[str | Path]) -> str:
    folders = [folder for source in sources if (folder := Path(source)).is_dir()]
    names = [name for folder in folders for _, inside, files in os.walk(folder) for name in (*inside, *files)]
    wanted = "put articles there: text, saved pages, PDF, Word, mail, feeds or tables"
    return f"hidden files are not read; {wanted}" if any(name.startswith(".") for name in names) else wanted


def _missing(source: str) -> UnreadableSource:
    if source.lower().startswith(("http://", "https://", "http:/", "https:/")):
        return UnreadableSource(f"{source} is a web address: save the page and give the file", setting="url")
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
