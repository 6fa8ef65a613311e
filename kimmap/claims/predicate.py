"""What a clause says of the traveller and a place: the role, and how surely.

`read_role` answers "did he get there, leave, pass, head for it?", `read_status` "is it a fact, a plan, a
guess, called off, or no statement about the trip at all?".  Both look at the event and at those above it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kimmap.claims.lexicon import phrases, role_of_noun, role_of_verb, words
from kimmap.language import Event, Sentence
from kimmap.language.events import Hanging
from kimmap.model import Reason, Role, Status

_AT = frozenset({"in", "at", "on", "into", "onto", "inside", "aboard", "around", "across", "throughout", "beside", "above", "below", "outside", "off", "along"})
_TO = frozenset({"to", "into", "onto", "as_far_as", "till", "until", "up_to", "down_to", "at", "in", "over_to", "back_to", "to_in"})
_FROM = frozenset({"from", "out_of", "out"})
_THROUGH = frozenset({"through", "via", "past", "by", "across", "over", "by_way_of", "beyond"})
_TOWARDS = frozenset({"towards", "toward", "for"})
_NEAR = frozenset({"near", "outside", "off", "below", "above", "beside"})
_NO_PLACE = frozenset({"about", "on_behalf_of", "against", "between", "with", "of", "like", "than", "as", "without", "instead_of", "under", "per", "since", "after", "before", "despite", "during", "because_of"})


@dataclass(frozen=True, slots=True)
class Finding:
    """What a clause says: a claim's role and status, or the reason why it is none; with cue words."""

    role: Role | None
    status: Status | None
    reason: Reason | None
    cues: tuple[str, ...] = ()


def read_role(hanging: Hanging, is_object: bool, crosses_border: bool) -> Role | Reason:
    """The role that a place plays in an event; a `Reason` where it plays none.

    ``is_object`` says that the place is the event's object ("left Lima"); ``crosses_border`` that the
    place is a border or a river.
    """
    event, preposition = hanging.event, hanging.preposition
    last = preposition.rsplit("_", 1)[-1] if preposition else None
    if event.nominal:
        if event.parent is not None and event.parent.lemma == "break":
            return "stays"  # "broke the journey at …"
        return _role_of_noun(event.lemma, preposition)
    role = role_of_verb(event.lemma) or role_of_verb(event.lemma.split("_")[0])
    if event.lemma.startswith("cross") and (is_object or last in ("at", "over")) and crosses_border:
        return "crosses"
    if preposition in _NO_PLACE:
        return "no_predicate"
    if preposition in _TOWARDS or (role == "heads" and (last in _TO or is_object)):
        return "heads_for" if role else "no_predicate"
    if preposition in _FROM or last == "from":
        return "departs" if role in ("moves", "departs", "arrives", "heads", "passes") else "no_predicate"
    if preposition in _THROUGH and (role in ("moves", "passes", "departs", "heads")):
        # Through its streets is in it; through it is past it.
        return "stays" if hanging.path and hanging.path[0].pos == "NOUN" else "passes"
    if role == "passes" and (is_object or preposition):
        return "passes"
    if role == "departs":
        if last in ("to", "towards", "for"):
            return "heads_for"
        return "departs" if is_object or last in _AT else ("heads_for" if last in _TO else "no_predicate")
    if role == "arrives":
        return "arrives" if is_object or last in _TO | _AT | _NEAR else "no_predicate"
    if role == "moves":
        if event.progressive and last in _TO and last not in _AT:
            return "heads_for"
        return "arrives" if last in _TO - {"in", "at"} or (is_object and event.lemma in ("do", "climb", "tour", "explore")) else (
            "stays" if last in _AT | _NEAR else "no_predicate"
        )
    if role == "visits" and is_object:
        return "stays"
    if last in _AT or (event.copular and preposition in _AT | {None}) or preposition in _NEAR:
        return "stays"
    return "no_predicate"


def _role_of_noun(lemma: str, preposition: str | None) -> Role | Reason:
    role = role_of_noun(lemma)
    if role is None:
        return "no_predicate"
    if preposition in _FROM:
        return "departs"
    if preposition in _TOWARDS:
        return "heads_for"
    if preposition in _THROUGH:
        return "passes"
    if role == "departs":
        return "departs" if preposition in ("of", "at", "in") else "heads_for"
    if role == "moves":
        return "arrives" if preposition in _TO else "no_predicate"
    if role in ("crosses", "passes"):
        return "crosses" if preposition in ("of", "at", "into", "to") else "no_predicate"
    if preposition in _TO | _AT | {"of"} | _NEAR:
        return "arrives" if role == "arrives" else "stays"
    return "no_predicate"


