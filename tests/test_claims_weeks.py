"""Weekdays of texts that look back are of the week that other texts tell by date, or of one that nobody tells."""

from __future__ import annotations

import datetime as dt

import pytest
from test_claims import gazetteer

from kimmap.claims import identify_traveller, read_claims
from kimmap.dates import find_dates
from kimmap.language import analyse_documents
from kimmap.model import Document, Interval
from kimmap.pipeline import trace
from kimmap.places import find_places, resolve_places

MAY = "2031-05-"
"""4, 11, 18 and 25 May 2031 are Sundays."""

PLANS = "Ada Vinter will be in Braga on 6 May and in Porto on 8 May."
LOOKS_BACK = "On Tuesday we came to Braga. I slept well. On Thursday we reached Porto, and I swam."


def paper(name: str, text: str, day: int, month: int = 5, author: str | None = None) -> Document:
    return Document(name, text, author=author, published=dt.date(2031, month, day))


def mine(text: str, day: int, month: int = 5) -> Document:
    return paper("mine", text, day, month, "Ada Vinter")


def days_in(source: str, *papers: Document) -> dict[str, Interval]:
    """The days of the claims of one text about visits, by place."""
    places, analyses = gazetteer(), analyse_documents(papers)
    resolutions = resolve_places(find_places(analyses, places), analyses, places)
    who = identify_traveller(analyses, "Ada Vinter", resolutions)
    assert who is not None
    claims, _ = read_claims(analyses, resolutions, find_dates(papers), who)
    return {c.place.name: c.when for c in claims if c.place and c.quote.source == source and c.status == "visited"}


def on(day: int, month: int = 5) -> Interval:
    return Interval(dt.date(2031, month, day), dt.date(2031, month, day))


def until(day: int, month: int = 5) -> Interval:
    return Interval(None, dt.date(2031, month, day))


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        # plans, a day off, a day of a report, an outing beside
        ([PLANS], (on(6), on(8))),
        (["Ada Vinter will be in Braga on 7 May and in Porto on 9 May."], (on(6), on(8))),
        (["Ada Vinter arrived in Braga on 6 May. She was in Porto on 8 May."], (on(6), on(8))),
        # one place alone bears out no week, and none does nothing
        (["Ada Vinter will be in Braga on 6 May."], (on(13), on(15))),
        (["Ada Vinter will be in Lima on 6 May and in Cusco on 8 May."], (on(13), on(15))),
        # the very week before the writing is borne out
        (["Ada Vinter will be in Braga on 13 May.", PLANS], (on(13), on(15))),
        # another weekday altogether
        (["Ada Vinter was in Braga on 8 May and in Porto on 10 May."], (on(13), on(15))),
        (["Ada Vinter will be in Braga from 2 to 9 May and in Porto from 3 to 8 May."], (on(13), on(15))),
    ],
)
def test_weekdays_are_of_the_week_that_others_tell(others: list[str], expected: tuple[Interval, Interval]) -> None:
    papers = [paper(f"paper {i}", text, 1) for i, text in enumerate(others)]
    papers = [p if "will" in p.text else paper(p.name, p.text, 12) for p in papers]
    found = days_in("mine", *papers, mine(LOOKS_BACK, 18))
    assert (found["Braga"], found["Porto"]) == expected


def test_a_stop_says_whose_week_its_day_is_of() -> None:
    papers = paper("plan.txt", PLANS, 1), mine(LOOKS_BACK, 18)
    stop = next(s for s in trace(papers, "Ada Vinter", gazetteer=gazetteer()).stops if s.place.name == "Braga")
    assert (stop.when, stop.bounded_by) == (on(6), ("in the week that plan.txt tells of",))
    assert "other texts tell of which week or year the day is" in stop.confidence_reasons
    stated = *papers, paper("report.txt", "Ada Vinter was in Braga on 6 May.", 20)
    stop = next(s for s in trace(stated, "Ada Vinter", gazetteer=gazetteer()).stops if s.place.name == "Braga")
    assert (stop.when, stop.bounded_by) == (on(6), ())
    assert "the date is stated to the day" in stop.confidence_reasons


def test_what_is_counted_on_from_such_a_weekday_moves_with_it() -> None:
    text = "On Tuesday we came to Braga. On Thursday I walked to Porto. The next day we drove to Coimbra."
    assert days_in("mine", paper("plan", PLANS, 1), mine(text, 18))["Coimbra"] == on(9)


