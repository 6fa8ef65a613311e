"""The page in headless Chromium without script, in frames, on phones and paper, by axe and by keyboard alone."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from outputs_browser import at_rest, boxes, overlaps, ready
from outputs_trips import (
    disputed_trip,
    far_east_trip,
    long_trip,
    modes_trip,
    pacific_trip,
)

from kimmap.outputs import notebook_html, render_page

pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


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


SEEN = """
window.addEventListener("load", () => {
  window.seen = [...document.querySelectorAll(".stop")].map(n => n.checkVisibility());
});
"""


@pytest.mark.parametrize("trip", [far_east_trip(), long_trip(450)], ids=["short", "long"])
@pytest.mark.parametrize("map_script", ["kimmapCanvas(", "noSuchFunction("], ids=["whole", "broken map"])
def test_the_itinerary_stands_as_soon_as_the_page_is_loaded_whatever_the_map_does(browser, tmp_path, trip, map_script):
    head, start, rest = render_page(trip).rpartition('kimmapCanvas("')
    head = head.replace("Content-Security-Policy", "x-policy")  # which the changed script would not pass
    path = tmp_path / "page.html"
    path.write_text(head + start.replace("kimmapCanvas(", map_script) + rest, encoding="utf-8")
    context = browser.new_context()
    context.add_init_script(SEEN)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("window.seen") == [True] * min(len(trip.stops), 50)
    context.close()


@pytest.mark.parametrize(("width", "highest"), [(1400, 940), (700, 700)])
def test_in_a_tall_window_the_map_is_no_strip(visit, width, highest):
    page = visit(render_page(far_east_trip()), viewport={"width": width, "height": 5200}).page
    assert page.locator(".canvas").bounding_box()["height"] <= highest


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


def test_paper_is_filled_and_quotes_a_sentence_once(visit):
    trip = far_east_trip()
    again = replace(
        trip, stops=(*trip.stops[:1], *(replace(s, evidence=trip.stops[0].evidence) for s in trip.stops[1:]))
    )
    page = visit(render_page(again)).page
    quotes = page.locator(".stop article .kimmap-quote > p:first-child")
    assert all(quotes.nth(i).is_visible() for i in range(7))
    page.emulate_media(media="print")
    assert [quotes.nth(i).is_visible() for i in range(7)] == [True] + [False] * 6
    assert page.locator(".under").first.inner_text() == "Quoted under stop 1"
    page.set_viewport_size({"width": 690, "height": 1000})  # of a sheet
    left = [box[1] for box in boxes(page, ".stop")]
    assert max(left) - min(left) > 300  # in two columns


def test_names_outside_the_frame_of_the_map_do_not_shrink_the_sheet(visit, tmp_path):
    pages = pytest.importorskip("pdfminer.high_level").extract_pages
    seen = visit(render_page(far_east_trip()))
    # As a name is that Leaflet keeps for when the reader moves the map.
    seen.page.evaluate(
        """() => { const name = document.createElement("div"); name.className = "kimmap-text";
        name.style.left = "1100px"; name.textContent = "Far away";
        kimmapLayers[0]._map.getPane("markerPane").append(name); }"""
    )
    (tmp_path / "page.pdf").write_bytes(seen.page.pdf(format="A4"))
    (heading,) = [box for page in pages(tmp_path / "page.pdf") for box in page if _text_of(box) == "Itinerary"]
    assert heading.height > 13  # points, of 19 pixels


def _text_of(box):
    return box.get_text().strip() if hasattr(box, "get_text") else ""


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
