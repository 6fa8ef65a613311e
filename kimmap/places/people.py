"""Names of people and of ships that the texts tell of, which may be names of towns as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.model import Document
from kimmap.places.no_places import LIVING

_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+"
_WITH_ME = re.compile(
    rf"(?:\A|[.!?:;][\"”’)]*\s+|\n)[\"“‘(]?((?:{_NAME}, )+{_NAME},?|{_NAME})"
    r" (?:and|&) (?:I|me|myself)\b(?! (?:am|was)\b)"
)
""" "Ada, Olaf and I slept"; not "we left Ada, and I was glad"."""
_OF_AGE = re.compile(rf"\b({_NAME})(?: {_NAME}){{1,2}}, \d{{1,2}}(?=[,;)])")
""" "Ada Vinter, 34, a teacher"."""
_ADDRESSED = re.compile(rf"^(?:[Dd]ear ({_NAME})|({_NAME}),? (?:hello|hi|greetings|love) from\b)", re.MULTILINE)
""" "Dear Ada", "Ada, hello from the coast"."""
_KIN = (
    r"(?i:son|daughter|brother|sister|wife|widow|husband|mother|father|uncle|aunt|cousin|nephew|niece|grandson|"
    r"granddaughter|fiancée?)"
)
_RELATIVE = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir|['’]s)\s(?:(?:younger|elder|older|little|late|twin|own|old)\s)?"
    rf"(?:{_KIN}|friend|colleague|companion|assistant|secretary|boss)\s({_NAME})\b(?!\s(?:City|Island))"
)
""" "her son Olaf", "my colleague Ada"."""
_WHOSE_KIN = re.compile(
    rf"\b({_NAME}?)['’][sS]\s(?:\w+\s)?{_KIN}\b|\b{_KIN}\sof\s({_NAME})\b(?=[,.;]|\s(?:and|who|was)\b)"
)
""" "Pell's daughter", "the daughter of Pell"."""
_OF_KIN = re.compile(rf"\b(?:{_KIN}|name)\sof\s\Z")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Prof|Professor|Capt|Captain|Herr|Frau|Fräulein|Monsieur|Madame|Mme)\b\.?\s"
    rf"(?:[A-ZÀ-Þ][\w.'’-]*\s)*?({_NAME})(?!\s[A-ZÀ-Þ]|-)"
)
""" "Dr. Pell", "Mr. Olaf Pell": the surname, which other texts may say alone."""
_PLAYER = re.compile(
    rf"\b(?:[Gg]oalkeeper|[Ss]triker|[Mm]idfielder|[Dd]efender|[Ww]inger|under\sthe\sname\sof)\s({_NAME})\b"
)
_SHIP = (
    r"(?:steamer|steamship|steam[ -]yacht|ship|vessel|yacht|schooner|brig|barque|frigate|corvette|cruiser|liner|ferry|"
    r"icebreaker|tanker|freighter|trawler|cutter|lugger|sloop|ketch|packet|whaler|tug|clipper|gunboat|mail boat|"
    r"troopship|motor ship|sailing ship|HMS|H\.M\.S\.|SS|S\.\s?S\.|s\.\s?s\.|MV|M\.V\.|m\.v\.|MS|SY|S\.Y\.|RV|RMS|"
    r"R\.M\.S\.|HMT|H\.M\.T\.|HMAS|H\.M\.A\.T\.)"
)
_SHIPS_NAME = re.compile(
    rf"\b{_SHIP}\s[“\"‘']?(?:the\s)?({_NAME}(?:\s{_NAME})?)\b(?!\s(?:harbou?r|port|pier|docks?)\b)"
)
""" "the steamer Lima", which is also "the Lima"."""
_AS_SHIP = re.compile(rf"(?:\b[Tt]he\s[“\"‘']?|\b{_SHIP}\s[“\"‘']?)\Z")
_LOCATIVE = re.compile(r"\b(?:in|at|to|from|near|into|via|through|of|for|towards?|around|outside)\s+(?:the\s+)?$")


def people_of(documents: Sequence[Document]) -> frozenset[str]:
    """Names that stand beside "and I", a title, an age or a word for kin, or where somebody is written to."""
    found: set[str] = set()
    for document in documents:
        text = document.text
        for match in _WITH_ME.finditer(text):
            found.update(match[1].rstrip(",").split(", "))
        for pattern in (_OF_AGE, _RELATIVE, _WHOSE_KIN, _TITLED, _PLAYER, LIVING):
            found.update(_bare(match[match.lastindex or 1]) for match in pattern.finditer(text))
        found.update(match[1] or match[2] for match in _ADDRESSED.finditer(text))
    return frozenset(found)


def ships_of(documents: Sequence[Document]) -> frozenset[str]:
    """The names that the texts say are those of ships: "the steamer Lima"."""
    found = {match[1] for d in documents for match in _SHIPS_NAME.finditer(d.text)}
    return frozenset({*map(_bare, found), *(_bare(name.split()[0]) for name in found)})


def is_ship(text: str, start: int, name: str, ships: frozenset[str]) -> bool:
    """Whether a name is one of these ships here: "the Lima rolled", and not "sailed for Lima"."""
    before = text[max(0, start - 32) : start]
    if name in ships and _AS_SHIP.search(before):
        return True
    first = before.split()[-1] if before.endswith(" ") and before.strip() else ""
    return f"{first} {name}" in ships and _AS_SHIP.search(before.removesuffix(f"{first} ")) is not None


def _bare(name: str) -> str:
    """A name without what it owns, in small letters where it is all in capitals."""
    name = re.sub(r"['’][sS]?$", "", name)
    return name.title() if name.isupper() else name


def is_person(text: str, start: int, name: str, people: frozenset[str]) -> bool:
    """Whether a name is one of these people's here, and not led in as a place: "from Ada"."""
    before = text[max(0, start - 20) : start]
    return _bare(name) in people and (_LOCATIVE.search(before[-14:]) is None or _OF_KIN.search(before) is not None)
