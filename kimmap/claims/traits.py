"""What the sources tell of a traveller besides the name: he or she, nouns, company, vehicles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Literal

from kimmap.claims.lexicon import role_of_noun, words
from kimmap.claims.traveller import Traveller, fold
from kimmap.language import Analysis, Token
from kimmap.language.hanging import is_calendar
from kimmap.language.persons import gender_of_given_name


def nouns_of(analyses: Sequence[Analysis], traveller: Traveller) -> frozenset[str]:
    """Common nouns in apposition to the name, before it or after it ("a retired teacher, Ada Vinter")."""
    found: Counter[str] = Counter()
    for analysis in analyses:
        for sentence in analysis.sentences:
            for token in sentence.tokens:
                if fold(token.text) not in (traveller.parts[0], traveller.parts[-1]) or not token.text[0].isupper():
                    continue
                near = [*sentence.children(token.i), sentence.tokens[token.head]]
                found.update(
                    fold(t.lemma) for t in near
                    if t.pos == "NOUN" and (t.dep in ("appos", "compound", "flat") or token.dep in ("appos", "flat"))
                    and not _is_of_time_or_way(t)
                )  # fmt: skip
                before = sentence.tokens[token.i - 1] if token.i else None
                named = before is not None and before.pos == "NOUN" and before.tag == "NN"
                if before is not None and named and not _is_of_time_or_way(before):
                    found[fold(before.lemma)] += 1
    return frozenset(found) - set(traveller.parts)


def _is_of_time_or_way(token: Token) -> bool:
    """ "On Friday afternoon Vinter spoke", "Vinter's visit": no noun for who travels."""
    return is_calendar(token) or role_of_noun(token.lemma) is not None or token.lemma in words("nouns", "journeys")


def has_party(analyses: Sequence[Analysis], carriers: frozenset[str]) -> bool:
    """Whether the traveller goes in company: a group is tied to the name, or whoever tells of it says "we"."""
    if carriers & words("nouns", "groups"):
        return True
    told = Counter(t.lemma for a in analyses for s in a.sentences for t in s.tokens if t.dep.startswith("nsubj"))
    return told["we"] >= 5 and told["we"] > 2 * told["i"]


def goes_with_another(analyses: Sequence[Analysis], traveller: Traveller) -> bool:
    """Whether the sources name somebody along with the traveller as a pair: "Ada and Olaf" in every third sentence."""
    paired = named = 0
    if traveller.kind != "person" or not traveller.parts:
        return False
    own = re.escape(traveller.parts[-1])
    pair = re.compile(rf"\b{own},? and (?:(?:the|his|her|their) )?[a-z]+|[a-z]+,? and (?:[a-z]+ ){{0,2}}{own}\b")
    for analysis in analyses:
        for sentence in analysis.sentences:
            text = analysis.document.text[sentence.start : sentence.end]
            found = re.search(rf"\b{own}\b", fold(text)) is not None
            named += bool(found)
            people = {n.text for n in analysis.names_in(sentence.start, sentence.end) if n.label in ("PER", "ORG")}
            paired += bool(found and pair.search(fold(text)) and people)
    return paired >= _PAIRED and paired * 3 >= named


_PAIRED = 3
"""So many sentences make a pair."""


_RANKS = (("king", "queen"), ("emperor", "empress"), ("prince", "princess"), ("duke", "duchess"), ("count", "countess"),
          ("earl", "countess"), ("grand duke", "grand duchess"), ("crown prince", "crown princess"))  # fmt: skip
_SOVEREIGN = frozenset({"king", "queen", "emperor", "empress"})


def title_in_couple(analyses: Sequence[Analysis], traveller: Traveller) -> frozenset[str]:
    """The title of half of a couple: Prince Olaf is "the Duke" of "the Duke and Duchess".

    Only where the name itself bears such a title, and a sovereign's couple is no duke's.
    """
    own = set(fold(traveller.name).split()) & {title for pair in _RANKS for title in pair}
    if traveller.kind != "person" or not own or traveller.pronoun is None:
        return frozenset()
    text = " ".join(fold(a.document.text) for a in analyses)
    found: set[str] = set()
    for he, she in _RANKS:
        if bool({he, she} & _SOVEREIGN) != bool(own & _SOVEREIGN):
            continue
        if re.search(rf"\bthe {he} and (?:the )?{she}\b", text):
            found.add((he if traveller.pronoun == "he" else she).split()[-1])
    return frozenset(found)


def carriers_of(analyses: Sequence[Analysis], traveller: Traveller) -> frozenset[str]:
    """Nouns for vehicles and groups that some sentence ties to the traveller by name."""
    nouns = words("nouns", "vehicles") | words("nouns", "groups")
    found: set[str] = set()
    for analysis in analyses:
        for i, sentence in enumerate(analysis.sentences):
            spans = [
                (n.start, n.end) for n in analysis.names_in(sentence.start, sentence.end) if traveller.is_called(n.text)
            ]
            if not spans:
                continue
            ties = ("nmod:poss", "nmod", "obl:agent", "obl", "nsubj")
            for token in sentence.tokens:
                below = sentence.subtree(token.i) if fold(token.lemma) in nouns else ()
                if any(s <= t.start < e and t.dep in ties for s, e in spans for t in below):
                    found.add(fold(token.lemma))
            if any(
                t.lemma in ("lead", "head", "command", "skipper", "captain") and t.pos == "VERB"
                for t in sentence.tokens
            ):
                near = analysis.sentences[max(0, i - 2) : i + 1]
                found |= {fold(t.lemma) for s in near for t in s.tokens if fold(t.lemma) in nouns}
    return frozenset(found)


_GENDERS: dict[str, Literal["he", "she"]] = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip


def pronoun_of(analyses: Sequence[Analysis], traveller: Traveller) -> Literal["he", "she"] | None:
    """From titles, else from the pronouns in and right after the sentences that name the traveller."""
    if by_title := _sex_of_titles(analyses, traveller):
        return by_title
    if traveller.kind == "vessel":
        return "she"
    votes: Counter[Literal["he", "she"]] = Counter()
    for analysis in analyses:
        for sentence, after in zip_longest(analysis.sentences, analysis.sentences[1:]):
            people = [n for n in analysis.names_in(sentence.start, sentence.end) if n.label == "PER"]
            if people and all(traveller.is_called(n.text) for n in people):
                behind = [t for t in sentence.tokens if t.start > people[0].start]
                for token in (*behind, *(after.tokens if after else ())):
                    if gender := _GENDERS.get(token.text.lower()):
                        votes[gender] += 1
    if given := gender_of_given_name(fold(traveller.name.split()[0]) if traveller.name else ""):
        votes[given] += _VOTES_OF_A_NAME
    if not votes or max(votes.values()) < 2 * min(votes["he"], votes["she"]):
        return None
    return "he" if votes["he"] > votes["she"] else "she"


def _sex_of_titles(analyses: Sequence[Analysis], traveller: Traveller) -> Literal["he", "she"] | None:
    """By the title in the name that was asked for, else by those that the sources put before it ("Miss Vinter")."""
    females, males = words("nouns", "females"), words("nouns", "males")
    titles = set(fold(traveller.name).replace(".", "").split())
    last = traveller.parts[-1] if traveller.parts else ""
    if not titles & (females | males):
        own = "|".join(re.escape(w) for w in (*traveller.parts[:-1], *traveller.given) if len(w) > 1)
        given = rf"(?:(?:{own})\s+)*" if own else ""
        before = re.compile(
            rf"(?<!\bhis )(?<!\bher )(?<!\bmy )(?<!\btheir )"
            rf"\b(mrs?(?=\.)|ms(?=\.)|[a-z]+(?=\s))\.?\s+{given}{re.escape(last)}\b"
        )
        titles = {m[1] for a in analyses for m in before.finditer(fold(a.document.text))}
    if titles & females:
        return "she"
    return "he" if titles & males else None


_VOTES_OF_A_NAME = 6
"""How many pronouns a given name is worth that one sex bears ten times as often as the other."""


_KIN = re.compile(
    r"\b(?:[Uu]ncle|[Aa]unt|[Aa]untie|[Cc]ousin|[Bb]rother|[Ss]ister|[Gg]randpa|[Gg]randma|[Oo]ld|[Ll]ittle|[Bb]ig|[Yy]oung|[Dd]ear)"
    r"\s(?P<name>[A-Z][\w’'-]+)"
)


def pet_names_of(analyses: Sequence[Analysis], traveller: Traveller) -> frozenset[str]:
    """How kin and friends shorten the given name: "uncle Fred" is Frederick, where nobody else is called so."""
    if traveller.kind != "person" or len(traveller.parts) < _GIVEN_AND_SURNAME:
        return frozenset()
    given, called = traveller.parts[0], set[str]()
    for analysis in analyses:
        for match in _KIN.finditer(analysis.document.text):
            short = fold(match["name"])
            if _SHORTEST <= len(short) < len(given) and given.startswith(short):
                called.add(short)
    others = {fold(n.text).split()[0] for a in analyses for n in a.names if n.label == "PER" and " " in n.text.strip()
              and not traveller.is_called(n.text)}  # fmt: skip
    return frozenset(called - others)


_GIVEN_AND_SURNAME, _SHORTEST = 2, 3
