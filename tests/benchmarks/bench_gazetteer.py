"""How fast the gazetteer and the resolver are.  Not part of the tests: these tell, they do not judge.

    python -m pytest tests/benchmarks/bench_gazetteer.py --benchmark-only -p no:randomly -q

prints a table of CPU times and, below it, what they come to: names, documents and places a second, milliseconds,
megabytes.  Names are those of invented documents, drawn as texts have them: a county's own towns, its region's,
and the cities that the world knows.  "Cold" means that the names were not asked for before, with the file's pages in
memory: each distinct name once.  A look-up finds which places have the name; they are read when one of them is looked
at, which has a line of its own.  ``KIMMAP_BENCH_TEXTS=corpus.jsonl`` takes the names and texts of a corpus instead
(lines with "text" and "toponyms" of start and end).
"""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pytest_benchmark")

from kimmap.gazetteer import open_gazetteer
from kimmap.gazetteer.build import build_index, index_path
from kimmap.gazetteer.folding import search_keys
from kimmap.gazetteer.index import PlaceIndex
from kimmap.language import Analysis, analyse_documents
from kimmap.model import Document, PlaceMention
from kimmap.places import resolve_places
from kimmap.places.candidates import CandidateFinder

pytestmark = pytest.mark.benchmark(timer=time.process_time)
_DOCUMENTS = 200
_TELLS: dict[str, str] = {}


@dataclass(frozen=True)
class Text:
    """A text and where in it the names are."""

    text: str
    spans: list[tuple[int, int]]

    @property
    def names(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]


