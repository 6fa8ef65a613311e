"""What a name may mean: the gazetteer's places of that name, with what is known before the text is read."""

from __future__ import annotations

import functools
import math
import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.resources import files
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from kimmap.gazetteer import Gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.gazetteer.renown import SPELLING, is_outshone, largest_namesake, likeness
from kimmap.language import Token
from kimmap.model import Place, PlaceKind
from kimmap.places.respelling import Respellings
from kimmap.places.shortening import DIRECTION, shorter_names

MOST, ALL = 40, 400
"""Of one name, so many places are weighed wherever they are, and so many in the countries that a text is about."""

POINT, DISTRICT, REGION, COUNTRY, VAGUE = range(5)
"""How a place takes part in weighing: by its point, or as the area that other places lie in."""

_LEVEL_PRIOR: dict[PlaceKind, float] = {"continent": 1.2, "ocean": 1.1, "country": 1.15, "sea": 0.9, "district": 0.25}
_CAPITAL = 0.6
_UNPEOPLED = 0.45
_HAMLET = 0.25
"""What a settlement has of which nobody says how many live there: less than one of 500 inhabitants."""
_REGION = 0.75
"""What being a region adds for one of a million inhabitants; it grows with their root, up to ``_REGION_MOST``."""
_REGION_MOST = 0.8
_OTHER_MARKS = 0.3
"""A place whose name has other diacritics, Sävar, is less likely meant than a larger one that is spelt so."""
_OTHER_NAME, _OTHER_OF_SEVERAL = 0.12, 0.4
"""What it costs that the name is not the usual one of a place: more where others have it as theirs.  A large city is
known by more names than one."""
_LARGE_CITY = 100_000
_OUTSHONE = 0.4
"""How far such a city stands behind the largest that is called so today, whatever else the text names, where its usual
name has nothing of the other: Syracuse, NY, was a Milan once."""
_CHIEF_TOWN_SHARE = 0.1
_BEHIND_CHIEF_TOWN = 0.3
"""A region called like the town in which this share of its people live is meant less often than the town."""
_NAMEGIVERS = frozenset({"mountain", "volcano"})
_NAMEGIVER = 0.2
"""By how much a mountain that the world knows, as the gazetteer's order tells, comes before what is called after it."""
_SIGHT = 0.35
"""By how much a sight does that is better known than all else of its name: the Kremlin, not a hamlet in Oklahoma."""
_SIGHTS: frozenset[PlaceKind] = frozenset({"site", "park", "spaceport"})
_HOMES = frozenset({"continent", "region", "island", "country"})
"""The kinds of place that people who are no nation are called after."""
_METROPOLIS = 0.1
"""What each power of ten adds that a place has above 200,000 inhabitants: then the world knows it."""
Features = npt.NDArray[np.float64]
X, Y, Z, RADIUS_KM, PRIOR, COUNTRY_NUMBER, REGION_NUMBER, LEVEL, SMALL = range(9)
"""Columns of ``Candidates.features``: the point as a unit vector, then what weighing needs.

A country or region that a place has not is NaN; ``SMALL``: how many powers of ten a town has fewer inhabitants than
``_TOWN``.
"""
_TOWN, _FEWEST = 40_000, 5_000


_PART_OF_CITY, _CITY_KM = 0.3, 10.0
"""What a town loses that lies within so many kilometres of a city of which it is a quarter, beside its namesakes."""
_QUARTER_LEAST, _QUARTER_MOST, _METROPOLIS_LEAST, _TIMES_LARGER = 3_000, 400_000, 500_000, 10
"""Inhabitants of a quarter and, at least, of its city, which has so many times those of the quarter."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The places that a name may mean, most prominent first, and a row of features for each.

    ``how`` says how the name leads to them where it is not simply theirs: "nationality", "kind" (without a word such as
    "province"), "facility" (without "airport"), "part" (of the place, "northern X"), "spelling" (in another one).
    """

    places: tuple[Place, ...]
    features: Features
    how: str = ""
    older: npt.NDArray[np.float64] | None = None
    """What each loses in prior because its town is called otherwise today; None where nobody does."""

    def narrowed(self, countries: Collection[str]) -> Candidates:
        """The most prominent ones, and of the others those in the countries that a text is about."""
        if len(self.places) <= MOST:
            return self
        return self.chosen([i for i, p in enumerate(self.places) if i < MOST or p.country in countries])

    def chosen(self, kept: Sequence[int]) -> Candidates:
        """Those with these numbers."""
        kept = list(kept)
        older = None if self.older is None else self.older[kept]
        return Candidates(tuple(self.places[i] for i in kept), self.features[kept], self.how, older)


