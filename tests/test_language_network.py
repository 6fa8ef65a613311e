"""The network and the trees against slow, plain versions of themselves; words' features; windows."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kimmap.language.analysis import Token, make_tokens
from kimmap.language.lanes import lay_out
from kimmap.language.layers import Layers
from kimmap.language.network import WINDOW, WordVectors, cut_windows, feature_key, feature_keys, fold, word_features
from kimmap.language.trees import best_trees

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
    rows, places = vectors.distinct([*WORDS, *WORDS[:3]])
    assert len(rows) == len(WORDS)
    for word, row in zip([*WORDS, *WORDS[:3]], rows[places], strict=True):
        alone, _ = WordVectors(arrays).distinct([word])
        np.testing.assert_allclose(alone[0], row, rtol=1e-4, atol=1e-5)
        np.testing.assert_array_equal(vectors.distinct([word])[0][0], row)


def plain_vector(word: str, arrays: dict[str, np.ndarray]) -> np.ndarray:
    """The sum of a word's features one by one, levelled out."""
    rows = dict(zip(arrays["feature_keys"].tolist(), arrays["rows"][1:] * arrays["row_scales"][1:, None], strict=True))
    form, *rest = map(feature_key, word_features(word))
    unknown = arrays["rows"][0] * arrays["row_scales"][0]
    total = np.sum([rows.get(form, unknown), *(rows[k] for k in rest if k in rows)], axis=0, dtype=np.float64)
    total -= total.mean()
    return total / np.sqrt((total**2).mean() + 1e-5) * arrays["norm_gain"] + arrays["norm_bias"]


def test_a_vector_is_the_sum_of_the_features() -> None:
    vectors, arrays = vectors_of(WORDS)
    rows, places = vectors.distinct(WORDS)
    for word, row in zip(WORDS, rows[places], strict=True):
        np.testing.assert_allclose(row, plain_vector(word, arrays), rtol=5e-3, atol=5e-3)  # scales are half floats
    assert [vectors.knows(word) for word in WORDS] == [True] * 4 + [False] * 5


@given(
    st.lists(
        st.text(st.characters(codec="utf-8"), min_size=1, max_size=30) | st.sampled_from(WORDS), min_size=1, max_size=9
    )
)
def test_keys_are_those_of_the_features(words: list[str]) -> None:
    for word, row in zip(words, feature_keys(words), strict=True):
        assert sorted(row[row != 0].tolist()) == sorted(map(feature_key, word_features(word)))


def sigmoid(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def plain_layers(arrays: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """One window, word by word."""
    for layer in range(sum("_in_" in name for name in arrays)):
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


@settings(max_examples=30)
@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=80),
    st.integers(0, 9),
    st.sampled_from([[5, 5], [5, 4], [4]]),
)
def test_layers_read_every_window_for_itself(lengths: list[int], seed: int, layers: list[int]) -> None:
    rng = np.random.default_rng(seed)
    width = fan_in = 6
    arrays: dict[str, np.ndarray] = {}
    for n, size in enumerate(layers):
        arrays[f"lstm_in_{n}"] = rng.normal(size=(2, fan_in, 4 * size)).astype(np.float32)
        arrays[f"lstm_own_{n}"] = rng.normal(size=(2, size, 4 * size)).astype(np.float32)
        arrays[f"lstm_bias_{n}"] = rng.normal(size=(2, 4 * size)).astype(np.float32)
        fan_in = 2 * size
    vectors = rng.normal(size=(7, width)).astype(np.float32)
    index = rng.integers(0, len(vectors), sum(lengths))
    x = vectors[index]
    out = np.full((len(index), fan_in), np.nan)
    words, said = Layers(arrays).read(vectors, index, lengths)
    out[words] = said[:, :-1]
    assert (said[:, -1] == 1).all()
    base = 0
    for length in lengths:
        np.testing.assert_allclose(out[base : base + length], plain_layers(arrays, x[base : base + length]), atol=1e-4)
        base += length


