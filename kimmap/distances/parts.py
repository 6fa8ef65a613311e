"""The part that each place has in a way: whence, whither, where, past; read from the words before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kimmap.distances.antecedents import End, as_end
from kimmap.distances.measures import alternatives, lexicon
from kimmap.distances.times import VEHICLES
from kimmap.language import Name
from kimmap.model import Document, Place, Resolution

Part = Literal["from", "to", "of", "in", "past", "bare"]
"""Whence somebody goes, whither, what a direction or distance is measured from ("north of"), where somebody is, what a
way only passes, and a place without any of these words: a subject, most often."""

_REACH = 90
"""Characters before a place that can tell its part."""
_PREPOSITIONS = (
    r"to|into|unto|from|in|at|near|on|of|for|with|by|and|or|but|between|towards?|through|via|over|across|along|past"
    r"|around|after"
    r"|before|off|outside|beyond|than|as|that|where|which|who|when|while|if|we|he|she|they|it|i|you|there|here"
)
_DET = (
    rf"(?:(?!(?:{_PREPOSITIONS})\b)[\w’'.-]+,?\s+){{0,4}}?"
    r"(?:(?:(?:a|the)\s+)?[\w’'-]+\s+(?:of|at|called|named|near)\s+)?(?:the\s+)?[“\"'(]*"
)
"""What may stand between a preposition and its place: "the southern boom town of"."""
_OF_PLACE = (
    rf"(?:(?:the|an?|its|our|his|her|their|this|that)\s+(?:(?!(?:{_PREPOSITIONS})\b)[\w’'.-]+,?\s+){{0,4}}?"
    r"|(?:(?:north|south|east|west|near|neighbou?r|down|central|upper|lower|old|new|far|distant|lovely|rainy|sunny)[\w-]*\s+){0,2}"
    r"|(?-i:[A-ZÀ-Þ])[\w’'.-]+\s+)"
    r"(?:[\w’'-]+\s+(?:of|at|in|called|named|near)\s+)?(?:the\s+)?[“\"'(]*"
)
"""The same behind "to", which a verb can follow, too: "to the old town of", but not "to end the"."""
_SETS_OUT = (
    r"(?:left|leav\w+|quit\w*|bound|head(?:ed|ing|s)?|sail\w*|mak(?:e|es|ing)|made|depart\w*|start\w*|off|out|on|push\w*"
    r"|steer\w*|trains?|buse?s?|ferr(?:y|ies)|flights?|steamers?|boats?|ships?|planes?|coach(?:es)?|express|tickets?"
    r"|passage|road|mail)"
)
"""Before "for" and a place: somebody or something goes there."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A place with its part; ``start`` and ``end`` are its offsets in the document."""

    name: End
    part: Part
    start: int
    end: int

    @property
    def place(self) -> Place | None:
        return self.name.place


@cache
def _patterns() -> tuple[tuple[Part, re.Pattern[str]], ...]:
    compass = alternatives(list(lexicon()["compass"]))
    side = r"outside(?:\s+of)?|inland\s+(?:of|from)|short\s+of|beyond"
    again = r"(?:\s+(?:safely|finally|back|up|once\s+more|again|early|late))*"
    sources: tuple[tuple[Part, str], ...] = (
        ("of", rf"\b(?:(?:{compass})(?:wards?)?\s+of|{side})"),
        (
            "from",
            r"\b(?:from|leaving|left|leaves?|quit|quits|quitting|quitted|departed|departing|departs?|dep\.|let\s+go\s+from|out\s+of)",
        ),
        ("past", r"\b(?:chang(?:e|es|ed|ing)|refuel\w*)\s+(?:\w+\s+)?(?:in|at)"),
        ("past", r"\b(?:via|through|over|across|along|past|round|by\s+way\s+of|rounding|crossing|passing(?:\s+by)?)"),
        (
            "to",
            rf"\b(?:arriv\w+|end(?:ed|ing|s)?\s+up|land\w*|anchor\w*|dock\w*|was|were|back|pulled|put|is|are|be|been){again}\s+(?:in|at|off|into)",
        ),
        ("to", r"\bfound\s+(?:our|my|him|them)sel\w+[^.;:]{0,50}\s+(?:in|at|off)"),
        ("to", r"\b(?:tied\s+up|moored|berthed|fetched\s+up|touch(?:ed|es|ing)?\s+down)\s+(?:in|at|off)"),
        (
            "to",
            r"\b(?:arrives?|arr\.|into|unto|towards?|reach\w*|enter\w*|gain(?:ed|ing)|made|sighted|visit\w*|called)",
        ),
        ("to", rf"\b{_SETS_OUT}\b[^.;:]{{0,40}}\bfor"),
        ("in", r"\b(?:in|at|near|inside|within|on|around|off)"),
    )
    patterns = [(part, re.compile(rf"{source}\s+{_DET}$", re.IGNORECASE)) for part, source in sources]
    to: tuple[Part, re.Pattern[str]] = ("to", re.compile(rf"\bto\s+{_OF_PLACE}$", re.IGNORECASE))
    return (*patterns[:3], to, *patterns[3:])


