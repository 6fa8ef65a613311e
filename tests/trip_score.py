"""How near a reconstructed trip comes to a known one.

A stop is right when it lies within the known stop's tolerance, has its status (or one that can be defended),
and its days overlap, give or take one.  Visited and planned stops have to come in the same order: the longest
common subsequence counts.  Optional stops cost nothing when they are missing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kimmap.geodesy import geodesic_km
from kimmap.model import Stop, Trip

Known = Mapping[str, Any]
_DAY = dt.timedelta(days=1)
_WIDE = dt.timedelta(days=6)
_ROUTE = ("visited", "planned")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts that add up over trips."""

    right: int
    found: int
    wanted: int
    wrongly_visited: int
    visited: int

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, f) + getattr(other, f) for f in self.__slots__))

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0

    @property
    def wrong_visits(self) -> float:
        """Share of the stops called visited that are near no place which was."""
        return self.wrongly_visited / self.visited if self.visited else 0.0


def score(trip: Trip, known: Sequence[Known]) -> Score:
    route = [k for k in known if k["status"] in _ROUTE]
    on_way = [s for s in trip.stops if s.status in _ROUTE]
    pairs = _in_order(route, on_way, _is_right)
    rest = [s for s in trip.stops if s not in {on_way[j].place.id: on_way[j] for _, j in pairs}.values()]
    right = [route[i] for i, _ in pairs]
    for k in known:
        if k["status"] not in _ROUTE and (match := next((s for s in rest if _is_right(k, s)), None)):
            rest.remove(match)
            right.append(k)
    missed = [k for k in known if k not in right and not k.get("optional")]
    visited = [s for s in trip.stops if s.status == "visited"]
    made = [k for k in known if k["status"] == "visited"]
    wrong = sum(not any(_is_near(k, s) for k in made) for s in visited)
    return Score(len(right), len(trip.stops), len(right) + len(missed), wrong, len(visited))


def _is_right(known: Known, stop: Stop) -> bool:
    return stop.status in _either(known, "status") and _is_near(known, stop) and _overlap(known, stop)


def _is_near(known: Known, stop: Stop) -> bool:
    return geodesic_km((known["lat"], known["lon"]), stop.place.point) <= known.get("tolerance_km", 25)


def _overlap(known: Known, stop: Stop) -> bool:
    firsts, lasts = _either(known, "date_from"), _either(known, "date_to")
    if not firsts and not lasts:
        return True
    if stop.when.is_open:
        return False
    begin = min(map(dt.date.fromisoformat, firsts or lasts))
    end = max(map(dt.date.fromisoformat, lasts or firsts))
    first, last = stop.when.first or stop.when.last, stop.when.last or stop.when.first
    assert first is not None
    assert last is not None
    if last - first > end - begin + _WIDE:
        return False  # so wide that it says nothing
    return first <= end + _DAY and last >= begin - _DAY


def _either(known: Known, key: str) -> list[str]:
    more = known.get(f"{key}_alt") or []
    return [v for v in (known.get(key), *([more] if isinstance(more, str) else more)) if v]


def _in_order(
    known: Sequence[Known], stops: Sequence[Stop], same: Callable[[Known, Stop], bool]
) -> list[tuple[int, int]]:
    """Indices of the longest common subsequence."""
    best = [[0] * (len(stops) + 1) for _ in range(len(known) + 1)]
    for i in range(len(known) - 1, -1, -1):
        for j in range(len(stops) - 1, -1, -1):
            fit = best[i + 1][j + 1] + 1 if same(known[i], stops[j]) else 0
            best[i][j] = max(fit, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(known) and j < len(stops):
        if same(known[i], stops[j]) and best[i][j] == best[i + 1][j + 1] + 1:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
