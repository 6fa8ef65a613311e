"""The page as text: safe, alone, the same each time, readable without script."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from itertools import accumulate

import folium
import pytest
from branca.element import Element
from hypothesis import given
from hypothesis import strategies as st
from outputs_trips import (
    disputed_trip,
    far_east_trip,
    long_trip,
    make_place,
    make_trip,
    near_trip,
    one_country_trip,
    pacific_trip,
    september,
)

from kimmap.errors import NoTrip, WrongSettings
from kimmap.itinerary import name_trip
from kimmap.model import BY_CONTEXT, DateMention, Interval, Place, Trip
from kimmap.outputs import TripLayer, from_record, notebook_html, render_page, to_geojson, words
from kimmap.outputs.basemap import View, country_name, draw_basemap, packed
from kimmap.outputs.basis import told_by
from kimmap.outputs.drawing import TripDrawing, json_block
from kimmap.outputs.geometry import mercator_lat, mercator_y
from kimmap.outputs.layer import render_folium
from kimmap.outputs.page import OPENSTREETMAP, Tiles
from kimmap.outputs.quotations import safe_url
from kimmap.outputs.spots import groups, reach_km, show_days, stop_points
from kimmap.outputs.texts import Texts, languages, load_texts
from kimmap.outputs.view import describe


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


def unpacked(text: str) -> list[int]:
    """The numbers that ``packed`` wrote."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    numbers, number, bits = [], 0, 0
    for digit in map(digits.index, text):
        number |= (digit & 31) << bits
        bits += 5
        if digit < 32:
            numbers.append(~(number >> 1) if number & 1 else number >> 1)
            number = bits = 0
    return numbers


def path_lines(data: str, unit: int) -> list[list[tuple[float, float]]]:
    """The lines of an SVG path that moves to a point and draws on from there by steps."""
    found = []
    for part in data.split("M")[1:]:
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        xs, ys = accumulate(numbers[0::2]), accumulate(numbers[1::2])
        found.append([(x / unit, -y / unit) for x, y in zip(xs, ys, strict=True)])
    return found


def lines(level: dict, kind: str) -> list[list[tuple[float, float]]]:
    """The lines of a kind in a level of the basemap: degrees of longitude, and northings in the same unit."""
    if level.get("ready"):
        return path_lines(level.get(kind, ""), level["per_degree"])
    numbers, unit, found = iter(unpacked(level.get(kind, ""))), level["per_degree"], []
    x = y = 0
    for count in numbers:
        found.append([])
        for _ in range(count):
            x, y = x + next(numbers), y + next(numbers)
            found[-1].append((x / unit, -y / unit))
    return found


def record_in(block: str) -> dict:
    """The record of a page's data block."""
    record = json.loads(block)["record"]
    whole = json.loads(gzip.decompress(base64.b64decode(record["gzip"])))
    assert (record["format"], record["version"]) == (whole["format"], whole["version"])
    return whole


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
    assert len(render_page(make()).encode()) < 300_000


def test_the_page_can_be_read_back(page):
    (block,) = (d for t, a, d in Parts(page).raw if a.get("type") == "application/json")
    assert to_geojson(from_record(record_in(block))) == to_geojson(far_east_trip())


# ---------------------------------------------------------------------------------- itinerary


def test_the_list_tells_everything_without_script(page):
    text = " ".join(Parts(page).text.split())
    for said in (
        "Ada Vinter in the Far East, September 2023",
        "Ada Vinter: 6 stops in 10 days, about 3,670 km in straight lines",
        "10–19 Sep 2023",
        "not counted: 1 possible stop",
        "from 2 sources",
        "as of 19 Sep 2023",
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
        "Natural Earth 1:110m, 1:10m",
        "GeoNames (CC BY 4.0)",
    ):
        assert said in text, said


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
    assert quote.text == "Ada Vinter left Pyongyang by train on Sunday."
    assert ">Ada Vinter left <mark>Pyongyang</mark> by train on Sunday.</p>" in render_page(trip)
    claim = replace(trip.stops[0].evidence[0], cues=("left", "by train"))
    trip = replace(trip, stops=(replace(trip.stops[0], evidence=(claim,)), *trip.stops[1:]))
    assert ">Ada Vinter <mark>left Pyongyang by train</mark> on Sunday.</p>" in render_page(trip)


