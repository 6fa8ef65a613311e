"""Hand-built trips that the tests of the outputs draw."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from urllib.parse import quote_plus

from kimmap.geodesy import geodesic_km
from kimmap.model import (
    Aside,
    Block,
    Claim,
    DistanceClaim,
    Document,
    Interval,
    Leg,
    Place,
    PlaceKind,
    PlaceMention,
    Quote,
    Resolution,
    SharedPassage,
    Status,
    Stop,
    Trip,
)

__all__ = [
    "disputed_trip", "every_field_trip", "far_east_trip", "long_trip", "make_place", "make_trip", "modes_trip",
    "near_trip", "one_country_trip", "pacific_trip", "stock_leaflet",
]  # fmt: skip

TRAVELLER = "Ada Vinter"


def stock_leaflet(name: str) -> str:
    """A file of the whole Leaflet, as folium's maps load it, without what a browser would fetch for it."""
    text = (files("xstatic.pkg.leaflet") / "data" / name).read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=.*|url\([^)]*\)", "", text)


def make_place(name: str, lat: float, lon: float, country: str | None = None, kind: PlaceKind = "city") -> Place:
    return Place(id=f"test:{name}", name=name, kind=kind, lat=lat, lon=lon, country=country)


def september(first: int, last: int | None = None) -> Interval:
    return Interval(dt.date(2023, 9, first), dt.date(2023, 9, last or first))


def quote_of(document: Document, text: str) -> Quote:
    start = document.text.index(text)
    return document.quote(start, start + len(text))


def resolved(quote: Quote, place: Place | None) -> Resolution:
    """A mention of the place inside the quotation: its name where that stands there, else all of it."""
    name = place.name if place else "Nowhere"
    at = quote.text.find(name)
    start = quote.start + at
    named = quote.document.quote(start, start + len(name)) if at >= 0 else quote
    return Resolution(PlaceMention(named, name), place, "its only reading")


def make_trip(
    rows: Sequence[tuple[Place, Status, Interval]],
    *,
    title: str | None = None,
    publisher: str | None = "The Harbour Post",
    sentence: str = "{traveller} was in {place} ({number}).",
) -> Trip:
    """A trip whose every stop is told by one sentence of one document."""
    sentences = [
        sentence.replace("{traveller}", TRAVELLER).replace("{place}", place.name).replace("{number}", str(i))
        for i, (place, _, _) in enumerate(rows, start=1)
    ]
    text = "\n".join(sentences)
    document = Document(
        name="post.txt",
        text=text,
        publisher=publisher,
        published=dt.date(2023, 9, 20),
        blocks=(Block(0, len(text), "body"),),
    )
    stops, start = [], 0
    for (place, status, when), told in zip(rows, sentences, strict=True):
        quote = document.quote(start, start + len(told))
        start += len(told) + 1
        claim = Claim(TRAVELLER, resolved(quote, place), "stays", status, quote, when)
        stops.append(Stop(place, status, (claim,), when))
    return Trip(
        title=title if title is not None else f"{TRAVELLER}: the trip",
        traveller=TRAVELLER,
        documents=(document,),
        stops=tuple(stops),
        legs=route_legs(stops),
    )


def route_legs(stops: Sequence[Stop]) -> tuple[Leg, ...]:
    route = [i for i, stop in enumerate(stops) if stop.on_route]
    return tuple(Leg(a, b, geodesic_km(stops[a].place.point, stops[b].place.point)) for a, b in pairwise(route))


PYONGYANG = make_place("Pyongyang", 39.03, 125.75, "KP")
VOSTOCHNY = Place("test:v", "Vostochny Cosmodrome", "spaceport", 51.88, 128.33, "RU", ("RU",), "Amur Oblast")
KHASAN = Place("test:k", "Khasan", "border_crossing", 42.43, 130.65, "RU", ("RU", "KP"), "Primorye")
ARTYOM = Place("test:a", "Artyom", "city", 43.36, 132.19, "RU", ("RU",), "Primorye")


