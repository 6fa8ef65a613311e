"""The trip as a figure for print: SVG, and PNG from it.

The figure is laid out in points (1/72 inch) in a projection that fits the trip; ``layout`` decides where
everything goes, ``svg`` writes it down, ``raster`` turns it into pixels.
"""

from kimmap.outputs.figure.layout import Figure, lay_out
from kimmap.outputs.figure.raster import draw_png
from kimmap.outputs.figure.svg import draw_svg

__all__ = ["Figure", "draw_png", "draw_svg", "lay_out"]
