"""How a word hangs on a clause: its preposition, and the way from it up to the predicate.

Parsers slip, so what hangs on a date or a bracket is hung on the verb.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kimmap.language.analysis import Sentence, Token
from kimmap.language.clauses import SUBJECTS, Event
from kimmap.language.verbs import is_particle

_CALENDAR = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "morning",
    "afternoon", "evening", "night", "noon", "midnight", "day", "week", "month", "year", "today", "yesterday",
    "tomorrow", "weekend", "hour", "minute", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec",
})  # fmt: skip

_JOURNEYS = frozenset({
    "visit", "trip", "tour", "journey", "voyage", "excursion", "pilgrimage", "expedition", "outing", "detour", "ride",
    "drive", "flight", "walk", "crossing", "passage", "return", "swing", "foray",
})  # fmt: skip
_KINDS = frozenset({
    "capital", "city", "town", "village", "port", "resort", "district", "province", "region", "island", "state",
    "suburb", "township", "hamlet", "oasis", "commune", "municipality",
})  # fmt: skip
_WAYS = frozenset({"to", "through", "across", "around"})
_NEVER_OF_SUBJECTS = frozenset({"in", "at", "to", "into", "from", "via", "near"})
"""A "subject" after these was none: "reports that she was | in Lima | were wrong"."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """How a word depends on an event: the preposition nearest to the word, and whether the way goes
    through the event's subject ("officials in Lima said") or through an object or oblique."""

    event: Event
    preposition: str | None
    through_subject: bool
    path: tuple[Token, ...]
    """The tokens between the word and the predicate, from the word outwards, both excluded."""


def hang(sentence: Sentence, events: Mapping[int, Event], i: int, first: int | None = None) -> Hanging | None:
    """The event that token ``i`` depends on, None where it depends on none (a bare headline, a list).

    ``first`` is the first token of the name that ``i`` is the head of, where it has several.
    """
    if i in events and events[i].copular:
        return Hanging(events[i], case_of(sentence, i), False, ())
    preposition = preposition_of(sentence, i, i if first is None else first)
    path: list[Token] = []
    previous, current = i, head_past_dates(sentence, i)
    seen = {i}
    while current not in seen:
        seen.add(current)
        token = sentence.tokens[current]
        if current in events and previous != current:
            event = events[current]
            if not path and (journey := _journey_before(sentence, events, i)):
                return Hanging(journey, preposition, False, ())
            slip = not path and preposition in _NEVER_OF_SUBJECTS
            subject = sentence.tokens[previous].dep in SUBJECTS and not event.passive and not slip
            return Hanging(event, preposition, subject, tuple(path))
        path.append(token)
        if preposition is None:
            preposition = case_of(sentence, current) or preposition_before(sentence, current)
        previous, current = current, head_past_dates(sentence, current)
    return None


def event_with(sentence: Sentence, events: Mapping[int, Event], start: int, end: int) -> Event | None:
    """The event on which the words at two offsets hang: a day on what was done on it; None for none."""
    token = sentence.head_of(start, end)
    hanging = hang(sentence, events, token.i) if token is not None else None
    return hanging.event if hanging is not None else None


def _journey_before(sentence: Sentence, events: Mapping[int, Event], i: int) -> Event | None:
    """The journey that stands right before a word's preposition: "ended her trip | to Lima" is a trip to Lima."""
    case = next((c for c in sentence.children(i) if c.dep == "case"), None)
    if case is None or not case.i or case.lemma not in _WAYS:
        return None
    event = events.get(case.i - 1)
    return event if event is not None and event.nominal and event.lemma in _JOURNEYS else None


def preposition_of(sentence: Sentence, i: int, first: int) -> str | None:
    """The preposition of the noun phrase that begins with token ``first`` and that ``i`` is the head of."""
    return case_of(sentence, i) or preposition_before(sentence, first)


def preposition_before(sentence: Sentence, i: int) -> str | None:
    """The preposition right before a noun phrase, whatever the grammar hangs it on: "to | Saint - Louis"."""
    j = i - 1
    while j >= 0 and (_is_before_noun(sentence.tokens[j]) or _is_kind_of(sentence, j, i)):
        j -= 1
    words: list[str] = []
    while j >= 0 and sentence.tokens[j].pos == "ADP" and sentence.tokens[j].dep != "compound:prt" and len(words) < 2:
        words.insert(0, sentence.tokens[j].lemma)
        j -= 1
    if words == ["of"] and [t.text.lower() for t in sentence.tokens[max(0, j - 1) : j + 1]] == ["by", "way"]:
        return "by_way_of"
    return "_".join(words) or None


def _is_before_noun(token: Token) -> bool:
    return token.pos in ("DET", "ADJ", "PROPN", "NUM") and not is_calendar(token)


def _is_kind_of(sentence: Sentence, j: int, i: int) -> bool:
    """Whether noun ``j`` says what the name at ``i`` is: "to the capital | Lima"."""
    noun, name = sentence.tokens[j], sentence.tokens[i]
    return j == i - 1 and name.pos == "PROPN" and noun.pos == "NOUN" and noun.lemma in _KINDS


def head_past_dates(sentence: Sentence, i: int) -> int:
    """The head of a token, where a date between a word and its verb does not count.

    "on Sunday (17 May) in Town" parses as "Sunday in Town"; nothing but a date hangs on a date.
    """
    token = sentence.tokens[i]
    head = sentence.tokens[token.head]
    if is_calendar(head) and not is_calendar(token) and head.head != head.i:
        return head_past_dates(sentence, head.i)
    return token.head


def is_calendar(token: Token) -> bool:
    """Whether a word is a day, a month, a part of the day, or a figure as they have it."""
    return token.lemma in _CALENDAR or (token.pos == "NUM" and len(token.text) in (1, 2, 4))


def case_of(sentence: Sentence, i: int) -> str | None:
    """The preposition that marks a noun, its words joined: "out_of"."""
    cases = [
        c
        for c in sentence.children(i)
        if c.dep == "case" and c.pos in ("ADP", "SCONJ", "ADV", "VERB", "PART") and c.lemma != "'s"
    ]
    if cases and _is_particle(sentence, cases[0]):
        del cases[0]
    return "_".join(c.lemma for c in cases) if cases else None


def _is_particle(sentence: Sentence, token: Token) -> bool:
    """Whether a word belongs to the verb before it and not to the noun behind: "called | off her visit"."""
    before = sentence.tokens[token.i - 1] if token.i else None
    return before is not None and before.pos == "VERB" and is_particle(before, token)
