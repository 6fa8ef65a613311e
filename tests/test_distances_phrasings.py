"""What a few hundred sentences about places all over the world say of distances, times, speeds; and what says none."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kimmap.cli import main

FILE = Path(__file__).with_name("distances_phrasings.toml")
TABLE: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
ROWS = [row for kind, rows in TABLE.items() if kind != "none" for row in rows]
WORTH = {"straight-line": "right", "network": "right", "implausible": "wrong", "unresolved": "not judged"}
"""Whether it is the straight line or a way is a matter of the gazetteer's points.  Ends are in no order here."""


def claims_in(sentence: str, folder: Path) -> list[dict[str, Any]]:
    path = folder / "a.txt"
    path.write_text(f"{sentence}\n", encoding="utf-8")
    output = CliRunner().invoke(main, ["check", "--json", str(path)]).output
    return [c for c in json.loads(output[output.index("{") :])["claims"] if c["what"] != "date"]


def told(claim: dict[str, Any]) -> list[str]:
    figure = f"{claim['claimed_km']:.4g} km" if claim["what"] == "distance" else claim["claimed"]
    ends = sorted((claim["from"] or "", claim["to"] or ""))
    return [claim["what"], *ends, figure, WORTH.get(claim["verdict"], claim["verdict"])]


@pytest.mark.slow
@pytest.mark.parametrize("row", ROWS, ids=[row["sentence"] for row in ROWS])
def test_what_is_claimed(row: dict[str, Any], tmp_path: Path) -> None:
    claims = claims_in(row["sentence"], tmp_path)
    assert [told(claim) for claim in claims] == [[what, *sorted((a, b)), *rest] for what, a, b, *rest in row["says"]]
    assert any("as the text has it" in c["explanation"] and " lies to " in c["explanation"] for c in claims) is (
        row.get("direction") == "wrong"
    )


@pytest.mark.slow
@pytest.mark.parametrize("sentence", TABLE["none"]["sentences"])
def test_what_is_no_way_between_places(sentence: str, tmp_path: Path) -> None:
    assert claims_in(sentence, tmp_path) == []
