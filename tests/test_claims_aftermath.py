"""What was called off, left or meant: by the sentence's end, the next one, or a bed that nobody slept in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from test_claims import document, read, rows
from test_claims_posts import told
from test_claims_underway import SHIP, page

Told = list[tuple[str, str]]


def stops(*paragraphs: str, author: str | None = None) -> Told:
    claims, _ = read(document(*paragraphs, author=author))
    return [(place, status) for place, _, status, _ in rows(claims) if place != "Lisbon"]


ABOUT_HER = "The Danish minister Ada Vinter is travelling in Portugal this week."
HERS = "I rode to Lisbon on Sunday and I slept well. My bike is old. I like it."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And a call at Braga had to be struck out for want of fuel.", [("Braga", "cancelled")]),
        ("The visit to Braga had to be left out.", [("Braga", "cancelled")]),
        ("The visit to Braga had to be paid for.", [("Braga", "visited")]),
        ("Friday's run to Braga had been the point of it all. It did not happen.", [("Braga", "cancelled")]),
        ("Monday's visit to Braga had been much looked forward to. But it was not to be.", [("Braga", "cancelled")]),
        ("Monday's visit to Braga was a joy. It did not rain.", [("Braga", "visited")]),
        ("She was driven to Braga, or so it was planned: a bridge was down.", [("Braga", "cancelled")]),
        ("She was flown to Braga, or that was the idea; the pilot was ill.", [("Braga", "cancelled")]),
        ("The staff at Braga would not give her an hour.", []),
        ("The idea now is to fly to Braga on Friday.", [("Braga", "planned")]),
        ("Her idea is to go on to Braga.", [("Braga", "planned")]),
        ("The mayor's idea is to go on to Braga.", []),
    ],
)
def test_what_became_of_it(text: str, expected: Told) -> None:
    assert stops(ABOUT_HER, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I had a room booked in Braga.", [("Braga", "planned")]),
        ("I had booked a room in Braga, but the road was shut.", [("Braga", "cancelled")]),
        ("Braga kept my deposit.", [("Braga", "cancelled")]),
        ("The plan is to ride to Braga and sleep.", [("Braga", "planned")]),
        ("Three hours across the Tagus.", []),
        ("Three hours to Braga.", [("Braga", "visited")]),
    ],
)
def test_what_a_diary_has_booked_and_crossed(text: str, expected: Told) -> None:
    assert [s for s in stops(HERS, text, author="Ada Vinter") if s[0] != "Tagus"] == expected
    claims, _ = read(document(HERS, text, author="Ada Vinter"))
    assert [c.role for c in claims if c.place and c.place.name == "Tagus"] in ([], ["passes"])


def test_a_day_joined_to_another_noun_is_not_the_places() -> None:
    back = "Then back to Braga, a hut on legs, and the fair on Friday."
    claims, _ = read(document(HERS, "On Monday I rode north.", back, author="Ada Vinter"))
    assert [days for place, _, _, days in rows(claims) if place == "Braga"] in ([""], ["12"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The owner, Pell, is ill. On 5 May the vessel reached Faro.", True),
        ("We are well. We fish. We sing. We sleep. We eat. We read. Two of ours have sailed back to Faro.", False),
        ("We are well. We fish. We sing. We sleep. We eat. We read. The two have gone home to Faro.", True),
    ],
)
def test_any_ship_is_the_ship_and_some_of_a_crew_are_not(text: str, found: bool) -> None:
    claims = told(page(SHIP, f"The tanker is late. {text}", day=dt.date(2031, 5, 14)), traveller="Amber Linnet")
    assert ("Faro" in {c.place.name for c in claims if c.place}) == found


def test_what_the_time_is_counted_from_is_not_where_one_writes() -> None:
    head = "Written by Ada Vinter. Times are ours, four hours ahead of Braga."
    claims, _ = read(document(HERS, head, role="byline", author="Ada Vinter"))
    assert "Braga" not in {c.place.name for c in claims if c.place}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Braga at six, birches, storks, a patch of snow, a hut with two goats.", [("Braga", "visited")]),
        ("Braga at nine, larches, snow patches, a bunk at the price of a room in Faro.", [("Braga", "visited")]),
        ("Braga at half past nine; storks on the roofs and a bed that creaks.", [("Braga", "visited")]),
        ("Braga at six is a ghost town.", []),
    ],
)
def test_a_place_and_an_hour_open_a_sentence_of_a_diary(text: str, expected: Told) -> None:
    assert stops(HERS, text, author="Ada Vinter") == expected


@pytest.mark.parametrize(
    ("title", "caption", "seen"),
    [
        ("In pictures: Ada Vinter in Portugal", "With Father Rui Pell and his choir, Braga, 13 May 2031.", True),
        ("In pictures: Ada Vinter in Portugal", "The wind wins: Braga, 13 May 2031.", True),
        ("In pictures: Ada Vinter in Portugal", "Father Rui Pell and his choir, Braga, 13 May 2031.", False),
        ("In pictures: spring in Portugal", "With Father Rui Pell and his choir, Braga, 13 May 2031.", False),
    ],
)
def test_with_whom_the_traveller_of_a_gallery_is_seen(title: str, caption: str, seen: bool) -> None:
    gallery = replace(document(title, caption, role="caption"), title=title)
    claims, _ = read(gallery)
    assert ("Braga" in {c.place.name for c in claims if c.place}) == seen


@pytest.mark.parametrize(("author", "hers"), [("Rui Pell", True), (None, False)])
def test_to_who_tells_of_the_party_the_traveller_is_she(author: str | None, hers: bool) -> None:
    notice = page("Queen Ada of Denmark came to Lisbon on 11 May 2031.", day=dt.date(2031, 5, 12))
    ours = "We left Lisbon on Sunday. We slept on the train. We woke late, I was ill, and I stayed aboard. I read."
    text = "While the Queen was shown the plants, I saw the depot. On Tuesday she went by car to Braga."
    diary = replace(page(ours, text, name="b.txt", day=dt.date(2031, 5, 14)), author=author)
    claims = told(notice, diary, traveller="Queen Ada")
    assert ("Braga" in {c.place.name for c in claims if c.place}) == hers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She had been bound for Braga, but a strike closed the road.", [("Braga", "cancelled")]),
        ("She had been on her way to Braga, but fog came down.", [("Braga", "cancelled")]),
        ("A permit to visit Braga was not received in time.", [("Braga", "cancelled")]),
        ("Permission to land at Faro was refused.", [("Faro", "cancelled")]),
        ("A request to visit Braga is before the ministry.", []),
    ],
)
def test_where_one_was_bound_or_asked_to_go_in_vain(text: str, expected: Told) -> None:
    assert stops(ABOUT_HER, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She told the driver that in Braga they have one as well.", []),
        ("In Braga they say that it never rains.", []),
        ("In Braga they play on Friday.", [("Braga", "planned")]),
    ],
)
def test_they_who_live_in_a_place_are_not_the_party(text: str, expected: Told) -> None:
    party = "The minister Ada Vinter and her delegation left Lisbon on Sunday. The delegation slept on the train."
    assert stops(party, text) == expected
