"""A trip shown in a notebook: the page in a frame of its own."""

from __future__ import annotations

from kimmap.model import Trip
from kimmap.outputs.embed import HEIGHT_PX, frame


def notebook_html(trip: Trip, height_px: int = HEIGHT_PX) -> str:
    """An iframe that holds the whole page, shut off from the notebook around it."""
    from kimmap.outputs.page import render_page

    return frame(trip.title, page=render_page(trip), height_px=height_px)
