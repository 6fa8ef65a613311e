"""The small neural network under names and grammar, in numpy: word vectors, then a two-way LSTM.

A word's vector is the sum of learnt vectors of its features (form, shape, beginnings, endings, letter
trigrams), so it is computed once per word form.  The LSTM reads windows of text in both directions.
Trained by ``data/language``; ``word_features`` is what both sides share.
"""

from __future__ import annotations

import functools
import json
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

WINDOW = 100
"""Words that the network reads at once, at most."""
_LEAST_WINDOW = 40
_SENTENCE_ENDS = frozenset({".", "!", "?", ";", ":", "...", "…"})
_MAX_AFFIX, _TRIGRAM, _LONGEST = 4, 3, 24
_BATCH = 64
_EPSILON = 1e-5
_CACHED_WORDS = 50_000
_PLAIN_LETTERS = str.maketrans("øłđðıəħ", "olddiah")


def fold(word: str) -> str:
    """Lower case without diacritics."""
    if word.isascii():
        return word.lower()
    marks = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN_LETTERS))
    return "".join(c for c in marks if not unicodedata.combining(c))


def word_features(word: str) -> list[str]:
    """The features of a word form; the first is the form itself, the rest say how it is built."""
    form = "".join("0" if c.isdigit() else c for c in fold(word))
    features = ["=" + form, "#" + _shape(word), "*" + word[:1], "@" + word[-3:]]
    if len(form) <= _LONGEST:
        for length in range(1, min(_MAX_AFFIX, len(form)) + 1):
            features += ["<" + form[:length], ">" + form[-length:]]
        framed = f"^{form}$"
        features += ["~" + framed[i : i + _TRIGRAM] for i in range(len(framed) - _TRIGRAM + 1)]
    return features


def feature_key(feature: str) -> int:
    return zlib.crc32(feature.encode())


@functools.lru_cache(_CACHED_WORDS)
def feature_keys(word: str) -> tuple[int, ...]:
    """The keys of a word's features, once for all models."""
    return tuple(map(feature_key, word_features(word)))


def _shape(word: str) -> str:
    """ "Xxxx" for "Paris", "XX-dd" for "MH-17"; a run of one kind counts up to four."""
    shape: list[str] = []
    for c in word:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c
        if shape[-4:] != [kind] * 4:
            shape.append(kind)
    return "".join(shape[:12])