class CandidateFinder:
    """Looks names up in a gazetteer and remembers the answers."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._known: dict[str, Candidates] = {}
        self._demonyms: dict[str, str | None] = {}
        self.no_nationalities: set[str] = set()
        """Words in capitals that were found to tell of no nationality."""
        self._countries: dict[str, Candidates] = {}
        self._respellings = Respellings(gazetteer)
        self._keys: dict[str, str] = {}
        self._parts_of_cities: dict[str, bool] = {}
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

    def is_sight(self, name: str) -> bool:
        """Whether a name is first of all a building's, a facility's or a sight's."""
        return self.is_known(name) and self.candidates(name).places[0].kind in _SIGHTS

    def longest_match(self, tokens: Sequence[Token], first: int) -> int:
        """How many tokens from ``first`` on form a known name; 0 when none do."""
        words = tuple(t.text for t in tokens[first : first + 8])
        if words not in self._lengths:
            self._lengths[words] = self.gazetteer.longest_match(words)
        return self._lengths[words]

    def key(self, name: str) -> str:
        """What is the same for all spellings of a name."""
        if name not in self._keys:
            self._keys[name] = name_key(name) or name
        return self._keys[name]

    def demonym(self, word: str) -> str | None:
        """The country that a word such as "Dutch" refers to; None for the name of a place, such as "Philippines"."""
        if word not in self._demonyms:
            code = self.gazetteer.demonym(word)
            places = self.gazetteer.find(word) if code else ()
            self._demonyms[word] = None if places and places[0].kind == "country" else code
        return self._demonyms[word]

    def of_country(self, code: str) -> Candidates:
        """The country alone, as what a nationality refers to."""
        if code not in self._countries:
            country = self.gazetteer.country(code)
            self._countries[code] = self._weigh(country.name, (country,), "nationality") if country else NOBODY
        return self._countries[code]

    def respelt(self, name: str, countries: Collection[str]) -> Candidates:
        """The place of these countries that has an unknown name in another spelling; none where that is in doubt."""
        place = self._respellings.find(name, countries)
        return self._weigh(place.name, (place,), "spelling") if place else NOBODY

    def of_places(self, places: Sequence[Place]) -> Candidates:
        """Places that are known already, none likelier than the others."""
        return Candidates(tuple(places), np.array([self._row(p, 0.0) for p in places]))

    def _look_up(self, name: str) -> Candidates:
        if DIRECTION.fullmatch(name):
            return NOBODY
        if code := self.demonym(name):
            return self.of_country(code)
        if found := self.gazetteer.find(name):
            found = _of_initials(name, found)
            return self._weigh(name, found) if found else NOBODY
        for shorter in shorter_names(name):
            found = self.gazetteer.find(shorter.name)
            if shorter.kinds:
                found = tuple(p for p in found if p.kind in shorter.kinds)
            if found:
                return self._weigh(shorter.name, found, shorter.how)
        return self._of_people(name)

    def _of_people(self, word: str) -> Candidates:
        """What a word such as "Ohioan" or "European" refers to: a place that is no country."""
        name = _peoples().get(word)
        found = tuple(p for p in self.gazetteer.find(name) if p.kind in _HOMES) if name else ()
        return self._weigh(name, found[:1], "nationality") if name and found else NOBODY

    def _weigh(self, name: str, found: Sequence[Place], how: str = "") -> Candidates:
        key = name_key(name)
        places = tuple(_without_far_names(found[:ALL], key))
        towns = [p for p in places if p.kind == "city"]
        own = [name_key(p.name) == key for p in places]
        other_name = _OTHER_OF_SEVERAL if any(own) else _OTHER_NAME
        largest = largest_namesake(places, key)
        spelt_so = max((p.population for p in places if p.name.casefold() == name.casefold()), default=0)
        rows = []
        for place, is_own in zip(places, own, strict=True):
            prior = prominence(place) - _town_costs(place, towns, key)
            if len(towns) > 1 and self._is_part_of_city(place):
                prior -= _PART_OF_CITY
            if how != "nationality" and not is_own:
                if _is_capital_in_full(place, key):
                    prior -= _OTHER_NAME
                elif place.population < _LARGE_CITY:
                    prior -= other_name
                elif likeness(place, key) < SPELLING:
                    prior -= _OTHER_NAME
                elsewhere = largest if not _is_capital_in_full(place, key) else None
                if elsewhere and is_outshone(place, elsewhere, key):
                    prior = min(prior, prominence(elsewhere) - _OTHER_NAME - _outshone(place, elsewhere, key))
            elif is_own and place.population < spelt_so and place.name.casefold() != name.casefold():
                prior -= _OTHER_MARKS
            if place.kind == "region":
                prior = min(prior, _most_of_region(place, towns, largest))
            rows.append(self._row(place, prior))
        features = np.array(rows)
        older = np.array([
            prominence(p) - prior if _may_be_older(p, key, is_own) else 0.0
            for p, prior, is_own in zip(places, features[:, PRIOR], own, strict=True)
        ])  # fmt: skip
        is_known_first = _is_namegiver(places) or _is_island_before_villages(places)
        if lead := _NAMEGIVER if is_known_first else _SIGHT * (places[0].kind == "site"):
            features[0, PRIOR] = max(features[0, PRIOR], features[1:, PRIOR].max(initial=0.0) + lead)
        return Candidates(places, features, how, older if older.any() else None)

    def _is_part_of_city(self, place: Place) -> bool:
        """Whether a town is but a quarter of a city: Salamanca in Madrid, beside the city of Salamanca."""
        if place.kind != "city" or not _QUARTER_LEAST <= place.population <= _QUARTER_MOST:
            return False
        if place.id not in self._parts_of_cities:
            around = self.gazetteer.near(place.lat, place.lon, _CITY_KM, {"city"})
            self._parts_of_cities[place.id] = any(
                c.population >= max(_METROPOLIS_LEAST, _TIMES_LARGER * place.population) for c in around
            )
        return self._parts_of_cities[place.id]

    def _row(self, place: Place, prior: float) -> tuple[float, ...]:
        lat, lon = math.radians(place.lat), math.radians(place.lon)
        region = place.name if is_first_level(place) else place.region
        return (
            math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat),
            place.radius_km, prior,
            self._number(place.country) if place.country else math.nan,
            self._number(place.country, region) if place.country and region else math.nan,
            level_of(place), _smallness(place),
        )  # fmt: skip

    def _number(self, *key: str) -> float:
        return float(self._numbers.setdefault(key, len(self._numbers)))