@pytest.mark.parametrize(
    "text",
    [
        LOOKS_BACK.replace("I slept well", "Yesterday I slept well"),  # written in these days
        LOOKS_BACK.replace("On Tuesday", "Last Tuesday").replace("On Thursday", "Last Thursday"),
        "On 13 May we came to Braga. I slept well. On 15 May we reached Porto, and I swam.",
    ],
)
def test_a_day_that_is_counted_from_the_writing_is_of_its_week(text: str) -> None:
    found = days_in("mine", paper("plan", PLANS, 1), mine(text, 18))
    assert (found["Braga"], found["Porto"]) == (on(13), on(15))


def test_news_is_of_the_week_before_it_unless_two_places_of_a_day_were_of_another() -> None:
    report = paper("report", "Ada Vinter was in Braga on 6 May and reached Porto on the same day.", 7)
    news = "Ada Vinter came to Braga on Tuesday. She is to sing in Lima."
    assert days_in("news", report, paper("news", news, 18)) == {"Braga": on(13)}
    both = "Ada Vinter sang in Lima on Saturday. She had left Braga on Tuesday and reached Porto the same evening."
    found = days_in("news", report, paper("news", both, 18))
    assert found == {"Lima": on(17), "Braga": on(6), "Porto": on(6)}
    plan = paper("plan", "Ada Vinter will be in Braga on 6 May and in Porto on the same day.", 1)
    assert days_in("news", plan, paper("news", both, 18))["Braga"] == on(13)


@pytest.mark.parametrize(("month", "expected"), [(5, on(13)), (6, until(10, 6))])
def test_long_after_all_that_others_tell_it_was_some_week_before(month: int, expected: Interval) -> None:
    report = paper("report", "Ada Vinter arrived in Lima on 10 May.", 11)
    assert days_in("mine", report, mine(LOOKS_BACK, 18 if month == 5 else 15, month))["Braga"] == expected


def test_days_that_a_text_names_itself_do_not_make_it_a_text_of_those_days() -> None:
    report = paper("report", "Ada Vinter arrived in Lima on 10 May.", 11)
    text = mine(f"{LOOKS_BACK} On 28 May I was in Lima again.", 1, 6)
    assert days_in("mine", report, text)["Braga"] == until(27)


def test_a_plan_for_the_very_day_bears_it_out_and_one_for_later_does_not() -> None:
    report, text = paper("report", "Ada Vinter arrived in Lima on 10 May.", 11), mine(LOOKS_BACK, 1, 6)
    that_day = paper("plan", "Ada Vinter will be in Braga on 27 May.", 1)
    assert days_in("mine", report, that_day, text)["Braga"] == on(27)
    later = paper("plan", "Ada Vinter will be in Cusco on 4 June.", 1)
    assert days_in("mine", report, later, text)["Braga"] == until(27)


def test_long_after_one_place_is_enough_to_tell_the_week() -> None:
    plan = paper("plan", "Ada Vinter will be in Braga on 6 May.", 1)
    report = paper("report", "Ada Vinter arrived in Lima on 10 May.", 11)
    found = days_in("mine", plan, report, mine(LOOKS_BACK, 15, 6))
    assert (found["Braga"], found["Porto"]) == (on(6), on(8))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Friday we came to Braga. I slept. On Tuesday we reached Porto.", {"Braga": until(9), "Porto": until(13)}),
        ("We reached Porto on Friday. I had left Braga on Tuesday.", {"Porto": on(16), "Braga": on(13)}),
        ("On Tuesday we came to Braga. I slept. On Friday we reached Porto.", {"Braga": on(13), "Porto": on(16)}),
    ],
)
def test_weekdays_told_in_order_that_are_of_more_than_a_week(text: str, expected: dict[str, Interval]) -> None:
    assert days_in("mine", mine(text, 18)) == expected


def test_leaving_a_place_bears_out_no_coming_there() -> None:
    """Who set out on a Tuesday and was back on the next did not come back before."""
    left = paper("a", "Ada Vinter left Braga on 6 May. She left Porto on 8 May.", 9)
    found = days_in("mine", left, mine("On Tuesday we arrived in Braga. On Thursday I arrived in Porto.", 18))
    assert (found["Braga"], found["Porto"]) == (on(13), on(15))
