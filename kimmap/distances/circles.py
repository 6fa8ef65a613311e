"""Circles of latitude and poles as ends of a distance: "a day north of the Arctic Circle"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kimmap.model import Place

_OBLIQUITY_DEG = 23.436
"""How far the Earth's axis leans, and so where the tropics and the polar circles are."""
_LATITUDES = {
    "arctic circle": 90 - _OBLIQUITY_DEG,
    "antarctic circle": _OBLIQUITY_DEG - 90,
    "polar circle": 90 - _OBLIQUITY_DEG,
    "equator": 0.0,
    "tropic of cancer": _OBLIQUITY_DEG,
    "tropic of capricorn": -_OBLIQUITY_DEG,
    "north pole": 90.0,
    "south pole": -90.0,
}
_OF_BOTH_SIDES = ("polar circle", "pole")
"""What both hemispheres have: that of the other end is meant."""
_CIRCLE = re.compile(
    r"\bthe\s+(?:(?:geographic(?:al)?|true)\s+)?(?P<name>(?:ant)?arctic\s+circle|polar\s+circle|equator"
    r"|tropic\s+of\s+(?:cancer|capricorn)|(?:north|south)\s+pole)\b"
    r"|\b(?:to|from|of|short\s+of|at)\s+(?P<bare>the\s+Pole\b)(?=\s*(?:[,.;:)–—]|$|\s(?:is|was|in|by|and|itself)\b))",
    re.IGNORECASE,
)
_ACCURACY_KM = 1.0


def circles_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text names a circle of latitude or a pole, and the words for it."""
    for match in _CIRCLE.finditer(text):
        start, end = match.span("bare") if match["bare"] else match.span()
        yield start, end, text[start:end]


def circle_near(words: str, place: Place) -> Place | None:
    """The point nearest to a place of the circle or pole that words mean; None where they mean none."""
    match = _CIRCLE.fullmatch(words)
    name = "pole" if re.fullmatch(r"the\s+Pole", words) else " ".join(match["name"].casefold().split()) if match else ""
    if name not in _LATITUDES and name not in _OF_BOTH_SIDES:
        return None
    lat = _LATITUDES.get(name, 90.0)
    if name in _OF_BOTH_SIDES and place.lat < 0:
        lat = -lat
    called = f"the {'North' if lat > 0 else 'South'} Pole" if name == "pole" else " ".join(words.split())
    return Place(f"kimmap:circle@{lat:.3f},{place.lon:.3f}", called, "position", lat, place.lon, radius_km=_ACCURACY_KM)
