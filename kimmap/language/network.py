"""What is under names and grammar, in numpy: the files of the models, windows of text, word vectors.

A word's vector is the sum of learnt vectors of its features (form, shape, beginnings, endings, letter
trigrams), so it is computed once per word form.  Layers (``layers.py``) then read windows of text both ways.
Trained by ``data/language``; ``word_features`` is what both sides share.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from kimmap.datafiles import data_path

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint32]

WINDOW = 100
"""Words that the network reads at once, at most."""
_LEAST_WINDOW = 40
SENTENCE_ENDS = frozenset({".", "!", "?", ";", ":", "...", "…"})
_OUTER, _MAX_AFFIX, _TRIGRAM, _LONGEST = 4, 4, 3, 24
_EPSILON = 1e-5
_CACHED_WORDS = 50_000
_SUMMED = 512
"""Words whose features are summed at once: what is between stays in the processor's caches."""
_LONG_RUN = re.compile(r"(.)\1{4,}", re.DOTALL)
_KINDS = str.maketrans({
    chr(n): "X" if chr(n).isupper() else "x" if chr(n).islower() else "d" for n in range(128) if chr(n).isalnum()
})  # fmt: skip
_PLAIN_LETTERS = str.maketrans("øłđðıəħ", "olddiah")


def fold(word: str) -> str:
    """Lower case without diacritics."""
    if word.isascii():
        return word.lower()
    marks = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN_LETTERS))
    return "".join(c for c in marks if not unicodedata.combining(c))


def word_features(word: str) -> list[str]:
    """The features of a word form; the first is the form itself, the rest say how it is built."""
    form = _form(word)
    features = ["=" + form, *_outer_features(word)]
    if len(form) <= _LONGEST:
        for length in range(1, min(_MAX_AFFIX, len(form)) + 1):
            features += ["<" + form[:length], ">" + form[-length:]]
        framed = f"^{form}$"
        features += ["~" + framed[i : i + _TRIGRAM] for i in range(len(framed) - _TRIGRAM + 1)]
    return features


def feature_key(feature: str) -> int:
    return zlib.crc32(feature.encode())


_short_key = functools.lru_cache(_CACHED_WORDS)(feature_key)
"""The keys of features that many words share."""


def _checksum_steps() -> Keys:
    """What the CRC-32 of a text does for each byte."""
    steps = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        steps = np.where(steps & 1, np.uint32(0xEDB88320) ^ (steps >> 1), steps >> 1)
    return steps


_CHECKSUM_TABLE = _checksum_steps()


@functools.lru_cache(_CACHED_WORDS)
def _outside(word: str) -> tuple[str, tuple[int, ...]]:
    """A word's plain letters, and the keys of its form and of what is read off it as it is written."""
    form = _form(word)
    return form, (feature_key("=" + form), *map(_short_key, _outer_features(word)))


def feature_keys(words: Sequence[str]) -> Keys:
    """The keys of `word_features`, a row per word; 0 where a word has no such feature.

    Nearly all features are of few plain letters, so that the checksums that are their keys are computed for all
    words at once.
    """
    outside = [_outside(word) for word in words]
    sizes = np.array([len(form) if len(form) <= _LONGEST else 0 for form, _ in outside])
    keys = np.zeros((len(words), _OUTER + 2 * _MAX_AFFIX + int(sizes.max(initial=0))), np.uint32)
    keys[:, :_OUTER] = [own for _, own in outside]
    plain = np.array([form.isascii() for form, _ in outside])
    for n in np.flatnonzero(~plain & (sizes > 0)).tolist():
        own = [feature_key(feature) for feature in word_features(words[n])[_OUTER:]]
        keys[n, _OUTER : _OUTER + len(own)] = own
    chosen = np.flatnonzero(plain & (sizes > 0))
    if len(chosen):
        sizes = sizes[chosen]
        letters = np.frombuffer("".join(f"^{outside[n][0]}$" for n in chosen.tolist()).encode(), np.uint8)
        begins = np.cumsum(sizes + 2) - sizes - 2
        _add_inner_keys(keys, chosen, letters, begins, sizes)
    return keys


def _add_inner_keys(keys: Keys, chosen: Ints, letters: npt.NDArray[np.uint8], begins: Ints, sizes: Ints) -> None:
    """The keys of beginnings, endings and trigrams of the words ``chosen``, whose framed ``letters`` begin there."""
    for length in range(1, _MAX_AFFIX + 1):
        long = np.flatnonzero(sizes >= length)
        for n, (sign, first) in enumerate((("<", begins + 1), (">", begins + 1 + sizes - length))):
            keys[chosen[long], _OUTER + 2 * length - 2 + n] = _checksums(sign, letters, first[long], length)
    for n in range(int(sizes.max())):
        long = np.flatnonzero(sizes > n)
        keys[chosen[long], _OUTER + 2 * _MAX_AFFIX + n] = _checksums("~", letters, begins[long] + n, _TRIGRAM)


def _checksums(sign: str, letters: npt.NDArray[np.uint8], first: Ints, length: int) -> Keys:
    """`feature_key` of a sign and the ``length`` letters from each place of ``first`` on."""
    sums = np.full(len(first), ~feature_key(sign) & 0xFFFFFFFF, np.uint32)
    for n in range(length):
        sums = _CHECKSUM_TABLE[(sums ^ letters[first + n]) & 0xFF] ^ (sums >> 8)
    return ~sums


