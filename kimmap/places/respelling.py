"""Names from other scripts, which English texts spell in many ways: one key for "Tal al-Zour" and "Tall az Zawr"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kimmap.gazetteer import Gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.model import Place, PlaceKind

_CODES = """AE AF AM AZ BD BF BG BH BT BY DJ DZ EG EH ER ET GE IL IN IQ IR JO KG KH KW KZ LA LB LK LY MA MD ME MK ML MM
MN MR MV NE NP OM PK PS QA RS RU SA SD SN SO SS SY TD TH TJ TM TN TR UA UZ YE"""
_COUNTRIES = frozenset(_CODES.split())
"""Countries whose own spelling is in another script than Latin, or whose names come from Arabic."""
_KINDS: tuple[PlaceKind, ...] = ("city", "region")
_SHORTEST = 5
_LARGER = 10
"""Of several towns of one key the one is meant that has so many times the inhabitants of the next."""

_ARTICLES = re.compile(r"\b(?:al|el|ul|an|as|ad|ar|at|az|ash|adh|ath|en|es|ed|er|et|ez|esh)\s(?=\w{3})")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tch|tsch", "ch"),
        (r"sch", "sh"),
        (r"dj|dzh|zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"q|ck|c(?![eih])", "k"),
        (r"[ao]w(?![aeiouy])", "u"),
        (r"w", "v"),
        (r"oo|ou|o", "u"),
        (r"ee|ie|ii|iy|yi|y", "i"),
        (r"e", "a"),
        (r"(?<=[aiu])h(?=\s|$)", ""),
        (r"(\w)\1+", r"\1"),
    )
)


@lru_cache(maxsize=4096)
def sound_key(name: str) -> str:
    """The key under which different spellings of a name from another script are the same; empty for short ones."""
    key = _ARTICLES.sub("", name_key(name).removeprefix("="))
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    key = key.replace(" ", "")
    return key if len(key) >= _SHORTEST else ""


class Respellings:
    """Finds places by how their names sound, in the countries that are asked for; each is read once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._of_country: dict[str, dict[str, list[Place]]] = {}

    def find(self, name: str, countries: Iterable[str]) -> Place | None:
        """The one place that sounds like ``name`` in the countries; None where there is none or several."""
        key = sound_key(name)
        if not key:
            return None
        found = [p for code in sorted(set(countries) & _COUNTRIES) for p in self._places(code).get(key, ())]
        found.sort(key=lambda p: (-p.population, p.id))
        if len(found) > 1 and found[0].population <= _LARGER * found[1].population:
            return None
        return found[0] if found else None

    def _places(self, country: str) -> dict[str, list[Place]]:
        if country not in self._of_country:
            places: dict[str, list[Place]] = {}
            for place in self._gazetteer.of_kind(_KINDS, country):
                if key := sound_key(place.name):
                    places.setdefault(key, []).append(place)
            self._of_country[country] = places
        return self._of_country[country]
