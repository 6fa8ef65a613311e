"""Who travels: the name that was asked for, or the one whom the sources are about, and what stands for it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from kimmap.claims.lexicon import role_of_verb, words
from kimmap.language import Analysis, Sentence, Token, read_events

Kind = Literal["person", "vessel", "group"]


@dataclass(frozen=True, slots=True)
class Traveller:
    """The one whose trip it is.

    ``parts`` are the folded words of the name that mark it ("Ada", "Lovelace"), titles left out;
    ``offices`` the nouns that the sources put before or after the name ("chancellor"); ``origins`` the
    demonyms among them ("German").  ``named`` is False where kimmap proposed it.
    """

    name: str
    kind: Kind
    parts: tuple[str, ...]
    offices: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    pronoun: Literal["he", "she"] | None = None
    named: bool = True
    carriers: frozenset[str] = frozenset()
    """Vehicles and groups that a source ties to the traveller: "the convoy" that she leads, "his train"."""
    described_as: frozenset[str] = frozenset()
    """Nouns that the sources put to the name, of whatever sort: "novelist", "schooner"."""
    in_party: bool = False
    """Whether the traveller goes with others, so that "they" and "the four" are the traveller, too."""

    def is_called(self, name: str) -> bool:
        """Whether a person's or ship's name is this traveller's: the whole of it, a part, or a misspelling."""
        others = name_parts(name)
        if not others or not self.parts:
            return False
        if set(others) <= set(self.parts):
            return True
        if len(others) > 1 and len(self.parts) > 1:
            mine, theirs = "".join(self.parts), "".join(others)
            shared = set(others) & set(self.parts)
            return bool(shared) and len(mine) >= 7 and edit_distance(mine, theirs) <= 2
        return False


