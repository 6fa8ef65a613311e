"""Distances whose ends, unit or figure stand elsewhere: lists, signposts, ways taken up, comparisons, bare figures."""

from __future__ import annotations

import pytest
from test_distances import at, check, journeys

from kimmap.distances import compare
from kimmap.distances.measures import find_measures
from kimmap.distances.unitless import find_gapped, find_rows, unit_of_heading

TOLD = [
    # lists and signposts
    ("Km by road: Arden to Brunn 128, Brunn to Kestel 180.", [("Arden", "Brunn", 128), ("Brunn", "Kestel", 180)]),
    ("A signpost at Arden reads Brunn 128 km, Kestel 270 km.", [("Brunn", "Arden", 128), ("Kestel", "Arden", 270)]),
    ("We slept in Arden. The milestone says Brunn 128 km.", [("Brunn", "Arden", 128)]),
    ("Brunn: from Arden 128 km, from Kestel 180.", [("Brunn", "Arden", 128), ("Brunn", "Kestel", 180)]),
    ("Arden to Brunn, 128 km; Brunn to Kestel, 180. We slept.", [("Arden", "Brunn", 128), ("Brunn", "Kestel", 180)]),
    # a way that was told before
    ("The ferry from Arden to Brunn is late. The crossing, 128 km, is rough.", [("Arden", "Brunn", 128)]),
    ("She left Arden early and reached Brunn. The distance is 128 km.", [("Arden", "Brunn", 128)]),
    ("He saw Arden before driving on to Brunn. The distance is 128 km.", [("Arden", "Brunn", 128)]),
    ("The line between Arden and Brunn is shut. Buses cover the 128 km between the two.", [("Arden", "Brunn", 128)]),
    ("They left Arden. They came to Brunn at dusk. 128 km says the sign.", [("Arden", "Brunn", 128)]),
    ("Left Arden for Brunn. The purser says it is 128 km.", [("Arden", "Brunn", 128)]),
    ("Slept in Arden. Brunn tomorrow: 128 km.", [("Brunn", "Arden", 128)]),
    ("Cleared Arden at noon. Passage to Brunn, 128 km.", [("Brunn", "Arden", 128)]),
    # both ends in the sentence
    ("The 128-km-long road from Arden to Brunn is shut.", [("Arden", "Brunn", 128)]),
    ("Arden and Brunn are joined by 128 km of bad road.", [("Arden", "Brunn", 128)]),
    ("Arden and Brunn are less than 128 km from one another.", [("Arden", "Brunn", 128)]),
    ("Arden to Brunn took us a day in the rain, 128 km of mud.", [("Arden", "Brunn", 128)]),
    ("It is between 120 and 136 km from Arden to Brunn.", [("Arden", "Brunn", 128)]),
    ("Brunn, on a hill above Skerry, is 128 km from Arden.", [("Brunn", "Arden", 128)]),
    ("Brunn, ten dozen kilometres from Arden, slept.", [("Brunn", "Arden", 120)]),
    # no known wording, but the figure is that of a way between the two places
    ("He laughed in Arden at a trip to Brunn: ‘128 km each way!’", [("Arden", "Brunn", 128)]),
    ("A 128-km ride brought me to the gates of Brunn; Arden was dark behind us.", [("Brunn", "Arden", 128)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), TOLD)
def test_ends_that_stand_elsewhere(text: str, claims: list[tuple[str, str, float]]) -> None:
    found = [(*sorted((c.from_name, c.to_name)), round(c.claimed_km)) for c in check(text)]
    assert found == [(*sorted((a, b)), km) for a, b, km in claims]


NO_CLAIMS = [
    "Everyone within 20 km of Arden had to leave.",
    "By spring they had laid 120 km of track out of Arden.",
    "No boat may come nearer than 2 km to Arden.",
    "Arden is 150 km from the sea.",
    "Distances in km: see below. In March 2023, Arden was cut off and Brunn too.",
    "He laughed in Arden at a trip to Brunn: ‘230 km each way!’",  # no wording, and no way between them
    "A ride through Arden and Brunn and a 128 km long wall.",
    "Slept in Arden. Kestel tomorrow, and then 30 km of rest.",
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_zones_shores_and_things_made_are_no_distances(text: str) -> None:
    assert check(text) == []


COMPARED = [
    ("Arden is as far from Brunn as Brunn is from Kestel.", ("Arden", "Brunn", 150, "network")),
    ("Brunn is as far from Arden as from Kestel.", ("Brunn", "Arden", 150, "network")),
    ("Arden is as far from Brunn as Farland is.", ("Arden", "Brunn", 6185, "implausible")),
    ("Kestel is two times as far from Arden as Brunn is.", ("Kestel", "Arden", 200, "network")),
    ("Brunn is equidistant from Arden and Kestel.", ("Brunn", "Arden", 150, "network")),
    ("Kestel is half as far from Brunn as Kestel is from Arden.", ("Kestel", "Brunn", 125, "network")),
]


@pytest.mark.parametrize(("text", "told"), COMPARED)
def test_a_distance_told_by_another(text: str, told: tuple[str, str, float, str]) -> None:
    (claim,) = check(text)
    assert (claim.from_name, claim.to_name, claim.verdict) == (told[0], told[1], told[3])
    assert claim.claimed_km == pytest.approx(told[2], rel=0.03)
    assert "apart" in claim.explanation


def test_what_is_not_as_far_is_no_claim() -> None:
    assert check("Arden is not as far from Brunn as Brunn is from Kestel.") == []


TIMES = [
    ("Brunn is two hours from Arden and three hours from Kestel.", [("Arden", 2), ("Kestel", 3)]),
    ("Arden and Brunn lie half an hour apart by train.", [("Brunn", 0.5)]),
    ("Brunn is 128 km from Arden and two hours by minibus.", [("Arden", 2)]),
    ("They rode from Arden to Brunn, a distance of 128 km, which the post performs in ten hours.", [("Brunn", 10)]),
    ("Brunn is 128 km from Arden. Buses cover the distance in two hours.", [("Arden", 2)]),
    ("The ferry from Arden to Brunn runs. The crossing takes four hours.", [("Brunn", 4)]),
    ("Arden–Brunn: 128 km, 4 h.", [("Brunn", 4)]),
    ("Arden to Brunn (128 km; 3 hrs)", [("Brunn", 3)]),
    ("In Arden they said that the drive to Brunn would be three hours.", [("Arden", 3)]),
    ("The way from Arden to Brunn is given at five days.", [("Brunn", 120)]),
    ("Brunn lies 128 km from Arden, three or four days' march.", [("Arden", 96)]),
]


@pytest.mark.parametrize(("text", "told"), TIMES)
def test_times_that_are_added_to_a_way(text: str, told: list[tuple[str, float]]) -> None:
    found = [(ends, hours) for *ends, hours, _, possible in journeys(text) if possible is not None]
    assert [hours for _, hours in found] == [hours for _, hours in told]
    assert all(place in ends for (ends, _), (place, _) in zip(found, told, strict=True))


def test_a_time_saved_is_no_journey() -> None:
    assert journeys("Trains from Arden to Brunn take half an hour less than before.") == []


def test_towns_are_measured_from_near_their_centres() -> None:
    """Wide as two towns are, 65 km is no straight line between such as lie 100 km apart; 75 km may be."""
    towns = at("Arden", 0, radius_km=25.0), at("Brunn", 100, radius_km=25.0)
    assert compare(*towns, claimed_km=65).verdict == "implausible"
    assert compare(*towns, claimed_km=75).verdict == "straight-line"


def test_miles_among_words_of_ships_may_be_nautical() -> None:
    (claim,) = check("All hands on watch. Brunn is 54 miles from Arden.")
    assert (round(claim.claimed_km), claim.verdict) == (100, "straight-line")
    assert check("Brunn is 54 miles from Arden.")[0].verdict == "implausible"


def test_a_range_is_its_middle() -> None:
    (measure,) = find_measures("between 340 and 390 km")
    assert (measure.km, measure.least_km, measure.most_km) == (365, 335, 395)


def test_figures_without_a_unit_need_a_table() -> None:
    assert unit_of_heading("Distances in miles:\nArden 5\nBrunn", 28) == pytest.approx(1.609344)
    assert unit_of_heading("Distances in miles:\nArden is a town.\nBrunn", 37) is None
    assert [m.km for m in find_rows("Arden 5; Brunn 1,204.", 1.0)] == [5, 1204]
    assert find_rows("Arden had 5, Brunn had 8, and all were well.", 1.0) == []
    assert find_rows("Arden 5; Brunn 8", None) == []


def test_a_gapped_figure_is_no_year() -> None:
    lengths = find_measures("Arden is 70 km, Brunn 100, Kestel 2010.")
    assert [m.km for m in find_gapped("Arden is 70 km, Brunn 100, Kestel 2010.", lengths)] == [100]


def test_long_tables_take_no_longer_than_they_are() -> None:
    assert len(find_rows("Arden 5; " * 20_000, 1.0)) == 20_000
    assert find_rows("a b 1 " * 20_000 + "!", 1.0) == []


@pytest.mark.parametrize(
    ("words", "km"), [("The skipper reefed the mainsail.", 100), ("The skipper slept.", 87), ("The boat slept.", 87)]
)
def test_miles_of_sailors_are_nautical(words: str, km: int) -> None:
    (claim,) = check(f"It is 54 miles from Arden to Brunn. {words}")
    assert round(claim.claimed_km) == km
