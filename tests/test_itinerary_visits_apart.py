"""How many visits there were to a place, and which place one was of."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_itinerary import BIG_LODDE, LODDE, MILL, Paper, _one_sentence, on, place, rows, told, until

from kimmap.itinerary import leave_aside, merge_claims
from kimmap.model import Place

LIMA = place("Lima", -12.0, -77.0, country="PE")
CALLAO = place("Callao", -12.05, -77.3, country="PE")
CUSCO = place("Cusco", -13.5, -72.0, country="PE")
TACNA = place("Tacna", -18.0, -70.2, country="PE")
PORTO = place("Porto", 41.1, -8.6, country="PT")
BRAGA = place("Braga", 41.5, -8.4, country="PT")

VISITS: dict[str, tuple[list[Paper], list[tuple[str, int]]]] = {
    "two nights at a town near by": (
        [Paper("a").tells(LIMA, "stays", on(2, 4)).tells(CALLAO, "stays", on(4, 6)).tells(LIMA, "stays", on(6, 8))],
        [("Lima", 2), ("Callao", 4), ("Lima", 6)],
    ),
    "one night at a town near by, told by another text": (
        [
            Paper("a").tells(LIMA, "arrives", on(2)).tells(LIMA, "stays", on(9)),
            Paper("b").tells(CALLAO, "stays", on(4, 5)),
        ],
        [("Lima", 2), ("Callao", 4), ("Lima", 9)],
    ),
    "a day trip near by parts nothing": (
        [Paper("a").tells(LIMA, "arrives", on(2)).tells(CALLAO, "stays", on(4)).tells(LIMA, "stays", on(6))],
        [("Lima", 2), ("Callao", 4)],
    ),
    "two days at a place while living at another": (
        [Paper("a").tells(CUSCO, "stays", on(1, 28)).tells(LIMA, "stays", on(9)).tells(LIMA, "stays", on(20))],
        [("Cusco", 1), ("Lima", 9), ("Lima", 20)],
    ),
    "two days at a place, the second after leaving another that morning": (
        [
            Paper("a").tells(CUSCO, "arrives", on(1)).tells(LIMA, "arrives", on(9)),
            Paper("b").tells(LIMA, "arrives", on(20)).tells(CUSCO, "departs", on(20)),
        ],
        [("Cusco", 1), ("Lima", 9), ("Lima", 20)],
    ),
    "a few days at a place with nothing known between are one visit": (
        [Paper("a").tells(LIMA, "stays", on(9)).tells(LIMA, "stays", on(12))],
        [("Lima", 9)],
    ),
    "the leaving of a base does not part the stay at it": (
        [
            Paper("a").tells(LIMA, "arrives", on(2)).tells(LIMA, "departs", on(20)),
            Paper("b").tells(CUSCO, "departs", on(20)),
        ],
        [("Lima", 2), ("Cusco", 20)],
    ),
    "one leaving that texts tell for two days": (
        [
            Paper("a").tells(LIMA, "departs", on(2)).tells(CUSCO, "stays", on(2)),
            Paper("b").tells(CUSCO, "stays", on(4)).tells(LIMA, "departs", on(4)),
        ],
        [("Lima", 2), ("Cusco", 2)],
    ),
    "a coming home is no part of the announced leaving": (
        [
            Paper("a", 1).tells(LIMA, "departs", on(2), "planned"),
            Paper("b", 9).tells(LIMA, "stays", cues=("be", "back")).tells(CUSCO, "stays", on(4, 6)),
            Paper("c", 6).tells(TACNA, "stays", on(3)),
        ],
        [("Lima", 2), ("Tacna", 3), ("Cusco", 4), ("Lima", 6)],
    ),
    "a coming back by a day, with another place between": (
        [
            Paper("a", 4).tells(LIMA, "stays", on(2, 3)).tells(CUSCO, "stays", on(5, 7)),
            Paper("b", 12).tells(LIMA, "stays", until(9), cues=("be", "back")),
        ],
        [("Lima", 2), ("Cusco", 5), ("Lima", 7)],
    ),
}


@pytest.mark.parametrize("case", VISITS)
def test_nights_elsewhere_part_visits(case: str) -> None:
    papers, expected = VISITS[case]
    stops = merge_claims(told(*papers))
    assert [(name, first) for name, first, _, status in rows(stops) if status == "visited"] == expected


VILLAGE = place("Village", 46.0, 33.0, country="XR", population=1200)
CABLE_CAR = place("Cable Car", 46.12, 33.0, "site", "XR")


@pytest.mark.parametrize(
    ("town", "stops"),
    [
        (VILLAGE, ["Village", "Cable Car"]),
        (place("Village", 46.0, 33.0, country="XR", population=4_900), ["Village", "Cable Car"]),
        (place("Village", 46.0, 33.0, country="XR", population=5_000), ["Village"]),
        (LODDE, ["Lodde", "Cable Car"]),
        (BIG_LODDE, ["Lodde"]),
        (MILL, ["Lonely Mill", "Cable Car"]),
    ],
)
def test_a_village_has_no_sites_far_off(town: Place, stops: list[str]) -> None:
    found = merge_claims(told(Paper("a").tells(town, "stays", on(3)).tells(CABLE_CAR, "stays", on(4))))
    assert [s.place.name for s in found] == stops


ISLE = place("Isle", 10.0, 125.0, "island", "PH", radius_km=60.0)
HARBOUR = place("Harbour", 10.05, 125.05, country="PH", radius_km=4.0)
SHIRE = place("Shire", 10.0, 125.0, "district", "PH", radius_km=20.0, region="Other")
ISLET = place("Islet", 10.05, 125.1, "island", "PH", radius_km=1.0)


@pytest.mark.parametrize(
    ("area", "on_days", "one_sentence", "is_stop"),
    [
        (ISLE, (3, 3), True, False),
        (ISLE, (9, 9), True, False),  # one sentence is one visit
        (ISLE, (3, 3), False, False),
        (ISLE, (4, 4), False, False),
        (ISLE, (9, 9), False, True),
        (ISLET, (3, 3), False, True),  # what is smaller than the town is beside it
        (SHIRE, (3, 3), True, False),
    ],
)
def test_an_island_of_which_only_a_town_is_told_is_no_stop(
    area: Place, on_days: tuple[int, int], one_sentence: bool, is_stop: bool
) -> None:
    paper = Paper("a").tells(HARBOUR, "stays", on(3, 5)).tells(area, "stays", on(*on_days))
    claims = told(paper)
    if one_sentence:
        visits = (HARBOUR, "stays", on(3, 5)), (area, "stays", on(*on_days))
        claims = _one_sentence("They came to Harbour on the isle.", *visits)  # type: ignore[arg-type]
    stops = merge_claims(claims)
    assert (area.name in [s.place.name for s in stops]) == is_stop
    assert is_stop or [a.reason for a in leave_aside(claims, stops)] == ["container"]


MARCH = place("March", 41.0, -8.0, "district", "PT", radius_km=40.0)
MARCH_TOWN = replace(place("March", 41.2, -8.5, country="PT", region="Elsewhere"), id="test:march-town")
MARCH_ABROAD = replace(place("March", 43.0, -8.4, country="ES"), id="test:march-abroad")
MARCH_FAR = replace(place("March", 38.0, -8.0, country="PT"), id="test:march-far")


@pytest.mark.parametrize(
    ("area_days", "where", "is_town"),
    [
        (6, MARCH_TOWN, True),
        (7, MARCH_TOWN, True),
        (4, MARCH_TOWN, True),
        (9, MARCH_TOWN, False),
        (6, MARCH_ABROAD, False),
        (6, MARCH_FAR, False),
        (6, PORTO, False),
    ],
)
def test_a_province_of_the_name_of_its_town_is_the_town_of_those_days(
    area_days: int, where: Place, is_town: bool
) -> None:
    plan = Paper("a", 1).tells(where, "stays", on(5, 6), "planned")
    report = Paper("b", 10).tells(BRAGA, "arrives", on(area_days + 1)).tells(MARCH, "departs", on(area_days))
    stops = merge_claims(told(plan, report))
    assert any(s.place.id == where.id and s.status == "visited" for s in stops) == is_town


def test_a_letter_keeps_its_day_for_each_place_that_its_head_names() -> None:
    head = Paper("a", 18).tells(CUSCO, "stays", on(18), cues=("written at",))
    head.tells(TACNA, "stays", on(18), cues=("written at",)).tells(LIMA, "stays", on(18))
    days = {s.place.name: s.when for s in merge_claims(told(head))}
    assert days["Cusco"] == days["Tacna"] == on(18)
    assert days["Lima"].first is None


COAST_RIVER = place("Coast River", 44.5, 26.0, "river", None, countries=("XH", "XR"))
CROSSING = place("Gate", 44.0, 26.0, "border_crossing", None, countries=("XH", "XR"))


@pytest.mark.parametrize(
    ("role", "status", "expected"),
    [
        ("stays", "cancelled", {"Gate": "visited", "Coast River": "cancelled"}),
        ("arrives", "cancelled", {"Gate": "visited", "Coast River": "cancelled"}),
        ("stays", "visited", {"Gate": "visited"}),
        ("crosses", "visited", {"Gate": "visited"}),
    ],
)
def test_a_border_river_that_was_not_seen_is_no_word_of_the_crossing(
    role: str, status: str, expected: dict[str, str]
) -> None:
    papers = Paper("a", 5).tells(CROSSING, "crosses", on(4)), Paper("b", 9)
    papers[1].tells(COAST_RIVER, role, status=status, cues=("see", "not") if status == "cancelled" else ())  # type: ignore[arg-type]
    assert {s.place.name: s.status for s in merge_claims(told(*papers))} == expected
