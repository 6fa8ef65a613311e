"""What becomes of plans, hopes and denials when other texts tell of the journey."""

from __future__ import annotations

import pytest
from test_itinerary import Paper, Row, on, place, rows, told, until

from kimmap.itinerary import merge_claims
from kimmap.model import Interval, Place

LIMA = place("Lima", -12.0, -77.0, country="PE")
ICA = place("Ica", -14.1, -75.7, country="PE")
NAZCA = place("Nazca", -14.8, -74.9, country="PE")
CUSCO = place("Cusco", -13.5, -72.0, country="PE")
PUNO = place("Puno", -15.8, -70.0, country="PE")
TACNA = place("Tacna", -18.0, -70.2, country="PE")
QUITO = place("Quito", -0.2, -78.5, country="EC")


def only(where: Place, *papers: Paper) -> list[Row]:
    return [row for row in rows(merge_claims(told(*papers))) if row[0] == where.name]


def programme(*days: tuple[Place, int]) -> Paper:
    paper = Paper("programme", 1)
    for where, number in days:
        paper.tells(where, "stays", on(number), "planned", cues=("programme",))
    return paper


ALL = programme((LIMA, 4), (ICA, 6), (NAZCA, 8), (CUSCO, 10), (PUNO, 12))


def report(*days: tuple[Place, int], off: tuple[tuple[Place, int], ...] = ()) -> Paper:
    paper = Paper("report", 20)
    for where, number in days:
        paper.tells(where, "stays", on(number))
    for where, number in off:
        paper.tells(where, "stays", on(number), "cancelled")
    return paper


@pytest.mark.parametrize(
    ("told_later", "status"),
    [
        (report((LIMA, 4), (ICA, 6), (CUSCO, 10)), "visited"),
        (report((LIMA, 4), (PUNO, 12)), "visited"),
        (report((LIMA, 5), (PUNO, 11)), "visited"),
        (report((LIMA, 4), (ICA, 6)), "planned"),  # the journey may have ended there
        (report((PUNO, 12)), "planned"),  # nothing shows that it kept to the programme
        (report((LIMA, 4), (PUNO, 20)), "planned"),
        (report((LIMA, 4), (PUNO, 12), (TACNA, 8)), "planned"),
        (report((LIMA, 4), (PUNO, 12), off=((ICA, 6), (CUSCO, 10))), "planned"),
        (report((LIMA, 4), (PUNO, 12), off=((NAZCA, 8),)), "cancelled"),
    ],
)
def test_what_a_programme_has_between_days_that_were_kept_was_done(told_later: Paper, status: str) -> None:
    assert only(NAZCA, ALL, told_later) == [("Nazca", 8, 8, status)]


def test_a_stop_of_the_programme_off_the_way_or_announced_twice_stays_a_plan() -> None:
    reports = Paper("b", 20).tells(LIMA, "stays", on(4)).tells(CUSCO, "stays", on(10))
    off = programme((LIMA, 4), (QUITO, 7), (CUSCO, 10))
    assert only(QUITO, off, reports) == [("Quito", 7, 7, "planned")]
    again = Paper("c", 12).tells(ICA, "stays", on(16), "planned")
    assert only(ICA, ALL, reports, again) == [("Ica", 6, 6, "planned"), ("Ica", 16, 16, "planned")]


def test_the_first_day_of_a_programme_was_kept_when_the_next_was() -> None:
    days = programme((LIMA, 4), (ICA, 5), (NAZCA, 8))
    kept = Paper("b", 20).tells(ICA, "stays", on(5)).tells(NAZCA, "stays", on(8))
    assert only(LIMA, days, kept) == [("Lima", 4, 4, "visited")]
    later = programme((LIMA, 1), (ICA, 5), (NAZCA, 8))
    assert only(LIMA, later, kept) == [("Lima", 1, 1, "planned")]


@pytest.mark.parametrize(
    ("hoped_until", "done", "told_on", "stops"),
    [
        (14, 18, 13, ["visited"]),
        (14, 14, 13, ["visited"]),
        (14, 21, 13, ["visited"]),
        (14, 22, 13, ["planned", "visited"]),
        (14, 18, 25, ["planned", "visited"]),  # told afterwards: it is another one
        (18, 12, 11, ["visited"]),
    ],
)
def test_what_was_hoped_for_by_a_day_was_done_late(hoped_until: int, done: int, told_on: int, stops: list[str]) -> None:
    hope = Paper("a", told_on).tells(CUSCO, "stays", until(hoped_until), "planned", dates=[("2031-W20", "week")])
    other = (
        Paper("c", 30).tells(CUSCO, "stays", on(done)).tells(LIMA, "stays", on(24, 26)).tells(CUSCO, "stays", on(28))
    )
    found = [row[3] for row in only(CUSCO, hope, other)]
    assert found == [*stops, "visited"]


