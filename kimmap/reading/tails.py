"""What follows the article of a page, and the boxes inside it that a label opens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import whole
from .segments import Roles, Segment

SEPARATOR = re.compile(r"\s*[|·•»>]\s*")
_LAST_CHANGE = re.compile(r"\W*(?:this \w+ was )?last (?:updated|edited|modified|revised|changed)\b", re.IGNORECASE)
_PARAGRAPH = 12
"""Words."""
_BOX_REACH = 12
"""Segments that a box inside an article can have; the article goes on after it."""


def mark_tail(segments: Sequence[Segment], roles: Roles, start: int) -> None:
    """Sets aside what follows the article, and boxes inside it; above the body only the marker itself."""
    prose = (j for j in reversed(range(len(segments))) if roles[j] != "noise" and segments[j].is_prose)
    last, head = next(prose, -1), -1
    i = 0
    while i < len(segments):
        text, *others = SEPARATOR.split(segments[i].text)
        ends = whole("endings").fullmatch(text) is not None
        if others and not ends:
            text = segments[i].text
        if roles[i] == "title" or len(text.split()) > 9 or not (ends or whole("sections").fullmatch(text)):
            i += 1
            continue
        if not ends and i < last and _is_bounded(segments, i):
            i += 1
            continue
        if ends and head < 0:
            head = _head_end(segments, roles)
        is_above = i < start or (ends and i < head)
        stop = i + 1 if is_above else len(segments) if ends else _resumes(segments, roles, i)
        for j in range(i, stop):
            roles[j] = "noise"
        i = stop


def _head_end(segments: Sequence[Segment], roles: Roles) -> int:
    """Index of the first sentence if more is told from it on than above: "3 Comments" beside the name ends nothing."""
    told = [(i, s) for i, s in enumerate(segments) if roles[i] not in ("noise", "title")]
    first = next((i for i, s in told if s.is_prose), 0)
    above = sum(s.words for i, s in told if i < first)
    return first if sum(s.words for _, s in told if s.is_prose) > above else 0


def _is_bounded(segments: Sequence[Segment], marker: int) -> bool:
    """Whether a marker is of a box that the markup bounds: prose below it is of the article."""
    return segments[marker].hint == "noise" and segments[marker + 1].hint == "noise"


def _resumes(segments: Sequence[Segment], roles: Roles, marker: int) -> int:
    """Where the article goes on after a box: two paragraphs running, not far below; else the end.

    A part of the article that is called like a box ends at the next heading with a sentence below.
    """
    text, below = segments[marker].text, segments[marker + 1 : marker + 2]
    # Below the label of other stories stands the heading of the first.
    has_text = any(not s.linked and s.hint in ("", "list", "table") for s in below)
    is_part = segments[marker].hint == "heading" and has_text and not whole("persons_told").fullmatch(text)
    is_inside = whole("read_also").fullmatch(text) is not None
    for j in range(marker + 1, min(marker + _BOX_REACH, len(segments))):
        if is_inside and _follows_links(segments, roles, marker, j):
            return j
        if j + 1 == len(segments):
            break
        if is_part and _heads_part(segments, roles, j):
            return j
        pair = segments[j], segments[j + 1]
        is_text = (
            roles[j] in (None, "body")
            and roles[j + 1] in (None, "body")
            and all(s.words >= 8 and s.ended for s in pair)
        )
        if is_text and max(s.words for s in pair) >= 18:
            return j
    return len(segments)


def _follows_links(segments: Sequence[Segment], roles: Roles, marker: int, i: int) -> bool:
    """Whether a paragraph stands below links alone, which a line like "Read also" has announced."""
    links = segments[marker + 1 : i]
    is_text = segments[i].words >= _PARAGRAPH and segments[i].ended and not segments[i].linked
    return bool(links) and all(s.linked for s in links) and is_text and roles[i] in (None, "body")


def _heads_part(segments: Sequence[Segment], roles: Roles, i: int) -> bool:
    heading, below = segments[i], segments[i + 1]
    if heading.hint != "heading" or roles[i] == "noise" or heading.linked or below.linked or not below.is_prose:
        return False
    is_label = any(whole(kind).fullmatch(heading.text) for kind in ("sections", "endings"))
    return roles[i + 1] in (None, "body") and not is_label


def mark_changes(segments: Sequence[Segment], roles: Roles) -> None:
    """Lines below the article that say when it was last changed."""
    for i in reversed(range(len(segments))):
        if roles[i] in ("body", "title") and segments[i].is_prose:
            return
        if roles[i] == "byline" and _LAST_CHANGE.match(segments[i].text):
            roles[i] = "noise"
