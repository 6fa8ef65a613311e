"""Which of the dates in a sentence belongs to which of its claims, and what day an undated one is told of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from kimmap.claims.belonging import (
    is_of_the_first,
    is_of_your_letter,
    is_said_of,
    is_so_when_said,
    stands_beside,
    took_hours_before,
)
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.scene import Line
from kimmap.claims.undone import put_off_to
from kimmap.language import Event, Sentence
from kimmap.language.hanging import hang
from kimmap.model import DateMention, Interval, Place, Role

_UNTIL = frozenset({"until", "till", "by", "before", "through"})


def dates_of(line: Line, event: Event | None, near: int) -> tuple[DateMention, ...]:
    """The dates that a claim's event carries, best first; ``near`` is the offset of its place.

    A date belongs to the event that it hangs on, or to one joined to it without a clause of its own between.
    """
    usable = [d for d in line.dates if d.type in ("DATE", "TIME") and not d.interval.is_open]
    usable = [d for d in usable if not (is_of_your_letter(line, d) or is_of_announcing(line, d))]
    if event is not None and (named := [d for d in usable if is_said_of(d, event, line)]):
        return tuple(named)
    if beside := [d for d in usable if stands_beside(line, d, near) and not _is_of_next_place(line, d, near)]:
        return tuple(beside)
    if event is None:  # "no Lima, no Cusco; tomorrow we turn back"
        text = line.dates[0].quote.document.text if line.dates else ""
        usable = [d for d in usable if d.quote.start < near or ";" not in text[near : d.quote.start]]
        verbs = [e.predicate.start for e in line.events.values() if not e.nominal]
        # "Lima was not to be: the roof came down on Monday"
        told = [
            near + text[near : d.quote.start].rfind(":") if ":" in text[near : d.quote.start] else None for d in usable
        ]
        usable = [
            d
            for d, at in zip(usable, told, strict=True)
            if at is None or not any(at < v < d.quote.start for v in verbs)
        ]
    if event is None:
        usable = [d for d in usable if not _is_of_other_noun(line, d, near)]
    if not usable or event is None:
        return tuple(sorted(usable, key=lambda d: abs(d.quote.start - near)))
    if moved := _new_days(line, event, usable):
        return moved
    usable = [d for d in usable if not _is_of_calling_off(line, event, d)]
    ranked = [(distance, d) for d in usable if (distance := _distance(line, event, d)) is not None]
    ranked = [(distance, d) for distance, d in ranked if not (distance == 0 and is_of_the_first(line, d, near))]
    best = min((distance for distance, _ in ranked), default=0)
    return tuple(_nearest_first([d for distance, d in ranked if distance == best], line, near))


_ANNOUNCES = frozenset(
    {"announce", "report", "reveal", "disclose", "propose", "promise", "agree", "mention", "publish"}
)


def is_of_announcing(line: Line, date: DateMention) -> bool:
    """ "The visit to Lima, announced | in August": when somebody spoke of it, not when it was to be."""
    token = line.sentence.head_of(date.quote.start, date.quote.end)
    above = line.sentence.tokens[token.head] if token is not None else None
    if token is None or above is None or above.lemma not in _ANNOUNCES or not above.dep.startswith("acl"):
        return False
    return not any(c.lemma in ("for", "from") for c in line.sentence.children(token.i) if c.dep == "case")


_THEN_IN = re.compile(r"\s(?:in|at|on|to)\s(?:the\s)?\Z")


def _is_of_next_place(line: Line, date: DateMention, near: int) -> bool:
    """ "On 9 May she was in Lima, | on 12 May | in Cusco": each day stands before its own place."""
    text = date.quote.document.text
    after = (r.mention.quote.start for r in line.resolutions if r.mention.quote.start > date.quote.end)
    led = any(_THEN_IN.fullmatch(text[date.quote.end : start]) for start in after)
    opened = any(d.quote.end <= near and d.granularity == date.granularity for d in line.dates)
    return led and opened and "," in text[near : date.quote.start]


def _is_of_other_noun(line: Line, date: DateMention, near: int) -> bool:
    """ "Back to Lima, a hut on legs, and the fair | on Friday": a day that a noun joined behind the place has."""
    token = line.sentence.head_of(date.quote.start, date.quote.end)
    head = line.sentence.tokens[token.head] if token is not None and token.dep in ("nmod", "obl") else None
    if head is None or head.dep != "conj" or head.pos not in ("NOUN", "PROPN", "ADJ") or head.start < near:
        return False
    named = any(r.mention.quote.start <= head.start < r.mention.quote.end for r in line.resolutions)
    return not named and any(c.lemma == "and" for c in line.sentence.children(head.i))


_CALLS_OFF = frozenset(
    {"cancel", "call_off", "drop", "scrap", "shelve", "postpone", "abandon", "axe", "scrub", "put_off"}
)


def _is_of_calling_off(line: Line, event: Event, date: DateMention) -> bool:
    """Whether a date is that of calling off: "plans for a stop in Lima were dropped | on Monday"."""
    link = event.parent
    while link is not None and link.nominal:
        link = link.parent
    if link is None or not event.nominal or not _CALLS_OFF & {link.lemma, link.lemma.split("_")[0]}:
        return False
    if link.tense not in ("past", "perfect", "pluperfect") or date.quote.start < link.predicate.start:
        return False
    token = line.sentence.head_of(date.quote.start, date.quote.end)
    return token is not None and token.head == link.predicate.i


def _new_days(line: Line, event: Event, dates: Sequence[DateMention]) -> tuple[DateMention, ...]:
    """The day that an engagement is put off to: "her visit to Lima was moved from Friday to Sunday"."""
    above = event.parent
    day = put_off_to(above, line.sentence) if event.nominal and above is not None else None
    return tuple(d for d in dates if day is not None and d.quote.start <= day.start < d.quote.end)


def _nearest_first(dates: list[DateMention], line: Line, near: int) -> list[DateMention]:
    """Dates in the order in which they suit a place: "in A on Monday and in B on Tuesday" pairs each with its own."""
    places = sorted(r.mention.quote.start for r in line.resolutions)
    if len(dates) > 1 and len(places) > 1:
        starts = sorted(d.quote.start for d in dates)
        following = [d for d in dates if d.quote.start > near]
        before = [d for d in dates if d.quote.start < near]
        if starts[0] > places[0] and following:
            return sorted(following, key=lambda d: d.quote.start)
        if starts[0] < places[0] and before:
            return sorted(before, key=lambda d: -d.quote.start)
    return sorted(dates, key=lambda d: abs(d.quote.start - near))


def _distance(line: Line, event: Event, date: DateMention) -> int | None:
    """How many clauses lie between a date and an event; None where another one has it."""
    token = line.sentence.head_of(date.quote.start, date.quote.end)
    hanging = hang(line.sentence, line.events, token.i) if token else None
    if hanging is None:
        return 1 if len(line.dates) == 1 else 2
    other = hanging.event
    if other is event:
        return 0
    if other.nominal and other.relation == "obj" and other.parent is not None and event.parent is other.parent:
        other = other.parent  # "opened the talks on Friday, speaking in Lima"
    if is_so_when_said(event, other, line.sentence) or took_hours_before(line, event, other):
        return 1
    if _is_joined(event, other, told_later=True) or _is_joined(other, event, told_later=False):
        return 1
    if event.parent is other.parent and event.parent is not None and event.relation == other.relation == "conj":
        return 2 if date.quote.start < event.predicate.start else None
    return None


def _is_joined(lower: Event, upper: Event, *, told_later: bool) -> bool:
    """Whether an event hangs on another without a finite clause of its own time between them.

    ``told_later`` says that the date is the upper one's: what is joined to it by "and" goes on from there.
    A date of the second of two joined verbs is not the first one's.
    """
    link: Event | None = lower
    while link is not None and link is not upper:
        finite = link.tense in ("past", "pluperfect", "perfect", "present", "future") and not _goes_along(link)
        if link.relation in ("acl:relcl", "ccomp", "parataxis") and not link.nominal:
            return False
        if link.relation == "advcl" and finite and not {"when", "as", "where"} & set(link.marks):
            return False
        if link.relation == "conj" and finite and (not told_later or _bounds_another(upper)):
            return False
        if link.nominal and link.relation in ("nsubj", "nsubj:pass") and not _happens(link.parent):
            return False
        link = link.parent
    return link is upper


def _goes_along(event: Event) -> bool:
    """Whether an event has the time of the one above it: "opened the talks on Friday, | speaking in Lima"."""
    return event.nominal or (event.predicate.tag == "VBG" and not event.progressive and not event.marks)


def _bounds_another(event: Event) -> bool:
    """Whether a verb dates where something begins or ends, not what is told along with it."""
    return bool({event.lemma, event.lemma.split("_")[0]} & (words("verbs", "begins") | words("verbs", "ends")))


def _happens(event: Event | None) -> bool:
    """ "The visit took place on …", "the talks began …": the date of the verb is the date of its subject."""
    if event is None:
        return False
    stem = event.lemma.split("_")[0]
    return event.copular or stem in words("verbs", "happens") or (role_of_verb(stem) is not None and not event.passive)


def interval_of(dates: Sequence[DateMention], sentence: Sentence, *, stays: bool = False) -> Interval:
    """The days that dates give a claim: the first one's, or what "until" and "since" make of it.

    Who ``stays`` somewhere "by Tuesday" is there on Tuesday.
    """
    if not dates:
        return Interval()
    date = dates[0]
    before = _word_before(sentence, date)
    if before == "by" and stays:
        return date.interval
    if before in ("until", "till") and _is_put_off(sentence, date):
        return date.interval
    if before in _UNTIL:
        return Interval(None, date.interval.last)
    if before == "since" and not _WHEN.match(date.quote.document.text[date.quote.end : date.quote.end + 8]):
        return Interval(date.interval.first, None)
    return date.interval


_WHEN = re.compile(r",?\s+when\b")
""" "The first since 2029, when they played in Lima"."""


def _is_put_off(sentence: Sentence, date: DateMention) -> bool:
    """Whether "until" tells to when something was put off, not how long it lasts."""
    token = sentence.head_of(date.quote.start, date.quote.end)
    above = sentence.tokens[token.head] if token is not None else None
    return above is not None and above.lemma in {verb.split("_")[0] for verb in words("verbs", "puts_off")}


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
        self._headed = False
        self._block: tuple[int, int] | None = None
        self._place: Place | None = None
        self.dates: tuple[DateMention, ...] = ()

    def enter(self, line: Line) -> None:
        """Begin a sentence; a new paragraph of a text that is no diary forgets the day."""
        block = (line.block.start, line.block.end) if line.block else None
        hour = bool(line.dates) and line.dates[0].granularity == "time"  # "8pm: At the border"
        if line.block is not None and line.block.role in ("heading", "title") and not hour:
            self._headed = False
        if block != self._block and not self._keeps and not self._headed:
            self.dates = ()
        self._block = block

    def head(self, date: DateMention) -> None:
        """A day alone in a line: what stands below is told of it, up to the next heading."""
        self._headed, self.dates, self._place = True, (date,), None

    def set(self, dates: Sequence[DateMention], place: Place | None = None) -> None:
        """From here on the text tells of the first of these, if it is a day; ``place`` is where that day was spent."""
        if dates and dates[0].granularity in ("day", "time") and not dates[0].interval.is_open:
            self.dates, self._place = (dates[0],), place

    @property
    def is_headed(self) -> bool:
        """Whether the day stands in a line of its own above."""
        return self._headed and bool(self.dates)

    def is_to_come(self, published: dt.date | None) -> bool:
        """Whether a programme is at a day: "On Tuesday she speaks in Lima. She will then go on to Cusco."."""
        return bool(self.dates) and is_after(self.dates[0].interval, published)

    def day_of(self, place: Place, role: Role) -> Interval:
        """When an undated claim is: on the day told of, or after it where a report moves on from that day's place."""
        if not self.dates:
            return Interval()
        when = self.dates[0].interval
        spent = self._place
        moved_on = role == "arrives" and not self._keeps and spent is not None and spent != place
        if spent is not None and (spent.is_area or place.is_area):
            moved_on = moved_on and spent.country != place.country
        return Interval(when.first, None) if moved_on else when


