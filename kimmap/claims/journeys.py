"""Whose an event is where its own clause leaves it open: the clauses above it and the journey told of tell."""

from __future__ import annotations

from kimmap.claims.firsthand import dangles, has_no_doer
from kimmap.claims.lexicon import words
from kimmap.claims.mover import Mover, case_word, is_nobodys_journey, is_spoken_of, read_mover
from kimmap.claims.scene import Line, Scene
from kimmap.claims.undone import called_off_by
from kimmap.claims.without_him import goes_without_him
from kimmap.language import Event
from kimmap.language.hanging import is_calendar


def mover_of(event: Event, line: Line, scene: Scene) -> Mover:
    """Whose event it is; what the clause leaves open, the clauses above it may tell."""
    if _is_gone_to_by_nobody(event) and scene.is_about_him(line):
        return "traveller"
    if goes_without_him(event, line, scene):
        return "other"
    return "other" if _is_held_ashore(event, line, scene) else _mover_by_clauses(event, line, scene)


def _mover_by_clauses(event: Event, line: Line, scene: Scene) -> Mover:
    if (scene.cast.first_person and has_no_doer(event, line)) or _is_gone_to(event, line, scene):
        return "traveller"
    link: Event | None = event
    while link is not None:
        mover = read_mover(link, line.sentence, scene.cast)
        if mover != "traveller" and link.nominal and _is_announced(link, line, scene):
            return "traveller"
        if mover == "other" and (_is_brought_about(link, line, scene) or _is_his_meeting(link, line, scene)):
            return "traveller"
        if mover == "unknown" and link.nominal and _is_the_journey(link, line, scene):
            return "traveller"
        if mover != "traveller" and _is_floated(link, line, scene):
            return "traveller"
        if mover == "other" and link.parent is not None and _is_kept_from(link, line, scene):
            return "traveller"
        told = not link.nominal and bool(link.subjects) and scene.is_about_him(line)
        told = told and not is_spoken_of(link, scene.cast)
        if mover == "unknown" and told and all(is_nobodys_journey(s, line.sentence, scene.cast) for s in link.subjects):
            return "traveller"  # "Sunday's game was to be played in Lima"
        spent = link.passive and link.lemma in ("spend", "pass") and all(is_calendar(s) for s in link.subjects)
        if spent and scene.is_about_him(line):
            return "traveller"  # "two mornings were spent at …"
        if mover != "unknown":
            dangling = link is not event and scene.cast.first_person and dangles(event, link, scene.cast)
            return "traveller" if dangling else mover
        link = link.parent
    if scene.cast.first_person or _goes_on(line, scene):
        return "traveller"
    return "unknown"


def _is_gone_to_by_nobody(event: Event) -> bool:
    """ "Nobody went to Lima": nor did the traveller, of whom the text tells."""
    return bool(event.subjects) and event.negated and all(s.text.lower() in _NOBODY for s in event.subjects)


_NOBODY = frozenset({"nobody", "none", "no-one", "one"})


def _is_gone_to(event: Event, line: Line, scene: Scene) -> bool:
    """ "Lima was reached on the 5th and left on the 6th": by whose report it is, of a ship or by the party."""
    told = event.passive and not event.agents and not event.nominal and event.tense == "past"
    if not told or not (scene.cast.first_person or (scene.traveller.kind != "person" and scene.is_about_him(line))):
        return False
    named = [r.mention.quote for r in line.resolutions if r.place is not None]
    return bool(event.subjects) and all(any(q.start <= s.start < q.end for q in named) for s in event.subjects)


def _is_held_ashore(event: Event, line: Line, scene: Scene) -> bool:
    """ "The lecture in Lima will take place": no ship gives one, unless it is given aboard."""
    if scene.traveller.kind != "vessel":
        return False
    held = words("nouns", "meetings") | words("nouns", "public_events") - {"opening", "parade"}
    told = event.predicate.lemma in held if event.nominal else any(s.lemma in held for s in event.subjects)
    return told and not any(t.lemma in ("aboard", "board", "deck") for t in line.sentence.tokens)


def _is_brought_about(event: Event, line: Line, scene: Scene) -> bool:
    """ "In Lima agreement was reached on …", "talks were held in …": what the traveller came for, and nobody else's."""
    if not event.passive or event.agents or event.relation.startswith("acl") or not scene.is_about_him(line):
        return False  # "welcomed the accord that was signed in Lima"
    outcomes = words("nouns", "meetings") | {
        "agreement",
        "accord",
        "memorandum",
        "contract",
        "protocol",
        "wreath",
        "treaty",
    }
    if event.lemma.split("_")[0] in ("repeat", "give", "perform", "play", "present"):
        outcomes |= words("nouns", "performed")
    brought = [s for s in event.subjects if s.lemma in outcomes]
    return bool(brought) and not any(scene.cast.has_other(t) for s in brought for t in line.sentence.subtree(s.i))


