"""The page and the layer in headless Chromium: hostile text stays text, nothing is asked for."""

from __future__ import annotations

import re
from unicodedata import category

import folium
import pytest
from outputs_trips import (
    every_field_trip,
    make_place,
    make_trip,
    september,
    stock_leaflet,
)

from kimmap.outputs import TripLayer, render_page
from kimmap.outputs.layer import render_folium

pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = {
    "image with handler": "<img src=x onerror=mark()>",
    "svg with handler": "<svg onload=mark()><animate onbegin=mark() attributeName=x dur=1s>",
    "details with handler": "<details open ontoggle=mark()>x</details>",
    "input that focuses itself": "<input autofocus onfocus=mark()>",
    "frame": "<iframe srcdoc='<script>parent.mark()</script>'></iframe>",
    "frame with an address": "<iframe src=javascript:parent.mark()></iframe>",
    "style": "<style>*{display:none}</style><link rel=stylesheet href=//example.org/x.css>",
    "base and meta": "<base href=//example.org><meta http-equiv=refresh content=0;url=//example.org>",
    "form": "<form action=javascript:mark()><button>go</button></form>",
    "attribute in double quotes": '" onmouseover="mark()" x="',
    "attribute in single quotes": "' onmouseover='mark()' x='",
    "attribute without quotes": "x onmouseover=mark() autofocus tabindex=1",
    "lone backtick": "a ` b",
    "backtick concatenation": "`+mark('x')+`",
    "backtick concatenation without quotes": "`+mark()+`",
    "placeholder with quotes": "${mark('x')}",
    "placeholder": "${mark()}",
    "escaped backtick": "\\\\`+mark('x')+`",
    "closing a popup": "\\\\`)[0]);mark();//",
    "closing a tooltip": "\\\\`);mark();//",
    "closing a string": '");mark();//',
    "closing a string of the other kind": "');mark();//",
    "windows path": "C:\\users\\1st",
    "unicode escape": "\\u003cimg src=x onerror=mark()\\u003e",
    "entity": "&lt;img src=x onerror=mark()&gt; &#60;b&#62; &amp;",
    "closing script": "</script><script>mark()</script>",
    "closing script in capitals with a blank": "</SCRIPT ><SCRIPT>mark()</SCRIPT >",
    "closing json": '"}]}</script><script>mark()</script>',
    "closing title": "</title></textarea></noscript><script>mark()</script>",
    "closing style": "</style><script>mark()</script>",
    "closing svg": "</text></svg><script>mark()</script><svg><text>",
    "script address": "javascript:mark()",
    "data address": "data:text/html,<script>mark()</script>",
    "trailing backslash": "ends in \\",
    "quotes and accents": 'O\'Brien said "é"',
    "line separators": "one\u2028two\u2029three",
    "new lines": "first\nsecond\r\nthird\ttab",
    "template of the server": "{{ 7*7 }}{% raw %}{# c #}",
    "template of the client": "{traveller} {n} {days} {0}",
    "comment and cdata": "<!--<script>]]>mark()",
    "right to left": "\u202eabc\u2066def",
    "right to left words": "שלום عالم",
    "emoji and beyond": "👩‍🚀🇰🇵 𝕏 \U00020bb7",
    "very long word": "Aa" * 300,
    "combining marks": "Z" + "\u0335\u0321" * 40,
    "null byte": "nu\x00ll",
    "control characters": "a\x01\x08\x0b\x1b[31mb\x7f",
    "formula": "=cmd|' /C calc'!A0",
    "printf and paths": "%s%n%x ../../etc/passwd",
}


def as_shown(text: str) -> str:
    """Without what browsers leave out of or change in text: control characters, the kind of white space."""
    text = "".join(" " if c.isspace() else "" if category(c) == "Cc" or c == "\ufffd" else c for c in text)
    return " ".join(text.split())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_in_every_field_is_text_on_the_page(visit, name):
    text = HOSTILE[name]
    trip = every_field_trip(text)
    seen = visit(render_page(trip))
    page, wanted = seen.page, as_shown(text)

    def shown(selector: str) -> str:
        return as_shown(page.locator(selector).first.text_content())

    assert as_shown(page.title()) == wanted
    for selector in ("h1", ".kicker"):
        assert shown(selector).startswith(wanted), selector
    for selector in (
        "#stop-1 bdi",
        ".kimmap-label bdi",
        ".distances bdi",
        ".asides bdi",
        ".sources bdi",
        "#stop-1 cite",
    ):
        assert wanted in shown(selector), selector
    for selector in (
        "#stop-1 .detail",
        "#stop-1 .conflict",
        ".leg .conflict",
        "#stop-1 .kimmap-file",
        "#stop-1 footer a",
    ):
        assert wanted in shown(selector), selector
    assert shown("#stop-1 blockquote p") == as_shown(trip.stops[0].evidence[0].quote.sentence)
    page.locator('.kimmap-mark[data-stops="1"]').dispatch_event("click")
    page.evaluate("kimmapLayers[0].showStop(1)")
    popup = page.locator(".kimmap-popup")
    assert as_shown(popup.locator("bdi").text_content()) == wanted
    assert as_shown(popup.locator("blockquote p").text_content()) == as_shown(trip.stops[0].evidence[0].quote.sentence)
    assert as_shown(page.locator('.kimmap-mark[data-stops="1"]').get_attribute("aria-label")).find(wanted) > 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    seen.check()


