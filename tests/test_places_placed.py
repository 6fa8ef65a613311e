"""A name that one text puts in its county or country is the same place in the others, and in each row of a table."""

from __future__ import annotations

import re

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.language import Analysis, Sentence
from kimmap.model import Block, Document
from kimmap.places import mentions_at, resolve_places


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def marked(text: str, name: str, role: str) -> tuple[Analysis, list[tuple[int, int]]]:
    """A document with a sentence a line, and the spans that stand in square brackets."""
    plain, spans = "", []
    for part in re.split(r"(\[[^\]]+\])", text):
        if part.startswith("["):
            spans.append((len(plain), len(plain) + len(part) - 2))
        plain += part.strip("[]") if part.startswith("[") else part
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", plain)]
    blocks = tuple(Block(start, end, role) for start, end in lines)  # type: ignore[arg-type]
    sentences = tuple(Sentence(start, end, (), role) for start, end in lines)  # type: ignore[arg-type]
    return Analysis(Document(name, plain, blocks=blocks), sentences, ()), spans


def countries(gazetteer: Gazetteer, *texts: tuple[str, str]) -> list[str]:
    """For all names, in order, where kimmap puts them."""
    read = [marked(text, f"{i}.txt", role) for i, (role, text) in enumerate(texts)]
    mentions = [m for analysis, spans in read for m in mentions_at(analysis, spans)]
    found = resolve_places(mentions, [a for a, _ in read], gazetteer)
    return [f"{r.place.region or ''} {r.place.country}".strip() if r.place else "" for r in found]


def test_rows_that_share_a_region(gazetteer: Gazetteer) -> None:
    """However many rows say "Kentucky", each of them says it in full of its own town."""
    towns = ("London", "Lexington", "Somerset", "Louisville", "Paducah", "Owensboro", "Ashland", "Danville")
    table = "\n".join(f"{i} May\t[{town}], [Kentucky]\tTown hall" for i, town in enumerate(towns, 1))
    table += "\n20 May\t[Leeds]\tcoach from [Heathrow]"
    assert set(countries(gazetteer, ("table", table))[:-2:2]) == {"Kentucky US"}


def test_a_county_counts_as_a_region_does(gazetteer: Gazetteer) -> None:
    """ "Lancaster, Lancashire", in a text of another Lancaster's neighbours."""
    friends = "[Harrisburg], [Reading], [Allentown] and [Philadelphia] wrote."
    text = f"{friends} We sang in [Lancaster], [Lancashire]. [Hershey] wrote."
    assert countries(gazetteer, ("body", text))[4] == "England GB"


def test_the_other_texts_mean_the_same(gazetteer: Gazetteer) -> None:
    """The programme says "Athens, Georgia"; a report says "Athens"."""
    programme = ("body", "We shall be in [Athens], [Georgia], on Sunday.")
    report = ("body", "She sang in [Athens] on Sunday and slept.")
    assert countries(gazetteer, report) == ["Attica GR"]
    assert countries(gazetteer, programme, report)[2] == "Georgia US"
    assert countries(gazetteer, report, programme)[0] == "Georgia US"


def test_two_of_a_name_and_what_the_text_says_itself(gazetteer: Gazetteer) -> None:
    """Who is told of both is not told which; what a text says of its own place holds."""
    one, two = ("body", "We shall be in [Athens], [Georgia]."), ("body", "They met in [Athens], [Ohio].")
    bare = ("body", "She sang in [Athens] on Sunday and slept.")
    own = ("body", "She sang in [Athens], [Greece], on Sunday.")
    assert countries(gazetteer, one, two, bare)[4] == "Attica GR"
    assert countries(gazetteer, one, own)[2] == "Attica GR"


@pytest.mark.parametrize(
    "notice",
    [
        "He refuels at [Westport] in [Ireland].",
        "He refuels at [Westport], [Ireland].",
        "A halt in [Westport], in western [Ireland], for fuel.",
        "[Westport] ([Ireland]) was the first halt.",
        "The crew slept at [Westport], [Ireland], and went on.",
        "From [Westport] in [Ireland] they flew on.",
    ],
)
def test_a_far_town_that_another_text_places_is_meant(gazetteer: Gazetteer, notice: str) -> None:
    report = "She stopped at [Westport] for fuel after [Lima], before [Cusco]."
    assert countries(gazetteer, ("body", notice), ("body", report))[2].endswith("IE")
