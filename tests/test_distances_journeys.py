"""Times of travel in whatever words: the parts that places have in a way, and what a sentence leaves to the text."""

from __future__ import annotations

import re
import time

import pytest
from test_distances import PLACES, journeys

from kimmap.distances import check_durations
from kimmap.distances.parts import stands
from kimmap.distances.travel_times import find_times_of_travel
from kimmap.language import Analysis, Sentence
from kimmap.model import Document, PlaceMention, Resolution

TWO_NAMED = [
    # whence and whither, far from the time or around it
    ("The mail that quitted Arden on Monday got into Brunn in four days and a half.", 108),
    ("It used to take the best part of five hours to go by train from Arden to the sleepy market town of Brunn.", 5),
    ("In proceeding from Arden to Brunn two days are employed.", 48),
    ("The last stage coaches that ran from Arden to Brunn were more than a week on the way.", 168),
    ("Despite two punctures on the road from Arden to Brunn, we made it in roughly 10.5 hours.", 10.5),
    ("We were back on the coach for 13 hours to Brunn, having left Arden at dusk.", 13),
    # what the time is measured from, and what lies there
    ("Brunn is an hour north of Arden.", 1),
    ("An hour north of Arden, Brunn has a mill.", 1),
    ("She grew up two hours outside of Arden in a hamlet called Brunn.", 2),
    ("We drove an hour south of Arden to Brunn.", 1),
    ("Brunn can only be reached by a six-hour ferry from Arden.", 6),
    ("He landed in Brunn at noon, a direct two-hour flight from Arden.", 2),
    ("Brunn, where the mill stands, is a dull 3 hour bus ride from Arden.", 3),
    # what it leads to
    ("I had a day in Arden before catching a three-hour bus to Brunn.", 3),
    ("At Arden we got on the train for 10 hours to Brunn.", 10),
    # how long it is
    ("The crossing from Arden to Brunn takes three to four hours.", 4),
    ("The run between Arden and Brunn was done in a fortnight.", 336),
    ("The journey from Arden to Brunn remains about four hours.", 4),
    ("The bus from Arden to Brunn took a solid hour.", 1),
    # minutes without their word
    ("The bus from Arden to Brunn took an hour and forty.", 5 / 3),
    ("The bus from Arden to Brunn took 3 hours 10, with a halt.", 19 / 6),
    ("The bus from Arden to Brunn took two hours and a half.", 2.5),
]


@pytest.mark.parametrize(("text", "hours"), TWO_NAMED)
def test_a_sentence_that_names_both_ends(text: str, hours: float) -> None:
    ((origin, goal, found, _, possible),) = journeys(text)
    assert ({origin, goal}, found, possible) == ({"Arden", "Brunn"}, pytest.approx(hours), True)


MORE_NAMED = [
    ("Arden to Brunn: the trip has been cut from five hours to three.", [5]),
    ("They cut the stage journey from Arden to Brunn from seventy hours to thirty hours.", [70, 30]),
    ("Allow four hours for the drive between Arden and Brunn.", [4]),
    ("Two hours out of Arden the train rolled into Brunn.", [2]),
    ("The pilot put us down in Brunn seventy minutes after take-off from Arden.", [7 / 6]),
    ("Brunn lies but four hours' steaming from Arden in a calm.", [4]),
    ("Forty minutes by launch separate Arden from Brunn.", [2 / 3]),
    ("She boarded in Arden and, nine hours later, stepped out on a wet platform in Brunn.", [9]),
    ("The route climbs to Arden, two days; and thence to Brunn, five days.", [120]),
    ("Brunn is 120 km from Arden and the journey takes a good six hours.", [6]),
    ("We were ten days on the road to Brunn, having left Arden on the 4th.", [240]),
]


@pytest.mark.parametrize(("text", "hours"), MORE_NAMED)
def test_other_words_for_being_on_the_way(text: str, hours: list[float]) -> None:
    found = journeys(text)
    assert [h for _, _, h, _, _ in found] == pytest.approx(hours)
    assert all({a, b} == {"Arden", "Brunn"} for a, b, *_ in found)


TOLD = [
    ("We left Brunn. Arden, an hour away, has a school.", 1),
    ("She left Brunn in the morning. Arden is two hours off by train.", 2),
    ("She left Arden. She was 20 hours on three buses, ending up in Brunn.", 20),
    ("Buses go from Arden to Brunn. Travel time: 3 hours.", 3),
    ("Trains run from Arden to Brunn. One-way it is four hours.", 4),
    ("They flew from Arden. We should be making the passage to Brunn in 20 hours.", 20),
    ("Brunn has a mill. It's a two-hour train ride from Arden.", 2),
    ("The bus from Arden to Brunn is new. It is a three-hour ride.", 3),
    ("She came to Brunn. After a six-hour train ride from Arden she was tired.", 6),
    ("We left Arden at dawn. Ten hours later we arrived at Brunn.", 10),
    ("Arden has no doctor. The next is in Brunn, two hours away by boat.", 2),
    ("They had slept in Arden. It is about an hour to Brunn.", 1),
    ("She lodged in Arden. They drove me to a hamlet two hours away called Brunn.", 2),
]


