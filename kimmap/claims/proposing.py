"""Whom the sources are about, when nobody was asked for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kimmap.claims.kept import DIARIST, is_nobodys_diary, propose_keeper, ship_logged
from kimmap.claims.lexicon import role_of_verb, words
from kimmap.claims.traveller import name_parts
from kimmap.language import Analysis, Sentence, read_events
from kimmap.model import Resolution


def propose_traveller(analyses: Sequence[Analysis], resolutions: Sequence[Resolution] = ()) -> str | None:
    """The person or ship named in most documents and most often as the one who moves; None without any.

    A diary is its keeper's and a letter is its writer's, whoever else is named in them.
    """
    if keeper := propose_keeper(analyses):
        return keeper
    logged = next(filter(None, map(ship_logged, analyses)), None)
    if not logged and analyses and all(map(is_nobodys_diary, analyses)):
        return DIARIST
    places = {(id(r.mention.quote.document), r.mention.quote.start) for r in resolutions if r.place is not None}
    score: Counter[str] = Counter()
    spellings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    full = _full_names(analyses)
    for analysis in analyses:
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
    for key in score:
        if " " not in key:  # one bare word is as often a slip of the recogniser as a name
            titled = any(len(n.split()) > 1 and n.replace(" ", "").replace(".", "").isalpha() for n in spellings[key])
            score[key] = score[key] if titled else score[key] // 3
    ship, ship_points = _propose_ship(analyses)
    if not score:
        return ship or _author(analyses) or logged
    best, points = min(score.items(), key=lambda item: (-item[1], item[0]))
    if ship and ship_points > points:
        return ship
    author = _author(analyses)
    if author and _tells_of_himself(analyses, author):
        return author
    return min(spellings[best].items(), key=lambda item: (-len(name_parts(item[0])), -item[1], item[0]))[0]


def _propose_ship(analyses: Sequence[Analysis]) -> tuple[str | None, int]:
    """A ship that the texts name as one ("the yacht Heron", "RV Heron"), and how often they do."""
    nouns = "|".join(sorted(words("nouns", "ships")))
    titles = "|".join(w.upper() for w in sorted(words("nouns", "ship_titles")) if len(w) > 1)
    named = re.compile(rf"(?:\b(?i:{nouns}) (?:the )?|\b(?:{titles}) )([A-Z][\w'’-]+(?: of [A-Z]\w+| [A-Z][a-z]\w+)*)")
    found = Counter(m[1] for a in analyses for m in named.finditer(a.document.text))
    found = Counter({name: count for name, count in found.items() if count > 1})
    if not found:
        return None, 0
    name = min(found, key=lambda n: (-found[n], n))
    first = name.split()[0]
    counts = [len(re.findall(rf"\b{re.escape(first)}\b", a.document.text, re.IGNORECASE)) for a in analyses]
    return name, sum(2 * c for c in counts) + 4 * sum(c > 0 for c in counts)


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
