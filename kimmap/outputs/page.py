"""The trip as one HTML page that stands alone: map, itinerary, quotations; no request to anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import folium
from branca.element import Element, Figure
from folium.template import Template
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kimmap.errors import WrongSettings
from kimmap.model import Trip
from kimmap.outputs.basemap import boundary_set
from kimmap.outputs.embed import oembed_address, open_graph
from kimmap.outputs.layer import LARGE, TripLayer, asset, icons, json_block
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.still import draw_globe, draw_still
from kimmap.outputs.texts import Texts, load_texts
from kimmap.outputs.view import TripView

MOST_TOLD = 500
"""Stops that a long trip's page lists without script; all of them are in its data."""
MOST_LINKED = 50
"""Stops that a long trip's linked data lists."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Online map tiles to lay over the basemap: a page with them makes requests and says whose they are.

    ``url`` is a template with ``{z}``, ``{x}``, ``{y}`` and perhaps ``{s}``; ``attribution`` plain text.
    """

    url: str
    attribution: str
    zoom: int = 18
    """The highest zoom that the server has."""

    def __post_init__(self) -> None:
        if (
            safe_url(self.url) is None
            or any(f"{{{axis}}}" not in self.url for axis in "zxy")
            or set(self.url) & set("\"';,")
        ):
            raise WrongSettings(f"not a template of tiles: {self.url!r}; write https://host/{{z}}/{{x}}/{{y}}.png")
        if not self.attribution.strip():
            raise WrongSettings("tiles need an attribution: say whose they are")

    @property
    def origin(self) -> str:
        """What the content security policy has to allow."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"


OPENSTREETMAP = Tiles("https://tile.openstreetmap.org/{z}/{x}/{y}.png", "© OpenStreetMap contributors", 19)
"""The standard tiles; their server refuses pages that were opened from a file."""


def render_page(trip: Trip, lang: str = "en", *, tiles: Tiles | None = None, address: str | None = None) -> str:
    """The page as text; the same trip gives the same text.

    ``lang`` is the language of everything that the sources do not say themselves.  Without ``tiles`` the
    page makes no request at all.  ``address`` is where it will be on the web, which its head then says, and
    where its oEmbed answer is (see :func:`kimmap.outputs.embed.oembed_address`).  Raises NoTrip for a trip
    without stops, WrongSettings for a language without texts and for an address that is none.
    """
    texts = load_texts(lang)
    if address is not None and safe_url(address) is None:
        raise WrongSettings(f"not an address on the web: {address!r}; write https://host/page.html")
    with _numbered_ids():
        layer = TripLayer(trip, lang=lang, basemap=True)
        canvas = _Canvas(layer, texts, tiles)
        layer.add_to(canvas)
        figure = canvas.get_root()
        assert isinstance(figure, Figure), "folium puts each map into a figure"
        figure.render()
        map_html = figure.html.render()
        map_script = figure.script.render()
    view = layer.told
    styles = [_leaflet_css(), asset("layer.css"), asset("page.css")]
    script = "\n".join([_leaflet_js(), asset("canvas.js"), map_script, asset("page.js")])
    # Markup is what goes in as it is: our own files, folium's code around them, and escaped JSON.
    page: str = _template().render(
        t=texts,
        view=view,
        open_graph=open_graph(view, address),
        address=address,
        oembed=oembed_address(address) if address else None,
        large=len(trip.stops) > LARGE,
        told=MOST_TOLD,
        several=len(trip.documents) > 1,
        icons=icons(),
        foreign=_foreign(trip, lang),
        styles=[Markup(style) for style in styles],  # noqa: S704
        script=Markup(script),  # noqa: S704
        map=Markup(map_html),  # noqa: S704
        still=draw_still(trip, view, layer.drawing["basemap"], layer.lines, layer.view),
        globe=draw_globe(layer.view, texts("page.locator")),
        linked_data=Markup(json_block(_linked_data(trip, view))),  # noqa: S704
        boundaries=boundary_set(layer.view),
        policy=_policy([script], styles, tiles),
        # Servers of tiles want to know which page asks.
        referrer="strict-origin-when-cross-origin" if tiles else "no-referrer",
    )
    return page


def render_folium(trip: Trip, lang: str = "en") -> str:
    """The trip as a layer of an ordinary folium map, with folium's own tiles and remote files.

    Shows how :class:`TripLayer` sits in a user's own map; as safe as the page, but not alone: it needs a
    network.  Raises as :func:`render_page`.
    """
    with _numbered_ids():
        user_map = folium.Map()
        layer = TripLayer(trip, lang=lang)
        layer.add_to(user_map)
        user_map.fit_bounds(layer.drawing["bounds"])
        folium.LayerControl().add_to(user_map)
        root = user_map.get_root()
        assert isinstance(root, Figure), "folium puts each map into a figure"
        root.title = None  # folium would put it in as HTML
        html: str = root.render()
    return html


class _Canvas(folium.Map):
    """A folium map that brings no remote files, no tiles and no styles of its own."""

    _template = Template(
        "{% macro html(this, kwargs) %}"
        '<div class="folium-map" id={{ this.get_name()|tojson }} role="application" '
        "aria-label={{ this.label|tojson }}></div>"
        "{% endmacro %}"
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = kimmapCanvas({{ this.get_name()|tojson }}, {{ this.settings|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, layer: TripLayer, texts: Texts, tiles: Tiles | None) -> None:
        super().__init__(tiles=None)
        self.default_js, self.default_css = [], []
        self.label = texts("page.map")
        self.settings = {
            "bounds": layer.drawing["bounds"],
            "closest": 10 if len(layer.drawing["groups"]) > 1 else 7,
            "texts": {name: texts(f"map.{name}") for name in ("zoom_in", "zoom_out", "whole")},
            "minZoom": 1,
            "maxZoom": tiles.zoom if tiles else 11,
            "zoomSnap": 0.25,
            "zoomDelta": 1,
            "wheelPxPerZoomLevel": 90,
            "fadeAnimation": False,
            "maxBounds": [[-85.05, -900], [85.05, 900]],
        }
        if tiles:
            credit = escape(tiles.attribution)  # Leaflet takes it for HTML
            self.settings["tiles"] = {"url": tiles.url, "attribution": credit, "zoom": tiles.zoom}


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
    return environment.from_string(re.sub(r">\n<", "><", asset("page.html")))


@cache
def _leaflet_js() -> str:
    """Leaflet with its licence line, without the source map that a browser would fetch."""
    text = _leaflet_file("leaflet.js")
    return re.sub(r"//# sourceMappingURL=.*", "", text).strip()


@cache
def _leaflet_css() -> str:
    """Leaflet's style without its images, old browsers' rules and parts that the page does not have."""
    text = _leaflet_file("leaflet.css")
    text = re.sub(r"[^{}]*\{[^{}]*behavior:[^{}]*\}", "", text)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"background-image:\s*url\([^)]*\);?", "", text)
    unused = r"leaflet-(?:control-layers|tooltip|retina|oldie|editing|cluster|default-icon|div-icon|vml|ie-)"
    text = re.sub(rf"[^{{}}]*\.{unused}[^{{}}]*\{{[^{{}}]*\}}", lambda rule: _without(rule[0], unused), text)
    text = re.sub(r"(?<=[{;\s])(?:-moz-|-ms-|-o-|filter|zoom)[\w-]*\s*:[^;}]*;?", "", text)
    return re.sub(r"\s*([{}:;,\n])\s*", r"\1", text).replace("\n", "").replace(";}", "}").strip()


def _without(rule: str, unused: str) -> str:
    """A rule for those of its selectors that are used; nothing where none is left."""
    selectors, _, body = rule.partition("{")
    kept = [s for s in selectors.split(",") if not re.search(unused, s)]
    return f"{','.join(kept)}{{{body}" if kept else ""


def _leaflet_file(name: str) -> str:
    text = (files("xstatic.pkg.leaflet") / "data" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


def _policy(scripts: list[str], styles: list[str], tiles: Tiles | None) -> str:
    """A content security policy under which these scripts and styles run, nothing else, no request but for tiles."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            *([f"img-src {tiles.origin}"] if tiles else []),
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _foreign(trip: Trip, lang: str) -> Markup:
    """The attribute for words of sources where most of them are in another language than the page."""
    told = [d.language for d in trip.documents]
    theirs = max(sorted(set(told)), key=told.count) if told else "en"
    return Markup("") if theirs == lang else Markup(' lang="{}"').format(theirs)


def _linked_data(trip: Trip, view: TripView) -> dict[str, Any]:
    """The trip as schema.org Trip; of a long one only its first stops are listed."""
    route = [s for s in trip.stops if s.on_route]
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
        for i, stop in enumerate(route if len(route) <= LARGE else route[:MOST_LINKED], start=1)
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Trip",
        "name": trip.title,
        "description": view.finding,
        "itinerary": {"@type": "ItemList", "numberOfItems": len(route), "itemListElement": stops},
        "citation": [
            {"@type": "Article", "name": d.title or d.name} | ({"url": url} if (url := safe_url(d.url)) else {})
            for d in trip.documents
        ],
    }
