"""What the page shows of a trip, in the reader's words: the same for its list, its map and its popups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kimmap.model import Aside, Claim, DistanceClaim, Document, Interval, Leg, Mode, Place, Quote, Status, Stop, Trip
from kimmap.outputs import words
from kimmap.outputs.basemap import country_name
from kimmap.outputs.geometry import Point, unwrapped
from kimmap.outputs.texts import Texts, load_texts
from kimmap.outputs.words import ENGLISH

SAME_SPOT_DEG = 0.002
"""Visits this close to each other are one mark on the map."""
MOST_TURN_DEG = 720.0
"""Routes that run on for longer than two rounds of the globe are drawn on one world after all."""
MOST_ASIDES = 2
"""Quotations for one place that was mentioned for one reason."""
EXCERPT = 80
"""Characters around what such a quotation is about."""
VAGUE_KM = 25.0
"""Areas that reach this far are drawn with their extent: a crisp mark would claim too much."""
UNSURE: tuple[Status, ...] = ("planned", "possible", "cancelled")


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A sentence of a source: ``parts`` in turn as they are and marked, for the words that count."""

    parts: tuple[str, ...]
    source: str
    byline: str
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class LegView:
    said: str
    """``to Lima: 879 km straight line, by train``"""
    mode: Mode
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
    """How many independent sources agree, and who does not."""
    quotes: tuple[QuoteView, ...]
    way_on: LegView | None
    day: int | None
    """The first day on which it may be shown, as a proleptic ordinal: its own, or of the stop before."""
    reach_km: float | None
    """How far the place extends, where that matters on a map."""


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
    lang: str
    title: str
    headline: str
    """The finding as a sentence: who, how many stops, in how many days, how far."""
    finding: str
    """The same and the span as one line that stands alone."""
    standfirst: tuple[str, ...]
    """Span, what is not counted, sources, date of the latest of them."""
    as_of: str | None
    stops: tuple[StopView, ...]
    distances: tuple[DistanceView, ...]
    asides: tuple[AsideView, ...]
    sources: tuple[SourceView, ...]
    symbols: tuple[str, ...]
    """Which symbols the map uses, hence the legend explains."""
    modes: tuple[Mode, ...]
    counts: dict[Status, int]


def describe(trip: Trip, lang: str = "en") -> TripView:
    """The trip in words, ready for a template; raises WrongSettings for a language without texts."""
    t = load_texts(lang)
    one_year = len(set(_years(trip.stops))) == 1
    way_on = {leg.start: _leg(leg, trip, t) for leg in trip.legs}
    days = show_days(trip.stops)
    told = {stop.place.id: stop.place.name for stop in trip.stops}
    as_of = max((d.published for d in trip.documents if d.published), default=None)
    return TripView(
        lang=lang,
        title=trip.title,
        headline=_headline(trip, t),
        finding=_finding(trip, t),
        standfirst=_standfirst(trip, t),
        as_of=words.day(as_of, t) if as_of else None,
        stops=tuple(_stop(i, stop, way_on.get(i), one_year, days[i], t) for i, stop in enumerate(trip.stops)),
        distances=tuple(_distance(claim, told, t) for claim in trip.distance_claims),
        asides=_asides(trip.asides, t),
        sources=tuple(SourceView(d.name, d.title, _byline(d, t), safe_url(d.url)) for d in trip.documents),
        symbols=_symbols(trip),
        modes=tuple(dict.fromkeys(leg.mode for leg in trip.legs if leg.mode != "unknown")),
        counts={s: n for s in ("visited", *UNSURE) if (n := sum(stop.status == s for stop in trip.stops))},
    )


