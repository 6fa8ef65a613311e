"""Places as somebody types them: a name, "name, country", or coordinates → the place that is meant.

Names that several places have are read in each other's light: of the places of each name the group that
lies together is taken, unless far better known places of these names lie apart.
"""

from __future__ import annotations

import math
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kimmap.distances.borders import border_near, is_border
from kimmap.distances.measures import lexicon
from kimmap.distances.verdicts import say_km
from kimmap.errors import UnknownPlace, WrongSettings
from kimmap.gazetteer import Gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.renown import is_outshone, largest_namesake
from kimmap.geodesy import geodesic_km, read_point
from kimmap.model import Place

_CANDIDATES = 8
"""Places of one name that are weighed; the most prominent come first."""
_NAMESAKES = 40
"""Places of one name that are known: a claimed distance may fit one that nobody would think of first."""
_APART = 1.5
"""What a place loses for each tenfold of its distance to the others, in tenfolds of inhabitants."""
_NEAR_KM = 50.0
"""Below this, nearer is not better."""
_UNCOUNTED = 4.0
"""log10 of the inhabitants that a place without any is worth: a cape, a spaceport, a border station."""
_HAMLET = 2.5
"""The same of a settlement of which nobody says how many live there."""
_ANOTHER_NAME = 0.5
"""What a place loses that goes by another name in the first place."""
_BEYOND_NAME_KM = 300.0
"""How far a qualifier that is a town may be ("Lincoln, Omaha")."""
_BEYOND_MIDDLE = 1.5
"""How many radii from an area's middle its towns may be: a radius holds nine tenths of them."""


@dataclass(frozen=True, slots=True)
class TypedPlace:
    """What was typed, the place taken, why, and the other places that it could be, likeliest first."""

    typed: str
    place: Place
    why: str
    runners_up: tuple[Place, ...] = ()


def find_typed(typed: Sequence[str], gazetteer: Gazetteer) -> tuple[TypedPlace, ...]:
    """The places that ``typed`` means, in its order.

    A border ("the Polish border") is its point nearest to the place typed before it, or else to the one behind it.

    Raises ``UnknownPlace`` for a name that the gazetteer does not have, with names spelt nearly so, and
    ``WrongSettings`` for nothing typed or for coordinates that are not on Earth.
    """
    borders = {text for text in typed if is_border(text)}
    candidates = {text: _candidates(text, gazetteer) for text in typed if text not in borders}
    if not candidates and borders:
        raise WrongSettings(f"“{min(borders)}” is measured from a place: give one beside it")
    chosen = _choose({text: places[:_CANDIDATES] for text, (places, _) in candidates.items()})
    meant = {}
    for text, (places, why) in candidates.items():
        place = chosen[text]
        others = [other for other in chosen.values() if other is not place]
        runners_up = tuple(p for p in places if p is not place)
        meant[text] = TypedPlace(text, place, why or _reason(place, places, others), runners_up)
    for i, text in enumerate(typed):
        if text in borders:
            beside = next(t for t in (*reversed(typed[:i]), *typed[i:]) if t in candidates)
            meant[text] = _border(text, chosen[beside], gazetteer)
    return tuple(meant[text] for text in typed)


def _border(text: str, beside: Place, gazetteer: Gazetteer) -> TypedPlace:
    place = border_near(text, beside, gazetteer)
    if place is None:
        raise UnknownPlace(f"no land border that “{text}” could be is known near {beside.name}")
    return TypedPlace(text, place, f"its point nearest to {beside.name}")


