"""Days without a year, in texts written long after the journey, are of the year of which others tell."""

from __future__ import annotations

import datetime as dt

import pytest
from test_claims import gazetteer
from test_claims_weeks import days_in

from kimmap.model import Document, Interval
from kimmap.pipeline import trace


def paper(name: str, text: str, published: str) -> Document:
    return Document(name, text, published=dt.date.fromisoformat(published))


def on(day: str) -> Interval:
    return Interval(dt.date.fromisoformat(day), dt.date.fromisoformat(day))


NEWS = paper("news", "Ada Vinter was in Lima on 2 May. She came to Cusco on 9 May.", "2031-05-10")
YEAR_BEFORE_THAT = paper("older", "Ada Vinter was in Lima on 3 May 2030.", "2031-05-10")


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Ada Vinter came to Braga on 20 May.", "2033-08-01", "2031-05-20"),
        ("Ada Vinter came to Braga on April 12.", "2032-05-27", "2031-04-12"),
        ("Ada Vinter came to Braga on 20 May.", "2031-08-01", "2031-05-20"),
        ("date: 2033-08-01\n\nAda Vinter came to Braga on 20 May.", "2033-08-01", "2031-05-20"),
        (
            "Ada Vinter came to Braga on 20 May.\n\nAda Vinter, 1971–2033",
            "2033-08-01",
            "2031-05-20",
        ),
        (
            "date: 2033-08-01\n\nOn 3 June 2033 Ada Vinter sang. She came to Braga on 20 May.",
            "2033-08-01",
            "2033-05-20",
        ),
        (
            "Ada Vinter, 1971–1999\n\n1 August 2033\n\nOn 20 May she came to Braga. On the 21st she sang. "
            "On the 22nd she slept. On the 23rd she left.",
            "2033-08-01",
            "2031-05-20",
        ),
        # the text names the year, or another one; and what is of no such year
        ("Ada Vinter came to Braga on 20 May 2032.", "2033-08-01", "2032-05-20"),
        ("In 2032 Ada Vinter sang. She came to Braga on 20 May.", "2033-08-01", "2032-05-20"),
        ("Ada Vinter came to Braga on 20 September.", "2032-12-01", "2032-09-20"),
        ("Ada Vinter came to Braga yesterday.", "2032-05-21", "2032-05-20"),
    ],
)
def test_a_day_without_a_year_is_of_the_journey_that_others_tell_of(text: str, published: str, expected: str) -> None:
    kept = days_in("mine", NEWS, paper("mine", text, published))
    assert kept.get("Braga", on(expected)) == on(expected)
    assert ("Braga" in kept) == expected.startswith("2031")


def test_days_counted_on_move_with_it_and_one_that_does_not_fit_moves_none() -> None:
    text = "Ada Vinter came to Braga on 20 May. Three days later she reached Porto."
    found = days_in("mine", NEWS, paper("mine", text, "2032-08-01"))
    assert (found["Braga"], found["Porto"]) == (on("2031-05-20"), on("2031-05-23"))
    text = "Ada Vinter came to Braga on 20 May. On 20 November she reached Porto."
    assert "Braga" not in days_in("mine", NEWS, paper("mine", text, "2032-12-01"))


def test_a_stop_says_whose_year_its_day_is_of() -> None:
    papers = NEWS, paper("mine", "Ada Vinter came to Braga on 20 May.", "2033-08-01")
    stop = next(s for s in trace(papers, "Ada Vinter", gazetteer=gazetteer()).stops if s.place.name == "Braga")
    assert (stop.when, stop.bounded_by) == (on("2031-05-20"), ("in the year that news tells of",))


def test_of_two_years_it_is_the_one_that_the_text_names() -> None:
    text = "Ada Vinter came to Braga on 20 May."
    long_ago = [NEWS, YEAR_BEFORE_THAT, *(paper(f"p{m}", f"Ada Vinter was in Cusco on 3 {m} 2030.", "2031-05-10")
                                          for m in ("July", "September", "November"))]  # fmt: skip
    winter = paper("winter", "Ada Vinter was in Lima on 3 January 2031 and in Cusco on 20 February 2031.", "2031-05-10")
    assert "Braga" not in days_in("mine", *long_ago, winter, paper("mine", text, "2033-08-01"))
    named = f"{text} In 2031 she was hardly known."
    assert days_in("mine", *long_ago, winter, paper("mine", named, "2033-08-01"))["Braga"] == on("2031-05-20")
    both = f"{text} In 2030 and 2031 she was hardly known."
    assert "Braga" not in days_in("mine", *long_ago, winter, paper("mine", both, "2033-08-01"))


def test_plans_tell_no_year() -> None:
    plan = paper("plan", "Ada Vinter will be in Braga on 20 May 2031.", "2031-05-01")
    report = paper("report", "Ada Vinter came to Braga on 20 May.", "2032-08-01")
    assert days_in("mine", plan, paper("mine", report.text, "2032-08-01"))["Braga"] == on("2032-05-20")


def test_the_last_of_february_is_a_day_of_every_year() -> None:
    news = paper("news", "Ada Vinter was in Lima on 1 March. She came to Cusco on 9 March.", "2031-03-10")
    text = paper("mine", "Ada Vinter came to Braga on 29 February.", "2032-06-01")
    assert days_in("mine", news, text)["Braga"] == on("2031-02-28")
