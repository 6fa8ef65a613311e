"""Which words of a document stand for the traveller: names, titles, pronouns, vehicles and groups.

A small, transparent reading of coreference: names first, then "the German chancellor", then pronouns by
the nearest likely person, then what carries the traveller ("his train", "the delegation").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimmap.claims.lexicon import words
from kimmap.claims.traveller import Traveller, fold, name_parts
from kimmap.language import Analysis, Name, Sentence, Token
from kimmap.language.events import is_calendar

_FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_DEFINITE = frozenset({"the", "both", "his", "her", "their", "our", "this", "that", "its", "my"})


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
        return token.start in self.traveller

    def has_other(self, token: Token) -> bool:
        return token.start in self.others


@dataclass(slots=True)
class _Memory:
    """Who was spoken of last, while reading through a document."""

    last_person: str | None = None
    """"traveller", or the folded last name of somebody else."""
    last_of_office: dict[str, str] | None = None
    vehicle_is_his: bool = True
    of_others: set[str] | None = None
    """Nouns for vehicles and groups that the text gave to somebody else last."""
    last_seen: int = 0
    """Number of the sentence that spoke of that person last."""
    sentence: int = 0
    genders: dict[str, str] | None = None
    """Of others, by the folded last name: "he" or "she", where a title tells."""
    in_company: bool = False
    """Whether the traveller was spoken of together with others: "they" is they."""


def read_cast(analysis: Analysis, traveller: Traveller, places: Sequence[tuple[int, int]] = ()) -> Cast:
    """Read a document from top to bottom and note who stands for the traveller; ``places`` are no people."""
    mine: set[int] = set()
    others: set[int] = set()
    telling = tells_in_first_person(analysis, traveller)
    memory = _Memory(last_of_office={}, genders={}, of_others=set())
    first_named = _first_named(analysis, traveller)
    for memory.sentence, sentence in enumerate(analysis.sentences):
        names = [
            n for n in analysis.names_in(sentence.start, sentence.end)
            if n.label != "LOC" and (traveller.is_called(n.text) or not any(s < n.end and n.start < e for s, e in places))
        ]  # fmt: skip
        _read_names(sentence, names, traveller, mine, others)
        speaker_is_traveller = _speaker(sentence, analysis, traveller)
        several_here = _names_several(sentence, mine, others)
        spoken_to = not speaker_is_traveller and _asks_traveller(sentence, analysis, traveller)
        for token in sentence.tokens:
            if token.start in mine or token.start in others:
                continue
            if _stands_for(token, sentence, traveller, memory, mine, telling or speaker_is_traveller):
                mine.add(token.start)
            elif sentence.start < first_named and _comes_before_name(token, sentence, names, traveller):
                mine.add(token.start)
            elif several_here and fold(token.text) in ("they", "them", "their") and token.i > several_here:
                mine.add(token.start)
            elif spoken_to and fold(token.text) in ("you", "your"):
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
            inside = [t for t in sentence.subtree(token.i) if t.dep in ("nsubj", "nsubj:pass", "compound", "conj", "flat", "appos")]
            his = any(t.start in mine for t in inside) or any(t.dep == "compound" and t.lemma in offices for t in inside)
            also = any(t.start in others or (t.pos == "PROPN" and t.start not in mine) for t in inside)
            if his and also and any(t.lemma == "and" for t in sentence.subtree(token.i)):
                return token.i
    return 0


def _first_named(analysis: Analysis, traveller: Traveller) -> int:
    """Where the text proper first names the traveller; 0 where it does so nowhere."""
    return next((n.start for n in analysis.names if traveller.is_called(n.text)
                 and (s := analysis.sentence_at(n.start)) and s.role in ("body", "caption")), 0)  # fmt: skip


def _comes_before_name(token: Token, sentence: Sentence, names: list[Name], traveller: Traveller) -> bool:
    """ "A retired teacher stepped off the train": what a headline or an opening says of somebody whom it names later."""
    if not token.dep.startswith("nsubj") or token.pos not in ("NOUN", "PROPN") or names:
        return False
    if sentence.tokens[token.head].pos not in ("VERB", "NOUN", "ADJ", "AUX"):
        return False
    if _determiner(token, sentence) & {"another", "no", "every", "each", "some", "many", "these", "those"}:
        return False
    word = fold(token.lemma)
    if word in traveller.described_as or word in traveller.offices or word in words("nouns", "visitors"):
        return token.tag in ("NN", "NNP") or traveller.in_party
    return word in traveller.carriers or (traveller.in_party and word in words("nouns", "groups") | words("nouns", "bodies"))


def tells_in_first_person(analysis: Analysis, traveller: Traveller) -> bool:
    """Whether the traveller, or somebody of the party or aboard, writes: "I" and "we" are told of the journey.

    The author or the signature says so, or else nobody else signs and the text speaks of the traveller
    in the third person nowhere.
    """
    share = _first_person_share(analysis)
    author = analysis.document.author
    if author and traveller.kind == "person" and (traveller.is_called(author) or _is_short_for(author, traveller)):
        return True
    if share <= _TELLING_SHARE or (author and traveller.kind == "person" and share < _PARTY_SHARE):
        return False
    text = analysis.document.text
    if traveller.kind == "person":
        tail = [line for line in text.rstrip()[-160:].splitlines() if line.strip()][-2:]
        signed = any(len(line.strip()) < 40 and any(p in fold(line) for p in traveller.parts if len(p) > 2) for line in tail)
        return signed or not _is_told_of(analysis, traveller)
    head = " ".join(text[:400].split())
    groups = words("nouns", "groups") if traveller.kind == "group" else frozenset()
    return any(p in fold(head) for p in traveller.parts) or any(
        w.strip(".,:'").removesuffix("'s") in groups for w in fold(head[:160]).split()
    )


_TELLING_SHARE = 0.3
_PARTY_SHARE = 0.6
"""So much "we" under another's name is told by somebody of the party, where the traveller is not told of from outside."""


