"""Times of travel in no known wording: the two places of the context that are as far apart as people get in them."""

from __future__ import annotations

import re

import pytest
from test_distances import PLACES, journeys

from kimmap.distances import check_durations
from kimmap.language import Analysis, Name, Sentence
from kimmap.model import Block, Document, PlaceMention, Reference, Resolution

FITTING = [
    # a time said of a way or a means of travel
    ("They left Arden at dawn. The bus to Brunn, normally two hours, broke down twice.", 2),
    ("Brunn has a mill, and the road from Arden, an hour and a half of it, is all bends.", 1.5),
    ("Brunn has an inn. The old mail from Arden leaves at four and is nine hours on the road.", 9),
    ("They put him in a van at Arden and took him to a cellar in Brunn, a drive that he put at two hours.", 2),
    ("They set out from Arden and reached Brunn at ten, so five hours door to door.", 5),
    ("Bus 7, Arden - Brunn, twice daily, 3 h incl. a stop at the mill.", 3),
    # one end named, the other where the text is
    ("Brunn is worth a day. Those driving up from Arden, two hours to the south, can start early.", 2),
    ("We are in Brunn at last. The steamer brought us up from Arden in six hours.", 6),
    ("I came to Brunn. From Arden the Gannet was ten hours, and I was sick for all of them.", 10),
    ("At Brunn they took us off the raft in which we had sat for three days on our way up from Arden.", 72),
    ("He was stopped at a checkpoint in Arden and taken to a school in Brunn, a drive that he put at two hours.", 2),
    ("We are at Brunn. The boat was eleven days from Arden, with the wind against us.", 264),
    ("Brunn is cool. The tonga from Arden took ten hours, ten hours of dust and jolting.", 10),
    ("To see Brunn is easy. From Arden it's two hours over the hills, and the bus costs nothing.", 2),
    ("He had come to Brunn by motorcade from Arden, a drive of just over two hours, and stayed.", 2),
    # no end named, but the way is taken up
    ("Most people come over to Brunn from Arden for a day. The fast ferry needs two hours.", 2),
    (
        "Brunn is dull, the railway from Arden is not. It is short, yet at the foot of a hill it takes four hours.",
        4,
    ),
    ("The road between Arden and Brunn is new. Now the two towns are two hours by van, with a driver who sings.", 2),
    ("We left Arden for Brunn. It took us five hours, and nobody wished to go faster.", 5),
    ("How to see Brunn: vans leave Arden until noon. Count on four hours.", 4),
    ("Arden to Brunn it was. He rode the 128 km in four hours.", 4),
    ("We left Arden and took the towpath to Brunn. With two halts it took us nine hours.", 9),
    ("The road between Arden and Brunn is new. Drivers now take two hours from one town to the other.", 2),
    ("A van took us from Arden to Brunn. Two hours of curves, it was, and the driver sang.", 2),
    ("The steamer leaves Arden for Brunn on the tenth. We were four days on the water, with a piano.", 96),
    ("They left Arden for Brunn. They expect to be in the saddle for five days.", 120),
    ("A call came in Arden, and she drove, lights on, to Brunn. She got there in 50 minutes.", 5 / 6),
    ("From Arden we went down to a beach. Brunn is next, and they say it's 120 km, which is two days.", 48),
    ("We rolled out of Arden. Brunn lies to the east, and I mean to take two days over it.", 48),
    ("We rolled out of Arden. Brunn, where the railway ends, lies east, and I mean to take two days over it.", 48),
]


@pytest.mark.parametrize(("text", "hours"), FITTING)
def test_the_two_places_that_a_time_fits(text: str, hours: float) -> None:
    ((origin, goal, found, _, _),) = journeys(text)
    assert ({origin, goal}, found) == ({"Arden", "Brunn"}, hours)


