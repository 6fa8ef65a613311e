"""Verbs and their auxiliaries: lemma, modality and tense of a predicate."""

from __future__ import annotations

from collections.abc import Collection

from kimmap.language.analysis import Token
from kimmap.language.clauses import SUBJECTS, Event, Tense

_MODALS = {"will", "shall", "would", "may", "might", "could", "can", "should", "must", "'ll", "wo", "'d", "ought"}
_FUTURE = {"will", "shall", "'ll", "wo"}
_AUXILIARY = frozenset({"cop", "aux", "aux:pass"})
_PARTICLES = frozenset({"off", "out", "up", "down", "over", "away", "on", "back", "in"})
#: Forms whose lemma a small lemmatizer misses, of verbs that tell of going and staying.
_IRREGULAR = {
    "struck": "strike", "came": "come", "went": "go", "gone": "go", "took": "take", "taken": "take", "left": "leave",
    "got": "get", "stood": "stand", "sat": "sit", "ran": "run", "met": "meet", "held": "hold", "broke": "break",
    "brought": "bring", "made": "make", "flown": "fly", "flew": "fly", "ridden": "ride", "rode": "ride",
    "driven": "drive", "drove": "drive", "borne": "bear", "slept": "sleep", "spent": "spend", "lain": "lie",
    "trod": "tread", "trodden": "tread", "sped": "speed", "slid": "slide", "swum": "swim", "swam": "swim",
    "crept": "creep", "wound": "wind", "strode": "stride", "withdrew": "withdraw", "dug": "dig", "clung": "cling",
    "swept": "sweep", "hung": "hang", "strove": "strive", "bade": "bid", "bidding": "bid", "dined": "dine",
}  # fmt: skip


def read_tense(
    token: Token, children: Collection[Token], parent: Event | None, *, nominal: bool
) -> tuple[str | None, Tense, bool]:
    """The modal verb of a predicate, its tense, and whether it is progressive; a noun has its verb's."""
    if nominal:
        return (parent.modal, parent.tense, parent.progressive) if parent else (None, "none", False)
    auxiliaries = [c for c in children if (c.dep in ("aux", "aux:pass", "cop") and c.i < token.i) or c.dep == "cop"]
    if parent and not auxiliaries and _shares_auxiliaries(token, children, parent):
        return parent.modal, parent.tense, parent.progressive
    if not auxiliaries and not any(c.dep in _AUXILIARY for c in children):
        is_infinitive = any(c.dep == "mark" and c.lemma == "to" for c in children)
        return (None, "infinitive", False) if is_infinitive else _tense_of_form(token, children, parent)
    been = any(c.dep == "cop" and c.tag == "VBN" for c in children)
    had = token.tag in ("VBN", "VBD") or been  # "I'd booked nothing", "he'd been to Lima"
    modal = next(
        (
            a.lemma
            for a in auxiliaries
            if (a.lemma in _MODALS or a.tag == "MD") and not (had and a.text in ("'d", "’d"))
        ),
        None,
    )
    progressive = token.tag == "VBG" and any(a.lemma == "be" for a in auxiliaries)
    if modal:
        return modal, "future" if modal in _FUTURE else "present", progressive
    if is_arrangement(children):
        undone = any(c.lemma == "have" and c.dep in ("aux", "aux:pass") for c in children)
        return ("be to have" if undone else "be to"), "future", False
    to = next((c.i for c in children if c.dep == "mark" and c.lemma == "to"), None)
    if to is not None and all(a.i > to for a in auxiliaries):
        return None, "infinitive", False  # "hopes to be in Lima"
    if tense := _tense_of_auxiliaries(auxiliaries):
        return None, tense, progressive
    if to is not None:
        return None, "infinitive", False
    return _tense_of_form(token, children, parent)


def _shares_auxiliaries(token: Token, children: Collection[Token], parent: Event) -> bool:
    """Whether a joined verb has the auxiliaries of the first: "will fly to Lima and | stay"."""
    if token.dep != "conj" or parent.nominal or any(c.dep in SUBJECTS for c in children):
        return False
    return token.tag in ("VB", "VBN", "VBG") or token.tag == parent.predicate.tag


