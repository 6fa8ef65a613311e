"""The page and the layer in headless Chromium, with every request counted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import category

import folium
import pytest
from outputs_trips import (
    disputed_trip,
    every_field_trip,
    far_east_trip,
    long_trip,
    make_place,
    make_trip,
    modes_trip,
    near_trip,
    one_country_trip,
    pacific_trip,
    september,
    stock_leaflet,
)

from kimmap.outputs import TripLayer, notebook_html, render_page
from kimmap.outputs.embed import html_snippet
from kimmap.outputs.layer import render_folium
from kimmap.outputs.page import OPENSTREETMAP
from kimmap.outputs.texts import languages

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WATCH = """
window.ran = [];
window.violations = [];
window.mark = function () { window.ran.push(1); };
document.addEventListener("securitypolicyviolation", function (e) { window.violations.push(e.violatedDirective); });
"""

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


@dataclass
class Visit:
    """A loaded page and everything that went wrong in it."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def check(self) -> None:
        assert self.complaints == []
        assert self.requests == []
        assert self.page.evaluate("[window.ran, window.violations]") == [[], []]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert executable, "no Chromium found: install it with apt-get install chromium"
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Any]:
    contexts = []

    def open_page(html: str, fragment: str = "", **options: Any) -> Visit:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_init_script(WATCH)
        visit = Visit(context.new_page())
        address = path.as_uri()

        def on_request(request: Any) -> None:
            if not request.url.startswith(address) and request.url != "about:srcdoc":
                visit.requests.append(request.url)

        visit.page.on("request", on_request)
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.goto(address + fragment)
        if options.get("java_script_enabled", True):
            visit.page.wait_for_function(
                "() => !document.querySelector('.kimmap-dark') || document.documentElement.hasAttribute('data-named')"
            )
        return visit

    yield open_page
    for context in contexts:
        context.close()


def boxes(page: Any, selector: str) -> list[tuple[str, float, float, float, float]]:
    return [
        tuple(row)
        for row in page.evaluate(
            """selector => [...document.querySelectorAll(selector)].filter(n => n.offsetParent && !n.hidden).map(n => {
            const r = n.getBoundingClientRect(); return [n.textContent, r.left, r.top, r.right, r.bottom]; })""",
            selector,
        )
    ]


def at_rest(page: Any) -> None:
    """Wait until map and page have stood still for a fifth of a second: what still moves carries a click away."""
    page.wait_for_function(
        """() => {
            const map = kimmapLayers[0]._map, before = window.viewBefore;
            const frame = map.getContainer().getBoundingClientRect();
            const now = [map.getCenter(), map.getZoom(), map.getPane("mapPane").style.transform, frame, scrollY];
            window.viewBefore = JSON.stringify(now);
            return before === window.viewBefore && !document.querySelector(".leaflet-pan-anim, .leaflet-zoom-anim");
        }""",
        polling=200,
    )


