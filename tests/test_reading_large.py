"""Large tables: read row by row up to a limit that is said, in whatever encoding; nothing but rows is no article."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import NamedTuple

import pytest
from reading_files import archive

from kimmap.errors import UnreadableSource, WrongSettings
from kimmap.reading import read
from kimmap.reading.formats import Context
from kimmap.reading.formats.tables import _articles
from kimmap.reading.metadata import Metadata
from kimmap.reading.parallel import Job, Result, _Pool
from kimmap.reading.portions import weight
from kimmap.reading.sources import Source, load

STORY = "Mira Holt reached Brunn by train on Friday and stayed for {} nights in the old town of the café."
MAIL = "From a Mon May  3 10:00:00 2021\nFrom: a@b.example\nSubject: x\nDate: Mon, 3 May 2021 10:00:00 +0200\n\n{}\n\n"


def tables(number: int) -> dict[str, bytes]:
    """One table in each form, of as many stories."""
    pa, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    stories = [STORY.format(i) for i in range(number)]
    packed = io.BytesIO()
    parquet.write_table(pa.table({"text": stories}), packed)
    return {
        "a.csv": ("text\n" + "".join(f'"{s}"\n' for s in stories)).encode(),
        "a.jsonl": "".join(json.dumps({"text": s}) + "\n" for s in stories).encode(),
        "a.json": json.dumps([{"text": s} for s in stories]).encode(),
        "a.parquet": packed.getvalue(),
        "a.mbox": "".join(MAIL.format(s) for s in stories).encode(),
        "a.zip": archive({f"{i:03}.txt": s for i, s in enumerate(stories)}),
    }


def test_of_many_articles_the_first_are_read_and_the_others_said(tmp_path: Path) -> None:
    for name, data in tables(9).items():
        (tmp_path / name).write_bytes(data)
        problems: list[str] = []
        found = read(tmp_path / name, on_problem=lambda p, told=problems: told.append(str(p)), most=7)  # type: ignore[misc]
        assert [STORY.format(i) in d.text for i, d in enumerate(found)] == [True] * 7, name
        assert problems == [
            f"{name} from its article 8 on, more than is read of one file: "
            "give the articles of the trip, split it, or allow more"
        ]
        assert len(read(tmp_path / name, on_problem=lambda p: pytest.fail(str(p)), most=9)) == 9
    with pytest.raises(WrongSettings, match="most=1"):
        read(tmp_path, most=0)


def test_long_articles_are_too_many_sooner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.reading._MEAN_LENGTH", 20)
    monkeypatch.setattr("kimmap.reading.MOST_ARTICLES", 10)
    monkeypatch.setattr("kimmap.reading.portions._LEAST", 0)
    (tmp_path / "a.jsonl").write_bytes(tables(9)["a.jsonl"])
    problems: list[str] = []
    assert len(read(tmp_path / "a.jsonl", on_problem=lambda p: problems.append(str(p)), most=5)) == 2
    assert problems == [
        "what is more than 200 characters of text of one file or 800 of all, of a.jsonl: "
        "give the articles of the trip, or allow more, as in most=10"
    ]
    assert len(read(tmp_path / "a.jsonl", on_problem=lambda _: None, most=30)) == 6


@pytest.mark.parametrize("workers", [1, 2])
def test_a_large_table_leaves_room_for_the_pages_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr("kimmap.reading._MEAN_LENGTH", 1)
    monkeypatch.setattr("kimmap.reading.portions._FILES", 1)
    monkeypatch.setattr("kimmap.reading.parallel.FEW_FILES", 1)
    monkeypatch.setattr("kimmap.reading.parallel.FEW_BYTES", 1)
    for name in ("a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl", "e.jsonl"):
        (tmp_path / name).write_bytes(tables(400)["a.jsonl"])
    for number in range(9):
        (tmp_path / f"p{number}.txt").write_text(STORY.format(number))
    problems: list[str] = []
    documents = read(tmp_path, on_problem=lambda p: problems.append(str(p)), workers=workers)
    names = [d.name for d in documents]
    assert [name for name in names if name[0] == "p"] == [f"p{number}.txt" for number in range(9)]
    assert 17_000 < sum(len(d.text) for d in documents) <= 20_000
    assert problems == [
        "what is more than 20,000 characters of text of one file or 20,000 of all, of a.jsonl, b.jsonl, c.jsonl "
        "and 2 more files: "
        "give the articles of the trip, or allow more, as in most=40000"
    ]
    if workers == 2:
        assert documents == read(tmp_path, on_problem=lambda _: None)


def test_large_files_are_read_where_they_are_taken_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.reading.sources._LARGE", 100)
    (tmp_path / "a.jsonl").write_bytes(tables(9)["a.jsonl"])
    (tmp_path / "b.txt").write_text(STORY)
    ((large, _), (small, _)) = load([tmp_path], lambda p: pytest.fail(str(p)))
    assert (large.data, large.after, small.after) == (b"", small.size, 0)
    assert large.content() == tables(9)["a.jsonl"]
    (tmp_path / "a.jsonl").unlink()
    with pytest.raises(UnreadableSource, match=r"a\.jsonl cannot be read: No such file"):
        large.content()


def test_no_more_rows_are_taken_than_articles_are_asked_for() -> None:
    def endless() -> Iterator[dict[str, str]]:
        for number in count():
            assert number < 70
            yield {"text": STORY.format(number)}

    found = _articles("a.parquet", endless(), Context(lambda _: None))
    assert [article.name for article in islice(found, 60)][-1] == "a.parquet#60"


def test_progress_is_told_within_a_long_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.reading._OFTEN", 4)
    (tmp_path / "a.jsonl").write_bytes(tables(9)["a.jsonl"])
    told: list[str] = []
    read(tmp_path / "a.jsonl", on_progress=lambda _share, what: told.append(what), workers=None)
    assert told[:2] == ["a.jsonl: 4 articles", "a.jsonl: 8 articles"]


def test_many_damaged_rows_are_said_in_a_few_lines(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(tables(3)["a.jsonl"] + b"no row\n" * 500)
    problems: list[str] = []
    assert len(read(tmp_path / "a.jsonl", on_problem=lambda p: problems.append(str(p)))) == 3
    assert problems[0] == "a.jsonl, line 4, is no JSON object: mend or delete the line"
    assert problems[20:] == ["a.jsonl has 480 more parts that cannot be read: see what ails the first 20"]


def test_a_long_table_that_is_none_of_articles_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.reading.formats.tables.MOST_PARTS", 100)
    (tmp_path / "a.csv").write_bytes(b"lat,lon\n" + b"1.5,2.5\n" * 100)
    with pytest.raises(
        UnreadableSource, match=r"a\.csv is no table of articles \(columns: lat, lon\) and has far more"
    ):
        read(tmp_path / "a.csv")
    (tmp_path / "b.csv").write_bytes(b"lat,lon\n" + b"1.5,2.5\n" * 99)
    assert len(read(tmp_path / "b.csv")) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "koi8-r"])
@pytest.mark.parametrize("late", [0, 300])
def test_a_large_text_is_read_in_its_encoding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, late: int
) -> None:
    monkeypatch.setattr("kimmap.reading.formats.openings._AT_ONCE", 1_000)
    monkeypatch.setattr("kimmap.reading.formats.openings._SAMPLE", 4_000)
    words = (
        "Мира Хольт приехала поездом в Брунн в пятницу и осталась там на две ночи." if encoding == "koi8-r" else STORY
    )
    plain = "Mira Holt reached Brunn by train on Friday.\n" * late
    (tmp_path / "a.csv").write_bytes(f"text\n{plain}{f'{words}{chr(10)}' * 90}".encode(encoding))
    documents = read(tmp_path / "a.csv")
    assert (len(documents), documents[-1].text) == (late + 90, words)


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.jsonl", b'{"text": "' + b"a" * 17 * 2**20 + b'"}', "has a line that is longer than any article"),
        ("a.csv", b"text," * 4 * 2**20, "has a line that is longer than any article"),
        ("a.json", b"[" + b'{"a":1,"b":2},\n' * 1_700_000 + b"0]", "is too large for one JSON value"),
    ],
)
def test_what_would_take_all_memory_is_refused(tmp_path: Path, name: str, data: bytes, line: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableSource, match=line):
        read(tmp_path / name)


def test_a_text_of_marks_takes_more_room_than_one_of_words() -> None:
    assert weight(STORY.format(3)) == len(STORY.format(3))
    assert (weight("a b " * 50), weight(";-" * 50)) == (450, 450)


def test_large_files_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.reading.parallel._AHEAD_BYTES", 100)
    pool = _Pool(_nothing, 2)
    monkeypatch.setattr(_Pool, "_submit", lambda _pool, chunk: _Done([Result(()) for _ in chunk]))
    chunks = ([Job(Source(f"{i}", b"a" * 60, ""), Metadata(), 0.0)] for i in range(5))
    held = [len(pool.waiting) for _ in pool.run(chunks)]
    assert max(held) == 0  # the second would be more than 100 bytes beside the first


def _nothing(_job: Job) -> Result:
    return Result(())


class _Done(NamedTuple):
    results: list[Result]

    def result(self) -> list[Result]:
        return self.results
