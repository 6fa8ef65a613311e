"""The still map inside the page, as SVG, for readers without scripts.

Colours come from the page's style sheet by class; nothing carries a style of its own, so the page's
content security policy holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from kimmap.model import Status, Trip
from kimmap.outputs.basemap import View, basemap_level, copies
from kimmap.outputs.geometry import Point, clip_ring, mercator_y, ring_area, simplified
from kimmap.outputs.spots import Group, groups, reach_km, stop_points
from kimmap.outputs.view import TripView
from kimmap.outputs.words import UNSURE

WIDTH, HEIGHT = 760, 560
MARGIN = 56
MOST_DRAWN = 400
"""Stops above which the picture has dots without numbers or names."""
MOST_MOVED = 60
"""Marks above which they stay where they are: pushing them apart is quadratic."""
CHARACTER_PX = 7.6
"""Usual width of a character of a label, on the wide side."""


Room = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Web Mercator scaled into the picture."""

    centre: Point
    px_per_degree: float

    def at(self, point: Point) -> Point:
        x = WIDTH / 2 + (point[0] - self.centre[0]) * self.px_per_degree
        return x, HEIGHT / 2 - (mercator_y(point[1]) - self.centre[1]) * self.px_per_degree


def draw_still(
    trip: Trip, told: TripView, basemap: dict[str, Any], lines: Sequence[Sequence[Point]], view: View
) -> Markup:
    """The trip's map as one SVG element; ``lines`` are the legs, (longitude, latitude)."""
    level = basemap_level(view)
    points = stop_points(trip.stops) + [p for line in lines for p in line]
    frame = _frame(points)
    shapes = [
        f'<path class="kimmap-{kind}" d="{_path(frame, level, view, kind)}"/>'
        for kind in ("land", "lakes", "borders", "disputed")
    ]
    if len(trip.stops) > MOST_DRAWN:
        return _svg(told, shapes, [_crowd(frame, trip)])
    legs = []
    for leg, line in zip(trip.legs, lines, strict=True):
        sure = all(trip.stops[i].status == "visited" for i in (leg.start, leg.end))
        legs.append(f'<path class="kimmap-leg{"" if sure else " kimmap-leg-planned"}" d="{_line(frame, line)}"/>')
        legs.append(_arrow(frame, line))
    marks = _marks(frame, trip)
    areas = [
        f'<circle class="kimmap-area" cx="{m.home[0]:.0f}" cy="{m.home[1]:.0f}" '
        f'r="{_radius_px(frame, m.group, reach):.0f}"/>'
        for m in marks
        if (reach := max(reach_km(trip.stops[i].place) or 0 for i in m.group.stops))
    ]
    names = _labels(frame, marks, told, basemap, [frame.at(p) for line in lines for p in _dense(line)])
    return _svg(told, shapes, [*areas, *legs, *map(_drawn, marks), *names])


def _svg(told: TripView, *layers: Sequence[str]) -> Markup:
    return Markup(  # noqa: S704  numbers and escaped words
        f'<svg class="still" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(told.finding)}">'
        f'<rect class="kimmap-sea" width="{WIDTH}" height="{HEIGHT}"/>{"".join(map("".join, layers))}</svg>'
    )


def _crowd(frame: Frame, trip: Trip) -> str:
    """The many stops of a long trip as dots, one a pixel."""
    spots = {(round(x), round(y)) for x, y in map(frame.at, stop_points(trip.stops))}
    return f'<path class="crowd" d="{"".join(f"M{x} {y}h0" for x, y in sorted(spots))}"/>'


@dataclass(slots=True)
class Mark:
    """A mark of the picture: where its place is, and where it was moved to be seen."""

    group: Group
    status: Status
    number: str
    home: Point
    at: Point

    @property
    def wide(self) -> float:
        return max(26.0, 12 + 7.5 * len(self.number))

    @property
    def box(self) -> Room:
        return self.at[0] - self.wide / 2 - 2, self.at[1] - 15, self.at[0] + self.wide / 2 + 2, self.at[1] + 15


def _marks(frame: Frame, trip: Trip) -> list[Mark]:
    """One for each spot, pushed apart where they would hide each other."""
    marks = []
    for group in groups(trip.stops):
        statuses = [trip.stops[i].status for i in group.stops]
        best = next(s for s in ("visited", *UNSURE) if s in statuses)
        at = frame.at((group.lon, group.lat))
        if best != "cancelled":
            marks.append(Mark(group, best, " · ".join(str(i + 1) for i in group.stops), at, at))
    for _ in range(40 if len(marks) <= MOST_MOVED else 0):
        for i, a in enumerate(marks):
            for b in marks[i + 1 :]:
                if _overlap(a.box, b.box):
                    away = math.atan2(b.home[1] - a.home[1], b.home[0] - a.home[0] or 0.01)
                    dx, dy = 4 * math.cos(away), 4 * math.sin(away)
                    a.at, b.at = (a.at[0] - dx, a.at[1] - dy), (b.at[0] + dx, b.at[1] + dy)
    return marks


def _dense(line: Sequence[Point]) -> Iterator[Point]:
    for (ax, ay), (bx, by) in pairwise(line):
        steps = 40 if len(line) < 5 else 8
        yield from ((ax + (bx - ax) * k / steps, ay + (by - ay) * k / steps) for k in range(steps))


def _frame(points: Sequence[Point]) -> Frame:
    xs, ys = [p[0] for p in points], [mercator_y(p[1]) for p in points]
    wide, high = max(max(xs) - min(xs), 0.4), max(max(ys) - min(ys), 0.4)
    scale = min((WIDTH - 3 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / high)
    return Frame(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2), scale)


