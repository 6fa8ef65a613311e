"""Every form of export, opened by a library that did not write it; and pages read back."""

from __future__ import annotations

import datetime as dt
import io
import json
import sqlite3
import subprocess
import sys
from dataclasses import replace

import gpxpy
import numpy as np
import pyogrio.raw
import pytest
import shapely
from fastkml import KML
from fastkml.features import Placemark
from fastkml.utils import find_all
from lxml import etree
from outputs_trips import far_east_trip, make_place, make_trip, near_trip, one_country_trip, pacific_trip, september
from PIL import Image
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF

from kimmap.errors import DataMissing, UnreadableSource
from kimmap.model import Trip
from kimmap.outputs import optional, to_geojson
from kimmap.outputs.exports.geopackage import to_geopackage
from kimmap.outputs.exports.gpx import to_gpx
from kimmap.outputs.exports.kml import to_kml
from kimmap.outputs.exports.linked_data import to_linked_data
from kimmap.outputs.figure import raster
from kimmap.outputs.files import WRITERS, write_trip
from kimmap.outputs.readback import holds_trip, read_trip
from kimmap.outputs.record import as_of, text_sha256

TRIPS = [far_east_trip, pacific_trip, near_trip, one_country_trip]
SCHEMA, OA = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/oa#")
HOSTILE = "</script>]]><b onclick=\"x()\">&amp;'`${7}\\ \x00\x1b \u202e\ud800 =cmd|' /C'!A0 --> {{7*7}}"


def hostile_trip(text: str = HOSTILE) -> Trip:
    """Text that would be markup, a formula, a template or no text at all somewhere, in every field."""
    trip = make_trip(
        [(make_place(f"{text} {i}", 10.0 + i, 20.0, "GA"), "visited", september(i)) for i in (1, 2)],
        title=text,
        publisher=text,
        sentence=f"{text} {{place}} {{number}}",
    )
    stops = tuple(replace(s, contradictions=(text,), bounded_by=(text,)) for s in trip.stops)
    return replace(trip, stops=stops)


def utf8_hostile_trip() -> Trip:
    """The same without the lone surrogate, which no file in UTF-8 can hold."""
    return hostile_trip(HOSTILE.replace("\ud800", ""))


# ----------------------------------------------------------------------------------------- KML


@pytest.mark.parametrize("make", TRIPS)
def test_kml_has_the_stops_and_the_legs(make):
    trip = make()
    marks = list(find_all(KML.from_string(to_kml(trip).split("\n", 1)[1]), of_type=Placemark))
    points = [m for m in marks if m.geometry.geom_type == "Point"]
    assert [m.name for m in points] == [f"{i}. {s.place.name}" for i, s in enumerate(trip.stops, start=1)]
    assert [m.geometry.coords[0][:2] for m in points] == [(s.place.lon, s.place.lat) for s in trip.stops]
    assert len(marks) - len(points) == len(trip.legs)


def test_kml_times_are_days_or_spans_or_nothing():
    marks = list(find_all(KML.from_string(to_kml(far_east_trip()).split("\n", 1)[1]), of_type=Placemark))
    assert str(marks[0].time_stamp) == "2023-09-10"
    assert (marks[1].time_stamp, marks[1].begin, marks[1].end) == (None, None, None)
    assert (str(marks[2].begin), str(marks[2].end)) == ("2023-09-12", "2023-09-15")


def test_kml_lines_stay_on_their_side_of_the_antimeridian():
    lines = etree.fromstring(to_kml(pacific_trip()).encode()).iter("{*}LineString")
    for line in lines:
        lons = [float(c.split(",")[0]) for c in line.findtext("{*}coordinates").split()]
        assert max(lons) - min(lons) < 180


def test_kml_balloons_show_hostile_text_as_text():
    root = etree.fromstring(to_kml(hostile_trip()).encode())
    for description in root.iter("{*}description"):
        balloon = etree.HTML(description.text or "<p/>")
        assert not {e.tag for e in balloon.iter()} - {"html", "body", "p", "blockquote", "br", "a"}
        assert not balloon.xpath("//@onclick")


