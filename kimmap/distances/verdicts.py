"""What a stated distance is worth beside the geodesic between its ends.

The bands are those of 5,434 road routes in Great Britain against the great circle, by length: what 95 and
99 in a hundred roads stay under.  A straight line is a hard lower bound; a road is seldom straighter than
1.06 times it, and longer than the bands only around water, mountains or a closed border.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kimmap.distances.antecedents import LONG_KINDS
from kimmap.distances.measures import Measure
from kimmap.gazetteer.borders import are_parted_by_sea
from kimmap.geodesy import bearing_deg, compass_point, geodesic_km
from kimmap.model import Place, PlaceKind, Verdict

KM_PER_MILE = 1.609344

_DETOURS = ((25, 4.57, 5.43), (50, 2.47, 3.72), (100, 2.39, 3.14), (200, 1.91, 2.44), (400, 1.62, 1.86),
            (800, 1.53, 1.68), (float("inf"), 1.40, 1.40))  # fmt: skip
"""(up to this many kilometres, 95th, 99th percentile of road ÷ great circle)"""
STRAIGHT = (0.97, 1.06)
"""Between these times the geodesic a stated distance is the straight line."""
_FLOWN_STRAIGHT = 1.02
"""Up to here a flight is the straight line: airways are straight, and what is longer goes around something."""
_MOST = 3.0
_EDGE_SHARE, _EDGE_KM = 0.25, 15.0
"""How much of a straight line, and how many kilometres of it, a town may take up from its centre on."""
_HALF_RIGHT = 45.0
"""Degrees that a stated direction may be off: texts know eight of them."""
_WRONG = 70.0
"""Degrees from which on a stated direction is wrong and no loose word."""
_EXTENTS: dict[PlaceKind, float] = {
    "city": 5,
    "airport": 3,
    "island": 5,
    "park": 10,
    "lake": 10,
    "spaceport": 10,
    "site": 1,
}
_SLIPS = ((1 / KM_PER_MILE, "if the figure were kilometres taken for miles"),
          (KM_PER_MILE, "if the figure were miles taken for kilometres"),
          (1.852 / KM_PER_MILE, "if the miles were nautical"),
          (0.1, "with one digit less"), (10.0, "with one digit more"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason in words; ``ratio`` is claimed over geodesic."""

    verdict: Verdict
    explanation: str
    ratio: float | None


Say = Callable[[float], str]
"""A length in kilometres → in words."""


def say_km(km: float) -> str:
    """A length for readers: "163 km", "5.4 km", "1,066 km"."""
    return f"{km:.1f} km" if km < 10 else f"{round(km):,} km"


def judge(
    measure: Measure, ends: tuple[Place, Place], geodesic_km: float, stated_as: str | None, say: Say = say_km
) -> Judgement:
    """Judge a stated distance between two places; ``say`` words lengths in the reader's unit."""
    if geodesic_km <= 0:
        return Judgement("unresolved", "not judged: both ends are one place", None)
    ratio = measure.km / geodesic_km
    blurred = largest_unsharp(ends, measure.km)
    if blurred is not None:
        return Judgement("unresolved", f"not judged: {blurred.name} is too large to measure from one point", None)
    verdict, explanation = _weigh(measure, ratio, ends, geodesic_km, stated_as, say)
    return Judgement(verdict, explanation, ratio)


def _weigh(
    measure: Measure, ratio: float, ends: tuple[Place, Place], geodesic_km: float, stated_as: str | None, say: Say
) -> tuple[Verdict, str]:
    line, times = f"the straight line ({say(geodesic_km)})", f"{ratio:.2f} times it"
    if ratio < STRAIGHT[0]:
        if measure.most_km >= (geodesic_km - sum(_reach_km(p, geodesic_km) for p in ends)) * 0.995:
            return "straight-line", f"{line}, within rounding and the size of the places"
        return "implausible", f"shorter than {line}, which no way can be{_slip(measure.km, geodesic_km)}"
    is_detour = stated_as == "air" and measure.least_km > geodesic_km * _FLOWN_STRAIGHT
    if ratio <= STRAIGHT[1] and not is_detour:
        return "straight-line", line + _too_straight(ratio, geodesic_km, stated_as)
    usual, rare = _percentiles(geodesic_km)
    if measure.least_km <= geodesic_km * usual:
        return "network", f"not {line}{_against_text(stated_as)}; {times}, plausible {_way(stated_as, ends)}"
    if measure.least_km <= geodesic_km * min(1.3 * rare, max(_MOST, usual)):
        return "network", f"not {line}{_against_text(stated_as)}; {times}, {_detour(stated_as, ends)}"
    if measure.least_km <= geodesic_km * usual + sum(map(extent_km, ends)):
        return "network", f"not {line}, but within the size of the places"
    return "implausible", f"not {line}: {times}, too long for any ordinary way{_slip(measure.km, geodesic_km)}"


def holds_direction(stated_deg: float | None, reference: Place, place: Place) -> bool:
    """Whether ``place`` lies where a text says, seen from ``reference``, to half of a right angle; True for None."""
    return stated_deg is None or _degrees_off(stated_deg, reference, place) <= _HALF_RIGHT


def _degrees_off(stated_deg: float, reference: Place, place: Place) -> float:
    return abs((bearing_deg(reference.point, place.point) - stated_deg + 180) % 360 - 180)


