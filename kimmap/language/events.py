"""The clauses of a sentence as small values: who does what, and how surely.

An `Event` is a verb, a copula ("was in …") or a noun of happening ("a visit to …") with its
participants, negation, modality and tense.  `read_events` gives those of a sentence; `Hanging` says how
a word depends on one of them.  Parsers slip, so what hangs on a date or a bracket is hung on the verb.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from kimmap.language.analysis import Sentence, Token

Tense = Literal["past", "present", "future", "perfect", "pluperfect", "infinitive", "participle", "none"]

EVENT_NOUNS = frozenset(
    [
        "visit",
        "trip",
        "tour",
        "journey",
        "arrival",
        "departure",
        "stop",
        "stopover",
        "layover",
        "stay",
        "return",
        "voyage",
        "crossing",
        "passage",
        "landing",
        "halt",
        "call",
        "meeting",
        "summit",
        "talks",
        "talk",
        "ceremony",
        "dinner",
        "lunch",
        "excursion",
        "pilgrimage",
        "ride",
        "drive",
        "flight",
        "walk",
        "leg",
        "swing",
        "expedition",
        "parade",
        "reception",
        "outing",
        "hop",
        "jaunt",
        "foray",
        "detour",
        "sojourn",
        "engagement",
        "show",
        "concert",
        "gig",
        "performance",
        "match",
        "signing",
        "lecture",
        "exhibition",
        "speech",
        "reading",
        "appearance",
    ]
)
_MODALS = {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "'ll", "wo", "'d", "ought"}
_FUTURE = {"will", "shall", "'ll", "wo"}
_NEGATIONS = {"not", "n't", "never", "no", "neither", "nor", "hardly", "barely", "without"}
_OBJECT_CONTROL = frozenset(
    [
        "ask",
        "tell",
        "force",
        "allow",
        "invite",
        "urge",
        "persuade",
        "order",
        "let",
        "make",
        "see",
        "hear",
        "watch",
        "help",
        "beg",
        "enable",
        "permit",
        "require",
        "send",
        "take",
        "bring",
        "find",
        "leave",
        "keep",
    ]
)
_CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midnight",
        "day",
        "week",
        "month",
        "year",
        "today",
        "yesterday",
        "tomorrow",
        "weekend",
        "hour",
        "minute",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
    ]
)
_PARTICLES = frozenset({"off", "out", "up", "down", "over", "away", "on", "back", "in"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
#: Forms whose lemma a small lemmatizer misses, of verbs that tell of going and staying.
_IRREGULAR = {
    "struck": "strike", "came": "come", "went": "go", "gone": "go", "took": "take", "taken": "take", "left": "leave", "got": "get", "stood": "stand",
    "sat": "sit", "ran": "run", "met": "meet", "held": "hold", "broke": "break", "brought": "bring", "made": "make",
    "flown": "fly", "flew": "fly", "ridden": "ride", "rode": "ride", "driven": "drive", "drove": "drive", "borne": "bear",
    "slept": "sleep", "spent": "spend", "lain": "lie", "trod": "tread", "trodden": "tread", "sped": "speed", "slid": "slide",
    "swum": "swim", "swam": "swim", "crept": "creep", "wound": "wind", "strode": "stride", "withdrew": "withdraw", "dug": "dig",
    "clung": "cling", "swept": "sweep", "hung": "hang", "strove": "strive", "bade": "bid", "bidding": "bid", "dined": "dine",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """A predicate with its participants.

    ``lemma`` joins a particle ("set_off"); ``subjects`` are who does it, or in the passive to whom it is
    done (``passive``), inherited where the grammar inherits them; ``modal`` the modal verb; ``parent``
    the event above it and ``relation`` how it depends on it (a UD relation); ``marks`` the words that
    introduce the clause ("if", "before", "to").
    """

    predicate: Token
    lemma: str
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    agents: tuple[Token, ...] = ()
    companions: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    passive: bool = False
    negated: bool = False
    modal: str | None = None
    tense: Tense = "none"
    progressive: bool = False
    marks: tuple[str, ...] = ()
    relation: str = "root"
    parent: Event | None = None
    nominal: bool = False
    copular: bool = False


@dataclass(frozen=True, slots=True)
class Hanging:
    """How a word depends on an event: the preposition nearest to the word, and whether the way goes
    through the event's subject ("officials in Lima said") or through an object or oblique."""

    event: Event
    preposition: str | None
    through_subject: bool
    path: tuple[Token, ...]
    """The tokens between the word and the predicate, from the word outwards, both excluded."""