@functools.cache
def _peoples() -> dict[str, str]:
    """Word for people or things of a place → name of the place."""
    tables = tomllib.loads(files(__package__).joinpath("peoples.toml").read_text(encoding="utf-8"))
    return {word: name for table in tables.values() for name, words in table.items() for word in words.split("|")}


def _smallness(place: Place) -> float:
    """How many powers of ten a town is below ``_TOWN`` inhabitants; 0 for all else, and where nobody counted."""
    if place.kind != "city" or not place.population:
        return 0.0
    return math.log10(_TOWN / min(max(place.population, _FEWEST), _TOWN))


NOBODY = Candidates((), np.empty((0, 9)))

_FINDERS: WeakKeyDictionary[Gazetteer, CandidateFinder] = WeakKeyDictionary()


def finder_for(gazetteer: Gazetteer) -> CandidateFinder:
    """The one finder of a gazetteer, with what it has already looked up."""
    if gazetteer not in _FINDERS:
        _FINDERS[gazetteer] = CandidateFinder(gazetteer)
    return _FINDERS[gazetteer]


def _is_capital_in_full(place: Place, key: str) -> bool:
    """Whether a folded name has more words than a capital's own: "Port Stanley" is Stanley first of all."""
    return place.capital and set(name_key(place.name).split()) < set(key.split())


_INITIALS = re.compile(r"(?:[A-Z]\.\s?){2,}")


def _of_initials(name: str, found: Sequence[Place]) -> Sequence[Place]:
    """Of what "B.A." may be the countries and regions, and the towns whose names begin so: no town of a like code."""
    if not _INITIALS.fullmatch(name):
        return found
    letters = name.replace(".", "").replace(" ", "")
    return [
        p for p in found if p.kind in ("country", "region") or p.capital or initials_of(p.name).startswith(letters)
    ]  # fmt: skip


def initials_of(name: str) -> str:
    """The first letters of a name's words: "BA" of Buenos Aires."""
    return "".join(word[0] for word in name.split())


def _may_be_older(place: Place, key: str, is_own: bool) -> bool:
    """Whether a town may have been known by a name that is not its own today."""
    renamed = place.kind == "city" and place.country not in _FIRST_NAMES_FORGOTTEN
    return renamed and not is_own and not is_otherwise_spelt(place, key)


_FIRST_NAMES_FORGOTTEN = frozenset({"US", "CA", "AU"})
"""Where many a hamlet was a Venice for some years before it grew to be something else."""