@pytest.mark.parametrize(
    "text",
    [
        # too short or too long for the way
        "They left Arden at dawn. The bus to Brunn, normally ten minutes, broke down twice.",
        "They left Arden at dawn. The bus to Brunn, normally eighty hours, broke down twice.",
        # no time of travel
        "They left Arden for Brunn. The mayor spoke for two hours.",
        "They left Arden for Brunn. Checks on the bus go on for two hours.",
        "The bus to Brunn was full. People in Arden queued for as long as two hours.",
        "They left Arden. The bus to Brunn has four stops and costs two pounds a day.",
        "Buses go to Brunn from Arden, two hours' wages for a seat.",
        "They went to Brunn. Three days in Arden were enough.",
        "They left Arden. Rain fell on Brunn in two hours of thunder.",
        "The bus to Brunn leaves Arden at intervals of two hours.",
        "They set out from Arden to Brunn by van, but a storm pinned them down for two hours.",
        "He went from Arden to Brunn by van. The detention, he says, lasted two hours.",
        "The van to Brunn left Arden. Searches turned a walk into two hours of misery.",
        "He came to Arden from Brunn. The judges needed barely two hours for their verdict.",
        "She left Arden. Fares to Brunn rise when purchased two days in advance.",
        "She lay ill in Arden. Two days later she was flown to Brunn.",
        "I train in Arden and want to go to Brunn one day, said the skater.",
        "They went from Arden to Brunn. The bus broke down and we stood on the road for two hours.",
        "Snow fell for six hours on the road from Arden to Brunn.",
        "Going round Arden to Brunn adds two hours.",
        "From Arden we drove to Brunn, and lunch at an inn went on for two hours.",
        "We came to Brunn from Arden. The ferry is full and the queue is two hours.",
        "Gas came to Brunn from Arden again after a break of two days.",
        "The plane went from Arden to Kestel, staying on the ground for two hours.",
        "They left Arden. You can see Brunn from there on a good day.",
        "They came to Arden by van. Boat trips to Skerry want a full day and a hat.",
    ],
)
def test_times_that_no_journey_took(text: str) -> None:
    assert journeys(text) == []


def test_where_somebody_came_from_before_is_not_whence_they_go_on() -> None:
    text = "Brunn has a mill. Most people come across to Brunn from Skerry. The bus for Arden needs two hours."
    assert {tuple(sorted(j[:2])) for j in journeys(text)} == {("Arden", "Brunn")}


def test_a_pair_no_likelier_than_the_next_is_none() -> None:
    assert journeys("Arden lies inland; by van from Brunn, so four hours.") != []
    assert journeys("Arden lies inland, Kestel lies inland; by van from Brunn, so four hours.") == []


def test_what_a_text_begins_with_goes_before_what_it_names_last() -> None:
    text = "Arden is old. Skerry is older. From Brunn it was four hours by van."
    assert {tuple(sorted(j[:2])) for j in journeys(text)} == {("Arden", "Brunn")}


def test_the_next_place_is_one_that_somebody_goes_to() -> None:
    text = "I'm in Arden now. The van from Skerry was full. I rest two weeks, then Brunn by train, which is two hours."
    assert {tuple(sorted(j[:2])) for j in journeys(text)} == {("Arden", "Brunn")}


def test_a_crossing_with_its_own_name_is_not_the_way_told_before() -> None:
    assert journeys("They rode from Arden to Brunn. The crossing of Thorong takes two hours.") == []
    assert journeys("They rode from Arden to Brunn. The crossing takes two hours.") != []


def test_where_somebody_stopped_is_no_end() -> None:
    text = "The van from Arden to Brunn broke down. We got in four hours later, having stopped in Skerry."
    assert {tuple(sorted(j[:2])) for j in journeys(text)} == {("Arden", "Brunn")}


def test_the_likelier_of_two_places_by_the_pace() -> None:
    text = "Brunn is old. Skerry is older. By the night ferry to Arden it was ten hours."
    assert {tuple(sorted(j[:2])) for j in journeys(text)} == {("Arden", "Brunn")}


