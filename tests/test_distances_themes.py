"""What a distance is said of: a noun, what a clause is about, what stood before it, or what only happened there."""

from __future__ import annotations

import pytest
from test_distances import check

SAID_OF = [
    # the noun of the clause, whatever stands between
    ("Brunn is a market town in the hills of Rudavia, situated 100 km east of Arden.", [("Brunn", "Arden", 100)]),
    ("Brunn, said to be older than Kestel, lies 100 km east of Arden.", [("Brunn", "Arden", 100)]),
    ("Situated 100 km east of Arden and right on the Slow, Brunn lives by its mills.", [("Brunn", "Arden", 100)]),
    ("Some 100 km east of Arden there is Brunn, a town of mills.", [("Brunn", "Arden", 100)]),
    ("The old abbey of Brunn stands alone, 100 km east of Arden.", [("Brunn", "Arden", 100)]),
    # what happened there has no place of its own, but the place beside the length has
    ("The thieves were caught in Brunn, 100 km east of Arden.", [("Brunn", "Arden", 100)]),
    ("The duke spoke in Brunn on Friday morning, 100 km east of Arden.", [("Brunn", "Arden", 100)]),
    ("The duke asked to see Brunn, the cleanest town of all, at 100 km from Arden.", [("Brunn", "Arden", 100)]),
    # lengths in a row
    ("Brunn is 100 km east of Arden, 150 km west of Kestel.", [("Brunn", "Arden", 100), ("Brunn", "Kestel", 150)]),
    ("Brunn is 100 km east of Arden and 150 west of Kestel.", [("Brunn", "Arden", 100), ("Brunn", "Kestel", 150)]),
    # what is taken up
    ("Portham has a mill. It was sold last year. It lies 9 km from Arden.", [("Portham", "Arden", 9)]),
    ("Brunn lies on the road between Arden and Kestel, 150 km from the latter.", [("Brunn", "Kestel", 150)]),
    ("Brunn lies on the road between Arden and Kestel, 100 km from the former.", [("Brunn", "Arden", 100)]),
    # names that no gazetteer has
    ("Tarrow Mill, 9 km from Arden, is for sale.", [("Tarrow Mill", "Arden", 9)]),
    ("From Arden to Tollbridge is 27 km.", [("Arden", "Tollbridge", 27)]),
    # other words between
    ("The survey gives 128 km as the distance from Arden to Brunn.", [("Arden", "Brunn", 128)]),
    ("We slept in Arden, with 128 km of mud that separate us from Brunn still ahead.", [("Arden", "Brunn", 128)]),
    ("We had slept in Arden. A hundred and twenty miles of mule track brought us to Brunn.", [("Brunn", "Arden", 193)]),
    ("Skerry lies 40 km off the northern coast of Arden.", [("Skerry", "Arden", 40)]),
]  # fmt: skip

NOTHING_THERE = [
    "A lorry driver was robbed 30 km south of Arden.",
    "The quake struck 30 km from Arden.",
    "The coach broke down 20 km short of Arden.",
    "A barge with bricks from Brunn to Kestel sank 12 miles off Arden.",
    "The inn, located six miles west of Arden, has changed hands.",
    "The prison stands in fields 12 km north of Arden, 45 km south of Brunn and 90 km east of Kestel.",
    "Brunn is 150 km from where the van was found.",
    "Brunn is 20 miles from the nearest railway.",
    "Cyclone Bertha is 300 km from Arden.",
    "Rudavia stretches 700 km from Arden to Kestel.",
    "The plateau is 100 km from west to east, with the towns of Arden and Brunn at its feet.",
    "The galleries, a hundred kilometres of road, are longer than the way from Arden to Brunn.",
]


@pytest.mark.parametrize(("text", "claims"), SAID_OF)
def test_a_distance_is_said_of_what_the_grammar_says(text: str, claims: list[tuple[str, str, int]]) -> None:
    found = [(*sorted((c.from_name, c.to_name)), round(c.claimed_km)) for c in check(text)]
    assert found == [(*sorted((a, b)), km) for a, b, km in claims]


@pytest.mark.parametrize("text", NOTHING_THERE)
def test_what_happens_somewhere_is_no_place(text: str) -> None:
    assert check(text) == []


def test_a_place_halfway_may_come_after_both_ends() -> None:
    assert [(c.from_name, c.verdict) for c in check("Halfway between Arden and Kestel, Brunn has a mill.")] == [
        ("Brunn", "straight-line")
    ]