def _candidates(text: str, gazetteer: Gazetteer) -> tuple[tuple[Place, ...], str]:
    """The places that a text can mean, and why where that is settled already."""
    if not text.strip():
        raise WrongSettings('a place is missing: give names or coordinates, for example "Lisbon" or "38.7, -9.1"')
    point = read_point(text)
    if point is not None:
        name = f"{point[0]:.4f}, {point[1]:.4f}"
        return (Place(f"point:{point[0]:.6f},{point[1]:.6f}", name, "position", *point),), "coordinates, as typed"
    if not any(c.isalpha() for c in text):
        raise WrongSettings(f"“{text}” is neither a name nor a point on Earth: write latitude, longitude in degrees")
    by_id = gazetteer.by_id(text)
    if by_id is not None:
        return (by_id,), "by its id, as typed"
    whole = gazetteer.find(text)
    if whole:
        return _without_areas_of_towns(whole)[:_NAMESAKES], ""
    name, *qualifiers = [part.strip(" )") for part in text.replace("(", ",").split(",")]
    qualifiers = [q for q in qualifiers if q]
    places = _without_areas_of_towns(gazetteer.find(name)) if name else ()
    if not places:
        raise UnknownPlace(_unknown(name or text, gazetteer))
    for qualifier in qualifiers:
        fitting = _inside(places, qualifier, gazetteer)
        if not fitting:
            there = "; ".join(describe(p, gazetteer) for p in places[:3])
            raise UnknownPlace(f"no “{name}” is known in or near “{qualifier}”; known are {there}")
        places = fitting
    within = ", ".join(qualifiers)
    return places[:_NAMESAKES], f"the only one in or near {within}" if len(places) == 1 and within else ""


