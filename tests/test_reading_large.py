"""Large tables: read row by row up to a limit that is said, in whatever encoding; nothing but rows is no article."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest
from reading_files import archive

from kimmap.errors import UnreadableSource, WrongSettings
from kimmap.reading import read
from kimmap.reading.formats import Context
from kimmap.reading.formats.tables import _articles

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
            "give the articles of the trip, split it, or allow more with --most"
        ]
        assert len(read(tmp_path / name, on_problem=lambda p: pytest.fail(str(p)), most=9)) == 9
    with pytest.raises(WrongSettings, match="most=1"):
        read(tmp_path, most=0)


def test_long_articles_are_too_many_sooner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.reading._MEAN_LENGTH", 20)
    monkeypatch.setattr("kimmap.reading.MOST_ARTICLES", 10)
    (tmp_path / "a.jsonl").write_bytes(tables(9)["a.jsonl"])
    assert len(read(tmp_path / "a.jsonl", on_problem=lambda _: None, most=5)) == 3
    assert len(read(tmp_path / "a.jsonl", on_problem=lambda _: None, most=30)) == 7


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