@pytest.mark.parametrize(("text", "hours"), TOLD)
def test_an_end_that_the_text_told_before(text: str, hours: float) -> None:
    ((origin, goal, found, _, possible),) = journeys(text)
    assert ({origin, goal}, found, possible) == ({"Arden", "Brunn"}, hours, True)


def test_ends_that_were_told_before_have_to_make_sense() -> None:
    assert journeys("They had slept in Arden. It is about five days to Brunn by train.") == []
    assert journeys("They had slept in Overseas. It is about an hour to Brunn.") == []
    assert journeys("They had slept in Arden. It was a week's trip to Rudavia.") == []


def test_each_of_several_times_has_its_own_ends() -> None:
    assert journeys("Brunn is an hour north of Arden and two hours west of Kestel.") == [
        ("Brunn", "Arden", 1, "unknown", True),
        ("Brunn", "Kestel", 2, "unknown", True),
    ]
    ((one, two, *_), (three, four, *_)) = journeys(
        "We rode the coach from Arden for 13 hours to Brunn. Five hours later we arrived at Kestel."
    )
    assert ({one, two}, {three, four}) == ({"Arden", "Brunn"}, {"Brunn", "Kestel"})


def test_the_means_of_travel_can_stand_beside_the_way() -> None:
    ((_, _, _, mode, _),) = journeys("It takes at least nine hours to get from Arden to Brunn by train.")
    assert mode == "train"
    ((_, _, _, mode, _),) = journeys("We booked a train from Arden to Brunn. The journey takes 5hrs.")
    assert mode == "train"
    ((_, _, _, mode, _),) = journeys("The express steamer does Arden to Brunn in nine hours.")
    assert mode == "ship"


def test_a_name_that_no_gazetteer_has_is_an_end_all_the_same() -> None:
    assert journeys("We made it to Arden. Now we wait for a 15 minute flight to Xakana.") == [
        ("Arden", "Xakana", 0.25, "plane", None)
    ]
    assert journeys("They live an hour from Easter.") == []


NO_TRAVEL = [
    "The ceasefire between Arden and Brunn had lasted nine days.",
    "The curfew in Arden will last 35 hours, the mayor said on his return from Brunn.",
    "The concert in Arden lasted two hours, and the band from Brunn was late.",
    "Ten minutes from the end, the striker from Arden scored against Brunn.",
    "The first leg of the tour between Arden and Brunn took up eleven days.",
    "Arden and Brunn are in the same time zone now, an hour apart no longer.",
    "The ferry from Arden to Brunn was an hour late.",
    "They waited for seven hours on the way from Arden to Brunn.",
    "A 24-hour clinic for people from Arden opened in Brunn.",
    "A tunnel from Arden to Brunn will beat the old time by two hours.",
    "From Arden to Brunn they rode six hours a day.",
    "Coaches from Arden to Brunn leave every two hours.",
    "Going from Arden to Brunn we had three hours to kill in Kestel.",
    "It took envoys from Arden two days and a call to Brunn to agree.",
]


@pytest.mark.parametrize("text", NO_TRAVEL)
def test_a_time_spent_otherwise(text: str) -> None:
    assert journeys(text) == []


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("three to three-and-a-half hours", 3.5),
        ("4-5 hours", 5),
        ("80–90 min", 1.5),
        ("four days and a half", 108),
        ("13 days 20 hours", 332),
        ("15½-hour", 15.5),
        ("2.5 h", 2.5),
        ("a fortnight", 336),
        ("three months", 2190),
        ("2 h 28 min.", 2 + 28 / 60),
        ("4 hrs and 45 mins", 4.75),
        ("one day, twelve hours and six minutes", 36.1),
        ("two hours and three-quarters", 2.75),
        ("three days and nights", 72),
        ("three days and as many nights", 72),
        ("four nights", 96),
        ("seventy-four hours", 74),
    ],
)
def test_lengths_of_time(written: str, hours: float) -> None:
    ((*_, found, _, _),) = journeys(f"From Arden to Brunn is {written} on horseback.")
    assert found == pytest.approx(hours)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Count on nine hours to get from Arden to Brunn.", 9),
        ("Reaching Brunn from Arden meant nine hours on the floor of a van.", 9),
        ("The night boat from Arden docked in Brunn ten and a half hours after it had cast off.", 10.5),
        ("Eight days with the caravan from Arden to Brunn, and all was eaten.", 192),
        ("We boarded a six hour train at Arden for Brunn.", 6),
        ("My train journey back from Arden to Brunn, at 12 hours, was nothing.", 12),
        ("Arden to Brunn via Slow Hill: 8 hours (minivan).", 8),
        ("A ship will take between two and three days to get from Arden to Brunn.", 72),
        ("The way from Arden to Brunn occupies in travelling from twelve to fourteen days.", 336),
        ("We were on the boat for six hours from Arden, ending up in Brunn.", 6),
        ("The convoy left Arden. Then came another day and a half to Brunn.", 36),
    ],
)
def test_still_other_words(text: str, hours: float) -> None:
    ((origin, goal, found, _, _),) = journeys(text)
    assert ({origin, goal}, found) == ({"Arden", "Brunn"}, pytest.approx(hours))


