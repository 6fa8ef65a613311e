"""The page in other people's pages: frames, a Markdown figure, notebook cells, oEmbed, Open Graph."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from kimmap.model import Trip
from kimmap.outputs.texts import load_print_texts
from kimmap.outputs.view import TripView, describe

LOCALES = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "ru": "ru_RU", "ko": "ko_KR"}
HEIGHT_PX = 640
"""Of a frame until its page has told how high its content is, and where it cannot."""
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
"""The page runs its own scripts and opens links to sources; it reaches nothing of the page around it."""
MESSAGE = "kimmap-height"
"""What a framed page sends to the page around it: ``{type: MESSAGE, height: pixels}``."""

FOLLOW_HEIGHT = (
    '<script>addEventListener("message",function(e){var d=e.data;if(!d||d.type!=="kimmap-height"||!(d.height>0))return;'
    'document.querySelectorAll("iframe.kimmap").forEach(function(f){if(f.contentWindow===e.source)'
    'f.style.height=Math.min(Math.max(d.height,320),20000)+"px"})})</script>'
)
"""Lets frames be as high as their content; of a message only a number is used, and only from the frame itself."""


def frame(title: str, *, address: str | None = None, page: str | None = None, height_px: int = HEIGHT_PX) -> str:
    """An iframe that shows the page at an address, or the page itself, which then needs no file beside it."""
    source = f'src="{escape(address)}"' if address is not None else f'srcdoc="{escape(page or "")}"'
    return (
        f'<iframe class="kimmap" {source} title="{escape(title)}" sandbox="{SANDBOX}" loading="lazy" '
        f'style="width:100%;height:{height_px}px;border:0"></iframe>'
    )


def html_snippet(title: str, *, address: str | None = None, page: str | None = None, height_px: int = HEIGHT_PX) -> str:
    """The frame, and the script that lets it be as high as its content.

    Where a site strips scripts, the frame stays ``height_px`` high and scrolls.
    """
    return f"{frame(title, address=address, page=page, height_px=height_px)}\n{FOLLOW_HEIGHT}"


def markdown_figure(trip: Trip, address: str, picture: str, lang: str = "en") -> str:
    """A picture of the map that leads to the page, with the finding as its caption."""
    from kimmap.outputs.report.markdown import escape_markdown

    told = describe(trip, lang)
    alternative = escape_markdown(f"{load_print_texts(lang)('page.map_of_trip')}: {told.title}")
    caption = escape_markdown(" · ".join((told.headline, *told.standfirst)))
    return f"[![{alternative}](<{_encoded(picture)}>)](<{_encoded(address)}>)\n\n*{caption}*"


def quarto_block(title: str, address: str, height_px: int = HEIGHT_PX) -> str:
    """A raw HTML block of Quarto and R Markdown."""
    return f"```{{=html}}\n{html_snippet(title, address=address, height_px=height_px)}\n```"


def notebook_cell(address: str, height_px: int = HEIGHT_PX) -> str:
    """A Python cell that shows the page; it needs IPython alone."""
    return f'from IPython.display import IFrame\n\nIFrame({address!r}, width="100%", height={height_px})'


def oembed(trip: Trip, address: str, height_px: int = HEIGHT_PX, lang: str = "en") -> dict[str, Any]:
    """What an oEmbed provider answers for the page (https://oembed.com, type "rich")."""
    return {
        "version": "1.0",
        "type": "rich",
        "title": describe(trip, lang).headline,
        "provider_name": "kimmap",
        "width": 960,
        "height": height_px,
        "html": frame(trip.title, address=address, height_px=height_px),
    }


def open_graph(told: TripView, address: str | None = None) -> tuple[tuple[str, str], ...]:
    """Properties and contents of the Open Graph tags of the page, for previews of links to it.

    There is no ``og:image``, and no ``og:url`` where the page does not know its address.
    """
    locale = LOCALES.get(told.lang)
    tags = [
        ("og:type", "article"),
        ("og:title", told.headline),
        ("og:description", " · ".join(told.standfirst)),
        ("og:site_name", "kimmap"),
        ("twitter:card", "summary"),
    ]
    tags += [("og:url", address)] if address else []
    return tuple(tags + ([("og:locale", locale)] if locale else []))


def oembed_address(address: str) -> str:
    """Where a page at an address says that its oEmbed answer is: beside it, ``map.oembed.json`` for ``map.html``."""
    parts = urlsplit(address)
    path = re.sub(r"\.html?$", "", parts.path if not parts.path.endswith("/") else f"{parts.path}index")
    return urlunsplit((parts.scheme, parts.netloc, f"{path}.oembed.json", "", ""))


def _encoded(address: str) -> str:
    """An address that may stand between angle brackets; what is encoded already stays so."""
    return quote(address, safe="/:?#[]@!$&'()*+,;=%~")


def notebook_html(trip: Trip, height_px: int = HEIGHT_PX) -> str:
    """An iframe that holds the whole page, shut off from the notebook around it."""
    from kimmap.outputs.page import render_page

    return frame(trip.title, page=render_page(trip), height_px=height_px)
