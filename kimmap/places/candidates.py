"""What a name may mean: the gazetteer's places of that name, with what is known before the text is read."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from kimmap.gazetteer import Gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.language import Token
from kimmap.model import Place, PlaceKind

MOST = 50
"""No more places than this are weighed for one name."""

POINT, DISTRICT, REGION, COUNTRY, VAGUE = range(5)
"""How a place takes part in weighing: by its point, or as the area that other places lie in."""

_LEVEL_PRIOR: dict[PlaceKind, float] = {
    "continent": 1.2, "ocean": 1.1, "country": 1.15, "sea": 0.9, "region": 0.75, "district": 0.25,
}  # fmt: skip
_CAPITAL = 0.5
_UNPEOPLED = 0.45
_OTHER_NAME = 0.12
_COMPASS = (
    r"(?:north|south|east|west|central|mid|(?:north|south)[- ]?(?:east|west)|northern|southern|eastern|western|"
    r"(?:north|south)[- ]?(?:eastern|western)|upper|lower|inner|outer|greater|downtown|uptown|upstate|suburban|rural|metropolitan|metro)"
)
_DIRECTION = re.compile(r"(?:the )?(?:(?:north|south)[- ]?)?(?:east|west|north|south)", re.IGNORECASE)
_PART = re.compile(rf"^(?:{_COMPASS}[- ])+(?=\w)", re.IGNORECASE)
_KIND_WORD = re.compile(
    r"\s(?:city|town|province|region|state|oblast|krai|kray|prefecture|governorate|district|municipality|department|"
    r"republic|territory|township|area|metro|proper|island|islands)$",
    re.IGNORECASE,
)

Features = npt.NDArray[np.float64]
X, Y, Z, RADIUS_KM, PRIOR, COUNTRY_NUMBER, REGION_NUMBER, LEVEL = range(8)
"""Columns of ``Candidates.features``: the point as a unit vector, then what weighing needs."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The places that a name may mean, most prominent first, and a row of features for each.

    ``how`` says how the name leads to them where it is not simply theirs: "nationality", "kind" (without a word such as
    "province"), "part" (of the place, "northern X").
    """

    places: tuple[Place, ...]
    features: Features
    how: str = ""


class CandidateFinder:
    """Looks names up in a gazetteer and remembers the answers."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known: dict[str, Candidates] = {}
        self._demonyms: dict[str, str | None] = {}
        self._lengths: dict[tuple[str, ...], int] = {}
        self._numbers: dict[tuple[str, ...], int] = {}

    def candidates(self, name: str) -> Candidates:
        """The candidates for ``name``; none where the gazetteer knows nothing like it."""
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def is_known(self, name: str) -> bool:
        """Whether the gazetteer has a place of just this name, which is no nationality."""
        found = self.candidates(name)
        return bool(found.places) and not found.how

    def longest_match(self, tokens: Sequence[Token], first: int) -> int:
        """How many tokens from ``first`` on form a known name; 0 when none do."""
        words = tuple(t.text for t in tokens[first : first + 8])
        if words not in self._lengths:
            self._lengths[words] = self.gazetteer.longest_match(words)
        return self._lengths[words]

    def demonym(self, word: str) -> str | None:
        """The country that a word such as "Dutch" refers to; None for the name of a place, such as "Philippines"."""
        if word not in self._demonyms:
            code = self.gazetteer.demonym(word)
            places = self.gazetteer.find(word) if code else ()
            self._demonyms[word] = None if places and places[0].kind == "country" else code
        return self._demonyms[word]

    def of_country(self, code: str) -> Candidates:
        """The country alone, as what a nationality refers to."""
        country = self.gazetteer.country(code)
        return self._weigh(country.name, (country,), "nationality") if country else NOBODY

    def _look_up(self, name: str) -> Candidates:
        if _DIRECTION.fullmatch(name):
            return NOBODY
        if code := self.demonym(name):
            return self.of_country(code)
        if found := self.gazetteer.find(name):
            return self._weigh(name, found)
        for shorter, how in ((_KIND_WORD.sub("", name), "kind"), (_PART.sub("", name), "part")):
            if shorter != name and (found := self.gazetteer.find(shorter)):
                return self._weigh(shorter, found, how)
        return NOBODY

    def _weigh(self, name: str, found: tuple[Place, ...], how: str = "") -> Candidates:
        key, places = name_key(name), found[:MOST]
        towns = [p for p in places if p.kind == "city"]
        rows = []
        for place in places:
            prior = prominence(place) - _town_costs(place, towns)
            if how != "nationality" and name_key(place.name) != key:
                prior -= _OTHER_NAME
            rows.append(self._row(place, prior))
        return Candidates(places, np.array(rows), how)

    def _row(self, place: Place, prior: float) -> tuple[float, ...]:
        lat, lon = math.radians(place.lat), math.radians(place.lon)
        region = place.name if place.kind == "region" else place.region
        return (
            math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat),
            place.radius_km, prior,
            self._number(place.country) if place.country else -1.0,
            self._number(place.country, region) if place.country and region else -1.0,
            level_of(place),
        )  # fmt: skip

    def _number(self, *key: str) -> float:
        return float(self._numbers.setdefault(key, len(self._numbers)))


NOBODY = Candidates((), np.empty((0, 8)))

_FINDERS: WeakKeyDictionary[Gazetteer, CandidateFinder] = WeakKeyDictionary()


def finder_for(gazetteer: Gazetteer) -> CandidateFinder:
    """The one finder of a gazetteer, with what it has already looked up."""
    if gazetteer not in _FINDERS:
        _FINDERS[gazetteer] = CandidateFinder(gazetteer)
    return _FINDERS[gazetteer]


def prominence(place: Place) -> float:
    """How likely a bare name means this place, before anything is known of the text: about 0 to 2."""
    level = _LEVEL_PRIOR.get(place.kind, 0.0) + (_CAPITAL if place.capital else 0.0)
    if place.population:
        return level + 0.9 * math.log10(place.population + 1) / 8
    return level or _UNPEOPLED


def level_of(place: Place) -> int:
    """How a place takes part in weighing."""
    if place.kind in ("country", "region", "district") and place.country:
        return {"country": COUNTRY, "region": REGION, "district": DISTRICT}[place.kind]
    return VAGUE if place.is_area else POINT


def _town_costs(area: Place, towns: list[Place]) -> float:
    """What an area costs that is little more than the town of the same name: the town is meant."""
    if area.kind not in ("region", "district"):
        return 0.0
    return max((1.0 for t in towns if t.country == area.country and t.population * 2 > area.population), default=0.0)
