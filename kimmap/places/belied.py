"""Small places that a stated distance puts elsewhere: another of the name is meant, which the gazetteer has not."""

from __future__ import annotations

from collections.abc import Sequence

from kimmap.geodesy import geodesic_km
from kimmap.model import Place, Resolution
from kimmap.places.candidates import CandidateFinder
from kimmap.places.coherence import Weighing
from kimmap.places.scene import Scene

_SMALL = 20_000


def belied_by_distance(k: int, place: Place, scene: Scene, weighing: Weighing) -> str | None:
    """Why a small place is not what is meant: the text says how far it is from another, and it is nowhere near any."""
    if place.is_area or place.population >= _SMALL:
        return None  # of a place that the world knows the figure is wrong
    others = [g.candidates.places[weighing.best[j]] for j, g in enumerate(scene.groups) if g.members and j != k]
    if any(geodesic_km(p.point, place.point) < _REACH_KM for p in others if not p.is_area):
        return None
    for one, other, stated_km in scene.apart:
        anchor = scene.groups[other].candidates.places[weighing.best[other]]
        if one != k or weighing.by_name[other][weighing.best[other]] < _LIKELY:
            continue
        if geodesic_km(place.point, anchor.point) > _TIMES_OFF * stated_km + _REACH_KM:
            said = f"the text says that it is {stated_km:.0f} km from {anchor.name}"
            return f"{said}, and the {place.name} that is known is elsewhere"
    return None


_LIKELY, _REACH_KM = 0.5, 500.0
_TIMES_OFF = 3.0
"""A place this many times as far away as the text says is another."""


def heed_belied(results: dict[int, Resolution], belied: Sequence[int], finder: CandidateFinder) -> None:
    """What a distance told in one document says against a place holds for its name in the others.

    ``belied`` are the mentions whose likeliest place a distance speaks against.
    """
    told = [results[i] for i in belied]
    wrong = {(finder.key(r.mention.name), r.runners_up[0].id): r.why for r in told}
    for i, resolution in results.items() if wrong else ():
        place = resolution.place
        if place is not None and (why := wrong.get((finder.key(resolution.mention.name), place.id))):
            results[i] = Resolution(resolution.mention, None, why, 0.0, (place,))
