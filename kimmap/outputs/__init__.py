"""What comes out of a trip: page, folium layer, figure, report, data, files.  Each loads when it is used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kimmap.outputs.embed import notebook_html, open_graph
    from kimmap.outputs.figure import draw_png, draw_svg
    from kimmap.outputs.files import WRITERS, write_file, write_text, write_trip, writer_for
    from kimmap.outputs.geojson import to_geojson
    from kimmap.outputs.layer import TripLayer
    from kimmap.outputs.page import render_page
    from kimmap.outputs.readback import holds_trip, read_trip
    from kimmap.outputs.record import from_record, to_record
    from kimmap.outputs.report import write_report
    from kimmap.outputs.tables import to_csv, to_frame

_HOMES = {
    "open_graph": "embed",
    "draw_png": "figure",
    "draw_svg": "figure",
    "WRITERS": "files",
    "write_file": "files",
    "write_text": "files",
    "write_trip": "files",
    "writer_for": "files",
    "to_geojson": "geojson",
    "TripLayer": "layer",
    "notebook_html": "embed",
    "render_page": "page",
    "holds_trip": "readback",
    "read_trip": "readback",
    "from_record": "record",
    "to_record": "record",
    "write_report": "report",
    "to_csv": "tables",
    "to_frame": "tables",
}

__all__ = [  # noqa: RUF022  in the order of _HOMES
    "open_graph", "draw_png", "draw_svg", "WRITERS", "write_file", "write_text", "write_trip", "writer_for",
    "to_geojson", "TripLayer", "notebook_html", "render_page", "holds_trip", "read_trip", "from_record", "to_record",
    "write_report", "to_csv", "to_frame",
]  # fmt: skip


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"kimmap.outputs.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
