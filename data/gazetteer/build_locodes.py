"""Small places in UN/LOCODE whose names nothing else knows: locodes.tsv.

A row is taken when it is a port, a station or a place on a road, when its point is in its country and among places of
its subdivision, and when its name is that of a settlement: no terminal, works or zone, no word, no person.  Countries
whose points are too often elsewhere than GeoNames has the town of the same name are left out.  Run it last.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from build_small_places import INSTITUTION, common_people, countries_near, is_no_common_word, kind_of, other_entries
from build_spellings import LOCODES as TABLE
from locodes import Location, Neighbours, Towns, is_all_words, locations
from sources import COLUMNS, km, km_from_country, write_table

from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.supplement import SPELLINGS, read_aliases, read_demonyms

RADIUS_KM = 4
"""A whole minute is up to 1.9 km, and where in a village the point is, is anybody's guess."""
LEAST_KNOWN = 10
OFF_COAST_KM = 5
AGREE_KM = 25
LEAST_AGREEMENT = 0.92
"""Share of a country's points that must be no further than ``AGREE_KM`` from GeoNames'."""
FEW_COMPARED = 8
SAME_KM = 15
QUALIFIED_KM = 40
MOST_NAMESAKES = 2
MOST_WORDS = 4
DOUBTED = frozenset({"RQ", "RR", "QQ", "UR", "XX"})
"""Statuses of entries that are requested, rejected or not verified."""
UNPEOPLED = frozenset({"AQ", "XZ"})
"""Antarctica, where nobody lives for good, and what is in no country."""
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[ '’-](?=\w)|St\. (?=\w))*")
NO_SETTLEMENT = re.compile(
    r"\b(?:Terminals?|Quay|Quai|Kai|Pier|Jetty|Wharf|Docks?|Dockyard|Berth|Apt|Airport|Airfield|Airpark|Aerodrome|"
    r"Heliport|Airstrip|Base|Afb|Field|Oilfield|Gasfield|Platform|Fpso|Fso|Offshore|Mines?|Mina|Works|Factory|Mill|"
    r"Mills|Plant|Refinery|Power|Energy|Industrial|Industries|Ind|Industriepark|Industrieterrein|Zone|Zona|Zi|Zac|Sez|"
    r"Icd|Cfs|Epz|Ftz|Cargo|Container|Freight|Logistics?|Logistik|Depot|Hub|Station|Railway|Rail|Bahnhof|Bhf|Hbf|Gare|"
    r"Estacion|Estación|Stazione|Bridge|Lock|Canal|Tunnel|Pt|Port|Porto|Puerto|Hafen|Haven|Harbour|Harbor|Anchorage|"
    r"Marina|Shipyard|Yard|Park|Parque|Parc|Estate|Centre|Center|Complex|City|Ltd|Inc|Gmbh|Co|Company|Corp|Corporation|"
    r"Farm|Ranch|Camp|Barracks|Arsenal|Prison|Hospital|Dam|Resort|Hotel|Border|Crossing|Customs|Other|Area|District|"
    r"bei|near|Unknown|Via|Gun|Shi|Si|Ku|Gu|(?:South|North|East|West)port)\b"
    r"|(?:hafen|werk|terminal|haven|hamn|kaien|sadam)$",
    re.I,
)
"""What is in the names of terminals, works, zones and the like, and of areas."""


def main() -> None:
    towns, rows = Towns(other_entries(TABLE)), locations()
    near = Neighbours(rows, towns)
    places = list(chosen(rows, towns, near))
    print(Counter(row.country for row, _ in places).most_common(20))
    print(write_table(TABLE, (_row(row, names, near.region(row)) for row, names in places)), "places of UN/LOCODE")


def chosen(rows: list[Location], towns: Towns, near: Neighbours) -> Iterator[tuple[Location, tuple[str, ...]]]:
    """The places to take, each with its name and others, in the order of their codes."""
    spelled = {name_key(name) for names in read_aliases(SPELLINGS).values() for name in names}
    peoples = {name_key(word) for word, _ in read_demonyms()}
    sound = sound_countries(near)
    found: dict[str, list[tuple[Location, tuple[str, ...]]]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r.country, r.code)):
        key = name_key(row.bare)
        if (
            row.country in sound
            and not towns.knows(row.bare)
            and key not in spelled
            and key not in peoples
            and is_settlement(row)
            and is_where_it_says(row, towns, near)
            and all(km(row.point, other.point) > SAME_KM for other, _ in found[key])
        ):
            found[key].append((row, other_names(row, towns)))
    taken = [pair for pairs in found.values() if len(pairs) <= MOST_NAMESAKES for pair in pairs]
    taken.sort(key=lambda pair: (pair[0].country, pair[0].code))
    for _, pairs in groupby(taken, key=lambda pair: (pair[0].country, pair[0].code)):
        (row, others), *more = pairs  # a code comes twice where a place has names in two languages
        names = (*others, *(name for again, besides in more for name in (again.bare, *besides)))
        yield row, tuple(dict.fromkeys(name for name in names if name != row.bare))


