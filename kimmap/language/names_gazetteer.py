"""Which words of a text are in a list of place names, and which are people's names: features for the names model.

The lists are kept as hashes: 40 bits of a name and a class.  Built by ``data/language/build_gazetteer.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kimmap.language.network import fold

CLASSES = (
    "none", "country", "region", "district", "feature", "site", "city_1m", "city_100k", "city_10k", "city",
    "other_large", "other_small", "demonym",
)  # fmt: skip
"""What a name stands for, most telling first; "other" is another name of a city of 100,000 or of any."""

MAX_WORDS = 5
PLACE_FEATURES = 3 * (len(CLASSES) - 1) + 1
"""A word is in no name, or alone, first or later in a name of one of the classes."""
PERSON_FEATURES = 4
"""A word is no name, a given name, a family name, or both."""

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_KEPT_BITS = np.uint64(24)
_SHORT = 3
_GAP = -1
_JOINTS = frozenset({"-", "'", "’", ".", "–"})
_SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

Hashes = npt.NDArray[np.uint64]


def name_words(words: Sequence[str]) -> list[str]:
    """The words of a name as they are compared; hyphens and apostrophes that stand alone fall away."""
    return [w for word in words if word not in _JOINTS and (w := _compared(word))]


def hash_name(words: Sequence[str]) -> int:
    """40 bits for a name of ``words`` as ``name_words`` gives them; a single short word keeps its capitals."""
    value = np.uint64(0)
    with np.errstate(over="ignore"):
        for word in words:
            value = value * _MULTIPLIER + np.uint64(_hash(word))
    return int(value >> _KEPT_BITS)


def hash_single(word: str) -> int:
    return _hash(_alone(word)) >> int(_KEPT_BITS)


def _compared(word: str) -> str:
    folded = fold(word).replace(".", "").replace("'", "").replace("’", "")
    return _SHORT_FORMS.get(folded, folded)


def _alone(word: str) -> str:
    compared = _compared(word)
    return "=" + word.replace(".", "") if len(compared) <= _SHORT else compared


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")


class NameLists:
    """The lists, opened from their file in some ten milliseconds."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as stored:
            self._places = np.cumsum(stored["place_gaps"], dtype=np.uint64)
            self._place_classes = stored["place_classes"]
            self._people = np.cumsum(stored["person_gaps"], dtype=np.uint64)
            self._person_classes = stored["person_classes"]
        self._words: dict[str, tuple[int, int, int]] = {}

    def mark(self, texts: Sequence[Sequence[str]]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """(place feature, person feature) of each word, the texts one after the other, below the numbers above."""
        known = self._words
        for word in {w for words in texts for w in words} - known.keys():
            known[word] = (_hash(_compared(word)), _hash(_alone(word)), self._person_class(word))
        flat = [word for words in texts for word in words]
        people = np.array([known[w][2] for w in flat], np.int64)
        places = np.zeros(len(flat), np.int64)
        kept: list[int] = []
        base = 0
        for words in texts:
            kept += [base + i for i, w in enumerate(words) if w not in _JOINTS]
            kept.append(_GAP)  # no name goes on in the next text
            base += len(words)
        inner = np.array([known[flat[i]][0] if i != _GAP else 0 for i in kept], np.uint64)
        single = np.array([known[flat[i]][1] if i != _GAP else 0 for i in kept], np.uint64)
        lengths, classes = self._longest(inner, single)
        free = 0
        for position in np.flatnonzero(lengths).tolist():
            start = kept[position]
            if position < free or start == _GAP or flat[start][:1].islower():
                continue
            free = position + int(lengths[position])
            end = kept[free - 1] + 1
            base = 3 * (int(classes[position]) - 1) + 1
            places[start:end] = base + 2
            places[start] = base if end == start + 1 else base + 1
        return places, people

    def _longest(self, inner: Hashes, single: Hashes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Length in words and class of the longest name that begins at each word; 0 where none does."""
        lengths = np.zeros(len(inner), np.int64)
        classes = np.zeros(len(inner), np.int64)
        value = single
        running = inner
        for length in range(1, min(MAX_WORDS, len(inner)) + 1):
            if length > 1:
                running = running[:-1] * _MULTIPLIER + inner[length - 1 :]
                value = running
            keys = value >> _KEPT_BITS
            where = np.minimum(np.searchsorted(self._places, keys), len(self._places) - 1)
            hits = np.flatnonzero(self._places[where] == keys)
            lengths[hits] = length
            classes[hits] = self._place_classes[where[hits]]
        return lengths, classes

    def _person_class(self, word: str) -> int:
        if not word[:1].isupper():
            return 0
        key = np.uint64(hash_single(word))
        where = min(int(np.searchsorted(self._people, key)), len(self._people) - 1)
        return int(self._person_classes[where]) if self._people[where] == key else 0
