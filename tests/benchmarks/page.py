"""How large and how fast the page is, beside folium's own ways and a bare Leaflet page, in one run.

    python tests/benchmarks/page.py [--stops 7 1000 10000 100000] [--runs 5] [--page output/map.html] [--ways …]

For each number of stops every page is written to a file, opened in headless Chromium, and timed from the
start of its navigation until it has drawn: the first frame after its scripts have run and its data are
there (kimmap: ``data-ready``, when map, route and marks with labels stand and work; the list below is read
after that, and shown with the names of countries, seas and cities two frames later, ``data-named``).
``work`` is the processor time of the page's main thread until just after, which depends less on
what else the machine does.
``--page`` measures the trip of a page in place of invented ones.
``bare`` is the least that shows the same: Leaflet, circles on a canvas, one JSON block with names,
dates and quotations, a popup by click, no basemap, no list.  Remote files of folium's pages are served
from memory, Leaflet from the package, the rest empty: what counts is the page's own work.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
from playwright.sync_api import Browser, Page, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from outputs_trips import far_east_trip, long_trip, stock_leaflet

from kimmap.model import Trip
from kimmap.outputs import render_page, words
from kimmap.outputs.drawing import json_block
from kimmap.outputs.readback import read_trip

BARE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>bare</title><style>%s</style>
<style>html,body,#map{height:100%%;margin:0}</style></head><body><div id="map"></div>
<script type="application/json" id="data">%s</script><script>%s</script><script>
var rows = JSON.parse(document.getElementById("data").textContent);
var map = L.map("map", {preferCanvas: true, center: [20, 0], zoom: 2});
L.polyline(rows.map(function (r) { return [r[1], r[2]]; }), {weight: 1}).addTo(map);
rows.forEach(function (r) {
  L.circleMarker([r[1], r[2]], {radius: 4}).bindPopup(function () {
    var box = document.createElement("div");
    box.textContent = r[0] + ", " + r[3] + ": " + r[4] + " (" + r[5] + ")";
    return box;
  }).addTo(map);
});
</script></body></html>"""

READY = """(() => {
  const end = () => requestAnimationFrame(() => setTimeout(() => { window.readyAt = performance.now(); }));
  // A page of kimmap says itself when it is ready; the scripts of the others have run when they have been read.
  const watch = new MutationObserver(() => {
    if (document.documentElement.hasAttribute("data-ready")) { watch.disconnect(); end(); }
  });
  watch.observe(document, {attributes: true, subtree: true, attributeFilter: ["data-ready"]});
  document.addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector(".kimmap-dark")) { watch.disconnect(); end(); }
  });
})();"""
"""Runs in each page before its own scripts, so that no message to the browser is in the time."""


def rows(trip: Trip) -> list[list[Any]]:
    return [
        [
            s.place.name,
            s.place.lat,
            s.place.lon,
            words.stop_dates(s),
            s.evidence[0].quote.text,
            s.evidence[0].quote.source,
        ]
        for s in trip.stops
    ]


def bare_page(trip: Trip) -> str:
    return BARE % (stock_leaflet("leaflet.css"), json_block(rows(trip)), stock_leaflet("leaflet.js"))


def folium_markers(trip: Trip) -> str:
    chart = folium.Map(prefer_canvas=True)
    for name, lat, lon, dates, quote, source in rows(trip):
        folium.Marker([lat, lon], popup=folium.Popup(f"{name}, {dates}: {quote} ({source})"), tooltip=name).add_to(
            chart
        )
    return str(chart.get_root().render())


def folium_geojson(trip: Trip) -> str:
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
            "properties": {"name": name, "dates": dates, "quote": quote, "source": source},
        }
        for name, lat, lon, dates, quote, source in rows(trip)
    ]
    chart = folium.Map(prefer_canvas=True)
    folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        marker=folium.CircleMarker(radius=4),
        popup=folium.GeoJsonPopup(["name", "dates", "quote", "source"]),
    ).add_to(chart)
    return str(chart.get_root().render())


WAYS: dict[str, Callable[[Trip], str]] = {
    "kimmap": render_page,
    "bare": bare_page,
    "folium GeoJson": folium_geojson,
    "folium Marker": folium_markers,
}


def serve(route: Route) -> None:
    """Stands in for the network: Leaflet from the package, everything else empty."""
    url = route.request.url
    if url.startswith("file:"):
        route.continue_()
    elif url.endswith("leaflet.js"):
        route.fulfill(body=stock_leaflet("leaflet.js"), content_type="text/javascript")
    elif url.endswith("leaflet.css"):
        route.fulfill(body=stock_leaflet("leaflet.css"), content_type="text/css")
    elif "jquery" in url:
        # GeoJsonPopup and Popup only wrap markup with it.
        shim = "function $(h){var d=document.createElement('div');d.innerHTML=h;return [d.firstChild||d];}"
        route.fulfill(body=shim, content_type="text/javascript")
    else:
        route.fulfill(body="", content_type="text/css" if url.endswith(".css") else "text/javascript")


def ready_ms(browser: Browser, path: Path) -> tuple[float, float]:
    """Milliseconds until the page has drawn, and of processor time that its main thread took for that."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page: Page = context.new_page()
    page.set_default_timeout(120_000)
    page.route("**/*", serve)
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.add_init_script(READY)
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_function("() => window.readyAt")
    value = float(page.evaluate("() => window.readyAt"))
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return value, 1000 * metrics["TaskDuration"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stops", type=int, nargs="+", default=[7, 1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--page", type=Path, help="a page that kimmap wrote: its trip is measured instead")
    parser.add_argument("--ways", nargs="+", choices=list(WAYS), default=list(WAYS))
    arguments = parser.parse_args()
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    results = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        given = read_trip(arguments.page) if arguments.page else None
        for stops in [len(given.stops)] if given else arguments.stops:
            trip = given or (far_east_trip() if stops == 7 else long_trip(stops))
            pages: dict[str, Path] = {}
            for way, make in WAYS.items():
                if way not in arguments.ways or (way == "folium Marker" and stops > 10_000):
                    continue  # takes minutes to write and does not open
                start = time.perf_counter()
                html = make(trip)
                seconds = time.perf_counter() - start
                pages[way] = Path(folder) / f"{way.replace(' ', '-')}-{stops}.html"
                pages[way].write_text(html, encoding="utf-8")
                results.append({"stops": stops, "way": way, "seconds": seconds, "bytes": len(html.encode())})
            times: dict[str, list[tuple[float, float]]] = {way: [] for way in pages}
            for _ in range(arguments.runs):  # in turns, so that a busy moment hits all
                for way, path in pages.items():
                    times[way].append(ready_ms(browser, path))
            for result in results:
                if result["stops"] == stops:
                    ready, work = zip(*times[str(result["way"])], strict=True)
                    result |= {"ready_ms": statistics.median(ready), "best_ms": min(ready)}
                    result |= {"work_ms": statistics.median(work), "least_work_ms": min(work)}
                    print(
                        f"{stops:>7} {result['way']:<15} {result['seconds']:7.2f} s to write "
                        f"{result['bytes']:>12,} bytes  "
                        f"ready {result['ready_ms']:7.0f} ms (best {result['best_ms']:.0f})  "
                        f"work {result['work_ms']:6.0f} ms (least {result['least_work_ms']:.0f})",
                        flush=True,
                    )
        browser.close()
    if arguments.json:
        arguments.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
