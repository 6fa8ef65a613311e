"""Grid references: UTM ("17T 630084 4833438") and MGRS ("4QFJ1234567890"), both on the WGS 84 ellipsoid."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_COLUMNS = {1: "ABCDEFGH", 2: "JKLMNPQR", 0: "STUVWXYZ"}
_LEAST = (1.1, 2.0, 2.8, 3.7, 4.6, 5.5, 6.4, 7.3, 8.2, 9.1, 0, 0.8, 1.7, 2.6, 3.5, 4.4, 5.3, 6.2, 7.0, 7.9)
_LEAST_NORTHING = dict(zip(_BANDS, _LEAST, strict=True))
"""Millions of metres: where each band of latitude begins."""
_UTM = re.compile(
    rf"(?<![\w.])(?P<zone>[1-9]|[1-5]\d|60)\s?(?P<band>[{_BANDS}])[\s,]+(?:m?E\s?)?(?P<e>[1-9]\d{{5}}(?:\.\d+)?)(?:\s?m?E)?[\s,]+"
    rf"(?:m?N\s?)?(?P<n>\d{{5,8}}(?:\.\d+)?)(?:\s?m?N)?(?![\w])"
)
_MGRS = re.compile(
    rf"(?<!\w)(?P<zone>[1-9]|[1-5]\d|60)\s?(?P<band>[{_BANDS}])\s?(?P<square>[A-HJ-NP-Z][A-HJ-NP-V])\s?"
    r"(?P<e>\d{3,5})(?P<gap>\s?)(?P<n>\d{3,5})(?!\w)"
)
_K0, _A, _F = 0.9996, 6_378_137.0, 1 / 298.257223563
_N = _F / (2 - _F)
_RADIUS = _A / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_BETA = (_N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96, _N**2 / 48 + _N**3 / 15, 17 * _N**3 / 480)
_DELTA = (2 * _N - 2 * _N**2 / 3 - 2 * _N**3, 7 * _N**2 / 3 - 8 * _N**3 / 5, 56 * _N**3 / 15)


def find_grid_references(text: str) -> Iterator[tuple[int, int, float, float]]:
    """All grid references in ``text``: start, end, and latitude and longitude in degrees."""
    for match in _UTM.finditer(text):
        point = from_utm(int(match["zone"]), match["band"] >= "N", float(match["e"]), float(match["n"]))
        if _is_in_band(point[0], match["band"]):
            yield match.start(), match.end(), *point
    for match in _MGRS.finditer(text):
        found = _from_mgrs(match)
        if found is not None and _is_in_band(found[0], match["band"]):
            yield match.start(), match.end(), *found


def from_utm(zone: int, north: bool, easting: float, northing: float) -> tuple[float, float]:
    """Latitude and longitude in degrees of a point of the UTM grid in metres (Krüger's series, to a centimetre)."""
    xi = (northing - (0 if north else 10_000_000)) / (_K0 * _RADIUS)
    eta = (easting - 500_000) / (_K0 * _RADIUS)
    flat = xi - sum(b * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, b in enumerate(_BETA, 1))
    side = eta - sum(b * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, b in enumerate(_BETA, 1))
    chi = math.asin(math.sin(flat) / math.cosh(side))
    lat = chi + sum(d * math.sin(2 * j * chi) for j, d in enumerate(_DELTA, 1))
    lon = math.radians(zone * 6 - 183) + math.atan2(math.sinh(side), math.cos(flat))
    return math.degrees(lat), (math.degrees(lon) + 180) % 360 - 180


def _is_in_band(lat: float, band: str) -> bool:
    """Whether a latitude is in the band that a reference names; a few kilometres beside it is no slip."""
    south = (_BANDS.index(band) - 10) * 8
    return south - 0.1 <= lat <= south + (12.1 if band == "X" else 8.1)


def _from_mgrs(match: re.Match[str]) -> tuple[float, float] | None:
    zone, band, column, row = int(match["zone"]), match["band"], match["square"][0], match["square"][1]
    digits = match["e"] + match["n"]
    columns = _COLUMNS[zone % 3]
    if column not in columns or len(digits) % 2 or (match["gap"] and len(match["e"]) != len(match["n"])):
        return None
    half = len(digits) // 2
    metre = 10.0 ** (5 - half)
    easting = (columns.index(column) + 1) * 100_000 + int(digits[:half]) * metre
    northing = (_ROWS.index(row) - (5 if zone % 2 == 0 else 0)) % 20 * 100_000 + int(digits[half:]) * metre
    while northing < _LEAST_NORTHING[band] * 1_000_000:
        northing += 2_000_000
    return from_utm(zone, band >= "N", easting, northing)
