"""Heads of the entries of diaries and logs: dates alone in their line, or first in their paragraph or sentence.

What an entry tells counts from its own day: "Mon. 10. Should have sailed today".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kimmap.dates.bare import COLUMN, HEAD
from kimmap.dates.expressions import Expression
from kimmap.model import Document

_BEFORE_HEAD = re.compile(
    r"\W*(?:(?:Post|Entry|Letter|Part|No|Nr|Dispatch|Despatch|Report|Bulletin|Update|Log)\.?\s\w+[.:,]?\s)?(?:[A-Z][\w.'’-]*(?:[\s(),]+[\w.'’-]+){0,6},\s)?"
)
_DATED = re.compile(r"\b(?:issued|published|posted|dated|written|sent)(?: on)?[ :,]*\Z", re.IGNORECASE)
_WRITES = re.compile(
    r"\b(?:I|[Ww]e) (?:am |are )?(?:now )?writ(?:e|ing) (?:this |these lines )?(?:\w+ \w+ )?on (?:\w+, )?(?:the )?\Z"
)
_LONGEST = 120
"""Code points that the head of an entry may be long."""
_AFTER_HEAD = re.compile(r"[.:,]?\s?(?:[—–·•|]|--)|[.:]\s|\s-\s|:|\.?\s*$")
_SIGNED = re.compile(
    r",\s[A-Z][\w.'’-]*(?:[\s,/&]+(?:(?:and|de|da|do|del|la|las|los|of|on|the)\s)?[A-Z][\w.'’-]*){0,3}\s*"
)
"""Behind the day that a line has for a head: who writes, or from where."""
_OPENS_SENTENCE = re.compile(r"(?:\A|\n|[.!?][\"'”’)]*\s+|\.\s?[—–-]+\s?)\Z")
_ALONE = re.compile(r"\.?\s?(?:[—–]|--)\s?(?=\S)|\.\s?-\s|\.\s+(?=[\"“‘(]?[A-Z0-9])")
_AFTER_STOP = re.compile(r"\s+(?:-+\s)?(?=[\"“‘(]?[A-Z0-9])|\s?(?:[—–]|--)")
"""After an expression that ends in a full stop of its own: "9 Aug. Cast off"."""
_AFTER_CLOCK = re.compile(r"[.:]?\s(?:[-–—]\s)?[\"“‘(]?[A-Z]")
ENTRIES = 3
"""So many heads within paragraphs make a diary of a document that has a day of writing."""


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence or line begins at ``start``."""
    return bool(_OPENS_SENTENCE.search(text, max(0, start - 8), start))


def stands_alone(text: str, e: Expression) -> bool:
    """Whether the expression is a sentence, or the head of one: "Tues. 4. Rain", "9 Aug.—Sailed"."""
    if not opens_sentence(text, e.start):
        return False
    own_stop = text[e.end - 1] == "."
    return bool(_ALONE.match(text, e.end) or (own_stop and _AFTER_STOP.match(text, e.end)))


def settled(text: str, found: Sequence[Expression]) -> tuple[Expression, ...]:
    """The expressions without the numbers that only look like the head of an entry.

    "9th." is a head where a dated one came before it; "9." where the number also goes up, for other lists have
    numbers too.
    """
    out: list[Expression] = []
    last: int | None = None
    above: Expression | None = None
    live = _is_live(text, found)
    for e in found:
        if _IN_COLUMN.match(text, e.end) and (e.start == 0 or text[e.start - 1] == "\n"):
            if COLUMN in (e.rule, e.until.rule if e.until else ""):
                if above is None:
                    continue
                e = _in_month_of(above, e)
            above = (e.until or e) if e.kind == "date" and e.month is not None and e.day is not None else above
        elif e.rule == COLUMN:
            continue
        if live and _is_clock_head(text, e):
            e = replace(e, base="entry")
        if e.rule == HEAD:
            suffixed = text[e.end - 1].isalpha()
            goes_up = last is not None and last < (e.day or 0) <= last + 15
            if last is None or not (suffixed or goes_up) or not opens_sentence(text, e.start):
                continue
            last = e.day
        elif (_is_dated(e) or (_is_weekday(e) and last is not None)) and stands_alone(text, e):
            last = e.day or last
            if e.month is None:
                e = replace(e, base="entry")
        out.append(e)
    return tuple(out)


_IN_COLUMN = re.compile(r"\.?(?: {2,}|\t)\S")
"""What parts the day of a line from the rest where lines are set in columns."""


