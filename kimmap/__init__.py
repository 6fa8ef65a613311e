"""Sources are read into documents; places and dates are found in them; each sentence that puts the
traveller somewhere becomes a claim; claims are merged into stops, stops joined by legs into a trip;
distances are checked; the trip is drawn.

    import kimmap
    trip = kimmap.trace(kimmap.read("seeds/"), traveller="Kim Jong Un")
    kimmap.TripLayer(trip).add_to(folium.Map())
"""

from __future__ import annotations

from importlib import import_module

from kimmap.version import __version__

TYPE_CHECKING = False  # as typing has it, which takes longer to load than the whole of this
if TYPE_CHECKING:
    from kimmap.errors import KimmapError
    from kimmap.gazetteer import open_gazetteer
    from kimmap.model import Document, Trip
    from kimmap.outputs import TripLayer, render_page, write_trip
    from kimmap.pipeline import trace
    from kimmap.reading import read

_HOMES = {
    "Document": "kimmap.model",
    "KimmapError": "kimmap.errors",
    "Trip": "kimmap.model",
    "TripLayer": "kimmap.outputs",
    "open_gazetteer": "kimmap.gazetteer",
    "read": "kimmap.reading",
    "render_page": "kimmap.outputs",
    "trace": "kimmap.pipeline",
    "write_trip": "kimmap.outputs",
}

__all__ = [
    "Document", "KimmapError", "Trip", "TripLayer", "__version__", "open_gazetteer", "read", "render_page", "trace",
    "write_trip",
]  # fmt: skip


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


if not TYPE_CHECKING:  # for type checkers a name that is not there is a mistake

    def __getattr__(name: str) -> object:
        # Heavy libraries load when they are used, so that `import kimmap` is quick.
        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
