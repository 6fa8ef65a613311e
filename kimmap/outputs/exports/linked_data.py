"""A trip as JSON-LD: a schema.org Trip, and each quotation as a W3C Web Annotation.

The context stands in the file, so that nothing has to be fetched to read it; its terms are those of
https://schema.org and of http://www.w3.org/ns/anno.jsonld.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from kimmap.model import Document, Leg, Mode, Quote, Stop, Trip
from kimmap.outputs.basemap import country_name
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.record import as_of, text_sha256
from kimmap.outputs.view import describe

_OA = "http://www.w3.org/ns/oa#"
_DATE = "http://www.w3.org/2001/XMLSchema#date"
_COUNT = "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "id": "@id",
    "type": "@type",
    "url": {"@id": "https://schema.org/url", "@type": "@id"},
    **{name: {"@id": f"https://schema.org/{name}", "@type": _DATE} for name in ("datePublished", "dateModified")},
    **{name: {"@id": f"https://schema.org/{name}", "@type": _DATE} for name in ("departureTime", "arrivalTime")},
    "itemListElement": {"@id": "https://schema.org/itemListElement", "@container": "@list"},
    **{
        name: f"{_OA}{name}" for name in ("Annotation", "TextQuoteSelector", "TextPositionSelector", "SpecificResource")
    },
    "body": {"@id": f"{_OA}hasBody", "@type": "@id"},
    "target": {"@id": f"{_OA}hasTarget", "@type": "@id"},
    "source": {"@id": f"{_OA}hasSource", "@type": "@id"},
    "selector": {"@id": f"{_OA}hasSelector", "@type": "@id"},
    "motivation": {"@id": f"{_OA}motivatedBy", "@type": "@vocab"},
    "linking": f"{_OA}linking",
    "exact": f"{_OA}exact",
    "prefix": f"{_OA}prefix",
    "suffix": f"{_OA}suffix",
    "start": {"@id": f"{_OA}start", "@type": _COUNT},
    "end": {"@id": f"{_OA}end", "@type": _COUNT},
}
_TRIPS: dict[Mode, str] = {"train": "TrainTrip", "plane": "Flight", "ship": "BoatTrip"}


def to_linked_data(trip: Trip) -> dict[str, Any]:
    """A graph of the trip (``#trip``), its sources (``#source-1`` …), and an annotation for each
    quotation that links it to its stop (``#stop-1`` …).

    TextPositionSelectors count code points of the decoded source, whose SHA-256 in UTF-8 stands with it.
    """
    sources = {id(d): f"#source-{i}" for i, d in enumerate(trip.documents, start=1)}
    return {
        "@context": CONTEXT,
        "@graph": [
            _trip(trip, list(sources.values())),
            *(_source(sources[id(d)], d) for d in trip.documents),
            *_annotations(trip, sources),
        ],
    }


def _trip(trip: Trip, sources: list[str]) -> dict[str, Any]:
    items = [{"type": "ListItem", "position": i, "item": _place(i, stop)} for i, stop in enumerate(trip.stops, start=1)]
    return {
        "id": "#trip",
        "type": "Trip",
        "name": trip.title,
        "description": describe(trip).finding,
        "itinerary": {"type": "ItemList", "numberOfItems": len(items), "itemListElement": items},
        "subTrip": [_leg(leg, trip) for leg in trip.legs],
        "subjectOf": {
            "type": "Dataset",
            "name": trip.title,
            "dateModified": as_of(trip).isoformat(),
            "citation": [{"id": source} for source in sources],
        },
    }


def _place(order: int, stop: Stop) -> dict[str, Any]:
    place = stop.place
    said = {"status": stop.status, "start": _iso(stop.when.first), "end": _iso(stop.when.last)}
    told: dict[str, Any] = {
        "id": f"#stop-{order}",
        "type": "Place",
        "name": place.name,
        "identifier": place.id,
        "geo": {"type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon},
        "additionalProperty": [
            {"type": "PropertyValue", "propertyID": name, "value": value} for name, value in said.items() if value
        ],
    }
    if country := country_name(place.country):
        told["address"] = {"type": "PostalAddress", "addressCountry": country}
    return told


def _leg(leg: Leg, trip: Trip) -> dict[str, Any]:
    a, b = trip.stops[leg.start], trip.stops[leg.end]
    told: dict[str, Any] = {
        "id": f"#leg-{leg.start + 1}-{leg.end + 1}",
        "type": _TRIPS.get(leg.mode, "Trip"),
        "name": f"{a.place.name} – {b.place.name}",
        "tripOrigin": {"id": f"#stop-{leg.start + 1}"},
        "itinerary": {"id": f"#stop-{leg.end + 1}"},
    }
    for name, when in (("departureTime", a.departure), ("arrivalTime", b.arrival)):
        if when.first and when.first == when.last:
            told[name] = when.first.isoformat()
    return told


def _source(identity: str, document: Document) -> dict[str, Any]:
    told = {
        "id": identity,
        "type": "Article",
        "name": document.title or document.name,
        "url": safe_url(document.url),
        "publisher": {"type": "Organization", "name": document.publisher} if document.publisher else None,
        "author": {"type": "Person", "name": document.author} if document.author else None,
        "datePublished": _iso(document.published),
        "inLanguage": document.language,
        "encoding": {"type": "MediaObject", "name": document.name, "sha256": text_sha256(document)},
    }
    return {name: value for name, value in told.items() if value is not None}


def _annotations(trip: Trip, sources: dict[int, str]) -> list[dict[str, Any]]:
    """Each quotation once, linked to all that it supports, in order of first use."""
    uses: dict[tuple[str, int, int], tuple[Quote, list[str]]] = {}

    def use(quote: Quote, what: str) -> None:
        key = (sources[id(quote.document)], quote.start, quote.end)
        bodies = uses.setdefault(key, (quote, []))[1]
        if what not in bodies:
            bodies.append(what)

    for i, stop in enumerate(trip.stops, start=1):
        for claim in stop.evidence:
            use(claim.quote, f"#stop-{i}")
    for leg in trip.legs:
        if leg.mode_quote:
            use(leg.mode_quote, f"#leg-{leg.start + 1}-{leg.end + 1}")
    return [
        {
            "id": f"#quote-{i}",
            "type": "Annotation",
            "motivation": "linking",
            "body": bodies,
            "target": {"type": "SpecificResource", "source": source, "selector": selectors(quote)},
        }
        for i, ((source, _, _), (quote, bodies)) in enumerate(uses.items(), start=1)
    ]


def selectors(quote: Quote) -> list[dict[str, Any]]:
    """The W3C selectors of a quotation: by its words within its sentence, and by its place."""
    text = quote.document.text
    return [
        {
            "type": "TextQuoteSelector",
            "exact": quote.text,
            "prefix": text[quote.sentence_start : quote.start],
            "suffix": text[quote.end : quote.sentence_end],
        },
        {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
    ]


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
