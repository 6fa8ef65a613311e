"""A trip as GPX 1.1 (https://www.topografix.com/GPX/1/1/), as devices and route planners open it."""

from __future__ import annotations

from lxml import etree

from kimmap.model import Stop, Trip
from kimmap.outputs import words
from kimmap.outputs.exports.markup import child, xml_file
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.record import as_of
from kimmap.outputs.view import describe

_NAMESPACE = "http://www.topografix.com/GPX/1/1"
_KIMMAP = "https://kimmap.invalid/gpx/1"
"""Names our extensions; nothing is to be fetched from there."""


def to_gpx(trip: Trip) -> str:
    """Every stop as a waypoint, and the stops of the route as a route.

    No track: nobody recorded one.  No ``time`` either, which GPX wants to the second and in UTC: the
    local days are in ``desc`` and, as ISO dates, in the extensions ``start`` and ``end``.
    """
    root = etree.Element(
        f"{{{_NAMESPACE}}}gpx", {"version": "1.1", "creator": "kimmap"}, {None: _NAMESPACE, "kimmap": _KIMMAP}
    )
    metadata = child(root, "metadata")
    child(metadata, "name", trip.title)
    child(metadata, "desc", describe(trip).finding)
    child(metadata, "time", f"{as_of(trip)}T00:00:00Z")
    for i, stop in enumerate(trip.stops, start=1):
        _point(root, "wpt", i, stop)
    on_route = [(i, stop) for i, stop in enumerate(trip.stops, start=1) if stop.on_route]
    if on_route:
        route = child(root, "rte")
        child(route, "name", trip.title)
        child(route, "desc", "Order of the stops; not the track travelled.")
        for i, stop in on_route:
            _point(route, "rtept", i, stop)
    return xml_file(root)


def _point(parent: etree._Element, tag: str, order: int, stop: Stop) -> None:
    point = child(parent, tag, attributes={"lat": f"{stop.place.lat:.6f}", "lon": f"{stop.place.lon:.6f}"})
    child(point, "name", f"{order}. {stop.place.name}")
    best = stop.evidence[0].quote
    child(point, "cmt", f"“{best.text}” ({best.source})")
    child(point, "desc", f"{words.stop_dates(stop)} · {words.STATUS[stop.status]}")
    child(point, "src", ", ".join(stop.sources))
    for url in dict.fromkeys(safe_url(claim.quote.document.url) for claim in stop.evidence):
        if url:
            child(point, "link", attributes={"href": url})
    child(point, "type", stop.status)
    extensions = child(point, "extensions")
    for name, day in (("start", stop.when.first), ("end", stop.when.last)):
        if day:
            child(extensions, f"{{{_KIMMAP}}}{name}", day.isoformat())
