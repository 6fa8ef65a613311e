"""What an event does to the one below it: "planned to", "denied that", "called off", "is believed to have"."""

from __future__ import annotations

from collections.abc import Callable

from kimmap.claims.hearsay import NOTHING
from kimmap.claims.lexicon import words
from kimmap.claims.reading import Finding
from kimmap.language import Event

COMPLEMENTS = frozenset(["xcomp", "ccomp", "csubj", "acl", "obj", "nsubj", "nsubj:pass", "obl", "nmod", "advcl"])


def as_governor(link: Event, inner: Event) -> Finding | None:
    """What an event does to the one below it: plans, doubts, denies or calls it off."""
    if inner.relation not in COMPLEMENTS:
        return None
    names = {link.lemma, link.lemma.split("_")[0]}
    found = (rule(link, inner, names) for rule in _GOVERNORS)
    return next((finding for finding in found if finding), None)


def _is(names: set[str], verbs: str) -> bool:
    return bool(names & words("verbs", verbs))


def _demanded(link: Event, inner: Event, names: set[str]) -> Finding | None:
    demands = _is(names, "demands") and inner.relation in ("ccomp", "xcomp") and not link.negated
    if names & {"want", "need"} and link.objects and inner.tense == "infinitive":
        return Finding(None, None, "hypothetical", (link.lemma,))  # "they wanted us to come to Lima"
    if "suggest" in names and inner.tense in ("past", "perfect", "pluperfect"):
        return Finding(None, "possible", None, ("suggest",))  # "the records suggest that she was in Lima"
    if names & {"tell", "advise", "warn"} and (inner.tense != "infinitive" or link.passive):
        return None
    return Finding(None, None, "hypothetical", (link.lemma,)) if demands else None


def _gossiped(link: Event, _inner: Event, names: set[str]) -> Finding | None:
    gossip = _is(names, "says") and any(s.lemma in words("nouns", "gossips") for s in link.subjects)
    return Finding(None, "possible", None, (link.lemma,)) if gossip else None


def _advised(link: Event, inner: Event, names: set[str]) -> Finding | None:
    """ "Everybody tells me that I ought | to be in Lima": what others think right."""
    said = (
        link.parent is not None and link.relation == "ccomp" and link.parent.lemma in words("verbs", "says") | {"tell"}
    )
    told = "ought" in names and said and inner.tense == "infinitive"
    return Finding(None, None, "hypothetical", ("ought",)) if told else None


def _denied(link: Event, inner: Event, names: set[str]) -> Finding | None:
    subject = inner.nominal and inner.relation in ("nsubj", "nsubj:pass")
    if subject and link.negated and _is(names, "happens"):
        return Finding(None, "cancelled", None, ("did not", link.lemma))
    return Finding(None, "cancelled", None, (link.lemma,)) if _is(names, "denies") else None


def _called_off(link: Event, inner: Event, names: set[str]) -> Finding | None:
    undone = inner.tense in ("infinitive", "participle")
    if inner.nominal:
        undone = inner.relation in ("obj", "nsubj:pass", "nsubj", "nmod")
    short = inner.nominal and link.lemma == "cut"  # "cut short her stay"
    if not (undone and _is(names, "cancels")) or short:
        return None
    return NOTHING if link.negated else Finding(None, "cancelled", None, (link.lemma,))


def _left_aside(link: Event, _inner: Event, names: set[str]) -> Finding | None:
    """ "Leaving aside her flight to Lima, …": spoken of to be done with."""
    aside = link.lemma in ("leave_aside", "set_aside", "put_aside") or names & {"disregard", "discount", "except"}
    told = aside and (link.tense == "participle" or link.relation == "advcl")
    return Finding(None, None, "earlier_trip", (link.lemma,)) if told else None


def _considered(link: Event, inner: Event, names: set[str]) -> Finding | None:
    gerund = not inner.nominal and inner.predicate.tag == "VBG" and not inner.progressive
    open_ended = inner.nominal or inner.tense in ("infinitive", "participle") or gerund
    if not (open_ended and _is(names, "considers")):
        return None
    told = inner.relation in ("xcomp", "obj", "ccomp", "nsubj:pass") or (
        gerund and inner.relation == "advcl" and bool({"of", "about"} & set(inner.marks))
    )  # "thought of turning back to Lima"
    return Finding(None, "possible", None, (link.lemma,)) if told else NOTHING


def _attempted(link: Event, inner: Event, names: set[str]) -> Finding | None:
    """ "pedalled on, trying to reach Lima", "was about to board the bus to Lima": not done as far as is told."""
    if inner.nominal or inner.tense != "infinitive" or inner.relation not in ("xcomp", "ccomp", "advcl"):
        return None
    if {link.lemma, link.predicate.lemma, link.predicate.text.lower()} & _LOOKED_FORWARD:
        return Finding(None, "planned", None, (link.predicate.text.lower(),))
    if link.tense == "participle" and names & {"try", "attempt", "hope", "aim", "struggle"}:
        return Finding(None, "planned", None, (link.lemma,))
    return None


