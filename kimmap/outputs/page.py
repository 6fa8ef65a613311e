"""The trip as one HTML page that stands alone: map, itinerary, quotations; no request to anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from kimmap.errors import WrongSettings
from kimmap.model import Trip
from kimmap.outputs.basemap import boundary_set
from kimmap.outputs.drawing import LARGE, TripDrawing, asset, icons, json_block
from kimmap.outputs.embed import oembed_address, open_graph
from kimmap.outputs.globe import draw_globe
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.still import draw_still
from kimmap.outputs.texts import Texts, load_texts
from kimmap.outputs.view import TripView

LISTED = 50
"""Stops of a long trip that its page lists in full at first: the script of the page turns to the others."""
MOST_TOLD = 500
"""Stops that a long trip's page lists without script; all of them are in its data."""
MOST_LINKED = 50
"""Stops that a long trip's linked data lists."""
OPEN_ASIDES = 12
"""Places beside the route that are seen when their list is opened, with a few more where only these are left."""
_MAP, _LAYER = "map_2", "trip_layer_1"
"""The names of the map and of the trip on it, in the scripts and as ids; those that folium would give them."""
_DATA = f"{_LAYER}_data"


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
    drawn = TripDrawing(trip, lang, basemap=True)
    view = drawn.told
    styles = [asset("leaflet.css"), asset("layer.css"), asset("page.css")]
    # It stands before the list, so that the map is drawn and works before the list is read.
    script = f"{_map_script(drawn, texts, tiles)}\n{asset('page.js')}"
    # Markup is what goes in as it is: our own files, and escaped JSON.
    page: str = _template().render(
        t=texts,
        view=view,
        open_graph=open_graph(view, address),
        address=address,
        oembed=oembed_address(address) if address else None,
        large=len(trip.stops) > LARGE,
        listed=LISTED,
        open_asides=OPEN_ASIDES,
        told=MOST_TOLD,
        several=len(trip.documents) > 1,
        icons=icons(),
        foreign=_foreign(trip, lang),
        styles=[Markup(style) for style in styles],  # noqa: S704
        script=Markup(script),  # noqa: S704
        map=Markup(_map_html(drawn, texts)),  # noqa: S704
        still=draw_still(trip, view, drawn.drawing["basemap"], drawn.lines, drawn.view),
        globe=draw_globe(drawn.view, texts("page.locator")),
        linked_data=Markup(json_block(_linked_data(trip, view))),  # noqa: S704
        boundaries=boundary_set(drawn.view),
        policy=_policy([script], styles, tiles),
        # Servers of tiles want to know which page asks.
        referrer="strict-origin-when-cross-origin" if tiles else "no-referrer",
    )
    return page


def _map_html(drawn: TripDrawing, texts: Texts) -> str:
    """The element of the map, and the one with its data."""
    label = htmlsafe_json_dumps(texts("page.map"))
    return f"""
    <div class="folium-map" id="{_MAP}" role="application" aria-label={label}></div>
    {drawn.block(_DATA)}"""


def _map_script(drawn: TripDrawing, texts: Texts, tiles: Tiles | None) -> str:
    """What draws the map: Leaflet, the scripts of the layer, the canvas, and the trip on it."""
    settings = htmlsafe_json_dumps(_settings(drawn, texts, tiles), sort_keys=True)
    parts = [
        asset("leaflet.js"),
        *([asset("tiles.js")] if tiles else []),
        *drawn.scripts().values(),
        asset("canvas.js"),
        f'kimmapCanvas("{_MAP}", {settings}, "{_DATA}");',
    ]
    return "\n".join(parts)


def _settings(drawn: TripDrawing, texts: Texts, tiles: Tiles | None) -> dict[str, Any]:
    settings = {
        "bounds": drawn.drawing["bounds"],
        "closest": 10 if len(drawn.drawing["groups"]) > 1 else 7,
        "texts": {name: texts(f"map.{name}") for name in ("zoom_in", "zoom_out", "whole")},
        "minZoom": 0,
        "maxZoom": tiles.zoom if tiles else 11,
        "zoomSnap": 0.25,
        "zoomDelta": 1,
        "wheelPxPerZoomLevel": 90,
        "fadeAnimation": False,
    }
    if tiles:
        credit = escape(tiles.attribution)  # Leaflet takes it for HTML
        settings["tiles"] = {"url": tiles.url, "attribution": credit, "zoom": tiles.zoom}
    return settings


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(re.sub(r">\n<", "><", asset("page.html")))


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
