"""The page as text: safe, alone, the same each time, readable without script."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
from html.parser import HTMLParser

import folium
import pytest
from branca.element import Element
from hypothesis import given
from hypothesis import strategies as st
from outputs_trips import far_east_trip, make_place, make_trip, near_trip, one_country_trip, pacific_trip, september

from kimmap.errors import NoTrip
from kimmap.model import Trip
from kimmap.outputs import TripLayer, from_record, notebook_html, render_page, to_geojson
from kimmap.outputs.basemap import View, country_name, draw_basemap
from kimmap.outputs.layer import json_block
from kimmap.outputs.view import describe, groups, safe_url, stop_points


class Parts(HTMLParser):
    """Elements with their attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if self.cdata_elem:
            self.raw.append((*self.tags[-1], data))
        else:
            self.text += data


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(far_east_trip())


# ------------------------------------------------------------------------------------- safety


@given(st.recursive(st.text() | st.integers() | st.none(), lambda v: st.lists(v) | st.dictionaries(st.text(), v)))
def test_json_blocks_read_back_and_cannot_end(value):
    block = json_block(value)
    assert json.loads(block) == value
    assert not set(block) & set("<>&\u2028\u2029")


def test_the_policy_allows_exactly_the_page_s_own_scripts_and_styles(page):
    parts = Parts(page)
    (policy,) = (a["content"] for t, a in parts.tags if a.get("http-equiv") == "Content-Security-Policy")
    allowed = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert allowed["default-src"] == "'none'"
    assert "unsafe" not in policy
    for tag, name in (("script", "script-src"), ("style", "style-src")):
        texts = [d for t, a, d in parts.raw if t == tag and "json" not in (a.get("type") or "")]
        hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(t.encode()).digest()).decode()}'" for t in texts]
        assert allowed[name].split() == hashes


def test_the_page_names_no_remote_file(page):
    tags = Parts(page).tags
    assert not {"link", "img", "iframe", "object", "embed", "base"} & {tag for tag, _ in tags}
    assert not [attributes for _, attributes in tags if "src" in attributes]
    assert "sourceMappingURL" not in page
    assert "url(" not in "".join(d for t, _, d in Parts(page).raw if t == "style")
    links = [a for t, a in Parts(page).tags if t == "a" and not (a.get("href") or "").startswith("#")]
    assert {a["href"] for a in links} == {"https://daily.example/vinter"}
    assert all(a["rel"] == "noopener noreferrer" for a in links)


def test_no_style_or_handler_in_attributes(page):
    assert not [a for _, attrs in Parts(page).tags for a in attrs if a == "style" or a.startswith("on")]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("http://[bad", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url, safe):
    assert (safe_url(url) == url) is (safe or url is None)


# ----------------------------------------------------------------------------------- the same


def test_the_same_trip_gives_the_same_bytes(page):
    assert render_page(far_east_trip()) == page


def test_the_same_bytes_in_another_process(page):
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests')\n"
        "from outputs_trips import far_east_trip; from kimmap.outputs import render_page\n"
        "sys.stdout.write(hashlib.sha256(render_page(far_east_trip()).encode()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == hashlib.sha256(page.encode()).hexdigest()


def test_branca_keeps_its_own_ids_afterwards(page):
    assert len({Element()._id for _ in range(3)}) == 3
    assert len(Element()._id) == 32


@pytest.mark.parametrize("make", [far_east_trip, pacific_trip, near_trip, one_country_trip])
def test_the_page_is_small(make):
    assert len(render_page(make()).encode()) < 330_000


def test_the_page_can_be_read_back(page):
    (block,) = (d for t, a, d in Parts(page).raw if a.get("type") == "application/json")
    assert to_geojson(from_record(json.loads(block)["record"])) == to_geojson(far_east_trip())


# ---------------------------------------------------------------------------------- itinerary


def test_the_list_tells_everything_without_script(page):
    text = " ".join(Parts(page).text.split())
    for words in (
        "Ada Vinter · 10–19 Sep 2023 · 6 stops, 1 possible · at least 3,668 km (straight lines)",
        "Vladivostok",
        "date not stated · possible, not confirmed",
        "spaceport, Amur Oblast, Russia",
        "between 12 and 15 Sep 2023",
        "arrived between 12 and 13 Sep 2023, left 15 Sep 2023",
        "Date: after leaving Pyongyang on 10 Sep, before Komsomolsk-on-Amur on 15 Sep",
        "Sources disagree: one source has 13 Sep, one 14 Sep",
        "2 sources, 1 independent: they share one text",
        "border crossing, Primorye, Russia / North Korea",
        "to Vostochny Cosmodrome: 1,442 km straight line, by train",
        "Artyom – Khasan: 254 km stated, 163 km straight line",
        "Mentioned, not on the route",
        "Moscow: stands for a government or institution",
        "Example Wire, 19 Sep 2023",
        "Natural Earth 1:110m and 1:10m",
        "GeoNames (CC BY 4.0)",
    ):
        assert words in text, words


def test_the_legend_explains_only_what_is_drawn():
    text = Parts(render_page(near_trip())).text
    assert "called off or denied; off the route" in text
    assert "visited more than once" not in text
    assert "planned leg" not in text


def test_linked_data_lists_the_route_only(page):
    (block,) = (d for t, a, d in Parts(page).raw if a.get("type") == "application/ld+json")
    data = json.loads(block)
    names = [item["item"]["name"] for item in data["itinerary"]["itemListElement"]]
    assert data["@type"] == "Trip"
    assert "Vladivostok" not in names
    assert len(names) == 6


