"""``kimmap explain``: the story of one place: what each text says of it, what that is worth, what speaks against it."""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click

from kimmap.cli.asides import WHY_ASIDE
from kimmap.cli.sources import Reading, reading_options, trip_from
from kimmap.errors import NoStops, NoTrip
from kimmap.itinerary.localities import fold
from kimmap.model import AGAINST_CONTEXT, Aside, Claim, Interval, Leg, Quote, Resolution, Status, Stop, Trip

_WIDTH = 100

_ROLES = {
    "departs": "left it",
    "arrives": "came to it",
    "stays": "was in it",
    "crosses": "crossed it",
    "passes": "passed it",
    "heads_for": "set out for it",
}
_SAID: dict[Status, str] = {"visited": "", "planned": "planned: ", "possible": "possibly: ", "cancelled": "not done: "}


@click.command("explain")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCES...")
@click.option(
    "-p", "--place", required=True, metavar="NAME", help="The place to explain, as the itinerary or a text names it."
)
@reading_options
def explain_command(sources: tuple[str, ...], place: str, reading: Reading) -> None:
    """Tell the story of one place: why it is a stop, or why it is none.

    For every stop there: the dates and where they come from, every sentence that supports it with the words
    that decided, how many independent texts say so, and what speaks against it.  Then every other mention of
    the place, each with the reason why it counts for nothing.

    \b
    kimmap explain seeds/ --place Vladivostok
    kimmap explain a.txt b.html --place "Port Sudan" -t "Ada Lovelace"
    """
    try:
        trip = trip_from(sources, reading)
    except NoStops as error:  # that no place is a stop is what has to be explained
        trip = error.trip
    lines = list(story_of(trip, place))
    if not lines:
        raise NoTrip(_not_told(trip, place))
    click.echo(f"{trip.title}\n")
    click.echo("\n".join(lines))


def story_of(trip: Trip, name: str) -> Iterator[str]:
    """The lines of the story of a place; none when no text mentions it."""
    wanted = fold(name)
    stops = [(i, s) for i, s in enumerate(trip.stops) if wanted in _names_of_stop(s)]
    asides = [a for a in trip.asides if wanted in _names(a.resolution)]
    unresolved = [r for r in trip.unresolved if wanted in _names(r)]
    for index, stop in stops:
        yield from _tell_stop(trip, index, stop)
    if asides or unresolved:
        yield "mentions that are no evidence" if stops else f"{name}: no stop"
        yield from _each_once(map(_tell_aside, asides))
        yield from _each_once(map(_tell_unresolved, unresolved))


def _each_once(told: Iterable[Iterable[str]]) -> Iterator[str]:
    """The lines of what is told, of two that are told alike once."""
    for lines in dict.fromkeys(map(tuple, told)):
        yield from lines


def _names_of_stop(stop: Stop) -> set[str]:
    told = {name for claim in stop.evidence if claim.resolution for name in _names(claim.resolution)}
    return told | {fold(stop.place.name)}


def _names(resolution: Resolution) -> set[str]:
    named = {fold(resolution.mention.name), fold(resolution.mention.quote.text)}
    return named | {fold(resolution.place.name)} if resolution.place else named


def _tell_stop(trip: Trip, index: int, stop: Stop) -> Iterator[str]:
    place = stop.place
    country = f", {place.country}" if place.country else ""
    where = f"{place.kind.replace('_', ' ')} at {place.lat:.4f}, {place.lon:.4f}"
    yield f"{place.name}{country} ({where}): {stop.status}, {_in_words(stop.when)}"
    yield f"  confidence {stop.confidence:.2f}: {'; '.join(stop.confidence_reasons)}"
    count = stop.independent_sources
    texts = "one text" if len(stop.sources) == 1 else f"{len(stop.sources)} texts"
    yield f"  told by {texts}, {count} of them independent" if count > 1 else f"  told by {texts}, one witness"
    yield from (f"  dates: {why}" for why in stop.bounded_by)
    yield from (f"  arrival {_in_words(days)}" for days in [stop.arrival] if not days.is_open)
    yield from (f"  departure {_in_words(days)}" for days in [stop.departure] if not days.is_open)
    yield from (f"  against it: {words}" for words in stop.contradictions)
    others = [(claim.quote.source, claim.status) for claim in stop.evidence if claim.status != stop.status]
    yield from (f"  not of one mind: {source} has it as {status}" for source, status in dict.fromkeys(others))
    yield from (_tell_leg(trip, leg, index) for leg in trip.legs if index in (leg.start, leg.end))
    yield from _each_once(_tell_claim(claim, stop) for claim in stop.evidence)
    yield ""


def _tell_leg(trip: Trip, leg: Leg, index: int) -> str:
    other = trip.stops[leg.start if leg.end == index else leg.end].place.name
    way = f"from {other}" if leg.end == index else f"on to {other}"
    mode = "" if leg.mode == "unknown" else f", by {leg.mode}"
    return f"  {way}: {leg.geodesic_km:,.0f} km{mode}{f'; doubtful: {leg.warning}' if leg.warning else ''}"


def _tell_claim(claim: Claim, stop: Stop) -> Iterator[str]:
    resolution = claim.resolution
    assert resolution is not None
    assert resolution.place is not None
    by = "all of its context, and no wording that is known" if claim.is_by_context else _list_cues(claim.cues)
    cues = f"; decided by {by}" if claim.cues else ""
    when = "" if claim.when.is_open else f", {_in_words(claim.when)}"
    yield f"  + {_SAID[claim.status]}{_ROLES[claim.role]}{when}{cues}"
    yield from _cite(claim.quote)
    for date in claim.dates:
        anchor = f", counted from {date.anchor}" if date.anchor else ""
        conflict = f"; {date.conflict}" if date.conflict else ""
        yield f"      date: “{_flat(date.quote.text)}” by rule {date.rule}{anchor}{conflict}"
    other = f", read as {resolution.place.name}" if resolution.place.id != stop.place.id else ""
    yield f"      place: “{_flat(resolution.mention.quote.text)}”{other}: {resolution.why}"


def _tell_aside(aside: Aside) -> Iterator[str]:
    cues = f" ({_list_cues(aside.cues)})" if aside.cues else ""
    if aside.cues == (AGAINST_CONTEXT,):
        cues = ": a wording says that he was there, and all of its context speaks against it"
    yield f"  – {WHY_ASIDE[aside.reason]}{cues}"
    yield from _cite(aside.quote)


def _tell_unresolved(resolution: Resolution) -> Iterator[str]:
    yield f"  – {WHY_ASIDE['unresolved']}: {resolution.why}"
    yield from _cite(resolution.mention.quote)


def _cite(quote: Quote) -> Iterator[str]:
    said = f"{quote.source}: “{_flat(quote.sentence)}”"
    yield textwrap.fill(said, _WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 8)


def _list_cues(cues: Sequence[str]) -> str:
    return ", ".join(f"“{cue.replace('_', ' ')}”" for cue in dict.fromkeys(cues))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _in_words(days: Interval) -> str:
    if days.is_open:
        return "no date"
    if days.first == days.last:
        return f"{days.first}"
    if days.first and days.last:
        return f"{days.first} to {days.last}"
    return f"from {days.first}" if days.first else f"until {days.last}"


def _not_told(trip: Trip, name: str) -> str:
    """One line that says which places can be explained."""
    known = sorted({s.place.name for s in trip.stops} | {a.resolution.mention.name for a in trip.asides})
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    offer = near or [s.place.name for s in trip.stops[:6]]
    return f"no text mentions {name!r}; try --place with {', '.join(offer) or 'a place that a text names'}"