def test_a_story_took_as_long_but_no_journey() -> None:
    assert (
        journeys("They left Arden for Brunn. He told it for fifty years and it never took less than two hours.") == []
    )
    assert journeys("They left Arden for Brunn. Checks take an hour each.") == []


def test_a_place_of_a_halt_is_no_end() -> None:
    text = "Arden was full. We got to Brunn in the end, two hours with a long wait at the inn of Slow Hill."
    ((origin, goal, *_),) = journeys(text)
    assert {origin, goal} == {"Arden", "Brunn"}


def test_a_name_behind_to_is_an_end_though_nothing_knows_it() -> None:
    ((origin, goal, *_),) = journeys("They live in Arden. Those reaching Brunn are moved by bus to Xakana, two hours.")
    assert {origin, goal} == {"Brunn", "Xakana"}


def test_a_name_that_nothing_knows_can_stand_before_as_well() -> None:
    document = Document("a.txt", "They left for home from Xakana. The track to Brunn is called a week's riding.")
    sentences = (Sentence(0, 31, ()), Sentence(32, len(document.text), ()))
    mention = Resolution(PlaceMention(document.quote(45, 50), "Brunn"), PLACES["Brunn"], "test", 1.0)
    analysis = Analysis(document, sentences, (Name(24, 30, "Xakana", "LOC"),))
    (claim,) = check_durations([analysis], [mention])
    assert {claim.from_name, claim.to_name} == {"Xakana", "Brunn"}


def test_ends_that_a_wording_only_guessed_give_way_to_those_that_the_time_fits() -> None:
    text = "Arden lies inland. We saw Overseas too. The minibus up to Brunn crosses a pass and takes about two hours."
    ((origin, goal, *_),) = journeys(text)
    assert {origin, goal} == {"Arden", "Brunn"}


def test_something_with_a_name_and_words_put_in_lies_so_far_from_a_place() -> None:
    text = "They stayed in Brunn. Old Lowick, with its two mills, is a 40-minute walk from Arden."
    ((origin, goal, *_),) = journeys(text)
    assert {origin, goal} == {"Old Lowick", "Arden"}


FROM_WHERE_THE_TEXT_IS = [
    # what the text is about goes before a place that it only tells the distance of
    "Brunn is dull. Into the bay, Skerry lies 12 km south. Coaches come from Arden (100 km, two hours).",
    "Brunn is dull. Into the bay, Skerry, which has an inn, is six miles off. Coaches come from Arden (two hours).",
    "Brunn is dull and rainy in Skerry's way. Arden, a port, is 60 miles to the west, and the drive takes two hours.",
    # what a time is said of is where a way leads
    "Brunn is dull. Arden, with its mill and its inn, is a drive of two hours.",
    "Brunn is dull. Skerry is duller. Arden by van, two hours, is not.",
]


@pytest.mark.parametrize("text", FROM_WHERE_THE_TEXT_IS)
def test_a_time_is_counted_from_where_the_text_is(text: str) -> None:
    ((origin, goal, *_),) = journeys(text)
    assert {origin, goal} == {"Arden", "Brunn"}


def test_a_paragraph_about_a_place_far_off_is_told_from_where_the_text_is() -> None:
    parts = ["Brunn. Rain, and then more rain.", "Skerry is two hours off.", "Arden by van, two hours."]
    text = "\n\n".join([parts[0], " ".join(parts[1:])])
    sentences = tuple(Sentence(text.index(p), text.index(p) + len(p), ()) for p in parts)
    blocks = (Block(0, len(parts[0]), "body"), Block(text.index(parts[1]), len(text), "body"))
    document = Document("a.txt", text, blocks=blocks)
    found = [(m.start(), m.end(), m[0]) for m in re.finditer("|".join(PLACES), text)]
    named = [Resolution(PlaceMention(document.quote(a, b), n), PLACES[n], "test", 1.0) for a, b, n in found]
    claims = check_durations([Analysis(document, sentences, ())], named)
    assert ("Brunn", "Arden") in [(c.from_name, c.to_name) for c in claims]