def overlaps(rows: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    return [
        (a[0], b[0])
        for i, a in enumerate(rows)
        for b in rows[i + 1 :]
        if min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 1
    ]


# -------------------------------------------------------------------------------------- drawing


@pytest.mark.parametrize(
    ("make", "marks"),
    [
        (far_east_trip, ["1 · 7", "2", "3", "4", "5", "6"]),
        (pacific_trip, ["1", "2", "3", "4"]),
        (near_trip, ["1", "2"]),
        (one_country_trip, ["1 · 5", "2", "3", "4"]),
        (modes_trip, ["1", "2", "3", "4", "5", "6", "7"]),
    ],
)
@pytest.mark.parametrize("width", [1280, 390])
def test_marks_and_labels_are_all_there_and_hide_nothing(visit, make, marks, width):
    seen = visit(render_page(make()), viewport={"width": width, "height": 800})
    shown = boxes(seen.page, ".kimmap-mark")
    assert [row[0] for row in shown] == marks
    labels = boxes(seen.page, ".kimmap-label")
    names = boxes(seen.page, ".kimmap-city, .kimmap-country, .canvas .kimmap-badge, .leaflet-control")
    assert len(labels) == len(marks)
    assert overlaps(shown + labels + names) == []
    (frame,) = boxes(seen.page, ".canvas")
    named = [row for row in names if overlaps([row, frame])]
    assert named
    for name, left, top, right, bottom in shown + labels + named:
        assert frame[1] <= left <= right <= frame[3], name
        assert frame[2] <= top <= bottom <= frame[4], name
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width
    seen.check()


def test_marks_two_pixels_apart_are_drawn_apart_with_a_leader(visit):
    trip = make_trip(
        [
            (make_place("Far", 40, 100), "visited", september(1)),
            (make_place("Near", 55, 130), "visited", september(2)),
            (make_place("Nearer", 55.05, 130.05), "visited", september(3)),
        ]
    )
    seen = visit(render_page(trip))
    assert overlaps(boxes(seen.page, ".kimmap-mark")) == []
    drawn = "n => n.filter(e => e.getAttribute('d').length > 5).length"
    leaders = seen.page.eval_on_selector_all(".kimmap-leader", drawn)
    assert leaders == 2


def test_the_route_has_a_line_and_an_arrow_a_leg_and_dashes_for_plans(visit):
    page = visit(render_page(pacific_trip())).page
    assert page.locator(".canvas path.kimmap-leg").count() == 3
    assert page.locator(".canvas path.kimmap-leg-planned.kimmap-leg").count() == 1
    assert page.locator(".canvas path.kimmap-arrow").count() == 3
    dash = "n => getComputedStyle(n).strokeDasharray"
    assert page.locator(".canvas path.kimmap-leg").nth(2).evaluate(dash) != "none"
    assert page.locator(".canvas path.kimmap-leg").nth(0).evaluate(dash) == "none"


def test_an_unconfirmed_stop_is_hollow_dashed_and_off_the_line(visit):
    page = visit(render_page(far_east_trip())).page
    style = page.locator('.kimmap-mark[data-stops="2"] .kimmap-number').evaluate(
        "n => [getComputedStyle(n).borderTopStyle, getComputedStyle(n).backgroundColor]"
    )
    assert style == ["dashed", "rgb(255, 255, 255)"]
    inside = page.evaluate("""() => {
        const r = document.querySelector('.kimmap-mark[data-stops="2"]').getBoundingClientRect();
        const x = (r.left + r.right) / 2, y = (r.top + r.bottom) / 2;
        return [...document.querySelectorAll('.canvas path.kimmap-leg')].some(path => {
            const m = path.getScreenCTM(), n = path.getTotalLength();
            for (let i = 0; i <= n; i += 2) {
                const p = path.getPointAtLength(i).matrixTransform(m);
                if (Math.hypot(p.x - x, p.y - y) < 13) { return true; }
            }
            return false; }); }""")
    assert inside is False


def test_the_basemap_is_drawn_in_fine_shapes_and_coarse_ones_further_out(visit):
    seen = visit(render_page(far_east_trip()))
    land = seen.page.locator(".leaflet-pane path.kimmap-land")
    sync_api.expect(land).to_have_count(2)
    seen.page.evaluate("kimmapLayers[0]._map.setZoom(1, {animate: false})")
    world = land.count()
    assert world >= 1
    seen.page.evaluate("kimmapLayers[0]._map.setZoom(5, {animate: false})")
    assert land.count() == world + 1
    assert seen.page.locator(".leaflet-control-scale-line").inner_text().endswith("km")
    assert "Natural Earth" in seen.page.locator(".leaflet-control-attribution").inner_text()
    seen.check()


# ----------------------------------------------------------------------------------------- use


def test_a_popup_quotes_each_visit_with_publisher_and_date(visit):
    seen = visit(render_page(far_east_trip()))
    seen.page.locator('.kimmap-mark[data-stops="1 7"]').click()
    popup = seen.page.locator(".kimmap-popup")
    assert popup.locator("blockquote p").all_text_contents() == [
        "Ada Vinter left Pyongyang by train on Sunday.",
        "Vinter arrived back in Pyongyang on Tuesday night.",
    ]
    assert popup.locator("footer").all_text_contents() == [
        "Vinter goes east · The Daily Example, 18 Sep 2023 daily.txt",
        "Vinter is home · Example Wire, 19 Sep 2023 wire.txt",
    ]
    assert popup.locator("a:not(.leaflet-popup-close-button)").get_attribute("rel") == "noopener noreferrer"
    assert seen.page.locator(".stop.chosen").get_attribute("id") == "stop-1"
    seen.check()


def test_every_quote_reads_in_the_popup_as_in_the_source(visit):
    trip = far_east_trip()
    seen = visit(render_page(trip), fragment="#stop-1")
    for number, stop in enumerate(trip.stops, start=1):
        seen.page.evaluate(f"window.location.hash = '#stop-{number}'")
        seen.page.locator(f"#stop-{number}.chosen").wait_for()
        shown = seen.page.locator(".kimmap-popup").last.locator("blockquote p").all_text_contents()
        wanted = list(dict.fromkeys(c.quote.text for c in stop.evidence))
        assert [q for q in wanted if q in shown] == wanted
    seen.check()


def test_the_list_leads_to_the_map(visit):
    seen = visit(render_page(far_east_trip()))
    seen.page.locator('a[data-stop="5"]').click()
    assert seen.page.locator(".kimmap-popup h2").inner_text().split() == ["5", "Artyom"]
    assert seen.page.url.endswith("#stop-5")
    seen.check()


def test_stops_work_in_a_sandboxed_srcdoc(visit):
    seen = visit(f"<!DOCTYPE html><title>notebook</title>{notebook_html(far_east_trip())}")
    frame = seen.page.frame_locator("iframe")
    frame.locator("html[data-named]").wait_for(state="attached")  # a click before that measures a list not yet shown
    frame.locator('a[data-stop="3"]').click()
    assert "Vostochny Cosmodrome" in frame.locator(".kimmap-popup h2").inner_text()
    seen.check()


@pytest.mark.parametrize("width", [1200, 420])
def test_a_frame_becomes_as_high_as_its_content_and_stays_so(visit, tmp_path, width):
    (tmp_path / "trip.html").write_text(render_page(far_east_trip()), encoding="utf-8")
    for snippet in (html_snippet("Trip", address="trip.html"), html_snippet("Trip", page=render_page(far_east_trip()))):
        around = visit(f"<!DOCTYPE html><title>around</title>{snippet}", viewport={"width": width, "height": 700}).page
        around.frame_locator("iframe").locator("html[data-named]").wait_for(state="attached", timeout=60_000)
        around.wait_for_function(
            """() => { const now = document.querySelector("iframe").offsetHeight, before = window.before;
                window.before = now; return now > 700 && now === before; }""",
            polling=500,
        )
        inside = around.frames[1]
        assert inside.evaluate("innerHeight - document.body.offsetHeight") in (0, 1)
        assert inside.evaluate("document.querySelector('.canvas').offsetHeight") <= 560


def test_the_keyboard_opens_reads_and_leaves_a_popup(visit):
    seen = visit(render_page(far_east_trip()))
    page = seen.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator('.kimmap-mark[data-stops="4"]').focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Stop 4: Komsomolsk-on-Amur, 15 Sep 2023, visited"
    )
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "kimmap-popup-content"
    page.keyboard.press("Escape")
    assert page.locator(".kimmap-popup").count() == 0
    seen.check()


