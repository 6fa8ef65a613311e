"""Sentences that documents share, because they print one agency's text or one another's.

Two sentences of at least ``LONG`` words are copies when their word 3-shingles agree (Broder 1997).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ..model import Document, SharedPassage
from .lexicon import LEXICON

LONG = 12
"""Words below which a sentence may be anybody's."""
RESEMBLANCE = 0.5
"""Least Jaccard index of two copies."""
CONTAINMENT = 0.8
"""Least share of the shorter sentence's shingles in the longer one."""
_COMMON = 64
"""Different sentences beyond which a shingle says nothing; keeps the search linear."""

_WORD = re.compile(r"\w+(?:['.]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[A-ZÀ-Þ0-9])|\n\s*\n")
_LAST_WORD = re.compile(r"([\w.]+)\W*$")
_LONGEST_WORD = 40
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: int
    start: int
    end: int
    words: tuple[str, ...]


def mark_copies(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with their ``shared`` passages."""
    sentences = [list(_sentences(i, document)) for i, document in enumerate(documents)]
    groups = _Groups()
    tellers: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for s in (s for group in sentences for s in group if len(s.words) >= LONG):
        tellers[s.words].add(s.document)
    for a, b in _similar(sorted(tellers), tellers):
        groups.join(a, b)
    owners: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for group in sentences:
        for s in group:
            if len(s.words) >= LONG:
                owners[groups.head(s.words)].add(s.document)
    shared = [
        {k: groups.head(s.words) for k, s in enumerate(group) if len(owners.get(groups.head(s.words), ())) > 1}
        for group in sentences
    ]
    _extend_to_neighbours(sentences, shared)
    return tuple(
        replace(
            document,
            shared=tuple(
                SharedPassage(group[k].start, group[k].end, _text_id(head)) for k, head in sorted(marks.items())
            ),
        )
        if marks
        else document
        for document, group, marks in zip(documents, sentences, shared, strict=True)
    )


def _sentences(index: int, document: Document) -> Iterator[_Sentence]:
    for block in document.blocks:
        if block.role in ("body", "lead", "caption", "list", "table"):
            for start, end in split_sentences(document.text, block.start, block.end):
                if words := _fold(document.text[start:end]):
                    yield _Sentence(index, start, end, words)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences in ``text[start:end]``: good enough to compare, grammar does better."""
    first = start
    for match in _SENTENCE_END.finditer(text, start, end):
        last = _LAST_WORD.search(text[max(first, match.start() - _LONGEST_WORD) : match.start()])
        word = last[1].lower() if last else ""
        if match[0][0] == "." and (word in LEXICON["abbreviations"] or len(word) == 1):
            continue
        stop = match.start() + len(match[0].rstrip())
        yield first, stop
        first = match.end()
    if first < end:
        yield first, end


def _fold(sentence: str) -> tuple[str, ...]:
    """Its words without case, accents, typography and full stops inside ("U.N." is "UN")."""
    plain = sentence.translate(_TYPOGRAPHY).casefold()
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(c for c in marked if not unicodedata.combining(c))
    return tuple(w.replace(".", "") for w in _WORD.findall(plain))


def _shingles(words: tuple[str, ...], numbers: dict[str, int]) -> frozenset[int]:
    """The word 3-shingles, each as one number."""
    found = [numbers.setdefault(word, len(numbers)) for word in words]
    return frozenset((a << 48) | (b << 24) | c for a, b, c in zip(found, found[1:], found[2:], strict=False))


def _similar(
    texts: Sequence[tuple[str, ...]], tellers: Mapping[tuple[str, ...], set[int]]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs of different sentences of different documents that are copies of each other, over an inverted index."""
    only = [next(iter(tellers[text])) if len(tellers[text]) == 1 else -1 for text in texts]
    numbers: dict[str, int] = {}
    shingles = [_shingles(words, numbers) for words in texts]
    index: dict[int, list[int]] = defaultdict(list)
    for i, own in enumerate(shingles):
        for shingle in own:
            index[shingle].append(i)
    telling = [frozenset(s for s in own if 1 < len(index[s]) <= _COMMON) for own in shingles]
    for i, j in sorted(_candidates(shingles, telling, index)):
        count = len(telling[i] & telling[j])
        small, large = sorted((len(shingles[i]), len(shingles[j])))
        alike = count >= RESEMBLANCE * (small + large - count) or count >= CONTAINMENT * small
        if alike and (only[i] != only[j] or only[i] == -1):
            yield texts[i], texts[j]


def _candidates(
    shingles: Sequence[frozenset[int]], telling: Sequence[frozenset[int]], index: Mapping[int, Sequence[int]]
) -> set[tuple[int, int]]:
    """Pairs that may be copies: these share two thirds of the shorter one's shingles, so one at least of its rarest."""
    found: set[tuple[int, int]] = set()
    for i, own in enumerate(telling):
        spare = len(own) - -(-2 * len(shingles[i]) // 3)
        if spare < 0:
            continue
        rarest = sorted(own, key=lambda s: (len(index[s]), s))[: spare + 1]
        others = {j for s in rarest for j in index[s] if j != i and len(shingles[j]) >= len(shingles[i])}
        found.update((min(i, j), max(i, j)) for j in others)
    return found


def _extend_to_neighbours(sentences: Sequence[list[_Sentence]], shared: Sequence[dict[int, tuple[str, ...]]]) -> None:
    """Short sentences that stand in the same words beside shared ones are shared too; so is a whole copy."""
    whole: dict[tuple[tuple[str, ...], ...], list[int]] = defaultdict(list)
    for i, group in enumerate(sentences):
        whole[tuple(s.words for s in group)].append(i)
    for words, copies in whole.items():
        for i in copies if len(copies) > 1 else ():
            for k, own in enumerate(words):
                shared[i].setdefault(k, own)
    seats: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for i, marks in enumerate(shared):
        for k, head in marks.items():
            seats[head].append((i, k))
    waiting = [(a, b) for places in seats.values() for a, b in combinations(places[:_COMMON], 2) if a[0] != b[0]]
    while waiting:
        (i, k), (j, m) = waiting.pop()
        for step in (-1, 1):
            a, b = k + step, m + step
            if not (0 <= a < len(sentences[i]) and 0 <= b < len(sentences[j])):
                continue
            if sentences[i][a].words == sentences[j][b].words and (a not in shared[i] or b not in shared[j]):
                head = shared[i].get(a) or shared[j].get(b) or sentences[i][a].words
                shared[i][a] = shared[j][b] = head
                waiting.append(((i, a), (j, b)))


class _Groups:
    """Disjoint sets of sentences; the head of a set is its smallest member, so that its id is stable."""

    def __init__(self) -> None:
        self._above: dict[tuple[str, ...], tuple[str, ...]] = {}

    def head(self, words: tuple[str, ...]) -> tuple[str, ...]:
        while words in self._above:
            words = self._above[words]
        return words

    def join(self, a: tuple[str, ...], b: tuple[str, ...]) -> None:
        low, high = sorted((self.head(a), self.head(b)))
        if low != high:
            self._above[high] = low


def _text_id(words: tuple[str, ...]) -> str:
    return "text-" + hashlib.sha256(" ".join(words).encode()).hexdigest()[:12]
