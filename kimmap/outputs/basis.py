"""What a stop rests on, in words, and which of them are the least certain.

``Stop.confidence`` is the number; the words say of what it is made, for readers who want to know what to check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.geodesy import geodesic_km
from kimmap.model import Resolution, Stop
from kimmap.outputs import words
from kimmap.outputs.reasons import is_announced
from kimmap.outputs.texts import Texts

_SURE = 0.9
"""From this score on no namesake of a place is a rival to it."""
_ELSEWHERE_KM = 50.0
"""A namesake nearer than this is the place itself in another sense: the town and its district."""
_TO_THE_DAY = ("time", "day")
_OF_A_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:\b|[a-z]{3})|\d[./-]\d", re.IGNORECASE
)
"""In a date: it says itself which day it is, and is not counted from another one."""
_OWN_DAYS = ("basis.day_stated", "basis.day_worked_out")


def told_by(stop: Stop, t: Texts) -> str:
    """``1 source · said outright · day worked out · place chosen among namesakes``.

    What a source announces is no report of a visit, so those that do no more are counted apart.
    """
    own = [claim for claim in stop.evidence if claim.status == "visited"]
    parts = [words.agreement(stop, t)]
    if stop.status == "visited" and own:
        planned = {claim.quote.source for claim in stop.evidence if claim.status == "planned"}
        announcing = len(planned - {claim.quote.source for claim in own})
        parts = [words.agreement(replace(stop, evidence=tuple(own)), t)]
        parts += [t.count("announcing", announcing)] if announcing else []
    return "\u00a0· ".join([*parts, *map(t, _traits(stop))])


def least_certain_first(stops: Sequence[Stop]) -> list[int]:
    """Indices of the stops by confidence; of those alike first what has more to be checked, then as travelled."""

    def doubt(index: int) -> tuple[float, int]:
        stop = stops[index]
        return stop.confidence, -_count_weak(stop)

    return sorted(range(len(stops)), key=doubt)


def _count_weak(stop: Stop) -> int:
    weak = [trait not in ("basis.outright", *_OWN_DAYS) for trait in _traits(stop)]
    witnesses = {claim.quote.witness for claim in stop.evidence if claim.status == stop.status}
    return sum(weak) + (len(witnesses) < 2) + len(stop.contradictions)


def _traits(stop: Stop) -> list[str]:
    """What a stop rests on, as entries of the catalogue."""
    return [_wording(stop), _day(stop), *_place(stop)]


def _wording(stop: Stop) -> str:
    own = [claim for claim in stop.evidence if claim.status == stop.status]
    if not own and stop.status == "visited":
        return "basis.announced"
    return "basis.by_context" if all(claim.is_by_context for claim in own or stop.evidence) else "basis.outright"


def _day(stop: Stop) -> str:
    if stop.when.is_open:
        return "basis.day_unknown"
    if any(map(is_announced, stop.bounded_by)):
        return "basis.day_announced"
    if stop.bounded_by:
        return "basis.day_worked_out" if stop.when.days == 1 else "basis.day_bounded"
    dates = [d for c in stop.evidence if c.status == stop.status for d in c.dates if d.granularity in _TO_THE_DAY]
    if any(date.anchor is None or _OF_A_MONTH.search(date.quote.text) for date in dates):
        return "basis.day_stated"
    return "basis.day_worked_out" if dates or stop.when.days == 1 else "basis.day_bounded"


def _place(stop: Stop) -> list[str]:
    read = [claim.resolution for claim in stop.evidence if claim.resolution and claim.status == stop.status]
    if read and all(resolution.mention.reference == "description" for resolution in read):
        return ["basis.place_described"]
    rivals = [resolution for resolution in read if resolution.score < _SURE and _has_namesake(resolution)]
    return ["basis.namesakes"] if rivals and len(rivals) == len(read) else []


def _has_namesake(resolution: Resolution) -> bool:
    place = resolution.place
    return place is not None and any(
        geodesic_km(place.point, other.point) > _ELSEWHERE_KM for other in resolution.runners_up if not other.is_area
    )
