"""Checks the hand table facts/landmarks.txt and writes landmarks.tsv: sites that news and travellers name alone.

Palaces, bases, power stations, ruins, shrines, falls, museums, quarters: GeoNames has them only in its full dump.
Each fact says twice where it is, by its point and by how far off which town it lies, and is left out, and named on
the terminal, where the two disagree, where the point is away from its country, or where another table has the place.
Run it before build_localities.py, build_small_places.py and build_locodes.py, which leave out what it has.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from build_features import Fact
from build_small_places import is_no_common_word
from sources import HERE, borders, km, km_from_country, towns, write_table

from kimmap.gazetteer.folding import filing_keys, name_key
from kimmap.gazetteer.geonames import read_cities
from kimmap.gazetteer.supplement import Entry, place_tables, read_aliases, read_demonyms, read_entries, region_names

TABLE = HERE / "landmarks.tsv"
AFTER = (TABLE, *(HERE / f"{name}.tsv" for name in ("small_places", "locodes", "localities", "waypoints")))
"""Tables that leave out what this one has."""
KNOWN_KM = 15
"""A place of the name that is no further away is the same."""
OFF_KM, OFF_SHARE = 4.0, 0.35
"""How far, in kilometres or as a share of it, the distance from the town may be off."""
ABROAD_KM = 6.0
"""The map of borders is this coarse."""
RENOWNED = 2
"""A name that is a word's or another place's, too, is kept where nearly every reader would think of the landmark."""
LARGE = 15_000
"""A town of so many inhabitants is meant rather than a landmark that is called the same."""
ALIKE = {
    "Air Base": ("Airbase", "Air Force Base"),
    "Air Force Base": ("Air Base",),
    "Airfield": ("Air Base",),
    "Nuclear Power Plant": ("Nuclear Power Station", "Nuclear Plant"),
    "Nuclear Power Station": ("Nuclear Power Plant", "Nuclear Plant"),
    "Nuclear Generating Station": ("Nuclear Power Plant", "Nuclear Power Station", "Nuclear Plant"),
    "Atomic Power Station": ("Nuclear Power Plant", "Nuclear Power Station", "Nuclear Plant"),
    "Hydroelectric Power Station": ("Dam", "Hydroelectric Dam", "Hydropower Plant"),
    "Refugee Camp": ("Camp",),
    "Centre": ("Center",), "Theatre": ("Theater",), "Defence": ("Defense",), "Harbour": ("Harbor",),
    "Center": ("Centre",), "Theater": ("Theatre",), "Defense": ("Defence",), "Harbor": ("Harbour",),
}  # fmt: skip
"""What texts say for a part of a name."""
TURNED = frozenset({"Monastery", "Castle", "Palace", "Cathedral", "Shrine", "Temple", "Abbey", "Convent", "Battle"})
""""Rila Monastery" is "the Monastery of Rila", too."""
LEFT_OUT = re.compile(
    r" (?:Monastery|Observatory|Air Base|Naval Base|Refugee Camp|Concentration Camp|Nuclear Power (?:Plant|Station)|"
    r"Archaeological Site)$",
    re.IGNORECASE,
)
"""What a text may leave out where what is left is nothing else's name: "Paranal"."""
WITHOUT_TOWNS = {"AQ", "GS", "SJ", "TF", "HM", "BV"}


@dataclass(frozen=True)
class Landmark:
    fact: Fact
    town: str
    away_km: float


def main() -> None:
    problems: list[str] = []
    known, peoples = _known(), {name_key(word) for word in chain((w for w, _ in read_demonyms()), _adjectives())}
    kept: list[Fact] = []
    seen: dict[str, list[tuple[float, float]]] = defaultdict(list)
    ids: set[object] = set()
    for landmark in read_landmarks("landmarks.txt"):
        fact = landmark.fact
        if problem := contradiction(landmark) or _repeated(fact, known, seen):
            problems.append(f"{problem}: {fact.names[0]} ({fact.lat}, {fact.lon})")
            continue
        names = [name for name in fact.names if _is_its_own(name, fact, known, peoples)]
        names += [name for name in _variants(names) if name_key(name) not in known and name_key(name) not in peoples]
        if lost := [name for name in fact.names if name not in names]:
            problems.append(f"another's name: {', '.join(lost)} ({fact.names[0]})")
        if not names:
            continue
        fact.names = names
        if fact.row()["id"] in ids:
            problems.append(f"repeated: {names[0]} ({fact.lat}, {fact.lon})")
            continue
        ids.add(fact.row()["id"])
        for key in {key for name in names for key in filing_keys(name)}:
            seen[key].append((fact.lat, fact.lon))
        kept.append(fact)
    print(write_table(TABLE, (f.row() for f in kept)), "landmarks")
    print(*problems, sep="\n", file=sys.stderr)


