"""Which days expressions of time mean."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from kimmap.dates import find_dates
from kimmap.model import Block, BlockRole, DateMention, Document

TABLE = Path(__file__).with_name("dates_phrasings.toml")
CASES = [
    pytest.param(case["written"], case["days"], phrasing, id=f"{case['days']} {phrasing}")
    for case in tomllib.loads(TABLE.read_text(encoding="utf-8"))["meaning"]
    for phrasing in case["phrasings"]
]


def marked(phrasing: str, written: str) -> tuple[Document, int, int]:
    """The document without the marks, and the offsets between them."""
    start = phrasing.index("[")
    end = phrasing.index("]") - 1
    text = phrasing.replace("[", "", 1).replace("]", "", 1)
    return Document("d", text, published=dt.date.fromisoformat(written) if written else None), start, end


def days_of(mention: DateMention) -> str:
    first, last = mention.interval.first, mention.interval.last
    if first is None or last is None:
        return "open"
    return str(first) if first == last else f"{first}/{last}"


@pytest.mark.parametrize(("written", "days", "phrasing"), CASES)
def test_every_phrasing_means_its_days(written: str, days: str, phrasing: str) -> None:
    document, start, end = marked(phrasing, written)
    found = [m for m in find_dates([document]) if m.quote.start < end and start < m.quote.end]
    assert [(m.quote.text, days_of(m)) for m in found] == [(document.text[start:end].removeprefix("on "), days)]


@pytest.mark.parametrize(
    ("line", "role", "day"),
    [
        ("The envoy speaks to pupils at a school in Kandy on Monday.", "caption", "2031-05-12"),
        ("The envoy speaks to pupils at a school in Kandy on Monday.", "body", "2031-05-19"),
        ("The hall in Kandy, where the envoy will speak on Monday.", "caption", "2031-05-19"),
    ],
)
def test_a_caption_tells_in_the_present_what_was_seen(line: str, role: BlockRole, day: str) -> None:
    document = Document("d", line, published=dt.date(2031, 5, 13), blocks=(Block(0, len(line), role),))
    assert [days_of(m) for m in find_dates([document])] == [day]


def test_days_spent_in_a_place_are_not_counted_from_the_day_of_writing() -> None:
    spent = Document("d", "After five days in Kandy the envoy goes home.", published=dt.date(2031, 5, 14))
    assert [m.type for m in find_dates([spent])] == ["DURATION"]
    told = Document("d", "She landed on 3 May 2031. After five days in Kandy she left.", published=dt.date(2031, 5, 14))
    assert [days_of(m) for m in find_dates([told])] == ["2031-05-03", "2031-05-08"]


def test_the_night_before_is_left_again_with_its_paragraph() -> None:
    paragraphs = ("Friday the 12th. It was better than the night before.", "The next day it rained.")
    text = "\n".join(paragraphs)
    first = len(paragraphs[0])
    blocks = (Block(0, first, "body"), Block(first + 1, len(text), "body"))
    for own, day in ((blocks, "2024-04-13"), ((Block(0, len(text), "body"),), "2024-04-12")):
        dates = find_dates([Document("a.txt", text, published=dt.date(2024, 4, 21), blocks=own)])
        assert dates[-1].value == day


def test_the_number_of_a_letter_is_no_day() -> None:
    letter = Document("d", "No. 4, 17 June 2024, Tom\n\nRain.")
    assert [m.quote.text for m in find_dates([letter])] == ["17 June 2024"]
    days = Document("d", "Closed on 4, 17 June 2024.")
    assert [m.quote.text for m in find_dates([days])] == ["4", "17 June 2024"]


def test_the_second_afternoon_is_of_a_stay_and_no_day_of_a_month() -> None:
    stay = Document("d", "On the second afternoon she went down the mine.", published=dt.date(2031, 5, 14))
    assert [days_of(m) for m in find_dates([stay])] in ([], ["open"])
    month = Document("d", "She went down the mine on the 2nd in the afternoon.", published=dt.date(2031, 5, 14))
    assert next(days_of(m) for m in find_dates([month])) == "2031-05-02"


def test_a_weekday_beside_a_day_of_the_journey_agrees_with_what_another_post_dates() -> None:
    first = Document("a", "Day 3 was 28 April 2031. Rain.", published=dt.date(2031, 4, 29))
    later = Document("b", "I write on Friday, 16 May 2031. Day 11, the Tuesday, was long. Day 12 was longer.")
    assert [days_of(m) for m in find_dates([first, later])][-1] == "2031-05-07"
    assert [days_of(m) for m in find_dates([later])][-1] == "2031-05-14"


def test_the_day_of_a_paper_about_days_long_past_heads_no_entry() -> None:
    told = "He was ill from 12 August until 15 August 2016. On Saturday, 13 August he rose."
    paper = Document("d", f"Delivered at Arden, 21 September 2018\n\n{told}")
    assert [days_of(m) for m in find_dates([paper])][-1] == "2016-08-13"
    diary = "Arden, 21 September 2018\n\nTom fell ill yesterday."
    assert [days_of(m) for m in find_dates([Document("d", diary)])][-1] == "2018-09-20"


def test_a_life_that_names_one_year_of_the_letters_is_of_that_year() -> None:
    letters = [Document(str(n), "Rain.", published=dt.date(1931 + (n > 1), 10 - n, 14)) for n in range(3)]
    life = Document("d", "Pell died in Lima in May. On 20 May 1932 they embarked.")
    assert [days_of(m) for m in find_dates([*letters, life])] == ["1932-05-01/1932-05-31", "1932-05-20"]
    undated = Document("d", "Pell died in Lima in May.")
    assert [days_of(m) for m in find_dates([*letters, undated])] == ["1931-05-01/1931-05-31"]
