"""Walkers and letter writers: pet names, letters answered, what was only watched, stages, and plans with lead-ins."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from test_claims_posts import post, roles, told

import kimmap
from kimmap.claims.telling import is_short_for
from kimmap.claims.traveller import Traveller
from kimmap.dates import find_dates
from kimmap.model import Block, Document, Interval

TAIL = "I slept, and we ate. We were tired."


def traveller(name: str) -> Traveller:
    return Traveller(name, "person", tuple(name.lower().split()), frozenset(), frozenset(), "he")


@pytest.mark.parametrize(
    ("signed", "name", "is_his"),
    [
        ("Polly", "Mary Vinter", True),
        ("Bob", "Robert Pell", True),
        ("Ted.", "Edward Pell", True),
        ("Sam", "Samuel Pell", True),
        ("Polly", "Ada Vinter", False),
        ("Bob", "Edward Pell", False),
        ("Al", "Alfred Pell", False),
    ],
)
def test_a_letter_may_be_signed_with_a_pet_name(signed: str, name: str, is_his: bool) -> None:
    assert is_short_for(signed, traveller(name)) is is_his


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I sat on the quay and watched the old steamer come in from Porto.", {}),
        ("We saw the ferry leave Porto.", {}),
        ("We saw our friends sail for Porto.", {}),
        ("We watched the pilgrims go down to Porto.", {}),
        ("We took the ferry and left Porto.", {"Porto": "departs"}),
        ("Yesterday's stage to Porto was rain and larks.", {"Porto": "arrives"}),
        ("Today the slog to Porto took six hours.", {"Porto": "arrives"}),
        ("At this stage in Porto nobody sang.", {}),
        ("We should have been here by the 4th, but the fog held us at Porto.", {"Porto": "stays"}),
    ],
)
def test_what_a_traveller_does_and_what_others_do(sentence: str, expected: dict[str, str]) -> None:
    assert roles(told(post("Diary of Ada Vinter", f"{sentence} {TAIL}"))) == expected


def test_who_is_late_was_not_kept_from_coming() -> None:
    found = told(post("Diary of Ada Vinter", f"We walked to Porto. We should have been here by the 4th. {TAIL}"))
    assert "cancelled" not in {c.status for c in found}


def test_the_day_of_a_letter_that_is_answered_is_not_the_writers(tmp_path: Path) -> None:
    text = "Porto, May 8th, 1881.\n\nMy dear Olaf,\n\nYours of the 2nd inst. was waiting here, and I have read it. "
    (tmp_path / "a.txt").write_text(f"{text}I walk a good deal. We were tired.\n\nAda Vinter\n", encoding="utf-8")
    days = {c.when.first for c in told(*kimmap.read(tmp_path))}
    assert dt.date(1881, 5, 8) in days
    assert dt.date(1881, 5, 2) not in days


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The statement of the morning papers, that Ada Vinter was seen at Porto, is without foundation.", "cancelled"),
        ("The rumour that Ada Vinter was in Porto has no basis.", "cancelled"),
        ("The report that Ada Vinter was in Porto lacks any foundation.", "cancelled"),
    ],
)
def test_what_is_without_foundation_did_not_happen(sentence: str, status: str) -> None:
    found = told(post("News", f"Ada Vinter is back. {sentence} She is well.", author="Olaf Berg"))
    assert [c.status for c in found if c.place is not None and c.place.name == "Porto"] == [status]


def test_there_is_not_the_place_before_where_a_nearer_name_is_unknown() -> None:
    text = f"Porto is given up. On the 4th we drove out to Xylkoma to see the trees, and slept there. {TAIL}"
    assert not [c for c in told(post("Diary of Ada Vinter", text)) if c.status == "visited"]
    known = f"We came to Porto on the 3rd and slept there. {TAIL}"
    assert roles(told(post("Diary of Ada Vinter", known))) == {"Porto": "stays"}


def test_a_heading_with_a_colon_leads_in_a_plan(tmp_path: Path) -> None:
    rows = "| Date | Night at |\n|---|---|\n| 4 May | Porto |\n| 5 May | Braga |\n| 6 May | Coimbra |\n"
    head = "# Boots\n\n## The plan\n\nOn 3 May 2031 I fly north. I shall walk, and I am glad.\n\n"
    (tmp_path / "a.md").write_text(f"{head}Rough stages, all of them open:\n\n{rows}\nAda Vinter\n", encoding="utf-8")
    found = [c for c in told(*kimmap.read(tmp_path)) if c.place is not None and c.place.name in ("Porto", "Braga")]
    assert [c.status for c in found] == ["planned", "planned"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He rode from Porto on the 8th of July, three days later than he had meant, and came on the 9th.",
            dt.date(2031, 7, 9),
        ),
        (
            "The ship sailed on the 3rd of July, two days earlier than planned, and came in on the 5th.",
            dt.date(2031, 7, 5),
        ),
        ("She came to Porto on Wednesday of last week and left again on Thursday.", dt.date(2031, 8, 28)),
        ("He died on Tuesday of last week. The funeral was held on Thursday.", dt.date(2031, 9, 4)),
    ],
)
def test_days_after_a_day_that_was_told(text: str, expected: dt.date) -> None:
    document = Document("a.txt", text, published=dt.date(2031, 9, 4), blocks=(Block(0, len(text), "body"),))
    assert find_dates([document])[-1].interval == Interval(expected, expected)


@pytest.mark.parametrize("opening", ["Porto, hello from the coast.", "Dear Porto,"])
def test_who_is_written_to_is_no_place(opening: str) -> None:
    assert roles(told(post("Mail", f"{opening}\n\nI was with Porto last night. {TAIL}"))) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("I have moved it from Porto: a nurse said so.", {}),
        ("We moved the rest day from Porto, for rain.", {}),
        ("We moved on from Porto.", {"Porto": "departs"}),
        ("Everybody tells me that I ought to be at Porto.", {}),
    ],
)
def test_what_is_moved_from_a_place_was_not_there(sentence: str, expected: dict[str, str]) -> None:
    assert roles(told(post("Diary of Ada Vinter", f"{sentence} {TAIL}"))) == expected


def test_what_had_been_an_intention_is_given_up() -> None:
    text = "Ada Vinter is home. It had been her intention to sing in Porto in the autumn of 2031, but she fell ill."
    assert [c.status for c in told(post("News", text, author="Olaf Berg"))] == ["cancelled"]
    open_yet = "Ada Vinter is home. It is her intention to sing in Porto in the autumn of 2031."
    assert [c.status for c in told(post("News", open_yet, author="Olaf Berg"))] == ["planned"]


@pytest.mark.parametrize(("who", "first"), [("RV Merle", None), ("Ada Vinter", dt.date(2031, 5, 8))])
def test_the_day_on_which_a_ship_comes_in_is_not_that_of_leaving(who: str, first: dt.date | None) -> None:
    text = f"{who} arrived from Porto late on Thursday and lay at anchor. {who} left Braga on Friday."
    found = told(post(who, text, day=10, author="Olaf Berg"), traveller=who)
    days = {c.place.name: c.when for c in found if c.place}
    assert days["Porto"] == Interval(first, dt.date(2031, 5, 8))
    assert days["Braga"] == Interval(dt.date(2031, 5, 9), dt.date(2031, 5, 9))


@pytest.mark.parametrize(
    ("words", "year"),
    [("in 'fifty-one with Olaf", 1851), ("in ’sixty for a week", 1860), ("in 'forty-nine", 1849)],
)
def test_years_in_words_after_the_century(words: str, year: int) -> None:
    text = f"I was at Porto {words}."
    document = Document("a.txt", text, published=dt.date(1866, 9, 4), blocks=(Block(0, len(text), "body"),))
    found = find_dates([document])[0]
    assert (found.interval.first, found.granularity) == (dt.date(year, 1, 1), "year")


def test_no_year_without_its_mark() -> None:
    text = "We were fifty-one at Porto, and 'fifty fine fellows' they called us."
    document = Document("a.txt", text, published=dt.date(1866, 9, 4), blocks=(Block(0, len(text), "body"),))
    assert [d.quote.text for d in find_dates([document]) if d.granularity == "year"] == []


LOG = """utc,latitude,longitude,event,remarks
2031-05-03T10:15,41°09'N,008°37'W,DEP,"Pilot off 10:50"
2031-05-05T12:00,38°30'N,012°10'W,{event},"{remark}"
2031-05-07T09:00,32°38'N,016°54'W,ALONG,"Funchal"
"""


@pytest.mark.parametrize(
    ("event", "remark", "role"),
    [
        ("STN S4", "Float deployed. Six hours", "stays"),
        ("CTD 2", "To 4,800 m", "stays"),
        ("STN S4 END", "Done. Course for Funchal", "passes"),
        ("NOON", "Anchor chain heard. Whales", "passes"),
        ("PASS", "Landing abandoned, surf", "passes"),
    ],
)
def test_the_event_of_a_row_says_whether_a_ship_lay_there(tmp_path: Path, event: str, remark: str, role: str) -> None:
    (tmp_path / "merle-log.csv").write_text(LOG.format(event=event, remark=remark), encoding="utf-8")
    found = [c for c in told(*kimmap.read(tmp_path), traveller="RV Merle") if c.when.first == dt.date(2031, 5, 5)]
    assert [c.role for c in found if c.resolution and c.resolution.mention.reference == "coordinates"] == [role]


def test_a_lecture_ashore_is_not_the_ships() -> None:
    text = "RV Merle left Braga on 3 May. The lecture in Porto will take place on 20 May. The ship is well."
    assert {
        c.place.name for c in told(post("RV Merle", text, author="Olaf Berg"), traveller="RV Merle") if c.place
    } == {"Braga"}


def test_where_others_think_one_ought_to_be_is_no_plan() -> None:
    assert not told(post("Diary of Ada Vinter", f"Everybody tells me that I ought to be at Porto. {TAIL}"))
