"""The figure as SVG that an editor's program opens: named groups, text as text, no style sheet, no script."""

from __future__ import annotations

import numpy as np
import shapely

from kimmap.model import Trip
from kimmap.outputs import words
from kimmap.outputs.figure.atlas import Atlas
from kimmap.outputs.figure.corners import Inset, ScaleBar
from kimmap.outputs.figure.labels import Box
from kimmap.outputs.figure.layout import WIDTH_MM, lay_out
from kimmap.outputs.figure.maps import Map
from kimmap.outputs.figure.margins import KEY_SIZE, footer, header
from kimmap.outputs.figure.marks import DATE_SIZE, NAME_SIZE, Mark
from kimmap.outputs.figure.metrics import FONTS
from kimmap.outputs.figure.names import CITY_SIZE, COUNTRY_SIZE, COUNTRY_SPACING, SEA_SIZE, SEA_SPACING, Name
from kimmap.outputs.figure.pieces import (
    AREA_EDGE,
    BORDER,
    CITY,
    COUNTRY,
    GRID,
    HALO,
    INK,
    LAND,
    LINES,
    PAPER,
    ROUTE,
    SEA,
    SOFT,
    WATER,
    escaped,
    group,
    haloed,
    line_data,
    number,
    path,
    path_data,
    symbol,
    way_line,
)  # fmt: skip
from kimmap.outputs.figure.projection import Array
from kimmap.outputs.figure.shapes import Frame
from kimmap.outputs.figure.ways import LEG_SIZE, Way
from kimmap.outputs.texts import Texts, load_print_texts

GAP = 8.0
"""Points between two maps."""


def draw_svg(trip: Trip, *, headline: bool = True, width_mm: float = WIDTH_MM, lang: str = "en") -> str:
    """The figure with its legend and credit, and with title and finding unless ``headline`` is False.

    The same trip gives the same text.  Raises NoTrip for a trip without stops, WrongSettings for a
    language without texts.
    """
    t = load_print_texts(lang)
    figure = lay_out(trip, width_mm, t)
    top, head = header(figure) if headline else (0.0, [])
    maps: list[str] = []
    for part, name in zip(figure.maps, ("", "detail-"), strict=False):
        maps += [f'<g id="{name}map" transform="translate(0 {number(top)})">', *_map(part, name, t), "</g>"]
        top += part.frame.height + GAP
    below, foot = footer(figure, trip, top - GAP, t)
    w, h = number(figure.width), number(below)
    height = f"{number(below * width_mm / figure.width)}mm"
    summary = f"{figure.finding}. " + "; ".join(
        f"{i}. {stop.place.name}, {words.stop_dates(stop, t)}, {t(f'status_short.{stop.status}')}"
        for i, stop in enumerate(trip.stops, start=1)
    )
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width_mm)}mm" height="{height}" '
        f'viewBox="0 0 {w} {h}" role="img" aria-labelledby="title summary" font-family="{FONTS}">',
        f'<title id="title">{escaped(figure.title)}</title>',
        f'<desc id="summary">{escaped(summary)}</desc>',
        f'<rect id="paper" width="{w}" height="{h}" fill="{PAPER}"/>',
        *head,
        *maps,
        *foot,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _map(part: Map, name: str, t: Texts) -> list[str]:
    """A map as groups whose ids begin with ``name``."""
    outline = _sea(part.frame)
    clip = f'clip-path="url(#{name}frame)"'
    arrows = [_arrow(*way.arrow) for way in part.ways if way.arrow]
    lengths = [haloed(way.text, *way.text_at, LEG_SIZE, ROUTE, "middle") for way in part.ways if way.text_at]
    countries = [_name(n, COUNTRY_SIZE, COUNTRY_SPACING) for n in part.countries]
    seas = [_name(n, SEA_SIZE, SEA_SPACING) for n in part.seas]
    return [
        f'<clipPath id="{name}frame">{outline}</clipPath>',
        f'<g id="{name}basemap" {clip}><g id="{name}sea" fill="{SEA}">{outline}</g>',
        group(f"{name}graticule", [path(part.graticule)], f'fill="none" stroke="{GRID}" stroke-width=".5"'),
        *_shapes(part.atlas, name),
        "</g>",
        group(f"{name}areas", _areas(part), f'{clip} fill="{ROUTE}" fill-opacity=".07" stroke="{ROUTE}" {AREA_EDGE}'),
        f'<g id="{name}edge" fill="none" stroke="{BORDER}" stroke-width=".6">{outline}</g>',
        *_inset(part.inset),
        group(f"{name}countries", countries, f'fill="{COUNTRY}"'),
        group(f"{name}seas", seas, f'fill="{WATER}" font-style="italic"'),
        group(f"{name}cities", [_city(n) for n in part.cities], f'fill="{CITY}"'),
        f'<g id="{name}route" fill="none" {clip}>{"".join(map(_way, part.ways))}</g>',
        group(f"{name}arrows", arrows, f'fill="{ROUTE}" stroke="{HALO}" stroke-width=".8"'),
        group(f"{name}leg-labels", lengths, ""),
        group(f"{name}leaders", [_leader(m) for m in part.marks], f'stroke="{INK}" stroke-width=".6"'),
        group(f"{name}stops", [_mark(m) for m in part.marks], 'text-anchor="middle"'),
        group(f"{name}labels", [_label(m) for m in part.marks if m.label], ""),
        *_crowd(part.crowd, part.crowd_title, t),
        *_scale_bar(part.scale_bar, name),
    ]


