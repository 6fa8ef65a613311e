"""``kimmap map`` and ``kimmap export`` as a user meets them: output, exit codes, bad input."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import kimmap.gazetteer
import kimmap.reading
from kimmap.cli import main

SEEDS = Path(__file__).parents[1] / "seeds"
STORY = (
    "THE GAZETTE\nWednesday 14 May 2031\nMinister sees the south\n\n"
    "The Danish minister Ada Vinter arrived in Lisbon on Monday. On Tuesday she visited a shipyard in Setúbal.\n"
)


def run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(w) for w in words], input=stdin)


def story(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    return folder


def test_a_story_becomes_a_page_and_a_table_of_stops(tmp_path: Path) -> None:
    output = tmp_path / "trip.html"
    result = run("map", story(tmp_path / "in"), "-o", output, "-t", "Ada Vinter")
    assert result.exit_code == 0, result.output
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert lines[0] == "Ada Vinter: Lisbon to Setúbal, May 2031"
    assert "1 Lisbon 2031-05-12 visited 1" in lines
    assert "2 Setúbal 2031-05-13 visited 1" in lines
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_table_numbers_the_stops_as_the_page_and_the_export_do(tmp_path: Path) -> None:
    told = STORY + "A visit to Évora on Wednesday was cancelled. On Thursday she will see Porto.\n"
    result = run("export", "-", "-o", tmp_path / "trip.geojson", "-t", "Ada Vinter", stdin=told)
    features = json.loads((tmp_path / "trip.geojson").read_text(encoding="utf-8"))["features"]
    stops = [f["properties"] for f in features if f["properties"]["kind"] == "stop"]
    assert [s["status"] for s in stops] == ["visited", "visited", "cancelled", "planned"]
    rows = [line.split() for line in result.stdout.splitlines()[2:]]
    assert [(int(row[0]), row[1]) for row in rows[: len(stops)]] == [(s["order"], s["place"]) for s in stops]
    run("map", "-", "-o", tmp_path / "trip.html", "-t", "Ada Vinter", stdin=told)
    page = (tmp_path / "trip.html").read_text(encoding="utf-8")
    on_page = re.findall(r'data-stop="(\d+)">.*?<bdi>(.*?)</bdi>', page)
    assert [(int(number), name) for number, name in on_page] == [(s["order"], s["place"]) for s in stops]


def test_the_traveller_is_proposed_and_said(tmp_path: Path) -> None:
    result = run("export", story(tmp_path / "in"), "-o", tmp_path / "trip.geojson")
    assert result.exit_code == 0, result.output
    told = re.search(
        r"traveller: Ada Vinter \(proposed, named in \d+ sentences?(?:, .+ in \d+)*; --traveller NAME", result.stdout
    )
    assert told, result.stdout


def test_standard_input_quiet_and_json(tmp_path: Path) -> None:
    result = run("export", "-", "-o", tmp_path / "trip.csv", "-t", "Ada Vinter", "--quiet", stdin=STORY)
    assert (result.exit_code, result.stdout) == (0, "")
    result = run("export", "-", "-o", tmp_path / "trip.csv", "-t", "Ada Vinter", "--json", stdin=STORY)
    assert [
        f["properties"]["place"] for f in json.loads(result.stdout)["features"] if f["properties"]["kind"] == "stop"
    ] == [
        "Lisbon",
        "Setúbal",
    ]


def test_quotations_are_verbatim_and_at_their_place(tmp_path: Path) -> None:
    folder = story(tmp_path / "in")
    run("export", folder, "-o", tmp_path / "trip.geojson", "-q")
    collection = json.loads((tmp_path / "trip.geojson").read_text(encoding="utf-8"))
    evidence = [e for f in collection["features"] for e in f["properties"].get("evidence", ())]
    assert evidence
    for item in evidence:
        assert STORY[item["start"] : item["end"]] == item["quote"]


# ------------------------------------------------------------------------------------ bad input


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    (tmp_path / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "noise.txt").write_bytes(bytes((i * 167 + 13) % 256 for i in range(4000)))
    (tmp_path / "no_trip.txt").write_text("The price of bread rose again. Nobody knows why.\n", encoding="utf-8")
    (tmp_path / "blocked").write_text("a file, not a folder", encoding="utf-8")
    story(tmp_path / "good")
    return tmp_path


BAD = [
    (["map", "{}/empty"], 2, "empty"),
    (["map", "{}/missing"], 2, "missing"),
    (["map", "{}/binary.bin"], 2, "binary.bin"),
    (["map", "{}/noise.txt"], 2, "noise.txt"),
    (["map", "{}/no_trip.txt"], 1, "--traveller"),
    (["map", "{}/good", "-t", "Somebody Else"], 1, "Somebody Else"),
    (["map", "{}/good", "-o", "{}/blocked/map.html"], 2, "blocked"),
    (["export", "{}/good", "-o", "{}/trip.docm"], 2, ".geojson"),
    (["export", "{}/good", "-o", "{}/empty"], 2, "empty"),
]


@pytest.mark.parametrize(("words", "code", "says"), BAD, ids=[" ".join(w).replace("{}/", "") for w, *_ in BAD])
def test_bad_input_gets_one_clear_line_and_nothing_half_written(
    inputs: Path, words: list[str], code: int, says: str
) -> None:
    before = sorted(p for p in inputs.rglob("*"))
    arguments = [w.replace("{}", str(inputs)) for w in words]
    if "-o" not in arguments:
        arguments += ["-o", str(inputs / "out.html")]
    result = run(*arguments)
    assert result.exit_code == code, result.output
    told = [line for line in result.stderr.splitlines() if line]
    assert told[-1].startswith("kimmap: ")
    assert says in told[-1]
    assert "Traceback" not in result.output
    assert sorted(p for p in inputs.rglob("*")) == before


def test_a_language_model_that_is_not_there_is_refused_before_anything_takes_long(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(kimmap.gazetteer, "open_gazetteer", lambda *_a, **_k: opened.append("gazetteer"))
    monkeypatch.setattr(kimmap.reading, "read", lambda *_a, **_k: opened.append("sources"))
    result = run("map", inputs / "good", "-o", inputs / "map.html", "--language-model", "no_such_pipeline")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1), result.output
    assert "no_such_pipeline" in result.stderr
    assert opened == []


def test_one_bad_file_does_not_stop_the_others(inputs: Path) -> None:
    (inputs / "good" / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)) * 10)
    (inputs / "good" / "noise.txt").write_bytes((inputs / "noise.txt").read_bytes())
    result = run("map", inputs / "good", "-o", inputs / "map.html")
    assert result.exit_code == 0, result.output
    assert "left out" in result.stderr
    assert (inputs / "map.html").exists()


@pytest.mark.parametrize("command", ["map", "export", "distance", "check", "annotate"])
def test_help_teaches_by_example(command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert f"kimmap {command} " in result.stdout


# ---------------------------------------------------------------------------------- first case


@pytest.mark.slow
def test_the_first_case_is_exactly_right(tmp_path: Path) -> None:
    output = tmp_path / "trip.geojson"
    result = run("export", SEEDS, "-o", output, "-t", "Kim Jong Un", "-q")
    assert result.exit_code == 0, result.output
    collection = json.loads(output.read_text(encoding="utf-8"))
    stops = [f["properties"] for f in collection["features"] if f["properties"]["kind"] == "stop"]
    told = {s["place"]: {e["source"][:3] for e in s["evidence"]} for s in stops if s["status"] == "visited"}
    assert [(s["place"], s["status"]) for s in stops if s["status"] == "visited"] == [
        ("Pyongyang", "visited"),
        ("Vostochny Cosmodrome", "visited"),
        ("Komsomolsk-on-Amur", "visited"),
        ("Artyom", "visited"),
        ("Khasan", "visited"),
        ("Pyongyang", "visited"),
    ]
    assert [(s["start"], s["end"]) for s in stops if s["status"] == "visited"] == [
        ("2023-09-10", "2023-09-10"),
        ("2023-09-12", "2023-09-15"),
        ("2023-09-15", "2023-09-15"),
        ("2023-09-17", "2023-09-17"),
        ("2023-09-18", "2023-09-18"),
        ("2023-09-19", "2023-09-19"),
    ]
    assert [(s["place"], s["status"]) for s in stops if s["status"] != "visited"] == [("Vladivostok", "possible")]
    assert told["Vostochny Cosmodrome"] == {"000", "001"}
    assert told["Artyom"] == {"002", "004"}
    assert told["Khasan"] == {"000", "001"}
    (claim,) = collection["distances"]
    assert claim["quote"].startswith("Artyom is 254 kilometres from Khasan Station")
    assert claim["verdict"] == "network"
    assert claim["geodesic_km"] == pytest.approx(163, abs=2)