def _is_short_for(author: str, traveller: Traveller) -> bool:
    """Whether a signature is initials or a pet form of the name: "S. W.", "Georgie" for Georgina."""
    letters = [w[0] for w in fold(author).replace(".", " ").split()]
    initials = [p[0] for p in traveller.parts]
    if len(letters) > 1 and all(len(w) == 1 for w in fold(author).replace(".", " ").split()):
        return letters == [initials[0], initials[-1]] or letters == initials
    first, word = traveller.parts[0] if traveller.parts else "", fold(author).strip(" .,")
    return " " not in word and len(word) >= 4 and word[:4] == first[:4]


def _is_told_of(analysis: Analysis, traveller: Traveller) -> bool:
    """Whether the traveller is the subject of a sentence under a name."""
    named = [n for n in analysis.names if n.label == "PER" and traveller.is_called(n.text)]
    for name in named:
        sentence = analysis.sentence_at(name.start)
        token = sentence.head_of(name.start, name.end) if sentence else None
        if sentence and token and sentence.role in ("body", "lead", "title", "caption") and (
            token.dep.startswith("nsubj") or sentence.tokens[token.head].dep.startswith("nsubj")
        ):
            return True
    return False


def _first_person_share(analysis: Analysis) -> float:
    """Share of "I" and "we" among the pronouns that are subjects, quotations left out; 0 for fewer than three.

    A diary drops them: "Came down on Tuesday, slept badly" counts as said by its writer.
    """
    mine = others = 0
    for sentence in analysis.sentences:
        if sentence.role not in ("body", "lead", "list"):
            continue
        quoted = _is_quoted(analysis, sentence)
        for token in sentence.tokens:
            if token.pos == "PRON" and token.dep.startswith("nsubj") and not quoted:
                mine, others = (mine + 1, others) if fold(token.text) in _FIRST else (mine, others + 1)
            elif token.head == token.i and token.tag in ("VBD", "VBN") and token.i == 0:
                mine += 1
    return mine / (mine + others) if mine >= 3 else 0.0


