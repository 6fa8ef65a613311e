"""What must hold of dates in any text."""

from __future__ import annotations

import datetime as dt
import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimmap.dates import find_dates, settle_local_days, zone_at
from kimmap.model import Block, DateMention, Document, Interval, Place, PlaceMention, Resolution

WEEK = dt.timedelta(days=7)
DAYS = st.dates(dt.date(1700, 1, 1), dt.date(2099, 12, 1))
WORDS = [
    "Sunday", "May", "the", "14th", "3", "of", "1874", "September", "2023", "last", "next", "week", "two", "days",
    "later", "ago", "yesterday", "Day", "5", "from", "to", "–", "and", ",", ".", "(", ")", "night", "at", "9.40",
    "22:50", "GMT", "ult.", "inst.", "early", "end", "year", "BC", "490", "'71", "summer", "Christmas", "he", "left",
    "will", "leave", "between", "until", "after", "nights", "2031-02-06", "07:15", "14/08", "every", "century", "19th",
    "noon", "31", "30", "February", "29", "the same", "morning", "that", "AD", "0", "1", "quarter", "Q3", "9999",
    "Moscow time", "\n", "\n\n",
]  # fmt: skip
RELATIVE = [
    "He left yesterday.",
    "He left on Sunday.",
    "He will leave on Friday.",
    "He left last week.",
    "He left three days ago.",
    "He leaves tomorrow morning.",
    "He left on Monday. Two days later he was home.",
    "He was there from Monday to Wednesday.",
    "He left last Tuesday.",
    "He was there over the weekend.",
    "She was due on Thursday.",
    "He left a fortnight ago.",
    "He left on Tuesday and came back the next morning.",
    "He came the day before yesterday at 9.40 a.m.",
    "At noon today he left.",
]


def found_in(text: str, published: dt.date | None) -> tuple[DateMention, ...]:
    return find_dates([Document("d", text, published=published)])


@pytest.mark.parametrize("text", RELATIVE)
@given(day=DAYS)
@settings(max_examples=6)
def test_a_week_later_every_relative_answer_is_a_week_later(text: str, day: dt.date) -> None:
    one, other = found_in(text, day), found_in(text, day + WEEK)
    moved = [
        Interval(m.interval.first and m.interval.first + WEEK, m.interval.last and m.interval.last + WEEK) for m in one
    ]
    assert [m.interval for m in other] == moved
    assert [(m.quote.start, m.quote.end, m.rule, m.granularity) for m in one] == [
        (m.quote.start, m.quote.end, m.rule, m.granularity) for m in other
    ]


@given(day=DAYS, other=DAYS)
@settings(max_examples=20)
def test_what_is_plainly_said_does_not_depend_on_the_day_of_writing(day: dt.date, other: dt.date) -> None:
    text = (
        f"He left on {day.day} {day:%B} {day.year}, arrived on {day:%B} {day.day}, {day.year} "
        f"and wrote on {day.isoformat()}."
    )
    for published in (other, None):
        assert [m.interval for m in found_in(text, published)] == [Interval(day, day)] * 3


@given(
    words=st.lists(st.sampled_from(WORDS), max_size=25),
    published=st.one_of(st.none(), st.dates()),
    size=st.integers(0, 6),
)
@settings(max_examples=120)
def test_any_text_gives_exact_quotes_in_order(words: list[str], published: dt.date | None, size: int) -> None:
    text = " ".join(words)
    mentions = found_in(text, published)
    ends = [(m.quote.start, m.quote.end) for m in mentions]
    assert ends == sorted(ends)
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    assert all(m.quote.text == m.quote.text.strip() for m in mentions)
    moved = [(start + size, end + size) for start, end in ends]
    shifted = found_in("é" * (size - 2) + "\n\n" + text, published) if size >= 2 else ()
    assert not shifted or [(m.quote.start, m.quote.end) for m in shifted] == moved


@pytest.mark.parametrize(
    "words",
    ["the ", "5, ", "5-", "early ", "the end of ", "the night of the morning of ", "Sunday, ", "two days after ",
     "5 May – ", "the Sunday after ", " ", "1914–"],
)  # fmt: skip
def test_what_repeats_itself_takes_no_longer_than_other_text(words: str) -> None:
    began = time.process_time()
    find_dates([Document("d", "On 5 May 2025 he left. " + words * 1500)])
    assert time.process_time() - began < 5


