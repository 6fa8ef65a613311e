"""What a name may mean: candidates from the gazetteer, with what is known before the text is read."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from kimmap.gazetteer import Gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.model import Place, PlaceKind

MOST = 60
"""No more candidates than this are weighed for one name."""

_LEVEL: dict[PlaceKind, float] = {"continent": 1.2, "ocean": 1.1, "country": 1.15, "sea": 0.9, "region": 0.75, "district": 0.25}
_UNPEOPLED = 0.45
_OTHER_NAME = 0.1
_COMPASS = re.compile(
    r"^(?:(?:north|south|east|west|central|upper|lower|mid|inner|outer|greater|downtown|uptown|upstate|metropolitan|metro|"
    r"northern|southern|eastern|western|(?:north|south)[- ]?(?:east|west)(?:ern)?)[- ])+(?=\w)",
    re.IGNORECASE,
)
_DIRECTION = re.compile(r"(?:the )?(?:(?:north|south)[- ]?)?(?:east|west|north|south)", re.IGNORECASE)
_KIND_WORD = re.compile(
    r"\s(?P<word>city|town|province|region|state|oblast|krai|kray|prefecture|governorate|district|municipality|department|"
    r"republic|territory|township|area|metro|proper)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean; ``prior`` says how likely a bare name means it (about 0 to 2)."""

    place: Place
    prior: float
    how: str = ""
    """How the name leads to it where it is not simply its name: "nationality", "part of it" …"""
    x: float = 0.0
    y: float = 0.0
    z: float = 0.0
    """The point as a unit vector, so that a distance is one product."""


class CandidateFinder:
    """Looks names up in a gazetteer and remembers the answers."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """Most prominent first; empty where the gazetteer knows nothing like it."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> tuple[Candidate, ...]:
        if _DIRECTION.fullmatch(name):
            return ()
        found = self.gazetteer.find(name)
        if found:
            return _weigh(name, found)
        if code := self.gazetteer.demonym(name):
            country = self.gazetteer.country(code)
            return _weigh(name, (country,), "nationality") if country else ()
        if (word := _KIND_WORD.search(name)) and (found := self.gazetteer.find(name[: word.start()])):
            return _weigh(name[: word.start()], found)
        if (part := _COMPASS.match(name)) and (found := self.gazetteer.find(name[part.end() :])):
            return _weigh(name[part.end() :], found, "part of it")
        return ()


_FINDERS: WeakKeyDictionary[Gazetteer, CandidateFinder] = WeakKeyDictionary()


def finder_for(gazetteer: Gazetteer) -> CandidateFinder:
    """The one finder of a gazetteer, with what it has already looked up."""
    if gazetteer not in _FINDERS:
        _FINDERS[gazetteer] = CandidateFinder(gazetteer)
    return _FINDERS[gazetteer]


def _weigh(name: str, found: tuple[Place, ...], how: str = "") -> tuple[Candidate, ...]:
    key = name_key(name)
    towns = [p for p in found if p.kind == "city"]
    return tuple(
        _candidate(place, prominence(place) - (0.0 if name_key(place.name) == key else _OTHER_NAME) - _town_costs(place, towns), how)
        for place in found[:MOST]
    )


def _town_costs(area: Place, towns: list[Place]) -> float:
    """What an area costs that is little more than the town of the same name: the town is meant."""
    if area.kind not in ("region", "district"):
        return 0.0
    return max((1.0 for t in towns if t.country == area.country and t.population * 2 > area.population), default=0.0)


def prominence(place: Place) -> float:
    """How likely a bare name means this place, before anything is known of the text."""
    level = _LEVEL.get(place.kind, 0.0) + (0.4 if place.capital else 0.0)
    if place.population:
        return level + 0.9 * math.log10(place.population + 1) / 8
    return level or _UNPEOPLED


def _candidate(place: Place, prior: float, how: str) -> Candidate:
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return Candidate(place, prior, how, math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))
