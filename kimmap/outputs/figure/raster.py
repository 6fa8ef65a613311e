"""The figure as PNG, drawn from its SVG by resvg."""

from __future__ import annotations

import io
from functools import cache

from kimmap.errors import DataMissing
from kimmap.model import Trip
from kimmap.outputs.figure.layout import WIDTH_MM
from kimmap.outputs.figure.metrics import FONTS
from kimmap.outputs.figure.svg import draw_svg
from kimmap.outputs.optional import optional

PRINT_DPI = 300
_PROBE = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" font-family="{FONTS}">'
    '<text y="9" font-size="9">M</text></svg>'
)
_SANS_SERIF = (
    "DejaVu Sans", "Arimo", "Nimbus Sans", "FreeSans", "Open Sans", "Roboto", "Ubuntu", "Ubuntu Sans", "Cantarell",
    "Lato", "Droid Sans", "Noto Sans CJK JP", "WenQuanYi Zen Hei", "Verdana", "Tahoma", "Segoe UI",
)  # fmt: skip
"""Families that may stand for "sans-serif", the usual first."""


def draw_png(
    trip: Trip, *, headline: bool = True, width_mm: float = WIDTH_MM, dpi: int = PRINT_DPI, lang: str = "en"
) -> bytes:
    """The figure in pixels, ``dpi`` of them to the inch; the file says so, so that it is placed at its size.

    Letters are drawn with the Helvetica, Arial or Liberation Sans of this machine, or whatever sans serif it
    has: another machine may draw them a little differently.  Raises NoTrip for a trip without stops,
    DataMissing where the library for it, or any font, is not installed.
    """
    return rasterised(draw_svg(trip, headline=headline, width_mm=width_mm, lang=lang), width_mm, dpi)


def rasterised(svg: str, width_mm: float, dpi: int) -> bytes:
    """A figure's SVG as PNG."""
    resvg = optional("resvg_py", "PNG")
    pillow = optional("PIL.Image", "PNG")
    family = _sans_serif()
    if family is None:
        raise DataMissing("no font is installed to write with: install one (on Debian: apt install fonts-liberation)")
    pixels = resvg.svg_to_bytes(
        svg_string=svg, width=round(width_mm / 25.4 * dpi), dpi=dpi, sans_serif_family=family or None
    )
    image = pillow.open(io.BytesIO(pixels)).convert("RGB")
    file = io.BytesIO()
    image.save(file, "PNG", dpi=(dpi, dpi), optimize=True)
    return file.getvalue()


@cache
def _sans_serif() -> str | None:
    """The family that stands for "sans-serif" on this machine, empty where none is wanted, None where it has no font.

    resvg takes Arial for it, and where that is not installed leaves all text out and says nothing.
    """
    resvg, pillow = optional("resvg_py", "PNG"), optional("PIL.Image", "PNG")

    def can_write(family: str) -> bool:
        pixels = resvg.svg_to_bytes(svg_string=_PROBE, sans_serif_family=family or None)
        return any(pillow.open(io.BytesIO(pixels)).convert("RGBA").tobytes())

    return next((family for family in ("", *_SANS_SERIF) if can_write(family)), None)