def cut_windows(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of the windows of a text: up to ``WINDOW`` words, ending after a full stop where one is near."""
    start = 0
    while start < len(words):
        end = min(start + WINDOW, len(words))
        if end < len(words):
            stops = (i + 1 for i in range(end - 1, start + _LEAST_WINDOW, -1) if words[i] in _SENTENCE_ENDS)
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
        self._keys = {k: i + 1 for i, k in enumerate(arrays["feature_keys"].tolist())}  # row 0 is an unknown form
        self._rows = arrays["rows"]
        self._scales = arrays["row_scales"].astype(np.float32)
        self._gain, self._bias = arrays["norm_gain"], arrays["norm_bias"]
        self._index: dict[str, int] = {}
        self._vectors = np.zeros((0, self._rows.shape[1]), np.float32)

    def knows(self, word: str) -> bool:
        """Whether the model has seen a word form often enough to have a vector for it."""
        return feature_keys(word)[0] in self._keys

    def __call__(self, words: Sequence[str]) -> Floats:
        """One row per word."""
        if len(self._index) > _CACHED_WORDS:
            self._index.clear()
        index = self._index
        fresh = [word for word in dict.fromkeys(words) if word not in index]
        if fresh:
            self._add(fresh)
        return self._vectors[[index[word] for word in words]]

    def _add(self, words: Sequence[str]) -> None:
        keys = self._keys
        rows: list[int] = []
        starts: list[int] = []
        for word in words:
            first, *rest = feature_keys(word)
            starts.append(len(rows))
            rows.append(keys.get(first, 0))
            rows += [row for key in rest if (row := keys.get(key))]
        vectors = np.add.reduceat(self._rows[rows] * self._scales[rows, None], starts, axis=0)
        vectors -= vectors.mean(axis=1, keepdims=True)
        vectors /= np.sqrt((vectors * vectors).mean(axis=1, keepdims=True) + _EPSILON)
        first_free = len(self._index)
        self._vectors = np.concatenate([self._vectors[:first_free], vectors * self._gain + self._bias])
        self._index.update((word, first_free + i) for i, word in enumerate(words))


class TwoWayLSTM:
    """Layers of LSTMs that read forwards and backwards; each layer reads both directions of the one below."""

    def __init__(self, arrays: Mapping[str, Floats]) -> None:
        self._layers = []
        for layer in range(sum(k.startswith("lstm_in_") for k in arrays)):
            # Negative, as the logistic function wants it: 1 / (1 + exp(-x)).
            self._layers.append(
                (-arrays[f"lstm_in_{layer}"], -arrays[f"lstm_own_{layer}"], -arrays[f"lstm_bias_{layer}"])
            )

    def __call__(self, vectors: Floats, lengths: Sequence[int]) -> Floats:
        """``vectors``: the words of all windows, one after the other; ``lengths`` words each.  One row per word."""
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64)
        order = np.argsort(-np.asarray(lengths), kind="stable")
        width = 2 * self._layers[-1][1].shape[1]
        out = np.empty((len(vectors), width), np.float32)
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            sizes = np.asarray(lengths)[batch]
            steps = np.arange(int(sizes[0]))
            alive = steps[:, None] < sizes[None, :]
            ahead = np.where(alive, starts[batch] + steps[:, None], 0)
            back = np.where(alive, starts[batch] + sizes - 1 - steps[:, None], 0)
            inside = np.concatenate([np.arange(s, s + n) for s, n in zip(starts[batch], sizes, strict=True)])
            place = np.empty(len(vectors), np.int64)
            place[inside] = np.arange(len(inside))
            x = vectors[inside]
            active = alive.sum(axis=1)
            with np.errstate(over="ignore"):  # an infinite exp gives the right 0 or 1
                for layer in self._layers:
                    x = _read_both_ways(x, layer, place[ahead], place[back], active)
            out[inside] = x
        return out


def _read_both_ways(x: Floats, layer: tuple[Floats, Floats, Floats], ahead: Ints, back: Ints, active: Ints) -> Floats:
    """One layer; weights, negative, have the directions in front: (2, in, 4 h), (2, h, 4 h), (2, 4 h), gates i f o g.

    ``ahead`` and ``back`` say which row of ``x`` each window (column) reads at each step (row); the
    first ``active[step]`` windows have one.
    """
    weights_in, weights_own, bias = layer
    size = weights_own.shape[1]
    read = [x @ weights_in[0] + bias[0], x @ weights_in[1] + bias[1]]
    out = np.empty((len(x), 2 * size), np.float32)
    hidden = np.zeros((2, ahead.shape[1], size), np.float32)
    cell = np.zeros_like(hidden)
    for step, count in enumerate(active):
        # Once a window has ended, its row is left out: they are sorted by length.
        rows, rows_back = ahead[step, :count], back[step, :count]
        gates = np.matmul(hidden[:, :count], weights_own)
        gates[0] += read[0][rows]
        gates[1] += read[1][rows_back]
        # g counts as tanh(x) = 2 sigmoid(2 x) - 1, its weights doubled when they were stored: one exp for all.
        np.exp(gates, out=gates)
        gates += 1
        np.reciprocal(gates, out=gates)
        i, f, o, g = (gates[:, :, n * size : (n + 1) * size] for n in range(4))
        g *= 2
        g -= 1
        g *= i
        f *= cell[:, :count]
        cell = f + g
        hidden = np.exp(-2 * cell)
        hidden += 1
        np.divide(2, hidden, out=hidden)
        hidden -= 1
        hidden *= o
        out[rows, :size] = hidden[0]
        out[rows_back, size:] = hidden[1]
    return out


@functools.cache
def model_file(name: str) -> Path:
    """A file of the embedded models: in the package when installed, beside it in a source checkout."""
    from kimmap.errors import DataMissing

    package = Path(__file__).resolve().parent
    for folder in (package / "models", package.parents[1] / "data" / "language"):
        if (folder / name).is_file():
            return folder / name
    raise DataMissing(
        f"the language model “{name}” is missing: reinstall kimmap (pip install --force-reinstall kimmap)"
    )