def groups(stops: Sequence[Stop]) -> tuple[Group, ...]:
    """The marks of the map, in order of first visit; longitudes run on over 180° from stop to stop."""
    found: list[Group] = []
    cells: dict[tuple[int, int], list[int]] = {}
    for i, (lon, lat) in enumerate(stop_points(stops)):
        cell = (int(lat // SAME_SPOT_DEG), int(lon // SAME_SPOT_DEG))
        near = sorted(n for y in (-1, 0, 1) for x in (-1, 0, 1) for n in cells.get((cell[0] + y, cell[1] + x), ()))
        for n in near:
            group = found[n]
            if abs(group.lat - lat) < SAME_SPOT_DEG and abs(group.lon - lon) < SAME_SPOT_DEG:
                found[n] = Group(group.lat, group.lon, (*group.stops, i))
                break
        else:
            cells.setdefault(cell, []).append(len(found))
            found.append(Group(lat, lon, (i,)))
    return tuple(found)


def show_days(stops: Sequence[Stop]) -> list[int | None]:
    """For each stop the day from which a map that grows by days shows it; no day before the trip's first."""
    days: list[int | None] = []
    last: int | None = None
    for stop in stops:
        own = stop.when.first or stop.when.last
        if own and (last is None or own.toordinal() > last):
            last = own.toordinal()
        days.append(last)
    first = next((d for d in days if d), None)
    return [first if d is None else d for d in days]


def stop_points(stops: Sequence[Stop]) -> list[Point]:
    """(longitude, latitude) of each stop, without jumps at 180° and centred on the usual world.

    A route that goes round and round is folded back onto one world.
    """
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
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    if east - west > MOST_TURN_DEG:
        return [(s.place.lon, s.place.lat) for s in stops]
    middle = (west + east) / 2
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


def _span(trip: Trip) -> Interval:
    sure = [s for s in trip.stops if s.status == "visited"]
    days = [d for s in sure or trip.stops for d in (s.when.first, s.when.last) if d]
    return Interval(min(days), max(days)) if days else Interval()


def _length_km(trip: Trip) -> float:
    """Of the legs that were travelled: the least that it can have been."""
    done = [leg for leg in trip.legs if all(trip.stops[i].status == "visited" for i in (leg.start, leg.end))]
    return sum(leg.geodesic_km for leg in done)


def _headline(trip: Trip, t: Texts) -> str:
    """``Jane Roe: 6 stops in 10 days, at least 3,310 km``."""
    sure = sum(s.status == "visited" for s in trip.stops)
    values: dict[str, object] = {"traveller": trip.traveller}
    if not sure:
        told = [t.count(s, n) for s in UNSURE if (n := sum(stop.status == s for stop in trip.stops))]
        return t("headline.stops", stops=", ".join(told), **values)
    key, values["stops"] = "headline.stops", t.count("stop", sure)
    if days := _span(trip).days:
        key, values["days"] = key + "_days", t.count("day", days)
    if length := _length_km(trip):
        key, values["km"] = key + "_km", words.km(length, t)
    return t(key, **values)


def _standfirst(trip: Trip, t: Texts) -> tuple[str, ...]:
    """``10–19 Sep 2023``, ``not counted: 1 possible stop``, ``from 2 sources, as of 19 Sep 2023``."""
    span = _span(trip)
    parts = [] if span.is_open else [words.days(span, t=t)]
    unsure = [t.count(s, n) for s in UNSURE if (n := sum(stop.status == s for stop in trip.stops))]
    if unsure and any(s.status == "visited" for s in trip.stops):
        parts.append(t("finding.not_counted", what=", ".join(unsure)))
    parts.append(t("finding.from", sources=t.count("source", len(trip.documents))))
    if as_of := max((d.published for d in trip.documents if d.published), default=None):
        parts.append(t("finding.as_of", date=words.day(as_of, t)))
    return tuple(parts)


def _finding(trip: Trip, t: Texts = ENGLISH) -> str:
    """``Jane Roe · 10–19 Sep 2023 · 6 stops, 1 possible · at least 3,310 km (straight lines)``."""
    span = _span(trip)
    sure = sum(s.status == "visited" for s in trip.stops)
    counts = [t.count("stop", sure)] if sure else []
    counts += [t(f"finding.{s}", n=n) for s in UNSURE if (n := sum(stop.status == s for stop in trip.stops))]
    parts = [trip.traveller, "" if span.is_open else words.days(span, t=t), ", ".join(counts)]
    if length := _length_km(trip):
        parts.append(t("finding.km", km=words.km(length, t)))
    return " · ".join(filter(None, parts))


def _stop(index: int, stop: Stop, way_on: LegView | None, one_year: bool, day: int | None, t: Texts) -> StopView:
    place = stop.place
    return StopView(
        number=index + 1,
        place=place.name,
        where=_where(place, t),
        dates=words.stop_dates(stop, t),
        short_dates="" if stop.when.is_open else words.days(stop.when, year=not one_year, t=t),
        detail=words.arrival_and_departure(stop, t),
        status=stop.status,
        status_words=t(f"status.{stop.status}"),
        known_by=stop.bounded_by,
        contradictions=stop.contradictions,
        witnesses=words.agreement(stop, t),
        quotes=_quotes(((claim.quote, _spans(claim)) for claim in stop.evidence), t),
        way_on=way_on,
        day=day,
        reach_km=reach_km(place),
    )


def reach_km(place: Place) -> float | None:
    """How far a place extends where it is too large for a point to say where the traveller was."""
    point_like = place.kind in ("city", "quarter", "airport", "port", "station", "spaceport", "site", "position")
    return None if point_like or place.radius_km < VAGUE_KM else round(place.radius_km, 1)


def _where(place: Place, t: Texts) -> str:
    """Kind where it is not a town, region, country: ``spaceport, Amur Oblast, Russia``."""
    countries = [country_name(c, t.lang) for c in place.countries] or [country_name(place.country, t.lang)]
    parts = [] if place.kind == "city" else [words.kind(place.kind, t)]
    parts += [place.region] if place.region and place.region != place.name else []
    parts += [" / ".join(c for c in countries if c)] if place.kind != "country" else []
    return ", ".join(part for part in parts if part)


def _leg(leg: Leg, trip: Trip, t: Texts) -> LegView:
    mode = words.leg_mode(leg, t)
    # What the stop quotes anyway need not be said twice.
    quoted = {(id(q.document), q.sentence_start) for q in (c.quote for c in trip.stops[leg.start].evidence)}
    told = leg.mode_quote and (id(leg.mode_quote.document), leg.mode_quote.sentence_start) in quoted
    values = {"place": trip.stops[leg.end].place.name, "km": words.km(leg.geodesic_km, t)}
    return LegView(
        said=t("stop.leg_by", mode=mode, **values) if mode else t("stop.leg", **values),
        mode=leg.mode,
        mode_quote=_quote(leg.mode_quote, t) if leg.mode_quote and not told else None,
        warning=leg.warning,
    )


def _distance(claim: DistanceClaim, told: Mapping[str, str], t: Texts) -> DistanceView:
    """``told`` has the names that stops go by, so that a place has one name on a page."""
    ends = ((claim.from_place, claim.from_name), (claim.to_place, claim.to_name))
    start, end = (told.get(place.id, place.name) if place else name for place, name in ends)
    explanation = claim.explanation
    if t.lang != "en":
        explanation = t(f"verdict_why.{claim.verdict}", ratio=t.number(claim.ratio or 0, 2))
    straight = None if claim.geodesic_km is None else t("distance.straight", km=words.km(claim.geodesic_km, t))
    return DistanceView(
        ends=f"{start} – {end}",
        claimed=t("distance.stated", km=words.km(claim.claimed_km, t)),
        geodesic=straight,
        verdict=t(f"verdict.{claim.verdict}"),
        explanation=explanation,
        quote=_quote(claim.quote, t),
    )


def _asides(asides: Sequence[Aside], t: Texts) -> tuple[AsideView, ...]:
    """Grouped by place and reason, in order of first mention."""
    grouped: dict[tuple[str, str], list[tuple[Quote, list[Span]]]] = {}
    for aside in asides:
        place, mention = aside.resolution.place, aside.resolution.mention
        name = place.name if place else mention.name
        spans = [(mention.quote.start, mention.quote.end)]
        grouped.setdefault((name, t(f"reason.{aside.reason}")), []).append((aside.quote, spans))
    return tuple(
        AsideView(name, reason, tuple(map(_excerpt, _quotes(told, t)[:MOST_ASIDES])))
        for (name, reason), told in grouped.items()
    )


def _excerpt(quote: QuoteView) -> QuoteView:
    """The quotation with only some words before its first and after its last mark."""
    first, *middle, last = quote.parts if len(quote.parts) > 1 else ("", *quote.parts, "")
    if len(first) > EXCERPT:
        first = "…" + first[-EXCERPT:].partition(" ")[2]
    if len(last) > EXCERPT:
        last = last[:EXCERPT].rpartition(" ")[0] + "…"
    return replace(quote, parts=(first, *middle, last)) if len(quote.parts) > 1 else quote


Span = tuple[int, int]


def _spans(claim: Claim) -> list[Span]:
    """What in a claim's quotation says where, when and that: the place, the dates, the cue words."""
    quote, text = claim.quote, claim.quote.document.text
    spans = [(d.quote.start, d.quote.end) for d in claim.dates if d.quote.document is quote.document]
    if claim.resolution and claim.resolution.mention.quote.document is quote.document:
        spans.append((claim.resolution.mention.quote.start, claim.resolution.mention.quote.end))
    cues = (re.compile(rf"\b{re.escape(cue)}\b", re.IGNORECASE) for cue in claim.cues)
    found = (cue.search(text, quote.start, quote.end) for cue in cues)
    return [*spans, *(match.span() for match in found if match)]


def _quotes(told: Iterable[tuple[Quote, list[Span]]], t: Texts) -> tuple[QuoteView, ...]:
    """Each sentence once, however many claims rest on it, with all that counts in it."""
    sentences: dict[tuple[int, int, int], tuple[Quote, list[Span]]] = {}
    for quote, spans in told:
        key = (id(quote.document), quote.sentence_start, quote.sentence_end)
        sentences.setdefault(key, (quote, []))[1].extend(spans)
    return tuple(_quote(quote, t, spans) for quote, spans in sentences.values())


def _quote(quote: Quote, t: Texts, spans: Iterable[Span] = ()) -> QuoteView:
    """The sentence; without spans the words quoted are marked, unless they are all of it."""
    text, start, end = quote.document.text, quote.sentence_start, quote.sentence_end
    marked = [(a, b) for a, b in spans if start <= a < b <= end and b - a < end - start]
    if not marked and quote.end - quote.start < end - start:
        marked = [(quote.start, quote.end)]
    parts, position = [], start
    for a, b in _joined(marked, text):
        parts += [text[position:a], text[a:b]]
        position = b
    return QuoteView(
        parts=(*parts, text[position:end]),
        source=quote.source,
        byline=_byline(quote.document, t),
        title=quote.document.title,
        url=safe_url(quote.document.url),
    )


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order, those that touch or have only a blank between them as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _byline(document: Document, t: Texts) -> str:
    """``Publisher, 19 Sep 2023``; the file's name where the publisher is not known."""
    published = words.day(document.published, t) if document.published else t("date.undated")
    return f"{document.publisher or document.name}, {published}"


def _symbols(trip: Trip) -> tuple[str, ...]:
    """In the order of the legend; what a map as it opens does not use is left out."""
    used: list[str] = []
    if any(len(g.stops) > 1 for g in groups(trip.stops)):
        used.append("again")
    if any(reach_km(s.place) for s in trip.stops):
        used.append("area")
    sure = [all(trip.stops[i].status == "visited" for i in (leg.start, leg.end)) for leg in trip.legs]
    used += ["leg"] if any(sure) else []
    used += ["leg-planned"] if not all(sure) else []
    return tuple(used)
