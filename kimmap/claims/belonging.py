"""Which place or event of a sentence a date belongs to, where its place in the grammar does not tell."""

from __future__ import annotations

import re

from kimmap.claims.lexicon import words
from kimmap.claims.scene import Line
from kimmap.language import Event, Sentence
from kimmap.model import DateMention

_BESIDE = re.compile(r",?\s*(?:\((?:on |from )?|(?:on|from|during|in)\s+(?:the\s+)?)$", re.IGNORECASE)


def stands_beside(line: Line, date: DateMention, near: int) -> bool:
    """Whether a date is set right behind a place: "in Lima on 4 May", "Lima (4 and 5 May)"."""
    place = next((r.mention.quote for r in line.resolutions if r.mention.quote.start == near), None)
    if place is None or date.quote.start < place.end or date.quote.start - place.end > _BESIDE_CHARACTERS:
        return False
    return bool(_BESIDE.fullmatch(place.document.text[place.end : date.quote.start]))


_BESIDE_CHARACTERS = 14
_YOUR_LETTER = re.compile(
    r"\b(?:yours|your (?:\w+ ){0,2}(?:letter|note|lines?|favou?r|telegram|wire|cable|message|e-?mail|card|postcard))"
    r" (?:of|dated|from) (?:the )?$",
    re.IGNORECASE,
)


def is_of_your_letter(line: Line, date: DateMention) -> bool:
    """ "Yours of the 14th was waiting here": the day on which somebody else wrote."""
    before = date.quote.document.text[max(line.sentence.start, date.quote.start - 60) : date.quote.start]
    return _YOUR_LETTER.search(" ".join(before.split()) + " ") is not None


def is_said_of(date: DateMention, event: Event, line: Line) -> bool:
    """ "and the same evening she was in Lima": a clause that the grammar hangs on its own day."""
    head = line.sentence.tokens[event.predicate.head]
    behind = next((t for t in line.sentence.tokens if t.start >= date.quote.end), None)
    led = behind is not None and any(s.i == behind.i for s in event.subjects)  # no ", where she …"
    return event.relation == "acl:relcl" and led and date.quote.start <= head.start < date.quote.end


def is_of_the_first(line: Line, date: DateMention, near: int) -> bool:
    """ "met bakers in Lima on 3 May and growers in Cusco": a day set behind the first of two places is the first's."""
    if date.quote.end > near:
        return False
    first = any(stands_beside(line, date, r.mention.quote.start) for r in line.resolutions)
    between = [t.lemma for t in line.sentence.tokens if date.quote.end <= t.start < near]
    return first and "and" in between


def took_hours_before(line: Line, event: Event, other: Event) -> bool:
    """ "reached Lima on Tuesday, having spent three hours at the airport of Cusco": hours before, on the same day."""
    having = any(c.text.lower() == "having" for c in line.sentence.children(event.predicate.i))
    hours = any(d.type == "DURATION" and d.value.startswith("PT") and d.quote.start > event.predicate.start
                for d in line.dates)  # fmt: skip
    return having and hours and event.relation == "advcl" and event.parent is other


def is_so_when_said(event: Event, other: Event, sentence: Sentence) -> bool:
    """ "Yesterday the abbot wrote that she was in Lima": where somebody was when it was said, not before."""
    said = {other.lemma, other.lemma.split("_")[0]} & (words("verbs", "says") | {"write"})
    if not said or not event.copular or event.tense != "past" or event.modal:
        return False
    told: Event | None = event
    while told is not None and told.relation == "conj" and told is not other:
        told = told.parent
    bounded = any(c.dep == "advcl" for c in sentence.children(event.predicate.i))  # "was in Lima when …"
    return told is not None and told.relation == "ccomp" and told.parent is other and not bounded
