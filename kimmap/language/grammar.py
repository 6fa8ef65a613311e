"""The grammar model: tags, features, lemmas, sentences and dependency trees of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kimmap.language.analysis import Name
from kimmap.language.boundaries import BEGINNERS
from kimmap.language.lemmas import base_forms
from kimmap.language.network import Floats, TwoWayLSTM, WordVectors, cut_windows, load_weights

_CERTAIN = 1e9
_STOPS = frozenset({*".!?:;…)\"'", "...", "--", "—", "–"})
_START_AFTER_STOP, _START_WITH_OPENER, _START_IN_TEXT = -1.5, -1.0, 0.5
"""Log-odds from which a sentence begins: after a stop, with a word that likes to begin one ("The", "He"), elsewhere.

The model is shy after a stop; in running text a false start does more harm than a missed one.
"""
_ALONE, _FIRST, _LAST = "Maria", "John", "Smith"
"""People's names that every treebank has: for one that stands alone, the beginning and the end of a longer one."""


@dataclass(frozen=True, slots=True)
class Parse:
    """Grammar of one text, per word: ``heads`` are indices in the text (a root's is its own)."""

    tags: list[str]
    classes: list[tuple[str, str]]
    """Universal tag and features: ("VERB", "Tense=Past|VerbForm=Fin")."""
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    starts: list[bool]
    """Whether a sentence begins."""


