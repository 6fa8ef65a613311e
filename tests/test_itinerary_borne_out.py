"""What bears a plan out: an island that was reached, the head of a bulletin; and a stay that began later."""

from __future__ import annotations

import pytest
from test_itinerary import ARDEN, BRUNN, KESTEL, Paper, day, place, rows, told

from kimmap.itinerary import merge_claims
from kimmap.model import Aside, Block, Document, Interval, PlaceMention, Resolution, Status

ISLE = place("Isle", 30.0, 10.0, "country", "XI", radius_km=15.0)
WIDE = place("Wide", 30.0, 10.0, "country", "XI", radius_km=300.0)
HAVEN = place("Haven", 30.05, 10.0, country="XI")


@pytest.mark.parametrize(
    ("area", "reached", "published", "status"),
    [(ISLE, 9, 11, "visited"), (WIDE, 9, 11, "planned"), (ISLE, 6, 11, "planned"), (ISLE, 9, 1, "planned")],
)
def test_a_plan_for_a_town_of_an_island_that_was_reached(
    area: object, reached: int, published: int, status: Status
) -> None:
    plan = Paper("a", 3).tells(HAVEN, "stays", Interval(day(10), day(10)), "planned")
    later = Paper("b", published).tells(area, "arrives", Interval(day(reached), day(reached)))  # type: ignore[arg-type]
    stops = merge_claims(told(plan, later))
    assert next(s for s in stops if s.place is HAVEN).status == status


@pytest.mark.parametrize(
    ("line", "role", "status"),
    [
        ("Kestel, Monday 5 May 2031", "body", "visited"),
        ("Kestel, Monday 5 May 2031", "byline", "planned"),  # where a paper is written, nobody else need be
        ("Kestel Courier, Monday 5 May 2031", "byline", "planned"),
        ("Kestel", "byline", "planned"),
    ],
)
def test_the_place_and_day_at_the_head_of_a_bulletin_bear_a_plan_out(line: str, role: str, status: Status) -> None:
    body = "The envoy slept in Brunn."
    blocks = (Block(0, len(line), role), Block(len(line) + 1, len(line) + 1 + len(body), "body"))  # type: ignore[arg-type]
    document = Document("b", f"{line}\n{body}", published=day(5), blocks=blocks)
    quote = document.quote(0, len("Kestel"))
    head = Aside(Resolution(PlaceMention(quote, "Kestel"), KESTEL, "test", 0.9), "dateline", quote)
    claims = told(Paper("a", 1).tells(KESTEL, "stays", Interval(day(5), day(5)), "planned"),
                  Paper("b", 5).tells(BRUNN, "stays", Interval(day(3), day(3))))  # fmt: skip
    assert next(s for s in merge_claims(claims, [head]) if s.place is KESTEL).status == status


def test_since_a_day_after_all_others_is_another_stay() -> None:
    papers = Paper("a", 20).tells(ARDEN, "departs", Interval(day(1), day(1))), Paper("b", 20)
    papers[1].tells(BRUNN, "stays", Interval(day(5), day(8)))
    papers[1].tells(ARDEN, "stays", Interval(day(13), None), cues=("back",))
    assert [(name, first) for name, first, *_ in rows(merge_claims(told(*papers)))] == [
        ("Arden", 1), ("Brunn", 5), ("Arden", 13),
    ]  # fmt: skip
    since = (
        Paper("b", 20).tells(BRUNN, "stays", Interval(day(5), day(8))).tells(ARDEN, "stays", Interval(day(13), None))
    )
    assert len(merge_claims(told(papers[0], since))) == 2  # nobody says that it was a coming back
    without = told(papers[0], Paper("b", 20).tells(ARDEN, "stays", Interval(day(13), None), cues=("back",)))
    assert len(merge_claims(without)) == 1
