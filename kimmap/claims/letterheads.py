"""The place and the day in the head of a letter, an entry or a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.claims.kept import greets
from kimmap.claims.scene import Line, Scene
from kimmap.geodesy import geodesic_km
from kimmap.language.boundaries import is_in_dateline
from kimmap.language.hanging import preposition_before
from kimmap.model import Block, DateMention, Interval, Resolution


def in_dateline(line: Line, resolution: Resolution, scene: Scene) -> bool:
    """Whether a place stands in the dateline of a report, or of a letter."""
    block = line.block
    if block is None or block.role in ("list", "table", "caption"):
        return False
    region = resolution.place is not None and resolution.place.is_area and len(line.resolutions) > 1
    token = line.sentence.token_at(resolution.mention.quote.start)
    if token is not None and preposition_before(line.sentence, token.i) in (
        "of",
        "to",
        "with",
        "than",
        "for",
        "behind",
    ):
        return False  # "four hours ahead of Lima"
    if block.role == "byline" or (not region and _day_below(block, scene)):
        return True
    return is_in_dateline(scene.document, resolution.mention.quote.start)


def _day_below(block: Block, scene: Scene) -> DateMention | None:
    """The day beside the place in the head of a letter: "Hotel Bristol, Lima, | 4th May, 1881.".

    Between them there may be a line more of the address; above a greeting no comma needs to say that it goes on.
    """
    text = scene.document.text
    line = text[block.start : block.end]
    if "\n" in line or len(line) > _LONGEST_HEAD or re.search(r"[!?;]|[a-z]\.\s*$", line):
        return None
    blocks = [b for b in scene.document.blocks if b.role != "noise"]
    at = next((i for i, b in enumerate(blocks) if b.start == block.start), None)
    if at is None:
        return None
    below, greeted = blocks[at + 1 : at + 3], _greeting_below(blocks, at, text)
    near = below[:1] if not greeted else [*blocks[max(0, at - 1) : at], *below]
    if not (line.endswith(",") or greeted):
        return None
    return next((day for one in near if (day := _day_alone(one, scene)) is not None), None)


def _greeting_below(blocks: Sequence[Block], at: int, text: str) -> bool:
    """Whether one of the next lines greets somebody, and nothing but short lines stands between."""
    for below in blocks[at + 1 : at + 1 + _LINES_OF_A_HEAD]:
        if greets(text[below.start : below.end]):
            return True
        if below.end - below.start > _LONGEST_HEAD:
            return False
    return False


_LINES_OF_A_HEAD = 4


def _day_alone(block: Block, scene: Scene) -> DateMention | None:
    """The day that is all that a line says."""
    text = scene.document.text
    if block.end - block.start > _LONGEST_HEAD:
        return None
    within = (d for d in scene.dates if d.granularity == "day" and not d.interval.is_open)
    day = next((d for d in within if block.start <= d.quote.start and d.quote.end <= block.end), None)
    if day is None:
        return None
    rest = text[block.start : day.quote.start] + text[day.quote.end : block.end]
    return None if re.search(r"\w", rest) else day


def is_of_an_address(line: Line, resolution: Resolution) -> bool:
    """ "Hotel Bristol, Lima": what stands before the town in the head of a letter, and is called like a place afar."""
    quote, place = resolution.mention.quote, resolution.place
    if line.block is None or not _HOUSE.search(quote.document.text, line.block.start, quote.end):
        return False
    for town in line.resolutions:
        between = quote.document.text[quote.end : town.mention.quote.start]
        if place is not None and town.place is not None and not town.place.is_area and between.strip() == ",":
            return geodesic_km(place.point, town.place.point) > place.radius_km + _NEAR_KM
    return False


_HOUSE = re.compile(
    r"\b(?:hotel|inn|hospital|convent|hostel|villa|house|street|road|club|pension|lodge|barracks|palace|square|avenue"
    r"|terrace|mission|school|college)\b",
    re.IGNORECASE,
)
_NEAR_KM = 50.0


def is_of_a_desk(line: Line, resolution: Resolution) -> bool:
    """ "Author: Operations desk, Lima": where an office is that put a report together from afar."""
    quote = resolution.mention.quote
    return _DESK.search(quote.document.text[line.sentence.start : quote.start]) is not None


_DESK = re.compile(
    r"\b(?:desk|office|newsroom|headquarters|hq|bureau|secretariat|department|centre|center|unit)[,:]?\s+(?:in\s+|at\s+)?$",
    re.IGNORECASE,
)
_LONGEST_HEAD = 60


def dateline_day(line: Line, scene: Scene) -> tuple[tuple[DateMention, ...], Interval]:
    """The day on which a letter or an entry was written: the one in its head, else that of the document."""
    block = line.block
    inside = [
        d
        for d in scene.dates
        if block and block.start <= d.quote.start < block.end and d.granularity in ("day", "time")
    ]
    if inside and not inside[0].interval.is_open:
        return (inside[0],), inside[0].interval
    if block and (below := _day_below(block, scene)):
        return (below,), below.interval
    published = scene.document.published
    return (), Interval(published, published) if block and block.role == "byline" and published else Interval()
