"""The grammar model: tags, features, lemmas, sentences and dependency trees of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import itemgetter
from pathlib import Path

import numpy as np

from kimmap.language.analysis import Name
from kimmap.language.boundaries import BEGINNERS
from kimmap.language.heads import Heads
from kimmap.language.layers import Layers
from kimmap.language.lemmas import base_forms
from kimmap.language.network import Floats, WordVectors, cut_windows, load_weights
from kimmap.language.trees import best_trees

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
    relations: list[str]
    heads: list[int]
    starts: list[bool]
    """Whether a sentence begins."""


def _is_plain_name(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word[0].isupper() and not word.isupper()


_PLACE = "London"
"""Read in the place of a word that is a verb elsewhere."""


def _is_told_of_doing(word: str) -> bool:
    """Whether a word with a capital is the past or a participle of a verb, where it is no name."""
    low = word.lower()
    form = low.endswith(("ing", "ed")) or low in ("said", "left", "lost", "found", "met", "born", "made", "sent")
    return word[:1].isupper() and not word.isupper() and form and any(b != low for b in base_forms(low, "VERB"))


def is_common_noun(word: str) -> bool:
    """Whether the dictionary has a word as a noun: "farewell", and not "Ada"."""
    return bool(base_forms(word.lower(), "NOUN"))


_LONGEST_SENTENCE = 600
"""Words after which a text that never ends a sentence (a list, a broken file) is cut: its tree costs their square."""


class Grammar:
    """The model, opened from its file in a fraction of a second."""

    def __init__(self, path: Path) -> None:
        settings, arrays = load_weights(path)
        self._labels: dict[str, list[str]] = settings["labels"]
        self._classes = [(x.split("|", 1)[0], x.split("|", 1)[1]) for x in self._labels["word_class"]]
        self._scripts = [(int(cut), added) for cut, added in (s.split("|", 1) for s in self._labels["script"])]
        self._lemmas: dict[tuple[str, int, str], str] = {}
        self._words = WordVectors(arrays)
        self._layers = Layers(arrays)
        self._heads = Heads(arrays)

    def read(self, texts: Sequence[Sequence[str]], breaks: Sequence[dict[int, bool]] | None = None) -> list[Parse]:
        """Grammar of each text; ``breaks`` says where a sentence must (True) or may not (False) begin."""
        windows = [(n, a, b) for n, words in enumerate(texts) for a, b in cut_windows(words)]
        if not windows:
            return [Parse([], [], [], [], [], []) for _ in texts]
        flat = [w for words in texts for w in words]
        words, rows = self._layers.read(*self._words.distinct(flat), [b - a for _, a, b in windows])
        said = self._heads.read(rows, words)
        starts = said.start > _least_odds(flat)
        edges = [0, *accumulate(map(len, texts))]
        starts[[base for base, words in zip(edges, texts, strict=False) if words]] = True
        if breaks:
            told = [base + i for base, own in zip(edges, breaks, strict=False) for i in own]
            starts[told] = [must for own in breaks for must in own.values()]
        for a, b in pairwise([*np.flatnonzero(starts).tolist(), len(flat)]):
            starts[a + _LONGEST_SENTENCE : b : _LONGEST_SENTENCE] = True
        edges_of_sentences = np.append(np.flatnonzero(starts), len(flat))
        heads = best_trees(said.arc_scores, said.arc_head, said.to_root, edges_of_sentences, said.row)
        relations = self._heads.relations(said, heads, self._labels["relation"].index("ROOT"))
        labels = [*said.best.tolist(), relations.tolist()]
        passives = heads[relations == self._labels["relation"].index("aux:pass")].tolist()
        heads -= np.repeat(edges[:-1], [len(words) for words in texts])
        named = self._named(flat, *labels)
        _as_participles(flat, passives, *named[:3])
        columns = [*named, heads.tolist(), starts.tolist()]
        return [Parse(*(column[a:b] for column in columns)) for a, b in pairwise(edges)]

    def familiar(self, words: Sequence[tuple[str, int]], names: Sequence[Name]) -> dict[int, str]:
        """Names that the model knows, by the index of the words in whose place it is to read them.

        What the model makes of a person's name that it never saw may be a verb or an adverb ("Miss Tavistock");
        who it is does not matter to the grammar.  Names of places are better left alone, which was measured, but for
        those that end in what else is a verb's past or participle: "Port Said", "Reading".
        """
        known: dict[int, str] = {}
        for name in names:
            first = bisect_left(words, name.start, key=itemgetter(1))
            end = bisect_left(words, name.end, key=itemgetter(1))
            opens = end == first + 1 and (first == 0 or words[first - 1][0] in ".!?")  # "Reading, she fell asleep"
            if name.label == "LOC" and first < end and not opens and _is_told_of_doing(words[end - 1][0]):
                known[end - 1] = _PLACE
            if name.label != "PER":
                continue
            if all(_is_plain_name(word) for word, _ in words[first:end]):
                for i in range(first, end):
                    if not self._words.knows(words[i][0]):
                        known[i] = _ALONE if end == first + 1 else _LAST if i == end - 1 else _FIRST
        return known

    def _named(
        self, words: Sequence[str], tags: Sequence[int], classes: Sequence[int], scripts: Sequence[int],
        relations: Sequence[int],
    ) -> tuple[list[str], list[tuple[str, str]], list[str], list[str]]:  # fmt: skip
        """Tags, word classes, lemmas and relations of words by their names."""
        tag_names, relation_names, class_names, lemmas = (
            self._labels["tag"], self._labels["relation"], self._classes, self._lemmas
        )  # fmt: skip
        parts = [class_names[i] for i in classes]
        keys = zip(words, scripts, [part for part, _ in parts], strict=True)
        return (
            [tag_names[i] for i in tags],
            parts,
            [lemmas.get(key) or self._lemma(*key) for key in keys],
            [relation_names[i] for i in relations],
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


def _as_participles(
    words: Sequence[str], passives: Sequence[int], tags: list[str], classes: list[tuple[str, str]], lemmas: list[str]
) -> None:
    """Make verbs of what stands in the passive and was taken for adjectives: "the plans were shelved"."""
    for i in passives:
        forms = base_forms(words[i].lower(), "VERB") if classes[i][0] == "ADJ" else ()
        if forms:
            tags[i], classes[i], lemmas[i] = "VBN", _PASSIVE, forms[0]


_PASSIVE = ("VERB", "Tense=Past|VerbForm=Part|Voice=Pass")


def _least_odds(words: Sequence[str]) -> Floats:
    """From which log-odds on a sentence begins with each word."""
    opener = np.array([w in BEGINNERS or w == "I" for w in words])
    after_stop = np.array([False, *(w in _STOPS for w in words[:-1])])
    odds: Floats = np.where(after_stop, _START_AFTER_STOP, np.where(opener, _START_WITH_OPENER, _START_IN_TEXT))
    return odds
