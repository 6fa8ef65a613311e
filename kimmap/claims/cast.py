"""Which words of a document stand for the traveller: names, titles, pronouns, vehicles and groups.

A small, transparent reading of coreference, sentence by sentence: names first, then what stands for the name
by what was spoken of last (``standins``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimmap.claims.lexicon import words
from kimmap.claims.standins import Memory, asks_traveller, determiner_of, is_title, speaks, stands_for, visitor_nouns
from kimmap.claims.telling import tells_in_first_person
from kimmap.claims.traveller import Traveller, fold, name_parts, office_of
from kimmap.language import Analysis, Name, Sentence, Token
from kimmap.language.grammar import is_common_noun
from kimmap.language.persons import gender_of_given_name


@dataclass(frozen=True, slots=True)
class Cast:
    """For one document: offsets of the tokens that stand for the traveller, and of those for others."""

    traveller: frozenset[int]
    """Start offsets of tokens: the traveller, or what carries him."""
    others: frozenset[int]
    """Start offsets of tokens that name other people or stand for them."""
    first_person: bool
    """Whether the traveller tells it: "I" and "we" are his."""

    def has(self, token: Token) -> bool:
        """Whether a word stands for the traveller."""
        return token.start in self.traveller

    def has_other(self, token: Token) -> bool:
        """Whether a word stands for somebody else."""
        return token.start in self.others


def read_cast(analysis: Analysis, traveller: Traveller, places: Sequence[tuple[int, int]] = ()) -> Cast:
    """Read a document from top to bottom and note who stands for the traveller; ``places`` are no people."""
    mine: set[int] = set()
    others: set[int] = set()
    telling = tells_in_first_person(analysis, traveller)
    memory = Memory(telling, last_of_office={}, genders={}, of_others=set())
    first_named = _first_named(analysis, traveller)
    for memory.sentence, sentence in enumerate(analysis.sentences):
        names = [
            n
            for n in analysis.names_in(sentence.start, sentence.end)
            if n.label != "LOC"
            and (traveller.is_called(n.text) or not any(s < n.end and n.start < e for s, e in places))
        ]
        _read_names(sentence, names, traveller, mine, others)
        speaker_is_traveller = speaks(sentence, analysis, traveller)
        several_here = _names_several(sentence, mine, others)
        spoken_to = not speaker_is_traveller and asks_traveller(sentence, analysis, traveller)
        for token in sentence.tokens:
            if token.start in mine or token.start in others:
                continue
            if (
                stands_for(token, sentence, traveller, memory, mine, telling or speaker_is_traveller)
                or (sentence.start < first_named and _comes_before_name(token, sentence, names, traveller))
                or (several_here and fold(token.text) in ("they", "them", "their") and token.i > several_here)
                or (spoken_to and fold(token.text) in ("you", "your"))
            ):
                mine.add(token.start)
            elif token.lemma in ("he", "she") or token.text.lower() in ("he", "she"):
                others.add(token.start)
                memory.last_seen = memory.sentence
        _remember(sentence, names, traveller, memory, mine, others)
    return Cast(frozenset(mine), frozenset(others), telling)


def _names_several(sentence: Sentence, mine: set[int], others: set[int]) -> int:
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


def _first_named(analysis: Analysis, traveller: Traveller) -> int:
    """Where the text proper first names the traveller; 0 where it does so nowhere."""
    return next((n.start for n in analysis.names if traveller.is_called(n.text)
                 and (s := analysis.sentence_at(n.start)) and s.role in ("body", "caption")), 0)  # fmt: skip


def _comes_before_name(token: Token, sentence: Sentence, names: list[Name], traveller: Traveller) -> bool:
    """ "A retired teacher stepped off the train": what a headline or an opening says of somebody named later."""
    if not token.dep.startswith("nsubj") or token.pos not in ("NOUN", "PROPN") or names:
        return False
    if sentence.tokens[token.head].pos not in ("VERB", "NOUN", "ADJ", "AUX"):
        return False
    if determiner_of(token, sentence) & {"another", "no", "every", "each", "some", "many", "these", "those"}:
        return False
    word = fold(token.lemma)
    if word in traveller.described_as or word in traveller.offices or word in visitor_nouns(traveller):
        return token.tag in ("NN", "NNP") or traveller.in_party
    return word in traveller.carriers or (
        traveller.in_party and word in words("nouns", "groups") | words("nouns", "bodies")
    )


def _read_names(sentence: Sentence, names: list[Name], traveller: Traveller, mine: set[int], others: set[int]) -> None:
    for name in names:
        tokens = sentence.tokens_in(name.start, name.end)
        if traveller.is_called(name.text):
            mine.update(t.start for t in tokens)
            mine.update(_nouns_that_bear(sentence, name.start, name.end))
        elif name.label == "PER" and not is_title(name.text) and not _is_no_person(sentence, name):
            others.update(t.start for t in tokens)
            before = sentence.tokens[tokens[0].i - 1] if tokens and tokens[0].i else None
            if before and fold(before.lemma) in words("nouns", "titles") | words("nouns", "offices"):
                others.add(before.start)
    _read_phrase(sentence, traveller, mine, others)
    ends = {traveller.parts[0], traveller.parts[-1]} if traveller.parts else set()
    known = ends if traveller.kind == "person" else set(traveller.parts)
    if (
        traveller.parts
        and traveller.kind == "group"
        and (len(traveller.parts[-1]) == 1 or traveller.parts[-1].isdigit())
    ):
        known = set()  # "Group B" is not "Group A"
    for token in sentence.tokens:
        # What the recogniser overlooked: the name itself, where it is no part of another's.
        capital = token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "VERB", "X")
        of_another = traveller.kind == "person" and any(n.start <= token.start < n.end for n in names)
        if fold(token.text) in known and capital and not of_another:
            mine.add(token.start)
            others.discard(token.start)


def _read_phrase(sentence: Sentence, traveller: Traveller, mine: set[int], others: set[int]) -> None:
    """The name word for word, whatever the recogniser made of it: "the Foreign Secretary", "the Book Bus"."""
    length = len(traveller.phrase)
    told = [t for t in sentence.tokens if t.text[0].isalnum()]
    for i in range(len(told) - length + 1 if length > 1 else 0):
        span = told[i : i + length]
        after = told[i + length] if i + length < len(told) else None
        if all(fold(t.text).removesuffix("'s") == w for t, w in zip(span, traveller.phrase, strict=True)):
            titled = traveller.kind == "person" and set(traveller.parts) <= words("nouns", "titles")
            if titled and after is not None and after.start in others and after.start <= span[-1].end + 1:
                continue  # "Foreign Secretary Pell" of another country
            mine.update(t.start for t in span)
            others.difference_update(t.start for t in span)


def _nouns_that_bear(sentence: Sentence, start: int, end: int) -> set[int]:
    """Offsets of the nouns that a name is set to: "the inspector, Maj. Gen. Vinter", "leader Ada Vinter"."""
    found: set[int] = set()
    token = sentence.head_of(start, end)
    while token is not None and token.dep in ("appos", "flat", "compound", "nmod"):
        above = sentence.tokens[token.head]
        cased = any(c.dep == "case" for c in sentence.children(token.i))
        if above.pos not in ("NOUN", "PROPN") or cased or above.start in found:
            break
        found.add(above.start)
        token = above
    return found


def _remember(
    sentence: Sentence, names: list[Name], traveller: Traveller, memory: Memory, mine: set[int], others: set[int]
) -> None:
    """Keep in mind whom a sentence spoke of, for the pronouns and offices of those after it."""
    people = [
        n
        for n in names
        if traveller.is_called(n.text) or (n.label == "PER" and not is_title(n.text) and not _is_no_person(sentence, n))
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
            memory.in_company = True
        elif alone:
            memory.in_company = False
    elif people:
        memory.in_company = False
    last_person = _last_person(sentence, subjects, people, traveller, mine)
    if last_person != "traveller" and any(_are_joined(t, sentence, mine, others) for t in sentence.tokens):
        last_person = "traveller"  # "they" are both
    if last_person is not None:
        memory.last_person, memory.last_seen = last_person, memory.sentence


def _note_titles(sentence: Sentence, person: Name, traveller: Traveller, memory: Memory) -> None:
    """Note the office and the gender that the words before a person's name give."""
    before = sentence.token_at(person.start)
    parts = name_parts(person.text)
    by_name = gender_of_given_name(parts[0]) if len(parts) > 1 else None
    sex = (_sex_of_title(sentence, before.i, person.text) if before else None) or by_name
    if sex and memory.genders is not None:
        memory.genders[_last_name(person)] = sex
    if before and before.i:
        office = office_of(sentence.tokens[before.i - 1])
        memory.last_of_office = (memory.last_of_office or {}) | {office: _called(person, traveller)}


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
    if people:
        return _called(people[0], traveller)
    holders = words("nouns", "offices") | words("nouns", "titles")
    for token in subjects:
        if token.pos == "NOUN" and token.tag == "NN" and token.lemma in holders - words("nouns", "bodies"):
            return f"the {token.lemma}"  # "The mayor is away. He gives a lecture in …"
    return "traveller" if any(t.start in mine for t in sentence.tokens) else None