def _crowd(box: Box | None, title: Box | None, t: Texts) -> list[str]:
    """The frame around the part that the other map shows, and words beside it that say so."""
    if box is None or title is None:
        return []
    left, top, right, bottom = box
    size = f'width="{number(right - left)}" height="{number(bottom - top)}"'
    shape = f'<rect x="{number(left)}" y="{number(top)}" {size}'
    return [
        f'<g id="crowd" fill="none">{shape} stroke="{HALO}" stroke-width="3"/>',
        f'{shape} stroke="{INK}" stroke-width="1"/>',
        haloed(t("figure.detail"), title[0], (title[1] + title[3]) / 2, LEG_SIZE, INK, "start", bold=True) + "</g>",
    ]


def _areas(part: Map) -> list[str]:
    """Circles around places that are areas: the traveller was somewhere in them."""
    return [
        f'<circle cx="{number(m.true[0])}" cy="{number(m.true[1])}" r="{number(m.reach or 0)}"/>'
        for m in part.marks
        if m.is_area
    ]


def _sea(frame: Frame) -> str:
    if frame.projection.family != "world":
        return f'<rect width="{number(frame.width)}" height="{number(frame.height)}"/>'
    lats = np.linspace(-90, 90, 91)
    east = np.column_stack([np.full(91, 180.0), lats])
    edge = np.vstack([east, east[::-1] * [-1, 1]])
    return f'<path d="{line_data(frame.place_plane(frame.projection.flattened(edge)), closed=True)}"/>'


def _shapes(atlas: Atlas, name: str) -> list[str]:
    edge = f'stroke="{BORDER}" stroke-linejoin="round"'
    return [
        group(f"{name}land", [path(map(_ring, atlas.land), closed=True)], f'fill="{LAND}" fill-rule="evenodd"'),
        group(f"{name}lakes", [path(map(_ring, atlas.lakes), closed=True)], f'fill="{SEA}"'),
        group(f"{name}borders", [path(atlas.borders)], f'fill="none" {edge} stroke-width=".7"'),
        group(
            f"{name}disputed",
            [path(atlas.disputed)],
            f'fill="none" {edge} stroke-width=".7" stroke-dasharray="2.4 1.8"',
        ),
    ]


def _ring(polygon: shapely.Polygon) -> Array:
    return np.asarray(polygon.exterior.coords)[:-1]


def _inset(inset: Inset | None) -> list[str]:
    if inset is None:
        return []
    frame = inset.frame
    x, y, r = number(frame.left + frame.width / 2), number(frame.top + frame.height / 2), number(frame.width / 2)
    disc = f'<circle cx="{x}" cy="{y}" r="{r}"'
    box = [path(inset.outline)] if inset.outline else []
    return [
        f'<g id="locator"><clipPath id="globe">{disc}/></clipPath>{disc} fill="{SEA}"/>',
        f'<g clip-path="url(#globe)"><path fill="#e2dccd" d="{path_data(map(_ring, inset.atlas.land), closed=True)}"/>',
        f'<g fill="none" stroke="{ROUTE}" stroke-width="1.1">{"".join(box)}</g></g>',
        f'{disc} fill="none" stroke="{HALO}" stroke-width="2.4"/>',
        f'{disc} fill="none" stroke="{SOFT}" stroke-width=".7"/></g>',
    ]


