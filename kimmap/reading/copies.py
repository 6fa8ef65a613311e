"""Sentences that documents share, because they print one agency's text or one another's.

Two sentences of at least ``LONG`` words are copies when their word 3-shingles agree (Broder 1997).  Shorter ones
are copies where they stand beside such sentences, or in documents that are copies of each other for the most part.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from ..model import Document, SharedPassage
from .lexicon import LEXICON
from .likeness import tell_of_other_things
from .nearcopies import share_copies_of_documents

if TYPE_CHECKING:
    from .shingles import Shingles

LONG = 12
"""Words below which a sentence may be anybody's."""
RESEMBLANCE = 0.5
"""Least Jaccard index of two copies."""
CONTAINMENT = 0.8
"""Least share of the shorter sentence's shingles in the longer one."""
_COMMON = 64
"""Different sentences beyond which a shingle says nothing; keeps the search linear."""

_SEVERAL = -1
"""In place of a document: more than one."""
Words = tuple[str, ...]

_WORD = re.compile(r"\w+(?:['.]\w+)*")
# Possessive, and only from the first full stop on: a line of a million of them would take its square.
_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[]*[A-ZÀ-Þ0-9])|\n\s*\n")
_LAST_WORD = re.compile(r"([\w.]+)\W*$")
_LONGEST_WORD = 40
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class _Sentence:
    document: int
    start: int
    end: int
    words: tuple[str, ...]
    is_title: bool = False


def mark_copies(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with their ``shared`` passages."""
    sentences = [list(_sentences(i, document)) for i, document in enumerate(documents)]
    groups = _Groups()
    long = [s for group in sentences for s in group if len(s.words) >= LONG]
    tellers = _tellers((s.words, s.document) for s in long)
    for a, b in _copied(long, documents, list(_similar(sorted(tellers), tellers))):
        groups.join(a, b)
    owners = _tellers((groups.head(s.words), s.document) for s in long)
    shared = [
        {k: head for k, s in enumerate(group) if owners.get(head := groups.head(s.words)) == _SEVERAL}
        for group in sentences
    ]
    _extend_to_neighbours(sentences, shared, groups)
    share_copies_of_documents(sentences, shared, groups.join)
    return tuple(
        replace(
            document,
            shared=tuple(
                SharedPassage(group[k].start, group[k].end, _text_id(groups.head(head)))
                for k, head in sorted(marks.items())
            ),
        )
        if marks
        else document
        for document, group, marks in zip(documents, sentences, shared, strict=True)
    )


def _copied(
    sentences: Iterable[_Sentence], documents: Sequence[Document], alike: Sequence[tuple[Words, Words]]
) -> Iterator[tuple[Words, Words]]:
    """Of the pairs in nearly the same words those that tell of the same things."""
    wanted = {words for pair in alike for words in pair}
    texts = {s.words: documents[s.document].text[s.start : s.end] for s in sentences if s.words in wanted}
    return ((a, b) for a, b in alike if not tell_of_other_things(texts[a], texts[b]))


def _tellers(told: Iterable[tuple[Words, int]]) -> dict[Words, int]:
    """The document in which a sentence stands, ``_SEVERAL`` for more than one."""
    found: dict[Words, int] = {}
    for words, document in told:
        if found.setdefault(words, document) != document:
            found[words] = _SEVERAL
    return found


def _sentences(index: int, document: Document) -> Iterator[_Sentence]:
    for block in document.blocks:
        if block.role in ("title", "body", "lead", "caption", "list", "table"):
            for start, end in split_sentences(document.text, block.start, block.end):
                if words := _fold(document.text[start:end]):
                    yield _Sentence(index, start, end, words, block.role == "title")


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
    return tuple(sys.intern(w.replace(".", "")) for w in _WORD.findall(plain))


def _similar(texts: Sequence[Words], tellers: Mapping[Words, int]) -> Iterator[tuple[Words, Words]]:
    """Pairs of different sentences of different documents that are copies of each other, over an inverted index."""
    if not texts:
        return
    from .shingles import Shingles  # numpy, which the processes that only read files do without

    shingles = Shingles(texts, _COMMON)
    only = [tellers[text] for text in texts]
    for i, j in sorted(_candidates(shingles)):
        count = len(shingles.telling(i) & shingles.telling(j))
        small, large = sorted((shingles.sizes[i], shingles.sizes[j]))
        alike = count >= RESEMBLANCE * (small + large - count) or count >= CONTAINMENT * small
        if alike and (only[i] != only[j] or only[i] == _SEVERAL):
            yield texts[i], texts[j]


def _candidates(shingles: Shingles) -> set[tuple[int, int]]:
    """Pairs that may be copies: these share two thirds of the shorter one's shingles, so one at least of its rarest."""
    found: set[tuple[int, int]] = set()
    rarest: dict[int, list[int]] = {}
    for i, own in shingles.like_others().items():
        spare = len(own) - -(-2 * shingles.sizes[i] // 3)
        rarest[i] = sorted(own, key=lambda s: (shingles.count(s), s))[: spare + 1]
    index = shingles.index({s for few in rarest.values() for s in few})
    for i, few in rarest.items():
        others = {j for s in few for j in index[s] if j != i and shingles.sizes[j] >= shingles.sizes[i]}
        found.update((min(i, j), max(i, j)) for j in others)
    return found


def _extend_to_neighbours(
    sentences: Sequence[list[_Sentence]], shared: Sequence[dict[int, Words]], groups: _Groups
) -> None:
    """Short sentences that stand in the same words beside shared ones are shared, too; a passage is one text."""
    seats: dict[Words, list[tuple[int, int]]] = defaultdict(list)
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
            own, other = shared[i].get(a), shared[j].get(b)
            if own and other:
                if groups.head(own) == groups.head(other):
                    groups.join(own, shared[i][k])
            elif sentences[i][a].words == sentences[j][b].words:
                # Its own words would join all texts in which somebody "was tired".
                shared[i][a] = shared[j][b] = own or other or shared[i][k]
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