@pytest.fixture(scope="module", autouse=True)
def _summary(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("\n\n" + "".join(f"{what:<64} {figure:>12}\n" for what, figure in _TELLS.items()))


@pytest.fixture(scope="module")
def index() -> Iterator[PlaceIndex]:
    open_gazetteer()
    opened = PlaceIndex(index_path())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def texts(index: PlaceIndex) -> list[Text]:
    if corpus := os.environ.get("KIMMAP_BENCH_TEXTS"):
        rows = [json.loads(line) for line in Path(corpus).read_text(encoding="utf-8").split("\n") if line]
        return [Text(row["text"], [(t["start"], t["end"]) for t in row["toponyms"]]) for row in rows]
    chance = random.Random(1)
    towns = index.of_kind({"city"}, "US") + index.of_kind({"city"}, "GB")
    world = [place.name for place in index.of_kind({"city", "country"})[:400]]
    weights = [1 / rank for rank in range(1, len(world) + 1)]
    return [_invented(chance, towns, world, weights) for _ in range(_DOCUMENTS)]


def _invented(chance: random.Random, towns: tuple[Any, ...], world: list[str], weights: list[float]) -> Text:
    home = chance.choice(towns)
    nearby = [town.name for town in towns if town.region == home.region]
    names = [home.name, *chance.choices(nearby, k=4), *chance.choices(world, weights, k=3), home.name]
    text, spans = "", []
    for name in names:
        text += "The council said on Tuesday that the new road would be open before winter in "
        spans.append((len(text), len(text) + len(name)))
        text += name + ". "
    return Text(text, spans)


@pytest.fixture(scope="module")
def stream(texts: list[Text]) -> list[str]:
    return [name for text in texts for name in text.names]


def forget(index: PlaceIndex) -> None:
    search_keys.cache_clear()
    index.forget()


def tell(what: str, figure: str) -> None:
    _TELLS[what] = figure


def rate(benchmark: Any, work: Callable[[], object], before: Callable[[], object], count: int, what: str) -> None:
    """Measure ``work`` on ``count`` things, ``before`` each round, in seconds of CPU."""

    def setup() -> None:
        before()

    benchmark.pedantic(work, setup=setup, rounds=9)
    if benchmark.stats:
        tell(f"{what} ({count:,} a round)", f"{count / benchmark.stats.stats.median:,.0f}/s")


def test_open(benchmark: Any) -> None:
    path = index_path()
    benchmark(lambda: PlaceIndex(path).close())
    if benchmark.stats:
        tell("open the index", f"{benchmark.stats.stats.median * 1e3:.2f} ms")
        tell("index on disk", f"{path.stat().st_size / 1e6:.0f} MB")


def test_find_distinct_names_never_seen(benchmark: Any, index: PlaceIndex, stream: list[str]) -> None:
    names = list(dict.fromkeys(stream))
    rate(benchmark, lambda: [index.find(n) for n in names], lambda: forget(index), len(names), "distinct names, cold")


def test_find_and_read_distinct_names(benchmark: Any, index: PlaceIndex, stream: list[str]) -> None:
    """All that is found is read too: about four places a name."""
    names = list(dict.fromkeys(stream))
    work = lambda: [tuple(index.find(n)) for n in names]  # noqa: E731
    rate(benchmark, work, lambda: forget(index), len(names), "distinct names, cold, and all places read")


def test_find_stream_from_cold(benchmark: Any, index: PlaceIndex, stream: list[str]) -> None:
    work = lambda: [tuple(index.find(n)) for n in stream]  # noqa: E731
    rate(benchmark, work, lambda: forget(index), len(stream), "names as they come, all places read")


def test_find_stream_again(benchmark: Any, index: PlaceIndex, stream: list[str]) -> None:
    rate(benchmark, lambda: [index.find(n) for n in stream], lambda: None, len(stream), "names seen before")


def test_find_what_is_no_name(benchmark: Any, index: PlaceIndex, stream: list[str]) -> None:
    none = [f"{name}xq" for name in dict.fromkeys(stream)]
    rate(benchmark, lambda: [index.find(n) for n in none], lambda: forget(index), len(none), "what is no name, cold")


def test_candidates_of_distinct_names(benchmark: Any, index: PlaceIndex, stream: list[str]) -> None:
    names = list(dict.fromkeys(stream))

    def work() -> None:
        finder = CandidateFinder(index)
        for name in names:
            finder.candidates(name)

    rate(benchmark, work, lambda: None, len(names), "weighed candidates of distinct names")


def test_longest_match(benchmark: Any, index: PlaceIndex, texts: list[Text]) -> None:
    words = " ".join(text.text for text in texts).split()[:10_008]
    each = range(len(words) - 8)
    work = lambda: [index.longest_match(words[at : at + 8]) for at in each]  # noqa: E731
    rate(benchmark, work, lambda: forget(index), len(each), "longest match at words")


def test_near(benchmark: Any, index: PlaceIndex) -> None:
    chance = random.Random(1)
    points = [(chance.uniform(-50, 65), chance.uniform(-180, 180)) for _ in range(100)]
    work = lambda: [index.near(lat, lon, 100, {"city", "river", "border_crossing"}) for lat, lon in points]  # noqa: E731
    rate(benchmark, work, lambda: None, len(points), "near a point, 100 km")


def test_resolve_documents(benchmark: Any, index: PlaceIndex, texts: list[Text]) -> None:
    read: list[tuple[list[PlaceMention], Analysis]] = []
    for number, text in enumerate(texts):
        (analysis,) = analyse_documents([Document(f"{number}.txt", text.text)])
        read.append(([_mention(analysis, *span) for span in text.spans], analysis))
    work = lambda: [resolve_places(mentions, [analysis], index) for mentions, analysis in read]  # noqa: E731
    work()
    rate(benchmark, work, lambda: None, len(read), "documents resolved, index warm")


def _mention(analysis: Analysis, start: int, end: int) -> PlaceMention:
    around = next(((s.start, s.end) for s in analysis.sentences if s.start <= start and end <= s.end), (start, end))
    quote = analysis.document.quote(start, end, around)
    return PlaceMention(quote, quote.text)


def test_memory(benchmark: Any, stream: list[str]) -> None:
    """Resident memory that opening and asking for all names adds to a process."""
    script = (
        "import re, sys, time, numpy\n"
        "from pathlib import Path\n"
        "from kimmap.gazetteer.index import PlaceIndex\n"
        "now = lambda: int(re.search(r'VmRSS:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]) / 1024\n"
        "names = sys.stdin.read().split('\\n'); before = now()\n"
        "index = PlaceIndex(Path(sys.argv[1]))\n"
        "found = [tuple(index.find(name)) for name in names]\n"
        "print(now() - before)\n"
    )
    if not Path("/proc/self/status").exists():
        pytest.skip("Linux tells it")
    command = [sys.executable, "-c", script, str(index_path())]
    run = lambda: subprocess.run(command, input="\n".join(stream), capture_output=True, text=True, check=True)  # noqa: E731
    result = benchmark.pedantic(run, rounds=1)
    tell("resident memory of the gazetteer", f"{float(result.stdout):.0f} MB")


def test_build(benchmark: Any, tmp_path: Path) -> None:
    target = tmp_path / "index.places"
    benchmark.pedantic(build_index, (target,), rounds=1)
    if benchmark.stats:
        tell("build the index, CPU", f"{benchmark.stats.stats.median:.1f} s")
        tell("largest memory of all this", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
