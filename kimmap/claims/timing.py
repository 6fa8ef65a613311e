"""Which of the dates in a sentence belongs to which of its claims, and what day an undated one is told of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kimmap.claims.scene import Line
from kimmap.language import Event, Sentence
from kimmap.language.events import hang
from kimmap.model import DateMention, Interval

_UNTIL = frozenset({"until", "till", "by", "before", "through"})
_SINCE = frozenset({"since", "after", "from"})


def dates_of(line: Line, event: Event | None, near: int) -> tuple[DateMention, ...]:
    """The dates that a claim's event carries, best first; ``near`` is the offset of its place.

    A date belongs to the event that it hangs on, or to one joined to it without a clause of its own between.
    """
    usable = [d for d in line.dates if d.type in ("DATE", "TIME") and not d.interval.is_open]
    if not usable or event is None:
        return tuple(sorted(usable, key=lambda d: abs(d.quote.start - near)))
    ranked = [(distance, abs(d.quote.start - near), i, d)
              for i, d in enumerate(usable) if (distance := _distance(line, event, d)) is not None]  # fmt: skip
    if not ranked:
        return ()
    best = min(ranked)[0]
    return tuple(d for distance, _, _, d in sorted(ranked) if distance == best)


def _distance(line: Line, event: Event, date: DateMention) -> int | None:
    """How many clauses lie between a date and an event; None where another one has it."""
    token = line.sentence.head_of(date.quote.start, date.quote.end)
    hanging = hang(line.sentence, line.events, token.i) if token else None
    if hanging is None:
        return 1 if len(line.dates) == 1 else 2
    other = hanging.event
    if other is event:
        return 0
    if _is_joined(event, other) or _is_joined(other, event):
        return 1
    if event.parent is other.parent and event.parent is not None and event.relation == other.relation == "conj":
        return 2
    return None


def _is_joined(lower: Event, upper: Event) -> bool:
    """Whether an event hangs on another without a finite clause of its own time between them."""
    link: Event | None = lower
    while link is not None and link is not upper:
        if link.relation in ("acl:relcl", "ccomp", "parataxis") and not link.nominal:
            return False
        if link.relation == "advcl" and link.tense in ("past", "pluperfect", "perfect", "present", "future") and not link.nominal:
            return False
        link = link.parent
    return link is upper


def interval_of(dates: Sequence[DateMention], sentence: Sentence) -> Interval:
    """The days that dates give a claim: the first one's, or what "until" and "since" make of it."""
    if not dates:
        return Interval()
    date = dates[0]
    before = _word_before(sentence, date)
    if before in _UNTIL:
        return Interval(None, date.interval.last)
    if before == "since":
        return Interval(date.interval.first, None)
    return date.interval


def _word_before(sentence: Sentence, date: DateMention) -> str | None:
    token = next((t for t in sentence.tokens if t.start >= date.quote.start), None)
    i = token.i - 1 if token else -1
    while i >= 0 and sentence.tokens[i].lemma in ("the", "late", "early", "on", "about"):
        i -= 1
    return sentence.tokens[i].lemma if i >= 0 else None


class Narration:
    """The day that a text is telling of: set by its dates, kept until the next one.

    In a diary it holds until another day is named; elsewhere only to the end of its paragraph.
    """

    def __init__(self, keeps: bool) -> None:
        self._keeps = keeps
        self._block: tuple[int, int] | None = None
        self.dates: tuple[DateMention, ...] = ()

    def enter(self, line: Line) -> None:
        """Begin a sentence; a new paragraph of a text that is no diary forgets the day."""
        block = (line.block.start, line.block.end) if line.block else None
        if block != self._block and not self._keeps:
            self.dates = ()
        self._block = block

    def set(self, dates: Sequence[DateMention]) -> None:
        """From here on the text tells of the first of these, if it is a day."""
        if dates and dates[0].granularity in ("day", "time") and not dates[0].interval.is_open:
            self.dates = (dates[0],)


def opening_day(line: Line) -> DateMention | None:
    """The day with which a sentence or heading opens ("Day 4.", "Friday 19 January", "The next morning …")."""
    first = next((d for d in line.dates if d.type in ("DATE", "TIME") and d.granularity in ("day", "time")), None)
    if first is None or first.interval.is_open:
        return None
    lead = [t for t in line.sentence.tokens if t.end <= first.quote.start and t.pos not in ("PUNCT", "DET", "ADP", "CCONJ", "ADV")]
    return first if not lead else None


def is_after(when: Interval, day: dt.date | None) -> bool:
    """Whether an interval begins after a day."""
    return day is not None and when.first is not None and when.first > day
