"""kimmap as a library: what it says to a programmer who gives the wrong thing, and how its values look."""

from __future__ import annotations

import random
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import folium
import pytest
from outputs_trips import far_east_trip, near_trip

import kimmap
from kimmap.errors import DataMissing, NoTrip, UnwritableOutput, WrongSettings
from kimmap.outputs.files import WRITERS

LETTERS = {
    "day 2.txt": "Lima, 13 May 2031\n\nAda Vinter came to Lima on Tuesday. Her brother Olaf Pell was in Braga.\n",
    "day 10.txt": "Cusco, 21 May 2031\n\nAda Vinter reached Cusco on Wednesday. Porto seemed far away.\n",
    "notes.txt": "Ada Vinter spent the night of 16 May 2031 in Arequipa. Olaf Pell stayed in Porto.\n",
}


@pytest.fixture
def letters(tmp_path: Path) -> tuple[kimmap.Document, ...]:
    for name, text in LETTERS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return kimmap.read(tmp_path)


def test_the_order_of_documents_changes_nothing(letters: tuple[kimmap.Document, ...]) -> None:
    shuffled = list(letters)
    random.Random(4).shuffle(shuffled)
    trips = [kimmap.trace(each, "Ada Vinter") for each in (letters, shuffled, reversed(letters))]
    assert [d.name for d in trips[0].documents] == ["day 2.txt", "day 10.txt", "notes.txt"]
    assert trips[0].asides
    assert trips[0] == trips[1] == trips[2]
    for form in (".html", ".geojson", ".md"):
        assert len({WRITERS[form](trip) for trip in trips}) == 1


@pytest.mark.parametrize(
    ("documents", "says"),
    [
        ("seeds/", "trace takes documents, as kimmap.read"),
        (Path("seeds"), "trace takes documents, as kimmap.read"),
        (None, "not None"),
        (["a.txt"], "and 'a.txt' is none"),
        (kimmap.Document("a.txt", "Text."), "this is one: give it in a list"),
    ],
)
def test_trace_says_what_it_takes(documents: Any, says: str) -> None:
    with pytest.raises(TypeError, match=says):
        kimmap.trace(documents)


def test_a_traveller_is_a_name(letters: tuple[kimmap.Document, ...]) -> None:
    with pytest.raises(TypeError, match="given by name"):
        kimmap.trace(letters, traveller=5)  # type: ignore[arg-type]
    with pytest.raises(WrongSettings, match="name is empty"):
        kimmap.trace(letters, traveller=" ")


def test_the_library_speaks_of_no_options(letters: tuple[kimmap.Document, ...]) -> None:
    for documents, traveller in (([], None), (letters, "Bea Quill")):
        with pytest.raises(NoTrip) as caught:
            kimmap.trace(documents, traveller)
        assert "--" not in str(caught.value)
        assert caught.value.setting == "traveller"


@pytest.mark.parametrize("use", [kimmap.TripLayer, kimmap.render_page, lambda x: kimmap.write_trip(x, "trip.html")])
def test_what_is_no_trip_is_refused(use: Any) -> None:
    with pytest.raises(TypeError, match=r"as kimmap\.trace gives it, not 'x'"):
        use("x")


def test_a_source_is_not_written_over(letters: tuple[kimmap.Document, ...], tmp_path: Path) -> None:
    trip = kimmap.trace(letters, "Ada Vinter")
    (tmp_path / "trip.md").hardlink_to(tmp_path / "notes.txt")
    with pytest.raises(UnwritableOutput, match=r"^trip\.md is one of the sources: choose another place$"):
        kimmap.write_trip(trip, tmp_path / "trip.md")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == LETTERS["notes.txt"]


def test_what_a_geodataframe_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geopandas", None)
    with pytest.raises(DataMissing, match="GeoDataFrame needs geopandas: pip install geopandas"):
        near_trip().to_geodataframe()


def test_values_show_themselves_briefly() -> None:
    trip = far_east_trip()
    stop = trip.stops[0]
    claim = stop.evidence[0]
    values = (trip, *trip.documents, stop, claim, claim.quote, claim.resolution, *trip.asides, *trip.distance_claims)
    assert max(len(repr(value)) for value in values) < 300
    assert repr(stop) == f"<Stop {stop.place.name}, {stop.status}, {stop.when}, evidence: {len(stop.evidence)}>"
    assert claim.quote.source in repr(claim)
    assert repr(trip).startswith(f"<Trip {trip.title}: {len(trip.stops)} stops")


def test_a_layer_shows_itself_in_a_notebook() -> None:
    trip = near_trip()
    alone = kimmap.TripLayer(trip)
    assert "kimmapTripLayer" in alone._repr_html_()
    assert alone._parent is None
    added = kimmap.TripLayer(trip).add_to(folium.Map(location=(1.25, 2.5)))
    assert "[1.25, 2.5]" in added._repr_html_()


def test_public_names_are_listed_and_typed() -> None:
    assert set(kimmap.__all__) <= set(dir(kimmap))
    assert files("kimmap").joinpath("py.typed").is_file()
