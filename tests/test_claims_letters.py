"""Old letters and diaries: heads over two lines, "inst." and "ult.", marches made by dark, numbered letters."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from test_claims_posts import post, roles, told

import kimmap
from kimmap.itinerary import merge_claims
from kimmap.model import Claim, Interval

HEAD = """LETTER II.

                         Hotel Bristol, {place},
                         May 11th, 1881.

MY DEAR OLAF,--We landed on the 9th and I slept. I was ill, and we stay here.

                         Your loving
                                A. V.
"""


def day(number: int, month: int = 5, year: int = 2031) -> Interval:
    return Interval(dt.date(year, month, number), dt.date(year, month, number))


def at(claims: list[Claim], name: str) -> list[Claim]:
    return [c for c in claims if c.place is not None and c.place.name == name]


def test_the_head_of_a_letter_tells_where_its_writer_was_that_day(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD.format(place="Porto"), encoding="utf-8")
    (letter,) = documents = kimmap.read(tmp_path)
    assert (letter.author, letter.publisher) == ("A. V.", None)  # "LETTER II." names nobody
    found, here = at(told(*documents), "Porto")
    assert (found.status, found.when, found.cues) == ("visited", day(11, year=1881), ("written at",))
    assert (here.status, here.when, here.cues) == ("visited", day(11, year=1881), ("stay",))


def test_when_a_letter_says_its_writer_came_here(tmp_path: Path) -> None:
    text = HEAD.format(place="Porto").replace("we stay here", "we arrived here on the 9th")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    _, here = at(told(*kimmap.read(tmp_path)), "Porto")
    assert (here.role, here.when) == ("arrives", day(9, year=1881))


@pytest.mark.parametrize(
    ("below", "status"),
    [
        (("I slept well.", "We went to the fort."), "visited"),
        (("I slept well.", "We are to try for Lima."), "visited"),
        (("I shall sleep well.", "We shall see the fort."), "planned"),  # what is to come, and where
    ],
)
def test_letters_in_one_file_were_written_on_their_own_days(below: tuple[str, str], status: str) -> None:
    """The file bears the day of the first of them."""
    heads = "Porto, 8 May", "Braga, 16 May"
    letters = [part for head, text in zip(heads, below, strict=True) for part in (head, text)]
    found = at(told(post("Letters to my sister", "I write this to you.", *letters)), "Braga")
    assert [(c.status, c.when) for c in found] == [(status, day(16))]


def test_the_region_in_the_head_of_a_letter_is_no_stop_beside_its_town(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD.format(place="Porto, in Portugal"), encoding="utf-8")
    found = told(*kimmap.read(tmp_path))
    assert at(found, "Porto")
    assert not at(found, "Portugal")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("We marched at dawn; made Porto by dusk.", {"Porto": "arrives"}),
        ("Made Porto by dark.", {"Porto": "arrives"}),
        ("Olaf made the tea, and dreamt of Porto.", {}),
    ],
)
def test_a_place_that_is_made_is_reached(entry: str, expected: dict[str, str]) -> None:
    assert roles(told(post("Diary of Ada Vinter", f"{entry} I slept, and we ate. We were tired."))) == expected


@pytest.mark.parametrize(
    ("entry", "dated"),
    [
        ("Came into Porto late, and slept eleven hours.", True),
        ("Reached Porto, and waited two hours for a bed.", True),
        ("Had reached Porto on the 9th, and slept eleven hours.", False),
    ],
)
def test_hours_that_something_took_are_no_day(entry: str, dated: bool) -> None:
    diary = post("Diary of Ada Vinter", f"12 May.--{entry} I was cold. We ate, and I sang.", day=20)
    assert all((c.when == day(12)) == dated for c in at(told(diary), "Porto"))
    assert at(told(diary), "Porto")


def test_the_first_day_of_a_diary_is_no_byline(tmp_path: Path) -> None:
    entries = "12 May 1881.--Left Braga at dawn; I was cold.\n\n13 May.--We ate, and I sang.\n\n14 May.--Made Porto.\n"
    (tmp_path / "a.txt").write_text(f"DIARY OF ADA VINTER\n\n{entries}", encoding="utf-8")
    (diary,) = documents = kimmap.read(tmp_path)
    assert [b.role for b in diary.blocks] == ["title", "body", "body", "body"]
    found = told(*documents)
    assert roles(found) == {"Braga": "departs", "Porto": "arrives"}
    assert {c.when for c in at(found, "Porto")} == {day(14, year=1881)}


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("A cable announces that Ada Vinter reached Porto on the 12th, in the rain.", day(12, 4)),
        ("Mr. Pell informs us that she landed at Porto on the 12th, in the rain.", day(12, 4)),
        ("Mr. Pell announces that Ada Vinter will leave Porto on the 12th, in the rain.", day(12)),
    ],
)
def test_who_has_come_on_a_day_came_before_the_paper(story: str, expected: Interval) -> None:
    paper = post("News of Ada Vinter", f"Saturday, 8 May 2031\n\n{story}", author="Olaf Pell")
    assert {c.when for c in at(told(paper), "Porto")} == {expected}


@pytest.mark.parametrize(
    ("story", "status"),
    [
        ("I go over the hills to Porto, if they will let me.", "planned"),
        ("From here we ride to Porto, weather permitting.", "planned"),
        ("We sail to Porto so soon as the wind allows.", "visited"),
        ("I rode to Porto, to see if the bishop will let me in.", "visited"),
    ],
)
def test_what_hangs_on_leave_is_to_come(story: str, status: str) -> None:
    letter = post("A letter", f"I was ill. {story} We were tired, and I slept.")
    assert {c.status for c in at(told(letter), "Porto")} == {status}


@pytest.mark.parametrize(
    ("denial", "status"),
    [("She will not return to Braga.", "visited"), ("She was never in Braga.", "cancelled")],
)
def test_who_will_not_return_was_there(denial: str, status: str) -> None:
    left = post("Ada Vinter sets out", "Ada Vinter was in Braga on 2 May.", day=3, author="Olaf Pell")
    later = post("More of Ada Vinter", f"Ada Vinter was in Porto on 9 May. {denial}", day=10, author="Ida Corvin")
    stops = {s.place.name: s.status for s in merge_claims(told(left, later))}
    assert stops == {"Braga": status, "Porto": "visited"}


@pytest.mark.parametrize(
    ("entry", "days"), [("9 May.--Came into Braga late.", [9, 30]), ("On 9 May it rained. I came into Braga.", [9, 30])]
)
def test_the_day_that_an_entry_is_of_stands_beside_that_of_coming_back(entry: str, days: list[int]) -> None:
    walked = "11 May.--Came into Porto.\n\n15 May.--Still in Porto.\n\n20 May.--Came into Coimbra."
    diary = post("Diary of Ada Vinter", entry, *walked.split("\n\n"), "I slept, and we ate.", day=22)
    paper = post("A walk ends", "Ada Vinter returned to Braga on 30 May.", day=31, author="Olaf Pell")
    stops = [s for s in merge_claims(told(diary, paper)) if s.place.name == "Braga"]
    assert [s.when.first.day for s in stops if s.when.first] == days


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("Ada Vinter left Braga on 2 May and is at present in Porto, waiting for a boat.", day(20)),
        ("Ada Vinter left Braga on 2 May and is now in Porto.", day(20)),
        ("Ada Vinter left Braga on 2 May and was in Porto on 4 May.", day(4)),
    ],
)
def test_where_one_is_at_present_is_of_the_day_of_writing(story: str, expected: Interval) -> None:
    paper = post("News", story, day=20, author="Olaf Pell")
    assert {c.when for c in at(told(paper), "Porto")} == {expected}


@pytest.mark.parametrize(
    ("first", "expected"), [("Vinter", {"Braga", "Coimbra"}), ("team 1", {"Braga", "Porto", "Coimbra"})]
)
def test_rows_of_a_table_are_of_those_who_did_it(tmp_path: Path, first: str, expected: set[str]) -> None:
    rows = f"no,date,site,collected_by\n1,2031-05-03,Braga,{first}\n2,2031-05-04,Porto,O. Pell\n"
    (tmp_path / "samples.csv").write_text(f"{rows}3,2031-05-06,Coimbra,{first}\n4,2031-05-07,Coimbra,{first}\n")
    (tmp_path / "a.md").write_text("Ada Vinter took samples in Braga on 3 May 2031. Ada Vinter slept there.\n")
    assert {c.place.name for c in told(*kimmap.read(tmp_path)) if c.place} == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Porto was reached at dusk.", [("arrives", "visited")]),
        ("On the 8th Porto was visited.", [("stays", "visited")]),
        ("Porto was not reached.", [("arrives", "cancelled")]),
        ("Porto was reached by the enemy at dusk.", []),  # somebody else's doing, or none of going
        ("Porto was shelled at dusk.", []),
        ("The mate was arrested in Porto.", []),
    ],
)
def test_a_place_that_was_reached_the_writer_reached(sentence: str, expected: list[tuple[str, str]]) -> None:
    found = at(told(post("Notes", f"We left Braga and I was tired. {sentence}")), "Porto")
    assert [(c.role, c.status) for c in found] == expected


def test_a_place_that_was_reached_in_a_report_of_a_ship_she_reached() -> None:
    report = "The ship Merle left Braga in May. Porto was reached on the 5th and left on the 6th."
    found = at(told(post("Report", report, author="Olaf Berg"), traveller="Merle"), "Porto")
    assert [(c.status, c.when.first) for c in found] == [("visited", dt.date(2031, 5, 5))]
    person = report.replace("The ship Merle", "Ada Vinter").replace("left Braga", "left Braga by train")
    assert at(told(post("Report", person, author="Olaf Berg")), "Porto") == []
