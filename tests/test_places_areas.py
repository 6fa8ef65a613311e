"""Where large areas are put, and the words for their people."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.geodesy import geodesic_km
from kimmap.places import rank_places
from kimmap.places.candidates import _peoples, finder_for

TABLES = Path(__file__).parents[1] / "data" / "gazetteer"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def rows(table: str) -> list[dict[str, str]]:
    with (TABLES / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_circle_of_a_country_holds_its_capital(gazetteer: Gazetteer) -> None:
    outside = []
    for capital in (p for p in gazetteer.of_kind({"city"}) if p.capital and p.country):
        country = gazetteer.country(str(capital.country))
        if country and geodesic_km(capital.point, country.point) > country.radius_km + capital.radius_km:
            outside.append((capital.name, country.name))
    assert outside == []


def test_regions_have_ids_and_codes_of_geonames() -> None:
    regions = rows("regions.tsv")
    assert all(r["id"].removeprefix("geonames:").isdigit() for r in regions)
    codes = [r["code"] for r in regions]
    assert len(set(codes)) == len(codes) > 3_000
    assert all(code.startswith(r["countries"] + ".") for code, r in zip(codes, regions, strict=True))


@pytest.mark.parametrize(
    ("name", "id_"), [("Africa", "geonames:6255146"), ("Asia", "geonames:6255147"), ("Europe", "geonames:6255148")]
)
def test_continents_are_those_of_geonames(gazetteer: Gazetteer, name: str, id_: str) -> None:
    best = rank_places(name, gazetteer)[0].place
    assert (best.kind, best.id) == ("continent", id_)


def test_words_for_people_lead_to_a_place_and_name_none(gazetteer: Gazetteer) -> None:
    finder = finder_for(gazetteer)
    for word, name in _peoples().items():
        found = finder.candidates(word)
        assert found.places, f"{word}: no place is called {name}"
        assert found.how == "nationality", f"{word} is the name of {found.places[0].name}"
        assert not finder.is_known(word)