@given(day=DAYS)
@settings(max_examples=15)
def test_a_weekday_is_checked_against_its_date(day: dt.date) -> None:
    right = found_in(f"He left on {day:%A}, {day.day} {day:%B} {day.year}.", None)
    wrong = found_in(f"He left on {day + dt.timedelta(1):%A}, {day.day} {day:%B} {day.year}.", None)
    assert [m.conflict for m in right] == [None]
    assert wrong[0].interval == Interval(day, day)
    assert wrong[0].conflict == f"{day + dt.timedelta(1):%A}, but {day.day} {day:%B} {day.year} is a {day:%A}"
    assert wrong[0].alternatives == (Interval(day + dt.timedelta(1), day + dt.timedelta(1)),)


@given(first=DAYS, length=st.integers(1, 20))
@settings(max_examples=15)
def test_a_range_may_be_one_mention_or_its_two_ends(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(length)
    text = f"He was there from {first.day} {first:%B} {first.year} to {last.day} {last:%B} {last.year}."
    document = Document("d", text)
    assert [m.interval for m in find_dates([document])] == [Interval(first, last)]
    ends = find_dates([document], ranges=False)
    assert [m.interval for m in ends] == [Interval(first, first), Interval(last, last)]


# ------------------------------------------------------------------------------------- what documents tell


def test_mentions_hold_the_very_document_and_follow_its_order() -> None:
    documents = [Document(name, "He left on 5 May 2025. He came on 9 May 2025.") for name in ("b", "a")]
    mentions = find_dates(documents)
    assert [m.quote.document for m in mentions] == [documents[0], documents[0], documents[1], documents[1]]
    assert mentions[0].quote.document is documents[0]


def test_noise_is_skipped_and_a_document_without_blocks_is_read_whole() -> None:
    text = "Published 4 May 2025\n\nHe left on 5 May 2025.\n\nMost read: 6 May 2025"
    starts = [0, text.index("He"), text.index("Most")]
    blocks = (Block(0, 20, "noise"), Block(starts[1], starts[1] + 22, "body"), Block(starts[2], len(text), "noise"))
    assert [m.quote.text for m in find_dates([Document("d", text, blocks=blocks)])] == ["5 May 2025"]
    assert len(find_dates([Document("d", text)])) == 3


@pytest.mark.parametrize(
    "stated", ["Day 1 was 3 July.", "Day 3, Saturday, was dry.", "On Sunday, Day 4, it rained.", "Day 5 is today."]
)
def test_a_journey_counts_its_days_from_any_day_that_is_dated(stated: str) -> None:
    dated = Document("a", stated, author="R. A.", published=dt.date(2025, 7, 7))
    later = Document("b", "Day 8. Over the pass.", author="R. A.", published=dt.date(2025, 7, 20))
    (mention,) = [m for m in find_dates([dated, later]) if m.quote.document is later]
    assert mention.interval == Interval(dt.date(2025, 7, 10), dt.date(2025, 7, 10))
    assert mention.anchor == "Day 1 was 3 July 2025"


def test_an_undated_document_takes_the_year_in_which_its_weekdays_agree() -> None:
    undated = Document(
        "a", "He came on Tuesday (September 12) and left on Sunday, September 17. In April 2019 he had stayed."
    )
    beside = Document("b", "Nothing.", published=dt.date(2023, 9, 20))
    expected = [dt.date(2023, 9, 12), dt.date(2023, 9, 17)]
    for documents in ([undated, beside], [undated]):
        days = [m.interval.first for m in find_dates(documents) if m.granularity == "day"]
        assert days == expected


def test_a_diary_published_years_later_has_the_year_in_which_its_weekdays_agree() -> None:
    days_told = ("Day 10, Friday, May 3rd 2019", "Day 11, Saturday, May 4th", "Day 12, Sunday, May 5th", "6 May")
    walk = " We walked on through the fields, and it rained." * 25  # so long that no day carries its year on
    text = "".join(f"{day}.{walk}\n\n" for day in days_told)
    mentions = find_dates([Document("d", text, published=dt.date(2023, 5, 7))])
    days = [m.interval.first for m in mentions if not m.quote.text.startswith("Day")]
    assert days == [dt.date(2019, 5, d) for d in (3, 4, 5, 6)]
    slip = "In May 2019 she had been ill. She came on Thursday, May 18th."  # one weekday may be a slip
    assert find_dates([Document("d", slip, published=dt.date(2023, 5, 20))])[1].interval.first == dt.date(2023, 5, 18)


def test_an_entry_of_a_diary_counts_from_its_own_day() -> None:
    text = (
        "Sunday 14 January 2024\nCame on Friday.\n\nFriday 19 January 2024\nCliffs this morning; worked on Tuesday.\n"
    )
    days = [m.interval.first for m in find_dates([Document("log", text)])]
    assert days == [dt.date(2024, 1, d) for d in (14, 12, 19, 19, 16)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It is 3/4/2021 and not 25/4/2021.", ["2021-04-03", "2021-04-25"]),
        ("It is 3/4/2021 and not 4/25/2021.", ["2021-03-04", "2021-04-25"]),
        ("It was 3/4/2021, as on 5 May 2021.", ["2021-04-03", "2021-05-05"]),
    ],
)
def test_figures_are_read_in_the_order_of_their_document(text: str, days: list[str]) -> None:
    assert [str(m.interval.first) for m in found_in(text, None)] == days


