"""Words that stand for the traveller without being the name: pronouns, titles, descriptions, vehicles, groups."""

from __future__ import annotations

import re

from kimmap.claims.carriers import carries_him, opens_with_craft
from kimmap.claims.described import is_described
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.memory import Memory, is_several_people
from kimmap.claims.officeholders import is_his_style, office_is_his
from kimmap.claims.telling import FIRST
from kimmap.claims.traveller import Traveller, fold
from kimmap.language import Analysis, Sentence, Token


def stands_for(
    token: Token, sentence: Sentence, traveller: Traveller, memory: Memory, mine: set[int], first_person: bool
) -> bool:
    """Whether a word means the traveller, by what was spoken of last; ``first_person`` gives him "I" and "we"."""
    word = fold(token.text)
    if word in FIRST:
        if traveller.kind == "group" and word in ("we", "us", "our", "ours", "ourselves"):
            return not memory.told_by_another or _is_in_quotation(token, sentence)  # whoever of them speaks
        return first_person and not _quoted_by_other(token, sentence, mine)
    if word in ("he", "she", "him", "her", "his"):
        if memory.telling and not memory.of_party and traveller.kind != "vessel":
            return False  # who says "I" is not "she"
        return _pronoun_is_his(token, sentence, traveller, memory, mine)
    before = sentence.tokens[token.i - 1] if token.i else None
    if word == "it" and before is not None and before.start in mine:
        return True  # "Vinter it arrived": clumsy translation
    if word == "it" and token.dep.startswith("nsubj") and _is_moved(token, sentence, traveller, memory):
        return True
    if word in ("it", "its") and traveller.kind == "vessel":
        # "The harbour behind it": what is no subject means the thing named before it.
        nearer = (
            word == "it"
            and not token.dep.startswith("nsubj")
            and any(t.pos == "NOUN" for t in sentence.tokens[: token.i])
        )
        return memory.last_person == "traveller" and not nearer
    if word in ("they", "them", "their", "themselves"):
        return _several_are_his(token, sentence, traveller, memory, mine)
    if word in _COUNTS and token.dep.startswith("nsubj") and not _are_some_of(token, sentence):
        return _several_are_his(token, sentence, traveller, memory, mine)
    if token.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    return (
        is_his_style(token, sentence, traveller, memory)
        or office_is_his(token, sentence, traveller, memory)
        or opens_with_craft(token, traveller)
        or carries_him(token, sentence, traveller, memory, mine)
        or (not memory.telling and is_described(token, sentence, traveller, memory))
    )


def _is_in_quotation(token: Token, sentence: Sentence) -> bool:
    return any(t.text in ('"', "“", "``", "'", "‘") for t in sentence.tokens[: token.i])


