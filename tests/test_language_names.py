"""Names: the lists, the second look over a document, the embedded model, and other models in its place."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from kimmap.errors import WrongSettings
from kimmap.language import Name, analyse_documents
from kimmap.language.installed import GlinerNames, PipelineNames, open_recognizer, tidy_names
from kimmap.language.names import _allowed, _Found, agree, best_paths
from kimmap.language.names_gazetteer import CLASSES, NameLists
from kimmap.language.network import model_file
from kimmap.model import Block, Document


@pytest.fixture(scope="module")
def lists() -> NameLists:
    return NameLists(model_file("gazetteer.npz"))


MARKED = [
    ("Portugal", "country"), ("Ulan - Ude", "city_100k"), ("São Paulo", "region"),
    ("Sao Paulo", "region"), ("SAO PAULO", "region"),
    ("Portuguese", "demonym"), ("Saint Petersburg", "region"), ("St. Petersburg", "region"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), MARKED)
def test_the_lists_know_a_name_in_its_spellings(lists: NameLists, name: str, kind: str) -> None:
    words = ["in", *name.split(), ",", "he"]
    marks, _ = lists.mark([words])
    inside = marks[1 : 1 + len(name.split())]
    base = 3 * (CLASSES.index(kind) - 1) + 1
    assert inside.tolist() == ([base] if len(inside) == 1 else [base + 1] + [base + 2] * (len(inside) - 1))
    assert not marks[0]
    assert not marks[-1]


def test_the_lists_take_no_small_word_for_a_name(lists: NameLists) -> None:
    assert not lists.mark([["she", "was", "nice", "and", "reading", "to", "us"]])[0].any()


def test_given_and_family_names(lists: NameLists) -> None:
    assert lists.mark([["Mary", "Johnson", "mary", "Zzyzx"]])[1].tolist()[2:] == [0, 0]
    assert lists.mark([["Mary", "Johnson"]])[1].all()


def found(text: int, start: int, end: int, label: str, odds: float = 0.9) -> _Found:
    return _Found(text, start, end, label, odds)


def spans(names: Sequence[_Found]) -> list[tuple[int, int, int, str]]:
    return [(n.text, n.start, n.end, n.label) for n in names]


def test_a_family_name_alone_is_the_person_named_in_full() -> None:
    texts = [["Anna", "Brunn", "spoke", "."], ["Brunn", "left", "."], ["Later", "Brunn", "came", "back", "."]]
    first = [found(0, 0, 2, "PER", 0.99), found(1, 0, 1, "LOC", 0.6)]
    assert spans(agree(texts, first)) == [(0, 0, 2, "PER"), (1, 0, 1, "PER"), (2, 1, 2, "PER")]


def test_a_place_stays_a_place_that_many_mentions_call_one() -> None:
    texts = [["in", "Arden", "."]] * 3 + [["Arden", "said", "so", "."]]
    first = [found(0, 1, 2, "LOC", 0.97), found(1, 1, 2, "LOC", 0.97), found(3, 0, 1, "ORG", 0.5)]
    assert spans(agree(texts, first)) == [(0, 1, 2, "LOC"), (1, 1, 2, "LOC"), (2, 1, 2, "LOC"), (3, 0, 1, "LOC")]


def test_no_name_is_added_inside_a_longer_one() -> None:
    texts = [["in", "Arden", "."], ["at", "Arden", "Bank", "."], ["the", "Old", "Arden", "."]]
    assert spans(agree(texts, [found(0, 1, 2, "LOC", 0.97)])) == [(0, 1, 2, "LOC")]


def test_a_word_that_the_document_also_writes_small_is_not_added() -> None:
    texts = [["in", "Reading", "."], ["Reading", "is", "fun", "."], ["he", "was", "reading", "."]]
    assert len(agree(texts, [found(0, 1, 2, "LOC", 0.97)])) == 1


def test_labels_that_can_follow_each_other() -> None:
    labels = ["O", "B-LOC", "I-LOC", "L-LOC", "U-LOC", "B-PER", "L-PER"]
    table = _allowed(labels)
    follows = {(a, b) for i, a in enumerate(labels) for j, b in enumerate(labels) if table[i, j]}
    assert ("B-LOC", "L-LOC") in follows
    assert ("B-LOC", "L-PER") not in follows
    assert ("O", "I-LOC") not in follows
    assert ("B-LOC", "O") not in follows
    assert ("L-LOC", "B-PER") in follows


NEWS = [
    ("President Anna Kowalska arrived in Lisbon on Monday.", {("Anna Kowalska", "PER"), ("Lisbon", "LOC")}),
    ("The train left Ulan-Ude for Chita at noon.", {("Ulan-Ude", "LOC"), ("Chita", "LOC")}),
    ("We anchored off Valparaiso and sent a boat ashore.", {("Valparaiso", "LOC")}),
    ("LISBON, Portugal (AP) — Maria Santos met John Miller in Porto.",
     {("LISBON", "LOC"), ("Portugal", "LOC"), ("Maria Santos", "PER"), ("John Miller", "PER"), ("Porto", "LOC")}),
    ("She flew from Springfield, Illinois, to Košice, Slovakia.",
     {("Springfield", "LOC"), ("Illinois", "LOC"), ("Košice", "LOC"), ("Slovakia", "LOC")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NEWS)
def test_names_of_news_and_logs(text: str, names: set[tuple[str, str]]) -> None:
    (analysis,) = analyse_documents([Document("a.txt", text)])
    assert {(n.text, n.label) for n in analysis.names if n.label != "ORG"} == names
    assert all(text[n.start : n.end] == n.text for n in analysis.names)


class Fake:
    """Calls every capitalised first word of a text a place."""

    def __init__(self) -> None:
        self.given: list[list[str]] = []

    def recognise(self, texts: Sequence[str]) -> list[list[Name]]:
        self.given.append(list(texts))
        return [[Name(0, len(t.split()[0]), t.split()[0], "LOC")] for t in texts]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Crossed Guimarães at noon.", {("Guimarães", "LOC")}),
        ("Fog. Skipped Hamilton on Tuesday, and slept well.", {("Hamilton", "LOC")}),
        ("Alfred Hamilton slept well.", {("Alfred Hamilton", "PER")}),
        ("Mohamed Lima came at noon.", {("Mohamed Lima", "PER")}),
    ],
)
def test_the_verb_that_opens_a_sentence_is_no_part_of_a_name(text: str, names: set[tuple[str, str]]) -> None:
    analysis = analyse_documents([Document("log.txt", text)])[0]
    assert {(n.text, n.label) for n in analysis.names_in(0, len(text)) if n.text not in ("Tuesday", "Fog")} == names


def test_another_recognizer_is_given_one_document_at_a_time() -> None:
    first = Document(
        "a.txt",
        "menu\nArden is far.\nBrunn is near.",
        blocks=(Block(0, 4, "noise"), Block(5, 18, "body"), Block(19, 33, "body")),
    )
    fake = Fake()
    analyses = analyse_documents([first, Document("b.txt", "Kestel sleeps.")], fake)
    assert fake.given == [["Arden is far.", "Brunn is near."], ["Kestel sleeps."]]
    assert [[(n.start, n.text) for n in a.names] for a in analyses] == [[(5, "Arden"), (19, "Brunn")], [(0, "Kestel")]]


class Pipeline:
    """What a spaCy pipeline looks like from outside."""

    def __init__(self, entities: Sequence[Sequence[tuple[int, int, str]]]) -> None:
        self._entities = entities

    def pipe(self, texts: Iterable[str]) -> Iterable[Any]:
        for _, entities in zip(texts, self._entities, strict=True):
            yield SimpleNamespace(ents=[SimpleNamespace(start_char=a, end_char=b, label_=x) for a, b, x in entities])


def test_an_installed_pipeline_finds_the_names() -> None:
    text = "Ana saw the Red Sea in May."
    names = PipelineNames(Pipeline([[(0, 3, "PERSON"), (8, 19, "LOC"), (23, 26, "DATE")]])).recognise([text])
    assert names == [[Name(0, 3, "Ana", "PER"), Name(12, 19, "Red Sea", "LOC")]]


def test_gliner_finds_the_names() -> None:
    class Model:
        def predict_entities(self, text: str, labels: list[str], threshold: float) -> list[dict[str, Any]]:
            assert "location" in labels
            return [{"start": 12, "end": 18, "label": "location"}, {"start": 0, "end": 3, "label": "person"}]

    assert GlinerNames(Model()).recognise(["Ana lives in Arden", " "])[0] == [
        Name(0, 3, "Ana", "PER"),
        Name(13, 18, "Arden", "LOC"),
    ]


def test_overlapping_names_are_thinned_out() -> None:
    text = "New Arden Bank's roof"
    assert [n.text for n in tidy_names(text, [(4, 9, "GPE"), (0, 16, "ORG"), (17, 21, "THING")])] == ["New Arden Bank"]


@pytest.mark.parametrize("name", ["no_such_pipeline_of_anybody", "gliner"])
def test_a_model_that_is_not_there_says_what_to_do(name: str) -> None:
    with pytest.raises(WrongSettings, match=r"spacy download|pip install"):
        open_recognizer(name)


def test_without_spacy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(WrongSettings, match=r"pip install spacy"):
        open_recognizer("en_core_web_trf")


class Installed:
    """Stands for a spaCy pipeline that ``spacy.load`` gives."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        self.pipe_labels = labels

    def pipe(self, texts: Iterable[str]) -> Iterable[Any]:
        for text in texts:
            yield SimpleNamespace(ents=[SimpleNamespace(start_char=0, end_char=len(text), label_="GPE")])


