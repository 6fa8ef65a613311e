"""What a page and a folium layer draw of a trip, and the files that draw it; needs no folium.

Words of articles reach a browser only as JSON in a block that is not a script, and from there only as
``textContent``.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import rjsmin

from kimmap.errors import NoTrip
from kimmap.model import Leg, Trip
from kimmap.outputs.basemap import View, draw_basemap, packed
from kimmap.outputs.crowds import draw_part
from kimmap.outputs.geometry import Point, geodesic, is_over_pole
from kimmap.outputs.record import to_record
from kimmap.outputs.spots import groups, stop_points
from kimmap.outputs.texts import Texts, load_texts
from kimmap.outputs.view import StopView, TripView, describe
from kimmap.outputs.words import UNSURE

LARGE = 400
"""Stops above which the map is drawn as a crowd of dots, the list by pages, and the data compressed."""
BUILT = ("leaflet.js", "leaflet.css", "tiles.js")
SCRIPTS = ("arrange", "rows", "cards", "base", "seating", "crowd", "layer", "inset")
STATUSES = ("visited", *UNSURE)
ROWS = ("stops", "groups", "legs", "doubt")
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def json_block(value: object) -> str:
    """JSON that is safe inside ``<script type="application/json">``: nothing in it can end the block."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)


@cache
def asset(name: str) -> str:
    """A file of ``kimmap/outputs/assets`` as text; scripts and styles without comments and needless blanks.

    What ``data/leaflet/build.py`` makes is small already, and keeps its licence.
    """
    text = (files("kimmap.outputs") / "assets" / name).read_text(encoding="utf-8")
    if name in BUILT:
        return text.strip()
    if name.endswith(".js"):
        return str(rjsmin.jsmin(text))
    if name.endswith(".css"):
        text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
        return re.sub(r"\s*([{};,])\s*|(?<=:)\s+", r"\1", text).replace(";}", "}").strip()
    return text


