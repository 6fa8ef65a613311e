"""Above and below the map: title and finding, legend, credit."""

from __future__ import annotations

import math

from kimmap.model import Status, Trip
from kimmap.outputs import words
from kimmap.outputs.figure.layout import Figure
from kimmap.outputs.figure.metrics import text_width, wrapped_lines
from kimmap.outputs.figure.pieces import AREA_EDGE, INK, LINES, ROUTE, SOFT, escaped, number, symbol, way_line
from kimmap.outputs.record import as_of
from kimmap.outputs.texts import Texts

TITLE_SIZE, FINDING_SIZE, KEY_SIZE, CREDIT_SIZE = 15.0, 8.5, 7.0, 6.2


def header(figure: Figure) -> tuple[float, list[str]]:
    """Height of the title and the finding, and their text."""
    y, parts = 0.0, []
    for size, fill, bold, text in (
        (TITLE_SIZE, INK, True, figure.title),
        (FINDING_SIZE, SOFT, False, figure.finding),
    ):
        for line in wrapped_lines(text, figure.width, size, bold=bold):
            weight = ' font-weight="bold"' if bold else ""
            y += size * 1.22
            about = f'y="{number(y - size * 0.22)}" font-size="{number(size)}" fill="{fill}"{weight}'
            parts.append(f"<text {about}>{escaped(line)}</text>")
    return y + 6, ['<g id="headline">', *parts, "</g>"]


def footer(figure: Figure, trip: Trip, top: float, t: Texts) -> tuple[float, list[str]]:
    """Where the legend and the credit end, and what they are."""
    y, key = _legend(figure, top + 13, t)
    parts = ['<g id="legend">', *key, "</g>", f'<g id="credit" font-size="{number(CREDIT_SIZE)}" fill="{SOFT}">']
    y += 5
    for line in wrapped_lines(credit(trip, figure, t), figure.width, CREDIT_SIZE):
        y += CREDIT_SIZE * 1.35
        parts.append(f'<text y="{number(y)}">{escaped(line)}</text>')
    return y + 4, [*parts, "</g>"]


def credit(trip: Trip, figure: Figure, t: Texts) -> str:
    """Sources, projection, how true distances are, whose shapes and names, as of when."""
    named = list(dict.fromkeys(d.publisher for d in trip.documents if d.publisher))
    unnamed = [d.name for d in trip.documents if not d.publisher]
    shown = named[:6] or unnamed[:3]
    more = len(named) + len(unnamed) - len(shown)
    names = t("figure.more", names=", ".join(shown), n=more) if more else ", ".join(shown)
    projection = figure.main.frame.projection
    name = t(f"figure.{projection.family}")
    error = max(part.frame.projection.error for part in figure.maps)
    percent = t.number(max(0.1, math.ceil(error * 1000) / 10), 1)
    is_true = projection.family != "world"
    left_out = [t("figure.not_shown", what=t.count("cancelled", figure.left_out))] if figure.left_out else []
    return " ".join(
        [
            t("figure.sources", names=names, date=words.day(as_of(trip), t)),
            *left_out,
            t("figure.true", projection=name, percent=percent) if is_true else t("figure.untrue", projection=name),
            t("figure.credit", scale=", ".join(dict.fromkeys(part.atlas.scale for part in figure.maps))),
        ]
    )


_STATUSES: tuple[Status, ...] = ("visited", "planned", "possible", "cancelled")


def _legend(figure: Figure, y: float, t: Texts) -> tuple[float, list[str]]:
    """Only the symbols that the map uses, in as many rows as they need; returns where they end."""
    entries: list[tuple[str, float, str]] = []
    marks = [m for part in figure.maps for m in part.marks]
    used = {m.status for m in marks}
    for status in _STATUSES:
        if status in used:
            mark = symbol("1" if any(m.text for m in marks) else "", status, 6, 0, 5.4, 5.4)
            entries.append((mark, 15, t(f"status_short.{status}")))
    if any("·" in m.text for m in marks):
        entries.append((symbol("1 · 2", "visited", 13, 0, 13, 5.4), 29, t("legend.again")))
    if any(m.is_area for m in marks):
        area = f'<circle cx="7" cy="0" r="5.4" fill="{ROUTE}" fill-opacity=".07" stroke="{ROUTE}" {AREA_EDGE}/>'
        entries.append((area, 17, t("legend.area")))
    drawn = [w for w in figure.main.ways if w.lines]
    for mode in LINES:
        said = t(f"mode.{mode}") or t("figure.order")
        for planned in (False, True):
            if any(w.mode == mode and w.planned is planned for w in drawn):
                line = f'<g fill="none">{way_line("M0 0H26", mode, planned)}</g>'
                entries.append((line, 30, t("figure.planned", way=said) if planned else said))
    parts, x = [], 0.0
    for drawn_as, width, said in entries:
        needed = width + text_width(said, KEY_SIZE)
        if x and x + needed > figure.width:
            x, y = 0.0, y + 14
        parts.append(
            f'<g transform="translate({number(x)} {number(y)})"><g text-anchor="middle">{drawn_as}</g>'
            f'<text x="{number(width)}" y="{number(KEY_SIZE * 0.36)}" font-size="{number(KEY_SIZE)}" fill="{INK}">'
            f"{escaped(said)}</text></g>"
        )
        x += needed + 12
    return y + 6, parts
