"""Small remote places that have an airfield and are in no other table, from airportsdata (MIT): localities.tsv.

A place with an airfield has people, however few: a hamlet, a research station, a roadhouse, a homestead.  Its point is
the airfield's, which is why its radius is ten kilometres.  Run it after all others: what they know is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any

import airportsdata
from sources import HERE, km, km_from_country, slug, write_table

from kimmap.gazetteer.folding import filing_keys, name_key
from kimmap.gazetteer.geonames import read_cities
from kimmap.gazetteer.supplement import place_tables, read_aliases, read_entries, region_names

TABLE = HERE / "localities.tsv"
KNOWN_KM = 80
"""A place of the name that is no further away is the one meant."""
OFF_KM = 60
"""An airfield further from its country than this has a wrong point or country."""
RADIUS_KM = 10
LEAST_KNOWN = 10
"""The rank that puts a place behind all others of its name."""
PRIVATE = {"US"}
"""Where airfields are called after their owners as a rule."""
AIRFIELD = re.compile(
    r"\s*\b(?:(?:International|Intl|Regional|Municipal|Domestic|National|Community|Local) )*"
    r"(?:Airport|Airfield|Aerodrome|Airstrip|Air Strip|Landing Strip|Landing Ground|Airpark|Air Park)\b.*$"
)
FARM = re.compile(
    r"^(?:Fazenda|Faz|Fundo|Estancia|Estância|Hacienda|Rancho|Hato|Finca|Sitio|Sítio|Agropecu\w+|Agro\w*|Usina|Chacara|Chácara|Haras)\b",
    re.I,
)
NO_SETTLEMENT = re.compile(
    r"\d|[/()`;@]|\b(?:General|Gen|Gral|Dr|Doctor|Doutor|Capitan|Captain|Capt|Coronel|Colonel|Col|Comandante|Brigadeiro|"
    r"Mayor|Major|Sargento|Teniente|Aviador|Presidente|President|Senator|Senador|Shahid|Sheikh|King|Queen|Prince|"
    r"Padre|Memorial|Base|AFB|RAF|RAAF|RNAS|Army|Naval|Navy|Military|Field|Fields|Strip|Heliport|Helipad|Hospital|"
    r"Seaplane|Water|Gliding|Glider|Glasflugplatz|Segelflug\w*|Aero ?club|Flying|Club|Farm|Private|Plantation|"
    r"North|South|East|West|New|Old|Centre|Central|Auxiliary|Aux|Afs|Air|Sw|Dam|Resort|Hotel|Golf|Estate)\b\.?",
    re.I,
)
"""What is in the names of airfields that are not called after a settlement."""
ISLAND = re.compile(r"\bIslands?\b|\bIsle\b|\bCay\b|\bAtoll\b|\bMotu\b", re.I)
ON_ISLAND = re.compile(r"\s*-\s*[^-]+\bIslands?$")
"""Behind a town, the island that it is on."""
SORT = re.compile(r"\s+(?:Homestead|Station|Outstation|Roadhouse|Islands?|Cay|Atoll)$|^(?:Isla|Caleta)\s+", re.I)
"""What a text may leave out of a name."""
MOST_WORDS = 4
MOST_NAMESAKES = 5
"""Where more places are called so, another one would be meant least of all, and mistaken for them more often."""


def main() -> None:
    known = _known()
    rows: list[dict[str, Any]] = []
    airports = (a for code, a in sorted(airportsdata.load("ICAO").items()) if _is_sound(a))
    for airport in airports:
        for name, only_here in _settlements(airport):
            point, short = (airport["lat"], airport["lon"]), SORT.sub("", name)
            spots = known[name_key(name)] + known[name_key(short)]
            if any(km(point, spot) <= KNOWN_KM or (only_here and c == airport["country"]) for spot, c in spots):
                continue
            if len(spots) > MOST_NAMESAKES:
                continue
            for key in {name_key(name), name_key(short)}:
                known[key].append((point, airport["country"]))
            rows.append(
                {
                    "id": f"kimmap:locality/{airport['icao'].lower()}-{slug(name)}",
                    "name": name,
                    "kind": "island" if ISLAND.search(name) else "city",
                    "lat": f"{airport['lat']:.4f}",
                    "lon": f"{airport['lon']:.4f}",
                    "countries": airport["country"],
                    "region": "",
                    "radius_km": RADIUS_KM,
                    "rank": LEAST_KNOWN,
                    "names": short if short != name and _is_name(short) else "",
                }
            )
    print(write_table(TABLE, rows), "localities")


def _known() -> dict[str, list[tuple[tuple[float, float], str | None]]]:
    """Folded name → points and countries of the places that all other tables and GeoNames' towns have."""
    tables = (t for t in place_tables() if t not in (TABLE, HERE / "airports.tsv", HERE / "waypoints.tsv"))
    entries = chain(read_cities(region_names(), read_aliases()), *map(read_entries, tables))
    found: dict[str, list[tuple[tuple[float, float], str | None]]] = defaultdict(list)
    for entry in entries:
        for key in set().union(*map(filing_keys, (entry.place.name, *entry.names))):
            found[key].append((entry.place.point, entry.place.country))
    return found


def _is_sound(airport: dict[str, Any]) -> bool:
    if airport["country"] in PRIVATE or not airport["name"] or FARM.search(airport["name"]):
        return False
    away = km_from_country(airport["lat"], airport["lon"], airport["country"])
    return away <= OFF_KM or away == float("inf")


def _settlements(airport: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """The names of settlements that an airfield has, and whether only a name new to the country is one.

    The town that it belongs to may be far from an airfield with a name of its own.
    """
    core = AIRFIELD.sub("", airport["name"]).removesuffix(" Township").strip(" -,")
    city = ON_ISLAND.sub("", AIRFIELD.sub("", re.sub(r"\s*[,(/].*$", "", airport["city"]))).strip()
    if city:
        if _is_name(city):
            yield city, not name_key(core).startswith(name_key(city))
    elif core != airport["name"] and _is_name(core):
        yield core, False


def _is_name(name: str) -> bool:
    words = name.split()
    return (
        len(name) > 3
        and 0 < len(words) <= MOST_WORDS
        and not NO_SETTLEMENT.search(name)
        and not FARM.search(name)
        and words[0][0].isupper()
        and bool(name_key(name))
    )


if __name__ == "__main__":
    main()
