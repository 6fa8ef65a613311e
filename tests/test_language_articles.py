"""The articles of seeds/ against tables read by hand: what puts the traveller at each place, and who that is."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kimmap
from kimmap.claims import identify_traveller
from kimmap.claims.cast import read_cast
from kimmap.gazetteer import open_gazetteer
from kimmap.language import Analysis, Event, analyse_documents, read_events
from kimmap.language.hanging import hang
from kimmap.places import find_places, resolve_places

HERE = Path(__file__).parent
FLOOR_EVENTS, FLOOR_PREPOSITIONS = 0.94, 0.9  # the share that is right now: .96 and .98
FLOOR_PRECISION, FLOOR_RECALL = 0.96, 0.93  # .99 and .96


def read_table(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@functools.cache
def analyses() -> dict[str, Analysis]:
    documents = kimmap.read(HERE.parent / "seeds")
    return {a.document.name: a for a in analyse_documents(documents)}


def marked(analysis: Analysis, passage: str) -> Iterator[tuple[int, int]]:
    """The spans of a text that stand in [brackets] in a passage of it; a passage in the navigation does not count."""
    plain = passage.replace("[", "").replace("]", "")
    starts = [m.start() for m in re.finditer(re.escape(plain), analysis.document.text)]
    base = next(at for at in starts if analysis.sentence_at(at))
    for n, found in enumerate(re.finditer(r"\[([^]]+)\]", passage)):
        start = base + found.start() - 2 * n
        yield start, start + len(found[1])


def lemma_of(event: Event) -> str:
    took_place = event.lemma == "take" and any(o.lemma == "place" for o in event.objects)
    return "take_place" if took_place else event.lemma


def read_place(analysis: Analysis, row: dict[str, str]) -> tuple[bool, bool, str]:
    """Whether predicate and participant of a place are right, whether its preposition is; and what was read."""
    ((start, end),) = marked(analysis, row["text"])
    sentence = analysis.sentence_at(start)
    head = sentence.head_of(start, end) if sentence else None
    if sentence is None or head is None:
        return False, False, "in no sentence"
    hanging = hang(sentence, read_events(sentence), head.i, sentence.tokens_in(start, end)[0].i)
    if hanging is None:
        return False, False, "on nothing"
    event = hanging.event
    people = [t.text for t in (event.objects if row.get("as") == "object" else event.subjects)]
    right = lemma_of(event) == row["predicate"] and row["who"] in people
    return right, (hanging.preposition or "") == row["by"], f"{lemma_of(event)} {people} {hanging.preposition}"


@pytest.mark.slow
def test_predicate_and_participant_of_the_places_of_the_trip() -> None:
    found = [
        (row["text"], *read_place(analyses()[article["file"]], row))
        for article in read_table("language_articles.toml")["article"]
        for row in article["places"]
    ]
    wrong = "\n".join(f"{text}: {read}" for text, right, hangs, read in found if not (right and hangs))
    assert len(found) > 50
    assert sum(right for _, right, _, _ in found) >= FLOOR_EVENTS * len(found), wrong
    assert sum(hangs for _, _, hangs, _ in found) >= FLOOR_PREPOSITIONS * len(found), wrong


@pytest.mark.slow
def test_mentions_of_the_traveller() -> None:
    table = read_table("language_travellers.toml")
    gazetteer = open_gazetteer()
    everything = list(analyses().values())
    resolutions = resolve_places(find_places(everything, gazetteer), everything, gazetteer)
    traveller = identify_traveller(everything, table["traveller"], resolutions)
    assert traveller is not None
    hits = wanted = right = taken = 0
    missed = []
    for article in table["article"]:
        analysis = analyses()[article["file"]]
        text = analysis.document.text
        own = [r.mention for r in resolutions if r.mention.quote.document is analysis.document]
        places = [(m.quote.start, m.quote.end) for m in own if m.reference == "name"]
        cast = read_cast(analysis, traveller, places).traveller
        gold = [span for sentence in article["sentences"] for span in marked(analysis, sentence)]
        known = [(s, e) for s, e in gold if any(s <= at < e for at in cast)]
        wrong = [at for at in sorted(cast) if not any(s <= at < e for s, e in gold)]
        hits, wanted = hits + len(known), wanted + len(gold)
        right, taken = right + len(known), taken + len(known) + len(wrong)
        missed += [f"missed {text[s:e]} in …{text[s - 30 : e]}" for s, e in gold if (s, e) not in known]
        missed += [f"wrong: …{text[at - 30 : at]}|{text[at : at + 12]}" for at in wrong]
    assert wanted > 80
    assert hits >= FLOOR_RECALL * wanted, "\n".join(missed)
    assert right >= FLOOR_PRECISION * taken, "\n".join(missed)
