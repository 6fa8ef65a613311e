"""Whom the sources are about, when nobody was asked for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from kimmap.claims.clubs import is_named_as_a_side, plays_matches
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.traveller import fold, name_parts
from kimmap.language import Analysis, Sentence, read_events
from kimmap.model import Resolution


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom the sources may be about, with how much speaks for it and in how many sentences it is named."""

    name: str
    points: int
    sentences: int
    first: tuple[int, int] = (0, 0)
    """Where the texts name it first: the number of the text, the offset there."""


def candidates(analyses: Sequence[Analysis], resolutions: Sequence[Resolution] = ()) -> tuple[Candidate, ...]:
    """The people, ships and sides named in most documents and most often as the one who moves, the likeliest first.

    Of two who are named alike, as who travel together are, it is the one whom the texts name first.
    """
    places = {(id(r.mention.quote.document), r.mention.quote.start) for r in resolutions if r.place is not None}
    people = _people(analyses, places)
    found = _without_doubles(sorted((*people, *_sides(analyses, places)), key=lambda c: (-c.points, c.first)))
    if (ship := _propose_ship(analyses)) and ship.points > max((c.points for c in found), default=-1):
        return ship, *(c for c in found if c.name != ship.name)
    author = _author(analyses)
    if author and (not found or (people and _tells_of_himself(analyses, author))):
        return Candidate(author, 0, 0), *(c for c in found if c.name != author)
    return tuple(found)


def _without_doubles(found: Sequence[Candidate]) -> list[Candidate]:
    """One for each: "United" is Vinterhavn United, whose fuller name takes its rank."""
    kept: list[Candidate] = []
    for candidate in found:
        own = name_parts(candidate.name)
        at = next((i for i, c in enumerate(kept) if (theirs := name_parts(c.name))[-len(own) :] == own
                   or own[-len(theirs) :] == theirs), None)  # fmt: skip
        if at is None:
            kept.append(candidate)
        elif len(own) > len(name_parts(kept[at].name)):
            kept[at] = replace(kept[at], name=candidate.name)
    return kept


def _people(analyses: Sequence[Analysis], places: Set[tuple[int, int]]) -> list[Candidate]:
    score: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    named: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    full, first = _full_names(analyses), dict[str, tuple[int, int]]()
    for number, analysis in enumerate(analyses):
        seen: set[str] = set()
        for name in analysis.names:
            key = full.get(name_parts(name.text)[-1:] or ("",)) or full.get(name_parts(name.text)[:1] or ("",))
            sentence = analysis.sentence_at(name.start)
            told = sentence is not None and sentence.role in ("title", "heading", "lead", "body", "caption")
            if name.label != "PER" or not key or not told or (id(analysis.document), name.start) in places:
                continue
            spellings[key][re.sub(r"['’]s?$", "", " ".join(name.text.split()))] += 1
            score[key] += 1 + (4 if key not in seen else 0) + (3 if sentence and _moves(sentence, name.start) else 0)
            seen.add(key)
            first.setdefault(key, (number, name.start))
            if sentence:
                named[key].add((analysis.document.name, sentence.start))
    for key in score:
        if " " not in key:  # one bare word is as often a slip of the recogniser as a name
            titled = any(len(n.split()) > 1 and n.replace(" ", "").replace(".", "").isalpha() for n in spellings[key])
            score[key] = score[key] if titled else score[key] // 3
    return [Candidate(_fullest(spellings[key]), score[key], len(named[key]), first[key]) for key in score if score[key]]


def _fullest(spellings: Counter[str]) -> str:
    return min(spellings.items(), key=lambda item: (-len(name_parts(item[0])), -item[1], item[0]))[0]


