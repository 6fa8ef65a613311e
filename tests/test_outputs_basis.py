"""What a stop rests on in words, which stops are the least certain, and by what each quotation is cited."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from outputs_trips import make_place, make_trip, quote_of, resolved, route_legs, september

from kimmap.model import BY_CONTEXT, Block, Claim, DateMention, Document, Interval, Stop, Trip
from kimmap.outputs import to_geojson
from kimmap.outputs.basis import least_certain_first, told_by
from kimmap.outputs.headline import headline, standfirst
from kimmap.outputs.record import as_of, from_record, to_record
from kimmap.outputs.report.markdown import to_markdown
from kimmap.outputs.tables import to_csv
from kimmap.outputs.view import describe
from kimmap.outputs.words import ENGLISH

LIMA, CUSCO = make_place("Lima", -12.05, -77.04, "PE"), make_place("Cusco", -13.53, -71.97, "PE")
LIMA_ELSEWHERE = make_place("Lima", 40.74, -84.11, "US")
PORTO, BRAGA = make_place("Porto", 41.15, -8.61, "PT"), make_place("Braga", 41.55, -8.42, "PT")


def stop_of(text: str, date: str | None = None, anchor: str | None = None, **changes: Any) -> Stop:
    """A stop in Lima that one sentence tells of, with the date that stands in it."""
    document = Document("paper.txt", text, published=dt.date(2023, 9, 20))
    quote = quote_of(document, text)
    dates = ()
    if date:
        dates = (DateMention(quote_of(document, date), "DATE", "2023-09-12", september(12), "day", "day", anchor),)
    claim = Claim("Ada Vinter", resolved(quote, LIMA), "stays", "visited", quote, september(12), dates, ("be",))
    return replace(Stop(LIMA, "visited", (claim,), september(12)), **changes)


def with_claim(stop: Stop, **changes: Any) -> Stop:
    return replace(stop, evidence=(replace(stop.evidence[0], **changes),))


TOLD = stop_of("She was in Lima on Tuesday.", "Tuesday", "publication on 14 September 2023")


@pytest.mark.parametrize(
    ("stop", "said"),
    [
        (stop_of("She was in Lima on 12 September.", "12 September", "the year 2023"), "said outright · day stated"),
        (TOLD, "said outright · day worked out"),
        (with_claim(TOLD, cues=(BY_CONTEXT,)), "gathered from the context · day worked out"),
        (
            with_claim(TOLD, status="planned"),
            "announced, no sentence reports it as done · day worked out",
        ),
        (
            stop_of("She saw Lima.", when=Interval(None, dt.date(2023, 9, 12)), bounded_by=("not after 12 Sep 2023",)),
            "said outright · day only bounded",
        ),
        (
            stop_of("She saw Lima.", bounded_by=("announced for 12 Sep 2023",)),
            "said outright · day only announced",
        ),
        (stop_of("She saw Lima.", when=Interval()), "said outright · day not known"),
    ],
)  # fmt: skip
def test_a_stop_says_what_its_wording_and_its_day_rest_on(stop: Stop, said: str) -> None:
    assert told_by(stop, ENGLISH).replace("\u00a0", " ") == f"1 source · {said}"


def test_a_source_that_only_announced_a_visit_is_counted_apart() -> None:
    ahead = with_claim(stop_of("She will be in Lima on Tuesday."), status="planned").evidence[0]
    quote = replace(ahead.quote, document=replace(ahead.quote.document, name="plan.txt"))
    told = told_by(replace(TOLD, evidence=(*TOLD.evidence, replace(ahead, quote=quote))), ENGLISH)
    assert told.replace("\u00a0", " ") == "1 source · 1 more only announced it · said outright · day worked out"


@pytest.mark.parametrize(("score", "chosen"), [(0.4, True), (0.95, False)])
def test_a_place_that_was_chosen_among_namesakes_says_so(score: float, chosen: bool) -> None:
    resolution = TOLD.evidence[0].resolution
    assert resolution is not None
    read = replace(resolution, score=score, runners_up=(LIMA_ELSEWHERE,))
    assert told_by(with_claim(TOLD, resolution=read), ENGLISH).endswith("among namesakes") == chosen
    near = replace(read, runners_up=(make_place("Lima", -12.1, -77.0, "PE"),))
    assert "namesakes" not in told_by(with_claim(TOLD, resolution=near), ENGLISH)


def test_the_least_certain_come_first_and_of_those_alike_the_one_with_more_to_check() -> None:
    sure, unsure = replace(TOLD, confidence=0.9), replace(TOLD, confidence=0.4)
    by_context = with_claim(sure, cues=(BY_CONTEXT,))
    assert least_certain_first([sure, by_context, unsure, sure]) == [2, 1, 0, 3]


def test_a_page_offers_the_order_only_where_it_changes_anything() -> None:
    trip = make_trip([(LIMA, "visited", september(1)), (CUSCO, "visited", september(2))])
    assert describe(trip).least_certain_first == ()
    lima, cusco = trip.stops
    sorted_ = replace(trip, stops=(lima, replace(cusco, confidence=0.3)))
    assert describe(sorted_).least_certain_first == (1, 0)


# -------------------------------------------------------------------------------- what is counted


def test_only_visited_stops_count_and_the_way_past_a_planned_one_is_straight() -> None:
    rows = [(PORTO, "visited", september(1)), (LIMA, "planned", september(2)), (BRAGA, "visited", september(3))]
    trip = make_trip(rows)  # type: ignore[arg-type]
    assert headline(trip, ENGLISH) == "Ada Vinter: 2 stops in 3 days, about 47 km in straight lines"
    assert "visited stops only; not counted: 1 planned stop" in standfirst(trip, ENGLISH)


# ---------------------------------------------------------------------------------- each once


def test_a_quotation_stands_once_in_a_stop_however_many_claims_rest_on_it() -> None:
    text = "She was in Lima on Tuesday. Nobody came.\nShe was in Lima on Tuesday."
    document = Document("paper.txt", text, published=dt.date(2023, 9, 20))
    said = "She was in Lima on Tuesday."
    first, second = document.quote(0, len(said)), document.quote(text.rindex(said), len(text))
    claims = tuple(
        Claim("Ada Vinter", resolved(quote, LIMA), role, "visited", quote, september(12))
        for quote, role in ((first, "arrives"), (first, "stays"), (second, "stays"))
    )  # type: ignore[misc]
    trip = Trip("A trip", "Ada Vinter", (document,), (Stop(LIMA, "visited", claims, september(12)),))
    (evidence,) = [f["properties"]["evidence"] for f in to_geojson(trip)["features"]]
    assert [e["quote"] for e in evidence] == [said]
    assert next(iter(csv.DictReader(io.StringIO(to_csv(trip)))))["quotes"] == said
    assert [len(stop.quotes) for stop in describe(trip).stops] == [1]
    assert to_markdown(trip).count(said) == 1


def test_the_way_between_two_stays_at_one_place_is_none() -> None:
    trip = make_trip(
        [(LIMA, "visited", september(1)), (LIMA, "visited", september(9)), (CUSCO, "visited", september(10))]
    )
    assert [stop.way_on is not None for stop in describe(trip).stops] == [False, True, False]
    assert "0.0 km" not in to_markdown(trip)


@pytest.mark.parametrize("end", [0, 1])
def test_a_sentence_on_the_way_that_a_stop_at_its_ends_quotes_is_not_quoted_again(end: int) -> None:
    trip = make_trip(
        [(LIMA, "visited", september(1)), (CUSCO, "visited", september(2)), (PORTO, "visited", september(9))]
    )
    quotes = [stop.evidence[0].quote for stop in trip.stops]
    by_train = [replace(leg, mode="train", mode_quote=quotes[q]) for leg, q in zip(trip.legs, (end, 0), strict=True)]
    ways = [stop.way_on for stop in describe(replace(trip, legs=tuple(by_train))).stops[:2]]
    assert [way.mode_quote is not None for way in ways if way] == [False, True]


# ------------------------------------------------------------------------------------- letters

LETTERS = (
    "LETTER IV.\n\nI came to Porto on September 3.\n\nLETTER V.\n\nI came to Braga on September 9, and am very well."
)


def letters(**changes: Any) -> Trip:
    blocks = tuple(
        Block(start, start + len(head), role)
        for head, role in (("LETTER IV.", "title"), ("LETTER V.", "heading"))
        if (start := LETTERS.index(head)) >= 0
    )  # type: ignore[misc]
    document = replace(Document("letters.txt", LETTERS, title="LETTER IV", blocks=blocks), **changes)
    stops = []
    for place, day, said in (
        (PORTO, 3, "I came to Porto on September 3."),
        (BRAGA, 9, "I came to Braga on September 9, and am very well."),
    ):
        quote = quote_of(document, said)
        claim = Claim("Ada Vinter", resolved(quote, place), "arrives", "visited", quote, september(day))
        stops.append(Stop(place, "visited", (claim,), september(day)))
    return Trip("Letters", "Ada Vinter", (document,), tuple(stops), route_legs(stops))


@pytest.mark.parametrize("read_back", [False, True])
def test_a_letter_is_cited_by_its_own_heading_and_not_by_the_first_of_its_file(read_back: bool) -> None:
    trip = letters()
    if read_back:
        trip = from_record(json.loads(json.dumps(to_record(trip))))
    told = describe(trip)
    assert [q.title for stop in told.stops for q in stop.quotes] == ["LETTER IV", "LETTER V"]
    assert [source.title for source in told.sources] == ["LETTER IV – LETTER V"]


def test_one_letter_has_the_title_of_its_file_and_a_greeting_is_none() -> None:
    assert {q.title for s in describe(letters(blocks=())).stops for q in s.quotes} == {"LETTER IV"}
    assert [s.title for s in describe(letters(title="Dear Olaf,", blocks=())).sources] == [None]


def test_a_source_without_a_date_is_dated_by_the_days_that_it_tells_of() -> None:
    trip = letters()
    assert [source.byline for source in describe(trip).sources] == ["letters.txt, tells of 3–9 Sep 2023"]
    assert as_of(trip) == dt.date(2023, 9, 9)
    assert standfirst(trip, ENGLISH)[-1] == "as of 9 Sep 2023"


def test_a_latest_source_before_the_last_stop_is_called_that() -> None:
    early = letters(published=dt.date(2023, 9, 4))
    assert standfirst(early, ENGLISH)[-1] == "latest source: 4 Sep 2023, before the last of these days"
    late = letters(published=dt.date(2023, 9, 10))
    assert standfirst(late, ENGLISH)[-1] == "as of 10 Sep 2023"