def test_an_installed_pipeline_is_opened_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spacy.load", lambda name: Installed({"ner": ["GPE", "DATE"], "tagger": ["NN"]}))
    recognizer = open_recognizer("xx_core_test")
    assert recognizer.recognise(["Arden"]) == [[Name(0, 5, "Arden", "LOC")]]
    (analysis,) = analyse_documents([Document("a.txt", "Arden")], recognizer)
    assert [(n.text, n.label) for n in analysis.names] == [("Arden", "LOC")]


def test_a_pipeline_without_names_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spacy.load", lambda name: Installed({"tagger": ["NN"], "parser": ["nsubj"]}))
    with pytest.raises(WrongSettings, match="finds no names"):
        open_recognizer("xx_core_test")


def test_gliner_is_opened_with_its_model(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class GLiNER:
        @classmethod
        def from_pretrained(cls, model: str) -> GLiNER:
            asked.append(model)
            if model == "missing":
                raise OSError("no such model")
            return cls()

        def predict_entities(self, text: str, labels: list[str], threshold: float) -> list[dict[str, Any]]:
            return [{"start": 0, "end": 5, "label": labels[2]}]

    monkeypatch.setitem(sys.modules, "gliner", SimpleNamespace(GLiNER=GLiNER))
    assert open_recognizer("gliner:small").recognise(["Arden"]) == [[Name(0, 5, "Arden", "LOC")]]
    with pytest.raises(WrongSettings, match="not on this computer"):
        open_recognizer("gliner:missing")
    assert asked == ["small", "missing"]


@pytest.mark.parametrize("sizes", [[1], [4], [2, 4, 1, 3, 4]])
def test_the_best_labels_of_windows_are_the_best_of_all_that_may_follow_each_other(sizes: list[int]) -> None:
    labels = ["O", "B-LOC", "I-LOC", "L-LOC", "U-LOC"]
    follows = _allowed(labels)
    scores = np.random.default_rng(len(sizes)).normal(size=(sum(sizes), len(labels))).astype(np.float32)
    found = best_paths(scores, np.array(sizes), follows).tolist()
    first = 0
    for size in sizes:
        own = scores[first : first + size]
        fitting = [
            path
            for path in itertools.product(range(len(labels)), repeat=size)
            if all(follows[a, b] for a, b in itertools.pairwise((0, *path, 0)))
        ]
        best = max(fitting, key=lambda path: sum(own[i, label] for i, label in enumerate(path)))
        assert tuple(found[first : first + size]) == best
        first += size
