"""Headless Chromium for the tests of the page and the layer, with every request counted.

``conftest.py`` gives the fixtures ``browser`` and ``visit`` to all tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # Of frames with a process of their own, one in twelve never reports to playwright what is in it.
    "--disable-features=IsolateSandboxedIframes",
]  # fmt: skip
WATCH = """
window.ran = [];
window.violations = [];
window.mark = function () { window.ran.push(1); };
document.addEventListener("securitypolicyviolation", function (e) { window.violations.push(e.violatedDirective); });
"""


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
    sync_api = pytest.importorskip("playwright.sync_api")
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


def ready(page: Any) -> None:
    page.locator("html[data-ready]").wait_for(state="attached")
