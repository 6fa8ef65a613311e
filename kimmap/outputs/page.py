"""The trip as one HTML page that stands alone: map, itinerary, quotations; no request to anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any

import folium
from branca.element import Element, Figure
from folium.template import Template
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kimmap.model import Trip
from kimmap.outputs.basemap import boundary_set
from kimmap.outputs.layer import TripLayer, asset, json_block
from kimmap.outputs.view import TripView, describe, safe_url


def render_page(trip: Trip) -> str:
    """The page as text; the same trip gives the same text.

    Raises NoTrip for a trip without stops.
    """
    with _numbered_ids():
        layer = TripLayer(trip, basemap=True)
        canvas = _Canvas(layer.view.centre_point)
        layer.add_to(canvas)
        figure = canvas.get_root()
        assert isinstance(figure, Figure), "folium puts each map into a figure"
        figure.render()
        map_html = figure.html.render()
        map_script = figure.script.render()
    view = describe(trip)
    styles = [_leaflet_css(), asset("layer.css"), asset("page.css")]
    script = "\n".join([_leaflet_js(), asset("canvas.js"), map_script, asset("page.js")])
    # Markup is what goes in as it is: our own files, folium's code around them, and escaped JSON.
    page: str = _template().render(
        view=view,
        styles=[Markup(style) for style in styles],  # noqa: S704
        script=Markup(script),  # noqa: S704
        map=Markup(map_html),  # noqa: S704
        linked_data=Markup(json_block(_linked_data(trip, view))),  # noqa: S704
        boundaries=boundary_set(layer.view),
        policy=_policy([script], styles),
    )
    return page


class _Canvas(folium.Map):
    """A folium map that brings no remote files, no tiles and no styles of its own."""

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map" id={{ this.get_name()|tojson }} role="application" aria-label="Map"></div>'
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = kimmapCanvas({{ this.get_name()|tojson }}, {{ this.settings|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, centre: tuple[float, float]) -> None:
        super().__init__(tiles=None)
        self.default_js, self.default_css = [], []
        self.settings = {
            "center": centre,
            "zoom": 3,
            "minZoom": 1,
            "maxZoom": 11,
            "zoomSnap": 0.25,
            "zoomDelta": 1,
            "wheelPxPerZoomLevel": 90,
            "fadeAnimation": False,
            "maxBounds": [[-85.05, -900], [85.05, 900]],
        }


_ids = threading.Lock()


@contextmanager
def _numbered_ids() -> Iterator[None]:
    """Inside, branca's elements are numbered from 1 instead of getting random ids."""
    numbers = count(1)
    with _ids:
        original = Element.__dict__["_generate_id"]
        setattr(Element, "_generate_id", classmethod(lambda _: str(next(numbers))))  # noqa: B010
        try:
            yield
        finally:
            setattr(Element, "_generate_id", original)  # noqa: B010


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(asset("page.html"))


@cache
def _leaflet_js() -> str:
    """Leaflet with its licence line, without the source map that a browser would fetch."""
    text = _leaflet_file("leaflet.js")
    return re.sub(r"//# sourceMappingURL=.*", "", text).strip()


@cache
def _leaflet_css() -> str:
    """Leaflet's style without its images and without the rule for Internet Explorer's VML."""
    text = _leaflet_file("leaflet.css")
    text = re.sub(r"[^{}]*\{[^{}]*behavior:[^{}]*\}", "", text)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"background-image:\s*url\([^)]*\);?", "", text)
    return re.sub(r"\n\s*\n+", "\n", text).strip()


def _leaflet_file(name: str) -> str:
    text = (files("xstatic.pkg.leaflet") / "data" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _policy(scripts: list[str], styles: list[str]) -> str:
    """A content security policy under which these scripts and styles run, nothing else, no request."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _linked_data(trip: Trip, view: TripView) -> dict[str, Any]:
    """The trip as schema.org Trip."""
    stops = [
        {
            "@type": "ListItem",
            "position": i,
            "item": {
                "@type": "Place",
                "name": stop.place.name,
                "geo": {"@type": "GeoCoordinates", "latitude": stop.place.lat, "longitude": stop.place.lon},
            },
        }
        for i, stop in enumerate((s for s in trip.stops if s.on_route), start=1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Trip",
        "name": trip.title,
        "description": view.finding,
        "itinerary": {"@type": "ItemList", "numberOfItems": len(stops), "itemListElement": stops},
        "citation": [
            {"@type": "Article", "name": d.title or d.name} | ({"url": url} if (url := safe_url(d.url)) else {})
            for d in trip.documents
        ],
    }
