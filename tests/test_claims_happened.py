"""What came about and what did not: called off, of another journey, of aid and songs, still to come, denied."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from test_claims import document, read, rows

from kimmap.model import Block, BlockRole, Document

INTRODUCTION = "Ada Vinter was in Porto on Wednesday."
MONDAY = dt.date(2031, 5, 12)


def stops(text: str, *paragraphs: str) -> dict[str, str]:
    """The status of each place but Porto, where the traveller was on the Wednesday before."""
    claims, _ = read(replace(document(f"{INTRODUCTION} {text}", *paragraphs), published=MONDAY))
    return {place: status for place, _, status, _ in rows(claims) if place != "Porto"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("There was to have been a rally in Lima on Friday.", "Lima"),
        ("There was to have been a Lima rally on Friday and one in Cusco on Thursday.", "Lima Cusco"),
        ("There were to have been concerts in Lima and Cusco on Friday, but the storm saw to those.", "Lima Cusco"),
        ("Vinter was to have gone to Lima on Friday.", "Lima"),
        ("She had been due to speak in Lima on Friday.", "Lima"),
        ("She had been scheduled to visit Lima on Friday.", "Lima"),
        ("Lima was to have been the next stop.", "Lima"),
        ("Nobody went to Lima.", "Lima"),
    ],
)
def test_what_was_to_have_been_never_was(text: str, places: str) -> None:
    assert stops(text) == dict.fromkeys(places.split(), "cancelled")


def test_what_was_to_be_may_have_been() -> None:
    assert stops("Vinter was to speak in Lima on Friday.") == {"Lima": "planned"}


@pytest.mark.parametrize(
    "text",
    [
        "Five years ago this week, Vinter was on a bus in Chile. She finished in Iquique with a song.",
        "In 2019 Vinter toured Chile by bus. The tour started in Iquique. She ended it in Arica.",
        "Her previous trip, in February, began in Bergen. She went on to Oslo.",
        "A month ago she was in Oslo. She ate a waffle in Bergen.",
        "On her last visit, in February, she had been kept waiting too. She was received in Braga past midnight.",
        "Last time Vinter was in Porto, in February, the mayor was late: he saw her in Braga past midnight.",
        "On her first mission last month she had talks in Cusco and Puno, and visited camps at Tacna.",
        "After her return from Lima, Cusco and Quito four weeks ago she rested.",
        "The journey comes four weeks after her return from Lima and Cusco.",
        "In 2014 she crossed Norway on foot. It took a summer. She slept in Oslo and swam at Bergen.",
        "Her last visit to Lima was supposed to be in the spring.",
        "She had been in Lima on 18 April for her first rally, and in Cusco a week later.",
    ],
)
def test_the_story_of_another_journey_goes_on(text: str) -> None:
    assert stops(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "A month ago she was in Oslo. On Thursday she flew to Braga.",
        "A month ago she was in Oslo. Today she spoke in Braga.",
        "The singer Olaf Pell toured Chile in 2019. Vinter went on to Braga.",
    ],
)
def test_the_story_of_this_journey_is_taken_up_again(text: str) -> None:
    assert stops(text) == {"Braga": "visited"}


def test_another_paragraph_is_of_this_journey() -> None:
    assert stops("A month ago she was in Oslo.", "She flew to Braga after lunch.") == {"Braga": "visited"}


@pytest.mark.parametrize(
    "text",
    [
        "She pressed for lorries of flour to reach families in Lima.",
        "She said that trucks would reach Cusco by the weekend.",
        '"A way was found to get blankets to Cusco," Vinter said.',
        "She promised that flour would get to Cusco by Monday.",
        "She asked for a corridor for refugees into Lima.",
        "She talked of the day before the convention opens in Lima.",
        'She bowed to the sound of "Lima".',
        "The band struck up “Cusco” when she came in.",
        "She praised the book “The Long Road to Lima”.",
    ],
)
def test_aid_and_songs_take_nobody_there(text: str) -> None:
    assert stops(text) == {}


def test_what_she_travels_for_is_elsewhere() -> None:
    assert stops("She flew to Braga to arrange the entry of relief into Cusco.") == {"Braga": "visited"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Rallies in Lima on Friday and in Cusco on Saturday close the week.", "Lima Cusco"),
        ("Rallies in Lima and Cusco follow on Friday and Saturday.", "Lima Cusco"),
        ("A visit to Braga on Friday rounds off the week.", "Braga"),
        ("She stays at home until Thursday, when she speaks in Braga.", "Braga"),
        ("The tour begins in Oslo and closes at Bergen. Between them come Lima and Cusco.", "Oslo Bergen Lima Cusco"),
        ("Then follow Lima on Thursday and Cusco on Friday.", "Lima Cusco"),
        ("On Thursday she lays a wreath in Braga.", "Braga"),
        ("On Wednesday she says Mass at Braga.", "Braga"),
        ("In Braga, Vinter will open a fair on Friday, her second in a row after Lima last year.", "Braga"),
        ("She hopes to be in Braga by the end of the week.", "Braga"),
    ],
)
def test_the_present_tense_of_a_programme_tells_what_is_to_come(text: str, places: str) -> None:
    assert stops(text) == dict.fromkeys(places.split(), "planned")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Claims that she will call at Braga are not true.", "Braga"),
        ("One aide claimed she might even pop up in Braga. She won't, said the ministry.", "Braga"),
        ("An aide said that Vinter might go to Braga on Saturday. Her spokesman: “Not happening.”", "Braga"),
        ("There is talk of a visit to Lima, but no such thing is meant, says her office.", "Lima"),
        ("Events in Lima and Cusco were called off because of the storm.", "Lima Cusco"),
        ("Vinter's travel to Lima and to Cusco has been postponed.", "Lima Cusco"),
        ("Fog turned her away from Braga.", "Braga"),
        ("She was turned back from Braga.", "Braga"),
        ("She thought about Lima but it's miles extra.", "Lima"),
        ("She held a ticket to Lima. She did not use it.", "Lima"),
        ("She had a ticket to Lima. She did not use it.", "Lima"),
    ],
)
def test_a_plan_is_denied_in_ordinary_words(text: str, places: str) -> None:
    assert stops(text) == dict.fromkeys(places.split(), "cancelled")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("She went once into Braga to buy bread.", "Braga"),
        ("Her trip has included Lima and Cusco.", "Lima Cusco"),
        ("She was sorry to hear in Braga of the fire.", "Braga"),
    ],
)
def test_what_is_told_as_done_was_done(text: str, places: str) -> None:
    assert stops(text) == dict.fromkeys(places.split(), "visited")


def test_once_before_the_verb_is_long_ago() -> None:
    assert stops("She once sang in Lima.") == {}


def test_a_table_of_results_tells_what_was_played() -> None:
    told = "Braga Rovers: the tour of 1969", "Braga Rovers toured Peru in January 1969."
    rows_of = "Date\tPlace\tResult", "17.1.\tLima\t3-0", "19.1.\tCusco\t3-2", "21.1.\tPuno\t2-0"
    text = "\n".join((*told, *rows_of))
    roles: tuple[BlockRole, ...] = ("title", "body", "table", "table", "table", "table")
    starts = [text.index(line) for line in (*told, *rows_of)]
    blocks = tuple(
        Block(start, start + len(line), role)
        for start, line, role in zip(starts, (*told, *rows_of), roles, strict=True)
    )
    claims, _ = read(Document("a.txt", text, title=told[0], blocks=blocks), "Braga Rovers")
    assert {place: status for place, _, status, _ in rows(claims) if place != "Peru"} == dict.fromkeys(
        ("Lima", "Cusco", "Puno"), "visited"
    )