def _in_month_of(above: Expression, e: Expression) -> Expression:
    """A day without its month below a day with it: "28 Jan", "30-31", "2"."""
    month, year = above.month or 1, above.year
    if (e.day or 0) < (above.day or 0):
        month, year = month % 12 + 1, year + 1 if year is not None and month == 12 else year
    e = replace(e, month=month, year=year)
    return e if e.until is None else replace(e, until=_in_month_of(e, e.until))


def _is_clock_head(text: str, e: Expression) -> bool:
    return e.kind == "clock" and bool(opens_sentence(text, e.start)) and bool(_AFTER_CLOCK.match(text, e.end))


def _is_live(text: str, found: Sequence[Expression]) -> bool:
    """Whether the text is a report hour by hour: entries that begin with a time, all of one day."""
    if sum(_is_clock_head(text, e) for e in found) < ENTRIES:
        return False
    days = [e for e in found if (_is_dated(e) or e.kind == "journey_day") and opens_sentence(text, e.start)]
    return not days or (len(days) == 1 and _is_dated(days[0]))


def _is_dated(e: Expression) -> bool:
    return e.kind == "date" and e.day is not None and e.until is None and e.unit is None


def _is_weekday(e: Expression) -> bool:
    return e.kind == "weekday" and not e.unit and e.base == "written"


def heads_within(document: Document, found: Sequence[Expression]) -> frozenset[int]:
    """Where the heads begin that stand within a paragraph; none where too few to make a diary of a dated document."""
    starts = [
        e.start
        for e in found
        if (_is_dated(e) or (e.kind == "weekday" and e.base == "entry")) and stands_alone(document.text, e)
    ]
    return frozenset(starts) if document.published is None or len(starts) >= ENTRIES else frozenset()


def is_head(document: Document, expression: Expression, within: frozenset[int], day: dt.date) -> bool:
    """Whether a date opens an entry: alone in its line, first in its paragraph, or one of those ``within``.

    Where the document has a day of writing of its own, an entry is no later than it.
    """
    if expression.start in within and (document.published is None or day <= document.published):
        return True
    text = document.text
    begin = text.rfind("\n", max(0, expression.start - _LONGEST), expression.start) + 1
    if begin == 0 and expression.start > _LONGEST:
        return False
    end = text.find("\n", expression.end, expression.end + _LONGEST)
    end = end if end >= 0 else min(len(text), expression.end + _LONGEST)
    before, after = text[begin : expression.start], text[expression.end : end]
    if expression.kind == "date" and not re.search(r"\w", before + after):
        return end < len(text)
    if document.published is not None:
        return False
    if expression.kind == "date" and expression.year and _DATED.search(before) and not after.strip(" .)]"):
        return True
    if _WRITES.search(before):
        return expression.kind == "date" and expression.day is not None
    if not _BEFORE_HEAD.fullmatch(before):
        return False
    if expression.kind == "journey_day":
        return not before.strip()
    return (
        expression.kind == "date"
        and expression.day is not None
        and bool(_AFTER_HEAD.match(after) or _SIGNED.fullmatch(after))
    )


def headings(document: Document, found: Sequence[Expression]) -> tuple[Expression, ...]:
    """The days that open the headings of a document, where some have a date and some but a weekday; else none."""
    heads = []
    for block in (b for b in document.blocks if b.role == "heading"):
        first = next((e for e in found if block.start <= e.start < block.end), None)
        if first is not None and not re.search(r"\w", document.text[block.start : first.start]):
            heads.append(first)
    mixed = any(map(_is_weekday, heads)) and any(map(_is_dated, heads))
    return tuple(heads) if mixed and all(_is_weekday(e) or _is_dated(e) for e in heads) else ()


def days_of_headings(heads: Sequence[Expression], days: Mapping[int, dt.date | None]) -> dict[int, dt.date]:
    """The days of headings that are but weekdays, told in the order of a diary: "Monday", "Friday", "Sunday 12 May"."""
    dated = [day for e in heads if _is_dated(e) and (day := days.get(e.start)) is not None]
    if not dated or dated != sorted(dated):
        return {}
    told: dict[int, dt.date] = {}
    next_day: dt.date | None = None
    for e in reversed(heads):
        if _is_dated(e):
            next_day = days.get(e.start)
        elif next_day is not None:
            next_day -= ((next_day.isoweekday() - (e.weekday or 1) - 1) % 7 + 1) * dt.timedelta(days=1)
            told[e.start] = next_day
    last: dt.date | None = None
    for e in heads:
        day = days.get(e.start) if _is_dated(e) else told.get(e.start)
        if day is None and last is not None:
            day = last + (((e.weekday or 1) - last.isoweekday() - 1) % 7 + 1) * dt.timedelta(days=1)
            told[e.start] = day
        last = day or last
    return told
