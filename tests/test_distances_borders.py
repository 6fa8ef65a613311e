"""Distances to borders: measured to the nearest point of the line, whichever words the text has for it."""

from __future__ import annotations

import pytest

from kimmap.distances import check_distances, check_durations, find_typed
from kimmap.errors import UnknownPlace, WrongSettings
from kimmap.gazetteer import borders, open_gazetteer
from kimmap.gazetteer.borders import nearest_border
from kimmap.geodesy import geodesic_km
from kimmap.language import analyse_documents
from kimmap.model import DistanceClaim, Document
from kimmap.places import find_places, resolve_places


def check(text: str) -> list[DistanceClaim]:
    gazetteer = open_gazetteer()
    analyses = analyse_documents([Document("a.txt", text)])
    resolutions = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    return list(check_distances(analyses, resolutions, gazetteer))


@pytest.mark.parametrize(
    ("point", "countries", "km", "parted"),
    [
        ((49.0, -100.0), ("US", "CA"), 0.1, ("CA", "US")),
        ((50.0, -100.0), ("US",), 111.2, ("CA", "US")),
        ((50.0, -100.0), ("CA",), 111.2, ("CA", "US")),
        ((58.38, 26.72), ("RU",), 45.7, ("EE", "RU")),
        ((58.38, 26.72), ("EE",), 45.7, ("EE", "RU")),
        ((58.38, 26.72), ("LV", "RU"), 102.1, ("LV", "RU")),
    ],
)
def test_the_nearest_point_of_a_border(point, countries, km, parted) -> None:
    found = nearest_border(point, countries)
    assert found is not None
    assert geodesic_km(point, found.point) == pytest.approx(km, abs=1.0)
    assert found.countries == parted


@pytest.mark.parametrize(
    ("text", "ends", "verdict"),
    [
        ("Tacna lies 36 km from Chile.", [("Tacna", "the border of Chile and Peru")], "straight-line"),
        ("Braga is only 40 km from Spain.", [("Braga", "the border of Spain and Portugal")], "network"),
        ("Lima is 2,000 km from Chile.", [("Lima", "Chile")], "unresolved"),
        ("Braga is 20 km from Spain.", [("Braga", "Spain")], "unresolved"),
        ("Tacna lies 36 km from the Chilean and 270 km from the Bolivian border.",
         [("Tacna", "the border of Chile and Peru"), ("Tacna", "the border of Bolivia and Chile")], "straight-line"),
        ("Alnwick is thirty miles from the Scottish border.", [("Alnwick", "the Scottish border")], "unresolved"),
        ("Kiruna: 145 km to the north of the Arctic Circle.", [("Kiruna", "the Arctic Circle")], "straight-line"),
        ("Quito lies some 16 miles south of the equator.", [("Quito", "the equator")], "straight-line"),
        ("From Punta Arenas to the Pole is 4,100 km.", [("Punta Arenas", "the South Pole")], "straight-line"),
    ],
)  # fmt: skip
def test_lines_that_nobody_calls_borders(text, ends, verdict) -> None:
    claims = check(text)
    assert [(c.from_name, c.to_name) for c in claims] == ends
    assert claims[0].verdict == verdict


@pytest.mark.parametrize(
    ("a", "b", "parted"),
    [("PT", "IN", False), ("PT", "PT", False), ("MT", "IT", True), ("PE", "NZ", True), ("SE", "DK", False),
     ("XA", "PE", False), ("PE", None, False)],
)  # fmt: skip
def test_countries_between_which_no_way_leads_over_land(a, b, parted) -> None:
    assert borders.are_parted_by_sea(a, b) is parted


def test_a_country_is_measured_to_the_small_island_that_it_is_called_after() -> None:
    (claim,) = check("Saint Helena is 1,290 km from Ascension.")
    assert (claim.from_place.kind, claim.to_place.kind) == ("island", "island")
    assert claim.verdict == "straight-line"


@pytest.mark.parametrize(
    ("text", "border"),
    [
        ("From Tacna it takes thirty minutes by car to the Chilean frontier.", "the border of Chile and Peru"),
        ("Braga is forty minutes from the Spanish border by car.", "the border of Spain and Portugal"),
    ],
)
def test_a_time_to_a_border_is_one_to_its_nearest_point(text, border) -> None:
    gazetteer = open_gazetteer()
    analyses = analyse_documents([Document("a.txt", text)])
    resolutions = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    (claim,) = check_durations(analyses, resolutions, gazetteer)
    assert border in (claim.from_name, claim.to_name)
    assert claim.is_possible


def test_the_days_of_a_journey_to_a_country_are_no_time_of_travel() -> None:
    gazetteer = open_gazetteer()
    analyses = analyse_documents([Document("a.txt", "Ada Vinter set out on a six-day journey to Bolivia from Lima.")])
    resolutions = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    assert check_durations(analyses, resolutions, gazetteer) == ()