def _is_his_meeting(event: Event, line: Line, scene: Scene) -> bool:
    """ "The meeting with Pell is expected in Lima": of whom the text tells, where nobody else is said to hold it."""
    if not event.nominal or event.lemma not in words("nouns", "meetings") or not scene.is_about_him(line):
        return False
    children = line.sentence.children(event.predicate.i)
    if not any(c.lemma == "the" for c in children) or any(c.dep == "nmod:poss" for c in children):
        return False
    tied = [c for c in children if any(scene.cast.has_other(t) for t in line.sentence.subtree(c.i))]
    free = event.relation in ("nsubj", "nsubj:pass") and event.parent is not None and not event.parent.objects
    return free and bool(tied) and all(case_word(line.sentence, c) == "with" for c in tied)


def _is_floated(event: Event, line: Line, scene: Scene) -> bool:
    """ "Aides had floated a detour to Lima": a journey that the traveller's own people think of, and nobody owns."""
    above = event.parent
    if above is None or not event.nominal or event.relation != "obj" or not scene.is_about_him(line):
        return False
    thought_of = {above.lemma, above.lemma.split("_")[0]} & (words("verbs", "considers") | words("verbs", "plans"))
    subjects = {s.lemma for s in above.subjects if not is_calendar(s)}  # "aides had in March floated"
    children = line.sentence.children(event.predicate.i)
    nobodys = any(c.lemma in ("a", "an", "another") for c in children) and not any(
        scene.cast.has_other(t) for c in children for t in line.sentence.subtree(c.i)
    )
    return bool(thought_of and subjects and subjects <= _OWN_PEOPLE and nobodys)


_OWN_PEOPLE = frozenset({
    "official", "officials", "aide", "adviser", "advisor", "organiser", "organizer", "planner", "promoter", "staff",
    "team", "office", "spokesman", "spokeswoman", "spokesperson", "court", "palace", "host", "diplomat", "agent",
    "manager", "secretary", "handler", "campaign", "label", "publisher",
})  # fmt: skip


def _is_kept_from(event: Event, line: Line, scene: Scene) -> bool:
    """ "fog put paid to the trip to Lima": whose trip did not come about."""
    above = event.parent
    if above is None or not event.nominal or not called_off_by(above):
        return False
    children = line.sentence.children(event.predicate.i)
    unowned = not any(c.dep == "nmod:poss" or scene.cast.has_other(c) for c in children)
    return unowned and scene.is_about_him(line) and any(c.lemma in ("the", "this") for c in children)


def _goes_on(line: Line, scene: Scene) -> bool:
    """Whether a sentence without a subject goes on from one about the traveller: "And took ship at Lima on the 5th"."""
    first = line.sentence.tokens[0]
    opens = first.lemma in ("and", "but", "then", "thence") or first.tag == "VBD"
    return opens and line.number > 0 and scene.is_about_him(scene.lines[line.number - 1])


def _is_announced(event: Event, line: Line, scene: Scene) -> bool:
    """ "The programme foresees stops in …", "a second meeting in … is planned", "there will be a dinner in …"."""
    verb = event.parent
    if verb is None or not scene.is_about_him(line):
        return False
    children = line.sentence.children(event.predicate.i)
    if any(scene.cast.has_other(t) for c in children for t in line.sentence.subtree(c.i)):
        return False
    programme = any(s.lemma in words("nouns", "programmes") for s in verb.subjects)
    if programme and event.relation == "obj":
        return True
    stem = verb.lemma.split("_")[0]
    planned = verb.passive and stem in words("verbs", "plans") and event.relation in ("nsubj", "nsubj:pass")
    open_yet = {"discussion", "consideration", "negotiation", "possible", "likely", "unlikely"}
    weighed = verb.copular and verb.predicate.lemma in open_yet and event.relation in ("nsubj", "nsubj:pass")
    there = any(c.dep == "expl" for c in line.sentence.children(verb.predicate.i))
    return planned or weighed or (there and verb.lemma == "be" and verb.tense == "future")


def _is_the_journey(event: Event, line: Line, scene: Scene) -> bool:
    """Whether an event that nobody is said to own ("an outing to …", "talks in …") is one of the journey told of."""
    if not scene.is_about_him(line) or is_spoken_of(event, scene.cast):
        return False
    children = line.sentence.children(event.predicate.i)
    indefinite = any(c.lemma in ("a", "an", "another") for c in children)
    if event.lemma in words("nouns", "meetings") and (indefinite or event.relation in ("nmod", "compound")):
        return False  # "a meeting in Lima", "back from the summit in Lima"
    return not any(scene.cast.has_other(t) for c in children for t in line.sentence.subtree(c.i))
