"""Whether a first-person text is written on the day that it tells of, or looks back: what its relative days mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kimmap.claims.cast import Cast
from kimmap.language import Analysis
from kimmap.model import DateMention, Interval

if TYPE_CHECKING:
    from kimmap.claims.scene import Scene

_NOW = frozenset({"today", "this morning"})
"""Rules of dates that count from the writing: "today", "tonight", "this morning"."""

_COUNTED = frozenset({"that day", "next day", "part of a day", "clock", "steps"})
"""Rules of dates that count from the day told of: "that morning", "at nine", "an hour later"."""


def is_written_that_day(dates: Sequence[DateMention], analysis: Analysis, cast: Cast) -> bool:
    """Whether the writer says "today", "tonight" or "yesterday" of himself."""
    for date in dates:
        sentence = analysis.sentence_at(date.quote.start) if date.rule in _NOW else None
        if sentence is not None and any(map(cast.has, sentence.tokens)):
            return True
    return False


def trusted(dates: Sequence[DateMention], analysis: Analysis, cast: Cast) -> tuple[DateMention, ...]:
    """The dates without those that nothing but the publication of a text that looks back gives their day."""
    written = analysis.document.published
    if not cast.first_person or written is None or is_written_that_day(dates, analysis, cast):
        return tuple(dates)
    day = f"{written.day} {written:%B %Y}"
    return tuple(d for d in dates if d.rule not in _COUNTED or not _hangs_on(day, written, d))


def _hangs_on(day: str, written: dt.date, date: DateMention) -> bool:
    """Whether a date is counted from the day of writing, or from a day counted beyond it."""
    after = date.interval.first is not None and date.interval.first > written
    return after or (date.anchor or "").endswith(day)


def told_since(scenes: Sequence[Scene]) -> dict[str, Interval]:
    """The days that each text of a series by the traveller tells of, by the text's name.

    They run from the text before it to its own day; the first of them is left out where "today" is told of.
    """
    series = [s for s in scenes if s.cast.first_person and s.document.published]
    days = sorted({s.document.published for s in series if s.document.published})
    if len(days) < _SERIES:
        return {}
    found = {}
    for scene in series:
        day = scene.document.published
        before = max((d for d in days if day and d < day), default=None)
        if day is None or before is None or day - before > _PAUSE:
            continue
        daily = is_written_that_day(scene.dates, scene.analysis, scene.cast)
        found[scene.document.name] = Interval(before + dt.timedelta(days=daily), day)
    return found


_SERIES = 3
"""So many days of writing make a series."""

_PAUSE = dt.timedelta(days=21)
"""A longer silence is not told of by the next text alone."""
