"""Ends that stand near a stated distance and are not meant: goals of ways, regions around, names joined by "and"."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_distances import PLACES, check

from kimmap.distances import check_distances
from kimmap.language import analyse_documents
from kimmap.model import PlaceMention, Resolution
from kimmap.reading import read

NEVER_THE_NEIGHBOUR = [
    # a length with a start of its own is not the way from a to b
    ("A lorry on its way from Arden to Brunn overturned about 20 km from Kestel.", ("Arden", "Brunn")),
    ("The ship left Arden for Brunn and sank 8 miles off Skerry.", ("Arden", "Brunn")),
    ("The pass from Arden to Brunn is closed, and the next inn is 40 km from Kestel.", ("Arden", "Brunn")),
    # the goal of a way is not where somebody on it was
    ("Robbers stopped the coach on the road to Kestel, 40 km west of Arden.", ("Kestel", "Arden")),
    ("A boat bound from Skerry for Kestel, 90 km east of Arden, was searched.", ("Kestel", "Arden")),
    # what is joined by "and" is another thing
    ("The inspectors visited Kestel, and a second plant 30 kilometers north of Arden.", ("Kestel", "Arden")),
    ("The district borders Kestel and its offices are 30 km by road from Arden.", ("Kestel", "Arden")),
    ("Mr Hale, a farmer with land in Kestel, said his well, 20 km from Arden, had run dry.", ("Kestel", "Arden")),
    # what is around it
    ("A landslide buried a village in Rudavia, 120 km from Arden, on Friday.", ("Rudavia", "Arden")),
    ("The mission stood on the Slow, 40 miles from Arden.", ("Slow", "Arden")),
    ("Tarrow School is in Rudavia, three miles from Arden.", ("Rudavia", "Arden")),
    ("Tarrow, in the province of Kestel and 25 km from Arden, had been bombed.", ("Kestel", "Arden")),
    # a centre that has a name of its own is not the town named before
    ("We slept in Kestel. The Tarrow research centre is 40 km from Arden.", ("Kestel", "Arden")),
    # a length behind the two ends of a way that has a start of its own, or is only a part of it
    ("Tarrow lies on the road Arden to Brunn, 6 km from the point where the frontiers meet.", ("Arden", "Brunn")),
    ("The line between Arden and Brunn runs through foreign country for 12 km.", ("Arden", "Brunn")),
    # what is no place, and taken up by "it" or "its"
    ("A quake shook Kestel. It was centred about 40 km west of Arden.", ("Kestel", "Arden")),
    ("A quake shook Kestel. Its centre was 40 km from Arden.", ("Kestel", "Arden")),
    ("Police from Kestel found the car. It stood in a lay-by, two kilometres from Arden.", ("Kestel", "Arden")),
    # what fell into a river, or happened there
    ("The drone broke up before it fell into the Slow 30 km west of Arden.", ("Slow", "Arden")),
    # what is only told to be far off
    ("Skerry is bare. It lies 400 km from Kestel. Brunn is 5 km west of the town.", ("Kestel", "Brunn")),
    # both the figure and the direction are wrong
    ("A miner was shot in Kestel, 40 km south of Arden, on Monday.", ("Kestel", "Arden")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ends"), NEVER_THE_NEIGHBOUR)
def test_a_place_that_only_stands_near_is_no_end(text: str, ends: tuple[str, str]) -> None:
    found = [{p.name for p in (c.from_place, c.to_place) if p} for c in check(text)]
    assert set(ends) not in found
    assert not any(c.verdict == "implausible" for c in check(text))


MEANT = [
    ("Brunn lies on the road to Kestel, 150 km from Kestel.", ("Brunn", "Kestel")),
    ("A lorry overturned in Brunn on the road between Arden and Kestel, 100 km from Arden.", ("Brunn", "Arden")),
    ("Brunn, Rudavia, 100 km east of Arden, was the first Rudavia town to have a mill.", ("Brunn", "Arden")),
    ("Brunn, Hale's hometown, about 100 km east of Arden, fell in May.", ("Brunn", "Arden")),
    ("Reports from Brunn, located some 100 km east of Arden, tell of floods.", ("Brunn", "Arden")),
    ("The mill is near Brunn, Rudavia, about 100 km east of Arden.", ("Brunn", "Arden")),
    ("Arden was shelled. Brunn stands above Kestel, 150 km away.", ("Kestel", "Brunn")),
    ("Arden was quiet. A hundred kilometres to the east, people in Brunn mended roofs.", ("Brunn", "Arden")),
    ("We know Arden and Brunn. The two towns are 100 km apart, with a pass between.", ("Brunn", "Arden")),
    ("The new line links the port of Arden with Brunn. At 128 km it is the longest of all.", ("Arden", "Brunn")),
    ("Brunn is but two-and-sixty miles from Arden.", ("Brunn", "Arden")),
    ("ARDEN, Rudavia — In Brunn, some 100 km east of Arden, nobody was hurt.", ("Brunn", "Arden")),
    ("Brunn, a town of Rudavia, on the left bank of the Slow, 62 miles E. by S. of Arden.", ("Brunn", "Arden")),
    ("Arden — It rained.\n\nSome say Kestel is dull. Brunn is 150 km away by road.", ("Brunn", "Arden")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), MEANT)
def test_the_place_that_is_meant_is_the_end(text: str, says: tuple[str, str]) -> None:
    first = check(text)[0]
    assert {first.from_name, first.to_name} == set(says)
    assert first.verdict in ("straight-line", "network")


def test_old_numbers_are_read_in_full() -> None:
    (claim,) = check("Brunn is but two-and-sixty miles from Arden.")
    assert round(claim.claimed_km) == 100


def test_a_verb_that_says_where_a_place_is_may_be_wrong_in_all() -> None:
    (claim,) = check("Kestel lies 40 km south of Arden.")
    assert claim.verdict == "implausible"


def test_an_end_of_another_paragraph_accuses_nobody(tmp_path: Path) -> None:
    def verdicts(text: str) -> list[str]:
        (path := tmp_path / "a.txt").write_text(text, encoding="utf-8")
        document = next(iter(read(path)))
        places = [
            Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
            for m in re.finditer("|".join(PLACES), document.text)
        ]
        return [c.verdict for c in check_distances(analyse_documents([document]), places)]

    assert verdicts("We slept in Kestel, where the inn is clean.\n\nIt rained. Brunn is 40 km up the road.\n") == []
    assert verdicts("We slept in Kestel, where the inn is clean. It rained. Brunn is 40 km up the road.\n") == [
        "implausible"
    ]


def test_a_name_that_nobody_knows_has_its_own_length() -> None:
    found = [
        (c.from_name, round(c.claimed_km))
        for c in check("Arden was hot. Brunn is 100 km east, and Tarrow 187 km south.")
    ]
    assert ("Brunn", 187) not in found