def far_east_trip() -> Trip:
    """Seven stops, one of them unconfirmed, in two sources that share one sentence."""
    shared = "Vinter stayed at the cosmodrome until Friday, the agency said."
    daily = Document(
        name="daily.txt",
        text=(
            "Ada Vinter left Pyongyang by train on Sunday. She may also see Vladivostok, officials said.\n"
            f"{shared} On September 15 she toured a factory in Komsomolsk-on-Amur.\n"
            "Artyom is 254 kilometres from Khasan. Moscow said nothing."
        ),
        url="https://daily.example/vinter",
        title="Vinter goes east",
        publisher="The Daily Example",
        published=dt.date(2023, 9, 18),
    )
    wire = Document(
        name="wire.txt",
        text=(
            f"{shared} Her train reached Artyom on September 17. It crossed the border at Khasan on Monday.\n"
            "Vinter arrived back in Pyongyang on Tuesday night."
        ),
        title="Vinter is home",
        publisher="Example Wire",
        published=dt.date(2023, 9, 19),
    )
    daily, wire = (
        Document(
            name=d.name,
            text=d.text,
            url=d.url,
            title=d.title,
            publisher=d.publisher,
            published=d.published,
            blocks=(Block(0, len(d.text), "body"),),
            shared=(SharedPassage(d.text.index(shared), d.text.index(shared) + len(shared), "agency-1"),),
        )
        for d in (daily, wire)
    )

    def told(document: Document, text: str, place: Place, status: Status, when: Interval) -> Claim:
        quote = quote_of(document, text)
        return Claim(TRAVELLER, resolved(quote, place), "stays", status, quote, when)

    def stop(place: Place, status: Status, when: Interval, *texts: tuple[Document, str], **more: object) -> Stop:
        return Stop(place, status, tuple(told(d, t, place, status, when) for d, t in texts), when, **more)  # type: ignore[arg-type]

    vladivostok = make_place("Vladivostok", 43.11, 131.87, "RU")
    factory = "On September 15 she toured a factory in Komsomolsk-on-Amur."
    komsomolsk = make_place("Komsomolsk-on-Amur", 50.55, 137.01, "RU")
    stops = (
        stop(PYONGYANG, "visited", september(10), (daily, "Ada Vinter left Pyongyang by train on Sunday.")),
        stop(vladivostok, "possible", Interval(), (daily, "She may also see Vladivostok, officials said.")),
        stop(
            VOSTOCHNY,
            "visited",
            september(12, 15),
            (daily, shared),
            (wire, shared),
            arrival=september(12, 13),
            departure=september(15),
            bounded_by=("after leaving Pyongyang on 10 Sep, before Komsomolsk-on-Amur on 15 Sep",),
            contradictions=("one source has 13 Sep, one 14 Sep",),
        ),
        stop(komsomolsk, "visited", september(15), (daily, factory)),
        stop(ARTYOM, "visited", september(17), (wire, "Her train reached Artyom on September 17.")),
        stop(KHASAN, "visited", september(18), (wire, "It crossed the border at Khasan on Monday.")),
        stop(PYONGYANG, "visited", september(19), (wire, "Vinter arrived back in Pyongyang on Tuesday night.")),
    )
    legs = list(route_legs(stops))
    legs[0] = Leg(0, 2, legs[0].geodesic_km, "train", quote_of(daily, "left Pyongyang by train"))
    claimed = quote_of(daily, "Artyom is 254 kilometres from Khasan.")
    straight = geodesic_km(ARTYOM.point, KHASAN.point)
    moscow = quote_of(daily, "Moscow said nothing.")
    return Trip(
        title="Ada Vinter in the Far East, September 2023",
        traveller=TRAVELLER,
        documents=(daily, wire),
        stops=stops,
        legs=tuple(legs),
        asides=(Aside(resolved(moscow, make_place("Moscow", 55.75, 37.62, "RU")), "metonym", moscow, ("said",)),),
        distance_claims=(
            DistanceClaim(
                claimed, "Artyom", "Khasan", 254.0, "network", "1.6 times the straight line.", ARTYOM, KHASAN,
                geodesic_km=straight, ratio=254 / straight,
            ),
        ),
    )  # fmt: skip


def pacific_trip() -> Trip:
    """Over the antimeridian and back."""
    return make_trip(
        [
            (make_place("Tokyo", 35.69, 139.69, "JP"), "visited", september(1)),
            (make_place("Honolulu", 21.31, -157.86, "US"), "visited", september(4, 6)),
            (make_place("Suva", -18.14, 178.44, "FJ"), "visited", september(9)),
            (make_place("Auckland", -36.85, 174.76, "NZ"), "planned", september(12)),
        ],
        title="Across the Pacific",
    )


def near_trip() -> Trip:
    """Two stops 8 km apart, and one more in the same region."""
    return make_trip(
        [
            (make_place("Sassnitz", 54.516, 13.643, "DE"), "visited", september(2)),
            (make_place("Lohme", 54.583, 13.608, "DE"), "visited", september(3)),
            (make_place("Stralsund", 54.309, 13.082, "DE"), "cancelled", september(5)),
        ],
        title="On Rügen",
    )


def one_country_trip() -> Trip:
    return make_trip(
        [
            (make_place("Lisbon", 38.72, -9.13, "PT"), "visited", september(1)),
            (make_place("Évora", 38.57, -7.91, "PT"), "visited", september(2)),
            (make_place("Coimbra", 40.21, -8.42, "PT"), "visited", Interval()),
            (make_place("Porto", 41.15, -8.61, "PT"), "visited", september(5, 7)),
            (make_place("Lisbon", 38.72, -9.13, "PT"), "visited", september(9)),
        ],
        title="Through Portugal",
    )


