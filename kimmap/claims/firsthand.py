"""What goes without saying where somebody tells of his own journey."""

from __future__ import annotations

import re
from dataclasses import replace

from kimmap.claims.cast import Cast
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.reading import Reading
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event


def is_of_before(event: Event) -> bool:
    """ "the lamp that I had bought in Lima": what a thing of the story had behind it."""
    motion = role_of_verb(event.lemma) or role_of_verb(event.lemma.split("_")[0])
    return event.tense == "pluperfect" and event.relation == "acl:relcl" and motion is None and not event.copular


SET_OUT_FOR = frozenset({"to", "for"})


def is_told_done(event: Event, line: Line) -> bool:
    """ "we packed up and headed to Lima": the writer was there, as nothing says that it came otherwise."""
    done = event.tense == "past" and not event.progressive and not event.nominal and not event.modal
    return done and not any(t.lemma in ("but", "however") for t in line.sentence.tokens[event.predicate.i :])


def is_aimed_at(event: Event, line: Line) -> bool:
    """ "our plan is a hop to Lima", "our planned destination was Lima"; one of "today" was reached."""
    aims = [s for s in event.subjects if s.lemma in words("nouns", "aims")] if event.copular else []
    if not aims:
        return False
    modifiers = {c.text.lower() for s in aims for c in line.sentence.children(s.i)}
    meant = modifiers & (words("modality", "planned_words") | {"original", "initial", "first"})
    return event.tense == "present" or bool(meant) or any(s.lemma != "destination" for s in aims)


def has_no_doer(event: Event, line: Line) -> bool:
    """ "it has rained since leaving Lima": "it" does not leave."""
    own = any(c.dep.startswith("nsubj") for c in line.sentence.children(event.predicate.i))
    moves = role_of_verb(event.lemma) or role_of_verb(event.lemma.split("_")[0])
    gerund = event.predicate.text.lower().endswith("ing") and event.relation == "advcl" and not own
    return (
        gerund
        and moves in ("departs", "arrives")
        and all(s.lemma in ("it", "there") for s in event.subjects)
        and bool(event.subjects)
    )


def dangles(event: Event, above: Event, cast: Cast) -> bool:
    """ "Leaving Lima, the weather was good": in a first-person text the writer left, since the weather did not."""
    if event.nominal or event.tense != "participle" or event.subjects or event.relation != "advcl":
        return False
    leaves = role_of_verb(event.lemma) or role_of_verb(event.lemma.split("_")[0])
    kinds = ("people", "companions", "vehicles", "ships", "offices", "visitors", "members", "groups")
    someone = frozenset[str]().union(*(words("nouns", kind) for kind in kinds))
    return (
        leaves in ("departs", "arrives")
        and bool(above.subjects)
        and all(
            s.lemma in ("it", "there") or (s.pos == "NOUN" and s.lemma not in someone and not cast.has_other(s))
            for s in above.subjects
        )
    )


_NOT_REACHED = re.compile(
    r"\b(?:instead|turn(?:ed|ing)?\s+(?:back|round|around)|g(?:ave|ive)\s+up|never|not\s+(?:make|reach|get)|n['’]t\s+(?:make|reach|"
    r"get)|changed\s+(?:my|our)\s+minds?|broke\s+down|cut\s+(?:it\s+)?short|rather\s+than|short\s+of)\b",
    re.IGNORECASE,
)
_GOES_ON = 2
"""So many sentences of the story follow, at the least."""


def reached(reading: Reading, line: Line, scene: Scene) -> Reading:
    """A story that tells of having set off for a place and goes on got there, unless it tells of turning back."""
    finding, event = reading.finding, reading.event
    if not scene.cast.first_person or finding.role != "heads_for" or finding.status != "visited" or event is None:
        return reading
    after = scene.lines[line.number + 1 :]
    if event.tense != "past" or len(after) < _GOES_ON:
        return reading
    told = " ".join(one.sentence_text for one in (line, *after[:_GOES_ON]))
    return reading if _NOT_REACHED.search(told) else replace(reading, finding=replace(finding, role="arrives"))