def test_hostile_text_is_text_in_a_user_s_folium_map(visit):
    rows = [
        (make_place(text, 10 + 3 * (i % 7), 10 + 5 * (i // 7), "NG"), "visited", september(1))
        for i, text in enumerate(HOSTILE.values())
    ]
    trip = make_trip(rows, title="T", publisher=HOSTILE["closing script"], sentence="He was in {place} on day {number}")
    user_map = folium.Map(tiles=None)
    user_map.default_js, user_map.default_css = [], []  # the test has no network: Leaflet goes in below
    layer = TripLayer(trip, name=HOSTILE["image with handler"]).add_to(user_map)
    user_map.fit_bounds(layer.get_bounds())
    folium.LayerControl(collapsed=False).add_to(user_map)
    seen = visit(with_leaflet(user_map.get_root().render()))
    assert seen.page.locator(".kimmap-mark").count() == len(HOSTILE)
    for number, text in enumerate(HOSTILE.values(), start=1):
        seen.page.evaluate(f"kimmapLayers[0].showStop({number})")
        popup = seen.page.locator(".kimmap-popup").last  # the one before it may still be fading
        assert popup.locator("bdi").text_content() == text
        assert popup.locator("blockquote p").text_content() == trip.stops[number - 1].evidence[0].quote.text
    # The layer control takes the layer away and brings it back.
    box = seen.page.locator(".leaflet-control-layers-selector")
    box.uncheck()
    assert seen.page.locator(".kimmap-mark").count() == 0
    box.check()
    assert seen.page.locator(".kimmap-mark").count() == len(HOSTILE)
    seen.check()


def offline(html: str) -> str:
    """A folium map with Leaflet in it and no other remote file."""
    html = re.sub(r'<script src="[^"]*"></script>|<link rel="stylesheet" href="[^"]*"\s*/>', "", html)
    return with_leaflet(html)


def with_leaflet(html: str) -> str:
    leaflet = f"<head><style>{stock_leaflet('leaflet.css')}</style><script>{stock_leaflet('leaflet.js')}</script>"
    return html.replace("<head>", leaflet, 1)


def test_hostile_text_in_every_field_is_text_in_a_user_s_folium_map(visit):
    user_map = folium.Map(tiles=None)
    for text in HOSTILE.values():
        TripLayer(every_field_trip(text), name=text).add_to(user_map)
    folium.LayerControl(collapsed=False).add_to(user_map)
    seen = visit(offline(user_map.get_root().render()))
    told = seen.page.evaluate(
        """() => kimmapLayers.map(layer => {
            layer.showStop(1);
            const popups = document.querySelectorAll(".kimmap-popup"), popup = popups[popups.length - 1];
            const said = [...popup.querySelectorAll("bdi, .kimmap-where, .kimmap-known, .kimmap-conflict, blockquote p,"
              + " cite, a, .kimmap-file")].map(node => node.textContent);
            const marks = layer._marks.map(mark => mark.marker.getElement().getAttribute("aria-label"));
            return [said, marks, layer._marks.map(mark => mark.label.content.textContent)];
        })"""
    )
    assert len(told) == len(HOSTILE) >= 40
    for text, (said, marks, labels) in zip(HOSTILE.values(), told, strict=True):
        wanted = as_shown(text)
        assert len([words for words in said if wanted in as_shown(words)]) >= 7, said
        assert all(wanted in as_shown(words) for words in marks + labels)
    seen.check()


def test_the_folium_page_shows_hostile_text_as_text(visit):
    every = " ".join(HOSTILE.values())
    html = offline(render_folium(every_field_trip(every)))
    seen = visit(re.sub(r"https://tile\.openstreetmap\.org[^\"]*", "about:blank", html))
    seen.page.evaluate("kimmapLayers[0].showStop(1)")
    assert as_shown(every) in as_shown(seen.page.locator(".kimmap-popup bdi").text_content())
    assert as_shown(every) in as_shown(seen.page.locator(".kimmap-popup blockquote p").text_content())
    assert seen.page.evaluate("window.ran") == []


def test_the_folium_page_lays_the_trip_over_tiles(visit):
    """Its remote files are not there in a test; what it asks for is what folium always asks for."""
    seen = visit(render_folium(every_field_trip(HOSTILE["closing script"])))
    assert seen.page.evaluate("window.ran") == []
    assert {url.split("/")[2] for url in seen.requests} <= {
        "cdn.jsdelivr.net", "code.jquery.com", "cdnjs.cloudflare.com", "netdna.bootstrapcdn.com",
    }  # fmt: skip
