"""Whom a text spoke of last, kept in mind for the pronouns and offices of the sentences after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimmap.claims.lexicon import words
from kimmap.claims.offices import office_named, words_before
from kimmap.claims.traveller import Traveller, fold, is_title, name_parts, office_of
from kimmap.language import Name, Sentence, Token
from kimmap.language.grammar import is_common_noun
from kimmap.language.persons import gender_of_given_name


@dataclass(slots=True)
class Memory:
    """Who was spoken of last, while reading through a document."""

    telling: bool = False
    of_party: bool = False
    """Whether it is somebody of the party who tells, under a name of his own: the traveller is "she" to him."""
    last_person: str | None = None
    """"traveller", or the folded last name of somebody else."""
    last_of_office: dict[str, str] | None = None
    vehicle_is_his: bool = True
    of_others: set[str] | None = None
    """Nouns for vehicles and groups that the text gave to somebody else last."""
    his: frozenset[str] = frozenset()
    """Nouns for vehicles that the text gave to the traveller, and to nobody else since."""
    last_seen: int = 0
    """Number of the sentence that spoke of that person last."""
    sentence: int = 0
    genders: dict[str, str] | None = None
    """Of others, by the folded last name: "he" or "she", where a title tells."""
    ridden: int = -9
    """Number of the sentence that last told what the traveller's train or ship did."""
    in_company: bool = False
    """Whether the traveller was spoken of together with others: "they" is they."""
    labelled: bool = False
    """Whether the paragraph opens with the name of the ship that travels: "Grey Heron (the Pells): they are well"."""
    in_passing: bool = False
    """Whether all that was said of who was spoken of last is what he is or where he lives."""
    several: str | None = None
    """"his", where the several spoken of last are the traveller and company, "others" where they are not."""
    several_at: int = 0
    """Number of the sentence that spoke of them last."""
    parted: bool = False
    """Whether the paragraph says that the traveller's craft goes without him."""
    is_named: bool = True
    """Whether the document names the traveller, or nobody else often, so that "she" before any name may be her."""
    told_by_another: bool = False
    """Whether somebody who is none of the group tells of it as "I"."""


def names_several(sentence: Sentence, mine: set[int], others: set[int]) -> int:
    """Where a subject names the traveller together with somebody ("the Duke and the Duchess"), 0 where none does."""
    offices = words("nouns", "titles") | words("nouns", "offices")
    for token in sentence.tokens:
        if token.dep.startswith("nsubj"):
            inside = [
                t
                for t in sentence.subtree(token.i)
                if t.dep in ("nsubj", "nsubj:pass", "compound", "conj", "flat", "appos")
            ]
            his = any(t.start in mine for t in inside) or any(
                t.dep in ("compound", "nsubj", "conj") and t.tag in ("NN", "NNP") and t.lemma in offices for t in inside
            )
            also = any(t.start in others or (t.pos == "PROPN" and t.start not in mine) for t in inside)
            if his and also and any(t.lemma == "and" for t in sentence.subtree(token.i)):
                return token.i
    return 0


def remember(
    sentence: Sentence, names: list[Name], traveller: Traveller, memory: Memory, mine: set[int], others: set[int]
) -> None:
    """Keep in mind whom a sentence spoke of, for the pronouns and offices of those after it."""
    people = [
        n
        for n in names
        if traveller.is_called(n.text) or (n.label == "PER" and not is_title(n.text) and not is_no_person(sentence, n))
    ]
    if people:
        memory.last_seen = memory.sentence
    for person in people:
        _note_titles(sentence, person, traveller, memory)
    subjects = list(_main_subjects(sentence))
    if any(t.start in mine and t.lemma in words("nouns", "vehicles") for t in subjects):
        memory.ridden = memory.sentence
    if any(t.start in mine for t in sentence.tokens):
        alone = any(t.start in mine and (t.pos == "PROPN" or t.lemma in ("he", "she")) for t in subjects)
        if _are_several(subjects, sentence, mine, others, memory, names, traveller):
            memory.in_company, memory.several, memory.several_at = True, "his", memory.sentence
        elif alone:
            memory.in_company = False
    elif people:
        memory.in_company = False
    if not any(t.start in mine for t in sentence.tokens):
        _note_other_several(subjects, sentence, traveller, memory)
    last_person = _last_person(sentence, subjects, people, traveller, mine)
    if last_person != "traveller" and any(_are_joined(t, sentence, mine, others) for t in sentence.tokens):
        last_person = "traveller"  # "they" are both
    if last_person is not None:
        known = last_person == memory.last_person
        memory.in_passing = (memory.in_passing or not known) and _only_describes(sentence)
        memory.last_person, memory.last_seen = last_person, memory.sentence


