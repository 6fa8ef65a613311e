"""Lists behind one start, two lists that go together, times told by means alone, and what is told by the one before."""

from __future__ import annotations

import pytest
from test_distances_serial import lengths, read, times

from kimmap.distances import check_bearings, check_distances, check_durations

FROM_ONE = [
    "From Lima, trains take an hour to Cusco, two to Ica and three and a half to Nazca.",
    "Out of Lima the coach needs an hour to Cusco, two to Ica by the old road and three and a half to Nazca.",
    "It is an hour from Lima to Cusco, two to Ica and three and a half to Nazca.",
    "Trains leave Lima at noon: Cusco is reached in an hour, Ica in two, Nazca in three and a half.",
    "Lima is the hub: Cusco is an hour away by train, Ica two and Nazca three and a half.",
]


@pytest.mark.parametrize("text", FROM_ONE)
def test_each_time_of_a_list_is_from_its_start(text: str) -> None:
    assert times(text) == [("Cusco", "Lima", 1.0), ("Ica", "Lima", 2.0), ("Lima", "Nazca", 3.5)]


@pytest.mark.parametrize(
    "text",
    [
        "From Lima the road runs 110 km to Cusco, 190 to Ica and 260 to Nazca.",
        "From Lima to Cusco, 110 km, railway in two hours; to Ica, 190 km; to Nazca, 260 km.",
        "Cusco, Ica and Nazca are 110, 190 and 260 km from Lima respectively.",
        "Cusco, Ica and Nazca lie respectively 110 km, 190 km and 260 km away from Lima.",
        "From Lima to Cusco, Ica and Nazca are respectively 110, 190 and 260 km.",
        "It is respectively 110, 190 and 260 km from Lima to Cusco, Ica and Nazca.",
        "Lima is 110, 190 and 260 km from Cusco, Ica and Nazca.",
        "They were in Lima. Cusco, Ica and Nazca are 110, 190 and 260 km away respectively.",
    ],
)
def test_each_length_of_a_list_has_its_own_ends(text: str) -> None:
    assert lengths(text) == [("Cusco", "Lima", 110), ("Ica", "Lima", 190), ("Lima", "Nazca", 260)]


def test_lists_of_unequal_length_do_not_go_together() -> None:
    assert ("Cusco", "Lima", 190) not in lengths("Cusco and Ica are 110, 190 and 260 km from Lima respectively.")


@pytest.mark.parametrize(
    "clause",
    [
        "; the hydrofoil takes two hours.",
        ". The ferry takes two hours.",
        ", and the drive takes two hours.",
        ". By train it is two hours.",
    ],
)
def test_a_time_told_by_means_alone_is_of_the_way_before(clause: str) -> None:
    assert times(f"Ica is 190 km from Lima{clause}") == [("Ica", "Lima", 2.0)]


def test_two_means_of_one_way() -> None:
    assert times("Ica is 190 km from Lima; the train needs two hours, the slow bus four.") == [
        ("Ica", "Lima", 2.0),
        ("Ica", "Lima", 4.0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ica is 190 km from Lima. Lunch took an hour.",
        "Ica is 190 km from Lima. The tour of the cellars takes an hour.",
        "Ica is 190 km from Lima. The ferry takes one minute.",  # of another way than that
    ],
)
def test_other_times_behind_a_distance_are_none_of_its_way(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("Cusco is 110 km from Lima, and Puno three times as far.", 330),
        ("Cusco is 110 km from Lima; Puno is almost three times that distance.", 330),
        ("It is 110 km from Lima to Cusco, and more than three times that to Puno.", 330),
        ("Nazca is 250 km from Lima. Puno is a third as far again.", 333.3),
        ("Puno is 320 km from Lima; Ica is half that.", 160),
        ("Ica is 190 km from Lima; Nazca is half as far again.", 285),
    ],
)
def test_so_many_times_the_length_before(text: str, km: float) -> None:
    analysis, found = read(text)
    claim = check_distances([analysis], found)[-1]
    assert ("Lima" in (claim.from_name, claim.to_name), round(claim.claimed_km, 1)) == (True, km)
    assert "what the text has before it" in claim.explanation


def test_a_multiple_of_what_is_no_length_is_none() -> None:
    assert lengths("Cusco is 110 km from Lima. The cost was half that, and Ica is twice that age.") == [
        ("Cusco", "Lima", 110)
    ]


