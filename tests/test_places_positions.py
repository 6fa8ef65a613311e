"""Positions as logs, notices to mariners, aviation, blogs and instruments write them, and figures that are none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimmap.places.grids import find_grid_references
from kimmap.places.positions import find_positions

WRITTEN = [
    # logs
    ("21 44 N 024 08 W", 21.7333, -24.1333), ("DR 45 10 S, 150 20 W", -45.1667, -150.3333),
    ("Noon: 3 12 S 141 55 E", -3.2, 141.9167), ("noon pos. 60.10S 45.2W", -60.1, -45.2),
    ("Position 60S 45W", -60, -45), ("52N 13E (GPS)", 52, 13), ("15°41'S–33°05'W", -15.6833, -33.0833),
    # letters and old logs
    ("Lat 15.41.30 S Long 33.5 W", -15.6917, -33.0833), ("Long. 20.10 W. Lat. 33.15.20 S.", -33.2556, -20.1667),
    ("lat. 54° 10' S., long. 36° 30' W.", -54.1667, -36.5), ("4°S., 32°30'W.", -4, -32.5),
    ("in longitude 33° 5' W and latitude 15° 41' S", -15.6833, -33.0833),
    ("54° 10′ South latitude, 36° 30′ West longitude", -54.1667, -36.5),
    ("in 54 degrees S. and 36 degrees W.", -54, -36),
    ("12 degrees 30 minutes north, 45 degrees east", 12.5, 45),
    ("15 deg 41 min south, 33 deg 5 min west", -15.6833, -33.0833),
    # notices to mariners and aviation
    ("54-10.3S 036-30.5W", -54.1717, -36.5083), ("34-20-30N, 119-45-12W", 34.3417, -119.7533),
    ("position 36-07N 005-21W", 36.1167, -5.35), ("5130N 00007W", 51.5, -0.1167), ("1541N/03305W", 15.6833, -33.0833),
    ("513030N 0000730W", 51.5083, -0.125), ("5130.5N 00007.6W", 51.5083, -0.1267), ("3607N00521W", 36.1167, -5.35),
    # instruments, blogs, maps
    ("N 51 30.5 W 000 07.6", 51.5083, -0.1267), ("S31°50' W88°15'", -31.8333, -88.25),
    ("N51.5074 W0.1278", 51.5074, -0.1278), ("51.5074N 0.1278W", 51.5074, -0.1278),
    ("51.5074° N, 0.1278° W", 51.5074, -0.1278), ("40,4461° N; 79,9822° W", 40.4461, -79.9822),
    ("40d26m46s N 79d58m56s W", 40.4461, -79.9822), ("41°17'19\"S 174°46'50\"E", -41.2886, 174.7806),
    ("48:12:30 N 016:22:00 E", 48.2083, 16.3667), ("40.446° -79.982°", 40.446, -79.982),
    ("latitude 51.5074, longitude -0.1278", 51.5074, -0.1278), ("lat: -33.85, lng: 151.21", -33.85, 151.21),
    ("geo:48.2082,16.3738", 48.2082, 16.3738), ("@43.3517,132.1893,15z", 43.3517, 132.1893),
    ("(43.358, 132.191)", 43.358, 132.191), ("-33.8568, 151.2153", -33.8568, 151.2153),
    ("L1\t2031-05-03T12:31Z\t35.685\t75.962\t3100\tCamp", 35.685, 75.962),
    ("GPS 40.44611 -79.98222", 40.44611, -79.98222), ("67°34′S, 180°", -67.5667, 180),
    # grids; the points are those that the makers of the references give
    ("17T 630084 4833438", 43.6426, -79.3871), ("4QFJ1234567890", 21.4098, -157.9161),
    ("18SUJ2339407395", 38.8977, -77.0365),
]  # fmt: skip


@pytest.mark.parametrize(("written", "lat", "lon"), WRITTEN)
@pytest.mark.parametrize("sentence", ["{}", "We were at {}, with a light wind.", "{}\nAll well."])
def test_positions_are_read(written: str, lat: float, lon: float, sentence: str) -> None:
    text = sentence.format(written)
    (found,) = find_positions(text)
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=1e-3)
    assert text[found.start : found.end] in text
    assert found.start >= text.index(written)


NONE = [
    "Call +49 30 1234 5678 or 020 7946 0958.", "The game ended 31-28.", "It cost 12.50, 13.75 with tax.",
    "at 12:30, 14:45 and 16:00", "see sections 4.12, 5.13 and 6.14", "from 20° to 30° in the shade",
    "on 12.05.2023, 13.05.2023", "between 40 N and 60 N", "Route 15 N 33 W exit", "200 N 300 W, Provo",
    "10 S. Main St, 12 W. Oak St", "the 5 N and 7 E trains", "grew 3.125, 4.250 and 5.500 per cent",
    "scored 9.850, 9.925", "blood 120/80", "12-13 W 4-5 L", "Size 34W 32L", "Mon 12 S 13 E", "p = 0.045, 0.012",
    "US$43.358, 132.191 in all", "1.234, 5.678, 9.012", "a slope of 30° and 45°", "turn 90° then 45°",
    "winds N 15 to 25, W 10 later", "wind N 4 E 3 later", "ISBN 978-3-16-148410-0", "temperatures of -5.25, 10.75",
    "the ratio 3.14159, 2.71828 was", "Flight 1541N at 03305", "Bus 12E, 13W", "52.50, 13.40 euros a head",
    "latitude 51 and longitude", "paragraphs 12.345, 13.678", "15 61 N 33 05 W", "steer 270° 3 miles",
    "91 10 N 12 10 E",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_other_figures_are_no_positions(text: str) -> None:
    assert list(find_positions(text)) == []


def dms(size: float, width: int) -> tuple[str, str, str]:
    seconds = round(size * 3600)
    return f"{seconds // 3600:0{width}d}", f"{seconds // 60 % 60:02d}", f"{seconds % 60:02d}"


LATITUDE, LONGITUDE = st.floats(-89.99, 89.99), st.floats(-179.99, 179.99)
FORMS = {
    "{d}°{m}'{s}\"{h}": 0.001, "{d}° {m}′ {s}″ {h}": 0.001, "{h}{d}°{m}'{s}\"": 0.001, "{d} {m} {s} {h}": 0.001,
    "{h} {d} {m} {s}": 0.001, "{d}-{m}-{s}{h}": 0.001, "{d}:{m}:{s} {h}": 0.001, "{d}{m}{s}{h}": 0.001,
    "{d}.{m}.{s} {h}": 0.001, "{d} {m} {h}": 0.02, "{d}-{m}{h}": 0.02, "{d}{m}{h}": 0.02, "{d}°{m}'{h}": 0.02,
    "{d} deg {m} min {word}": 0.02, "{d} degrees {m} minutes {word}": 0.02, "{d}°{m}′ {word} {kind}": 0.02,
}  # fmt: skip
"""Forms of an angle, and the degrees to which they are exact."""


@given(LATITUDE, LONGITUDE, st.sampled_from(sorted(FORMS)), st.sampled_from([" ", ", ", "; ", " / ", " and ", "\n"]))
def test_what_is_written_is_read_back(lat: float, lon: float, form: str, between: str) -> None:
    def write(size: float, width: int, letters: str, words: tuple[str, str], kind: str) -> str:
        degrees, minutes, seconds = dms(abs(size), width)
        negative = size < 0
        return form.format(d=degrees, m=minutes, s=seconds, h=letters[negative], word=words[negative], kind=kind)

    north = write(lat, 2, "NS", ("north", "south"), "latitude")
    east = write(lon, 3, "EW", ("east", "west"), "longitude")
    (found,) = find_positions(f"{north}{between}{east}")
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=FORMS[form])


@given(LATITUDE, LONGITUDE, st.integers(4, 7))
def test_decimal_degrees_are_read_back(lat: float, lon: float, digits: int) -> None:
    for text in (
        f"at {lat:.{digits}f}, {lon:.{digits}f}",
        f"lat {lat:.{digits}f} lon {lon:.{digits}f}",
        f"{abs(lat):.{digits}f}{'NS'[lat < 0]} {abs(lon):.{digits}f}{'EW'[lon < 0]}",
    ):
        (found,) = find_positions(text)
        assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=10.0**-digits)


@given(st.text(alphabet="0123456789 .,:-/()+$%", max_size=80))
def test_figures_without_signs_and_letters_are_seldom_positions(text: str) -> None:
    for found in find_positions(text):
        assert min(len(n.split(".")[1]) for n in text[found.start : found.end].replace(",", " ").split()) >= 3


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    for found in find_positions(text):
        assert 0 <= found.start < found.end <= len(text)
        assert -90 <= found.lat <= 90
        assert -180 <= found.lon <= 180


@given(st.floats(-79.9, 83.9), st.integers(1, 60), st.integers(100_000, 899_999), st.integers(0, 9_999_999))
def test_grid_references_are_within_their_zone(lat: float, zone: int, easting: int, northing: int) -> None:
    band = "CDEFGHJKLMNPQRSTUVWX"[min(19, int((lat + 80) // 8))]
    for _, _, found, lon in find_grid_references(f"{zone}{band} {easting} {northing:05d}"):
        assert -90 <= found <= 90
        off = (lon - (zone * 6 - 183) + 180) % 360 - 180
        assert abs(off) < 30.001  # nearer the poles the same metres are more degrees


@pytest.mark.parametrize("part", ["12.34 ", "12 34 N ", "40° ", "N 12 E ", "12-34-", "12° 30 ", "lat 12"])
def test_lines_of_nothing_but_figures_are_read_in_time(part: str) -> None:
    started = time.process_time()
    list(find_positions(part * 20_000))
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    "text",
    [
        "61°20'S 41°", "61°20'S, 41°10'", "Noon 61° 20' S, 41° 10'. Ice.", "lat. 61°20'S long. 41°10'",
        "12.5°S 40.2°", "N 51°30' 0°07'",
    ],
)  # fmt: skip
def test_a_longitude_without_east_or_west_is_no_position(text: str) -> None:
    assert not list(find_positions(text))
