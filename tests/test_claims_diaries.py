"""Diaries, letters, logs and blogs: what goes on from entry to entry, their heads, and what they only mention."""

from __future__ import annotations

from pathlib import Path

import pytest

import kimmap
from kimmap.errors import NoTrip
from kimmap.pipeline import trace


def stops(tmp_path: Path, *texts: str, traveller: str | None = None) -> list[str]:
    """The stops of texts as "Lima 1931-05-03", with their status where that is not "visited"."""
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    try:
        trip = trace(kimmap.read(str(tmp_path)), traveller)
    except NoTrip:
        return []
    return [f"{s.place.name} {s.when.first}" + ("" if s.status == "visited" else f" {s.status}") for s in trip.stops]


def names(tmp_path: Path, *texts: str, traveller: str | None = None) -> list[str]:
    """The names of the places visited."""
    return [each.rsplit(" ", 1)[0] for each in stops(tmp_path, *texts, traveller=traveller) if "planned" not in each]


# ------------------------------------------------------------------------------------------- pauses

DIARY = """Diary of Ada Vinter

{0}
Reached Lima at noon and dined with the consul.

{1}
Reached Cusco at noon and slept at the inn.

{2}
Reached Arequipa at noon and walked to the market.

{3}
Reached Puno at noon and saw the lake.
"""


@pytest.mark.parametrize(
    "days",
    [
        ("3 May 1931", "9 May 1931", "25 June 1931", "2 July 1931"),
        ("3 May 1931", "1 August 1931", "9 August 1931", "20 August 1931"),
        ("3 May 1931", "9 May 1931", "20 May 1931", "3 February 1932"),
        ("3 May 1931", "9 November 1931", "3 June 1932", "9 January 1933"),
    ],
)
def test_a_pause_parts_no_diary(tmp_path: Path, days: tuple[str, ...]) -> None:
    assert names(tmp_path, DIARY.format(*days)) == ["Lima", "Cusco", "Arequipa", "Puno"]


LETTER = "{0}, {1}\n\nDear Mother,\n\nI arrived here on Monday and am well. We dined with the consul.\n\nYour loving\nAda Vinter\n"


def test_a_pause_parts_no_letters_of_one_hand(tmp_path: Path) -> None:
    told = (("Lima", "4 May 1931"), ("Cusco", "12 May 1931"), ("Arequipa", "2 November 1931"), ("Puno", "9 May 1932"))
    letters = [LETTER.format(*each) for each in told]
    assert names(tmp_path, *letters) == ["Lima", "Cusco", "Arequipa", "Puno"]
    one = tmp_path / "one"
    one.mkdir()
    assert names(one, "\n".join(letters)) == ["Lima", "Cusco", "Arequipa", "Puno"]


def test_a_pause_parts_no_life_that_goes_on_from_place_to_place(tmp_path: Path) -> None:
    life = (
        "Vinter landed at Lima on 18 April 1854. She arrived at Cusco on 13 July 1854. She was in Arequipa on 2 "
        "September 1856. She was at Puno on 8 January 1858, and reached Trujillo on 10 June 1859."
    )
    assert names(tmp_path, life) == ["Lima", "Cusco", "Arequipa", "Puno", "Trujillo"]


def test_what_a_report_of_the_day_tells_of_years_before_is_another_journey(tmp_path: Path) -> None:
    report = (
        "---\ndate: 2031-05-14\n---\nMinister Ada Vinter arrived in Lima on 12 May 2031. She spoke in Cusco on 13 May "
        "2031.\n\nVinter visited Braga on 3 June 2029."
    )
    assert names(tmp_path, report) == ["Lima", "Cusco"]


def test_what_a_diary_remembers_is_another_journey(tmp_path: Path) -> None:
    days = ("3 May 1931", "9 May 1931", "25 June 1931", "2 July 1931")
    told = DIARY.format(*days) + "Somebody asked after Braga, which I visited on 4 June 1924.\n"
    assert names(tmp_path, told) == ["Lima", "Cusco", "Arequipa", "Puno"]
