"""The ends of a time that is added to a length: "70 km from Arden and an hour by bus"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.distances.antecedents import Binding, Scene
from kimmap.distances.frames import bind
from kimmap.distances.measures import Measure
from kimmap.distances.taken_up import takes_up
from kimmap.distances.times import Duration
from kimmap.distances.verdicts import judge
from kimmap.geodesy import geodesic_km


def ends_of_length_before(scene: Scene, duration: Duration, lengths: Sequence[Measure]) -> list[Binding]:
    """The ends of the length that a time is added to: "70 km from ⟦1⟧ and an hour by bus", "⟨M⟩, which they do in"."""
    before = [m for m in lengths if m.end <= duration.start]
    for length in reversed(before):
        others = [m for m in lengths if m is not length]
        for bound in sorted(bind(scene, length, others, None), key=lambda b: not _fits(b, length))[:1]:
            gap = scene.text[max(length.end, bound.end - scene.offset) : duration.start]
            is_taken_up = takes_up(gap, scene.text[duration.start : duration.end]) and re.search(r"\.\s", gap) is None
            if _ADDED.fullmatch(gap) or is_taken_up:
                return [replace(bound, is_implied=bound.is_implied and not _fits(bound, length))]
    return []


def _fits(bound: Binding, length: Measure) -> bool:
    """Whether a length is that of a way between its ends: the straight line where the text says so."""
    if bound.origin.place is None or bound.goal.place is None:
        return False
    ends = bound.origin.place, bound.goal.place
    verdict = judge(length, ends, geodesic_km(*(p.point for p in ends)), bound.stated_as).verdict
    return verdict == "straight-line" or (verdict == "network" and bound.stated_as != "straight")


_ADDED = re.compile(
    r"(?:\s+of\s+[\w’' -]{1,30}|,\s+(?:is|was|were)\s+(?:\w+ly\s+)?"
    r"(?:driven|done|ridden|walked|covered|made|sailed|flown|performed|run|travelled|accomplished)\s+in)?\s*(?:,|;|\()?\s*(?:(?:and|or|but)\s+)?(?:only\s+|just\s+|about\s+|some\s+)?",
    re.IGNORECASE,
)
"""Between a length with its ends and a time for the same way."""