def test_targets_are_large_enough(visit):
    page = visit(render_page(far_east_trip())).page
    for name, left, top, right, bottom in boxes(page, ".kimmap-mark, .stop h3 a, .leaflet-control-zoom a"):
        assert min(right - left, bottom - top) >= 24, name


# -------------------------------------------------------------------------------------- safety


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


# -------------------------------------------------------------------------------------- layouts


def test_without_script_the_itinerary_is_complete(visit):
    trip = far_east_trip()
    page = visit(render_page(trip), java_script_enabled=False).page
    assert page.locator(".stop").count() == 7
    assert page.locator(".stop").nth(2).is_visible()
    assert page.locator(".canvas").is_hidden()
    assert page.locator(".days").is_hidden()
    assert page.locator(".legend input").first.is_hidden()
    assert page.locator(".note").is_visible()
    still = page.locator("svg.still")
    assert still.get_attribute("aria-label").startswith("Ada Vinter · 10–19 Sep 2023")
    assert still.locator(".dot").count() == 6
    rows = [
        tuple(row)
        for row in page.evaluate("""() => [...document.querySelectorAll('.still text')].map(n => {
            const r = n.getBoundingClientRect();
            return [n.textContent, r.left, r.top + 3, r.right, r.bottom - 3]; })""")
    ]
    assert overlaps(rows) == []
    (frame,) = boxes(page, ".stage")
    assert all(frame[1] <= r[1] and r[3] <= frame[3] and frame[2] <= r[2] and r[4] <= frame[4] for r in rows)
    text = page.locator("#itinerary").inner_text()
    assert all(claim.quote.text in text for stop in trip.stops for claim in stop.evidence)


