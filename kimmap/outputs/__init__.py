"""What comes out of a trip: page, folium layer, GeoJSON, tables, files.  Each loads when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kimmap.outputs.files import WRITERS, write_text, write_trip, writer_for
    from kimmap.outputs.geojson import to_geojson
    from kimmap.outputs.layer import TripLayer
    from kimmap.outputs.notebook import notebook_html
    from kimmap.outputs.page import render_page
    from kimmap.outputs.record import from_record, to_record
    from kimmap.outputs.tables import to_csv, to_frame

_HOMES = {
    "WRITERS": "files",
    "write_text": "files",
    "write_trip": "files",
    "writer_for": "files",
    "to_geojson": "geojson",
    "TripLayer": "layer",
    "notebook_html": "notebook",
    "render_page": "page",
    "from_record": "record",
    "to_record": "record",
    "to_csv": "tables",
    "to_frame": "tables",
}

__all__ = [  # noqa: RUF022  in the order of _HOMES
    "WRITERS", "write_text", "write_trip", "writer_for", "to_geojson", "TripLayer", "notebook_html", "render_page",
    "from_record", "to_record", "to_csv", "to_frame",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"kimmap.outputs.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