def _sides(analyses: Sequence[Analysis], places: Set[tuple[int, int]]) -> list[Candidate]:
    """Teams, bands and delegations that the texts name as who moves or plays: "Vinterhavn United", "the Larks"."""
    texts = [fold(a.document.text) for a in analyses]
    moving: Counter[str] = Counter()
    towns, first = set[str](), dict[str, tuple[int, int]]()
    for number, analysis in enumerate(analyses):
        for name in analysis.names:
            sentence = analysis.sentence_at(name.start)
            if name.label == "PER" or sentence is None or sentence.role not in ("title", "heading", "lead", "body"):
                continue
            called = " ".join(name.text.split())
            if (id(analysis.document), name.start) in places:
                towns.add(called)
            first.setdefault(called, (number, name.start))
            moving[called] += _moves(sentence, name.start) or _plays(sentence, name.start)
    found = []
    for called, moved in moving.items():
        side = is_named_as_a_side(called)
        if not moved or (called in towns and not (side or moved > _OF_A_TOWN)):
            continue
        if not (side or plays_matches(called, texts) or _is_called_a_body(called, texts)):
            continue
        short = rf"\b(?:{re.escape(fold(called))}|{re.escape(fold(called.split()[-1]))})\b"
        told = [bool(re.search(short, fold(a.document.text[s.start : s.end]))) for a in analyses for s in a.sentences]
        in_texts = sum(re.search(rf"\b{re.escape(fold(called))}\b", text) is not None for text in texts)
        found.append(Candidate(called, sum(told) + 4 * in_texts + 3 * moved, sum(told), first[called]))
    return found


_OF_A_TOWN = 2
"""A town's name is that of its team, where it moves or plays more often than so."""


def _is_called_a_body(name: str, texts: Sequence[str]) -> bool:
    """Whether the texts say of what sort a name is: "the band Larks", "Larks, a quartet", "the Lark delegation"."""
    nouns, own = (
        "|".join(sorted(words("nouns", "bodies") - {"company", "group", "side", "party"})),
        re.escape(fold(name)),
    )
    called = re.compile(rf"\b(?:{nouns}) (?:the )?{own}\b|\b{own},? (?:an? |the )?(?:[\w-]+ ){{0,3}}(?:{nouns})\b")
    return any(called.search(" ".join(text.split())) for text in texts)


def _plays(sentence: Sentence, offset: int) -> bool:
    token = sentence.token_at(offset)
    return token is not None and any(
        e.lemma in _PLAYED and any(s.i == token.i or token.head == s.i for s in e.subjects)
        for e in read_events(sentence).values()
    )


_PLAYED = frozenset({"beat", "win", "lose", "draw", "play", "perform", "tour", "defeat", "open"})


def _propose_ship(analyses: Sequence[Analysis]) -> Candidate | None:
    """A ship that the texts name as one ("the yacht Heron", "RV Heron"), and how often they do."""
    nouns = "|".join(sorted(words("nouns", "ships")))
    titles = "|".join(w.upper() for w in sorted(words("nouns", "ship_titles")) if len(w) > 1)
    named = re.compile(rf"(?:\b(?i:{nouns}) (?:the )?|\b(?:{titles}) )([A-Z][\w'’-]+(?: of [A-Z]\w+| [A-Z][a-z]\w+)*)")
    found = Counter(m[1] for a in analyses for m in named.finditer(a.document.text))
    found = Counter({name: count for name, count in found.items() if count > 1})
    if not found:
        return None
    name = min(found, key=lambda n: (-found[n], n))
    first = name.split()[0]
    counts = [len(re.findall(rf"\b{re.escape(first)}\b", a.document.text, re.IGNORECASE)) for a in analyses]
    return Candidate(name, sum(2 * c for c in counts) + 4 * sum(c > 0 for c in counts), sum(counts))


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


def _tells_of_himself(analyses: Sequence[Analysis], author: str) -> bool:
    """Whether most of what an author wrote here says "I" and "we"."""
    own = [a for a in analyses if a.document.author == author]
    subjects = [
        t.lemma for a in own for s in a.sentences for t in s.tokens if t.pos == "PRON" and t.dep.startswith("nsubj")
    ]
    return len(own) * 2 >= len(analyses) and sum(lemma in ("i", "we") for lemma in subjects) * 3 > len(subjects)
