"""The head of a document: menus, masthead, title, standfirst."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bars import mark_bars
from .headdates import date_line, full_dates
from .lexicon import LEXICON, pattern, whole
from .segments import Roles, Segment

_GLUED = re.compile(r"[a-z]{3}[A-Z][a-z]{2}")
_SEAM = re.compile(r"[a-z][A-Z]")
_ENUMERATED = re.compile(r"(?:\(?\d{1,3}[.)]|[A-Z][.)])\s")
_SECTION = re.compile(r"\s+[—–|-]\s+|\s*\(|\.\s|,\s(?=.*\d{4})|(?<=[A-ZÀ-Þ]{3}),\s(?=[A-ZÀ-Þ][a-zß-ÿ])")
_PART = re.compile(
    r"(?:letter|chapter|part|book|volume|vol\.|no\.|number|entry|day|stage|canto|section)\s(?:the\s)?"
    r"(?:\d{1,3}|[ivxlc]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|last)\.?",
    re.IGNORECASE,
)
"""Which part of a book or of a series follows, and no name of anything: "LETTER II", "CHAPTER THE FIRST"."""


_REACH = 200
"""Segments that the menus and head of a page can have."""


def mark_head(segments: Sequence[Segment], roles: Roles, start: int) -> None:
    """Roles of everything above segment ``start``, the first of the body."""
    start = min(start, _REACH)
    for i in range(start):
        if roles[i] is None and (is_contact(segments[i]) or _RELEASED.fullmatch(segments[i].text)):
            roles[i] = "noise"
    mark_bars(segments, roles, start)
    if "title" in roles:
        told = roles.index("title")
        for i in range(told):
            if roles[i] is None and segments[i].words <= 8 and not segments[i].ended:
                is_paper = segments[i].words > 1 and is_masthead(segments[i].text)
                roles[i] = "byline" if is_paper and not whole("menu").fullmatch(segments[i].text) else "noise"
        _after_title(segments, roles, told, start)
        return
    _mark_menus(segments, roles, start)
    title = _find_title(segments, roles, start)
    if title is None:
        return
    roles[title] = "title"
    for i in range(title):
        if roles[i] is None:
            same_run = i == 0 or (is_masthead(segments[0].text) and segments[i].run == segments[0].run)
            roles[i] = "byline" if is_masthead(segments[i].text) or same_run else None
    _after_title(segments, roles, title, start)


def is_contact(segment: Segment) -> bool:
    """A line that says whom to ask and how: with an address of mail or a telephone number."""
    if segment.words > _LONGEST_CONTACT or (segment.ended and not _ASKS.match(segment.text)):
        return False
    return _MAIL.search(segment.text) is not None or (
        _PHONE.search(segment.text) is not None and _ASKS.match(segment.text) is not None
    )


_RELEASED = re.compile(r"\W*for\s(?:immediate|general|public)\srelease\W*", re.IGNORECASE)
_LONGEST_CONTACT = 25
_MAIL = re.compile(r"(?<![\w.])[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,60}")
_PHONE = re.compile(r"(?<![\w-])(?:\+\s?\d|\(\d)?[\d(][\d ().-]{5,20}\d(?![\w-])")
_ASKS = re.compile(
    r"(?:[A-Z][\w’']*\s){0,3}(?:contacts?|enquir(?:y|ies)|inquiries|tel(?:ephone|\.)?|phone|ph\.|mobile|fax|call|e-?mail)\b"
    r"[^:]{0,40}[:.]|(?:for )?(?:more|further) information\b",
    re.IGNORECASE,
)
_LONGEST_HEAD = 400
"""Characters of a line in which a publication's name stands, if it is one's."""


def masthead(text: str) -> str | None:
    """The publication's name in a first line: before a dash, brackets, a full stop or a date."""
    name = _SECTION.split(text[:_LONGEST_HEAD], maxsplit=1)[0].strip(" ,")
    return name if is_masthead(name) else None


