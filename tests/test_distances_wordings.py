"""Orders of words in which two places and the way between them are told, and lengths and times that are none."""

from __future__ import annotations

import pytest
from test_distances import PLACES, at, check, journeys

WORDINGS = [
    ("From Arden it is 128 km to Brunn.", "Arden", "Brunn", "network"),
    ("From Arden we drove the 128 km to Brunn in the rain.", "Arden", "Brunn", "network"),
    ("The 128 km to Brunn from Arden took all day.", "Arden", "Brunn", "network"),
    ("The way to Brunn from Arden is 128 km.", "Arden", "Brunn", "network"),
    ("They sailed from Arden for Brunn, distance 128 km.", "Arden", "Brunn", "network"),
    ("Some 128 km separate Arden from Brunn.", "Arden", "Brunn", "network"),
    ("A hundred kilometres of gravel join Arden to Brunn.", "Arden", "Brunn", "straight-line"),
    ("Brunn is separated from Arden by 100 km of bog.", "Brunn", "Arden", "straight-line"),
    ("Between Arden and Brunn lie 128 km of patched tarmac.", "Arden", "Brunn", "network"),
    ("128 km is all that lies between Arden and Brunn.", "Arden", "Brunn", "network"),
    ("With 100 km between it and Arden, Brunn felt like another country.", "Brunn", "Arden", "straight-line"),
    ("A hundred kilometres beyond Arden lies Brunn.", "Brunn", "Arden", "straight-line"),
    ("At a distance of 100 km from Arden, Brunn is within reach.", "Brunn", "Arden", "straight-line"),
    ("Due east of Arden, 100 km away, lies Brunn.", "Brunn", "Arden", "straight-line"),
    ("Brunn lies east of Arden, 100 km away.", "Brunn", "Arden", "straight-line"),
    ("Brunn, to the east of Arden by 100 km, was asleep.", "Brunn", "Arden", "straight-line"),
    ("Brunn is a 128 km hop from Arden.", "Brunn", "Arden", "network"),
    ("Brunn is six hours by jeep from Arden, 128 km along the gorge.", "Brunn", "Arden", "network"),
    ("Brunn, which they call a hundred kilometres from Arden, was empty.", "Brunn", "Arden", "straight-line"),
    ("They left Arden at dawn. After 128 km, Brunn came in sight.", "Brunn", "Arden", "network"),
    ("She left Arden and, 100 kilometres later, entered Brunn.", "Arden", "Brunn", "straight-line"),
    ("Two hours and 128 km after Arden we rolled into Brunn.", "Arden", "Brunn", "network"),
    ("0600 departed Arden. Brunn 54 nm.", "Brunn", "Arden", "straight-line"),
    ("Arden – Brunn 128 km", "Arden", "Brunn", "network"),
    ("Stage 4: Arden -> Brunn, 128 km", "Arden", "Brunn", "network"),
    ("Arden to Brunn . . . . 128 km", "Arden", "Brunn", "network"),
    ("Distances: Arden–Brunn 128 km.", "Arden", "Brunn", "network"),
    ("07:10 Arden - 09:25 Brunn (128 km)", "Arden", "Brunn", "network"),
    ("Arden and Brunn are only 100 km distant from each other.", "Arden", "Brunn", "straight-line"),
    ("Brunn is 100 km NNE of Arden.", "Brunn", "Arden", "straight-line"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "origin", "goal", "verdict"), WORDINGS)
def test_both_ends_in_any_order(text: str, origin: str, goal: str, verdict: str) -> None:
    (claim,) = check(text)
    assert (claim.from_name, claim.to_name, claim.verdict) == (origin, goal, verdict)


def test_the_distances_of_a_list_are_from_its_head() -> None:
    claims = check("Distances from Arden: Brunn 128 km, Kestel 270 km.")
    assert [(c.from_name, c.to_name, round(c.claimed_km)) for c in claims] == [
        ("Brunn", "Arden", 128), ("Kestel", "Arden", 270)
    ]  # fmt: skip


