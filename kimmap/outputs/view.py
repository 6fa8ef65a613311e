"""What the page shows of a trip, in the reader's words: the same for its list, its map and its popups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kimmap.model import Aside, DistanceClaim, Document, Interval, Leg, Place, Quote, Status, Stop, Trip
from kimmap.outputs import words
from kimmap.outputs.basemap import country_name
from kimmap.outputs.geometry import Point, unwrapped

SAME_SPOT_DEG = 0.002
"""Visits this close to each other are one mark on the map."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quotation in its sentence: ``before`` + ``text`` + ``after``; ``text`` is what counts."""

    before: str
    text: str
    after: str
    source: str
    byline: str
    url: str | None


@dataclass(frozen=True, slots=True)
class LegView:
    to: str
    length: str
    mode: str
    mode_quote: QuoteView | None
    warning: str | None


@dataclass(frozen=True, slots=True)
class StopView:
    number: int
    place: str
    where: str
    dates: str
    short_dates: str
    detail: str
    status: Status
    status_words: str
    known_by: tuple[str, ...]
    contradictions: tuple[str, ...]
    witnesses: str
    quotes: tuple[QuoteView, ...]
    way_on: LegView | None


@dataclass(frozen=True, slots=True)
class DistanceView:
    ends: str
    claimed: str
    geodesic: str | None
    verdict: str
    explanation: str
    quote: QuoteView


@dataclass(frozen=True, slots=True)
class AsideView:
    place: str
    reason: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    name: str
    title: str | None
    byline: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The visits at one spot, drawn as one mark: indices into the trip's stops, longitude unwrapped."""

    lat: float
    lon: float
    stops: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TripView:
    title: str
    finding: str
    stops: tuple[StopView, ...]
    distances: tuple[DistanceView, ...]
    asides: tuple[AsideView, ...]
    sources: tuple[SourceView, ...]
    symbols: tuple[str, ...]
    """Which symbols the map uses, hence the legend explains."""


def describe(trip: Trip) -> TripView:
    """The trip in words, ready for a template."""
    one_year = len(set(_years(trip.stops))) == 1
    way_on = {leg.start: _leg(leg, trip) for leg in trip.legs}
    return TripView(
        title=trip.title,
        finding=_finding(trip),
        stops=tuple(_stop(i, stop, way_on.get(i), one_year) for i, stop in enumerate(trip.stops)),
        distances=tuple(map(_distance, trip.distance_claims)),
        asides=_asides(trip.asides),
        sources=tuple(SourceView(d.name, d.title, _byline(d), safe_url(d.url)) for d in trip.documents),
        symbols=_symbols(trip),
    )


def groups(stops: Sequence[Stop]) -> tuple[Group, ...]:
    """The marks of the map, in order of first visit; longitudes run on over 180° from stop to stop."""
    found: list[Group] = []
    for i, (lon, lat) in enumerate(stop_points(stops)):
        for n, group in enumerate(found):
            if abs(group.lat - lat) < SAME_SPOT_DEG and abs(group.lon - lon) < SAME_SPOT_DEG:
                found[n] = Group(group.lat, group.lon, (*group.stops, i))
                break
        else:
            found.append(Group(lat, lon, (i,)))
    return tuple(found)


def stop_points(stops: Sequence[Stop]) -> list[Point]:
    """(longitude, latitude) of each stop, without jumps at 180° and centred on the usual world."""
    route = [(s.place.lon, s.place.lat) for s in stops if s.on_route]
    on_route = iter(unwrapped(route))
    points: list[Point] = []
    beside = route[0] if route else None
    for stop in stops:
        if stop.on_route:
            beside = next(on_route)
            points.append(beside)
        else:
            here = (stop.place.lon, stop.place.lat)
            points.append(unwrapped([beside or here, here])[-1])
            beside = beside or here
    if not points:
        return []
    middle = (min(p[0] for p in points) + max(p[0] for p in points)) / 2
    turn = -360 * round(middle / 360)
    return [(lon + turn, lat) for lon, lat in points]