def opening_day(line: Line) -> DateMention | None:
    """The day with which a sentence or heading opens ("Day 4.", "Friday 19 January", "The next morning …")."""
    first = next((d for d in line.dates if d.type in ("DATE", "TIME") and d.granularity in ("day", "time")), None)
    if first is None or first.interval.is_open:
        return None
    lead = [
        t
        for t in line.sentence.tokens
        if t.end <= first.quote.start and t.pos not in ("PUNCT", "DET", "ADP", "CCONJ", "ADV")
    ]
    return first if not lead else None


def heading_day(line: Line) -> DateMention | None:
    """The day that is all that a heading says: "Sunday, 4 May:"."""
    if line.block is None or line.block.role not in ("heading", "list") or line.resolutions:
        return None
    days = [d for d in line.dates if _is_of_a_day(d) and not d.interval.is_open and d.interval.days == 1]
    rest, text = "", line.block.start
    for date in sorted(line.dates, key=lambda d: d.quote.start):
        rest, text = rest + date.quote.document.text[text : date.quote.start], max(text, date.quote.end)
    if not days:
        return None
    rest += days[0].quote.document.text[text : line.block.end]
    return None if re.search(r"\w", _DAY_NUMBER.sub("", rest)) else days[-1]


def _is_of_a_day(date: DateMention) -> bool:
    """Whether it is a day, with or without its hour: "4 May, 20:48", not "20:48"."""
    return date.granularity == "day" or (date.granularity == "time" and _NAMES_DAY.search(date.quote.text) is not None)


_NAMES_DAY = re.compile(r"[^\W\d_]{3}|\d[-./]\d")
_DAY_NUMBER = re.compile(r"\b(?:day|stage)\s*\d+\b", re.IGNORECASE)


def says_when(line: Line, *, lasts: bool = False) -> bool:
    """Whether a sentence names a time; "now" is none, nor are hours that something took ("slept eleven hours").

    Where something ``lasts`` neither is "for three nights".
    """
    told = [d for d in line.dates if d.value != "PRESENT_REF" and not (d.type == "DURATION" and d.value[:2] == "PT")]
    return any(not lasts or d.type in ("DATE", "TIME") for d in told)


def is_after(when: Interval, day: dt.date | None) -> bool:
    """Whether an interval begins after a day."""
    return day is not None and when.first is not None and when.first > day