def test_two_claims_of_one_sentence_are_one_quotation_with_both_marked():
    trip = far_east_trip()
    claim = trip.stops[3].evidence[0]
    day = trip.documents[0].text.index("September 15")
    dated = DateMention(
        trip.documents[0].quote(day, day + 12), "DATE", "2023-09-15", september(15), "day", "month and day"
    )
    twice = replace(trip.stops[3], evidence=(claim, replace(claim, dates=(dated,))))
    (quote,) = describe(replace(trip, stops=(*trip.stops[:3], twice, *trip.stops[4:]))).stops[3].quotes
    assert quote.parts == ("On ", "September 15", " she toured a factory in ", "Komsomolsk-on-Amur", ".")


# ---------------------------------------------------------------------------------- the layer


def test_visits_at_one_spot_are_one_mark():
    assert [g.stops for g in groups(far_east_trip().stops)] == [(0, 6), (1,), (2,), (3,), (4,), (5,)]


def test_longitudes_run_on_over_the_antimeridian():
    assert [round(lon) for lon, _ in stop_points(pacific_trip().stops)] == [140, 202, 178, 175]


def over_the_pole_trip() -> Trip:
    places = [("Tokai", 35.7, 139.3), ("Newark", 40.7, -74.2), ("Johor", 1.5, 103.8)]
    return make_trip([(make_place(*p), "visited", september(day)) for day, p in enumerate(places, start=1)])


def test_a_route_over_the_pacific_and_over_the_pole_stays_on_one_side_of_the_world():
    drawn = TripDrawing(over_the_pole_trip())
    lons, lats = zip(*[p for line in drawn.lines for p in line], strict=True)
    assert max(lons) - min(lons) < 190
    assert max(map(abs, lats)) < 75


def test_a_line_between_stops_near_the_pole_is_a_great_circle_all_the_same():
    trip = make_trip([
        (make_place("Isfjord", 78.1, 13.6), "visited", september(1)),
        (make_place("Alert", 82.5, -62.3), "visited", september(3)),
    ])  # fmt: skip
    assert len(TripDrawing(trip).lines[0]) > 2


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


def test_the_page_is_drawn_without_loading_folium():
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from outputs_trips import near_trip; from kimmap.outputs import render_page\n"
        "assert 'kimmapTripLayer(' in render_page(near_trip())\n"
        "print(*sorted({'branca', 'folium', 'pandas', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"


def test_a_layer_knows_its_bounds_without_what_was_called_off():
    (south, west), (north, east) = TripLayer(near_trip()).get_bounds()
    assert (south, west, north, east) == (54.516, 13.608, 54.583, 13.643)


def test_a_trip_without_stops_is_refused():
    with pytest.raises(NoTrip):
        TripLayer(Trip("t", "t", (), ()))


def test_a_notebook_gets_the_page_in_a_sandbox():
    html = notebook_html(near_trip())
    ((tag, attributes),) = Parts(html).tags
    assert tag == "iframe"
    assert attributes["srcdoc"] == render_page(near_trip())
    assert "allow-same-origin" not in attributes["sandbox"]


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
    assert lines(detail, "land")
    for line in lines(detail, "land"):
        for x, y in line:
            assert west - 0.01 <= x <= east + 0.01
            assert south - 0.01 <= mercator_lat(y) <= north + 0.01
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

    def inside(line):
        points = [(x, mercator_lat(y)) for x, y in line]
        return any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points) or crosses(points)

    def crosses(points):  # a straight line that only has its ends outside
        (x0, y0), (x1, _) = points[:2]
        return len(points) == 2 and box[1] < y0 < box[3] and min(x0, x1) < box[0] < box[2] < max(x0, x1)

    assert min(1, sum(map(inside, lines(detail, "borders")))) == agreed
    assert min(1, sum(map(inside, lines(detail, "disputed")))) == disputed


def test_countries_are_named_by_code():
    assert [country_name(c) for c in ("KP", "XX", None)] == ["North Korea", "XX", None]


def test_asides_are_grouped_by_place_and_reason():
    trip = far_east_trip()
    twice = Trip(trip.title, trip.traveller, trip.documents, trip.stops, trip.legs, trip.asides * 2)
    (aside,) = describe(twice).asides
    assert (aside.place, aside.reason, len(aside.quotes)) == ("Moscow", "stands for a government or institution", 1)


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_packed_numbers_read_back(numbers):
    assert unpacked(packed(numbers)) == numbers