def test_gates_far_from_nought_are_open_or_shut() -> None:
    rng = np.random.default_rng(5)
    arrays = {
        "lstm_in_0": (rng.normal(size=(2, 6, 16)) * 300).astype(np.float32),
        "lstm_own_0": rng.normal(size=(2, 4, 16)).astype(np.float32),
        "lstm_bias_0": np.zeros((2, 16), np.float32),
    }
    vectors = rng.normal(size=(7, 6)).astype(np.float32)
    index = np.arange(70) % 7
    words, said = Layers(arrays).read(vectors, index, [70])
    with np.errstate(over="ignore"):
        np.testing.assert_allclose(said[:, :-1], plain_layers(arrays, vectors[index].astype(float))[words], atol=1e-4)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=60), st.integers(1, 20))
def test_lanes_hold_every_word_once_and_windows_in_a_row(lengths: list[int], most: int) -> None:
    lanes = lay_out(np.array(lengths), most)
    assert sorted(lanes.rows.tolist()) == list(range(sum(lengths)))
    counts = np.diff(lanes.edges)
    assert counts[0] <= most
    assert (np.diff(counts) <= 0).all()
    step = np.searchsorted(lanes.edges, lanes.rows, side="right") - 1
    lane = lanes.rows - np.array(lanes.edges)[step]
    edges = np.cumsum([0, *lengths]).tolist()
    for a, b in itertools.pairwise(edges):
        assert set(lane[a:b].tolist()) == {lane[a]}
        assert step[a:b].tolist() == list(range(step[a], step[a] + b - a))
        assert lane[a] in lanes.begins[step[a]]
        assert lane[a] in lanes.ends[step[b - 1]]
    assert sum(map(len, lanes.begins)) == sum(map(len, lanes.ends)) == len(lengths)


def is_tree(heads: tuple[int, ...]) -> bool:
    def rooted(i: int) -> bool:
        for _ in heads:
            i = heads[i]
        return heads[i] == i

    return sum(h == i for i, h in enumerate(heads)) == 1 and all(map(rooted, range(len(heads))))


def tree_of(scores: np.ndarray, to_root: np.ndarray) -> np.ndarray:
    """The best tree of one sentence, where ``scores[i, j]`` is what word j scores as the head of word i."""
    size = len(scores)
    return best_trees(scores, np.eye(size, dtype=np.float32), to_root, np.array([0, size]), np.arange(size))


@settings(max_examples=60)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_the_tree_is_the_best_under_its_root(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores, to_root = rng.normal(size=(size, size)).astype(np.float32), rng.normal(size=size).astype(np.float32)
    found = tuple(tree_of(scores, to_root).tolist())
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
    heads = tree_of(scores, to_root)
    assert heads[7] == 7
    assert is_tree(tuple(heads.tolist()))


@settings(max_examples=30)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=9), st.integers(0, 10_000))
def test_each_sentence_has_the_tree_that_it_has_alone(sizes: list[int], seed: int) -> None:
    rng = np.random.default_rng(seed)
    edges = np.cumsum([0, *sizes])
    dependents, governors = rng.normal(size=(2, edges[-1], 4)).astype(np.float32)
    to_root = rng.normal(size=edges[-1]).astype(np.float32)
    order = rng.permutation(edges[-1])
    rows = np.argsort(order)
    together = best_trees(dependents[order], governors[order], to_root, edges, rows)
    for a, b in itertools.pairwise(edges.tolist()):
        alone = best_trees(dependents[a:b], governors[a:b], to_root[a:b], np.array([0, b - a]), np.arange(b - a))
        np.testing.assert_array_equal(together[a:b] - a, alone)


def test_a_token_that_is_made_fast_is_a_token() -> None:
    values = (2, 10, 14, "left", "leave", "VERB", "VBD", "root", 2, "Tense=Past")
    (made,) = make_tokens(*([value] for value in values))
    assert type(made) is Token
    assert made == Token(*values)
    assert hash(made) == hash(Token(*values))
    assert dataclasses.astuple(made) == values
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.i = 3  # type: ignore[misc]
