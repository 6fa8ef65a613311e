"""What a few hundred sentences say of a traveller and a place, as an article or a diary has them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from test_claims import INTRODUCTION, document, read

from kimmap.model import Claim

TABLE = tomllib.loads(Path(__file__).with_name("claims_phrasings.toml").read_text(encoding="utf-8"))
DIARY = "Day 2. I slept badly, and we left the hotel late."


def said_of(name: str, claims: tuple[Claim, ...]) -> set[str]:
    found = [c for c in claims if c.place is not None and c.place.name == name]
    under_way = {"heads_for": "heading", "passes": "passed"}
    return {under_way.get(c.role, c.status) if c.status == "visited" else c.status for c in found} or {"nothing"}


@pytest.mark.parametrize("row", TABLE["reported"], ids=[row["sentence"] for row in TABLE["reported"]])
def test_what_an_article_says(row: dict[str, dict[str, str]]) -> None:
    claims, _ = read(document(INTRODUCTION, str(row["sentence"])))
    assert {name: said_of(name, claims) for name in row["says"]} == {n: {s} for n, s in row["says"].items()}


@pytest.mark.parametrize("row", TABLE["told"], ids=[row["sentence"] for row in TABLE["told"]])
def test_what_a_diary_says(row: dict[str, dict[str, str]]) -> None:
    claims, _ = read(document(DIARY, str(row["sentence"]), author="Ada Vinter"))
    assert {name: said_of(name, claims) for name in row["says"]} == {n: {s} for n, s in row["says"].items()}


@pytest.mark.parametrize("where", ["behind the Douro", "over the upper Douro", "above eastern Braga"])
def test_weather_over_a_place_or_a_part_of_it_puts_nobody_there(where: str) -> None:
    claims, asides = read(document(INTRODUCTION, f"She praised the snow {where} on Monday."))
    place = where.split()[-1]
    assert said_of(place, claims) == {"nothing"}
    assert [a.reason for a in asides if a.resolution.mention.name == place] == ["passed"]