def test_a_frame_that_gets_its_size_late_shows_the_whole_trip_and_the_reader_s_view_stays(visit):
    hidden = notebook_html(far_east_trip()).replace("width:100%;height:640px", "width:0;height:0")
    around = visit(f"<!DOCTYPE html><title>tab</title>{hidden}", viewport={"width": 1000, "height": 800}).page
    inside = around.frames[1]
    inside.wait_for_function("() => window.kimmapLayers && kimmapLayers[0]._map._loaded")
    around.evaluate("document.querySelector('iframe').style.cssText = 'width:950px;height:700px;border:0'")
    inside.wait_for_function("() => document.documentElement.hasAttribute('data-named')")
    zoom = "kimmapLayers[0]._map.getZoom()"
    wide = inside.evaluate(zoom)
    assert inside.evaluate("kimmapLayers[0]._map.getBounds().contains(kimmapLayers[0].getBounds())")
    assert wide > 3
    around.evaluate("document.querySelector('iframe').style.width = '220px'")
    inside.wait_for_function(f"() => {zoom} < {wide}")  # whole again
    inside.evaluate("kimmapLayers[0]._map.setZoom(7, {animate: false})")
    around.evaluate("document.querySelector('iframe').style.width = '600px'")
    inside.wait_for_function("() => kimmapLayers[0]._map.getSize().x > 450")
    assert inside.evaluate(zoom) == 7


def test_on_a_phone_a_tap_shows_the_popup_and_nothing_covers_it(visit):
    page = visit(render_page(far_east_trip()), viewport={"width": 390, "height": 844}).page
    in_view = """() => { const r = document.querySelector(".leaflet-popup").getBoundingClientRect();
        return r.top >= -1 && r.bottom <= innerHeight + 1; }"""
    page.locator('.kimmap-mark[data-stops="3"]').click()
    at_rest(page)
    assert page.evaluate(in_view)
    assert not page.locator(".leaflet-control-zoom").is_visible()
    page.locator(".leaflet-popup-close-button").click()
    assert page.locator(".leaflet-control-zoom").is_visible()
    page.locator('a[data-stop="5"]').click()
    at_rest(page)
    assert page.evaluate(in_view)
    assert page.locator(".kimmap-popup h2").inner_text().split() == ["5", "Artyom"]


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_names_that_are_folded_have_few_lines(visit, lang):
    page = visit(render_page(far_east_trip(), lang), viewport={"width": 390, "height": 844}).page
    lines = page.evaluate("""[...document.querySelectorAll(".kimmap-stacked:not([hidden])")].map(n =>
        Math.round(n.offsetHeight / parseFloat(getComputedStyle(n).lineHeight)))""")
    assert lines
    assert max(lines) == 2


