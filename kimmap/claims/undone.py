"""What keeps a journey from being made: who forbids it, what comes between, what one backs out of, "but" after talk."""

from __future__ import annotations

import re

from kimmap.claims.lexicon import words
from kimmap.claims.reading import Finding
from kimmap.language import Event, Sentence, Token
from kimmap.language.hanging import is_calendar, preposition_before


def held_back(link: Event, inner: Event, sentence: Sentence) -> Finding | None:
    """What the event above says against the one below it: "fog put paid to the trip to Lima"."""
    if link.negated:
        return None
    if inner.nominal and inner.relation in ("obj", "nsubj:pass") and put_off_to(link, sentence) is not None:
        return Finding(None, "planned", None, (link.lemma.replace("_", " "),))
    instead = link.passive and link.lemma in ("replace", "swap", "substitute") and inner.relation.startswith("obl")
    if inner.nominal and instead:
        return Finding(None, "planned", None, (link.lemma,))  # "replaced by a visit to Lima"
    names = {link.lemma, link.lemma.split("_")[0]}
    led = {t.lemma for t in sentence.children(inner.predicate.i) if t.dep in ("case", "mark")}
    struck = inner.relation == "nsubj:pass" and _is_struck_out(link, sentence)
    if inner.nominal and (struck or (called_off_by(link) and not names & _HOLDS)):  # no "kept the visit short"
        return Finding(None, "cancelled", None, (link.lemma.replace("_", " "),))
    if link.lemma == "have" and inner.nominal and inner.relation.startswith("nsubj"):  # "the call had to be struck out"
        for verb in (c for c in sentence.children(link.predicate.i) if c.dep == "xcomp" and c.tag == "VBN"):
            particles = (c.lemma for c in sentence.children(verb.i) if c.dep == "compound:prt")
            if {verb.lemma, *(f"{verb.lemma}_{particle}" for particle in particles)} & words("verbs", "cancels"):
                return Finding(None, "cancelled", None, ("had to be", verb.text.lower()))
    if link.copular and link.predicate.lemma in ("unable", "powerless") and inner.tense == "infinitive":
        return Finding(None, "cancelled", None, (link.predicate.lemma,))
    beside = sentence.children(link.predicate.i)
    near = {t.lemma for t in beside}
    if link.lemma == "think" and any(t.text.lower() == "better" for t in beside):
        return Finding(None, "cancelled", None, ("think better",))
    if "against" in led and names & {"advise", "decide", "warn", "counsel", "vote", "caution"}:
        return Finding(None, "cancelled", None, (link.lemma, "against"))
    if inner.nominal and names & words("verbs", "backs_out") and led & {"of", "from"}:
        return Finding(None, "cancelled", None, (link.lemma.replace("_", " "),))
    return _as_it_stands(link, inner, near, sentence)


_TO_HAVE = re.compile(
    r"\b(?:was|were) (?:\w+ly )?(?:(?:supposed|meant|due|scheduled|set|going) )?to have "
    r"(?:been|\w+(?:ed|en|ne|wn|ung|old|aid|ade|et|ent|ome|ad|un|at))\b"
    r"|\bhad (?:\w+ly )?been (?:due|supposed|meant|scheduled|set|slated|going|booked|billed|expected) "
    r"(?:to|in|at|on|for)\b"
)
""" "There was to have been a rally in Lima", "she had been due to sing in Lima": what did not come about."""


def was_to_have(event: Event, sentence: Sentence) -> str | None:
    """The words that tell an event, or the one that it is the subject of, as what was to have been."""
    link: Event | None = event
    while link is not None and link.nominal:
        link = link.parent
    if link is None:
        return None
    verbs = [link.predicate, *(c for c in sentence.children(link.predicate.i) if c.dep == "cop")]
    for verb in verbs:
        before = sentence.tokens[max(0, verb.i - 7) : verb.i + 1]
        behind = sentence.tokens[verb.i + 1 : verb.i + 4]
        for found in _TO_HAVE.finditer(" ".join(t.text.lower() for t in (*before, *behind))):
            first = len(found.string[: found.start()].split())
            if first <= len(before) - 1 <= first + len(found.group().split()):
                return found.group()
    return None