# ----------------------------------------------------------------------------------------- GPX


@pytest.mark.parametrize("make", TRIPS)
def test_gpx_has_waypoints_and_a_route(make):
    trip = make()
    gpx = gpxpy.parse(to_gpx(trip))
    assert [(w.latitude, w.longitude) for w in gpx.waypoints] == [s.place.point for s in trip.stops]
    assert [w.type for w in gpx.waypoints] == [s.status for s in trip.stops]
    (route,) = gpx.routes
    assert [(p.latitude, p.longitude) for p in route.points] == [s.place.point for s in trip.stops if s.on_route]
    assert gpx.time.date() == as_of(trip)
    assert gpx.tracks == []


def test_gpx_claims_no_hours_that_nobody_knows():
    gpx = gpxpy.parse(to_gpx(far_east_trip()))
    assert all(w.time is None for w in gpx.waypoints)
    days = {e.tag.rpartition("}")[2]: e.text for e in gpx.waypoints[2].extensions}
    assert days == {"start": "2023-09-12", "end": "2023-09-15"}


# ---------------------------------------------------------------------------------- GeoPackage


@pytest.mark.parametrize("make", TRIPS)
def test_geopackage_layers_open_in_gdal(make, tmp_path):
    trip = make()
    path = tmp_path / "trip.gpkg"
    path.write_bytes(to_geopackage(trip))
    layers = {str(name): kind for name, kind in pyogrio.list_layers(path)}
    assert set(layers) == {"stops", "legs", "evidence", "distances", "sources"}
    assert (layers["stops"], layers["legs"]) == ("Point", "MultiLineString")
    meta, _, shapes, fields = pyogrio.raw.read(path, layer="stops")
    assert meta["crs"] == "EPSG:4326"
    assert [(p.x, p.y) for p in shapely.from_wkb(shapes)] == [(s.place.lon, s.place.lat) for s in trip.stops]
    columns = dict(zip(meta["fields"], fields, strict=True))
    assert list(columns["place"]) == [s.place.name for s in trip.stops]
    starts = [None if np.isnat(d) else d.astype("datetime64[D]").item() for d in columns["start"]]
    assert starts == [s.when.first for s in trip.stops]
    _, _, lines, _ = pyogrio.raw.read(path, layer="legs")
    assert len(lines) == len(trip.legs)
    assert all(b[2] - b[0] <= 180.001 for line in shapely.from_wkb(lines) for b in [p.bounds for p in line.geoms])


def test_geopackage_is_sound_and_joins_evidence_with_stops():
    trip = far_east_trip()
    database = sqlite3.connect(":memory:")
    database.deserialize(to_geopackage(trip))
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    rows = database.execute('SELECT s.place, e.quote FROM stops s JOIN evidence e ON e.stop = s."order"').fetchall()
    assert rows == [(s.place.name, c.quote.text) for s in trip.stops for c in s.evidence]
    hashes = dict(database.execute("SELECT source, sha256 FROM sources"))
    assert hashes == {d.name: text_sha256(d) for d in trip.documents}
    database.close()


# ------------------------------------------------------------------------------------- JSON-LD


# rdflib 7 warns of its own inner ways.
own_ways = pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")


def graph_of(trip: Trip) -> Graph:
    data = json.dumps(to_linked_data(trip))
    return Graph().parse(data=data, format="json-ld", publicID="https://example.org/trip")


@own_ways
@pytest.mark.parametrize("make", TRIPS)
def test_linked_data_is_a_trip_with_its_places_in_order(make):
    trip = make()
    graph = graph_of(trip)
    node = next(s for s in graph.subjects(RDF.type, SCHEMA.Trip) if str(s).endswith("#trip"))
    items = Collection(graph, graph.value(graph.value(node, SCHEMA.itinerary), SCHEMA.itemListElement))
    names = [str(graph.value(graph.value(item, SCHEMA.item), SCHEMA.name)) for item in items]
    assert names == [s.place.name for s in trip.stops]