def _took_so_long(link: Event, inner: Event, names: set[str]) -> Finding | None:
    """ "It took us two days to reach Lima", "the bus took until dawn to get to Lima": what took so long was done."""
    if "take" not in names or link.tense != "past" or inner.tense != "infinitive" or link.negated:
        return None
    lasts = any(o.lemma in words("nouns", "lengths") for o in link.objects)
    return NOTHING if lasts or any(s.lemma == "it" for s in link.subjects) else None


def feels(event: Event) -> bool:
    """Whether somebody is said to feel something about where he is: "we are glad | to be in Lima"."""
    return event.copular and event.tense in ("present", "past") and event.predicate.lemma in _FEELINGS


_FEELINGS = frozenset({"glad", "happy", "delighted", "pleased", "honoured", "honored", "proud", "thrilled", "lucky"})


def _is_feeling(event: Event) -> bool:
    """ "I would be shocked | to see her in Lima"."""
    return event.predicate.text.lower() in _FELT or event.predicate.lemma in _FEELINGS


_FELT = frozenset({
    "shocked", "surprised", "amazed", "astonished", "sorry", "sad", "disappointed", "curious", "stunned", "horrified",
    "afraid", "nice", "lovely", "great", "good", "wonderful", "cool", "fun", "interested", "mad", "crazy", "foolish",
})  # fmt: skip


def _felt_there(link: Event, inner: Event) -> bool:
    """ "I was sorry | to hear in Lima": what somebody felt when it was done."""
    felt = link.copular and link.tense == "past" and not link.modal and (feels(link) or _is_feeling(link))
    return felt and inner.tense == "infinitive" and inner.lemma in _LEARNT


_LEARNT = frozenset({"hear", "learn", "see", "find", "read", "meet", "reach", "leave", "arrive", "discover", "notice"})
_LOOKED_FORWARD = frozenset({"excited", "eager", "keen", "impatient", "anxious"})


def _offered(link: Event, inner: Event, _names: set[str]) -> Finding | None:
    """ "offered me a ride to Lima": not taken as far as is told."""
    offered = link.lemma == "offer" and inner.nominal and inner.relation == "obj"
    return Finding(None, "possible", None, ("offer",)) if offered else None


def _planned(link: Event, inner: Event, names: set[str]) -> Finding | None:
    if (inner.copular and feels(link)) or _felt_there(link, inner):
        return NOTHING
    if link.copular and link.modal in ("would", "'d") and inner.tense == "infinitive" and _is_feeling(link):
        return Finding(None, None, "hypothetical", ("would", link.predicate.lemma))
    programme = any(s.lemma in words("nouns", "programmes") for s in link.subjects)
    if programme and inner.nominal and inner.relation == "obj" and link.tense == "present":
        return Finding(None, "planned", None, (link.lemma,))
    if inner.nominal and inner.relation in ("obj", "nsubj:pass") and _is(names, "plans") and not link.negated:
        return Finding(None, "planned", None, (link.lemma,))
    if inner.tense != "infinitive":
        return None
    if _is(names, "implies") and inner.relation in ("xcomp", "ccomp", "csubj", "advcl", "acl"):
        return Finding(None, "cancelled", None, ("not",)) if link.negated else NOTHING
    if _is(names, "supposes") and link.passive and link.tense == "past":
        return Finding(None, "cancelled", None, ("was", link.lemma))
    if _is(names, "plans") and inner.relation not in ("advcl", "acl"):
        over = link.tense == "pluperfect" and _is(names, "wishes")
        return Finding(None, "cancelled" if link.negated or over else "planned", None, (link.lemma,))
    if inner.relation == "advcl" and inner.lemma in _FOUND and not names & {"go", "come", "return", "travel"}:
        return None  # "woke to find that they had docked in Lima"
    if inner.relation in ("advcl", "acl"):
        return Finding(None, "planned", None, ("to",))  # a purpose: "flew home to rest", "a plan to visit"
    return None


_FOUND = frozenset({"find", "discover", "learn", "realise", "realize"})


def _believed(link: Event, inner: Event, names: set[str]) -> Finding | None:
    hearsay = link.passive and link.tense == "present" and inner.tense == "infinitive" and _is(names, "says")
    claims = link.lemma == "claim" and not link.nominal
    if (_is(names, "believes") or hearsay or claims) and inner.relation in ("xcomp", "ccomp"):
        return Finding(None, "possible", None, (link.lemma,))
    to_do = inner.tense == "infinitive" and inner.relation in ("xcomp", "ccomp", "csubj")
    return Finding(None, "planned", None, (link.lemma, "to")) if link.nominal and to_do else None


_GOVERNORS: tuple[Callable[[Event, Event, set[str]], Finding | None], ...] = (
    _demanded, _advised, _gossiped, _denied, _called_off, _took_so_long, _left_aside, _considered, _attempted, _offered,
    _planned, _believed,
)  # fmt: skip
"""The first that says something decides; an empty finding says "nothing against it"."""
