"""What an entry of a list or the row of a table says of itself: done, planned or called off, and the ends of legs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.lexicon import phrases, words
from kimmap.claims.lists import Lists
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.rows import end_of_leg, is_done
from kimmap.claims.scene import Line, Scene
from kimmap.claims.timing import interval_of, is_after
from kimmap.model import DateMention, Resolution, Status


def is_row(line: Line) -> bool:
    """Whether a line stands in a table."""
    return line.block is not None and line.block.role == "table"


def read_end_of_leg(
    resolution: Resolution, row: Sequence[Line], dates: Sequence[DateMention], scene: Scene, lists: Lists
) -> Reading | None:
    """What a row of a table of legs, "from" and "to", says of one of its ends."""
    start = resolution.mention.quote.start
    role = end_of_leg(scene.document, start) if resolution.mention.reference == "name" else None
    if role is None or not lists.are_his or lists.is_of_another(row):
        return None
    if is_done(scene.document, start):
        return Reading(Finding(role, "visited", None, ("done",)))
    status, cues = status_of_entry(row, dates, scene, lists.are_plans)
    if status == "cancelled" and role == "departs":
        return Reading(Finding(None, None, "background", cues))  # what was not left may have been reached
    return Reading(Finding(role, status, None, cues))


def status_of_entry(
    lines: Sequence[Line], dates: Sequence[DateMention], scene: Scene, is_plan: bool
) -> tuple[Status, tuple[str, ...]]:
    """Whether an entry was done, is planned, uncertain or called off: by its words, else by its day."""
    tokens = [t for line in lines for t in line.sentence.tokens]
    text = " ".join(t.text.lower() for t in tokens)
    lemmas = {t.lemma for t in tokens}
    if expected := sorted({t.text.lower() for t in tokens} & _EXPECTED) if is_row(lines[0]) else []:
        return "planned", tuple(expected)
    if hit := next((p for p in phrases("modality", "entry_cancelled") if p in text), None):
        return "cancelled", (hit,)
    if hit := next((p for p in phrases("modality", "entry_possible") if p in text), None):
        return "possible", (hit,)
    if doubt := sorted(lemmas & words("modality", "possible_words")):
        return "possible", tuple(doubt)
    if dates and _COMING.match(dates[0].quote.text):
        return "planned", (dates[0].quote.text.lower(),)
    published = scene.told_until
    when = interval_of(dates[:1], lines[0].sentence)
    if is_after(when, published) or (is_plan and (published is None or not when.first or when.first >= published)):
        return "planned", ("programme",) if is_plan else ()
    return "visited", ()


_EXPECTED = frozenset({"eta", "expected", "due", "scheduled", "planned", "proposed"})
"""What a row says of what is to come."""
_COMING = re.compile(
    r"(?:tomorrow|the day after tomorrow|next (?:week|month|monday|tuesday|wednesday|thursday|friday))\b", re.IGNORECASE
)
