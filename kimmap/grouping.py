"""What was found in many documents, by document: looking through all of it for each one takes the square of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from kimmap.model import Document

T = TypeVar("T")


def by_document(values: Iterable[T], document_of: Callable[[T], Document]) -> Callable[[Document], Sequence[T]]:
    """What gives the values that stand in a document, in the order in which they were given; none for any other.

    A document is the one object: two may be equal.
    """
    found: dict[int, list[T]] = {}
    for value in values:
        found.setdefault(id(document_of(value)), []).append(value)
    return lambda document: found.get(id(document), ())