@pytest.mark.parametrize("width", [320, 390, 500])
def test_on_a_phone_nothing_is_wider_than_the_screen(visit, width):
    seen = visit(render_page(far_east_trip()), viewport={"width": width, "height": 780})
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width
    canvas, first = boxes(seen.page, ".canvas")[0], boxes(seen.page, "#stop-1")[0]
    assert canvas[4] < first[2]
    seen.check()


def contrast(page: Any, selector: str) -> float:
    """The WCAG contrast of an element's text on the nearest background."""
    colours = page.locator(selector).first.evaluate("""n => { const ink = getComputedStyle(n).color;
        while (n && getComputedStyle(n).backgroundColor === 'rgba(0, 0, 0, 0)') { n = n.parentElement; }
        return [ink, getComputedStyle(n).backgroundColor]; }""")
    levels = []
    for colour in colours:
        rgb = [int(v) / 255 for v in re.findall(r"\d+", colour)[:3]]
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb]
        levels.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(levels) + 0.05) / (min(levels) + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast_is_enough_in_both_schemes(visit, scheme):
    page = visit(render_page(far_east_trip()), color_scheme=scheme).page
    for selector in (
        "h1", ".finding", "#stop-1 bdi", "#stop-1 .where", "#stop-1 blockquote footer", "#stop-1 .kimmap-file",
        "#stop-2 .kimmap-number", "#stop-1 .kimmap-number", ".leg p", ".credit p", ".legend label", ".kimmap-mark span",
        ".kicker", "#stop-3 .conflict", "#stop-1 mark", ".day", ".kimmap-label", ".kimmap-when",
    ):  # fmt: skip
        assert contrast(page, selector) >= 4.5, selector
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == {"light": "rgb(251, 250, 246)", "dark": "rgb(20, 24, 30)"}[scheme]


def test_paper_gets_the_whole_map_and_the_closed_details(visit):
    seen = visit(render_page(far_east_trip()), fragment="#stop-3")
    seen.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    assert seen.page.locator("details").get_attribute("open") is not None
    assert seen.page.locator(".kimmap-popup").count() == 0
    (frame,) = boxes(seen.page, ".canvas")
    assert all(frame[1] <= row[1] and row[3] <= frame[3] for row in boxes(seen.page, ".kimmap-mark"))
    seen.page.emulate_media(media="screen")
    seen.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert seen.page.locator("details").get_attribute("open") is None
    assert len(seen.page.pdf()) > 20_000


def test_reduced_motion_is_kept(visit):
    page = visit(render_page(far_east_trip()), reduced_motion="reduce").page
    assert page.evaluate("kimmapLayers[0]._map._zoomAnimated") is False


# ---------------------------------------------------------------------------- accessibility


@pytest.mark.parametrize(
    ("make", "options"),
    [
        (far_east_trip, {}),
        (far_east_trip, {"color_scheme": "dark"}),
        (far_east_trip, {"viewport": {"width": 390, "height": 844}}),
        (modes_trip, {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}),
        (disputed_trip, {}),
        (pacific_trip, {}),
        (lambda: long_trip(450), {}),
    ],
)
def test_axe_finds_nothing(visit, make, options):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    seen = visit(render_page(make()), fragment="#stop-2", **options)
    ready(seen.page)
    found = axe.Axe().run(seen.page).response
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found["violations"]] == []
    seen.check()


def ready(page: Any) -> None:
    page.locator("html[data-ready]").wait_for(state="attached")


