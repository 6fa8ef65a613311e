"""The clauses of a sentence, read from its grammar.

An `Event` is a verb, a copula ("was in …") or a noun of happening ("a visit to …") with its
participants, negation, modality and tense; `read_events` gives those of a sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Set
from typing import Literal

from kimmap.language.analysis import Sentence, Token
from kimmap.language.clauses import SUBJECTS, Event, make_event
from kimmap.language.hanging import case_of, head_past_dates, is_calendar
from kimmap.language.verbs import is_arrangement, lemma_of, read_tense

__all__ = ["Event", "read_events"]

_OF_TELEPHONES = frozenset({"receive", "get", "take", "return", "answer", "place"})
_EVENT_NOUNS = frozenset({
    "visit", "trip", "tour", "journey", "arrival", "departure", "stop", "stopover", "layover", "stay", "return",
    "voyage", "crossing", "passage", "landing", "halt", "call", "meeting", "summit", "talks", "talk", "ceremony",
    "dinner", "lunch", "excursion", "pilgrimage", "ride", "drive", "flight", "walk", "leg", "swing", "expedition",
    "parade", "reception", "outing", "hop", "jaunt", "foray", "dash", "detour", "sojourn", "engagement", "show",
    "luncheon", "banquet",
    "concert", "gig", "performance", "run", "relay", "hike", "cruise", "rally", "mass", "vigil", "briefing", "premiere",
    "screening", "opening", "match", "signing", "lecture", "exhibition", "speech", "reading", "appearance",
})  # fmt: skip
_PREDICATES = frozenset({"VERB", "AUX"})
_OF_NOUNS = frozenset({"det", "amod", "nmod:poss", "nummod"})
_NEGATIONS = {"not", "n't", "never", "no", "neither", "nor", "hardly", "barely", "without"}
_NEGATING = frozenset({"advmod", "det", "aux", "case", "mark", "cc:preconj"})
_OBJECTS = frozenset({"obj", "iobj"})
_MARKING = frozenset({"mark", "advmod"})
_OF_MARKS = frozenset({"SCONJ", "PART", "ADP", "ADV"})
_OBJECT_CONTROL = frozenset({
    "ask", "tell", "force", "allow", "invite", "urge", "persuade", "order", "let", "make", "see", "hear", "watch",
    "help", "beg", "enable", "expect", "want", "need", "permit", "require", "send", "take", "bring", "find", "leave",
    "keep",
})  # fmt: skip


_ASKING = frozenset({"ask", "invite", "urge", "persuade", "order", "beg", "tell", "encourage", "advise"})
"""With these a purpose is the other's: "invited him | to visit Lima"."""


def _is_happening(sentence: Sentence, token: Token) -> bool:
    """A noun of happening; a stage, a tramp or a slog is one that leads somewhere: "the stage to Lima"."""
    if token.lemma in _EVENT_NOUNS:
        return True
    behind = sentence.tokens[token.i + 1].lemma if token.i + 1 < len(sentence.tokens) else ""
    return token.pos == "NOUN" and token.lemma in _STAGES and behind in ("to", "from", "into")


_STAGES = frozenset({"stage", "tramp", "trudge", "slog"})


def read_events(sentence: Sentence) -> dict[int, Event]:
    """The events of a sentence, by the index of their predicate."""
    events: dict[int, Event] = {}
    copulas = {token.head for token in sentence.tokens if token.dep == "cop"}
    for token in sentence.tokens:
        if token.pos in _PREDICATES or _is_happening(sentence, token) or token.i in copulas:
            _read(sentence, token.i, events, frozenset())
    return events


