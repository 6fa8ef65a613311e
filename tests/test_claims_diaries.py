"""Diaries, letters, logs and blogs: what goes on from entry to entry, their heads, and what they only mention."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import kimmap
from kimmap.dates import find_dates
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
Reached Trujillo at noon and walked to the market.

{3}
Reached Puno at noon and saw the mill.
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
    assert names(tmp_path, DIARY.format(*days)) == ["Lima", "Cusco", "Trujillo", "Puno"]


LETTER = """{0}, {1}

Dear Mother,

I arrived at {0} safely and am well. We dined with the consul.

Your loving
Ada Vinter
"""


def test_a_pause_parts_no_letters_of_one_hand(tmp_path: Path) -> None:
    told = (("Lima", "4 May 1931"), ("Cusco", "12 May 1931"), ("Trujillo", "2 November 1931"), ("Puno", "9 May 1932"))
    letters = [LETTER.format(*each) for each in told]
    assert names(tmp_path, *letters) == ["Lima", "Cusco", "Trujillo", "Puno"]
    for file in tmp_path.iterdir():
        file.unlink()
    assert names(tmp_path, "\n".join(letters)) == ["Lima", "Cusco", "Trujillo", "Puno"]


def test_a_pause_parts_no_life_that_goes_on_from_place_to_place(tmp_path: Path) -> None:
    life = (
        "Vinter landed at Lima on 18 April 1854. She arrived at Cusco on 13 July 1854. She was in Trujillo on 2 "
        "September 1856. She was at Puno on 8 January 1858, and reached Iquitos on 10 June 1859."
    )
    assert names(tmp_path, life) == ["Lima", "Cusco", "Trujillo", "Puno", "Iquitos"]


def test_what_a_report_of_the_day_tells_of_years_before_is_another_journey(tmp_path: Path) -> None:
    report = (
        "---\ndate: 2031-05-14\n---\nMinister Ada Vinter arrived in Lima on 12 May 2031. She spoke in Cusco on 13 May "
        "2031.\n\nVinter visited Braga on 3 June 2029."
    )
    assert names(tmp_path, report) == ["Lima", "Cusco"]


def test_what_a_diary_remembers_is_another_journey(tmp_path: Path) -> None:
    days = ("3 May 1931", "9 May 1931", "25 June 1931", "2 July 1931")
    told = DIARY.format(*days) + "Somebody asked after Braga, which I visited on 4 June 1924.\n"
    assert names(tmp_path, told) == ["Lima", "Cusco", "Trujillo", "Puno"]


# ------------------------------------------------------------------------------- whose, and what is an entry

TOLD = "Lima. I arrived at noon.", "Cusco. We slept badly.", "Trujillo. I went to the market.", "Puno. We saw the mill."
DAYS = "12 May 1931", "16 May 1931", "20 May 1931", "24 May 1931"
ALL = ["Lima", "Cusco", "Trujillo", "Puno"]


@pytest.mark.parametrize(
    "head",
    [
        "Diary of Ada Vinter",
        "Diary of Ada Vinter, photographer",
        "Diary of Ada Vinter, surgeon",
        "Journal of Ada Vinter, photographers' assistant",
        "My diary",
        "JOURNAL",
        "",
    ],
)
@pytest.mark.parametrize("entry", ["{0}. {1}", "{0}\n{1}"])
def test_dated_entries_in_the_first_person_are_a_diary_under_any_head(tmp_path: Path, head: str, entry: str) -> None:
    entries = "\n\n".join(entry.format(day, told) for day, told in zip(DAYS, TOLD, strict=True))
    assert names(tmp_path, f"{head}\n\n{entries}\n") == ALL


def test_a_diary_under_nobodys_name_is_the_diarists(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("\n\n".join(f"{d}. {t}" for d, t in zip(DAYS, TOLD, strict=True)))
    assert trace(kimmap.read(tmp_path)).traveller == "the diarist"


def test_the_head_of_a_diary_names_its_keeper_and_no_general_in_it(tmp_path: Path) -> None:
    told = "Journal of Ada Vinter\n\n3 May 1931. We were at Lima.\n\n9 May 1931. General Olaf Pell entered Cusco.\n\n"
    (tmp_path / "a.txt").write_text(told + "12 May 1931. We came to Puno.\n")
    trip = trace(kimmap.read(tmp_path))
    assert (trip.traveller, [s.place.name for s in trip.stops]) == ("Ada Vinter", ["Lima", "Puno"])


@pytest.mark.parametrize("parted", ["·", "|", "•", "–"])
def test_posts_under_their_days_are_the_entries_of_whose_name_stands_above(tmp_path: Path, parted: str) -> None:
    posts = (
        f"adavinter_ posts, August 2018\n\n4 Aug {parted} LIMA!! Magpies! Landed yesterday.\n\n12 Aug {parted} Cusco. "
        f"Desert DONE. Shower, sheets.\n\n28 Aug {parted} Trujillo. Set off at noon into sleet.\n"
    )
    assert names(tmp_path, posts, traveller="Ada Vinter") == ["Lima", "Cusco", "Trujillo"]


# ------------------------------------------------------------------------------------------- years


ENTERED = "Landed at Lima", "On leave in Cusco", "Came to Trujillo", "Came to Puno"


@pytest.mark.parametrize(
    "entries",
    [
        "1914\nDec. 3. {0}.\n1915\nJan. 10. {1}.\nAug. 24. {2}.\n1916\nFeb. 27. {3}.",
        "1914.\n\nDec. 3. {0}.\n\n1915.\n\nJan. 10. {1}.\n\nAug. 24. {2}.\n\n1916.\n\nFeb. 27. {3}.",
        "1914\n3 Dec.: {0}.\n1915\n10 Jan.: {1}.\n24 Aug.: {2}.\n1916\n27 Feb.: {3}.",
        "DECEMBER 1914\n3. {0}.\n\nJANUARY 1915\n10. {1}.\n\nAUGUST 1915\n24. {2}.\n\nFEBRUARY 1916\n27. {3}.",
        "Dec. 3, 1914. {0}.\n\nJan. 10. {1}.\n\nAug. 24. {2}.\n\nFeb. 27. {3}.",
    ],
)
def test_a_year_in_a_line_heads_what_is_below_it_and_entries_go_on_in_time(tmp_path: Path, entries: str) -> None:
    found = stops(tmp_path, f"Diary of Ada Vinter\n\n{entries.format(*ENTERED)}\n")
    assert found == ["Lima 1914-12-03", "Cusco 1915-01-10", "Trujillo 1915-08-24", "Puno 1916-02-27"]


def test_a_list_below_a_month_counts_its_items(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("What to see\n\nMAY 2031\n\n1. Lima has a market.\n\n2. Cusco has a mill.\n")
    (document,) = kimmap.read(tmp_path)
    assert not [d for d in find_dates([document]) if d.granularity == "day"]


# ------------------------------------------------------------------------------------------- positions

POSITIONS = "12°26'S 83°40'W", "13°28'S 88°28'W", "14°28'S 91°28'W"


@pytest.mark.parametrize("head", ["Log of the yacht Tern", "Log of the Tern", "Log of the Tern. Skipper: Ada Vinter"])
@pytest.mark.parametrize(
    "entry",
    [
        "{day} Dec 1914. {at}. Calm.",
        "{day} Dec 1914. Noon {at}. Calm.",
        "{day} Dec 1914. At noon we were in {at}. Calm.",
        "{day} Dec 1914. Calm. At noon in {at}.",
        "{day} Dec 1914\t{at}\tCalm",
    ],
)
def test_the_positions_of_a_log_are_where_the_ship_was(tmp_path: Path, head: str, entry: str) -> None:
    lines = "\n".join(entry.format(day=5 + 3 * i, at=at) for i, at in enumerate(POSITIONS))
    assert stops(tmp_path, f"{head}\n\n{lines}\n") == [
        f"{at} 1914-12-{day:02}" for at, day in zip(POSITIONS, (5, 8, 11), strict=True)
    ]


# ------------------------------------------------------------------------------------------- letters

HEADS = (
    "Lima, 3 May 1931\n\nDear Mother,",
    "Lima\n3 May 1931\n\nDear Mother,",
    "St. Clare's Hospital, Lima\n3 May 1931\n\nMy dear Olaf,",
    "3 May 1931\nLima\n\nMy dear Mother,",
    "Hotel Bristol, Lima,\n3rd May, 1931.\n\nDearest Olaf,",
    "St. Clare's Hospital\nLima\n3 May 1931\n\nDear Mother,",
)


@pytest.mark.parametrize("head", HEADS)
def test_the_head_of_a_letter_says_where_it_was_written(tmp_path: Path, head: str) -> None:
    letter = f"{head}\n\nI lie under a window and we are well fed.\n\nYour loving\nAda Vinter\n"
    assert stops(tmp_path, letter) == ["Lima 1931-05-03"]


NEWS = """Lima, 3 May 1931