def test_the_second_way_goes_without_its_unit() -> None:
    claims = check("Brunn is 100 km from Arden as the crow flies and 128 by road.")
    assert [(round(c.claimed_km), c.stated_as, c.verdict) for c in claims] == [
        (100, "straight", "straight-line"), (128, "road", "network")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("They drove from Arden to Brunn, 100 km to the east.", True),
        ("They drove from Arden to Brunn, 100 km to the west.", False),
        ("Due west of Arden, 100 km away, lies Brunn.", False),
        ("Brunn lies 100 km north-north-west of Arden.", False),
        ("Brunn lies 100 km SW of Arden.", False),
        ("Brunn lies 100 km ENE of Arden.", True),
        ("A hundred km west of Arden lies Brunn.", False),
    ],
)
def test_directions_are_checked_in_any_order(text: str, holds: bool) -> None:
    (claim,) = check(text)
    assert ("as the text has it" not in claim.explanation) is holds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Camp 3 was pitched 14 km west of Arden.", "Camp 3"),
        ("The village is 14 km from Arden.", "The village"),
        ("We lay to 14 miles off Arden.", "We"),
        ("They went from Brunn to 14 miles off Arden.", "they"),
    ],
)
def test_what_nobody_knows_the_place_of_is_not_judged(text: str, name: str) -> None:
    (claim,) = check(text)
    assert (claim.from_name.casefold().removeprefix("the "), claim.to_name) == (
        name.casefold().removeprefix("the "),
        "Arden",
    )
    assert claim.verdict == "unresolved"


@pytest.mark.parametrize(
    "text",
    [
        "Arden has 195 km of track.",
        "The ditch was dug for 80 km south of Arden.",
        "Ash rose 15 km above Arden.",
        "Arden's ring road is 27 km round.",
        "The new line will add 60 km to Arden's tramways.",
        "Ash rose 15 km into the sky above Arden.",
    ],
)
def test_lengths_that_lie_between_no_places(text: str) -> None:
    assert check(text) == []


def test_a_river_has_above_and_below() -> None:
    (claim,) = check("Brunn lies 100 km below Arden on the river.")
    assert (claim.from_name, claim.to_name, claim.verdict) == ("Brunn", "Arden", "straight-line")


def test_a_figure_that_is_denied_is_no_claim() -> None:
    (claim,) = check("Not 60 km, as the guide had said, but 128 km lie between Arden and Brunn.")
    assert claim.claimed_km == 128


TIMES = [
    ("From Arden to Brunn is an hour and a half by car.", 1.5, "road", True),
    ("Arden to Brunn: 2 h 40 min by rail.", 8 / 3, "train", True),
    ("She reached Brunn from Arden in 45 minutes.", 0.75, "unknown", True),
    ("Twelve hours after leaving Arden the train pulled into Brunn.", 12, "train", True),
    ("They walked from Arden to Kestel in a day.", 24, "foot", False),
    ("Brunn is a full day by bus from Arden.", 24, "road", True),
    ("We did Arden to Brunn in two hours flat.", 2, "unknown", True),
    ("Arden and Brunn are three quarters of an hour apart by train.", 0.75, "train", True),
    ("The steamer took the two friends 2h30 from Arden to Brunn.", 2.5, "ship", True),
    ("Within five minutes the convoy had gone from Arden to Brunn by road.", 1 / 12, "road", False),
    ("Arden–Brunn (128 km / 2 h)", 2, "unknown", True),
    ("He arrived in Kestel from Arden five minutes later.", 1 / 12, "unknown", False),
]


@pytest.mark.parametrize(("text", "hours", "mode", "possible"), TIMES)
def test_times_between_two_places(text: str, hours: float, mode: str, possible: bool) -> None:
    ((origin, goal, found, by, is_possible),) = journeys(text)
    assert {origin, goal} <= set(PLACES)
    assert (found, by, is_possible) == (pytest.approx(hours), mode, possible)


@pytest.mark.parametrize(
    "text",
    [
        "From Arden to Brunn, readers waited two years for the book.",
        "Snow fell for six hours on the road from Arden to Brunn.",
        "The Arden-Brunn road is to be mended within thirty days.",
        "From Monday to Friday he worked twelve hours a day in Arden.",
        "Brunn is within reach of a day trip from Arden.",
        "After two hours in the air they turned back to Arden.",
    ],
)
def test_times_that_are_no_journeys(text: str) -> None:
    assert journeys(text) == []