def test_so_many_times_the_time_before() -> None:
    assert times("From Lima it is a two-hour drive to Cusco; Ica is twice that.") == [
        ("Cusco", "Lima", 2.0),
        ("Ica", "Lima", 4.0),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The nearest land to Lima is Cusco, 100 km to the east.",
        "Lima’s nearest neighbour of any size is Cusco, 100 km to the east.",
        "The nearest airport to Lima is at Cusco, 100 km to the east.",
    ],
)
def test_what_lies_nearest_is_so_far_and_there(text: str) -> None:
    analysis, found = read(text)
    (claim,) = check_distances([analysis], found)
    assert (claim.from_name, claim.to_name, claim.verdict) == ("Cusco", "Lima", "straight-line")
    analysis, found = read(text.replace("east", "west"))
    (claim,) = check_distances([analysis], found)
    assert claim.explanation.startswith("wrong direction")


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("Cusco, 62 m. E. of Lima by the railway, is old.", 99.8),
        ("Cusco, 62 m. from Lima, is old.", 99.8),
        ("From Lima the line runs to Cusco (62 M.), and on.", 99.8),
        ("Cusco lies 100 kil. from Lima.", 100),
        ("Cusco lies 21 lg. from Lima.", 101.4),
    ],
)
def test_units_cut_short_in_old_guides(text: str, km: float) -> None:
    assert lengths(text) == [("Cusco", "Lima", km)]


@pytest.mark.parametrize(
    "text",
    [
        "The hotel in Cusco is 300 m. from Lima Street.",
        "Cusco is 5 m. from Lima House.",
        "Cusco is 3 h. 24 m. from Lima by train.",
        "Cusco has 3 M., and Lima 10 M.",
    ],
)
def test_metres_minutes_and_millions_are_no_miles(text: str) -> None:
    assert lengths(text) == []


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Cusco is two days’ march from Lima.", 48),
        ("It is three easy marches from Lima to Cusco.", 72),
        ("Cusco is two stages from Lima by camel.", 48),
        ("From Lima, Cusco is 5 1/2 hrs. by rail.", 5.5),
    ],
)
def test_marches_stages_and_hours_of_old_books(text: str, hours: float) -> None:
    assert times(text) == [("Cusco", "Lima", hours)]


@pytest.mark.parametrize(
    "text", ["The protest held three marches from Lima to Cusco.", "The plan has two stages: Lima and Cusco."]
)
def test_marches_that_nobody_travels_by(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Nazca is a day’s ride from Puno.", "possible on horseback"),
        ("Puno is half a day’s ride from Lima.", "too fast on horseback (at most about 20 km/h)"),
        ("Nazca is three days’ sail from Puno.", "possible under sail"),
        ("Nazca is half a day’s ride from Puno, but not by car.", "6.3 km/h: possible"),
    ],
)
def test_a_day_goes_at_the_pace_of_a_horse_or_the_wind(text: str, worth: str) -> None:
    analysis, found = read(text)
    (claim,) = check_durations([analysis], found)
    assert claim.explanation.endswith(worth)


TABLES = [
    "Driving times from Lima (hours)\n\nCusco 2\nIca 3.5\n",
    "Journey times from Lima:\nCusco: 2 h\nIca . . . . 3 h 30 min\n",
    "From    To     Time\nLima    Cusco  2 h\nLima    Ica    3 h 30\n",
    "From / To / Hours\nLima / Cusco / 2\nLima / Ica / 3.5\n",
    "| Route | Time |\n|---|---|\n| Lima – Cusco | 2 h |\n| Lima – Ica | 3 h 30 min |\n",
    "Town; hours by bus; distance from Lima (km)\nCusco; 2; 110\nIca; 3.5; 190\n",
    "Town\tTravel time from Lima\nCusco\t2:00\nIca\t3:30\n",
]


@pytest.mark.parametrize("text", TABLES)
def test_tables_of_times(text: str) -> None:
    assert times(text) == [("Cusco", "Lima", 2.0), ("Ica", "Lima", 3.5)]


@pytest.mark.parametrize(
    "text",
    [
        "Departure times from Lima\nCusco 7:30\nIca 9:15\n",
        "Buses from Lima\nCusco 12 a day\nIca 3\n",
        "Hours from Lima\nMonday 9\nMuseum of Cusco 2\n",
    ],
)
def test_tables_of_clocks_and_counts_are_none_of_times(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("text", "direction", "is_right"),
    [
        ("Cusco lies east of Lima.", "east", True),
        ("Cusco lies to the west of Lima.", "west", False),
        ("The pass is shut; Cusco, due east of Lima, is open.", "east", True),
        ("East of Lima lies Cusco.", "East", True),
        ("From Lima the course to Cusco is nearly due west.", "west", False),
        ("Tacna is east of Lima.", "east", True),
    ],
)
def test_a_direction_alone_is_right_or_wrong(text: str, direction: str, is_right: bool) -> None:
    analysis, found = read(text)
    (claim,) = check_bearings([analysis], found)
    assert (claim.direction, claim.is_right, claim.to_name) == (direction, is_right, "Lima")
    assert claim.quote.text in text


@pytest.mark.parametrize(
    "text",
    [
        "Everything in Cusco is west of Lima.",
        "She was somewhere west of Lima, and wrote to Cusco.",
        "He grew up in the west of Lima and died in Cusco.",
        "Cusco is not west of Lima.",
        "Cusco lies 100 km west of Lima.",
        "The man from Cusco lives west of Lima.",
    ],
)
def test_what_is_no_direction_between_places(text: str) -> None:
    analysis, found = read(text)
    assert check_bearings([analysis], found) == ()
