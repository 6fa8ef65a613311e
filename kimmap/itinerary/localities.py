"""Which places are one stop: a site inside a town, a station at a border crossing, a country around both."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.reports import Days
from kimmap.model import Place, PlaceKind

SAME_PLACE_KM = 20.0
"""Two entries of one name this near are one place."""

_FACILITIES: dict[PlaceKind, float] = {"quarter": 20, "site": 15, "station": 15, "port": 20, "airport": 45}
"""How far beyond its town's edge a facility may lie and still be the town's, in kilometres."""

_WATERLINES: frozenset[PlaceKind] = frozenset({"river", "canal", "strait"})
_FRONTIER_FACILITIES: frozenset[PlaceKind] = frozenset({"station", "site", "port"})
_SMALL_ISLAND_KM = 40.0
_RANK: dict[PlaceKind, int] = {"city": 0, "island": 1, "spaceport": 1, "border_crossing": 2, "position": 9, "site": 7}
"""A place may stand for another only when its rank is lower: no circles, and towns come first."""


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
    return _reaches(area, place)


def _reaches(area: Place, place: Place) -> bool:
    return geodesic_km(area.point, place.point) <= area.radius_km


def stand_ins(places: Mapping[str, Place], days: Mapping[str, Sequence[Days]]) -> dict[str, Place]:
    """For every place (by id) the one that names its stop: a town for its stations, else itself.

    ``days`` are the stated days of each place: a river and a crossing are one only if they can be.
    """
    listed = [places[i] for i in sorted(places)]
    parent = {p.id: _host(p, listed, days) or p for p in listed}
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
        and (other.kind == "city" or _compatible(days.get(other.id, ()), days.get(place.id, ())))
    ]  # fmt: skip
    return min(fitting, default=(0.0, "", None))[2]


def _order(place: Place) -> tuple[int, int, str]:
    return _RANK.get(place.kind, 5), -place.population, place.id


def _stands_for(host: Place, place: Place) -> bool:
    apart = geodesic_km(host.point, place.point)
    if fold(host.name) == fold(place.name) and apart <= SAME_PLACE_KM:
        return True
    if host.kind == "city":
        if place.kind in _FACILITIES:
            return apart <= host.radius_km + _FACILITIES[place.kind]
        if place.kind == "island":
            return place.radius_km <= _SMALL_ISLAND_KM and apart <= place.radius_km
        if place.kind == "border_crossing":
            return apart <= SAME_PLACE_KM and set(fold(host.name).split()) <= set(fold(place.name).split())
    if host.kind == "border_crossing":
        if place.kind in _WATERLINES:
            # A river has one point and is long: the countries that it parts tell more than the distance.
            return apart <= SAME_PLACE_KM or (len(place.countries) > 1 and set(place.countries) <= set(host.countries))
        return place.kind in _FRONTIER_FACILITIES and apart <= SAME_PLACE_KM
    if place.kind == "site":
        return host.kind in ("spaceport", "island", "park", "airport") and apart <= max(host.radius_km, 5)
    return place.kind == "position" and apart <= max(host.radius_km, 15)


def _compatible(a: Sequence[Days], b: Sequence[Days]) -> bool:
    return not a or not b or any(x.overlaps(y) for x in a for y in b)
