"""Stated speeds: found, told from those of winds, and judged by means of travel or by the sentence's own way."""

from __future__ import annotations

import re

import pytest

from kimmap.distances import SpeedClaim, check_speeds
from kimmap.language import Analysis, Sentence
from kimmap.model import Document


def check(text: str) -> list[SpeedClaim]:
    document = Document("a.txt", text)
    sentences = tuple(Sentence(m.start(), m.end(), ()) for m in re.finditer(r"\S.*?(?:\.(?= [A-Z])|$)", text))
    return list(check_speeds([Analysis(document, sentences, ())]))


@pytest.mark.parametrize(
    ("text", "quote", "km_h", "mode", "possible"),
    [
        ("The ship went on at 12 knots.", "12 knots", 22.2, "ship", True),
        ("She made 95 knots under sail.", "95 knots", 175.9, "ship", False),
        ("We logged eight knots all night.", "eight knots", 14.8, "ship", True),
        ("The train crawled along, averaging 60 km/h.", "60 km/h", 60, "train", True),
        ("The express did 190 miles an hour.", "190 miles an hour", 305.8, "train", True),
        ("The train ran at 400 miles per hour.", "400 miles per hour", 643.7, "train", False),
        ("They walked at 5 kilometres per hour.", "5 kilometres per hour", 5, "foot", True),
        ("He claims to have walked at 20 km/h.", "20 km/h", 20, "foot", False),
        ("The convoy moved at 30 to 40 km/h.", "30 to 40 km/h", 35, "unknown", None),
        ("The jet flew at 850 kph.", "850 kph", 850, "plane", True),
        ("He did 70 mph on the highway.", "70 mph", 112.7, "road", True),
        ("The cutter logged 9 knots with the wind aft.", "9 knots", 16.7, "ship", True),
        ("Twelve knots, under full sail, was the limit of her speed.", "Twelve knots", 22.2, "ship", True),
    ],
)
def test_speeds(text: str, quote: str, km_h: float, mode: str, possible: bool | None) -> None:
    (claim,) = check(text)
    assert (claim.quote.text, round(claim.km_h, 1), claim.mode, claim.is_possible) == (quote, km_h, mode, possible)


@pytest.mark.parametrize(
    "text",
    [
        "The wind blew at 40 knots.",
        "Gusts of 120 km/h took the roof.",
        "A current of 3 knots set us west.",
        "The speed limit is 50 km/h.",
        "We had 16 knots of wind and a pesky 2 knot side current.",
        "Trucks keep to the 60 km/h limit.",
        "The town has 60 inhabitants per hour of sunshine.",
        "They went 60 km in a day.",
    ],
)
def test_what_is_nobodys_speed(text: str) -> None:
    assert check(text) == []


def test_way_hours_and_speed_of_one_sentence_have_to_agree() -> None:
    (claim,) = check("The 300 km train ride took five hours, at 60 km/h.")
    assert (claim.is_possible, claim.needed_km_h) == (True, 60)
    assert claim.explanation == "300 km in 5 hours are 60 km/h, as stated"
    (claim,) = check("The 300 km train ride took two hours, at 60 km/h.")
    assert (claim.is_possible, claim.needed_km_h) == (False, 150)
    assert claim.explanation == "300 km in 2 hours are 150 km/h, not 60 km/h"


def test_the_reason_is_told() -> None:
    (claim,) = check("He walked at 20 km/h.")
    assert claim.explanation == "20 km/h: too fast on foot (at most about 8 km/h)"
    (claim,) = check("The convoy moved at 30 km/h.")
    assert claim.explanation == "not judged: nothing tells by what means somebody made 30 km/h"