def test_a_time_is_of_the_way_on_its_side_of_a_comma() -> None:
    text = "The drive from Arden to Brunn over the old hill road takes two hours, from Brunn to Kestel there is a path."
    assert journeys(text) == [("Arden", "Brunn", 2, "road", True)]


def test_a_place_that_only_a_sentence_names_is_an_end() -> None:
    assert journeys("Old Lowick lies three hours north of Arden.") == [("Old Lowick", "Arden", 3, "unknown", None)]


def test_a_time_ends_with_its_sentence() -> None:
    assert [
        j[:3] for j in journeys("Arden – Brunn: 1 h 30 min. Brunn – Kestel: 1 h 33 min. Buses run on Sundays.")
    ] == [
        ("Arden", "Brunn", 1.5),
        ("Brunn", "Kestel", 1.55),
    ]


def test_a_number_goes_on_without_its_unit() -> None:
    assert journeys("Brunn is three hours by road from Arden and two from Kestel.") == [
        ("Brunn", "Arden", 3, "road", True),
        ("Brunn", "Kestel", 2, "road", True),
    ]
    assert len(journeys("They made Arden to Brunn in 89 hours or less, six from Kestel.")) == 1


def test_later_is_how_long_it_took_or_when_somebody_left() -> None:
    ((_, goal, hours, _, _),) = journeys("He flew from Arden to Brunn and, two hours later, was driven to Kestel.")
    assert (goal, hours) == ("Kestel", 2)
    assert journeys("The envoy from Arden left for Brunn an hour later.") == []
    ((origin, goal, hours, _, _),) = journeys("He left Arden and got to Brunn an hour later.")
    assert (origin, goal, hours) == ("Arden", "Brunn", 1)


@pytest.mark.parametrize(
    "text",
    [
        "For five days the road from Arden to Brunn was cut.",
        "Sailings from Arden to Brunn would resume in six hours.",
        "He went from Arden to Brunn, where he talked for an hour with fishermen.",
        "From Arden to Brunn is farther than a bus can go in a day.",
        "From Arden to Brunn they marched ten miles a day.",
    ],
)
def test_a_time_beside_a_way_that_is_not_of_it(text: str) -> None:
    assert journeys(text) == []


def test_the_direction_of_an_hour_north_of_is_compared_with_the_bearing() -> None:
    document = Document("a.txt", "Brunn is an hour east of Arden. Kestel is an hour west of Arden.")
    sentences = (Sentence(0, 31, ()), Sentence(32, len(document.text), ()))
    resolutions = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("|".join(PLACES), document.text)
    ]
    right, wrong = check_durations([Analysis(document, sentences, ())], resolutions)
    assert "as the text has it" not in right.explanation
    assert wrong.explanation.endswith("not to the west as the text has it")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("He left Arden for Brunn.", ["from", "to"]),
        ("The road between Arden and Brunn", ["from", "to"]),
        ("Arden, Rudavia, to the old mill town of Brunn", ["from", "to"]),
        ("A night in Arden, then on to Brunn via Kestel", ["from", "to", "past"]),
        ("North of Arden lies Brunn", ["of", "bare"]),
        ("To end the Arden strike he went to Brunn", ["bare", "to"]),
        ("They found themselves, wet through, in Brunn", ["to"]),
        ("Arden–Brunn", ["from", "to"]),
    ],
)
def test_the_part_that_each_place_has_in_a_way(text: str, parts: list[str]) -> None:
    document = Document("a.txt", text)
    mentions = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("|".join(PLACES), text)
    ]
    assert [stand.part for stand in stands(document, mentions, (), 0)] == parts


@pytest.mark.parametrize("words", ["twenty-one and ", "about ", "two ", "a ", "1 hour ", "12 to 13 "])
def test_thousands_of_such_words_take_no_minutes(words: str) -> None:
    before = time.process_time()
    find_times_of_travel(words * 500 + "two hours")
    assert time.process_time() - before < 5