@own_ways
@pytest.mark.parametrize("make", TRIPS)
def test_annotations_select_the_quotations_in_their_sources(make):
    trip = make()
    graph, texts = graph_of(trip), {d.name: d.text for d in trip.documents}
    seen = set()
    for annotation in graph.subjects(RDF.type, OA.Annotation):
        target = graph.value(annotation, OA.hasTarget)
        source = graph.value(target, OA.hasSource)
        name = str(graph.value(graph.value(source, SCHEMA.encoding), SCHEMA.name))
        selectors = {graph.value(s, RDF.type): s for s in graph.objects(target, OA.hasSelector)}
        quoted, position = selectors[OA.TextQuoteSelector], selectors[OA.TextPositionSelector]
        start, end = (int(graph.value(position, p)) for p in (OA.start, OA.end))
        before, exact, after = (str(graph.value(quoted, p)) for p in (OA.prefix, OA.exact, OA.suffix))
        assert texts[name][start:end] == exact
        assert before + exact + after in texts[name]
        for body in graph.objects(annotation, OA.hasBody):
            seen.add((str(body).rpartition("#")[2], exact))
    wanted = {(f"stop-{i}", c.quote.text) for i, s in enumerate(trip.stops, start=1) for c in s.evidence}
    assert wanted <= seen


# ------------------------------------------------------------------------------ all, by suffix


def test_png_is_at_print_resolution(tmp_path):
    with Image.open(write_trip(near_trip(), tmp_path / "trip.png")) as image:
        assert image.width == round(180 / 25.4 * 300)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert len(image.getcolors(2**20)) > 20


@pytest.mark.parametrize(
    ("installed", "taken"),
    [({"", "DejaVu Sans"}, None), ({"DejaVu Sans", "Roboto"}, "DejaVu Sans"), ({"Roboto"}, "Roboto")],
)
def test_png_has_letters_whatever_sans_serif_is_installed(installed, taken, monkeypatch):
    asked = []

    def draw(sans_serif_family=None, **_):
        asked.append(sans_serif_family)
        has_letters = (sans_serif_family or "") in installed
        file = io.BytesIO()
        Image.new("RGBA", (9, 9), "black" if has_letters else (0, 0, 0, 0)).save(file, "PNG")
        return file.getvalue()

    monkeypatch.setattr("resvg_py.svg_to_bytes", draw)
    raster._sans_serif.cache_clear()
    try:
        raster.rasterised("<svg/>", 180, 300)
        assert asked[-1] == taken
    finally:
        raster._sans_serif.cache_clear()


def test_without_any_font_there_is_no_png_but_a_hint(monkeypatch):
    monkeypatch.setattr(raster, "_sans_serif", lambda: None)
    with pytest.raises(DataMissing, match="fonts-liberation"):
        raster.rasterised("<svg/>", 180, 300)


@pytest.mark.parametrize("suffix", sorted(set(WRITERS) - {".htm", ".json"}))
def test_hostile_text_stays_text_and_files_stay_well_formed(suffix, tmp_path):
    content = WRITERS[suffix](hostile_trip())
    data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    if suffix in (".kml", ".gpx", ".svg"):
        root = etree.fromstring(data)
        assert not root.xpath("//*[local-name()='script' or local-name()='b']")
        assert "onclick" in "".join(root.itertext())
    elif suffix in (".geojson", ".json", ".jsonld"):
        assert "onclick" in str(json.loads(data))
    elif suffix == ".gpkg":
        (tmp_path / "trip.gpkg").write_bytes(data)
        _, _, _, fields = pyogrio.raw.read(tmp_path / "trip.gpkg", layer="stops", columns=["place"])
        assert all("onclick" in place for place in fields[0])
    else:
        assert data


@pytest.mark.slow
@pytest.mark.parametrize("suffix", sorted(set(WRITERS) - {".htm", ".json"}))  # which are as .html and .geojson
def test_the_same_trip_gives_the_same_bytes_from_its_sources_and_from_its_page(suffix, tmp_path):
    trip = far_east_trip()
    first, second = WRITERS[suffix](trip), WRITERS[suffix](far_east_trip())
    assert first == second
    again = read_trip(write_trip(trip, tmp_path / "map.html"))
    assert WRITERS[suffix](again) == first