@pytest.mark.parametrize(
    ("points", "seas"),
    [
        ([(125.75, 39.03), (137.0, 51.9)], {"Sea of Japan / East Sea", "Yellow Sea"}),
        ([(-9.1, 38.7), (-8.6, 41.1)], {"Atlantic Ocean"}),
        ([(13.6, 54.5), (13.1, 54.3)], {"Baltic Sea"}),
        ([(139.7, 35.7), (202.1, 21.3), (178.4, -18.1)], {"Pacific Ocean", "Coral Sea"}),
        ([(7.4, 46.9), (8.5, 47.4)], set()),
    ],
)
def test_the_seas_in_view_are_named_on_water(points, seas):
    view = View(points)
    drawn = draw_basemap(view, points)
    named = dict(drawn["seas"])
    assert seas <= set(named)
    assert seas or not named
    rings = lines(drawn["detail"] or drawn["world"], "land")
    assert rings
    for name, spots in named.items():
        for lat, lon in spots:
            assert not any(holds(ring, lon, mercator_y(lat)) for ring in rings), name


def holds(ring, x, y):
    odd = False
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            odd = not odd
    return odd


# --------------------------------------------------------------------------------- languages


def keys(value, path=()):
    """Paths of all texts of a catalogue, with the names that each has filled in."""
    if isinstance(value, dict):
        return {k: v for name, inner in value.items() for k, v in keys(inner, (*path, name)).items()}
    texts = value if isinstance(value, list) else [value]
    return {path: {frozenset(re.findall(r"{(\w+)}", text)) for text in texts}}


@pytest.mark.parametrize("lang", languages())
def test_a_catalogue_has_every_text_with_the_same_values(lang):
    own = {k: v for k, v in keys(load_texts(lang).entries).items() if k[0] not in ("seas", "months_alone")}
    english = {k: v for k, v in keys(load_texts("en").entries).items() if k[0] != "seas"}
    assert own == english
    assert len(load_texts(lang).entries["months"]) == 12


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", ("6 stops in 10 days, about 3,670 km in straight lines", "Reiseverlauf")),
        ("de", ("6 Stationen in 10 Tagen, rund 3.670 km Luftlinie", "Nordkorea", "12. und 15. Sept. 2023", "Skip to")),
        ("fr", ("6 étapes en 10 jours", "Corée du Nord", "cosmodrome", "Skip to")),
        ("es", ("6 paradas en 10 días", "Corea del Norte", "Skip to")),
        ("ru", ("6 остановок за 10 дней, около 3670 км по прямой", "КНДР", "2 источника", "Skip to")),
        ("ko", ("10일 동안 6곳 방문", "북한", "2023년 9월 10일", "Skip to")),
    ],
)
def test_a_page_speaks_its_language(lang, told):
    html = render_page(far_east_trip(), lang)
    text = " ".join(Parts(html).text.split())
    assert Parts(html).tags[0] == ("html", {"lang": lang, "class": "no-script"})
    assert all(words in text for words in told[:-1])
    assert told[-1] not in text
    assert ("<p>Ada Vinter left" if lang == "en" else '<p lang="en">Ada Vinter left') in html


def test_a_title_that_kimmap_made_is_made_anew_and_another_one_kept():
    trip = far_east_trip()
    made = replace(trip, title=name_trip(trip.traveller, trip.stops))
    assert describe(made).title == "Ada Vinter: Pyongyang to Komsomolsk-on-Amur and back, September 2023"
    assert describe(made, "de").title == "Ada Vinter: Pyongyang – Komsomolsk-on-Amur – Pyongyang, Sept. 2023"
    assert describe(trip, "de").title == trip.title


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
def test_seas_have_a_name_in_the_language_or_none(lang):
    points = [(125.75, 39.03), (137.0, 51.9)]
    english = {row[0] for row in draw_basemap(View(points), points)["seas"]}
    own = {row[0] for row in draw_basemap(View(points), points, load_texts(lang))["seas"]}
    assert own
    assert not own & english


@pytest.mark.parametrize(
    ("lang", "number", "said"),
    [
        ("ru", 1, "1 остановка"), ("ru", 3, "3 остановки"), ("ru", 11, "11 остановок"), ("ru", 21, "21 остановка"),
        ("fr", 0, "0 étape"), ("fr", 2, "2 étapes"), ("en", 1, "1 stop"), ("de", 1234, "1.234 Stationen"),
        ("es", 12345, "12\u202f345 paradas"), ("ko", 7, "7곳 방문"),
    ],
)  # fmt: skip
def test_numbers_take_the_form_of_their_language(lang, number, said):
    assert load_texts(lang).count("stop", number) == said