def _tense_of_auxiliaries(auxiliaries: Collection[Token]) -> Tense | None:
    """The tense that "have", "be", "do" and "get" give a verb, None without any of them."""
    had = [a for a in auxiliaries if a.lemma == "have" and a.dep != "cop"]
    if had:
        return "pluperfect" if had[0].text.lower() in ("had", "'d") else "perfect"
    if any(a.text in ("'d", "’d") for a in auxiliaries):
        return "pluperfect"
    forms = [a for a in auxiliaries if a.lemma in ("be", "have", "do", "get")]
    if not forms:
        return None
    past = any(f.tag == "VBD" or f.text.lower() in ("was", "were", "did", "got") for f in forms)
    return "past" if past else "present"


def _tense_of_form(token: Token, children: Collection[Token], parent: Event | None) -> tuple[str | None, Tense, bool]:
    """What the form of a verb without auxiliaries tells."""
    if token.tag == "VBN" and any(c.dep in SUBJECTS for c in children):
        return None, "past", False  # "the train crossed": a slip of the tagger
    if token.tag in ("VBG", "VBN"):
        if token.dep == "acl" or parent is None or parent.nominal:
            return None, "participle", False
        # A bare participle under a verb in a caption or a list is as good as a finite verb.
        return parent.modal, parent.tense, False
    if token.tag == "VBD":
        return None, "past", False
    return None, "present" if token.tag in ("VBZ", "VBP", "VB") else "none", False


def is_arrangement(children: Collection[Token]) -> bool:
    """ "was to fly", "is to be received", "was due to fly": a form of "be" before a "to" is an arrangement."""
    to = next((c.i for c in children if c.dep == "mark" and c.lemma == "to"), None)
    if to is None and (due := next((c.i for c in children if c.dep == "mark" and c.text == "due"), None)) is not None:
        return any(c.lemma == "be" and due - 2 <= c.i < due and c.dep in _AUXILIARY for c in children)
    return to is not None and any(c.lemma == "be" and c.i < to and c.dep in _AUXILIARY for c in children)


_PHRASAL = frozenset([
    ("call", "off"), ("put", "off"), ("break", "off"), ("cut", "off"), ("write", "off"), ("cross", "off"),
    ("rule", "out"), ("strike", "out"), ("leave", "out"), ("take", "out"), ("give", "up"), ("take", "up"),
])  # fmt: skip
"""Verbs and particles that take an object between or behind them: "called her off", "called off her visit"."""


def is_particle(verb: Token, following: Token) -> bool:
    """Whether the word right behind a verb belongs to it and not to the noun that follows."""
    return following.tag == "RP" or (verb.lemma, following.lemma) in _PHRASAL


_DOUBLED = frozenset("bdgmnprt")


def lemma_of(token: Token, children: Collection[Token], following: Token | None = None) -> str:
    """The lemma of a predicate with its particle, if it has one: "set_off".

    ``following`` is the token right behind: a particle that the grammar hangs on the noun after it.
    """
    particle = next((c.lemma for c in children if c.dep == "compound:prt"), None)
    if particle is None and following is not None and following.dep == "case" and is_particle(token, following):
        particle = following.lemma
    if particle is None:
        # A stranded "off" right behind its verb is its particle, whatever the parser calls it.
        stranded = following if following is not None and following.text in _PARTICLES else None
        if stranded is not None and stranded.dep != "case" and stranded in children:
            particle = stranded.lemma
    lemma = _IRREGULAR.get(token.text.lower(), token.lemma)
    doubled = len(lemma) > len("add") and lemma[-1:] in _DOUBLED and lemma[-2:-1] == lemma[-1:]
    if token.tag in ("VBD", "VBN", "VBG") and doubled:
        lemma = lemma[:-1]  # "scrapped" is of "scrap"
    return f"{lemma}_{particle}" if particle else lemma