def safe_url(url: str | None) -> str | None:
    """The address if it is a plain web address; other schemes could run something."""
    if url is None or any(ord(c) <= 32 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _years(stops: Sequence[Stop]) -> list[int]:
    return [d.year for s in stops for d in (s.when.first, s.when.last) if d]


def _finding(trip: Trip) -> str:
    """``Jane Roe · 10–19 Sep 2023 · 6 stops, 1 unconfirmed · at least 3,310 km in straight lines``."""
    sure = [s for s in trip.stops if s.status == "visited"]
    days = [d for s in sure or trip.stops for d in (s.when.first, s.when.last) if d]
    parts = [trip.traveller]
    if days:
        parts.append(words.days(Interval(min(days), max(days))))
    counts = [words.count(len(sure), "stop")] if sure else []
    for status, name in (("planned", "planned"), ("possible", "possible"), ("cancelled", "called off")):
        if number := sum(s.status == status for s in trip.stops):
            counts.append(f"{number} {name}")
    parts.append(", ".join(counts))
    done = [leg for leg in trip.legs if all(trip.stops[i].status == "visited" for i in (leg.start, leg.end))]
    if done:
        parts.append(f"at least {words.km(sum(leg.geodesic_km for leg in done))} (straight lines)")
    return " · ".join(parts)


def _stop(index: int, stop: Stop, way_on: LegView | None, one_year: bool) -> StopView:
    dates = words.stop_dates(stop)
    return StopView(
        number=index + 1,
        place=stop.place.name,
        where=_where(stop.place),
        dates=dates,
        short_dates="" if stop.when.is_open else words.days(stop.when, year=not one_year),
        detail=words.arrival_and_departure(stop),
        status=stop.status,
        status_words=words.STATUS[stop.status],
        known_by=stop.bounded_by,
        contradictions=stop.contradictions,
        witnesses=words.witnesses(stop),
        quotes=_quotes(claim.quote for claim in stop.evidence),
        way_on=way_on,
    )


def _where(place: Place) -> str:
    """Kind where it is not a town, region, country: ``spaceport, Amur Oblast, Russia``."""
    countries = [country_name(c) for c in place.countries] or [country_name(place.country)]
    parts = [] if place.kind == "city" else [words.kind(place.kind)]
    parts += [place.region] if place.region and place.region != place.name else []
    parts += [" / ".join(c for c in countries if c)] if place.kind != "country" else []
    return ", ".join(part for part in parts if part)


def _leg(leg: Leg, trip: Trip) -> LegView:
    quote = _quote(leg.mode_quote) if leg.mode_quote else None
    return LegView(
        to=trip.stops[leg.end].place.name,
        length=words.km(leg.geodesic_km),
        mode=words.leg_mode(leg),
        mode_quote=quote,
        warning=leg.warning,
    )


def _distance(claim: DistanceClaim) -> DistanceView:
    start = claim.from_place.name if claim.from_place else claim.from_name
    end = claim.to_place.name if claim.to_place else claim.to_name
    return DistanceView(
        ends=f"{start} – {end}",
        claimed=words.km(claim.claimed_km),
        geodesic=words.km(claim.geodesic_km) if claim.geodesic_km is not None else None,
        verdict=words.VERDICT[claim.verdict],
        explanation=claim.explanation,
        quote=_quote(claim.quote),
    )


def _asides(asides: Sequence[Aside]) -> tuple[AsideView, ...]:
    """Grouped by place and reason, in order of first mention."""
    grouped: dict[tuple[str, str], list[Quote]] = {}
    for aside in asides:
        place = aside.resolution.place
        name = place.name if place else aside.resolution.mention.name
        grouped.setdefault((name, words.REASON[aside.reason]), []).append(aside.quote.whole_sentence())
    return tuple(AsideView(name, reason, _quotes(quotes)) for (name, reason), quotes in grouped.items())


def _quotes(quotes: Any) -> tuple[QuoteView, ...]:
    """Each once, however many claims rest on it."""
    return tuple(dict.fromkeys(_quote(q) for q in quotes))


def _quote(quote: Quote) -> QuoteView:
    text = quote.document.text
    return QuoteView(
        before=text[quote.sentence_start : quote.start],
        text=quote.text,
        after=text[quote.end : quote.sentence_end],
        source=quote.source,
        byline=_byline(quote.document),
        url=safe_url(quote.document.url),
    )


def _byline(document: Document) -> str:
    """``Publisher, 19 Sep 2023``; the file's name where the publisher is not known."""
    published = words.day(document.published) if document.published else "undated"
    return f"{document.publisher or document.name}, {published}"


def _symbols(trip: Trip) -> tuple[str, ...]:
    statuses = [s.status for s in trip.stops]
    used: list[str] = [s for s in ("visited", "planned", "possible", "cancelled") if s in statuses]
    if any(len(g.stops) > 1 for g in groups(trip.stops)):
        used.append("again")
    sure = [all(trip.stops[i].status == "visited" for i in (leg.start, leg.end)) for leg in trip.legs]
    used += ["leg"] if any(sure) else []
    used += ["leg-planned"] if not all(sure) else []
    return tuple(used)
