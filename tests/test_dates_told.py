"""Days of journals, letters and reports that are told by other words than a plain date."""

from __future__ import annotations

import datetime as dt

import pytest

from kimmap.dates import find_dates
from kimmap.model import DateMention, Document

WRITTEN = dt.date(2031, 5, 14)
"""A Wednesday."""


def told(text: str, written: dt.date | None = WRITTEN) -> list[DateMention]:
    return list(find_dates([Document("d", text, published=written)]))


def values(text: str, written: dt.date | None = WRITTEN) -> list[str]:
    return [m.value for m in told(text, written) if m.type in ("DATE", "TIME")]


@pytest.mark.parametrize(
    "text",
    [
        "We left Lima last Friday week.",
        "We left Lima last Friday week (the signals were out).",
        "It was last Friday week that we left Lima.",
        "We left Lima on Friday week last.",
        "We left Lima a week last Friday.",
        "We left Lima on the Friday before last.",
    ],
)
def test_last_friday_week_is_the_friday_before_last(text: str) -> None:
    assert [m.interval.first for m in told(text)][:1] == [dt.date(2031, 5, 2)]


@pytest.mark.parametrize(
    "opening",
    [
        "We left Lima two hours late last Friday week (a cow)",
        "We left Lima last Friday week",
        "We left Lima on Friday of last week but one, that is last Friday week",
        "Ada left Lima late last Friday week",
        "They left Lima early last Friday week",
        "Last Friday week the party left Lima",
    ],
)
def test_the_weekdays_after_last_friday_week_go_on_from_it(opening: str) -> None:
    days = values(f"{opening}, and sat three hours at Cusco on Saturday. On Sunday we saw Puno. Braga on Monday.")
    assert days[-3:] == ["2031-05-03", "2031-05-04", "2031-05-05"]


@pytest.mark.parametrize(
    "words",
    [
        "We sailed on the 4th (with flags from the pier)",
        "We sailed on the 4th (a Sunday)",
        "Arrived the 4th (Olaf Pell)",
        "She was there until the 4th (so the harbour master)",
        "They had rain on the 4th (and hail)",
        "He was back by the 4th (in the evening)",
    ],
)
def test_a_day_of_the_month_stands_before_brackets(words: str) -> None:
    assert values(f"{words}, and reached Cusco the Saturday following.")[:1] == ["2031-05-04"]


@pytest.mark.parametrize("head", ["Sabbath, 20th.", "Sabbath 20th.", "Sabbath, the 20th.", "Lord's Day, 20th.",
                                  "Lord’s day, the 20th.", "20th.", "The Sabbath, 20th."])  # fmt: skip
def test_the_sabbath_heads_an_entry_as_a_number_does(head: str) -> None:
    journal = (
        f"July 14, 1823. Anchored in the bay.\n\n19th. Crossed it.\n\n{head} At Cusco. We remained until the Tuesday."
    )
    assert values(journal, None)[-2:] == ["1823-07-20", "1823-07-22"]


@pytest.mark.parametrize(
    "leaving",
    [
        "had left Lima on October 26 after six days in Cusco",
        "had left Lima on 26 October after six days in Cusco",
        "left Lima on October 26, after six days in Cusco",
        "sailed from Lima on 26 October 2030 after five nights in Cusco",
        "went on the 26th of October after five days there",
        "flew out on Saturday after five nights in Cusco",
    ],
)
def test_left_on_a_day_after_days_tells_how_long_the_stay_was(leaving: str) -> None:
    mentions = told(f"The Tern {leaving}.", dt.date(2030, 11, 1))
    assert [m.type for m in mentions] == ["DATE", "DURATION"]
    assert mentions[0].value == "2030-10-26"


@pytest.mark.parametrize("whose", ["one last", "a last", "our last", "her last", "their last", "my last"])
def test_one_last_weekend_is_not_the_weekend_before(whose: str) -> None:
    assert values(f"There was {whose} weekend at Cusco on 5 March, and then the sea.") == ["2031-03-05"]


@pytest.mark.parametrize(
    "call",
    [
        "The halt at Puno in December was cut to two days, the 4th,",
        "The stay at Puno in December was cut to one day, the 4th,",
        "Of the visits in December that on the 4th",
        "Puno in December was short, for on the 4th it",
        "In December she was ashore once, on the 4th,",
        "What had been a week in December became a day, the 4th,",
    ],
)
def test_a_number_is_of_the_month_named_in_its_sentence(call: str) -> None:
    text = f"Lima, 19 February 2031.\n\nShe lay at Lima until 24 January.\n\n{call} was wet."
    assert "2030-12-04" in values(text, None)