def test_a_catalogue_with_gaps_falls_back_to_english():
    t = Texts("xx", {"plural": "other", "thousands": ",", "decimal": ".", "page": {"map": "Kaart"}})
    assert (t("page.map"), t("page.sources")) == ("Kaart", "Sources")
    assert t.count("stop", 2) == "2 stop"  # its own rule, English forms


@pytest.mark.parametrize("lang", ["xx", "../en", ""])
def test_a_language_without_texts_is_refused_with_the_ones_that_there_are(lang):
    with pytest.raises(WrongSettings, match="de, en, es, fr, ko, ru"):
        render_page(near_trip(), lang)


# ------------------------------------------------------------------------------ what is told


def test_agreement_counts_witnesses_and_names_who_has_other_days():
    told = [words.agreement(stop) for stop in disputed_trip().stops]
    assert told == ["3 independent sources; 1 says 14 Sep 2023", "1 source"]


@pytest.mark.parametrize("lang", ["de", "en", "es", "fr", "ko", "ru"])
def test_a_stop_that_no_sentence_states_says_so(lang: str) -> None:
    t = load_texts(lang)
    for stop in disputed_trip().stops:
        by_context = replace(stop, evidence=tuple(replace(c, cues=(BY_CONTEXT,)) for c in stop.evidence))
        assert t("basis.by_context") in told_by(by_context, t)
        assert t("basis.by_context") not in told_by(stop, t)


def test_days_to_show_never_go_back_and_undated_stops_come_with_the_one_before():
    trip = make_trip(
        [
            (make_place("A", 1, 1), "visited", Interval()),
            (make_place("B", 2, 2), "visited", september(5)),
            (make_place("C", 3, 3), "visited", Interval()),
            (make_place("D", 4, 4), "possible", september(3)),
            (make_place("E", 5, 5), "visited", Interval(None, september(9).last)),
        ]
    )
    first = september(5).first.toordinal()
    assert show_days(trip.stops) == [first, first, first, first, first + 4]


@pytest.mark.parametrize(
    ("kind", "radius_km", "reach"),
    [
        ("region", 300.0, 300.0),
        ("city", 40.0, None),
        ("river", 0.0, None),
        ("island", 80.0, 80.0),
        ("lake", 10.0, None),
    ],
)
def test_vague_places_have_a_reach(kind, radius_km, reach):
    assert reach_km(Place("x", "X", kind, 1, 1, radius_km=radius_km)) == reach


def test_a_trip_that_is_only_planned_has_a_headline_without_kilometres():
    trip = make_trip(
        [(make_place("A", 1, 1), "planned", september(5)), (make_place("B", 2, 2), "planned", september(6))]
    )
    assert describe(trip).headline == "Ada Vinter: 2 planned stops"


@pytest.mark.parametrize(
    ("arrival", "departure", "said"),
    [
        (Interval(None, september(3).first), Interval(september(5).last, None), ""),
        (september(3), Interval(september(5).last, None), "arrived 3 Sep 2023"),
        (Interval(None, september(4).first), september(5), "arrived by 4 Sep 2023, left 5 Sep 2023"),
    ],
)
def test_arrival_and_departure_say_only_what_the_days_do_not(arrival, departure, said):
    (stop,) = make_trip([(make_place("Lima", -12, -77), "visited", september(3, 5))]).stops
    assert words.arrival_and_departure(replace(stop, arrival=arrival, departure=departure)) == said


def test_a_region_that_is_called_like_its_country_is_named_once():
    lima = Place("test:lima", "Lima", "site", -12, -77, "PE", ("PE",), "Peru")
    assert describe(make_trip([(lima, "visited", september(3))])).stops[0].where == "site, Peru"


def test_a_place_has_one_name_on_a_page():
    trip = far_east_trip()
    stops = tuple(
        replace(s, place=replace(s.place, name="Artem")) if s.place.name == "Artyom" else s for s in trip.stops
    )
    artyom = next(s.place for s in trip.stops if s.place.name == "Artyom")
    mention = replace(trip.asides[0].resolution, place=artyom)
    told = describe(replace(trip, stops=stops, asides=(replace(trip.asides[0], resolution=mention),)))
    assert told.distances[0].ends == "Artem – Khasan"
    assert told.asides[0].place == "Artem"


def test_a_quotation_knows_the_earlier_stop_that_has_it():
    trip = near_trip()
    first, second, *rest = trip.stops
    both = replace(second, evidence=(*first.evidence, *second.evidence))
    told = describe(replace(trip, stops=(first, both, *rest))).stops[:2]
    assert [[q.under for q in stop.quotes] for stop in told] == [[None], [1, None]]


