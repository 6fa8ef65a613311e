"""How surely an event happened: a fact, a plan, a guess, called off, or no statement about the trip at all.

The event speaks for itself first, then every event above that decides about it ("denied that …", "plans to
…"), up to where another clause begins.
"""

from __future__ import annotations

from kimmap.claims.clausewords import (
    NOT_EARLIER,
    denied_in_front,
    hangs_on_leave,
    promised_there,
    undone_in_words,
)
from kimmap.claims.governors import COMPLEMENTS, as_governor, feels
from kimmap.claims.hearsay import NOTHING, rumoured
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.reading import Finding
from kimmap.claims.undone import held_back, talked_of_in_vain, was_to_have
from kimmap.language import Event, Sentence
from kimmap.model import Status

_RANK: dict[Status, int] = {"visited": 0, "planned": 1, "possible": 2, "cancelled": 3}
_NEW_CLAUSE = frozenset({"while", "whereas", "although", "though", "but", "because", ";"})


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
        held = held_back(link, inner, sentence) if inner is not None else None
        own = held or _own_modality(link, inner, sentence, headline, diary)
        for found in (rumoured(link, sentence), own):
            cues += found.cues
            if found.reason:
                return Finding(None, None, found.reason, tuple(dict.fromkeys(cues)))
            if found.status and _RANK[found.status] > _RANK[status]:
                status = found.status
        aboard = link.relation == "acl:relcl" and sentence.tokens[link.predicate.head].lemma in words(
            "nouns", "vehicles"
        )
        if promised_there(link, inner, sentence) or (
            not aboard and (not _governs(link) or _is_cut_off(link, sentence))
        ):
            break  # "may have been aboard the jet that landed in Lima" goes on
        inner, link = link, link.parent
    if status in ("visited", "planned") and (never := was_to_have(event, sentence)):
        return Finding(None, "cancelled", None, (*dict.fromkeys(cues), never))
    if status == "planned" and _wished_in_vain(event, sentence):
        return Finding(None, "cancelled", None, (*cues, "but"))
    if status == "visited" and hangs_on_leave(event, sentence):
        return Finding(None, "planned", None, (*dict.fromkeys((*cues, "if")),))
    undone = undone_in_words(event, sentence)
    if status == "planned" and (denied := denied_in_front(event, sentence)):
        return Finding(None, "cancelled", None, (*dict.fromkeys((*cues, denied)),))
    if status == "possible" and talked_of_in_vain(event, sentence):
        return Finding(None, "cancelled", None, (*dict.fromkeys(cues), "but"))
    if undone and (event.nominal or status == "visited"):
        return Finding(None, "cancelled", None, tuple(dict.fromkeys((*cues, undone))))
    return Finding(None, status, None, tuple(dict.fromkeys(cues)))


def _wished_in_vain(event: Event, sentence: Sentence) -> bool:
    """ "wanted to see Lima, but the bus did not run": a wish told as past, and what came between."""
    wish = event.parent
    wishes = words("verbs", "wishes") | {"be"}  # "was to open a bridge in Lima, but …"
    if wish is None or wish.tense != "past" or not {wish.lemma, wish.lemma.split("_")[0]} & wishes:
        return False
    return any(t.lemma == "but" and t.dep == "cc" and t.i > event.predicate.i for t in sentence.tokens)


def _governs(event: Event) -> bool:
    """Whether the event above decides about this one: complements and purposes, not mere neighbours."""
    if event.parent is None:
        return False
    if not event.nominal and event.lemma in words("verbs", "says") and event.predicate.i > event.parent.predicate.i:
        return False  # "Lima understands, the minister told a forum": what is said stands before who says it
    if event.nominal or event.relation in COMPLEMENTS - {"advcl"}:
        return True
    if event.relation == "advcl":
        return event.tense in ("infinitive", "participle", "none") or "if" in event.marks or "of" in event.marks
    return event.relation == "conj" and event.tense in ("infinitive", "none")


def _is_cut_off(event: Event, sentence: Sentence) -> bool:
    """Whether a new clause opens between an event and the one above it, whatever the grammar joined: "…, while …"."""
    if event.parent is None:
        return True
    first, last = sorted((event.parent.predicate.i, event.predicate.i))
    between = sentence.tokens[first + 1 : last]
    return any(t.lemma in _NEW_CLAUSE for t in between) and event.relation != "advcl"


# --------------------------------------------------------------------- the event's own words


