"""The names model: people, organisations and places in running text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np
import numpy.typing as npt

from kimmap.language.analysis import Name, NameLabel
from kimmap.language.layers import Layers
from kimmap.language.lemmas import base_forms
from kimmap.language.names_gazetteer import PERSON_FEATURES, PLACE_FEATURES, NameLists
from kimmap.language.network import SENTENCE_ENDS, Floats, Ints, WordVectors, cut_windows, load_weights

Words = Sequence[tuple[str, int]]
"""The words of a text with their offsets in it."""

_IMPOSSIBLE = -1e4
_CLEAR, _SURE, _OUTWEIGHS = 0.8, 0.95, 1.5
"""A name is clear with the first odds and keeps its label with the second; a label wins with so many times the rest."""


class _Found(NamedTuple):
    """A name as words ``start`` to ``end`` of text ``text``; ``odds`` the share of its label in what was possible."""

    text: int
    start: int
    end: int
    label: str
    odds: float


class NamesModel:
    """The model and its lists, opened from their files."""

    def __init__(self, weights: Path, lists: Path) -> None:
        settings, arrays = load_weights(weights)
        self._labels: list[str] = settings["labels"]
        self._words = WordVectors(arrays)
        self._layers = Layers(arrays)
        self._lists = NameLists(lists)
        self._arrays = arrays
        self._out = np.vstack([arrays["out_weight"], arrays["out_bias"]])
        self._follows = _allowed(self._labels)
        self._parts = [("", ""), *((label[0], label[2:]) for label in self._labels[1:])]

    def find(self, documents: Sequence[Sequence[Words]]) -> list[list[list[Name]]]:
        """Names of each text of each document; the other mentions of a name in its document say what it is.

        The names have offsets in their text and no ``text`` yet.
        """
        flat = [[w for w, _ in text] for document in documents for text in document]
        by_text: dict[int, list[_Found]] = defaultdict(list)
        for name in self._label(flat):
            by_text[name.text].append(name)
        names: list[list[list[Name]]] = [[[] for _ in document] for document in documents]
        first = 0
        for document, found in zip(documents, names, strict=True):
            own = [_Found(i, *name[1:]) for i in range(len(document)) for name in by_text.get(first + i, ())]
            for name in agree(flat[first : first + len(document)], own):
                text = document[name.text]
                start, (last, offset) = text[name.start][1], text[name.end - 1]
                found[name.text].append(Name(start, offset + len(last), "", cast(NameLabel, name.label)))
            first += len(document)
        return names

    def _label(self, texts: Sequence[Sequence[str]]) -> list[_Found]:
        windows = [(n, a, b) for n, words in enumerate(texts) for a, b in cut_windows(words)]
        if not windows:
            return []
        flat = [w for words in texts for w in words]
        vectors, index = self._words.distinct(flat)
        if "place_marks" in self._arrays:
            places, people = self._lists.mark(texts)
            kinds, index = np.unique((index * PLACE_FEATURES + places) * PERSON_FEATURES + people, return_inverse=True)
            rest, people = np.divmod(kinds, PERSON_FEATURES)
            rows, places = np.divmod(rest, PLACE_FEATURES)
            vectors = vectors[rows] + self._arrays["place_marks"][places] + self._arrays["person_marks"][people]
        scores = np.empty((len(flat), len(self._labels)), np.float32)
        places, said = self._layers.read(vectors, index, [b - a for _, a, b in windows])
        scores[places] = said @ self._out
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        odds /= odds.sum(axis=1, keepdims=True)
        labels = odds.argmax(axis=1)
        edges = np.cumsum([0, *(b - a for _, a, b in windows)])
        # Before and behind a window nothing is open.
        previous = np.roll(labels, 1)
        previous[edges[:-1]] = 0
        fits = self._follows[previous, labels]
        fits[edges[1:] - 1] &= self._follows[labels[edges[1:] - 1], 0]
        wrong = np.flatnonzero(~np.logical_and.reduceat(fits, edges[:-1]))
        if len(wrong):
            mended = np.concatenate([np.arange(edges[i], edges[i + 1]) for i in wrong.tolist()])
            sizes = np.diff(edges)[wrong]
            labels[mended] = best_paths(np.log(odds[mended] + 1e-9), sizes, self._follows)
        spans = self._spans(labels, odds, [len(words) for words in texts])
        return [self._without_verb(name, texts[name.text]) for name in spans]

    def _without_verb(self, name: _Found, words: Sequence[str]) -> _Found:
        """A name without the verb that opens its sentence, where the rest is a place of the lists: "Crossed | Lima"."""
        first = words[name.start]
        opens = name.start == 0 or words[name.start - 1] in SENTENCE_ENDS
        if name.end - name.start < 2 or not (opens and first.endswith("ed") and base_forms(first.lower(), "VERB")):
            return name
        (marks, _) = self._lists.mark([words[name.start : name.end]])
        return name._replace(start=name.start + 1, label="LOC") if not marks[0] and marks[1:].all() else name

    def _spans(self, labels: Ints, odds: Floats, sizes: Sequence[int]) -> list[_Found]:
        """The names that the labels of the words of some texts tell, the texts one after the other."""
        inside = np.flatnonzero(labels)
        texts = np.repeat(np.arange(len(sizes)), sizes)[inside]
        places = inside - (np.cumsum(sizes) - sizes)[texts]
        columns = (texts, places, labels[inside], odds[inside, labels[inside]])
        spans: list[_Found] = []
        start, least = 0, 1.0
        for text, place, label, share in zip(*(column.tolist() for column in columns), strict=True):
            part, kind = self._parts[label]
            start, least = (place, share) if part in "BU" else (start, min(least, share))
            if part in "LU":
                spans.append(_Found(text, start, place + 1, kind, least))
        return spans


def best_paths(scores: Floats, sizes: Ints, follows: npt.NDArray[np.bool_]) -> Ints:
    """The best labels that can follow each other in each of some windows, which stand one after the other (Viterbi).

    The windows are read side by side, the longest first, so that the first so many go on.
    """
    order = np.argsort(-sizes, kind="stable")
    firsts = (np.cumsum(sizes) - sizes)[order]
    going = np.searchsorted(-sizes[order], -np.arange(sizes.max()), side="left")
    barred = np.where(follows, 0, _IMPOSSIBLE).T  # the label before in the last place
    total = scores[firsts] + barred[:, 0]
    back = np.zeros((len(going), len(sizes), len(barred)), np.int64)
    for step, count in enumerate(going.tolist()[1:], 1):
        options = total[:count, None] + barred
        back[step, :count] = options.argmax(axis=2)
        total[:count] = options.max(axis=2) + scores[firsts[:count] + step]
    labels = np.zeros(len(scores), np.int64)
    best = (total + barred[0]).argmax(axis=1)
    for step, count in reversed(list(enumerate(going.tolist()))):
        labels[firsts[:count] + step] = best[:count]
        best[:count] = back[step, np.arange(count), best[:count]]
    return labels


def _allowed(labels: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Whether the column's label may follow the row's; 0 is outside, also before and after a text."""
    table = np.zeros((len(labels), len(labels)), bool)
    for i, a in enumerate(labels):
        for j, b in enumerate(labels):
            open_ = a[0] in "BI"
            table[i, j] = (b[0] in "IL" and a[2:] == b[2:]) if open_ else b[0] not in "IL"
    return table


