"""How the grammar model is made slimmer (``data/language/cutting.py``): what the others can tell is cut out unheard."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from kimmap.language.heads import Heads
from kimmap.language.layers import Layers

WIDTH, LAYERS, ARC, RELATION, NARROW = 6, (5, 4), 6, 5, 4
GROUPS = {"layer 0": 2 * LAYERS[0], "layer 1": 2 * LAYERS[1], "narrow": NARROW, "rel": RELATION,
          "arc_dependent": ARC, "arc_head": ARC}  # fmt: skip
WORDS = 40


@pytest.fixture(scope="module")
def cutting() -> ModuleType:
    path = Path(__file__).parents[1] / "data" / "language" / "cutting.py"
    spec = importlib.util.spec_from_file_location("cutting", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def a_model() -> dict[str, np.ndarray]:
    """A model of the right shapes in which the last unit of each group says the same as the first."""
    rng = np.random.default_rng(5)
    make = lambda *shape: rng.normal(0, 0.5, shape).astype(np.float32)  # noqa: E731
    arrays = {}
    width = WIDTH
    for n, size in enumerate(LAYERS):
        arrays |= {f"lstm_in_{n}": make(2, width, 4 * size), f"lstm_own_{n}": make(2, size, 4 * size)}
        arrays[f"lstm_bias_{n}"] = make(2, 4 * size)
        for array in (arrays[f"lstm_{what}_{n}"] for what in ("in", "own", "bias")):
            array[..., size - 1 :: size] = array[..., ::size]
        width = 2 * size
    sizes = {"narrow": NARROW, "start": 1, "arc_dependent": ARC, "arc_head": ARC}
    sizes |= {"rel_dependent": RELATION, "rel_head": RELATION}
    for name, size in sizes.items():
        arrays |= {f"{name}_weight": make(width, size), f"{name}_bias": make(size)}
        for array in (arrays[f"{name}_{what}"] for what in ("weight", "bias")):
            array[..., -1] = array[..., 0]
    for name, read, size in (
        ("tag", NARROW, 7),
        ("word_class", NARROW, 6),
        ("script", NARROW, 5),
        ("rel_out", RELATION, 9),
    ):
        arrays |= {f"{name}_weight": make(read, size), f"{name}_bias": make(size)}
    arrays |= {"arc_weight": make(ARC, ARC), "arc_bias": make(ARC), "root": make(ARC), "rel_root": make(RELATION)}
    arrays["root"][-1], arrays["rel_root"][-1] = arrays["root"][0], arrays["rel_root"][0]
    return arrays


def what_it_says(arrays: dict[str, np.ndarray]) -> list[np.ndarray]:
    """Of the same words: who may govern whom, where sentences begin, labels, relations."""
    arrays = {k: v.astype(np.float32) for k, v in arrays.items()}
    vectors = np.random.default_rng(1).normal(size=(WORDS, WIDTH)).astype(np.float32)
    words, rows = Layers(arrays).read(vectors, np.arange(WORDS), [WORDS])
    heads = Heads(arrays)
    said = heads.read(rows, words)
    arcs = said.arc_scores[said.row] @ said.arc_head[said.row].T
    relations = heads.relations(said, np.maximum(np.arange(WORDS) - 1, 0), 0)
    return [arcs, said.to_root, said.start, said.best, relations]


def told_and_worth() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    rng = np.random.default_rng(2)
    told = {name: rng.normal(size=(500, size)) for name, size in GROUPS.items()}
    worth = {name: np.ones(size) for name, size in GROUPS.items()}
    for name in GROUPS:
        ways = 2 if name.startswith("layer") else 1
        for way in np.split(np.arange(GROUPS[name]), ways):
            told[name][:, way[-1]] = told[name][:, way[0]]
            worth[name][way[-1]] = 0
    return told, worth


def test_a_unit_that_another_tells_can_be_cut_from_every_layer(cutting: ModuleType) -> None:
    arrays = a_model()
    config = {"layers": [n - 1 for n in LAYERS], "arc": ARC - 1, "relation": RELATION - 1, "narrow": NARROW - 1}
    slim = cutting.slimmed(arrays, config, *told_and_worth())
    assert slim["lstm_own_0"].shape == (2, LAYERS[0] - 1, 4 * (LAYERS[0] - 1))
    assert slim["lstm_in_1"].shape == (2, 2 * (LAYERS[0] - 1), 4 * (LAYERS[1] - 1))
    assert slim["arc_weight"].shape == (ARC - 1, ARC - 1)
    for before, after in zip(what_it_says(arrays), what_it_says(slim), strict=True):
        np.testing.assert_allclose(after, before, rtol=0.01, atol=0.02)


def test_nothing_changes_where_every_unit_stays(cutting: ModuleType) -> None:
    arrays = a_model()
    config = {"layers": LAYERS, "arc": ARC, "relation": RELATION, "narrow": NARROW}
    slim = cutting.slimmed(arrays, config, *told_and_worth())
    assert slim.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_allclose(slim[name], array, err_msg=name)


def test_of_labels_only_those_that_are_given_stay(cutting: ModuleType) -> None:
    arrays = a_model()
    arrays["narrow_weight"] *= 20  # so that words differ
    before = what_it_says(arrays)[3]
    given = np.unique(before[0])
    assert 1 < len(given) < arrays["tag_weight"].shape[1]
    cutting.keep_columns(arrays, "tag", given)
    np.testing.assert_array_equal(given[what_it_says(arrays)[3][0]], before[0])
