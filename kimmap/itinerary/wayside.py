"""Stops that lie on the way, put where the way passes them, as far as the texts leave it open.

The days, sentences, hours, lists and chronicles that say an order keep it.  What is left is mostly the order in
which a news story happens to name places, and of that the shorter journey is the better reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kimmap.geodesy import Point, geodesic_km
from kimmap.itinerary.dating import Dating
from kimmap.itinerary.ordering import CHRONICLE, reasons
from kimmap.itinerary.telling import Telling

_BINDING = CHRONICLE
"""From this strength on, a reason for an order is not for the map to overrule."""

_MUCH_KM = 50.0
"""A move that saves less proves nothing: towns of one area are visited in any order."""

_MUCH_OF_WAY = 0.3
"""… nor does one that saves less than this share of the way to the stop and on from it."""


class _Move(NamedTuple):
    saved_km: float
    start: int
    end: int


def along_the_way(datings: Sequence[Dating], telling: Telling) -> list[Dating]:
    """The stays in their order, but for stops whose place in it is only that of the telling.

    Moves are made one at a time, the one that saves most first, until none saves much.
    """
    order = list(datings)
    bound = {(id(order[e.before]), id(order[e.after])) for e in reasons(order, telling) if e.strength >= _BINDING}
    for _ in range(len(order)):  # every move shortens the way, so it ends; a stop rarely moves twice
        best = max(_moves(order, bound), key=lambda move: move.saved_km, default=None)
        if best is None:
            break
        order.insert(best.end, order.pop(best.start))
    return order


def _moves(order: Sequence[Dating], bound: set[tuple[int, int]]) -> Iterator[_Move]:
    """Moves of single stops that save much, each as far as nothing binding stands between."""
    for start, here in enumerate(order):
        others = [*order[:start], *order[start + 1 :]]
        now = _neighbours(others, start)
        if now is None or not _on_route(here):
            continue
        reach_km = _detour_km(here, now) + geodesic_km(*now)
        for step in (-1, 1):
            end = start + step
            while 0 <= end < len(order) and not _binds(order[end], here, step, bound):
                then = _neighbours(others, end)
                saved_km = _detour_km(here, now) - _detour_km(here, then) if then else 0.0
                if saved_km > max(_MUCH_KM, _MUCH_OF_WAY * reach_km):
                    yield _Move(saved_km, start, end)
                end += step


def _binds(other: Dating, here: Dating, step: int, bound: set[tuple[int, int]]) -> bool:
    return ((id(other), id(here)) if step < 0 else (id(here), id(other))) in bound


def _neighbours(others: Sequence[Dating], at: int) -> tuple[Point, Point] | None:
    """The stops of the route between which one comes to lie that is put in at an index; none at an end of it.

    Where a journey began and where it ended are told for their own sake.
    """
    before = next((d.stay.place.point for d in reversed(others[:at]) if _on_route(d)), None)
    after = next((d.stay.place.point for d in others[at:] if _on_route(d)), None)
    return (before, after) if before and after else None


def _detour_km(here: Dating, neighbours: tuple[Point, Point]) -> float:
    """How much longer the way between two stops is by a third."""
    before, after = neighbours
    point = here.stay.place.point
    return geodesic_km(before, point) + geodesic_km(point, after) - geodesic_km(before, after)


def _on_route(dating: Dating) -> bool:
    return dating.stay.status in ("visited", "planned")