def _own_modality(link: Event, inner: Event | None, sentence: Sentence, headline: bool, diary: bool) -> Finding:
    if marked := _by_marks(link):
        return marked
    if doubt := _doubted(link, inner, sentence):
        return doubt
    if inner is not None and (governed := as_governor(link, inner)):
        return governed
    presupposed = inner is not None and (link.lemma in words("verbs", "says") or _tells_when(inner, sentence))
    if (link.negated or _shares_negation(link, sentence)) and not presupposed:
        return Finding(None, "cancelled", None, ("not",))
    modal = _by_modal(link, sentence, guess=inner is None and not diary)
    if modal or (inner is None and _waits_for(link, sentence)):
        return modal or Finding(None, "planned", None, ("if",))
    if booked := _booked(link, inner, sentence, diary):
        return booked
    if link.tense == "future":
        was_to = any(c.text.lower() in ("was", "were") for c in sentence.children(link.predicate.i))
        if was_to and _turns(link, sentence):
            return Finding(None, "cancelled", None, ("was to", "but"))
        return Finding(None, "planned", None, (link.modal or "will",))
    if link.nominal:
        return _nominal_modality(link, sentence)
    if link.copular and link.tense == "infinitive" and link.parent is not None and feels(link.parent):
        return NOTHING  # "we are glad to be in Lima"
    bare = (inner is None or (inner.nominal and headline)) and link.tense == "infinitive"
    if bare and ((headline and link.relation == "root") or link.parent is None):
        return Finding(None, "planned", None, ("to",))
    return NOTHING


_TIMES = frozenset({"after", "before", "since", "between", "until", "till", "during", "following", "upon"})


def _tells_when(inner: Event, sentence: Sentence) -> bool:
    """ "did not eat between his arrival in Lima and his departure": no "not" reaches what only tells when."""
    head = inner.predicate
    while head.dep == "conj" and head.head != head.i:
        head = sentence.tokens[head.head]
    cases = {c.lemma for c in sentence.children(head.i) if c.dep in ("case", "mark")}
    return inner.nominal and bool(cases & _TIMES)


def _waits_for(link: Event, sentence: Sentence) -> bool:
    """ "If the ferry runs we cross to Lima": what is told in the present and hangs on a condition is yet to come."""
    if link.tense != "present" or link.nominal or link.copular or link.modal:
        return False
    clauses = [c for c in sentence.children(link.predicate.i) if c.dep == "advcl" and c.tag in ("VBZ", "VBP", "JJ")]
    marks = {m.lemma for c in clauses for m in sentence.children(c.i) if m.dep == "mark"}
    return bool(marks & {"if", "unless", "provided"})


def _is_to_come(link: Event, sentence: Sentence, diary: bool) -> Finding | None:
    """ "about to board", "once she is there"; in a diary "we go there next", "write to me until we go to Lima"."""
    if _is_about_to(link, sentence):
        return Finding(None, "planned", None, ("about to",))
    if link.tense != "present":
        return None
    if not diary:  # "once she is in Lima, she will rest"
        return Finding(None, "planned", None, ("once",)) if "once" in link.marks else None
    if not link.nominal and _says_next(link, sentence):
        return Finding(None, "planned", None, ("next",))
    return Finding(None, "planned", None, ("until",)) if {"until", "till", "before"} & set(link.marks) else None


def _says_next(event: Event, sentence: Sentence) -> bool:
    """ "we travel to Lima next"."""
    behind = sentence.tokens[event.predicate.i + 1 :]
    return any(t.lemma in ("next", "soon") and (t is behind[-1] or behind[k + 1].pos == "PUNCT")
               for k, t in enumerate(behind))  # fmt: skip


def _is_about_to(event: Event, sentence: Sentence) -> bool:
    """ "(we are) just about to board the bus to Lima"."""
    before = [t.lemma for t in sentence.tokens[max(0, event.predicate.i - 3) : event.predicate.i]]
    return before[-2:] == ["about", "to"]


def _booked(link: Event, inner: Event | None, sentence: Sentence, diary: bool) -> Finding | None:
    """ "is due in Lima", "is about to leave Lima", "is booked for Lima"."""
    if link.copular and (due := _is_due(link, sentence)):
        return _fell_through(link, sentence, due) or Finding(None, "planned", None, (due,))
    if inner is not None:
        return None
    if to_come := _is_to_come(link, sentence, diary):
        return to_come
    if link.passive and link.lemma.split("_")[0] in words("modality", "booked"):
        return _fell_through(link, sentence, link.lemma) or Finding(None, "planned", None, (link.lemma,))
    return None


