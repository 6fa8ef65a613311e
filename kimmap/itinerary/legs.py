"""The way between stops: length, means of transport with its quote, and whether the dates allow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.reports import say_day
from kimmap.model import Claim, Leg, Mode, Quote, Stop

LIMIT_KM_H: dict[Mode, float] = {
    "plane": 1000,
    "train": 350,
    "road": 130,
    "ship": 70,
    "bicycle": 40,
    "foot": 8,
    "unknown": 1000,
}
"""Faster than this over the air line is not done by the mode."""
SHORTEST_FLIGHT_KM = 60.0
"""A flight told beside a shorter leg led on to another place, or came from one."""
LONGEST_WALK_KM = 400.0
"""A walk told beside a longer leg was at its end."""
_GOALS = ("arrives", "crosses", "heads_for")


def join(stops: Sequence[Stop]) -> Iterator[Leg]:
    """Legs between the stops of the route that follow each other."""
    route = [i for i, stop in enumerate(stops) if stop.on_route]
    for start, end in pairwise(route):
        origin, goal = stops[start], stops[end]
        length = geodesic_km(origin.place.point, goal.place.point)
        mode, quote = _mode(origin, goal, length, stops)
        speed, warning = _feasibility(origin, goal, length, mode)
        yield Leg(start, end, length, mode, quote, speed, warning)


def _mode(origin: Stop, goal: Stop, length_km: float, stops: Sequence[Stop]) -> tuple[Mode, Quote | None]:
    """The mode that arrivals at the goal tell, or else departures from the origin, of the way between these two."""
    came = [c for c in goal.evidence if c.role in _GOALS]
    left = [c for c in origin.evidence if c.role == "departs" and not _leads_elsewhere(c, goal, stops)]
    told = (c for c in (*came, *left) if c.mode != "unknown" and c.status in (origin.status, goal.status))
    likely = (c for c in told if _may_be(c.mode, length_km))
    return next(((c.mode, c.quote) for c in likely), ("unknown", None))


def _may_be(mode: Mode, length_km: float) -> bool:
    """Whether a mode can be that of a whole leg: who stepped ashore and walked up a hill did not walk the ocean."""
    if mode == "foot":
        return length_km <= LONGEST_WALK_KM
    return mode != "plane" or length_km >= SHORTEST_FLIGHT_KM


def _leads_elsewhere(departure: Claim, goal: Stop, stops: Sequence[Stop]) -> bool:
    """Whether the sentence of a departure names other stops as where it led, and not this one."""
    sentence = departure.quote.whole_sentence()
    goals = {
        stop.place.id
        for stop in stops
        if any(c.role in _GOALS and c.quote.whole_sentence() == sentence for c in stop.evidence)
    }
    return bool(goals) and goal.place.id not in goals


def _feasibility(origin: Stop, goal: Stop, length: float, mode: Mode) -> tuple[float | None, str | None]:
    arrived = goal.arrival if goal.arrival.last else goal.when
    left = origin.departure if origin.departure.first else origin.when
    if left.first and arrived.last and arrived.last < left.first:
        left = origin.when  # the next stop was an outing from this one
    if left.first is None or arrived.last is None:
        return None, None
    days = (arrived.last - left.first).days + 1
    if days < 1:
        backwards = f"the arrival on {say_day(arrived.last)} comes before the departure on {say_day(left.first)}"
        return None, backwards
    # Neighbouring places are no journey: their extent is as long as the way between them.
    between = max(0.0, length - origin.place.radius_km - goal.place.radius_km)
    speed = between / (24 * days)
    limit = LIMIT_KM_H[mode]
    if speed <= limit:
        return speed, None
    how = "for any means of transport" if mode == "unknown" else f"by {_by(mode)}"
    return speed, f"{round(length)} km within {days} day{'s' * (days > 1)} needs {round(speed)} km/h, too fast {how}"


def _by(mode: Mode) -> str:
    return {"foot": "foot power", "road": "road"}.get(mode, mode)