def read_events(sentence: Sentence) -> dict[int, Event]:
    """The events of a sentence, by the index of their predicate."""
    events: dict[int, Event] = {}
    for token in sentence.tokens:
        _read(sentence, token.i, events, frozenset())
    return events


def hang(sentence: Sentence, events: Mapping[int, Event], i: int, first: int | None = None) -> Hanging | None:
    """The event that token ``i`` depends on, None where it depends on none (a bare headline, a list).

    ``first`` is the first token of the name that ``i`` is the head of, where it has several.
    """
    if i in events and events[i].copular:
        return Hanging(events[i], _case(sentence, i), False, ())
    preposition = _case(sentence, i) or preposition_before(sentence, i if first is None else first)
    path: list[Token] = []
    previous, current = i, _head(sentence, i)
    seen = {i}
    while current not in seen:
        seen.add(current)
        token = sentence.tokens[current]
        if current in events and previous != current:
            event = events[current]
            subject = sentence.tokens[previous].dep in _SUBJECTS and not event.passive
            return Hanging(event, preposition, subject, tuple(path))
        path.append(token)
        if preposition is None:
            preposition = _case(sentence, current) or preposition_before(sentence, current)
        previous, current = current, _head(sentence, current)
    return None


def preposition_before(sentence: Sentence, i: int) -> str | None:
    """The preposition right before a noun phrase, whatever the grammar hangs it on: "to | Saint - Louis"."""
    j = i - 1
    while j >= 0 and sentence.tokens[j].pos in ("DET", "ADJ", "PROPN", "NUM") and not is_calendar(sentence.tokens[j]):
        j -= 1
    words: list[str] = []
    while j >= 0 and sentence.tokens[j].pos == "ADP" and sentence.tokens[j].dep != "compound:prt" and len(words) < 2:
        words.insert(0, sentence.tokens[j].lemma)
        j -= 1
    if words == ["of"] and [t.text.lower() for t in sentence.tokens[max(0, j - 1) : j + 1]] == ["by", "way"]:
        return "by_way_of"
    return "_".join(words) or None


def _head(sentence: Sentence, i: int) -> int:
    """The head of a token, where a date between a word and its verb does not count.

    "on Sunday (17 May) in Town" parses as "Sunday in Town"; nothing but a date hangs on a date.
    """
    token = sentence.tokens[i]
    head = sentence.tokens[token.head]
    if is_calendar(head) and not is_calendar(token) and head.head != head.i:
        return _head(sentence, head.i)
    return token.head


def is_calendar(token: Token) -> bool:
    """Whether a word is a day, a month, a part of the day, or a figure as they have it."""
    return token.lemma in _CALENDAR or (token.pos == "NUM" and len(token.text) in (1, 2, 4))


def _read(sentence: Sentence, i: int, events: dict[int, Event], above: frozenset[int]) -> Event | None:
    """Read the event at token ``i`` after those above it; ``above`` guards against cycles."""
    if i in events:
        return events[i]
    token = sentence.tokens[i]
    kind = _event_kind(sentence, token)
    if kind is None or i in above:
        return None
    parent = _parent(sentence, i, events, above | {i})
    relation = token.dep if parent else "root"
    children = sentence.children(i)
    subjects, passive = _subjects(sentence, token, children, parent, kind)
    modal, tense, progressive = _tense(token, children, parent, kind)
    events[i] = Event(
        predicate=token,
        lemma="be" if kind == "copula" else _lemma(token, children),
        subjects=subjects,
        objects=tuple(c for c in children if c.dep in ("obj", "iobj")),
        agents=tuple(c for c in children if c.dep == "obl:agent" or _by(sentence, c, passive)),
        companions=_companions(sentence, children),
        recipients=tuple(c for c in children if c.dep == "obl" and _case(sentence, c.i) == "to"),
        passive=passive,
        negated=any(
            c.lemma in _NEGATIONS for c in children if c.dep in ("advmod", "det", "aux", "case", "mark", "cc:preconj")
        )
        or any(_is_nobody(sentence, c) for c in children if c.dep in _SUBJECTS),
        modal=modal,
        tense=tense,
        progressive=progressive,
        marks=tuple(
            c.lemma
            for c in children
            if c.dep in ("mark", "advmod") and c.i < i and c.pos in ("SCONJ", "PART", "ADP", "ADV")
        ),
        relation=relation,
        parent=parent,
        nominal=kind == "noun",
        copular=kind == "copula",
    )
    return events[i]


