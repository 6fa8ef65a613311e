"""Base forms are those of the package whose dictionary they are read from."""

from __future__ import annotations

import random

import pytest
from lemminflect import getLemma

from kimmap.errors import DataMissing
from kimmap.language import lemmas
from kimmap.language.lemmas import base_forms


def test_base_forms_are_those_of_the_package() -> None:
    lines, mended = lemmas._dictionary()
    words = sorted({line.partition(",")[0].lower() for line in (*lines, *mended)})
    assert len(words) > 50_000
    for word in [*random.Random(1).sample(words, 3000), "went", "leaves", "all", "qzx", "o'clock", ""]:
        for part in ("VERB", "NOUN"):
            assert base_forms(word, part) == getLemma(word, part, lemmatize_oov=False), (word, part)


def test_a_missing_dictionary_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lemmas, "find_spec", lambda _name: None)
    with pytest.raises(DataMissing, match="pip install"):
        lemmas._dictionary.__wrapped__()
