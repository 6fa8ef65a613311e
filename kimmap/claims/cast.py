"""Which words of a document stand for the traveller: names, titles, pronouns, vehicles and groups.

A small, transparent reading of coreference, sentence by sentence: names first, then what stands for the name
by what was spoken of last (``standins``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kimmap.claims.carriers import OTHER_SIDES, determiner_of
from kimmap.claims.described import visitor_nouns
from kimmap.claims.followed import registered_in, without_craft
from kimmap.claims.lexicon import words
from kimmap.claims.memory import Memory, is_no_person, names_several, remember
from kimmap.claims.offices import is_style
from kimmap.claims.standins import asks_traveller, opens_with_name, speaks, stands_for
from kimmap.claims.telling import is_narrated, is_short_for, tells_in_first_person
from kimmap.claims.titled import with_titled
from kimmap.claims.traveller import Traveller, fold, is_title
from kimmap.language import Analysis, Name, Sentence, Token


@dataclass(frozen=True, slots=True)
class Cast:
    """For one document: offsets of the tokens that stand for the traveller, and of those for others."""

    traveller: frozenset[int]
    """Start offsets of tokens: the traveller, or what carries him."""
    others: frozenset[int]
    """Start offsets of tokens that name other people or stand for them."""
    first_person: bool
    """Whether the traveller tells it: "I" and "we" are his."""
    ends_with_him: bool = False
    """Whether it spoke of the traveller last, so that the next post of its thread may go on with "she"."""

    def has(self, token: Token) -> bool:
        """Whether a word stands for the traveller."""
        return token.start in self.traveller

    def has_other(self, token: Token) -> bool:
        """Whether a word stands for somebody else."""
        return token.start in self.others


def read_cast(
    analysis: Analysis,
    traveller: Traveller,
    places: Sequence[tuple[int, int]] = (),
    telling: bool | None = None,
    goes_on: bool = False,
) -> Cast:
    """Read a document from top to bottom and note who stands for the traveller.

    ``places``, in text order, are no people.
    ``telling`` says whether the traveller tells it, where more than the document itself shows that; ``goes_on``
    whether the post before it in its thread spoke of the traveller last.
    """
    mine: set[int] = set()
    others: set[int] = set()
    telling = tells_in_first_person(analysis, traveller) if telling is None else telling
    memory = Memory(telling, last_of_office={}, genders={}, of_others=set())
    memory.of_party = telling and traveller.kind == "person" and _is_by_another(analysis.document.author, traveller)
    if goes_on:
        memory.last_person, memory.last_seen = "traveller", -1
    memory.is_named = telling or is_spoken_of(analysis, traveller) or not _is_about_another(analysis)
    memory.told_by_another = traveller.kind == "group" and not telling and is_narrated(analysis)
    first_named = _first_named(analysis, traveller)
    starts = [start for start, _ in places]
    named, parties = traveller, _side_in(analysis.document.text, traveller)
    block = None
    for memory.sentence, sentence in enumerate(analysis.sentences):
        traveller = without_craft(named, analysis.document, sentence.start)
        memory.parted = traveller is not named
        above, block = block, analysis.document.block_at(sentence.start)
        if block is not above:
            memory.labelled = block is not None and opens_with_name(analysis.document.text, block.start, traveller)
        if block is not above and memory.in_passing and mine:
            memory.last_person = "traveller"  # who was named in passing is forgotten in the next paragraph
        here = places[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        names = [
            n
            for n in analysis.names_in(sentence.start, sentence.end)
            if n.label != "LOC" and (traveller.is_called(n.text) or not any(s < n.end and n.start < e for s, e in here))
            and (traveller.is_called(n.text) or not _is_label(analysis.document.text, n))
            and not is_style(analysis.document.text, n)
        ]  # fmt: skip
        names = with_titled(sentence, names, here)
        _read_names(sentence, names, traveller, mine, others)
        for start, end in registered_in(sentence, traveller, analysis.document.text):
            mine.update(t.start for t in sentence.tokens_in(start, end))
            others.difference_update(t.start for t in sentence.tokens_in(start, end))
        speaker_is_traveller = speaks(sentence, analysis, traveller)
        several_here = names_several(sentence, mine, others)
        spoken_to = not speaker_is_traveller and asks_traveller(sentence, analysis, traveller)
        for token in sentence.tokens:
            if token.start in mine or token.start in others:
                continue
            if (
                stands_for(token, sentence, traveller, memory, mine, telling or speaker_is_traveller)
                or (sentence.start < first_named and _comes_before_name(token, sentence, names, traveller))
                or _is_such_a_group(token, sentence, traveller)
                or _is_accused(token, sentence, memory, mine, parties)
                or (several_here and fold(token.text) in ("they", "them", "their") and token.i > several_here)
                or (spoken_to and fold(token.text) in ("you", "your"))
            ):
                mine.add(token.start)
            elif token.lemma in ("he", "she") or token.text.lower() in ("he", "she"):
                others.add(token.start)
                memory.last_seen = memory.sentence
            elif token.text == "I" and not telling and token.dep.startswith("nsubj"):
                others.add(token.start)  # who writes is not the traveller
        remember(sentence, names, traveller, memory, mine, others)
    return Cast(frozenset(mine), frozenset(others), telling, memory.last_person == "traveller")


def is_spoken_of(analysis: Analysis, traveller: Traveller) -> bool:
    """Whether a document has the traveller's name, a part of it or a misspelling, or the title that he bears."""
    document = analysis.document
    heads = (document.text, document.title, document.author, document.publisher, document.name)
    told = set(re.findall(r"\w+", fold(" ".join(filter(None, heads)))))
    own = {*traveller.parts, *traveller.given, *traveller.pet_names, *traveller.offices, *traveller.registrations}
    if told & {word for part in own for word in re.findall(r"\w+", fold(part))}:
        return True
    return any(traveller.is_called(n.text) for n in analysis.names)


