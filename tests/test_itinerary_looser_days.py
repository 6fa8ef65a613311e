"""What looser words, looks back and areas say of the days of a stop."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from test_itinerary import Paper, day, on, place, rows, told

from kimmap.itinerary import merge_claims
from kimmap.model import Claim, Place, Role

LIMA = place("Lima", -12.0, -77.0, country="PE")
ICA = place("Ica", -14.1, -75.7, country="PE")
CUSCO = place("Cusco", -13.5, -72.0, country="PE")
PUNO = place("Puno", -15.8, -70.0, country="PE")
WEEKEND = [("2031-W20-WE", "weekend")]


def test_a_weekend_is_some_time_in_it() -> None:
    stated = Paper("a").tells(LIMA, "stays", on(15, 16)).tells(LIMA, "stays", on(18))
    away = Paper("b").tells(CUSCO, "stays", on(17, 18), dates=WEEKEND)
    assert ("Lima", 15, 18, "visited") in rows(merge_claims(told(stated, away)))
    assert ("Cusco", 17, 18, "visited") in rows(merge_claims(told(away)))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (1, 3, [("Lima", 1, 3)]),  # the programme's days hold where only a weekend is told
        (17, 17, [("Lima", 17, 17)]),
        (18, 19, [("Lima", 18, 19)]),
        (16, 20, [("Lima", 16, 20)]),
    ],
)
def test_a_weekend_leaves_the_days_of_others(first: int, last: int, expected: list[tuple[str, int, int]]) -> None:
    stated = Paper("a", 28).tells(LIMA, "stays", on(first, last))
    loose = Paper("b", 29).tells(LIMA, "stays", on(17, 18), dates=WEEKEND)
    assert [row[:3] for row in rows(merge_claims(told(stated, loose)))] == expected


def _retold(claims: list[Claim], published: dt.date) -> list[Claim]:
    """The claims as a text of another day tells them."""
    document = replace(claims[0].quote.document, published=published)
    return [replace(c, quote=replace(c.quote, document=document)) for c in claims]


@pytest.mark.parametrize(
    ("published", "last"),
    [
        (dt.date(2031, 5, 12), 12),
        (dt.date(2031, 5, 30), 30),
        (dt.date(2031, 7, 30), None),
        (dt.date(2032, 5, 12), None),
        (dt.date(2056, 5, 12), None),
    ],
)
def test_a_look_back_long_afterwards_bounds_nothing(published: dt.date, last: int | None) -> None:
    paper = Paper("a").tells(LIMA, "stays", on(5)).tells(ICA, "stays", on(7)).tells(CUSCO, "stays", on(10))
    stops = merge_claims(_retold(told(paper.tells(PUNO, "arrives")), published))
    puno = next(s for s in stops if s.place.name == "Puno")
    assert puno.when.first == day(10)
    assert puno.when.last == (day(last) if last else None)


@pytest.mark.parametrize(
    ("told_after", "published", "stops"),
    [
        (True, dt.date(2031, 7, 1), 1),
        (True, dt.date(2031, 6, 20), 1),
        (True, dt.date(2031, 5, 10), 2),  # before the visit that others tell of
        (False, dt.date(2031, 7, 1), 2),  # told between its days
    ],
)
def test_what_a_look_back_tells_last_may_be_later_than_its_days(
    told_after: bool, published: dt.date, stops: int
) -> None:
    paper = Paper("a").tells(LIMA, "stays", on(2))
    if told_after:
        paper.tells(CUSCO, "stays", on(6)).tells(PUNO, "stays")
    else:
        paper.tells(PUNO, "stays").tells(CUSCO, "stays", on(6))
    dated = told(Paper("b").tells(PUNO, "stays", on(10)))
    later = [replace(c, when=replace(c.when, first=dt.date(2031, 6, 15), last=dt.date(2031, 6, 15))) for c in dated]
    found = merge_claims([*_retold(told(paper), published), *_retold(later, dt.date(2031, 6, 18))])
    assert sum(s.place.name == "Puno" for s in found) == stops


HERE = place("Vale", 44.0, 7.0, "district", "PE", radius_km=30.0)
ABROAD = place("Abroad", 10.0, 60.0, "country", "XX")


@pytest.mark.parametrize(
    ("area", "role", "bounded"),
    [
        (HERE, "arrives", False),
        (HERE, "stays", False),
        (replace(HERE, kind="region"), "arrives", False),
        (ABROAD, "arrives", True),
        (ABROAD, "stays", False),
        (replace(HERE, country="XX", kind="region"), "arrives", True),
    ],
)
def test_reaching_a_district_bounds_nothing_beside_it(area: Place, role: Role, bounded: bool) -> None:
    dated = Paper("a").tells(LIMA, "stays", on(3)).tells(area, role, on(9))
    undated = Paper("b", 28).tells(CUSCO, "stays")
    cusco = next(s for s in merge_claims(told(dated, undated)) if s.place.name == "Cusco")
    assert (cusco.when.last == day(9)) == bounded
