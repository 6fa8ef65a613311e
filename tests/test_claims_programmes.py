"""Programmes in columns, bulletins of a tour, envoys among ministers, and what a report calls "here"."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from test_claims_underway import page, places, told

from kimmap.claims import identify_traveller
from kimmap.dates import find_dates
from kimmap.itinerary import merge_claims
from kimmap.language import analyse_documents
from kimmap.model import Block, Document
from kimmap.reading import read


def days(*documents: Document, traveller: str) -> dict[str, tuple[str, int | None]]:
    claims = told(*documents, traveller=traveller)
    return {c.place.name: (c.status, c.when.first.day if c.when.first else None) for c in claims if c.place}


def test_alerts_have_the_day_and_the_place_that_their_keys_give_them(tmp_path: Path) -> None:
    row = {"ts": "2031-05-03T18:04:00Z", "place": "LISBON", "text": "Envoy Vinter left on Saturday, ministry says"}
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps(row)] * 2), encoding="utf-8")
    assert {d.published for d in read(path)} == {dt.date(2031, 5, 3)}


@pytest.mark.parametrize(
    ("entry", "place", "found"),
    [
        ("Tuesday 6 May      Arrival in Porto. Vespers", "Porto", ("planned", 6)),
        ("Tuesday 6 May      Prayers. Luncheon at Braga. Evening in Coimbra", "Coimbra", ("planned", 6)),
        ("Tuesday 6 May\tBlessing of the boats in Faro, about 40 km from Tavira", "Faro", ("planned", 6)),
        ("Tuesday 6 May was wet in Porto, and nobody came.", "Porto", None),
    ],
)
def test_a_programme_that_is_set_in_columns(entry: str, place: str, found: tuple[str, int] | None) -> None:
    title = "Visit of Bishop Ada Vinter to Portugal"
    lines = ("The following programme has been approved.", "Monday 5 May      Departure from Lisbon", entry)
    document = page(title, *lines, title=True, day=dt.date(2031, 4, 20))
    assert days(document, traveller="Bishop Ada Vinter").get(place) == found


def test_a_pass_in_a_programme_is_passed() -> None:
    lines = ("The following programme has been approved.", "Monday 5 May      Over Guarda by road. Evening in Porto")
    claims = told(page("Visit of Ada Vinter", *lines, title=True, day=dt.date(2031, 4, 20)), traveller="Ada Vinter")
    assert {(c.place.name, c.role) for c in claims if c.place} == {("Guarda", "passes"), ("Porto", "stays")}


def test_a_style_is_nobodys_name() -> None:
    text = "Cardinal Anselm came to Lisbon on 3 May 2031. His Eminence reached Porto on 5 May at noon, having slept."
    assert places(page(text), traveller="Cardinal Anselm") == {("Lisbon", "visited"), ("Porto", "visited")}


def test_a_name_that_is_taken_for_a_pronoun() -> None:
    text = "Ada Vinter came to Shrewsbury on 3 May 2031. Then she went by bus to Wem. She slept in It."
    assert places(page(text), traveller="Ada Vinter") == {("Shrewsbury", "visited"), ("Wem", "visited")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The governor received her for an hour. She spent 5 May in Porto.", {"Lisbon"}),
        ("The governor received her for an hour in Porto on 5 May.", {"Lisbon", "Porto"}),
        (
            "The governor had breakfast. A paper wrote that the beekeeper had been in Porto on 5 May.",
            {"Lisbon", "Porto"},
        ),
        ("The governor had breakfast. A paper wrote that the governor had been in Porto on 5 May.", {"Lisbon"}),
    ],
)
def test_whom_an_official_is_not(text: str, found: set[str]) -> None:
    who = "The beekeeper Ada Vinter landed in Lisbon on 3 May 2031."
    assert {name for name, _ in places(page(f"{who} {text}"), traveller="Ada Vinter")} == found


def test_a_part_of_the_day_is_no_noun_for_who_travels() -> None:
    text = "On Friday afternoon Ada Vinter landed in Lisbon. Ada Vinter, a farmer, slept. Vinter's day was long."
    who = identify_traveller(analyse_documents([page(text)]), "Ada Vinter")
    assert who is not None
    assert who.described_as == {"farmer"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PORTO (Wire) — The envoy Ada Vinter landed here on Sunday.", {("Porto", "visited")}),
        ("PORTO (Wire) — The envoy Ada Vinter was told that bread is dear here.", set()),
        ("PORTO (Wire) — The envoy Ada Vinter left. Her deputy landed here on Sunday.", set()),
    ],
)
def test_here_is_where_a_report_is_written(text: str, found: set[tuple[str, str]]) -> None:
    assert places(page(text, day=dt.date(2031, 5, 5)), traveller="Ada Vinter") == found


def test_a_day_behind_the_first_of_two_places_is_the_firsts() -> None:
    first = "Ada Vinter visited schools in Porto on 5 May 2031 and hospitals in Braga and Faro."
    assert days(page(first), traveller="Ada Vinter") == {
        "Porto": ("visited", 5), "Braga": ("visited", None), "Faro": ("visited", None),
    }  # fmt: skip
    both = "On 5 May 2031 Ada Vinter visited schools in Porto and hospitals in Braga."
    assert days(page(both), traveller="Ada Vinter") == {"Porto": ("visited", 5), "Braga": ("visited", 5)}


def test_a_clause_that_hangs_on_its_own_day() -> None:
    text = "On Monday 5 May 2031 Ada Vinter saw the grave of the first baker, Olaf Pell, who came in 1894, "
    text += "and the same evening she was in Braga."
    assert days(page(text), traveller="Ada Vinter") == {"Braga": ("visited", 5)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A dash to Faro, squeezed in for 6 May 2031, will have to wait, she said.", {("Faro", "cancelled")}),
        ("On a dash to Faro on 6 May 2031 she had to wait for the ferry.", {("Faro", "visited")}),
    ],
)
def test_a_trip_that_has_to_wait(text: str, found: set[tuple[str, str]]) -> None:
    who = "Ada Vinter came to Lisbon on 3 May 2031."
    assert places(page(f"{who} {text}"), traveller="Ada Vinter") - {("Lisbon", "visited")} == found


def test_whose_company_tells_nothing_of_the_travellers_own() -> None:
    who = "Ada Vinter came to Lisbon on 3 May 2031."
    text = '"We slept," said one of the bakers, whose company makes bread. '
    text += "Porto, where the delegation landed on 6 May, was wet."
    assert ("Porto", "visited") in places(page(f"{who} {text}"), traveller="Ada Vinter")


def test_headings_of_a_diary_that_are_but_weekdays() -> None:
    heads = ("Monday, Faro", "Friday", "Sunday", "Thursday 22 May 2031, Porto", "Saturday")
    text = "\n\n".join(heads)
    starts = [text.index(head) for head in heads]
    blocks = tuple(Block(s, s + len(head), "heading") for s, head in zip(starts, heads, strict=True))
    found = [d.interval.first for d in find_dates([Document("d.md", text, blocks=blocks)])]
    assert [d and d.day for d in found] == [12, 16, 18, 22, 24]


def test_headings_of_a_blog_with_the_newest_first() -> None:
    heads = ("Thursday 22 May 2031", "Monday", "Friday 16 May 2031")
    text = "\n\n".join(heads)
    starts = [text.index(head) for head in heads]
    blocks = tuple(Block(s, s + len(head), "heading") for s, head in zip(starts, heads, strict=True))
    found = [d.interval.first for d in find_dates([Document("d.md", text, blocks=blocks)])]
    assert [d and d.day for d in found][::2] == [22, 16]


def test_where_one_was_when_it_was_said() -> None:
    text = "On 3 May 2031 Ada Vinter left Lisbon. On 9 May the abbot wrote that they had crossed the hills "
    text += "and that Vinter was at home in Braga."
    assert days(page(text), traveller="Ada Vinter") == {"Lisbon": ("visited", 3), "Braga": ("visited", 9)}
    before = text.replace("Vinter was at home", "Vinter had been at home")
    assert days(page(before), traveller="Ada Vinter")["Braga"] == ("visited", None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("PORTO (Wire) — Ada Vinter had arrived from Faro on Monday.", {("Porto", "visited"), ("Faro", "visited")}),
        (
            "PORTO (Wire) — Ada Vinter arrived in Braga from Faro on Monday.",
            {("Braga", "visited"), ("Faro", "visited")},
        ),
        ("PORTO (Wire) — Ada Vinter slept. Her deputy arrived from Faro on Monday.", set()),
        ("Ada Vinter had arrived from Faro on Monday.", {("Faro", "visited")}),
    ],
)
def test_who_arrives_without_saying_where(text: str, found: set[tuple[str, str]]) -> None:
    assert places(page(text, day=dt.date(2031, 5, 8)), traveller="Ada Vinter") == found


def test_a_desk_puts_a_report_together_from_afar() -> None:
    blocks = (("title", "Report no. 3"), ("byline", "Saturday 3 May 2031. Author: operations desk, Porto"),
              ("body", "We left Lisbon on 1 May 2031. We slept in Braga. We ate."))  # fmt: skip
    starts = [sum(len(t) + 2 for _, t in blocks[:i]) for i in range(len(blocks))]
    text = "\n\n".join(t for _, t in blocks)
    made = tuple(Block(s, s + len(t), r) for s, (r, t) in zip(starts, blocks, strict=True))  # type: ignore[arg-type]
    day = dt.date(2031, 5, 3)
    document = Document("r.md", text, title="Report no. 3", author="Ada Vinter", published=day, blocks=made)
    assert {name for name, _ in places(document, traveller="Ada Vinter")} == {"Lisbon", "Braga"}


def test_a_church_of_a_saint_is_no_town() -> None:
    mass = "Monday 5 May      Mass in the cathedral of Saint George. Evening in Braga"
    lines = ("The following programme has been approved.", mass)
    claims = told(page("Visit of Ada Vinter", *lines, title=True, day=dt.date(2031, 4, 20)), traveller="Ada Vinter")
    assert {c.place.name for c in claims if c.place} == {"Braga"}


def test_the_guest_is_not_the_president_and_comes_from_his_country() -> None:
    text = "The Lao leader Somdy Keo came to Lisbon on 3 May 2031. The president then slept. "
    text += "The Lao guest gave Braga a miss."
    assert places(page(text), traveller="Somdy Keo") == {("Lisbon", "visited"), ("Braga", "cancelled")}


def test_what_took_hours_before_an_arrival_was_on_its_day_and_comes_first() -> None:
    text = "Ada Vinter reached Braga on 6 May 2031 at two, having spent three hours at the station of Porto."
    claims = told(page(text), traveller="Ada Vinter")
    assert days(page(text), traveller="Ada Vinter") == {"Braga": ("visited", 6), "Porto": ("visited", 6)}
    assert [c.place.name for c in sorted(claims, key=lambda c: c.order) if c.place] == ["Porto", "Braga"]
    weeks = text.replace("three hours at the station of", "three weeks in")
    assert days(page(weeks), traveller="Ada Vinter")["Porto"] == ("visited", None)


def test_the_titled_are_people_whom_he_may_mean() -> None:
    text = "Bishop Olaf Vinter came to Lisbon on 3 May 2031. Metropolitan Varnavas does not come with us. "
    text += "Tomorrow he flies to Faro."
    assert places(page(text, day=dt.date(2031, 5, 5)), traveller="Olaf Vinter") == {("Lisbon", "visited")}


def test_who_is_somewhere_since_a_day_was_there_on_it() -> None:
    text = (
        "Ada Vinter was in Porto on 3 May 2031. She spent 6 May in Faro. She has been in Porto since Saturday 10 May. "
    )
    text += "On 14 May she left Porto for Lisbon."
    stops = merge_claims(told(page(text, day=dt.date(2031, 5, 15)), traveller="Ada Vinter"))
    assert [(s.place.name, s.when.first.day, s.when.last.day) for s in stops if s.when.first and s.when.last][:3] == [
        ("Porto", 3, 3), ("Faro", 6, 6), ("Porto", 10, 14),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained. The Polish ambassador has left Braga.", set()),
        ("It rained. The Polish singer has left Braga.", {("Braga", "visited")}),
        (
            "London had been told that Vinter might have gone to Lagos through the port of Faro, "
            "where the Tavira ferry docks.",
            {("Lagos", "possible"), ("Faro", "possible")},
        ),
    ],
)
def test_an_ambassador_of_his_country_is_another(text: str, found: set[tuple[str, str]]) -> None:
    who = "The Polish baker Ada Vinter came to Lisbon on 3 May 2031. "
    assert places(page(who + text), traveller="Ada Vinter") - {("Lisbon", "visited")} == found


def test_here_is_not_what_was_named_last() -> None:
    text = "Ada Vinter rode with bakers. They went on to Faro. Vinter stayed here since it is pretty."
    assert places(page(text, day=dt.date(2031, 5, 8)), traveller="Ada Vinter") == set()


def test_an_arrival_in_the_morning_is_no_day_that_was_foretold() -> None:
    text = "PORTO, May 5 (Wire) — The flood will reach Braga by Sunday. "
    text += "Ada Vinter, who flew in from Faro in the morning, saw it."
    claims = told(page(text, day=dt.date(2031, 5, 6)), traveller="Ada Vinter")
    assert {(c.status, c.when.first) for c in claims if c.place and c.place.name == "Porto"} == {("visited", None)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vinter should have gone on to Faro.", {("Faro", "cancelled")}),
        ("Vinter went on to Faro on 5 May.", {("Faro", "visited"), ("Faro Airport", "visited")}),
    ],
)
def test_the_airport_is_not_that_of_a_town_that_was_called_off(text: str, found: set[tuple[str, str]]) -> None:
    story = f"Ada Vinter came to Lisbon on 3 May 2031. {text} On Friday a friend took her to the airport."
    assert places(page(story, day=dt.date(2031, 5, 12)), traveller="Ada Vinter") - {("Lisbon", "visited")} == found


PROGRAMME = """Visit of Bishop Ada Vinter to Portugal