@pytest.mark.parametrize(
    "winter", ["The winter", "This winter", "Winter", "That winter", "The hard winter", "A winter"]
)
def test_the_days_after_a_winter_are_of_the_year_that_it_ends_in(winter: str) -> None:
    text = f"Circular letter, Lima, Easter Week 1933\n\n{winter} has left us. Ada walked out on April 10."
    assert values(text, None)[-1] == "1933-04-10"


@pytest.mark.parametrize(
    "end",
    [
        "Lima, July 15, 1930.",
        "— Tuesday, July 15, 1930.",
        "Lima, 15th July, 1930",
        "(Lima, Tuesday, July 15, 1930.)",
        "Cusco, the 15th of July, 1930.",
        "15 July 1930",
    ],
)
def test_a_day_that_ends_a_text_is_that_of_its_writing(end: str) -> None:
    text = f"Ada Vinter landed yesterday. In the afternoon she motored to Cusco. She had left Puno on Friday.\n\n{end}"
    assert values(text, None)[:3] == ["1930-07-14", "1930-07-14TAF", "1930-07-11"]


def test_a_last_line_below_other_full_dates_is_an_entry_of_its_own() -> None:
    assert values("3 July 1930. Lima.\n\nRain since yesterday.\n\n15 July 1930", None)[1] == "1930-07-02"


@pytest.mark.parametrize(
    "imprint",
    [
        "(From the Lima Register for July, 1824.)",
        "From the Evangelical Magazine of July 1824",
        "The Andes Gazette, July 1824",
        "Bulletin No. 214, July 1824",
        "THE LIMA REVIEW, July 1824",
        "Vol. III. Lima, July 1824",
    ],
)
def test_a_magazine_tells_of_the_days_before_its_month(imprint: str) -> None:
    text = f"{imprint}\n\nAfter leaving Lima on the 14th of August she was at Cusco on Saturday the 16th. On the 27th "
    days = values(text + "she sailed, and landed on 4 September. She will speak at Puno on 17 March.", None)[1:]
    assert days == ["1823-08-14", "1823-08-16", "1823-08-27", "1823-09-04", "1825-03-17"]


def test_a_magazine_of_the_winter_tells_of_the_end_of_the_year() -> None:
    text = "Bulletin No. 214, January 2031\n\nAda left Lima on 5 December and was at Cusco on 3 January."
    assert values(text, None)[1:] == ["2030-12-05", "2031-01-03"]


def test_a_journal_of_a_month_tells_of_the_days_from_it_on() -> None:
    assert values("Journal, July 1824\n\nWe left Lima on 14 August.", None)[1:] == ["1824-08-14"]


@pytest.mark.parametrize(
    "clause",
    [
        ", who had come from Puno on Monday,",
        ", who left Puno on Monday morning,",
        ", whose sister had died on Monday,",
        ", which was closed on Monday,",
        " (who had been away on Monday)",
        " — who came back on Monday —",
        ", where it had rained on Monday,",
    ],
)
def test_a_weekday_in_a_relative_clause_dates_that_clause_only(clause: str) -> None:
    days = values(f"She met the mayor in Lima on Tuesday. The house{clause} was open. In the evening she flew.")
    assert days == ["2031-05-13", days[1], "2031-05-13TEV"]
    assert days[1].startswith("2031-05-12")


@pytest.mark.parametrize(
    "hour", ["at 1 a.m.", "at 2 am", "at 03:00", "at 1:30 a.m.", "shortly after 4 a.m.", "at 00:40"]
)
def test_the_small_hours_after_a_day_are_of_the_next_one(hour: str) -> None:
    assert values(f"Ada spoke in Lima on Saturday. She landed in Cusco {hour}.")[1].startswith("2031-05-11T0")


@pytest.mark.parametrize("posts", [("06.55", "09.10"), ("14.05", "07.45"), ("10.10", "10.30"), ("09.00", "08.12"),
                                   ("23.59", "11.11"), ("06.12", "05.13")])  # fmt: skip
def test_hours_with_a_dot_that_head_posts_are_no_days(posts: tuple[str, str]) -> None:
    text = "Wednesday 14 May 2031" + "".join(f"\n\n{hour} Ada Vinter is in Lima." for hour in posts)
    assert values(text)[1:] == []


@pytest.mark.parametrize(
    "head",
    [
        "Aug. 3. O. S. 1716.",
        "Aug. 3, O.S. 1716.",
        "3 August O.S. 1716.",
        "August 3, 1716, O.S.",
        "3 August, Old Style, 1716.",
        "the 3d of August, O. S. 1716.",
    ],
)
def test_the_year_may_stand_behind_the_style(head: str) -> None:
    assert values(f"She reached Porto on {head}", None) == ["1716-08-14"]