def test_the_keyboard_alone_walks_all_stops_of_list_and_map(visit):
    seen = visit(render_page(far_east_trip()))
    page = seen.page
    marks, links, controls = [], [], set()
    for _ in range(60):
        page.keyboard.press("Tab")
        kind, words = page.evaluate("""() => { const n = document.activeElement;
            if (n.classList.contains('kimmap-mark')) { return ['mark', n.dataset.stops]; }
            if (n.dataset.stop) { return ['list', n.dataset.stop]; }
            return [n.tagName, n.getAttribute('aria-label') || n.className || n.type || '']; }""")
        if kind == "mark":
            marks += words.split()
            page.keyboard.press("Enter")
            assert page.locator(".kimmap-popup").count() == 1
            assert page.evaluate("document.activeElement.className") == "kimmap-popup-content"
            page.keyboard.press("Escape")
            assert page.evaluate("document.activeElement.dataset.stops").split() == words.split()
        elif kind == "list":
            links.append(words)
        else:
            controls.add(words)
        if len(links) == 7:
            break
    assert sorted(marks) == sorted(links) == [str(n) for n in range(1, 8)]
    assert {"skip", "Zoom in", "Zoom out", "Whole trip", "Play the trip", "Day of the trip"} <= controls
    page.keyboard.press("Enter")
    assert page.url.endswith("#stop-7")
    assert page.locator(".kimmap-popup h2").last.inner_text().split() == ["7", "Pyongyang"]
    seen.check()


# ------------------------------------------------------------------- days, statuses, links


def shown_marks(page: Any) -> list[str]:
    return [row[0] for row in boxes(page, ".kimmap-mark")]


def test_the_slider_shows_the_trip_day_by_day(visit):
    seen = visit(render_page(far_east_trip()))
    page = seen.page
    slider = page.locator(".days input")
    slider.focus()
    page.keyboard.press("Home")
    assert page.locator(".day").inner_text() == slider.get_attribute("aria-valuetext") == "10 Sep 2023"
    assert shown_marks(page) == ["1", "2"]
    assert page.locator(".canvas path.kimmap-leg").count() == 0
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert shown_marks(page) == ["1", "2", "3", "4"]
    assert page.locator(".canvas path.kimmap-leg").count() == 2
    assert page.locator(".stop.to-come").count() == 3
    page.keyboard.press("End")
    assert shown_marks(page) == ["1 · 7", "2", "3", "4", "5", "6"]
    assert page.locator(".day").inner_text() == "whole trip"
    seen.check()


def test_play_runs_to_the_end_and_can_be_paused(visit):
    seen = visit(render_page(far_east_trip()))
    page = seen.page
    page.clock.install()
    page.locator(".play").click()
    assert page.locator(".play").get_attribute("aria-label") == "Pause"
    assert page.locator(".day").inner_text() == "10 Sep 2023"
    page.clock.run_for(2_000)
    page.locator(".play").click()
    assert page.locator(".day").inner_text() == "12 Sep 2023"
    page.clock.run_for(5_000)
    assert page.locator(".day").inner_text() == "12 Sep 2023"
    page.locator(".play").click()
    page.clock.run_for(20_000)
    assert page.locator(".day").inner_text() == "whole trip"
    assert page.locator(".play").get_attribute("aria-label") == "Play the trip"
    seen.check()


def test_statuses_can_be_turned_off_and_called_off_stops_on(visit):
    seen = visit(render_page(near_trip()))
    page = seen.page
    assert shown_marks(page) == ["1", "2"]
    assert page.locator("#stop-3").is_visible()
    page.get_by_role("checkbox", name="called off").check()
    assert shown_marks(page) == ["1", "2", "3"]
    struck = page.locator('.kimmap-mark[data-stops="3"] .kimmap-number')
    assert "line-through" in struck.evaluate("n => getComputedStyle(n).textDecorationLine")
    page.get_by_role("checkbox", name="visited: 2").uncheck()
    assert shown_marks(page) == ["3"]
    assert page.locator("#stop-1").is_hidden()
    assert page.locator(".canvas path.kimmap-leg").count() == 0
    seen.check()


def test_a_link_to_a_hidden_stop_shows_it(visit):
    seen = visit(render_page(near_trip()), fragment="#stop-3")
    assert seen.page.locator(".kimmap-popup h2").inner_text().split() == ["3", "Stralsund"]
    assert seen.page.get_by_role("checkbox", name="called off").is_checked()
    seen.check()


