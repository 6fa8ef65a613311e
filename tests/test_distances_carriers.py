"""What a journey's time is worth by the animals that draw or bear somebody, and how it is told."""

from __future__ import annotations

import re

import pytest

from kimmap.distances import DurationClaim, check_durations
from kimmap.geodesy import destination
from kimmap.language import analyse_documents
from kimmap.model import Document, Place, PlaceMention, Resolution

ORIGIN = (48.0, 10.0)


def at(name: str, km: float, place_id: str = "", population: int = 0) -> Place:
    lat, lon = destination(ORIGIN, 90.0, km)
    return Place(place_id or f"test:{name}", name, "city", lat, lon, "XA", population=population)


ARDEN, BRUNN, KESTEL = at("Arden", 0), at("Brunn", 400), at("Kestel", 6)
FAR_BRUNN = at("Brunn", 9_000, "test:far")


def check(text: str, brunn: Place = BRUNN, others: tuple[Place, ...] = ()) -> DurationClaim:
    document = Document("a.txt", text)
    places = {"Arden": ARDEN, "Brunn": brunn, "Kestel": KESTEL}
    found = [
        Resolution(
            PlaceMention(document.quote(m.start(), m.end()), m[0]), places[m[0]], "test",
            0.4 if others and m[0] == "Brunn" else 1.0, others if m[0] == "Brunn" else (),
        )
        for m in re.finditer("|".join(places), text)
    ]  # fmt: skip
    (claim,) = check_durations(analyse_documents([document]), found)
    return claim


@pytest.mark.parametrize(
    ("text", "possible", "by"),
    [
        ("The mail coach ran from Arden to Brunn in six hours.", False, "too fast by coach and horses"),
        ("The mail coach ran from Arden to Brunn in thirty hours.", True, "possible by coach and horses"),
        ("Camels take one day from Arden to Brunn.", False, "too fast by camel"),
        ("Brunn lies six days from Arden by camel.", True, "possible by camel"),
        ("By ox-cart it is three days from Arden to Brunn.", False, "too fast by ox-cart"),
        ("On horseback they rode from Arden to Brunn in ten hours.", False, "too fast on horseback"),
        ("The bus ran from Arden to Brunn in six hours.", True, "possible by road"),
        ("Brunn is ninety hours from Arden on foot, for the road ends at the mill.", True, "possible on foot"),
    ],
)
def test_animals_are_as_fast_as_they_are(text: str, possible: bool, by: str) -> None:
    claim = check(text)
    assert claim.is_possible is possible
    assert by in claim.explanation


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It is two hours from Arden to Kestel.", "hardly more than the size of the places: possible in 2 hours"),
        ("It took twenty-three days from Arden to Brunn.", "in 23 days needs at least 0.7 km/h: possible"),
        ("It took four months from Arden to Brunn.", "in 122 days needs"),
        ("It took nine hours from Arden to Brunn.", "in 9 hours needs at least 43 km/h: possible"),
    ],
)
def test_figures_are_told_as_readers_want_them(text: str, told: str) -> None:
    explanation = check(text).explanation
    assert told in explanation
    assert "by any means" not in explanation


@pytest.mark.parametrize(
    "text",
    [
        "The stage from Arden to Brunn was won by Olaf Pell in nine hours.",
        "Ada Vinter won this year's race from Arden to Brunn in nine hours.",
    ],
)
def test_the_time_of_a_race_is_no_journeys(text: str) -> None:
    document = Document("a.txt", text)
    found = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), place, "test", 1.0)
        for place in (ARDEN, BRUNN)
        for m in re.finditer(place.name, text)
    ]
    assert check_durations(analyse_documents([document]), found) == ()


def test_the_namesake_is_meant_that_people_get_to_in_such_a_time() -> None:
    claim = check("Brunn lies four days from Arden.", FAR_BRUNN, (at("Brunn", 200, "test:near", 50_000),))
    assert "(200 km)" in claim.explanation
