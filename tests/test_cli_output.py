"""Where the commands write: never over a source, in no form but their own, into no folders that nobody has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kimmap.cli import main

STORY = "THE GAZETTE\n14 May 2031\n\nAda Vinter arrived in Lima on Monday. On Tuesday she flew to Cusco.\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with sources in every form that a command writes."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    for name in ("a.html", "a.md", "b.svg"):
        (tmp_path / "in" / name).write_text(STORY, encoding="utf-8")
    (tmp_path / "in" / "c.csv").write_text("title,text\n", encoding="utf-8")
    (tmp_path / "in" / "sources.csv").write_text("file,date\na.md,2031-05-14\n", encoding="utf-8")
    (tmp_path / "in" / "d.jsonl").write_text(json.dumps({"doc_id": "d", "text": STORY}), encoding="utf-8")
    (tmp_path / "link.html").symlink_to(tmp_path / "in" / "a.html")
    return tmp_path


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize(
    "words",
    [
        ("map", "in", "-o", "in/a.html"),
        ("map", "in/a.html", "-o", "in/../in/a.html"),
        ("map", "in", "-o", "link.html"),
        ("export", "in", "-o", "in/a.md"),
        ("export", "in", "-o", "in/b.svg"),
        ("report", "in", "-o", "in/a.md"),
        ("check", "in", "-o", "in/c.csv"),
        ("check", "in", "-o", "in/sources.csv"),
        ("annotate", "in/d.jsonl", "-o", "in/d.jsonl"),
    ],
    ids=" ".join,
)
def test_no_source_is_written_over(words: tuple[str, ...], place: Path) -> None:
    before = everything(place)
    result = run(*words)
    name = Path(words[-1]).name
    assert (result.exit_code, result.output) == (
        2,
        f"kimmap: {name} is one of the sources: choose another place with -o\n",
    )
    assert everything(place) == before


@pytest.mark.parametrize(
    ("command", "output", "says"),
    [
        ("map", "x.docx", "kimmap map writes .html, .htm; kimmap report writes .docx"),
        ("map", "x.geojson", "kimmap map writes .html, .htm; kimmap export writes .geojson"),
        ("map", "x.txt", "kimmap map writes .html, .htm"),
        ("map", "x", "kimmap map writes .html, .htm"),
        ("map", "-", "-o - is no file: kimmap map writes one, as in -o trip.html"),
        ("export", "-", "-o - is no file: kimmap export writes one"),
        ("export", "x.pdf", "; kimmap report writes .pdf"),
        ("report", "x.kml", "kimmap report writes .docx, .html, .md, .pdf; kimmap export writes .kml"),
        ("map", "", "-o has an empty name: name a file"),
        ("check", " ", "-o has an empty name: name a file"),
        ("map", "in", "cannot write in: it is a folder"),
        ("map", "no/such/x.html", "cannot write no/such/x.html: there is no folder no; choose another place with -o"),
        ("map", "in/a.md/x.html", "in/a.md is no folder"),
    ],
)
def test_what_cannot_be_meant_is_told_before_the_work(command: str, output: str, says: str, place: Path) -> None:
    before = everything(place)
    result = run(command, "in", "-o", output)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert says in result.output
    assert everything(place) == before


def test_one_folder_is_made_for_the_output(place: Path) -> None:
    assert run("map", "in/a.md", "-o", "out/x.html", "-q").exit_code == 0
    assert (place / "out" / "x.html").is_file()


def test_of_a_link_the_file_that_it_leads_to_is_written(place: Path) -> None:
    (place / "old.html").write_text("old")
    (place / "new.html").symlink_to("old.html")
    assert run("map", "in/a.md", "-o", "new.html", "-q").exit_code == 0
    assert (place / "new.html").is_symlink()
    assert (place / "old.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("name", ["", "   "])
def test_an_empty_name_is_no_traveller(name: str) -> None:
    result = run("map", "in", "-o", "x.html", "-t", name)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "--traveller has an empty name" in result.output


@pytest.mark.parametrize(
    "words", [("map", "", "-o", "x.html"), ("check", ""), ("explain", "", "-p", "Lima")], ids=lambda w: w[0]
)
def test_an_empty_name_is_no_source(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert (result.exit_code, result.output) == (
        2,
        "kimmap: an empty name among the sources: name a folder or a file\n",
    )
