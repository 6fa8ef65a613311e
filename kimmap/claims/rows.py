"""Tables without a word of whose they are: a log, a manifest or a programme that came as a file of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.lexicon import words
from kimmap.claims.scene import Line, Scene
from kimmap.model import Block, Document, Role

_ROWS = 3
_SHARE = 0.5
"""Of the rows of such a table so many name a day and a place."""


def is_own_table(scene: Scene) -> bool:
    """Whether a document is nothing but rows of days and places: among the sources of a journey it is that one's."""
    rows = [b for b in scene.document.blocks if b.role not in ("noise", "title")]
    if len(rows) <= _ROWS or any(b.role != "table" for b in rows):
        return False
    told = {line.block.start for line in scene.lines if line.block and line.resolutions}
    dated = {line.block.start for line in scene.lines if line.block and line.dates}
    return len(told) >= _SHARE * (len(rows) - 1) and len(dated) >= _SHARE * (len(rows) - 1)


def names_whose_rows(scene: Scene) -> bool:
    """Whether a column says of whom each row tells: "vessel", "name"; not one number that is the same in all rows.

    One of who did it, "collected by", tells that where it names the traveller and others.
    """
    rows = _rows(scene)
    doer = next((i for i, cell in enumerate(rows[0]) if _DOER.fullmatch(cell)), None) if rows else None
    if doer is not None:
        doers = {row[doer] for row in rows[1:] if doer < len(row)}
        return len(doers) > 1 and any(scene.traveller.is_called(name) for name in doers)
    column = (
        next((i for i, cell in enumerate(rows[0]) if cell in words("nouns", "heads_of_whose")), None) if rows else None
    )
    if column is None:
        return False
    whose = {row[column] for row in rows[1:] if column < len(row)}
    return len(whose) > 1 or not all(name.isdigit() for name in whose)


_DOER = re.compile(
    r"(?:collected|sampled|taken|recorded|observed|measured|surveyed|photographed|driven)[ _]by|collector|observer"
    r"|recorder|surveyor|photographer|driver"
)
"""What stands over the names of those who did what the rows tell of."""


def is_programme(scene: Scene) -> bool:
    """Whether the headings of a table tell of what is to be, "venue", "tickets", and of nothing that was measured."""
    heads = set(_rows(scene)[0]) if _rows(scene) else set()
    return bool(heads & words("nouns", "heads_of_plans")) and not heads & words("nouns", "heads_of_logs")


def _rows(scene: Scene) -> list[list[str]]:
    """The cells of a document's tables, folded."""
    text = scene.document.text
    blocks = [b for b in scene.document.blocks if b.role == "table"]
    return [[cell.strip().casefold() for cell in text[b.start : b.end].split("\t")] for b in blocks]


def end_of_leg(document: Document, start: int) -> Role | None:
    """Which end of a leg a cell holds, in a table with a column for where each begins and one for where it ends."""
    rows = [b for b in document.blocks if b.role == "table"]
    row = document.block_at(start)
    if row is None or row.role != "table" or row is rows[0]:
        return None
    heads = [cell.strip(" .:").casefold() for cell in document.text[rows[0].start : rows[0].end].split("\t")]
    begins, ends = ([i for i, head in enumerate(heads) if head in kind] for kind in (_BEGINS, _ENDS))
    if len(begins) != 1 or len(ends) != 1:
        return None
    column = document.text.count("\t", row.start, start)
    return "departs" if column == begins[0] else "arrives" if column == ends[0] else None


_BEGINS = frozenset({"from", "origin", "start", "departure", "dep", "departed", "leaves"})
_ENDS = frozenset({"to", "destination", "dest", "arrival", "arr", "arrived", "end", "reaches"})


def is_done(document: Document, start: int) -> bool:
    """Whether a cell of a row says that it was done."""
    row = document.block_at(start)
    cells = document.text[row.start : row.end].split("\t") if row is not None else []
    return any(cell.strip(" .").casefold() in _IS_DONE for cell in cells) or _has_a_result(document, row, cells)


def _has_a_result(document: Document, row: Block | None, cells: Sequence[str]) -> bool:
    """Whether a row of matches says how it ended: "3-0" under "Result"."""
    above = [b for b in document.blocks if b.role == "table" and row is not None and b.start < row.start]
    headed = (document.text[b.start : b.end].split("\t") for b in reversed(above))
    for heads in headed:
        for column, head in enumerate(heads):
            if head.strip(" .:").casefold() in _RESULTS and column < len(cells):
                return re.search(r"\d", cells[column]) is not None
    return False


_RESULTS = frozenset({"result", "results", "score", "scores", "final score", "att", "attendance", "gate"})


_IS_DONE = frozenset({"done", "completed", "complete", "ok", "finished", "made", "carried out", "actual", "travelled"})


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