def agree(texts: Sequence[Sequence[str]], found: Sequence[_Found]) -> list[_Found]:
    """The names of one document after a second look: what is one thing in clear places is so throughout.

    A lone family name of somebody who is named in full is that person; a name with several labels takes
    the surest; an occurrence that was missed is added where the words are not part of a longer name.
    """
    votes: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in found:
        votes[tuple(texts[name.text][name.start : name.end])][name.label] += name.odds
    surnames = {
        words[-1]: labels["PER"]
        for words, labels in sorted(votes.items())
        if len(words) > 1 and labels["PER"] >= _CLEAR
    }
    decided: dict[tuple[str, ...], str] = {}
    for words, labels in votes.items():
        best = max(sorted(labels), key=lambda label: labels[label])
        if len(words) == 1 and surnames.get(words[0], 0) + labels["PER"] > labels[best]:
            best = "PER"
        others = sum(labels.values()) - labels[best]
        clear = labels[best] >= _CLEAR and labels[best] >= _OUTWEIGHS * others
        if clear or (best == "PER" and len(words) == 1 and words[0] in surnames):
            decided[words] = best
    decided |= {(surname,): "PER" for surname in surnames if (surname,) not in votes}
    kept = [_relabelled(name, decided.get(tuple(texts[name.text][name.start : name.end]))) for name in found]
    kept += _missed(texts, kept, decided)
    return sorted(kept, key=lambda n: (n.text, n.start))


def _relabelled(name: _Found, label: str | None) -> _Found:
    return name if label is None or label == name.label or name.odds >= _SURE else name._replace(label=label)


def _missed(
    texts: Sequence[Sequence[str]], found: Sequence[_Found], decided: Mapping[tuple[str, ...], str]
) -> list[_Found]:
    """Unmarked occurrences of names that are clear elsewhere."""
    forms = {word for words in texts for word in words}
    known: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(decided, key=len, reverse=True):
        if name[0][:1].isupper() and (len(name) > 1 or (name[0].lower() not in forms and len(name[0]) > 2)):
            known[name[0]].append(name)
    taken = {(mention.text, i) for mention in found for i in range(mention.start, mention.end)}
    added = []
    for n, words in enumerate(texts):
        if known.keys().isdisjoint(words):
            continue
        for i in [i for i, word in enumerate(words) if word in known]:
            for known_name in known[words[i]]:
                end = i + len(known_name)
                free = tuple(words[i:end]) == known_name and not any((n, k) in taken for k in range(i - 1, end + 1))
                if free and not (_is_capital(words, i - 1) and i > 1) and not _is_capital(words, end):
                    added.append(_Found(n, i, end, decided[known_name], _CLEAR))
                    taken.update((n, k) for k in range(i, end))
                    break
    return added


def _is_capital(words: Sequence[str], i: int) -> bool:
    return 0 <= i < len(words) and words[i][:1].isupper()