def test_a_way_that_was_raced_accuses_nobody() -> None:
    (claim,) = check("The 180-km stage from Lima to Cusco was won by Olaf Pell.")
    assert (claim.verdict, claim.explanation[:22]) == ("unresolved", "not judged: a way that")


def test_a_man_from_poland_is_no_pole() -> None:
    claims = check("Ada Vinter told the Pole that it was 30 km from Braga to Barcelos.")
    assert [(c.from_name, c.to_name) for c in claims] == [("Braga", "Barcelos")]


@pytest.mark.parametrize("countries", [("IS",), ("PT", "FR"), ("XX",)])
def test_where_no_land_border_is_there_is_no_point(countries) -> None:
    assert nearest_border((48.0, 2.0), countries) is None


@pytest.mark.parametrize(("point", "country"), [((68.0, 25.0), "FI"), ((-17.0, 30.0), "ZM"), ((52.0, 178.0), "RU")])
def test_no_corner_of_a_border_is_nearer_than_the_nearest_point(point, country) -> None:
    found = nearest_border(point, (country,))
    corners = [
        (lat, lon)
        for pair, lines in borders._borders().items()
        if country in pair
        for line in lines
        for lon, lat in line
    ]
    nearest_corner_km = min(geodesic_km(point, corner) for corner in corners)
    assert found is not None
    assert nearest_corner_km - 20 < geodesic_km(point, found.point) <= nearest_corner_km * 1.001


@pytest.mark.parametrize(
    ("text", "name", "verdict"),
    [
        ("Tartu is 47 km from the Russian border.", "the border of Estonia and Russia", "straight-line"),
        ("Tartu is 47 km from Estonia's border with Russia.", "the border of Estonia and Russia", "straight-line"),
        ("Tartu is 47 km from the Estonia-Russia border.", "the border of Estonia and Russia", "straight-line"),
        ("Tartu is 47 km from the border of Estonia and Russia.", "the border of Estonia and Russia", "straight-line"),
        ("Tartu, 47 km from the frontier, was quiet.", "the border of Estonia and Russia", "straight-line"),
        ("The base at Tartu lies 20 km from the Russian border.", "the border of Estonia and Russia", "implausible"),
        ("Laredo is 2 km from the U.S.-Mexico border.", "the border of Mexico and United States", "network"),
    ],
)  # fmt: skip
def test_a_border_is_an_end(text: str, name: str, verdict: str) -> None:
    (claim,) = check(text)
    assert (claim.to_name, claim.verdict) == (name, verdict)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Reykjavik is 30 km from the border.", "the border"),
        ("Tartu is 60 km from the border town of Narva.", "Narva"),
        ("Chattanooga is 8 km from the Georgia border.", "the Georgia border"),
        ("They crossed at Medyka. Lviv is 85 km from the border.", "Medyka"),
        ("They crossed at Medyka. Lviv is 85 km from the Belarusian border.", "the border of Belarus and Ukraine"),
        ("They crossed at Medyka. Lviv is 50 km from the border.", "the border of Poland and Ukraine"),
        ("They crossed at Medyka. Tartu is 47 km from the Russian border.", "the border of Estonia and Russia"),
    ],
)
def test_what_is_no_border_line_or_has_none(text: str, end: str) -> None:
    claims = check(text)
    assert [claim.to_name for claim in claims] == [end]


def test_the_village_is_the_one_named_last_though_nobody_knows_it() -> None:
    (claim,) = check(
        "Soldiers entered the village of Ostroveika. The settlement, 20 km from the Russian border, was empty."
    )
    assert claim.from_name == "Ostroveika"


def test_a_border_may_be_typed() -> None:
    gazetteer = open_gazetteer()
    for typed in (
        ["Tartu", "the Russian border"],
        ["Russian border", "Tartu"],
        ["Tartu", "Estonia's border with Russia"],
    ):
        found = {end.typed: end for end in find_typed(typed, gazetteer)}
        (border,) = (end for name, end in found.items() if "border" in name)
        assert border.place.name == "the border of Estonia and Russia"
        assert border.why == "its point nearest to Tartu"
        assert geodesic_km(found["Tartu"].place.point, border.place.point) == pytest.approx(46, abs=1)


@pytest.mark.parametrize(
    ("typed", "error", "hint"),
    [
        (["the border", "the Russian border"], WrongSettings, "give one beside it"),
        (["Reykjavik", "the border"], UnknownPlace, "no land border"),
        (["Tartu", "the border with Nowhereland"], UnknownPlace, "no land border"),
    ],
)
def test_a_border_that_cannot_be_told_is_refused(typed, error, hint) -> None:
    with pytest.raises(error, match=hint):
        find_typed(typed, open_gazetteer())
