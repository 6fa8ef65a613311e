"""What is done "there" and "here": at the place spoken of before."""

from __future__ import annotations

from dataclasses import replace

from kimmap.claims.clausewords import says_earlier
from kimmap.claims.journeys import mover_of
from kimmap.claims.lexicon import role_of_noun, role_of_verb, words
from kimmap.claims.phrase import hang_place
from kimmap.claims.reading import Finding, Reading, no_claim
from kimmap.claims.scene import Line, Scene
from kimmap.claims.status import read_status
from kimmap.language import Token
from kimmap.language.hanging import Hanging, preposition_before
from kimmap.model import Resolution, Role


def pointed_at(line: Line, resolution: Resolution, token: Token, scene: Scene) -> Reading | None:
    """ "we stayed there", "the beer is cheap here": what a first-person text points at, if no country."""
    word, place = resolution.mention.quote.text.lower(), resolution.place
    if not scene.cast.first_person or word not in ("here", "there") or place is None:
        return None
    if word == "here":
        return no_claim("no_predicate") if place.is_area else None
    hanging = hang_place(line, token, (token,)) if token.pos == "ADV" and token.dep != "expl" else None
    if hanging is None or line.sentence.tokens[max(0, token.i - 1)].lemma in ("from", "to"):
        return None
    named = [r for r in line.resolutions if r.place is place and r.mention.quote.end <= token.start]
    if (
        named
        and (t := line.sentence.token_at(named[-1].mention.quote.start))
        and preposition_before(line.sentence, t.i) == "from"
    ):
        return None
    told = read_there(line, hanging, scene)
    return told if told.finding.role else None


def read_there(line: Line, hanging: Hanging, scene: Scene) -> Reading:
    """What a clause with "there" says: the traveller's presence, as with "in" and a name."""
    event = hanging.event
    if event.copular and all(s.lemma in ("it", "there") for s in event.subjects):
        return no_claim("no_predicate")  # "it is spring there"
    if mover_of(hanging.event, line, scene) != "traveller" or {event.lemma} & words("verbs", "belongs"):
        return no_claim("no_predicate")
    found = read_status(event, line.sentence, False, scene.cast.first_person)
    if found.reason or found.status is None or says_earlier(event, line.sentence):
        return no_claim(found.reason or "earlier_trip")
    if event.lemma == "see" and any(o.lemma == "you" for o in event.objects):
        found = replace(found, status="planned")  # "see you there tonight"
    role = role_of_verb(event.lemma) or role_of_verb(event.lemma.split("_")[0])
    if role is None and not event.copular and role_of_noun(event.lemma) is None:
        return no_claim("no_predicate")
    told: Role = "arrives" if role in ("arrives", "moves") else "stays"
    if role == "departs":
        told = "departs"
    return Reading(Finding(told, found.status, None, (event.lemma.replace("_", " "), "there", *found.cues)), event)