class TripDrawing:
    """A trip as the scripts of the page draw it.

    ``basemap`` adds kimmap's own land and borders.  Raises NoTrip for a trip without stops.
    """

    def __init__(self, trip: Trip, lang: str = "en", *, basemap: bool = False) -> None:
        if not isinstance(trip, Trip):
            raise TypeError(f"a trip is drawn, as kimmap.trace gives it, not {trip!r:.60}")
        if not trip.stops:
            raise NoTrip("this trip has no stops to draw")
        points = stop_points(trip.stops)
        self.lines = route_lines(trip, points)
        self.view = View(points + [p for line in self.lines for p in line])
        self.told = describe(trip, lang)
        self.drawing = _drawing(trip, self.told, self.view, self.lines)
        if basemap:
            few = points[:: max(1, len(points) // LARGE)]  # names cannot keep away from thousands of stops
            self.drawing["basemap"] = draw_basemap(self.view, few, load_texts(lang))
            part = None if self.drawing["large"] else draw_part(trip, self.view, load_texts(lang))
            self.drawing |= {"part": part} if part else {}
        self._record = to_record(trip)

    def scripts(self) -> dict[str, str]:
        """The scripts that draw it, by name, in their order."""
        needless = {"crowd"} if not self.drawing["large"] else set()
        needless |= {"inset"} if "part" not in self.drawing else set()
        return {name: asset(f"{name}.js") for name in SCRIPTS if name not in needless}

    def block(self, block_id: str) -> str:
        """The element that holds the data for the scripts."""
        return f'<script type="application/json" id="{block_id}">{json_block(self._data())}</script>'

    def _data(self) -> dict[str, Any]:
        """The record is compressed: only programs read it.  So are the rows of a long trip, most of its page."""
        record = {k: self._record[k] for k in ("format", "version")} | {"gzip": pack(self._record)}
        if not self.drawing["large"]:
            return {"drawing": self.drawing, "record": record}
        few = {k: v for k, v in self.drawing.items() if k not in ROWS}
        return {"drawing": few | {"packed": pack({k: self.drawing[k] for k in ROWS})}, "record": record}


def pack(value: object) -> str:
    """JSON, compressed (gzip) and in base64; the same value gives the same text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode("utf-8", "surrogatepass"), 9, mtime=0)).decode()


def route_lines(trip: Trip, points: Sequence[Point]) -> list[list[Point]]:
    """A geodesic for each leg, (longitude, latitude) where the unwrapped stops are.

    Its pieces are as long as they may be for their bulge to stay well below a pixel of the first view.
    The many legs of a long trip are straight on the map, and so are those over a pole, which it does not show.
    """
    km_per_px = 111.2 * View(points).degrees_per_px
    chord_km = math.inf if len(points) > LARGE else 0.35 * math.sqrt(8 * 6371 * km_per_px / 3)
    return [
        # A stop told of twice in a row has a leg of no length.
        [points[leg.start], points[leg.end]]
        if leg.geodesic_km <= chord_km or is_over_pole(points[leg.start], points[leg.end])
        else geodesic(points[leg.start], points[leg.end], chord_km)
        for leg in trip.legs
    ]


def _drawing(trip: Trip, told: TripView, view: View, lines: Sequence[Sequence[Point]]) -> dict[str, Any]:
    """What ``layer.js`` draws; angles in degrees, latitude first as in Leaflet; keys as in ``rows.js``."""
    points = stop_points(trip.stops)
    # What was called off is not shown at first, so the first view leaves no room for it.
    shown = [p for p, stop in zip(points, trip.stops, strict=True) if stop.status != "cancelled"] or points
    outline = shown + [p for line in lines for p in line]
    lons, lats = [p[0] for p in outline], [p[1] for p in outline]
    large = len(trip.stops) > LARGE
    cited = {(q.source, q.title): [q.source, q.byline, q.title, q.url] for s in told.stops for q in s.quotes}
    numbers = {key: i for i, key in enumerate(cited)}
    return {
        "bounds": [[round(min(lats), 5), round(min(lons), 5)], [round(max(lats), 5), round(max(lons), 5)]],
        "span": round(view.span, 4),
        "large": large,
        "texts": _texts(load_texts(told.lang)),
        "icons": {} if large else {mode: icon for mode, icon in icons().items() if mode in told.modes},
        "sources": [*cited.values()],
        "stops": [_row(s, numbers) for s in told.stops],
        "doubt": [*told.least_certain_first],
        "groups": [[round(g.lat, 5), round(g.lon, 5), *g.stops] for g in groups(trip.stops)],
        "legs": [
            [leg.start, leg.end, int(_done(trip, leg)), leg.mode, *([] if large else [packed(_delta(line))])]
            for leg, line in zip(trip.legs, lines, strict=True)
        ],
    }


def _done(trip: Trip, leg: Leg) -> bool:
    return all(trip.stops[i].status == "visited" for i in (leg.start, leg.end))


def _row(stop: StopView, cited: dict[tuple[str, str | None], int]) -> list[Any]:
    """A stop without the names of its fields, and without what it lacks at the end."""
    row = [
        stop.place, stop.where, STATUSES.index(stop.status), stop.dates, stop.short_dates, stop.day,
        [[cited[q.source, q.title], *q.parts] for q in stop.quotes],
        stop.witnesses, stop.detail, list(stop.known_by), list(stop.contradictions), stop.reach_km,
    ]  # fmt: skip
    while not row[-1]:
        row.pop()
    return row


def _delta(line: Sequence[Point]) -> list[int]:
    """How many points; longitude and latitude in units of 10⁻⁴ degrees, the first as they are, then differences."""
    flat: list[int] = [len(line)]
    x = y = 0
    for lon, lat in line:
        here = (round(lon * 10_000), round(lat * 10_000))
        flat += [here[0] - x, here[1] - y]
        x, y = here
    return flat


@cache
def icons() -> dict[str, str]:
    """A path in a square of 14 for each means of transport."""
    return dict(json.loads(asset("icons.json")))


def _texts(t: Texts) -> dict[str, Any]:
    """What the scripts say."""
    keys = {
        "map": ("zoom_in", "zoom_out", "close", "whole", "play", "pause", "time", "all", "detail"),
        "stop": ("number", "date_from"),
        "page": ("list_of", "earlier", "later"),
        "status": STATUSES,
        "status_short": STATUSES,
        "date": ("day",),
    }
    found = {section: {name: t.entry(f"{section}.{name}") for name in names} for section, names in keys.items()}
    return found | {"months": [t.month(m) for m in range(1, 13)]}