def _inside(places: Sequence[Place], qualifier: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Those of ``places`` that lie in or near what ``qualifier`` names: a country, region, code or town."""
    state = lexicon()["states"].get(qualifier.upper().replace(".", ""))
    if state is not None:
        inside = tuple(p for p in places if p.country == "US" and p.region and p.region.startswith(state))
        if inside:
            return inside
    named = tuple(
        p for p in places if qualifier.casefold() in ((p.region or "").casefold(), (p.district or "").casefold())
    )
    if named:
        return named
    code = qualifier.upper() if gazetteer.country(qualifier.upper()) else gazetteer.demonym(qualifier)
    areas = (*((gazetteer.country(code),) if code else ()), *gazetteer.find(qualifier))
    for area in filter(None, areas):
        if area.kind == "country":
            inside = tuple(p for p in places if area.country and area.country in (p.country, *p.countries))
        elif area.kind in ("region", "district"):
            of_country = tuple(p for p in places if p.country == area.country)
            inside = tuple(p for p in of_country if area.name in (p.region, p.district))
            inside = inside or tuple(p for p in of_country if not p.district and _may_hold(area, p))
        else:
            reach = _BEYOND_NAME_KM + area.radius_km
            near = [p for p in places if p.id != area.id and geodesic_km(p.point, area.point) <= reach]
            inside = tuple(sorted(near, key=lambda p: geodesic_km(p.point, area.point)))
        if inside:
            return inside
    return ()


def _may_hold(area: Place, place: Place) -> bool:
    """Whether a place may lie in an area; few towns are known with their county."""
    return place.id != area.id and geodesic_km(place.point, area.point) <= _BEYOND_MIDDLE * area.radius_km


def _choose(candidates: Mapping[str, Sequence[Place]]) -> dict[str, Place]:
    """One of each name's places, so that they are as well known and as near to each other as can be."""
    best = {name: places[0] for name, places in candidates.items()}
    least = _cost(best, candidates)
    for name, places in candidates.items():
        for anchor in places:
            group = {n: anchor if n == name else _nearest_known(anchor, n, others) for n, others in candidates.items()}
            cost = _cost(group, candidates)
            if cost < least - 1e-9:
                best, least = group, cost
    return best


def _nearest_known(anchor: Place, name: str, places: Sequence[Place]) -> Place:
    return min(places, key=lambda p: _APART * _remoteness(anchor, p) - _fame(p, name, places))


def _cost(group: Mapping[str, Place], candidates: Mapping[str, Sequence[Place]]) -> float:
    """How unlikely a group is: little known, or far from each other."""
    fame = sum(_fame(place, name, candidates[name]) for name, place in group.items())
    apart = 0.0
    for place in group.values():
        apart += min((_remoteness(place, other) for other in group.values() if other is not place), default=0.0)
    return (_APART / min(len(group), 2)) * apart - fame


def _remoteness(a: Place, b: Place) -> float:
    return math.log10(1 + max(0.0, geodesic_km(a.point, b.point) - a.radius_km - b.radius_km) / _NEAR_KM)


def _fame(place: Place, name: str, places: Sequence[Place]) -> float:
    """How likely somebody means it by that name, in tenfolds of inhabitants."""
    key = name_key(name)
    namesake = largest_namesake(places, key)
    outshone = namesake is not None and is_outshone(place, namesake, key)
    known = _tenfolds(namesake if namesake and outshone else place)
    if place.kind == "site" and place is places[0]:
        known = max(map(_tenfolds, places))  # the White House, whatever towns are called so
    by_another_name = place.name.casefold() not in name.casefold()
    return max(known, 2.0) - 0.1 * places.index(place) - _ANOTHER_NAME * by_another_name


def _tenfolds(place: Place) -> float:
    if place.population:
        return math.log10(place.population)
    return _HAMLET if place.kind == "city" else _UNCOUNTED


def _without_areas_of_towns(places: Sequence[Place]) -> tuple[Place, ...]:
    """Less the districts and regions that are named after a town in them that has the name too."""
    towns = [p for p in places if p.kind == "city"]
    return tuple(
        p
        for p in places
        if p.kind not in ("region", "district")
        or not any(t.country == p.country and geodesic_km(t.point, p.point) <= max(60.0, p.radius_km) for t in towns)
    )


def _reason(place: Place, places: Sequence[Place], others: Sequence[Place]) -> str:
    if len(places) == 1:
        return "the only place of that name"
    nearest = min(others, key=lambda o: geodesic_km(o.point, place.point), default=None)
    if place is places[0] or nearest is None:
        return "the best known place of that name"
    away = say_km(geodesic_km(nearest.point, place.point))
    return f"of its namesakes the one that lies with {nearest.name}, {away} away"


def describe(place: Place, gazetteer: Gazetteer) -> str:
    """A place in words that tell it from its namesakes: "Boston, city in England, United Kingdom (52.98, -0.03)"."""
    countries = [c.name for code in (place.country, *place.countries) if code and (c := gazetteer.country(code))]
    where = ", ".join(dict.fromkeys(filter(None, (place.district, place.region, " and ".join(countries)))))
    kind = place.kind.replace("_", " ")
    inside = f" in {where}" if where and place.kind != "country" else ""
    spot = f"{place.lat:.2f}, {place.lon:.2f}"
    return f"{place.name} ({spot})" if place.kind == "position" else f"{place.name}, {kind}{inside} ({spot})"


def _unknown(name: str, gazetteer: Gazetteer) -> str:
    near = [place.name for place in _spelt_nearly(name, gazetteer)]
    hint = f"; did you mean {_either(near)}?" if near else ""
    return f"no place called “{name}” is known{hint or ': check the spelling, or give its coordinates'}"


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _spelt_nearly(name: str, gazetteer: Gazetteer) -> list[Place]:
    """Up to three places whose names are a slip of the pen from ``name``, the best known first; none of short names."""
    found: dict[str, Place] = {}
    slips = _slips(name.casefold()) if len(name) > 3 else iter(())
    words = name.split()
    parts = (" ".join(words[:i] + words[i + 1 :]) for i in range(len(words))) if len(words) > 1 else iter(())
    for spelling in dict.fromkeys((*slips, *parts)):
        for place in gazetteer.find(spelling)[:1]:
            found.setdefault(place.name, place)
    return sorted(found.values(), key=lambda p: (-_fame(p, p.name, [p]), p.id))[:3]


def _slips(name: str) -> Iterator[str]:
    """All spellings one letter away: left out, doubled, changed, added, two swapped."""
    letters = string.ascii_lowercase + " -"
    for i in range(len(name) + 1):
        head, tail = name[:i], name[i:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail
