"""The network and the trees against slow, plain versions of themselves; words' features; windows."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimmap.language.grammar import best_tree
from kimmap.language.network import WINDOW, TwoWayLSTM, WordVectors, cut_windows, feature_key, fold, word_features

WORDS = ["Arden", "arden", "Košice", "MH-17", "2,031", "of", "x" * 60, "…", "Ørsted"]


@pytest.mark.parametrize(
    ("word", "folded"),
    [("Košice", "kosice"), ("ŁÓDŹ", "lodz"), ("Ørsted", "orsted"), ("Tromsø", "tromso"), ("Kim", "kim")],
)
def test_folding_drops_case_and_diacritics(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_features_tell_form_from_shape() -> None:
    upper, lower = word_features("Arden"), word_features("arden")
    assert upper[0] == lower[0] == "=arden"
    assert set(upper) != set(lower)
    assert word_features("Košice")[0] == word_features("Kosice")[0]
    assert word_features("1987")[0] == word_features("2031")[0]


@given(st.lists(st.sampled_from(["a", ".", "b", "!", "Arden"]), max_size=450))
def test_windows_cover_a_text_once(words: list[str]) -> None:
    windows = list(cut_windows(words))
    assert [i for a, b in windows for i in range(a, b)] == list(range(len(words)))
    assert all(0 < b - a <= WINDOW for a, b in windows)


def test_a_window_ends_after_a_full_stop_where_one_is_near() -> None:
    words = (["word"] * 79 + ["."]) * 3
    assert [b for _, b in cut_windows(words)] == [80, 160, 240]


def vectors_of(words: list[str], width: int = 8) -> tuple[WordVectors, dict[str, np.ndarray]]:
    rng = np.random.default_rng(3)
    keys = sorted({feature_key(f) for w in words[:4] for f in word_features(w)})
    arrays = {
        "feature_keys": np.array(keys, np.uint32),
        "rows": rng.integers(-127, 128, (len(keys) + 1, width)).astype(np.int8),
        "row_scales": rng.random(len(keys) + 1).astype(np.float16),
        "norm_gain": rng.random(width).astype(np.float32),
        "norm_bias": rng.random(width).astype(np.float32),
    }
    return WordVectors(arrays), arrays


def test_a_word_has_one_vector_whatever_else_is_asked() -> None:
    vectors, arrays = vectors_of(WORDS)
    together = vectors(WORDS)
    for word, row in zip(WORDS, together, strict=True):
        alone = WordVectors(arrays)([word])[0]
        np.testing.assert_allclose(alone, row, rtol=1e-4, atol=1e-5)
        np.testing.assert_array_equal(vectors([word])[0], row)


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def plain_lstm(arrays: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """One window, word by word."""
    for layer in range(2):
        sides = []
        for way in range(2):
            size = arrays[f"lstm_own_{layer}"].shape[1]
            hidden, cell, out = np.zeros(size), np.zeros(size), np.zeros((len(x), size))
            for t in range(len(x))[:: 1 - 2 * way]:
                z = (
                    x[t] @ arrays[f"lstm_in_{layer}"][way]
                    + hidden @ arrays[f"lstm_own_{layer}"][way]
                    + arrays[f"lstm_bias_{layer}"][way]
                )
                i, f, o, g = np.split(z, 4)
                cell = sigmoid(f) * cell + sigmoid(i) * np.tanh(g / 2)
                hidden = sigmoid(o) * np.tanh(cell)
                out[t] = hidden
            sides.append(out)
        x = np.concatenate(sides, axis=1)
    return x


@settings(max_examples=15)
@given(st.lists(st.integers(1, 9), min_size=1, max_size=80), st.integers(0, 9))
def test_the_lstm_reads_every_window_for_itself(lengths: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    width, size = 6, 5
    arrays: dict[str, np.ndarray] = {}
    for layer, fan_in in enumerate((width, 2 * size)):
        arrays[f"lstm_in_{layer}"] = rng.normal(size=(2, fan_in, 4 * size)).astype(np.float32)
        arrays[f"lstm_own_{layer}"] = rng.normal(size=(2, size, 4 * size)).astype(np.float32)
        arrays[f"lstm_bias_{layer}"] = rng.normal(size=(2, 4 * size)).astype(np.float32)
    x = rng.normal(size=(sum(lengths), width)).astype(np.float32)
    out = TwoWayLSTM(arrays)(x, lengths)
    base = 0
    for length in lengths[:6]:
        np.testing.assert_allclose(out[base : base + length], plain_lstm(arrays, x[base : base + length]), atol=1e-4)
        base += length


def is_tree(heads: tuple[int, ...]) -> bool:
    def rooted(i: int) -> bool:
        for _ in heads:
            i = heads[i]
        return heads[i] == i

    return sum(h == i for i, h in enumerate(heads)) == 1 and all(map(rooted, range(len(heads))))


@settings(max_examples=60)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_tree_is_the_best_under_its_root(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, to_root = rng.normal(size=(size, size)).astype(np.float32), rng.normal(size=size).astype(np.float32)
    found = tuple(best_tree(scores.copy(), to_root).tolist())
    assert is_tree(found)
    root = next(i for i, h in enumerate(found) if h == i)

    def total(heads: tuple[int, ...]) -> float:
        return sum(float(scores[i, h]) for i, h in enumerate(heads) if h != i)

    others = (t for t in itertools.product(range(size), repeat=size) if t[root] == root and is_tree(t))
    assert total(found) == pytest.approx(max(map(total, others)), abs=1e-4)


def test_a_long_cycle_is_broken() -> None:
    size = 40
    scores = np.zeros((size, size), np.float32)
    scores[np.arange(size), (np.arange(size) + 1) % size] = 5  # everybody's head is the next word
    to_root = np.full(size, -9, np.float32)
    to_root[7] = 3
    heads = best_tree(scores, to_root)
    assert heads[7] == 7
    assert is_tree(tuple(heads.tolist()))
