"""A trip as KML 2.2 (OGC 07-147r2), as Google Earth and Google My Maps open it."""

from __future__ import annotations

from html import escape

from lxml import etree

from kimmap.model import Interval, Leg, Status, Stop, Trip
from kimmap.outputs import words
from kimmap.outputs.citing import distinct
from kimmap.outputs.exports.markup import child, xml_file
from kimmap.outputs.geometry import cut_at_antimeridian, geodesic
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.reasons import said_against
from kimmap.outputs.view import describe

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_COLOURS: dict[Status, str] = {  # aabbggrr
    "visited": "ff1e26b3",
    "planned": "ff1e7fe0",
    "possible": "ff808080",
    "cancelled": "80808080",
}


def to_kml(trip: Trip) -> str:
    """A folder of stops with time spans, so that the time slider works, and a folder of legs.

    Descriptions quote the sources.  Google Earth reads them as HTML, so the quotations are escaped
    twice: no markup in an article becomes markup in a balloon.
    """
    root = etree.Element(f"{{{_NAMESPACE}}}kml", nsmap={None: _NAMESPACE})
    document = child(root, "Document")
    child(document, "name", trip.title)
    child(document, "description", escape(describe(trip).finding))
    for status, colour in _COLOURS.items():
        _style(document, status, colour)
    stops = child(document, "Folder")
    child(stops, "name", "Stops")
    for i, stop in enumerate(trip.stops, start=1):
        _stop(stops, i, stop)
    if trip.legs:
        legs = child(document, "Folder")
        child(legs, "name", "Legs (straight lines, not the track travelled)")
        for leg in trip.legs:
            _leg(legs, leg, trip)
    return xml_file(root)


def _style(document: etree._Element, name: str, colour: str) -> None:
    style = child(document, "Style", attributes={"id": name})
    child(child(style, "IconStyle"), "color", colour)
    line = child(style, "LineStyle")
    child(line, "color", colour)
    child(line, "width", "3")


def _stop(folder: etree._Element, order: int, stop: Stop) -> None:
    mark = child(folder, "Placemark", attributes={"id": f"stop-{order}"})
    child(mark, "name", f"{order}. {stop.place.name}")
    child(mark, "Snippet", f"{words.stop_dates(stop)} · {words.STATUS[stop.status]}", {"maxLines": "2"})
    child(mark, "description", _balloon(stop))
    _time(mark, stop.when)
    child(mark, "styleUrl", f"#{stop.status}")
    data = {
        "order": str(order),
        "place": stop.place.name,
        "place_id": stop.place.id,
        "status": stop.status,
        "start": str(stop.when.first or ""),
        "end": str(stop.when.last or ""),
        "sources": str(len(stop.sources)),
        "independent_sources": str(stop.independent_sources),
    }
    _data(mark, data)
    child(child(mark, "Point"), "coordinates", f"{stop.place.lon},{stop.place.lat}")


def _balloon(stop: Stop) -> str:
    lines = [f"<p>{escape(words.stop_dates(stop))} · {escape(words.STATUS[stop.status])}</p>"]
    lines += [f"<p>{escape(said_against(text, words.ENGLISH))}</p>" for text in stop.contradictions]
    for quote in distinct(claim.quote for claim in stop.evidence):
        document = quote.document
        byline = escape(f"{document.publisher or document.name}, {document.published or 'undated'}")
        if url := safe_url(document.url):
            byline = f'<a href="{escape(url)}">{byline}</a>'
        lines.append(f"<blockquote>“{escape(quote.text)}”<br>{byline}</blockquote>")
    return "\n".join(lines)


def _time(mark: etree._Element, when: Interval) -> None:
    if when.is_open:
        return
    if when.first == when.last:
        child(child(mark, "TimeStamp"), "when", str(when.first))
        return
    span = child(mark, "TimeSpan")
    if when.first:
        child(span, "begin", when.first.isoformat())
    if when.last:
        child(span, "end", when.last.isoformat())


def _data(mark: etree._Element, values: dict[str, str]) -> None:
    extended = child(mark, "ExtendedData")
    for name, value in values.items():
        child(child(extended, "Data", attributes={"name": name}), "value", value)


def _leg(folder: etree._Element, leg: Leg, trip: Trip) -> None:
    a, b = trip.stops[leg.start], trip.stops[leg.end]
    parts = cut_at_antimeridian(geodesic((a.place.lon, a.place.lat), (b.place.lon, b.place.lat)))
    if not parts:
        return  # two visits at one spot
    mark = child(folder, "Placemark", attributes={"id": f"leg-{leg.start + 1}-{leg.end + 1}"})
    child(mark, "name", f"{a.place.name} – {b.place.name}")
    how = " ".join(filter(None, (words.km(leg.geodesic_km), words.leg_mode(leg))))
    child(mark, "description", escape(f"{how}{'. ' + leg.warning if leg.warning else ''}"))
    done = a.status == b.status == "visited"
    child(mark, "styleUrl", "#visited" if done else "#planned")
    _data(mark, {"geodesic_km": f"{leg.geodesic_km:.3f}", "mode": leg.mode})
    lines = child(mark, "MultiGeometry") if len(parts) > 1 else mark
    for part in parts:
        line = child(lines, "LineString")
        child(line, "tessellate", "1")
        child(line, "coordinates", " ".join(f"{lon:.5f},{lat:.5f}" for lon, lat in part))