def is_masthead(text: str) -> bool:
    """All capitals, or the name of a paper or agency in capitalised words."""
    name = _SECTION.split(text[:_LONGEST_HEAD], maxsplit=1)[0].strip(" ,")
    words = name.split()
    if not words or len(words) > 8 or full_dates(name) or _PART.fullmatch(name):
        return False
    if name.isupper():
        return len(name) > 2
    named = all(
        w[0].isupper() or w in ("of", "the", "and", "de", "du", "la", "le", "des", "für", "&", "for") for w in words
    )
    return named and len(words) <= 5 and pattern("masthead_words").search(name) is not None


def _mark_menus(segments: Sequence[Segment], roles: Roles, start: int) -> None:
    """Runs of short lines around items of a menu, and lines in which a page's parts were glued together."""
    texts = {s.text for s in segments[: start + 1]}
    for i in range(start):
        text = segments[i].text
        is_item = whole("menu").fullmatch(text) or (_GLUED.search(text) and not segments[i].ended)
        is_trail = _SEAM.search(text) is not None and any(
            text != t and len(t.split()) > 2 and text.endswith(t) and text[-len(t) - 1] != " " for t in texts
        )
        if roles[i] is None and (is_trail or (is_item and segments[i].words <= 5)):
            roles[i] = "noise"
    i = 0
    while i < start:
        stop = i
        while (
            stop < start
            and segments[stop].words <= 5
            and roles[stop] in (None, "noise", "list")
            and not segments[stop].ended
        ):
            stop += 1
        if stop - i > 2 and "noise" in roles[i:stop]:
            # The last one can be a short title where a blank line sets it apart.
            last = stop - 1 if segments[stop - 1].run != segments[stop - 2].run else stop
            roles[i:last] = ["noise"] * (last - i)
        i = max(stop, i + 1)


def _find_title(segments: Sequence[Segment], roles: Roles, start: int) -> int | None:
    candidates = [i for i in range(start) if roles[i] is None and _is_headline(segments[i])]
    candidates = [i for i in candidates if not _is_section(segments, i)]
    visible = [i for i in range(min(start + 1, len(segments))) if roles[i] not in ("noise", "caption")]
    if not visible:
        return None
    first = visible[0]
    if len(candidates) > 1 or (candidates and candidates[0] != first):
        below = [i for i in candidates if i != first or not is_masthead(segments[first].text)]
        dated = next((i for i in visible if roles[i] == "byline" and date_line(segments[i].text)), None)
        if is_masthead(segments[first].text) and dated is not None:
            # Below masthead and date no menu is left, so that even a short line can be the title.
            return next((i for i in below if i > dated), below[0] if below else first)
        return next((i for i in below if segments[i].words >= 4), below[0]) if below else first
    if candidates:
        return candidates[0]
    short = segments[first].words <= 20 and not re.fullmatch(
        LEXICON["salutations"], segments[first].text, re.IGNORECASE
    )
    only_date = date_line(segments[first].text) is not None and not is_masthead(segments[first].text)
    return first if short and first < start and not only_date else None


def _is_headline(segment: Segment) -> bool:
    if not 1 <= segment.words <= 30 or _ENUMERATED.match(segment.text) or segment.text[0] in "[(":
        return False
    return not segment.ended or segment.text.rstrip("\"'”’").endswith(("?", "!")) or segment.text.isupper()


def _is_section(segments: Sequence[Segment], i: int) -> bool:
    """A heading in capitals with others of its kind below: one part of a newsletter, not its title."""
    alike = sum(s.text.isupper() and s.words <= 4 for s in segments[i + 1 :])
    return segments[i].text.isupper() and segments[i].words <= 4 and alike > 0 and i > 0


def _after_title(segments: Sequence[Segment], roles: Roles, title: int, start: int) -> None:
    """The standfirst: next to the title, or a sentence without a full stop, or a paragraph above the date."""
    for i in range(title + 1, min(start, len(segments))):
        if roles[i] == "title":
            roles[i] = "heading"
        beside = segments[i].run == segments[title].run and segments[i].words >= 3
        if roles[i] is None and (beside or segments[i].words >= 8) and not _ENUMERATED.match(segments[i].text):
            roles[i] = "lead"
    for i in range(start, len(segments)):
        if roles[i] == "title" and i != title:
            roles[i] = "heading"
