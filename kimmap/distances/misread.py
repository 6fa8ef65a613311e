"""Ends of a way that were most likely misread, by the grammar, or as nobody is so fast or so slow."""

from __future__ import annotations

import re
from dataclasses import replace

from kimmap.distances.antecedents import Binding, End
from kimmap.distances.namesakes import read_together
from kimmap.distances.paces import SLACK, is_usual
from kimmap.distances.times import Duration
from kimmap.distances.told_ways import Line, is_left_behind, only_locates
from kimmap.distances.travel_grammar import cost_of_part, is_of_other_clause, is_spent_otherwise
from kimmap.distances.verdicts import inland_km, is_group
from kimmap.geodesy import geodesic_km

_UNUSUAL = 2.0
"""The same factor from which on namesakes are looked for that nobody has to wonder at."""
_BEYOND_BELIEF = 3.0
"""How many times as fast or as slow as people usually are nobody says that somebody was."""


def doubted(bound: Binding, duration: Duration) -> Binding:
    """A way whose ends can be as far apart as its time says.

    Ends that are not beyond doubt are read as the namesakes that are, both together and the best known first, or else
    each such end as a place that nobody knows; where both are beyond doubt it is the time that is wrong.
    """
    if _is_believed(bound.origin, bound.goal, duration, _UNUSUAL):
        return bound
    for origin, goal in read_together(bound):
        if _is_believed(origin, goal, duration, 1.0):
            return replace(bound, origin=origin, goal=goal)
    if _is_believed(bound.origin, bound.goal, duration, _BEYOND_BELIEF):
        return bound
    origin, goal = (end if end.is_sure else replace(end, place=None, name=end.words or end.name)
                    for end in (bound.origin, bound.goal))  # fmt: skip
    return replace(bound, origin=origin, goal=goal)


def _is_believed(origin: End, goal: End, duration: Duration, slack: float) -> bool:
    if origin.place is None or goal.place is None or origin.place.is_area or goal.place.is_area:
        return True
    return is_usual(geodesic_km(origin.place.point, goal.place.point), duration.hours, duration.mode, slack)


def is_sound(bound: Binding, duration: Duration, line: Line) -> bool:
    """Whether ends that the sentence does not both name are places, as far apart as people get in such a time."""
    ends = bound.origin, bound.goal
    known = [end.place for end in ends if end.place is not None]
    if len(known) == 2 and geodesic_km(*(p.point for p in known)) < max(_ONE_PLACE_KM, *map(inland_km, known)):
        return False
    if any(end.place is not None and end.place.capital and _NO_STATES.match(end.words) for end in ends):
        return False
    is_inside = [end.span is not None and end.span[0] >= line.start for end in ends]
    if all(is_inside):
        return True
    if any(is_inside) and any(
        (is_left_behind(line, s) or only_locates(line, s)) and (s.start, s.end) in (ends[0].span, ends[1].span)
        for s in line.earlier
    ):
        return False
    if len(known) < 2:
        return not any(map(is_group, known)) and all(
            end.place is not None or end.span is None or end.span[0] >= line.start for end in ends
        )
    is_far = any(p.is_area for p in known)
    return not is_far and is_usual(geodesic_km(*(p.point for p in known)), duration.hours, duration.mode, SLACK)


def is_of_its_clause(bound: Binding, line: Line, at: tuple[int, int]) -> bool:
    """Whether the grammar gives a time the ends that the wording of its sentence does."""
    if is_spent_otherwise(line, at):
        return False
    spans = bound.origin.span, bound.goal.span
    is_before = all(span is not None and span[1] <= at[0] for span in spans)
    if is_before and _FROM_ELSEWHERE.match(line.text(at[1], line.end)):
        return False
    ends = tuple(next((s for s in line.stands if span and s.start == span[0]), None) for span in spans)
    is_told_before = any(span is not None and span[0] < line.start for span in spans)
    whence = {(s.start, s.end) for s in (*line.stands, *line.earlier) if s.part == "from"}
    if is_told_before and all(span in whence for span in spans):
        return False
    return not is_of_other_clause(line, at, ends) and not any(
        s is not None and cost_of_part(line, at, s) is None for s in ends
    )


_FROM_ELSEWHERE = re.compile(r"[^.;,:()]{0,60}\bfrom\s+(?:the\s+)?(?-i:[A-ZÀ-Þ])", re.IGNORECASE)
"""Behind a time that is measured from elsewhere than the places before it."""
_ONE_PLACE_KM = 0.5
_NO_STATES = re.compile(r"(?:the\s+)?(?:provincial|regional|district|county|departmental)\s", re.IGNORECASE)
"""Before "capital": it is not that of the country."""