def is_otherwise_spelt(place: Place, key: str) -> bool:
    """Whether a town is called but nearly so, in another language or spelling: Sidney is no former Sydney."""
    own = name_key(place.name)
    return (
        own != key
        and own[:1] == key[:1]
        and sum(a != b for a, b in zip(own, key, strict=False)) + abs(len(own) - len(key)) < 3
    )


def _without_far_names(places: Sequence[Place], key: str) -> Sequence[Place]:
    """The places without the cities of a country that are known by its name and are called nothing like it."""
    countries = {p.country for p in places if p.kind == "country" and name_key(p.name) == key}
    return [
        p for p in places
        if p.kind != "city" or p.country not in countries or key in name_key(p.name)
    ]  # fmt: skip


def _outshone(city: Place, namesake: Place, key: str) -> float:
    """How far a city stands behind the larger one that is called so today, by another name of it, folded."""
    unlike = 1 - likeness(city, key) if name_key(city.name)[:1] == key[:1] else 1.0
    times_larger = (namesake.population + 1) / (city.population + 1)
    return _OUTSHONE * unlike * (1 + max(0.0, math.log10(times_larger)))


def _is_namegiver(places: Sequence[Place]) -> bool:
    """Whether the best known place of a name is a mountain that areas are called after."""
    return places[0].kind in _NAMEGIVERS and any(
        p.kind in ("region", "district") and p.name == places[0].name.removeprefix("Mount ") for p in places
    )


def _is_island_before_villages(places: Sequence[Place]) -> bool:
    """Whether the best known place of a name is an island, and all towns of it are small: Luzon."""
    towns = [p for p in places[1:] if p.kind == "city"]
    return places[0].kind == "island" and bool(towns) and all(0 < p.population < _VILLAGE for p in towns)


_VILLAGE = 10_000


def _most_of_region(region: Place, towns: Sequence[Place], largest: Place | None) -> float:
    """The prior that a region can have beside the towns of its name, of which ``largest`` may lie elsewhere.

    The capital of the country comes first wherever it lies: Washington, Buenos Aires.
    """
    capital = next((t for t in towns if t.capital and t.country == region.country), None)
    if town := capital or _chief_town(region, towns):
        return prominence(town) - _BEHIND_CHIEF_TOWN
    return prominence(largest) if largest and largest.population > region.population > 0 else math.inf


def _chief_town(region: Place, towns: Sequence[Place]) -> Place | None:
    """The town of the same name that makes up much of a region: New York City in New York State."""
    inside = (t for t in towns if t.country == region.country and t.region == region.name)
    return next((t for t in inside if t.population >= _CHIEF_TOWN_SHARE * (region.population or 0)), None)


def prominence(place: Place) -> float:
    """How likely a bare name means this place, before anything is known of the text: about 0 to 2."""
    level = _LEVEL_PRIOR.get(place.kind, 0.0) + (_CAPITAL if place.capital else 0.0)
    if place.kind == "region":
        level = min(_REGION_MOST, _REGION * math.sqrt(place.population / 1e6)) if place.population else _REGION
    if place.population:
        magnitude = math.log10(place.population + 1)
        renown = _METROPOLIS * max(0.0, magnitude - 5.3) if place.kind == "city" else 0.0
        return level + 0.11 * magnitude + renown
    return level or (_HAMLET if place.kind == "city" else _UNPEOPLED)


def is_first_level(place: Place) -> bool:
    """Whether a place is a region that towns are filed under, and no landscape such as Transylvania."""
    return place.kind == "region" and place.id.startswith("geonames:")


def level_of(place: Place) -> int:
    """How a place takes part in weighing."""
    if place.kind in ("country", "region", "district") and place.country:
        return {"country": COUNTRY, "region": REGION, "district": DISTRICT}[place.kind]
    return VAGUE if place.is_area else POINT


def _town_costs(area: Place, towns: Sequence[Place], key: str) -> float:
    """What an area costs that has its name from a town in it, or is little more than it: the town is meant.

    ``key`` is the name that was looked up, folded.
    """
    if area.kind not in ("region", "district"):
        return 0.0
    return float(
        any(t.country == area.country and (t.population * 2 > area.population or _is_seat(t, area, key)) for t in towns)
    )


def _is_seat(town: Place, area: Place, key: str) -> bool:
    own = name_key(town.name)
    is_short = " " in key and town.population >= _LARGE_CITY and own.startswith(f"{key} ")
    return (own == key or is_short) and town.region == (area.name if area.kind == "region" else area.region)
