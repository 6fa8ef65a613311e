"""Lines of those who follow a craft: "off from Lima 20:51, down at Cusco 22:58", "Lima 09:12 - Cusco 10:40"."""

from __future__ import annotations

import re

from kimmap.claims.followed import is_with_him
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.scene import Line, Scene
from kimmap.model import Role

_CLOCK = r"\d{1,2}[:.h]?\d{2}(?:\s?(?:[ap]m|local|UTC|GMT|Z|LT|hrs?|hours?)\b)?"
_BEFORE: tuple[tuple[re.Pattern[str], Role], ...] = tuple(
    (re.compile(rf"\b(?:{words})\s+\Z", re.IGNORECASE), role)  # type: ignore[misc]
    for words, role in (
        (r"(?:off|out|away|up|airborne|took\s+off|takes\s+off|departed|departs|dep\.?|lifted\s+off|wheels\s+up)"
         r"\s+(?:from|of)|left|departed|leaving", "departs"),
        (r"(?:down|landed|landing|lands|touched\s+down|touchdown|arrived|arrives|arr\.?|on\s+the\s+ground|back)"
         r"(?:\s+(?:at|in|on))?(?:\s+[A-Z][\w’'-]+,)?", "arrives"),
        (r"parked\s+(?:up\s+)?(?:at|in)|(?:still|now|sitting)\s+(?:at|in)", "stays"),
        (r"(?:over|past|abeam|overhead|(?:north|south|east|west)\s+of)", "passes"),
    )
)  # fmt: skip
_LEG_FROM = re.compile(rf"\s+{_CLOCK}\s*(?:[-–—→>]+|to)\s")
_LEG_TO = re.compile(rf"{_CLOCK}\s*(?:[-–—→>]+|to)\s+\Z")
_AT_CLOCK = re.compile(rf"\s+{_CLOCK}")


def by_words_of_log(line: Line, start: int, end: int, scene: Scene) -> Reading | None:
    """What such a line says of a place, by the words around its name; it has no subject, or the craft for one."""
    if not scene.is_followed or not any(d.granularity == "time" for d in line.dates):
        return None
    if not is_with_him(scene.traveller, scene.document, start):
        return None
    text = scene.document.text
    left, right = text[line.sentence.start : start], text[end : line.sentence.end]
    if _LEG_TO.search(left) and _AT_CLOCK.match(right):
        return _told("arrives", "-")
    if _LEG_FROM.match(right):
        return _told("departs", "-")
    for pattern, role in _BEFORE:
        if found := pattern.search(left):
            return _told(role, " ".join(found.group().split()).lower())
    return None


def _told(role: Role, cue: str) -> Reading:
    return Reading(Finding(role, "visited", None, (cue,)))