@pytest.mark.slow
def test_bytes_do_not_depend_on_the_process_or_the_time():
    script = (
        "import hashlib, sys; sys.path.insert(0, 'tests');"
        "from outputs_trips import far_east_trip; from kimmap.outputs.files import WRITERS;"
        "from kimmap.outputs.report import to_docx, to_pdf;"
        "t = far_east_trip();"
        "made = [WRITERS[s](t) for s in ('.svg', '.gpkg', '.kml', '.gpx', '.jsonld', '.md')] + [to_docx(t), to_pdf(t)];"
        "print([hashlib.sha256(m if isinstance(m, bytes) else m.encode()).hexdigest() for m in made])"
    )
    seen = set()
    for seed in ("1", "2"):
        environment = {"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "TZ": ("UTC", "Asia/Tokyo")[int(seed) - 1]}
        run = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        seen.add(run.stdout)
    assert len(seen) == 1


def test_a_missing_library_is_told_with_the_command_that_installs_it():
    with pytest.raises(DataMissing, match=r"Umbrellas needs no_such_library: pip install no_such_library"):
        optional.optional("no_such_library.part", "Umbrellas")


# ----------------------------------------------------------------------------------- read back


@pytest.mark.parametrize("make", [*TRIPS, utf8_hostile_trip])
@pytest.mark.parametrize("name", ["map.html", "trip.geojson"])
def test_a_file_read_back_is_the_same_trip(make, name, tmp_path):
    trip = make()
    path = write_trip(trip, tmp_path / name)
    again = read_trip(path)
    assert holds_trip(path)
    assert to_geojson(again) == to_geojson(trip)
    assert [(a.reason, a.quote.sentence) for a in again.asides] == [(a.reason, a.quote.sentence) for a in trip.asides]
    assert [text_sha256(d) for d in again.documents] == [text_sha256(d) for d in trip.documents]
    assert [s.place for s in again.stops] == [s.place for s in trip.stops]


@pytest.mark.slow
def test_a_long_trip_is_read_back_from_its_compressed_record(tmp_path):
    places = [make_place(f"Place {i}", (i * 7) % 60, (i * 13) % 170, "GA") for i in range(700)]
    trip = make_trip([(place, "visited", september(1 + i % 30)) for i, place in enumerate(places)])
    path = write_trip(trip, tmp_path / "map.html")
    assert to_geojson(read_trip(path)) == to_geojson(trip)


def test_edited_geojson_is_refused_rather_than_half_read(tmp_path):
    path = write_trip(near_trip(), tmp_path / "trip.geojson")
    path.write_text(path.read_text().replace('"place": "Lohme"', '"place": "Lome"'))
    with pytest.raises(UnreadableSource, match="changed after kimmap wrote them"):
        read_trip(path)


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", "null", "<p>An article.</p>", '{"format": "kimmap-trip", "version": 1}', "[" * 100_000,
     '<script type="application/json">{"record": {"format": "kimmap-trip", "version": 1, "gzip": "AAAA"}}</script>',
     '{"record": {"format": "kimmap-trip", "version": 99}}', '{"format": "kimmap-trip", "version": 1, "documents": 5}'],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.html", "a.json"])
def test_what_holds_no_trip_is_told_in_one_line(content, name, tmp_path):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(UnreadableSource) as caught:
        read_trip(path)
    assert "\n" not in str(caught.value)


def test_a_missing_file_holds_no_trip(tmp_path):
    assert not holds_trip(tmp_path / "none.html")
    assert not holds_trip(tmp_path)
    with pytest.raises(UnreadableSource, match="cannot read"):
        read_trip(tmp_path / "none.html")


def test_as_of_is_the_last_publication_or_the_last_day_or_the_epoch():
    trip = far_east_trip()
    assert as_of(trip) == dt.date(2023, 9, 19)
    undated = make_trip([(make_place("A", 1, 1), "visited", september(4))])
    object.__setattr__(undated.documents[0], "published", None)
    assert as_of(undated) == dt.date(2023, 9, 4)
    assert as_of(Trip("t", "A", (), ())) == dt.date(1970, 1, 1)