def _path(frame: Frame, level: dict[str, Any], view: View, kind: str) -> str:
    """Shapes as a path in whole pixels, each point relative to the one before."""
    half = WIDTH / 2 / frame.px_per_degree
    box = (frame.centre[0] - half, view.detail[1], frame.centre[0] + half, view.detail[3])
    parts = []
    closed = kind in ("land", "lakes")
    for flat in level.get(kind, ()):
        for line in copies(flat, level["decimals"], box):
            shown = clip_ring(line, box) if closed else line
            pixels = simplified([frame.at(p) for p in shown], 1.8)
            if len(pixels) > 2 and closed and ring_area(pixels) > 20:
                parts.append(path_of(pixels) + "z")
            elif len(pixels) > 1 and not closed and any(0 < x < WIDTH and 0 < y < HEIGHT for x, y in pixels):
                parts.append(path_of(pixels))
    return "".join(parts)


def path_of(pixels: Iterable[Point]) -> str:
    """Path data in whole pixels; nothing for a line that is shorter than one."""
    out: list[str] = []
    last: tuple[int, int] | None = None
    for x, y in pixels:
        here = (round(x), round(y))
        if last is None:
            out.append(f"M{here[0]} {here[1]}l")
        elif here != last:
            dx, dy = here[0] - last[0], here[1] - last[1]
            out.append(f"{dx}{'' if dy < 0 else ' '}{dy} ")
        last = here
    return "".join(out).rstrip() if len(out) > 1 else ""


def _line(frame: Frame, line: Sequence[Point]) -> str:
    pixels = simplified([frame.at(p) for p in line], 0.3)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in pixels)


def _arrow(frame: Frame, line: Sequence[Point]) -> str:
    """An arrowhead past the middle of a leg, none where it has no room."""
    pixels = [frame.at(p) for p in line]
    if math.dist(pixels[0], pixels[-1]) < 44:
        return ""
    k = max(1, round(0.6 * (len(pixels) - 1)))
    a, b = pixels[k - 1], pixels[k]
    x, y = b if len(pixels) > 2 else (a[0] + 0.6 * (b[0] - a[0]), a[1] + 0.6 * (b[1] - a[1]))
    angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
    place = f"translate({x:.1f} {y:.1f}) rotate({angle:.0f})"
    return f'<path class="kimmap-arrow" transform="{place}" d="M8 0-5 5.5-2.5 0-5-5.5z"/>'


def _radius_px(frame: Frame, group: Group, reach: float) -> float:
    return reach / 111.2 / max(0.2, math.cos(math.radians(group.lat))) * frame.px_per_degree


def _drawn(mark: Mark) -> str:
    (x, y), (home_x, home_y) = mark.at, mark.home
    leader = ""
    if math.dist(mark.at, mark.home) > 2:
        leader = f'<path class="kimmap-leader" d="M{home_x:.1f} {home_y:.1f}L{x:.1f} {y:.1f}"/>'
        leader += f'<circle class="kimmap-dot" cx="{home_x:.1f}" cy="{home_y:.1f}" r="3"/>'
    return (
        f'{leader}<g class="dot kimmap-{mark.status}"><rect x="{x - mark.wide / 2:.1f}" y="{y - 13:.1f}" '
        f'width="{mark.wide:.1f}" height="26" rx="13"/><text x="{x:.1f}" y="{y + 4.5:.1f}">{mark.number}</text></g>'
    )


def _labels(
    frame: Frame, marks: Sequence[Mark], told: TripView, basemap: dict[str, Any], route: Sequence[Point]
) -> list[str]:
    """Names of stops, then of countries and seas: each where it covers nothing; left out without room."""
    taken = [m.box for m in marks] + [(WIDTH - 116.0, 0.0, float(WIDTH), 116.0)]  # the globe's corner
    out = []

    def put(name: str, kind: str, seats: Sequence[tuple[float, float, str, float]], wide: float, over: int) -> None:
        free: list[tuple[int, Room, str]] = []
        for left, top, anchor, at in seats:
            box = (left, top, left + wide, top + 18)
            inside = box[0] > 2 and box[2] < WIDTH - 2 and box[1] > 2 and box[3] < HEIGHT - 2
            crossed = sum(box[0] < x < box[2] and box[1] < y < box[3] for x, y in route)
            if inside and crossed <= over and not any(_overlap(box, other) for other in taken):
                text = (
                    f'<text class="{kind}" x="{at:.0f}" y="{top + 14:.0f}" text-anchor="{anchor}">{escape(name)}</text>'
                )
                free.append((crossed, box, text))
        if free:
            _, box, text = min(free, key=lambda seat: seat[0])
            taken.append(box)
            out.append(text)

    for m in marks:
        (x, y), side, name = m.at, m.wide / 2 + 5, told.stops[m.group.stops[0]].place
        wide = CHARACTER_PX * len(name)
        put(name, "name", (
            (x + side, y - 9, "start", x + side), (x - side - wide, y - 9, "end", x - side),
            (x - wide / 2, y - 34, "middle", x), (x - wide / 2, y + 16, "middle", x),
        ), wide, over=99)  # fmt: skip
    for kind in ("countries", "seas"):
        for name, spots in basemap[kind]:
            wide = CHARACTER_PX * len(name)
            pixels = [frame.at((lon, lat)) for lat, lon in spots]
            put(name, kind, [(x - wide / 2, y - 9, "middle", x) for x, y in pixels], wide, over=0)
    return out


def _overlap(a: Room, b: Room) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
