"""Times of travel by the grammar: whose time it is, which places are ends of its way, and what is no travelling."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from test_distances import PLACES

from kimmap.distances import check_durations
from kimmap.distances.antecedents import Binding, End
from kimmap.distances.misread import doubted
from kimmap.distances.times import Duration
from kimmap.language import analyse_documents
from kimmap.model import Document, PlaceMention, Resolution


def ends(text: str, with_names: bool = True) -> list[tuple[set[str], float]]:
    """The ends and the hours of each journey of a text, read with its grammar."""
    document = Document("a.txt", text)
    named = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), place, "test", 1.0)
        for m in re.finditer("|".join(PLACES), text, re.IGNORECASE)
        if (place := PLACES.get(m[0].title())) is not None
    ]
    analyses = [a if with_names else replace(a, names=()) for a in analyse_documents([document])]
    found = check_durations(analyses, named)
    return [({c.from_name, c.to_name}, c.hours) for c in found]


BOTH = [
    # who arrives and does not say where comes to where the story is
    ("BRUNN, Rudavia — The relief team left Arden by road on Monday and arrived after five hours.", 5),
    ("BRUNN, Rudavia — Shops opened as the first convoy got through from Arden, after nine hours at the wheel.", 9),
    (
        "BRUNN, Rudavia — The bishop will go on to Kestel. He came in from Arden after three hours' driving.",
        3,
    ),
    # a time before somebody was there
    ("The minister came to Brunn on Saturday night. She had left Arden barely two and a half hours before.", 2.5),
    # the verb or its subject tells that a time is one of travel
    ("Brunn is an easy trip from Arden. A taxi does the road in ninety minutes.", 1.5),
    ("They left Arden at dawn, on foot. The walk to Brunn cannot be done in less than thirty hours.", 30),
    ("The witness was picked up in Arden at night, and the van drove for two hours before it stopped at Brunn.", 2),
    # two joined places
    ("A new line will connect Arden with Brunn. The driving time is two hours.", 2),
    ("Two hours out of Arden the train came to Brunn, and he went on to the mission at Skerry.", 2),
    ("We came to Brunn from Arden, two hours away, prayed and were in Skerry by noon.", 2),
    ("The mail left Arden for Brunn. They reckon it at six hours, and were eleven on the road.", 6),
    # a time is added to that of the way before
    ("Brunn is two hours by van from Arden and makes a good halt on the way to Kestel.", 2),
    # where somebody was by some hour
    ("Crossed from Skerry to the Hook by night. Brunn by ten. Then to Arden by the coach, three hours.", 3),
]


@pytest.mark.parametrize(("text", "hours"), BOTH)
def test_whose_time_it_is(text: str, hours: float) -> None:
    found = ends(text)
    assert ({"Arden", "Brunn"}, hours) in found
    assert {"Arden", "Brunn"} == set().union(*(pair for pair, _ in found))


NONE = [
    # hours of the clock
    "They left Arden on Monday and were in Brunn at 04.30 hrs.",
    # stays
    "From Arden we went up to Brunn for four nights.",
    "Most who come from Arden give Brunn two days.",
    "She landed at Arden and gave two days to the hills behind Brunn.",
    "We drove from Arden into Brunn and did not move for two hours, because of the traffic.",
    "He came from Arden to Brunn and prayed for two hours among the ruins.",
    "We left Arden for Brunn. The van stood there for two hours.",
    "How to get from Arden to Brunn: by van. Allow two hours for the mill.",
    # how often
    "There are three vans a day from Arden to Brunn.",
    # there and back
    "From Arden, Brunn is an easy half-day out.",
    "The night hike on Brunn takes five hours. Vans leave Arden at ten.",
    "During his six-day trip to Brunn, the king of Arden saw a mill.",
    # on the way still
    "We left Arden for Brunn. We had been riding for two hours when a tyre burst.",
    # when, and not how long
    "They were flown from Brunn to Skerry and skied off from Arden two days later.",
    # rules
    "He was taken by train from Arden to Brunn. The regulations allow two hours.",
    "He flew from Arden to Brunn. Two hours were not enough to change his mind.",
    # no end has a name
    "In Arden we lived well. From our inn there we strolled for thirty minutes to the beach. Brunn was far.",
    # to somebody, who may be anywhere
    "The yacht lay off Skerry. A tug from Arden took three hours to reach her.",
    # two places that things come from
    "Farland has few roads. Flour comes up from Brunn. A helicopter from Arden takes thirty minutes.",
    # an outing, and what one comes back from
    "Brunn is an easy half-day out from Arden.",
    "Vans for Brunn leave Arden at ten. The night hike on Brunn takes twenty hours.",
    # a full stop taken for that of an abbreviation
    "The plane came to Arden and was there for 2 h. Next was a hop to Kestel.",
    "The plane went from Kestel to Arden. It sat there for 2 h. Next leg was to Brunn.",
    "The van from Arden to Brunn had been climbing for two hours when a tyre burst.",
    # clocks
    "The law moved the clocks of Arden forward two hours to those of Brunn.",
    # who is on the way is no place
    "Brunn was driven nearly two hours to Arden by her owner.",
]


@pytest.mark.parametrize("text", NONE)
def test_nobody_travelled_so_long(text: str) -> None:
    assert ends(text) == []


OTHERS = [
    # the cause of something, what lies in another, what is only passed or led to
    ("The drivers left Arden and were on the road for two hours owing to the flooded bridge at Brunn.", "Brunn"),
    ("There is a ferry to Arden on Skerry, 40 minutes.", "Skerry"),
    ("The brig was 71 days out of Arden, whose master told of fights at Brunn.", "Brunn"),
    # a clause with a traveller of its own
    ("The plane from Skerry landed at Arden, and a van brought them to the capital in two hours.", "Skerry"),
    # a letter to somebody
    ("Arden at eight, two hours with an old Writer to the Brunn.", "Brunn"),
    # each goal has its own time
    ("Skerry is an island. To Arden they ask two hours, to Brunn four.", "Brunn Arden"),
    # a time that is added to another does not begin where that one did
    ("Skerry is an hour from Arden and a halt on the way to Brunn (a further two hours).", "Arden Brunn"),
]


@pytest.mark.parametrize(("text", "other"), OTHERS)
def test_what_is_no_end(text: str, other: str) -> None:
    assert all(not set(other.split()) <= pair for pair, _ in ends(text))


def test_what_nothing_knows_is_an_end_all_the_same() -> None:
    text = "We reached Arden, and Brunn was behind us. From Arden, Xakan is reckoned at two days for camels."
    assert ends(text) == [({"Arden", "Xakan"}, 48)]
    text = "Arden is an hour behind us, Brunn in sight. We want wine, and Sokhumi is two hours away."
    assert ({"Arden", "Brunn"}, 2) not in ends(text)
    text = "Brunn is a day on foot from Arden or, if you like, three days on foot up the Kali Hills from Jomso."
    assert ({"Arden", "Brunn"}, 72) not in ends(text)


PAIRS = [
    # what only may be, or will; ways that only lead to a place
    ("We slept in Arden. My sister would rather have gone to Kestel. By van to Brunn it was two hours.", "Arden Brunn"),
    ("Arden is on the road to Brunn. To Kestel it is four hours by van.", "Arden Kestel"),
    # where somebody was by some hour
    ("Kestel is old. Out of Skerry at six. Brunn by ten, rain. A third coach to Arden, three hours.", "Brunn Arden"),
    # it goes on from there
    ("Arden. We fled from it. An aunt in Brunn took us in. Then Kestel, three hours by train.", "Brunn Kestel"),
    # by air, as the text has said before
    ("The plane was late in Arden. She returns to Farland, nine hours away.", "Arden Farland"),
    # later they are there
    ("The landlord in Arden threw them out. Two days later, they were in Brunn.", "Arden Brunn"),
]


@pytest.mark.parametrize(("text", "pair"), PAIRS)
def test_the_likelier_pair(text: str, pair: str) -> None:
    assert [found for found, _ in ends(text)] == [set(pair.split())]


def test_a_name_that_nobody_takes_for_a_place_is_what_a_time_is_said_of() -> None:
    text = "Arden is an hour behind us by van. Brunn at nine, quiet. We wanted wine, and Lok is two hours by van."
    assert [found for found, hours in ends(text, with_names=False) if hours == 2] == [{"Brunn", "Lok"}]


def test_then_goes_on_from_where_it_ended() -> None:
    found = ends("Arden was home. We fled to an aunt in Brunn. Then Kestel, two hours by train, and a room.")
    assert ({"Brunn", "Kestel"}, 2) in found


def test_an_end_that_no_such_time_can_have_is_doubted() -> None:
    arden, far = End("Arden", PLACES["Arden"], is_sure=True), End("Farland", PLACES["Kestel"], words="Lowick")
    walk = Duration(0, 1, 1.0, "foot")
    bound = Binding(arden, far, 0, 1)
    assert doubted(bound, walk).goal == replace(far, name="Lowick", place=None)
    near = replace(far, namesakes=(replace(PLACES["Arden"], id="x", lat=PLACES["Arden"].lat + 0.03),))
    assert doubted(replace(bound, goal=near), walk).goal.place is near.namesakes[0]
    assert doubted(replace(bound, goal=replace(far, is_sure=True)), walk).goal.place is PLACES["Kestel"]