def test_list_and_map_point_at_each_other(visit):
    seen = visit(render_page(far_east_trip()))
    seen.page.locator("#stop-4 h3 a").hover()
    assert seen.page.locator(".kimmap-pointed").get_attribute("data-stops") == "4"
    seen.page.locator('.kimmap-mark[data-stops="5"]').hover()
    assert seen.page.locator(".stop.pointed").get_attribute("id") == "stop-5"
    seen.check()


def test_means_of_transport_and_vague_places_have_their_signs(visit):
    seen = visit(render_page(modes_trip()))
    page = seen.page
    assert page.locator(".canvas path.kimmap-area").count() == 1
    assert 2 <= len(boxes(page, ".canvas .kimmap-badge")) <= 6
    legend = page.locator(".legend").inner_text()
    assert all(
        words in legend for words in ("by ship", "by train", "by plane", "by bicycle", "by road", "in this area")
    )
    assert "on foot" not in legend
    seen.check()


def test_the_whole_trip_comes_back_with_one_button(visit):
    page = visit(render_page(far_east_trip())).page
    before = boxes(page, ".kimmap-mark")
    page.evaluate("kimmapLayers[0]._map.setView([10, 10], 6, {animate: false})")
    page.locator(".kimmap-whole").click()
    assert boxes(page, ".kimmap-mark") == before


def test_great_circles_cross_180_degrees_without_a_jump(visit):
    page = visit(render_page(pacific_trip())).page
    (frame,) = boxes(page, ".canvas")
    for i in range(3):
        path = page.locator(".canvas path.kimmap-leg").nth(i)
        left, right = path.evaluate("n => { const r = n.getBoundingClientRect(); return [r.left, r.right]; }")
        assert frame[1] < left < right < frame[3]
        assert right - left < 0.6 * (frame[3] - frame[1])
    tokyo, honolulu = boxes(page, '[data-stops="1"], [data-stops="2"]')
    assert tokyo[1] < honolulu[1]


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
def test_other_languages_fit_the_phone(visit, lang):
    seen = visit(render_page(far_east_trip(), lang), viewport={"width": 390, "height": 844})
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
    things = boxes(seen.page, ".kimmap-mark, .kimmap-label, .kimmap-city, .kimmap-country")
    assert overlaps(things) == []
    seen.check()


def test_a_page_with_tiles_asks_for_tiles_alone(visit):
    seen = visit(render_page(near_trip(), tiles=OPENSTREETMAP))
    assert seen.requests
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in seen.requests)
    assert "OpenStreetMap contributors" in seen.page.locator(".leaflet-control-attribution").inner_text()
    assert seen.page.evaluate("window.violations") == []


# ------------------------------------------------------------------------------- long trips


def test_a_long_trip_is_read_by_pages_and_picked_from_the_crowd(visit):
    trip = long_trip(1000)
    seen = visit(render_page(trip), fragment="#stop-777")
    page = seen.page
    ready(page)
    assert page.locator(".stop.chosen bdi").inner_text() == "Place 777"
    assert page.locator(".kimmap-popup blockquote p").inner_text() == trip.stops[776].evidence[0].quote.text
    assert page.locator(".stop").count() == 50
    page.get_by_role("button", name="Later stops").click()
    assert page.locator(".stop bdi").first.inner_text() == "Place 801"
    page.locator(".stop .go").first.click()
    assert page.locator(".kimmap-popup bdi").first.inner_text() == "Place 801"
    at_rest(page)
    place = trip.stops[0].place
    page.evaluate(
        f"() => {{ const map = kimmapLayers[0]._map; map.closePopup();"
        f" map.setView([{place.lat}, {place.lon}], 7, {{animate: false}}); }}"
    )
    page.locator(".kimmap-popup").wait_for(state="detached")
    at_rest(page)
    (frame,) = boxes(page, ".canvas")
    page.mouse.click((frame[1] + frame[3]) / 2, (frame[2] + frame[4]) / 2)
    assert page.locator(".kimmap-popup bdi").first.inner_text() == "Place 1"
    page.locator(".days input").focus()
    page.keyboard.press("Home")
    assert page.locator(".day").inner_text() == "1 Jan 2000"
    seen.check()


