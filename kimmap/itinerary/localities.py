"""Which places are one stop: a site inside a town, a station at a border crossing, a country around both."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import asin, cos, radians, sin

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.reports import Days
from kimmap.model import Place, PlaceKind

SAME_PLACE_KM = 20.0
"""Two entries of one name this near are one place."""

_FACILITIES: dict[PlaceKind, float] = {"quarter": 20, "site": 15, "station": 15, "port": 20, "airport": 45}
"""How far beyond its town's edge a facility may lie and still be the town's, in kilometres."""

WATERLINES: frozenset[PlaceKind] = frozenset({"river", "canal", "strait"})
_FRONTIER_FACILITIES: frozenset[PlaceKind] = frozenset({"station", "site", "port"})
_SMALL_ISLAND_KM = 40.0
_BOROUGH_SHARE = 0.05
"""A town this small beside another, and inside it, is a part of it."""

_TOWN = 5000
"""Of fewer inhabitants a place is a village."""

_LYING_OFF_KM = 15.0
"""A ship this near is at the place."""
_DRIFT_KM = 10.0
"""A ship lying off drifts no farther in a day; from one camp to the next is more."""
_RANK: dict[PlaceKind, int] = {"city": 0, "island": 1, "spaceport": 1, "border_crossing": 2, "position": 9, "site": 7}
"""A place may stand for another only when its rank is lower: no circles, and towns come first."""


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """A name without case, diacritics and punctuation, for comparison."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare.casefold()).split())


def contains(area: Place, place: Place) -> bool:
    """Whether an area (country, region, sea …) holds a place; borders belong to both sides."""
    if area.id == place.id:
        return False
    if area.kind == "country":
        return area.country is not None and area.country in (place.country, *place.countries)
    if area.kind in ("region", "district"):
        theirs = {c for c in (place.country, *place.countries) if c}
        if area.country and theirs and area.country not in theirs:
            return False
        if fold(area.name) in {fold(n) for n in (place.region, place.district) if n}:
            return True
        if place.kind in ("city", "quarter", "airport", "station", "port") and place.region and area.kind == "district":
            return bool(area.region) and fold(area.region or "") == fold(place.region) and _reaches(area, place)
        if area.kind == "region" and place.region:
            # Another region by name, unless the names are of two languages: then it lies well inside.
            return _reaches(area, place, 0.5)
    return _reaches(area, place)


def _reaches(area: Place, place: Place, share: float = 1.0) -> bool:
    return is_within(area, place, share * area.radius_km)


def is_within(a: Place, b: Place, limit_km: float) -> bool:
    """Whether two places lie no farther apart; quick where latitude or longitude alone rule it out."""
    if abs(a.lat - b.lat) * 110 > limit_km:
        return False
    meridians = abs((a.lon - b.lon + 180) % 360 - 180)
    if meridians < 90:  # the way to the other's meridian is the least that must be gone
        width = asin(cos(radians(max(abs(a.lat), abs(b.lat)))) * sin(radians(meridians)))
        if 6330 * width > limit_km:
            return False
    return geodesic_km(a.point, b.point) <= limit_km


_FIX_KM = 25.0
"""How far off a place the position of a row may be that names it; what is farther off is a camp or a fix at sea."""


def stand_ins(
    places: Mapping[str, Place], days: Mapping[str, Sequence[Days]], fixes: Mapping[str, str] | None = None
) -> dict[str, Place]:
    """For every place (by id) the one that names its stop: a town for its stations, else itself.

    ``days`` are the stated days of each place: a river and a crossing are one only if they can be.  ``fixes`` has
    for positions (by id) the place that their row of a log names.
    """
    listed = [places[i] for i in sorted(places)]
    parent = {p.id: _host(p, listed, days) or p for p in listed}
    for position, named in (fixes or {}).items():
        at, town = places[position], places[named]
        is_there = not town.is_area and is_within(at, town, town.radius_km + _FIX_KM)
        if parent[position].id == position and is_there and parent[named].id != position:
            parent[position] = places[named]
    result = {}
    for place in listed:
        head = place
        while parent[head.id].id != head.id:
            head = parent[head.id]
        result[place.id] = head
    return result


def _host(place: Place, others: Sequence[Place], days: Mapping[str, Sequence[Days]]) -> Place | None:
    """The nearest place that stands for this one, None when it stands for itself."""
    fitting = [
        (geodesic_km(place.point, other.point), other.id, other)
        for other in others
        if not other.is_area and _order(other) < _order(place)
        and _stands_for(other, place)
        and (other.kind == "city" or _is_twin(other, place)
             or _compatible(days.get(other.id, ()), days.get(place.id, ()), other.kind))
    ]  # fmt: skip
    return min(fitting, default=(0.0, "", None))[2]


def _order(place: Place) -> tuple[int, int, str]:
    return _RANK.get(place.kind, 5), -place.population, place.id


def _stands_for(host: Place, place: Place) -> bool:
    if _is_twin(host, place):
        return True
    if host.kind == "city":
        return _is_part_of_town(host, place)
    if host.kind == "border_crossing":
        if place.kind in WATERLINES:
            # A river has one point and is long: the countries that it parts tell more than the distance.
            parts_them = len(place.countries) > 1 and set(place.countries) <= set(host.countries)
            return parts_them or is_within(host, place, SAME_PLACE_KM)
        return place.kind in _FRONTIER_FACILITIES and is_within(host, place, SAME_PLACE_KM)
    if place.kind == "site":
        holds_sites = host.kind in ("spaceport", "island", "park", "airport")
        return holds_sites and is_within(host, place, max(host.radius_km, 5))
    if place.kind != "position" or host.kind in WATERLINES:
        return False
    return is_within(host, place, max(host.radius_km, _DRIFT_KM if host.kind == "position" else _LYING_OFF_KM))


def _is_twin(one: Place, other: Place) -> bool:
    """Whether two entries are of one place: an island and the district of its name."""
    return fold(one.name) == fold(other.name) and is_within(one, other, SAME_PLACE_KM)


def _is_part_of_town(town: Place, place: Place) -> bool:
    if place.kind in _FACILITIES:
        beyond = _FACILITIES[place.kind]
        if place.kind == "site" and town.population < _TOWN:
            beyond = 0.0  # a village has nothing so far off
        return is_within(town, place, town.radius_km + beyond)
    if place.kind == "island":
        return place.radius_km <= _SMALL_ISLAND_KM and is_within(town, place, place.radius_km)
    if place.kind == "border_crossing":
        return set(fold(town.name).split()) <= set(fold(place.name).split()) and is_within(town, place, SAME_PLACE_KM)
    if place.kind == "strait":
        return is_within(town, place, town.radius_km)
    if place.kind == "city":  # a borough that the gazetteer lists as a town of its own
        return place.population <= _BOROUGH_SHARE * town.population and is_within(town, place, town.radius_km)
    return place.kind == "position" and is_within(town, place, town.radius_km + _LYING_OFF_KM)


def _compatible(a: Sequence[Days], b: Sequence[Days], kind: PlaceKind) -> bool:
    """Whether two places can be of one stay; a ship that lies off drifts from day to day."""
    return not a or not b or any(x.gap(y) <= (kind == "position") for x in a for y in b)
