"""The figure for print: true distances, land where land is, nothing over anything else, only symbols in use."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from outputs_trips import far_east_trip, make_place, make_trip, near_trip, one_country_trip, pacific_trip, september

from kimmap.errors import NoTrip, WrongSettings
from kimmap.geodesy import geodesic_km
from kimmap.model import Trip
from kimmap.outputs.figure import Figure, draw_svg, lay_out
from kimmap.outputs.figure.atlas import draw_atlas
from kimmap.outputs.figure.labels import Label, place_labels, spread
from kimmap.outputs.figure.maps import Map
from kimmap.outputs.figure.metrics import shortened, text_width, wrapped_lines
from kimmap.outputs.figure.pieces import way_line
from kimmap.outputs.figure.projection import Projection, fit_projection
from kimmap.outputs.figure.shapes import Frame
from kimmap.outputs.figure.ways import LEG_SIZE


def trip_of(*places: tuple[str, float, float]) -> Trip:
    rows = [
        (make_place(n, lat, lon, "XX"), "visited", september(1 + (i - 1) % 30))
        for i, (n, lat, lon) in enumerate(places, start=1)
    ]
    return make_trip(rows)


def around_the_world() -> Trip:
    return trip_of(
        ("Lisbon", 38.7, -9.1), ("Cairo", 30.0, 31.2), ("Mumbai", 19.0, 72.8), ("Sydney", -33.9, 151.2),
        ("Lima", -12.0, -77.0), ("Lisbon", 38.7, -9.1),
    )  # fmt: skip


def polar_trip() -> Trip:
    return trip_of(("Camp", -78.5, -163.6), ("Pole", -90.0, 0.0), ("Hobart", -42.9, 147.3))


def long_trip() -> Trip:
    return trip_of(
        ("West", 59.9, 30.3), ("Second", 55.8, 37.6), ("Middle", 55.0, 82.9), ("Fourth", 52.3, 104.3),
        ("East", 43.1, 131.9),
    )  # fmt: skip


TRIPS = [far_east_trip, pacific_trip, near_trip, one_country_trip, polar_trip, long_trip, around_the_world]


@cache
def figure_of(make: Callable[[], Trip]) -> Figure:
    return lay_out(make())


@cache
def svg_of(make: Callable[[], Trip]) -> str:
    return draw_svg(make())


# ---------------------------------------------------------------------------------- projection


@pytest.mark.parametrize(
    ("make", "most"),
    [(near_trip, 0.004), (one_country_trip, 0.004), (far_east_trip, 0.004), (long_trip, 0.006), (polar_trip, 0.008),
     (pacific_trip, 0.03)],
)  # fmt: skip
def test_distances_between_stops_are_as_true_as_the_figure_says(make, most):
    trip, frame = make(), figure_of(make).main.frame
    stops = [s.place for s in trip.stops if s.status != "cancelled"]
    at = frame.place(np.array([(p.lon, p.lat) for p in stops])) / frame.points_per_km
    errors = [
        abs(float(np.hypot(*(at[i] - at[j]))) / geodesic_km(stops[i].point, stops[j].point) - 1)
        for i, j in itertools.combinations(range(len(stops)), 2)
        if stops[i].point != stops[j].point
    ]
    assert max(errors) <= frame.projection.error + 1e-6
    assert frame.projection.error <= most


def test_a_trip_along_a_great_circle_gets_the_projection_for_it():
    assert figure_of(long_trip).main.frame.projection.family == "great circle"
    assert figure_of(one_country_trip).main.frame.projection.family == "azimuthal"


@example("azimuthal", 3.0, 3.0, 0.0, 0.0, 0.0)
@given(
    st.sampled_from(["azimuthal", "great circle"]),
    st.floats(-180, 180),
    st.floats(-85, 85),
    st.floats(0, 180),
    st.floats(-1500, 1500),
    st.floats(-1500, 1500),
)
def test_the_plane_leads_back_to_the_globe(family, lon, lat, axis, x, y):
    projection = Projection(family, lon, lat, axis, 0.98)
    plane = np.array([[x, y]])
    assert projection(projection.unflattened(plane)) == pytest.approx(plane, abs=1e-4)


@pytest.mark.parametrize("family", ["azimuthal", "great circle"])
@pytest.mark.parametrize("axis", [10.0, 90.0, 135.0])
def test_north_is_up_and_east_is_right_in_the_middle(family, axis):
    middle, north, east = Projection(family, 20.0, 50.0, axis)([(20.0, 50.0), (20.0, 50.5), (20.5, 50.0)])
    assert middle == pytest.approx((0, 0), abs=1e-6)
    assert north == pytest.approx((0, 55.6), abs=0.2)
    assert east == pytest.approx((35.7, 0), abs=0.3)


def test_points_all_around_the_globe_have_a_projection():
    everywhere = [(0.0, 0.0), (90.0, 0.0), (180.0, 0.0), (270.0, 0.0), (0.0, 89.0), (0.0, -89.0)]
    assert fit_projection(everywhere).family == "world"
    with pytest.raises(ValueError, match="needs points"):
        fit_projection([])


# --------------------------------------------------------------------------------------- shapes

LAND = [
    (2.35, 48.86), (37.6, 55.75), (-98.0, 39.0), (-55.0, -10.0), (25.0, 0.0), (134.0, -25.0), (100.0, 60.0),
    (-40.0, 75.0), (0.0, -80.0), (90.0, -75.0), (-120.0, -80.0), (178.0, 67.5), (79.0, 22.0),
]  # fmt: skip
SEA = [
    (-30.0, 40.0), (-150.0, 0.0), (179.0, 0.0), (80.0, -30.0), (0.0, 85.0), (3.5, 56.0), (-90.0, 25.0),
    (170.0, -60.0), (0.0, -62.0), (60.0, 15.0),
]  # fmt: skip


@pytest.mark.parametrize(
    "projection",
    [
        Projection("azimuthal", 37.0, 55.0),  # its middle is on land
        Projection("azimuthal", -160.0, -5.0),  # opposite to Africa
        Projection("azimuthal", 0.0, 90.0),
        Projection("azimuthal", 120.0, -88.0),
        Projection("great circle", 80.0, 50.0, 100.0),
        Projection("great circle", -100.0, 40.0, 20.0),
        Projection("great circle", 175.0, -20.0, 60.0),
        Projection("world", 0.0, 0.0),
        Projection("world", 150.0, 0.0),
        Projection("world", -100.0, 0.0),
    ],
    ids=lambda p: f"{p.family} {p.lon:g} {p.lat:g}",
)
def test_land_is_where_land_is(projection):
    half_km = 20_037.0 if projection.family == "world" else 8_000.0
    points_per_km = 250 / half_km
    frame = Frame(projection, -half_km, half_km, points_per_km, 500.0, 500.0)
    land = shapely.union_all([p.buffer(0) for p in draw_atlas(frame).land])
    box = shapely.box(*frame.box)
    far = Projection("azimuthal", projection.lon, projection.lat)
    checked = 0
    for points, on_land in ((LAND, True), (SEA, False)):
        for point, (x, y) in zip(points, frame.place(np.array(points)), strict=True):
            away_km = float(np.hypot(*far([point])[0]))
            if box.contains(shapely.Point(x, y)) and (projection.family == "world" or away_km < 7_500):
                assert land.contains(shapely.Point(x, y)) is on_land, point
                checked += 1
    assert checked >= 4


# --------------------------------------------------------------------------------------- labels


def boxes_of(figure: Map) -> tuple[list[tuple[float, ...]], list[tuple[float, ...]]]:
    marks = [m.box for m in figure.marks]
    labels = [m.label.box for m in figure.marks if m.label]
    names = [n.box for n in (*figure.countries, *figure.seas, *figure.cities)]
    return marks, [*labels, *names]


@pytest.mark.parametrize("make", TRIPS)
def test_no_label_covers_another_or_a_mark_or_leaves_the_map(make):
    trip, frame = make(), figure_of(make).main.frame
    marks, labels = boxes_of(figure_of(make).main)
    shapes = [shapely.box(*b) for b in labels]
    assert len(labels) >= len({s.place.name for s in trip.stops if s.status != "cancelled"})
    for a, b in itertools.combinations(shapes, 2):
        assert a.intersection(b).area < 0.01
    for mark in marks:
        assert all(shape.intersection(shapely.box(*mark)).area < 0.01 for shape in shapes)
    assert all(shapely.box(*frame.box).contains(shape) for shape in shapes)


def test_marks_at_one_spot_are_drawn_apart():
    points = np.array([(100.0, 100.0)] * 4 + [(104.0, 100.0)])
    at = spread(points, np.full(5, 6.0), (0, 0, 200, 200))
    assert min(float(np.hypot(*(at[i] - at[j]))) for i, j in itertools.combinations(range(5), 2)) > 12
    assert np.hypot(*(at - points).T).max() < 25


def test_a_label_keeps_off_what_is_taken():
    label = Label(50.0, 50.0, 5.0, 40.0, 10.0)
    (free,) = place_labels([label], [(45, 45, 55, 55)], np.empty((0, 2)), [], (0, 0, 200, 100))
    assert free.box[0] > 55
    assert free.leader is None
    (other,) = place_labels([label], [(45, 45, 55, 55)], np.empty((0, 2)), [(55, 0, 200, 100)], (0, 0, 200, 100))
    assert other.box[2] < 56


@pytest.mark.parametrize(("text", "width"), [("Hello", 2278), ("", 0), ("Évora", 2612), ("東京", 2000)])
def test_widths_are_those_of_helvetica(text, width):
    assert text_width(text, 1000) == width


@given(st.text(max_size=80), st.floats(20, 300))
def test_lines_fit(text, width):
    lines = wrapped_lines(text, width, 8)
    assert all(text_width(line, 8) <= width for line in lines)
    assert text_width(shortened(text, width, 8), 8) <= width


# ------------------------------------------------------------------------------------------ SVG


def text_of(svg: str) -> str:
    return " ".join(etree.fromstring(svg.encode()).itertext())


@pytest.mark.parametrize("make", TRIPS)
def test_the_figure_is_one_svg_with_named_groups_and_no_reference_to_anywhere(make):
    svg = svg_of(make)
    root = etree.fromstring(svg.encode())
    groups = {e.get("id") for e in root.iter("{*}g")}
    assert {"headline", "map", "basemap", "land", "stops", "labels", "legend", "credit"} <= groups
    assert root.get("role") == "img"
    assert not re.findall(r"(?:href|src)=", svg)
    assert set(re.findall(r"url\((.*?)\)", svg)) <= {"#frame", "#globe"}
    assert not re.search(r"nan|inf\b", svg)


def test_it_says_what_it_shows_and_how_true_it_is():
    said = text_of(svg_of(far_east_trip))
    wanted = (
        "6 stops", "Vostochny Cosmodrome", "12–15 Sep", "1 · 7", "1,442 km by train", "true to 0.1 %", "200 km",
        "as of 19 Sep 2023", "The Daily Example, Example Wire", "Natural Earth 1:10m", "GeoNames",
    )  # fmt: skip
    for words in wanted:
        assert words in said


def test_sources_without_a_publisher_are_counted_or_named_by_file():
    trip = far_east_trip()
    object.__setattr__(trip.documents[1], "publisher", None)
    assert "Sources: The Daily Example and 1 more, as of" in text_of(draw_svg(trip))
    object.__setattr__(trip.documents[0], "publisher", None)
    assert "Sources: daily.txt, wire.txt, as of" in text_of(draw_svg(trip))


def test_the_legend_explains_only_what_is_there():
    def legend(make: Callable[[], Trip]) -> str:
        root = etree.fromstring(svg_of(make).encode())
        return " ".join(root.xpath("//*[@id='legend']")[0].itertext())

    assert "unconfirmed" in legend(far_east_trip)
    assert "by train" in legend(far_east_trip)
    for words in ("unconfirmed", "planned", "by train", "more than once"):
        assert words not in legend(near_trip)
    assert "(planned)" in legend(pacific_trip)


def test_what_was_called_off_is_not_drawn_but_told():
    said = text_of(svg_of(near_trip).partition("</desc>")[2].join(("<svg>", "")))
    assert "Not shown: 1 called off" in said
    (off,) = lay_out(make_trip([(make_place("Riga", 56.9, 24.1), "cancelled", september(1))])).main.marks
    assert off.status == "cancelled"


def test_planned_legs_are_dashed_and_modes_have_lines_of_their_own():
    trip = pacific_trip()
    modes = ("plane", "ship", "train")
    legs = tuple(replace(leg, mode=mode) for leg, mode in zip(trip.legs, modes, strict=True))
    route = draw_svg(replace(trip, legs=legs)).partition('id="route"')[2].partition("</g>")[0]
    drawn = re.findall(r'stroke="#b3261e" stroke-width="([\d.]+)"( stroke-dasharray="[\d. ]+")?', route)
    assert [width for width, _ in drawn] == ["1.1", "2.6", "1.5", "4.6"]
    assert [bool(dashes) for _, dashes in drawn] == [False, False, True, True]


def test_a_road_is_two_lines_and_so_told_from_the_order_of_the_stops():
    plain, road = (way_line("M0 0H9", mode, False) for mode in ("unknown", "road"))
    assert (plain.count("<path"), road.count("<path")) == (1, 2)


def test_a_place_that_is_an_area_is_drawn_with_its_reach():
    trip = far_east_trip()
    region = replace(trip.stops[4].place, kind="region", radius_km=200.0)
    wide = replace(trip, stops=tuple(replace(s, place=region) if s.place.name == "Artyom" else s for s in trip.stops))
    areas = etree.fromstring(draw_svg(wide).encode()).xpath("//*[@id='areas']/*")
    frame = figure_of(far_east_trip).main.frame
    assert [float(a.get("r")) for a in areas] == [pytest.approx(200 * frame.points_per_km, abs=0.01)]
    assert "somewhere in this area" in text_of(draw_svg(wide))
    assert 'id="areas"' not in svg_of(far_east_trip)


def test_places_that_crowd_get_a_larger_map_of_their_own():
    near = [("A", 45.0, 10.0), ("B", 45.1, 10.1), ("C", 45.2, 10.0), ("D", 45.1, 9.9), ("E", 45.0, 10.1)]
    trip = trip_of(*near, ("Far", 55.0, 30.0))
    figure = lay_out(trip)
    assert figure.detail is not None
    assert [m.text for m in figure.main.marks] == ["", "", "", "", "", "6"]
    assert [m.text for m in figure.detail.marks] == ["1", "2", "3", "4", "5"]
    assert figure.detail.frame.points_per_km > 2 * figure.main.frame.points_per_km
    root = etree.fromstring(draw_svg(trip).encode())
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert {"map", "detail-map", "crowd"} <= set(ids)
    assert "Larger map below" in text_of(draw_svg(trip))
    _, labels = boxes_of(figure.detail)
    assert len(labels) >= 5
    assert figure_of(far_east_trip).detail is None


def test_what_says_that_places_are_shown_larger_covers_no_mark():
    near = [("A", 45.0, 10.0), ("B", 45.1, 10.1), ("C", 45.2, 10.0), ("D", 45.1, 9.9), ("E", 45.0, 10.1)]
    figure = lay_out(trip_of(*near, ("North", 46.3, 10.3), ("Far", 55.0, 30.0))).main
    assert figure.crowd_title is not None
    title = shapely.box(*figure.crowd_title)
    assert not any(title.intersects(shapely.box(*m.box)) for m in figure.marks if m.text)


def test_a_length_stands_nearer_to_its_own_line_than_to_another():
    trip = trip_of(("A", 45.0, 10.0), ("B", 48.0, 16.0), ("C", 45.3, 9.6), ("D", 48.3, 15.0), ("E", 44.4, 12.0))
    ways = lay_out(trip).main.ways
    lines = [shapely.union_all([shapely.LineString(line) for line in way.lines]) for way in ways]
    placed = [i for i, way in enumerate(ways) if way.text_at]
    assert len(placed) >= 2
    for i in placed:
        x, y = ways[i].text_at
        wide, high = text_width(ways[i].text, LEG_SIZE) / 2, LEG_SIZE * 0.6
        words = shapely.box(x - wide, y - high, x + wide, y + high)
        nearest = min(words.distance(line) for k, line in enumerate(lines) if k != i)
        assert words.distance(lines[i]) <= nearest + 1


def test_without_headline_and_narrower_for_a_column():
    svg = draw_svg(near_trip(), headline=False, width_mm=89)
    assert 'id="headline"' not in svg
    assert 'width="89mm"' in svg


@pytest.mark.parametrize("lang", ["de", "es", "fr", "ko", "ru"])
def test_other_languages_have_no_english_left(lang):
    said = text_of(draw_svg(far_east_trip(), lang=lang))
    for words in ("visited", "unconfirmed", "by train", "Sources:", "straight", "as of", "more than once"):
        assert words not in said


def test_an_unknown_language_and_an_empty_trip_are_refused():
    with pytest.raises(WrongSettings, match="texts in the language"):
        draw_svg(near_trip(), lang="xx")
    with pytest.raises(NoTrip):
        draw_svg(Trip("t", "A", (), ()))


@pytest.mark.slow
def test_many_stops_still_make_a_figure():
    places = [(f"Town {i}", 40 + (i * 37 % 150) / 10, (i * 53 % 250) / 10) for i in range(150)]
    figure = lay_out(trip_of(*places)).main
    assert len(figure.marks) == len(places)
    assert 0 < sum(m.label is not None for m in figure.marks) <= 46
    assert all(m.text == "" for m in figure.marks)