Dear Mother,

I arrived here on Sunday and am well. {0}

Your loving
Ada Vinter
"""


@pytest.mark.parametrize(
    "mentioned",
    [
        "I wrote to her aunt at Cusco.",
        "I have written to Mrs. Pell in Cusco.",
        "Cusco, Puno and Trujillo I would leave to others.",
        "There was news of a strike at Cusco.",
        "We heard rumours of a meeting in Cusco.",
        "He has offered me a garden at Cusco.",
        "It puts me in mind of Cusco.",
        "The market reminds me of Cusco.",
        "Thanks to the postmen of Cusco, and the baker in Puno.",
        "Your brother, who is now at Cusco, sends his love.",
        "Mrs. Vinter received the news at Cusco.",
        "Lady Vinter was at Cusco for her health.",
        "Mrs. Vinter is well.",
        "If he gets to Puno he must ask for Mrs. Blackwood.",
        "The longest day was Cusco to Puno with 98 km.",
        "Total so far from Cusco: 341 km.",
    ],
)
def test_what_a_letter_mentions_takes_its_writer_nowhere(tmp_path: Path, mentioned: str) -> None:
    assert names(tmp_path, NEWS.format(mentioned)) == ["Lima"]


@pytest.mark.parametrize(
    "told", ["I wrote to her from Cusco.", "We met Mrs. Pell in Cusco.", "We heard of it in Cusco."]
)
def test_what_the_writer_did_elsewhere_is_told(tmp_path: Path, told: str) -> None:
    assert set(names(tmp_path, NEWS.format(told))) == {"Lima", "Cusco"}


# ------------------------------------------------------------------------------------------- numbered days


@pytest.mark.parametrize("day", ["**Day {0} – {1}.** Wind.", "Day {0}: {1}\nI climbed.", "Day {0} - {1}. I climbed."])
def test_the_last_numbered_day_of_a_post_is_the_day_of_the_post(tmp_path: Path, day: str) -> None:
    parts = (12, "Lima to Cusco"), (13, "Cusco to Puno"), (15, "Puno to Arequipa")
    told = "\n\n".join(day.format(*part) for part in parts)
    (tmp_path / "a.md").write_text(f"---\ntitle: Mud\nauthor: Ada Vinter\ndate: 2031-05-13\n---\n\n{told}\n")
    found = [(s.place.name, s.when.first, s.when.last) for s in trace(kimmap.read(tmp_path)).stops]
    days = {n: dt.date(2031, 5, n) for n in (10, 11, 13)}
    assert [name for name, _, _ in found] == ["Lima", "Cusco", "Puno", "Arequipa"]
    assert [(first, last) for _, first, last in found] == [
        (days[10], days[10]), (days[10], days[11]), (days[11], days[13]), (days[13], days[13])
    ]  # fmt: skip


@pytest.mark.parametrize(
    "remark", ["Tsugaru Strait. Fog.", "Sakhalin to port, hazy.", "Sakhalin abeam at noon.", "Sakhalin 4 miles."]
)
def test_what_a_ship_has_beside_her_in_her_log_is_passed(tmp_path: Path, remark: str) -> None:
    log = "Log of the yacht Tern\n\n05 Jul 2012  Fast at Vladivostok 1850.\n06 Jul 2012  {0}\n"
    assert names(tmp_path, f"{log.format(remark)}09 Jul 2012  Anchored off Korsakov.\n") == ["Vladivostok", "Korsakov"]
