"""Positions written as figures: degrees with their minutes, decimals, logs' and notices' short forms, grid references.

A small grammar.  An *angle* is degrees with a sign for them ("67°34′", "15 deg 41 min"), or minutes set off otherwise
("15 41.5", "54-10.3", "15.41.30", "5130"), or a decimal number.  A *position* is two angles of which one belongs to a
latitude and one to a longitude: by their hemispheres ("21 44 N 024 08 W", "N 51 30.5 W 000 07.6"), by words ("lat.
-33.85, lon. 151.21"), or by their order where signs, decimals and the words around leave no doubt.  Numbers that may as
well be prices, scores, times, sections or house numbers are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kimmap.places.grids import find_grid_references

_DEGREE = r"\s?(?:°|º|˚|deg(?:rees?|s)?\b\.?|d(?=\s?\d))"
_MINUTE = r"\s?(?:′|'(?!')|’(?!’)|´|min(?:utes?)?\b\.?|m(?=\s?(?:[NSEW]\b|\d)))"
_SECOND = r"\s?(?:″|\"|”|''|’’|′′|sec(?:onds?)?\b\.?|s(?=\s?[NSEW]\b))"
_NUMBER = r"\d{1,2}(?:[.,]\d+)?"
_AND = r"(?:,\s?|\s|,?\sand\s)?"
_SIGNED = rf"\d{{1,3}}(?:[.,]\d+)?{_DEGREE}(?:{_AND}{_NUMBER}(?:{_MINUTE})?(?:{_AND}{_NUMBER}{_SECOND})?)?"
"""An angle with a degree sign."""
_PLAIN = (
    r"(?:\d{1,3}[ :-]\d{1,2}[ :-]\d{1,2}(?:\.\d+)?(?!\d)|\d{1,3}\.\d{1,2}\.\d{1,2}(?![.\d])"
    rf"|\d{{1,3}}[ :-]{_NUMBER}(?:{_MINUTE})?(?!\d)|\d{{4,7}}(?:\.\d+)?(?!\d)|\d{{1,3}}(?:[.,]\d+)?(?!\d))"
)
"""An angle without one."""
_HEMISPHERES = {"lat": r"(?:[NS]\b\.?|[Nn]orth(?:ern)?\b|[Ss]outh(?:ern)?\b|NORTH\b|SOUTH\b)",
                "lon": r"(?:[EW]\b\.?|[Ee]ast(?:ern)?\b|[Ww]est(?:ern)?\b|EAST\b|WEST\b)"}  # fmt: skip
_BEFORE = {"lat": r"[NS](?=[\s\d.])", "lon": r"[EW](?=[\s\d.])"}
_WORDS = {"lat": r"(?i:lat(?:itude)?\b\.?)", "lon": r"(?i:long?(?:itude|gitude)?\b\.?|lng\b\.?)"}
_BETWEEN = r"[ \t]*(?:\n[ \t]*)?(?:,|;|/|\||·|by\b|and\b|&|(?<!\s)[-–]|[-–](?!\d))?\s?(?:and\s+)?(?:in\s+)?"
_CUE = re.compile(
    r"(?:\b(?:lat|latitude|pos|position|positions|noon|fix|DR|GPS|coord\w*|waypoint|anchored|anchorage|hove|at\s+sea|at|in|near|to|from|off"
    r"|located|wreck|buoy|ship|vessel|yacht|camp|point|geo|abeam)\b|@|[(\[])[\s:.=@(\[]*(?:[\w.]+[\s:]+){0,2}$",
    re.IGNORECASE,
)
"""What may stand before a position that its figures alone do not make one."""
_SURE_CUE = re.compile(
    r"\b(?:lat|latitude|pos|position|positions|noon|fix|DR|GPS|coord\w*|waypoint|geo|anchored|hove)\b[^.;!?]{0,30}$|@$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Position:
    """A pair of coordinates in a text, in degrees, and the offsets of its words."""

    start: int
    end: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class _Angle:
    """An angle as it is written: its parts, and what says that it is one."""

    numbers: tuple[str, ...]
    size: float
    is_signed: bool
    is_fine: bool
    hemisphere: str
    negative: bool
    worded: bool

    @property
    def degrees(self) -> float:
        """Degrees north or east."""
        return -self.size if self.negative or self.hemisphere in ("S", "W") else self.size


def _angle(name: str, plain: bool) -> str:
    size = _PLAIN if plain else _SIGNED
    word = rf"(?:(?P<{name}_word>{_WORDS[name]})\s*[:=]?\s*)?"
    before = rf"(?:(?P<{name}_before>{_BEFORE[name]})\s?\.?\s?)?"
    after = rf"(?:\s?(?P<{name}_after>{_HEMISPHERES[name]}))?(?:\s+{_WORDS[name]})?"
    return rf"{word}{before}(?P<{name}_sign>[-−–+](?=\d))?(?P<{name}>{size}){after}"


def _pair(first: str, second: str, plain: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,-]){_angle(first, plain)}{_BETWEEN}{_angle(second, plain)}(?![\w°]|[.,]\d)")


_GRAMMAR = tuple(_pair(*names, plain) for plain in (False, True) for names in (("lat", "lon"), ("lon", "lat")))
_COMPACT = re.compile(
    r"(?<!\w)(?P<lat>\d{4}(?:\d\d)?(?:\.\d+)?)(?P<ns>[NS])[ /]?(?P<lon>\d{5}(?:\d\d)?(?:\.\d+)?)(?P<ew>[EW])\b"
)
_DECIMAL = re.compile(
    r"(?<![\w.,$£€¥-])(?P<lat>[-−+]?\d{1,2}\.\d{2,12})°?\s?,?\s?(?P<lon>[-−+]?\d{1,3}\.\d{2,12})°?(?![\w%°]|\.\d|,\s?-?\d+\.\d{3})"
)
_SAID = re.compile(r"\s*\(?(?:GPS|DR|fix|position)\b")
_NO_PLACE = re.compile(
    r"\s?(?:%|per\s?cent|euros?|dollars?|pounds?|francs?|roubles?|km|m\b|kg|points?|in\s+all)", re.IGNORECASE
)
_SIGN = re.compile(r"[°º˚]|\bd(?:eg)?|\d\s?d(?:eg)?")
_MAYBE = re.compile(r"[°º˚]|\d\s?[NSEW]\b|\b[NSEW]\s?\d|\b(?:deg|lat)|\d\.\d\d", re.IGNORECASE)


def find_positions(text: str) -> Iterator[Position]:
    """All positions in ``text`` that are on Earth, in text order; a latitude alone is none."""
    found: list[Position] = [Position(*reference) for reference in find_grid_references(text)]
    if _MAYBE.search(text) is not None:
        found += [p for pattern in _GRAMMAR for p in _matches(pattern, text)]
        found += filter(None, (_of_compact(m) for m in _COMPACT.finditer(text)))
        found += filter(None, (_of_decimals(m, text) for m in _DECIMAL.finditer(text)))
    end = 0
    for position in sorted(found, key=lambda p: (p.start, -p.end)):
        if position.start >= end:
            end = position.end
            yield position


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Position]:
    """The positions of one form; what is none may hide another that begins within it."""
    match = pattern.search(text)
    while match is not None:
        position = _of_angles(match, text)
        if position is not None:
            yield position
        match = pattern.search(text, position.end if position else match.start() + 1)


def _of_angles(match: re.Match[str], text: str) -> Position | None:
    told_by = {
        name: match[f"{name}_before"] or match[f"{name}_after"] or match[f"{name}_word"] for name in ("lat", "lon")
    }
    is_negative = match["lat_sign"] or match["lon_sign"]
    if not all(told_by.values()) and not ((any(told_by.values()) or is_negative) and _SIGN.search(match.group())):
        return None  # two numbers, as most are
    angles = {name: _read_angle(match, name) for name in ("lat", "lon")}
    lat, lon = angles["lat"], angles["lon"]
    if lat is None or lon is None:
        return None
    lat, lon = _in_minutes(lat, lon), _in_minutes(lon, lat)
    told = len(text) <= len(match.group()) + 2 or _is_told(text, match.start(), match.end())
    return _on_earth(match, lat.degrees, lon.degrees) if _is_position(lat, lon, told) else None


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether the words around say that figures are a position."""
    return (
        _SURE_CUE.search(text[max(0, start - 60) : start]) is not None or _SAID.match(text[end : end + 12]) is not None
    )