def _read(sentence: Sentence, i: int, events: dict[int, Event], above: frozenset[int]) -> Event | None:
    """Read the event at token ``i`` after those above it; ``above`` guards against cycles."""
    if i in events:
        return events[i]
    token = sentence.tokens[i]
    children = sentence.children(i)
    relations = {c.dep for c in children}  # most are looked for in vain
    kind = _event_kind(sentence, token, children, relations)
    if kind is None or i in above:
        return None
    parent = _parent(sentence, i, events, above | {i})
    relation = token.dep if parent else "root"
    if parent and relation == "obl" and token in parent.objects:
        relation = "obj"
    subjects, passive = _subjects(sentence, token, children, relations, parent, kind)
    modal, tense, progressive = read_tense(token, children, parent, nominal=kind == "noun")
    obliques = [c for c in children if c.dep == "obl"] if "obl" in relations else []
    events[i] = make_event(
        predicate=token,
        lemma="be"
        if kind == "copula"
        else lemma_of(token, children, sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None),
        subjects=subjects,
        objects=_objects(sentence, token, children) if obliques or not relations.isdisjoint(_OBJECTS) else (),
        agents=_agents(sentence, children, passive) if obliques or "obl:agent" in relations else (),
        companions=_companions(sentence, children) if obliques or "nmod" in relations else (),
        recipients=tuple([c for c in obliques if case_of(sentence, c.i) == "to"]),
        passive=passive,
        negated=_is_negated(sentence, token, children, relations),
        modal=modal,
        tense=tense,
        progressive=progressive,
        marks=()
        if relations.isdisjoint(_MARKING)
        else tuple([c.lemma for c in children if c.dep in _MARKING and c.i < i and c.pos in _OF_MARKS]),
        relation=relation,
        parent=parent,
        nominal=kind == "noun",
        copular=kind == "copula",
    )
    return events[i]


def _is_negated(sentence: Sentence, token: Token, children: Collection[Token], relations: Set[str]) -> bool:
    if not relations.isdisjoint(_NEGATING) and any(
        c.lemma in _NEGATIONS and c.dep in _NEGATING and not _is_of_a_measure(sentence, c) for c in children
    ):
        return True
    if not relations.isdisjoint(SUBJECTS) and any(c.dep in SUBJECTS and _is_nobody(sentence, c) for c in children):
        return True
    return token.dep == "acl" and _is_nobody(sentence, sentence.tokens[token.head])


def _is_of_a_measure(sentence: Sentence, adverb: Token) -> bool:
    """ "She had barely a day": who had little of it had it."""
    return adverb.lemma in ("hardly", "barely") and any(
        t.lemma == "a" for t in sentence.tokens[adverb.i + 1 : adverb.i + 2]
    )


def _is_nobody(sentence: Sentence, subject: Token) -> bool:
    return subject.lemma in ("nobody", "none", "nothing") or any(
        c.lemma == "no" and c.dep == "det" for c in sentence.children(subject.i)
    )


def _event_kind(
    sentence: Sentence, token: Token, children: Collection[Token], relations: Set[str]
) -> Literal["verb", "copula", "noun"] | None:
    if "cop" in relations:
        return "verb" if token.pos == "VERB" and is_arrangement(children) else "copula"
    own_subject = not relations.isdisjoint(SUBJECTS)
    if token.lemma in _EVENT_NOUNS and token.tag == "VBG" and not relations.isdisjoint(_OF_NOUNS):
        return "noun"  # "an outing", which the tagger takes for a verb
    if token.pos == "VERB" and (token.dep not in ("amod", "compound", "case", "fixed") or own_subject):
        return "verb"
    if token.pos == "AUX" and token.dep not in ("aux", "aux:pass", "cop"):
        return "verb"
    if token.lemma == "talk" and token.tag == "NN" and not any(c.lemma == "a" for c in children):
        return None  # "talk of a visit" is rumour; "talks" are held
    if token.lemma == "call" and sentence.tokens[token.head].lemma in _OF_TELEPHONES:
        return None  # "received a call"
    if (
        token.pos in ("NOUN", "PROPN")
        and _is_happening(sentence, token)
        and token.dep not in ("compound", "nmod:poss", "amod")
    ):
        return "noun"
    return None


