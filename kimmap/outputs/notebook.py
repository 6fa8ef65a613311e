"""A trip shown in a notebook: the page in a frame of its own."""

from __future__ import annotations

from html import escape

from kimmap.model import Trip


def notebook_html(trip: Trip, height_px: int = 620) -> str:
    """An iframe that holds the whole page, shut off from the notebook around it."""
    from kimmap.outputs.page import render_page

    return (
        f'<iframe srcdoc="{escape(render_page(trip), quote=True)}" title="{escape(trip.title, quote=True)}" '
        f'sandbox="allow-scripts allow-popups" loading="lazy" width="100%" height="{height_px}" '
        'style="border:0"></iframe>'
    )
