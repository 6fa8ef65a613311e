"""Tables that nobody is named in: receipts, stamps or calls, whose they are as other texts tell of the same days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kimmap.claims.scene import Scene
from kimmap.geodesy import geodesic_km
from kimmap.model import Claim, Place

_ROWS = 3
"""So many rows of which other texts say that the traveller was there that day make a table his."""
_SHARE = 0.3
_NEAR_KM = 20.0
_DAY = dt.timedelta(days=1)


def is_borne_out(scene: Scene, claims: Sequence[Claim]) -> bool:
    """Whether other texts put the traveller where and when the rows of a table without a name have somebody."""
    if scene.document.title or scene.document.author or scene.is_track:
        return False
    rows = _rows(scene)
    others = [c for c in claims if c.quote.source != scene.document.name and c.status == "visited" and c.place]
    met = sum(any(_is_of(claim, place, day) for claim in others for place in places) for places, day in rows)
    return met >= _ROWS and met >= _SHARE * len(rows)


def _rows(scene: Scene) -> list[tuple[list[Place], dt.date]]:
    """The places and the day of each row that has both."""
    places: dict[int, list[Place]] = {}
    days: dict[int, dt.date] = {}
    for line in scene.lines:
        if line.block is None or line.block.role != "table":
            continue
        for date in line.dates:
            if date.granularity in ("day", "time") and date.interval.first:
                days.setdefault(line.block.start, date.interval.first)
        named = [r.place for r in line.resolutions if r.place is not None and not r.place.is_area]
        places.setdefault(line.block.start, []).extend(named)
    return [(named, days[row]) for row, named in places.items() if named and row in days]


def _is_of(claim: Claim, place: Place, day: dt.date) -> bool:
    first, last = claim.when.first, claim.when.last
    if claim.place is None or first is None or last is None:
        return False
    return first - _DAY <= day <= last + _DAY and geodesic_km(claim.place.point, place.point) <= _NEAR_KM
