"""What a text tells of its places without naming one: nationalities, and the time that it is from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kimmap.model import Document
from kimmap.places.candidates import CandidateFinder

_CAPITALISED = re.compile(r"[A-Z](?<!\w.)[a-z]+(?:\s[A-Z][a-z]+)?\b")
"""Begins with its letter, not with the edge of a word, because a search for a letter is several times faster."""

_YEAR = re.compile(r"(?<![\d.,:/-])(?:1[0-9]|20)\d\d(?!\d|[.,:/]\d)")
_RENAMED = 1930
"""By about this year the towns of the great empires had got the names that they bear today."""
_HEAD = 200


def is_of_old(document: Document) -> bool:
    """Whether a text is from before about 1930: by its date, or else by all years that it names, one at its head."""
    if document.published:
        return document.published.year < _RENAMED
    if not _YEAR.search(document.text[:_HEAD]):
        return False
    return all(int(year) < _RENAMED for year in _YEAR.findall(document.text))


NEW_WORLD = frozenset({"US", "CA", "AU", "NZ", "ZA"})
"""Where settlers called towns after those at home and in their Bible."""
_SETTLED, _SHARE = 1776, 0.75
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_EARLY = re.compile(
    rf"(?:(?:\b(?:[Ii]n|of|[Ss]ince|[Uu]ntil|[Bb]y|year|spring|summer|autumn|winter|A\.?D\.?)|{_MONTH}(?:\s\d{{1,2}}(?:st|nd|rd|th)?,?)?)\s"
    r"|^)1[0-7]\d\d(?=[.,;:)\s]|$)",
    re.MULTILINE,
)
"""A number that is a year and no road's."""


def is_before_namesakes(document: Document) -> bool:
    """Whether a text tells of a time before the new world's towns of old names were known: by nearly all its years."""
    if document.published and document.published.year < _SETTLED:
        return True
    if not _EARLY.search(document.text):
        return False
    years = [int(y) for y in _YEAR.findall(document.text)]
    return sum(year < _SETTLED for year in years) >= _SHARE * len(years)


def country_words(text: str, finder: CandidateFinder) -> Iterator[tuple[str, str]]:
    """The words for nationalities in a text, in its order, each with its country's ISO 3166-1 alpha-2 code."""
    yield from _of_countries(_CAPITALISED.findall(text), finder)


def _of_countries(phrases: Iterable[str], finder: CandidateFinder) -> Iterator[tuple[str, str]]:
    for words in phrases:
        if code := finder.demonym(words):
            yield words, code
        elif " " in words:
            for word in words.split():
                if code := finder.demonym(word):
                    yield word, code


def nationalities_in(text: str, finder: CandidateFinder) -> list[str]:
    """The countries whose people a text speaks of, in the order of their first mention."""
    nothing = finder.no_nationalities
    codes: dict[str, None] = {}
    for words in dict.fromkeys(_CAPITALISED.findall(text)):
        if words in nothing:  # nearly all
            continue
        found = [code for _, code in _of_countries((words,), finder)]
        codes.update(dict.fromkeys(found))
        if not found:
            nothing.add(words)
    return list(codes)
