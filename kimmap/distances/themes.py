"""What a stated distance is said of, by the grammar of its sentence: of a noun, of a clause's subject, or of what happens.

"Brunn, a town in the hills, lies ⟨M⟩ north of Arden" says it of Brunn, whatever stands between; "the bridge collapsed
⟨M⟩ north of Arden" says it of what happened, and nothing that has a place lies there.
"""

from __future__ import annotations

from dataclasses import dataclass

from kimmap.distances.measures import lexicon
from kimmap.language import Sentence, Token

_STEPS = 12
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
_BEFORE = frozenset({",", "(", "[", "–", "—", "-", "about", "some", "just", "only", "roughly", "approximately"})
"""What may stand between a place and the length that is said of it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """``token`` is the head of the phrase that a distance is said of, None where that is what happens there.

    ``beside`` is the noun right before the words of the distance, which may be said of it instead.
    """

    token: Token | None
    beside: Token | None = None


def theme_of(sentence: Sentence, start: int, end: int) -> Theme | None:
    """What the distance is said of whose words, with the place it is measured from, are a span; None for no grammar."""
    inside = sentence.tokens_in(start, end)
    own = {t.i for t in inside}
    beside = _noun_before(sentence, start)
    tops = [t for t in inside if t.head not in own or t.head == t.i]
    current = next((t for t in tops if t.dep != "punct"), None)
    for _ in range(_STEPS):
        if current is None:
            return None
        subject = _subject(sentence, current, own)
        if subject is not None:
            return _of_clause(sentence, current, subject, own, beside)
        if current.head == current.i:
            return None
        above = sentence.tokens[current.head]
        if above.i not in own and above.pos in _NOMINAL and current.dep != "conj" and not _is_measure(above):
            return Theme(above, beside)
        current = above
    return None


def _subject(sentence: Sentence, token: Token, own: set[int]) -> Token | None:
    found = [c for c in sentence.children(token.i) if c.dep in _SUBJECTS and c.i not in own]
    return found[-1] if found and token.dep != "appos" else None


def _of_clause(sentence: Sentence, verb: Token, subject: Token, own: set[int], beside: Token | None) -> Theme:
    """The subject of a clause that tells where something is; of another, the place that it happened at."""
    if subject.lemma.casefold() in ("which", "that", "who", "where") and verb.dep == "acl:relcl":
        subject = sentence.tokens[verb.head]
    if _tells_where(sentence, verb, own):
        return Theme(subject, beside)
    return Theme(subject if subject.pos == "PRON" and beside is None else None, beside)


def _tells_where(sentence: Sentence, verb: Token, own: set[int]) -> bool:
    """Whether a clause only says where its subject is, or what: it lies there, or has no verb but "is"."""
    if not {verb.lemma.casefold(), verb.text.casefold()}.isdisjoint(lexicon()["places"]["lies"]) or verb.i in own:
        return True
    return verb.pos in ("ADV", "ADP", "NUM", *_NOMINAL) and any(c.dep == "cop" for c in sentence.children(verb.i))


def _noun_before(sentence: Sentence, start: int) -> Token | None:
    """The noun that ends right before an offset, with only a comma or the like between."""
    before = [t for t in sentence.tokens if t.end <= start and t.text.casefold() not in _BEFORE]
    return before[-1] if before and before[-1].pos in _NOMINAL else None


def _is_measure(token: Token) -> bool:
    return token.lemma.casefold() in lexicon()["units"] or token.text.casefold() in lexicon()["units"]


def phrase_at(sentence: Sentence, offset: int) -> Token | None:
    """The head of the noun phrase that begins at an offset of the document."""
    first = next((t for t in sentence.tokens if t.end > offset), None)
    if first is None:
        return None
    head = first
    while head.head > head.i and sentence.tokens[head.head].pos in _NOMINAL | {"ADJ"} and head.dep != "nsubj":
        head = sentence.tokens[head.head]
    return head if head.pos in _NOMINAL else None
