"""The commands report, embed and verify, as a user meets them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from outputs_trips import far_east_trip

from kimmap.cli import main
from kimmap.cli import publish as publish_commands
from kimmap.cli.sources import Reading
from kimmap.outputs.files import write_trip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_trip(far_east_trip(), tmp_path_factory.mktemp("page") / "my map.html")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for document in far_east_trip().documents:
        (tmp_path / "sources" / document.name).parent.mkdir(exist_ok=True)
        (tmp_path / "sources" / document.name).write_text(document.text, encoding="utf-8")
    return tmp_path / "sources"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.mark.parametrize("command", ["report", "embed", "verify"])
def test_help_teaches_with_examples(command):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert result.output.count(f"kimmap {command}") >= 2


# -------------------------------------------------------------------------------------- report


def test_a_report_of_a_page_needs_no_sources(page, tmp_path):
    result = run("report", page, "-o", tmp_path / "trip.md")
    assert result.exit_code == 0
    assert {p.name for p in tmp_path.iterdir()} == {"trip.md", "trip.svg"}
    assert result.output.count("→ ") == 2


def test_a_report_of_a_page_loads_nothing_that_traces(page, tmp_path):
    code = (
        "import sys; from kimmap.cli import main\n"
        f"main(['report', {str(page)!r}, '-o', {str(tmp_path / 'trip.md')!r}, '-q'], standalone_mode=False)\n"
        "parts = {name.split('.')[1] for name in sys.modules if name.startswith('kimmap.')}\n"
        "print(*sorted(parts & {'claims', 'gazetteer', 'itinerary', 'language', 'pipeline', 'places', 'outputs'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "outputs\n"


def test_a_report_of_sources_traces_them(sources, tmp_path, monkeypatch):
    asked = []

    def trace(*arguments: object) -> object:
        asked.append(arguments)
        return far_east_trip()

    monkeypatch.setattr(publish_commands, "trip_from", trace)
    result = run("report", sources, "-o", tmp_path / "trip.html", "-t", "Ada Vinter", "-q", "--lang", "de")
    assert (result.exit_code, result.output) == (0, "")
    assert asked == [((str(sources),), Reading(traveller="Ada Vinter", quiet=True), tmp_path / "fetched")]
    assert '<html lang="de">' in (tmp_path / "trip.html").read_text()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "trip.rtf"), ".docx, .html, .md, .pdf"),
        (("-o", "trip.md", "--lang", "xx"), "texts in the language 'xx'"),
        ((), "--output"),
    ],
)
def test_wrong_use_of_report_is_told_before_any_work(arguments, said, page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("report", page, *arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert list(tmp_path.iterdir()) == []


# --------------------------------------------------------------------------------------- embed


def test_embed_prints_all_ways(page):
    result = run("embed", page)
    assert result.exit_code == 0
    for words in ('src="my%20map.html"', "](<my%20map.html>)", "```{=html}", "IFrame('my%20map.html'"):
        assert words in result.output


def test_embed_prints_one_way_alone(page):
    assert run("embed", page, "--as", "srcdoc").output.startswith('<iframe class="kimmap" srcdoc="&lt;!DOCTYPE html')
    assert run("embed", page, "--as", "markdown", "--picture", "p.png").output.startswith("[![Map of the trip")
    told = run("embed", page, "--as", "oembed", "--url", "https://example.org/m", "--height", "500")
    assert json.loads(told.output)["height"] == 500


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as", "oembed"), "--url"),
        (("--height", "10"), "200"),
        (("--as", "pdf"), "iframe"),
    ],
)
def test_wrong_use_of_embed_is_told(arguments, said, page):
    result = run("embed", page, *arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_embed_of_another_page_is_told_in_one_line(tmp_path):
    (tmp_path / "a.html").write_text("<p>An article.</p>")
    result = run("embed", tmp_path / "a.html")
    assert result.exit_code == 2
    assert result.output == "kimmap: there is no trip in a.html: name a page or a GeoJSON file that kimmap wrote\n"


# -------------------------------------------------------------------------------------- verify


@pytest.mark.parametrize("name", ["trip.geojson", "map.html"])
def test_verify_finds_everything_in_place(name, sources, tmp_path):
    result = run("verify", write_trip(far_east_trip(), tmp_path / name), sources)
    assert result.exit_code == 0
    assert result.output.splitlines()[-1].endswith("stand at their place, 0 moved, 0 gone")


def test_verify_names_what_is_gone_and_what_moved(sources, page):
    path = sources / "wire.txt"
    path.write_text("Corrected. " + path.read_text().replace("on Monday", "on Sunday"))
    result = run("verify", page, sources)
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert [line for line in lines if line.startswith("gone")] == [
        "gone       wire.txt 105–147, for stop 6, Khasan: “It crossed the border at Khasan on Monday.”; "
        "there is now “It crossed the border at Khasan on Sunday.”"
    ]
    assert "stands     daily.txt: all " in result.output
    assert "moved      wire.txt 63–104, now 74–115, for stop 5, Artyom" in result.output
    assert "changed    wire.txt: its text is not the one that was read then" in lines
    assert lines[-1].endswith("3 moved, 1 gone")


def test_verify_of_moved_quotations_alone_is_a_pass(sources, page):
    path = sources / "wire.txt"
    path.write_text("Corrected. " + path.read_text())
    assert run("verify", page, sources).exit_code == 0


def test_verify_as_data_and_quietly(sources, page):
    (sources / "wire.txt").unlink()
    result = run("verify", page, sources, "--json")
    assert result.exit_code == 1
    told = json.loads(result.output)
    assert {q["finding"] for q in told["quotations"]} == {"stands", "no source"}
    assert run("verify", page, sources, "-q").output == ""


def test_verify_without_anything_to_check_finds_nothing(sources, tmp_path):
    (tmp_path / "empty.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    assert run("verify", tmp_path / "empty.geojson", sources).exit_code == 1
