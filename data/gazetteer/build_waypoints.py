"""Checks the hand table facts/waypoints.txt and writes waypoints.tsv: small places that travellers stop at.

Hamlets with a quay, an inn or a mission, stages of long ways, villages that were in the news, bays, passes, islets, old
stations: no package has them.  Each fact says where it is by its point and by how far off which town it lies, and is
left out, and named on the terminal, where the two disagree, where the point is away from its country, or where any
other table has a place of the name near it.  Run it last.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict

from build_landmarks import contradiction, read_landmarks
from build_small_places import (
    KNOWN_KM,
    LEAST_KNOWN,
    MOST_NAMESAKES,
    WAYPOINTS,
    Known,
    is_no_common_word,
    other_entries,
)
from build_spellings import LOCODES
from sources import km, write_table

from kimmap.gazetteer.folding import filing_keys, name_key
from kimmap.gazetteer.supplement import read_demonyms, read_entries

KINDS = {
    sort: (kind, LEAST_KNOWN, radius_km)
    for sort, kind, radius_km in (
        ("village", "city", 6), ("crossing", "border_crossing", 6), ("pass", "pass", 6), ("valley", "site", 20),
        ("mountain", "mountain", 8), ("lake", "lake", 8), ("bay", "gulf", 6), ("strait", "strait", 8),
        ("island", "island", 6), ("cape", "cape", 5), ("seamount", "mountain", 20), ("site", "site", 5),
    )
}  # fmt: skip
"""What the hand table says → kind, rank, and radius in kilometres, which allows for how well the points are known."""
LARGE = 50_000
OLD_OR_SMALL = frozenset(
    {"old", "new", "stari", "nova", "novo", "khurd", "kalan", "upper", "lower", "nuevo", "nueva", "ust"}
)
JOINS = frozenset(
    {"sopra", "bei", "sur", "am", "an", "de", "di", "del", "du", "la", "le", "of", "in", "na", "nad", "pod"}
)
"""Words that belong to what follows them: "Old Palapye", "Brè sopra Lugano"."""
AT_SEA, AT_SEA_KM, ASHORE_KM = frozenset({"island", "gulf", "strait", "cape"}), 40, 12
"""The map of countries lacks small islands."""
UNCHECKED = "-"
"""Stands for the town where there is none: in the Antarctic, on islands in the open sea."""


def main() -> None:
    problems: list[str] = []
    known, peoples = _known(), {name_key(word) for word, _ in read_demonyms()}
    kept: list[dict[str, object]] = []
    ids: Counter[object] = Counter()
    for landmark in read_landmarks("waypoints.txt", KINDS):
        fact = landmark.fact
        names = (_without_town(name, landmark.town) for name in fact.names)
        fact.names = list(dict.fromkeys(n for name in names for n in (name, _without_village(name))))
        point, key = (fact.lat, fact.lon), name_key(fact.names[0])
        if any(km(point, k.point) <= KNOWN_KM for k in known[key]):
            problems.append(f"known: {fact.names[0]} ({fact.lat}, {fact.lon})")
            continue
        abroad_km = AT_SEA_KM if fact.kind in AT_SEA else ASHORE_KM
        if landmark.town != UNCHECKED and (problem := contradiction(landmark, abroad_km)):
            problems.append(f"{problem}: {fact.names[0]} ({fact.lat}, {fact.lon})")
            continue
        names = [n for n in fact.names if _is_its_own(n, known[name_key(n)], peoples)]
        if lost := [n for n in fact.names if n not in names]:
            problems.append(f"another's name: {', '.join(lost)} ({fact.names[0]})")
        if not names:
            continue
        fact.names = names
        for k in {k for name in names for k in filing_keys(name)}:
            known[k].append(Known(point, fact.countries[0], is_known_abroad=False))
        row = fact.row()
        row["id"] = f"kimmap:waypoint/{str(row['id']).partition('/')[2]}"
        ids[row["id"]] += 1
        if ids[row["id"]] > 1:
            row["id"] = f"{row['id']}-{ids[row['id']]}"
        kept.append(row)
    print(Counter(row["kind"] for row in kept))
    print(write_table(WAYPOINTS, kept), "waypoints")
    print(*problems, sep="\n", file=sys.stderr)


def _without_town(name: str, town: str) -> str:
    """The name as texts have it, without what tells it from others: "Foy, Bastogne", "Kravica Bratunac"."""
    base = re.sub(r",.*$| \([^)]*\)$", "", name)
    if not base.endswith(f" {town}"):
        return base
    words = base.removesuffix(f" {town}").casefold().split()
    return base if set(words) <= OLD_OR_SMALL or words[-1] in JOINS else base.removesuffix(f" {town}")


def _without_village(name: str) -> str:
    """The name of one word as texts have it, too: "Niti village" is Niti."""
    return re.sub(r"^([^\W\d_]+) village$", r"\1", name)


def _known() -> dict[str, list[Known]]:
    """Folded name → the places that all other tables and GeoNames' towns have; a place of UN/LOCODE keeps its name."""
    found: dict[str, list[Known]] = defaultdict(list)
    tables = [(other_entries(LOCODES), False), (read_entries(LOCODES), True)]
    for entry, keeps in ((entry, keeps) for entries, keeps in tables for entry in entries):
        place = entry.place
        wide = keeps or place.kind in ("country", "region", "continent")
        for key in set().union(*map(filing_keys, (place.name, *entry.names))):
            found[key] += (
                Known(point, place.country, wide, place.population >= LARGE) for point in entry.spots or (place.point,)
            )
    return found


def _is_its_own(name: str, bearers: list[Known], peoples: set[str]) -> bool:
    """Whether a name is no word, person or people, and not that of a city, an area or many other places."""
    if name_key(name) in peoples or len(name) < 3 or len(bearers) > MOST_NAMESAKES:
        return False
    if re.fullmatch(r"[^\W\d_]+", name) and not is_no_common_word(name):
        return False
    return not any(bearer.is_large or bearer.is_known_abroad for bearer in bearers)


if __name__ == "__main__":
    main()
