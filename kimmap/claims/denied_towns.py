"""Airports and stations of towns that a text says were not reached: "the airport" named after them is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kimmap.geodesy import geodesic_km
from kimmap.model import Aside, Claim, Place

_FACILITIES = frozenset({"airport", "station", "port"})
_BESIDE_KM = 60.0


def without_denied_towns(found: Sequence[Claim | Aside]) -> Iterator[Claim | Aside]:
    """The claims of one text, with those at "the airport" of a town that it calls off as asides.

    "She should have gone to Lima. … On Friday we took her to the airport."
    """
    claims = [c for c in found if isinstance(c, Claim) and c.place is not None]
    denied = [c.place for c in claims if c.status == "cancelled"]
    told = [c.place for c in claims if c.status == "visited" and not _is_described(c)]
    for one in found:
        place = one.place if isinstance(one, Claim) and _is_described(one) else None
        if isinstance(one, Claim) and place and _is_near(place, denied) and not _is_near(place, told):
            assert one.resolution is not None
            yield Aside(one.resolution, "background", one.quote, one.cues)
        else:
            yield one


def _is_described(claim: Claim) -> bool:
    """Whether a place is but "the airport", which the town named last told which one it is."""
    described = claim.resolution is not None and claim.resolution.mention.reference == "description"
    return described and claim.place is not None and claim.place.kind in _FACILITIES


def _is_near(place: Place, towns: Sequence[Place | None]) -> bool:
    return any(t is not None and geodesic_km(place.point, t.point) <= _BESIDE_KM + t.radius_km for t in towns)
