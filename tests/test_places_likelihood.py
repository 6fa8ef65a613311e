"""Which names are taken for places': by the weights that were set by hand and the trees that were trained, together."""

from __future__ import annotations

from math import isfinite

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.language import analyse_documents
from kimmap.model import Document
from kimmap.places import find_places
from kimmap.places import likelihood as likelihood_module
from kimmap.places.candidates import finder_for
from kimmap.places.context_signs import context_signs
from kimmap.places.likelihood import odds_of, weighed
from kimmap.places.recognition import spans_of


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def names_in(text: str, gazetteer: Gazetteer) -> list[str]:
    return [m.name for m in find_places(analyse_documents([Document("a.txt", text)]), gazetteer)]


DOUBTED_BY_HAND = [
    ("The evening train brought her to Marburg. Marburg's mayor had waited.", "Marburg"),
    ("In Kelso he spoke to farmers, then drove to Jedburgh and Hawick.", "Hawick"),
]


@pytest.mark.parametrize(("text", "name"), DOUBTED_BY_HAND)
def test_the_context_makes_places_of_names_that_say_little_by_themselves(
    text: str, name: str, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = names_in(text, gazetteer)
    monkeypatch.setattr(likelihood_module, "_OF_TREES", 0.0)
    assert found.count(name) > names_in(text, gazetteer).count(name)


@pytest.mark.parametrize("text", ["Lunch was soup. Tomar after that, and a bed.", "Óbidos was our aim."])
def test_a_name_that_stands_alone_is_not_taken_back_by_them(
    text: str, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = names_in(text, gazetteer)
    monkeypatch.setattr(likelihood_module, "_AGAINST_KNOWN", 1.0)
    assert (len(found), names_in(text, gazetteer)) == (1, [])


def test_a_hall_of_a_towns_name_is_not_made_the_town(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "They met at the Tavira in Porto and went on to Braga."
    assert names_in(text, gazetteer) == ["Porto", "Braga"]
    monkeypatch.setattr(likelihood_module, "mixed", lambda by_hand, by_trees, _signs: (by_hand + by_trees) / 2)
    assert "Tavira" in names_in(text, gazetteer)


TEXT = (
    "GRAZ, Austria — The minister went on to Maribor, where Ada Graz had waited. “It is late,” she said.\n\n"
    "Maribor was quiet; in Ptuj nobody slept."
)


def test_every_name_has_the_same_finite_signs_each_time(gazetteer: Gazetteer) -> None:
    finder = finder_for(gazetteer)
    (analysis,) = analyse_documents([Document("a.txt", TEXT)])
    told = spans_of(analysis, finder)
    signs = context_signs(told, [weighed(s) for *_, s in told], finder)
    assert signs == context_signs(told, [weighed(s) for *_, s in told], finder)
    assert all(isfinite(value) for row in signs for value in row.values())
    assert all(map(isfinite, odds_of(told, finder)))
    by_name = {words: row for (_, _, words, _), row in zip(told, signs, strict=True)}
    assert by_name["Maribor"]["again"] == 1
    assert by_name["Maribor"]["-1 edge"] == by_name["Ptuj"]["-1 in"] == 1
    assert any(row.get("case to") for row in signs)
    # Ptuj is 22 km from Maribor, the nearest that the text names.
    assert 10 < 10 ** by_name["Ptuj"]["near"] < 30


def test_a_text_without_names_has_no_odds(gazetteer: Gazetteer) -> None:
    assert odds_of([], finder_for(gazetteer)) == []
