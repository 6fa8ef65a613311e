"""Vehicles, groups and pairs that stand for the traveller: "his train", "the delegation", "both leaders"."""

from __future__ import annotations

from kimmap.claims.lexicon import words
from kimmap.claims.memory import Memory
from kimmap.claims.traveller import Traveller, fold
from kimmap.language import Sentence, Token
from kimmap.language.hanging import is_calendar

DEFINITE = frozenset({"the", "both", "his", "her", "their", "our", "this", "that", "its", "my"})


OTHER_SIDES = frozenset({
    "women", "woman", "ladies", "lady", "girls", "girl", "youth", "academy", "reserves", "reserve", "juniors", "junior",
    "under-18s", "under-21s", "under-23s", "under-18", "under-21", "u18", "u21", "u23", "u19", "b", "legends",
})  # fmt: skip
"""What makes another side of a club's: "the women's team", "the under-18s"."""


def opens_with_craft(token: Token, traveller: Traveller) -> bool:
    """ "Jet left Lima this morning", written by somebody who follows it."""
    return token.i == 0 and bool(traveller.registrations) and fold(token.lemma) in traveller.carriers


def carries_him(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory, mine: set[int]) -> bool:
    """ "his train", "the delegation", "both leaders": definite, and not somebody else's."""
    word = fold(token.lemma)
    if _is_watched(token, sentence, mine) or _is_of_other_side(token, sentence, traveller):
        return False
    vehicle, group = word in words("nouns", "vehicles"), word in words("nouns", "groups")
    paired = word in words("nouns", "pairs") and any(
        fold(m.text) in ("two", "both") for m in sentence.children(token.i)
    )
    if not (vehicle or group or paired) or (vehicle and memory.parted):
        return False
    named = sentence.tokens[token.i - 1] if token.i else None
    if token.pos == "PROPN" and named is not None and named.pos == "PROPN" and named.start not in mine:
        return False  # "the Lima Philharmonic"
    owners = _owners(token, sentence)
    if owners:
        return _is_owned_by_him(owners, word, memory, mine)
    if paired:
        return memory.last_person is not None
    determiners = {fold(m.text) for m in sentence.children(token.i)} | determiner_of(token, sentence)
    carried = any(t.start in mine for t in sentence.subtree(token.i))
    if carried or (group and _is_of_his_country(token, sentence, traveller, memory)):
        return True
    if _is_another(token, sentence):
        memory.vehicle_is_his = False
        if memory.of_others is not None:
            memory.of_others.add(word)
        return False
    if (word in traveller.carriers or (group and traveller.in_party)) and determiners & {"the", "this", "our"}:
        return word not in (memory.of_others or ()) or not vehicle
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if vehicle and (
        any(t.pos == "PROPN" and t.dep in ("nmod", "appos", "flat") for t in sentence.children(token.i))
        or (after is not None and after.pos == "PROPN" and after.start not in mine and not is_calendar(after))
    ):
        return False  # "the boat Emmanuel"
    subjects = (t for t in sentence.tokens[: token.i] if t.dep.startswith("nsubj"))
    known = memory.last_person == "traveller" or word in memory.his or any(t.start in mine for t in subjects)
    known |= memory.several == "his" and word in _OF_A_PARTY
    is_his = bool(determiners & DEFINITE) and memory.vehicle_is_his and known
    if is_his:
        memory.his = memory.his | {word}
    return is_his


_OF_A_PARTY = frozenset({"convoy", "motorcade", "party", "delegation", "group", "entourage"})


def _modifiers(token: Token, sentence: Sentence) -> set[str]:
    return {form for m in sentence.children(token.i) for form in (fold(m.text), fold(m.lemma))}


def _is_of_other_side(token: Token, sentence: Sentence, traveller: Traveller) -> bool:
    """ "the women's team", of a club whose men travel."""
    return traveller.plays and bool(_modifiers(token, sentence) & OTHER_SIDES - set(traveller.parts))


def _is_of_his_country(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """ "the Danish delegation", of a Dane."""
    modifiers = _modifiers(token, sentence)
    own = bool(modifiers & traveller.origins) and "the" in modifiers and traveller.kind == "person"
    return own and fold(token.lemma) not in (memory.of_others or ())


def _is_another(token: Token, sentence: Sentence) -> bool:
    """ "another train", "the second boat"."""
    said = {fold(m.text) for m in sentence.children(token.i)} | determiner_of(token, sentence)
    said |= {t.lemma for t in sentence.children(token.i)} - {"another"}
    return bool(said & {"another", "second", "third", "other", "sister", "rival"})


def _is_watched(token: Token, sentence: Sentence, mine: set[int]) -> bool:
    """ "She watched the ferry come in": another one than hers."""
    above = sentence.tokens[token.head]
    if token.dep == "nsubj" and above.dep in ("xcomp", "ccomp"):
        above = sentence.tokens[above.head]
    elif token.dep != "obj":
        return False
    seen = above.lemma in words("verbs", "perceives") and above.i < token.i
    verbs = [above.i, above.head] if above.dep == "conj" else [above.i]
    subjects = (c for verb in verbs for c in sentence.children(verb) if c.dep == "nsubj")
    owned = bool(_owners(token, sentence))
    return seen and not owned and any(c.start in mine or fold(c.text) in ("i", "we") for c in subjects)


def _is_owned_by_him(owners: list[Token], word: str, memory: Memory, mine: set[int]) -> bool:
    """Whether a vehicle or a group is the traveller's by the word that owns it, which is kept in mind."""
    if all(o.lemma in ("whose", "its") and o.start not in mine for o in owners):
        return False  # "a delegate whose company …" says nothing of the traveller's own
    memory.vehicle_is_his = any(o.start in mine for o in owners)
    if memory.of_others is not None:
        (memory.of_others.discard if memory.vehicle_is_his else memory.of_others.add)(word)
    memory.his = memory.his | {word} if memory.vehicle_is_his else memory.his - {word}
    return memory.vehicle_is_his


def determiner_of(token: Token, sentence: Sentence) -> set[str]:
    """The word before a noun phrase, folded, if there is any: "the", "another"."""
    i = token.i - 1
    while i >= 0 and (sentence.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "NUM") or sentence.tokens[i].text == "-"):
        i -= 1
    return {fold(sentence.tokens[i].text)} if i >= 0 else set()


def _owners(token: Token, sentence: Sentence) -> list[Token]:
    """Whose it is: "her plane", "Ada's train", also where the grammar breaks the noun phrase ("her air force jet")."""
    owners = [t for t in sentence.children(token.i) if t.dep == "nmod:poss"]
    i = token.i - 1
    while not owners and i >= 0 and sentence.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        i -= 1
    if not owners and 0 <= i < token.i and sentence.tokens[i].tag in ("PRP$", "POS"):
        owners = [sentence.tokens[i - 1 if sentence.tokens[i].tag == "POS" and i else i]]
    return owners
