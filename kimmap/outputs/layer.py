"""The trip as a folium layer, for the page and for a user's own folium map.

Words of articles reach a browser only as JSON in a block that is not a script, and from there only as
``textContent``.  They never stand in a script, a template literal or a Jinja template: branca renders
what macros return a second time, so everything here goes in as :class:`_Verbatim`.
"""

from __future__ import annotations

import dataclasses
import json
import math
from functools import cache
from importlib.resources import files
from typing import Any

from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template

from kimmap.errors import NoTrip
from kimmap.model import Stop, Trip
from kimmap.outputs.basemap import View, boundary_set, draw_basemap
from kimmap.outputs.geometry import Point, geodesic
from kimmap.outputs.record import to_record
from kimmap.outputs.view import StopView, describe, groups, stop_points

_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def json_block(value: object) -> str:
    """JSON that is safe inside ``<script type="application/json">``: nothing in it can end the block."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@cache
def asset(name: str) -> str:
    """A file of ``kimmap/outputs/assets`` as text."""
    return (files("kimmap.outputs") / "assets" / name).read_text(encoding="utf-8")


class _Verbatim(Element):
    """Markup that is put out as it is, not rendered as a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_: Any) -> str:
        return self._text


class TripLayer(Layer):
    """A trip as a layer of a folium map: numbered stops, route, and popups that quote the sources.

    ``TripLayer(trip).add_to(folium.Map())`` is safe whatever the sources contain.  ``basemap`` draws
    kimmap's own basemap of land and borders below, for maps without tiles.  Raises NoTrip for a trip
    without stops.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = kimmapTripLayer({{ this.block_id|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, trip: Trip, name: str = "Trip", *, basemap: bool = False, show: bool = True) -> None:
        if not trip.stops:
            raise NoTrip("this trip has no stops to draw")
        # The name goes into folium's layer control as HTML.
        super().__init__(name=_plain(name), overlay=True, control=True, show=show)
        self._name = "TripLayer"
        self.view = View(_outline(trip))
        self._drawing = _drawing(trip, self.view, basemap)
        self._record = to_record(trip)

    @property
    def block_id(self) -> str:
        """The id of the element that holds the layer's data."""
        return f"{self.get_name()}_data"

    def render(self, **kwargs: Any) -> Any:
        figure = self.get_root()
        assert isinstance(figure, Figure), "a layer is drawn on a map"
        block = json_block({"drawing": self._drawing, "record": self._record})
        figure.header.add_child(_Verbatim(f"<style>{asset('layer.css')}</style>"), name="kimmap_layer_css")
        for name in ("arrange", "cards", "layer"):
            figure.script.add_child(_Verbatim(asset(f"{name}.js")), name=f"kimmap_{name}_js")
        figure.html.add_child(
            _Verbatim(f'<script type="application/json" id="{self.block_id}">{block}</script>'), name=self.block_id
        )
        super().render(**kwargs)  # type: ignore[no-untyped-call]

    def _get_self_bounds(self) -> list[list[float | None]]:
        """South-west and north-east corner, so that ``fit_bounds(layer.get_bounds())`` works."""
        (south, west), (north, east) = self._drawing["bounds"]
        return [[south, west], [north, east]]


def _plain(name: str) -> str:
    return "".join(c if c.isalnum() or c in " .,-–()" else " " for c in name)


def _route_lines(trip: Trip, step_km: float) -> list[list[Point]]:
    """A geodesic for each leg, where the unwrapped stops are."""
    points = stop_points(trip.stops)
    return [geodesic(points[leg.start], points[leg.end], step_km) for leg in trip.legs]


def _outline(trip: Trip) -> list[Point]:
    """All points that the first view has to hold: the stops and the bulges of the route."""
    return stop_points(trip.stops) + [p for line in _route_lines(trip, 200.0) for p in line]


def _chord_km(view: View) -> float:
    """How long the pieces of a drawn geodesic may be for their bulge to stay below a third of a pixel.

    Shorter ones would be worse: Leaflet rounds points to pixels, which shows as a trembling line.
    """
    km_per_px = 111.2 * view.degrees_per_px
    return 0.6 * math.sqrt(8 * 6371 * km_per_px / 3)


def _drawing(trip: Trip, view: View, basemap: bool) -> dict[str, Any]:
    """What ``layer.js`` draws; angles in degrees, latitude first as in Leaflet."""
    outline = _outline(trip)
    lons, lats = [p[0] for p in outline], [p[1] for p in outline]
    told = describe(trip)
    drawing: dict[str, Any] = {
        "bounds": [[min(lats), min(lons)], [max(lats), max(lons)]],
        "span": round(view.span, 4),
        "stops": [_stop_data(s) for s in told.stops],
        "groups": [{"at": [round(g.lat, 5), round(g.lon, 5)], "stops": list(g.stops)} for g in groups(trip.stops)],
        "legs": [
            {
                "stops": [leg.start, leg.end],
                "planned": not _done(trip.stops[leg.start], trip.stops[leg.end]),
                "line": [[round(lat, 4), round(lon, 4)] for lon, lat in line],
            }
            for leg, line in zip(trip.legs, _route_lines(trip, _chord_km(view)), strict=True)
        ],
    }
    if basemap:
        drawing["basemap"] = draw_basemap(view, stop_points(trip.stops))
        drawing["credit"] = boundary_set(view)
    return drawing


def _done(*stops: Stop) -> bool:
    return all(stop.status == "visited" for stop in stops)


def _stop_data(stop: StopView) -> dict[str, Any]:
    data = dataclasses.asdict(stop)
    del data["way_on"]
    return data
