"""The finding of a trip in words: its title, headline, and the line below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from kimmap.geodesy import geodesic_km
from kimmap.model import Interval, Stop, Trip
from kimmap.outputs import words
from kimmap.outputs.citing import latest_told
from kimmap.outputs.texts import Texts
from kimmap.outputs.words import ENGLISH, UNSURE


def years(stops: Sequence[Stop]) -> list[int]:
    return [d.year for s in stops for d in (s.when.first, s.when.last) if d]


def _span(trip: Trip) -> Interval:
    sure = [s for s in trip.stops if s.status == "visited"]
    days = [d for s in sure or trip.stops for d in (s.when.first, s.when.last) if d]
    return Interval(min(days), max(days)) if days else Interval()


def _length_km(trip: Trip) -> float:
    """From each visited stop to the next, in three digits: one stop that is misread makes it wrong by more.

    The way to a stop that is planned only counts for nothing, and that past it as if it were not there.
    """
    done = [stop.place.point for stop in trip.stops if stop.status == "visited"]
    length = sum(geodesic_km(a, b) for a, b in pairwise(done))
    return round(length, 3 - len(str(round(length)))) if length >= 1000 else length


def headline(trip: Trip, t: Texts) -> str:
    """``Jane Roe: 6 stops in 10 days, about 3,310 km in straight lines``."""
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


def standfirst(trip: Trip, t: Texts) -> tuple[str, ...]:
    """``10–19 Sep 2023``, ``not counted: 1 possible stop``, ``from 2 sources, as of 19 Sep 2023``."""
    span = _span(trip)
    parts = [] if span.is_open else [words.days(span, t=t)]
    unsure = [t.count(s, n) for s in UNSURE if (n := sum(stop.status == s for stop in trip.stops))]
    if unsure and any(s.status == "visited" for s in trip.stops):
        parts.append(t("finding.not_counted", what=", ".join(unsure)))
    parts.append(t("finding.from", sources=t.count("source", len(trip.documents))))
    if as_of := latest_told(trip):
        # A stop after the latest source is dated by words that kimmap may have misread; what is dated by its
        # entries alone is as of the last of them.
        is_before = any(d.published == as_of for d in trip.documents) and span.last and as_of < span.last
        parts.append(t("finding.latest_source" if is_before else "finding.as_of", date=words.day(as_of, t)))
    return tuple(parts)


def finding(trip: Trip, t: Texts = ENGLISH) -> str:
    """``Jane Roe · 10–19 Sep 2023 · 6 stops, 1 possible · about 3,310 km (straight lines)``."""
    span = _span(trip)
    sure = sum(s.status == "visited" for s in trip.stops)
    counts = [t.count("stop", sure)] if sure else []
    counts += [t(f"finding.{s}", n=n) for s in UNSURE if (n := sum(stop.status == s for stop in trip.stops))]
    parts = [trip.traveller, "" if span.is_open else words.days(span, t=t), ", ".join(counts)]
    if length := _length_km(trip):
        parts.append(t("finding.km", km=words.km(length, t)))
    return " · ".join(filter(None, parts))


def title(trip: Trip, t: Texts) -> str:
    """The trip's title; one that kimmap made itself is made anew in other languages than English."""
    if t.lang == "en":
        return trip.title
    from kimmap.itinerary import name_trip

    if trip.title != name_trip(trip.traveller, trip.stops):
        return trip.title
    route = [s for s in trip.stops if s.on_route] or list(trip.stops)
    farthest = max(route, key=lambda s: geodesic_km(route[0].place.point, s.place.point))
    ends = (route[0], route[-1])
    through = (ends[0], farthest, ends[1]) if ends[0].place.name == ends[1].place.name else ends
    names = [name for name, _ in groupby(s.place.name for s in through)]
    days = [d for s in route for d in (s.when.first, s.when.last) if d]
    months = dict.fromkeys((d.year, d.month) for d in (min(days), max(days))) if days else {}
    said = " – ".join(t("date.month", m=t.month(month, alone=True), y=year) for year, month in months)
    return ", ".join(filter(None, (f"{trip.traveller}: {' – '.join(names)}", said)))
