"""Visits that were moved to another day, and plans that the same sentence gives up."""

from __future__ import annotations

import re
from dataclasses import replace

from kimmap.claims.lexicon import words
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.scene import Line
from kimmap.language import Event
from kimmap.model import DateMention, Interval

_MOVES = frozenset({
    "move", "shift", "reschedule", "postpone", "defer", "delay", "put_off", "put_back", "bring_forward", "push_back",
    "set_back", "carry_over", "adjourn",
})  # fmt: skip
_TO = re.compile(r"\b(?:to|until|till|for)\s+(?:the\s+)?$", re.IGNORECASE)
_OPEN = frozenset({"planned", "possible"})


def to_new_day(
    line: Line, reading: Reading, dates: tuple[DateMention, ...], when: Interval
) -> tuple[Reading, tuple[DateMention, ...], Interval]:
    """A visit with the day to which it was moved: "the visit to Lima is moved from Friday to Saturday"."""
    day = _moved_to(line, reading) if reading.finding.role else None
    if day is None:
        return reading, dates, when
    return replace(reading, finding=replace(reading.finding, status="planned")), (day,), day.interval


def _moved_to(line: Line, reading: Reading) -> DateMention | None:
    event = reading.event
    link = event.parent if event is not None and event.nominal else None
    if link is None or link.negated or not _named(link) & _MOVES:
        return None
    text = line.sentence.start
    days = [d for d in line.dates if d.granularity in ("day", "time") and not d.interval.is_open]
    new = [d for d in days if _TO.search(d.quote.document.text[text : d.quote.start])]
    return new[-1] if new else None


def unless_given_up(line: Line, reading: Reading) -> Reading:
    """A plan as the sentence leaves it in the end: "a visit to Lima was studied; it was given up in July"."""
    undone = _given_up(line, reading)
    return replace(reading, finding=undone) if undone else reading


def _given_up(line: Line, reading: Reading) -> Finding | None:
    event, finding = reading.event, reading.finding
    if event is None or (finding.status not in _OPEN and finding.reason not in ("hypothetical", "no_predicate")):
        return None
    for later in line.events.values():
        names = _named(later)
        if later.predicate.i <= event.predicate.i or later.negated or not names & words("verbs", "cancels"):
            continue
        meant = (*later.subjects, *later.objects)
        it = any(t.lemma in ("it", "that") for t in meant if (t in later.subjects) == later.passive)
        if it and (event.nominal or later.lemma == "give_up"):
            return Finding("stays", "cancelled", None, (later.lemma.replace("_", " "),))
    return None


def _named(event: Event) -> set[str]:
    return {event.lemma, event.lemma.split("_")[0]}
