"""Pieces of SVG: colours, numbers, paths, text on a halo, the symbols of stops and legs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from kimmap.model import Mode, Status
from kimmap.outputs.exports.markup import xml_text
from kimmap.outputs.figure.marks import MARK_SIZE
from kimmap.outputs.figure.projection import Array

INK, SOFT, HALO, PAPER = "#1d2433", "#5a6272", "#fbfaf6", "#ffffff"
LAND, SEA, BORDER, COUNTRY, CITY, GRID, WATER = (
    "#f4f1e9", "#d3e0e8", "#a89f8f", "#756c5d", "#565d66", "#bccdd8", "#4f7289",
)  # fmt: skip
ROUTE = "#b3261e"
"""The colours of the page, so that figure and page go together."""
AREA_EDGE = 'stroke-opacity=".6" stroke-width=".7" stroke-dasharray="2.5 2"'


def group(name: str, parts: Sequence[str], attributes: str) -> str:
    body = "".join(parts)
    return f'<g id="{name}" {attributes}>{body}</g>' if body else ""


def path(lines: Iterable[Array], *, closed: bool = False) -> str:
    d = path_data(lines, closed=closed)
    return f'<path d="{d}"/>' if d else ""


def path_data(lines: Iterable[Array], *, closed: bool = False) -> str:
    return "".join(line_data(line, closed=closed) for line in lines)


def line_data(points: Array, *, closed: bool = False) -> str:
    """Path data with steps in hundredths of a point, rounded so that errors do not add up."""
    units = np.rint(np.asarray(points) * 100).astype(int)
    steps = np.diff(units, axis=0)
    steps = steps[np.any(steps != 0, axis=1)]
    if not len(steps):
        return ""
    first = f"M{number(units[0, 0] / 100)} {number(units[0, 1] / 100)}"
    moves = "l" + " ".join(f"{number(x / 100)} {number(y / 100)}" for x, y in steps.tolist())
    return first + moves.replace(" -", "-") + ("z" if closed else "")


def number(value: float) -> str:
    """A number with at most two decimals, as short as SVG allows."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    text = "0" if text in ("-0", "") else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text


def escaped(text: str) -> str:
    return escape(xml_text(text), quote=False)


def haloed(
    text: str, x: float, y: float, size: float, fill: str, anchor: str, *, bold: bool = False, halo_width: float = 2.4
) -> str:
    """Text around a middle height, on a halo: drawn twice, which every program shows alike."""
    about = f'x="{number(x)}" y="{number(y + size * 0.36)}" font-size="{number(size)}" text-anchor="{anchor}"'
    about += ' font-weight="bold"' if bold else ""
    halo = (
        f'stroke="{HALO}" stroke-width="{number(halo_width)}" stroke-linejoin="round" fill="{HALO}" aria-hidden="true"'
    )
    return f'<text {about} {halo}>{escaped(text)}</text><text {about} fill="{fill}">{escaped(text)}</text>'


LINES: dict[Mode, float] = {
    "train": 1.5, "plane": 1.1, "ship": 2.6, "road": 3.6, "bicycle": 1.9, "foot": 1.9, "unknown": 1.5,
}  # fmt: skip


HOLLOW: dict[Mode, float] = {"ship": 1.0, "road": 1.2}
"""Width of the white within a line: a road's is drawn as wide as roads are on maps."""


def way_line(d: str, mode: Mode, planned: bool) -> str:
    """A leg's line: its form tells the mode, dashes that it was only planned."""
    dashes = ' stroke-dasharray="5 3.4"' if planned else ""
    if mode in ("bicycle", "foot"):
        dashes = f' stroke-linecap="round" stroke-dasharray="0 {"5.5" if planned else "3.2"}"'
    line = f'<path d="{d}" stroke="{ROUTE}" stroke-width="{number(LINES[mode])}"{dashes}/>'
    if mode == "train":
        line += f'<path d="{d}" stroke="{ROUTE}" stroke-width="4.6" stroke-dasharray=".9 6.3"/>'
    elif mode in HOLLOW:
        line += f'<path d="{d}" stroke="{HALO}" stroke-width="{number(HOLLOW[mode])}"/>'
    return line


def symbol(text: str, status: Status, x: float, y: float, half_width: float, radius: float) -> str:
    """A numbered mark: filled where visited, hollow if planned, dashed if unconfirmed, struck if called off."""
    colour = SOFT if status == "cancelled" else ROUTE
    dashes = ' stroke-dasharray="2.2 1.6"' if status in ("possible", "cancelled") else ""
    sure = status == "visited"
    shape = (
        f'<rect x="{number(x - half_width)}" y="{number(y - radius)}" width="{number(2 * half_width)}" '
        f'height="{number(2 * radius)}" rx="{number(radius)}" stroke-width="%s" stroke="%s" fill="%s"%s/>'
    )
    parts = [shape % ("2.6", HALO, HALO, ""), shape % ("1.2", colour, ROUTE if sure else PAPER, dashes)]
    if text:
        weight = f'font-size="{number(MARK_SIZE)}" font-weight="bold" fill="{PAPER if sure else colour}"'
        parts.append(f'<text x="{number(x)}" y="{number(y + MARK_SIZE * 0.36)}" {weight}>{escaped(text)}</text>')
    if status == "cancelled":
        line = f"M{number(x - half_width + 1)} {number(y)}H{number(x + half_width - 1)}"
        parts.append(f'<path d="{line}" stroke="{colour}" stroke-width="1.2"/>')
    return f"<g>{''.join(parts)}</g>"