def _is_position(lat: _Angle, lon: _Angle, told: bool) -> bool:
    """Whether two angles are a latitude and a longitude, and not two bearings, temperatures or house numbers."""
    both = bool(lat.hemisphere and lon.hemisphere)
    worded = lat.worded and lon.worded
    if lat.is_signed and lon.is_signed:
        if lat.hemisphere and not lon.hemisphere and lon.size and not (lon.negative or lon.size == _BOTH_WAYS):
            return False  # east or west?
        fine = lat.is_fine and lon.is_fine and (lat.negative or lon.negative)
        return bool(lat.hemisphere or lon.hemisphere) or lat.worded or worded or fine
    if not both:
        return worded and (lat.is_fine or lat.negative or lon.negative)
    return (lat.is_fine and lon.is_fine) or worded or told


_BOTH_WAYS = 180.0


def _read_angle(match: re.Match[str], name: str) -> _Angle | None:
    written, before, after = match[name], match[f"{name}_before"], match[f"{name}_after"]
    if before and after:
        return None
    is_signed = re.search(r"[°º˚]|d(?:eg)?", written) is not None
    numbers = [n.replace(",", ".") for n in re.findall(r"\d+(?:[.,]\d+)?", written)]
    dotted = re.fullmatch(r"\d{1,3}\.\d{1,2}\.\d{1,2}", written.strip())
    if dotted:
        numbers = written.strip().split(".")
    elif len(numbers) == 1 and not is_signed and len(numbers[0].split(".")[0]) >= 4:
        numbers = _cut(numbers[0], 2 if name == "lat" else 3)
    parts = [float(n) for n in numbers]
    if len(parts) > 3 or any(p >= 60 for p in parts[1:]) or any("." in n for n in numbers[:-1]):
        return None
    size = sum(part / 60**i for i, part in enumerate(parts))
    hemisphere = (before or after or "").upper()[:1]
    negative = (match[f"{name}_sign"] or "") in ("-", "−", "–") and bool(match[f"{name}_sign"])
    if negative and hemisphere:
        return None
    is_fine = len(parts) > 1 or "." in numbers[0]
    return _Angle(tuple(numbers), size, is_signed, is_fine, hemisphere, negative, bool(match[f"{name}_word"]))


