"""What a relative clause says of the place before it: "Lima, where she spent Sunday", "the plant in Lima, which …"."""

from __future__ import annotations

from kimmap.claims.clausewords import says_earlier
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.mover import read_mover
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.scene import Line, Scene
from kimmap.claims.status import read_status
from kimmap.language import Token
from kimmap.model import Resolution


def where_clause(line: Line, resolution: Resolution, scene: Scene) -> Reading | None:
    """ "Lima, where she spent Sunday": what a clause opened by "where" says of the place right before it."""
    after = [t for t in line.sentence.tokens if t.start >= resolution.mention.quote.end][:3]
    words_after = [t for t in after if t.pos != "PUNCT"]
    leaves = bool(words_after) and words_after[0].lemma == "from"
    adverb = next((t for t in words_after[: 2 if leaves else 1] if t.lemma == "where"), None)
    if adverb is None and not leaves:
        adverb = _behind_apposition(line, resolution)
    event = line.events.get(adverb.head) if adverb else None
    if event is None or read_mover(event, line.sentence, scene.cast) != "traveller":
        return None
    found = read_status(event, line.sentence, False, scene.cast.first_person)
    belongs = {event.lemma, event.lemma.split("_")[0]} & (words("verbs", "belongs") | {"employ", "work"})
    docks = event.tense == "present" and not event.progressive and not scene.cast.first_person
    if docks and event.subjects and all(s.lemma in words("nouns", "vehicles") for s in event.subjects):
        return None  # "Lima, where the ferry docks"
    if found.reason or found.status is None or belongs or says_earlier(event, line.sentence):
        return None
    return Reading(
        Finding("departs" if leaves else "stays", found.status, None, ("where", event.lemma, *found.cues)), event
    )


def _behind_apposition(line: Line, resolution: Resolution) -> Token | None:
    """The "where" of "Lima, a port of few streets | where she sang": what a place is called stands before it."""
    tokens = [t for t in line.sentence.tokens if t.start >= resolution.mention.quote.end]
    if len(tokens) < _LEAST_APPOSITION or tokens[0].text != "," or tokens[1].lemma not in ("a", "an", "the"):
        return None
    for token in tokens[2:_LONGEST_APPOSITION]:
        if token.lemma == "where":
            return token
        named = any(r.mention.quote.start <= token.start < r.mention.quote.end for r in line.resolutions)
        if token.pos in ("VERB", "AUX", "PRON", "CCONJ") or named:
            return None
    return None


_LEAST_APPOSITION, _LONGEST_APPOSITION = 4, 12


def which_clause(line: Line, token: Token, scene: Scene) -> Reading | None:
    """ "the factory in Lima, which she toured on Friday": what is said to have been visited stands in the place."""
    noun = line.sentence.tokens[token.head]
    if token.dep != "nmod" or noun.pos != "NOUN" or noun.lemma in words("nouns", "people"):
        return None
    for event in line.events.values():
        below = event.relation == "acl:relcl" and event.predicate.head == noun.i and not event.nominal
        visits = role_of_verb(event.lemma) in ("visits", "arrives") or event.lemma in ("open", "inaugurate")
        if below and visits and not event.passive and read_mover(event, line.sentence, scene.cast) == "traveller":
            found = read_status(event, line.sentence, False, scene.cast.first_person)
            if found.status and not found.reason and not says_earlier(event, line.sentence):
                return Reading(Finding("stays", found.status, None, ("which", event.lemma, *found.cues)), event)
    return None
