"""How a source is cited: by its title or that of the part quoted, by its publisher, by the days that it tells of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from kimmap.model import Document, Interval, Quote, Trip
from kimmap.outputs import words
from kimmap.outputs.texts import Texts

_NUMBER = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)?|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\b",
    re.IGNORECASE,
)
"""What tells one letter, chapter or day of a series from the next."""
_LONGEST_PART = 80
"""Characters of a heading that may number a part."""


class Citations:
    """What the sources of a trip are cited by, in one language."""

    def __init__(self, trip: Trip, t: Texts) -> None:
        self._t = t
        self._told = told_days(trip)
        self._parts = {id(d): part_headings(d) for d in trip.documents}

    def title(self, document: Document) -> str | None:
        """A source's title; of a file of several letters the first and the last, none where it greets somebody."""
        if parts := self._parts.get(id(document)):
            first, last = (_said(document, part) for part in (parts[0], parts[-1]))
            return f"{first} – {last}"
        return None if document.title and document.title.rstrip().endswith(",") else document.title

    def title_above(self, quote: Quote) -> str | None:
        """The title under which a quotation stands: of several letters in one file that of its own."""
        parts = self._parts.get(id(quote.document))
        if not parts:
            return self.title(quote.document)
        above = [part for part in parts if part[0] <= quote.start]
        return _said(quote.document, above[-1]) if above else None

    def day(self, document: Document) -> str:
        """``19 Sep 2023``; of a source without a date the days that it tells of."""
        if document.published:
            return words.day(document.published, self._t)
        told = self._told.get(document.name)
        return self._t("date.told", days=words.days(told, t=self._t)) if told else self._t("date.undated")

    def byline(self, document: Document) -> str:
        """``Publisher, 19 Sep 2023``; the file's name where the publisher is not known."""
        return f"{document.publisher or document.name}, {self.day(document)}"


def told_days(trip: Trip) -> Mapping[str, Interval]:
    """For each source without a date of its own the first and the last day of which it tells as past.

    A diary, a log or a bundle of letters is dated by its entries.
    """
    found: dict[str, list[dt.date]] = {}
    for stop in trip.stops:
        for claim in stop.evidence:
            if claim.quote.document.published is None and claim.status == "visited":
                days = (claim.when.first, claim.when.last)
                found.setdefault(claim.quote.source, []).extend(day for day in days if day)
    return {name: Interval(min(days), max(days)) for name, days in found.items() if days}


def latest_told(trip: Trip) -> dt.date | None:
    """The day up to which the sources tell: the latest publication, or the latest entry of what has no such date."""
    published = [d.published for d in trip.documents if d.published]
    return max([*published, *(told.last for told in told_days(trip).values() if told.last)], default=None)


def part_headings(document: Document) -> tuple[tuple[int, int], ...]:
    """Where the headings of a file's parts stand, the first of which is its title: "LETTER IV", "LETTER V".

    None for a file of one part: its title is that of all.
    """
    title = document.title
    if title is None or len(title) > _LONGEST_PART or not _NUMBER.search(title):
        return ()
    blocks = (b for b in document.blocks if b.role in ("title", "heading") and b.end - b.start <= _LONGEST_PART)
    alike = [(b.start, b.end) for b in blocks if _form(document.text[b.start : b.end]) == _form(title)]
    return tuple(alike) if len(alike) > 1 else ()


def _form(heading: str) -> str:
    """A heading without what numbers it."""
    return " ".join(re.findall(r"[^\W\d_]+|#", _NUMBER.sub("#", heading.casefold())))


def _said(document: Document, part: tuple[int, int]) -> str:
    return " ".join(document.text[slice(*part)].split()).rstrip(". ")


def distinct(quotes: Iterable[Quote]) -> list[Quote]:
    """Each quotation of a source once, though several claims rest on it or the source prints it twice."""
    found: dict[tuple[str, str], Quote] = {}
    for quote in quotes:
        found.setdefault((quote.source, " ".join(quote.text.split())), quote)
    return list(found.values())
