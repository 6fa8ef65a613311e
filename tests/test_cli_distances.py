"""``kimmap distance`` and ``kimmap check`` as a user calls them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kimmap.cli import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_a_claim_is_judged_and_the_places_meant_are_named() -> None:
    result = run("distance", "Lisbon", "Madrid", "--claimed", "625", "--by", "road")
    assert result.exit_code == 0
    assert "Lisbon → Madrid: 50" in result.output
    assert "claimed 625 km: not the straight line" in result.output
    assert "plausible along a road" in result.output
    assert "Lisbon, city in Lisbon, Portugal" in result.output
    assert "not Lisbon, city in" in result.output  # a runner-up


def test_a_claim_tells_which_of_the_namesakes_are_meant() -> None:
    result = run("distance", "Lima", "Toledo", "--claimed", "9460", "--by", "air")
    assert "Lima, city in Lima, Peru" in result.output
    assert "Toledo, city in Castilla-La Mancha, Spain" in result.output
    assert result.output.count("of its namesakes the one that the claimed distance fits") == 2


def test_a_name_is_read_in_the_light_of_the_other() -> None:
    cambridge = json.loads(run("distance", "Cambridge", "Oxford", "--json").output)["places"][0]
    assert cambridge["country"] == "GB"
    cambridge = json.loads(run("distance", "Cambridge", "Worcester, Massachusetts", "--json").output)["places"][0]
    assert cambridge["country"] == "US"


def test_a_way_has_legs_and_a_sum_and_a_matrix() -> None:
    data = json.loads(run("distance", "Lisbon", "Madrid", "Paris", "--matrix", "--json").output)
    assert [(leg["from"], leg["to"]) for leg in data["legs"]] == [("Lisbon", "Madrid"), ("Madrid", "Paris")]
    assert data["total_km"] == pytest.approx(sum(leg["geodesic_km"] for leg in data["legs"]), abs=0.01)
    matrix = data["matrix_km"]
    assert all(matrix[i][j] == pytest.approx(matrix[j][i], abs=0.001) for i in range(3) for j in range(3))
    assert [matrix[i][i] for i in range(3)] == [0, 0, 0]
    table = run("distance", "Lisbon", "Madrid", "Paris", "--matrix", "--unit", "nmi").output
    assert f"{matrix[0][1] / 1.852:,.1f}" in table


def test_units_are_those_asked_for() -> None:
    data = json.loads(run("distance", "0, 0", "0, 1", "--claimed", "60", "--unit", "nmi", "--json").output)
    assert data["legs"][0]["claimed_km"] == pytest.approx(111.12)
    assert data["legs"][0]["verdict"] == "straight-line"
    assert data["legs"][0]["midpoint"] == [0, 0.5]


def test_a_claim_is_explained_in_the_unit_asked_for() -> None:
    told = run("distance", "0, 0", "0, 2", "--claimed", "180", "--unit", "mi").output
    assert "claimed 180 mi: not the straight line (138 mi); 1.30 times it" in told
    wrong = run("distance", "Lima", "Cusco", "--claimed", "100", "--unit", "mi").output.splitlines()
    assert not [line for line in wrong if "claimed" in line and " km" in line]


@pytest.mark.parametrize(
    "typed", ["12 30 N 045 15 W", "12°30'N 045°15'W", "Lat 12.30.00 N Long 45.15.00 W", "1230N/04515W"]
)
def test_positions_are_read_as_logs_write_them(typed: str) -> None:
    place = json.loads(run("distance", typed, "0, 0", "--json").output)["places"][0]
    assert place["typed"] == typed
    assert (place["lat"], place["lon"]) == pytest.approx((12.5, -45.25), abs=1e-4)


def test_words_around_a_position_make_it_none() -> None:
    assert run("distance", "harbour of 12 30 N 045 15 W", "0, 0").exit_code != 0


def test_southern_coordinates_are_no_options() -> None:
    assert run("distance", "-33.9, 18.4", "Cape Town").exit_code == 0
    assert run("distance", "Lisbon", "Madrid", "--claimd", "3").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Lisbonn", "Madrid"), "did you mean Lisbon"),
        (("Lisbon",), "needs two places"),
        (("Lisbon", "Madrid", "Paris", "--claimed", "5"), "between two places"),
        (("Lisbon", "Madrid", "--claimed", "-5"), "positive number"),
        (("Lisbon", "Madrid", "--claimed", "nan"), "positive number"),
        (("Lisbon", "95, 10"), "neither a name nor a point on Earth"),
    ],
)
def test_wrong_use_gets_one_line(arguments: tuple[str, ...], words: str) -> None:
    result = run("distance", *arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert result.output.count("\n") == 1


# ----------------------------------------------------------------------------------------- check

TEXT = (
    "The minister in Portugal\n\nPosted Friday 7 May 2021\n\n"
    "Porto is 274 km from Lisbon in a straight line. Madrid is 90 km from Lisbon by road, he said.\n\n"
    "The 20-minute train journey from Lisbon to Porto was pleasant. He arrived in Porto on Monday (May 5, 2021).\n"
)


def test_claims_are_printed_and_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    result = run("check", str(tmp_path / "a.txt"), "-o", str(tmp_path / "claims.csv"), "--json")
    assert result.exit_code == 0
    claims = json.loads(result.output)["claims"]
    assert [(c["what"], c["from"], c["to"], c["verdict"]) for c in claims] == [
        ("distance", "Porto", "Lisbon", "straight-line"),
        ("distance", "Madrid", "Lisbon", "implausible"),
        ("duration", "Lisbon", "Porto", "implausible"),
        ("date", None, None, "contradiction"),
    ]
    assert all(c["quote"] == TEXT[c["start"] : c["end"]] for c in claims)
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["quote"] for row in rows] == [c["quote"] for c in claims]
    shown = run("check", str(tmp_path / "a.txt"))
    assert "wrong" in shown.output
    assert "contradiction" in shown.output


def test_right_says_how_far_off_it_may_be_and_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Porto is 285 km from Lisbon in a straight line.", encoding="utf-8")
    shown = " ".join(run("check", str(tmp_path / "a.txt")).output.split())
    assert "the stated 285 km are 4 % more" in shown
    assert "right, of a distance: from 3 % below to 6 % above the straight line" in shown
    (tmp_path / "a.txt").write_text("Porto is 900 km from Lisbon in a straight line.", encoding="utf-8")
    assert "right, of a distance" not in run("check", str(tmp_path / "a.txt")).output


@pytest.mark.parametrize(
    ("time", "listed"),
    [("visited Porto and Braga in a single week", 0), ("walked from Porto to Braga in a week", 1)],
)
def test_visits_within_a_time_are_no_claim_of_how_long_a_journey_takes(tmp_path: Path, time: str, listed: int) -> None:
    (tmp_path / "a.txt").write_text(f"The minister {time}, he said.", encoding="utf-8")
    result = run("check", str(tmp_path / "a.txt"), "--json")
    assert len(json.loads(result.output)["claims"]) == listed


def test_nothing_to_check_has_its_own_exit_code(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He stayed at home and read a book about the sea.", encoding="utf-8")
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert "no distance between places" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.txt",), "does not exist"),
        (("empty",), "nothing to read"),
        (("a.txt", "-o", "claims.xyz"), "kimmap check writes .csv, .json"),
        (("a.txt", "-o", "a.txt/claims.csv"), "cannot write"),
    ],
)
def test_bad_sources_and_outputs_get_one_line(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    result = run("check", *(a if a.startswith("-") else str(tmp_path / a) for a in arguments))
    assert result.exit_code == 2
    assert words in result.output
    assert result.output.count("\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "empty"]


def test_check_reads_as_the_other_commands_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns of tables, and pages that are fetched and kept beside the output."""
    (tmp_path / "a.csv").write_text('Titel,Inhalt\nx,"Porto is 274 km from Lisbon."\n', encoding="utf-8")
    result = run("check", str(tmp_path / "a.csv"), "--column", "text=Inhalt", "--json")
    assert [c["source"] for c in json.loads(result.stdout)["claims"]] == ["a.csv#1"]

    def fetch(url: str, folder: Path) -> Path:
        folder.mkdir()
        (folder / "page.txt").write_text(f"{TEXT} From {url}.", encoding="utf-8")
        return folder / "page.txt"

    monkeypatch.setattr("kimmap.reading.fetch.fetch", fetch)
    result = run("check", "-q", "-o", str(tmp_path / "claims.json"), "--url", "https://post.example/a")
    assert result.exit_code == 0
    assert {c["source"] for c in json.loads((tmp_path / "claims.json").read_text())["claims"]} == {"page.txt"}
    assert (tmp_path / "fetched" / "page.txt").is_file()


def test_nothing_named_is_nothing_to_check() -> None:
    result = run("check")
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "nothing to read" in result.output
