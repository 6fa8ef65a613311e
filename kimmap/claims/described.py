"""Nouns that describe the traveller: "the visitor", "the Pole", "the mother of two"."""

from __future__ import annotations

import re

from kimmap.claims.carriers import OTHER_SIDES, determiner_of
from kimmap.claims.lexicon import words
from kimmap.claims.memory import Memory
from kimmap.claims.officeholders import is_held_by_another
from kimmap.claims.traveller import Traveller, fold
from kimmap.language import Sentence, Token
from kimmap.language.hanging import is_calendar

_ANOTHER = frozenset({"deputy", "vice", "former", "assistant", "junior", "acting", "other", "another", "second"})


def is_described(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """ "the visitor", "the Pole": a definite person without a name, while the traveller is the one told of."""
    determiner = _determiner(token, sentence, traveller)
    if (told := _is_of_his_company(token, sentence, traveller, memory)) is not None:
        return told
    rivalled = memory.last_person not in (None, "traveller") and not _is_no_rival(token, traveller, memory)
    if rivalled or not determiner or determiner - {"the", "our"} or token.dep == "compound":
        return False
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if traveller.kind == "vessel" and token.tag == "NN" and fold(token.lemma) in _ANY_SHIP | _own_class(traveller):
        plain = token.i > 0 and fold(sentence.tokens[token.i - 1].text) == "the"
        return plain and (following is None or following.pos not in ("PROPN", "NOUN"))
    before = {fold(t.lemma) for t in sentence.tokens[max(0, token.i - 2) : token.i]}
    office = fold(token.lemma) in traveller.offices
    if before & (_ANOTHER - traveller.offices) or (office and is_held_by_another(token, sentence, traveller, memory)):
        return False
    if following is not None and following.pos in ("PROPN", "NOUN"):
        return False  # "the deputy minister" is not the minister
    word = fold(token.lemma)
    foreign = {
        fold(t.text)
        for t in sentence.tokens[max(0, token.i - 3) : token.i]
        if t.text[0].isupper() and t.i > 0 and t.pos in ("ADJ", "PROPN") and not is_calendar(t)
    }
    if foreign and not foreign & traveller.origins and word not in words("nouns", "nationals"):
        return False  # "the Spanish minister" is another one
    if traveller.in_party and traveller.kind != "vessel" and word in words("nouns", "members") and token.tag == "NNS":
        return True
    if word in ("old", "year-old") or token.text.lower().endswith("-year-old"):
        return "year" in " ".join(t.text.lower() for t in sentence.tokens[max(0, token.i - 4) : token.i + 1])
    if word in traveller.described_as and token.tag == "NN":
        return True
    if word == "leader" and token.tag == "NN" and memory.last_person == "traveller":
        return True  # "the party leader", "the leader": of whoever was spoken of
    if token.pos == "ADJ" and word not in words("nouns", "nationals"):
        return False  # "the official news agency"
    own = {fold(t.text) for t in sentence.tokens[max(0, token.i - 3) : token.i]} & traveller.origins
    other_office = word in words("nouns", "offices") and not office  # "the Polish ambassador", of a Pole
    acts = token.tag == "NN" and not word.endswith("ment") and _AGENT.search(word) and not other_office
    return bool(own and acts) or _is_visitor(token, word, traveller)


def _determiner(token: Token, sentence: Sentence, traveller: Traveller) -> set[str]:
    determiner = determiner_of(token, sentence)
    if token.text.lower().endswith("old") and determiner <= {"the"} | set("0123456789"):
        return {"the"}
    if traveller.in_party and token.tag == "NNS" and fold(token.lemma) in words("nouns", "members"):
        return {"the"} if determiner & {"all", "both"} else determiner  # "all fourteen trucks"
    return determiner


def _is_of_his_company(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool | None:
    """Whether a noun is the traveller's, or the company's, whoever was spoken of last; None where it may be either."""
    word = fold(token.lemma)
    if _is_parent_of_so_many(token, sentence, traveller):
        return True
    if token.tag == "NNS" and determiner_of(token, sentence) == {"the"}:
        ministers = traveller.in_party and word in traveller.offices  # of one who leads a delegation
        if ministers or word in ("traveller", "traveler"):
            return memory.several != "others"
    other_side = {word, fold(token.text)} & OTHER_SIDES - set(traveller.parts)
    return False if traveller.plays and other_side else None


_PARENTS = {"mother": "she", "grandmother": "she", "father": "he", "grandfather": "he"}


def _is_parent_of_so_many(token: Token, sentence: Sentence, traveller: Traveller) -> bool:
    """ "The mother of two": how news goes on about whom it is about."""
    behind = sentence.tokens[token.i + 1 : token.i + 3]
    many = len(behind) > 1 and behind[0].lemma == "of" and behind[1].pos == "NUM"
    parent = _PARENTS.get(fold(token.lemma))
    return many and parent is not None and parent == traveller.pronoun and token.dep.startswith("nsubj")


def _is_no_rival(token: Token, traveller: Traveller, memory: Memory) -> bool:
    """Whether a person spoken of last cannot be meant: "the tanker" is no captain, "the trucks" are no spokeswoman."""
    last = memory.last_person or ""
    if traveller.kind == "vessel":
        return last in (memory.genders or {}) or last.startswith("the ")
    own = fold(token.lemma) in traveller.described_as | visitor_nouns(traveller)
    if last.startswith("the ") and own and last != f"the {fold(token.lemma)}":
        return True  # "the governor spoke …; the envoy …", "the guest …": one office is not another's holder
    if traveller.in_party and token.tag == "NNS" and fold(token.lemma) in _COME_FROM_ELSEWHERE:
        return True  # no one person is "the visitors"
    several = traveller.kind == "group" and traveller.in_party and token.tag == "NNS"
    return several and fold(token.lemma) in words("nouns", "vehicles")


_COME_FROM_ELSEWHERE = frozenset({"visitor", "guest", "pilgrim"})
_ANY_SHIP = frozenset({"vessel", "ship", "boat", "craft"})
"""What any ship is called, once it has been spoken of."""


def _own_class(traveller: Traveller) -> frozenset[str]:
    """What sort of ship it is by its name or by what the texts call it: "the frigate" of Frigate Vinter."""
    return words("nouns", "ships") & (frozenset(traveller.parts) | traveller.described_as)


_AGENT = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ent)$")


def visitor_nouns(traveller: Traveller) -> frozenset[str]:
    """Nouns for whoever comes from elsewhere; of a minister "the general" is another."""
    offices = words("nouns", "offices") | words("nouns", "titles") if traveller.offices else frozenset()
    return words("nouns", "visitors") - offices


def _is_visitor(token: Token, word: str, traveller: Traveller) -> bool:
    """ "the guest", "the Pole": a noun for whoever comes from elsewhere."""
    if word in visitor_nouns(traveller) or word in traveller.offices:
        return True
    plural = token.tag in ("NNS", "NNPS") or token.text.endswith("s")
    return (
        (not plural or word in traveller.origins or traveller.kind == "group")
        and token.text[0].isupper()
        and token.dep.startswith("nsubj")
        and word in words("nouns", "nationals")
    )
