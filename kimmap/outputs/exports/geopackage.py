"""A trip as a GeoPackage (OGC 12-128r18, version 1.3), as QGIS and GDAL open it."""

from __future__ import annotations

import datetime as dt
import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import shapely

from kimmap.model import Quote, Trip
from kimmap.outputs.citing import distinct
from kimmap.outputs.geometry import cut_at_antimeridian, geodesic
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.record import as_of, text_sha256

_SCHEMA = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE stops (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, "order" INTEGER, place TEXT, place_id TEXT,
  place_kind TEXT, country TEXT, status TEXT, "start" DATE, "end" DATE, arrival_first DATE, arrival_last DATE,
  departure_first DATE, departure_last DATE, confidence DOUBLE, sources INTEGER, independent_sources INTEGER,
  bounded_by TEXT, contradictions TEXT);
CREATE TABLE legs (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom MULTILINESTRING, from_stop INTEGER, to_stop INTEGER,
  geodesic_km DOUBLE, mode TEXT, speed_km_h DOUBLE, warning TEXT);
CREATE TABLE evidence (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, stop INTEGER, source TEXT, quote TEXT, "start" INTEGER,
  "end" INTEGER);
CREATE TABLE distances (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, source TEXT, quote TEXT, "start" INTEGER, "end" INTEGER,
  from_place TEXT, to_place TEXT, claimed_km DOUBLE, geodesic_km DOUBLE, verdict TEXT, explanation TEXT);
CREATE TABLE sources (
  fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, source TEXT, title TEXT, publisher TEXT, author TEXT,
  published DATE, url TEXT, language TEXT, sha256 TEXT);
"""
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude/latitude coordinates in decimal degrees"),
)
_TABLES = {
    "stops": "where the traveller was, or was to be",
    "legs": "straight lines between the stops, not the track travelled",
    "evidence": "quotations that support the stops; offsets in code points of the decoded source",
    "distances": "distances that the sources state, checked",
    "sources": "what was read; sha256 of the decoded text in UTF-8",
}


def to_geopackage(trip: Trip) -> bytes:
    """The layers ``stops`` (points) and ``legs`` (lines, cut at 180°) with the tables ``evidence``,
    ``distances`` and ``sources``, joined by the stops' ``order``; WGS 84."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(_SCHEMA)
        _insert(database, "gpkg_spatial_ref_sys", _SYSTEMS)
        _describe_tables(database, trip)
        rows = {"stops": _stops, "legs": _legs, "evidence": _evidence, "distances": _distances, "sources": _sources}
        for table, of in rows.items():
            _insert(database, table, [(None, *map(_sayable, row)) for row in of(trip)])
        database.commit()
        database.execute("VACUUM")
        return database.serialize()


def _insert(database: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        places = ",".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608  our own table names


def _describe_tables(database: sqlite3.Connection, trip: Trip) -> None:
    changed = f"{as_of(trip)}T00:00:00.000Z"
    lons, lats = [s.place.lon for s in trip.stops], [s.place.lat for s in trip.stops]
    box = (min(lons), min(lats), max(lons), max(lats)) if lons else (None,) * 4
    for table, what in _TABLES.items():
        is_layer = table in ("stops", "legs")
        about = (table, "features" if is_layer else "attributes", table, what, changed)
        _insert(database, "gpkg_contents", [(*about, *(box if is_layer else (None,) * 4), 4326 if is_layer else 0)])
    _insert(
        database,
        "gpkg_geometry_columns",
        [("stops", "geom", "POINT", 4326, 0, 0), ("legs", "geom", "MULTILINESTRING", 4326, 0, 0)],
    )


def _sayable(value: Any) -> Any:
    """What SQLite can hold: dates as ISO text, no lone surrogates, no null bytes, which end a text in C."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")
    return value.isoformat() if isinstance(value, dt.date) else value


def _blob(shape: shapely.Geometry) -> bytes:
    """A geometry in the GeoPackage's binary form: header without envelope, little-endian, EPSG:4326."""
    wkb = shapely.to_wkb(shape, byte_order=1)
    return struct.pack("<2sBBi", b"GP", 0, 1, 4326) + bytes(wkb)


def _stops(trip: Trip) -> Iterator[tuple[Any, ...]]:
    for order, stop in enumerate(trip.stops, start=1):
        place = stop.place
        days = [day for when in (stop.when, stop.arrival, stop.departure) for day in (when.first, when.last)]
        yield (
            _blob(shapely.Point(place.lon, place.lat)), order, place.name, place.id, place.kind, place.country,
            stop.status, *days, stop.confidence, len(stop.sources), stop.independent_sources,
            "\n".join(stop.bounded_by) or None, "\n".join(stop.contradictions) or None,
        )  # fmt: skip


def _legs(trip: Trip) -> Iterator[tuple[Any, ...]]:
    for leg in trip.legs:
        a, b = trip.stops[leg.start].place, trip.stops[leg.end].place
        parts = cut_at_antimeridian(geodesic((a.lon, a.lat), (b.lon, b.lat)))
        line = _blob(shapely.MultiLineString(parts)) if parts else None
        yield line, leg.start + 1, leg.end + 1, round(leg.geodesic_km, 3), leg.mode, leg.speed_km_h, leg.warning


def _quoted(quote: Quote) -> tuple[Any, ...]:
    return quote.source, quote.text, quote.start, quote.end


def _evidence(trip: Trip) -> Iterator[tuple[Any, ...]]:
    for order, stop in enumerate(trip.stops, start=1):
        for quote in distinct(claim.quote for claim in stop.evidence):
            yield order, *_quoted(quote)


def _distances(trip: Trip) -> Iterator[tuple[Any, ...]]:
    for claim in trip.distance_claims:
        ends = (
            claim.from_place.name if claim.from_place else claim.from_name,
            claim.to_place.name if claim.to_place else claim.to_name,
        )
        yield *_quoted(claim.quote), *ends, claim.claimed_km, claim.geodesic_km, claim.verdict, claim.explanation


def _sources(trip: Trip) -> Iterator[tuple[Any, ...]]:
    for d in trip.documents:
        yield (
            d.name, d.title, d.publisher, d.author, d.published, safe_url(d.url), d.language, text_sha256(d),
        )  # fmt: skip
