"""Many lengths and times in one sentence: lists from one place, chains from place to place, and figures elided."""

from __future__ import annotations

import re
import time

import pytest
from test_distances import at

from kimmap.distances import check_distances, check_durations
from kimmap.language import Analysis, analyse_documents
from kimmap.model import Document, PlaceMention, Resolution

AT = {"Lima": (0, 0), "Cusco": (100, 90), "Ica": (180, 80), "Nazca": (250, 90), "Tacna": (70, 120), "Puno": (320, 100)}
PLACES = {name: at(name, *where) for name, where in AT.items()}


def read(text: str) -> tuple[Analysis, list[Resolution]]:
    document = Document("a.txt", text)
    found = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("|".join(PLACES), text, re.IGNORECASE)
    ]
    return analyse_documents([document])[0], found


def lengths(text: str) -> list[tuple[str, str, float]]:
    """Ends and kilometres of each stated distance; the ends in the order of the alphabet."""
    analysis, found = read(text)
    claims = check_distances([analysis], found)
    return [(*sorted((c.from_name, c.to_name)), round(c.claimed_km, 1)) for c in claims]  # type: ignore[misc]


def times(text: str) -> list[tuple[str, str, float]]:
    """Ends and hours of each stated time of travel; the ends in the order of the alphabet."""
    analysis, found = read(text)
    claims = check_durations([analysis], found)
    return [(*sorted((c.from_name, c.to_name)), round(c.hours, 2)) for c in claims]  # type: ignore[misc]


@pytest.mark.parametrize(
    "text",
    [
        "From Lima: " + ", ".join(f"Cusco {100 + i} km" for i in range(40)) + ".",
        " and ".join(f"Cusco is {100 + i} km from Lima" for i in range(40)) + ".",
        " – 110 km – ".join(["Lima", "Cusco"] * 50),
        "Signpost at Lima reads " + " and ".join(f"Cusco {100 + i} km" for i in range(40)) + ".",
    ],
)
def test_a_place_named_again_and_again_takes_no_longer_than_others(text: str) -> None:
    begin = time.perf_counter()
    lengths(text)
    assert time.perf_counter() - begin < 10


def test_a_figure_beyond_all_measure_is_none() -> None:
    digits = "9" * 3000
    assert lengths(f"Cusco is {digits} km from Lima.") == []
    assert times(f"Cusco is {digits} hours from Lima by train.") == []


@pytest.mark.parametrize("minus", ["-", "−"])
def test_a_negative_length_is_none(minus: str) -> None:
    assert lengths(f"Cusco is {minus}100 km from Lima.") == []
    assert lengths(f"Cusco is 90{minus}110 km from Lima.") == [("Cusco", "Lima", 100.0)]


LISTS = [
    "Nearby: Cusco is 100 km from Lima, Ica 180, Tacna 70.",
    "Lima: Cusco 100 km | Ica 180 km | Tacna 70 km",
    "The start is at Lima. Cusco 100 km, Ica 180 km, Tacna 70 km.",
    "Lima is a port. The nearest towns are Cusco (100 km), Ica (180 km) and Tacna (70 km).",
    "A signpost at Lima reads: Cusco 100 km, Ica 180 km, Tacna 70 km.",
    "Cusco is 100 km from Lima, Ica 180 km and Tacna 70 km.",
    "From Lima it is 100 km to Cusco, 180 km to Ica and 70 km to Tacna.",
]


@pytest.mark.parametrize("text", LISTS)
def test_all_of_a_list_are_measured_from_one_place(text: str) -> None:
    assert lengths(text) == [("Cusco", "Lima", 100.0), ("Ica", "Lima", 180.0), ("Lima", "Tacna", 70.0)]


def test_what_is_no_list_has_its_own_end() -> None:
    assert lengths("Cusco is 100 km from Lima, Nazca 150 km from Cusco.")[1] == ("Cusco", "Nazca", 150.0)


