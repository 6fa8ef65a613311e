"""Other spellings of towns in UN/LOCODE that GeoNames does not have: spellings.tsv, by GeoNames id.

A name that is unknown everywhere is another of a town when UN/LOCODE itself says so ("X = Y", "Sankt
Michel (Mikkeli)" beside "Mikkeli (Sankt Michel)"), or when it is the same name transcribed otherwise ("Hodeidah", Al
Hudaydah), the town is no further than ``SAME_KM``, the only one that fits, and in no other row of UN/LOCODE.  Run it
after the tables of places, before ``build_locodes.py``.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from build_small_places import other_entries
from locodes import Location, Towns, is_all_words, locations, references
from sources import HERE, km

from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.supplement import Entry

TABLE = HERE / "spellings.tsv"
LOCODES = HERE / "locodes.tsv"
SAME_KM = 10
LEAST_ALIKE = 0.6
"""Names with the same consonants whose letters are less alike are two names."""
LEAST_CONSONANTS = 3
TRANSCRIBED = frozenset({
    "AE", "AF", "AM", "BD", "BG", "BH", "BT", "BY", "CY", "DZ", "EG", "ER", "ET", "GE", "GR", "IL", "IN", "IQ", "IR",
    "JO", "JP", "KG", "KH", "KP", "KR", "KW", "KZ", "LA", "LB", "LK", "LY", "MA", "MD", "ME", "MK", "MM", "MN", "MR",
    "MV", "NP", "OM", "PK", "PS", "QA", "RS", "RU", "SA", "SD", "SO", "SY", "TD", "TH", "TJ", "TM", "TN", "TW", "UA",
    "UZ", "XK", "YE",
})  # fmt: skip
"""Countries whose names reach Latin letters by more than one system."""
ARTICLE = re.compile(r"^(?:al|el|ar|as|ad|an|ash|at|az|ain|es|er)[ -]+")
SORT = re.compile(r"-(?:gun|si|shi|eup|myeon|cho|machi)$")
"""What sort of area a Korean or Japanese name is, which the name of its town does without."""
LETTERS = (
    ("sch", "sh"), ("tch", "ch"), ("dj", "j"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"),
    ("ph", "f"), ("zh", "j"), ("tz", "z"), ("ts", "z"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("b", "v"),
    ("c", "k"),
)  # fmt: skip
"""Letters that transcriptions choose between."""
PLAIN = (("ck", "k"), ("ph", "f"), ("y", "i"), ("ij", "i"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"))
"""Letters that orthographies and keyboards choose between."""


def main() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    towns, rows = Towns(other_entries(LOCODES)), locations()
    taken = _towns_of_rows(rows, towns)
    for sort, name, town in (*referred(rows, towns), *paired(rows, towns), *transcribed(rows, towns, taken)):
        found[town.place.id].add(name)
        counts[sort] += 1
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("id", "names"))
        writer.writerows((id_, "|".join(sorted(names))) for id_, names in sorted(found.items()))
    print(dict(counts), len(found), "towns with other spellings")


def _towns_of_rows(rows: list[Location], towns: Towns) -> set[str]:
    """The ids of the towns that a row calls as the gazetteer does."""
    return {entry.place.id for row in rows for entry in _bearers(towns, row.country, row.bare, row)}


def _bearers(towns: Towns, country: str, name: str, row: Location, reach_km: float = 15) -> list[Entry]:
    """The towns of this name around a row."""
    named = towns.named.get((country, name_key(name)), ())
    return [entry for entry in named if km(row.point, entry.place.point) <= reach_km]


def referred(rows: list[Location], towns: Towns) -> Iterator[tuple[str, str, Entry]]:
    """Names that a row of their own refers to another row."""
    for country, other, name in references():
        for row in (row for row in rows if row.country == country and row.name == name):
            words = row.bare.split()
            short = (" ".join(words[:count]) for count in range(len(words), 0, -1))  # without "International Apt"
            bearers = next(filter(None, (_bearers(towns, country, n, row, 25) for n in short)), [])
            if len(bearers) == 1 and _is_new(other, towns):
                yield "reference", other, bearers[0]


def paired(rows: list[Location], towns: Towns) -> Iterator[tuple[str, str, Entry]]:
    """Names that two rows have in both orders: "Sankt Michel (Mikkeli)", "Mikkeli (Sankt Michel)"."""
    pairs = {(row.country, row.bare, row.qualifier) for row in rows if "(" in row.name}
    for row in rows:
        if "(" in row.name and (row.country, row.qualifier, row.bare) in pairs and _is_new(row.qualifier, towns):
            bearers = _bearers(towns, row.country, row.bare, row, SAME_KM)
            if len(bearers) == 1:
                yield "pair", row.qualifier, bearers[0]


def transcribed(rows: list[Location], towns: Towns, taken: set[str]) -> Iterator[tuple[str, str, Entry]]:
    """Names that are written otherwise where they are the only ones near."""
    for row in rows:
        if not _is_new(row.bare, towns):
            continue
        near = towns.near(row.country, row.point, SAME_KM)
        key = name_key(SORT.sub("", row.bare))
        same = [e for e in near if any(is_same(key, other, row.country) for other in _keys(e.place.name, *e.names))]
        if len(same) == 1 and same[0].place.id not in taken:
            yield "transcribed", row.bare, same[0]


def _is_new(name: str, towns: Towns) -> bool:
    return (
        bool(re.fullmatch(r"[^\W\d_]+(?:[ '’-]+[^\W\d_]+)*", name))
        and len(name) > 3
        and not name.isupper()
        and not towns.knows(name)
        and not is_all_words(name)
    )


@cache
def _keys(*names: str) -> frozenset[str]:
    return frozenset(filter(str.isascii, map(name_key, names)))


def is_same(a: str, b: str, country: str) -> bool:
    """Whether two folded names of nearby places are one, written otherwise."""
    if _plain(a) == _plain(b):
        return True
    if country not in TRANSCRIBED or len(a) < 4:
        return False
    first, second = _sounds(a), _sounds(b)
    return (
        len(first) >= LEAST_CONSONANTS
        and first == second
        and SequenceMatcher(None, ARTICLE.sub("", a), ARTICLE.sub("", b)).ratio() >= LEAST_ALIKE
    )


@cache
def _plain(key: str) -> str:
    """A folded name without what orthographies differ in: "muelheim", "mulheim"."""
    key = key.replace(" ", "")
    for letters, other in PLAIN:
        key = key.replace(letters, other)
    return re.sub(r"(.)\1+", r"\1", key)


@cache
def _sounds(key: str) -> str:
    """The consonants of a folded name, those that transcriptions mix up made one."""
    key = ARTICLE.sub("", key).replace(" ", "")
    for letters, other in LETTERS:
        key = key.replace(letters, other)
    key = key[0] + key[1:].replace("h", "") if not key.startswith("h") else key  # "h" is silent or left out elsewhere
    return re.sub(r"(.)\1+", r"\1", re.sub(r"(?<=.)[aeiouy]|^[eiouy]", "", key[:1].replace("i", "e") + key[1:]))


if __name__ == "__main__":
    main()
