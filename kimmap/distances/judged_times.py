"""What a stated time of travel is worth: whether its means of travel is that fast from end to end."""

from __future__ import annotations

from dataclasses import dataclass

from kimmap.distances.antecedents import Binding
from kimmap.distances.carriers import carrier_beside, weigh_speed
from kimmap.distances.measures import Measure
from kimmap.distances.paces import FASTEST_KM_H, SLACK, moving_hours
from kimmap.distances.times import Duration
from kimmap.distances.times import least_hours as least_hours_of
from kimmap.distances.verdicts import check_direction, extent_km, is_unsharp, say_km
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis, Sentence
from kimmap.model import Mode, Quote


@dataclass(frozen=True, slots=True)
class DurationClaim:
    """How long a journey is said to take; ``speed_km_h`` is the least that it would need, along the geodesic or the
    length stated beside it; ``is_possible`` is None where the ends are not known."""

    quote: Quote
    from_name: str
    to_name: str
    hours: float
    mode: Mode
    explanation: str
    speed_km_h: float | None = None
    is_possible: bool | None = None
    least_hours: float | None = None
    """Where the text gives a range, what it begins with; ``hours`` is what it ends with, and what is judged."""


def judge_time(
    analysis: Analysis, sentence: Sentence, duration: Duration, bound: Binding | None, length: Measure | None
) -> DurationClaim:
    """A time with its ends, or with the length beside it, and whether it is possible."""
    start = sentence.start + duration.start
    end = sentence.start + duration.end
    if bound is not None:
        start, end = min(start, bound.start), max(end, bound.end)
    if length is not None:
        start, end = min(start, sentence.start + length.start), max(end, sentence.start + length.end)
    quote = analysis.document.quote(start, end, (sentence.start, sentence.end))
    names = (bound.origin.name, bound.goal.name) if bound else ("", "")
    text = analysis.document.text[sentence.start + duration.start : sentence.start + duration.end]
    least_hours = least_hours_of(text)
    least_km, what = _least_km(bound, length)
    if least_km is None:
        explanation = f"not judged: {what}"
        return DurationClaim(quote, *names, duration.hours, duration.mode, explanation, least_hours=least_hours)
    carrier = carrier_beside(quote, duration.mode)
    speed, possible, worth = weigh_speed(least_km, duration, carrier, least_hours)
    explanation = f"{what}{worth}"
    if bound is not None and bound.direction_deg is not None and bound.origin.place and bound.goal.place:
        explanation += check_direction(bound.direction_deg, bound.goal.place, bound.origin.place)
    return DurationClaim(quote, *names, duration.hours, duration.mode, explanation, speed, possible, least_hours)


def _least_km(bound: Binding | None, length: Measure | None) -> tuple[float | None, str]:
    """The least way that has to be covered, and what it is; None where nobody can tell."""
    if length is not None:
        return length.least_km or length.km, f"the stated {say_km(length.km)}"
    if bound is None or bound.origin.place is None or bound.goal.place is None:
        return None, "nothing tells between which places"
    origin, goal = bound.origin.place, bound.goal.place
    blurred = next((p for p in (origin, goal) if is_unsharp(p, 0.0)), None)
    if blurred is not None:
        return None, f"{blurred.name} is too large to measure from one point"
    km = geodesic_km(origin.point, goal.point)
    least = max(0.0, km - extent_km(origin) - extent_km(goal))
    return least, f"the straight line ({say_km(km)})"


def is_possible(bound: Binding, duration: Duration) -> bool:
    """Whether anything goes between two ends in a time; True where they are not known."""
    least_km, _ = _least_km(bound, None)
    return least_km is None or least_km / moving_hours(duration) <= FASTEST_KM_H[duration.mode] * SLACK
