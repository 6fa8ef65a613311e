"""Whether a first-person text is written on the day that it tells of, or looks back: what its relative days mean."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kimmap.claims.cast import Cast
from kimmap.language import Analysis
from kimmap.language.hanging import event_with
from kimmap.model import DateMention, Interval

if TYPE_CHECKING:
    from kimmap.claims.scene import Scene

_NOW = frozenset({"today", "this morning"})
"""Rules of dates that count from the writing: "today", "tonight", "this morning"."""

_COUNTED = frozenset({"that day", "next day", "day after", "part of a day", "clock", "steps"})
"""Rules of dates that count from the day told of: "that morning", "at nine", "an hour later"."""


def is_written_that_day(dates: Sequence[DateMention], analysis: Analysis, cast: Cast) -> bool:
    """Whether the writer says "today", "tonight" or "this morning" of himself, and tells of no days after."""
    written = analysis.document.published
    if written is None or _are_many(_beyond(dates, written)):
        return False
    for date in dates:
        sentence = analysis.sentence_at(date.quote.start) if date.rule in _NOW else None
        if sentence is not None and any(map(cast.has, sentence.tokens)):
            return True
    return False


def is_told_as_it_happens(analysis: Analysis) -> bool:
    """Whether "I" and "we" do what they do in the present: "I have no show tonight, so I walk into town"."""
    now = then = 0
    for sentence in analysis.sentences:
        tokens = sentence.tokens
        for subject in tokens:
            if subject.text.lower() not in ("i", "we") or not subject.dep.startswith("nsubj"):
                continue
            verb = tokens[subject.head]
            chain = [t for t in tokens if t.head == verb.i and t.dep in ("aux", "cop", "aux:pass")] or [verb]
            tags = {t.tag for t in chain if t.tag != "MD"} & {"VBP", "VBZ", "VBD"}
            now += "VBD" not in tags and bool(tags)
            then += "VBD" in tags
    return now >= _OFTEN and now >= _MOSTLY * (now + then)


_OFTEN = 4
_MOSTLY = 0.7


def _beyond(dates: Sequence[DateMention], written: dt.date) -> list[DateMention]:
    """Days counted on from the writing ("the next day"), where no date that is written out lies behind it as well."""
    after = [d for d in dates if d.interval.first is not None and d.interval.first > written]
    named = any(d.rule not in _COUNTED | _NOW | {"weekday"} and d.granularity in ("day", "time") for d in after)
    return [] if named else [d for d in after if d.rule in _COUNTED]


def _are_many(beyond: Sequence[DateMention]) -> bool:
    """Whether so many days come after the writing that the count cannot begin with it."""
    return len({d.interval.first for d in beyond}) >= _DAYS_AFTER


_DAYS_AFTER = 3


def looks_back(dates: Sequence[DateMention], analysis: Analysis, cast: Cast) -> bool:
    """Whether a first-person text counts days on from its own, which came after them: "the next day" of an old tour."""
    written = analysis.document.published
    return cast.first_person and written is not None and _are_many(_beyond(dates, written))


def trusted(dates: Sequence[DateMention], analysis: Analysis, cast: Cast) -> tuple[DateMention, ...]:
    """The dates without those that nothing but the publication of a text that looks back gives their day."""
    written = analysis.document.published
    if not cast.first_person or written is None:
        return tuple(dates)
    beyond = _beyond(dates, written)
    if _are_many(beyond):  # days counted on from the writing, which was after all of them
        return tuple(d for d in dates if d.rule not in _COUNTED and written != d.interval.first)
    if is_written_that_day(dates, analysis, cast):
        return tuple(d for d in dates if d not in beyond)
    return tuple(_not_counted_from(written, [d for d in dates if d not in beyond]))


def _not_counted_from(written: dt.date, dates: Sequence[DateMention]) -> list[DateMention]:
    """The dates without those counted from the day of writing, or from a day that was counted so."""
    kept, adrift = [], {_in_words(written), written.isoformat()}
    for date in sorted(dates, key=lambda d: d.quote.start):
        if date.rule in _COUNTED and date.anchor and any(date.anchor.endswith(day) for day in adrift):
            if date.interval.first is not None:
                adrift.add(_in_words(date.interval.first))
        else:
            kept.append(date)
            if date.granularity == "day" and date.interval.first not in (None, written):
                adrift.discard(_in_words(date.interval.first or written))
    return kept


def _in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def told_since(scenes: Sequence[Scene]) -> dict[str, Interval]:
    """The days that each text of a series by the traveller tells of, by the text's name.

    They run from the text before it to its own day; the first of them is left out where "today" is told of.
    A log that is published weeks later tells of the days that stand in it.
    """
    found = {}
    days_of = defaultdict[str | None, set[dt.date | None]](set)
    for scene in scenes:
        if scene.cast.first_person:
            days_of[scene.document.author].add(scene.document.published)
    for scene in scenes:
        if not scene.cast.first_person and (lead := _day_of_lead(scene)):
            found[scene.document.name] = Interval(lead, lead)
            continue
        if logged := _logged_long_before(scene) or _opened_long_before(scene):
            found[scene.document.name] = logged
            continue
        day = scene.document.published if scene.cast.first_person and not scene.looks_back else None
        days = days_of[scene.document.author]
        if len(days) < _SERIES:
            continue
        before = max((d for d in days if d and day and d < day), default=None)
        if day is None:
            continue
        daily = is_written_that_day(scene.dates, scene.analysis, scene.cast)
        if (before is None or day - before > _WEEK) and is_told_as_it_happens(scene.analysis):
            found[scene.document.name] = Interval(day, day)
            continue
        if before is None or day - before > _PAUSE:
            found[scene.document.name] = Interval(day if daily else None, day)
            continue
        soon = daily and day - before <= _DAILY
        first = day if soon else before + dt.timedelta(days=daily)
        found[scene.document.name] = Interval(first, day if first == day else None)
    return found


def lately(since: Interval, written: dt.date | None) -> Interval:
    """When the traveller was where the title of a post has him: in the week before it, of the days that it tells of."""
    if written is None or since.first is None or since.last is not None or written - since.first <= _WEEK:
        return since
    return Interval(written - _WEEK, written)


def _logged_long_before(scene: Scene) -> Interval | None:
    written = scene.document.published
    days = [d.interval.first for d in scene.dates if d.granularity == "day" and d.interval.first]
    days = [d for d in days if d != written]
    late = written is not None and len(set(days)) >= _DAYS_OF_A_LOG and written - max(days) > _PAUSE
    return Interval(min(days), max(days)) if late and scene.cast.first_person else None


def _opened_long_before(scene: Scene) -> Interval | None:
    """The month or the days that a text opens with, where it names no others: "Last June (2009) I took the train …"."""
    written = scene.document.published
    told = [d for d in scene.dates if d.granularity in _FINE and d.type in ("DATE", "TIME") and not d.interval.is_open]
    told = [d for d in told if d.interval.first != written]
    if not told or written is None or not scene.cast.first_person:
        return None
    first = min(d.interval.first for d in told if d.interval.first)
    last = max(d.interval.last for d in told if d.interval.last)
    if written - last <= _PAUSE or (last - first).days > _MONTH:
        return None
    story = [line for line in scene.lines if line.block is None or line.block.role in ("body", "lead")][:_OPENING]
    opens = any(
        d in line.dates and line.resolutions and any(map(scene.cast.has, line.sentence.tokens))
        for line in story for d in told
    )  # fmt: skip
    return Interval(first, last) if opens else None


def _day_of_lead(scene: Scene) -> dt.date | None:
    """The day that a report opens with, a day or two before it was published: what it tells without one was then."""
    written = scene.document.published
    if written is None:
        return None
    story = [line for line in scene.lines if line.block is None or line.block.role in ("body", "lead")][:_OPENING]
    for line in story:
        for event in line.events.values():
            if event.nominal or event.negated or event.modal or event.tense != "past":
                continue
            if not any(map(scene.cast.has, event.subjects)) or event.lemma.split("_")[0] in _SAYS | _ENDS:
                continue
            days = [
                d.interval.first
                for d in line.dates
                if d.granularity in ("day", "time")
                and d.interval.days == 1
                and event_with(line.sentence, line.events, d.quote.start, d.quote.end) is event
            ]
            if len(set(days)) == 1 and days[0] and 0 <= (written - days[0]).days <= _FRESH:
                return days[0]
    return None


_FRESH = 2
"""So many days after what a report opens with it may be published."""
_SAYS = frozenset({"say", "tell", "announce", "confirm", "warn", "add"})
_ENDS = frozenset({
    "return", "end", "wrap", "finish", "conclude", "complete", "leave", "depart", "come", "fly", "arrive", "land",
    "head",
})  # fmt: skip
"""A report that opens with the end of a journey, or a move on it, goes on with the days before."""

_FINE = frozenset({"time", "day", "weekend", "week", "month"})
_MONTH = 31
_OPENING = 3
"""In so many sentences a text says of when it tells."""

_DAYS_OF_A_LOG = 3
_SERIES = 3
"""So many days of writing make a series."""

_DAILY = dt.timedelta(days=3)
"""Who writes "today" as often as this tells of today alone."""

_WEEK = dt.timedelta(days=6)
"""What the days since the post before leave open so far, its own day tells where it is told as it happens."""

_PAUSE = dt.timedelta(days=21)
"""A longer silence is not told of by the next text alone."""
