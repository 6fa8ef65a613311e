"""What a clause says: its predicate, who takes part, how a place hangs on it, and how sure it is."""

from __future__ import annotations

import pytest

from kimmap.language import Event, Sentence, analyse_documents, read_events
from kimmap.language.hanging import Hanging, hang
from kimmap.model import Document

# sentence, place, predicate, who moves or is there, preposition
PLACES = [
    ("Maria Corvin arrived in Lisbon on Monday.", "Lisbon", "arrive", "Maria", "in"),
    ("She was visiting Lisbon for a week.", "Lisbon", "visit", "She", None),
    ("The minister ended her tour to Portugal.", "Portugal", "tour", "her", "to"),
    ("The minister's visit to Lisbon lasted two days.", "Lisbon", "visit", "minister", "to"),
    ("On Sunday (May 17) in Porto, he boarded the train.", "Porto", "board", "he", "in"),
    ("The train was headed to the capital Lisbon.", "Lisbon", "head", "train", "to"),
    ("Her plane crossed the border, then landed in Porto.", "Porto", "land", "plane", "in"),
    ("The party was met at Porto by a band.", "Porto", "meet", "party", "at"),
    ("He asked them to go to Lisbon.", "Lisbon", "go", "them", "to"),
    ("She has no intention of visiting Lisbon.", "Lisbon", "visit", "She", None),
    ("The minister's plan of visiting Lisbon failed.", "Lisbon", "visit", "minister", None),
    ("Papers printed accounts of her train leaving Lisbon.", "Lisbon", "leave", "train", None),
    ("Miss Tavistock left Lisbon for Porto on Friday.", "Lisbon", "leave", "Miss", None),
    ("Before travelling to Porto, she met the mayor.", "Porto", "travel", "she", "to"),
    ("The ship reached Port Said on Saturday.", "Port Said", "reach", "ship", None),
    ("The ship sailed for Port Said.", "Port Said", "sail", "ship", "for"),
    ("The ship called at Port Said and left on Monday.", "Port Said", "call", "ship", "at"),
    ("She drove from Lisbon to Reading.", "Reading", "drive", "She", "to"),
    ("Reading, she fell asleep in Lisbon.", "Lisbon", "fall", "she", "in"),
]  # fmt: skip


def read(text: str) -> Sentence:
    (analysis,) = analyse_documents([Document("a.txt", text)])
    (sentence,) = analysis.sentences
    return sentence


def hanging_of(sentence: Sentence, text: str, place: str) -> Hanging:
    start = text.index(place)
    head = sentence.head_of(start, start + len(place))
    assert head is not None
    hanging = hang(sentence, read_events(sentence), head.i, sentence.tokens_in(start, start + len(place))[0].i)
    assert hanging is not None
    return hanging


@pytest.mark.parametrize(("text", "place", "predicate", "who", "preposition"), PLACES)
def test_a_place_hangs_on_what_happens_there(
    text: str, place: str, predicate: str, who: str, preposition: str | None
) -> None:
    hanging = hanging_of(read(text), text, place)
    assert (hanging.event.lemma, hanging.preposition) == (predicate, preposition)
    assert who in [t.text for t in hanging.event.subjects]


# sentence, predicate, tense, modal, negated, passive
SURENESS = [
    ("She visited Lisbon.", "visit", "past", None, False, False),
    ("She will visit Lisbon.", "visit", "future", "will", False, False),
    ("She did not visit Lisbon.", "visit", "past", None, True, False),
    ("She had visited Lisbon before.", "visit", "pluperfect", None, False, False),
    ("She may visit Lisbon.", "visit", "present", "may", False, False),
    ("She was to visit Lisbon.", "visit", "future", "be to", False, False),
    ("Nobody visited Lisbon.", "visit", "past", None, True, False),
    ("She was driven to Lisbon.", "drive", "past", None, False, True),
    ("She has no plan of visiting Lisbon.", "visit", "participle", None, True, False),
]


@pytest.mark.parametrize(("text", "predicate", "tense", "modal", "negated", "passive"), SURENESS)
def test_how_sure_an_event_is(
    text: str, predicate: str, tense: str, modal: str | None, negated: bool, passive: bool
) -> None:
    event = _event(text, predicate)
    assert (event.tense, event.modal, event.negated, event.passive) == (tense, modal, negated, passive)


def test_who_says_so_stands_above() -> None:
    event = _event("State media said that the leader left Lisbon.", "leave")
    assert event.parent is not None
    assert (event.parent.lemma, [t.text for t in event.parent.subjects]) == ("say", ["media"])
    assert event.relation == "ccomp"


def test_participants_have_their_parts() -> None:
    event = _event("The king was received by the mayor with a band.", "receive")
    assert [t.text for t in event.subjects] == ["king"]
    assert [t.text for t in event.agents] == ["mayor"]
    together = _event("She travelled with two envoys to Porto.", "travel")
    assert [t.text for t in together.companions] == ["envoys"]


def test_a_participle_and_a_noun_of_happening_are_told_apart() -> None:
    assert not _event("She was touring Portugal.", "tour").nominal
    assert _event("Her tour of Portugal began.", "tour").nominal


def _event(text: str, predicate: str) -> Event:
    return next(e for e in read_events(read(text)).values() if e.lemma == predicate)


@pytest.mark.parametrize(
    ("text", "word", "part"),
    [
        ("The ship reached Port Said on Saturday.", "Said", "PROPN"),
        ("He went to Reading.", "Reading", "PROPN"),
        ("Reading, she fell asleep in Lisbon.", "Reading", "NOUN"),
    ],
)
def test_a_place_called_like_what_is_done(text: str, word: str, part: str) -> None:
    assert next(t.pos for t in read(text).tokens if t.text == word) == part