def disputed_trip() -> Trip:
    """Three papers on one arrival, of which one has another day."""
    days = {"morning.txt": 12, "noon.txt": 12, "evening.txt": 14}
    papers = []
    for name, day in days.items():
        text = f"Vinter reached Tver on September {day}."
        papers.append(Document(name=name, text=text, publisher=name.removesuffix(".txt").title()))
    tver = make_place("Tver", 56.86, 35.9, "RU")
    claims = tuple(
        Claim(TRAVELLER, resolved(d.quote(0, len(d.text)), tver), "arrives", "visited", d.quote(0, len(d.text)),
              september(days[d.name]))
        for d in papers
    )  # fmt: skip
    klin = make_place("Klin", 56.33, 36.73, "RU")
    on = Claim(TRAVELLER, resolved(claims[0].quote, klin), "stays", "visited", claims[0].quote, september(16))
    stops = (
        Stop(tver, "visited", claims, september(12, 14), contradictions=("arrived on 12 Sep; arrived on 14 Sep",)),
        Stop(klin, "visited", (on,), september(16)),
    )
    return Trip("Disputed", TRAVELLER, tuple(papers), stops, route_legs(stops))


def modes_trip() -> Trip:
    """A leg by each means of transport, the last of them planned, to a place that is a whole region."""
    region = Place("test:region", "Lapland", "region", 68.0, 24.0, None, ("FI", "SE", "NO"), radius_km=250.0)
    rows: list[tuple[Place, Status, Interval]] = [
        (make_place("Copenhagen", 55.68, 12.57, "DK"), "visited", september(1)),
        (make_place("Gothenburg", 57.71, 11.97, "SE"), "visited", september(2)),
        (make_place("Oslo", 59.91, 10.75, "NO"), "visited", september(3)),
        (make_place("Stockholm", 59.33, 18.06, "SE"), "visited", september(5)),
        (make_place("Turku", 60.45, 22.27, "FI"), "visited", september(6)),
        (make_place("Tampere", 61.5, 23.76, "FI"), "visited", september(8)),
        (region, "planned", september(12)),
    ]
    trip = make_trip(rows, title="By all means")
    modes = ("ship", "train", "plane", "ship", "bicycle", "road")
    legs = tuple(replace(leg, mode=mode) for leg, mode in zip(trip.legs, modes, strict=True))
    return replace(trip, legs=legs)


LOG = (
    "On leg {number} {traveller} reached {place} towards evening, as the log of the party has it, and stayed there for "
    "the night before going on at first light with two mules and a guide from the village."
)


def long_trip(stops: int) -> Trip:
    """A trip of many stops over the globe, each told by a sentence of one long document."""
    rows: list[tuple[Place, Status, Interval]] = []
    for i in range(stops):
        lat, lon = 55 * math.sin(0.71 * i) + 5, 80 * math.sin(0.113 * i) + 80 * math.cos(0.0071 * i + 1)
        day = dt.date(2000, 1, 1) + dt.timedelta(days=i // 20)
        rows.append((make_place(f"Place {i + 1}", round(lat, 3), round(lon, 3)), "visited", Interval(day, day)))
    return make_trip(rows, title="A long trip", sentence=LOG)


def every_field_trip(text: str) -> Trip:
    """A trip whose every field of text holds ``text``."""
    told = f"He said {text} in {text} on Monday"
    document = Document(
        name=f"{text}.txt", text=f"{told}. {told} again.", url="https://example.org/?q=" + quote_plus(text), title=text,
        publisher=text, author=text, published=dt.date(2023, 9, 20),
    )  # fmt: skip
    first = document.quote(0, len(told), (0, len(told) + 1))
    second = document.quote(len(told) + 2, len(document.text))
    places = [
        Place(f"test:{i}", text, "river", lat, 10.0 + i, "NG", ("NG",), text, text, radius_km=60.0)
        for i, lat in enumerate((10.0, 12.0))
    ]
    claims = [
        Claim(text, resolved(q, place), "stays", "visited", q, september(1 + i), cues=(text,) if text.strip() else ())
        for i, (q, place) in enumerate(zip((first, second), places, strict=True))
    ]
    stops = tuple(
        Stop(place, "visited", (c,), c.when, bounded_by=(text,), contradictions=(text,), confidence_reasons=(text,))
        for c, place in zip(claims, places, strict=True)
    )
    (leg,) = route_legs(stops)
    distance = DistanceClaim(second, text, text, 300.0, "network", text, *places, geodesic_km=222.0, ratio=1.35)
    return Trip(
        title=text, traveller=text, documents=(document,), stops=stops,
        legs=(replace(leg, mode="train", mode_quote=second, warning=text),),
        asides=(Aside(resolved(second, places[0]), "background", second, (text,)),), distance_claims=(distance,),
    )  # fmt: skip
