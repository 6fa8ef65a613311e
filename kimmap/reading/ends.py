"""What stands above the title and below the article of a page and is in no box that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .headdates import full_dates
from .lexicon import starting
from .segments import DATE_LED, Segment
from .titles import is_masthead

_SHARE = 0.2
"""Of the words of a page, what can stand above its title."""
_LONGEST_ABOVE = 20
_LONGEST_BELOW = 14


def without_ends(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments, those set aside that are above the title or, without a sentence, below the last box set aside."""
    apart = {*_above(segments), *_below(segments), *_orphans(segments)}
    return tuple(replace(s, hint="noise") if i in apart else s for i, s in enumerate(segments))


def _above(segments: Sequence[Segment]) -> Iterator[int]:
    title = next((i for i, s in enumerate(segments) if s.hint == "title"), 0)
    above = sum(s.words for s in segments[:title] if s.hint != "noise")
    if above > _SHARE * sum(s.words for s in segments if s.hint != "noise"):
        return
    for i, s in enumerate(segments[:title]):
        # Short lines without a full stop are told apart with the rest of the head.
        is_text = s.hint == "list" or (s.hint == "" and (s.words > 8 or s.ended))
        if is_text and s.words <= _LONGEST_ABOVE and not _tells(s) and not is_masthead(s.text):
            yield i


def _below(segments: Sequence[Segment]) -> Iterator[int]:
    last = next(
        (i for i in reversed(range(len(segments))) if segments[i].is_prose and segments[i].hint != "noise"), None
    )
    if last is None:
        return
    apart = next((i for i in range(last, len(segments)) if segments[i].hint == "noise"), len(segments))
    for i in range(apart, len(segments)):
        s = segments[i]
        if s.hint == "" and s.words <= _LONGEST_BELOW and not s.ended and not _tells(s):
            yield i


def _orphans(segments: Sequence[Segment]) -> Iterator[int]:
    """Headings below which all is set aside, up to the next heading or the end."""
    below: Segment | None = None
    for i in reversed(range(len(segments) - 1)):
        below = segments[i + 1] if segments[i + 1].hint != "noise" else below
        s = segments[i]
        if s.hint != "heading" or any(map(str.isdigit, s.text)):
            continue
        if segments[i + 1].hint == "noise" and (below is None or below.hint == "heading"):
            yield i


def _tells(s: Segment) -> bool:
    """Whether a line says who or when."""
    is_dated = bool(full_dates(s.text)) or DATE_LED.match(s.text) is not None
    return is_dated or starting("byline_starts").match(s.text) is not None