def _parent(sentence: Sentence, i: int, events: dict[int, Event], above: frozenset[int]) -> Event | None:
    seen = {i}
    current = head_past_dates(sentence, i)
    while current not in seen:
        seen.add(current)
        event = _read(sentence, current, events, above)
        if event:
            return event
        current = head_past_dates(sentence, current)
    return None


def _objects(sentence: Sentence, token: Token, children: Collection[Token]) -> tuple[Token, ...]:
    """What the verb is done to; a bare noun right of it is that, too, whatever the grammar calls it."""
    found = tuple([c for c in children if c.dep in _OBJECTS])
    if found or token.pos != "VERB":
        return found
    return tuple([
        c
        for c in children
        if c.dep == "obl" and c.i > token.i and c.pos in ("NOUN", "PROPN")
        and not is_calendar(c) and case_of(sentence, c.i) is None
    ])  # fmt: skip


def _subjects(
    sentence: Sentence, token: Token, children: Collection[Token], relations: Set[str], parent: Event | None, kind: str
) -> tuple[tuple[Token, ...], bool]:
    """Who does it, named or inherited from the clause above, and whether it is done to them."""
    if kind == "noun":
        return _owners(sentence, children) or (parent.subjects if parent else ()), False
    passive = not relations.isdisjoint(("aux:pass", "nsubj:pass"))
    own = [t for c in children if c.dep in SUBJECTS and not _is_when(sentence, c) for t in _with_conjuncts(sentence, c)]
    if own:
        return _antecedent(sentence, token, own), passive
    finite = token.tag in ("VBD", "VBZ") and token.dep in ("ccomp", "parataxis", "conj", "root", "ROOT", "dep")
    if finite and (left := _left_neighbour(sentence, token)):
        return left, passive
    if token.dep in ("acl", "acl:relcl"):
        head = _nearest_noun(sentence, token)
        if head.i == token.head and any(c.dep == "mark" and c.lemma in ("of", "to", "for") for c in children):
            return _whose(sentence, head, parent), passive
        passive = passive or (token.tag == "VBN" and token.dep == "acl")
        if token.tag in ("VBG", "VBN") or parent is None:
            return (head,), passive
        return parent.subjects, passive
    parent = _told_above(token, parent)
    if parent is None or (token.dep in ("ccomp", "parataxis", "conj") and not parent.subjects):
        return _left_neighbour(sentence, token), passive
    passive = passive or (token.dep == "conj" and token.tag == "VBN" and parent.passive)
    return _inherited(sentence, token, children, parent), passive


def _is_when(sentence: Sentence, subject: Token) -> bool:
    """ "rested and on Thursday | saw the minister": a day behind a preposition does nothing."""
    return is_calendar(subject) and subject.pos != "NUM" and case_of(sentence, subject.i) in ("on", "in", "by", "at")


def _owners(sentence: Sentence, children: Collection[Token]) -> tuple[Token, ...]:
    """Whose a noun of happening is: "her visit", "a visit by the minister"."""
    own = [c for c in children if c.dep == "nmod:poss"]
    return (*own, *(c for c in children if c.dep == "nmod" and case_of(sentence, c.i) == "by"))


def _whose(sentence: Sentence, noun: Token, parent: Event | None) -> tuple[Token, ...]:
    """Who is to do what a noun has in mind ("her plan | to go", "no wish | of going"): its owner, or its subject."""
    owners = _owners(sentence, sentence.children(noun.i))
    above = parent.subjects if parent and not owners else ()
    return owners or tuple(t for t in above if t.i != noun.i) or (noun,)


def _antecedent(sentence: Sentence, token: Token, subjects: list[Token]) -> tuple[Token, ...]:
    """The subjects themselves, or the noun that a relative pronoun points back to: "a train, which | left"."""
    relative = all(t.tag in ("WP", "WDT") or t.lemma in ("who", "which", "that") for t in subjects)
    return (sentence.tokens[token.head],) if token.dep == "acl:relcl" and relative else tuple(subjects)