@pytest.mark.parametrize(
    ("called_off", "first", "last"),
    [
        (on(8), None, 12),
        (on(7, 9), None, 12),
        (on(8, 10), None, 12),
        (on(6, 8), None, 12),
        (on(3), 8, 8),
        (on(11), 8, 8),
    ],
)
def test_days_that_were_called_off_date_no_visit(called_off: Interval, first: int | None, last: int) -> None:
    plan = Paper("a", 1).tells(LIMA, "stays", on(8), "planned")
    off = Paper("b", 11).tells(LIMA, "arrives", called_off, "cancelled")
    done = Paper("c", 12).tells(LIMA, "stays")
    assert ("Lima", first, last, "visited") in only(LIMA, plan, off, done)


@pytest.mark.parametrize(
    ("announced", "role", "first"),
    [(3, "departs", 3), (1, "departs", 1), (3, "stays", 5), (4, "departs", 4), (3, "crosses", 5), (5, "departs", 5)],
)
def test_an_announced_arrival_begins_a_stay_of_which_only_the_leaving_is_told(
    announced: int, role: str, first: int
) -> None:
    plan = Paper("a", announced).tells(LIMA, "arrives", on(announced), "planned")
    left = Paper("b", 9).tells(LIMA, role, on(5))  # type: ignore[arg-type]
    assert only(LIMA, plan, left) == [("Lima", first, 5, "visited")]


WIDE = place("Wide", 30.0, 10.0, "country", "XI", radius_km=400.0)
HAVEN = place("Haven", 30.05, 10.0, country="XI")
INLAND = place("Inland", 31.0, 11.0, country="XI")


@pytest.mark.parametrize(
    ("reached", "published", "also", "status"),
    [
        (10, 12, None, "visited"),
        (9, 12, None, "planned"),
        (10, 1, None, "planned"),
        (10, 12, "planned", "planned"),
        (10, 12, "visited", "planned"),
        (10, 12, "cancelled", "planned"),
    ],
)
def test_a_plan_for_the_one_place_of_a_country_that_was_reached_on_its_day(
    reached: int, published: int, also: str | None, status: str
) -> None:
    plan = Paper("a", 3).tells(HAVEN, "stays", on(10), "planned")
    if also:
        plan.tells(INLAND, "stays", on(20), also)  # type: ignore[arg-type]
    later = Paper("b", published).tells(WIDE, "arrives", on(reached))
    assert only(HAVEN, plan, later)[0][3] == status


@pytest.mark.parametrize(
    ("affirming", "denying", "status"),
    [
        (2, 1, "visited"),
        (3, 1, "visited"),
        (3, 2, "visited"),
        (1, 1, "cancelled"),
        (2, 2, "cancelled"),
        (1, 2, "cancelled"),
    ],
)
def test_more_witnesses_stand_against_a_later_denial(affirming: int, denying: int, status: str) -> None:
    papers = [Paper(f"a{i}", 10 + i).tells(LIMA, "stays", on(9)) for i in range(affirming)]
    papers += [
        Paper(f"d{i}", 20 + i).tells(LIMA, "arrives", on(9), "cancelled", cues=("deny",)) for i in range(denying)
    ]
    assert only(LIMA, *papers)[0][3] == status


@pytest.mark.parametrize(
    ("told_of", "where", "is_stop"),
    [
        ("planned", HAVEN, True),
        ("possible", HAVEN, True),
        ("visited", HAVEN, True),
        ("cancelled", HAVEN, False),
        ("planned", ICA, False),
        ("planned", place("Haven Park", 30.05, 10.0, "park", "XI"), False),
    ],
)
def test_a_denial_of_what_others_tell_of_the_country_is_a_stop(told_of: str, where: Place, is_stop: bool) -> None:
    denial = Paper("a", 20).tells(where, "stays", status="cancelled", cues=("be", "not"))
    other = Paper("b", 12).tells(WIDE, "arrives", on(10), told_of)  # type: ignore[arg-type]
    found = only(where, denial, other, Paper("c", 9).tells(LIMA, "stays", on(8)))
    assert [row[3] for row in found] == (["cancelled"] if is_stop else [])


def test_a_denial_beside_the_plan_of_one_text_is_none() -> None:
    paper = Paper("a", 20).tells(WIDE, "arrives", on(22), "planned")
    paper.tells(HAVEN, "stays", status="cancelled", cues=("be", "not"))
    assert only(HAVEN, paper, Paper("c", 9).tells(LIMA, "stays", on(8))) == []