def _is_label(text: str, name: Name) -> bool:
    """Whether a name only says who speaks in a transcript: "PELL: Good morning."."""
    opens = name.start == 0 or text[name.start - 1] == "\n"
    return opens and name.text.isupper() and text[name.end : name.end + 1] == ":"


def _is_about_another(analysis: Analysis) -> bool:
    """Whether a document names somebody more than once, and so is not about one whom it never names."""
    text = analysis.document.text
    people = (
        n for n in analysis.names
        if n.label == "PER" and n.text.strip() and not is_title(n.text) and text[n.end : n.end + 1] != ":"
    )  # fmt: skip
    told = Counter(fold(n.text).split()[-1] for n in people)  # no labels of a transcript
    return max(told.values(), default=0) > 1


def _is_by_another(author: str | None, traveller: Traveller) -> bool:
    """Whether a text is signed with the full name of somebody who is not the traveller."""
    signed = author is not None and len(author.split()) > 1 and author.replace(".", "").upper() != author
    return signed and not traveller.is_called(author or "") and not is_short_for(author or "", traveller)


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


def _is_accused(token: Token, sentence: Sentence, memory: Memory, mine: set[int], parties: frozenset[str]) -> bool:
    """ "The accused" of a court's paper that has named nobody but the traveller, also where it is read as a verb.

    ``parties`` are the words for the side on which the name of the case has the traveller.
    """
    before = sentence.tokens[token.i - 1] if token.i else None
    if before is None or fold(before.text) != "the":
        return False
    if parties and fold(token.text) in _BRINGS | _ANSWERS:
        return fold(token.text) in parties
    if fold(token.text) not in _ACCUSED or not mine:
        return False
    behind = sentence.tokens[token.i + 1] if token.i + 1 < len(sentence.tokens) else None
    named = behind is not None and behind.pos == "PROPN" and behind.text[0].isupper()
    return memory.last_person in (None, "traveller") and not named


_CASE = re.compile(r"(?P<first>[^\W\d][\w'’. -]{1,60}?) v\.? (?P<second>[^\W\d][\w'’. -]{1,60})")
_BRINGS = frozenset({"plaintiff", "claimant", "petitioner", "applicant"})
_ANSWERS = frozenset({"defendant", "respondent", "accused"})