_WITHIN = r"(?:,\s+[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+){0,2},?)?"
"""The country behind a place that is in no gazetteer."""
_JOINED_TO = re.compile(
    rf"{_WITHIN}[;,]?\s+(?:(?:and|thence|then|from\s+there|on|onwards?|back|over|down|up)\s+)*to\s+{_OF_PLACE}"
    r"|\s*[-–—→]+\s*"
)
_TWO = re.compile(rf"{_WITHIN}\s+(?:and|with)\s+(?:the\s+)?(?:[\w’'-]+\s+){{0,3}}?")
_PARTED = re.compile(rf"\b(?:separat|divid|part)\w*\s+{_DET}$", re.IGNORECASE)
_BETWEEN = re.compile(rf"\b(?:between|link\w*|connect\w*|join(?:s|ing))\s+{_DET}$", re.IGNORECASE)
_FOR = re.compile(r"(?:\s+\w+){0,2}\s+for\s+(?:the\s+)?", re.IGNORECASE)
_SETTING_OUT = re.compile(rf"\b{_SETS_OUT}\b[^.;:]{{0,60}}$", re.IGNORECASE)
_GOES = re.compile(
    r"\b(?:fl(?:y|ies|ew|ying|own)|go(?:es|ing|ne)?|went|driv(?:e|es|en|ing)|drove|get(?:s|ting)?|got|sail(?:s|ed|ing)?|walk(?:s|ed|ing)?)\s+$",
    re.IGNORECASE,
)
"""Before "there": somebody goes to what it takes up."""
_THEN_BY = re.compile(rf",?\s+(?:and\s+)?then\s+(?:(?:by|an?|the)\s+)?(?:\w+\s+)?(?:{VEHICLES})\b", re.IGNORECASE)
"""Behind a place where somebody only changed: "the bus to Arden, then the ferry"."""
_LIST = re.compile(r"\s*,?\s+(?:and|or)\s+(?:the\s+)?", re.IGNORECASE)
_INSIDE = re.compile(r"\s*[,(]\s*(?:in\s+)?", re.IGNORECASE)


_SET_OUT: dict[Part, Part] = {"past": "past", "of": "of"}
"""What a place is from which the text goes on "to" the next; any other is where the way begins."""


def stands(document: Document, mentions: Sequence[Resolution], names: Sequence[Name], start: int) -> list[Stand]:
    """The places of a stretch of text, in text order, each with its part; ``start`` is where the stretch begins.

    ``names`` are those found in it: one of a place that no gazetteer has is an end all the same.  The country or
    province behind a town ("Arden, Norland") is left out.
    """
    text = document.text
    found: list[Stand] = []
    for end, begin, stop in _named(mentions, names):
        before = found[-1] if found else None
        gap = text[before.end : begin] if before is not None else ""
        if before is not None and _names_more(before.place, end.place, gap):
            continue
        part = _part_of(text[max(start, begin - _REACH, before.end if before else 0) : begin])
        if before is not None:
            opening = text[max(start, before.start - _REACH) : before.start]
            if _JOINED_TO.fullmatch(gap):
                part = "to"
                found[-1] = replace(before, part=_SET_OUT.get(before.part, "from"))
            elif (_TWO.fullmatch(gap) and _BETWEEN.search(opening)) or (part == "from" and _PARTED.search(opening)):
                part = "to"
                found[-1] = replace(before, part="from")
            elif part == "bare" and _FOR.fullmatch(gap) and _SETTING_OUT.search(opening):
                part = "to"
            elif part == "bare" and _LIST.fullmatch(gap) and before.part in ("from", "of"):
                part = before.part
            elif part == "bare" and end.words.casefold() == "there" and _GOES.search(gap):
                part = "to"
        if part == "to" and _THEN_BY.match(text, stop):
            part = "past"
        found.append(Stand(end, part, begin, stop))
    return found


def _named(mentions: Sequence[Resolution], names: Sequence[Name]) -> list[tuple[End, int, int]]:
    """The places of a text with their offsets: those that are known and those that only have a name."""
    found = []
    for mention in mentions:
        quote = mention.mention.quote
        if mention.place is not None or mention.mention.reference != "description":
            found.append((as_end(mention), quote.start, quote.end))
    taken = [(m.mention.quote.start, m.mention.quote.end) for m in mentions]
    unknown = [
        n
        for n in names
        if n.label == "LOC" and n.text[:1].isupper() and not any(a < n.end and n.start < b for a, b in taken)
    ]
    found += [(End(n.text, None, (n.start, n.end), words=n.text), n.start, n.end) for n in unknown]
    return sorted(found, key=lambda n: n[1:])


def _names_more(inner: Place | None, outer: Place | None, gap: str) -> bool:
    """Whether a place only says where the one before it is: "Arden, Norland"."""
    if outer is None or not outer.is_area or _INSIDE.fullmatch(gap) is None:
        return False
    return inner is None or outer.country is None or outer.country in (inner.country, *inner.countries)


def _part_of(before: str) -> Part:
    clause = re.split(r"[;:!?]\s|\.\s", before)[-1]
    return next((part for part, pattern in _patterns() if pattern.search(clause)), "bare")