def _is_nobody(sentence: Sentence, subject: Token) -> bool:
    return subject.lemma in ("nobody", "none", "nothing") or any(
        c.lemma == "no" and c.dep == "det" for c in sentence.children(subject.i)
    )


def _event_kind(sentence: Sentence, token: Token) -> Literal["verb", "copula", "noun"] | None:
    children = sentence.children(token.i)
    if any(c.dep == "cop" for c in children):
        return "verb" if token.pos == "VERB" and _is_to(children) else "copula"
    own_subject = any(c.dep in _SUBJECTS for c in children)
    if token.pos == "VERB" and (token.dep not in ("amod", "compound", "case", "fixed") or own_subject):
        return "verb"
    if token.pos == "AUX" and token.dep not in ("aux", "aux:pass", "cop"):
        return "verb"
    if token.lemma == "talk" and token.tag == "NN" and not any(c.lemma == "a" for c in children):
        return None  # "talk of a visit" is rumour; "talks" are held
    if (
        token.pos in ("NOUN", "PROPN")
        and token.lemma in EVENT_NOUNS
        and token.dep not in ("compound", "nmod:poss", "amod")
    ):
        return "noun"
    return None


def _is_to(children: Collection[Token]) -> bool:
    """ "was to fly", "is to be received": a form of "be" before a "to" is an arrangement."""
    to = next((c.i for c in children if c.dep == "mark" and c.lemma == "to"), None)
    return to is not None and any(
        c.lemma == "be" and c.i < to and c.dep in ("cop", "aux", "aux:pass") for c in children
    )


def _parent(sentence: Sentence, i: int, events: dict[int, Event], above: frozenset[int]) -> Event | None:
    seen = {i}
    current = _head(sentence, i)
    while current not in seen:
        seen.add(current)
        event = _read(sentence, current, events, above)
        if event:
            return event
        current = _head(sentence, current)
    return None


def _subjects(
    sentence: Sentence, token: Token, children: Collection[Token], parent: Event | None, kind: str
) -> tuple[tuple[Token, ...], bool]:
    passive = any(c.dep in ("aux:pass", "nsubj:pass") for c in children)
    own = [c for c in children if c.dep in _SUBJECTS]
    if kind == "noun":
        own = [c for c in children if c.dep == "nmod:poss"]
        own += [c for c in children if c.dep == "nmod" and _case(sentence, c.i) in ("by",)]
        if own:
            return tuple(own), False
        return (parent.subjects if parent else ()), False
    if own:
        found = [t for s in own for t in _with_conjuncts(sentence, s)]
        if token.dep == "acl:relcl" and all(
            t.tag in ("WP", "WDT") or t.lemma in ("who", "which", "that") for t in found
        ):
            found = [sentence.tokens[token.head]]
        return tuple(found), passive
    if token.dep in ("acl", "acl:relcl"):
        head = _nearest_noun(sentence, token)
        passive = passive or (token.tag == "VBN" and token.dep == "acl")
        if token.tag in ("VBG", "VBN"):
            return (head,), passive
        return (parent.subjects if parent else (head,)), passive
    while (
        parent is not None
        and token.dep == "conj"
        and token.tag in ("VBD", "VBZ", "VBP")
        and parent.parent is not None
        and (parent.tense in ("participle", "infinitive", "none") or parent.nominal)
    ):
        parent = parent.parent  # "We crossed on the 5th, the bridge being down, and slept there": we slept
    if parent is None or (token.dep in ("ccomp", "parataxis", "conj") and not parent.subjects):
        return _left_neighbour(sentence, token), passive
    if token.dep == "xcomp" and parent.objects and parent.lemma.split("_")[0] in _OBJECT_CONTROL:
        return parent.objects, passive
    if token.dep in ("conj", "xcomp", "advcl", "parataxis", "dep", "ccomp", "obl", "nmod", "obj"):
        if token.dep == "conj" and token.tag == "VBN" and parent.passive:
            passive = True
        if token.dep == "ccomp" and any(c.dep == "mark" and c.lemma == "that" for c in children):
            return (), passive
        return parent.subjects, passive
    return (), passive


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
    if left.pos not in ("NOUN", "PROPN", "PRON") or is_calendar(left) or _case(sentence, i):
        return ()
    return (left,)


def _nearest_noun(sentence: Sentence, participle: Token) -> Token:
    """What a participle says something of: "accounts of her train leaving" is about the train."""
    before = sentence.tokens[participle.i - 1] if participle.i else participle
    return before if before.pos in ("NOUN", "PROPN") and not is_calendar(before) else sentence.tokens[participle.head]