def _side_in(text: str, traveller: Traveller) -> frozenset[str]:
    """What the traveller is called in a case, by its name: "VINTER v PELL" makes Vinter the plaintiff."""
    own = set(traveller.parts[-1:])
    for case in _CASE.finditer(text[:_HEAD]):
        for side, called in (("first", _BRINGS), ("second", _ANSWERS)):
            if own and own <= set(re.findall(r"\w+", fold(case[side]))):
                return called
    return frozenset()


_HEAD = 2000
"""Code points at the beginning of a paper within which it names its case."""
_ACCUSED = frozenset({"accused", "defendant", "appellant", "suspect", "escapee", "convict", "detainee", "deceased"})


def _is_such_a_group(token: Token, sentence: Sentence, traveller: Traveller) -> bool:
    """ "A relief convoy left Lima", in texts about a convoy: the noun of its own name, set first without the name."""
    if traveller.kind != "group" or not token.dep.startswith("nsubj") or token.pos != "NOUN":
        return False
    own = set(traveller.parts) & (words("nouns", "groups") | words("nouns", "bodies"))
    return fold(token.lemma) in own and bool(determiner_of(token, sentence) & {"a", "an"})


def _read_names(sentence: Sentence, names: list[Name], traveller: Traveller, mine: set[int], others: set[int]) -> None:
    for name in names:
        tokens = sentence.tokens_in(name.start, name.end)
        if traveller.is_called(name.text):
            mine.update(t.start for t in tokens)
            mine.update(_nouns_that_bear(sentence, name.start, name.end))
        elif name.label == "PER" and not is_title(name.text) and not is_no_person(sentence, name):
            others.update(t.start for t in tokens)
            borne = _nouns_that_bear(sentence, name.start, name.end) | _office_borne(sentence, name.start, name.end)
            others.update(borne - mine)
            before = sentence.tokens[tokens[0].i - 1] if tokens and tokens[0].i else None
            if before and fold(before.lemma) in words("nouns", "titles") | words("nouns", "offices"):
                others.add(before.start)
    _read_phrase(sentence, traveller, mine, others)
    ends = {traveller.parts[0], traveller.parts[-1], *traveller.pet_names} if traveller.parts else set()
    known = ends if traveller.kind == "person" else set(traveller.parts)
    if (
        traveller.parts
        and traveller.kind == "group"
        and (len(traveller.parts[-1]) == 1 or traveller.parts[-1].isdigit())
    ):
        known = set()  # "Group B" is not "Group A"
    if traveller.kind != "person":
        known = known | {"".join(traveller.parts)}  # written together
    for token in sentence.tokens:
        # What the recogniser overlooked: the name itself, where it is no part of another's.
        capital = token.text[0].isupper() and token.pos in ("PROPN", "NOUN", "ADJ", "VERB", "X")
        of_another = traveller.kind == "person" and any(n.start <= token.start < n.end for n in names)
        led = token.i > 0 and fold(sentence.tokens[token.i - 1].text) == "the"
        if (fold(token.text) in known and capital and not of_another) or (led and traveller.is_family(token.text)):
            mine.add(token.start)
            others.discard(token.start)
    if traveller.plays:
        _leave_other_sides(sentence, traveller, mine, others)


def _leave_other_sides(sentence: Sentence, traveller: Traveller, mine: set[int], others: set[int]) -> None:
    """Take "Vinterhavn United Women" for another side than Vinterhavn United."""
    for token in sentence.tokens:
        other = fold(token.text) in OTHER_SIDES - set(traveller.parts) and token.text[0].isupper()
        i = token.i
        while other and i and sentence.tokens[i - 1].start in mine and sentence.tokens[i - 1].text[0].isupper():
            i -= 1
            mine.discard(sentence.tokens[i].start)
            others.update((sentence.tokens[i].start, token.start))


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


def _office_borne(sentence: Sentence, start: int, end: int) -> set[int]:
    """Offset of the office that a name is set behind: "the minister for mines and ports, Ada Vinter"."""
    token = sentence.head_of(start, end)
    if token is None or token.dep != "appos":
        return set()
    offices = words("nouns", "titles") | words("nouns", "offices")
    while token.dep in ("appos", "nmod", "conj"):
        token = sentence.tokens[token.head]
    return {token.start} if fold(token.lemma) in offices and token.pos in ("NOUN", "PROPN") else set()


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