def _is_plain_name(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word[0].isupper() and not word.isupper()


def is_common_noun(word: str) -> bool:
    """Whether the dictionary has a word as a noun: "farewell", and not "Ada"."""
    return bool(base_forms(word.lower(), "NOUN"))


class Grammar:
    """The model, opened from its file in a fraction of a second."""

    def __init__(self, path: Path) -> None:
        settings, arrays = load_weights(path)
        self._labels: dict[str, list[str]] = settings["labels"]
        self._classes = [(x.split("|", 1)[0], x.split("|", 1)[1]) for x in self._labels["word_class"]]
        self._scripts = [(int(cut), added) for cut, added in (s.split("|", 1) for s in self._labels["script"])]
        self._lemmas: dict[tuple[str, int, str], str] = {}
        self._words = WordVectors(arrays)
        self._lstm = TwoWayLSTM(arrays)
        self._arrays = arrays

    def read(self, texts: Sequence[Sequence[str]], breaks: Sequence[dict[int, bool]] | None = None) -> list[Parse]:
        """Grammar of each text; ``breaks`` says where a sentence must (True) or may not (False) begin."""
        windows = [(n, a, b) for n, words in enumerate(texts) for a, b in cut_windows(words)]
        if not windows:
            return [Parse([], [], [], [], [], []) for _ in texts]
        flat = [w for words in texts for w in words]
        vectors = self._lstm(self._words(flat), [b - a for _, a, b in windows])
        starts = self._linear(vectors, "start")[:, 0] > _least_odds(flat)
        edges = [0, *accumulate(map(len, texts))]
        for n, base in enumerate(edges[:-1]):
            if texts[n]:
                starts[base] = True
            for i, must in (breaks[n] if breaks else {}).items():
                starts[base + i] = must
        heads = self._heads(vectors, [*np.flatnonzero(starts).tolist(), len(flat)])
        columns = [*self._classify(vectors), self._relations(vectors, heads)]
        return [
            self._parse(words, [c[a:b] for c in columns], (heads[a:b] - a).tolist(), starts[a:b].tolist())
            for words, a, b in zip(texts, edges, edges[1:], strict=False)
        ]

    def familiar(self, words: Sequence[tuple[str, int]], names: Sequence[Name]) -> list[str]:
        """The words, with people's names that the model never saw as names that it knows.

        What the model makes of a new form may be a verb or an adverb ("Miss Tavistock"); who it is does not
        matter to the grammar.  Names of places are better left alone, which was measured.
        """
        forms = [word for word, _ in words]
        offsets = [offset for _, offset in words]
        for name in names:
            first, end = bisect_left(offsets, name.start), bisect_left(offsets, name.end)
            if name.label == "PER" and all(map(_is_plain_name, forms[first:end])):
                for i in range(first, end):
                    if not self._words.knows(forms[i]):
                        forms[i] = _ALONE if end == first + 1 else _LAST if i == end - 1 else _FIRST
        return forms

    def _heads(self, vectors: Floats, edges: Sequence[int]) -> npt.NDArray[np.int64]:
        """Head of each word as an index in ``vectors``; sentences begin at ``edges``, the last of which is the end."""
        dependents: Floats = np.maximum(self._linear(vectors, "arc_dependent"), 0) @ self._arrays["arc_weight"]
        dependents += self._arrays["arc_bias"]
        governors: Floats = np.maximum(self._linear(vectors, "arc_head"), 0)
        to_root: Floats = dependents @ self._arrays["root"]
        heads = np.empty(len(vectors), np.int64)
        for a, b in pairwise(edges):
            heads[a:b] = a + best_tree(dependents[a:b] @ governors[a:b].T, to_root[a:b])
        return heads

    def _parse(
        self, words: Sequence[str], labels: Sequence[Sequence[int]], heads: Sequence[int], starts: Sequence[bool]
    ) -> Parse:
        tags, classes, scripts, relations = labels
        tag_names, relation_names = self._labels["tag"], self._labels["relation"]
        return Parse(
            [tag_names[i] for i in tags],
            [self._classes[i] for i in classes],
            [
                self._lemma(word, script, self._classes[kind][0])
                for word, script, kind in zip(words, scripts, classes, strict=True)
            ],
            list(heads),
            [relation_names[i] for i in relations],
            list(starts),
        )

    def _lemma(self, word: str, script: int, part: str) -> str:
        """The dictionary's base form of a verb or a noun, the model's guess among several; the guess of all else."""
        key = word, script, part
        if key not in self._lemmas:
            cut, added = self._scripts[script]
            lower = word.lower()
            guess = lower[: len(lower) - cut] + added if cut <= len(lower) else lower
            known = base_forms(lower, part) if part in ("VERB", "NOUN") else ()
            if not known and part == "VERB":
                known = base_forms(lower, "NOUN")  # "outing" is of no verb
            self._lemmas[key] = guess if guess in known or not known else known[0]
        return self._lemmas[key]

    def _linear(self, x: Floats, name: str) -> Floats:
        return x @ self._arrays[f"{name}_weight"] + self._arrays[f"{name}_bias"]

    def _classify(self, vectors: Floats) -> list[list[int]]:
        narrow = np.maximum(self._linear(vectors, "narrow"), 0)
        return [self._linear(narrow, c).argmax(axis=1).tolist() for c in ("tag", "word_class", "script")]

    def _relations(self, vectors: Floats, heads: npt.NDArray[np.int64]) -> list[int]:
        governors = self._linear(vectors, "rel_head")[heads]
        governors[heads == np.arange(len(heads))] = self._arrays["rel_root"]
        hidden = np.maximum(self._linear(vectors, "rel_dependent") + governors, 0)
        scores = self._linear(hidden, "rel_out")
        root = self._labels["relation"].index("ROOT")
        is_root = heads == np.arange(len(heads))
        scores[~is_root, root] = -_CERTAIN
        scores[is_root, root] = _CERTAIN
        return scores.argmax(axis=1).tolist()  # type: ignore[no-any-return]


def _least_odds(words: Sequence[str]) -> Floats:
    """From which log-odds on a sentence begins with each word."""
    opener = np.array([w in BEGINNERS or w == "I" for w in words])
    after_stop = np.array([False, *(w in _STOPS for w in words[:-1])])
    odds: Floats = np.where(after_stop, _START_AFTER_STOP, np.where(opener, _START_WITH_OPENER, _START_IN_TEXT))
    return odds


def best_tree(scores: Floats, to_root: Floats) -> npt.NDArray[np.int64]:
    """The best tree with one root: head of each word, a root's its own.

    ``scores`` has a row per word and a column for each word as its head; it is overwritten.  ``to_root``
    is what each word scores as the root.
    """
    words = np.arange(len(scores))
    if len(scores) == 1:
        return words
    scores[words, words] = -_CERTAIN
    heads = scores.argmax(axis=1)
    # One root: the word that loses least when it hangs on nothing.
    root = int((to_root - scores[words, heads]).argmax())
    heads[root] = root
    return heads if _reach_root(heads, root) else _maximum_tree(scores.T.copy(), root)


def _reach_root(heads: npt.NDArray[np.int64], root: int) -> bool:
    """Whether every word leads to the root: pointers are doubled until they all arrive or cannot."""
    pointers = heads
    for _ in range(len(heads).bit_length()):
        pointers = pointers[pointers]
    return bool((pointers == root).all())


def _maximum_tree(weights: Floats, root: int) -> npt.NDArray[np.int64]:
    """Chu-Liu/Edmonds: the maximum spanning tree from ``root`` of ``weights[head, dependent]``."""
    size = len(weights)
    heads: npt.NDArray[np.int64] = weights.argmax(axis=0)
    heads[root] = root
    cycle = _find_cycle(heads, root)
    if not cycle:
        return heads
    inside = np.zeros(size, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    members = np.array(cycle)
    gain = weights[heads[members], members]
    into = weights[np.ix_(outside, members)] - gain
    out_of = weights[np.ix_(members, outside)]
    small = np.full((len(outside) + 1, len(outside) + 1), -_CERTAIN, np.float32)
    small[:-1, :-1] = weights[np.ix_(outside, outside)]
    small[:-1, -1] = into.max(axis=1)
    small[-1, :-1] = out_of.max(axis=0)
    solved = _maximum_tree(small, int(np.flatnonzero(outside == root)[0]))
    for n, word in enumerate(outside):
        head = solved[n]
        heads[word] = members[out_of[:, n].argmax()] if head == len(outside) else outside[head]
    heads[root] = root
    entered_from = int(solved[-1])
    entry = members[into[entered_from].argmax()]
    heads[entry] = outside[entered_from]
    return heads


def _find_cycle(heads: npt.NDArray[np.int64], root: int) -> list[int]:
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path: list[int] = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return path[path.index(word) :]
        state[path] = 2
    return []
