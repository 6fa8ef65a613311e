"""What is pasted into other pages: complete, sandboxed, and safe whatever the trip's title is."""

from __future__ import annotations

import ast
import json
import re

import pytest
from lxml import html
from markdown_it import MarkdownIt
from outputs_trips import far_east_trip, make_place, make_trip, near_trip, september

from kimmap.errors import WrongSettings
from kimmap.outputs import render_page
from kimmap.outputs.embed import (
    MESSAGE,
    frame,
    html_snippet,
    markdown_figure,
    notebook_cell,
    notebook_html,
    oembed,
    open_graph,
    quarto_block,
)
from kimmap.outputs.view import describe

HOSTILE = "\"><script>x()</script> ' ``` ](y) & \\"


@pytest.mark.parametrize("title", ["A trip", HOSTILE])
def test_a_frame_is_sandboxed_without_reaching_the_page_around(title):
    (found,) = html.fragments_fromstring(frame(title, address="map.html?a=1&b=2", height_px=500))
    assert (found.tag, found.get("title"), found.get("src")) == ("iframe", title, "map.html?a=1&b=2")
    assert set(found.get("sandbox").split()) == {"allow-scripts", "allow-popups", "allow-popups-to-escape-sandbox"}
    assert found.get("loading") == "lazy"
    assert "height:500px" in found.get("style")


def test_a_frame_may_hold_the_whole_page():
    page = '<!DOCTYPE html><p title="a">&amp;</p>'
    (found,) = html.fragments_fromstring(frame("t", page=page))
    assert found.get("srcdoc") == page
    assert found.get("src") is None


def test_the_snippet_lets_the_frame_follow_its_content():
    found = html.fragments_fromstring(html_snippet("t", address="map.html"))
    assert [e.tag for e in found] == ["iframe", "script"]
    assert MESSAGE in found[1].text
    assert "e.source" in found[1].text


def test_the_markdown_figure_is_a_picture_that_leads_to_the_page():
    trip = make_trip([(make_place("A", 1, 1), "visited", september(1))], title=HOSTILE)
    page = html.fromstring(MarkdownIt("commonmark").render(markdown_figure(trip, "my map.html", "a b.svg")))
    assert page.xpath("//a/@href") == ["my%20map.html"]
    assert page.xpath("//a/img/@src") == ["a%20b.svg"]
    assert not page.xpath("//script")
    assert "1 stop" in page.xpath("string(//em)")


def test_the_quarto_block_holds_html():
    kind, body = re.fullmatch(r"```\{=(\w+)\}\n(.*)\n```", quarto_block("t", "map.html"), re.DOTALL).groups()
    assert kind == "html"
    assert html.fragments_fromstring(body)[0].tag == "iframe"


@pytest.mark.parametrize("address", ["map.html", 'it\'s \\ "odd".html'])
def test_the_notebook_cell_is_python(address):
    call = ast.parse(notebook_cell(address, 480)).body[-1].value
    assert (call.func.id, call.args[0].value) == ("IFrame", address)
    assert {k.arg: k.value.value for k in call.keywords} == {"width": "100%", "height": 480}


def test_oembed_is_a_rich_answer():
    told = oembed(far_east_trip(), "https://example.org/map.html", 700)
    assert json.loads(json.dumps(told)) == told
    assert (told["version"], told["type"], told["height"]) == ("1.0", "rich", 700)
    assert html.fragment_fromstring(told["html"]).get("src") == "https://example.org/map.html"


def test_open_graph_says_the_finding():
    tags = dict(open_graph(describe(far_east_trip())))
    assert tags["og:type"] == "article"
    assert tags["og:title"] == "Ada Vinter: 6 stops in 10 days, about 3,670 km in straight lines"
    assert "10–19 Sep 2023" in tags["og:description"]
    assert "og:url" not in tags
    korean = dict(open_graph(describe(far_east_trip(), "ko"), "https://example.org/karte.html"))
    assert (korean["og:locale"], korean["og:url"]) == ("ko_KR", "https://example.org/karte.html")


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        ("https://example.org/trips/map.html", "https://example.org/trips/map.oembed.json"),
        ("https://example.org/trip?v=2#stop-3", "https://example.org/trip.oembed.json"),
        ("https://example.org/trips/", "https://example.org/trips/index.oembed.json"),
    ],
)
def test_a_page_that_knows_its_address_says_where_its_oembed_answer_is(address, answer):
    page = html.document_fromstring(render_page(far_east_trip(), address=address))
    (link,) = page.xpath('//link[@type="application/json+oembed"]')
    assert (link.get("rel"), link.get("href")) == ("alternate", answer)
    assert page.xpath('//link[@rel="canonical"]/@href') == [address]
    assert page.xpath('//meta[@property="og:url"]/@content') == [address]


def test_a_page_without_an_address_has_open_graph_but_names_none():
    page = html.document_fromstring(render_page(far_east_trip()))
    tags = {m.get("property"): m.get("content") for m in page.xpath("//meta[@property]")}
    assert tags["og:title"] == page.xpath("string(//h1)")
    assert not page.xpath("//link")


@pytest.mark.parametrize("address", ["map.html", "javascript:alert(1)", "https://"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(WrongSettings):
        render_page(far_east_trip(), address=address)


def test_a_notebook_shows_the_page():
    found = html.fragment_fromstring(notebook_html(near_trip()))
    assert "On Rügen" in found.get("srcdoc")
    assert "allow-same-origin" not in found.get("sandbox")
