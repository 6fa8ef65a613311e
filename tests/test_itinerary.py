"""Claims become stops in order, with dates, bounds and doubts; stops become legs."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimmap.itinerary import join_stops, leave_aside, merge_claims
from kimmap.itinerary.localities import stand_ins
from kimmap.itinerary.naming import name_as_told
from kimmap.model import (
    BY_CONTEXT,
    Aside,
    Block,
    Claim,
    DateMention,
    Document,
    Interval,
    Mode,
    Place,
    PlaceKind,
    PlaceMention,
    Quote,
    Resolution,
    Role,
    SharedPassage,
    Status,
    Stop,
    Trip,
)

YEAR, MONTH = 2031, 5


def day(number: int) -> dt.date:
    return dt.date(YEAR, MONTH, number)


def on(first: int | None, last: int | None = None) -> Interval:
    """Days of May 2031: one day, or from … to."""
    return Interval(day(first) if first else None, day(last or first or 1))


def until(last: int) -> Interval:
    return Interval(None, day(last))


def place(
    name: str, lat: float, lon: float, kind: PlaceKind = "city", country: str | None = "XA", **more: object
) -> Place:
    radius = {"city": 8.0, "country": 900.0, "region": 120.0, "sea": 500.0}.get(kind, 1.0)
    return Place(f"test:{name}", name, kind, lat, lon, country, **{"radius_km": radius, **more})  # type: ignore[arg-type]


ARDEN = place("Arden", 40.0, 20.0, country="XH")
BRUNN = place("Brunn", 45.0, 31.0, country="XR")
VALE = place("Vale Launch Site", 47.0, 33.0, "spaceport", "XR")
KESTEL = place("Kestel", 48.0, 36.0, country="XR")
TORM = place("Torm", 45.2, 30.0, country="XR")
XERN = place("Xern crossing", 44.0, 26.0, "border_crossing", None, countries=("XH", "XR"))
RUDAVIA = place("Rudavia", 50.0, 40.0, "country", "XR")
HOMELAND = place("Homeland", 40.0, 20.5, "country", "XH")


NO_DATE = Interval()


class Paper:
    """A document that is written claim by claim."""

    def __init__(self, name: str, published: int | None = None) -> None:
        self.name, self.published = name, published
        self.rows: list[tuple[Place | None, Role, Status, Interval, dict[str, object]]] = []

    def tells(
        self,
        where: Place | None,
        role: Role = "stays",
        when: Interval = NO_DATE,
        status: Status = "visited",
        **more: object,
    ) -> Paper:
        self.rows.append((where, role, status, when, more))
        return self

    def claims(self) -> list[Claim]:
        sentences = [str(more.get("text") or f"{self.name} sentence {i}.") for i, (*_, more) in enumerate(self.rows)]
        starts = [sum(len(s) + 1 for s in sentences[:i]) for i in range(len(sentences))]
        shared = tuple(
            SharedPassage(start, start + len(sentence), str(more["copy_of"]))
            for start, sentence, (*_, more) in zip(starts, sentences, self.rows, strict=True) if more.get("copy_of")
        )  # fmt: skip
        text = " ".join(sentences)
        blocks = (Block(0, len(text), "body"),)
        published = day(self.published) if self.published else None
        document = Document(self.name, text, published=published, blocks=blocks, shared=shared)
        return [
            self._claim(document.quote(start, start + len(sentence)), order, *row)
            for order, (start, sentence, row) in enumerate(zip(starts, sentences, self.rows, strict=True))
        ]

    def _claim(
        self,
        quote: Quote,
        order: int,
        where: Place | None,
        role: Role,
        status: Status,
        when: Interval,
        more: dict[str, object],
    ) -> Claim:
        resolution = where and Resolution(
            PlaceMention(quote, where.name, more.get("reference", "name")), where, "test",  # type: ignore[arg-type]
            more.get("score", 0.9), more.get("or_else", ()),  # type: ignore[arg-type]
        )  # fmt: skip
        dates = tuple(
            DateMention(quote, "DATE", str(value), when, str(granularity), "test")  # type: ignore[arg-type]
            for value, granularity in more.get("dates", ())  # type: ignore[attr-defined]
        )
        mode: Mode = more.get("mode", "unknown")  # type: ignore[assignment]
        return Claim("T", resolution or None, role, status, quote, when, dates, tuple(more.get("cues", ())),  # type: ignore[arg-type]
                     tuple(more.get("whom", ())), mode, int(more.get("order", order)), int(more.get("nights", 0)))  # type: ignore[call-overload, arg-type]  # fmt: skip


def told(*papers: Paper) -> list[Claim]:
    return [claim for paper in papers for claim in paper.claims()]


def rows(stops: Sequence[Stop]) -> list[tuple[str, int | None, int | None, str]]:
    """Stops as (name, first day of May, last day of May, status)."""
    return [
        (s.place.name, s.when.first.day if s.when.first else None, s.when.last.day if s.when.last else None, s.status)
        for s in stops
    ]


def journey() -> list[Paper]:
    """A journey abroad: a departure, a rumour, an undated meeting that two papers copy, and the way home."""
    return [
        Paper("a.txt", 12)
        .tells(ARDEN, "departs", on(10), mode="train")
        .tells(BRUNN, "stays", status="possible")
        .tells(RUDAVIA, "arrives", on(12)),
        Paper("b.txt", 16)
        .tells(KESTEL, "stays", on(15))
        .tells(VALE, "stays", whom=("Olga Perec",), copy_of="agency", text="They met at the launch site.")
        .tells(None, "stays", until(15), whom=("Olga Perec",)),
        Paper("c.txt", 18)
        .tells(VALE, "stays", whom=("Olga Perec",), copy_of="agency", text="They met at the launch site.")
        .tells(TORM, "departs", on(17), mode="train")
        .tells(TORM, "stays"),
        Paper("d.txt", 19)
        .tells(XERN, "crosses", on(18), mode="train")
        .tells(ARDEN, "arrives", on(19), cues=("arrived home",)),
    ]


JOURNEY = [
    ("Arden", 10, 10, "visited"),
    ("Vale Launch Site", 12, 15, "visited"),
    ("Kestel", 15, 15, "visited"),
    ("Torm", 17, 17, "visited"),
    ("Xern crossing", 18, 18, "visited"),
    ("Arden", 19, 19, "visited"),
]


def test_a_journey_is_put_together_from_four_papers() -> None:
    stops = merge_claims(told(*journey()))
    assert [row for row in rows(stops) if row[3] == "visited"] == JOURNEY
    assert [row for row in rows(stops) if row[3] != "visited"] == [("Brunn", None, None, "possible")]
    vale = next(s for s in stops if s.place is VALE)
    assert vale.sources == ("b.txt", "c.txt")
    assert vale.independent_sources == 1
    assert len(vale.bounded_by) == 1
    assert vale.bounded_by[0].startswith("between the arrival in Rudavia on 12 May 2031 and 15 May 2031, when b.txt")


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5])
def test_the_order_of_the_papers_makes_no_difference(order: Sequence[int]) -> None:
    papers = journey()
    assert rows(merge_claims(told(*(papers[i] for i in order)))) == rows(merge_claims(told(*papers)))


# ------------------------------------------------------------------------------------- merging

LODDE = place("Lodde", 46.0, 33.0, country="XR")
LODDE_STATION = place("Lodde Central", 46.02, 33.03, "station", "XR")
LODDE_AIRPORT = place("Lodde Airport", 46.2, 33.2, "airport", "XR")
MUSEUM = place("Museum of Bells", 46.01, 33.0, "site", "XR")
CHAPEL = place("Chapel of Ash", 46.12, 33.0, "site", "XR")
MILL = place("Lonely Mill", 46.6, 34.4, "site", "XR")
HILLTOP = place("Hilltop", 46.4, 33.4, country="XR")
FARAWAY = place("Faraway", 52.0, 45.0, country="XR")
MARCH_DISTRICT = place("March", 46.9, 33.9, "district", "XR", radius_km=30.0)
RIVER = place("Slow River", 43.2, 26.9, "river", None, countries=("XH", "XR"))
XERN_STATION = place("Xern Station", 44.05, 26.05, "station", "XR")

BOROUGH = place("Bellfound", 46.01, 33.01, country="XR", population=900)
LAKE = place("Blue Lake", 45.3, 30.2, "lake", "XR")
SUBURB = place("Suburb", 46.05, 33.1, country="XR")
BIG_LODDE = replace(LODDE, population=500_000)
NEWPORT_HERE = replace(place("Newport", 45.5, 31.5, country="XR"), id="test:newport-here")
NEWPORT_OVERSEAS = replace(place("Newport", 10.0, -60.0, country="XC"), id="test:newport-overseas")
NEWPORT_STATE = replace(place("Newport", 10.0, -60.0, "region", "XC"), id="test:newport-state")
NEWPORT_QUAY = place("Newport Quay", 45.6, 31.6, country="XR")
OVERSEAS = place("Overseas", 10.5, -60.5, country="XC")
SHIP_NORTH = place("44°00'N 10°00'W", 44.0, -10.0, "position", None)
SHIP_SOUTH = place("43°56'N 10°02'W", 43.93, -10.03, "position", None)
FAR_ISLAND = place("Far Island", -40.0, 100.0, "island", "XD")
FAR_SHORE = place("Far Shore", -41.0, 98.0, country="XD")
ROUNDABOUT = place("Roundabout", -10.0, -10.0, country="XE")
MARCH_TOWN = place("March Town", 46.9, 33.9, country="XR", region="March")
NEIGHBOUR = place("Neighbour", 46.9, 34.4, country="XR", region="Other March")
MARCH_REGION = place("March", 46.9, 33.9, "region", "XR", radius_km=60.0)
MARCH_GATE = place("March gate", 46.5, 33.9, "border_crossing", None, countries=("XR", "XH"))

Row = tuple[str, int | None, int | None, str]

MERGING: dict[str, tuple[list[Paper], list[Row]]] = {
    "a station, a museum and an airport are the town's": (
        [
            Paper("a").tells(LODDE, "stays", on(3)).tells(LODDE_STATION, "arrives", on(2)),
            Paper("b").tells(MUSEUM, "stays", on(3)).tells(LODDE_AIRPORT, "departs", on(4)),
        ],
        [("Lodde", 2, 4, "visited")],
    ),
    "a site far from any town told of is a stop": (
        [Paper("a").tells(LODDE, "stays", on(3)).tells(MILL, "stays", on(4))],
        [("Lodde", 3, 3, "visited"), ("Lonely Mill", 4, 4, "visited")],
    ),
    "a site somewhat off a hamlet is a stop of its own": (
        [Paper("a").tells(LODDE, "stays", on(3)).tells(CHAPEL, "stays", on(4)).tells(MUSEUM, "stays", on(3))],
        [("Lodde", 3, 3, "visited"), ("Chapel of Ash", 4, 4, "visited")],
    ),
    "a site somewhat off a town is the town's": (
        [Paper("a").tells(BIG_LODDE, "stays", on(3)).tells(CHAPEL, "stays", on(4))],
        [("Lodde", 3, 4, "visited")],
    ),
    "a day trip does not split the stay at its base": (
        [Paper("a").tells(LODDE, "arrives", on(3)).tells(HILLTOP, "stays", on(4)).tells(LODDE, "departs", on(5))],
        [("Lodde", 3, 5, "visited"), ("Hilltop", 4, 4, "visited")],
    ),
    "a stay that is told as one is one": (
        [
            Paper("a").tells(LODDE, "stays", on(3, 9)),
            Paper("b").tells(HILLTOP, "stays", on(4)).tells(TORM, "stays", on(6)),
        ],
        [("Lodde", 3, 9, "visited"), ("Hilltop", 4, 4, "visited"), ("Torm", 6, 6, "visited")],
    ),
    "nights elsewhere make the return a new stop": (
        [
            Paper("a").tells(LODDE, "stays", on(3, 4)).tells(TORM, "stays", on(5, 6)),
            Paper("b").tells(LODDE, "stays", on(7)),
        ],
        [("Lodde", 3, 4, "visited"), ("Torm", 5, 6, "visited"), ("Lodde", 7, 7, "visited")],
    ),
    "nights elsewhere part two stays also where the place is near by": (
        [
            Paper("a").tells(LODDE, "arrives", on(3)).tells(HILLTOP, "stays", on(5, 7)),
            Paper("b").tells(LODDE, "stays", on(9)).tells(LODDE, "departs", on(10)),
        ],
        [("Lodde", 3, 3, "visited"), ("Hilltop", 5, 7, "visited"), ("Lodde", 9, 10, "visited")],
    ),
    "leaving on one day and arriving on the next is a return": (
        [
            Paper("a").tells(LODDE, "departs", on(3)).tells(TORM, "arrives", on(3)).tells(LODDE, "arrives", on(4)),
        ],
        [("Lodde", 3, 3, "visited"), ("Torm", 3, 3, "visited"), ("Lodde", 4, 4, "visited")],
    ),
    "an undated arrival where the journey began is the coming home": (
        [
            Paper("a").tells(ARDEN, "departs", on(1)).tells(TORM, "stays", on(5)),
            Paper("b").tells(ARDEN, "arrives"),
        ],
        [("Arden", 1, 1, "visited"), ("Torm", 5, 5, "visited"), ("Arden", 5, None, "visited")],
    ),
    "an undated claim joins the stay at its place": (
        [Paper("a").tells(TORM, "stays", on(5)), Paper("b").tells(TORM)],
        [("Torm", 5, 5, "visited")],
    ),
    "a plan that was carried out is part of the visit": (
        [
            Paper("a", 1).tells(TORM, "arrives", on(5, 6), "planned").tells(KESTEL, "stays", on(8), "planned"),
            Paper("b", 7).tells(TORM, "stays", on(5)),
        ],
        [("Torm", 5, 5, "visited"), ("Kestel", 8, 8, "planned")],
    ),
    "a plan moved by a day is the visit that was made": (
        [
            Paper("a", 1).tells(TORM, "stays", on(6), "planned"),
            Paper("b", 6).tells(TORM, "stays", on(5)).tells(KESTEL, "stays", on(6)),
        ],
        [("Torm", 5, 5, "visited"), ("Kestel", 6, 6, "visited")],
    ),
    "a plan that a later text calls off": (
        [
            Paper("a", 1).tells(TORM, "stays", on(5), "planned"),
            Paper("b", 4).tells(TORM, "stays", status="cancelled"),
        ],
        [("Torm", 5, 5, "cancelled")],
    ),
    "a plan announced again after it had been called off": (
        [
            Paper("a", 1).tells(TORM, "stays", on(9), "cancelled"),
            Paper("b", 4).tells(TORM, "stays", on(9), "planned"),
        ],
        [("Torm", 9, 9, "planned")],
    ),
    "what was possible and was done": (
        [Paper("a").tells(TORM, "stays", status="possible"), Paper("b").tells(TORM, "stays", on(5))],
        [("Torm", 5, 5, "visited")],
    ),
    "a text cannot report what came after it": (
        [Paper("a", 3).tells(TORM, "arrives", on(9))],
        [("Torm", 9, 9, "planned")],
    ),
    "heading for a place is not being there": (
        [Paper("a").tells(TORM, "heads_for", on(5))],
        [("Torm", 5, 5, "planned")],
    ),
    "the announced return to the start is a stop of its own": (
        [
            Paper("a", 2).tells(ARDEN, "departs", on(1)).tells(TORM, "stays", on(2))
            .tells(ARDEN, "arrives", status="planned", cues=("to return",)),
        ],
        [("Arden", 1, 1, "visited"), ("Torm", 2, 2, "visited"), ("Arden", 2, None, "planned")],
    ),
    "a departure that was only announced, and an arrival that proves it": (
        [
            Paper("a", 1).tells(ARDEN, "departs", on(3), "planned").tells(TORM, "arrives", on(4), "planned"),
            Paper("b", 5).tells(TORM, "arrives", on(4)),
        ],
        [("Arden", 3, 3, "visited"), ("Torm", 4, 4, "visited")],
    ),
    "a plan for days that were spent far away": (
        [
            Paper("a", 1).tells(FARAWAY, "stays", on(5), "planned"),
            Paper("b", 8).tells(TORM, "stays", on(4, 6)),
        ],
        [("Torm", 4, 6, "visited"), ("Faraway", 5, 5, "cancelled")],
    ),
    "a plan whose nights were all spent far away": (
        [
            Paper("a", 1).tells(FARAWAY, "stays", on(4, 5), "planned"),
            Paper("b", 8).tells(TORM, "stays", on(4, 6)),
        ],
        [("Faraway", 4, 5, "cancelled"), ("Torm", 4, 6, "visited")],
    ),
    "what a text planned for a day that it has behind it was done": (
        [Paper("a", 6).tells(TORM, "stays", on(4)).tells(FARAWAY, "arrives", on(5), "planned")],
        [("Torm", 4, 4, "visited"), ("Faraway", 5, 5, "visited")],
    ),
    "who leaves on the day of the paper is there, and on the way to where he may not arrive": (
        [Paper("a", 5).tells(TORM, "departs", on(5), "planned").tells(FARAWAY, "arrives", on(5), "planned")],
        [("Torm", 5, 5, "visited"), ("Faraway", 5, 5, "planned")],
    ),
    "a suburb that was visited bears out the plan for the town": (
        [
            Paper("a", 1).tells(LODDE, "stays", on(4, 5), "planned").tells(TORM, "stays", on(7), "planned"),
            Paper("b", 8).tells(SUBURB, "stays", on(5)),
        ],
        [("Lodde", 4, 5, "visited"), ("Suburb", 5, 5, "visited"), ("Torm", 7, 7, "planned")],
    ),
    "a country around finer stops is none": (
        [Paper("a").tells(RUDAVIA, "stays", on(4)).tells(TORM, "stays", on(5))],
        [("Torm", 5, 5, "visited")],
    ),
    "a country of which nothing finer is told": (
        [
            Paper("a").tells(RUDAVIA, "stays", on(4)).tells(ARDEN, "arrives", on(5)),
            Paper("b").tells(RUDAVIA, "stays", on(4)),
        ],
        [("Rudavia", 4, 4, "visited"), ("Arden", 5, 5, "visited")],
    ),
    "a country that one sentence tells of is no stop between towns": (
        [Paper("a").tells(RUDAVIA, "stays", on(4)).tells(ARDEN, "arrives", on(5))],
        [("Arden", 5, 5, "visited")],
    ),
    "a country is the stop of a journey that is told by countries": (
        [Paper("a").tells(RUDAVIA, "stays", on(4)).tells(HOMELAND, "arrives", on(9))],
        [("Rudavia", 4, 4, "visited"), ("Homeland", 9, 9, "visited")],
    ),
    "where the next days should lead, and what lies between": (
        [
            Paper("a", 3).tells(TORM, "stays", on(3)).tells(BRUNN, "arrives", on(4), "planned")
            .tells(KESTEL, "arrives", on(5), "planned"),
            Paper("b", 9).tells(ARDEN, "stays", on(6)),
        ],
        [
            ("Torm", 3, 3, "visited"), ("Brunn", 4, 4, "visited"),
            ("Kestel", 5, 5, "planned"), ("Arden", 6, 6, "visited"),
        ],
    ),
    "a lake that has a sentence of its own is a stop": (
        [Paper("a").tells(TORM, "stays", on(4)).tells(LAKE, "stays", on(5))],
        [("Torm", 4, 4, "visited"), ("Blue Lake", 5, 5, "visited")],
    ),
    "a district with a day of its own": (
        [
            Paper("a").tells(MARCH_DISTRICT, "stays", on(4)).tells(TORM, "stays", on(5)),
        ],
        [("March", 4, 4, "visited"), ("Torm", 5, 5, "visited")],
    ),
    "a river, a station and a crossing of one border": (
        [
            Paper("a").tells(XERN, "crosses", on(4)),
            Paper("b").tells(RIVER, "crosses", on(4), reference="description").tells(XERN_STATION, "stays", on(4)),
        ],
        [("Xern crossing", 4, 4, "visited")],
    ),
    "who had come by one day and left on a later one was there in between": (
        [
            Paper("a", 10).tells(TORM, "arrives", until(9)),
            Paper("b", 12).tells(TORM, "departs", on(11)).tells(KESTEL, "arrives", on(11)),
        ],
        [("Torm", 9, 11, "visited"), ("Kestel", 11, 11, "visited")],
    ),
    "an arrival that was reported before the departure is no return": (
        [
            Paper("a", 13).tells(TORM, "arrives"),
            Paper("b", 15).tells(TORM, "departs", on(14)).tells(KESTEL, "arrives", on(14)),
        ],
        [("Torm", 13, 14, "visited"), ("Kestel", 14, 14, "visited")],
    ),
    "who was there before and came back on the day of an outing was there all along": (
        [
            Paper("a").tells(LODDE, "arrives", on(7)).tells(FARAWAY, "stays", on(8))
            .tells(LODDE, "arrives", on(8), cues=("return",)),
        ],
        [("Lodde", 7, 8, "visited"), ("Faraway", 8, 8, "visited")],
    ),
    "a base whose only report is the coming back in the evening comes before the outing": (
        [
            Paper("a").tells(HILLTOP, "stays", on(8), dates=(("2031-05-08TAF", "time"),))
            .tells(LODDE, "arrives", on(8), cues=("return",), dates=(("2031-05-08TEV", "time"),)),
        ],
        [("Lodde", 8, 8, "visited"), ("Hilltop", 8, 8, "visited")],
    ),
    "a visit reported before nights elsewhere is a stay of its own": (
        [
            Paper("a", 9).tells(LODDE, "arrives"),
            Paper("b").tells(KESTEL, "stays", on(10, 12)),
            Paper("c").tells(LODDE, "arrives", on(13)).tells(LODDE, "departs", on(14)),
        ],
        [("Lodde", None, 9, "visited"), ("Kestel", 10, 12, "visited"), ("Lodde", 13, 14, "visited")],
    ),
    "of a stay of which only the leaving is told the announced beginning holds": (
        [
            Paper("a", 1).tells(TORM, "stays", on(4, 5), "planned"),
            Paper("b", 9).tells(KESTEL, "stays", on(3)).tells(TORM, "departs", on(6)),
        ],
        [("Kestel", 3, 3, "visited"), ("Torm", 4, 6, "visited")],
    ),
    "the only plan for a place is the only visit to it, even much later": (
        [
            Paper("a", 1).tells(TORM, "stays", on(5), "planned"),
            Paper("b", 20).tells(KESTEL, "stays", on(10)).tells(TORM, "stays", on(19)),
        ],
        [("Kestel", 10, 10, "visited"), ("Torm", 19, 19, "visited")],
    ),
    "of two plans for a place the visit is the one of its days": (
        [
            Paper("a", 1).tells(TORM, "stays", on(5), "planned").tells(TORM, "stays", on(19), "planned")
            .tells(KESTEL, "stays", on(9, 11), "planned"),
            Paper("b", 20).tells(KESTEL, "stays", on(9, 11)).tells(TORM, "stays", on(19)),
        ],
        [("Torm", 5, 5, "planned"), ("Kestel", 9, 11, "visited"), ("Torm", 19, 19, "visited")],
    ),
    "a plan is not the visit that was reported before its day": (
        [
            Paper("a", 1).tells(TORM, "stays", on(19), "planned"),
            Paper("b", 9).tells(TORM),
            Paper("c", 16).tells(KESTEL, "stays", on(14)),
        ],
        [("Torm", None, 9, "visited"), ("Kestel", 14, 14, "visited"), ("Torm", 19, 19, "planned")],
    ),
    "what is told as done and dated too late was done": (
        [Paper("a", 4).tells(TORM, "stays", on(3)), Paper("b", 5).tells(TORM, "stays", on(10))],
        [("Torm", 3, 3, "visited")],
    ),
    "a plan for the day on which one leaves leaves room": (
        [
            Paper("a", 1).tells(FARAWAY, "arrives", on(6), "planned"),
            Paper("b", 8).tells(TORM, "stays", on(4, 6)),
        ],
        [("Torm", 4, 6, "visited"), ("Faraway", 6, 6, "planned")],
    ),
    "announced by one and set out for according to another": (
        [
            Paper("a", 1).tells(FARAWAY, "arrives", on(6), "planned"),
            Paper("b", 8).tells(TORM, "stays", on(4, 6)).tells(FARAWAY, "heads_for", on(6)),
        ],
        [("Torm", 4, 6, "visited"), ("Faraway", 6, 6, "visited")],
    ),
    "announced by one and set out for according to another that looks back without days": (
        [
            Paper("a", 1).tells(FARAWAY, "arrives", on(6), "planned"),
            Paper("b", 8).tells(TORM, "stays", on(4, 5)).tells(FARAWAY, "heads_for"),
        ],
        [("Torm", 4, 5, "visited"), ("Faraway", 6, 6, "visited")],
    ),
    "announced by one and set out for according to another that is of that day": (
        [
            Paper("a", 1).tells(FARAWAY, "arrives", on(6), "planned"),
            Paper("b", 6).tells(TORM, "stays", on(4, 5)).tells(FARAWAY, "heads_for"),
        ],
        [("Torm", 4, 5, "visited"), ("Faraway", 6, 6, "planned")],
    ),
    "a departure that was announced with the stops after it, and a later stop that was reached": (
        [
            Paper("a", 1).tells(ARDEN, "departs", on(5), "planned").tells(BRUNN, "stays", on(5), "planned"),
            Paper("b", 9).tells(TORM, "arrives", on(7)),
        ],
        [("Arden", 5, 5, "visited"), ("Brunn", 5, 5, "planned"), ("Torm", 7, 7, "visited")],
    ),
    "what the latest text doubts is possible": (
        [
            Paper("a", 1).tells(TORM, "stays", on(9), "planned"),
            Paper("b", 4).tells(TORM, "stays", on(9), "possible"),
        ],
        [("Torm", 9, 9, "possible")],
    ),
    "with the visit to a country the plans inside it are called off": (
        [
            Paper("a", 1).tells(TORM, "stays", on(5), "planned").tells(ARDEN, "stays", on(8), "planned"),
            Paper("b", 4).tells(RUDAVIA, "arrives", status="cancelled"),
        ],
        [("Torm", 5, 5, "cancelled"), ("Arden", 8, 8, "planned")],
    ),
    "the nearest plan is the one that is called off": (
        [
            Paper("a", 1).tells(TORM, "stays", on(3), "planned").tells(KESTEL, "stays", on(4, 6), "planned")
            .tells(TORM, "stays", on(8), "planned"),
            Paper("b", 2).tells(TORM, "stays", on(8), "cancelled"),
        ],
        [("Torm", 3, 3, "planned"), ("Kestel", 4, 6, "planned"), ("Torm", 8, 8, "cancelled")],
    ),
    "who did not reach a place had meant to": (
        [Paper("a").tells(KESTEL, "stays", on(5)).tells(TORM, "arrives", status="cancelled", cues=("reach", "not"))],
        [("Kestel", 5, 5, "visited"), ("Torm", 5, 5, "cancelled")],
    ),
    "who simply was not there had not": (
        [Paper("a").tells(KESTEL, "stays", on(5)).tells(TORM, "stays", status="cancelled", cues=("be", "not"))],
        [("Kestel", 5, 5, "visited")],
    ),
    "a departure that is denied takes nothing away": (
        [Paper("a").tells(KESTEL, "stays", on(5)).tells(KESTEL, "departs", on(5), "cancelled", cues=("leave", "not"))],
        [("Kestel", 5, 5, "visited")],
    ),
    "a place that is only named and denied at once was not visited": (
        [
            Paper("a", 1).tells(TORM, "stays", on(4), "planned"),
            Paper("b", 9).tells(KESTEL, "stays", on(5)).tells(TORM, "stays", on(5))
            .tells(TORM, "stays", status="cancelled", cues=("see", "not")),
        ],
        [("Torm", 4, 4, "cancelled"), ("Kestel", 5, 5, "visited")],
    ),
    "one name on one day is one place, the one that was visited": (
        [
            Paper("a", 1).tells(NEWPORT_OVERSEAS, "stays", on(5), "planned").tells(BRUNN, "stays", on(4), "planned"),
            Paper("b", 9).tells(NEWPORT_HERE, "stays", on(5)).tells(BRUNN, "stays", on(4)),
        ],
        [("Brunn", 4, 4, "visited"), ("Newport", 5, 5, "visited")],
    ),
    "what two papers tell of one name and day is weighed together": (
        [
            Paper("a", 1).tells(OVERSEAS, "stays", on(3))
            .tells(NEWPORT_OVERSEAS, "stays", on(5), score=0.8, or_else=(NEWPORT_HERE,)),
            Paper("b", 9).tells(NEWPORT_HERE, "stays", on(5), score=0.9, or_else=(NEWPORT_OVERSEAS,))
            .tells(BRUNN, "stays", on(7)),
        ],
        [("Overseas", 3, 3, "visited"), ("Newport", 5, 5, "visited"), ("Brunn", 7, 7, "visited")],
    ),
    "the fuller name says which is meant": (
        [
            Paper("a", 9).tells(NEWPORT_OVERSEAS, "stays", on(5)).tells(BRUNN, "stays", on(4)),
            Paper("b", 9).tells(NEWPORT_QUAY, "stays", on(5)),
        ],
        [("Brunn", 4, 4, "visited"), ("Newport Quay", 5, 5, "visited")],
    ),
    "namesakes of different weeks are two places": (
        [Paper("a").tells(NEWPORT_OVERSEAS, "stays", on(5)).tells(OVERSEAS, "stays", on(6))
         .tells(NEWPORT_HERE, "stays", on(19)).tells(BRUNN, "stays", on(20))],
        [
            ("Newport", 5, 5, "visited"), ("Overseas", 6, 6, "visited"),
            ("Newport", 19, 19, "visited"), ("Brunn", 20, 20, "visited"),
        ],
    ),
    "of the places of one name the one on the way is meant, and “there” is the same": (
        [
            Paper("a", 9).tells(BRUNN, "stays", on(4))
            .tells(NEWPORT_OVERSEAS, "stays", on(5), score=0.5, or_else=(NEWPORT_HERE,))
            .tells(NEWPORT_OVERSEAS, "stays", on(6), reference="description").tells(TORM, "stays", on(7)),
        ],
        [("Brunn", 4, 4, "visited"), ("Newport", 5, 6, "visited"), ("Torm", 7, 7, "visited")],
    ),
    "a state far away is the town of its name that the other papers tell of": (
        [
            Paper("a", 1).tells(BRUNN, "stays", on(4)).tells(NEWPORT_HERE, "stays", on(5)),
            Paper("b", 9).tells(NEWPORT_HERE, "stays", on(5)),
            Paper("c", 9).tells(NEWPORT_STATE, "stays", on(6), score=0.97).tells(TORM, "stays", on(7)),
        ],
        [("Brunn", 4, 4, "visited"), ("Newport", 5, 6, "visited"), ("Torm", 7, 7, "visited")],
    ),
    "what is hardly in doubt is believed, however far it is": (
        [
            Paper("a", 19).tells(BRUNN, "stays", on(4))
            .tells(NEWPORT_OVERSEAS, "stays", on(9), score=0.99, or_else=(NEWPORT_HERE,))
            .tells(TORM, "stays", on(14)),
        ],
        [("Brunn", 4, 4, "visited"), ("Newport", 9, 9, "visited"), ("Torm", 14, 14, "visited")],
    ),
    "days that a sentence has from its surroundings do not stand against days that another one states": (
        [
            Paper("a").tells(LODDE, "arrives", on(3), dates=[("2031-05-03", "day")])
            .tells(TORM, "stays", on(12, 14), dates=[("2031-05-12", "day")]),
            Paper("b", 16).tells(LODDE, "stays", on(16)),
        ],
        [("Lodde", 3, 3, "visited"), ("Torm", 12, 14, "visited")],
    ),
    "one text has the traveller elsewhere between two days of a place": (
        [
            Paper("a").tells(LODDE, "stays", on(3)).tells(TORM, "stays", on(5), dates=[("2031-05-05", "day")])
            .tells(LODDE, "arrives", on(8), dates=[("2031-05-08", "day")]),
        ],
        [("Lodde", 3, 3, "visited"), ("Torm", 5, 5, "visited"), ("Lodde", 8, 8, "visited")],
    ),
    "announced for the day before the one on which it was left": (
        [
            Paper("a", 1).tells(TORM, "arrives", on(4), "planned").tells(KESTEL, "stays", on(9), "planned"),
            Paper("b", 8).tells(TORM, "departs", on(5)).tells(BRUNN, "stays", on(6)),
        ],
        [("Torm", 4, 5, "visited"), ("Brunn", 6, 6, "visited"), ("Kestel", 9, 9, "planned")],
    ),
    "who left one day and is told to have come back on the next was on an outing": (
        [
            Paper("a", 6).tells(LODDE, "departs", on(5)).tells(HILLTOP, "stays", on(5)).tells(LODDE, "arrives"),
            Paper("b", 9).tells(TORM, "stays", on(7)),
        ],
        [("Lodde", 5, 5, "visited"), ("Hilltop", 5, 5, "visited"), ("Torm", 7, 7, "visited")],
    ),
    "who writes in one place was not in another on that day": (
        [
            Paper("a", 9).tells(TORM, "stays", on(9), cues=("written at",)).tells(KESTEL, "stays", on(9)),
            Paper("b", 12).tells(BRUNN, "stays", on(7)).tells(KESTEL, "stays", on(5)),
        ],
        [("Kestel", 5, 5, "visited"), ("Brunn", 7, 7, "visited"), ("Torm", 9, 9, "visited")],
    ),
    "unless its sentence says so": (
        [
            Paper("a", 9).tells(TORM, "stays", on(9), cues=("written at",))
            .tells(KESTEL, "stays", on(9), dates=[("2031-05-09", "day")]),
        ],
        [("Torm", 9, 9, "visited"), ("Kestel", 9, 9, "visited")],
    ),
    "a ship that lies off drifts and is at one place": (
        [
            Paper("log").tells(SHIP_NORTH, "stays", on(5)).tells(SHIP_SOUTH, "stays", on(6))
            .tells(KESTEL, "stays", on(9)),
        ],
        [(SHIP_SOUTH.name, 5, 6, "visited"), ("Kestel", 9, 9, "visited")],
    ),
    "a borough is its town's": (
        [Paper("a").tells(BIG_LODDE, "arrives", on(3)).tells(BOROUGH, "stays", on(4))],
        [("Lodde", 3, 4, "visited")],
    ),
    "its gate and a neighbour of another region do not make a region superfluous": (
        [
            Paper("a").tells(MARCH_GATE, "crosses", on(4))
            .tells(MARCH_REGION, "stays", on(4), dates=[("2031-05-04", "day")]).tells(NEIGHBOUR, "stays", on(4)),
        ],
        [("March gate", 4, 4, "visited"), ("March", 4, 4, "visited"), ("Neighbour", 4, 4, "visited")],
    ),
    "a town of the region does": (
        [Paper("a").tells(MARCH_REGION, "stays", on(4)).tells(MARCH_TOWN, "stays", on(4))],
        [("March Town", 4, 4, "visited")],
    ),
    "what an announcement tells as done is a plan or of earlier days": (
        [
            Paper("a", 1).tells(TORM, "arrives", on(9), "planned").tells(KESTEL, "stays").tells(FARAWAY, "arrives"),
            Paper("b", 20).tells(TORM, "arrives", on(9)).tells(KESTEL, "stays", on(15)),
        ],
        [("Torm", 9, 9, "visited"), ("Kestel", 15, 15, "visited")],
    ),
    "a letter that tells of days and plans others is no announcement": (
        [
            Paper("a", 5).tells(TORM, "stays", on(2)).tells(KESTEL, "stays")
            .tells(FARAWAY, "arrives", on(12), "planned"),
            Paper("b", 20).tells(FARAWAY, "arrives", on(12)),
        ],
        [("Torm", 2, 2, "visited"), ("Kestel", 2, 5, "visited"), ("Faraway", 12, 12, "visited")],
    ),
    "what one sentence puts an ocean out of the way is doubtful, however plainly it says so": (
        [
            Paper("a").tells(BRUNN, "stays", on(5)).tells(OVERSEAS, "stays", on(5), dates=[("2031-05-05", "day")])
            .tells(TORM, "stays", on(6)).tells(KESTEL, "stays", on(9)),
        ],
        [
            ("Brunn", 5, 5, "visited"), ("Overseas", 5, 5, "possible"),
            ("Torm", 6, 6, "visited"), ("Kestel", 9, 9, "visited"),
        ],
    ),
    "what a sentence puts an ocean out of the way without saying when is of another journey": (
        [
            Paper("a").tells(BRUNN, "stays", on(5)).tells(OVERSEAS, "stays", on(5))
            .tells(TORM, "stays", on(6)).tells(KESTEL, "stays", on(9)),
        ],
        [("Brunn", 5, 5, "visited"), ("Torm", 6, 6, "visited"), ("Kestel", 9, 9, "visited")],
    ),
    "a plan far off the way stands when its sentence says the day": (
        [
            Paper("a", 3).tells(BRUNN, "stays", on(2)).tells(OVERSEAS, "stays", on(5), "planned")
            .tells(FAR_ISLAND, "stays", on(6), "planned", dates=[("2031-05-06", "day")])
            .tells(TORM, "stays", on(8), "planned").tells(KESTEL, "stays", on(9), "planned"),
        ],
        [
            ("Brunn", 2, 2, "visited"), ("Far Island", 6, 6, "planned"),
            ("Torm", 8, 8, "planned"), ("Kestel", 9, 9, "planned"),
        ],
    ),
    "of three stops it is not plain which one is out of the way": (
        [Paper("a").tells(BRUNN, "stays", on(5)).tells(OVERSEAS, "stays", on(5)).tells(TORM, "stays", on(6))],
        [("Brunn", 5, 5, "visited"), ("Overseas", 5, 5, "visited"), ("Torm", 6, 6, "visited")],
    ),
    "between places that are far apart a long way round is a way": (
        [
            Paper("a").tells(BRUNN, "stays", on(5)).tells(ROUNDABOUT, "stays", on(7))
            .tells(FAR_ISLAND, "stays", on(9)).tells(FAR_SHORE, "stays", on(12)),
        ],
        [
            ("Brunn", 5, 5, "visited"), ("Roundabout", 7, 7, "visited"),
            ("Far Island", 9, 9, "visited"), ("Far Shore", 12, 12, "visited"),
        ],
    ),
    "two witnesses are believed": (
        [
            Paper("a").tells(BRUNN, "stays", on(5)).tells(OVERSEAS, "stays", on(5)).tells(TORM, "stays", on(6)),
            Paper("b").tells(OVERSEAS, "stays", on(5)).tells(KESTEL, "stays", on(9)),
        ],
        [
            ("Brunn", 5, 5, "visited"), ("Overseas", 5, 5, "visited"),
            ("Torm", 6, 6, "visited"), ("Kestel", 9, 9, "visited"),
        ],
    ),
    "a visit in a text that tells of days weeks away is another one": (
        [
            Paper("a").tells(TORM, "stays", on(2)).tells(KESTEL, "stays", on(3)),
            Paper("b").tells(BRUNN, "stays", on(27)).tells(TORM).tells(LODDE, "stays", on(31)),
        ],
        [
            ("Torm", 2, 2, "visited"), ("Kestel", 3, 3, "visited"),
            ("Brunn", 27, 27, "visited"), ("Torm", 27, 31, "visited"), ("Lodde", 31, 31, "visited"),
        ],
    ),
    "a country to which one may go some day is no stop, a city state is": (
        [
            Paper("a").tells(TORM, "stays", on(2)).tells(HOMELAND, "arrives", status="planned")
            .tells(replace(HOMELAND, id="test:state", name="State", radius_km=20.0, country="XS"), status="possible"),
        ],
        [("Torm", 2, 2, "visited"), ("State", None, None, "possible")],
    ),
    "a departure that was announced is not a much later visit": (
        [
            Paper("a", 1).tells(ARDEN, "departs", on(3), "planned"),
            Paper("b").tells(TORM, "stays", on(9)).tells(ARDEN, "stays", on(20)),
        ],
        [("Arden", 3, 3, "planned"), ("Torm", 9, 9, "visited"), ("Arden", 20, 20, "visited")],
    ),
    "what can only have been during a stay comes after its beginning": (
        [
            Paper("a", 12).tells(FARAWAY).tells(LODDE, "arrives", on(11)),
            Paper("b").tells(ARDEN, "departs", on(11)).tells(LODDE, "departs", on(13))
            .tells(OVERSEAS, "arrives", on(14)),
        ],
        [
            ("Arden", 11, 11, "visited"), ("Lodde", 11, 13, "visited"), ("Faraway", 11, 12, "visited"),
            ("Overseas", 14, 14, "visited"),
        ],
    ),
    "a place that was only passed": ([Paper("a").tells(TORM, "passes", on(4)).tells(KESTEL, "stays", on(5))],
                                     [("Kestel", 5, 5, "visited")]),
}  # fmt: skip


@pytest.mark.parametrize("case", MERGING)
def test_claims_become_stops(case: str) -> None:
    papers, expected = MERGING[case]
    assert rows(merge_claims(told(*papers))) == expected


def test_sources_that_disagree_on_the_day_stand_side_by_side() -> None:
    stops = merge_claims(told(
        Paper("gazette").tells(KESTEL, "arrives", on(10)).tells(TORM, "stays", on(12)),
        Paper("panel").tells(KESTEL, "arrives", on(11)),
    ))  # fmt: skip
    kestel = stops[0]
    assert (kestel.place, kestel.when) == (KESTEL, on(10, 11))
    assert kestel.contradictions == (
        "arrived on 10 May 2031 according to gazette; arrived on 11 May 2031 according to panel",
    )
    assert "the sources disagree" in kestel.confidence_reasons
    assert stops[1].contradictions == ()


def test_copies_of_one_text_neither_disagree_nor_add_up() -> None:
    one = merge_claims(told(Paper("a").tells(KESTEL, "stays", on(10))))[0]
    copies = merge_claims(told(*(Paper(n).tells(KESTEL, "stays", on(10), copy_of="agency") for n in "ab")))[0]
    two = merge_claims(told(*(Paper(n).tells(KESTEL, "stays", on(10)) for n in "ab")))[0]
    assert copies.confidence == one.confidence < two.confidence
    assert copies.sources == ("a", "b")
    assert copies.confidence_reasons[0] == "one witness, printed by 2 sources"


def test_there_are_never_more_witnesses_than_texts() -> None:
    papers = [Paper(n).tells(KESTEL, "arrives", on(10), copy_of="agency").tells(KESTEL, "stays", on(10)) for n in "ab"]
    alone = Paper("c").tells(KESTEL, "stays", on(10)).tells(KESTEL, "stays", on(10))
    (copied,) = merge_claims(told(*papers))
    (borne_out,) = merge_claims(told(*papers, alone))
    assert (copied.independent_sources, borne_out.independent_sources) == (1, 2)
    assert borne_out.confidence_reasons[0] == "2 independent witnesses, printed by 3 sources"


def test_a_stop_that_no_wording_tells_is_less_sure() -> None:
    claims = told(*journey())
    doubted = [replace(c, cues=(BY_CONTEXT,)) for c in claims]
    for plain, by_context in zip(merge_claims(claims), merge_claims(doubted), strict=True):
        assert by_context.confidence < plain.confidence
        assert [r for r in by_context.confidence_reasons if r not in plain.confidence_reasons] == [
            "told by the context and not by a wording that is known"
        ]


def _dateline(claims: Sequence[Claim], source: str, where: Place) -> Aside:
    quote = next(c.quote for c in claims if c.quote.source == source)
    return Aside(Resolution(PlaceMention(quote, where.name), where, "test", 0.9), "dateline", quote)


@pytest.mark.parametrize(
    ("written", "where", "status"),
    [
        (6, KESTEL, "visited"), (8, KESTEL, "visited"),
        (4, KESTEL, "planned"), (9, KESTEL, "planned"), (6, TORM, "planned"),
    ],
)  # fmt: skip
def test_a_text_written_at_the_place_of_a_plan_bears_it_out(written: int, where: Place, status: Status) -> None:
    claims = told(
        Paper("a", 1).tells(KESTEL, "stays", on(5, 6), "planned"), Paper("b", written).tells(BRUNN, "stays", on(3))
    )
    kestel = next(s for s in merge_claims(claims, [_dateline(claims, "b", where)]) if s.place == KESTEL)
    assert (kestel.status, kestel.when) == (status, on(5, 6))
    assert set(kestel.sources) == ({"a", "b"} if status == "visited" else {"a"})
    assert rows(merge_claims(claims))[-1][3] == "planned", "without the dateline it stays a plan"


def test_a_visit_without_a_day_was_when_its_text_was_written_there() -> None:
    claims = told(Paper("a", 6).tells(KESTEL), Paper("b", 9).tells(KESTEL), Paper("c").tells(TORM, "stays", on(2)))
    datelines = [_dateline(claims, "a", KESTEL), _dateline(claims, "b", TORM)]
    kestel = next(s for s in merge_claims(claims, datelines) if s.place == KESTEL)
    assert (kestel.when, kestel.status) == (on(5, 6), "visited")
    assert {c.cues for c in kestel.evidence} == {(), ("dateline",)}


def test_a_visit_that_a_later_text_denies_and_no_other_affirms_is_off() -> None:
    rumour, denial = Paper("a", 11), Paper("b", 15).tells(KESTEL, "stays", status="cancelled", cues=("be", "not"))
    rumour.tells(KESTEL, "stays", on(10))
    assert merge_claims(told(rumour, denial))[0].status == "cancelled"
    affirmed = Paper("c", 16).tells(KESTEL, "stays", on(10))
    assert merge_claims(told(rumour, denial, affirmed))[0].status == "visited"


def test_a_visit_stands_against_one_denial_and_falls_to_more_witnesses() -> None:
    visit, denial = Paper("a").tells(KESTEL, "stays", on(10)), Paper("b").tells(KESTEL, "stays", on(10), "cancelled")
    disputed = merge_claims(told(visit, denial))[0]
    assert disputed.status == "visited"
    assert disputed.contradictions == ("b says that it did not happen; affirmed by a",)
    again = Paper("c").tells(KESTEL, "stays", on(10), "cancelled")
    assert merge_claims(told(visit, denial, again))[0].status == "possible"


# ------------------------------------------------------------------------- dates that no text states


def test_what_is_called_off_before_a_visit_is_made_does_not_stand_against_it() -> None:
    early = [Paper(name, 3).tells(KESTEL, "arrives", status="cancelled", cues=("not",)) for name in "abc"]
    late = Paper("d", 8).tells(BRUNN, "stays", on(5)).tells(KESTEL, "arrives", on(7))
    assert rows(merge_claims(told(*early, late))) == [("Brunn", 5, 5, "visited"), ("Kestel", 7, 7, "visited")]


def test_an_undated_stop_is_bounded_by_its_neighbours_in_a_chronicle() -> None:
    stops = merge_claims(told(
        Paper("log").tells(ARDEN, "departs", on(1)).tells(BRUNN, "stays", on(3))
        .tells(TORM).tells(KESTEL, "stays", on(7))
    ))  # fmt: skip
    assert rows(stops)[2] == ("Torm", 3, 7, "visited")
    assert stops[2].bounded_by == ("between Brunn on 3 May 2031 and Kestel on 7 May 2031",)


@pytest.mark.parametrize(("after", "when"), [(7, on(1, 7)), (20, on(1))])
def test_what_did_not_happen_is_bounded_by_what_is_told_next_to_it_and_a_rumour_by_nothing(
    after: int, when: Interval
) -> None:
    stops = merge_claims(told(
        Paper("log").tells(ARDEN, "departs", on(1)).tells(BRUNN, "stays", status="possible")
        .tells(TORM, status="cancelled").tells(KESTEL, "stays", on(after))
    ))  # fmt: skip
    assert {s.place.name: s.when for s in stops if not s.on_route} == {"Torm": when, "Brunn": Interval()}


def test_a_vague_date_only_narrows() -> None:
    vague = Paper("a").tells(TORM, "stays", on(4, 10), dates=(("2031-W19", "week"),))
    exact = Paper("b").tells(TORM, "stays", on(6))
    assert rows(merge_claims(told(vague))) == [("Torm", 4, 10, "visited")]
    assert rows(merge_claims(told(vague, exact))) == [("Torm", 6, 6, "visited")]


@pytest.mark.parametrize(
    ("met", "expected"), [(on(6), (6, 6)), (until(6), (None, 6)), (Interval(day(6), None), (6, None))]
)
def test_a_meeting_dates_the_stop_where_the_same_person_was_met(
    met: Interval, expected: tuple[int | None, int | None]
) -> None:
    papers = [Paper("a").tells(TORM, whom=("Ada Klein",)), Paper("b").tells(None, "stays", met, whom=("ada klein",))]
    assert rows(merge_claims(told(*papers))) == [("Torm", *expected, "visited")]
    papers[0].tells(KESTEL, whom=("Ada Klein",))
    assert all(s.when.is_open for s in merge_claims(told(*papers))), "met twice: the meeting dates neither"


def test_leaving_a_country_bounds_its_stops_from_above() -> None:
    stops = merge_claims(told(
        Paper("a").tells(RUDAVIA, "arrives", on(3)).tells(RUDAVIA, "departs", on(9)), Paper("b").tells(TORM)
    ))  # fmt: skip
    assert rows(stops) == [("Torm", 3, 9, "visited")]
    assert stops[0].bounded_by == (
        "between the arrival in Rudavia on 3 May 2031 and the departure from Rudavia on 9 May 2031",
    )


def test_a_report_is_not_later_than_its_paper() -> None:
    stop = merge_claims(told(Paper("a", 9).tells(TORM)))[0]
    assert (stop.when, stop.bounded_by) == (until(9), ("not after 9 May 2031, when a was published",))


def test_where_one_heads_after_leaving_is_not_the_place_that_was_left() -> None:
    """ "Whether she would now go home nobody said", of the day before she was back."""
    whether = Paper("e.txt", 18).tells(ARDEN, "heads_for", status="possible")
    before = Paper("f.txt", 9).tells(ARDEN, "heads_for", status="possible")
    out, home = (s for s in merge_claims(told(*journey(), whether, before)) if s.place is ARDEN)
    assert [{c.quote.source for c in s.evidence} for s in (out, home)] == [{"a.txt", "f.txt"}, {"d.txt", "e.txt"}]


def test_a_plan_is_not_earlier_than_its_paper() -> None:
    log = Paper("log").tells(BRUNN, "stays", on(2)).tells(KESTEL, "stays", on(5))
    stops = merge_claims(told(log, Paper("a", 9).tells(TORM, "arrives", status="planned")))
    assert (stops[-1].place, stops[-1].when) == (TORM, Interval(day(9), None))
    assert stops[-1].bounded_by == ("not before 9 May 2031, when a announced it",)


def _one_sentence(text: str, *told: tuple[Place, Role, Interval], published: int | None = None) -> list[Claim]:
    """Claims that share one sentence of one document, in this order."""
    blocks = (Block(0, len(text), "body"),)
    document = Document("note", text, published=day(published) if published else None, blocks=blocks)
    quote = document.quote(0, len(text))
    return [
        Claim(
            "T", Resolution(PlaceMention(quote, where.name), where, "test", 0.9), role, "visited", quote, when, order=i
        )
        for i, (where, role, when) in enumerate(told)
    ]


def test_a_stop_has_the_days_that_its_sentence_tells() -> None:
    claims = _one_sentence(
        "Torm by way of Brunn.", (TORM, "arrives", on(5)), (BRUNN, "stays", Interval()), published=20
    )
    torm, brunn = sorted(merge_claims(claims), key=lambda s: s.place is BRUNN)
    assert (brunn.place, brunn.when) == (BRUNN, on(5))
    assert brunn.bounded_by == ("the days told in one sentence with Torm (5 May 2031, note)",)
    assert torm.bounded_by == ()


def test_what_is_told_with_a_departure_lies_on_the_way_to_the_next_stop() -> None:
    log = Paper("log").tells(BRUNN, "stays", on(2, 4)).tells(KESTEL, "stays", on(4, 9)).tells(TORM, "stays", on(12))
    sentence = _one_sentence(
        "They came from Brunn by way of Hilltop.",
        (BRUNN, "departs", Interval()), (HILLTOP, "stays", Interval()), published=10,
    )  # fmt: skip
    stops = merge_claims([*log.claims(), *sentence])
    assert rows(stops)[1] == ("Hilltop", 4, 4, "visited")
    assert stops[1].bounded_by == ("the departure from Brunn on 4 May 2031",)


def test_a_lake_that_is_named_with_the_town_on_it_is_no_stop() -> None:
    claims = _one_sentence("At Torm on Blue Lake.", (TORM, "stays", on(5)), (LAKE, "stays", on(5)))
    stops = merge_claims(claims)
    assert rows(stops) == [("Torm", 5, 5, "visited")]
    assert [(a.resolution.mention.name, a.reason) for a in leave_aside(claims, stops)] == [("Blue Lake", "container")]


def test_what_lies_far_off_the_way_is_left_aside_as_background() -> None:
    log = Paper("log").tells(BRUNN, "stays", on(4)).tells(KESTEL, "stays", on(9)).tells(OVERSEAS, "stays", on(6))
    claims = told(log.tells(TORM, "stays", on(10)).tells(LODDE, "stays", on(12)))
    assert [(a.resolution.mention.name, a.reason) for a in leave_aside(claims, merge_claims(claims))] == [
        ("Overseas", "background")
    ]


def test_coordinates_overrule_the_reading_of_the_name_beside_them() -> None:
    text = "44°00'N 10°00'W Far Island, anchored."
    stop, = merge_claims(_one_sentence(text, (SHIP_NORTH, "stays", on(5)), (FAR_ISLAND, "stays", on(5))))  # fmt: skip
    assert (stop.place, len(stop.evidence)) == (SHIP_NORTH, 2)


def test_the_stops_abroad_before_and_after_a_country_bound_what_lies_in_it() -> None:
    abroad = Paper("b").tells(ARDEN, "departs", on(3)).tells(KESTEL, "stays", on(5)).tells(OVERSEAS, "arrives", on(9))
    torm = next(s for s in merge_claims(told(Paper("a", 20).tells(TORM), abroad)) if s.place == TORM)
    assert torm.when == on(5, 9)
    assert torm.bounded_by[0].endswith("and Overseas on 9 May 2031, the next stop abroad")
    abroad.tells(KESTEL, "arrives", on(15))
    torm = next(s for s in merge_claims(told(Paper("a", 20).tells(TORM), abroad)) if s.place == TORM)
    assert "abroad" not in " ".join(torm.bounded_by), "there more than once: no bounds"


def test_an_undated_outing_has_the_days_of_the_stay_close_by_and_follows_it() -> None:
    stops = merge_claims(told(
        Paper("a", 20).tells(HILLTOP).tells(LODDE, "arrives", on(3)).tells(LODDE, "departs", on(6)),
        Paper("b").tells(ARDEN, "departs", on(1)).tells(KESTEL, "stays", on(9)),
    ))  # fmt: skip
    assert rows(stops)[1:3] == [("Lodde", 3, 6, "visited"), ("Hilltop", 3, 6, "visited")]
    assert stops[2].bounded_by == ("the stay in Lodde from 3 May 2031 to 6 May 2031",)


def test_what_looser_reports_add_to_the_days_is_said() -> None:
    stop = merge_claims(
        told(Paper("a", 10).tells(TORM, "arrives", until(9)), Paper("b").tells(TORM, "departs", on(11)))
    )[0]
    assert (stop.when, stop.bounded_by) == (on(9, 11), ("already there on 9 May 2031 according to a",))


def test_a_detour_that_is_doubted_says_why_and_keeps_its_days() -> None:
    paper = Paper("a").tells(BRUNN, "stays", on(5)).tells(OVERSEAS, "stays", on(5), dates=[("2031-05-05", "day")])
    paper.tells(TORM, "stays", on(6)).tells(KESTEL, "stays", on(9))
    stop = next(s for s in merge_claims(told(paper)) if s.place is OVERSEAS)
    assert (stop.status, stop.when) == ("possible", on(5))
    assert stop.contradictions[0].endswith(" km out of the way between Brunn on 5 May 2031 and Torm on 6 May 2031")


def test_the_days_around_a_detour_do_not_run_backwards() -> None:
    paper = Paper("a").tells(BRUNN, "arrives", on(5)).tells(BRUNN, "departs", on(7))
    paper.tells(OVERSEAS, "stays", on(6), dates=[("2031-05-06", "day")])
    paper.tells(TORM, "stays", on(6)).tells(KESTEL, "stays", on(9))
    stop = next(s for s in merge_claims(told(paper)) if s.place is OVERSEAS)
    assert stop.contradictions[0].endswith(" km out of the way between Brunn on 6 May 2031 and Torm on 6 May 2031")


def test_what_is_said_of_a_stop_uses_the_names_that_the_stops_have() -> None:
    city = place("Brunn upon Aar", 45.0, 31.0, country="XR")
    paper = Paper("a", 9).tells(city, "arrives", on(5)).tells(KESTEL)
    claims = [
        replace(c, resolution=replace(c.resolution, mention=replace(c.resolution.mention, name="Brunna")))
        if c.resolution and c.place is city
        else c
        for c in told(paper)
    ]
    kestel = next(s for s in name_as_told(merge_claims(claims)) if s.place is KESTEL)
    assert "Brunna on 5 May 2031" in " ".join(kestel.bounded_by)


def test_a_neighbour_that_only_the_context_dates_gives_way_to_a_plain_stop() -> None:
    paper = Paper("a").tells(OVERSEAS, "stays", on(5), dates=[("2031-05-05", "day")]).tells(ARDEN, "stays", on(6))
    paper.tells(BRUNN, "stays", on(8)).tells(KESTEL, "stays", on(9))
    doubtful = Paper("b").tells(ROUNDABOUT, "stays", on(4))
    stops = {s.place: s.status for s in merge_claims(told(paper, doubtful))}
    assert stops[OVERSEAS] == "visited"
    assert ROUNDABOUT not in stops


def test_on_a_tour_that_flies_far_an_arrival_is_not_out_of_the_way() -> None:
    def places(role: Role) -> set[Place]:
        paper = (
            Paper("a").tells(ARDEN, "stays", on(2)).tells(FAR_SHORE, "arrives", on(4)).tells(FAR_SHORE, "stays", on(4))
        )
        paper.tells(BRUNN, "stays", on(6)).tells(OVERSEAS, role, on(8)).tells(TORM, "stays", on(10))
        return {s.place for s in merge_claims(told(paper))}

    assert OVERSEAS in places("arrives")
    assert OVERSEAS not in places("stays")


def test_a_country_is_a_stop_when_it_is_told_of_with_a_day_or_twice() -> None:
    def places(paper: Paper) -> set[Place]:
        return {s.place for s in merge_claims(told(paper))}

    once = Paper("a").tells(ARDEN, "stays", on(4)).tells(RUDAVIA, "stays", on(9))
    assert RUDAVIA not in places(once)
    dated = Paper("a").tells(ARDEN, "stays", on(4)).tells(RUDAVIA, "stays", on(9), dates=[("2031-05-09", "day")])
    assert RUDAVIA in places(dated)
    twice = Paper("a").tells(ARDEN, "stays", on(4)).tells(RUDAVIA, "stays", on(9)).tells(RUDAVIA, "stays", on(9))
    assert RUDAVIA in places(twice)
    finer = Paper("a").tells(BRUNN, "stays", on(4)).tells(RUDAVIA, "stays", on(4), dates=[("2031-05-04", "day")])
    assert RUDAVIA not in places(finer)


def test_what_is_left_aside_has_its_reason() -> None:
    claims = told(
        Paper("a", 1).tells(TORM, "arrives", on(9), "planned").tells(FARAWAY, "arrives"),
        Paper("b", 20).tells(TORM, "arrives", on(9)).tells(RUDAVIA, "stays").tells(KESTEL, "passes", on(9))
        .tells(BRUNN, "stays", status="cancelled", cues=("be", "not")),
    )  # fmt: skip
    asides = leave_aside(claims, merge_claims(claims))
    assert {(a.resolution.mention.name, a.reason) for a in asides} == {
        ("Faraway", "earlier_trip"), ("Rudavia", "container"), ("Kestel", "passed"), ("Brunn", "background")
    }  # fmt: skip


# -------------------------------------------------------------------------------------- order


def test_stops_of_one_day_follow_the_time_of_day_and_then_the_telling() -> None:
    papers = [
        Paper("a").tells(KESTEL, "stays", on(5), dates=(("2031-05-05TEV", "time"),)).tells(LODDE, "departs", on(5)),
        Paper("b").tells(TORM, "stays", on(5), dates=(("2031-05-05T09:30", "time"),)),
    ]
    assert [s.place for s in merge_claims(told(*papers))] == [LODDE, TORM, KESTEL]
    plain = Paper("c").tells(KESTEL, "stays", on(5)).tells(LODDE, "stays", on(5))
    assert [s.place for s in merge_claims(told(plain))] == [KESTEL, LODDE]


def test_departing_and_arriving_in_one_sentence_goes_before_the_order_of_words() -> None:
    paper = Paper("a").tells(KESTEL, "arrives", on(5), text="He reached Kestel from Torm.").tells(TORM, "stays", on(5))
    claims = paper.claims()
    from_torm = Claim("T", claims[1].resolution, "departs", "visited", claims[0].quote, on(5), order=2)
    assert [s.place for s in merge_claims([claims[0], from_torm])] == [TORM, KESTEL]


def test_a_stop_that_only_the_telling_puts_elsewhere_lies_where_the_way_passes_it() -> None:
    def between(*told_between: Paper) -> list[Place]:
        way = Paper("way").tells(ARDEN, "stays", on(4)).tells(LODDE, "arrives", on(9))
        return [s.place for s in merge_claims(told(way, *told_between))[1:-1]]

    assert between(Paper("a").tells(KESTEL, "stays", on(6)).tells(BRUNN, "stays", on(6))) == [BRUNN, KESTEL]
    assert between(Paper("a").tells(KESTEL, "stays", on(5)).tells(BRUNN, "stays", on(6))) == [KESTEL, BRUNN]
    hours = Paper("a").tells(KESTEL, "stays", on(6), dates=[("2031-05-06T08:00", "time")])
    assert between(hours.tells(BRUNN, "stays", on(6), dates=[("2031-05-06T19:00", "time")])) == [KESTEL, BRUNN]


def test_nights_that_are_told_part_the_stops_between_two_days() -> None:
    story = Paper("a").tells(ARDEN, "departs", on(4)).tells(BRUNN, nights=3).tells(KESTEL, nights=2).tells(VALE)
    stops = {s.place: s for s in merge_claims(told(story.tells(TORM, "arrives", on(12))))}
    assert stops[BRUNN].when == on(4, 10)
    assert stops[KESTEL].when == on(7, 12)
    assert stops[VALE].when == on(9, 12)
    assert "3 nights in Brunn" in stops[KESTEL].bounded_by[0]
    crowded = Paper("a").tells(ARDEN, "departs", on(4)).tells(BRUNN, nights=30).tells(TORM, "arrives", on(12))
    assert {s.place: s.when for s in merge_claims(told(crowded))}[BRUNN] == on(4, 12)


def test_the_nights_after_an_arrival_bound_what_follows() -> None:
    story = Paper("a").tells(ARDEN, "arrives", on(4), nights=3).tells(KESTEL).tells(BRUNN, "arrives", on(12))
    assert {s.place: s.when for s in merge_claims(told(story))}[KESTEL] == on(7, 12)


def test_the_nights_after_the_day_of_an_arrival_do_not_count_back_from_it() -> None:
    reached = Interval(day(4), day(6))  # "in the first days of May": of the arrival
    story = Paper("a").tells(ARDEN, "departs", on(2)).tells(KESTEL)
    story.tells(BRUNN, "arrives", reached, dates=[("2031-05", "week")], nights=2)
    assert {s.place: s.when for s in merge_claims(told(story))}[KESTEL] == on(2, 6)


def test_the_week_of_a_post_is_said_to_be_that() -> None:
    stop = merge_claims(told(Paper("blog", 20).tells(BRUNN, "stays", on(14, 20), cues=["title"])))[0]
    assert stop.bounded_by == ("some time in the week up to the day of blog",)


def test_a_post_that_catches_up_tells_of_the_days_before_the_last_post() -> None:
    since = Interval(day(9), None)
    last = Paper("last", published=9).tells(BRUNN, "arrives", on(9))
    first = Paper("first", published=3).tells(ARDEN, "departs", on(3))
    story = Paper("story", published=12).tells(KESTEL, "arrives", since).tells(TORM, "arrives", since)
    home = place("Homestead", 41.0, 21.0)
    caught_up = merge_claims(told(first, last, story.tells(BRUNN, "arrives", since).tells(home, "arrives", since)))
    when = {s.place: s.when for s in caught_up}
    assert when[KESTEL] == when[TORM] == on(3, 9)
    assert when[home].first == day(9)
    onward = Paper("onward", published=12).tells(KESTEL, "arrives", since).tells(TORM, "arrives", since)
    assert {s.place: s.when for s in merge_claims(told(first, last, onward))}[KESTEL].first == day(9)


def test_stops_of_one_area_keep_the_order_in_which_they_are_told() -> None:
    start, first, second, end = (place(f"Town {n}", 45 + n / 10, 31.0, country="XR") for n in (0, 2, 1, 3))
    way = Paper("way").tells(start, "stays", on(4)).tells(end, "arrives", on(9))
    told_between = Paper("a").tells(first, "stays", on(6)).tells(second, "stays", on(6))
    assert [s.place for s in merge_claims(told(way, told_between))] == [start, first, second, end]  # 22 km saved


# --------------------------------------------------------------------------------------- legs


def test_legs_join_the_route_and_tell_their_mode() -> None:
    stops = merge_claims(told(*journey()))
    legs = join_stops(stops)
    route = [i for i, s in enumerate(stops) if s.on_route]
    assert [(leg.start, leg.end) for leg in legs] == list(itertools.pairwise(route))
    assert [leg.mode for leg in legs] == ["train", "unknown", "unknown", "train", "unknown"]
    assert legs[0].mode_quote is not None
    assert legs[0].mode_quote.source == "a.txt"
    assert all(leg.warning is None for leg in legs)


def test_a_departure_tells_the_mode_of_the_leg_to_where_it_led() -> None:
    suburb = place("Ardenside", 40.6, 20.6, country="XH")
    start, end = (claim for claim in told(
        Paper("a").tells(ARDEN, "departs", on(5), mode="train").tells(KESTEL, "arrives", on(5), mode="train")
    ))  # fmt: skip
    inserted, = told(Paper("b").tells(suburb, "stays", on(5)))  # fmt: skip
    stops = [Stop(c.place, "visited", (c,), c.when) for c in (start, inserted, end) if c.place]
    assert [leg.mode for leg in join_stops(stops)] == ["train", "train"]
    document = start.quote.document
    same = document.quote(0, len(document.text))
    stops = [replace(s, evidence=(replace(s.evidence[0], quote=same),)) if s.place is not suburb else s for s in stops]
    assert [leg.mode for leg in join_stops(stops)] == ["unknown", "train"]


def test_nobody_flies_to_the_next_town() -> None:
    suburb = place("Ardenside", 40.1, 20.1, country="XH")
    for mode, kept in (("plane", "unknown"), ("road", "road")):
        paper = Paper("a").tells(ARDEN, "departs", on(5), mode=mode).tells(suburb, "arrives", on(5), mode=mode)
        (leg,) = join_stops(merge_claims(told(paper)))
        assert leg.mode == kept


def test_nobody_walks_across_a_sea() -> None:
    paper = Paper("a").tells(ARDEN, "departs", on(5)).tells(FARAWAY, "arrives", on(20), mode="foot")
    (leg,) = join_stops(merge_claims(told(paper)))
    assert leg.mode == "unknown"


def test_an_impossible_jump_is_flagged() -> None:
    paper = Paper("a").tells(ARDEN, "departs", on(5), mode="bicycle").tells(FARAWAY, "arrives", on(6), mode="bicycle")
    leg, = join_stops(merge_claims(told(paper)))  # fmt: skip
    assert leg.speed_km_h == pytest.approx(leg.geodesic_km / 48, rel=0.02)
    assert (
        leg.warning
        == f"{round(leg.geodesic_km)} km within 2 days needs {round(leg.speed_km_h or 0)} km/h, too fast by bicycle"
    )


# --------------------------------------------------------------------------------- properties

PLACES = [ARDEN, BRUNN, VALE, KESTEL, TORM, XERN, LODDE, LODDE_STATION, MUSEUM, HILLTOP, RUDAVIA, MARCH_DISTRICT, RIVER]
INTERVALS = [Interval(), *(on(n) for n in (2, 4, 5, 9)), on(3, 6), until(7), Interval(day(4), None)]
TOLD = st.tuples(
    st.sampled_from(PLACES),
    st.sampled_from(["departs", "arrives", "stays", "crosses", "passes", "heads_for"]),
    st.sampled_from(INTERVALS),
    st.sampled_from(["visited", "visited", "visited", "planned", "possible", "cancelled"]),
)


@settings(max_examples=200)
@given(st.lists(st.lists(TOLD, min_size=1, max_size=7), max_size=4), st.randoms(use_true_random=False))
def test_any_claims_make_a_trip(documents: list[list[tuple[Place, Role, Interval, Status]]], random: object) -> None:
    papers = []
    for number, told_here in enumerate(documents):
        paper = Paper(f"{number}.txt", published=number * 4 or None)
        for where, role, when, status in told_here:
            paper.tells(where, role, when, status)
        papers.append(paper)
    claims = told(*papers)
    stops = merge_claims(claims)
    used = [id(c) for s in stops for c in s.evidence]
    asides = leave_aside(claims, stops)
    assert len(used) == len(set(used))
    assert len(used) + len(asides) == len(claims)
    legs = join_stops(stops)
    assert len(legs) == max(0, sum(s.on_route for s in stops) - 1)
    texts = {id(c.quote.document): c.quote.document for c in claims}
    Trip("t", "T", tuple(texts.values()), stops, legs)
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge_claims(shuffled) == stops
    days = [s.when for s in stops if s.status == "visited"]
    for earlier, later in itertools.combinations(days, 2):
        assert not (later.last and earlier.first and later.last < earlier.first), "a stop before its time"


def test_camps_a_day_apart_are_two_places_and_a_ship_that_drifts_is_at_one() -> None:
    camp = place("45.742 16.514", 45.742, 16.514, "position", None)
    places = {p.id: p for p in (camp, place("45.687 16.664", 45.687, 16.680, "position", None), SHIP_NORTH, SHIP_SOUTH)}
    hosts = stand_ins(places, {})
    assert hosts[camp.id] is camp
    assert len({hosts[i].id for i in places}) == 3


def test_an_island_and_the_district_of_its_name_are_one_stop() -> None:
    island = place("Sorn", 46.0, 30.0, "island")
    district = replace(place("Sorn", 46.05, 30.0, "region", radius_km=3.0), id="test:Sorn district")
    stops = merge_claims(
        told(
            Paper("a", 3).tells(ARDEN, "departs", on(3)).tells(island, "stays", on(3), "planned"),
            Paper("b", 5).tells(district, "stays", on(4)).tells(BRUNN, "arrives", on(4)),
        )
    )
    assert [s.place.name for s in stops] == ["Arden", "Sorn", "Brunn"]


def test_the_days_of_a_round_only_bound_its_stops() -> None:
    text = "They were in Brunn, Kestel and Torm from 2 to 9 May."
    round_ = _one_sentence(text, *((where, "stays", on(2, 9)) for where in (BRUNN, KESTEL, TORM)), published=20)
    log = Paper("log").tells(BRUNN, "stays", on(3)).tells(KESTEL, "stays", on(6)).tells(TORM, "stays", on(8))
    assert rows(merge_claims([*round_, *log.claims()])) == [
        ("Brunn", 3, 3, "visited"), ("Kestel", 6, 6, "visited"), ("Torm", 8, 8, "visited"),
    ]  # fmt: skip
    alone = _one_sentence("They were in Brunn from 2 to 9 May.", (BRUNN, "stays", on(2, 9)), published=20)
    assert rows(merge_claims([*alone, *Paper("log").tells(BRUNN, "stays", on(3)).claims()])) == [
        ("Brunn", 2, 9, "visited")
    ]


def test_days_that_open_an_entry_are_those_of_its_stay() -> None:
    text = "2 to 5 May: Brunn, with Kestel."
    claims = _one_sentence(text, (BRUNN, "stays", on(2, 5)), (KESTEL, "stays", on(2, 5)), published=20)
    document = claims[0].quote.document
    head = DateMention(document.quote(0, 10), "DATE", "2031-05-02/2031-05-05", on(2, 5), "day", "range")
    stops = merge_claims([replace(claim, dates=(head,)) for claim in claims])
    assert stops[0].when == on(2, 5)


def test_a_row_that_names_a_place_beside_its_position_is_one_stop() -> None:
    spot = place("12 03 S 077 20 W", BRUNN.lat + 0.24, BRUNN.lon, "position", None)
    row = _one_sentence("12 03 S 077 20 W, Brunn. Anchored.", (spot, "stays", on(5)), (BRUNN, "stays", on(5)))
    assert rows(merge_claims(row)) == [("Brunn", 5, 5, "visited")]
    apart = Paper("log").tells(spot, "stays", on(5)).tells(BRUNN, "stays", on(8))
    assert len(merge_claims(told(apart))) == 2


def test_a_camp_far_from_the_place_that_its_sentence_names_is_a_stop_of_its_own() -> None:
    camp = place("47.2 101.3", BRUNN.lat + 0.5, BRUNN.lon, "position", None)
    line = _one_sentence("Camped at 47.2 101.3, out of Brunn.", (camp, "stays", on(5)), (BRUNN, "stays", on(5)))
    assert len(merge_claims(line)) == 2