# --------------------------------------------------------------------------------------------- local days


def place(name: str, country: str | None, lat: float, lon: float) -> Place:
    return Place(f"test:{name}", name, "city", lat, lon, country)


@pytest.mark.parametrize(
    ("where", "zone"),
    [
        (place("Vladivostok", "RU", 43.12, 131.87), "Asia/Vladivostok"),
        (place("Moscow", "RU", 55.75, 37.62), "Europe/Moscow"),
        (place("Boston", "US", 42.36, -71.06), "America/New_York"),
        (place("Quito", "EC", -0.22, -78.51), "America/Guayaquil"),
        (place("out at sea", None, -60.0, -172.4), "-11:00"),
    ],
)
def test_places_have_the_zone_of_their_country_that_is_nearest(where: Place, zone: str) -> None:
    assert zone_at(where) == zone


@pytest.mark.parametrize(
    ("text", "name", "day"),
    [
        ("She landed in Vladivostok at 22:50 GMT on Thursday.", "Vladivostok", "2023-09-22"),
        ("She landed in Vladivostok at 09:05 Moscow time on Thursday.", "Vladivostok", "2023-09-21"),
        ("She landed in Vladivostok at 22:50 local time on Thursday.", "Vladivostok", "2023-09-21"),
        ("She landed in Honolulu at 04:10 UTC on Thursday.", "Honolulu", "2023-09-20"),
        ("She landed in Honolulu on Thursday.", "Honolulu", "2023-09-21"),
    ],
)
def test_times_of_elsewhere_are_moved_to_the_local_day(text: str, name: str, day: str) -> None:
    where = {
        "Vladivostok": place("Vladivostok", "RU", 43.12, 131.87), "Honolulu": place("Honolulu", "US", 21.31, -157.86),
    }[name]  # fmt: skip
    document = Document("d", text, published=dt.date(2023, 9, 22))
    dates = find_dates([document])
    start = text.index(name)
    resolution = Resolution(PlaceMention(document.quote(start, start + len(name)), name), where, "test")
    (settled,) = settle_local_days(dates, [resolution])
    assert str(settled.interval.first) == day
    assert settle_local_days(dates, []) == dates


def test_a_log_in_utc_is_moved_to_the_time_that_its_ship_keeps() -> None:
    log = "Times are UTC. The ship keeps UTC+11.\n2031-02-05  18:40  hove to\n2031-02-06  03:10  making sail\n"
    days = [str(m.interval.first) for m in find_dates([Document("log", log)])]
    assert days == ["2031-02-06", "2031-02-06"]
    told = [m.anchor for m in find_dates([Document("log", log)])]
    assert told == ["18:40 UTC on 5 February 2031, as +11:00", None]


def test_values_are_timex3() -> None:
    text = (
        "On 5 May 2025 at 9.40 a.m. In May 2025. In 2025. Last week. Over the weekend. In the 1990s. In the 19th"
        " century. "
        "In the summer of 2024. Every Monday. For three days. Yesterday evening. 480 BC. On 3 May. From 4 to 6 May"
        " 2025."
    )
    values = [m.value for m in found_in(text, dt.date(2025, 5, 14))]
    assert values == [
        "2025-05-05T09:40", "2025-05", "2025", "2025-W19", "2025-W19-WE", "199X", "18", "2024-SU", "XXXX-WXX-1", "P3D",
        "2025-05-13TEV", "BC0480", "2025-05-03", "2025-05-04/2025-05-06",
    ]  # fmt: skip
    assert all(re.fullmatch(r"[0-9XA-Z:+/.-]+", v) for v in values)


def test_the_order_of_the_documents_changes_nothing() -> None:
    documents = [
        Document("a", "Day 1 was 3 July. The next morning it rained.", published=dt.date(2025, 7, 7)),
        Document("b", "Day 8. Over the pass on Thursday.", published=dt.date(2025, 7, 20)),
        Document("c", "He came on Tuesday (July 8) and left on Friday."),
    ]
    forward, backward = find_dates(documents), find_dates(documents[::-1])
    assert [m for d in documents for m in backward if m.quote.document is d] == list(forward)