def _is_moved(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """Whether "it" is the traveller's train, or the convoy that travels, by what it is said to do."""
    ridden = traveller.kind != "vessel" and memory.sentence - memory.ridden <= 1
    spoken_of = memory.last_person == "traveller" and memory.sentence - memory.last_seen <= _A_SENTENCE_OR_TWO
    verb = sentence.tokens[token.head]
    moves = verb.pos == "VERB" and role_of_verb(verb.lemma) is not None
    if verb.pos == "VERB" and token.i == 0:  # "It had to give up its plan to reach Lima"
        moves = moves or any(fold(t.text) == "its" for t in sentence.tokens[token.i : token.i + _NEAR])
    return moves and (ridden or (traveller.kind == "group" and spoken_of))


_A_SENTENCE_OR_TWO = 2
_NEAR = 10


def _several_are_his(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory, mine: set[int]) -> bool:
    """Whether "they" or "the two" are the traveller and company, by the several people spoken of last."""
    if traveller.kind == "vessel" and fold(token.text) not in _COUNTS:
        return memory.labelled and memory.several != "others"  # who is aboard
    if memory.telling and fold(token.text) not in _COUNTS:
        return False
    if _are_people_of_a_place(token, sentence):
        return False
    near = [t for t in sentence.tokens[: token.i] if t.dep.startswith("nsubj") and t.start not in mine]
    if fold(token.text) == "them":  # "the bakers invited them": somebody else
        near = [t for t in near if t.head != token.head]
    if any(map(is_several_people, near)) or (traveller.plays and _is_of_another_side(token, sentence, near, mine)):
        return False  # "the bakers had come from Faro, where they …"
    if memory.several == "others" and not (traveller.kind == "group" and memory.sentence - memory.several_at > 1):
        return False
    if memory.several == "his":
        return True
    told_of = memory.last_person == "traveller" or traveller.kind == "group"  # no one person is "they"
    return (memory.in_company or traveller.in_party) and told_of


def _is_of_another_side(token: Token, sentence: Sentence, near: list[Token], mine: set[int]) -> bool:
    """ "Rovers moved on to Lima, where they beat …": whom a club meets goes on ways of its own."""
    his = any(t.start in mine and t.dep.startswith("nsubj") for t in sentence.tokens[: token.i])
    return not his and any(t.pos == "PROPN" for t in near)


def _are_people_of_a_place(token: Token, sentence: Sentence) -> bool:
    """ "In Lima they have one as well", "in Cusco they say": whoever lives there."""
    front = sentence.tokens[max(0, token.i - 2) : token.i]
    verb = sentence.tokens[token.head]
    here = len(front) > 1 and front[0].lemma == "in" and front[1].pos == "PROPN"
    return here and verb.tag == "VBP" and verb.lemma in _HABITS


_HABITS = frozenset({"have", "say", "call", "speak", "eat", "drink", "make", "do", "know", "like"})


def _are_some_of(token: Token, sentence: Sentence) -> bool:
    """ "Two of ours have sailed back": some of those who travel, and not all."""
    return any(c.lemma in ("of", "in") for t in sentence.children(token.i) for c in sentence.children(t.i))


_COUNTS = frozenset({"two", "three", "four", "five", "six", "seven", "both", "pair", "trio", "quartet", "quintet"})


def _pronoun_is_his(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory, mine: set[int]) -> bool:
    word = fold(token.text)
    if traveller.kind == "group":
        return False
    gender = "she" if word in ("she", "her", "herself") else "he"
    if traveller.pronoun and traveller.pronoun != gender:
        return False
    earlier = [t for t in sentence.tokens[: token.i] if t.dep.startswith("nsubj") or t.pos == "PROPN"]
    subjects = [t for t in earlier if t.dep.startswith("nsubj") and t.lemma not in ("who", "which", "that")]
    if any(t.start in mine for t in subjects):
        return True
    unlike = words("nouns", "females" if gender == "he" else "males")
    holders = words("nouns", "people") | (words("nouns", "offices") & words("nouns", "titles"))
    held = bool(subjects) and subjects[-1].tag == "NN" and subjects[-1].lemma in holders
    if held and not _is_object_of(token, subjects[-1]):
        return False  # "her deputy said that he …"
    if subjects and subjects[-1].pos == "PROPN" and not _is_object_of(token, subjects[-1]):
        titles = {fold(t.lemma).strip(".") for t in sentence.tokens[max(0, subjects[-1].i - 2) : subjects[-1].i + 1]}
        if not titles & unlike:
            return False
    if traveller.kind == "vessel" and word not in ("she", "her"):
        return False
    if memory.last_person == "traveller":
        return True
    if memory.last_person is not None and (memory.genders or {}).get(memory.last_person, gender) == gender:
        # Who is named in passing is soon forgotten; the text is about the traveller.
        return memory.is_named and memory.sentence - memory.last_seen > 1 and traveller.pronoun == gender
    return memory.is_named  # before anybody is named, a pronoun points ahead


def _is_object_of(token: Token, subject: Token) -> bool:
    """ "The governor received her": the object of a verb is nobody's self, so somebody spoken of before."""
    return token.dep in ("obj", "iobj", "obl") and token.head == subject.head


def _quoted_by_other(token: Token, sentence: Sentence, mine: set[int]) -> bool:
    """Whether "I" stands in a quotation that somebody else is said to speak."""
    for verb in sentence.tokens:
        if verb.lemma in words("verbs", "says") and verb.i != token.head:
            speakers = [c for c in sentence.children(verb.i) if c.dep.startswith("nsubj")]
            if speakers and not any(s.start in mine or fold(s.text) in FIRST for s in speakers):
                quotes = sum(t.text in ('"', "“", "”", "''", "``") for t in sentence.tokens[: token.i])
                return quotes % 2 == 1
    return False


def opens_with_name(text: str, start: int, traveller: Traveller) -> bool:
    """Whether a paragraph is of the traveller by its first words: "Grey Heron (the Pells): …"."""
    label = re.match(r"([^\n:(]{2,40}?)\s*(?:\([^)\n]{2,40}\))?:\s", text[start : start + 90])
    return label is not None and fold(label[1]).removeprefix("the ").split() == list(traveller.phrase)


def asks_traveller(sentence: Sentence, analysis: Analysis, traveller: Traveller) -> bool:
    """Whether somebody speaks to the traveller: another's label in a transcript in which the traveller answers."""
    text = analysis.document.text
    line = text.rfind("\n", 0, sentence.start) + 1
    label, colon, _ = text[line : line + 60].partition(":")
    if not (colon and label.isupper()):
        return False
    return any(
        traveller.is_called(m) for m in re.findall(r"^([A-Z][A-Z .'-]{2,40}):", text, re.MULTILINE) if m != label
    )


def speaks(sentence: Sentence, analysis: Analysis, traveller: Traveller) -> bool:
    """Whether the sentence is the traveller's own speech: a transcript's label, or "…", she said."""
    text = analysis.document.text
    line = text.rfind("\n", 0, sentence.start) + 1
    label, colon, _ = text[line : line + 60].partition(":")
    if colon and label.isupper() and traveller.is_called(label):
        return True
    for verb in sentence.tokens:
        if verb.lemma in words("verbs", "says"):
            speakers = [c for c in sentence.children(verb.i) if c.dep.startswith("nsubj")]
            named = [n for s in speakers for n in analysis.names_in(s.start, s.end)]
            if any(traveller.is_called(n.text) for n in named) and any(
                t.text in ('"', "“", "”") for t in sentence.tokens
            ):
                return True
    return False
