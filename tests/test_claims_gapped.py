"""What one verb says of several places, what came before a day, and the words that stand for a ship or a leader."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from test_claims import document, read

from kimmap.model import Document

ADA = "Ada Vinter"
SATURDAY = dt.date(2031, 5, 17)


def report(text: str) -> Document:
    return replace(document(text), published=SATURDAY)


def told(text: str, asked: str = ADA) -> dict[str, tuple[str, str]]:
    """Place → role and status, for what a report of 17 May 2031 says."""
    claims, _ = read(report(text), asked)
    return {c.place.name: (c.role, c.status) for c in claims if c.place}


SHARED = [
    ("Ada Vinter saw the mayor in Braga, the bishop in Porto and the judge in Faro.", {"Braga", "Porto", "Faro"}),
    ("Ada Vinter met the mayor in Braga on Monday, the bishop in Porto on Tuesday.", {"Braga", "Porto"}),
    ("Ada Vinter opened a school in Braga, a bridge in Porto and a hospital in Faro.", {"Braga", "Porto", "Faro"}),
    ("Ada Vinter had lunch with the king in Braga, dinner with the queen in Porto.", {"Braga", "Porto"}),
    ("Ada Vinter played chess in Braga, cards in Porto, and football in Faro.", {"Braga", "Porto", "Faro"}),
    ("Ada Vinter will go to Braga on Monday to meet the mayor and to Porto from there.", {"Braga", "Porto"}),
    ("Ada Vinter flew to Braga to rest and then to Porto.", {"Braga", "Porto"}),
    ("Ada Vinter was in Braga. Her programme takes her to Porto, and further to Faro and Tavira.", {"Porto", "Faro"}),
    (
        "Ada Vinter leaves Braga. From there the programme takes the minister to Porto and on to Faro.",
        {"Porto", "Faro"},
    ),
    ("Ada Vinter came from Braga, where she had rested and on Friday saw Olaf Pell in Porto.", {"Braga", "Porto"}),
]


@pytest.mark.parametrize(("text", "places"), SHARED)
def test_a_verb_said_once_tells_of_each_place(text: str, places: set[str]) -> None:
    assert places <= set(told(text))


NOT_SHARED = [
    ("Ada Vinter spoke in Braga about the floods in Porto.", "Porto"),
    ("Ada Vinter flew to Braga to talk about schools in Porto.", "Porto"),
    ("Ada Vinter saw the mayor in Braga, the governor of Porto and a band.", "Porto"),
    ("Ada Vinter saw the mayor in Braga, and Olaf Pell spoke in Porto.", "Porto"),
    ("Ada Vinter was in Braga. The programme takes Olaf Pell to Porto.", "Porto"),
]


@pytest.mark.parametrize(("text", "place"), NOT_SHARED)
def test_what_has_a_verb_or_an_owner_of_its_own_does_not_share(text: str, place: str) -> None:
    assert place not in told(text)


PARTS = [
    "The last stop of the tour was in Porto.",
    "The last of the tour was in Porto, on Thursday.",
    "The Portuguese part of the journey ended in Porto.",
    "The second half of her tour began in Porto.",
    "The last leg of her journey was to Porto.",
    "The rest of the trip was spent in Porto.",
]


@pytest.mark.parametrize("text", PARTS)
def test_a_part_of_a_journey_is_where_the_traveller_is(text: str) -> None:
    assert told(f"Ada Vinter reached Braga on Monday. {text}")["Porto"][1] == "visited"


BEFORE = [
    "Ada Vinter landed in Lisbon on Saturday. She comes from rallies in Braga and Porto.",
    "Ada Vinter landed in Lisbon on Saturday after visits to Braga and Porto.",
    "After stops in Braga and Porto, Ada Vinter landed in Lisbon on Saturday.",
    "Fresh from meetings in Braga and Porto, Ada Vinter landed in Lisbon on Saturday.",
    "Ada Vinter arrived in Lisbon on Saturday from Braga, where she had opened a school. She was coming from Porto.",
    "After Braga she flew to Lisbon on Saturday. Ada Vinter was tired.",
]


@pytest.mark.parametrize("text", BEFORE)
def test_where_one_comes_from_was_before_that_day(text: str) -> None:
    claims, _ = read(report(text), ADA)
    braga = next(c for c in claims if c.place and c.place.name == "Braga")
    lisbon = next(c for c in claims if c.place and c.place.name.startswith("Lisb"))
    assert lisbon.when.first == SATURDAY
    assert braga.when.first is None
    assert braga.when.last in (None, SATURDAY)


@pytest.mark.parametrize("length", ["nine hours", "two days", "14 hours by rail"])
def test_a_journey_of_some_hours_from_a_place_left_it(length: str) -> None:
    text = f"Ada Vinter landed in Lisbon after a journey of {length} from Braga."
    assert told(text)["Braga"][0] == "departs"


@pytest.mark.parametrize("way", ["Faro, nine hours from Braga, was dark.", "Porto lies 50 km from Braga."])
def test_what_lies_some_hours_off_was_not_left(way: str) -> None:
    assert "Braga" not in told(f"Ada Vinter landed in Lisbon. {way}")


def test_a_visit_before_with_a_day_of_its_own_keeps_it() -> None:
    text = "Ada Vinter landed in Lisbon on Saturday after a visit to Braga on Thursday."
    claims, _ = read(report(text), ADA)
    assert next(c.when.first for c in claims if c.place and c.place.name == "Braga") == dt.date(2031, 5, 15)


HOUSES = [
    "She spoke to students at the university in Cusco.",
    "She gave a lecture at the university in Cusco.",
    "She told reporters at the embassy in Cusco that she was tired.",
    "She met the staff at the consulate in Cusco.",
    "She slept at the embassy in Cusco.",
]


@pytest.mark.parametrize("text", HOUSES)
def test_at_an_office_one_is_in_its_town(text: str) -> None:
    assert told(f"Ada Vinter was in Braga on Monday. {text}")["Cusco"] == ("stays", "visited")


@pytest.mark.parametrize(
    "text", ["She has a friend at the embassy in Porto.", "She heard from an officer of a bank in Porto."]
)
def test_of_an_office_afar_one_only_hears(text: str) -> None:
    assert "Porto" not in told(f"Ada Vinter was in Braga on Monday. {text}")


@pytest.mark.parametrize("state", ["is on a visit to Porto", "is still in Porto", "is now in Porto"])
def test_a_state_is_of_the_day_of_writing(state: str) -> None:
    text = f"Ada Vinter was in Braga on Monday. Vinter {state}."
    claims, _ = read(report(text), ADA)
    assert next(c.when.first for c in claims if c.place and c.place.name == "Porto") == SATURDAY


ADJOINING = [
    "From Braga Vinter went to Porto.",
    "In Braga Vinter met the mayor.",
    "After Braga Vinter drove on to Porto.",
    "At Braga Ada Vinter boarded the train.",
    "In Braga Ada Vinter slept badly.",
    "From Braga Ada Vinter walked home.",
]


@pytest.mark.parametrize("text", ADJOINING)
def test_a_place_and_a_person_side_by_side_are_two(text: str) -> None:
    assert told(f"Ada Vinter is a teacher. {text}")["Braga"][1] == "visited"


@pytest.mark.parametrize("text", ["To Florence Pell she wrote.", "From Florence Pell she heard nothing."])
def test_a_given_name_that_is_a_town_stays_a_name(text: str) -> None:
    assert set(told(f"Ada Vinter was in Braga. Florence Pell was ill. {text}")) == {"Braga"}


SHIPS = ["The frigate called at Porto.", "The ship left Porto on Friday.", "The vessel lay in Porto for a night."]


@pytest.mark.parametrize("text", SHIPS)
def test_a_ship_is_called_by_what_she_is(text: str) -> None:
    assert "Porto" in told(f"The frigate Vinter left Lisbon on Monday. {text}", "Frigate Vinter")


def test_another_frigate_is_another() -> None:
    text = "The frigate Vinter left Lisbon. The frigate Pell lay in Braga. The Dutch frigate called at Porto."
    assert "Porto" not in told(text, "Frigate Vinter")


@pytest.mark.parametrize("who", ["The leader", "The party leader", "The spiritual leader"])
def test_the_leader_is_who_was_spoken_of(who: str) -> None:
    assert "Porto" in told(f"Ada Vinter reached Braga on Monday. {who} had slept at an inn in Porto.")


def test_the_leader_of_others_is_somebody_else() -> None:
    assert "Porto" not in told("Ada Vinter reached Braga on Monday. The Labour leader was in Porto.")
