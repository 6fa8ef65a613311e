"""A trip as GeoJSON (RFC 7946): a Point for each stop, a line for each leg, distances beside them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from kimmap.model import DistanceClaim, Document, Interval, Leg, Quote, Stop, Trip
from kimmap.outputs.citing import distinct
from kimmap.outputs.geometry import cut_at_antimeridian, geodesic
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.record import text_sha256


def to_geojson(trip: Trip) -> dict[str, Any]:
    """The trip as a FeatureCollection.

    Stops are Point features with ``kind`` "stop", ``order`` from 1 as in ``trip.stops``, ``place``,
    ``status``, ``start`` and ``end`` (ISO dates or null) and ``evidence``; legs are LineString features
    (geodesics, MultiLineString where they are cut at 180°) with ``kind`` "leg", ``from`` and ``to`` as
    order numbers and ``geodesic_km``.  The foreign member ``distances`` lists the distances that the
    sources claim, ``sources`` where the quotations are from, with the SHA-256 of each decoded text in
    UTF-8; ``title`` and ``traveller`` name the trip.  Offsets count code points of the decoded source.
    """
    stops = [_stop_feature(i, stop) for i, stop in enumerate(trip.stops, start=1)]
    legs = [_leg_feature(leg, trip) for leg in trip.legs]
    return {
        "type": "FeatureCollection",
        "title": trip.title,
        "traveller": trip.traveller,
        "features": stops + legs,
        "distances": [_distance(claim) for claim in trip.distance_claims],
        "sources": [_source(document) for document in trip.documents],
    }


def _stop_feature(order: int, stop: Stop) -> dict[str, Any]:
    place = stop.place
    return {
        "type": "Feature",
        "id": f"stop-{order}",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "kind": "stop",
            "order": order,
            "place": place.name,
            "place_id": place.id,
            "place_kind": place.kind,
            "country": place.country,
            "status": stop.status,
            "start": _iso(stop.when.first),
            "end": _iso(stop.when.last),
            "arrival": _interval(stop.arrival),
            "departure": _interval(stop.departure),
            "bounded_by": list(stop.bounded_by),
            "contradictions": list(stop.contradictions),
            "confidence": stop.confidence,
            "independent_sources": stop.independent_sources,
            "evidence": [_evidence(quote) for quote in distinct(claim.quote for claim in stop.evidence)],
        },
    }


def _leg_feature(leg: Leg, trip: Trip) -> dict[str, Any]:
    a, b = trip.stops[leg.start].place, trip.stops[leg.end].place
    parts = [
        [[round(lon, 5), round(lat, 5)] for lon, lat in part]
        for part in cut_at_antimeridian(geodesic((a.lon, a.lat), (b.lon, b.lat)))
    ]
    geometry: dict[str, Any] | None = None  # two visits at one spot have no line between them
    if parts:
        one = len(parts) == 1
        geometry = {"type": "LineString" if one else "MultiLineString", "coordinates": parts[0] if one else parts}
    return {
        "type": "Feature",
        "id": f"leg-{leg.start + 1}-{leg.end + 1}",
        "geometry": geometry,
        "properties": {
            "kind": "leg",
            "from": leg.start + 1,
            "to": leg.end + 1,
            "geodesic_km": round(leg.geodesic_km, 3),
            "mode": leg.mode,
            "mode_evidence": _evidence(leg.mode_quote) if leg.mode_quote else None,
            "speed_km_h": leg.speed_km_h,
            "warning": leg.warning,
        },
    }


def _distance(claim: DistanceClaim) -> dict[str, Any]:
    return {
        **_evidence(claim.quote),
        "from": claim.from_place.name if claim.from_place else claim.from_name,
        "to": claim.to_place.name if claim.to_place else claim.to_name,
        "claimed_km": claim.claimed_km,
        "geodesic_km": claim.geodesic_km,
        "ratio": claim.ratio,
        "stated_as": claim.stated_as,
        "verdict": claim.verdict,
        "explanation": claim.explanation,
    }


def _source(document: Document) -> dict[str, Any]:
    return {
        "source": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": _iso(document.published),
        "url": safe_url(document.url),
        "language": document.language,
        "sha256": text_sha256(document),
    }


def _evidence(quote: Quote) -> dict[str, Any]:
    """The quotation and its place; of a cell of a table also the ``row`` that it stands in.

    Of a file of many articles, ``article`` is the name of the one in which the offsets count.
    """
    file = _NUMBER.sub(r"\g<kind>\g<packed>", quote.source)
    told = {"source": file, "quote": quote.text, "start": quote.start, "end": quote.end}
    if file != quote.source:
        told["article"] = quote.source
    row = quote.document.text[quote.sentence_start : quote.sentence_end]
    return {**told, "row": row} if "\t" in row and row != quote.text else told


_NUMBER = re.compile(
    r"(?<=\.)(?P<kind>jsonl|ndjson|json|csv|tsv|mbox|xml|rss|atom|warc|wacz|parquet)(?P<packed>(?:\.gz)?)#\d+\Z",
    re.IGNORECASE,
)
"""The number of an article behind the name of a file that holds many."""


def _interval(when: Interval) -> list[str | None] | None:
    return None if when.is_open else [_iso(when.first), _iso(when.last)]


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
