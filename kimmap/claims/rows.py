"""Tables without a word of whose they are: a log, a manifest or a programme that came as a file of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.lexicon import words
from kimmap.claims.scene import Line, Scene
from kimmap.model import Role

_ROWS = 3
_SHARE = 0.5
"""Of the rows of such a table so many name a day and a place."""


def is_own_table(scene: Scene) -> bool:
    """Whether a document is nothing but rows of days and places: among the sources of a journey it is that one's."""
    rows = [b for b in scene.document.blocks if b.role != "noise"]
    if len(rows) <= _ROWS or any(b.role != "table" for b in rows):
        return False
    told = {line.block.start for line in scene.lines if line.block and line.resolutions}
    dated = {line.block.start for line in scene.lines if line.block and line.dates}
    return len(told) >= _SHARE * (len(rows) - 1) and len(dated) >= _SHARE * (len(rows) - 1)


def names_whose_rows(scene: Scene) -> bool:
    """Whether a column says of whom each row tells: "vessel", "name"."""
    first = next((b for b in scene.document.blocks if b.role == "table"), None)
    cells = scene.document.text[first.start : first.end].split("\t") if first else []
    return any(cell.strip().casefold() in words("nouns", "heads_of_whose") for cell in cells)


def role_in_row(lines: Sequence[Line]) -> Role | None:
    """What the cells of a row say was done: "departed", "arr.", "passed"."""
    text = " ".join(line.sentence_text.lower() for line in lines)
    found = {role for role, pattern in _DONE.items() if pattern.search(text)}
    return found.pop() if len(found) == 1 else None


_DONE: dict[Role, re.Pattern[str]] = {
    "departs": re.compile(
        r"\b(?:departed|departs|departure|sailed|left|cast off|set off|dep\b|took off|std|atd|etd)\b"
    ),
    "arrives": re.compile(
        r"\b(?:arrived|arrives|arrival|anchored|berthed|docked|moored|landed|reached|arr\b|sta|ata|eta)\b"
    ),
    "passes": re.compile(r"\b(?:passed|transit|transited|abeam|passing)\b"),
}
