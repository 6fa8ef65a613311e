"""The present tense of programmes: "From there she goes to Lima", "Rallies in Lima and Cusco close the week"."""

from __future__ import annotations

import re

from kimmap.claims.cast import Cast
from kimmap.claims.lexicon import role_of_noun, role_of_verb, words
from kimmap.claims.scene import Line
from kimmap.language import Event, Sentence
from kimmap.model import DateMention

_FOLLOWS = frozenset({"follow", "come", "precede", "complete", "round", "cap", "crown", "fall", "take_place"})
_CLOSES_WEEK = re.compile(
    r"\b(?:closes?|ends?|opens?|completes?|caps?|crowns?|finish(?:es)?|starts?|begins?|concludes?|rounds?|wraps?)"
    r"(?: (?:off|out|up))? (?:the|her|his|their|its) (?:\w+ )?(?:day|week|weekend|month|tour|trip|visit|journey|swing"
    r"|programme|program)\b"
)
_STATES = frozenset({
    "be", "have", "live", "own", "know", "remain", "stay", "keep", "tell", "add", "write", "seem", "look", "wait",
    "lie", "stand", "sit", "hope", "want", "think", "believe", "recall",
})  # fmt: skip
"""What the present tense tells as so by now, and not as an entry of a programme."""


def is_in_store(event: Event, line: Line, cast: Cast) -> bool:
    """Whether a report tells in the present tense what is to come: "her first call is Lima", "on Friday she sings"."""
    if event.nominal:
        return _opens_or_closes(event, line)
    if event.tense != "present" or event.progressive or event.modal:
        return False
    if event.copular:
        return any(role_of_noun(s.lemma) for s in event.subjects)
    names = {event.lemma, event.lemma.split("_")[0]}
    verb = role_of_verb(event.lemma) or role_of_verb(event.lemma.split("_")[0])
    if not event.passive and (
        names & words("verbs", "co_present") or verb in ("arrives", "departs", "moves", "visits")
    ):
        return True
    begins = names & (words("verbs", "begins") | words("verbs", "ends"))
    if begins and any(s.lemma in words("nouns", "journeys") for s in event.subjects):
        return True  # "the trip begins in Lima"
    if names & _STATES or event.passive or not any(map(cast.has, event.subjects)):
        return False
    if event.predicate.tag != "VBZ" and event.predicate.text.lower() != event.predicate.lemma:
        return False  # "slept", taken for a present
    return any(_is_a_day_to_come(d, event, line) for d in line.dates)


def _opens_or_closes(event: Event, line: Line) -> bool:
    """ "A concert in Lima follows on Friday", "rallies in Lima and Cusco close the week"."""
    above = event.parent
    opens = words("verbs", "begins") | words("verbs", "ends") | _FOLLOWS
    follows = above is not None and event.relation == "nsubj" and above.tense == "present" and not above.progressive
    if follows and above is not None and not above.modal and {above.lemma, above.lemma.split("_")[0]} & opens:
        return True
    return closes_the_week(event, line.sentence)


def closes_the_week(event: Event, sentence: Sentence | None) -> bool:
    """ "Rallies in Lima on Friday and in Cusco on Saturday close the week", whatever the grammar makes of "close"."""
    if sentence is None or not event.nominal or event.relation not in ("root", "nsubj"):
        return False
    behind = "".join(f"{t.text.lower()} " for t in sentence.tokens[event.predicate.i + 1 :])
    return _CLOSES_WEEK.search(behind) is not None


def _is_a_day_to_come(date: DateMention, event: Event, line: Line) -> bool:
    """Whether a day is named for an event with "on", or as the one until which something else lasts."""
    if date.granularity not in ("day", "time") or date.rule in ("that day", "next day", "day after", "clock"):
        return False
    until = "when" in event.marks and date.quote.end < event.predicate.start
    written = date.quote.document.published
    before = line.sentence.tokens_in(date.quote.start, date.quote.end)
    led = before and before[0].i and line.sentence.tokens[before[0].i - 1].text.lower() == "on"
    today = written is not None and date.interval.first == written and not led
    return until or (bool(led) and not today)


def on_weekday(date: DateMention) -> bool:
    """Whether a day is but a weekday that was counted from the writing: "on Friday"."""
    text, start = date.quote.document.text, date.quote.start
    counted = date.rule == "weekday" and (date.anchor or "").startswith("publication")
    return counted and text[max(0, start - 3) : start].lower() == "on "