def _called(person: Name, traveller: Traveller) -> str:
    """How a `Memory` calls a person: "traveller", or the folded last name."""
    return "traveller" if traveller.is_called(person.text) else _last_name(person)


def _last_name(person: Name) -> str:
    return (name_parts(person.text) or ("",))[-1]


def _is_no_person(sentence: Sentence, name: Name) -> bool:
    """Whether a name is a thing's that is called after somebody ("the Vinter minaret", "the airport Ada Vinter"),
    or says only where somebody is from ("the Pole")."""
    tokens = sentence.tokens_in(name.start, name.end)
    token = sentence.head_of(name.start, name.end)
    if not tokens or token is None:
        return False
    before = sentence.tokens[tokens[0].i - 1] if tokens[0].i else None
    if before is not None and before.pos == "NOUN" and before.lemma in words("nouns", "facilities"):
        return True
    if before is not None and before.lemma in ("in", "at", "near", "into") and before.pos == "ADP":
        return True  # a place that the gazetteer does not know
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
            return True  # "Prince William and Kate", taken for one name
    joined = [t for s in subjects for t in (s, *(c for c in sentence.children(s.i) if c.dep == "conj"))]
    his = [t for t in joined if t.start in mine]
    groups = words("nouns", "groups") | words("nouns", "pairs")
    if any(t.lemma in groups or t.lemma in ("we", "us") for t in his):
        return True
    if any(t.start in mine and t.lemma in groups for t in sentence.tokens) or _names_several(sentence, mine, others):
        return True
    if his and any(t.start in others or (t.pos == "PROPN" and t.start not in mine) for t in joined):
        return True
    if any(_are_joined(t, sentence, mine, others) for t in sentence.tokens):
        return True  # "a helicopter takes the Queen and Prince Philip to …"
    return memory.in_company and any(t.lemma in ("they", "two", "both", "their") for t in joined)


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
