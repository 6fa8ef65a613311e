"""``kimmap places``: output, exit code, advice."""

from __future__ import annotations

import json

from click.testing import CliRunner

from kimmap.cli import main


def test_the_company_decides() -> None:
    done = CliRunner().invoke(main, ["places", "Artyom", "--near", "Vladivostok"])
    assert done.exit_code == 0
    assert "Primorsky Krai" in done.output
    assert done.output.strip().endswith("Artëm: near Vladivostok, which the text names too (of 2 places of that name)")


def test_json_has_all_candidates_best_first() -> None:
    done = CliRunner().invoke(main, ["places", "Paris", "--near", "Dallas", "--json"])
    places = json.loads(done.output)
    assert (places[0]["name"], places[0]["region"]) == ("Paris", "Texas")
    assert [p["score"] for p in places] == sorted((p["score"] for p in places), reverse=True)
    assert {"id", "lat", "lon", "kind", "why"} <= places[0].keys()


def test_only_the_likeliest_are_shown_unless_asked() -> None:
    few = CliRunner().invoke(main, ["places", "Paris"])
    everything = CliRunner().invoke(main, ["places", "Paris", "--all"])
    assert "more (--all)" in few.output
    assert "more (--all)" not in everything.output
    assert len(everything.output) > len(few.output)


def test_an_unknown_name_is_one_line_of_advice() -> None:
    done = CliRunner().invoke(main, ["places", "Qwxzlandia"])
    assert done.exit_code == 2
    assert done.output.strip() == (
        "kimmap: no place called “Qwxzlandia” is known: try another spelling, or the name without its kind"
    )


def test_help_teaches() -> None:
    done = CliRunner().invoke(main, ["places", "--help"])
    assert "kimmap places Artyom --near Vladivostok" in done.output