def is_wrong_direction(stated_deg: float | None, reference: Place, place: Place) -> bool:
    """Whether a stated direction is wrong beyond doubt: by more than three of sixteen points, between places apart."""
    if stated_deg is None or any(p.is_area or p.kind in (*LONG_KINDS, "position") for p in (reference, place)):
        return False
    is_apart = geodesic_km(reference.point, place.point) > extent_km(reference) + extent_km(place)
    return is_apart and _degrees_off(stated_deg, reference, place) > _WRONG


def check_direction(stated_deg: float, reference: Place, place: Place) -> str:
    """What to say of a stated direction ("90 km east of"): nothing when it holds within 45°."""
    if holds_direction(stated_deg, reference, place):
        return ""
    lies, said = compass_point(bearing_deg(reference.point, place.point)), compass_point(stated_deg)
    return f"; {place.name} lies to the {lies} of {reference.name}, not to the {said} as the text has it"


def say_wrong_direction(stated_deg: float, reference: Place, place: Place, worth: str) -> str:
    """What to say of a claim whose direction is wrong; ``worth`` is what the figure itself is worth."""
    told = check_direction(stated_deg, reference, place).removeprefix("; ")
    return f"wrong direction: {told}; the figure itself is right: {worth}"


def usual_detour(geodesic_km: float) -> float:
    """How many times the straight line 95 in a hundred roads are at most, for places so far apart."""
    return _percentiles(geodesic_km)[0]


def _percentiles(geodesic_km: float) -> tuple[float, float]:
    return next((usual, rare) for limit, usual, rare in _DETOURS if geodesic_km <= limit)


def largest_unsharp(ends: tuple[Place, Place], claimed_km: float) -> Place | None:
    """The end that is too large for its point to stand for it, of two the larger; None where both are sharp."""
    return max((p for p in ends if is_unsharp(p, claimed_km)), key=_size, default=None)


def _size(place: Place) -> tuple[bool, float]:
    """Sorts areas of which nobody knows the size, as continents are, behind all others."""
    return not place.radius_km, place.radius_km


def is_unsharp(place: Place, claimed_km: float) -> bool:
    """Whether a place is too large for its point to stand for it at this distance."""
    return place.kind in LONG_KINDS or (place.is_area and (not place.radius_km or place.radius_km > 0.1 * claimed_km))


def extent_km(place: Place) -> float:
    """How far from its point a place may be measured."""
    return max(place.radius_km, _EXTENTS.get(place.kind, 0.0))


def inland_km(place: Place) -> float:
    """How far from the middle of a large island a place still lies on it."""
    return place.radius_km if place.kind == "island" else 0.0


def is_group(place: Place) -> bool:
    """Whether a place is several islands, so that an island which nothing knows may be one of them."""
    return re.search(r"\b(?:Islands|Isles|Islets|Archipelago)\b", place.name) is not None


def _reach_km(place: Place, geodesic_km: float) -> float:
    """How far towards the other end a straight line may begin: towns are measured from centre to centre, or nearly."""
    reach = extent_km(place)
    return min(reach, _EDGE_SHARE * geodesic_km, _EDGE_KM) if place.kind == "city" else reach


def is_too_straight(ratio: float | None, geodesic_km: float, stated_as: str | None) -> bool:
    """Whether a way is said to be as short as only a straight line can be."""
    return stated_as in ("road", "rail") and ratio is not None and ratio < 1.05 and geodesic_km > 50


def _too_straight(ratio: float, geodesic_km: float, stated_as: str | None) -> str:
    if is_too_straight(ratio, geodesic_km, stated_as):
        return f", hardly the length of a {stated_as}{'way' * (stated_as == 'rail')} as the text has it"
    return ""


def _against_text(stated_as: str | None) -> str:
    return ", as the text has it" if stated_as == "straight" else ""


_WAYS = {"road": "along a road", "rail": "along a railway", "sea": "along a sea route", "river": "along the river",
         "air": "by air, with a detour"}  # fmt: skip


def _way(stated_as: str | None, ends: tuple[Place, Place]) -> str:
    """By which kind of way a figure is plausible: the stated one, or else one that there can be."""
    return _WAYS.get(stated_as or "") or ("by sea" if _has_sea_between(ends) else "along a road or railway")


def _detour(stated_as: str | None, ends: tuple[Place, Place]) -> str:
    if stated_as in ("river", "air"):
        return f"plausible {_WAYS[stated_as]}"
    if stated_as == "sea" or (stated_as is None and _has_sea_between(ends)):
        return "plausible by sea, with a detour around land"
    return "plausible only with a detour, around water, mountains or a closed border"


def _has_sea_between(ends: tuple[Place, Place]) -> bool:
    """Whether no way over land leads from end to end, as far as islands and countries tell."""
    a, b = ends
    islands = [p for p in ends if p.kind == "island"]
    is_off = bool(islands) and geodesic_km(a.point, b.point) > max(p.radius_km for p in islands)
    return is_off or are_parted_by_sea(a.country, b.country)


def _slip(claimed_km: float, geodesic_km: float) -> str:
    """The slip of unit or digit that would explain a wrong figure."""
    for factor, words in _SLIPS:
        if STRAIGHT[0] <= claimed_km * factor / geodesic_km <= STRAIGHT[1]:
            return f"; it would be the straight line {words}"
    return ""
