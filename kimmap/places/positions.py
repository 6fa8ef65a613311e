"""Positions written as figures: "67°34′S, 180°", "41° 17.3' S 174° 46.8' E", "(43.358, 132.191)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DEGREE = r"\s?(?:°|º|˚|deg(?:rees?|s)?\.?)"
_MINUTE = r"\s?(?:′|'|’|´|min(?:utes?)?\.?|m(?=\s?[NSEW]\b))"
_SECOND = r"\s?(?:″|\"|”|''|’’|′′|sec(?:onds?)?\.?)"


def _angle(name: str, hemispheres: str, words: str) -> str:
    """Degrees with optional minutes and seconds, the hemisphere before or behind."""
    hemisphere = rf"(?:[{hemispheres}]\b|{words})"
    return (
        rf"(?:(?P<{name}_before>{hemisphere})\s?)?(?P<{name}_sign>[-−–](?=\d))?(?P<{name}_deg>\d{{1,3}}(?:[.,]\d+)?){_DEGREE}"
        rf"(?:,?\s?(?:and\s)?(?P<{name}_min>\d{{1,2}}(?:[.,]\d+)?)(?:{_MINUTE})?)?"
        rf"(?:,?\s?(?:and\s)?(?P<{name}_sec>\d{{1,2}}(?:[.,]\d+)?){_SECOND})?"
        rf"(?:\s?(?P<{name}_after>{hemisphere}))?"
    )


_LATITUDE = _angle("lat", "NS", "[Nn]orth(?:ern)?|[Ss]outh(?:ern)?") + r"(?:\s+latitude|\s+lat\.?)?"
_LONGITUDE = _angle("lon", "EW", "[Ee]ast(?:ern)?|[Ww]est(?:ern)?") + r"(?:\s+longitude|\s+long?\.?)?"
_BETWEEN = r"\s*(?:,|;|/|by|and|-|–)?\s*(?:and\s+)?(?:in\s+)?(?:long(?:itude|\.)?|lon\.?)?:?\s*"
_DEGREES = re.compile(rf"(?<![\w.])(?:lat(?:itude|\.)?:?\s*)?{_LATITUDE}{_BETWEEN}{_LONGITUDE}(?![\w°])")
_DECIMAL = re.compile(
    r"(?<![\w.,-])(?P<lat>[-−]?\d{1,2}\.\d{2,8})\s?(?P<ns>[NS])?\s?,\s?(?P<lon>[-−]?\d{1,3}\.\d{2,8})(?:\s?(?P<ew>[EW])\b)?(?![\w.]\d|%)"
)
_LETTERED = re.compile(
    r"(?<!\w)(?P<ns>[NS])\s?(?P<lat>\d{1,2}\.\d{1,8})\s?,?\s?(?P<ew>[EW])\s?(?P<lon>\d{1,3}\.\d{1,8})(?![\w°]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class Position:
    """A pair of coordinates in a text, in degrees, and the offsets of its words."""

    start: int
    end: int
    lat: float
    lon: float


def find_positions(text: str) -> Iterator[Position]:
    """All positions in ``text`` that are on Earth, in text order; a latitude alone is none."""
    found = [_in_degrees(m) for m in _DEGREES.finditer(text)]
    found += [_in_decimals(m) for pattern in (_DECIMAL, _LETTERED) for m in pattern.finditer(text)]
    end = 0
    for position in sorted(filter(None, found), key=lambda p: (p.start, -p.end)):
        if position.start >= end:
            end = position.end
            yield position


def _in_degrees(match: re.Match[str]) -> Position | None:
    lat, lon = (_degrees(match, name) for name in ("lat", "lon"))
    signs = ("lat_before", "lat_after", "lat_sign", "lon_before", "lon_after")
    unsigned = not any(match[name] for name in signs)
    if lat is None or lon is None or (unsigned and "lat" not in match.group().lower()):
        return None  # "from 20° to 30°" and the like: temperatures, bearings
    return _position(match, lat, lon)


def _in_decimals(match: re.Match[str]) -> Position | None:
    lat, lon = (float(match[name].replace("−", "-")) for name in ("lat", "lon"))
    return _position(match, -lat if match["ns"] == "S" else lat, -lon if match["ew"] == "W" else lon)


def _position(match: re.Match[str], lat: float, lon: float) -> Position | None:
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    text = match.group()
    return Position(match.start(), match.start() + len(text.rstrip(" ,;/-–")), lat, lon)


def _degrees(match: re.Match[str], name: str) -> float | None:
    parts = [float((match[f"{name}_{part}"] or "0").replace(",", ".")) for part in ("deg", "min", "sec")]
    if parts[1] >= 60 or parts[2] >= 60:
        return None
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    hemisphere = (match[f"{name}_before"] or match[f"{name}_after"] or "").upper()[:1]
    return -value if hemisphere in ("S", "W") or match[f"{name}_sign"] else value
