"""Distances that texts claim, found, bound to their two ends, and compared with the geodesic."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kimmap.distances.antecedents import Scene
from kimmap.distances.frames import Binding, bind
from kimmap.distances.measures import Measure, find_measures
from kimmap.distances.namesakes import say_fitting_namesakes
from kimmap.distances.typed import TypedPlace, describe, find_typed
from kimmap.distances.verdicts import check_direction, judge
from kimmap.errors import WrongSettings
from kimmap.geodesy import Point, bearing_deg, compass_point, midpoint
from kimmap.language import Analysis, Sentence
from kimmap.model import DistanceClaim, Place, Resolution, Verdict

__all__ = ["Comparison", "TypedPlace", "check_distances", "compare", "describe", "find_typed"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two places and the geodesic between them; the verdict on a claimed distance, None without a claim."""

    from_place: Place
    to_place: Place
    geodesic_km: float
    bearing_deg: float
    direction: str
    """Where the geodesic sets out to, in words."""
    midpoint: Point
    claimed_km: float | None = None
    ratio: float | None = None
    verdict: Verdict | None = None
    explanation: str = ""


def check_distances(analyses: Sequence[Analysis], resolutions: Sequence[Resolution]) -> tuple[DistanceClaim, ...]:
    """Every distance between places that the texts state, in document and text order.

    A distance is judged only where both of its ends are known places; with an end that nobody can tell it
    is "unresolved".  Lengths of roads, daily mileages and speeds are not distances between places.
    """
    found: list[DistanceClaim] = []
    for analysis in analyses:
        own = [r for r in resolutions if r.mention.quote.document is analysis.document]
        own.sort(key=lambda r: (r.mention.quote.start, r.mention.quote.end))
        for sentence in analysis.sentences:
            found += _in_sentence(analysis, sentence, own)
    return tuple(found)


def compare(
    from_place: Place,
    to_place: Place,
    claimed_km: float | None = None,
    stated_as: str | None = None,
    namesakes: tuple[Sequence[Place], Sequence[Place]] = ((), ()),
) -> Comparison:
    """Geodesic and direction between two places, and what a claimed distance is worth.

    ``stated_as`` is how the claim is said to be measured: "straight", "road", "rail", "sea" or None.
    ``namesakes`` are other places of the two names; one that the claim fits is named where it does not fit these.
    Raises ``WrongSettings`` for a claim that is not positive.
    """
    if claimed_km is not None and not 0 < claimed_km < math.inf:
        raise WrongSettings("a claimed distance is a positive number of kilometres")
    km = _geodesic_km(from_place, to_place)
    bearing = bearing_deg(from_place.point, to_place.point)
    middle = midpoint(from_place.point, to_place.point)
    comparison = Comparison(from_place, to_place, km, bearing, compass_point(bearing), middle)
    if claimed_km is None:
        return comparison
    # Typed figures are read as texts are: 250 stands for 245 to 255.
    measure = next(iter(find_measures(f"{claimed_km:.10g} km")), Measure(0, 1, claimed_km, claimed_km, claimed_km))
    judged = judge(measure, (from_place, to_place), km, stated_as)
    explanation = judged.explanation
    if judged.verdict == "implausible":
        origins, goals = ((place, *others) for place, others in zip((from_place, to_place), namesakes, strict=True))
        explanation += say_fitting_namesakes(measure, origins, goals, stated_as)
    return replace(
        comparison, claimed_km=claimed_km, ratio=judged.ratio, verdict=judged.verdict, explanation=explanation
    )


def _in_sentence(analysis: Analysis, sentence: Sentence, resolutions: Sequence[Resolution]) -> Iterable[DistanceClaim]:
    text = analysis.document.text[sentence.start : sentence.end]
    measures = find_measures(text)
    if not measures:
        return
    inside = tuple(r for r in resolutions if sentence.start <= r.mention.quote.start < sentence.end)
    earlier = tuple(r for r in resolutions if r.mention.quote.end <= sentence.start)
    scene, previous = Scene(text, sentence.start, inside, earlier), None
    for measure in measures:
        bounds = bind(scene, measure, [m for m in measures if m is not measure], previous)
        if bounds:
            claims = [_claim(analysis, sentence, measure, bound) for bound in bounds]
            # An end that only the context tells is the one that makes sense of the figure, if any does.
            best = next((i for i, c in enumerate(claims) if c.verdict not in ("implausible", "unresolved")), 0)
            if not (bounds[best].is_implied and claims[best].verdict == "implausible"):
                yield claims[best]
            previous = bounds[best]


def _claim(analysis: Analysis, sentence: Sentence, measure: Measure, bound: Binding) -> DistanceClaim:
    quote = analysis.document.quote(bound.start, bound.end, (sentence.start, sentence.end))
    origin, goal = bound.origin, bound.goal
    stated = bound.stated_as or ("sea" if measure.nautical else None)
    if origin.place is None or goal.place is None:
        unknown = " and ".join(f"“{e.name}”" for e in (origin, goal) if e.place is None)
        explanation = f"not judged: nothing tells where {unknown} is"
        ends = (origin.place, goal.place)
        return DistanceClaim(quote, origin.name, goal.name, measure.km, "unresolved", explanation, *ends, stated)
    km = _geodesic_km(origin.place, goal.place)
    judged = judge(measure, (origin.place, goal.place), km, stated)
    explanation = judged.explanation
    if bound.direction_deg is not None:
        explanation += check_direction(bound.direction_deg, goal.place, origin.place)
    return DistanceClaim(quote, origin.name, goal.name, measure.km, judged.verdict, explanation,
                         origin.place, goal.place, stated, km, judged.ratio)  # fmt: skip


def _geodesic_km(a: Place, b: Place) -> float:
    from geopy.distance import geodesic  # here: geopy is slow to import, and most texts state no distance

    return float(geodesic(a.point, b.point).km)
