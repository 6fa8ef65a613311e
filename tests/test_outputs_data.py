"""GeoJSON, tables, files and the record of a trip: exact forms."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import hashlib
import io
import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outputs_trips import far_east_trip, make_place, make_trip, near_trip, one_country_trip, pacific_trip, september

from kimmap.errors import UnwritableOutput, WrongSettings
from kimmap.model import Interval
from kimmap.outputs import from_record, to_csv, to_frame, to_geojson, to_record, words, write_text, write_trip
from kimmap.outputs.geometry import cut_at_antimeridian, geodesic, simplified, unwrapped
from kimmap.reading.metadata import DescribedDocument, Told

TRIPS = [far_east_trip, pacific_trip, near_trip, one_country_trip]


# ------------------------------------------------------------------------------------- GeoJSON


@pytest.mark.parametrize(
    ("name", "file"),
    [("a.jsonl#12", "a.jsonl"), ("b.mbox#2", "b.mbox"), ("c.csv.gz#3", "c.csv.gz"), ("note #2.txt", "note #2.txt")],
)
def test_evidence_names_the_file_and_its_article(name: str, file: str) -> None:
    trip = make_trip([(make_place("Alpha", 0.0, 10.0, "GA"), "visited", september(1))])
    claim = trip.stops[0].evidence[0]
    document = dataclasses.replace(claim.quote.document, name=name)
    quoted = dataclasses.replace(claim, quote=dataclasses.replace(claim.quote, document=document))
    stop = dataclasses.replace(trip.stops[0], evidence=(quoted,))
    told = to_geojson(dataclasses.replace(trip, stops=(stop,), documents=(document,)))["features"][0]["properties"][
        "evidence"
    ][0]
    assert (told["source"], told.get("article", file)) == (file, name)


def test_geojson_of_two_stops_is_exact():
    trip = make_trip(
        [
            (make_place("Alpha", 0.0, 10.0, "GA"), "visited", september(1)),
            (make_place("Beta", 0.0, 10.5, "GA"), "planned", Interval(dt.date(2023, 9, 3))),
        ],
        title="Two stops",
    )
    collection = to_geojson(trip)
    legs = [f for f in collection["features"] if f["properties"]["kind"] == "leg"]
    assert {k: v for k, v in collection.items() if k != "features"} == {
        "type": "FeatureCollection",
        "title": "Two stops",
        "traveller": "Ada Vinter",
        "distances": [],
        "sources": [
            {
                "source": "post.txt",
                "title": None,
                "publisher": "The Harbour Post",
                "author": None,
                "published": "2023-09-20",
                "url": None,
                "language": "en",
                "sha256": hashlib.sha256(trip.documents[0].text.encode()).hexdigest(),
            }
        ],
    }
    assert collection["features"][0] == {
        "type": "Feature",
        "id": "stop-1",
        "geometry": {"type": "Point", "coordinates": [10.0, 0.0]},
        "properties": {
            "kind": "stop",
            "order": 1,
            "place": "Alpha",
            "place_id": "test:Alpha",
            "place_kind": "city",
            "country": "GA",
            "status": "visited",
            "start": "2023-09-01",
            "end": "2023-09-01",
            "arrival": None,
            "departure": None,
            "bounded_by": [],
            "contradictions": [],
            "confidence": 1.0,
            "independent_sources": 1,
            "evidence": [{"source": "post.txt", "quote": "Ada Vinter was in Alpha (1).", "start": 0, "end": 28}],
        },
    }
    second = collection["features"][1]["properties"]
    assert (second["status"], second["start"], second["end"]) == ("planned", "2023-09-03", None)
    assert legs[0]["geometry"] == {"type": "LineString", "coordinates": [[10.0, 0.0], [10.25, 0.0], [10.5, 0.0]]}
    assert legs[0]["properties"]["geodesic_km"] == pytest.approx(55.66, abs=0.01)


def test_geojson_lists_distances_with_their_verdict():
    (claim,) = to_geojson(far_east_trip())["distances"]
    assert claim["quote"] == "Artyom is 254 kilometres from Khasan."
    assert (claim["from"], claim["to"], claim["claimed_km"], claim["verdict"]) == ("Artyom", "Khasan", 254.0, "network")
    assert claim["geodesic_km"] == pytest.approx(163, abs=1)


@pytest.mark.parametrize("make", TRIPS)
def test_geojson_evidence_is_verbatim_and_order_runs_from_one(make):
    trip = make()
    texts = {d.name: d.text for d in trip.documents}
    stops = [f["properties"] for f in to_geojson(trip)["features"] if f["properties"]["kind"] == "stop"]
    assert [s["order"] for s in stops] == list(range(1, len(trip.stops) + 1))
    assert all(texts[e["source"]][e["start"] : e["end"]] == e["quote"] for s in stops for e in s["evidence"])


def test_geojson_cuts_legs_at_the_antimeridian():
    legs = [f for f in to_geojson(pacific_trip())["features"] if f["properties"]["kind"] == "leg"]
    assert [f["geometry"]["type"] for f in legs] == ["MultiLineString", "MultiLineString", "LineString"]
    west, east = legs[0]["geometry"]["coordinates"]
    assert west[-1][0] == 180
    assert east[0][0] == -180
    assert west[-1][1] == east[0][1]


def test_a_leg_between_two_visits_at_one_spot_has_no_line():
    here = make_place("Here", 1, 1)
    trip = make_trip([(here, "visited", september(1)), (here, "visited", september(2))])
    assert to_geojson(trip)["features"][2]["geometry"] is None


# ------------------------------------------------------------------------------------ geometry


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=2, max_size=12))
def test_cut_lines_stay_in_the_world_and_never_jump(points):
    for part in cut_at_antimeridian(unwrapped(points)):
        assert all(-180 <= lon <= 180 for lon, _ in part)
        assert all(abs(a[0] - b[0]) <= 180.000001 for a, b in pairwise(part))


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ([(10.0, 0.0), (20.0, 0.0)], [[(10.0, 0.0), (20.0, 0.0)]]),
        ([(170.0, 0.0), (190.0, 10.0)], [[(170.0, 0.0), (180.0, 5.0)], [(-180.0, 5.0), (-170.0, 10.0)]]),
        ([(-170.0, 0.0), (-190.0, 10.0)], [[(-170.0, 0.0), (-180.0, 5.0)], [(180.0, 5.0), (170.0, 10.0)]]),
        ([(170.0, 0.0), (180.0, 0.0)], [[(170.0, 0.0), (180.0, 0.0)]]),
        ([(180.0, 0.0), (170.0, 0.0)], [[(180.0, 0.0), (170.0, 0.0)]]),
    ],
)
def test_cut_at_antimeridian(line, parts):
    assert cut_at_antimeridian(line) == parts


def test_geodesic_goes_the_short_way_over_the_antimeridian():
    line = geodesic((179.0, 10.0), (-179.0, 10.0))
    assert line[0] == (179.0, 10.0)
    assert line[-1] == (181.0, 10.0)
    assert all(179 <= lon <= 181 for lon, _ in line)


def test_simplified_keeps_corners_and_drops_what_lies_on_a_line():
    assert simplified([(0, 0), (1, 0.01), (2, 0), (2, 2)], 0.1) == [(0, 0), (2, 0), (2, 2)]


# --------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("first", "last", "said", "between"),
    [
        ("2023-09-10", "2023-09-10", "10 Sep 2023", "10 Sep 2023"),
        ("2023-09-12", "2023-09-15", "12–15 Sep 2023", "between 12 and 15 Sep 2023"),
        ("2023-09-28", "2023-10-03", "28 Sep – 3 Oct 2023", "between 28 Sep and 3 Oct 2023"),
        ("2023-12-30", "2024-01-02", "30 Dec 2023 – 2 Jan 2024", "between 30 Dec 2023 and 2 Jan 2024"),
        ("2024-02-01", "2024-02-29", "Feb 2024", "Feb 2024"),
        ("1874-01-01", "1874-12-31", "1874", "1874"),
        ("2023-09-12", None, "12 Sep 2023 or later", "12 Sep 2023 or later"),
        (None, "2023-09-12", "by 12 Sep 2023", "by 12 Sep 2023"),
        (None, None, "date not stated", "date not stated"),
    ],
)
def test_dates_in_words(first, last, said, between):
    when = Interval(*(dt.date.fromisoformat(d) if d else None for d in (first, last)))
    assert words.days(when) == said
    assert words.between(when) == between


def test_shared_text_is_told_as_one_witness():
    stop = far_east_trip().stops[2]
    assert words.witnesses(stop) == "2 sources, 1 independent: they share one text"


# -------------------------------------------------------------------------------------- tables


def test_frame_has_a_row_a_stop_and_real_dates():
    frame = to_frame(far_east_trip())
    assert list(frame["order"]) == [1, 2, 3, 4, 5, 6, 7]
    assert str(frame["start"].dtype) == "datetime64[s]"
    assert frame["start"].isna().tolist() == [False, True, False, False, False, False, False]
    assert frame["km_from_previous"].round().tolist()[2:] == [1442, 624, 879, 163, 560]
    assert frame["sources"][2] == ("daily.txt", "wire.txt")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_csv_disarms_formulas(start):
    trip = make_trip([(make_place(start, 1, 1), "visited", september(1))], sentence=start + " {place}")
    (row,) = csv.DictReader(io.StringIO(to_csv(trip), newline=""))
    assert row["place"] == "'" + start
    assert row["quotes"].startswith("'" + start)
    assert row["lat"] == "1"
    assert row["start"] == "2023-09-01"


def test_csv_leaves_negative_numbers_alone():
    trip = make_trip([(make_place("South", -33.5, -70.5), "visited", september(1))])
    (row,) = csv.DictReader(io.StringIO(to_csv(trip)))
    assert (row["lat"], row["lon"]) == ("-33.5", "-70.5")


# -------------------------------------------------------------------------------------- record


@pytest.mark.parametrize("make", TRIPS)
def test_a_record_read_back_gives_the_same_outputs(make):
    trip = make()
    record = json.loads(json.dumps(to_record(trip)))
    again = from_record(record)
    assert to_geojson(again) == to_geojson(trip)
    assert to_record(again) == record
    assert [a.quote.sentence for a in again.asides] == [a.quote.sentence for a in trip.asides]


def test_a_record_keeps_where_titles_and_dates_were_found():
    trip = make_trip([(make_place("Alpha", 1, 1), "visited", september(1))])
    plain = {f.name: getattr(trip.documents[0], f.name) for f in dataclasses.fields(trip.documents[0])}
    told = (Told("title", "A trip", "meta element"), Told("published", "20 Sept", "sources.csv", given=True))
    described = DescribedDocument(**plain, told=told, modified=dt.date(2023, 9, 21), sha256="ab" * 32)
    claim = trip.stops[0].evidence[0]
    moved = dataclasses.replace(claim.quote, document=described)
    mention = dataclasses.replace(claim.resolution.mention, quote=moved)
    resolution = dataclasses.replace(claim.resolution, mention=mention)
    claim = dataclasses.replace(claim, quote=moved, resolution=resolution)
    stop = dataclasses.replace(trip.stops[0], evidence=(claim,))
    (again,) = from_record(to_record(dataclasses.replace(trip, documents=(described,), stops=(stop,)))).documents
    assert (again.told, again.modified, again.sha256) == (told, described.modified, described.sha256)
    assert again.where("title") == "meta element"


def test_a_record_holds_only_what_is_quoted():
    trip = make_trip([(make_place("Alpha", 1, 1), "visited", september(1))])
    document = trip.documents[0]
    object.__setattr__(document, "text", document.text + " " + "Unquoted secret.")
    assert "secret" not in json.dumps(to_record(trip))


def test_a_foreign_record_is_refused():
    with pytest.raises(WrongSettings):
        from_record({"format": "something else"})


# --------------------------------------------------------------------------------------- files


@pytest.mark.parametrize("name", ["trip.geojson", "trip.json", "trip.csv", "trip.html", "TRIP.HTML"])
def test_the_suffix_chooses_the_form(tmp_path, name):
    path = write_trip(near_trip(), tmp_path / "new folder" / name)
    start = path.read_text(encoding="utf-8")[:20]
    assert start.startswith({"n": "{", "v": '"order"', "l": "<!DOCTYPE", "L": "<!DOCTYPE"}[name[-1]])
    assert [p.name for p in path.parent.iterdir()] == [name]


def test_an_unknown_suffix_names_the_known_ones(tmp_path):
    with pytest.raises(WrongSettings, match=r"use one of \.csv, \.geojson"):
        write_trip(near_trip(), tmp_path / "trip.xyz")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_place_for_a_file(tmp_path):
    (tmp_path / "out.html").mkdir()
    with pytest.raises(UnwritableOutput, match="it is a folder"):
        write_text(tmp_path / "out.html", "x")


def test_a_file_in_the_way_of_the_folder_is_told_in_one_line(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnwritableOutput, match="choose another place") as caught:
        write_text(tmp_path / "file" / "out.html", "x")
    assert "\n" not in str(caught.value)


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "trip.csv"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(UnwritableOutput, match="No space left on device"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["trip.csv"]


def test_permissions_are_those_of_any_new_file_or_of_the_old_one(tmp_path):
    mask = os.umask(0o022)
    try:
        path = write_text(tmp_path / "a.txt", "x")
        assert path.stat().st_mode & 0o777 == 0o644
        path.chmod(0o600)
        assert write_text(path, "y").stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(mask)
