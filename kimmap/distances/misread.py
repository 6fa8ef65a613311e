"""Ends of a way that were most likely misread: nobody gets from one to the other in anything like the stated time."""

from __future__ import annotations

from dataclasses import replace

from kimmap.distances.antecedents import Binding, End
from kimmap.distances.paces import is_usual
from kimmap.distances.times import Duration
from kimmap.geodesy import geodesic_km

_BEYOND_BELIEF = 3.0
"""How many times as fast or as slow as people usually are nobody says that somebody was."""


def doubted(bound: Binding, duration: Duration) -> Binding:
    """A way whose ends can be as far apart as its time says.

    The one end that is not beyond doubt is read as its namesake that is, or else each such end as a place that nobody
    knows; where both are beyond doubt it is the time that is wrong.
    """
    if _is_believed(bound.origin, bound.goal, duration, _BEYOND_BELIEF):
        return bound
    for is_goal, end in ((False, bound.origin), (True, bound.goal)):
        other = bound.origin if is_goal else bound.goal
        for namesake in end.namesakes if other.is_sure and not end.is_sure else ():
            anew = replace(end, place=namesake, name=namesake.name)
            ends = (bound.origin, anew) if is_goal else (anew, bound.goal)
            if _is_believed(*ends, duration, 1.0):
                return replace(bound, origin=ends[0], goal=ends[1])
    origin, goal = (end if end.is_sure else replace(end, place=None, name=end.words or end.name)
                    for end in (bound.origin, bound.goal))  # fmt: skip
    return replace(bound, origin=origin, goal=goal)


def _is_believed(origin: End, goal: End, duration: Duration, slack: float) -> bool:
    if origin.place is None or goal.place is None or origin.place.is_area or goal.place.is_area:
        return True
    return is_usual(geodesic_km(origin.place.point, goal.place.point), duration.hours, duration.mode, slack)