def fold(text: str) -> str:
    """Lower case without diacritics and with plain apostrophes."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def name_parts(name: str) -> tuple[str, ...]:
    """The words of a name that tell who it is: no titles, no "of Somewhere", no possessive."""
    head = re.split(r"\s+(?:of|from|and|de la Casa)\s+", fold(name))[0]
    bare = [re.sub(r"'s?$", "", w) for w in re.split(r"[\s\-–]+", head)]
    kept = [w.strip(".,'\"()“”") for w in bare]
    marking = tuple(w for w in kept if w and w not in words("nouns", "titles") and (len(w) > 1 or len(kept) == 1))
    return marking or tuple(w for w in kept if w)


def edit_distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, cb in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (ca != cb))
    return row[-1]


def identify_traveller(analyses: Sequence[Analysis], wanted: str | None = None) -> Traveller | None:
    """The traveller by the name that was asked for, or the one whom the sources are about.

    None when no name was asked for and nobody in the sources moves.
    """
    name = wanted.strip() if wanted and wanted.strip() else propose_traveller(analyses)
    if not name:
        return None
    first = Traveller(name, _kind(name, analyses), name_parts(name), named=bool(wanted))
    offices, origins = _descriptions(analyses, first)
    offices |= _own_titles(name)
    pronoun, carriers = _pronoun(analyses, first), _carriers(analyses, first)
    party = first.kind == "group" or _has_party(analyses, carriers)
    return Traveller(
        name, first.kind, first.parts, offices, origins, pronoun, first.named, carriers, _nouns_of(analyses, first), party
    )


def propose_traveller(analyses: Sequence[Analysis]) -> str | None:
    """The person named in most documents and most often as the one who moves; None without any."""
    score: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    full = _full_names(analyses)
    for analysis in analyses:
        seen: set[str] = set()
        for name in analysis.names:
            key = full.get(name_parts(name.text)[-1:] or ("",)) or full.get(name_parts(name.text)[:1] or ("",))
            if name.label != "PER" or not key:
                continue
            spellings[key][name.text.removesuffix("'s").removesuffix("’s")] += 1
            sentence = analysis.sentence_at(name.start)
            score[key] += 1 + (4 if key not in seen else 0) + (3 if sentence and _moves(sentence, name.start) else 0)
            seen.add(key)
    if not score:
        return _author(analyses)
    best, points = min(score.items(), key=lambda item: (-item[1], item[0]))
    author = _author(analyses)
    if author and points < 8 * len(analyses) and _tells_of_himself(analyses):
        return author
    return min(spellings[best].items(), key=lambda item: (-len(name_parts(item[0])), -item[1], item[0]))[0]


def _full_names(analyses: Iterable[Analysis]) -> dict[tuple[str, ...], str]:
    """From each end of a full name to the key of its bearer: the most frequent one wins."""
    bearers: Counter[tuple[str, ...]] = Counter()
    for analysis in analyses:
        for name in analysis.names:
            parts = name_parts(name.text)
            if name.label == "PER" and parts:
                bearers[parts] += 1
    keys: dict[tuple[str, ...], str] = {}
    for parts, _ in sorted(bearers.items(), key=lambda item: (len(item[0]) < 2, -item[1], item[0])):
        for end in (parts[-1:], parts[:1]):
            keys.setdefault(end, keys.get(parts[-1:], " ".join(parts)))
    return keys


def _moves(sentence: Sentence, offset: int) -> bool:
    token = sentence.token_at(offset)
    return token is not None and any(
        role_of_verb(e.lemma) and any(s.i == token.i or token.head == s.i for s in e.subjects)
        for e in read_events(sentence).values()
    )


def _author(analyses: Sequence[Analysis]) -> str | None:
    authors = Counter(a.document.author for a in analyses if a.document.author)
    return min(authors, key=lambda name: (-authors[name], name)) if authors else None


def _tells_of_himself(analyses: Sequence[Analysis]) -> bool:
    told = [t for a in analyses for s in a.sentences for t in s.tokens if t.pos == "PRON"]
    return sum(t.lemma in ("i", "we", "my", "our", "me", "us") for t in told) * 2 > len(told)


def _kind(name: str, analyses: Sequence[Analysis]) -> Kind:
    first = fold(name).split()
    if first and first[0].rstrip(".") in words("nouns", "ship_titles"):
        return "vessel"
    if any(w.strip(",.") in words("nouns", "groups") for w in first):
        return "group"
    parts = " ".join(name_parts(name))
    texts = [fold(a.document.text) for a in analyses]
    ships = re.compile(rf"\b(?:{'|'.join(sorted(words('nouns', 'ships')))})\s+(?:the\s+)?{re.escape(parts)}\b")
    if any(ships.search(text) for text in texts):
        return "vessel"
    labels = Counter(n.label for a in analyses for n in a.names if fold(n.text).startswith(parts))
    together = re.compile(rf"\b(?:{'|'.join(sorted(words('nouns', 'bodies')))})\b")
    near = [together.search(text, max(0, i - 120), i + 120) for text in texts for i in _starts(text, parts)]
    return "group" if labels["PER"] * 2 <= sum(labels.values()) and sum(map(bool, near)) >= 2 else "person"


def _starts(text: str, part: str) -> list[int]:
    return [m.start() for m in re.finditer(rf"\b{re.escape(part)}\b", text)]


def _descriptions(analyses: Sequence[Analysis], traveller: Traveller) -> tuple[frozenset[str], frozenset[str]]:
    """Nouns and demonyms that stand right before the name, or in apposition after it."""
    offices: set[str] = set()
    origins: set[str] = set()
    for analysis in analyses:
        for name in analysis.names:
            if name.label != "PER" or not traveller.is_called(name.text):
                continue
            sentence = analysis.sentence_at(name.start)
            inside = sentence.tokens_in(name.start, name.end) if sentence else ()
            if not sentence or not inside:
                continue
            described = _words_before(sentence, inside[0].i) + [t for t in inside if fold(t.text) not in traveller.parts]
            head = sentence.head_of(name.start, name.end)
            described += [t for t in sentence.children(head.i if head else inside[0].i) if t.dep == "appos" and t.pos == "NOUN"]
            for token in described:
                if token.pos == "ADJ" and token.text[0].isupper():
                    origins.add(fold(token.text))
                elif token.pos in ("NOUN", "PROPN") and not token.text.isupper():
                    (origins if _is_demonym(token) else offices).add(fold(token.lemma))
    return frozenset(offices & _all_offices()) - words("nouns", "no_offices"), frozenset(origins)


def _nouns_of(analyses: Sequence[Analysis], traveller: Traveller) -> frozenset[str]:
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
                )  # fmt: skip
                before = sentence.tokens[token.i - 1] if token.i else None
                if before is not None and before.pos == "NOUN" and before.tag == "NN":
                    found[fold(before.lemma)] += 1
    return frozenset(found)


def _own_titles(name: str) -> frozenset[str]:
    """The title in the name that was asked for: "Grand Duke Ernst" is "the Grand Duke", too."""
    lead = []
    for word in fold(name).replace(".", "").split():
        if word not in words("nouns", "titles"):
            break
        lead.append(word)
    return frozenset(lead[-1:]) - words("nouns", "no_offices")


def _has_party(analyses: Sequence[Analysis], carriers: frozenset[str]) -> bool:
    """Whether the traveller goes in company: a group is tied to the name, or whoever tells of it says "we"."""
    if carriers & words("nouns", "groups"):
        return True
    told = Counter(t.lemma for a in analyses for s in a.sentences for t in s.tokens if t.dep.startswith("nsubj"))
    return told["we"] >= 5 and told["we"] > 2 * told["i"]


def _carriers(analyses: Sequence[Analysis], traveller: Traveller) -> frozenset[str]:
    """Nouns for vehicles and groups that some sentence ties to the traveller by name."""
    nouns = words("nouns", "vehicles") | words("nouns", "groups")
    found: set[str] = set()
    for analysis in analyses:
        for i, sentence in enumerate(analysis.sentences):
            spans = [(n.start, n.end) for n in analysis.names_in(sentence.start, sentence.end) if traveller.is_called(n.text)]
            if not spans:
                continue
            ties = ("nmod:poss", "nmod", "obl:agent", "obl", "nsubj")
            for token in sentence.tokens:
                below = sentence.subtree(token.i) if fold(token.lemma) in nouns else ()
                if any(s <= t.start < e and t.dep in ties for s, e in spans for t in below):
                    found.add(fold(token.lemma))
            if any(t.lemma in ("lead", "head", "command", "skipper", "captain") and t.pos == "VERB" for t in sentence.tokens):
                near = analysis.sentences[max(0, i - 2) : i + 1]
                found |= {fold(t.lemma) for s in near for t in s.tokens if fold(t.lemma) in nouns}
    return frozenset(found)


def _words_before(sentence: Sentence, i: int) -> list[Token]:
    found: list[Token] = []
    while i > 0 and sentence.tokens[i - 1].pos in ("NOUN", "PROPN", "ADJ") and len(found) < 4:
        i -= 1
        found.append(sentence.tokens[i])
    return found


def _is_demonym(token: Token) -> bool:
    return token.text[0].isupper() and bool(re.search(r"(?:an|ese|ish|i|ch)$", token.text)) and token.tag != "NNP"


def _all_offices() -> frozenset[str]:
    return words("nouns", "titles") | words("nouns", "offices") - {"people", "republic", "capital", "mission", "media"}


def _pronoun(analyses: Sequence[Analysis], traveller: Traveller) -> Literal["he", "she"] | None:
    """From titles, else from the pronouns in and right after the sentences that name the traveller."""
    titles = set(fold(traveller.name).replace(".", "").split())
    last = traveller.parts[-1] if traveller.parts else ""
    for analysis in analyses:  # "Miss Vinter"
        titles |= {m[1] for m in re.finditer(rf"\b([a-z]+)\.?\s+(?:[a-z]+\s+)?{re.escape(last)}\b", fold(analysis.document.text))} & (
            words("nouns", "females") | words("nouns", "males")
        )
    if titles & words("nouns", "females"):
        return "she"
    if titles & words("nouns", "males"):
        return "he"
    if traveller.kind == "vessel":
        return "she"
    votes: Counter[str] = Counter()
    for analysis in analyses:
        for sentence, after in zip(analysis.sentences, (*analysis.sentences[1:], None), strict=True):
            people = [n for n in analysis.names_in(sentence.start, sentence.end) if n.label == "PER"]
            if people and all(traveller.is_called(n.text) for n in people):
                for near in filter(None, (sentence, after)):
                    votes.update(t.lemma for t in near.tokens if t.lemma in ("he", "she") or t.text.lower() in ("he", "she"))
    if not votes or max(votes.values()) < 2 * min(votes["he"], votes["she"]):
        return None
    return "he" if votes["he"] > votes["she"] else "she"
