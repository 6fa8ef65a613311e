"""The tables from UN/LOCODE: places in their countries that hide none, spellings that lead to the towns they name."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.gazetteer.folding import filing_keys, name_key
from kimmap.gazetteer.supplement import (
    FORMER_NAMES,
    SPELLINGS,
    Entry,
    data_directory,
    place_tables,
    read_aliases,
    read_demonyms,
    read_entries,
)
from kimmap.geodesy import great_circle_km

TABLE = data_directory() / "locodes.tsv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def places() -> list[Entry]:
    return list(read_entries(TABLE))


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country"),
    [
        ("Taïba Ndiaye", 15.03, -16.88, "SN"),
        ("Drax", 53.73, -0.98, "GB"),
        ("Flåm", 60.86, 7.11, "NO"),
        ("Chabás", -33.25, -61.36, "AR"),
        ("Zinal", 46.14, 7.63, "CH"),
    ],
)
def test_a_small_place_is_found_where_it_is(
    gazetteer: Gazetteer, name: str, lat: float, lon: float, country: str
) -> None:
    (place,) = gazetteer.find(name)
    assert place.country == country
    assert great_circle_km(lat, lon, *place.point) < 5


@pytest.mark.parametrize(("spelling", "lat", "lon"), [("Hodeidah", 14.80, 42.95), ("Zfat", 32.96, 35.50)])
def test_a_spelling_leads_to_its_town(gazetteer: Gazetteer, spelling: str, lat: float, lon: float) -> None:
    assert great_circle_km(lat, lon, *gazetteer.find(spelling)[0].point) < 10


def test_a_place_hides_none(gazetteer: Gazetteer, places: list[Entry]) -> None:
    """A name of the table is no other place's: only places of the table have it."""
    for entry in places:
        found = gazetteer.find(entry.place.name)
        assert found, entry.place.name
        assert all(place.id.startswith("kimmap:locode/") for place in found), entry.place.name


def test_a_name_is_no_other_tables(places: list[Entry]) -> None:
    others = (e for table in place_tables() if table != TABLE for e in read_entries(table))
    taken = set().union(*(filing_keys(name) for entry in others for name in (entry.place.name, *entry.names)))
    taken |= {name_key(word) for word, _ in read_demonyms()}
    assert [e.place.name for e in places if name_key(e.place.name) in taken] == []


def test_a_place_is_among_the_towns_of_its_country(gazetteer: Gazetteer, places: list[Entry]) -> None:
    """Away from everybody in its country it would be in the sea or over the border, from a slip in a figure."""
    cells: dict[tuple[str | None, int, int], int] = Counter()
    for town in gazetteer.of_kind({"city"}):
        if not town.id.startswith("kimmap:locode/"):
            cells[town.country, round(town.lat), round(town.lon)] += 1
    alone = [
        entry.place.id
        for entry in places
        if not any(
            cells[entry.place.country, round(entry.place.lat) + y, round(entry.place.lon) + x]
            for reach in [round(5 / math.cos(math.radians(entry.place.lat)))]
            for y in range(-5, 6)
            for x in range(-reach, reach + 1)
        )
    ]
    assert alone == []


def test_rows_are_sound(places: list[Entry]) -> None:
    assert len(places) > 5000
    assert [i for i, count in Counter(entry.place.id for entry in places).items() if count > 1] == []
    named: dict[str, list[Entry]] = defaultdict(list)
    for entry in places:
        named[name_key(entry.place.name)].append(entry)
        assert 2 <= entry.place.radius_km <= 5
        assert entry.place.country
    assert max(map(len, named.values())) <= 2


@pytest.mark.parametrize("word", ["Terminal", "Airport", "Wharf", "Refinery", "Jetty", "Station"])
def test_no_place_is_a_terminal_or_works(places: list[Entry], word: str) -> None:
    assert not any(word in entry.place.name.split() for entry in places)


def test_a_spelling_is_new_and_of_one_town(gazetteer: Gazetteer) -> None:
    spellings = read_aliases(SPELLINGS)
    former = {name_key(name) for names in read_aliases(FORMER_NAMES).values() for name in names}
    owners: dict[str, set[str]] = defaultdict(set)
    for town, names in spellings.items():
        assert town.startswith("geonames:")
        for name in names:
            assert name_key(name) not in former
            assert gazetteer.find(name)[0].id == town, name
            owners[name_key(name)].add(town)
    assert max(map(len, owners.values())) == 1


def test_former_names_and_spellings_of_a_town_add_up() -> None:
    everything = read_aliases()
    for table in (FORMER_NAMES, SPELLINGS):
        with (data_directory() / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                assert set(row["names"].split("|")) <= set(everything[row["id"]])