def test_a_long_trip_without_script_is_a_list(visit):
    page = visit(render_page(long_trip(450)), java_script_enabled=False).page
    assert page.locator(".brief li").count() == 450
    assert page.locator("svg.still .crowd").count() == 1


# ---------------------------------------------------------------------------------- the detail map


def crowded_trip() -> Any:
    """Six towns of one district, and one a continent away."""
    places = [(47.0, 8.0), (47.1, 8.3), (46.9, 8.4), (47.3, 8.1), (46.8, 7.9), (47.2, 7.8)]
    stops = [(make_place(f"Town {i}", *at), "visited", september(i)) for i, at in enumerate(places, start=1)]
    return make_trip([*stops, (make_place("Far", 30.0, 60.0), "visited", september(9))])


@pytest.mark.parametrize("width", [1280, 390])
def test_marks_that_crowd_stand_in_a_larger_map_in_the_corner(visit, width):
    seen = visit(render_page(crowded_trip()), viewport={"width": width, "height": 800})
    (inset,) = boxes(seen.page, ".kimmap-inset")
    marks = boxes(seen.page, ".kimmap-mark")
    assert sorted(m[0] for m in marks) == [str(n) for n in range(1, 8)]
    inside = boxes(seen.page, ".kimmap-inset .kimmap-mark")
    assert sorted(m[0] for m in inside) == [str(n) for n in range(1, 7)]
    assert overlaps(marks) == []
    for name, left, top, right, bottom in inside:
        assert inset[1] <= left <= right <= inset[3], name
        assert inset[2] <= top <= bottom <= inset[4], name
    assert seen.page.locator(".canvas path.kimmap-part").count() == 1
    seen.check()


def test_the_detail_map_works_as_the_map_does(visit):
    seen = visit(render_page(crowded_trip()))
    page = seen.page
    page.locator('.kimmap-inset .kimmap-mark[data-stops="3"]').click()
    assert page.locator(".kimmap-popup h2").inner_text().split() == ["3", "Town", "3"]
    assert page.locator(".stop.chosen").get_attribute("id") == "stop-3"
    popup, inset = boxes(page, ".kimmap-popup .leaflet-popup-content-wrapper, .kimmap-inset")
    assert overlaps([popup, inset]) == []
    page.keyboard.press("Escape")
    page.locator('.kimmap-inset .kimmap-mark[data-stops="4"]').focus()
    page.keyboard.press("Enter")
    page.locator(".kimmap-popup h2", has_text="Town 4").wait_for()
    assert page.evaluate("document.activeElement.className") == "kimmap-popup-content"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.stops") == "4"
    # The days and the list reach it, too.
    page.locator(".days input").fill(page.locator(".days input").get_attribute("min"))
    assert [m[0] for m in boxes(page, ".kimmap-mark")] == ["1"]
    page.locator('a[data-stop="2"]').click()
    page.locator("#stop-2").hover()
    assert page.locator(".kimmap-inset .kimmap-pointed").get_attribute("data-stops") == "2"
    seen.check()


def test_the_detail_map_makes_way_when_the_map_comes_near(visit):
    seen = visit(render_page(crowded_trip()))
    page = seen.page
    page.evaluate("kimmapLayers[0]._map.setView([47, 8], 8, {animate: false})")
    assert page.locator(".kimmap-inset").is_hidden()
    assert len(boxes(page, ".leaflet-marker-pane .kimmap-mark")) >= 6
    page.evaluate("kimmapLayers[0]._map.kimmapFit()")
    assert page.locator(".kimmap-inset").is_visible()
    assert len(boxes(page, ".kimmap-mark")) == 7
    seen.check()


@pytest.mark.parametrize("make", [far_east_trip, pacific_trip, near_trip, one_country_trip, modes_trip])
def test_a_trip_without_a_crowd_has_no_detail_map(make):
    html = render_page(make())
    assert '"part":' not in html
    assert "function kimmapInset" not in html
