"""What the page draws in headless Chromium: marks, labels, route, basemap, long trips, the detail map."""

from __future__ import annotations

from typing import Any

import pytest
from outputs_browser import at_rest, boxes, overlaps, ready
from outputs_trips import (
    far_east_trip,
    long_trip,
    make_place,
    make_trip,
    modes_trip,
    near_trip,
    one_country_trip,
    pacific_trip,
    september,
)

from kimmap.outputs import render_page

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.slow]

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


def test_a_name_without_room_beside_its_mark_stands_off_and_is_tied_to_it(visit):
    page = visit(render_page(crowded_trip()).replace('"part":', '"none":')).page
    drawn = "n => n.filter(e => e.getAttribute('d').length > 5).length"
    tied = page.eval_on_selector_all("path.kimmap-tie", drawn)
    assert tied >= 1
    assert overlaps(boxes(page, ".kimmap-mark") + boxes(page, ".kimmap-label")) == []


def test_marks_that_are_pushed_apart_stay_in_the_frame(visit):
    north = [(make_place(f"Town {i}", 41.5 + i * 0.02, -8.4), "visited", september(i)) for i in range(1, 10)]
    page = visit(render_page(make_trip([*north, (make_place("Lima", -12, -77), "visited", september(12))]))).page
    page.evaluate("""() => {
        const map = kimmapLayers[0]._map;
        map.setView([41.6, -8.4], 8, {animate: false}).panBy([0, 40 - map.getSize().y / 2], {animate: false});
        kimmapLayers[0]._apply(); }""")
    (frame,) = boxes(page, ".canvas")
    shown = [row for row in boxes(page, ".canvas > div > .leaflet-map-pane .kimmap-mark") if row[0] != "10"]
    assert len(shown) == 9
    assert all(frame[2] <= top <= bottom <= frame[4] for _, _, top, _, bottom in shown)


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
    assert page.locator(".stop").count() == 50
    assert page.locator(".brief li").count() == 400
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


def test_a_place_that_was_stopped_at_twice_stands_once_in_the_detail_map(visit):
    places = [(47.0, 8.0), (47.1, 8.3), (46.9, 8.4), (47.3, 8.1), (46.8, 7.9), (47.0, 8.0)]
    stops = [(make_place(f"Town {at}", *at), "visited", september(i)) for i, at in enumerate(places, start=1)]
    seen = visit(render_page(make_trip([*stops, (make_place("Far", 30.0, 60.0), "visited", september(9))])))
    assert "1 · 6" in [m[0] for m in boxes(seen.page, ".kimmap-inset .kimmap-mark")]
    assert seen.page.locator(".canvas path.kimmap-dot").count() >= 5
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
