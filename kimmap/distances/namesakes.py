"""Namesakes: those that a journey goes through, and those that a stated distance would fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from kimmap.distances.antecedents import LONG_KINDS, SURE, Binding, End
from kimmap.distances.measures import Measure
from kimmap.distances.verdicts import Say, extent_km, holds_direction, judge, say_km, usual_detour
from kimmap.gazetteer import Gazetteer
from kimmap.geodesy import geodesic_km
from kimmap.model import Place, Resolution, Stop

_TRIED = 40
"""Places of one name that are tried."""
_BEST_KNOWN = 2
"""So few steps down the two lists a way that is no straight line is likelier than a straight one further down."""
_ONE_KNOWN = 6
"""One of a pair has to be among so many best known places of its name."""
_HAMLET = 100
"""Inhabitants of a place of which nobody counts them."""
_STRIP_KM = 30.0
"""Of areas up to this radius a text may mean all by the name of the town in them; of larger ones it says so."""
_WALK_KM, _FAR_KM, _TIMES_TOO_FAR, _VILLAGE = 60.0, 100.0, 12.0, 5_000
"""Of what is stated to be so near nobody means a village of so few that is so far off, and so many times as far."""


def as_travelled(resolutions: Sequence[Resolution], stops: Sequence[Stop]) -> tuple[Resolution, ...]:
    """What mentions mean, those that a journey stops at taken for the one of the namesakes that is on its way."""
    meant = {
        (claim.resolution.mention.quote.source, claim.resolution.mention.quote.start): stop.place
        for stop in stops for claim in stop.evidence if claim.resolution
    }  # fmt: skip
    return tuple(_read_as(r, meant.get((r.mention.quote.source, r.mention.quote.start))) for r in resolutions)


def _read_as(resolution: Resolution, stop: Place | None) -> Resolution:
    place = resolution.place
    if stop is None or place is None or stop.id == place.id or resolution.mention.reference != "name":
        return resolution
    if stop not in resolution.runners_up and stop.name != place.name:
        return resolution  # the town of a square or a hall, and no namesake
    others = (place, *(p for p in resolution.runners_up if p.id != stop.id))
    why = f"the {stop.name} that the journey goes through"
    return replace(resolution, place=stop, why=why, runners_up=others, score=max(resolution.score, SURE))


def fit_namesakes(measure: Measure, bound: Binding) -> Binding | None:
    """A length with the best known namesakes of its ends that it fits, read together; None where it fits none.

    Only ends that nothing else settles are read anew.
    """
    for origin, goal in read_together(bound):
        if origin.place is None or goal.place is None:
            continue
        km = geodesic_km(origin.place.point, goal.place.point)
        if km <= 0 or not holds_direction(bound.direction_deg, goal.place, origin.place):
            continue
        verdict = judge(measure, (origin.place, goal.place), km, bound.stated_as).verdict
        is_usual = bound.stated_as != "straight" and measure.least_km <= km * usual_detour(km)
        if verdict == "straight-line" or (verdict == "network" and is_usual):
            note = "".join(_say_read(was, end) for was, end in ((bound.origin, origin), (bound.goal, goal)))
            return replace(bound, origin=origin, goal=goal, note=bound.note + note)
    return None


def read_together(bound: Binding) -> list[tuple[End, End]]:
    """The ends of a way with the namesakes that they can be, both together, the best known first.

    Ends that something else settles are themselves alone; the ends as they were taken are not among the pairs.
    """
    pairs = list(product(enumerate(_readings(bound.origin)), enumerate(_readings(bound.goal))))[1:]
    return [
        (a, b) for (_, a), (_, b) in sorted(pairs, key=lambda p: (-_fame(p[0][1]) - _fame(p[1][1]), p[0][0] + p[1][0]))
    ]


def _readings(end: End) -> list[End]:
    """An end as it was taken, and as the best known others of its name."""
    if end.is_sure or end.is_guessed or end.place is None:
        return [end]
    sharp = [p for p in end.namesakes if not p.is_area and p.kind not in LONG_KINDS]
    return [end, *(replace(end, place=p, name=p.name) for p in sharp[:_ONE_KNOWN])]


def _fame(end: End) -> float:
    return math.log10(max(end.place.population if end.place else 0, _HAMLET))


def _say_read(was: End, end: End) -> str:
    """What to say of an end that was read anew; nothing of one that stayed."""
    if end.place is None or was.place == end.place:
        return ""
    where = ", ".join(filter(None, (end.place.region, end.place.country)))
    return f"; “{was.words or was.name}” read as the one in {where}, for that one the figure fits"


def are_hardly_meant(measure: Measure, ends: tuple[End, End]) -> list[End]:
    """The ends that are villages many times as far off as a walk: those of the name that are meant are on no list."""
    places = [end.place for end in ends if end.place is not None]
    km = geodesic_km(*(p.point for p in places)) if len(places) == len(ends) else 0.0
    if measure.most_km > _WALK_KM or km < max(_FAR_KM, _TIMES_TOO_FAR * measure.most_km):
        return []
    return [e for e in ends if e.place and e.place.kind == "city" and e.place.population < _VILLAGE and e.place.region]


def area_meant(measure: Measure, ends: tuple[End, End], gazetteer: Gazetteer | None) -> str:
    """The words for an end that is a town in an area of its name, where the figure is measured to the area's edge.

    Empty where there is none: "a mile from X", of a strip that is called like its town, is a mile from the strip.
    """
    places = [end.place for end in ends if end.place is not None]
    if gazetteer is None or len(places) < len(ends):
        return ""
    short_km = geodesic_km(*(p.point for p in places)) - measure.most_km
    for end, town in zip(ends, places, strict=True):
        words = end.words or end.name
        areas = [p for p in gazetteer.find(words)[:_TRIED] if p.kind in ("region", "district")]
        others = [p for p in areas if p.country == town.country and p.name.startswith(f"{town.name} ")]
        small = [p for p in others if p.radius_km <= _STRIP_KM]
        reaches = [p.radius_km for p in small if geodesic_km(p.point, town.point) <= p.radius_km]
        if town.kind == "city" and reaches and 0 < short_km <= max(reaches) + extent_km(town):
            return f"“{words}”"
    return ""


def say_fitting_namesakes(
    measure: Measure, origins: Sequence[Place], goals: Sequence[Place], stated_as: str | None, say: Say = say_km
) -> str:
    """A clause that names the first pair of namesakes that the figure fits, empty where none does.

    ``origins`` and ``goals`` hold the place taken first and its namesakes after it.
    """
    ranked = product(enumerate(origins[:_TRIED]), enumerate(goals[:_TRIED]))
    # The best known first: of two that are little known nearly any figure would fit some.
    pairs = sorted(ranked, key=lambda pair: (min(pair[0][0], pair[1][0]), pair[0][0] + pair[1][0], pair[0][0]))[1:]
    near = [(a, b, geodesic_km(a.point, b.point)) for (i, a), (j, b) in pairs if min(i, j) < _ONE_KNOWN]
    best = [(a, b, geodesic_km(a.point, b.point)) for (i, a), (j, b) in pairs if i + j <= _BEST_KNOWN]
    for wanted, among in (("straight-line", best), ("network", best), ("straight-line", near), ("network", near)):
        for origin, goal, km in among:
            if km > 0 and judge(measure, (origin, goal), km, stated_as).verdict == wanted:
                names = " and ".join(map(_say_place, (origin, goal)))
                return f"; it would fit {names}, {say(km)} apart in a straight line"
    return ""


def _say_place(place: Place) -> str:
    where = ", ".join(filter(None, (place.region, place.country)))
    return f"{place.name} ({where})" if where else place.name