The bishop will visit Portugal in May 2031, for the first time since she was made one.

Programme of the visit

Monday 5 May 2031
  11.30  Departure from Lisbon by car. Luncheon in Leiria.
Tuesday 6 May (a holiday in Porto)
  Aveiro: blessing of the boats. By train to Braga in the evening.
Wednesday 7 May
  Return to Lisbon.

The mayor of Faro will be in Evora on 6 May.
"""


def test_days_that_stand_alone_are_over_what_is_to_be_on_them(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PROGRAMME, encoding="utf-8")
    claims = told(*read(path), traveller="Bishop Ada Vinter")
    found = {(c.place.name, c.status, c.when.first.day if c.when.first else 0) for c in claims if c.place}
    assert found >= {
        ("Lisbon", "planned", 5),
        ("Leiria", "planned", 5),
        ("Aveiro", "planned", 6),
        ("Braga", "planned", 6),
        ("Lisbon", "planned", 7),
    }
    assert not {name for name, *_ in found} & {"Porto", "Faro", "Évora"}


def test_a_sentence_under_a_day_is_read_as_one(tmp_path: Path) -> None:
    """Nothing but entries without a verb of their own belong to the programme."""
    path = tmp_path / "a.txt"
    text = PROGRAMME.replace("Return to Lisbon.", "The governor leaves Setubal at noon with his dogs.")
    path.write_text(text, encoding="utf-8")
    assert "Setúbal" not in {c.place.name for c in told(*read(path), traveller="Bishop Ada Vinter") if c.place}


ALBUM = """THE BISHOP'S OFFICE - PICTURES
{title}

