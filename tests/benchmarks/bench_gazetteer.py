"""How fast the gazetteer is.  Not part of the tests: these tell, they do not judge.

    python -m pytest tests/benchmarks/bench_gazetteer.py --benchmark-columns=median,ops,rounds -p no:randomly

Names per second are ops times the names of a round, which each benchmark's name tells.
"""

from __future__ import annotations

import random
import resource
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pytest_benchmark")

from kimmap.gazetteer import open_gazetteer
from kimmap.gazetteer.build import build_index, index_path
from kimmap.gazetteer.folding import search_keys
from kimmap.gazetteer.geonames import read_cities
from kimmap.gazetteer.index import PlaceIndex


@pytest.fixture(scope="module")
def names() -> list[str]:
    """10,000 names as often as texts have them: the n-th most common a n-th as often as the first."""
    towns = sorted(islice(read_cities({}, {}), None), key=lambda entry: -entry.place.population)[:20_000]
    ranks = range(1, len(towns) + 1)
    chosen = random.Random(1).choices(towns, [1 / rank for rank in ranks], k=10_000)
    return [entry.place.name for entry in chosen]


@pytest.fixture(scope="module")
def index() -> PlaceIndex:
    open_gazetteer()
    return PlaceIndex(index_path())


def test_open(benchmark: Any) -> None:
    path = index_path()
    benchmark(lambda: PlaceIndex(path).close())


def test_find_10000_names_warm(benchmark: Any, index: PlaceIndex, names: list[str]) -> None:
    benchmark(lambda: [index.find(name) for name in names])
    benchmark.extra_info["resident_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def test_find_10000_names_each_once(benchmark: Any, index: PlaceIndex, names: list[str]) -> None:
    benchmark(lambda: [index._find(name) for name in names])


def test_find_10000_names_that_are_none(benchmark: Any, index: PlaceIndex, names: list[str]) -> None:
    search_keys.cache_clear()
    benchmark(lambda: [index._find(f"{name}xq") for name in names])


def test_longest_match_at_10000_words(benchmark: Any, index: PlaceIndex, names: list[str]) -> None:
    words = " said the minister in ".join(names).split()[:10_008]
    benchmark(lambda: [index.longest_match(words[at : at + 8]) for at in range(10_000)])


def test_near_100_points(benchmark: Any, index: PlaceIndex) -> None:
    chance = random.Random(1)
    points = [(chance.uniform(-50, 65), chance.uniform(-180, 180)) for _ in range(100)]
    benchmark(lambda: [index.near(lat, lon, 100, {"city", "river", "border_crossing"}) for lat, lon in points])


def test_build(benchmark: Any, tmp_path: Path) -> None:
    benchmark.pedantic(build_index, (tmp_path / "index.places",), rounds=1)
    benchmark.extra_info["index_mb"] = (tmp_path / "index.places").stat().st_size // 10**6