def _only_describes(sentence: Sentence) -> bool:
    """ "Mr Pell lives there, and nothing turns on it": what somebody is, and nothing that he does or says."""
    return any(t.pos == "VERB" and t.lemma in words("verbs", "belongs") for t in sentence.tokens)


def _note_other_several(subjects: Sequence[Token], sentence: Sentence, traveller: Traveller, memory: Memory) -> None:
    """ "The bakers came at dawn", "Ada and Olaf are in Lima": whom "they" means after it."""
    own = words("nouns", "members") if traveller.in_party else frozenset[str]()
    pairs = (t for t in subjects if t.pos == "PROPN" and any(c.dep == "conj" for c in sentence.children(t.i)))
    side = traveller.plays and any(t.pos == "PROPN" for t in subjects)  # "Rovers are in Lima", of another club
    if any(is_several_people(t) and t.lemma not in own for t in subjects) or any(pairs) or side:
        memory.several, memory.several_at = "others", memory.sentence


_DOERS = re.compile(r"(?:er|or|ist|ian|man|woman|men|ant|ent|ee)$")
_NO_DOERS = frozenset({
    "matter", "number", "river", "border", "paper", "letter", "order", "power", "shower", "corner", "quarter", "door",
    "harbour", "harbor", "floor", "error", "colour", "color", "factor", "event", "moment", "document", "statement",
    "plant", "tent", "government", "apartment", "restaurant", "monument", "engagement", "appointment", "instrument",
    "flower", "tower", "weather", "water", "banner", "poster", "dinner", "winter", "summer", "helicopter", "trailer",
    "sector", "motor", "tractor", "agreement", "settlement", "department", "element", "argument", "talent", "comment",
})  # fmt: skip


def is_several_people(token: Token) -> bool:
    """Whether a noun is of more than one person: "officials", "bakers", "children"."""
    if token.pos != "NOUN" or token.tag != "NNS":
        return False
    kinds = ("people", "offices", "members", "visitors", "companions", "titles", "nationals")
    known = any(token.lemma in words("nouns", kind) for kind in kinds) or token.lemma in ("child", "person", "folk")
    return known or (token.lemma not in _NO_DOERS and _DOERS.search(token.lemma) is not None)


def _note_titles(sentence: Sentence, person: Name, traveller: Traveller, memory: Memory) -> None:
    """Note the office and the gender that the words before a person's name give."""
    before = sentence.token_at(person.start)
    parts = name_parts(person.text)
    by_name = gender_of_given_name(parts[0]) if len(parts) > 1 else None
    by_name = by_name or ("she" if parts and _OF_A_WOMAN.search(parts[-1]) else None)
    sex = (_sex_of_title(sentence, before.i, person.text) if before else None) or by_name
    if not sex and traveller.kind == "vessel" and before is not None and _is_set_to_people(sentence, before.i):
        sex = "they"  # whoever it is, no ship
    if sex and memory.genders is not None:
        memory.genders[_last_name(person)] = sex
    if before and before.i and ranks_before(sentence, before.i) == DEPUTIES & traveller.offices:
        held = [t for t in words_before(sentence, before.i) if office_of(t) in traveller.offices]
        named = {called for t in held for called in (office_of(t), office_named(t, sentence))}
        memory.last_of_office = (memory.last_of_office or {}) | dict.fromkeys(named, _called(person, traveller))


