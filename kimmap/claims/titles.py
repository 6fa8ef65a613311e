"""Titles of what the traveller writes: "Lima to Cusco", "Day 12: Lima – Cusco (35 km)", "Lima, at last"."""

from __future__ import annotations

import re

from kimmap.claims.reading import Finding, Reading
from kimmap.claims.scene import Line, Scene
from kimmap.model import AREAS, Resolution, Role

_NAME = r"(?:[A-ZÀ-ÖØ-Þ][\w'’.-]*)"
_NAMES = rf"{_NAME}(?:(?:\s+|\s*[,/]\s*)(?:{_NAME}|de|del|la|le|les|el|of|the|and|i|sur|am|an|en|y))*(?:\s*\([^)]*\))?"
_TO = r"(?:\s+to\s+(?:the\s+)?|\s*(?:[-–—]+\s*>|→|>)\s*)"
_DASH = r"\s+[-–—]\s+"
_LABEL = re.compile(r"^.*?(?::|\s[-–—|]+|\s[|»]|\d[.)]?,?)\s+(?:[-–—|:]\s+)?", re.DOTALL)
"""What stands before the places of a title: "Day 12: ", "Catching up – ", "Stage 4. "."""

_DAY = re.compile(r"^\W*(?:day|days|stage|etappe|leg|week|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE)
_FROM = re.compile(rf"(?:[Ff]rom\s+)?(?:{_NAMES}{_TO}|{_NAMES}{_DASH}(?={_NAME}))*")
_ONWARDS = re.compile(rf"(?:\s*\([^)]*\)|,\s*{_NAME}(?:\s{_NAME})*)?{_TO}(?:{_NAME}|\d)")
_ENDS = re.compile(
    r"\s*(?:$|[,;:.!(…]|[-–—|]\s|\d|(?:via|by|in|with|on|and\s+back|again|revisited|at\s+last|part)\b)", re.IGNORECASE
)
_SPENT = re.compile(
    r"(?:[\w'’-]+\s+){0,3}(?:back|days?|nights?|mornings?|afternoons?|evenings?|weekend|weeks?|hours|stop|stopover|layover|"
    r"arrived|arriving|arrival|anchor|anchored|home|here|stuck|stranded|camped)\s+(?:again\s+)?(?:in|at|on)\s+$",
    re.IGNORECASE,
)


def read_title(line: Line, resolution: Resolution, scene: Scene) -> Reading | None:
    """What the title of a first-person text says by its form alone; None where it says nothing.

    A route of two names was travelled, whether both names are known or not; a single place counts in the title
    of a dated text only, where it opens the title or time was spent there.
    """
    block, place = line.block, resolution.place
    if block is None or block.role not in ("title", "heading") or not scene.cast.first_person or place is None:
        return None
    if resolution.mention.reference != "name":
        return None
    quote, text = resolution.mention.quote, scene.document.text
    left, right = text[block.start : quote.start], text[quote.end : block.end].rstrip()
    if (label := _LABEL.match(left)) and not re.search(rf"{_NAME}{_DASH}$", left):
        left = left[label.end() :]
    if right.endswith("?") and ":" not in right:
        return None
    if re.fullmatch(r"\w+ing\s+(?:\w+\s+)?(?:to|for|towards?)\s+(?:the\s+)?", left):
        return Reading(Finding("heads_for", "visited", None, ("title",)))  # "Cycling to Lima: day 12"
    role = _role_in_route(left, right)
    alone = (block.role == "title" and scene.document.published) or (label and _DAY.match(label.group()))
    if role is None and place.kind not in AREAS and alone:
        role = _role_alone(left, right)
    return Reading(Finding(role, "visited", None, ("title",))) if role else None


def told_at(resolution: Resolution, scene: Scene) -> int:
    """Where the text below a title tells of its place: at the last mention, else at its end."""
    place = resolution.place
    told = [r.mention.quote.start for r in scene.resolutions if r.place and place and r.place.id == place.id]
    return max(told) if len(told) > 1 else len(scene.document.text)


def _role_in_route(left: str, right: str) -> Role | None:
    """The part that a name plays in "Lima to Cusco", "Lima – Puno – Cusco"."""
    if not _FROM.fullmatch(left):
        return None
    if _ONWARDS.match(right):
        return "stays" if re.search(_TO, left) else "departs"
    if re.search(rf"{_TO}$", left) and _ENDS.match(right):
        return "arrives"
    return None


def _role_alone(left: str, right: str) -> Role | None:
    """The part of the one place that a title names: "Lima, at last", "Three days in Lima"."""
    opens = not left.strip() and not re.match(r"\s+\w", right)
    lists = not left.strip() and re.match(rf"\s*(?:and|&|,|/)\s+{_NAME}", right)
    joined = re.fullmatch(rf"{_NAMES}\s*(?:and|&|/|,)\s+", left) and not right.strip(" !.")
    spent = _SPENT.fullmatch(left) and _ENDS.match(right)
    return "stays" if opens or lists or joined or spent else None