def read_status(event: Event, sentence: Sentence, headline: bool, diary: bool) -> Finding:
    """How surely an event happened, from its own words and from those that govern it.

    ``headline`` allows the present tense for what has happened; ``diary`` takes an infinitive or a
    verbless clause in a first-person text as told.
    """
    cues: list[str] = []
    status: Status = "visited"
    link: Event | None = event
    inner: Event | None = None
    while link is not None:
        above = sentence.tokens[link.predicate.head]
        if above.lemma in words("nouns", "rumours") and link.relation in ("acl", "ccomp", "acl:relcl", "nmod") and above.i != link.predicate.i:
            cues.append(above.lemma)
            if any(c.lemma == "no" for c in sentence.children(above.i)):
                return Finding(None, None, "hypothetical", tuple(cues))
            status = max(status, "possible", key=_RANK.__getitem__)
        found = _own_modality(link, inner, sentence, headline, diary)
        cues += found.cues
        if found.reason:
            return Finding(None, None, found.reason, tuple(cues))
        if found.status and _RANK[found.status] > _RANK[status]:
            status = found.status
        if not _governs(link) or _is_cut_off(link, sentence):
            break
        inner, link = link, link.parent
    clause = _clause_text(event, sentence)
    if event.nominal and (undone := next((p for p in phrases("modality", "undone_phrases") if p in clause), None)):
        return Finding(None, "cancelled", None, (*cues, undone))
    negative = next((p for p in phrases("modality", "negative_phrases") if p in clause), None)
    if negative and status == "visited" and event.nominal is False and f"{negative}" in clause.split(event.predicate.text.lower())[0]:
        return Finding(None, "cancelled", None, (*cues, negative))
    return Finding(None, status, None, tuple(cues))


_RANK: dict[Status, int] = {"visited": 0, "planned": 1, "possible": 2, "cancelled": 3}


def _governs(event: Event) -> bool:
    """Whether the event above decides about this one: complements and purposes, not mere neighbours."""
    if event.parent is None:
        return False
    if event.nominal:
        return True
    if event.relation in ("xcomp", "ccomp", "csubj", "acl", "obj", "obl", "nmod", "nsubj", "nsubj:pass"):
        return True
    if event.relation == "advcl":
        return event.tense in ("infinitive", "participle", "none") or "if" in event.marks
    return event.relation == "conj" and event.tense in ("infinitive", "none")


def _is_cut_off(event: Event, sentence: Sentence) -> bool:
    """Whether a new clause opens between an event and the one above it, whatever the grammar joined: "…, while …"."""
    if event.parent is None:
        return True
    first, last = sorted((event.parent.predicate.i, event.predicate.i))
    between = sentence.tokens[first + 1 : last]
    return any(t.lemma in _NEW_CLAUSE for t in between) and event.relation != "advcl"


_NEW_CLAUSE = frozenset({"while", "whereas", "although", "though", "but", "because", ";"})


def _own_modality(link: Event, inner: Event | None, sentence: Sentence, headline: bool, diary: bool) -> Finding:
    verb = link.lemma
    stem = verb.split("_")[0]
    if any(m in words("modality", "hypothetical_marks") for m in link.marks):
        return Finding(None, None, "hypothetical", tuple(m for m in link.marks if m in words("modality", "hypothetical_marks")))
    if inner is not None:
        governed = _as_governor(link, inner, verb, stem, headline)
        if governed:
            return governed
    if link.negated and not (inner and link.lemma in words("verbs", "says")):
        return Finding(None, "cancelled", None, ("not",))
    if link.modal in ("may", "might") or (link.modal == "could" and inner is None and not diary):
        return Finding(None, "possible", None, (link.modal,))
    if link.modal in ("can", "must", "should", "ought"):
        return Finding(None, None, "hypothetical", (link.modal,))
    if link.modal in ("would", "'d"):
        return Finding(None, "planned", None, ("would",))
    if link.modal == "be to have":
        return Finding(None, "cancelled", None, ("was to have",))
    if link.modal == "be to":
        return Finding(None, "planned", None, ("to",))
    if link.copular and (due := _is_due(link, sentence)):
        return Finding(None, "planned", None, (due,))
    if inner is None and link.passive and stem in words("modality", "booked"):
        return Finding(None, "planned", None, (link.lemma,))
    if link.tense == "future":
        return Finding(None, "planned", None, (link.modal or "will",))
    if link.nominal:
        return _nominal_modality(link, sentence)
    if inner is None and link.tense == "infinitive":
        if headline and link.relation == "root":
            return Finding(None, "planned", None, ("to",))
        return Finding(None, None, None) if link.parent else Finding(None, "planned", None, ("to",))
    return Finding(None, None, None)


