"""When a stay ended, where the sentence of the stay tells it: "spent three nights in Lima and left on Friday"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.claims.lasting import LENGTH, nights_of
from kimmap.claims.scene import Line, Scene
from kimmap.model import Aside, Claim, DateMention, Interval

_LEFT_ON = re.compile(
    r"[^.;:]*?(?:\band|,|\bbut|\bbefore)\s+(?:(?:he|she|they|then|again|quietly|finally|only)\s+){0,2}"
    r"(?:left|leaving|departed|departing|(?:flew|flying)\s+(?:out|off|home)|moved\s+on|checked\s+out|sailed(?:\s+off)?|drove\s+off|was\s+gone)"
    r"(?:\s+(?:again|it|the\s+(?:country|city|town|village|island|islands|place|hotel|villa|house|territory|kingdom)))?"
    r"\s+(?:(?:late|early|again|only)\s+)?(?:on\s+)?\Z"
)
"""Between the name of a place and the day on which it was left."""
_SPENT = re.compile(rf"\b(?:spent|stayed|passed|had|remained)\s+(?:[\w'’]+\s+){{0,3}}?{LENGTH}", re.IGNORECASE)
_MOST = dt.timedelta(days=60)


def with_end(claim: Claim | Aside, scene: Scene) -> Claim | Aside:
    """The claim of a stay with the day of its end, and of its beginning where its length in nights is told, too."""
    if not isinstance(claim, Claim) or claim.status != "visited" or claim.role not in ("stays", "arrives"):
        return claim
    resolution = claim.resolution
    if resolution is None or resolution.place is None or resolution.place.is_area:
        return claim
    mention = resolution.mention.quote
    line = scene.line_at(mention.start)
    left = _left_on(line, mention.end, claim.dates) if line is not None else None
    if line is None or left is None or left.interval.first is None:
        return claim
    day, first = left.interval.first, claim.when.first
    spent = _SPENT.search(scene.document.text, line.sentence.start, mention.start)
    if claim.when.is_open and spent and (nights := nights_of(spent)):
        first = day - dt.timedelta(days=nights)
    if first is None or (not claim.when.is_open and claim.when.days != 1) or not first < day <= first + _MOST:
        return claim
    return replace(claim, when=Interval(first, day), dates=(*claim.dates, left))


def _left_on(line: Line, after: int, own: Sequence[DateMention]) -> DateMention | None:
    """The day on which the place that ends there was left, no other being named in between."""
    for date in line.dates:
        one_day = date.granularity in ("day", "time") and date.interval.days == 1
        if not one_day or date in own or date.quote.start < after:
            continue
        between = any(after <= r.mention.quote.start < date.quote.start for r in line.resolutions)
        if not between and _LEFT_ON.match(date.quote.document.text[after : date.quote.start]):
            return date
    return None
