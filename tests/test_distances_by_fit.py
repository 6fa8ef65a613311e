"""Lengths in wordings that no rule foresees: the two places of their context that the figure bears out, or none."""

from __future__ import annotations

import pytest
from test_distances import PLACES, at, check

TOLD = [
    # one place in the sentence, the other before it
    ("We had slept in Arden. From Brunn, as the driver saw it, one would say 120 km.", [("Arden", "Brunn", 120)]),
    ("Arden slept. The road to Brunn, which they reckon at 120 km, was mud.", [("Arden", "Brunn", 120)]),
    ("Arden has no hospital. The distance to Brunn is 120 km.", [("Arden", "Brunn", 120)]),
    ("Arden has no hospital. Coming from Brunn is another matter: 120 km of desert.", [("Arden", "Brunn", 120)]),
    ("He walked out of Arden. Don't try Brunn on foot: 120 km, says the sign.", [("Arden", "Brunn", 120)]),
    # none in the sentence: the way before it
    ("Everyone in Arden spoke of Brunn. On paper it is only 120 km.", [("Arden", "Brunn", 120)]),
    ("We rode from Arden to Brunn. It is called 120 km by the post.", [("Arden", "Brunn", 120)]),
    ("Rails join Arden and Brunn. The 120 km separating the two towns take an hour.", [("Arden", "Brunn", 120)]),
    ("The railway comes up from Arden to Brunn. The whole distance is not 120 km.", [("Arden", "Brunn", 120)]),
    ("A week from Arden, Brunn at last. The driver called it 120 km.", [("Arden", "Brunn", 120)]),
    ("Arden has no hospital. The distance to Brunn is 160 km, and Kestel has none.", [("Arden", "Brunn", 160)]),
    ("Arden slept. From Kestel, they said, the way to Brunn is 160 km.", [("Brunn", "Kestel", 160)]),
    ("They went from Arden to Brunn. Skerry was far. It is 120 km.", [("Arden", "Brunn", 120)]),
    ("We rode from Arden to Brunn, resting at Skerry. It is called 120 km by the post.", [("Arden", "Brunn", 120)]),
    ("Arden slept, and so did Brunn. On paper it is 120 km through Skerry.", [("Arden", "Brunn", 120)]),
    ("They flew from Arden to Kestel. It goes on to Brunn; that hop, 170 km, is short.", [("Brunn", "Kestel", 170)]),
    # which of several places: the direction, the topic, the name rather than what is only described
    ("She knew Kestel. Arden is wet. In Brunn, 160 km to the west, it rains.", [("Brunn", "Kestel", 160)]),
    ("From Arden up to Brunn it was 185 km and we needed a day.", [("Arden", "Brunn", 185)]),
    ("Arden burns. Brunn and Kestel, 160 and 260 km off, do not.", [("Arden", "Brunn", 160), ("Arden", "Kestel", 260)]),
    ("Brunn and Nowhereham, 120 and 90 km from Arden, burn.", [("Arden", "Brunn", 120), ("Arden", "Nowhereham", 90)]),
    # who says so stands between
    ("We slept in Arden. Brunn, he tells me, lies a further 120 km ahead.", [("Arden", "Brunn", 120)]),
    ("We slept in Arden. There is Brunn, he tells me, 120 km ahead.", [("Arden", "Brunn", 120)]),
    ("We slept in Arden. Brunn, where the smith lives, is 120 km on.", [("Arden", "Brunn", 120)]),
    ("Brunn lies to the east. It is, they say, 120 km from Arden.", [("Arden", "Brunn", 120)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claims"), TOLD)
def test_the_likeliest_two_places(text: str, claims: list[tuple[str, str, float]]) -> None:
    found = [(*sorted((c.from_name, c.to_name)), round(c.claimed_km)) for c in check(text)]
    assert found == [(*sorted((a, b)), km) for a, b, km in claims]


@pytest.mark.parametrize(
    "text",
    [
        "We had slept in Arden. From Brunn, as the driver saw it, one would say 320 km.",  # no way is as long
        "We had slept in Arden. From Brunn, as the driver saw it, one would say 80 km.",  # nor as short
        "Everyone in Arden spoke of Brunn. The 120 km race is over.",
        "Everyone in Arden spoke of Brunn. They built 120 km of fence.",
        "Arden is far from Brunn. The island is 120 km across and green.",
        "From Arden we saw Brunn. Every 120 km we stopped.",
        "Far from here Arden and Brunn share a wall of 120 km of ice.",
        "Everyone in Arden spoke of Brunn. It is 120 km of lace.",
        "Far from home Arden and Brunn saw a 120 km parade of lorries.",
        "Tom, from Arden, trains at Brunn for a long trip, swimming 120 km in a month.",
        "Tom, from Arden, drives his van in Brunn, 120 km a week.",
        "Arden slept. Brunn burned, while 128 km were lost.",
        "Skerry saw fires. Rudavia and Arden, 120 km of wire, are quiet.",
        "The pipeline left Arden. At Brunn they had laid 120 km.",
    ],
)
def test_what_the_figure_or_its_words_speak_against(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.distances.stated.likely_ends", lambda *_: None)
    assert check(text) == []


def test_a_direction_is_no_place_that_a_way_leads_to() -> None:
    (claim,) = check("Arden waits. Trucks from Brunn, 120 km to the east on Skerry, were due.")
    assert sorted((claim.from_name, claim.to_name)) == ["Arden", "Brunn"]


def test_a_direction_that_no_place_lies_in_is_said() -> None:
    (claim,) = check("We had slept in Arden. In Brunn, 120 km to the west, it rains.")
    assert "not to the west as the text has it" in claim.explanation


def test_what_is_no_longer_than_a_town_fits_by_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLACES, "Hythe", at("Hythe", 4))
    assert check("Everyone in Arden spoke of Hythe. On paper it is only 2 km.") == []
    (claim,) = check("Everyone in Arden spoke of Hythe. On paper it is only 3 km.")
    assert claim.verdict == "straight-line"
