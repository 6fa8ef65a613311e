"""Documents that are copies of each other for the most part, as editors leave them: one witness in all they share."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from .likeness import spelt_plainly

Words = tuple[str, ...]
Marks = dict[int, Words]
"""Which sentences of a document are shared, by their number, each with the head of its copies."""

_MOST = 2 / 3
"""Share of the words of the shorter document from which on two are copies."""
_BESIDE = 4
"""Documents behind one in its order with which it is compared for a sentence in all of them: copies form chains."""


class Sentence(Protocol):
    """What is asked of a sentence."""

    @property
    def words(self) -> Words: ...
    @property
    def is_title(self) -> bool: ...


def share_copies_of_documents(
    sentences: Sequence[Sequence[Sentence]], shared: Sequence[Marks], join: Callable[[Words, Words], None]
) -> None:
    """Mark the short sentences and the titles of documents that are copies, and make one text of all they share.

    ``shared`` holds the marks by document; ``join`` makes one of two heads.  Short sentences count in any order of
    their words: "on 20 May" is "on May 20" to an editor.  A title is what an editor makes of his text.
    """

    @functools.cache
    def bags(document: int) -> list[frozenset[str]]:
        return [_bag(s.words) for s in sentences[document]]

    for i, j in sorted({*_of_shared_sentences(shared), *_whole_copies(sentences)}):
        common = _common(bags(i), shared[i], bags(j), shared[j])
        if not _are_copies(sentences[i], sentences[j], common):
            continue
        heads = sorted(set(shared[i].values()) & set(shared[j].values()))
        head = heads[0] if heads else tuple(word for s in sentences[i] for word in s.words)
        for other in heads[1:]:
            join(head, other)
        for document, alike in zip((i, j), common, strict=True):
            titles = (k for k, s in enumerate(sentences[document]) if s.is_title)
            for k in (*alike, *titles):
                shared[document].setdefault(k, head)


def _bag(words: Words) -> frozenset[str]:
    return frozenset(map(spelt_plainly, words))


def _of_shared_sentences(shared: Sequence[Marks]) -> Iterator[tuple[int, int]]:
    """Pairs of documents that have a sentence in common; of many with the same one, those that follow each other."""
    holders: dict[Words, list[int]] = defaultdict(list)
    for i, marks in enumerate(shared):
        for head in set(marks.values()):
            holders[head].append(i)
    for found in holders.values():
        for k, i in enumerate(found):
            yield from ((i, j) for j in found[k + 1 : k + 1 + _BESIDE])


def _whole_copies(sentences: Sequence[Sequence[Sentence]]) -> Iterator[tuple[int, int]]:
    """Pairs of documents in the very same words, however short these are."""
    alike: dict[tuple[Words, ...], list[int]] = defaultdict(list)
    for i, group in enumerate(sentences):
        if group:
            alike[tuple(s.words for s in group)].append(i)
    for found in alike.values():
        yield from pairwise(found)


def _common(
    bags: Sequence[frozenset[str]], marks: Marks, other_bags: Sequence[frozenset[str]], other_marks: Marks
) -> tuple[list[int], list[int]]:
    """The sentences of each of two documents that the other one has, too."""

    def held(
        own: Sequence[frozenset[str]], own_marks: Marks, its: Sequence[frozenset[str]], heads: set[Words]
    ) -> list[int]:
        known = set(its)
        return [k for k, bag in enumerate(own) if bag in known or own_marks.get(k) in heads]

    return (
        held(bags, marks, other_bags, set(other_marks.values())),
        held(other_bags, other_marks, bags, set(marks.values())),
    )


def _are_copies(first: Sequence[Sentence], second: Sequence[Sentence], common: tuple[list[int], list[int]]) -> bool:
    """Whether the shorter one has most of its words in common with the other; titles count where they are all."""
    size, group, alike = min((_size(first), 0, common[0]), (_size(second), 1, common[1]))
    text = (first, second)[group]
    if size == 0:
        return bool(alike)
    return sum(len(text[k].words) for k in alike if not text[k].is_title) > _MOST * size


def _size(sentences: Sequence[Sentence]) -> int:
    return sum(len(s.words) for s in sentences if not s.is_title)