def _cut(number: str, width: int) -> list[str]:
    """ "5130.5" → 51, 30.5; "513030" → 51, 30, 30."""
    whole, _, fraction = number.partition(".")
    pieces = [whole[:width], *(whole[i : i + 2] for i in range(width, len(whole), 2))]
    return [*pieces[:-1], f"{pieces[-1]}.{fraction}" if fraction else pieces[-1]]


def _in_minutes(angle: _Angle, other: _Angle) -> _Angle:
    """Where the other angle is written "15.41.30", "33.5" is 33 degrees and 5 minutes."""
    degrees, _, minutes = angle.numbers[0].partition(".")
    if len(angle.numbers) > 1 or len(other.numbers) < 3 or other.is_signed or not minutes or len(minutes) > 2:
        return angle
    if int(minutes) >= 60:
        return angle
    size = int(degrees) + int(minutes) / 60
    return replace(angle, numbers=(degrees, minutes), size=size, is_fine=True)


def _of_compact(match: re.Match[str]) -> Position | None:
    lat, lon = ([float(n) for n in _cut(match[name], width)] for name, width in (("lat", 2), ("lon", 3)))
    if any(part >= 60 for part in (*lat[1:], *lon[1:])):
        return None
    north, east = (sum(part / 60**i for i, part in enumerate(parts)) for parts in (lat, lon))
    return _on_earth(match, -north if match["ns"] == "S" else north, -east if match["ew"] == "W" else east)


def _of_decimals(match: re.Match[str], text: str) -> Position | None:
    """A pair of decimal degrees: by its sign, by where it stands, or by the words before it."""
    lat, lon = match["lat"].replace("−", "-"), match["lon"].replace("−", "-")
    decimals = min(len(n.split(".")[1]) for n in (lat, lon))
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 12]
    cells = "\t" in match.group()  # two columns of a tracker's table
    if _NO_PLACE.match(after) or (not cells and "," not in match.group() and decimals < 4):
        return None
    alone = re.search(r"(?:^|[\n(\[:;|\"])\s*$", before) and re.match(r"\s*(?:$|[\n)\];|\"])", after)
    if cells and re.search(r"(?:^|[\n\t])$", before):
        alone = alone or re.match(r"[\t\n]|$", after)
    signed = "-" in (lat[0], lon[0]) and decimals >= 4
    sure = _is_told(text, match.start(), match.end()) and (decimals >= 3 or "-" in lat + lon or before.endswith("@"))
    if not (sure or signed or (decimals >= 3 and (alone or _CUE.search(before)))):
        return None
    return _on_earth(match, float(lat), float(lon))


def _on_earth(match: re.Match[str], lat: float, lon: float) -> Position | None:
    if abs(lat) > 90 or abs(lon) > 180:
        return None
    text = match.group()
    return Position(match.start(), match.start() + len(text.rstrip(" ,;/-–.")), lat, lon)