def _with_conjuncts(sentence: Sentence, token: Token) -> list[Token]:
    return [token, *(c for c in sentence.children(token.i) if c.dep == "conj" and c.pos in ("NOUN", "PROPN", "PRON"))]


def _tense(
    token: Token, children: Collection[Token], parent: Event | None, kind: str
) -> tuple[str | None, Tense, bool]:
    auxiliaries = [c for c in children if (c.dep in ("aux", "aux:pass", "cop") and c.i < token.i) or c.dep == "cop"]
    modal = next((a.lemma for a in auxiliaries if a.lemma in _MODALS or a.tag == "MD"), None)
    progressive = token.tag == "VBG" and any(a.lemma == "be" for a in auxiliaries)
    if kind == "noun":
        return (parent.modal, parent.tense, parent.progressive) if parent else (None, "none", False)
    if token.dep == "conj" and parent and not auxiliaries and not any(c.dep in _SUBJECTS for c in children):
        shared = token.tag in ("VB", "VBN", "VBG") or (token.tag == parent.predicate.tag)
        if shared and not parent.nominal:
            return parent.modal, parent.tense, parent.progressive
    if modal:
        return modal, "future" if modal in _FUTURE else "present", progressive
    if _is_to(children):
        undone = any(c.lemma == "have" and c.dep in ("aux", "aux:pass") for c in children)
        return ("be to have" if undone else "be to"), "future", False
    to = next((c.i for c in children if c.dep == "mark" and c.lemma == "to"), None)
    if to is not None and all(a.i > to for a in auxiliaries):
        return None, "infinitive", False  # "hopes to be in Lima"
    forms = [a for a in auxiliaries if a.lemma in ("be", "have", "do", "get")]
    had = [a for a in auxiliaries if a.lemma == "have" and a.dep != "cop"]
    if had:
        return None, "pluperfect" if had[0].text.lower() in ("had", "'d") else "perfect", progressive
    if forms:
        past = any(f.tag == "VBD" or f.text.lower() in ("was", "were", "did", "got") for f in forms)
        return None, "past" if past else "present", progressive
    if any(c.dep == "mark" and c.lemma == "to" for c in children):
        return None, "infinitive", False
    if token.tag == "VBN" and any(c.dep in _SUBJECTS for c in children):
        return None, "past", False  # "the train crossed": a slip of the tagger
    if token.tag in ("VBG", "VBN") and token.dep == "acl":
        return None, "participle", False
    if token.tag in ("VBG", "VBN"):
        # A bare participle under a verb in a caption or a list is as good as a finite verb.
        return (parent.modal, parent.tense, False) if parent and not parent.nominal else (None, "participle", False)
    if token.tag == "VBD":
        return None, "past", False
    if token.tag in ("VBZ", "VBP", "VB"):
        return None, "present", False
    return None, "none", False


def _lemma(token: Token, children: Collection[Token]) -> str:
    particle = next((c.lemma for c in children if c.dep == "compound:prt"), None)
    if particle is None:
        # A stranded "off" right behind its verb is its particle, whatever the parser calls it.
        particle = next(
            (c.lemma for c in children if c.i == token.i + 1 and c.text in _PARTICLES and c.dep != "case"), None
        )
    lemma = _IRREGULAR.get(token.text.lower(), token.lemma)
    if re.search(r"([bdgmnprt])\1$", lemma) and token.tag in ("VBD", "VBN", "VBG"):
        lemma = lemma[:-1]  # "scrapped" is of "scrap"
    return f"{lemma}_{particle}" if particle else lemma


def _case(sentence: Sentence, i: int) -> str | None:
    cases = [
        c.lemma for c in sentence.children(i) if c.dep == "case" and c.pos in ("ADP", "SCONJ", "ADV", "VERB", "PART")
    ]
    cases = [c for c in cases if c != "'s"]
    return "_".join(cases) if cases else None


def _by(sentence: Sentence, token: Token, passive: bool) -> bool:
    return passive and token.dep == "obl" and _case(sentence, token.i) == "by"


def _companions(sentence: Sentence, children: Collection[Token]) -> tuple[Token, ...]:
    return tuple(
        t
        for c in children
        if c.dep in ("obl", "nmod") and _case(sentence, c.i) in ("with", "alongside", "together_with")
        for t in _with_conjuncts(sentence, c)
    )
