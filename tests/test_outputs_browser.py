"""The page and the layer in headless Chromium, with every request counted."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import folium
import pytest
from outputs_trips import far_east_trip, make_place, make_trip, near_trip, one_country_trip, pacific_trip, september

from kimmap.model import Interval, Trip
from kimmap.outputs import TripLayer, notebook_html, render_page
from kimmap.outputs.page import _leaflet_css, _leaflet_js

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
    "lone backtick": "a ` b",
    "backtick concatenation": "`+mark('x')+`",
    "backtick concatenation without quotes": "`+mark()+`",
    "placeholder with quotes": "${mark('x')}",
    "placeholder": "${mark()}",
    "escaped backtick": "\\\\`+mark('x')+`",
    "closing a popup": "\\\\`)[0]);mark();//",
    "closing a tooltip": "\\\\`);mark();//",
    "windows path": "C:\\users\\1st",
    "closing script": "</script><script>mark()</script>",
    "closing title": "</title></textarea><script>mark()</script>",
    "trailing backslash": "ends in \\",
    "quotes and accents": 'O\'Brien said "é"',
    "line separator": "one\u2028two\u2029three",
    "new line": "first\nsecond",
    "template of the server": "{{ 7*7 }}{% raw %}{# c #}",
    "comment and cdata": "<!--<script>]]>mark()",
    "right to left": "\u202eabc\u2066def",
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
        (near_trip, ["1", "2", "3"]),
        (one_country_trip, ["1 · 5", "2", "3", "4"]),
    ],
)
@pytest.mark.parametrize("width", [1280, 390])
def test_marks_and_labels_are_all_there_and_hide_nothing(visit, make, marks, width):
    seen = visit(render_page(make()), viewport={"width": width, "height": 800})
    shown = boxes(seen.page, ".kimmap-mark")
    assert [row[0] for row in shown] == marks
    labels = boxes(seen.page, ".kimmap-label")
    names = boxes(seen.page, ".kimmap-city, .kimmap-country")
    assert len(labels) == len(marks)
    assert overlaps(shown + labels + names) == []
    (frame,) = boxes(seen.page, ".canvas")
    named = [row for row in names if overlaps([row, frame])]
    assert named
    for name, left, top, right, bottom in shown + labels + named:
        assert frame[1] <= left <= right <= frame[3], name
        assert frame[2] <= top <= bottom <= frame[4], name
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
    assert seen.page.locator("path.kimmap-land").count() == 2
    seen.page.evaluate("kimmapLayers[0]._map.setZoom(1, {animate: false})")
    assert seen.page.locator("path.kimmap-land").count() == 1
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
        "The Daily Example, 18 Sep 2023 daily.txt",
        "Example Wire, 19 Sep 2023 wire.txt",
    ]
    assert popup.locator("a:not(.leaflet-popup-close-button)").get_attribute("rel") == "noopener noreferrer"
    assert seen.page.locator(".stop.chosen").get_attribute("id") == "stop-1"
    seen.check()


@pytest.mark.parametrize("number", range(1, 8))
def test_every_quote_reads_in_the_popup_as_in_the_source(visit, number):
    trip = far_east_trip()
    seen = visit(render_page(trip), fragment=f"#stop-{number}")
    shown = seen.page.locator(".kimmap-popup blockquote p").all_text_contents()
    wanted = list(dict.fromkeys(c.quote.text for c in trip.stops[number - 1].evidence))
    assert [q for q in wanted if q in shown] == wanted
    assert seen.page.locator(".stop.chosen").get_attribute("id") == f"stop-{number}"
    seen.check()


def test_the_list_leads_to_the_map(visit):
    seen = visit(render_page(far_east_trip()))
    seen.page.locator('a[data-stop="5"]').click()
    assert seen.page.locator(".kimmap-popup h3").inner_text().split() == ["5", "Artyom"]
    assert seen.page.url.endswith("#stop-5")
    seen.check()


def test_stops_work_in_a_sandboxed_srcdoc(visit):
    seen = visit(f"<!DOCTYPE html><title>notebook</title>{notebook_html(far_east_trip())}")
    frame = seen.page.frame_locator("iframe")
    frame.locator('a[data-stop="3"]').click()
    assert "Vostochny Cosmodrome" in frame.locator(".kimmap-popup h3").inner_text()
    seen.check()


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


def hostile_trip(text: str) -> Trip:
    trip = make_trip(
        [
            (make_place(text, 10, 10, "NG"), "visited", september(1)),
            (make_place("B " + text, 12, 12, "NG"), "visited", Interval()),
        ],
        title=text,
        publisher=text,
        sentence="He said " + text + " in town {number}",
    )
    return replace(trip, stops=tuple(replace(s, bounded_by=(text,), contradictions=(text,)) for s in trip.stops))


def as_shown(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text_on_the_page(visit, name):
    text = HOSTILE[name]
    trip = hostile_trip(text)
    seen = visit(render_page(trip))
    assert as_shown(seen.page.title()) == as_shown(text)
    assert seen.page.locator("h1").text_content() == text
    assert text in seen.page.locator("#stop-1 blockquote p").text_content()
    assert text in seen.page.locator("#stop-1 blockquote footer").text_content()
    seen.page.locator('.kimmap-mark[data-stops="1"]').click()
    assert seen.page.locator(".kimmap-popup bdi").text_content() == text
    assert seen.page.locator(".kimmap-popup blockquote p").text_content() == trip.stops[0].evidence[0].quote.text
    assert seen.page.locator(".kimmap-label bdi").first.text_content() == text
    seen.check()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_text_in_a_user_s_folium_map(visit, name):
    text = HOSTILE[name]
    trip = hostile_trip(text)
    user_map = folium.Map(tiles=None)
    user_map.default_js, user_map.default_css = [], []  # the test has no network: Leaflet goes in below
    layer = TripLayer(trip, name=text).add_to(user_map)
    user_map.fit_bounds(layer.get_bounds())
    folium.LayerControl(collapsed=False).add_to(user_map)
    html = user_map.get_root().render()
    leaflet = f"<head><style>{_leaflet_css()}</style><script>{_leaflet_js()}</script>"
    seen = visit(html.replace("<head>", leaflet, 1))
    assert seen.page.locator(".kimmap-mark").count() == 2
    seen.page.locator('.kimmap-mark[data-stops="1"]').click()
    assert seen.page.locator(".kimmap-popup bdi").text_content() == text
    assert seen.page.locator(".kimmap-popup blockquote p").text_content() == trip.stops[0].evidence[0].quote.text
    # The layer control takes the layer away and brings it back.
    box = seen.page.locator(".leaflet-control-layers-selector")
    box.uncheck()
    assert seen.page.locator(".kimmap-mark").count() == 0
    box.check()
    assert seen.page.locator(".kimmap-mark").count() == 2
    seen.check()


# -------------------------------------------------------------------------------------- layouts


def test_without_script_the_itinerary_is_complete(visit):
    trip = far_east_trip()
    page = visit(render_page(trip), java_script_enabled=False).page
    assert page.locator(".stop").count() == 7
    assert page.locator(".stop").nth(2).is_visible()
    assert page.locator(".canvas").is_hidden()
    assert page.get_by_text("The map needs JavaScript").is_visible()
    text = page.locator("#itinerary").inner_text()
    assert all(claim.quote.text in text for stop in trip.stops for claim in stop.evidence)


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
        "#stop-2 .kimmap-number", "#stop-1 .kimmap-number", ".leg p", ".credit p", ".legend span", ".kimmap-mark span",
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


def test_the_record_in_the_page_is_whole_for_a_browser_too(visit):
    page = visit(render_page(far_east_trip())).page
    record = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/json\"]').textContent).record")
    assert json.dumps(record["trip"]["title"]) == '"Ada Vinter in the Far East, September 2023"'