def sound_countries(near: Neighbours) -> set[str]:
    """The countries whose points are near those of GeoNames, or too few to tell; says which are not."""
    agreement = near.agreement(AGREE_KM)
    bad = {
        c: (n, round(ok / n, 2)) for c, (n, ok) in agreement.items() if n >= FEW_COMPARED and ok / n < LEAST_AGREEMENT
    }
    print("left out (points compared, share near):", bad)
    good = [counts for country, counts in agreement.items() if country not in bad]
    print(f"{sum(ok for _, ok in good) / sum(n for n, _ in good):.3f} of the others' are within {AGREE_KM} km")
    return {row.country for row in near.rows} - bad.keys()


def is_settlement(row: Location) -> bool:
    """Whether a row is a place where people live that a text would name, as far as codes and name tell."""
    name = row.bare
    return (
        row.country not in UNPEOPLED
        and row.status not in DOUBTED
        and bool(set("123") & set(row.uses))
        and bool(NAME.fullmatch(name))
        and not any(word.isupper() and len(word) > 1 for word in name.split())
        and len(name.split()) <= MOST_WORDS
        and not NO_SETTLEMENT.search(name)
        and not INSTITUTION.search(name)
        and is_no_common_word(name)
        and not _is_person(name)
        and not is_all_words(name)
    )


def _is_person(name: str) -> bool:
    """Whether a name of two words is somebody's, after whom the place is called: "Vicente López"."""
    words = name.split()
    return len(words) == 2 and (words[0].lower() in common_people(0) or words[0] in ("General", "Comandante"))


def is_where_it_says(row: Location, towns: Towns, near: Neighbours) -> bool:
    """Whether the point is in the country, among places of the subdivision, and near the town behind the name."""
    if row.country not in countries_near(*row.point) or km_from_country(*row.point, row.country) > OFF_COAST_KM:
        return False
    around = towns.named.get((row.country, name_key(row.qualifier)), ())
    if around and all(km(row.point, town.place.point) > QUALIFIED_KM for town in around):
        return False
    return near.confirm(row)


def other_names(row: Location, towns: Towns) -> tuple[str, ...]:
    """The name in brackets, where it is no other place's: "Garnech" of Garnich."""
    other = row.qualifier
    is_other = "(" in row.name and NAME.fullmatch(other) and not towns.knows(other) and is_no_common_word(other)
    return (other,) if is_other and row.bare[0] == other[0] and not NO_SETTLEMENT.search(other) else ()


def _row(row: Location, names: tuple[str, ...], region: str) -> dict[str, Any]:
    lat, lon = (f"{degrees:.2f}".rstrip("0").rstrip(".") for degrees in row.point)
    return dict.fromkeys(COLUMNS, "") | {
        "id": f"kimmap:locode/{(row.country + row.code).lower()}",
        "name": row.bare,
        "kind": kind_of(row.bare) or "city",
        "lat": lat,
        "lon": lon,
        "countries": row.country,
        "region": region,
        "radius_km": RADIUS_KM,
        "rank": LEAST_KNOWN,
        "names": "|".join(names),
    }


if __name__ == "__main__":
    main()
