"""What lies in ``output/`` is what the sources in ``seeds/`` give today, byte for byte."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path

import pytest

import kimmap
from kimmap.model import Trip

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def trip() -> Trip:
    return kimmap.trace(kimmap.read(ROOT / "seeds"), traveller="Kim Jong Un")


@pytest.mark.parametrize("name", ["map.html", "trip.geojson", "map.svg"])
def test_outputs_are_up_to_date(name: str, trip: Trip, tmp_path: Path) -> None:
    made = kimmap.write_trip(trip, tmp_path / name)
    assert unpacked(made) == unpacked(ROOT / "output" / name), f"output/{name} is out of date: run make map"


def unpacked(path: Path) -> str:
    """The text of a file with its packed record laid open: compressors differ from machine to machine."""
    text = path.read_text(encoding="utf-8")
    return re.sub(r'(?<="gzip":")[^"]+', lambda m: gzip.decompress(base64.b64decode(m.group())).decode(), text)


def test_the_first_case_comes_out_right(trip: Trip) -> None:
    told = [(s.place.name, *(d and d.isoformat() for d in (s.when.first, s.when.last)), s.status) for s in trip.stops]
    assert told == [
        ("Pyongyang", "2023-09-10", "2023-09-10", "visited"),
        ("Vostochny Cosmodrome", "2023-09-12", "2023-09-15", "visited"),
        ("Komsomolsk-on-Amur", "2023-09-15", "2023-09-15", "visited"),
        ("Artyom", "2023-09-17", "2023-09-17", "visited"),
        ("Khasan", "2023-09-18", "2023-09-18", "visited"),
        ("Pyongyang", "2023-09-19", "2023-09-19", "visited"),
        ("Vladivostok", None, None, "possible"),
    ]
    assert [s.on_route for s in trip.stops] == [True] * 6 + [False]


def test_every_quotation_is_cut_from_its_source(trip: Trip) -> None:
    features = json.loads(json.dumps(trip.to_geojson()))["features"]
    assert len(features) >= len(trip.stops)
    for stop in trip.stops:
        assert stop.evidence
        for claim in stop.evidence:
            quote = claim.quote
            assert quote.document.text[quote.start : quote.end] == quote.text


def test_the_stated_distance_is_checked(trip: Trip) -> None:
    (claim,) = [c for c in trip.distance_claims if c.claimed_km == 254]
    assert claim.verdict == "network"
    assert claim.geodesic_km == pytest.approx(163, abs=2)