def _is_quoted(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence stands in quotation marks, or holds some."""
    block = analysis.document.block_at(sentence.start)
    start = block.start if block else sentence.start
    before, inside = analysis.document.text[start : sentence.start], analysis.document.text[sentence.start : sentence.end]
    marks = ('"', "“", "”")
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or any(m in inside for m in marks)


def _read_names(sentence: Sentence, names: list[Name], traveller: Traveller, mine: set[int], others: set[int]) -> None:
    for name in names:
        tokens = sentence.tokens_in(name.start, name.end)
        if traveller.is_called(name.text):
            mine.update(t.start for t in tokens)
            mine.update(_nouns_that_bear(sentence, name.start, name.end))
        elif name.label == "PER" and not _is_title(name.text):
            others.update(t.start for t in tokens)
            before = sentence.tokens[tokens[0].i - 1] if tokens and tokens[0].i else None
            if before and fold(before.lemma) in words("nouns", "titles") | words("nouns", "offices"):
                others.add(before.start)
    ends = {traveller.parts[0], traveller.parts[-1]} if traveller.parts else set()
    known = ends if traveller.kind == "person" else set(traveller.parts)
    for token in sentence.tokens:
        # What the recogniser overlooked: the name itself, where it is no part of another's.
        if fold(token.text) in known and token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "VERB", "X"):
            if traveller.kind != "person" or not any(n.start <= token.start < n.end for n in names):
                mine.add(token.start)
                others.discard(token.start)


def _nouns_that_bear(sentence: Sentence, start: int, end: int) -> set[int]:
    """Offsets of the nouns that a name is set to: "the inspector, Maj. Gen. Vinter", "leader Kim"."""
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


def _is_title(name: str) -> bool:
    """Whether what was taken for a name is only a title: "Grand Duke"."""
    return all(w.strip(".,'") in words("nouns", "titles") | {"the", "and"} for w in fold(name).split())


def _stands_for(
    token: Token, sentence: Sentence, traveller: Traveller, memory: _Memory, mine: set[int], first_person: bool
) -> bool:
    word = fold(token.text)
    if word in _FIRST:
        if traveller.kind == "group" and word in ("we", "us", "our", "ours", "ourselves"):
            return True  # whoever of them speaks
        return first_person and not _quoted_by_other(token, sentence, mine)
    if word in ("he", "she", "him", "her", "his", "himself", "herself"):
        return _pronoun_is_his(token, sentence, traveller, memory, mine)
    if word in ("it", "its") and traveller.kind == "vessel":
        return memory.last_person == "traveller"
    if word in ("they", "them", "their", "themselves"):
        several = memory.in_company or traveller.in_party
        return several and memory.last_person == "traveller" and traveller.kind != "vessel"
    if word in _COUNTS and token.dep.startswith("nsubj"):
        return (memory.in_company or traveller.in_party) and memory.last_person == "traveller"
    if token.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    return (
        _office_is_his(token, sentence, traveller, memory)
        or _carries_him(token, sentence, traveller, memory, mine)
        or _is_described(token, sentence, traveller, memory)
    )


_COUNTS = frozenset({"two", "three", "four", "five", "six", "seven", "both", "pair", "trio", "quartet", "quintet"})


def _is_described(token: Token, sentence: Sentence, traveller: Traveller, memory: _Memory) -> bool:
    """"the visitor", "the Frenchman", "the Pole": a definite person without a name, while the traveller is the one told of."""
    determiner = _determiner(token, sentence)
    if token.text.lower().endswith("old") and determiner <= {"the"} | set("0123456789"):
        determiner = {"the"}
    if memory.last_person not in (None, "traveller") or determiner - {"the", "our"} or token.dep == "compound":
        return False
    if not determiner:
        return False
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if following is not None and following.pos in ("PROPN", "NOUN"):
        return False
    word = fold(token.lemma)
    if traveller.in_party and word in words("nouns", "members") and token.tag == "NNS":
        return True
    if word in ("old", "year-old") or token.text.lower().endswith("-year-old"):
        return "year" in " ".join(t.text.lower() for t in sentence.tokens[max(0, token.i - 4) : token.i + 1])
    if word in traveller.described_as and token.tag == "NN":
        return True
    own = {fold(t.text) for t in sentence.tokens[max(0, token.i - 3) : token.i]} & traveller.origins
    if own and token.tag == "NN" and re.search(r"(?:er|or|ist|ian|man|woman|ant|ent)$", word):
        return True
    if word in words("nouns", "visitors"):
        return True
    single = token.tag not in ("NNS", "NNPS") or traveller.in_party
    return single and token.text[0].isupper() and token.dep.startswith("nsubj") and word in words("nouns", "nationals")


def _pronoun_is_his(token: Token, sentence: Sentence, traveller: Traveller, memory: _Memory, mine: set[int]) -> bool:
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
    if subjects and any(t.pos == "PROPN" for t in subjects[-1:]):
        return False
    if traveller.kind == "vessel" and word not in ("she", "her"):
        return False
    if memory.last_person == "traveller":
        return True
    if memory.last_person is not None and (memory.genders or {}).get(memory.last_person, gender) == gender:
        # Who is named in passing is soon forgotten; the text is about the traveller.
        return memory.sentence - memory.last_seen > 1 and traveller.pronoun == gender
    return True  # before anybody is named, a pronoun points ahead


def _office_is_his(token: Token, sentence: Sentence, traveller: Traveller, memory: _Memory) -> bool:
    """"the German chancellor": a definite office of the traveller without another's name or country."""
    office = fold(token.lemma)
    if office not in traveller.offices:
        return False
    modifiers = sentence.children(token.i)
    bare = token.i == 0 or sentence.role in ("title", "heading", "caption")  # headlines drop their articles
    if not any(fold(m.text) in _DEFINITE for m in modifiers) and not bare:
        return False
    following = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    if following and following.pos == "PROPN":
        return False
    demonyms = {fold(m.text) for m in modifiers if m.pos in ("ADJ", "PROPN") and m.text[0].isupper()}
    if demonyms and traveller.origins and not demonyms & traveller.origins:
        return False
    holder = (memory.last_of_office or {}).get(office, "traveller")
    return bool(demonyms & traveller.origins) or holder == "traveller"


def _carries_him(token: Token, sentence: Sentence, traveller: Traveller, memory: _Memory, mine: set[int]) -> bool:
    """"his train", "the delegation", "both leaders": definite, and not somebody else's."""
    word = fold(token.lemma)
    vehicle, group = word in words("nouns", "vehicles"), word in words("nouns", "groups")
    paired = word in words("nouns", "pairs") and any(
        fold(m.text) in ("two", "both") for m in sentence.children(token.i)
    )
    if not (vehicle or group or paired):
        return False
    owners = _owners(token, sentence)
    if owners:
        memory.vehicle_is_his = any(o.start in mine for o in owners)
        if memory.of_others is not None:
            (memory.of_others.discard if memory.vehicle_is_his else memory.of_others.add)(word)
        return memory.vehicle_is_his
    if paired:
        return memory.last_person is not None
    determiners = {fold(m.text) for m in sentence.children(token.i)} | _determiner(token, sentence)
    carried = [t for t in sentence.subtree(token.i) if t.start in mine]
    if carried:
        return True
    if determiners & {"another", "second", "third", "other", "sister"} or any(
        t.lemma in ("second", "third", "other", "sister", "rival", "another") for t in sentence.children(token.i)
    ):
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
    return bool(determiners & _DEFINITE) and memory.vehicle_is_his and memory.last_person == "traveller"


def _determiner(token: Token, sentence: Sentence) -> set[str]:
    i = token.i - 1
    while i >= 0 and sentence.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        i -= 1
    return {fold(sentence.tokens[i].text)} if i >= 0 else set()


def _owners(token: Token, sentence: Sentence) -> list[Token]:
    """Whose it is: "her plane", "Kim's train", also where the grammar breaks the noun phrase ("her air force jet")."""
    owners = [t for t in sentence.children(token.i) if t.dep == "nmod:poss"]
    i = token.i - 1
    while not owners and i >= 0 and sentence.tokens[i].pos in ("NOUN", "PROPN", "ADJ", "NUM"):
        i -= 1
    if not owners and 0 <= i < token.i and sentence.tokens[i].tag in ("PRP$", "POS"):
        owners = [sentence.tokens[i - 1 if sentence.tokens[i].tag == "POS" and i else i]]
    return owners


def _quoted_by_other(token: Token, sentence: Sentence, mine: set[int]) -> bool:
    """Whether "I" stands in a quotation that somebody else is said to speak."""
    for verb in sentence.tokens:
        if verb.lemma in words("verbs", "says") and verb.i != token.head:
            speakers = [c for c in sentence.children(verb.i) if c.dep.startswith("nsubj")]
            if speakers and not any(s.start in mine or fold(s.text) in _FIRST for s in speakers):
                quotes = sum(t.text in ('"', "“", "”", "''", "``") for t in sentence.tokens[: token.i])
                return quotes % 2 == 1
    return False


def _asks_traveller(sentence: Sentence, analysis: Analysis, traveller: Traveller) -> bool:
    """Whether somebody speaks to the traveller: another's label in a transcript in which the traveller answers."""
    text = analysis.document.text
    line = text.rfind("\n", 0, sentence.start) + 1
    label, colon, _ = text[line : line + 60].partition(":")
    if not (colon and label.isupper()):
        return False
    return any(
        traveller.is_called(m) for m in re.findall(r"^([A-Z][A-Z .'-]{2,40}):", text, re.MULTILINE) if m != label
    )


def _speaker(sentence: Sentence, analysis: Analysis, traveller: Traveller) -> bool:
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
            if any(traveller.is_called(n.text) for n in named) and any(t.text in ('"', "“", "”") for t in sentence.tokens):
                return True
    return False


def _remember(
    sentence: Sentence, names: list[Name], traveller: Traveller, memory: _Memory, mine: set[int], others: set[int]
) -> None:
    people = [n for n in names if (n.label == "PER" and not _is_title(n.text)) or traveller.is_called(n.text)]
    if people:
        memory.last_seen = memory.sentence
    for person in people:
        before = sentence.token_at(person.start)
        if before and (sex := _sex_of_title(sentence, before.i, person.text)) and memory.genders is not None:
            memory.genders[(name_parts(person.text) or ("",))[-1]] = sex
        key = "traveller" if traveller.is_called(person.text) else (name_parts(person.text) or ("",))[-1]
        if before and before.i:
            memory.last_of_office = (memory.last_of_office or {}) | {fold(sentence.tokens[before.i - 1].lemma): key}
    subjects = list(_main_subjects(sentence))
    if any(t.start in mine for t in sentence.tokens):
        alone = any(t.start in mine and (t.pos == "PROPN" or t.lemma in ("he", "she")) for t in subjects)
        if _are_several(subjects, sentence, mine, others, memory):
            memory.in_company = True
        elif alone:
            memory.in_company = False
    elif people:
        memory.in_company = False
    if any(t.start in mine for t in subjects):
        memory.last_person = "traveller"
        return
    for token in subjects:
        for person in people:
            if person.start <= token.start < person.end:
                memory.last_person = (name_parts(person.text) or ("",))[-1]
                return
    if people:
        memory.last_person = "traveller" if traveller.is_called(people[0].text) else (name_parts(people[0].text) or ("",))[-1]
    elif any(t.start in mine for t in sentence.tokens):
        memory.last_person = "traveller"


def _sex_of_title(sentence: Sentence, i: int, name: str) -> str | None:
    titles = {w.strip(".,") for w in fold(name).split()} | {fold(t.lemma).strip(".") for t in sentence.tokens[max(0, i - 2) : i]}
    if titles & words("nouns", "females"):
        return "she"
    return "he" if titles & words("nouns", "males") else None


def _are_several(
    subjects: Sequence[Token], sentence: Sentence, mine: set[int], others: set[int], memory: _Memory
) -> bool:
    """Whether the traveller is spoken of together with somebody: "the president and her envoy", "the delegation"."""
    joined = [t for s in subjects for t in (s, *(c for c in sentence.children(s.i) if c.dep == "conj"))]
    his = [t for t in joined if t.start in mine]
    groups = words("nouns", "groups") | words("nouns", "pairs")
    if any(t.lemma in groups or t.lemma in ("we", "us") for t in his):
        return True
    if any(t.start in mine and t.lemma in groups for t in sentence.tokens) or _names_several(sentence, mine, others):
        return True
    if his and any(t.start in others or (t.pos == "PROPN" and t.start not in mine) for t in joined):
        return True
    return memory.in_company and any(t.lemma in ("they", "two", "both", "their") for t in joined)


def _main_subjects(sentence: Sentence) -> Iterator[Token]:
    roots = {t.i for t in sentence.tokens if t.head == t.i}
    roots |= {t.i for t in sentence.tokens if t.dep in ("ccomp", "conj", "parataxis") and t.head in roots}
    return (t for t in sentence.tokens if t.dep.startswith("nsubj") and t.head in roots)
