"""How long a means of travel takes for a way told before: "Brunn is 30 km from Arden; the ferry takes an hour"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from kimmap.distances.antecedents import Binding, Scene
from kimmap.distances.frames import bind
from kimmap.distances.measures import find_measures
from kimmap.distances.times import ABOUT, VEHICLES, Duration, time_pattern
from kimmap.distances.travel_cues import CARRIERS

_MEANS = (
    rf"(?:{VEHICLES}|{CARRIERS}|flight|crossing|journey|drive|ride|trip|passage|sailing|walk)(?:e?s)?"
    r"(?:\s+(?:there|across|over|journey|ride|trip|service|connection))?"
)
_ENDS = re.compile(
    r"\s*(?:[.,;:!?)]|$|(?:and|but|by|with|if|when|each\s+way|one\s+way|or\s+so|on\s+(?:a\s+good|average)|in\s+(?:good|fine|calm)|at\s+(?:least|most|best))\b)",
    re.IGNORECASE,
)
"""Behind such a time: nothing that it could be measured from or spent on."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence with the times of travel that it has told so far, and their ends."""

    scene: Scene
    times: list[tuple[Duration, Binding]] = field(default_factory=list)

    @property
    def bounds(self) -> list[Binding]:
        return [bound for _, bound in self.times]


@cache
def _clause() -> re.Pattern[str]:
    takes = (
        r"(?:(?:usually|now|still|then|only|just)\s+)?(?:takes?|took|will\s+take|can\s+take|needs?|needed|requires?|wants?"
        r"|(?:does|do|did|makes?|covers?)\s+(?:it|this|that|the\s+\w+)\s+in|is|are|in)"
    )
    opens = r"(?:^[\s“\"'(]*|[,;:.(–—]\s+)(?:(?:and|but|while|though)\s+)?|\b(?:and|but|while)\s+"
    return re.compile(
        rf"(?:{opens})(?:(?:the|an?|our|this|that)\s+(?:[\w’'-]+\s+){{0,2}}?|(?:[\w-]+\s+)?)(?P<means>{_MEANS})\s+(?P<takes>{takes}\s+)?{ABOUT}$"
        rf"|(?:{opens})(?:by|on)\s+(?:the\s+)?(?:[\w-]+\s+)?(?:{VEHICLES}|foot),?\s+(?P<it>(?:it\s+)?{takes}\s+)?{ABOUT}$",
        re.IGNORECASE,
    )


@cache
def _time() -> re.Pattern[str]:
    return re.compile(time_pattern(), re.IGNORECASE)


def way_by_means(duration: Duration, own: Told, before: Told | None) -> Binding | None:
    """The ends of the way told before, for a time of which its clause tells only by what means; None for any other.

    ``before`` is the sentence before its own in the paragraph.
    """
    scene = own.scene
    time = _time().search(scene.text, duration.start, duration.end)
    start = time.start() if time else duration.start
    clause = _clause().search(scene.text[:start])
    if clause is None or _ENDS.match(scene.text, duration.end) is None:
        return None
    begin = scene.offset + clause.start()
    if any(begin <= r.mention.quote.start <= scene.offset + duration.end for r in scene.mentions):
        return None
    if not (clause["takes"] or clause["it"] or own.bounds):
        return None  # "the car forty minutes" goes on from a time before
    found = [*_of_lengths(scene, clause.start() + 1), *own.bounds]
    if not found and before is not None:
        found = [*_of_lengths(before.scene, len(before.scene.text)), *before.bounds]
    known = [b for b in found if b.origin.place and b.goal.place and not b.is_implied]
    if not known:
        return None
    at = scene.offset + duration.start, scene.offset + duration.end
    return replace(known[-1], start=at[0], end=at[1], direction_deg=None)


def _of_lengths(scene: Scene, stop: int) -> list[Binding]:
    """The ends of the last length of a sentence up to an offset, where one is found."""
    lengths = find_measures(scene.text)
    last = next((m for m in reversed(lengths) if m.end <= stop), None)
    return bind(scene, last, [m for m in lengths if m is not last], None)[:1] if last is not None else []
