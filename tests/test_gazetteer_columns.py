"""The index file: the same whatever is held in memory while it is made, right for many names, whole or refused."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import get_args

import numpy as np
import pytest

from kimmap.errors import DataMissing
from kimmap.gazetteer import runs as runs_module
from kimmap.gazetteer import store as store_module
from kimmap.gazetteer.columns import Columns, ColumnWriter
from kimmap.gazetteer.folding import filing_keys, name_key, search_keys
from kimmap.gazetteer.index import PlaceIndex
from kimmap.gazetteer.renown import names_of_today_first, other_name_costs, prominence
from kimmap.gazetteer.runs import SortedRuns
from kimmap.gazetteer.store import IndexWriter
from kimmap.gazetteer.supplement import Entry
from kimmap.geodesy import great_circle_km
from kimmap.model import Place, PlaceKind

SYLLABLES = ("ka", "Sankt ", "tor", "-", "él", "'", "mi", "The ", "ß", "no", " ", "Ö", "ж")


def invented(count: int) -> list[Entry]:
    """Places of all kinds with few, short names, so that many share one."""
    chance, kinds = random.Random(4), get_args(PlaceKind)
    name = lambda: "".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))).strip() or "Ka"  # noqa: E731
    return [
        Entry(
            Place(
                f"t:{number}", name(), chance.choice(kinds), round(chance.uniform(-90, 90), 5),
                round(chance.uniform(-180, 180), 5), chance.choice(("AT", "BE", None)),
                region=chance.choice(("R", None)),
                population=chance.choice((0, 0, 500, 10_000)), radius_km=chance.choice((0.0, 12.5)),
            ),
            tuple(name() for _ in range(chance.randint(0, 4))),
            rank=chance.choice((1, 5, 6)),
            spots=((1, 1), (chance.uniform(-2, 2), 3.5)) if number % 50 == 0 else (),
        )
        for number in range(count)
    ]  # fmt: skip


ENTRIES = invented(4000)


def write(path: Path) -> Path:
    with IndexWriter(path, lambda _share, _what: None) as writer:
        for entry in ENTRIES:
            writer.add(entry)
    return path


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlaceIndex]:
    opened = PlaceIndex(write(tmp_path_factory.mktemp("index") / "test.places"))
    yield opened
    opened.close()


def test_many_names_have_the_places_that_a_plain_table_has(index: PlaceIndex) -> None:
    table: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, entry in enumerate(ENTRIES):
        own = filing_keys(entry.place.name)
        others = {key for name in entry.names for key in filing_keys(name)} - own
        for keys, costs in ((own, 0.0), (others, other_name_costs(entry.place))):
            for key in keys:
                table[key].append((costs - prominence(entry), number))
    names = {name for entry in ENTRIES for name in (entry.place.name, *entry.names)}
    for name in {*names, *map(str.upper, names), *map(str.lower, names), *(f"{name}x" for name in names)}:
        keys = search_keys(name)
        expected = tuple(dict.fromkeys(ENTRIES[n].place for key in keys for _, n in sorted(table.get(key, []))))
        assert index.find(name) == (names_of_today_first(expected, keys[0]) if len(keys) == 1 else expected), name
        words = name.split()
        if words[0].lower() == "the":  # counted as part of the name behind it
            continue
        known = [n for n in range(1, len(words) + 1) if any(map(table.get, search_keys(" ".join(words[:n]))))]
        assert index.longest_match(words) == max(known, default=0), name
    assert index.notes["names"] == len(table)


def test_each_place_is_as_it_was(index: PlaceIndex) -> None:
    for entry in ENTRIES:
        place = index.by_id(entry.place.id)
        assert place == entry.place
        assert type(place) is Place
        assert set(index.names_of(place.id)) == {
            key.removeprefix("=") for name in (place.name, *entry.names) for key in filing_keys(name)
        }
        assert len(index.course(place.id)) == len(entry.spots)


def test_kinds_and_countries_are_those_of_a_plain_list(index: PlaceIndex) -> None:
    for kinds in ({"city"}, {"city", "lake"}, {"site", "port", "river"}):
        for country in (None, "AT", "ZZ"):
            expected = sorted(
                (-np.float32(round(prominence(e), 4)), number)
                for number, e in enumerate(ENTRIES)
                if e.place.kind in kinds and country in (None, e.place.country)
            )
            assert [p.id for p in index.of_kind(kinds, country)] == [f"t:{number}" for _, number in expected]


def test_near_is_what_a_plain_list_has(index: PlaceIndex) -> None:
    towns = [e.place for e in ENTRIES if e.place.kind == "city" and not e.spots]
    for lat, lon in ((0.0, 179.9), (89.0, 0.0), (-40.0, 20.0)):
        found = {p.id for p in index.near(lat, lon, 1500, {"city"})}
        assert {p.id for p in towns if great_circle_km(lat, lon, *p.point) <= 1500} <= found


def test_the_index_is_the_same_however_little_is_held_in_memory(
    index: PlaceIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = write(tmp_path / "whole.places").read_bytes()
    monkeypatch.setattr(store_module, "_BATCH", 300)
    monkeypatch.setattr(runs_module, "_WINDOW", 700)
    assert write(tmp_path / "parts.places").read_bytes() == whole


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_runs_come_back_in_order_with_equals_together(tmp_path: Path, size: int) -> None:
    chance = np.random.default_rng(1)
    row = np.dtype([("a", "u4"), ("b", "i4")])
    runs = SortedRuns(tmp_path / "run", row)
    batches = [np.array(list(zip(chance.integers(0, 60, n), chance.integers(-9, 9, n), strict=True)), row)
               for n in (500, 0, 1, 333)]  # fmt: skip
    for batch in batches:
        runs.append(batch)
    windows = list(runs.windows(size))
    assert np.concatenate(windows).tolist() == sorted(row for batch in batches for row in batch.tolist())
    borders = [(one["a"][-1], two["a"][0]) for one, two in pairwise(windows)]
    assert all(one < two for one, two in borders)
    assert size > 1000 or len(windows) > 3
    runs.close()


@pytest.mark.parametrize("kept", [0, 5, 8, 1000, -1, -9, -200])
def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path, kept: int) -> None:
    path = write(tmp_path / "cut.places")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(DataMissing, match=r"cut\.places is not a place index.*delete it"):
        PlaceIndex(path)


def test_an_index_of_another_format_is_refused(tmp_path: Path) -> None:
    writer = ColumnWriter(tmp_path)
    writer.append("a", "I", np.array([1, 2], np.uint32).data)
    writer.assemble(tmp_path / "other.places", {"format": 0})
    with pytest.raises(DataMissing, match="not a place index of this version"):
        PlaceIndex(tmp_path / "other.places")
    columns = Columns(tmp_path / "other.places")
    assert columns.numbers("a").tolist() == [1, 2]
    assert columns.numbers("none").tolist() == []
    columns.close()


def test_an_index_of_nothing_has_nothing(tmp_path: Path) -> None:
    with IndexWriter(tmp_path / "empty.places", lambda _share, _what: None):
        pass
    index = PlaceIndex(tmp_path / "empty.places")
    assert (index.find("Ka"), index.by_id("t:1"), index.longest_match(["Ka"])) == ((), None, 0)
    assert (index.near(0, 0, 100, {"city"}), index.of_kind({"city"}, "AT")) == ((), ())
    index.close()


def test_own_and_spelled_out_keys_are_folded_alike() -> None:
    assert name_key("ŁÓDŹ") == name_key("Lodz")
    assert name_key("straße") == name_key("STRASSE")