# ------------------------------------------------------------------------------ route and marks


def _way(way: Way) -> str:
    d = path_data(way.lines)
    if not d:
        return ""
    return (
        f'<path d="{d}" stroke="{HALO}" stroke-opacity=".85" stroke-width="{number(LINES[way.mode] + 2.2)}"/>'
        + way_line(d, way.mode, way.planned)
    )


def _arrow(x: float, y: float, degrees: float) -> str:
    where = f"translate({number(x)} {number(y)}) rotate({number(degrees)})"
    return f'<path d="M5 0L-4 -3.6L-2.4 0L-4 3.6Z" transform="{where}"/>'


def _leader(mark: Mark) -> str:
    parts = []
    if mark.moved:
        x, y = mark.true
        parts.append(f'<path d="{line_data(np.array([(mark.x, mark.y), (x, y)]))}"/>')
        parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="1.6" fill="{INK}" stroke="{HALO}"/>')
    if mark.label and mark.label.leader:
        parts.append(f'<path d="{line_data(np.array([(mark.x, mark.y), mark.label.leader]))}"/>')
    return "".join(parts)


def _mark(mark: Mark) -> str:
    return symbol(mark.text, mark.status, mark.x, mark.y, mark.half_width, mark.radius)


def _label(mark: Mark) -> str:
    if mark.label is None:
        return ""
    left, top, right, _ = mark.label.box
    x, anchor = left, "start"
    if right < mark.x:
        x, anchor = right, "end"
    elif left < mark.x < right and abs((left + right) / 2 - mark.x) < 2:
        x, anchor = (left + right) / 2, "middle"
    parts = []
    for line in mark.name:
        parts.append(haloed(line, x, top + NAME_SIZE * 0.52, NAME_SIZE, INK, anchor, bold=True))
        top += NAME_SIZE * 1.12
    if mark.dates:
        parts.append(haloed(mark.dates, x, top + DATE_SIZE * 0.52, DATE_SIZE, SOFT, anchor))
    return f"<g>{''.join(parts)}</g>"


def _name(name: Name, size: float, spacing: float = 0.0) -> str:
    spaced = f' letter-spacing="{number(spacing)}"' if spacing else ""
    top = name.y - name.height / 2
    step = name.height / len(name.lines)
    return "".join(
        f'<text x="{number(name.x + spacing / 2)}" y="{number(top + step * (i + 0.5) + size * 0.36)}" '
        f'text-anchor="middle" font-size="{number(size)}"{spaced}>{escaped(line)}</text>'
        for i, line in enumerate(name.lines)
    )


def _city(name: Name) -> str:
    """A name on a halo, for it may stand on a border, and its dot: square for a capital."""
    assert name.dot, "a city has a place"
    x, y = name.dot
    square = f'<rect x="{number(x - 1.3)}" y="{number(y - 1.3)}" width="2.6" height="2.6"/>'
    dot = square if name.capital else f'<circle cx="{number(x)}" cy="{number(y)}" r="1.3"/>'
    return dot + haloed(name.lines[0], name.x, name.y, CITY_SIZE, CITY, "middle", halo_width=1.6)


def _scale_bar(bar: ScaleBar | None, name: str) -> list[str]:
    if bar is None:
        return []
    x, y, end = number(bar.x), number(bar.y), number(bar.x + bar.length)
    shape = f"M{x} {number(bar.y - 3)}V{y}H{end}V{number(bar.y - 3)}"
    return [
        f'<g id="{name}scale" fill="none"><path d="{shape}" stroke="{HALO}" stroke-width="3"/>',
        f'<path d="{shape}" stroke="{INK}"/>',
        haloed(bar.text, bar.x + bar.length / 2, bar.y - 6.5, KEY_SIZE, INK, "middle") + "</g>",
    ]
