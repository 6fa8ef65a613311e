"""What the rules have made of the places of a document, as the trees of ``likely`` look at it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kimmap.claims.scene import Scene
from kimmap.geodesy import geodesic_km
from kimmap.model import Aside, Claim, Place, Resolution

_NEAR = 30
"""So many places of the text before and behind one are looked at."""
_MOST_LINES, _MOST_PLACES, _MOST_PEOPLE = 60, 40, 10
_MOST_TIMES, _LONGEST_TRIP = 6, 8
_ANYWHERE_KM = 19_999


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say of one mention: a status and a role, or "none" and the reason."""

    place: Place
    status: str = "none"
    why: str = "nothing"
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """The placed mentions of a document by where they begin, and what holds for all of them."""

    outcomes: Mapping[int, Outcome]
    order: tuple[int, ...]
    rank: Mapping[int, int]
    nth: Mapping[int, int]
    """How often the place was named before."""
    times: Mapping[str, int]
    titled: frozenset[str]
    """Places that the title names."""
    common: dict[str, float]

    def around(self, start: int) -> dict[str, float]:
        """The signs of a mention that lie in what is said of the other places around it."""
        own, at = self.outcomes[start], self.rank[start]
        near = [self.outcomes[o] for o in self.order[max(0, at - _NEAR) : at + _NEAR + 1] if o != start]
        of_it = {o.status for o in near if o.place.id == own.place.id}
        trip = [o.place for o in near
                if o.status != "none" and o.place.id != own.place.id and not o.place.is_area]  # fmt: skip
        signs: dict[str, float] = {
            "times": min(self.times[own.place.id], _MOST_TIMES),
            "nth": min(self.nth[start], _MOST_TIMES),
            "in title": own.place.id in self.titled,
            "same place visited": "visited" in of_it,
            "same place other": bool(of_it & {"planned", "possible", "cancelled"}),
            "km to trip": _log_km(own.place, trip),
            "trip size": min(len(trip), _LONGEST_TRIP),
            f"why {own.why}": 1,
        }
        signs |= {f"cue {cue}": 1 for cue in own.cues}
        return signs | self.common

    def beside(self, start: int, sentence: tuple[int, int]) -> dict[str, float]:
        """The signs that lie in the two places named before a mention, and the two behind."""
        own, at = self.outcomes[start], self.rank[start]
        signs: dict[str, float] = {}
        for step, name in ((-1, "prev"), (1, "next"), (-2, "prev2"), (2, "next2")):
            if not 0 <= at + step < len(self.order):
                continue
            where = self.order[at + step]
            other = self.outcomes[where]
            signs[f"{name} rule {other.status}"] = signs[f"{name} why {other.why}"] = 1
            signs[f"{name} gap"] = min(abs(where - start) // 20, 30)
            signs[f"{name} km"] = _log_km(own.place, [other.place])
            signs[f"{name} area"] = other.place.is_area
            if sentence[0] <= where < sentence[1]:
                signs[f"{name} same"] = signs[f"{name} same rule {other.status}"] = 1
        return signs


def _log_km(place: Place, others: Sequence[Place]) -> float:
    return math.log10(1 + min((geodesic_km(o.point, place.point) for o in others), default=_ANYWHERE_KM))


def told_of(scene: Scene, found: Sequence[Claim | Aside]) -> Told:
    """What the rules have found in a document, by mention."""
    outcomes: dict[int, Outcome] = {}
    for r in sorted(scene.resolutions, key=_start):
        if r.place is not None:
            outcomes.setdefault(_start(r), Outcome(r.place))
    for each in found:
        start = _start(each.resolution) if each.resolution is not None else -1
        if start not in outcomes:
            continue
        place = outcomes[start].place
        if isinstance(each, Claim):
            outcomes[start] = Outcome(place, each.status, each.role, each.cues)
        elif outcomes[start].status == "none":
            outcomes[start] = Outcome(place, "none", each.reason, each.cues)
    order, times, nth = tuple(outcomes), Counter[str](), dict[int, int]()
    for start in order:
        place_id = outcomes[start].place.id
        nth[start] = times[place_id]
        times[place_id] += 1
    titled = {outcomes[s].place.id for s in order
              if (block := scene.document.block_at(s)) is not None and block.role == "title"}  # fmt: skip
    rank = {start: i for i, start in enumerate(order)}
    return Told(outcomes, order, rank, nth, times, frozenset(titled), _common(scene, outcomes))


def _start(resolution: Resolution) -> int:
    return resolution.mention.quote.start


def _common(scene: Scene, outcomes: Mapping[int, Outcome]) -> dict[str, float]:
    lines, cast = scene.lines, scene.cast
    count = max(1, len(lines))
    people = {name.text for name in scene.analysis.names if name.label == "PER"}
    return {
        "doc him": sum(any(map(cast.has, line.sentence.tokens)) for line in lines) / count,
        "doc others": sum(any(map(cast.has_other, line.sentence.tokens)) for line in lines) / count,
        "doc claims": sum(o.status != "none" for o in outcomes.values()) / max(1, len(outcomes)),
        "doc mentions": min(len(outcomes), _MOST_PLACES),
        "doc lines": min(count, _MOST_LINES),
        "doc persons": min(len(people), _MOST_PEOPLE),
        "looks back": scene.looks_back,
        "first person": cast.first_person,
        f"trav {scene.traveller.kind}": 1,
    }
