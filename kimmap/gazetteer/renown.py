"""How well known a place is, which orders the places of one name."""

from __future__ import annotations

import math
from collections.abc import Sequence
from difflib import SequenceMatcher

from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.supplement import Entry
from kimmap.model import Place, PlaceKind

_OTHER_NAME, _CAPITAL = 0.1, 0.4
_LEVEL: dict[PlaceKind, float] = {"continent": 1.2, "country": 1.15, "region": 0.75, "district": 0.25}
_UNPEOPLED = 1.1
"""What a place without inhabitants has when its rank is 0; each rank takes a tenth of it."""

_FAMOUS_MOUNTAIN = 0.5
"""What a mountain that the world knows has above others: more than the region that is called after it."""

_OUTSHINES = 100
"""By its former or foreign name a city comes before the places that are called so today only with so many times their
inhabitants: Kolkata before Calcutta in Ohio, but not Amman before Philadelphia."""
SPELLING = 0.8
"""Names that are this much alike are spellings of one."""


def prominence(entry: Entry) -> float:
    """How likely a bare name means this place, before anything is known of the text: about 0 to 2."""
    place = entry.place
    level = _LEVEL.get(place.kind, 0.0) + (_CAPITAL if place.capital else 0.0)
    if place.population:
        level -= max(0.0, entry.rank - 5) * 0.22
        return level + 0.9 * math.log10(place.population + 1) / 8
    level += _UNPEOPLED * (1 - entry.rank / 10) * (0.5 if level else 1.0)
    return level + (_FAMOUS_MOUNTAIN if place.kind == "mountain" and entry.rank <= 1 else 0.0)


def other_name_costs(place: Place) -> float:
    """What it costs in prominence that a name is not the usual one: as much as having a tenth of the inhabitants.

    What being the capital is worth goes, too: a capital is known as such by the name that it has today.
    """
    return _OTHER_NAME + (_CAPITAL if place.capital else 0.0)


def likeness(place: Place, key: str) -> float:
    """How much the usual name of a place is like another, folded: from 0 to 1."""
    return SequenceMatcher(None, key, name_key(place.name)).ratio()


def largest_namesake(places: Sequence[Place], key: str) -> Place | None:
    """The largest of the cities whose usual name, folded, is ``key``."""
    named_so = [p for p in places if p.kind == "city" and name_key(p.name) == key]
    return max(named_so, key=lambda p: p.population, default=None)


def is_outshone(city: Place, namesake: Place, key: str) -> bool:
    """Whether a city is less likely meant by another name of it, folded, than the place whose usual name that is.

    Not by another spelling of its usual name, or the short form of it: "Odessa", "León" de los Aldama.
    """
    return (
        city.kind == "city"
        and city.population < _OUTSHINES * namesake.population
        and not name_key(city.name).startswith(key)
        and likeness(city, key) < SPELLING
    )


def names_of_today_first(places: tuple[Place, ...], key: str) -> tuple[Place, ...]:
    """Places of one name, folded, most prominent first: those before the largest namesake that it outshines go behind.

    ``prominence`` alone cannot tell, because it knows one place at a time.  Where the first bears the name today, so
    it stays.
    """
    if len(places) < 2 or name_key(places[0].name) == key:
        return places
    namesake = largest_namesake(places, key)
    if namesake is None:
        return places
    at = places.index(namesake)
    outshone = [p for p in places[:at] if is_outshone(p, namesake, key)]
    return (
        (*(p for p in places[:at] if p not in outshone), namesake, *outshone, *places[at + 1 :]) if outshone else places
    )