def _form(word: str) -> str:
    """The word in plain small letters, each digit a 0."""
    folded = fold(word)
    return folded if folded.isalpha() else "".join("0" if c.isdigit() else c for c in folded)


def _outer_features(word: str) -> tuple[str, str, str]:
    """What is read off a word as it is written."""
    return "#" + _shape(word), "*" + word[:1], "@" + word[-3:]


def _shape(word: str) -> str:
    """ "Xxxx" for "Paris", "XX-dd" for "MH-17"; a run of one kind counts up to four."""
    if word.isascii():
        kinds = word.translate(_KINDS)
    else:
        kinds = "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word)
    return _LONG_RUN.sub(lambda run: run[0][:4], kinds)[:12] if len(kinds) > 4 else kinds


def cut_windows(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of the windows of a text: up to ``WINDOW`` words, ending after a full stop where one is near."""
    start = 0
    while start < len(words):
        end = min(start + WINDOW, len(words))
        if end < len(words):
            stops = (i + 1 for i in range(end - 1, start + _LEAST_WINDOW, -1) if words[i] in SENTENCE_ENDS)
            end = next(stops, end)
        yield start, end
        start = end


def load_weights(path: Path) -> tuple[dict[str, Any], dict[str, Floats]]:
    """(settings, arrays in single precision) of a file that ``data/language`` wrote."""
    with np.load(path) as stored:
        settings = json.loads(bytes(stored["settings"]))
        arrays = {k: _widen(stored[k]) for k in stored.files if k != "settings"}
    return settings, arrays


def _widen(array: npt.NDArray[Any]) -> Any:
    return array.astype(np.float32) if array.dtype == np.float16 else array


class WordVectors:
    """Vectors of word forms, kept once computed."""

    def __init__(self, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
        self._keys = arrays["feature_keys"]  # sorted; row 0 is an unknown form, row n + 1 is of key n
        stored = arrays["rows"]
        self._rows = np.concatenate([stored, np.zeros_like(stored[:1])])  # the last one is for unknown features
        self._scales = np.append(arrays["row_scales"].astype(np.float32), np.float32(0))
        self._gain, self._bias = arrays["norm_gain"], arrays["norm_bias"]
        self._index: dict[str, int] = {}
        self._known: dict[str, bool] = {}
        self._vectors = np.zeros((0, self._rows.shape[1]), np.float32)

    def knows(self, word: str) -> bool:
        """Whether the model has seen a word form often enough to have a vector for it."""
        if word not in self._known:
            self._known[word] = bool(self._rows_of(np.array(_outside(word)[1][:1], np.uint32))[0] <= len(self._keys))
        return self._known[word]

    def distinct(self, words: Sequence[str]) -> tuple[Floats, Ints]:
        """The vectors of the distinct words, and which of them each word is."""
        if len(self._index) > _CACHED_WORDS:
            self._index.clear()
        index = self._index
        fresh = [word for word in dict.fromkeys(words) if word not in index]
        if fresh:
            self._add(fresh)
        rows, places = np.unique(np.array([index[word] for word in words], np.int64), return_inverse=True)
        return self._vectors[rows], places

    def _add(self, words: Sequence[str]) -> None:
        """Sum the rows of each word's features, then level them out."""
        keys = feature_keys(words)
        # The words with most features come first, so that each feature is added to the first so many.
        sizes = keys.shape[1] - (keys[:, ::-1] != 0).argmax(axis=1)
        order = np.argsort(-sizes, kind="stable")
        keys, sizes = keys[order], sizes[order]
        vectors = np.zeros((len(words), self._rows.shape[1]), np.float32)
        places = self._rows_of(keys)
        forms = places[:, 0]
        forms[forms > len(self._keys)] = 0
        for a in range(0, len(words), _SUMMED):
            own = places[a : a + _SUMMED, : sizes[a]]
            ends = np.searchsorted(-sizes[a : a + _SUMMED], -np.arange(own.shape[1]))
            for n, end in enumerate(ends.tolist()):
                chosen = own[:end, n]
                vectors[a : a + end] += self._rows.take(chosen, axis=0) * self._scales[chosen, None]
        vectors -= vectors.mean(axis=1, keepdims=True)
        vectors /= np.sqrt((vectors * vectors).mean(axis=1, keepdims=True) + _EPSILON)
        first_free = len(self._index)
        self._vectors = np.concatenate([self._vectors[:first_free], vectors * self._gain + self._bias])
        self._index.update((words[i], first_free + n) for n, i in enumerate(order.tolist()))

    def _rows_of(self, keys: Keys) -> Ints:
        """The row of each feature; the last row for those that the model does not know."""
        places = np.searchsorted(self._keys, keys)
        known = self._keys[np.minimum(places, len(self._keys) - 1)] == keys
        return np.where(known, places + 1, len(self._keys) + 1)


@functools.cache
def model_file(name: str) -> Path:
    """A file of the embedded models."""
    return data_path(f"language/models/{name}", f"language/{name}", f"the language model “{name}”")
