"""What a text tells of countries without naming a place: nationalities."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kimmap.places.candidates import CandidateFinder

_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\b")


def country_words(text: str, finder: CandidateFinder) -> Iterator[tuple[str, str]]:
    """The words for nationalities in a text, in its order, each with its country's ISO 3166-1 alpha-2 code."""
    for words in _CAPITALISED.findall(text):
        if code := finder.demonym(words):
            yield words, code
        elif " " in words:
            for word in words.split():
                if code := finder.demonym(word):
                    yield word, code


def nationalities_in(text: str, finder: CandidateFinder) -> list[str]:
    """The countries whose people a text speaks of, in the order of their first mention."""
    return list(dict.fromkeys(code for _, code in country_words(text, finder)))