def read_landmarks(name: str, kinds: Mapping[str, tuple[str, float, float]] | None = None) -> Iterator[Landmark]:
    """The facts of a hand table; ``kinds`` gives kind, rank and radius in kilometres where its rows do not."""
    sort = ""
    for number, line in enumerate((HERE / "facts" / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            sort = line[1:].strip()
        elif line and not line.startswith("#"):
            try:
                names, point, countries, near, *size = line.split("; ")
                kind, rank, radius_km = kinds[sort] if kinds else (sort, *map(float, size[0].split()))
                (lat, lon), (town, away) = map(float, point.split()), near.rsplit(" ", 1)
                fact = Fact(kind, names.split("|"), lat, lon, countries.split(), rank, radius_km)
                yield Landmark(fact, town, float(away))
            except (ValueError, KeyError, IndexError) as error:
                raise SystemExit(f"{name}:{number}: {line}: {error}") from error


def _adjectives() -> Iterator[str]:
    """Words for people and things of a place that is no country: "Crimean"."""
    tables = tomllib.loads((HERE.parents[1] / "kimmap" / "places" / "peoples.toml").read_text(encoding="utf-8"))
    for table in tables.values():
        for words in table.values():
            yield from words.split("|")


def contradiction(landmark: Landmark, abroad_km: float = ABROAD_KM) -> str:
    """What the map or the towns of GeoNames say against a fact; empty where they bear it out."""
    fact = landmark.fact
    point = fact.lat, fact.lon
    off = min((km_from_country(*point, code) for code in fact.countries if code in borders()), default=0.0)
    if off > max(abroad_km, fact.radius_km):
        return f"{off:.0f} km away from {' '.join(fact.countries)}"
    spots = [spot[:2] for code in fact.countries for spot in towns()[code].get(name_key(landmark.town), ())]
    if not spots:
        return "" if set(fact.countries) & WITHOUT_TOWNS else f"no town {landmark.town}"
    away = min((km(point, spot) for spot in spots), key=lambda d: abs(d - landmark.away_km))
    if abs(away - landmark.away_km) > max(OFF_KM, OFF_SHARE * landmark.away_km):
        return f"{away:.0f} km from {landmark.town}, not {landmark.away_km:g}"
    return ""


# -------------------------------------------------------------------------------------- names


def _known() -> dict[str, list[Entry]]:
    """Folded name → the places that GeoNames' towns and the other tables have."""
    found: dict[str, list[Entry]] = defaultdict(list)
    others = (table for table in place_tables() if table not in AFTER)
    for entry in chain(read_cities(region_names(), read_aliases()), *map(read_entries, others)):
        for key in set().union(*map(filing_keys, (entry.place.name, *entry.names))):
            found[key].append(entry)
    return found


def _repeated(fact: Fact, known: dict[str, list[Entry]], seen: dict[str, list[tuple[float, float]]]) -> str:
    """What else is called the same there, if anything: the place would be in the gazetteer twice."""
    point, first = (fact.lat, fact.lon), filing_keys(fact.names[0])
    for key in {key for name in fact.names for key in filing_keys(name)}:
        if any(km(point, spot) <= KNOWN_KM for spot in seen[key]):
            return "repeated"
        for entry in known[key]:
            if entry.place.kind in ("city", "quarter", "airport") and (
                key not in first or " " in fact.names[0] or name_key(entry.place.name) != key
            ):
                continue  # the falls beside Victoria Falls, the Louvre in "Paris 01 Louvre", the base by its short name
            if any(km(point, spot) <= max(KNOWN_KM, fact.radius_km) for spot in (entry.place.point, *entry.spots)):
                return f"known as {entry.place.id}"
    return ""


def _variants(names: list[str]) -> Iterator[str]:
    """Other forms of the names of a landmark: "Kandahar Airbase", "the monastery of Rila", "Paranal"."""
    taken = {name_key(name) for name in names}
    for name in names:
        for form in (*_said_otherwise(name), *_shortened(name)):
            if name_key(form) not in taken:
                taken.add(name_key(form))
                yield form


def _said_otherwise(name: str) -> Iterator[str]:
    for words, others in ALIKE.items():
        if found := re.search(rf"\b{words}\b", name, re.IGNORECASE):
            yield from (name[: found.start()] + other + name[found.end() :] for other in others)
    first, _, last = name.rpartition(" ")
    if last in TURNED and first:
        yield f"{last} of {first}"


def _shortened(name: str) -> Iterator[str]:
    """The name without the word for its kind, where that is no word and no name of people."""
    if found := LEFT_OUT.search(name):
        short = name[: found.start()]
        if all(len(word) > 3 and is_no_common_word(word) and word[0].isupper() for word in short.split()):
            yield short


def _is_its_own(name: str, fact: Fact, known: dict[str, list[Entry]], peoples: set[str]) -> bool:
    """Whether readers think of the landmark and of no word, person, people or larger place when they meet a name."""
    if name_key(name) in peoples:
        return False
    if fact.rank <= RENOWNED:
        return True
    if re.fullmatch(r"\w+", name) and not (name.isupper() or is_no_common_word(name)):
        return False
    others = [entry.place for entry in known[name_key(name)]]
    return not any(
        place.kind in ("country", "region") or (place.population >= LARGE and name_key(place.name) == name_key(name))
        for place in others
    )


if __name__ == "__main__":
    main()
