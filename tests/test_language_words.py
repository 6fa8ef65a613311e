"""The words that a text is cut into: spaCy's, letter for letter, without spaCy."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from kimmap.language.words import split_words

EXAMPLES = [
    ("The mayor's ferry didn't leave.", "The mayor 's ferry did n't leave ."),
    ("“It's 5km away,” he said…", "“ It 's 5 km away , ” he said …"),
    ("We met at 6p.m. (see www.example.org/a?b=c).", "We met at 6 p.m. ( see www.example.org/a?b=c ) ."),
    ("the U.S.-led north-east line", "the U.S.-led north - east line"),
    ("Gen. Pell paid $1,200.50.", "Gen. Pell paid $ 1,200.50 ."),
    ("one\n\n two\tthree  four ", "one two three four"),
    ("a :) b : ) c", "a :) b : ) c"),
    ("Wed 4 May, no id", "Wed 4 May , no id"),
    ("", ""),
    (" \n ", ""),
]
NO_CONTRACTIONS = {"Wed", "wed", "Id", "id"}  # Wednesday and a document, which spaCy takes for "we'd" and "I'd"
PIECES = [
    *" \t\n\u00a0.,;:!?()[]\"'’“”—–-…/$%°#&*=<>@_", " ", " ", "...", "--", "word", "A", "S", "don't", "can’t", "a.m.",
    "Mr.", "U.S.", "'s", "’ll", "km", "mph", "3", "1,000", "5.5", "www.a.com", "http://x.org/y", "日本", "é", ":-)",
    "and/or", "c.",
]  # fmt: skip


@pytest.fixture(scope="module")
def reference():
    tokenize = spacy.blank("en").tokenizer
    tokenize.rules = {whole: parts for whole, parts in tokenize.rules.items() if whole not in NO_CONTRACTIONS}
    return lambda text: [(t.text, t.idx) for t in tokenize(text) if not t.text.isspace()]


@pytest.mark.parametrize(("text", "words"), EXAMPLES)
def test_words(text, words, reference):
    found = split_words(text)
    assert " ".join(w for w, _ in found) == words
    assert all(text[at : at + len(w)] == w for w, at in found)
    assert found == reference(text)


def test_the_words_are_those_that_the_models_learnt_from(reference):
    articles = sorted((Path(__file__).parent / "trips").rglob("*.txt"))
    assert articles
    for article in articles:
        text = article.read_text(encoding="utf-8")
        assert split_words(text) == reference(text)


def test_odd_runs_are_cut_as_by_spacy(reference):
    dice = random.Random(7)
    for _ in range(3_000):
        text = "".join(dice.choices(PIECES, k=dice.randint(1, 12)))
        assert split_words(text) == reference(text), text


def test_reading_english_does_not_load_spacy():
    code = """
import sys
from kimmap.language import analyse_documents
from kimmap.model import Document
analyse_documents([Document("a.txt", "Ann reached Lisbon on Monday.")])
sys.exit("spacy" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
