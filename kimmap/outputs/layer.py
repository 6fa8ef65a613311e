"""The trip as a folium layer, for a user's own folium map.

Words of articles never stand in a script, a template literal or a Jinja template: branca renders what
macros return a second time, so everything here goes in as :class:`_Verbatim`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import folium
from branca.element import Element, Figure
from folium.map import Layer
from folium.template import Template

from kimmap.model import Trip
from kimmap.outputs.drawing import TripDrawing, asset


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

    def __init__(
        self, trip: Trip, name: str = "Trip", *, lang: str = "en", basemap: bool = False, show: bool = True
    ) -> None:
        self._trip, self._lang = trip, lang
        self.drawn = TripDrawing(trip, lang, basemap=basemap)
        # The name goes into folium's layer control as HTML.
        super().__init__(name=_plain(name), overlay=True, control=True, show=show)
        self._name = "TripLayer"

    @property
    def block_id(self) -> str:
        """The id of the element that holds the layer's data."""
        return f"{self.get_name()}_data"

    def render(self, **kwargs: Any) -> Any:
        figure = self.get_root()
        assert isinstance(figure, Figure), "a layer is drawn on a map"
        figure.header.add_child(_Verbatim(f"<style>{asset('layer.css')}</style>"), name="kimmap_layer_css")
        for i, (name, text) in enumerate(self.drawn.scripts().items()):  # before the scripts of maps, which use them
            figure.script.add_child(_Verbatim(text), name=f"kimmap_{name}_js", index=i)
        figure.html.add_child(_Verbatim(self.drawn.block(self.block_id)), name=self.block_id)
        super().render(**kwargs)  # type: ignore[no-untyped-call]

    def _repr_html_(self) -> str:
        """What a notebook shows: the map that it was added to, or else one with kimmap's own basemap."""
        if self._parent is None:
            user_map = folium.Map(tiles=None)
            TripLayer(self._trip, lang=self._lang, basemap=True).add_to(user_map)
            user_map.fit_bounds(self.drawn.drawing["bounds"])
            return str(user_map._repr_html_())
        figure = self.get_root()
        assert isinstance(figure, Figure), "a layer is shown on a map"
        return str(figure._repr_html_())

    def _get_self_bounds(self) -> list[list[float | None]]:
        """South-west and north-east corner, so that ``fit_bounds(layer.get_bounds())`` works."""
        (south, west), (north, east) = self.drawn.drawing["bounds"]
        return [[south, west], [north, east]]


def _plain(name: str) -> str:
    return "".join(c if c.isalnum() or c in " .,-–()" else " " for c in name)


def render_folium(trip: Trip, lang: str = "en") -> str:
    """The trip as a layer of an ordinary folium map, with folium's own tiles and remote files.

    Shows how :class:`TripLayer` sits in a user's own map; as safe as the page, but not alone: it needs a
    network.  Raises as :func:`render_page`.
    """
    with _numbered_ids():
        user_map = folium.Map()
        layer = TripLayer(trip, lang=lang)
        layer.add_to(user_map)
        user_map.fit_bounds(layer.drawn.drawing["bounds"])
        folium.LayerControl().add_to(user_map)
        root = user_map.get_root()
        assert isinstance(root, Figure), "folium puts each map into a figure"
        root.title = None  # folium would put it in as HTML
        html: str = root.render()
    return html


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
