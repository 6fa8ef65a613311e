"""Publication dates that only the collection completes: "BOGOTA, Nov 7 (Agency) -" among papers of 2023.

A head that names day and month takes its year from the weekday beside it and from the other documents;
so does a head date that stands among other words.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from ..model import Block, Document
from .headdates import DAY, MONTH, WEEKDAY, full_dates, month_number
from .metadata import DescribedDocument, Told

_HEAD_CHARS = 700
_HEAD_BLOCKS = 6
_PART = (
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?(?:(?P<d1>{DAY})\s+(?P<m1>{MONTH})|(?P<m2>{MONTH})\s+(?P<d2>{DAY}))"
    r"(?![\w/]|\s*[-–]\s*\d)"
)
#: "LIMA, Peru, Nov. 7 (Agency) —", "RIGA, April 21 -", "DILI, Feb 26 (Agency):"
_DATELINE = re.compile(
    rf"\s*[A-Z][A-Z .'’-]+(?:,\s*[A-Z][\w .'’-]+)?,\s*{_PART}\s*(?:\([^()]{{2,40}}\))?\s*[-–—:]", re.IGNORECASE
)
_FULL_DATELINE = re.compile(
    rf"(?!(?:On|In|By|Since|Until|From|Day|Stage|Week|Part|Entry|Updated|Posted|Published|(?i:{WEEKDAY}))\b)"
    r"[A-ZÀ-Þ][\w.'’/-]*(?:\s[A-ZÀ-Þ][\w.'’-]*){0,3}(?:,\s[A-ZÀ-Þ][\w .'’-]{1,30}?)?,\s"
    rf"(?i:{WEEKDAY},?\s)?(?P<day>(?i:{DAY}\s+{MONTH}|{MONTH}\s+{DAY}),?\s\d{{4}})\s*(?:\([^()]{{2,40}}\))?\s*[-–—]{{1,2}}\s"
)
_HEAD_LINE = re.compile(
    rf"(?:[^\d\n]{{0,60}}[,.—–-]\s*)?{_PART}[\s,.]*(?:[A-Z][\w .'’-]{{0,40}})?\.?\s*$", re.IGNORECASE
)


_ENTRY = re.compile(
    rf"\W*(?:{WEEKDAY},?\s+)?(?:the\s+)?(?:{DAY}\s+{MONTH}|{MONTH}\s+{DAY}|\d{{1,2}}(?:st|nd|rd|th)\b)(?:,?\s+\d{{4}})?"
    r"\s*(?:\.?\s?(?:--|[—–])|[.:]\s)",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(rf"\W*{_PART}(?:,?\s+\d{{4}})?(?=\s*(?:[,:–—-]|$))", re.IGNORECASE)
"""The heading of a post: "Friday 9 May 2031, Ommen: Rain"; of several it is a diary's."""
_ENTRIES = 3
"""So many paragraphs that open with a day make a diary, whose first day is that of no publication."""


def complete_dates(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, those without a publication date with the one that their head and the others give."""
    known = sorted(d.published for d in documents if d.published)
    dated = [d if d.published else _with_full_date(d) for d in documents]
    known = sorted({*known, *(d.published for d in dated if d.published)})
    return tuple(d if d.published or not known else _with_part(d, known) for d in dated)


def _with_full_date(document: Document) -> Document:
    """A full date in a short line of the head: "Friday 9 May 2031, page 3. Abridged"."""
    opened = [m for b in document.blocks if b.role in ("body", "lead") and (m := _full_dateline(document.text, b))]
    entries = [b for b in document.blocks if b.role == "body" and _ENTRY.match(document.text, b.start, b.end)]
    headings = [document.text[b.start : b.end] for b in document.blocks if b.role == "heading"]
    posts = sum(_DAY_FIRST.match(heading) is not None for heading in headings)
    if len(opened) == 1 and opened[0].start() <= _HEAD_CHARS:
        day = full_dates(opened[0]["day"])[0].day
        return _dated(document, day, *opened[0].span("day"), "dateline")
    for block in document.blocks[:_HEAD_BLOCKS]:
        text = document.text[block.start : block.end]
        if (
            block.start > _HEAD_CHARS
            or block.role in ("noise", "caption", "list", "table")
            or (block.role == "heading" and (posts != 1 or _DAY_FIRST.match(text) is None))
            or len(text) > 200
            or (len(entries) >= _ENTRIES and block in entries)
        ):
            continue
        found = full_dates(text)
        if len(found) == 1 and not re.search(
            r"\b(?:on|in|since|until|from|by|of|to)\s+$", text[: found[0].start], re.IGNORECASE
        ):
            return _dated(document, found[0].day, block.start + found[0].start, block.start + found[0].end, "text")
    return document


def _full_dateline(text: str, block: Block) -> re.Match[str] | None:
    """ "LIMA, 3 May 2031 (Agency) - " at the beginning of a paragraph of any length."""
    match = _FULL_DATELINE.match(text, block.start, block.end)
    return match if match and full_dates(match["day"]) else None


def _with_part(document: Document, known: Sequence[dt.date]) -> Document:
    headings = [document.text[b.start : b.end] for b in document.blocks if b.role == "heading"]
    if sum(_HEAD_LINE.match(h) is not None for h in headings) > 1:
        return document  # the days of a diary
    for block in document.blocks[:_HEAD_BLOCKS]:
        text = document.text[block.start : block.end]
        if block.start > _HEAD_CHARS or block.role in ("noise", "list", "table"):
            continue
        match = _DATELINE.match(text) if block.role != "byline" else None
        if match is None and len(text) < 100 and block.role in ("byline", "heading", "title", "lead"):
            match = _HEAD_LINE.match(text)
        if match and (day := _nearest(match, known)):
            start = (
                match.start("weekday")
                if match["weekday"]
                else min(i for i in (match.start("d1"), match.start("m2")) if i >= 0)
            )
            end = max(match.end("m1"), match.end("d2"))
            return _dated(document, day, block.start + start, block.start + end, "text, the year from other sources")
    return document


def _dated(document: Document, day: dt.date, start: int, end: int, where: str) -> Document:
    dated = replace(document, published=day, published_span=(start, end))
    if not isinstance(dated, DescribedDocument):
        return dated
    return replace(dated, told=(Told("published", day.isoformat(), where), *dated.told))


def _nearest(match: re.Match[str], known: Sequence[dt.date]) -> dt.date | None:
    """The day of that month nearest to any other document; of another weekday than stated it is none."""
    month = month_number(match["m1"] or match["m2"])
    number = int(re.sub(r"\D", "", match["d1"] or match["d2"]))
    days = []
    for year in sorted({k.year + i for k in known for i in (-1, 0, 1)}):
        if number > calendar.monthrange(year, month)[1] or number < 1:
            continue
        day = dt.date(year, month, number)
        if not match["weekday"] or day.strftime("%a").lower() == match["weekday"][:3].lower():
            days.append((min(abs((day - k).days) for k in known), day))
    return min(days, default=(0, None))[1]
