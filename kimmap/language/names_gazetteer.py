"""Which words of a text are in a list of place names, and which are people's names: features for the names model.

The lists are kept as hashes: 40 bits of a name and a class.  Built by ``data/language/build_gazetteer.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
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
_JOINTS = frozenset({"-", "'", "’", ".", "–"})
_SHORT_FORMS = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

Ints = npt.NDArray[np.int64]


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
        self._words: dict[str, int] = {}
        self._inner = np.zeros(1, np.uint64)  # a word's hash within a name; 0 is of no word
        self._single = np.zeros(1, np.uint64)  # of a name that it is on its own
        self._person = np.zeros(1, np.int64)
        self._begins = np.zeros(1, np.bool_)  # whether a name may begin with it
        self._joins = np.zeros(1, np.bool_)

    def mark(self, texts: Sequence[Sequence[str]]) -> tuple[Ints, Ints]:
        """(place feature, person feature) of each word, the texts one after the other, below the numbers above."""
        known = self._words
        flat = [word for words in texts for word in words]
        if fresh := [word for word in dict.fromkeys(flat) if word not in known]:
            self._add(fresh)
        # One row more behind each text: no name goes on in the next.
        places = np.arange(len(flat)) + np.repeat(np.arange(len(texts)), [len(words) for words in texts])
        ids = np.zeros(len(flat) + len(texts), np.int64)
        ids[places] = [known[word] for word in flat]
        position = np.zeros(len(ids), np.int64)
        position[places] = np.arange(len(flat))
        kept = np.flatnonzero(~self._joins[ids])
        own = ids[kept]
        marks = np.zeros(len(flat), np.int64)
        free = 0
        for at, length, place_class in self._longest(own):
            if at < free:
                continue
            free = at + length
            start, end = int(position[kept[at]]), int(position[kept[free - 1]]) + 1
            base = 3 * (place_class - 1) + 1
            marks[start:end] = base + 2
            marks[start] = base if end == start + 1 else base + 1
        return marks, self._person[ids[places]]

    def _add(self, words: Sequence[str]) -> None:
        """Remember what the lists say of words not seen before."""
        begins = [not word[:1].islower() for word in words]
        compared = list(map(_compared, words))
        inner = list(map(_hash, compared))
        single = [
            (value if len(plain) > _SHORT else _hash(_alone(word))) if begin else 0
            for word, plain, value, begin in zip(words, compared, inner, begins, strict=True)
        ]
        hashes = np.array(single, np.uint64)
        keys = hashes >> _KEPT_BITS
        where = np.minimum(np.searchsorted(self._people, keys), len(self._people) - 1)
        is_person = (self._people[where] == keys) & np.array([word[:1].isupper() for word in words])
        self._words.update((word, len(self._inner) + n) for n, word in enumerate(words))
        self._inner = np.concatenate([self._inner, np.array(inner, np.uint64)])
        self._single = np.concatenate([self._single, hashes])
        self._person = np.concatenate([self._person, np.where(is_person, self._person_classes[where], 0)])
        self._begins = np.concatenate([self._begins, begins])
        self._joins = np.concatenate([self._joins, [word in _JOINTS for word in words]])

    def _longest(self, ids: Ints) -> Iterator[tuple[int, int, int]]:
        """Where names begin among words, given by number, and the length in words and class of the longest there."""
        begins = np.flatnonzero(self._begins[ids])
        inner = self._inner[ids]
        lengths = np.zeros(len(begins), np.int64)
        classes = np.zeros(len(begins), np.int64)
        value, running = self._single[ids[begins]], inner[begins]
        for length in range(1, min(MAX_WORDS, len(ids)) + 1):
            if length > 1:
                enough = np.searchsorted(begins, len(ids) - length, side="right")
                running = running[:enough] * _MULTIPLIER + inner[begins[:enough] + length - 1]
                value = running
            keys = value >> _KEPT_BITS
            where = np.minimum(np.searchsorted(self._places, keys), len(self._places) - 1)
            hits = np.flatnonzero(self._places[where] == keys)
            lengths[hits] = length
            classes[hits] = self._place_classes[where[hits]]
        found = np.flatnonzero(lengths)
        return zip(begins[found].tolist(), lengths[found].tolist(), classes[found].tolist(), strict=True)
