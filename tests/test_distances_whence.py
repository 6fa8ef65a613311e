"""From where a length is measured that names one end only: where the text is, or where one was last."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_distances import check

from kimmap import open_gazetteer, read
from kimmap.distances import check_distances
from kimmap.language import analyse_documents
from kimmap.places import find_places, resolve_places

WHENCE = [
    # Brunn lies 100 km to the east of Arden, Kestel 150 km to the east of Brunn
    ("Arden is a town. Brunn is 120 km away. Kestel is 280 km away.",
     [("Arden", "Brunn", 120), ("Arden", "Kestel", 280)]),
    ("Arden. Rain all day. Brunn lies 120 km to the east. Kestel, 300 km off, has no rain.",
     [("Arden", "Brunn", 120), ("Arden", "Kestel", 300)]),
    ("Arden in fog. Saw nothing of Brunn. Skerry is 42 km from here.", [("Arden", "Skerry", 42)]),
    ("Arden, seat of a bishop, has trams. Trains leave for Brunn (120 km) and Kestel (280 km).",
     [("Arden", "Brunn", 120), ("Arden", "Kestel", 280)]),
    # somebody went on: the next way begins there
    ("We left Arden. We came to Brunn, 120 km on. We went on to Kestel, 170 km away.",
     [("Arden", "Brunn", 120), ("Brunn", "Kestel", 170)]),
    ("Arden is a town. We went to Brunn. Kestel is 290 km away.", [("Brunn", "Kestel", 290)]),
    ("We left Arden. We rode to Brunn, 120 km on. Kestel is 290 km away.",
     [("Arden", "Brunn", 120), ("Brunn", "Kestel", 290)]),
    ("Arden is a town. Brunn is 120 km away. For Kestel (280 km) take the train.",
     [("Arden", "Brunn", 120), ("Arden", "Kestel", 280)]),
    ("Arden is a town. Brunn is 120 km away. Skerry lies 120 km from the town.",
     [("Arden", "Brunn", 120), ("Arden", "Skerry", 120)]),
    # only the distance of Brunn was told: Kestel is not measured from there, though a way of 190 km could be
    ("She wrote from Arden. Brunn is 120 km away. Skerry is 60 km away.",
     [("Arden", "Brunn", 120), ("Arden", "Skerry", 60)]),
    ("Skerra, formerly Skerry, is larger than Brunn. It lies 120 km from Arden.", [("Arden", "Skerry", 120)]),
    ("The base at Brunn is 120 km from Arden.", [("Arden", "Brunn", 120)]),
    ("The hop from Arden was short. It goes on to Brunn; that hop, 120 km, is longer.", [("Arden", "Brunn", 120)]),
    ("The steamer leaves at noon. Brunn lies 120 km above Arden.", [("Arden", "Brunn", 120)]),
    ("Day 2: Arden – Brunn over the hills, 120 km, hard.", [("Arden", "Brunn", 120)]),
    ("From Arden (the town, not the river) to Brunn is 120 km.", [("Arden", "Brunn", 120)]),
    ("Arden lies west. Brunn, where the road crosses into Rudavia, is 120 km from Arden.", [("Arden", "Brunn", 120)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), WHENCE)
def test_whence_a_length_is_measured(text: str, claims: list[tuple[str, str, float]]) -> None:
    found = [(*sorted((c.from_name, c.to_name)), round(c.claimed_km)) for c in check(text)]
    assert found == [(*sorted((a, b)), km) for a, b, km in claims]


def test_a_length_that_fits_none_of_several_places_before_it_is_not_held_against_the_text() -> None:
    (claim,) = check("She knew Arden, and Kestel too. Skerry lies 900 km away.")
    assert (claim.verdict, claim.from_name) == ("unresolved", "Skerry")


def test_a_way_that_somebody_went_is_held_against_the_text() -> None:
    (claim,) = check("She knew Arden. She went to Kestel. She flew on to Brunn, a hop of 40 km.")
    assert (claim.verdict, {claim.from_name, claim.to_name}) == ("implausible", {"Kestel", "Brunn"})


@pytest.mark.parametrize(
    "text",
    ["The 120-km pipeline runs from Arden to Brunn.", "She won the 120 km mountain race from Arden to Brunn.",
     "The lake near Arden and Brunn is 120 km across."],
)  # fmt: skip
def test_the_length_of_a_thing_is_no_distance(text: str) -> None:
    assert check(text) == []


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Tartu, rain all day. We saw Narva last week.\n\nViljandi is 75 km from here.", {"Tartu", "Viljandi"}),
        ("Tartu, no wind, much heat. The leg from Viljandi was short. Narva is 230 km from here.", {"Tartu", "Narva"}),
        ("Here, in the rain, we thought of Tartu. Narva is 190 km from us.", {"Tartu", "Narva"}),
        ("Tartu. Rain.\n\nNarva. Fog. Rakvere is 100 km from here.", {"Narva", "Rakvere"}),
        ("We are in Tartu. Narva was wet. From there to here it is 190 km.", {"Tartu", "Narva"}),
        ("They left Tartu for the village of Ostroveika. Narva, 30 km away, sent dogs.", {"Ostroveika", "Narva"}),
    ],
)  # fmt: skip
def test_here_there_and_names_that_nobody_knows(text: str, ends: set[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    gazetteer = open_gazetteer()
    analyses = analyse_documents(list(read(tmp_path / "a.txt")))
    resolutions = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    (claim,) = check_distances(analyses, resolutions, gazetteer)
    assert {claim.from_name, claim.to_name} == ends