@pytest.mark.parametrize(("places", "open_", "more"), [(15, 15, None), (30, 12, "18 more")])
def test_places_beside_the_route_are_folded_after_a_dozen(places, open_, more):
    trip = far_east_trip()
    resolution = trip.asides[0].resolution
    asides = tuple(
        replace(trip.asides[0], resolution=replace(resolution, place=make_place(f"Town {i}", 1, i)))
        for i in range(places)
    )
    html = render_page(replace(trip, asides=asides))
    seen, _, folded = html.partition('<details class="more">')
    assert seen.count("<bdi>Town ") == open_
    assert (more in folded) if more else folded == ""
    assert html.count("<bdi>Town ") == places


@pytest.mark.parametrize("name", ["one", "There", "a place not named"])
def test_an_end_of_a_distance_that_is_no_name_is_said_to_be_none(name):
    trip = far_east_trip()
    claim = replace(trip.distance_claims[0], from_name=name, from_place=None, geodesic_km=None, ratio=None)
    told = {lang: describe(replace(trip, distance_claims=(claim,)), lang).distances[0].ends for lang in ("en", "de")}
    assert told == {"en": "a place not named – Khasan", "de": "ein nicht genannter Ort – Khasan"}


@pytest.mark.parametrize(("title", "shown"), [("Off to Cusco", "Off to Cusco. "), ("Where next?", "Where next? ")])
def test_a_title_gets_no_second_end_mark(title, shown):
    trip = near_trip()
    object.__setattr__(trip.documents[0], "title", title)
    text = " ".join(Parts(render_page(trip)).text.split())
    assert f"{shown}The Harbour Post" in text


# ------------------------------------------------------------------------ stills and options


def test_the_still_map_shows_all_but_what_was_called_off():
    html = render_page(near_trip())
    (still,) = re.findall(r'<noscript><div class="stage">(<svg.*?</svg>)', html, re.DOTALL)
    assert re.findall(r'class="name"[^>]*>([^<]+)<', still) == ["Sassnitz", "Lohme"]
    assert still.count("kimmap-leg") == 1
    assert "Germany" in still
    assert len(still) < 12_000


def test_a_globe_says_where_unless_the_map_does():
    assert '<svg class="globe"' in render_page(near_trip())
    assert '<svg class="globe"' not in render_page(pacific_trip())


def test_tiles_are_the_only_thing_that_a_page_may_fetch_and_only_on_request():
    html = render_page(near_trip(), tiles=OPENSTREETMAP)
    (policy,) = (a["content"] for _, a in Parts(html).tags if a.get("http-equiv"))
    assert "img-src https://tile.openstreetmap.org;" in policy
    assert "\\u00a9 OpenStreetMap contributors" in html
    assert 'content="strict-origin-when-cross-origin"' in html
    assert "openstreetmap" not in render_page(near_trip())


def test_an_attribution_of_tiles_is_text():
    html = render_page(near_trip(), tiles=Tiles("https://{s}.example/{z}/{x}/{y}.png", "<img src=x onerror=mark()>"))
    assert "<img" not in html
    assert "img-src https://*.example;" in html


@pytest.mark.parametrize(
    ("url", "attribution"),
    [
        ("https://example.org/{z}/{x}.png", "A"),
        ("javascript:{z}{x}{y}", "A"),
        ("https://example.org/{z}/{x}/{y}.png; script-src *", "A"),
        ("https://example.org/{z}/{x}/{y}.png", " "),
    ],
)
def test_tiles_without_a_safe_address_or_an_attribution_are_refused(url, attribution):
    with pytest.raises(WrongSettings):
        Tiles(url, attribution)


def test_a_folium_map_shows_the_layer_in_the_same_bytes_each_time():
    html = render_folium(near_trip())
    assert html == render_folium(near_trip())
    assert "tile.openstreetmap.org" in html
    assert html.count("kimmapTripLayer(") == 2


# ------------------------------------------------------------------------------- long trips


def test_a_long_trip_is_compressed_and_told_without_script():
    trip = long_trip(1000)
    html = render_page(trip)
    assert len(html.encode()) < 530_000
    assert html.count('<li class="stop"') == 50
    assert html.count("<li><b>Place ") == 450
    assert "Stops 1 to 500 of 1000" in html
    (block,) = (d for t, a, d in Parts(html).raw if a.get("type") == "application/json")
    assert to_geojson(from_record(record_in(block))) == to_geojson(trip)