def _by_marks(link: Event) -> Finding | None:
    """ "if she goes", "it is unclear whether she went"."""
    marks = tuple(m for m in link.marks if m in words("modality", "hypothetical_marks"))
    above = link.parent.predicate.lemma if link.parent is not None else ""
    unclear = link.parent is not None and link.parent.negated and above in ("clear", "certain", "sure", "know")
    unsaid = link.parent is not None and link.parent.negated and link.parent.lemma in words("verbs", "says")
    if marks in (("whether",), ("if",)) and (unclear or unsaid or above in words("modality", "open_words")):
        return Finding(None, "possible", None, marks)
    if marks == ("whether",) and (link.relation == "csubj" or above in ("depend", "hinge")):
        return Finding(None, "possible", None, marks)  # "whether she sings in Lima is in other hands"
    return Finding(None, None, "hypothetical", marks) if marks else None


def _shares_negation(event: Event, sentence: Sentence) -> bool:
    """ "has not bought the island, or been there": one "not" for both."""
    above = event.parent
    if above is None or event.relation != "conj" or not above.negated or above.nominal:
        return False
    own = any(c.dep.startswith("nsubj") or c.dep == "aux" for c in sentence.children(event.predicate.i))
    return not own and any(t.lemma in ("or", "nor") for t in sentence.tokens[above.predicate.i : event.predicate.i])


_MODALS: dict[str, Finding] = {
    "may": Finding(None, "possible", None, ("may",)),
    "might": Finding(None, "possible", None, ("might",)),
    "can": Finding(None, None, "hypothetical", ("can",)),
    "must": Finding(None, None, "hypothetical", ("must",)),
    "should": Finding(None, None, "hypothetical", ("should",)),
    "ought": Finding(None, None, "hypothetical", ("ought",)),
    "would": Finding(None, "planned", None, ("would",)),
    "'d": Finding(None, "planned", None, ("would",)),
    "be to": Finding(None, "planned", None, ("to",)),
    "be to have": Finding(None, "cancelled", None, ("was to have",)),
}


def _by_modal(event: Event, sentence: Sentence, guess: bool) -> Finding | None:
    modal = event.modal
    if modal is None:
        return None
    if modal in ("would", "could", "should") and _is_perfect(event, sentence):
        if modal == "should" and event.copular:
            return Finding(None, "cancelled", None, ("should", "have"))  # "should have been in Lima by now"
        if modal == "should" and guess and not _is_judged_by_others(event):
            return Finding(None, "cancelled", None, ("should", "have"))  # "she should have gone on to Lima"
        return Finding(None, None, "hypothetical", (modal, "have"))
    if modal == "must" and _is_perfect(event, sentence):
        return Finding(None, "possible", None, ("must", "have"))  # "must have come down at Lima"
    if modal == "should" and (event.copular or role_of_verb(event.lemma) == "arrives"):
        return Finding(None, "planned", None, ("should",))  # "should reach Lima by noon"
    if modal == "be to" and event.tense == "past" and _turns(event, sentence):
        return Finding(None, "cancelled", None, ("was to", "but"))
    if modal == "could":
        return Finding(None, "possible", None, ("could",)) if guess else None
    return _MODALS.get(modal)


def _is_judged_by_others(event: Event) -> bool:
    """ "Critics say that she should have gone to Lima": no plan of hers."""
    above = event.parent
    return above is not None and event.relation in ("ccomp", "parataxis") and not above.nominal


def _fell_through(event: Event, sentence: Sentence, cue: str) -> Finding | None:
    """ "had been due in …", "was due in … on Tuesday but": a plan told as past is one that did not come about."""
    if event.tense == "pluperfect":
        return Finding(None, "cancelled", None, ("had been", cue))
    turned = event.tense == "past" and _turns(event, sentence)
    return Finding(None, "cancelled", None, ("was", cue, "but")) if turned else None


def _turns(event: Event, sentence: Sentence) -> bool:
    """Whether a "but" follows a plan: "was to speak in Lima, but the bus did not run"."""
    return any(t.lemma == "but" and t.dep == "cc" for t in sentence.tokens[event.predicate.i :])