def _told_above(token: Token, parent: Event | None) -> Event | None:
    """The clause that a joined finite verb goes on from: the next finite one above it.

    "We crossed on the 5th, the bridge being down, and slept there": we slept.
    """
    while (
        parent is not None
        and token.dep == "conj"
        and token.tag in ("VBD", "VBZ", "VBP")
        and parent.parent is not None
        and (parent.tense in ("participle", "infinitive", "none") or parent.nominal)
    ):
        parent = parent.parent
    return parent


_SHOWS = frozenset({
    "see", "show", "watch", "hear", "catch", "film", "spot", "photograph", "picture", "capture", "record", "observe",
    "find", "depict", "notice",
})  # fmt: skip


def _seen_doing(sentence: Sentence, token: Token, parent: Event) -> Token | None:
    """Who is seen or shown at something, right before it: "footage shows | her | buying bread"."""
    before = sentence.tokens[token.i - 1] if token.i else None
    named = before is not None and (before.tag in ("PRP", "PRP$") or before.pos == "PROPN")
    return before if named and before is not None and before.i > parent.predicate.i else None


def _inherited(sentence: Sentence, token: Token, children: Collection[Token], parent: Event) -> tuple[Token, ...]:
    """The subjects that a clause without any has from the one above it, or its object: "asked her | to go"."""
    controls = _OBJECT_CONTROL if token.dep == "xcomp" else _ASKING if token.dep == "advcl" else frozenset[str]()
    if parent.objects and parent.lemma.split("_")[0] in controls and any(c.lemma == "to" for c in children):
        return parent.objects
    if token.dep == "ccomp" and any(c.dep == "mark" and c.lemma == "that" for c in children):
        return ()
    if token.tag == "VBG" and parent.lemma in _SHOWS and (seen := _seen_doing(sentence, token, parent)):
        return (seen,)
    inherits = token.dep in ("conj", "xcomp", "advcl", "parataxis", "dep", "ccomp", "obl", "nmod", "obj")
    return parent.subjects if inherits else ()


def _left_neighbour(sentence: Sentence, token: Token) -> tuple[Token, ...]:
    """The noun right before a verb that lost its subject to a wrong arc: "According to X, her train | crossed"."""
    i = token.i - 1
    while i >= 0 and (
        sentence.tokens[i].pos in ("ADV", "AUX") or sentence.tokens[i].dep in ("advmod", "aux", "aux:pass")
    ):
        i -= 1
    if i < 0 or token.tag == "VBG":
        return ()
    left = sentence.tokens[i]
    if left.pos not in ("NOUN", "PROPN", "PRON") or is_calendar(left) or case_of(sentence, i):
        return ()
    return (left,)


def _nearest_noun(sentence: Sentence, participle: Token) -> Token:
    """What a participle says something of: "accounts of her train leaving" is about the train."""
    before = sentence.tokens[participle.i - 1] if participle.i else participle
    return before if before.pos in ("NOUN", "PROPN") and not is_calendar(before) else sentence.tokens[participle.head]


def _with_conjuncts(sentence: Sentence, token: Token) -> list[Token]:
    return [token, *(c for c in sentence.children(token.i) if c.dep == "conj" and c.pos in ("NOUN", "PROPN", "PRON"))]


def _agents(sentence: Sentence, children: Collection[Token], passive: bool) -> tuple[Token, ...]:
    return tuple([
        c
        for c in children
        if c.dep == "obl:agent" or (passive and c.dep == "obl" and case_of(sentence, c.i) == "by")
    ])  # fmt: skip


def _companions(sentence: Sentence, children: Collection[Token]) -> tuple[Token, ...]:
    return tuple([
        t
        for c in children
        if c.dep in ("obl", "nmod") and case_of(sentence, c.i) in ("with", "alongside", "together_with")
        for t in _with_conjuncts(sentence, c)
    ])  # fmt: skip