CHAINS = [
    "Lima to Cusco 100 km, thence 150 to Nazca, thence another 98 to Puno.",
    "It is 100 km from Lima to Cusco, 150 more to Nazca and another 98 to Puno.",
    "Lima – 100 km – Cusco – 150 km – Nazca – 98 km – Puno",
    "Lima to Cusco is 100 km; thence to Nazca it is 150; from there to Puno it is 98.",
    "Cusco lies 100 km from Lima, and from there it is another 150 km to Nazca and a further 98 to Puno.",
]


@pytest.mark.parametrize("text", CHAINS)
def test_each_way_of_a_chain_begins_where_the_last_one_ended(text: str) -> None:
    assert lengths(text) == [("Cusco", "Lima", 100.0), ("Cusco", "Nazca", 150.0), ("Nazca", "Puno", 98.0)]


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("By road Cusco is 128 km from Lima; by rail it is 140.", [128, 140]),
        ("As the crow flies Cusco is 100 km from Lima; by road it is 128.", [100, 128]),
        ("Cusco is not 20 km from Lima but 128.", [128]),
        ("It is not 20 km from Lima to Cusco but 128 km.", [128]),
    ],
)
def test_a_second_figure_for_one_way(text: str, km: list[float]) -> None:
    assert lengths(text) == [("Cusco", "Lima", each) for each in km]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Buses leave Lima for Cusco (2 hr), Ica (3 hr) and Nazca (4 hr).",
            [("Cusco", "Lima", 2), ("Ica", "Lima", 3), ("Lima", "Nazca", 4)],
        ),
        ("Trains from Lima reach Cusco in one hour and Nazca in two.", [("Cusco", "Lima", 1), ("Lima", "Nazca", 2)]),
        ("Cusco is 75 minutes from Lima, 45 from Ica by bus.", [("Cusco", "Lima", 1.25), ("Cusco", "Ica", 0.75)]),
        ("You can drive from Lima to Cusco in two hours and be in Nazca three hours later.",
         [("Cusco", "Lima", 2), ("Cusco", "Nazca", 3)]),
        ("From Lima to Cusco is reckoned twenty hours; thence to Nazca, thirty-six.",
         [("Cusco", "Lima", 20), ("Cusco", "Nazca", 36)]),
    ],
)  # fmt: skip
def test_times_in_lists_and_chains(text: str, claims: list[tuple[str, str, float]]) -> None:
    assert times(text) == claims


def test_another_means_of_travel_goes_without_the_unit() -> None:
    assert times("From Lima to Cusco the bus needs three hours; the train takes two and a half.") == [
        ("Cusco", "Lima", 3), ("Cusco", "Lima", 2.5)
    ]  # fmt: skip
    assert times("The flight from Lima to Puno took an hour and ten minutes; the night train takes six.") == [
        ("Lima", "Puno", 1.17), ("Lima", "Puno", 6)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("Cusco is 112,5 km from Lima.", 112.5),
        ("Cusco is 112.5 km from Lima.", 112.5),
        ("Cusco stands twenty leagues and a half from Lima.", 99),
    ],
)
def test_figures_as_other_countries_and_ages_write_them(text: str, km: float) -> None:
    assert lengths(text) == [("Cusco", "Lima", pytest.approx(km, abs=0.1))]


def test_a_point_parts_thousands_where_only_so_the_figure_makes_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLACES, "Puno", at("Puno", 1000, 100))
    assert lengths("Puno is 1.236 km from Lima.") == [("Lima", "Puno", 1236.0)]
    assert lengths("Cusco is 100.125 km from Lima.") == [("Cusco", "Lima", 100.1)]


@pytest.mark.parametrize("hours", ["two to three hours", "between two and three hours", "2–3 hours"])
def test_a_range_of_hours_is_told_whole_and_judged_by_its_end(hours: str) -> None:
    analysis, found = read(f"Allow {hours} from Lima to Cusco by train.")
    (claim,) = check_durations([analysis], found)
    assert (claim.least_hours, claim.hours) == (2, 3)
    assert "in 2 to 3 hours needs" in claim.explanation


