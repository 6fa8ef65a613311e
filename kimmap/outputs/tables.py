"""A trip as a table: one row a stop."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from kimmap.model import Leg, Stop, Trip
from kimmap.outputs.citing import distinct

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "order", "place", "country", "place_kind", "lat", "lon", "status", "start", "end", "arrival_first",
    "arrival_last", "departure_first", "departure_last", "sources", "independent_sources", "confidence",
    "bounded_by", "contradictions", "km_from_previous", "mode", "quotes", "place_id",
)  # fmt: skip

_TEXTS = ("place", "country", "sources", "bounded_by", "contradictions", "quotes", "place_id")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_frame(trip: Trip) -> pd.DataFrame:
    """One row a stop, in order; the columns are :data:`COLUMNS`.

    Days are ``datetime64`` (NaT where open), ``km_from_previous`` is the geodesic from the previous stop
    of the route (NaN where there is none), ``sources`` and ``quotes`` are tuples.
    """
    import pandas as pd

    arrivals = {leg.end: leg for leg in trip.legs}
    rows = [_row(i, stop, arrivals.get(i)) for i, stop in enumerate(trip.stops)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    days = [c for c in COLUMNS if c in ("start", "end") or c.endswith(("_first", "_last"))]
    return frame.astype(dict.fromkeys(days, "datetime64[s]") | {"km_from_previous": "float64"})


def to_csv(trip: Trip) -> str:
    """The table as CSV; lists are joined with " | ".

    Text that a spreadsheet would run as a formula gets an apostrophe in front
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    frame = to_frame(trip)
    for column in _TEXTS:
        frame[column] = [_safe_text(v) for v in frame[column]]
    # All text in quotes: a lone carriage return in it would otherwise end the row.
    text = frame.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d", quoting=csv.QUOTE_NONNUMERIC)
    return str(text)


def _row(index: int, stop: Stop, leg: Leg | None) -> dict[str, Any]:
    row = {
        "order": index + 1,
        "place": stop.place.name,
        "country": stop.place.country,
        "place_kind": stop.place.kind,
        "lat": stop.place.lat,
        "lon": stop.place.lon,
        "status": stop.status,
        "start": stop.when.first,
        "end": stop.when.last,
        "arrival_first": stop.arrival.first,
        "arrival_last": stop.arrival.last,
        "departure_first": stop.departure.first,
        "departure_last": stop.departure.last,
        "sources": stop.sources,
        "independent_sources": stop.independent_sources,
        "confidence": stop.confidence,
        "bounded_by": stop.bounded_by,
        "contradictions": stop.contradictions,
        "km_from_previous": round(leg.geodesic_km, 3) if leg else None,
        "mode": leg.mode if leg else None,
        "quotes": tuple(quote.text for quote in distinct(claim.quote for claim in stop.evidence)),
        "place_id": stop.place.id,
    }
    return {column: _sayable(value) for column, value in row.items()}


def _sayable(value: Any) -> Any:
    """Text without lone surrogates, which damaged JSON may bring and no file can hold."""
    if isinstance(value, tuple):
        return tuple(map(_sayable, value))
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _safe_text(value: Any) -> Any:
    if isinstance(value, tuple):
        value = " | ".join(value)
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value