def _is_due(event: Event, sentence: Sentence) -> str | None:
    """ "is due in Lima", "was expected at the port": an adjective of plans as the predicate or beside it."""
    near = (event.predicate, *(sentence.children(event.predicate.i)))
    return next((t.lemma for t in near if t.lemma in words("modality", "due_words") and t.pos in ("ADJ", "VERB")), None)


def _as_governor(link: Event, inner: Event, verb: str, stem: str, headline: bool) -> Finding | None:
    """What an event does to the one below it: plans, doubts, denies or calls it off."""
    complement = inner.relation in ("xcomp", "ccomp", "csubj", "acl", "obj", "nsubj", "nsubj:pass", "obl", "nmod", "advcl")
    if not complement:
        return None
    names = {verb, stem}
    if names & words("verbs", "demands") and inner.relation in ("ccomp", "xcomp") and not link.negated:
        return Finding(None, None, "hypothetical", (verb,))
    if names & words("verbs", "says") and any(s.lemma in words("nouns", "gossips") for s in link.subjects):
        return Finding(None, "possible", None, (verb,))
    if inner.nominal and inner.relation in ("nsubj", "nsubj:pass") and link.negated and names & words("verbs", "happens"):
        return Finding(None, "cancelled", None, ("did not", verb))
    if names & words("verbs", "denies"):
        return Finding(None, "cancelled", None, (verb,))
    undone = inner.relation in ("obj", "nsubj:pass", "nsubj", "nmod") if inner.nominal else inner.tense in ("infinitive", "participle")
    if names & words("verbs", "cancels") and undone:
        return None if link.negated else Finding(None, "cancelled", None, (verb,))
    if names & words("verbs", "considers") and (inner.tense == "infinitive" or inner.nominal or inner.tense == "participle"):
        return Finding(None, "possible", None, (verb,)) if inner.relation in ("xcomp", "obj", "ccomp") else None
    to_do = inner.tense == "infinitive" and inner.relation in ("xcomp", "ccomp", "csubj", "advcl", "acl")
    if to_do and names & words("verbs", "implies"):
        return Finding(None, "cancelled", None, ("not",)) if link.negated else None
    if inner.nominal and inner.relation in ("obj", "nsubj:pass") and names & words("verbs", "plans") and not link.negated:
        return Finding(None, "planned", None, (verb,))
    intended = inner.tense == "infinitive" and inner.relation not in ("advcl", "acl")
    if intended and names & words("verbs", "plans"):
        return Finding(None, "cancelled" if link.negated else "planned", None, (verb,))
    if inner.tense == "infinitive" and inner.relation in ("advcl", "acl"):
        # A purpose: "flew home to rest", "a plan to visit".
        return Finding(None, "planned", None, ("to",))
    if names & words("verbs", "believes") and inner.relation in ("xcomp", "ccomp"):
        return Finding(None, "possible", None, (verb,))
    if link.nominal and to_do:
        return Finding(None, "planned", None, (link.lemma, "to"))
    return None


def _nominal_modality(link: Event, sentence: Sentence) -> Finding:
    modifiers = {t.lemma for t in sentence.children(link.predicate.i)}
    for cue in sorted(modifiers & words("modality", "planned_words")):
        return Finding(None, "planned", None, (cue,))
    for cue in sorted(modifiers & words("modality", "possible_words")):
        return Finding(None, "possible", None, (cue,))
    for cue in sorted(modifiers & words("modality", "earlier_words")):
        return Finding(None, None, "earlier_trip", (cue,))
    return Finding(None, None, None)


def adverbs_of_doubt(event: Event, sentence: Sentence) -> tuple[str, ...]:
    """"possibly", "perhaps" … that hang on the predicate."""
    return tuple(
        t.lemma
        for t in sentence.children(event.predicate.i)
        if t.lemma in words("modality", "possible_words") and t.dep in ("advmod", "parataxis", "discourse")
    )


def says_earlier(event: Event, sentence: Sentence) -> tuple[str, ...]:
    """"previously", "the last time", "used to" … in the event's own clause."""
    near = sentence.children(event.predicate.i)
    found = [t.lemma for t in near if t.lemma in words("modality", "earlier_words") and t.dep == "advmod"]
    subjects = [m for s in event.subjects for m in sentence.children(s.i)]
    found += [m.lemma for m in subjects if m.lemma in words("modality", "earlier_words") and m.dep in ("amod", "advmod")]
    if event.parent and event.parent.lemma == "use" and event.tense == "infinitive":
        found.append("used to")
    return tuple(w for w in found if w not in ("first", "second", "since", "before", "recent", "earlier"))


def _clause_text(event: Event, sentence: Sentence) -> str:
    tokens = sentence.tokens[max(0, event.predicate.i - 12) : event.predicate.i + 8]
    return " ".join(t.text.lower() for t in tokens)


PresenceCheck = Literal["subject", "object", "owner", "narrator", "none", "other"]
