"""Given names of people that the texts tell of, which may be names of towns as well."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.model import Document

_NAME = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+"
_WITH_ME = re.compile(
    rf"(?:\A|[.!?:;][\"”’)]*\s+|\n)[\"“‘(]?((?:{_NAME}, )+{_NAME},?|{_NAME})"
    r" (?:and|&) (?:I|me|myself)\b(?! (?:am|was)\b)"
)
""" "Ada, Olaf and I slept"; not "we left Ada, and I was glad"."""
_OF_AGE = re.compile(rf"\b({_NAME})(?: {_NAME}){{1,2}}, \d{{1,2}}(?=[,;)])")
""" "Ada Vinter, 34, a teacher"."""
_ADDRESSED = re.compile(rf"^(?:[Dd]ear ({_NAME})|({_NAME}),? (?:hello|hi|greetings|love) from\b)", re.MULTILINE)
""" "Dear Ada", "Ada, hello from the coast"."""
_LOCATIVE = re.compile(r"\b(?:in|at|to|from|near|into|via|through|of|for|towards?|around|outside)\s+(?:the\s+)?$")


def people_of(documents: Sequence[Document]) -> frozenset[str]:
    """The given names that stand beside "and I", before a surname and an age, or where somebody is written to."""
    found: set[str] = set()
    for document in documents:
        for match in _WITH_ME.finditer(document.text):
            found.update(match[1].rstrip(",").split(", "))
        found.update(match[1] for match in _OF_AGE.finditer(document.text))
        found.update(match[1] or match[2] for match in _ADDRESSED.finditer(document.text))
    return frozenset(found)


def is_person(text: str, start: int, name: str, people: frozenset[str]) -> bool:
    """Whether a name is one of these people's here, and not led in as a place: "from Ada"."""
    return name in people and _LOCATIVE.search(text[max(0, start - 14) : start]) is None
