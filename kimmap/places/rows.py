"""What a row of a log says of the names in it: they lie near the position that it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kimmap.geodesy import Point, geodesic_km
from kimmap.model import PlaceMention
from kimmap.places.candidates import Candidates
from kimmap.places.positions import find_positions


def positions_of_rows(mentions: Sequence[PlaceMention]) -> dict[tuple[int, int], Point]:
    """The position of each row of a table that gives one, by its document and the offset at which it begins."""
    found: dict[tuple[int, int], Point] = {}
    for mention in mentions:
        position = next(find_positions(mention.name), None) if mention.reference == "coordinates" else None
        row = _row(mention)
        if position is not None and row is not None:
            found.setdefault(row, (position.lat, position.lon))
    return found


def near_its_row(
    candidates: Candidates, members: Sequence[PlaceMention], positions: Mapping[tuple[int, int], Point]
) -> Candidates:
    """The candidates that lie where the rows of a name are; all of them where none does, or some row gives none."""
    if not positions or len(candidates.places) < 2:
        return candidates
    fixes = [positions.get(row) if (row := _row(m)) else None for m in members]
    if not fixes or not all(fixes):
        return candidates
    near = [
        i for i, place in enumerate(candidates.places)
        if all(fix and geodesic_km(fix, place.point) <= place.radius_km + _NEAR_KM for fix in fixes)
    ]  # fmt: skip
    return candidates.chosen(near) if near else candidates


_NEAR_KM = 60.0


def _row(mention: PlaceMention) -> tuple[int, int] | None:
    document = mention.quote.document
    block = document.block_at(mention.quote.start)
    return (id(document), block.start) if block is not None and block.role == "table" else None
