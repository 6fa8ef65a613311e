"""The order of stays: dates first, then what the texts tell in which order.

Every reason for "a before b" is an edge with a strength.  Edges are taken from the strongest down and
one that would close a circle with stronger ones is left out; the rest is sorted topologically, ties by
date and place.  So the order is total, and does not depend on the order of the input.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter
from itertools import combinations
from typing import Any, NamedTuple

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.dating import Dating, is_base
from kimmap.itinerary.reports import Days, Report
from kimmap.itinerary.stays import DAY_TRIP_KM, Stay
from kimmap.itinerary.telling import Telling
from kimmap.model import Interval

DATES, STATED_STARTS, SENTENCE, BASE, TIME_OF_DAY, LIST, CHRONICLE, TOUCHING, NARRATION = range(9, 0, -1)
"""Strengths of a reason, the strongest first."""


class Edge(NamedTuple):
    """A reason why stay ``before`` comes before stay ``after`` (indices)."""

    strength: int
    weight: float
    before: int
    after: int


def chronological(datings: Sequence[Dating], telling: Telling) -> list[Dating]:
    """Stays with their dates in the order of the journey."""
    return [datings[i] for i in _sort(reasons(datings, telling), [_tie_key(d.stay, d.when) for d in datings])]


def reasons(datings: Sequence[Dating], telling: Telling) -> list[Edge]:
    """All reasons for the order of any two stays, by their indices."""
    stays, when = [d.stay for d in datings], [d.when for d in datings]
    return [e for i, j in combinations(range(len(stays)), 2) for e in _reasons(i, j, stays, when, telling)]


def keep_dates(datings: Sequence[Dating]) -> list[Dating]:
    """The same order, but for stays that bounds found since then put before or after others."""
    when = [d.when for d in datings]
    edges = [e for i, j in combinations(range(len(datings)), 2) for e in _by_bounds(i, j, when[i], when[j])]
    return [datings[i] for i in _sort(edges, [(i,) for i in range(len(datings))])]


def _sort(edges: Sequence[Edge], keys: Sequence[tuple[Any, ...]]) -> list[int]:
    """Indices of ``keys`` in an order that keeps to the edges, the strongest first, and else to the keys."""
    after: dict[int, set[int]] = defaultdict(set)
    for edge in sorted(edges, key=lambda e: (-e.strength, -e.weight, keys[e.before], keys[e.after])):
        if not _reaches(after, edge.after, edge.before):
            after[edge.before].add(edge.after)
    sorter: TopologicalSorter[int] = TopologicalSorter({i: set() for i in range(len(keys))})
    for i in sorted(after):
        for j in sorted(after[i]):
            sorter.add(j, i)
    sorter.prepare()
    ready, order = list(sorter.get_ready()), list[int]()
    while ready:
        ready.sort(key=lambda i: keys[i])
        order.append(ready.pop(0))
        sorter.done(order[-1])
        ready += sorter.get_ready()
    return order


def _reaches(after: dict[int, set[int]], start: int, goal: int) -> bool:
    seen, queue = {start}, [start]
    while queue:
        i = queue.pop()
        if i == goal:
            return True
        fresh = after[i] - seen
        seen |= fresh
        queue.extend(fresh)
    return False


def _tie_key(stay: Stay, days: Interval) -> tuple[dt.date, dt.date, bool, int, str, str]:
    first = days.first or days.last or dt.date.max
    last = days.last or days.first or dt.date.max
    middle = first + (last - first) / 2
    told = min((r.claim.order, r.source) for r in stay.reports)
    return middle, last, stay.status not in ("visited", "planned"), told[0], stay.place.id, told[1]


def _reasons(i: int, j: int, stays: Sequence[Stay], when: Sequence[Interval], telling: Telling) -> Iterator[Edge]:
    a, b = when[i], when[j]
    if by_bounds := list(_by_bounds(i, j, a, b)):
        yield from by_bounds
        return
    if stays[i].next_stop is stays[j] or stays[j].next_stop is stays[i]:
        yield Edge(SENTENCE, 2, i, j) if stays[i].next_stop is stays[j] else Edge(SENTENCE, 2, j, i)
        return
    days_i, days_j = stays[i].days, stays[j].days
    if days_i and days_j:
        yield from _by_stated_days((i, days_i), (j, days_j), stays)
    elif bool(days_i) != bool(days_j) and (base := _undated_outing((i, stays[i]), (j, stays[j]), b if days_i else a)):
        yield base
    elif a.last and a.last == b.first and a.first != b.first:
        yield Edge(TOUCHING, 1, i, j)
    elif b.last and b.last == a.first and a.first != b.first:
        yield Edge(TOUCHING, 1, j, i)
    yield from _by_telling(i, j, stays, telling)


def _by_bounds(i: int, j: int, a: Interval, b: Interval) -> Iterator[Edge]:
    if a.last and b.first and a.last < b.first:
        yield Edge(DATES, 1, i, j)
    elif b.last and a.first and b.last < a.first:
        yield Edge(DATES, 1, j, i)


def _by_stated_days(a: tuple[int, Days], b: tuple[int, Days], stays: Sequence[Stay]) -> Iterator[Edge]:
    (i, days_i), (j, days_j) = a, b
    if days_i.first != days_j.first:
        yield Edge(STATED_STARTS, 1, i, j) if days_i.first < days_j.first else Edge(STATED_STARTS, 1, j, i)
        return
    if _is_base_of(stays[i], stays[j]) != _is_base_of(stays[j], stays[i]):
        yield Edge(BASE, 1, i, j) if _is_base_of(stays[i], stays[j]) else Edge(BASE, 1, j, i)
    left_i, left_j = _only_left(stays[i]), _only_left(stays[j])
    if left_i != left_j:
        yield Edge(TIME_OF_DAY, 2, i, j) if left_i else Edge(TIME_OF_DAY, 2, j, i)
    hour_i, hour_j = _hour(stays[i], days_i.first), _hour(stays[j], days_j.first)
    if hour_i is not None and hour_j is not None and hour_i != hour_j:
        yield Edge(TIME_OF_DAY, 1, i, j) if hour_i < hour_j else Edge(TIME_OF_DAY, 1, j, i)
    if days_i.last != days_j.last:  # where the night was spent comes after what else the day held
        yield Edge(TOUCHING, 1, i, j) if days_i.last < days_j.last else Edge(TOUCHING, 1, j, i)


def _is_base_of(base: Stay, outing: Stay) -> bool:
    """Whether the traveller came back on the day of an outing to where he had been before it."""
    days = outing.days
    if days is None:
        return False
    returns = [
        r for r in base.reports if r.is_return and r.claim.role != "departs" and r.days == (days.last, days.last)
    ]
    told_before = any(o.source == r.source and o.claim.order < r.claim.order for r in returns for o in outing.reports)
    was_there = any(r.days and r.days.first <= days.first and r not in returns for r in base.reports)
    near = days.first == days.last and geodesic_km(base.place.point, outing.place.point) <= DAY_TRIP_KM
    return bool(returns) and (was_there or (told_before and near))


def _undated_outing(a: tuple[int, Stay], b: tuple[int, Stay], when: Interval) -> Edge | None:
    """A stay of some days before the undated outing from it: close by, or within its days at all events."""
    (i, base), (j, outing) = (a, b) if a[1].days else (b, a)
    days = base.days
    if days is None or base.place.is_area or not base.status == outing.status == "visited":
        return None
    inside = when.first is not None and when.last is not None and days.holds(Days(when.first, when.last))
    if is_base(base, outing.place) or (inside and days.first < days.last):
        return Edge(BASE, 1, i, j)
    return None


def _only_left(stay: Stay) -> bool:
    """Whether its first day is that of the departure and nothing more is told of it."""
    return not stay.extensions and all(r.claim.role == "departs" for r in stay.deciding)


def _hour(stay: Stay, day: dt.date) -> float | None:
    return min((hour for r in stay.deciding if r.days == (day, day) and (hour := r.hour) is not None), default=None)


def _by_telling(i: int, j: int, stays: Sequence[Stay], telling: Telling) -> Iterator[Edge]:
    votes: dict[int, float] = defaultdict(float)
    for source in sorted({r.source for r in stays[i].reports} & {r.source for r in stays[j].reports}):
        mine = [r for r in stays[i].reports if r.source == source]
        theirs = [r for r in stays[j].reports if r.source == source]
        for strength, sign in _votes(mine, theirs, telling.is_chronological(source)):
            votes[strength] += sign
    for strength, vote in votes.items():
        if vote:
            yield Edge(strength, abs(vote), i, j) if vote > 0 else Edge(strength, abs(vote), j, i)


def _votes(mine: Sequence[Report], theirs: Sequence[Report], chronicle: bool) -> Iterator[tuple[int, int]]:
    """What one document says of the order of two stays: (strength, +1 for the first before the second)."""
    for m in mine:
        for t in theirs:
            if m.claim.quote.sentence_start == t.claim.quote.sentence_start:
                if _leads_to(m, t):
                    yield SENTENCE, 1
                elif _leads_to(t, m):
                    yield SENTENCE, -1
    first, second = _first_told(mine), _first_told(theirs)
    if first.claim.order == second.claim.order:
        return
    sign = 1 if first.claim.order < second.claim.order else -1
    if _in_list(first) and _in_list(second):
        yield LIST, sign
    yield (CHRONICLE if chronicle else NARRATION), sign


def _leads_to(start: Report, end: Report) -> bool:
    cues = start.claim.cues
    leaves = start.claim.role == "departs" or ("where" in cues and "from" in cues)  # "came from Lima, where she sang"
    return leaves and end.claim.role in ("arrives", "stays", "heads_for", "crosses")


def _in_list(report: Report) -> bool:
    block = report.claim.quote.document.block_at(report.claim.quote.start)
    return block is not None and block.role in ("list", "table")


def _first_told(reports: Sequence[Report]) -> Report:
    return min(reports, key=lambda r: (r.status != "visited", r.claim.order, r.claim.quote.start))