def _is_struck_out(link: Event, sentence: Sentence) -> bool:
    """ "The lunch in Lima was taken | off the itinerary"."""
    if not {link.lemma, link.lemma.split("_")[0]} & _STRIKES:
        return False
    programmes = words("nouns", "programmes") | {"list", "diary"}
    return any(
        t.lemma in programmes and preposition_before(sentence, t.i) in ("from", "off")
        for t in sentence.children(link.predicate.i)
    )


_STRIKES = frozenset({"remove", "strike", "delete", "take", "cut", "erase"})


def put_off_to(event: Event, sentence: Sentence) -> Token | None:
    """The other day that an engagement is put off or brought forward to: "has been moved to | Sunday"."""
    if not {event.lemma, event.lemma.split("_")[0]} & words("verbs", "puts_off"):
        return None
    beside = sentence.children(event.predicate.i)
    led = (t for t in beside if t.i > event.predicate.i and _is_a_day(t, sentence))
    return next((t for t in led if preposition_before(sentence, t.i) in ("to", "until", "till", "for")), None)


def _is_a_day(token: Token, sentence: Sentence) -> bool:
    """A weekday or a date; an engagement put off to some month or year is off for this journey."""
    numbered = token.pos == "NUM" or any(c.pos == "NUM" for c in sentence.children(token.i))
    return is_calendar(token) and (token.lemma.endswith("day") or token.lemma == "tomorrow" or numbered)


_HOLDS = frozenset({"stop", "keep", "bar", "block", "ban", "hinder", "deter"})
"""What keeps people from something, but does much else to a visit."""


def _as_it_stands(link: Event, inner: Event, near: set[str], sentence: Sentence) -> Finding | None:
    """ "the visit stands postponed", "is on hold", "is back on"."""
    if not inner.nominal or inner.relation not in ("nsubj", "nsubj:pass"):
        return None
    off = near & words("verbs", "cancels")
    if link.lemma == "wait" or (link.lemma == "have" and "wait" in near):
        return Finding(None, "cancelled", None, ("wait",))  # "a trip to Lima will have to wait"
    if off and link.lemma.split("_")[0] in ("stand", "remain", "stay"):
        return Finding(None, "cancelled", None, tuple(sorted(off)))
    if link.copular and link.predicate.lemma == "hold" and "on" in near:
        return Finding(None, "cancelled", None, ("on hold",))
    behind = sentence.tokens[link.predicate.i + 1 : link.predicate.i + 2]
    back_on = link.predicate.lemma == "back" and bool(behind) and behind[0].lemma == "on"
    on = link.predicate.lemma == "on" or back_on
    return Finding(None, "planned", None, ("on",)) if on and (link.copular or link.lemma == "be") else None


def called_off_by(event: Event) -> bool:
    """Whether an event keeps others from happening: "prevent", "put paid to", "put an end to"."""
    if {event.lemma, event.lemma.split("_")[0]} & words("verbs", "prevents"):
        return True
    paid = event.lemma == "pay" and event.parent is not None and event.parent.lemma == "put"
    return paid or (event.lemma == "put" and bool({o.lemma for o in event.objects} & {"paid", "end", "stop"}))


_WEIGHED = frozenset({"talk", "consider", "discuss", "moot", "suggest", "idea", "contemplate", "weigh"})
_UNTOLD = frozenset({"confirm", "clear", "certain", "know", "decide"})


def talked_of_in_vain(event: Event, sentence: Sentence) -> bool:
    """ "There was talk of a trip to Lima, but the road was not open": what was weighed, and what spoke against it."""
    told = [e for e in (event, event.parent) if e is not None and e.tense in ("past", "pluperfect")]
    but = next((t.i for t in sentence.tokens if t.lemma == "but" and t.dep == "cc" and t.i > event.predicate.i), None)
    weighed = {t.lemma for t in sentence.tokens[:but]}
    if not told or not weighed & _WEIGHED:
        return False
    behind = {t.lemma for t in sentence.tokens[but + 1 :]} if but is not None else set()
    return bool(behind & {"not", "no", "never"}) and not behind & (_UNTOLD | words("verbs", "says"))
