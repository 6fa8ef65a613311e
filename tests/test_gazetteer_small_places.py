"""The tables of small places and waypoints: places are found where they should be, and stand behind all others."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.gazetteer.supplement import data_directory, read_entries
from kimmap.geodesy import geodesic_km
from kimmap.model import Document
from kimmap.pipeline import trace

TABLE = data_directory() / "small_places.tsv"
TABLES = TABLE, data_directory() / "waypoints.tsv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "lat", "lon", "kind"),
    [
        ("Polebridge", 48.77, -114.28, "city"),
        ("Elfin Cove", 58.19, -136.35, "gulf"),
        ("Soper's Hole", 18.39, -64.70, "gulf"),
        ("Grimsel Pass", 46.56, 8.34, "pass"),
        ("Pheriche", 27.89, 86.82, "city"),
        ("Sellandafjall", 65.41, -17.03, "mountain"),
        ("Photoksar", 34.08, 76.82, "city"),
        ("Mankinholes", 53.71, -2.06, "city"),
        ("Gaichtpass", 47.47, 10.62, "pass"),
        ("Gruinard Bay", 57.88, -5.48, "gulf"),
    ],
)
def test_a_small_place_is_found_where_it_is(gazetteer: Gazetteer, name: str, lat: float, lon: float, kind: str) -> None:
    near = [p for p in gazetteer.find(name) if geodesic_km(p.point, (lat, lon)) < 15]
    assert kind in {place.kind for place in near}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_place_of_the_table_stands_behind_a_larger_namesake(gazetteer: Gazetteer, table: Path) -> None:
    own = {entry.place.id for entry in read_entries(table)}
    checked = 0
    for entry in read_entries(table):
        found = gazetteer.find(entry.place.name)
        large = [i for i, p in enumerate(found) if p.population >= 5000 and p.name == entry.place.name]
        if large:
            checked += 1
            assert min(large) < next(i for i, p in enumerate(found) if p.id in own), entry.place.name
    assert checked > 100


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_ids_are_unique_and_radii_given(table: Path) -> None:
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 10_000
    assert [i for i, count in Counter(row["id"] for row in rows).items() if count > 1] == []
    assert all(0 < float(row["radius_km"]) <= 40 for row in rows)
    assert all(len(row["countries"]) == 2 for row in rows)


def test_a_walk_from_hamlet_to_hamlet_is_a_trip() -> None:
    text = (
        "Ada Vinter left Kathmandu on 3 May 2031. She slept in Syabrubesi on 4 May and in Lama Hotel on 5 May. "
        "On 7 May she reached Kyanjin Gompa."
    )
    stops = [(s.place.name, s.status) for s in trace([Document("a.txt", text)], "Ada Vinter").stops]
    names = ("Kathmandu", "Syabrubesi", "Lama Hotel", "Kyanjin Gompa")
    assert stops == [(name, "visited") for name in names]


def test_no_institution_and_no_country_is_a_hamlet() -> None:
    names = {entry.place.name for entry in read_entries(TABLE)}
    assert not any("University" in name or "College" in name.split() for name in names)
    assert names.isdisjoint({"Riga", "Poland", "Brussels", "Canadian", "Swiss"})
