"""What a report says, before it takes a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kimmap.errors import NoTrip
from kimmap.model import Document, Leg, Quote, Status, Stop, Trip
from kimmap.outputs import words
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.reasons import in_language
from kimmap.outputs.record import as_of
from kimmap.outputs.texts import Texts, load_print_texts
from kimmap.outputs.view import StopView, describe

MOST_NOTES_A_STOP = 6
"""Quotations that a stop is footnoted with, one a source: more belong into an export, not into a report."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: a sentence with the words that count in its middle, and where it stands."""

    number: int
    before: str
    text: str
    after: str
    byline: str
    title: str | None
    url: str | None
    place: str
    """``characters 120–188 of daily.txt``"""


STOP_COLUMNS = ("number", "place", "dates", "status", "way_there", "basis")
"""What a report's table of stops tells of each, in order."""


@dataclass(frozen=True, slots=True)
class StopRow:
    number: int
    place: str
    where: str
    dates: str
    status: Status
    status_words: str
    way_there: str
    basis: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that is disputed or uncertain."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DistanceRow:
    ends: str
    stated: str
    straight: str
    verdict: str
    explanation: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    byline: str
    title: str | None
    url: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """All texts of a report in one language; ``t`` has the headings."""

    t: Texts
    headline: str
    standfirst: str
    title: str
    as_of: str
    made: str
    stops: tuple[StopRow, ...]
    doubts: tuple[Doubt, ...]
    distances: tuple[DistanceRow, ...]
    sources: tuple[SourceRow, ...]
    notes: tuple[Note, ...]


def compose_report(trip: Trip, lang: str = "en") -> Report:
    """The report of a trip.  Raises NoTrip without stops, WrongSettings for a language without texts."""
    if not trip.stops:
        raise NoTrip("this trip has no stops to report")
    t = load_print_texts(lang)
    told = describe(trip, lang)
    notes = _Notes(t)
    arrivals = {leg.end: leg for leg in trip.legs}
    stops = tuple(_stop_row(stop, arrivals.get(i), told.stops[i], notes, t) for i, stop in enumerate(trip.stops))
    doubts = tuple(_doubts(trip, told.stops, notes, t))
    distances = tuple(
        DistanceRow(
            ends=d.ends,
            stated=words.km(claim.claimed_km, t),
            straight="–" if claim.geodesic_km is None else words.km(claim.geodesic_km, t),
            verdict=d.verdict,
            explanation=d.explanation,
            notes=(notes.number(claim.quote),),
        )
        for d, claim in zip(told.distances, trip.distance_claims, strict=True)
    )
    date = words.day(as_of(trip), t)
    return Report(
        t=t,
        headline=told.headline,
        standfirst=" · ".join(told.standfirst),
        title=trip.title,
        as_of=date,
        made=t("report.made", sources=t.count("source", len(trip.documents)), date=date),
        stops=stops,
        doubts=doubts,
        distances=distances,
        sources=tuple(SourceRow(byline(d, t), _one_line(d.title), safe_url(d.url), d.name) for d in trip.documents),
        notes=notes.all(),
    )


def byline(document: Document, t: Texts) -> str:
    """``Publisher, 19 Sep 2023``; the date alone where the publisher is not known."""
    published = words.day(document.published, t) if document.published else t("date.undated")
    return f"{document.publisher}, {published}" if document.publisher else published


def _one_line(title: str | None) -> str | None:
    """A title without the hard spaces and line ends that pages set it with."""
    return " ".join(title.split()) if title else None


class _Notes:
    """Footnotes in order of first use, each quotation once."""

    def __init__(self, t: Texts) -> None:
        self.t = t
        self.quotes: list[Quote] = []
        self.known: dict[tuple[str, int, int], int] = {}

    def number(self, quote: Quote) -> int:
        key = (quote.source, quote.start, quote.end)
        if key not in self.known:
            self.quotes.append(quote)
            self.known[key] = len(self.quotes)
        return self.known[key]

    def numbers(self, quotes: Iterable[Quote]) -> tuple[int, ...]:
        return tuple(sorted({self.number(q) for q in quotes}))

    def all(self) -> tuple[Note, ...]:
        return tuple(self._note(i, quote) for i, quote in enumerate(self.quotes, start=1))

    def _note(self, number: int, quote: Quote) -> Note:
        document = quote.document
        return Note(
            number=number,
            before=document.text[quote.sentence_start : quote.start],
            text=quote.text,
            after=document.text[quote.end : quote.sentence_end],
            byline=byline(document, self.t),
            title=_one_line(document.title),
            url=safe_url(document.url),
            place=self.t("report.characters", start=quote.start, end=quote.end, file=document.name),
        )


def _stop_row(stop: Stop, leg: Leg | None, told: StopView, notes: _Notes, t: Texts) -> StopRow:
    quotes = [*_best_of_each_source(stop), *([leg.mode_quote] if leg and leg.mode_quote else [])]
    return StopRow(
        number=told.number,
        place=told.place,
        where=told.where,
        dates=told.dates,
        status=told.status,
        status_words=told.status_words,
        way_there=_way(leg, t) if leg else "–",
        basis=told.witnesses,
        notes=notes.numbers(quotes),
    )


def _best_of_each_source(stop: Stop) -> list[Quote]:
    """Evidence is best first, so the first of each document."""
    found: dict[str, Quote] = {}
    for claim in stop.evidence:
        found.setdefault(claim.quote.source, claim.quote)
    return list(found.values())[:MOST_NOTES_A_STOP]


def _way(leg: Leg, t: Texts) -> str:
    return ", ".join(filter(None, (words.km(leg.geodesic_km, t), words.leg_mode(leg, t))))


def _doubts(trip: Trip, told: tuple[StopView, ...], notes: _Notes, t: Texts) -> Iterator[Doubt]:
    """Contradictions, what is not reported as done, dates that nobody states, ways that the dates hardly allow."""
    for stop, view in zip(trip.stops, told, strict=True):
        place = f"{view.number}. {view.place}"
        numbers = notes.numbers(_best_of_each_source(stop))
        for text in view.contradictions:
            yield Doubt(t("report.uncertain", place=place, what=text), numbers)
        if stop.status != "visited":
            yield Doubt(t("report.uncertain", place=place, what=view.status_words), numbers)
        for text in view.known_by:
            yield Doubt(t("report.date_from", place=place, why=text), numbers)
    for leg in trip.legs:
        if leg.warning:
            ends = {"start": trip.stops[leg.start].place.name, "end": trip.stops[leg.end].place.name}
            yield Doubt(t("report.way", what=in_language(leg.warning, t), **ends), ())
