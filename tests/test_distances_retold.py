"""Figures that say once more how long a way took."""

from __future__ import annotations

import pytest
from test_distances import journeys

from kimmap.distances.retold import times_retold
from kimmap.distances.times import Duration

AGAIN = [
    ("Arden to Brunn is two hours by bus. It turned out to be four, and we sang all the way.", [2, 4]),
    ("The carts go from Arden to Brunn in five days, though a man with good horses may do it in two.", [120, 48]),
    ("Lorries from Arden reach Brunn in nine hours on average, up from three before the flood.", [9, 3]),
    ("From Arden to Brunn one drives an hour and a half on the new road, against three hours previously.", [1.5, 3]),
    ("The train links Arden with Brunn in an hour, and the bus does the same in three.", [1, 3]),
    ("The van from Arden to Brunn said 4 hrs, took 11, and was full of hens.", [4, 11]),
    ("The van from Arden to Brunn was thirteen hours on the road. Normally, he said, you do it in two.", [13, 2]),
    ("The boat from Arden to Brunn takes ten hours, they said. It was fifteen, because we sat on a bank.", [10, 15]),
]


@pytest.mark.parametrize(("text", "hours"), AGAIN)
def test_a_figure_for_the_same_way(text: str, hours: list[float]) -> None:
    found = journeys(text)
    assert sorted(h for _, _, h, *_ in found) == sorted(hours)
    assert all({origin, goal} == {"Arden", "Brunn"} for origin, goal, *_ in found)


@pytest.mark.parametrize(
    "text",
    [
        "Arden to Brunn is two hours by bus. It was four when we arrived.",
        "Arden to Brunn is two hours by bus. The bus seats eight, up from four before.",
        "Arden to Brunn is two hours by bus. It turned out to be a nice town.",
        "Arden to Brunn is two hours by bus, nobody may vote. The count took 90 minutes.",
        "Arden to Brunn is two hours by bus. The mayor spoke for an hour, up from a minute, in fact thirty.",
    ],
)
def test_figures_of_something_else(text: str) -> None:
    assert [h for _, _, h, *_ in journeys(text)] == [2]


def test_another_paragraph_or_another_time_is_of_something_else() -> None:
    told = Duration(0, 9, 2.0, "road")
    assert [d.hours for d in times_retold("two hours. It turned out to be four.", 9, told)] == [4]
    assert list(times_retold("two hours.\n\nIt turned out to be four.", 9, told)) == []
    assert list(times_retold("two hours. We had an hour left. It turned out to be four.", 9, told)) == []
