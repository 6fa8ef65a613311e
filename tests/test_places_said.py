"""What a text says of a name makes it a place, though the language pipeline sees no place in it; and what does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.language import Analysis, Name, NameLabel, analyse_documents
from kimmap.model import Document
from kimmap.places import find_places


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def analyse(text: str, names: Mapping[str, NameLabel]) -> Analysis:
    """The grammar of the embedded pipeline, with the names that are given."""
    found = [
        Name(m.start(), m.end(), m.group(), label)
        for words, label in names.items()
        for m in re.finditer(re.escape(words), text)
    ]
    analysis = analyse_documents([Document("a.txt", text)])[0]
    return replace(analysis, names=tuple(sorted(found, key=lambda n: n.start)))


PLACES = [
    # its kind, in copula or apposition
    ("Vera is a market town on the canal.", {"Vera": "PER"}, "Vera"),
    ("Ravno, a small port below the hill, has one inn.", {"Ravno": "PER"}, "Ravno"),
    ("Ravno, once a garrison, is the seat of a bishop.", {"Ravno": "PER"}, "Ravno"),
    # how far it is, where it lies
    ("Vera is nine miles from the canal.", {"Vera": "PER"}, "Vera"),
    ("Vera, with its two inns, is a 30-minute walk from the canal.", {"Vera": "PER"}, "Vera"),
    ("We saw the mill and Budva, which is twelve kilometres short of it.", {}, "Budva"),
    ("Vera, some 20 km north of the canal, is quiet.", {"Vera": "PER"}, "Vera"),
    ("Vera is hardly nine kms from there.", {"Vera": "PER"}, "Vera"),
    ("He says Vera, it's only nine kilometres, a short walk.", {"Vera": "PER"}, "Vera"),
    ("The sign read Vera: 9 km.", {"Vera": "PER"}, "Vera"),
    ("They said that Vera is another nine days, or more.", {"Vera": "PER"}, "Vera"),
    ("Vera lies so far off that nobody goes.", {"Vera": "PER"}, "Vera"),
    ("Qwaxel lies on the canal.", {"Qwaxel": "LOC"}, "Qwaxel"),
    # one end of a way
    ("Line 4, Linz - Vera: daily.", {"Linz": "LOC", "Vera": "PER"}, "Vera"),
    ("Linz - Vera: 1 h 20 min.", {"Linz - Vera": "PER"}, "Vera"),
    # an area that is little known has its name from nowhere else
    ("She grew up on Barbuda.", {"Barbuda": "LOC"}, "Barbuda"),
]


@pytest.mark.parametrize(("text", "names", "wanted"), PLACES, ids=[text for text, _, _ in PLACES])
def test_what_is_said_makes_it_a_place(
    gazetteer: Gazetteer, text: str, names: dict[str, NameLabel], wanted: str
) -> None:
    assert wanted in [m.quote.text for m in find_places([analyse(text, names)], gazetteer)]


NONE = [
    ("Vera is a good cook.", {"Vera": "PER"}),
    ("Vera, a village teacher, slept.", {"Vera": "PER"}),
    ("Vera, the mayor of a village, slept.", {"Vera": "PER"}),
    ("Vera was nine years old.", {"Vera": "PER"}),
    ("Vera is nine days late.", {"Vera": "PER"}),
    ("Vera was nine miles from us.", {"Vera": "PER"}),
    ("Vera lies.", {"Vera": "PER"}),
    # a word at the beginning of a sentence that is no noun
    ("Dear Father, we are well.", {}),
]


@pytest.mark.parametrize(("text", "names"), NONE, ids=[text for text, _ in NONE])
def test_what_is_said_of_persons_makes_none(gazetteer: Gazetteer, text: str, names: dict[str, NameLabel]) -> None:
    assert not [m for m in find_places([analyse(text, names)], gazetteer) if m.reference == "name"]


def test_a_pair_is_no_ones_full_name(gazetteer: Gazetteer) -> None:
    text = "Linz - Vera: daily. Vera - Linz: on Sundays."
    found = find_places([analyse(text, {"Linz - Vera": "PER", "Vera - Linz": "LOC"})], gazetteer)
    assert [m.quote.text for m in found] == ["Linz", "Vera", "Vera", "Linz"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Qwaxel is three hours from Linz on a sober horse.", True),
        ("They lost Qwaxel, 60 and 45 kilometres from Linz.", True),
        ("Qwaxel is three hours late.", False),
        ("Schultz is three hours from Linz.", False),
    ],
)
def test_an_unknown_name_of_another_kind_is_a_place_where_its_distance_is_said(
    gazetteer: Gazetteer, text: str, found: bool
) -> None:
    name = "Schultz" if "Schultz" in text else "Qwaxel"
    mentions = find_places([analyse(text, {name: "PER", "Linz": "LOC"})], gazetteer)
    assert (name in [m.quote.text for m in mentions]) is found