def test_text_after_text_is_marked_where_only_a_part_counts():
    trip = far_east_trip()
    quote = trip.stops[0].evidence[0].quote
    part = trip.documents[0].quote(0, 10, (quote.start, quote.end))
    object.__setattr__(trip.stops[0].evidence[0], "quote", part)
    assert "<p><mark>Ada Vinter</mark> left Pyongyang by train on Sunday.</p>" in render_page(trip)


# ---------------------------------------------------------------------------------- the layer


def test_visits_at_one_spot_are_one_mark():
    assert [g.stops for g in groups(far_east_trip().stops)] == [(0, 6), (1,), (2,), (3,), (4,), (5,)]


def test_longitudes_run_on_over_the_antimeridian():
    assert [round(lon) for lon, _ in stop_points(pacific_trip().stops)] == [140, 202, 178, 175]


def test_an_unconfirmed_stop_does_not_turn_the_route_around_the_world():
    trip = make_trip(
        [
            (make_place("A", 0, 170), "visited", september(1)),
            (make_place("B", 0, -60), "possible", september(2)),
            (make_place("C", 0, -170), "visited", september(3)),
        ]
    )
    a, _, c = stop_points(trip.stops)
    assert c[0] - a[0] == 20


def test_a_layer_in_a_user_s_map_keeps_their_page_and_adds_one_library():
    user_map = folium.Map(tiles=None)
    TripLayer(far_east_trip()).add_to(user_map)
    TripLayer(near_trip(), name="Second").add_to(user_map)
    folium.LayerControl().add_to(user_map)
    html = user_map.get_root().render()
    assert html.count("function kimmapTripLayer(") == 1
    assert html.count('type="application/json"') == 2


def test_a_layer_knows_its_bounds():
    (south, west), (north, east) = TripLayer(near_trip()).get_bounds()
    assert (south, west, north, east) == (54.309, 13.082, 54.583, 13.643)


def test_a_trip_without_stops_is_refused():
    with pytest.raises(NoTrip):
        TripLayer(Trip("t", "t", (), ()))


def test_a_notebook_gets_the_page_in_a_sandbox():
    html = notebook_html(near_trip())
    ((tag, attributes),) = Parts(html).tags
    assert tag == "iframe"
    assert attributes["srcdoc"] == render_page(near_trip())
    assert attributes["sandbox"] == "allow-scripts allow-popups"


# ------------------------------------------------------------------------------------ basemap


@pytest.mark.parametrize(
    ("points", "countries", "cities"),
    [
        ([(125.75, 39.03), (137.0, 51.9)], {"Russia", "China", "North Korea", "Japan"}, {"Harbin", "Seoul"}),
        ([(-9.1, 38.7), (-8.6, 41.1)], {"Portugal", "Spain"}, {"Leiria"}),
        ([(139.7, 35.7), (202.1, 21.3), (178.4, -18.1)], {"Japan", "Australia"}, {"Brisbane"}),
    ],
)
def test_the_basemap_names_what_is_around(points, countries, cities):
    drawn = draw_basemap(View(points), points)
    assert countries <= {row[0] for row in drawn["countries"]}
    assert cities <= {row[0] for row in drawn["cities"]}
    assert len(drawn["cities"]) <= 10


def test_context_cities_keep_away_from_stops():
    points = [(126.98, 37.57), (137.0, 51.9)]
    assert "Seoul" not in {row[0] for row in draw_basemap(View(points), points)["cities"]}


def test_detail_stays_in_its_box_and_gives_way_to_the_world_when_wide():
    view = View([(13.6, 54.5), (13.1, 54.3)])
    detail = draw_basemap(view, [])["detail"]
    west, south, east, north = detail["box"]
    for flat in detail["land"]:
        x, y = sum(flat[::2]) / 1000, sum(flat[1::2]) / 1000
        assert west - 0.01 <= x <= east + 0.01
        assert south - 0.01 <= y <= north + 0.01
    assert draw_basemap(View([(-170, 60), (170, -60)]), [])["detail"] is None


@pytest.mark.parametrize(
    ("box", "agreed", "disputed"),
    [
        ((33.2, 45.75, 35.0, 46.2), 0, 0),  # no border between the Crimea and the rest of Ukraine
        ((-12.0, 22.0, -9.0, 27.5), 0, 0),  # none through Western Sahara
        ((-12.0, 27.5, -9.0, 27.8), 0, 1),  # and a dashed one north of it
        ((6.5, 49.5, 7.5, 51.5), 1, 0),  # Germany and its western neighbours
    ],
)
def test_the_boundary_set_is_the_one_that_the_data_notes_describe(box, agreed, disputed):
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    detail = draw_basemap(View([(box[0], box[1]), (box[2], box[3])]), [middle])["detail"]

    def inside(flat):
        x = y = 0
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            if box[0] < x / 1000 < box[2] and box[1] < y / 1000 < box[3]:
                return True
        return crosses(flat)

    def crosses(flat):  # a straight line that only has its ends outside
        x0, y0, dx, _ = (v / 1000 for v in flat[:4])
        return len(flat) == 4 and box[1] < y0 < box[3] and min(x0, x0 + dx) < box[0] < box[2] < max(x0, x0 + dx)

    assert min(1, sum(map(inside, detail["borders"]))) == agreed
    assert min(1, sum(map(inside, detail["disputed"]))) == disputed


def test_countries_are_named_by_code():
    assert [country_name(c) for c in ("KP", "XX", None)] == ["North Korea", "XX", None]


def test_asides_are_grouped_by_place_and_reason():
    trip = far_east_trip()
    twice = Trip(trip.title, trip.traveller, trip.documents, trip.stops, trip.legs, trip.asides * 2)
    (aside,) = describe(twice).asides
    assert (aside.place, aside.reason, len(aside.quotes)) == ("Moscow", "stands for a government or institution", 1)
