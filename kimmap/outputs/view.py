"""What the page shows of a trip, in the reader's words: the same for its list, its map and its popups."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kimmap.model import Aside, DistanceClaim, Leg, Mode, Place, Quote, Status, Stop, Trip
from kimmap.outputs import words
from kimmap.outputs.basemap import country_name
from kimmap.outputs.basis import least_certain_first, told_by
from kimmap.outputs.citing import Citations, latest_told
from kimmap.outputs.headline import finding, headline, standfirst, title, years
from kimmap.outputs.quotations import QuoteView, Span, excerpt, quotation, quotations, safe_url, spans_of
from kimmap.outputs.reasons import in_language, known_by, said_against
from kimmap.outputs.spots import groups, reach_km, show_days
from kimmap.outputs.texts import Texts, load_texts
from kimmap.outputs.words import UNSURE

MOST_ASIDES = 2
"""Quotations for one place that was mentioned for one reason."""
_NO_NAMES = frozenset(
    ("a place not named", "one", "it", "this", "that", "these", "those", "them", "there", "here", "which", "where",
     "some", "others", "another", "both", "each")
)  # fmt: skip
"""What stands at an end of a stated distance and names nothing."""
_ENDED = re.compile(r"[.?!…。？！][\"'”’»)\]]*$")


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
    """How many independent sources agree, who does not, and what wording, day and place rest on."""
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

    @property
    def end_mark(self) -> str:
        """What ends the title: nothing where it has a mark of its own."""
        return "" if self.title and _ENDED.search(self.title) else "."


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
    days: tuple[int, int] | None
    """First and last day, as proleptic ordinals, where there are two to choose from."""
    counts: dict[Status, int]
    least_certain_first: tuple[int, ...]
    """Indices of the stops in the order in which to check them; empty where that is their own."""


def describe(trip: Trip, lang: str = "en") -> TripView:
    """The trip in words, ready for a template; raises WrongSettings for a language without texts."""
    t = load_texts(lang)
    one_year = len(set(years(trip.stops))) == 1
    cited = Citations(trip, t)
    way_on = {leg.start: _leg(leg, trip, cited, t) for leg in trip.legs if words.is_way(leg)}
    days = show_days(trip.stops)
    dated = [day for day in days if day]
    told = {stop.place.id: stop.place.name for stop in trip.stops}
    as_of = latest_told(trip)
    doubt = least_certain_first(trip.stops)
    return TripView(
        lang=lang,
        title=title(trip, t),
        headline=headline(trip, t),
        finding=finding(trip, t),
        standfirst=standfirst(trip, t),
        as_of=words.day(as_of, t) if as_of else None,
        stops=_told_once(
            [_stop(i, stop, way_on.get(i), one_year, days[i], cited, t) for i, stop in enumerate(trip.stops)]
        ),
        distances=tuple(_distance(claim, told, cited, t) for claim in trip.distance_claims),
        asides=_asides(trip.asides, told, cited, t),
        sources=tuple(SourceView(d.name, cited.title(d), cited.byline(d), safe_url(d.url)) for d in trip.documents),
        symbols=_symbols(trip),
        modes=tuple(dict.fromkeys(leg.mode for leg in trip.legs if leg.mode != "unknown")),
        days=(min(dated), max(dated)) if len(set(dated)) > 1 else None,
        counts={s: n for s in ("visited", *UNSURE) if (n := sum(stop.status == s for stop in trip.stops))},
        least_certain_first=() if doubt == sorted(doubt) else tuple(doubt),
    )


def _stop(
    index: int, stop: Stop, way_on: LegView | None, one_year: bool, day: int | None, cited: Citations, t: Texts
) -> StopView:
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
        known_by=tuple(known_by(reason, stop.status, t) for reason in stop.bounded_by),
        contradictions=tuple(said_against(reason, t) for reason in stop.contradictions),
        witnesses=told_by(stop, t),
        quotes=quotations(((claim.quote, spans_of(claim)) for claim in stop.evidence), cited),
        way_on=way_on,
        day=day,
        reach_km=reach_km(place),
    )


def _told_once(stops: Sequence[StopView]) -> tuple[StopView, ...]:
    """The stops, with each quotation that an earlier one has under the number of that."""
    first: dict[tuple[str, str], int] = {}
    found = []
    for stop in stops:
        keys = [(quote.source, "".join(quote.parts)) for quote in stop.quotes]
        quotes = tuple(replace(q, under=first.get(key)) for q, key in zip(stop.quotes, keys, strict=True))
        for key in keys:
            first.setdefault(key, stop.number)
        found.append(replace(stop, quotes=quotes))
    return tuple(found)


def _where(place: Place, t: Texts) -> str:
    """Kind where it is not a town, region, country: ``spaceport, Amur Oblast, Russia``."""
    countries = [country_name(c, t.lang) for c in place.countries] or [country_name(place.country, t.lang)]
    parts = [] if place.kind == "city" else [words.kind(place.kind, t)]
    parts += [place.region] if place.region and place.region != place.name else []
    parts += [" / ".join(c for c in countries if c)] if place.kind != "country" else []
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _leg(leg: Leg, trip: Trip, cited: Citations, t: Texts) -> LegView:
    mode = words.leg_mode(leg, t)
    # What the stops at either end quote anyway need not be said twice.
    ends = (*trip.stops[leg.start].evidence, *trip.stops[leg.end].evidence)
    quoted = {(id(q.document), q.sentence_start) for q in (c.quote for c in ends)}
    told = leg.mode_quote and (id(leg.mode_quote.document), leg.mode_quote.sentence_start) in quoted
    values = {"place": trip.stops[leg.end].place.name, "km": words.km(leg.geodesic_km, t)}
    return LegView(
        said=t("stop.leg_by", mode=mode, **values) if mode else t("stop.leg", **values),
        mode=leg.mode,
        mode_quote=quotation(leg.mode_quote, cited) if leg.mode_quote and not told else None,
        warning=in_language(leg.warning, t) if leg.warning else None,
    )


def _distance(claim: DistanceClaim, told: Mapping[str, str], cited: Citations, t: Texts) -> DistanceView:
    """``told`` has the names that stops go by, so that a place has one name on a page."""
    ends = ((claim.from_place, claim.from_name), (claim.to_place, claim.to_name))
    start, end = (told.get(place.id, place.name) if place else _unplaced(name, t) for place, name in ends)
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
        quote=quotation(claim.quote, cited),
    )


def _unplaced(name: str, t: Texts) -> str:
    return t("distance.unnamed") if name.lower() in _NO_NAMES else name


def _asides(asides: Sequence[Aside], told: Mapping[str, str], cited: Citations, t: Texts) -> tuple[AsideView, ...]:
    """Grouped by place and reason, in order of first mention; ``told`` as for distances."""
    grouped: dict[tuple[str, str], list[tuple[Quote, list[Span]]]] = {}
    for aside in asides:
        place, mention = aside.resolution.place, aside.resolution.mention
        name = told.get(place.id, place.name) if place else mention.name
        spans = [(mention.quote.start, mention.quote.end)]
        grouped.setdefault((name, t(f"reason.{aside.reason}")), []).append((aside.quote, spans))
    return tuple(
        AsideView(name, reason, tuple(map(excerpt, quotations(said, cited)[:MOST_ASIDES])))
        for (name, reason), said in grouped.items()
    )


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
