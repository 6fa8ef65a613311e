"""An event of the traveller's as it is told: done, planned or in doubt, and what it is for its place by then."""

from __future__ import annotations

import re

from kimmap.claims.clausewords import adverbs_of_doubt, says_earlier
from kimmap.claims.firsthand import is_aimed_at
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.mover import case_word
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.claims.status import read_status
from kimmap.claims.timetables import is_in_store
from kimmap.language import Event
from kimmap.model import Role, Status


def as_told(role: Role, event: Event, line: Line, scene: Scene, headline: bool) -> Reading:
    """The claim that an event of the traveller's makes, as surely as it is told; none where it is of no such trip."""
    found = read_status(event, line.sentence, headline, scene.cast.first_person)
    cues = (event.lemma.replace("_", " "), *found.cues)
    if found.reason:
        return no_claim(found.reason, *cues, event=event)
    ahead = found.status == "planned" and event.modal in ("will", "shall")  # "her second in a row after Lima last year"
    if not ahead and (earlier := says_earlier(event, line.sentence)):
        return no_claim("earlier_trip", *cues, *earlier, event=event)
    if _is_former_visit(event, line):
        return no_claim("earlier_trip", *cues, "last", event=event)
    told: Status = found.status or "visited"
    if event.nominal and event.relation == "appos" and told == "visited" and not (headline or scene.cast.first_person):
        return no_claim("no_predicate", *cues, event=event)  # "concern about the last leg: the flight to Lima"
    if told == "visited" and (is_aimed_at(event, line) or _is_left_for(event, line)):
        told = "planned"
    if told == "visited" and not headline and not scene.cast.first_person and is_in_store(event, line, scene.cast):
        told, cues = "planned", (*cues, "to come" if event.nominal else "present tense")
    if role == "departs" and told == "cancelled" and event.negated and event.lemma in _LEAVES:
        role, told, cues = "stays", "visited", (*cues[:1], "did not leave")
    if event.nominal and role == "stays" and (turn := _turning_point(line, event)):
        role, event = turn
    put = event.lemma in ("put", "place") and any(map(scene.cast.has, event.objects)) and not event.passive
    shown = any(s.lemma in words("nouns", "records_of_presence") for s in event.subjects)
    behind = {t.lemma for t in line.sentence.tokens[event.predicate.i + 1 : event.predicate.i + 5]}
    put = put and not shown and not behind & {"into", "onto", "on", "ashore", "off", "aboard", "down"}
    seen = event.lemma in words("verbs", "perceives") and any(map(scene.cast.has, event.objects)) and not event.passive
    if told == "visited" and (put or (seen and event.tense in ("pluperfect", "infinitive"))):
        told = "possible"  # "callers put her in Lima", "a man said he had seen her in Lima"
    if told in ("visited", "planned") and (doubt := adverbs_of_doubt(event, line.sentence)):
        told, cues = "possible", (*cues, *doubt)
    return Reading(Finding(role, told, None, cues), event)


_LEAVES = frozenset({"leave", "quit", "depart"})
"""Who did not leave a place stayed there."""


def _is_former_visit(event: Event, line: Line) -> bool:
    """ "Her last visit to Lima was to have been in the spring", "weeks after her return from Lima"."""
    if not event.nominal or event.lemma not in words("nouns", "journeys") | {"return"}:
        return False
    beside = line.sentence.children(event.predicate.i)
    hers, lemmas = any(c.dep == "nmod:poss" for c in beside), {c.lemma for c in beside}
    if event.lemma == "return":
        before = line.sentence.tokens[max(0, event.predicate.i - 4) : event.predicate.i]
        later = any(t.lemma in _LONG for t in before)
        ago = re.search(r"\b(?:weeks?|months?|years?) ago\b", line.sentence_text.lower())
        return hers and "after" in lemmas and (later or ago is not None)
    above = event.parent
    meant = above is not None and {above.lemma, above.predicate.lemma} & (words("verbs", "supposes") | {"be"})
    return hers and "last" in lemmas and bool(meant) and not event.relation.startswith("obl")


_LONG = frozenset({"week", "month", "year"})


def _is_left_for(event: Event, line: Line) -> bool:
    """ "left Lima for talks in Cusco": what somebody sets out for is still to come."""
    above = event.parent
    leaves = above is not None and role_of_verb(above.lemma.split("_")[0]) == "departs"
    return event.nominal and leaves and case_word(line.sentence, event.predicate) == "for"


def _turning_point(line: Line, event: Event) -> tuple[Role, Event] | None:
    """ "The visit to Lima began on …" is arriving there, "she ended her visit to Lima on …" is leaving."""
    linked = [event.parent] if event.parent is not None and event.relation in ("nsubj", "nsubj:pass", "obj") else []
    below = {t.i for t in line.sentence.subtree(event.predicate.i)}  # "the visit to Lima, which began on …"
    linked += [e for e in line.events.values() if e.relation == "acl:relcl" and e.predicate.head in below]
    for verb in linked:
        lemmas = {verb.lemma, verb.lemma.split("_")[0]}
        if lemmas & words("verbs", "begins"):
            return "arrives", verb
        if lemmas & words("verbs", "ends"):
            return "departs", verb
    return None
