"""Words that stand for the traveller without being the name: pronouns, titles, descriptions, vehicles, groups."""

from __future__ import annotations

import re

from kimmap.claims.carriers import DEFINITE, carries_him, determiner_of, opens_with_craft
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.memory import DEPUTIES, Memory, is_several_people, ranks_before
from kimmap.claims.offices import office_named, portfolios_at, realms_of, style_at
from kimmap.claims.telling import FIRST
from kimmap.claims.traveller import SHORT_OFFICES, Traveller, fold, office_of
from kimmap.language import Analysis, Sentence, Token
from kimmap.language.hanging import is_calendar


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
        _is_his_style(token, sentence, traveller, memory)
        or _office_is_his(token, sentence, traveller, memory)
        or opens_with_craft(token, traveller)
        or carries_him(token, sentence, traveller, memory, mine)
        or (not memory.telling and _is_described(token, sentence, traveller, memory))
    )


def _is_in_quotation(token: Token, sentence: Sentence) -> bool:
    return any(t.text in ('"', "“", "``", "'", "‘") for t in sentence.tokens[: token.i])


def _is_his_style(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """ "His Holiness", of a pope who travels: a style of the office, unless another holder stands nearer."""
    bearers = traveller.offices & style_at(token, sentence)
    if not bearers or any(_holder(office, memory) != "traveller" for office in bearers):
        return False
    before = {fold(t.text) for t in sentence.tokens[max(0, token.i - 2) : token.i]} & {"his", "her"}
    if {"he": {"her"}, "she": {"his"}}.get(traveller.pronoun or "") == before:
        return False
    held = [t for t in sentence.children(token.i) if t.dep in ("appos", "nmod") and office_of(t) in traveller.offices]
    return all(_is_of_realm(t, sentence, traveller) for t in held)


def _holder(office: str, memory: Memory) -> str:
    """Who was named last with an office: "traveller", where nobody else was."""
    return (memory.last_of_office or {}).get(office, "traveller")


def _is_of_realm(office: Token, sentence: Sentence, traveller: Traveller) -> bool:
    """Whether an office is not of another realm, "the King of Spain", than the traveller's."""
    named = {fold(t.text)[:_SAME] for t in realms_of(office, sentence)}
    return not (named and traveller.realms) or bool(named & {r[:_SAME] for r in traveller.realms})


_SAME = 5
"""Letters by which "Hawaii" and "Hawaiian" are one realm."""


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
    if memory.several == "others" or any(map(is_several_people, near)):
        return False  # "the bakers had come from Faro, where they …"
    if memory.several == "his":
        return True
    return (memory.in_company or traveller.in_party) and memory.last_person == "traveller"


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


_ANOTHER = frozenset({"deputy", "vice", "former", "assistant", "junior", "acting", "other", "another", "second"})
_COUNTS = frozenset({"two", "three", "four", "five", "six", "seven", "both", "pair", "trio", "quartet", "quintet"})


def _is_described(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """ "the visitor", "the Pole": a definite person without a name, while the traveller is the one told of."""
    determiner = determiner_of(token, sentence)
    if token.text.lower().endswith("old") and determiner <= {"the"} | set("0123456789"):
        determiner = {"the"}
    if traveller.in_party and token.tag == "NNS" and fold(token.lemma) in words("nouns", "members"):
        determiner = {"the"} if determiner & {"all", "both"} else determiner  # "all fourteen trucks"
    rivalled = memory.last_person not in (None, "traveller") and not _is_no_rival(token, traveller, memory)
    if rivalled or not determiner or determiner - {"the", "our"} or token.dep == "compound":
        return False
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if traveller.kind == "vessel" and token.tag == "NN" and fold(token.lemma) in _ANY_SHIP:
        plain = token.i > 0 and fold(sentence.tokens[token.i - 1].text) == "the"
        return plain and (following is None or following.pos not in ("PROPN", "NOUN"))
    before = {fold(t.lemma) for t in sentence.tokens[max(0, token.i - 2) : token.i]}
    another = before & (_ANOTHER - traveller.offices)
    office = fold(token.lemma) in traveller.offices
    held_by_another = office and _holder(office_named(token, sentence), memory) != "traveller"
    if another or held_by_another or (office and not _is_of_rank(token, sentence, traveller)):
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
    if token.pos == "ADJ" and word not in words("nouns", "nationals"):
        return False  # "the official news agency"
    own = {fold(t.text) for t in sentence.tokens[max(0, token.i - 3) : token.i]} & traveller.origins
    other_office = word in words("nouns", "offices") and not office  # "the Polish ambassador", of a Pole
    acts = token.tag == "NN" and not word.endswith("ment") and _AGENT.search(word) and not other_office
    return bool(own and acts) or _is_visitor(token, word, traveller)


def _is_no_rival(token: Token, traveller: Traveller, memory: Memory) -> bool:
    """Whether a person spoken of last cannot be meant: "the tanker" is no captain, "the trucks" are no spokeswoman."""
    last = memory.last_person or ""
    if traveller.kind == "vessel":
        return last in (memory.genders or {}) or last.startswith("the ")
    own = fold(token.lemma) in traveller.described_as | visitor_nouns(traveller)
    if last.startswith("the ") and own and last != f"the {fold(token.lemma)}":
        return True  # "the governor spoke …; the envoy …", "the guest …": one office is not another's holder
    several = traveller.kind == "group" and traveller.in_party and token.tag == "NNS"
    return several and fold(token.lemma) in words("nouns", "vehicles")


_ANY_SHIP = frozenset({"vessel", "ship", "boat", "craft"})
"""What any ship is called, once it has been spoken of."""
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


def _pronoun_is_his(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory, mine: set[int]) -> bool:
    word = fold(token.text)
    if traveller.kind == "group":
        return False
    gender = "she" if word in ("she", "her", "herself") else "he"
    if traveller.pronoun and traveller.pronoun != gender:
        return False
    earlier = [t for t in sentence.tokens[: token.i] if t.dep.startswith("nsubj") or t.pos == "PROPN"]
    subjects = [t for t in earlier if t.dep.startswith("nsubj")]
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


def _office_is_his(token: Token, sentence: Sentence, traveller: Traveller, memory: Memory) -> bool:
    """ "the German chancellor": a definite office of the traveller without another's name or country."""
    office = office_of(token)
    if office not in traveller.offices:
        return False
    modifiers = sentence.children(token.i)
    in_headline = sentence.role in ("title", "heading", "caption")  # where articles are dropped
    bare = token.i == 0 or office in SHORT_OFFICES or in_headline
    if not any(fold(m.text) in DEFINITE or m.dep == "nmod:poss" for m in modifiers) and not bare:
        return False
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if following and following.pos == "PROPN":
        return False
    if not (_is_of_rank(token, sentence, traveller) and _is_of_realm(token, sentence, traveller)):
        return False
    demonyms = {fold(m.text) for m in modifiers if m.pos in ("ADJ", "PROPN") and m.text[0].isupper()}
    deeper = [c for m in modifiers if m.dep == "compound" for c in sentence.children(m.i)]  # "the Uzbek trade minister"
    demonyms |= {fold(c.text) for c in deeper if c.pos in ("ADJ", "PROPN") and c.text[0].isupper()}
    demonyms |= {o for m in modifiers if m.dep == "nmod:poss" for o in traveller.origins if _is_of(o, fold(m.text))}
    demonyms -= traveller.offices  # "the Prime Minister"
    if demonyms and traveller.origins and not demonyms & traveller.origins:
        return False
    return bool(demonyms & traveller.origins) or _holder(office_named(token, sentence), memory) == "traveller"


def _is_of_rank(token: Token, sentence: Sentence, traveller: Traveller) -> bool:
    """Whether an office has the traveller's rank and portfolio: a deputy minister is not the minister, nor a president
    her vice, nor the home secretary the foreign secretary."""
    portfolios = portfolios_at(token, sentence)
    if portfolios and traveller.portfolios and not portfolios & traveller.portfolios:
        return False
    return ranks_before(sentence, token.i) == DEPUTIES & traveller.offices


def _is_of(demonym: str, country: str) -> bool:
    """Whether a demonym is made of a country's name, as most are: "german" of "germany", "korean" of "korea"."""
    stem = country if demonym.startswith(country) else country[:-1]
    return len(stem) > 3 and demonym.startswith(stem) and len(demonym) - len(stem) <= 4


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