def test_what_lies_some_hours_from_a_place_is_told_but_not_judged() -> None:
    ((origin, goal, hours, _, possible),) = journeys("The village is a two-hour drive from Arden.")
    assert (origin.casefold(), goal, hours, possible) == ("the village", "Arden", 2, None)


def test_a_misread_end_of_another_sentence_is_not_held_against_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLACES, "Overseas", at("Overseas", 9000))
    assert journeys("They rested in Overseas. Brunn is two hours up the road, I am told, by bus.") == []


def test_the_journey_of_a_length_is_the_one_just_told() -> None:
    (claim,) = check("She went by bus from Arden to Brunn. The journey of 128 km took her five hours.")
    assert {claim.from_name, claim.to_name} == {"Arden", "Brunn"}
    assert claim.verdict == "network"
    assert check("She slept in Overseas. The way of 230 km took her five hours.") == []


def test_each_length_of_a_way_on_has_its_own_ends() -> None:
    claims = check("They drove 128 km from Arden to Brunn, then 170 km to Kestel.")
    assert [({c.from_name, c.to_name}, round(c.claimed_km)) for c in claims] == [
        ({"Arden", "Brunn"}, 128), ({"Brunn", "Kestel"}, 170)
    ]  # fmt: skip


def test_what_lies_halfway_may_come_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLACES, "Farfar", at("Farfar", 200))
    (claim,) = check("Halfway between Arden and Farfar lies Brunn.")
    assert (claim.from_name, claim.verdict) == ("Brunn", "straight-line")
    assert claim.quote.text == "Halfway between Arden and Farfar lies Brunn"


@pytest.mark.parametrize(
    "text",
    [
        "Situated half way from Arden to Farfar, Brunn has lived off carters for centuries.",
        "We stopped for fuel at Brunn, which is about the halfway point on the drive from Arden to Farfar.",
        "Midway on the old coach road between Arden and Farfar lies the small dull settlement of Brunn.",
        "At Brunn, the midpoint between Arden and Farfar, horses were changed.",
        "Brunn is halfway along the Arden–Farfar line.",
        "Brunn is halfway on the road from Arden to Farfar.",
        "Brunn lies half-way down the line between Farfar and Arden.",
    ],
)
def test_more_that_is_said_to_lie_halfway(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setitem(PLACES, "Farfar", at("Farfar", 200))
    (claim,) = check(text)
    assert (claim.from_name, claim.verdict) == ("Brunn", "straight-line")


@pytest.mark.parametrize(
    "text",
    [
        "Halfway from Arden to Farfar he lost a wheel.",
        "By noon they were halfway between Arden and Farfar. Brunn was silent.",
        "A halfway house for men from Arden and Farfar opened in Brunn.",
    ],
)
def test_what_does_not_lie_halfway(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setitem(PLACES, "Farfar", at("Farfar", 200))
    assert check(text) == []


def test_hours_and_length_of_one_journey() -> None:
    ((_, _, hours, _, possible),) = journeys("It took them five hours to do the 128 km to Brunn from Arden.")
    assert (hours, possible) == (5, True)
    ((_, _, hours, mode, possible),) = journeys("Arden–Kestel 250 km, 55 minutes gate to gate.")
    assert (hours, mode, possible) == (pytest.approx(55 / 60), "plane", True)


@pytest.mark.parametrize(
    "text",
    [
        "They were in Arden. After his six-day trip to Rudavia he slept.",
        "They went from Arden. It took two hours and a call to Brunn to convince them.",
    ],
)
def test_a_time_spent_is_no_way(text: str) -> None:
    assert journeys(text) == []


def test_a_time_from_one_place_to_another() -> None:
    ((origin, goal, hours, mode, _),) = journeys("It is about an hour from Arden to Brunn on the fast train.")
    assert (origin, goal, hours, mode) == ("Arden", "Brunn", 1, "train")
