"""What a text tells of its places without naming one: nationalities, and the time that it is from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kimmap.model import Document
from kimmap.places.candidates import CandidateFinder

_CAPITALISED = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\b")

_YEAR = re.compile(r"(?<![\d.,:/-])(?:1[0-9]|20)\d\d(?!\d|[.,:/]\d)")
_RENAMED = 1930
"""By about this year the towns of the great empires had got the names that they bear today."""
_HEAD = 200


def is_of_old(document: Document) -> bool:
    """Whether a text is from before about 1930: by its date, or else by all years that it names, one at its head."""
    if document.published:
        return document.published.year < _RENAMED
    years = [int(year) for year in _YEAR.findall(document.text)]
    return bool(years) and max(years) < _RENAMED and bool(_YEAR.search(document.text[:_HEAD]))


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
