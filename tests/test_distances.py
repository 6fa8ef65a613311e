"""Stated distances: found, bound to their ends, and judged against the geodesic."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimmap.distances import check_distances, check_durations, compare
from kimmap.distances.measures import find_measures
from kimmap.errors import WrongSettings
from kimmap.geodesy import Point, along, bearing_deg, compass_point, destination, geodesic_km, nearest_km
from kimmap.language import Analysis, Sentence, analyse_documents
from kimmap.model import Claim, DistanceClaim, Document, Place, PlaceKind, PlaceMention, Resolution, Stop

ORIGIN = (48.0, 10.0)


def at(name: str, km: float, bearing: float = 90.0, kind: PlaceKind = "city", **more: object) -> Place:
    """An invented place at a distance from ORIGIN."""
    lat, lon = destination(ORIGIN, bearing, km)
    return Place(f"test:{name}", name, kind, lat, lon, "XA", **{"radius_km": 2.0, **more})  # type: ignore[arg-type]


ARDEN = at("Arden", 0, capital=True)
BRUNN = at("Brunn", 100)  # due east of Arden
KESTEL = at("Kestel", 250)  # 150 km east of Brunn
SKERRY = at("Skerry", 40, 180, "island")
RUDAVIA = at("Rudavia", 600, 0, "country", radius_km=300.0)
SLOW = at("Slow", 30, 0, "river")
FARLAND = Place("test:Farland", "Farland", "city", 10.0, 60.0, "XF", capital=True)
PLACES = {p.name: p for p in (ARDEN, BRUNN, KESTEL, SKERRY, RUDAVIA, SLOW, FARLAND)}


def check(text: str) -> list[DistanceClaim]:
    """Distances in a text, with its grammar."""
    document = Document("a.txt", text)
    analysis = analyse_documents([document])[0]
    resolutions = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("|".join(PLACES), text)
    ]
    return list(check_distances([analysis], resolutions))


FRAMES = [
    ("Brunn is 100 kilometres from Arden.", ("Brunn", "Arden"), "Brunn is 100 kilometres from Arden"),
    ("Brunn lies 128 km from Arden by road.", ("Brunn", "Arden"), "Brunn lies 128 km from Arden by road"),
    ("Brunn lies roughly 100 km from the centre of Arden.", ("Brunn", "Arden"), None),
    ("Arden and Brunn lie 100 km apart as the crow flies.", ("Arden", "Brunn"), None),
    ("The distance between Arden and Brunn is about 100 km.", ("Arden", "Brunn"), None),
    ("There are 100 km between Arden and Brunn.", ("Arden", "Brunn"), None),
    ("He spoke in Brunn, some 100km from Arden, to the miners.", ("Brunn", "Arden"), "Brunn, some 100km from Arden"),
    ("The old railway runs 120 km from Arden to Brunn.", ("Arden", "Brunn"), "120 km from Arden to Brunn"),
    ("Arden to Brunn is 120 km by road.", ("Arden", "Brunn"), None),
    ("From Arden to Brunn she made 120 km in two days.", ("Arden", "Brunn"), None),
    ("She spent a night in Arden. The train goes on to Brunn, 120 km away by rail.", ("Brunn", "Arden"), None),
    ("They left Arden for Brunn, barely 100 km down the line.", ("Arden", "Brunn"), None),
    ("We were in Arden. A farmer drove me the 120 km of highway to Brunn.", ("Brunn", "Arden"), None),
    ("We were in Arden. We flew on to Brunn, a hop of 100 km.", ("Brunn", "Arden"), None),
    ("They landed on Skerry. The island is 40 km from Arden.", ("Skerry", "Arden"), None),
    ("Arden received us. Brunn lies 100 km east of the capital.", ("Brunn", "Arden"), None),
    ("We slept in Arden. Brunn is only 100 km from here.", ("Brunn", "Arden"), None),
    ("Brunn lies within 120 km of Arden.", ("Brunn", "Arden"), None),
    ("He saw Brunn that morning (a hundred kilometres east of Arden).", ("Brunn", "Arden"), None),
]


@pytest.mark.parametrize(("text", "ends", "quote"), FRAMES)
def test_both_ends_are_bound(text: str, ends: tuple[str, str], quote: str | None) -> None:
    claim, = check(text)  # fmt: skip
    assert (claim.from_name, claim.to_name) == ends
    assert claim.from_place is PLACES[ends[0]]
    assert claim.geodesic_km == pytest.approx(geodesic_km(PLACES[ends[0]].point, PLACES[ends[1]].point))
    assert claim.verdict in ("straight-line", "network")
    assert quote is None or claim.quote.text == quote


def test_two_ways_between_the_same_ends() -> None:
    straight, road = check("Brunn is 100 km from Arden as the crow flies but 145 km by road.")
    assert (straight.stated_as, straight.verdict) == ("straight", "straight-line")
    assert (road.stated_as, road.verdict, road.to_place) == ("road", "network", ARDEN)
    assert road.quote.text == "145 km by road"


@pytest.mark.parametrize(
    "text",
    [
        "Brunn. 65 km.",
        "Arden to Brunn took half an hour.",
        "The train did 90 km/h from Arden to Brunn.",
        "They drove at 90 km per hour from Arden.",
        "The lake near Brunn is 12 km long and 300 km² large.",
        "A ridge 3 km high hides Arden.",
        "There are 1,200 km of railway in Arden.",
        "Brunn, a town of 9,000, is near Arden.",
        "In Brunn windows broke; the quake had its epicentre some 50 km east of Arden.",
        "Between Arden and Brunn boats stay two miles off the shore.",
        "The park at Brunn stretches along the coast of Arden and 50 km inland.",
    ],
)
def test_other_lengths_are_no_distances_between_places(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Brunn is 20 km from Nowhere.", "Nowhere"),
        ("We were still 20 km short of Arden.", "We"),
    ],
)
def test_an_end_that_nobody_names_is_not_guessed(text: str, unknown: str) -> None:
    claim, = check(text)  # fmt: skip
    assert claim.verdict == "unresolved"
    assert claim.geodesic_km is None
    assert claim.explanation == f"not judged: nothing tells where “{unknown}” is"


VERDICTS = [
    ("Brunn is 100 km from Arden.", "straight-line", "the straight line (100 km)"),
    ("Brunn is 156 km from Arden.", "network",
     "not the straight line (100 km); 1.56 times it, plausible along a road or railway"),
    ("Brunn is 156 km from Arden by rail.", "network",
     "not the straight line (100 km); 1.56 times it, plausible along a railway"),
    ("Brunn is 156 km from Arden by river steamer.", "network",
     "not the straight line (100 km); 1.56 times it, plausible along the river"),
    ("The flight took her 106 km from Arden to Brunn.", "network",
     "not the straight line (100 km); 1.06 times it, plausible by air, with a detour"),
    ("Brunn is 128 km from Arden as the crow flies.", "network",
     "not the straight line (100 km), as the text has it; 1.28 times it, plausible along a road or railway"),
    ("Skerry is 60 km from Arden.", "network", "not the straight line (40 km); 1.50 times it, plausible by sea"),
    ("Skerry is 120 km from Arden.", "network",
     "not the straight line (40 km); 3.00 times it, plausible by sea, with a detour around land"),
    ("Brunn is 290 km from Arden.", "network",
     "not the straight line (100 km); 2.90 times it, "
     "plausible only with a detour, around water, mountains or a closed border"),
    ("Brunn is 480 km from Arden.", "implausible",
     "not the straight line (100 km): 4.80 times it, too long for any ordinary way"),
    ("Brunn is 62 km from Arden.", "implausible",
     "shorter than the straight line (100 km), which no way can be; "
     "it would be the straight line if the figure were miles taken for kilometres"),
    ("Brunn is about 95 km from Arden.", "straight-line",
     "the straight line (100 km), within rounding and the size of the places"),
    ("Brunn is more than 80 km from Arden.", "straight-line",
     "the straight line (100 km), within rounding and the size of the places"),
    ("Brunn is 101 km from Arden by road.", "straight-line",
     "the straight line (100 km), hardly the length of a road as the text has it"),
    ("Brunn is 100 km west of Arden.", "implausible",
     "wrong direction: Brunn lies to the east of Arden, not to the west as the text has it; "
     "the figure itself is right: the straight line (100 km)"),
    ("Brunn is 100 km east-north-east of Arden.", "straight-line", "the straight line (100 km)"),
    ("Brunn is 100 km south of Arden.", "implausible",
     "wrong direction: Brunn lies to the east of Arden, not to the south as the text has it; "
     "the figure itself is right: the straight line (100 km)"),
    ("Brunn is 100 km south-south-east of Arden.", "straight-line",
     "the straight line (100 km); Brunn lies to the east of Arden, not to the south-south-east as the text has it"),
    ("Brunn is 500 km from Rudavia.", "unresolved", "not judged: Rudavia is too large to measure from one point"),
    ("Brunn is 104 km from Slow.", "unresolved", "not judged: Slow is too large to measure from one point"),
]  # fmt: skip


def test_nothing_is_measured_from_the_middle_of_an_area_that_is_not_judged() -> None:
    claim, = check("Farland is 900 km from Rudavia.")  # fmt: skip
    assert (claim.verdict, claim.geodesic_km, claim.ratio) == ("unresolved", None, None)


def test_of_two_areas_the_one_is_named_that_is_really_too_large() -> None:
    islet = at("Islet", 0, kind="country", radius_km=20.0)
    assert "Rudavia is too large" in compare(islet, RUDAVIA, 150).explanation


@pytest.mark.parametrize(("text", "verdict", "explanation"), VERDICTS)
def test_the_verdict_says_why(text: str, verdict: str, explanation: str) -> None:
    claim, = check(text)  # fmt: skip
    assert (claim.verdict, claim.explanation) == (verdict, explanation)


def test_an_end_from_long_before_is_not_held_against_the_text() -> None:
    filler = "Nothing of note happened for a long while and nobody minded. " * 10
    assert check("They met in Kestel. " + filler + "The train goes on to Brunn, 20 km away.") == []
    claim, = check("They met in Kestel. The train goes on to Brunn, 20 km away.")  # fmt: skip
    assert (claim.to_place, claim.verdict) == (KESTEL, "implausible")


# ----------------------------------------------------------------------------------- measures

LENGTHS = [
    ("254 km", 254, (253.5, 254.5)),
    ("254-kilometre", 254, (253.5, 254.5)),
    ("9,000 km", 9000, (8500, 9500)),
    ("1 344 km", 1344, (1343.5, 1344.5)),
    ("12.5 km", 12.5, (12.45, 12.55)),
    ("about 250 km", 250, (225, 275)),
    ("nearly 250 km", 250, (225, 255)),
    ("60–80 km", 70, (55, 85)),
    ("fourteen miles", 14 * 1.609344, None),
    ("two hundred and fifty miles", 250 * 1.609344, None),
    ("a hundred miles", 160.9344, None),
    ("twenty-five nautical miles", 46.3, None),
    ("300 versts", 320.04, None),
    ("158 miles (254 km)", 158 * 1.609344, None),
    ("3½ leagues", 3.5 * 4.828032, None),
]


@pytest.mark.parametrize(("text", "km", "band"), LENGTHS)
def test_lengths_are_read(text: str, km: float, band: tuple[float, float] | None) -> None:
    measure, = find_measures(f"It is {text} from there.")  # fmt: skip
    assert measure.km == pytest.approx(km)
    assert f"It is {text} from there."[measure.start : measure.end] == text
    if band is not None:
        assert (measure.least_km, measure.most_km) == pytest.approx(band)


# ------------------------------------------------------------------------- comparing, geodesics


def test_a_comparison_tells_length_direction_and_worth() -> None:
    plain = compare(ARDEN, BRUNN)
    assert plain.geodesic_km == pytest.approx(100, abs=0.01)
    assert plain.midpoint == pytest.approx(along(ARDEN.point, BRUNN.point, 0.5))
    assert (plain.direction, plain.verdict, plain.ratio) == ("east", None, None)
    claimed = compare(ARDEN, BRUNN, 156)
    assert claimed.ratio == pytest.approx(1.56, abs=0.001)
    assert claimed.verdict == "network"
    assert claimed.explanation == "not the straight line (100 km); 1.56 times it, plausible along a road or railway"


@pytest.mark.parametrize("km", [0, -3])
def test_a_claim_that_is_no_distance_is_refused(km: float) -> None:
    with pytest.raises(WrongSettings, match="positive"):
        compare(ARDEN, BRUNN, km)


def test_geographiclib_and_geopy_agree_to_a_metre() -> None:
    from geopy.distance import geodesic

    points = random.Random(7)
    for _ in range(200):
        a, b = [(points.uniform(-90, 90), points.uniform(-180, 180)) for _ in range(2)]
        assert abs(geodesic_km(a, b) - geodesic(a, b).km) < 0.001


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0, 359), st.floats(1, 5000))
def test_going_and_measuring_are_inverse(lat: float, lon: float, bearing: float, km: float) -> None:
    end = destination((lat, lon), bearing, km)
    assert geodesic_km((lat, lon), end) == pytest.approx(km, abs=1e-6)
    assert -180 <= end[1] <= 180
    middle = along((lat, lon), end, 0.5)
    assert geodesic_km((lat, lon), middle) == pytest.approx(km / 2, abs=1e-6)


POINT = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@given(POINT, st.lists(POINT, max_size=12), st.integers(1, 4))
def test_the_nearest_of_many_points(point: Point, others: list[Point], count: int) -> None:
    exact = sorted(geodesic_km(point, other) for other in others)[:count]
    assert nearest_km(point, others, count) == pytest.approx(exact, rel=0.006)


def test_a_line_over_the_antimeridian_is_short() -> None:
    assert geodesic_km((0, 179.5), (0, -179.5)) == pytest.approx(111.32, abs=0.01)
    assert compass_point(bearing_deg((0, 179.5), (0, -179.5))) == "east"


@pytest.mark.parametrize(
    ("degrees", "words"), [(0, "north"), (359, "north"), (225, "south-west"), (11.3, "north-north-east")]
)
def test_bearings_in_words(degrees: float, words: str) -> None:
    assert compass_point(degrees) == words


# ---------------------------------------------------------------------------------- more frames

MORE_FRAMES = [
    # the capital is that of the other end's country, and not the one named last
    ("Arden received us. They came from Farland. Brunn lies 100 km east of the capital.", [("Brunn", "Arden", 100)]),
    ("Brunn and Arden are 100 km apart on the chart, 130 km if one keeps to the road.",
     [("Brunn", "Arden", 100), ("Brunn", "Arden", 130)]),
    ("Brunn and Arden lie 100 km apart as the crow flies. The cyclometer says 128.",
     [("Brunn", "Arden", 100), ("Brunn", "Arden", 128)]),
    ("Out of Arden at six, along the river. Brunn by five. 128 km.", [("Arden", "Brunn", 128)]),
    ("We were in Arden. On Thursday we flew to Brunn, a dull leg, 100 km, all cloud.", [("Brunn", "Arden", 100)]),
    ("He drove to Brunn, 100 kilometres as the gull flies to the east of Arden.", [("Brunn", "Arden", 100)]),
    ("Brunn in Rudavia, which the guidebook puts 100 km from Arden, was full.", [("Brunn", "Arden", 100)]),
    ("They rested in Brunn. The town on the Slow lies some 100 kilometres from Arden.", [("Brunn", "Arden", 100)]),
    ("To Brunn and back by train, 100 km as a rook would fly. We slept in Arden.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), MORE_FRAMES)
def test_ends_that_the_sentence_does_not_name(text: str, claims: list[tuple[str, str, float]]) -> None:
    assert [(c.from_name, c.to_name, round(c.claimed_km)) for c in check(text) if c.from_place and c.to_place] == claims


def test_an_end_that_nothing_names_is_not_guessed_wrong() -> None:
    (claim,) = check("We left Kestel at noon. Twenty kilometres out of Arden and you are in a film.")
    assert (claim.verdict, claim.from_place) == ("unresolved", None)


def test_namesakes_that_fit_are_named() -> None:
    namesake = at("Kestel", 40, 10)
    document = Document("a.txt", "Kestel is 40 km from Arden.")
    resolutions = [
        Resolution(PlaceMention(document.quote(0, 6), "Kestel"), KESTEL, "test", 1.0, (namesake,)),
        Resolution(PlaceMention(document.quote(21, 26), "Arden"), ARDEN, "test", 1.0),
    ]
    (claim,) = check_distances([Analysis(document, (Sentence(0, 27, ()),), ())], resolutions)
    assert claim.verdict == "implausible"
    assert "it would fit Kestel (XA) and Arden (XA), 40 km apart" in claim.explanation
    compared = compare(KESTEL, ARDEN, 40, namesakes=((namesake,), ()))
    assert "it would fit Kestel (XA) and Arden (XA)" in compared.explanation


def test_both_ends_are_read_anew_together_where_no_one_reading_fits() -> None:
    there, too = (
        replace(at(name, km, 0), id=f"test:{name}2", population=90_000) for name, km in (("Kestel", 40), ("Arden", 80))
    )
    document = Document("a.txt", "Kestel is 60 km from Arden.")
    resolutions = [
        Resolution(PlaceMention(document.quote(0, 6), "Kestel"), KESTEL, "test", 0.4, (there,)),
        Resolution(PlaceMention(document.quote(21, 26), "Arden"), FARLAND, "test", 0.4, (ARDEN, too)),
    ]
    (claim,) = check_distances([Analysis(document, (Sentence(0, 27, ()),), ())], resolutions)
    assert (claim.from_place, claim.to_place, claim.verdict) == (there, too, "network")
    assert "for that one the figure fits" in claim.explanation


def test_a_namesake_that_the_journey_stops_at_is_measured() -> None:
    there, hall = replace(at("Kestel", 40, 10), id="test:another Kestel"), at("Kestel Hall", 5)
    document = Document("a.txt", "Kestel is 260 km from Arden.")
    kestel = Resolution(PlaceMention(document.quote(0, 6), "Kestel"), KESTEL, "test", 0.4, (there,))
    resolutions = [kestel, Resolution(PlaceMention(document.quote(22, 27), "Arden"), ARDEN, "test", 1.0)]
    told = Claim("Vinter", kestel, "stays", "visited", document.quote(0, 6))
    for place, measured in ((there, there), (hall, KESTEL)):
        stops = [Stop(place, "visited", (told,))]
        (claim,) = check_distances([Analysis(document, (Sentence(0, 28, ()),), ())], resolutions, stops=stops)
        assert claim.from_place == measured


# ------------------------------------------------------------------------------------ durations


def journeys(text: str) -> list[tuple[str, str, float, str, bool | None]]:
    document = Document("a.txt", text)
    sentences = tuple(Sentence(m.start(), m.end(), ()) for m in re.finditer(r"\S.*?(?:\.(?= [A-Z“])|$)", text))
    resolutions = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("|".join(PLACES), text)
    ]
    found = check_durations([Analysis(document, sentences, ())], resolutions)
    assert all(claim.quote.text in text for claim in found)
    return [(c.from_name, c.to_name, c.hours, c.mode, c.is_possible) for c in found]


JOURNEYS = [
    ("The 20-hour train journey from Arden to Brunn was dull.", [("Arden", "Brunn", 20, "train", True)]),
    ("Brunn is two hours by train from Arden.", [("Brunn", "Arden", 2, "train", True)]),
    ("They made the half-hour flight from Arden to Kestel.", [("Arden", "Kestel", 0.5, "plane", True)]),
    ("The 10-minute drive from Arden to Kestel took its toll.", [("Arden", "Kestel", 1 / 6, "road", False)]),
    ("Arden to Brunn is a three-hour walk.", [("Arden", "Brunn", 3, "foot", False)]),
    ("The flight from Arden to Kestel took 40 minutes.", [("Arden", "Kestel", 2 / 3, "plane", True)]),
    ("The ferry crossing of two hours from Arden to Skerry is rough.", [("Arden", "Skerry", 2, "ship", True)]),
    ("He left Arden for Brunn, a four-hour drive.", [("Arden", "Brunn", 4, "road", True)]),
    ("After a 20-hour, 1,180-km train ride he was tired.", [("", "", 20, "train", True)]),
    ("After a one-hour, 1,180-km train ride he was tired.", [("", "", 1, "train", False)]),
    ("He spoke for two hours in Brunn.", []),
    ("She waited 3 hours by the road in Brunn.", []),
    ("The talks in Arden took six hours.", []),
]


@pytest.mark.parametrize(("text", "claims"), JOURNEYS)
def test_durations_of_journeys(text: str, claims: list[tuple[str, str, float, str, bool]]) -> None:
    found = journeys(text)
    assert [(a, b, pytest.approx(h), m, p) for a, b, h, m, p in claims] == found


def test_a_second_length_is_not_taken_for_the_first() -> None:
    text = "The way from this port to Brunn, of which all talk, is 100 km as the crow flies and 150 km by the river."
    claims = check(text)
    assert [(c.from_name, c.to_name, c.claimed_km, c.verdict) for c in claims] == [
        ("this port", "Brunn", 100, "unresolved"),
        ("this port", "Brunn", 150, "unresolved"),
    ]


@pytest.mark.parametrize(
    ("text", "verdict", "why"),
    [
        ("Halt is halfway between Arden and Kestel.", None, None),
        ("Brunn is midway between Arden and Farfar.", "straight-line", "Brunn lies 100 km from Arden and 100 km"),
        ("Brunn, half-way between Arden and Kestel, is small.", "straight-line", "halfway on the straight line"),
        ("Kestel lies halfway between Arden and Brunn.", "implausible", "Kestel lies 250 km from Arden and 150 km"),
        ("Brunn is halfway between Arden and Rudavia.", "unresolved", "Rudavia is too large to measure"),
    ],
)
def test_halfway(monkeypatch: pytest.MonkeyPatch, text: str, verdict: str | None, why: str | None) -> None:
    monkeypatch.setitem(PLACES, "Farfar", at("Farfar", 200))
    claims = check(text)
    assert [c.verdict for c in claims] == ([verdict] if verdict else [])
    assert why is None or why in claims[0].explanation
