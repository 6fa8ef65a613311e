"""What stands around a description: what was named before it, where the text was written, what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from kimmap.model import Document, Place, PlaceMention, Resolution

_BACK = 1200
"""So many characters before a description something named may still be meant by it."""
_HEAD = 600
_DATELINE = re.compile(r"[^\n.]{0,25}(?:\d{4}|—|–|--|\s-\s)|,[ \t]*\n[ \t]*[^\n.]{0,25}\d{4}[.,]?[ \t]*\n")
""" "LIMA, 5 May 2031", and the two lines at the head of a letter: "Hotel Bristol, Lima, | 5th May 1881."."""
_TOPIC = re.compile(
    r"(?:,[^.\n]{2,80},|\s\([^)\n]{2,120}\))?\s(?:is|was)\s(?:an?|the|one\sof\sthe)\s"
    r"(?P<what>(?:[\w'’-]+\s){0,5}?[\w'’-]+)(?=\s(?:in|on|of|off|at|near|and|between|that|which|lying|situated)\b|[,.;:]|$)"
)
"""How an article about a place begins: "X is a market town in"."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document, and the collection around it, was found to name; resolved, in text order."""

    document: Document
    named: tuple[Resolution, ...]
    countries: tuple[str, ...]
    """ISO codes, most spoken of first."""
    collection: tuple[Place, ...]
    """Points of all documents that are no areas, each once."""


def named_before(mention: PlaceMention, around: Surroundings) -> list[Resolution]:
    """What was named before a description, the last first."""
    start = mention.quote.start
    first, last = (bisect_left(around.named, at, key=lambda r: r.mention.quote.start) for at in (start - _BACK, start))
    return [r for r in reversed(around.named[first:last]) if r.mention.quote.end <= start]


def dateline(around: Surroundings) -> Resolution | None:
    """The name at the head of a letter or report, with the date or the dash of a dateline behind it."""
    head = takewhile(lambda r: r.mention.quote.start < _HEAD, around.named)
    return next((r for r in head if _heads_document(r)), None)


def topic(around: Surroundings) -> tuple[Place, str] | None:
    """The place that a text is about by its first words, and what they say it is: "market town"."""
    for resolution in around.named:
        quote = resolution.mention.quote
        text = quote.document.text
        if quote.start >= _HEAD:
            return None
        begins_line = not text[: quote.start].rpartition("\n")[2].strip()
        if begins_line and resolution.place and (said := _TOPIC.match(text, quote.end)):
            return resolution.place, said["what"].lower()
    return None


def town_before_container(before: list[Resolution]) -> Resolution | None:
    """The last thing named; the town where it is a town and the country or region that holds it: "Paris, Texas"."""
    if len(before) < 2 or not before[0].place or not before[1].place:
        return before[0] if before else None
    area, town = before[0].place, before[1].place
    between = before[0].mention.quote.document.text[before[1].mention.quote.end : before[0].mention.quote.start]
    is_held = area.kind in ("country", "region") and town.country == area.country and not town.is_area
    return before[1] if is_held and between.strip(" \n") in (",", "(") else before[0]


_BEHIND = 120


def _heads_document(resolution: Resolution) -> bool:
    quote = resolution.mention.quote
    behind = quote.document.text[quote.end : quote.end + _BEHIND]
    line = quote.document.text[: quote.start].rpartition("\n")[2]
    return len(line.strip()) < 20 and bool(_DATELINE.match(behind))