_OF_A_WOMAN = re.compile(r"(?:dottir|[oe]vna|skaya|skaia|[iy]eva)$")
"""How surnames and patronymics end that only women bear."""


def _is_set_to_people(sentence: Sentence, i: int) -> bool:
    """Whether a name follows a noun of people: "Captain Pell", "the owner, Pell"."""
    near = {fold(t.lemma) for t in sentence.tokens[max(0, i - 2) : i + 1]}
    kinds = ("titles", "offices", "people", "holders_of_ships")
    return any(near & words("nouns", kind) for kind in kinds)


DEPUTIES = frozenset({"deputy", "vice", "assistant", "associate", "former", "ex"})


def ranks_before(sentence: Sentence, i: int) -> set[str]:
    """The words of lower rank among the three before a word: "deputy minister Pell", "Vice-Minister Pell"."""
    before = (fold(t.text) for t in sentence.tokens[max(0, i - 3) : i])
    return set(DEPUTIES & {part for word in before for part in word.split("-")})


def _last_person(
    sentence: Sentence, subjects: Sequence[Token], people: Sequence[Name], traveller: Traveller, mine: set[int]
) -> str | None:
    """Whom a sentence is about: its subject, else the first that it names; None where it speaks of nobody."""
    if any(t.start in mine for t in subjects):
        return "traveller"
    for token in subjects:
        for person in people:
            if person.start <= token.start < person.end:
                return _last_name(person)
    if people:  # "floods turned her away from Pell's door" is still about her
        return "traveller" if any(t.start in mine for t in sentence.tokens) else _called(people[0], traveller)
    holders = words("nouns", "offices") | words("nouns", "titles")
    for token in subjects:
        if token.pos == "NOUN" and token.tag == "NN" and token.lemma in holders - words("nouns", "bodies") - _NOBODY:
            if _is_a_source(token, sentence):
                continue
            if any(c.lemma == "a" for c in sentence.children(token.i)) and any(
                t.start in mine for t in sentence.tokens
            ):
                return "traveller"  # "A cousin drove her to …. She slept at …"
            return f"the {token.lemma}"  # "The mayor is away. He gives a lecture in …"
    return "traveller" if any(t.start in mine for t in sentence.tokens) else None


_NOBODY = frozenset({
    "government", "embassy", "consulate", "parliament", "army", "navy", "agency", "company", "bank", "university",
    "court", "newspaper", "media", "press", "radio", "airline", "police",
})  # fmt: skip
"""Offices that are no persons: no "she" means them."""


def _is_a_source(token: Token, sentence: Sentence) -> bool:
    """ "An official said that …": whoever is but quoted is not who the text goes on with."""
    verb = sentence.tokens[token.head]
    says = verb.lemma in words("verbs", "says") and verb.tag in ("VBD", "VBZ")
    return says and any(c.lemma in ("a", "an") for c in sentence.children(token.i))


def _called(person: Name, traveller: Traveller) -> str:
    """How a `Memory` calls a person: "traveller", or the folded last name."""
    return "traveller" if traveller.is_called(person.text) else _last_name(person)


def _last_name(person: Name) -> str:
    return (name_parts(person.text) or ("",))[-1]


