"""Distances that texts claim, found, bound to their two ends, and compared with the geodesic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kimmap.distances.atlas import draw_atlas
from kimmap.distances.durations import DurationClaim, check_durations
from kimmap.distances.measures import Measure, find_measures
from kimmap.distances.namesakes import as_travelled, say_fitting_namesakes
from kimmap.distances.speeds import SpeedClaim, check_speeds
from kimmap.distances.stated import stated_distances
from kimmap.distances.typed import TypedPlace, describe, find_typed
from kimmap.distances.verdicts import judge
from kimmap.errors import WrongSettings
from kimmap.gazetteer import Gazetteer
from kimmap.geodesy import Point, bearing_deg, compass_point, geodesic_km, midpoint
from kimmap.grouping import by_document
from kimmap.language import Analysis
from kimmap.model import DateMention, DistanceClaim, Place, Resolution, Stop, Verdict

__all__ = [
    "Comparison",
    "DurationClaim",
    "SpeedClaim",
    "TypedPlace",
    "check_distances",
    "check_durations",
    "check_speeds",
    "compare",
    "describe",
    "find_typed",
]


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


def check_distances(
    analyses: Sequence[Analysis],
    resolutions: Sequence[Resolution],
    gazetteer: Gazetteer | None = None,
    dates: Sequence[DateMention] = (),
    stops: Sequence[Stop] = (),
) -> tuple[DistanceClaim, ...]:
    """Every distance between places that the texts state, in document and text order.

    A distance is judged only where both of its ends are known places; with an end that nobody can tell it
    is "unresolved".  Lengths of roads, daily mileages and speeds are not distances between places.

    ``gazetteer``, ``dates`` and ``stops`` help with ends that their sentence leaves open: namesakes, and where the
    traveller ("we", "here") was on that day.
    """
    found: list[DistanceClaim] = []
    resolutions = as_travelled(resolutions, stops)
    places_in = by_document(resolutions, lambda r: r.mention.quote.document)
    atlas = draw_atlas(resolutions, gazetteer, dates, stops)
    for analysis in analyses:
        own = sorted(places_in(analysis.document), key=lambda r: (r.mention.quote.start, r.mention.quote.end))
        found += stated_distances(analysis, own, atlas)
    return tuple(found)


def compare(
    from_place: Place,
    to_place: Place,
    claimed_km: float | None = None,
    stated_as: str | None = None,
    namesakes: tuple[Sequence[Place], Sequence[Place]] = ((), ()),
) -> Comparison:
    """Geodesic and direction between two places, and what a claimed distance is worth.

    ``stated_as`` is how the claim is said to be measured: "straight", "road", "rail", "river", "sea", "air" or None.
    ``namesakes`` are other places of the two names; one that the claim fits is named where it does not fit these.
    Raises ``WrongSettings`` for a claim that is not positive.
    """
    if claimed_km is not None and not 0 < claimed_km < math.inf:
        raise WrongSettings("a claimed distance is a positive number of kilometres")
    km = geodesic_km(from_place.point, to_place.point)
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