def described(text: str, words: list[tuple[str, str]]) -> list[set[str]]:
    """The ends of the journeys of a text in which some words stand for places, in text order."""
    document, at, named = Document("a.txt", text), 0, []
    for what, name in words:
        at = text.index(what, at)
        reference: Reference = "name" if what.casefold() == name.casefold() else "description"
        mention = PlaceMention(document.quote(at, at + len(what)), what, reference)
        named.append(Resolution(mention, PLACES[name], "test", 1.0))
        at += len(what)
    sentences = tuple(Sentence(m.start(), m.end(), ()) for m in re.finditer(r"\S.*?(?:\.(?= [A-Z])|$)", text))
    return [{c.from_name, c.to_name} for c in check_durations([Analysis(document, sentences, ())], named)]


def test_what_the_text_speaks_of_is_not_put_off_for_how_far_it_lies() -> None:
    text = "KESTEL - A boat sank off Brunn. The town is 300 km from the coast. They left Arden and sailed for two days."
    words = [("KESTEL", "Kestel"), ("Brunn", "Brunn"), ("The town", "Brunn"), ("Arden", "Arden")]
    assert described(text, words) == [{"Arden", "Brunn"}]


def test_somebody_goes_to_what_there_takes_up() -> None:
    text = "A convoy left Arden with hay to cover the road to Kestel; they hoped it would get there in three days."
    words = [("Arden", "Arden"), ("Kestel", "Kestel"), ("there", "Kestel")]
    assert described(text, words) == [{"Arden", "Kestel"}]


NO_END = [
    # what only tells where something lies
    (
        "So Brunn is old. Lowick, 9 km south of Skerry, is dull. The bus to Arden took 2 hours.",
        2,
    ),
    # where one changes, and what "there" takes up
    ("Brunn has a new runway, and you can fly there from Arden in an hour, where once you had to change at Kestel.", 1),
    ("Brunn is old. We came from Arden: train to Kestel, then the bus, six hours door to door.", 6),
]


@pytest.mark.parametrize(("text", "hours"), NO_END)
def test_where_one_only_changes_is_no_end(text: str, hours: float) -> None:
    ((origin, goal, found, *_),) = journeys(text)
    assert ({origin, goal}, found) == ({"Arden", "Brunn"}, hours)


def test_what_has_no_capital_letter_is_no_place() -> None:
    document = Document("a.txt", "From Arden the marshrutka to Brunn took two hours.")
    named = [
        Resolution(PlaceMention(document.quote(a, a + 5), name), PLACES[name], "test", 1.0)
        for a, name in ((5, "Arden"), (29, "Brunn"))
    ]
    analysis = Analysis(document, (Sentence(0, len(document.text), ()),), (Name(15, 25, "marshrutka", "LOC"),))
    (claim,) = check_durations([analysis], named)
    assert {claim.from_name, claim.to_name} == {"Arden", "Brunn"}


def test_a_way_to_something_without_a_name_ends_at_no_other_place() -> None:
    assert journeys("Floods have cut off Brunn. It took him two hours to get from Arden to the river.") == []
    assert journeys("Floods have cut off Brunn. It took him two hours to get from Arden.") != []
    assert journeys("Floods have cut off Brunn. From Arden to the river, he said, the bus was two hours.") == []
    assert journeys("Floods have cut off Brunn. From Arden, he said, the bus was two hours.") != []


def test_one_way_more_need_not_begin_at_the_last_place() -> None:
    text = "And in the end we came to Brunn. We went on to Skerry. Arden is {} van, two hours, and another story."
    assert journeys(text.format("a")) != []
    assert journeys(text.format("another")) == []


def test_an_aircraft_flies() -> None:
    text = "The new link from Arden to Kestel began on Sunday. The A330 covers the 250 kilometres in 40 minutes."
    ((*_, hours, mode, _),) = journeys(text)
    assert (hours, mode) == (pytest.approx(2 / 3), "plane")
