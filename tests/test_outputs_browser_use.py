"""The page in headless Chromium as a reader uses it: popups, list, keyboard, slider, statuses, links."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from outputs_browser import boxes, overlaps
from outputs_trips import (
    far_east_trip,
    long_trip,
    modes_trip,
    near_trip,
    pacific_trip,
)

from kimmap.outputs import notebook_html, render_page
from kimmap.outputs.embed import html_snippet
from kimmap.outputs.page import OPENSTREETMAP
from kimmap.outputs.texts import languages

pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.slow]


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


def doubtful_trip(count: int = 3) -> Any:
    """Stops of which the second is the least certain, and the last but that."""
    trip = long_trip(count)
    sure = {1: 0.2, count - 1: 0.5}
    return replace(trip, stops=tuple(replace(s, confidence=sure.get(i, 0.9)) for i, s in enumerate(trip.stops)))


def test_the_list_can_be_read_the_least_certain_first(visit):
    page = visit(render_page(doubtful_trip())).page
    button = page.get_by_role("button", name="Least certain first")
    assert page.locator(".stop bdi").all_text_contents() == ["Place 1", "Place 2", "Place 3"]
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator(".stop bdi").all_text_contents() == ["Place 2", "Place 3", "Place 1"]
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".leg:visible").count() == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.stop") == "2"
    page.emulate_media(media="print")
    assert button.is_visible()
    page.emulate_media(media="screen")
    button.click()
    assert page.locator(".stop bdi").all_text_contents() == ["Place 1", "Place 2", "Place 3"]
    page.emulate_media(media="print")
    assert not button.is_visible()


def test_the_order_and_the_statuses_go_together(visit):
    trip = doubtful_trip()
    off = replace(trip.stops[2], status="possible")
    page = visit(render_page(replace(trip, stops=(*trip.stops[:2], off), legs=trip.legs[:1]))).page
    page.get_by_role("button", name="Least certain first").click()
    page.locator('.legend input[value="possible"]').uncheck()
    assert page.locator(".stop:visible bdi").all_text_contents() == ["Place 2", "Place 1"]


def test_a_long_list_can_be_read_the_least_certain_first(visit):
    page = visit(render_page(doubtful_trip(420))).page
    page.locator(".pages button").first.wait_for()
    page.get_by_role("button", name="Least certain first").click()
    assert page.locator(".stop bdi").all_text_contents()[:3] == ["Place 2", "Place 420", "Place 1"]
    page.evaluate("window.location.hash = '#stop-419'")
    page.locator("#stop-419.chosen").wait_for()
    assert page.locator(".stop bdi").first.inner_text() == "Place 400"


def test_without_script_the_list_is_as_travelled_and_nothing_offers_another_order(visit):
    page = visit(render_page(doubtful_trip()), java_script_enabled=False).page
    assert page.locator(".stop bdi").all_text_contents() == ["Place 1", "Place 2", "Place 3"]
    assert page.locator(".order button:visible").count() == 0


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
        around.frame_locator("iframe").locator("html[data-named]").wait_for(state="attached")
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
