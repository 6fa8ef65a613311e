"""Several gazetteers as one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from kimmap.gazetteer import Gazetteer
from kimmap.geodesy import great_circle_km
from kimmap.model import Place, PlaceKind


class UnitedGazetteer:
    """Asks the first for all that one can know, and puts what the others know before or among its answers.

    ``base`` is a whole gazetteer; ``own`` are such as a user adds, whose places come first.
    """

    def __init__(self, base: Gazetteer, own: Sequence[Gazetteer]) -> None:
        self._base = base
        self._all = (*own, base)

    def find(self, name: str) -> Sequence[Place]:
        return _once(place for each in self._all for place in each.find(name))

    def near(self, lat: float, lon: float, radius_km: float, kinds: Collection[PlaceKind]) -> tuple[Place, ...]:
        answers = [each.near(lat, lon, radius_km, kinds) for each in self._all]
        if sum(map(bool, answers)) <= 1:
            return next(filter(None, answers), ())
        found = _once(place for answer in answers for place in answer)
        return tuple(sorted(found, key=lambda place: great_circle_km(lat, lon, *place.point)))

    def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> tuple[Place, ...]:
        return _once(place for each in self._all for place in each.of_kind(kinds, country))

    def by_id(self, place_id: str) -> Place | None:
        return next((place for each in self._all if (place := each.by_id(place_id))), None)

    def country(self, code: str) -> Place | None:
        return self._base.country(code)

    def longest_match(self, words: Sequence[str]) -> int:
        return max(each.longest_match(words) for each in self._all)

    def demonym(self, word: str) -> str | None:
        return self._base.demonym(word)

    def names_of(self, place_id: str) -> tuple[str, ...]:
        return next((names for each in self._all if (names := each.names_of(place_id))), ())


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.id, place)
    return tuple(found.values())
