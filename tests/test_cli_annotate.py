"""``kimmap annotate`` from the outside: lines in, lines out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kimmap.cli import main

BOSTON = {"doc_id": "a1", "text": "Élan: he left Boston on Sunday.", "date": "2025-09-20"}
UNDATED = {"doc_id": 2, "text": "On 5 May 2025 he came back.\nTwo days later he left.", "date": None}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Annotate what is written to in.jsonl, into out.jsonl."""

    def runner(*options: str) -> Result:
        paths = [str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]
        return CliRunner().invoke(main, ["annotate", *paths, "--jobs", "1", *options])

    return runner


def write(path: Path, *records: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_document_has_a_line_with_its_dates(tmp_path: Path, run: Callable[..., Result]) -> None:
    write(tmp_path / "in.jsonl", BOSTON, UNDATED)
    result = run("--only", "dates")
    assert (result.exit_code, result.output) == (0, "")
    sunday = {"start": 24, "end": 30, "text": "Sunday", "type": "DATE", "value": "2025-09-14"}
    assert lines_of(tmp_path / "out.jsonl") == [
        {"doc_id": "a1", "dates": [sunday]},
        {
            "doc_id": 2,
            "dates": [
                {"start": 3, "end": 13, "text": "5 May 2025", "type": "DATE", "value": "2025-05-05"},
                {"start": 28, "end": 42, "text": "Two days later", "type": "DATE", "value": "2025-05-07"},
            ],
        },
    ]


def test_the_ends_of_a_range_are_dates_of_their_own(tmp_path: Path, run: Callable[..., Result]) -> None:
    write(tmp_path / "in.jsonl", {"doc_id": "r", "text": "There from 12–18 May 2025.", "date": None})
    assert run("--only", "dates").exit_code == 0
    dates = lines_of(tmp_path / "out.jsonl")[0]["dates"]
    assert [(d["text"], d["value"]) for d in dates] == [("12", "2025-05-12"), ("18 May 2025", "2025-05-18")]


def test_documents_stand_alone_unless_they_are_one_collection(tmp_path: Path, run: Callable[..., Result]) -> None:
    first = {"doc_id": "a", "text": "Day 1 was 3 July.", "date": "2025-07-07"}
    second = {"doc_id": "b", "text": "Day 8. Over the pass.", "date": "2025-07-20"}
    write(tmp_path / "in.jsonl", first, second)
    values = []
    for options in ((), ("--collection",)):
        assert run("--only", "dates", *options).exit_code == 0
        values.append(lines_of(tmp_path / "out.jsonl")[1]["dates"][0]["value"])
    assert values == ["XXXX-XX-XX", "2025-07-10"]


@pytest.mark.slow
def test_several_processes_keep_the_order(tmp_path: Path, run: Callable[..., Result]) -> None:
    records = [{"doc_id": n, "text": f"He left on {n % 28 + 1} May 2025.", "date": None} for n in range(100)]
    write(tmp_path / "in.jsonl", *records)
    assert run("--only", "dates", "--jobs", "2").exit_code == 0
    found = lines_of(tmp_path / "out.jsonl")
    assert [r["doc_id"] for r in found] == list(range(100))
    assert [r["dates"][0]["value"] for r in found] == [f"2025-05-{n % 28 + 1:02d}" for n in range(100)]


@pytest.mark.slow
def test_places_are_found_or_taken_from_the_spans_that_are_given(tmp_path: Path, run: Callable[..., Result]) -> None:
    given = {"doc_id": "g", "text": "From Paris he went to Nairobi.", "date": None, "spans": [[22, 29]]}
    write(tmp_path / "in.jsonl", {"doc_id": "f", "text": "From Paris he went to Nairobi.", "date": None}, given)
    assert run("--only", "places").exit_code == 0
    found, resolved = lines_of(tmp_path / "out.jsonl")
    assert [p["text"] for p in found["places"]] == ["Paris", "Nairobi"]
    assert [(p["start"], p["end"], p["text"], p["geonames_id"]) for p in resolved["places"]] == [
        (22, 29, "Nairobi", 184745)
    ]
    assert set(found) == {"doc_id", "places"}
    assert abs(resolved["places"][0]["lat"] + 1.28) < 0.1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"text": "x"}', '"doc_id" is missing'),
        ('{"doc_id": "b"}', '"text" is missing'),
        ('{"doc_id": "b", "text": "x", "date": "May 5"}', '"date" is "May 5": write YYYY-MM-DD, or null'),
        ('{"doc_id": "b", "text": "x", "spans": [[0, 2]]}', '"spans" has to be'),
        ('{"doc_id": "b", "text": "x y", "spans": [[1, 2]]}', '"spans" has to be'),
        ('{"doc_id": "b", "text": "\\ud800"}', '"text" holds half of a surrogate pair'),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(
    tmp_path: Path, run: Callable[..., Result], line: str, problem: str
) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(BOSTON) + "\n\n" + line + "\n", encoding="utf-8")
    (tmp_path / "out.jsonl").write_text("before", encoding="utf-8")
    result = run("--only", "dates")
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert f"in.jsonl, line 3: {problem}" in result.output
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8") == "before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_bytes_that_are_no_text_are_named(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "in.jsonl").write_bytes(b'{"doc_id": "b", "text": "\xff"}\n')
    result = run("--only", "dates")
    assert (result.exit_code, "line 1: not UTF-8" in result.output) == (2, True)


def test_a_missing_file_and_a_missing_folder_are_one_line(tmp_path: Path, run: Callable[..., Result]) -> None:
    missing = run("--only", "dates")
    assert missing.exit_code == 2
    assert "give a file of JSON lines" in missing.output
    write(tmp_path / "in.jsonl", BOSTON)
    nowhere = ["annotate", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "no" / "such" / "out.jsonl")]
    result = CliRunner().invoke(main, nowhere)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "cannot write" in result.output


def test_standard_input_and_output(run: Callable[..., Result]) -> None:
    result = CliRunner().invoke(main, ["annotate", "-", "-o", "-", "--only", "dates"], input=json.dumps(BOSTON))
    assert result.exit_code == 0
    assert json.loads(result.output)["dates"][0]["text"] == "Sunday"
