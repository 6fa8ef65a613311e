"""Which gazetteers are there, and which is in use.

They lie in ``gazetteers/`` in the user's data directory (or in $KIMMAP_CACHE): ``geonames.places``, the whole of
GeoNames, which is in use when ``in-use`` names it; and ``own-NAME.places``, a user's own places, always in use.
What ends in ``.sqlite`` there is of an older format: it is not read, and must be installed again.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kimmap.errors import DataMissing, WrongSettings
from kimmap.gazetteer.build import index_path
from kimmap.gazetteer.index import PlaceIndex
from kimmap.gazetteer.unfinished import folder_of

EMBEDDED, GEONAMES = "embedded", "geonames"
_OWN = "own-"
_OLDER = ".sqlite"


@dataclass(frozen=True, slots=True)
class Gazette:
    """An installed gazetteer: ``places`` is None where its index is not built or not readable."""

    name: str
    path: Path
    in_use: bool
    places: int | None
    size_bytes: int
    source: str


def directory() -> Path:
    """Where installed gazetteers lie."""
    if chosen := os.environ.get("KIMMAP_CACHE"):
        return Path(chosen) / "gazetteers"
    from platformdirs import user_data_path

    return user_data_path("kimmap") / "gazetteers"


def path_of(name: str) -> Path:
    """The index file of a gazetteer."""
    if name == EMBEDDED:
        return index_path()
    return directory() / (f"{name}.places" if name == GEONAMES else f"{_OWN}{name}.places")


def own_name(source: Path) -> str:
    """The name under which a user's file is kept: that of the file, in letters that all systems allow."""
    name = re.sub(r"[^\w.-]+", "-", source.stem).strip("-.")
    if not name or name in (EMBEDDED, GEONAMES):
        raise WrongSettings(f"{source.name} would be called {name or 'nothing'!r}: rename the file")
    return name


def own_paths() -> list[Path]:
    """The indexes of the user's own places, in order of name."""
    return sorted(directory().glob(f"{_OWN}*.places"))


def in_use() -> str:
    """``geonames`` or ``embedded``."""
    return GEONAMES if _chosen() == GEONAMES and path_of(GEONAMES).is_file() else EMBEDDED


def _chosen() -> str:
    note = directory() / "in-use"
    return note.read_text(encoding="utf-8").strip() if note.is_file() else EMBEDDED


def wanted() -> list[tuple[str, Path]]:
    """Name and index of the installed gazetteers that should be asked, the whole of GeoNames last.

    One of an older format has no index that can be read.
    """
    folder = directory()
    names = {path.stem.removeprefix(_OWN) for path in (*own_paths(), *folder.glob(f"{_OWN}*{_OLDER}"))}
    found = [(name, path_of(name)) for name in sorted(names)]
    there = path_of(GEONAMES).is_file() or path_of(GEONAMES).with_suffix(_OLDER).is_file()
    return [*found, (GEONAMES, path_of(GEONAMES))] if there and _chosen() == GEONAMES else found


def use(name: str) -> None:
    """Make a gazetteer the one that is asked.

    Raises ``DataMissing`` where it is not installed, ``WrongSettings`` for a name that is none.
    """
    if name not in (EMBEDDED, GEONAMES):
        raise WrongSettings(f"there is no gazetteer {name}: use {EMBEDDED} or {GEONAMES}")
    if name == GEONAMES and not path_of(name).is_file():
        raise DataMissing("GeoNames is not installed: kimmap gazetteer install geonames")
    try:
        directory().mkdir(parents=True, exist_ok=True)
        part = directory() / "in-use.part"
        part.write_text(name + "\n", encoding="utf-8")
        part.replace(directory() / "in-use")
    except OSError as error:
        raise DataMissing(f"{directory()} is not writable ({error.strerror}): set KIMMAP_CACHE") from error


def remove(name: str) -> Path:
    """Delete an installed gazetteer's index; the embedded one is built again when it is next needed."""
    path = path_of(name)
    there = [each for each in (path, path.with_suffix(_OLDER)) if each.is_file()]
    unfinished = folder_of(path)
    if unfinished.is_dir():
        shutil.rmtree(unfinished, ignore_errors=True)
        there.append(unfinished)
    if not there:
        known = ", ".join(g.name for g in installed())
        raise DataMissing(f"no gazetteer {name} is installed; there are: {known}")
    for each in there:
        with suppress(FileNotFoundError):
            each.unlink()
    return there[0]


def forget_older(name: str) -> None:
    """Delete the index of an older format of a gazetteer that was just installed again."""
    with suppress(OSError):
        path_of(name).with_suffix(_OLDER).unlink()


def installed() -> Iterator[Gazette]:
    """All gazetteers, the embedded one first, and last those of an older format that were not installed again."""
    chosen = in_use()
    for name in (EMBEDDED, GEONAMES):
        path = path_of(name)
        if name == EMBEDDED or path.is_file():
            yield _gazette(name, path, chosen == name)
    for path in own_paths():
        yield _gazette(path.stem.removeprefix(_OWN), path, True)
    if (unfinished := folder_of(path_of(GEONAMES))).is_dir():
        megabytes = sum(file.stat().st_size for file in unfinished.iterdir()) / 1e6
        said = f"unfinished, {megabytes:,.0f} MB: {how_again(GEONAMES)} goes on with it"
        yield Gazette(GEONAMES, unfinished, False, None, 0, said)
    for path in sorted((directory() / f"{GEONAMES}{_OLDER}", *directory().glob(f"{_OWN}*{_OLDER}"))):
        if path.is_file() and not path.with_suffix(".places").is_file():
            name = path.stem.removeprefix(_OWN)
            said = f"of an older format, not read any more: {how_again(name)}"
            yield Gazette(name, path, False, None, path.stat().st_size, said)


def _gazette(name: str, path: Path, used: bool) -> Gazette:
    if not path.is_file():
        return Gazette(name, path, used, None, 0, "built when it is first needed")
    size = path.stat().st_size
    try:
        index = PlaceIndex(path)
    except DataMissing:
        return Gazette(name, path, used, None, size, f"not readable by this version: {how_again(name)}")
    try:
        return Gazette(name, path, used, int(index.notes["places"]), size, str(index.notes.get("source", "")))
    finally:
        index.close()


def how_again(name: str) -> str:
    """What makes a gazetteer anew."""
    if name == EMBEDDED:
        return "delete it, it is built again"
    return "kimmap gazetteer install geonames" if name == GEONAMES else "kimmap gazetteer add its file again"