0412  Porto, 3 May 2031. Guard of honour before the town hall.

0413  Braga, 4 May 2031. In the library, from left: Mr Pell, Bishop Ada Vinter, Mrs Moss.

0414  Coimbra, 5 May 2031. Father Tom Pell lays the bishop's wreath at the tomb of the queen.

0415  The dogs of the sexton.

ARCHIVE: 0009 Aveiro, August 2021. Then a canon, Ada Vinter with the choir.
"""


@pytest.mark.parametrize(
    ("title", "seen"),
    [("Album: Portugal, May 2031", {("Porto", 3), ("Braga", 4)}), ("Accounts: Portugal, May 2031", set())],
)
def test_numbered_pictures_of_an_album_are_captions(tmp_path: Path, title: str, seen: set[tuple[str, int]]) -> None:
    """Who is not in a picture but owns the wreath in it is not seen there; the bills of accounts are no pictures."""
    path = tmp_path / "a.txt"
    text = ALBUM.format(title=title)
    path.write_text(text if "Album" in title else text.replace("PICTURES", "BILLS"), encoding="utf-8")
    intro = page("Bishop Ada Vinter came to Lisbon on 2 May 2031.", day=dt.date(2031, 5, 9))
    claims = told(intro, *read(path), traveller="Bishop Ada Vinter")
    shown = [c for c in claims if not c.is_by_context]
    assert {(c.place.name, c.when.first.day) for c in shown if c.place and c.when.first} - {("Lisbon", 2)} == seen
