"""The globe that says where on the Earth a map is, as SVG coloured by the page's style sheet."""

from __future__ import annotations

import math

from markupsafe import Markup, escape

from kimmap.outputs.basemap import View, copies, load_data
from kimmap.outputs.geometry import Point, ring_area, simplified
from kimmap.outputs.still import path_of

GLOBE = 96
GLOBE_SPAN_DEG = 70.0
"""Trips that are wider than this need no globe: the map shows where it is."""


def draw_globe(view: View, label: str) -> Markup | None:
    """A globe with the map's frame on it; None where the map is so wide that it needs none."""
    if view.span > GLOBE_SPAN_DEG:
        return None
    lat0, lon0 = view.centre_point
    world = load_data("110m.json")
    paths = []
    for flat in world["land"]:
        ring = next(copies(flat, world["decimals"], (-540, -90, 540, 90)))
        seen = [_orthographic(p, lat0, lon0) for p in ring]
        if not any(front for _, _, front in seen):
            continue
        # What lies behind is pushed out to the rim: shapes that go around it stay closed.
        pixels = simplified([(x, y) for x, y, _ in seen], 0.6)
        if len(pixels) > 2 and ring_area(pixels) > 1.5:
            paths.append(path_of(pixels) + "z")
    west, south, east, north = view.box
    n = 12
    edge = (
        [(west + (east - west) * i / n, south) for i in range(n)]
        + [(east, south + (north - south) * i / n) for i in range(n)]
        + [(east - (east - west) * i / n, north) for i in range(n)]
        + [(west, north - (north - south) * i / n) for i in range(n)]
    )
    frame = [_orthographic(p, lat0, lon0)[:2] for p in edge]
    r = GLOBE / 2
    wide = max(x for x, _ in frame) - min(x for x, _ in frame)
    where = f'<circle class="spot" cx="{r}" cy="{r}" r="3.5"/>'
    if wide > 7:
        where = f'<path class="frame" d="{path_of(frame)}z"/>'
    rim = f'cx="{r}" cy="{r}" r="{r - 1}"'
    return Markup(  # noqa: S704  numbers and one escaped word
        f'<svg class="globe" viewBox="0 0 {GLOBE} {GLOBE}" width="{GLOBE}" height="{GLOBE}" role="img" '
        f'aria-label="{escape(label)}"><circle class="kimmap-sea" {rim}/>'
        f'<path class="kimmap-land" d="{"".join(paths)}"/><circle class="rim" {rim}/>{where}</svg>'
    )


def _orthographic(point: Point, lat0: float, lon0: float) -> tuple[float, float, bool]:
    """Pixels on the globe's face and whether the point is in front; points behind come out on its rim."""
    lat, turn, lat0 = math.radians(point[1]), math.radians(point[0] - lon0), math.radians(lat0)
    x = math.cos(lat) * math.sin(turn)
    y = math.cos(lat0) * math.sin(lat) - math.sin(lat0) * math.cos(lat) * math.cos(turn)
    front = math.sin(lat0) * math.sin(lat) + math.cos(lat0) * math.cos(lat) * math.cos(turn) >= 0
    if not front:
        length = math.hypot(x, y) or 1.0
        x, y = x / length, y / length
    r = GLOBE / 2 - 1
    return GLOBE / 2 + r * x, GLOBE / 2 - r * y, front
