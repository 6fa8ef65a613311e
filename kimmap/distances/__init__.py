"""Distances that texts claim, found, bound to their two ends, and compared with the geodesic."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kimmap.distances.antecedents import Binding, End
from kimmap.distances.atlas import draw_atlas
from kimmap.distances.bearings import BearingClaim, check_bearings
from kimmap.distances.durations import check_durations
from kimmap.distances.judged_times import DurationClaim
from kimmap.distances.measures import Measure, find_measures
from kimmap.distances.namesakes import as_travelled, fit_namesakes, say_fitting_namesakes
from kimmap.distances.speeds import SpeedClaim, check_speeds
from kimmap.distances.stated import stated_distances
from kimmap.distances.typed import TypedPlace, describe, find_typed
from kimmap.distances.verdicts import Say, judge, say_km
from kimmap.errors import WrongSettings
from kimmap.gazetteer import Gazetteer
from kimmap.geodesy import Point, bearing_deg, compass_point, geodesic_km, midpoint
from kimmap.grouping import by_document
from kimmap.language import Analysis
from kimmap.model import DateMention, DistanceClaim, Place, Resolution, Stop, Verdict

__all__ = [
    "BearingClaim",
    "Comparison",
    "DurationClaim",
    "SpeedClaim",
    "TypedPlace",
    "check_bearings",
    "check_distances",
    "check_durations",
    "check_speeds",
    "compare",
    "describe",
    "find_typed",
    "read_as_claimed",
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
        found += sorted(stated_distances(analysis, own, atlas), key=lambda claim: claim.quote.start)
    return tuple(found)


def read_as_claimed(
    start: TypedPlace, end: TypedPlace, claimed_km: float, stated_as: str | None = None
) -> tuple[TypedPlace, TypedPlace]:
    """Two typed places as the best known of their names that a claimed distance fits, where it does not fit these."""
    if not 0 < claimed_km < math.inf:
        return start, end
    ends = [End(e.typed, e.place, namesakes=e.runners_up, words=e.typed) for e in (start, end)]
    measure = _measure_of(claimed_km)
    km = geodesic_km(start.place.point, end.place.point)
    if judge(measure, (start.place, end.place), km, stated_as).verdict != "implausible":
        return start, end
    bound = fit_namesakes(measure, Binding(ends[0], ends[1], 0, 0, stated_as))
    if bound is None or bound.origin.place is None or bound.goal.place is None:
        return start, end
    return _read_anew(start, bound.origin.place), _read_anew(end, bound.goal.place)


def _read_anew(typed: TypedPlace, place: Place) -> TypedPlace:
    if place == typed.place:
        return typed
    others = (typed.place, *(p for p in typed.runners_up if p != place))
    return replace(typed, place=place, why="of its namesakes the one that the claimed distance fits", runners_up=others)


def _measure_of(claimed_km: float) -> Measure:
    """A typed figure, read as texts are: 250 stands for 245 to 255."""
    plain = Measure(0, 1, claimed_km, claimed_km, claimed_km)
    return next(iter(find_measures(f"{claimed_km:.10g} km")), plain)


def compare(
    from_place: Place,
    to_place: Place,
    claimed_km: float | None = None,
    stated_as: str | None = None,
    namesakes: tuple[Sequence[Place], Sequence[Place]] = ((), ()),
    *,
    say: Say = say_km,
) -> Comparison:
    """Geodesic and direction between two places, and what a claimed distance is worth.

    ``stated_as`` is how the claim is said to be measured: "straight", "road", "rail", "river", "sea", "air" or None.
    ``namesakes`` are other places of the two names; one that the claim fits is named where it does not fit these.
    ``say`` words the lengths in its explanation.
    Raises ``WrongSettings`` for a claim that is not positive.
    """
    if claimed_km is not None and not 0 < claimed_km < math.inf:
        raise WrongSettings("a claimed distance is a positive number")
    km = geodesic_km(from_place.point, to_place.point)
    bearing = bearing_deg(from_place.point, to_place.point)
    middle = midpoint(from_place.point, to_place.point)
    comparison = Comparison(from_place, to_place, km, bearing, compass_point(bearing), middle)
    if claimed_km is None:
        return comparison
    measure = _measure_of(claimed_km)
    judged = judge(measure, (from_place, to_place), km, stated_as, say)
    explanation = judged.explanation
    if judged.verdict == "implausible":
        origins, goals = ((place, *others) for place, others in zip((from_place, to_place), namesakes, strict=True))
        explanation += say_fitting_namesakes(measure, origins, goals, stated_as, say)
    return replace(
        comparison, claimed_km=claimed_km, ratio=judged.ratio, verdict=judged.verdict, explanation=explanation
    )
