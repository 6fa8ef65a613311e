"""Times that are told in the time of elsewhere, as days of the place where things happen.

A log that keeps UTC says so in its head, and often which time the ship keeps.  Elsewhere the place named
nearest to the time decides: 22:50 GMT on Thursday is Friday in Vladivostok.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.dates.expressions import Expression
from kimmap.dates.values import Reading, in_words
from kimmap.dates.zones import ahead_of_utc, named_zone, suffix, zone_table
from kimmap.model import DateMention, Interval, Place, Resolution

_TOLD_IN = re.compile(
    r"\b(?:dates?|times?|hours?|clock)\b(?:\s(?:and|of)\s\w+)?(?:\s(?:are|is|in|given|stated|shown|logged"
    r"|kept))*[\s:(]+"
    r"(?P<zone>UTC|GMT|Greenwich|Z)\b(?!\s?[+-]\d)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:keeps?|kept|keeping|on|ship['’]?s?\stime(?:\sis|\swas)?|local\stime(?:\sis|\swas)?|zone\stime"
    r"(?:\sis|\swas)?)[\s:=(]+"
    r"(?P<zone>(?:UTC|GMT)\s?[+-]\s?\d{1,2}(?::?\d\d)?)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)")
_REACH = 160
"""Code points within which a place says where a time is told of."""


def zones_of(text: str) -> tuple[str | None, str | None]:
    """The zone in which a document says its times are, and the one that it says is kept where it tells of."""
    told, kept = _TOLD_IN.search(text), _KEPT.search(text)
    return (named_zone(told["zone"]) if told else None), (named_zone(kept["zone"].replace(" ", "")) if kept else None)


def with_zone(expression: Expression, reading: Reading, told_in: str | None, kept: str | None) -> Reading:
    """The reading with its zone in the value, moved to the time that is kept, where the document tells one."""
    zone = expression.zone or (told_in if expression.rule == "iso" else None)
    if (
        zone is None
        or reading.day is None
        or not re.match(r"T\d\d:\d\d$", expression.part)
        or expression.part == "T24:00"
    ):
        return reading
    ahead = ahead_of_utc(zone, reading.day)
    there = replace(reading, value=reading.value + suffix(ahead))
    return _moved(there, ahead_of_utc(kept, reading.day), f"as {kept}") if kept else there


def _moved(reading: Reading, ahead: dt.timedelta, where: str) -> Reading:
    match = _CLOCK.fullmatch(reading.value)
    if match is None:
        return reading
    year, month, day, hour, minute = map(int, match.groups()[:5])
    sign = dt.datetime.fromisoformat(match[0].replace("Z", "+00:00")).utcoffset() or dt.timedelta()
    local = dt.datetime(year, month, day, hour % 24, minute) - sign + ahead  # noqa: DTZ001
    told = dt.date(year, month, day)
    if local.date() == told:
        return reading
    anchor = f"{match[4]}:{match[5]} {match[6].replace('Z', 'UTC')} on {in_words(told)}, {where}"
    value = f"{local:%Y-%m-%dT%H:%M}{suffix(ahead)}"
    return replace(reading, value=value, interval=Interval(local.date(), local.date()), anchor=anchor)


def settle_local_days(dates: Sequence[DateMention], resolutions: Sequence[Resolution]) -> tuple[DateMention, ...]:
    """The dates, those told in the time of elsewhere moved to the local day of the place named nearest to them.

    Only a time of day whose zone is told can change its day; the others are returned as they are.
    """
    documents = {id(d.quote.document): d.quote.document for d in dates}
    keeps = {key for key, document in documents.items() if zones_of(document.text)[1]}  # settled by its own word
    return tuple(
        _settled(date, resolutions) if _CLOCK.fullmatch(date.value) and id(date.quote.document) not in keeps else date
        for date in dates
    )


def _settled(date: DateMention, resolutions: Sequence[Resolution]) -> DateMention:
    place = _place_near(date, resolutions)
    first = date.interval.first
    if place is None or first is None:
        return date
    zone = zone_at(place)
    told = Reading(date.value, date.interval, date.granularity, date.type, date.anchor)
    local = _moved(told, ahead_of_utc(zone, first), f"in {place.name}")
    return date if local is told else replace(date, value=local.value, interval=local.interval, anchor=local.anchor)


def _place_near(date: DateMention, resolutions: Sequence[Resolution]) -> Place | None:
    near = []
    for resolution in resolutions:
        quote, place = resolution.mention.quote, resolution.place
        if place is None or quote.document is not date.quote.document or place.kind in ("continent", "ocean"):
            continue
        apart = max(quote.start - date.quote.end, date.quote.start - quote.end, 0)
        if apart <= _REACH:
            between = quote.document.text[min(date.quote.end, quote.end) : max(date.quote.start, quote.start)]
            if "\n" not in between.strip():
                stated = resolution.mention.reference == "coordinates"  # "MERIDIAN" beside it may be a ship's name
                near.append((not stated, apart, quote.start, place))
    return min(near, key=lambda n: n[:3])[3] if near else None


def zone_at(place: Place) -> str:
    """The zone of a place: the one of its country whose principal location is nearest, at sea the nautical one."""
    from kimmap.geodesy import geodesic_km  # loads geographiclib, which reading dates does not need

    own = [zone for zone in zone_table() if zone.country == place.country]
    if not own:
        hours = round(place.lon / 15)
        return f"{'-' if hours < 0 else '+'}{abs(hours):02d}:00"
    return min(own, key=lambda z: (geodesic_km(place.point, (z.lat, z.lon)), z.name)).name
