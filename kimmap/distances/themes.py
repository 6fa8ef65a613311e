"""What a stated distance is said of, by the grammar of its sentence: a noun, a clause's subject, or what happens.

"Brunn, a town in the hills, lies ⟨M⟩ north of Arden" says it of Brunn, whatever stands between; "the bridge collapsed
⟨M⟩ north of Arden" says it of what happened, and nothing that has a place lies there.
"""

from __future__ import annotations

from dataclasses import dataclass

from kimmap.distances.measures import lexicon
from kimmap.language import Sentence, Token
from kimmap.language.hanging import is_calendar

_STEPS = 12
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_TAKEN_UP = frozenset({"nsubj", "nsubj:pass", "obj", "obl"})


@dataclass(frozen=True, slots=True)
class Theme:
    """``token`` is the head of the phrase that a distance is said of; of an event only a pronoun is, or nothing."""

    token: Token | None
    is_subject: bool = True
    """Whether a verb says it: "Brunn lies ⟨M⟩ from", and not "Brunn, ⟨M⟩ from"."""
    is_event: bool = False
    """Whether it is said of what happens: "Brunn was shelled ⟨M⟩ from"."""


def themes_of(sentence: Sentence, start: int, end: int) -> list[Theme]:
    """What the distance can be said of whose words, with the place it is measured from, are a span.

    First the noun that it stands beside, then what its clause tells of; empty where the grammar does not tell.
    """
    found: list[Theme] = []
    own = {t.i for t in sentence.tokens_in(start, end)}
    tops = (sentence.tokens[i] for i in sorted(own))
    current = next((t for t in tops if (t.head not in own or t.head == t.i) and t.dep != "punct"), None)
    verb: Token | None = None
    for _ in range(_STEPS):
        if current is None:
            return found
        verb = verb or (current if current.pos == "VERB" and current.i not in own else None)
        subject = _subject(sentence, current, own)
        if subject is not None:
            return [*found, *_of_clause(sentence, current, verb or current, subject, own)]
        if current.dep in _SUBJECTS and current.i in own and not _is_there(sentence, current):
            return [*found, *_of_predicate(sentence, current)]
        if current.head == current.i:
            return found
        above = sentence.tokens[current.head]
        is_noun = above.i not in own and above.pos in _NOMINAL and current.dep != "conj"
        if is_noun and not found and not _is_of_way(above):
            if verb is not None and any(c.dep == "mark" and c.lemma == "to" for c in sentence.children(verb.i)):
                return [Theme(None, is_event=True)]  # "the wish to see Brunn, ⟨M⟩ from"
            if _is_command(sentence, above):
                return []
            found.append(Theme(above, is_subject=False))
            verb = None
        current = above
    return found


def _subject(sentence: Sentence, token: Token, own: set[int]) -> Token | None:
    found = [c for c in sentence.children(token.i) if c.dep in _SUBJECTS and c.i not in own]
    return found[-1] if found and token.dep != "appos" else None


def _is_there(sentence: Sentence, token: Token) -> bool:
    """Whether a subject's clause only says that something is there: "⟨M⟩ off Arden there is Brunn"."""
    return any(c.dep == "expl" for c in sentence.children(token.head))


def _is_command(sentence: Sentence, token: Token) -> bool:
    """Whether a bare noun opens its sentence, which is a verb that the grammar took for one: "Travel 90 km from"."""
    is_first = all(not t.text[0].isalnum() for t in sentence.tokens[: token.i])
    return is_first and token.head == token.i and all(c.dep != "flat" for c in sentence.children(token.i))


def _of_predicate(sentence: Sentence, measure: Token) -> list[Theme]:
    """What a clause says to be there that has the length for its subject: "⟨M⟩ north of Arden is Brunn"."""
    said = sentence.tokens[measure.head]
    relations = [c.dep for c in sentence.children(said.i)]
    is_said = said.pos in _NOMINAL and "cop" in relations and sum(r in _SUBJECTS for r in relations) == 1
    return [Theme(said, is_subject=False)] if is_said and said.i > measure.i else []


def _of_clause(sentence: Sentence, clause: Token, verb: Token, subject: Token, own: set[int]) -> list[Theme]:
    """The subject of a clause that tells where something is, or what a relative pronoun takes up."""
    relative = next((t for t in sentence.subtree(clause.i) if t.lemma.casefold() in ("which", "that")), None)
    if clause.dep == "acl:relcl" and relative is not None and relative.head == clause.i and relative.dep in _TAKEN_UP:
        before = sentence.tokens[relative.i - 2] if relative.i > 1 else None
        is_close = before is not None and before.pos in _NOMINAL and not is_calendar(before)
        head = Theme(sentence.tokens[clause.head])
        return [Theme(before), head] if is_close else [head]
    if _tells_where(sentence, verb, own, is_done=subject.dep == "nsubj:pass"):
        return [Theme(subject)]
    return [Theme(subject if subject.pos == "PRON" else None, is_event=True)]


def _tells_where(sentence: Sentence, verb: Token, own: set[int], is_done: bool) -> bool:
    """Whether a clause only says where its subject is, or what: it lies there, was put there, or just "is"."""
    words = {verb.lemma.casefold(), verb.text.casefold()}
    if not words.isdisjoint(lexicon()["places"]["lies"]) or verb.i in own:
        return True
    if not words.isdisjoint(lexicon()["places"]["put"]):
        return is_done
    return verb.pos in ("ADV", "ADP", "NUM", *_NOMINAL) and any(c.dep == "cop" for c in sentence.children(verb.i))


def _is_of_way(token: Token) -> bool:
    """Whether a noun is only one of a way or of its length: "a trek of", "at a distance of"."""
    words = {token.lemma.casefold(), token.text.casefold()}
    lists = lexicon()["units"], lexicon()["ways"]["nouns"], lexicon()["places"]["ways"]
    return any(not words.isdisjoint(known) for known in lists)


def phrase_at(sentence: Sentence, offset: int) -> Token | None:
    """The head of the noun phrase that begins at an offset of the document."""
    first = next((t for t in sentence.tokens if t.end > offset), None)
    if first is None:
        return None
    head = first
    while head.head > head.i and sentence.tokens[head.head].pos in _NOMINAL | {"ADJ"} and head.dep != "nsubj":
        head = sentence.tokens[head.head]
    return head if head.pos in _NOMINAL else None
