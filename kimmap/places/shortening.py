"""Shorter forms of a name to look up where the gazetteer does not have all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kimmap.model import PlaceKind

_POINTS = (
    r"(?:north|south|east|west|(?:north|south)[- ]?(?:east|west)|northern|southern|eastern|western|"
    r"(?:north|south)[- ]?(?:eastern|western))"
)
PARTS = (
    rf"(?:{_POINTS}|far|central|mid|upper|lower|inner|outer|greater|downtown|uptown|upstate|suburban|rural|metropolitan|metro|"
    r"coastal|mainland|neighbou?ring|nearby)"
)
"""Words before a name that mean a part or the surroundings of its place."""
DIRECTION = re.compile(r"(?:the )?(?:(?:north|south)[- ]?)?(?:east|west|north|south)", re.IGNORECASE)
"""A direction alone names no place that one could find."""
LEADING_PARTS = re.compile(rf"^(?:{PARTS}[- ])+(?=[A-Z])", re.IGNORECASE)

_NUMBER = re.compile(r"(?<=\w)-\d{1,2}$")
_NATURAL: dict[str, tuple[PlaceKind, ...]] = {
    "river": ("river",),
    "lake": ("lake",),
    "island": ("island",),
    "islands": ("island",),
    "mountain": ("mountain", "volcano"),
    "mountains": ("mountains",),
    "desert": ("desert",),
    "volcano": ("volcano",),
    "bay": ("gulf",),
    "gulf": ("gulf",),
    "harbour": ("port", "gulf"),
    "harbor": ("port", "gulf"),
    "strait": ("strait",),
    "sea": ("sea",),
    "canal": ("canal",),
    "pass": ("pass",),
    "peninsula": ("region", "cape"),
    "glacier": ("site",),
}
"""Last word of a name → what the rest alone may be: "Ural Mountains" is no town called Ural."""
_FACILITY = re.compile(
    r"(?:airport|station|institution|penitentiary|correctional \w+|prison|jail|gaol|shipyard|refinery|terminal)$", re.I
)
_TOWNS: tuple[PlaceKind, ...] = ("city", "quarter", "district", "island", "region", "airport")
"""What has an airport or a station that is called after it: no river has."""
_KIND_WORD = re.compile(
    rf"\s(?P<kind>{'|'.join(_NATURAL)}|city|town|province|region|state|oblast|krai|kray|prefecture|governorate|district|"
    r"municipality|department|republic|territory|township|area|metro|proper|(?:national |state )?park|"
    r"(?:nature |game )?reserve|(?:(?:inter)?national |regional )?airport|(?:railway |train |central |main )?station|"
    r"institution|penitentiary|correctional (?:centre|center|facility)|prison|jail|gaol|shipyard|refinery|oil terminal|"
    r"anchorage|roadstead|port|cosmodrome|refugee camp|border crossing)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ShorterName:
    """What is left of a name, how it was shortened, and the kinds of place that it may then be (empty: any)."""

    name: str
    how: str
    kinds: tuple[PlaceKind, ...] = ()


def shorter_names(name: str) -> Iterator[ShorterName]:
    """Shorter forms of a name, the longest first.

    "Almaty-2" → "Almaty"; "Masaya Volcano National Park" → "Masaya Volcano" → "Masaya"; "northern Peru" → "Peru".
    """
    if number := _NUMBER.search(name):
        yield ShorterName(name[: number.start()], "")
    rest = name
    while kind := _KIND_WORD.search(rest):
        rest = rest[: kind.start()]
        if _FACILITY.search(kind["kind"]):
            yield ShorterName(rest, "facility", _TOWNS)
        else:
            yield ShorterName(rest, "kind", _NATURAL.get(kind["kind"].lower(), ()))
    if part := LEADING_PARTS.match(name):
        yield ShorterName(name[part.end() :], "part")
