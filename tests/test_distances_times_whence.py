"""Times of travel: which places of the context somebody can have set out from."""

from __future__ import annotations

import re

from test_distances import PLACES

from kimmap.distances import check_durations
from kimmap.distances.told_ways import read_line, whence_first
from kimmap.language import Analysis, Sentence
from kimmap.model import Block, Document, Place, PlaceMention, Resolution

NORHOLM = Place("test:Norholm", "Norholm", "island", 48.0, 10.9, "XA", radius_km=150.0)
ISLES = Place("test:Isles", "Outer Islands", "island", 48.0, 10.4, "XA", radius_km=10.0)


def told(text: str, *places: Place) -> list[set[str]]:
    """The ends of the journeys of a text with these places and those of all tests."""
    document = Document("a.txt", text)
    sentences = tuple(Sentence(m.start(), m.end(), ()) for m in re.finditer(r"\S.*?(?:\.(?= [A-Z])|$)", text))
    known = PLACES | {p.name: p for p in places}
    named = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), known.get(m[0]), "test", 1.0)
        for m in re.finditer("|".join([*known, "Xakana", "Lowick"]), text)
    ]
    return [{c.from_name, c.to_name} for c in check_durations([Analysis(document, sentences, ())], named)]


def test_an_island_is_no_end_of_a_way_on_it() -> None:
    text = "Votes were cast on Norholm. Brunn is small. In Arden, a village two hours away by bus, nobody has a vote."
    assert told(text, NORHOLM) == [{"Arden", "Brunn"}]


def test_what_nothing_knows_may_be_one_of_the_islands() -> None:
    text = "The Outer Islands are reached by boat. The crossing to Xakana takes 40 minutes."
    assert told(text, ISLES) == []


def test_what_a_length_is_measured_from_is_not_where_anyone_is() -> None:
    text = "So it is. Brunn is 1,300 km from Xakana. In Arden, a village two hours away by bus, nobody has a vote."
    assert told(text) == [{"Arden", "Brunn"}]


def test_what_only_tells_where_another_lies_is_no_end() -> None:
    text = "The Outer Islands are far. One sails from Xakana, {}west of Brunn. The crossing to Lowick takes 40 minutes."
    assert told(text.format("37 km "), ISLES) == []
    assert told(text.format(""), ISLES) != []


def test_where_the_text_is_counts_from_afar_until_somebody_goes_elsewhere() -> None:
    rain = "It rained all day, and nobody went out. " * 15
    assert told(f"Brunn. {rain}Skerry is old. One sails three hours to Arden.") == [{"Arden", "Brunn"}]
    assert told("Brunn. We went on to Skerry. One sails three hours to Arden.") == [{"Arden", "Skerry"}]


def test_a_title_is_not_where_the_text_is() -> None:
    parts = ["What we saw in Kestel on a rainy Monday", "Brunn. Rain.", "Skerry is old.", "Arden by van, two hours."]
    text = parts[0] + "\n\n" + " ".join(parts[1:])
    blocks = (Block(0, len(parts[0]), "heading"), Block(len(parts[0]) + 2, len(text), "body"))
    document = Document("a.txt", text, blocks=blocks)
    sentences = tuple(Sentence(text.index(p), text.index(p) + len(p), ()) for p in parts)
    named = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("|".join(PLACES), text)
    ]
    (claim,) = check_durations([Analysis(document, sentences, ())], named)
    assert {claim.from_name, claim.to_name} == {"Arden", "Brunn"}


def first_origin(text: str) -> str:
    """Where a way most likely begins that is told at the end of a text."""
    document = Document("a.txt", text + " The end.")
    named = [
        Resolution(PlaceMention(document.quote(m.start(), m.end()), m[0]), PLACES[m[0]], "test", 1.0)
        for m in re.finditer("|".join(PLACES), text)
    ]
    span = (len(text) + 1, len(text) + 9)
    line = read_line(Analysis(document, (Sentence(0, len(text), ()), Sentence(*span, ())), ()), span, named, [])
    return whence_first(line, [*reversed(line.earlier)])[0].name.name


def test_a_way_begins_where_somebody_went_or_where_the_text_is() -> None:
    assert first_origin("So Brunn is old. Skerry is old.") == "Skerry"
    assert first_origin("Brunn. Skerry is old.") == "Brunn"
    assert first_origin("Brunn. We went on to Skerry.") == "Skerry"
    assert first_origin("Brunn. We went on to Skerry. Kestel is 9 km off.") == "Skerry"
    assert first_origin("So Brunn is old. Kestel is 9 km off.") == "Brunn"
    assert first_origin("So Brunn is old, and 9 km from Kestel.") == "Brunn"
