"""Places as somebody types them: names in each other's light, qualifiers, coordinates, slips of spelling."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimmap.distances import describe, find_typed
from kimmap.errors import UnknownPlace, WrongSettings
from kimmap.geodesy import geodesic_km, midpoint, read_point
from kimmap.model import Place


def city(name: str, number: int, lat: float, lon: float, country: str, region: str, population: int) -> Place:
    return Place(f"test:{number}", name, "city", lat, lon, country, region=region, population=population, radius_km=3.0)


XALAND = Place("test:1", "Xaland", "country", 50.0, 10.0, "XA", population=10**7, radius_km=300.0)
YLAND = Place("test:2", "Yland", "country", 0.0, 100.0, "YL", population=10**7, radius_km=300.0)
WESTMARK = Place("test:3", "Westmark", "region", 50.0, 9.0, "XA", radius_km=80.0)
ARDEN = city("Arden", 4, 50.0, 10.0, "XA", "Westmark", 2_000_000)
ARDEN_FAR = city("Arden", 5, 0.0, 100.0, "YL", "South", 40_000)
BRUNN = city("Brunn", 6, 50.2, 10.4, "XA", "Westmark", 30_000)
BRUNN_FAR = city("Brunn", 7, 0.1, 100.2, "YL", "South", 90_000)
BRUNN_REGION = Place("test:8", "Brunn", "region", 50.2, 10.5, "XA", radius_km=40.0)
KESTEL = city("Kestel", 9, 0.3, 100.0, "YL", "North", 1_000)
EASTSHIRE = Place("test:11", "Eastshire", "district", 50.2, 10.2, "XA", region="Westmark", radius_km=10.0)
FARO_EAST = Place("test:12", "Faro", "city", 50.2, 10.3, "XA", district="Westshire", population=5_000)
FARO_WEST = Place("test:13", "Faro", "city", 50.2, 10.1, "XA", population=3_000)
CAPE = Place("test:10", "Cape Kestel", "cape", 51.0, 10.0, None)
PLACES = (
    XALAND,
    YLAND,
    WESTMARK,
    ARDEN,
    ARDEN_FAR,
    BRUNN_REGION,
    BRUNN_FAR,
    BRUNN,
    KESTEL,
    EASTSHIRE,
    FARO_EAST,
    FARO_WEST,
    CAPE,
)


class FakeGazetteer:
    """Finds by exact name, the most populous first."""

    def find(self, name: str) -> tuple[Place, ...]:
        found = [p for p in PLACES if p.name.casefold() == name.strip().casefold()]
        return tuple(sorted(found, key=lambda p: -p.population))

    def near(self, lat: float, lon: float, radius_km: float, kinds: object) -> tuple[Place, ...]:
        raise AssertionError("not asked")

    def of_kind(self, kinds: object, country: str | None = None) -> tuple[Place, ...]:
        raise AssertionError("not asked")

    def by_id(self, place_id: str) -> Place | None:
        return next((p for p in PLACES if p.id == place_id), None)

    def country(self, code: str) -> Place | None:
        return {"XA": XALAND, "YL": YLAND}.get(code)

    def longest_match(self, words: Sequence[str]) -> int:
        raise AssertionError("not asked")

    def demonym(self, word: str) -> str | None:
        return {"Xalandic": "XA"}.get(word)

    def names_of(self, place_id: str) -> tuple[str, ...]:
        raise AssertionError("not asked")


GAZETTEER = FakeGazetteer()


def meant(*typed: str) -> list[Place]:
    return [end.place for end in find_typed(typed, GAZETTEER)]


MEANT = [
    (("Arden", "Kestel"), [ARDEN_FAR, KESTEL]),  # the one that lies with the other
    (("Arden", "Cape Kestel"), [ARDEN, CAPE]),
    (("Arden", "Brunn"), [ARDEN, BRUNN]),
    (("Brunn", "Brunn, Yland"), [BRUNN_FAR, BRUNN_FAR]),
    (("Arden, YL", "Arden"), [ARDEN_FAR, ARDEN_FAR]),
    (("Arden (Yland)", "Cape Kestel"), [ARDEN_FAR, CAPE]),
    (("Brunn, Westmark", "Kestel"), [BRUNN, KESTEL]),
    (("Brunn, Eastshire", "Kestel"), [BRUNN, KESTEL]),  # towns are seldom known with their county
    (("Faro, Eastshire", "Kestel"), [FARO_WEST, KESTEL]),  # one that is known with another's is not in it
    (("Brunn, Xalandic", "Kestel"), [BRUNN, KESTEL]),
    (("Brunn, Arden", "Brunn, South"), [BRUNN, BRUNN_FAR]),
    (("test:5", "Arden, Xaland"), [ARDEN_FAR, ARDEN]),
    (("Arden", "Xaland"), [ARDEN, XALAND]),
]


@pytest.mark.parametrize(("typed", "places"), MEANT)
def test_names_are_read_in_each_others_light(typed: tuple[str, ...], places: list[Place]) -> None:
    assert meant(*typed) == places


def test_the_same_words_mean_the_same_place_in_a_way() -> None:
    assert meant("Arden", "Kestel", "Arden") == [ARDEN_FAR, KESTEL, ARDEN_FAR]


def test_runners_up_and_reasons_are_given() -> None:
    arden, kestel = find_typed(("Arden", "Kestel"), GAZETTEER)
    assert arden.runners_up == (ARDEN,)
    assert "lies with Kestel, 33 km away" in arden.why
    assert kestel.why == "the only place of that name"
    assert describe(ARDEN_FAR, GAZETTEER) == "Arden, city in South, Yland (0.00, 100.00)"


@pytest.mark.parametrize(
    ("typed", "words"),
    [("Kestle", "“Kestle” is known; did you mean Kestel?"), ("Kestell", "mean Kestel?"), ("Kstel", "mean Kestel?"),
     ("Old Kestel", "mean Kestel?"), ("Qqqqq", "check the spelling"),
     ("Kestel, Xaland", "in or near “Xaland”; known are Kestel")],
)  # fmt: skip
def test_an_unknown_name_is_refused_with_near_spellings(typed: str, words: str) -> None:
    with pytest.raises(UnknownPlace) as error:
        meant("Arden", typed)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("typed", ["", "  ", "91, 10", "12", "!?"])
def test_what_is_no_place_at_all_is_refused(typed: str) -> None:
    with pytest.raises(WrongSettings):
        meant("Arden", typed)


POINTS = [
    ("43.35, 132.18", (43.35, 132.18)), ("43.35,132.18", (43.35, 132.18)), ("43.35 132.18", (43.35, 132.18)),
    ("-33.9 18.4", (-33.9, 18.4)), ("geo:43.35,-132.18", (43.35, -132.18)), ("40.7°N 74°W", (40.7, -74.0)),
    ("43°21'N 132°12'E", (43.35, 132.2)), ("70° 30' 36\" S, 172° 12' 00\" W", (-70.51, -172.2)), ("0, 0", (0.0, 0.0)),
    ("91, 3", None), ("10, 181", None), ("12", None), ("1234", None), ("12N, 13", None), ("Arden", None), ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "point"), POINTS)
def test_coordinates_are_read(text: str, point: tuple[float, float] | None) -> None:
    assert read_point(text) == (pytest.approx(point) if point else None)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_any_point_is_read_back(lat: float, lon: float) -> None:
    assert read_point(f"{lat:.6f}, {lon:.6f}") == pytest.approx((lat, lon), abs=1e-6)


@given(st.floats(-80, 80), st.floats(-170, 170), st.floats(-80, 80), st.floats(-170, 170))
def test_the_midpoint_is_as_far_from_both_ends(lat: float, lon: float, lat2: float, lon2: float) -> None:
    a, b = (lat, lon), (lat2, lon2)
    middle, half = midpoint(a, b), geodesic_km(a, b) / 2
    assert (geodesic_km(a, middle), geodesic_km(middle, b)) == pytest.approx((half, half), abs=1e-5)