MAYBES = frozenset({"maybe", "possibility", "option", "idea", "perhaps"})
AIMS = frozenset({"aim", "goal", "target", "plan", "hope", "intention"})
_DEAD = frozenset({"dead", "off", "history", "impossible", "out"})
_UNPROVEN = frozenset({"prove", "confirm", "establish", "verify", "know", "clear", "certain", "proven"})
_OPEN_YET = frozenset({"consideration", "discussion", "negotiation"})


def _doubted(link: Event, inner: Event | None, sentence: Sentence) -> Finding | None:
    """What is said of a visit as such: "is possible", "is under consideration", "has not been ruled out"."""
    unproven = {link.lemma, link.lemma.split("_")[0], link.predicate.lemma} & _UNPROVEN
    if inner is not None and not inner.nominal and link.negated and unproven and inner.relation in ("ccomp", "csubj"):
        return Finding(None, "possible", None, ("not", *sorted(unproven)))  # "it is not proven that she went to Lima"
    left_open = link.negated and {link.lemma, link.lemma.split("_")[0]} & {"rule_out", "rule", "exclude"}
    if inner is not None and not inner.nominal and left_open and inner.relation in ("ccomp", "csubj", "nsubj:pass"):
        return Finding(None, "possible", None, ("not", link.lemma))  # "does not exclude that she will go to Lima"
    if inner is None or not inner.nominal or inner.relation not in ("nsubj", "nsubj:pass", "obj"):
        return None
    near = {link.predicate.lemma, *(c.lemma for c in sentence.children(link.predicate.i))}
    if link.lemma in ("look", "seem", "appear") and near & words("modality", "possible_words"):
        return Finding(None, "possible", None, tuple(sorted(near & words("modality", "possible_words"))))
    if link.copular and link.predicate.lemma in MAYBES | AIMS and not link.negated:
        return Finding(None, "possible" if link.predicate.lemma in MAYBES else "planned", None, (link.predicate.lemma,))
    if link.copular and link.predicate.lemma in _DEAD and not link.negated:
        return Finding(None, "cancelled", None, (link.predicate.lemma,))
    if link.copular and (link.predicate.lemma in words("modality", "possible_words") or near & _OPEN_YET):
        denied = link.negated and near & _OPEN_YET
        return Finding(None, "cancelled" if denied else "possible", None, (link.predicate.lemma,))
    if link.negated and (
        {link.lemma, link.lemma.split("_")[0]}
        & {"rule_out", "exclude", "confirm", "decide", "settle", "fix", "finalise", "finalize"}
    ):
        return Finding(None, "possible", None, ("not", link.lemma))
    return None


def _is_perfect(event: Event, sentence: Sentence) -> bool:
    return any(c.lemma == "have" and c.dep == "aux" for c in sentence.children(event.predicate.i))


def _is_due(event: Event, sentence: Sentence) -> str | None:
    """ "is due in Lima", "was expected at the port": an adjective of plans as the predicate or beside it."""
    near = (event.predicate, *(sentence.children(event.predicate.i)))
    return next((t.lemma for t in near if t.lemma in words("modality", "due_words") and t.pos in ("ADJ", "VERB")), None)


_STOPS = frozenset({"stop", "stopover", "call", "visit", "halt", "engagement", "appearance"})


def _accompanies(link: Event, sentence: Sentence) -> bool:
    """Whether stops are told of with a journey that is not over: "set out on a tour, with calls at Lima and Cusco"."""
    if not any(c.lemma == "with" and c.dep == "case" for c in sentence.children(link.predicate.i)):
        return False
    above = link.parent
    return above is None or not {above.lemma, above.lemma.split("_")[0]} & (words("verbs", "ends") | {"return", "come"})


def _nominal_modality(link: Event, sentence: Sentence) -> Finding:
    modifiers = {t.lemma for t in sentence.children(link.predicate.i)}
    if link.predicate.tag == "NNS" and _accompanies(link, sentence) and link.lemma in _STOPS:
        return Finding(None, "planned", None, ("with", link.predicate.text.lower()))
    for cue in sorted(modifiers & words("modality", "planned_words")):
        return Finding(None, "planned", None, (cue,))
    for cue in sorted(modifiers & words("modality", "possible_words")):
        return Finding(None, "possible", None, (cue,))
    for cue in sorted(modifiers & words("modality", "earlier_words") - NOT_EARLIER):
        return Finding(None, None, "earlier_trip", (cue,))
    return NOTHING
