"""Time zones: what a text calls them, and how far they are ahead of UTC."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kimmap.dates.lexicon import ZONES

_FIXED = re.compile(r"(?:UTC|GMT|Z)?\s?([+-])(\d{1,2})(?::?(\d\d))?$", re.IGNORECASE)


class Zone(NamedTuple):
    """An IANA zone with its country (ISO 3166-1) and its principal location."""

    country: str
    lat: float
    lon: float
    name: str


def named_zone(words: str) -> str | None:
    """ "GMT", "Moscow", "UTC+13", "+0900" as "+HH:MM" or as the name of an IANA zone; None for what is no zone."""
    words = " ".join(words.split())
    fixed = _FIXED.match(words)
    if fixed:
        return f"{fixed[1]}{int(fixed[2]):02d}:{fixed[3] or '00'}"
    return ZONES.get(words.lower()) or _cities().get(words.lower().replace(" ", "_"))


def ahead_of_utc(zone: str, day: dt.date) -> dt.timedelta:
    """How far ``zone`` ("+HH:MM" or an IANA name) is ahead of UTC on ``day``."""
    fixed = _FIXED.match(zone)
    if fixed:
        ahead = dt.timedelta(hours=int(fixed[2]), minutes=int(fixed[3] or 0))
        return -ahead if fixed[1] == "-" else ahead
    return ZoneInfo(zone).utcoffset(dt.datetime(day.year, day.month, day.day, 12)) or dt.timedelta()  # noqa: DTZ001


def suffix(ahead: dt.timedelta) -> str:
    """What ISO 8601 appends to a time: "Z", "+09:00"."""
    minutes = round(ahead.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}" if minutes else "Z"


@cache
def zone_table() -> tuple[Zone, ...]:
    """All zones that have a country, from the table of the IANA database."""
    rows = []
    for line in files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, point, name, *_ = line.split("\t")
            lat, lon = re.findall(r"[+-]\d+", point)
            rows.append(Zone(country, _degrees(lat, 2), _degrees(lon, 3), name))
    return tuple(rows)


def _degrees(text: str, digits: int) -> float:
    """±DDMM or ±DDDMM, with seconds or without, in degrees."""
    whole, minutes, seconds = text[1 : 1 + digits], text[1 + digits : 3 + digits], text[3 + digits :] or "0"
    value = int(whole) + int(minutes) / 60 + int(seconds) / 3600
    return -value if text[0] == "-" else value


@cache
def _cities() -> dict[str, str]:
    """Zones by the city that they are named after: "Moscow time"."""
    return {zone.name.rsplit("/", 1)[1].lower(): zone.name for zone in zone_table()}