def is_no_person(sentence: Sentence, name: Name) -> bool:
    """Whether a name is a thing's that is called after somebody ("the Vinter minaret", "the airport Ada Vinter"),
    or says only where somebody is from ("the Pole")."""
    tokens = sentence.tokens_in(name.start, name.end)
    token = sentence.head_of(name.start, name.end)
    if not tokens or token is None:
        return False
    before = sentence.tokens[tokens[0].i - 1] if tokens[0].i else None
    if before is not None and before.pos == "NOUN" and before.lemma in words("nouns", "facilities"):
        return True
    behind = sentence.tokens[tokens[-1].i + 1] if tokens[-1].i + 1 < len(sentence.tokens) else None
    if re.match(r"(?:St\.?|Saint)\s", name.text) and (behind is None or behind.text in ("'s", "’s")):
        return True  # "at St Andrew's"
    if before is not None and before.lemma in ("in", "at", "near", "into") and before.pos == "ADP":
        return True  # a place that the gazetteer does not know
    if sentence.role == "table" and len(tokens) == 1 and is_common_noun(token.text):
        return True  # "Manager", the head of a row
    if behind is not None and behind.text in ("v.", "v"):
        return True  # "R. v. Vinter"
    nationals = words("nouns", "nationals")
    if before is not None and before.lemma == "the" and all(fold(t.text) in nationals for t in tokens):
        return True
    after = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if before is None and len(tokens) == 1 and after is not None and after.pos == "ADP" and is_common_noun(token.text):
        return True  # "Rain over the harbour.": a capital that only opens the sentence
    above = sentence.tokens[token.head]
    return (
        token.dep == "compound"
        and above.pos == "NOUN"
        and above.lemma not in words("nouns", "offices") | words("nouns", "people") | words("nouns", "titles")
    )


def _sex_of_title(sentence: Sentence, i: int, name: str) -> str | None:
    titles = {w.strip(".,") for w in fold(name).split()} | {
        fold(t.lemma).strip(".") for t in sentence.tokens[max(0, i - 2) : i]
    }
    if titles & words("nouns", "females"):
        return "she"
    return "he" if titles & words("nouns", "males") else None


def _are_several(
    subjects: Sequence[Token], sentence: Sentence, mine: set[int], others: set[int], memory: Memory,
    names: Sequence[Name], traveller: Traveller,
) -> bool:  # fmt: skip
    """Whether the traveller is spoken of together with somebody: "the president and her envoy", "the delegation"."""
    for name in names:
        if traveller.is_called(name.text) and " and " in name.text:
            return True  # "Ada and Olaf Vinter", taken for one name
    if any(t.start in mine and traveller.is_family(t.text) for t in subjects):
        return True  # "the Vinters"
    joined = [t for s in subjects for t in (s, *(c for c in sentence.children(s.i) if c.dep == "conj"))]
    his = [t for t in joined if t.start in mine]
    groups = words("nouns", "groups") | words("nouns", "pairs")
    if any(t.lemma in groups or t.lemma in ("we", "us") for t in his):
        return True
    if any(t.start in mine and t.lemma in groups for t in sentence.tokens) or names_several(sentence, mine, others):
        return True
    if his and any(t.start in others or (t.pos == "PROPN" and t.start not in mine) for t in joined):
        return True
    if his and any(t.start not in mine and _is_of_company(t, sentence, mine) for t in joined):
        return True
    if any(_are_joined(t, sentence, mine, others) for t in sentence.tokens):
        return True  # "a car fetched Vinter and Pell from …"
    return memory.in_company and any(t.lemma in ("they", "two", "both", "their") for t in joined)


def _is_of_company(token: Token, sentence: Sentence, mine: set[int]) -> bool:
    """ "Vinter and her husband": somebody of the traveller's own."""
    kinds = (
        words("nouns", "companions") | words("nouns", "had_from_afar") | words("nouns", "people") | {"team", "child"}
    )
    owned = any(c.dep == "nmod:poss" and c.start in mine for c in sentence.children(token.i))
    return owned and token.pos == "NOUN" and token.lemma in kinds


def _are_joined(token: Token, sentence: Sentence, mine: set[int], others: set[int]) -> bool:
    """Whether "and" joins a word for the traveller to one for somebody else, or the other way round."""
    head = sentence.tokens[token.head]
    if token.dep != "conj" or not any(c.lemma == "and" for c in sentence.children(token.i)):
        return False
    return (token.start in mine and head.start in others) or (token.start in others and head.start in mine)


def _main_subjects(sentence: Sentence) -> Iterator[Token]:
    roots = {t.i for t in sentence.tokens if t.head == t.i}
    roots |= {t.i for t in sentence.tokens if t.dep in ("ccomp", "conj", "parataxis") and t.head in roots}
    return (t for t in sentence.tokens if t.dep.startswith("nsubj") and t.head in roots)