def test_twenty_four_hours_are_no_range() -> None:
    analysis, found = read("Lima to Cusco takes twenty-four hours on foot.")
    (claim,) = check_durations([analysis], found)
    assert (claim.least_hours, claim.hours) == (None, 24)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Cusco lies between Lima and Nazca, 100 km from the former and 150 km from the latter.",
         [("Cusco", "Lima", 100), ("Cusco", "Nazca", 150)]),
        ("The nearest dentist works in Cusco, 110 km away, and comes to Lima in May.", [("Cusco", "Lima", 110)]),
        ("Lima's nearest mill is in Cusco, 110 km up the road.", [("Cusco", "Lima", 110)]),
        ("Tambo's nearest mill is in Cusco, 110 km up the road.", [("Cusco", "Tambo", 110)]),
        ("Lima's nearest neighbour, Cusco, is 100 km to the east.", [("Cusco", "Lima", 100)]),
    ],
)  # fmt: skip
def test_the_other_end_stands_in_other_words_of_the_sentence(text: str, claims: list[tuple[str, str, float]]) -> None:
    assert lengths(text) == claims


def test_a_country_that_is_a_town_is_where_the_text_is(monkeypatch: pytest.MonkeyPatch) -> None:
    state, town = at("Braga", 0, kind="country", radius_km=3.0), at("Braga", 1)
    document = Document("a.txt", "BRAGA. On clear days one sees Cusco, 100 km across the strait.")
    found = [
        Resolution(PlaceMention(document.quote(0, 5), "BRAGA"), state, "test", 1.0, (town,)),
        Resolution(PlaceMention(document.quote(30, 35), "Cusco"), PLACES["Cusco"], "test", 1.0),
    ]
    (claim,) = check_distances(analyse_documents([document]), found)
    assert (claim.from_place, claim.to_place) == (PLACES["Cusco"], town)


@pytest.mark.parametrize(
    "text",
    [
        "From Lima to Cusco and back is 220 km by the coast road.",
        "Return trip Lima to Cusco: 220 km.",
        "A round trip from Lima to Cusco is 220 km.",
    ],
)
def test_of_a_way_there_and_back_half_is_one_way(text: str) -> None:
    analysis, found = read(text)
    (claim,) = check_distances([analysis], found)
    assert (claim.claimed_km, claim.verdict) == (110, "network")
    assert claim.explanation.endswith("half of what the text states for there and back")


@pytest.mark.parametrize(
    "text", ["They went from Lima to Cusco and back to Lima; Cusco is 110 km away.", "The return to Cusco is 110 km."]
)
def test_what_only_comes_back_is_not_halved(text: str) -> None:
    analysis, found = read(f"They were in Lima. {text}")
    assert all(c.claimed_km == 110 for c in check_distances([analysis], found))


TABLES = [
    "| No. | From | To | km | hours |\n|---|---|---|---|---|\n"
    "| 1 | Lima | Cusco | 120 | 8 |\n| 2 | Cusco | Nazca | 160 | 9 |\n",
    "Stage         km   Hours\nLima-Cusco   120       8\nCusco-Nazca  160       9\n",
    "Stage\tkm\tHours\nLima to Cusco\t120\t8\nCusco to Nazca\t160\t9\n",
]


@pytest.mark.parametrize("text", TABLES)
def test_tables_of_stages(text: str) -> None:
    assert lengths(text) == [("Cusco", "Lima", 120.0), ("Cusco", "Nazca", 160.0)]
    assert times(text) == [("Cusco", "Lima", 8.0), ("Cusco", "Nazca", 9.0)]


def test_kilometre_posts_are_counted_from_the_first() -> None:
    assert lengths("km 0    Lima\nkm 110  Cusco\nkm 260  Nazca\n") == [("Cusco", "Lima", 110), ("Lima", "Nazca", 260)]
    assert lengths("km 3    Lima\nkm 110  Cusco\n") == []


def test_other_tables_are_none_of_ways() -> None:
    assert lengths("Town   People   Hours\nLima   120      8\nCusco  160      9\n") == []
