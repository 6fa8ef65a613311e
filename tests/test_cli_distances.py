"""``kimmap distance`` and ``kimmap check`` as a user calls them."""

from __future__ import annotations

import json

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
