"""Names folded, found in order, near a point, of a kind; and indexes whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimmap.errors import DataMissing
from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.gazetteer.folding import filing_keys, name_key, search_keys
from kimmap.gazetteer.index import PlaceIndex
from kimmap.gazetteer.store import IndexWriter
from kimmap.gazetteer.supplement import Entry
from kimmap.geodesy import destination, geodesic_km, great_circle_km
from kimmap.model import Place, PlaceKind


def entry(
    name: str, kind: PlaceKind = "city", lat: float = 0.0, lon: float = 0.0, *, names: tuple[str, ...] = (),
    country: str | None = None, countries: tuple[str, ...] = (), population: int = 0, rank: float = 5,
    spots: tuple[tuple[float, float], ...] = (), capital: bool = False,
) -> Entry:  # fmt: skip
    place = Place(
        f"t:{name}/{kind}/{country}", name, kind, lat, lon, country, countries, population=population, capital=capital
    )
    return Entry(place, names, rank, spots)


ENTRIES = (
    entry("Atland", "country", 10, 10, names=("Republic of Atland",), country="AT", population=9_000_000),
    entry("Beland", "country", 12, 12, country="BE", population=500_000),
    entry("Port Vale", lat=10.1, lon=10.2, names=("Vale Harbour", "Old Vale"), country="AT", population=400_000),
    entry("Port Vale", lat=-20, lon=50, country="BE", population=900),
    entry("Vale Harbour", lat=30, lon=30, country="BE", population=350_000),
    entry("Saint Orso", lat=10.3, lon=10.4, country="AT", population=3000, capital=True),
    entry("Us", lat=40, lon=40, country="BE", population=700),
    entry("Ulm-Ude", lat=41, lon=41, country="BE", population=1200),
    entry("Dawn Island", "island", -17, 179.9, country="FJ", rank=6),
    entry("Dusk Island", "island", -17, -179.9, country="FJ", rank=6),
    entry("Vale Crossing", "border_crossing", 11, 11, countries=("AT", "BE"), rank=6),
    entry("Inner Post", "border_crossing", 11.5, 11.5, country="BE", rank=7),
    entry("Long River", "river", 5, 5, countries=("AT", "BE"), rank=3, spots=((5, 0), (5, 5), (5, 10))),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlaceIndex]:
    path = tmp_path_factory.mktemp("index") / "test.places"
    write(path)
    opened = PlaceIndex(path)
    yield opened
    opened.close()


def files_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def write(path: Path, entries: tuple[Entry, ...] = ENTRIES) -> None:
    with IndexWriter(path, lambda _share, _what: None) as writer:
        for each in entries:
            writer.add(each)
        writer.add_demonyms([("atlandic", "AT")])


# ------------------------------------------------------------------------------------------ folding


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Köln", "Koln"), ("KÖLN", "köln"), ("Łódź", "Lodz"), ("Þingvellir", "Thingvellir"), ("Ærø", "Aero"),
        ("Saint John's", "St. Johns"), ("Sankt Gallen", "St Gallen"), ("Mount Everest", "Mt. Everest"),
        ("Fort Worth", "Ft Worth"), ("Ulan-Ude", "Ulan Ude"), ("Stratford-upon-Avon", "Stratford upon Avon"),
        ("The Hague", "Hague"), ("Xi’an", "Xi'an"), ("D.C.", "DC"), ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("  New   York ", "new york"), ("Owen’s Ferry", "Owens Ferry"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Us", "us"), ("US", "us"), ("Ely", "ELY"), ("Bath", "Bat"), ("York", "New York")]
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("nothing", ["", " ", "—", "'", "...", "&!"[1:]])
def test_what_has_no_letter_has_no_key(nothing: str) -> None:
    assert name_key(nothing) == ""
    assert search_keys(nothing) == ()
    assert filing_keys(nothing) == set()


@given(st.text(max_size=30))
def test_a_key_is_its_own_key_and_that_of_its_name_in_other_case(name: str) -> None:
    key = name_key(name)
    if not key.startswith("=") and not name_key(key).startswith("="):
        assert name_key(key) == key
    assert not key or key in filing_keys(name)


# ------------------------------------------------------------------------------------------- finding


def test_most_prominent_first_and_a_name_of_its_own_before_another_s(index: PlaceIndex) -> None:
    assert [p.country for p in index.find("Port Vale")] == ["AT", "BE"]
    assert [p.name for p in index.find("vale harbour")] == ["Vale Harbour", "Port Vale"]


def test_a_former_name_comes_behind_the_place_that_has_it_today(tmp_path: Path) -> None:
    path = tmp_path / "former.places"
    with IndexWriter(path, lambda _share, _what: None) as writer:
        writer.add(entry("Newport Vale", country="AT", population=90_000, names=("Orso",)))
        writer.add(entry("Great Vale", country="BE", population=9_000_000, names=("Orso",)))
        writer.add(entry("Orso", country="BE", population=6000))
    index = PlaceIndex(path)
    assert [p.name for p in index.find("Orso")] == ["Great Vale", "Orso", "Newport Vale"]
    index.close()


def test_every_spelling_and_other_name_finds(index: PlaceIndex) -> None:
    for name in ("St. Orso", "SAINT ORSO", "Sankt Orso"):
        assert [p.name for p in index.find(name)] == ["Saint Orso"], name
    for name in ("Ulm Ude", "UlmUde", "Ulm-Ude"):
        assert [p.name for p in index.find(name)] == ["Ulm-Ude"], name
    assert index.find("Nowhere") == ()
    assert index.find("") == ()


def test_short_names_want_their_capitals(index: PlaceIndex) -> None:
    assert index.find("us") == ()
    assert [p.name for p in index.find("Us")] == ["Us"]
    assert [p.name for p in index.find("US")] == ["Us"]


def test_what_is_found_is_whole(index: PlaceIndex) -> None:
    for each in ENTRIES:
        assert each.place in index.find(each.place.name)
        assert index.by_id(each.place.id) == each.place
    assert index.by_id("t:none") is None


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Port Vale was calm", 2), ("the Port Vale ferry", 3), ("Port of Spain", 0), ("Republic of Atland said", 3),
        ("Ulm - Ude", 3), ("US troops", 1), ("us too", 0), ("St. Orso", 2), ("", 0), ("the", 0), ("— Port Vale", 3),
    ],
)  # fmt: skip
def test_longest_match(index: PlaceIndex, words: str, count: int) -> None:
    assert index.longest_match(words.split()) == count


def test_longest_match_agrees_with_find(index: PlaceIndex) -> None:
    text = "the Vale Harbour Port Vale Crossing Long River Us Ulm-Ude in Republic of Atland"
    words = text.split()
    for start in range(len(words)):
        rest = words[start:]
        known = [n for n in range(1, len(rest) + 1) if n <= 8 and index.find(" ".join(rest[:n]))]
        assert index.longest_match(rest) == max(known, default=0), rest


def test_country_demonym_and_names(index: PlaceIndex) -> None:
    atland = index.country("AT")
    assert atland is not None
    assert atland.name == "Atland"
    assert index.country("ZZ") is None
    assert index.demonym("Atlandic") == "AT"
    assert index.demonym("Martian") is None
    assert index.names_of("t:Port Vale/city/AT") == ("port vale", "old vale", "vale harbour")
    assert index.names_of("t:none") == ()


def test_of_kind_takes_a_country_s_own_and_those_on_its_border(index: PlaceIndex) -> None:
    assert [p.name for p in index.of_kind({"border_crossing"})] == ["Vale Crossing", "Inner Post"]
    assert [p.name for p in index.of_kind({"border_crossing"}, "AT")] == ["Vale Crossing"]
    both = index.of_kind({"border_crossing", "river"}, "BE")
    assert [p.name for p in both] == ["Long River", "Vale Crossing", "Inner Post"]
    assert [p.name for p in index.of_kind({"city"}, "AT")] == ["Saint Orso", "Port Vale"]
    assert index.of_kind(set()) == ()


# ---------------------------------------------------------------------------------------------- near


def test_near_crosses_the_antimeridian(index: PlaceIndex) -> None:
    assert [p.name for p in index.near(-17, 179.99, 50, {"island"})] == ["Dawn Island", "Dusk Island"]
    assert [p.name for p in index.near(-17, -179.99, 50, {"island"})] == ["Dusk Island", "Dawn Island"]
    assert [p.name for p in index.near(-17, 180, 11, {"island"})] == ["Dawn Island", "Dusk Island"]


def test_near_a_pole_takes_every_longitude(index: PlaceIndex) -> None:
    assert len(index.near(-89, 0, 8300, {"island"})) == 2
    assert index.near(89, 0, 8300, {"island"}) == ()


def test_the_course_of_a_river_counts_not_its_point_alone(index: PlaceIndex) -> None:
    assert [p.name for p in index.near(5.05, 7.3, 30, {"river"})] == ["Long River"]
    assert index.near(5.5, 7.3, 30, {"river"}) == ()
    assert index.course("t:Long River/river/None") == ((5, 0), (5, 5), (5, 10))
    assert index.course("t:Port Vale/city/AT") == ()


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(1, 3000))
def test_near_agrees_with_the_distance(index: PlaceIndex, lat: float, lon: float, radius_km: float) -> None:
    found = index.near(lat, lon, radius_km, {"city", "island"})
    distances = [great_circle_km(lat, lon, *p.point) for p in found]
    assert distances == sorted(distances)
    within = {
        each.place.id
        for each in ENTRIES
        if each.place.kind in ("city", "island") and great_circle_km(lat, lon, *each.place.point) <= radius_km
    }
    assert {p.id for p in found} == within


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(0, 360), st.floats(1, 5000))
def test_the_quick_distance_is_within_a_percent(lat: float, lon: float, bearing: float, km: float) -> None:
    end = destination((lat, lon), bearing, km)
    assert great_circle_km(lat, lon, *end) == pytest.approx(geodesic_km((lat, lon), end), rel=0.01)


# -------------------------------------------------------------------------------------------- writing


def test_an_interrupted_build_leaves_the_index_before_it(tmp_path: Path) -> None:
    path = tmp_path / "index.places"
    write(path)
    before = path.read_bytes()

    def interrupted() -> None:
        with IndexWriter(path, lambda _share, _what: None) as writer:
            writer.add(ENTRIES[0])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_bytes() == before
    assert files_in(tmp_path) == ["index.places"]


def test_the_same_places_make_the_same_answers_whatever_was_asked_before(index: PlaceIndex, tmp_path: Path) -> None:
    write(tmp_path / "again.places")
    again = PlaceIndex(tmp_path / "again.places")
    for name in ("Vale Harbour", "Port Vale", "Us"):
        assert again.find(name) == index.find(name)
    again.close()


def test_a_repeated_id_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match="the id t:Atland/country/AT comes twice"):
        write(tmp_path / "index.places", (ENTRIES[0], ENTRIES[0]))
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0" + bytes(200)])
def test_a_broken_index_says_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.places"
    path.write_bytes(content)
    with pytest.raises(DataMissing, match=r"broken\.places is not a place index.*delete it") as caught:
        PlaceIndex(path)
    assert "\n" not in str(caught.value)


def test_a_directory_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataMissing, match="KIMMAP_CACHE"):
        write(tmp_path / "file" / "index.places")


# ------------------------------------------------------------------------------ the embedded gazetteer


@pytest.fixture(scope="module")
def embedded() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Kiev", "city", "UA", 50.45, 30.52), ("Wladiwostok", "city", "RU", 43.11, 131.87),
        ("Constantinople", "city", "TR", 41.01, 28.95), ("Peking", "city", "CN", 39.91, 116.4),
        ("Leningrad", "city", "RU", 59.94, 30.31), ("Lake Victoria", "lake", None, -1, 33),
        ("Rio Grande", "river", None, 28.7, -100.5), ("Yellowstone", "park", "US", 44.6, -110.5),
        ("Baikonur", "spaceport", "KZ", 45.96, 63.3), ("Danube", "river", None, 45.2, 19.8),
        ("Strait of Hormuz", "strait", None, 26.6, 56.5), ("Kilimanjaro", "mountain", "TZ", -3.07, 37.35),
        ("Lake Erie", "lake", None, 42.2, -81.2), ("Java", "island", "ID", -7.3, 110),
    ],
)  # fmt: skip
def test_first_answer_of_the_embedded_gazetteer(
    embedded: Gazetteer, name: str, kind: str, country: str | None, lat: float, lon: float
) -> None:
    place = embedded.find(name)[0]
    assert (place.kind, place.country) == (kind, country)
    assert great_circle_km(lat, lon, *place.point) < max(30, place.radius_km, 400 if kind == "river" else 0)


@pytest.mark.slow
def test_small_places_with_an_airfield_are_known_within_ten_kilometres(embedded: Gazetteer) -> None:
    for name, country, lat, lon in (("Oodnadatta", "AU", -27.55, 135.45), ("Birdsville", "AU", -25.90, 139.35)):
        place = next(p for p in embedded.find(name) if p.country == country)
        assert place.radius_km == 10
        assert great_circle_km(lat, lon, *place.point) < place.radius_km


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lat", "lon", "countries"),
    [
        (42.42, 130.6, {"RU", "KP"}), (44.1, 27.2, {"RO", "BG"}), (31.76, -106.45, {"US", "MX"}),
        (50.3, 127.5, {"RU", "CN"}), (17.97, 102.6, {"TH", "LA"}), (40.1, 124.4, {"KP", "CN"}),
        (-17.9, 25.9, {"ZM", "ZW"}), (-25.6, -54.58, {"BR", "PY"}), (47.6, 7.59, {"FR", "DE"}),
    ],
)  # fmt: skip
def test_a_border_river_is_found_where_it_is_the_border(
    embedded: Gazetteer, lat: float, lon: float, countries: set[str]
) -> None:
    assert any(set(river.countries) == countries for river in embedded.near(lat, lon, 25, {"river"}))


@pytest.mark.slow
@pytest.mark.parametrize("code", ["RU", "US", "CN", "FR", "BR", "NG", "IN", "AU", "FJ", "KP"])
def test_a_country_reaches_over_its_large_towns(embedded: Gazetteer, code: str) -> None:
    country = embedded.country(code)
    assert country is not None
    cities = embedded.of_kind({"city"}, code)[:20]
    assert cities
    assert all(great_circle_km(*country.point, *c.point) < 1.6 * country.radius_km + 50 for c in cities)
