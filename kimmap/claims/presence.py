"""Why an event of the traveller's puts him nowhere: he belongs, asks or sees there, talks of it, or acts from afar."""

from __future__ import annotations

from kimmap.claims.lexicon import role_of_noun, role_of_verb, words
from kimmap.claims.reading import Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event, Token
from kimmap.language.hanging import Hanging, is_calendar
from kimmap.model import Role


def is_talked_of(event: Event, line: Line, hanging: Hanging, token: Token) -> bool:
    """ "condemned the attack in Lima", "spoke about the floods in Lima": what is talked of is elsewhere."""
    if event.nominal or event.lemma not in words("verbs", "speech_acts"):
        return False
    top = hanging.path[-1] if hanging.path else _noun_before(line, token)
    if top is None or (top.head != event.predicate.i and not hanging.path):
        return False
    if any(step.lemma in words("nouns", "facilities") or role_of_noun(step.lemma) for step in hanging.path):
        return False
    case = next((c.lemma for c in line.sentence.children(top.i) if c.dep == "case"), None)
    return top.dep in ("obj", "nsubj:pass") or case in ("about", "on", "of", "with", "for", "against", "over")


def _noun_before(line: Line, token: Token) -> Token | None:
    """The noun right before the preposition of a name: "the attack | in | Lima"."""
    case = next((c for c in line.sentence.children(token.i) if c.dep == "case" and c.lemma == "in"), None)
    noun = line.sentence.tokens[case.i - 1] if case is not None and case.i else None
    return noun if noun is not None and noun.pos == "NOUN" else None


def _is_left_behind(event: Event) -> bool:
    """ "Vinter, who retired to Lima": where somebody went to live is no stop of a journey told of."""
    return (
        event.relation == "acl:relcl"
        and {event.lemma, event.lemma.split("_")[0]} & {"retire", "emigrate", "settle"} != set()
    )


def no_presence(role: Role, event: Event, line: Line, scene: Scene, is_object: bool) -> Reading | None:
    """Why an event of the traveller's puts him nowhere: he belongs, asks or sees there, or acts from afar."""
    if {event.lemma, event.lemma.split("_")[0]} & words("verbs", "belongs") or _is_left_behind(event):
        return no_claim("background", event.lemma, event=event)
    if event.lemma in ("leave_aside", "set_aside", "put_aside"):
        return no_claim("no_predicate", event.lemma, event=event)
    if event.passive and event.lemma in ("represent", "replace", "deputise", "substitute"):
        return no_claim("background", event.lemma, event=event)  # "was represented in Lima by her deputy"
    schooling = any(c.lemma in ("school", "university", "college") for c in line.sentence.children(event.predicate.i))
    if event.lemma == "have" and any(o.lemma in words("nouns", "had_from_afar") for o in event.objects):
        return no_claim("background", "have", event=event)  # "has friends in Lima"
    if event.lemma == "go" and schooling:
        return no_claim("background", "school", event=event)
    if (
        event.copular
        and event.predicate.lemma in _LENGTHS
        and any(c.dep == "nmod:poss" and is_calendar(c) for c in line.sentence.children(event.predicate.i))
    ):
        return no_claim("background", "distance", event=event)  # "to Lima is a day's ride"
    if line.sentence.tokens[-1].text == "?" and event.lemma not in ("arrive", "reach", "come_in"):
        return no_claim("hypothetical", "?", event=event)
    if _is_imperative(event):
        return no_claim("hypothetical", "imperative", event=event)
    if role == "stays" and _is_purpose_of_deed(event):
        return no_claim("no_predicate", event.lemma, event=event)
    if event.lemma not in words("verbs", "perceives") or event.negated or event.passive:
        return None
    if any(map(scene.cast.has, event.objects)):
        return None  # "a man said he had seen her in Lima"
    sees_it = is_object and event.tense != "infinitive" and (event.modal in ("could", "can") or scene.cast.first_person)
    return no_claim("passed", "seen", event.lemma, event=event) if sees_it or event.tense == "pluperfect" else None


_LENGTHS = frozenset({"ride", "drive", "walk", "march", "journey", "sail", "flight", "hike", "climb", "trip", "steam"})


def _is_imperative(event: Event) -> bool:
    """ "Take the train to Lima": what the reader is told to do."""
    top = event.parent if event.nominal and event.parent is not None else event
    if top.predicate.i or top.predicate.text.lower() in _ALSO_PAST:
        return False
    return top.predicate.tag == "VB" and top.tense == "present" and not top.subjects and top.modal is None


_ALSO_PAST = frozenset({"lay", "put", "set", "cut", "let", "read", "run", "come", "hit", "shut", "beat", "spread"})
"""Forms of verbs that are the past as well: "Put in overnight at Lima"."""


def _is_purpose_of_deed(event: Event) -> bool:
    """ "would lend money to mend roads in Lima": what a deed is for brings nobody there, as a journey does."""
    if event.nominal or event.tense != "infinitive" or event.relation != "advcl" or event.parent is None:
        return False
    own = {role_of_verb(lemma) for lemma in (event.lemma, event.lemma.split("_")[0])}
    above = (event.parent.lemma, event.parent.lemma.split("_")[0])
    return own <= {None, "stays"} and not any(role_of_verb(lemma) or role_of_noun(lemma) for lemma in above)
