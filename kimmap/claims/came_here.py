"""Who "arrived from Lima on Friday", in a report that says where it was written, arrived there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kimmap.claims.letterheads import in_dateline
from kimmap.claims.mover import case_word, read_mover
from kimmap.claims.reading import Finding, Reading
from kimmap.claims.scene import Line, Scene
from kimmap.claims.status import read_status
from kimmap.language import Event
from kimmap.language.hanging import is_calendar
from kimmap.model import DateMention, PlaceMention, Resolution

_ARRIVES = frozenset({"arrive", "land", "fly_in", "sail_in", "drive_in", "touch_down"})
_HERE = ("here", "hither")
_WHERE = frozenset({"here", "there", "home", "back", "ashore", "where"})


def came_here(line: Line, scene: Scene) -> Iterator[tuple[Line, Resolution, Reading]]:
    """The arrivals of a sentence that name whence and not where."""
    if scene.cast.first_person or line.block is None or line.block.role not in ("body", "lead"):
        return
    for event in line.events.values():
        if event.lemma not in _ARRIVES or not _says_only_whence(event, line):
            continue
        written = _written_at(scene)
        if written is None or read_mover(event, line.sentence, scene.cast) != "traveller":
            continue
        found = read_status(event, line.sentence, False, False)
        if found.reason or found.status is None:
            continue
        token = event.predicate
        quote = scene.document.quote(token.start, token.end, (line.sentence.start, line.sentence.end))
        why = f"who arrives without saying where comes to {written.mention.name}, where the report was written"
        mention = PlaceMention(quote, written.mention.name, "description")
        resolution = Resolution(mention, written.place, why, written.score)
        finding = Finding("arrives", found.status, None, (event.lemma.replace("_", " "), "here", *found.cues))
        yield line, resolution, Reading(finding, event)


def comes_in_from(reading: Reading, scene: Scene) -> bool:
    """ "The ferry arrived from Lima on Friday": the day is that of coming in; a ship left Lima some time before."""
    event = reading.event
    if scene.traveller.kind != "vessel" or reading.finding.role != "departs" or event is None or event.nominal:
        return False
    return event.lemma in _ARRIVES


def was_before(line: Line, resolution: Resolution, reading: Reading, dates: Sequence[DateMention]) -> bool:
    """ "came from rallies in Lima and Cusco", "landed on Friday after a visit to Lima": there by then, not on that day.

    Not where the place has a day of its own: "after a visit to Lima on Thursday".
    """
    event, quote = reading.event, resolution.mention.quote
    if event is None or reading.finding.role not in ("stays", "arrives") or not dates:
        return False
    before = line.sentence.tokens_in(line.sentence.start, quote.start)
    behind = bool(before) and before[-1].lemma in _BEHIND
    where = {"where", "from"} <= set(reading.finding.cues)
    held = event.nominal and event.parent is not None and not event.parent.nominal
    held = held and case_word(line.sentence, event.predicate) in (*_BEHIND, "from")
    if not (behind or where or held):
        return False
    text = quote.document.text
    own = (d for d in dates if d.quote.start >= quote.end)
    return not any(where or _NEXT_TO_IT.fullmatch(text[quote.end : d.quote.start]) for d in own)


_BEHIND = ("after", "following")
_NEXT_TO_IT = re.compile(r"[\s,(]*(?:on|in|at|for|the|last|early|late|[\s,(])*")


def _says_only_whence(event: Event, line: Line) -> bool:
    below = [t for t in line.sentence.children(event.predicate.i) if not is_calendar(t)]
    cases = {case_word(line.sentence, t) for t in below if t.dep in ("obl", "obj", "nmod")}
    whence = any(
        t.dep == "obl" and case_word(line.sentence, t) == "from" and t.start == r.mention.quote.start
        for t in below for r in line.resolutions
    )  # fmt: skip
    return whence and not cases & {"in", "at", "on", "to", "into", "near"} and not {t.lemma for t in below} & _WHERE


def is_here(resolution: Resolution, scene: Scene) -> bool:
    """Whether a word says "here" of the place that a report or a letter has in its head."""
    if resolution.mention.quote.text.lower() not in _HERE or resolution.place is None:
        return False
    return any(
        r.place is not None and r.place.id == resolution.place.id and in_dateline(line, r, scene)
        for line in scene.lines for r in line.resolutions
    )  # fmt: skip


def _written_at(scene: Scene) -> Resolution | None:
    """The town in the dateline of a report."""
    for line in scene.lines:
        if line.block is not None and line.block.role in ("body", "lead"):
            heads = [r for r in line.resolutions if r.place and not r.place.is_area and in_dateline(line, r, scene)]
            return heads[0] if heads else None
    return None
