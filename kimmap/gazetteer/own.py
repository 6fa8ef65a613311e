"""A user's own places, from CSV or GeoJSON.

CSV has a header.  Columns, by name in any order: name (or title), lat (latitude, y), lon (lng, long, longitude, x);
and as wanted: id, kind (type), country (ISO 3166-1 alpha-2), region, district, names (other names, by ``|``),
population, radius_km.  GeoJSON is a FeatureCollection whose features have the same as properties; what is no point
is taken at the middle of its bounding box.
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

from kimmap.errors import UnreadableSource
from kimmap.gazetteer.geonames import town_radius_km
from kimmap.gazetteer.store import IndexWriter, Progress
from kimmap.gazetteer.supplement import Entry
from kimmap.model import Place, PlaceKind

_COLUMN_NAMES = {
    "id": ("id",), "name": ("name", "title", "place"), "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"), "kind": ("kind", "type"), "country": ("country", "country_code"),
    "region": ("region", "admin1", "state"), "district": ("district", "admin2", "county"),
    "names": ("names", "other_names", "aliases", "alternatenames"), "population": ("population",),
    "radius_km": ("radius_km",),
}  # fmt: skip
_WELL_KNOWN = 1.0
"""A place that a user adds is one that the texts at hand speak of."""


def build_own(source: Path, index_path: Path, progress: Progress | None = None) -> int:
    """Build the index of a user's file at ``index_path``, whole or not at all; how many places.

    Raises ``UnreadableSource``, naming file and line (or feature), for what cannot be placed, and ``DataMissing``
    where the index cannot be written.
    """
    with IndexWriter(index_path, progress or (lambda _share, _what: None)) as index:
        for entry in read_own(source):
            index.add(entry)
        if not index.count:
            raise UnreadableSource(f"{source} has no places")
        index.note("source", source.name)
    return index.count


def read_own(source: Path) -> Iterator[Entry]:
    """The places of a CSV or GeoJSON file, checked one by one."""
    rows = _geojson_rows(source) if source.suffix.lower() in (".geojson", ".json") else _csv_rows(source)
    seen: dict[str, str] = {}
    for where, row in rows:
        entry = _entry(row, where, source.stem)
        if entry.place.id in seen:
            raise UnreadableSource(f"{where}: the id {_own_id(entry)!r} is that of {seen[entry.place.id]} already")
        seen[entry.place.id] = where.removeprefix(f"{source}, ")
        yield entry


def _own_id(entry: Entry) -> str:
    return entry.place.id.partition("/")[2]


def _entry(row: Mapping[str, str], where: str, stem: str) -> Entry:
    name = row.get("name", "").strip()
    if not name:
        raise UnreadableSource(f"{where}: no name")
    kind: PlaceKind = row.get("kind", "").strip().lower() or "site"  # type: ignore[assignment]  # checked below
    if kind not in get_args(PlaceKind):
        raise UnreadableSource(f"{where}: {kind!r} is no kind of place; kinds are {', '.join(get_args(PlaceKind))}")
    lat, lon = (_degrees(row.get(axis, ""), axis, limit, where) for axis, limit in (("lat", 90), ("lon", 180)))
    country = row.get("country", "").strip().upper()
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise UnreadableSource(f"{where}: {country!r} is no ISO 3166-1 code of two letters")
    population = int(_number(row.get("population", "") or "0", "population", where))
    radius_km = _number(row.get("radius_km", "") or str(town_radius_km(population)), "radius_km", where)
    place = Place(
        id=f"own:{stem}/{row.get('id', '').strip() or f'{name}@{lat:g},{lon:g}'}",
        name=name, kind=kind, lat=lat, lon=lon, country=country or None, region=row.get("region") or None,
        district=row.get("district") or None, population=population, radius_km=radius_km,
    )  # fmt: skip
    return Entry(place, tuple(n.strip() for n in row.get("names", "").split("|") if n.strip()), rank=_WELL_KNOWN)


def _degrees(text: str, axis: str, limit: int, where: str) -> float:
    word = {"lat": "latitude", "lon": "longitude"}[axis]
    if not text.strip():
        raise UnreadableSource(f"{where}: no {word}")
    value = _number(text, word, where, negative=True)
    if abs(value) > limit:
        raise UnreadableSource(f"{where}: {word} {value:g} is outside -{limit} … {limit}")
    return value


def _number(text: str, what: str, where: str, negative: bool = False) -> float:
    try:
        value = float(text)
    except ValueError:
        raise UnreadableSource(f"{where}: {what} {text!r} is not a number (decimal degrees, with a point)") from None
    if not math.isfinite(value) or (value < 0 and not negative):
        raise UnreadableSource(f"{where}: {what} {text!r} makes no sense")
    return value


def _csv_rows(source: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            start = file.read(8192)
            file.seek(0)
            delimiter = max(",;\t", key=start.partition("\n")[0].count)
            reader = csv.reader(file, delimiter=delimiter)
            columns = _columns(next(reader, []), source)
            for cells in reader:
                if any(map(str.strip, cells)):
                    row = {column: cells[i] for column, i in columns.items() if i < len(cells)}
                    yield f"{source}, line {reader.line_num}", row
    except OSError as error:
        raise UnreadableSource(f"{source} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{source} is not UTF-8 text: save it as UTF-8") from error
    except csv.Error as error:
        raise UnreadableSource(f"{source}, line {reader.line_num}: {error}") from error


def _columns(header: list[str], source: Path) -> dict[str, int]:
    found = {name.strip().lower(): index for index, name in reversed(list(enumerate(header)))}
    columns = {
        column: next(found[name] for name in names if name in found)
        for column, names in _COLUMN_NAMES.items()
        if any(name in found for name in names)
    }
    for needed in ("name", "lat", "lon"):
        if needed not in columns:
            raise UnreadableSource(
                f"{source}, line 1: no column {needed} (or {', '.join(_COLUMN_NAMES[needed][1:])}) "
                f"among {', '.join(header) or 'none'}"
            )
    return columns


def _geojson_rows(source: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        content = json.loads(source.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UnreadableSource(f"{source} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{source} is not UTF-8 text: save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise UnreadableSource(f"{source}, line {error.lineno}: not JSON: {error.msg}") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise UnreadableSource(f"{source} is no GeoJSON FeatureCollection")
    for number, feature in enumerate(features, 1):
        where = f"{source}, feature {number}"
        if not isinstance(feature, dict):
            raise UnreadableSource(f"{where}: no feature")
        properties = {str(k).lower(): v for k, v in (feature.get("properties") or {}).items() if v is not None}
        row = {"id": str(feature.get("id") or "")}
        for column, names in _COLUMN_NAMES.items():
            for name in names:
                if name in properties and not row.get(column):
                    row[column] = _text(properties[name])
        row["lat"], row["lon"] = _point(feature.get("geometry"), where)
        yield where, row


def _text(value: Any) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value)


def _point(geometry: Any, where: str) -> tuple[str, str]:
    """(lat, lon) of a geometry as text: the middle of its bounding box."""
    pairs = list(_pairs(geometry.get("coordinates"))) if isinstance(geometry, dict) else []
    if not pairs:
        raise UnreadableSource(f"{where}: no coordinates")
    lons, lats = zip(*pairs, strict=True)
    return str((min(lats) + max(lats)) / 2), str((min(lons) + max(lons)) / 2)


def _pairs(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates, list) and len(coordinates) >= 2 and all(isinstance(c, int | float) for c in coordinates):
        yield coordinates[0], coordinates[1]
    elif isinstance(coordinates, list):
        for part in coordinates:
            yield from _pairs(part)
