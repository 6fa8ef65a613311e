"""What a caller gives for a trip: checked, for wrong types say nothing of what is wanted, and put in order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kimmap.errors import WrongSettings
from kimmap.model import Document


def given_documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents by name, "day 2" before "day 10"; raises TypeError where they are none."""
    if isinstance(documents, Document):
        raise TypeError("trace takes several documents, and this is one: give it in a list")
    if isinstance(documents, str | Path) or not isinstance(documents, Iterable):
        raise TypeError(f"trace takes documents, as kimmap.read(folder) gives them, not {documents!r:.60}")
    given = tuple(documents)
    wrong = next((d for d in given if not isinstance(d, Document)), None)
    if wrong is not None:
        raise TypeError(f"trace takes documents, as kimmap.read(folder) gives them, and {wrong!r:.60} is none")
    return tuple(sorted(given, key=_place_in_order))


def _place_in_order(document: Document) -> tuple[Any, ...]:
    words_and_numbers = re.split(r"(\d+)", document.name)
    numbers = [digits.lstrip("0") for digits in words_and_numbers[1::2]]
    by_value = [(len(digits), digits) for digits in numbers]
    return [*zip_longest(words_and_numbers[::2], by_value, fillvalue=(0, ""))], document.name, document.text


def given_traveller(traveller: str | None) -> str | None:
    """The name of the traveller, if one is given; raises TypeError or WrongSettings where it is no name."""
    if traveller is None:
        return None
    if not isinstance(traveller, str):
        raise TypeError(f'the traveller is given by name, as in "Ada Vinter", not as {traveller!r:.60}')
    if not traveller.strip():
        raise WrongSettings("the traveller's name is empty: name somebody, or leave it out to be told who travels")
    return traveller
