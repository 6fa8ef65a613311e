"""How much text is read of all sources together, and what part of it each file may have.

All of it stays in memory, with its grammar ten times over.  One large table must not take the room of the pages
beside it: for the files that follow, as much is kept free as they have bytes, up to the half.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import UnreadableSource
from ..model import Document
from .sources import Source

_LEAST = 2_000
"""Characters below which a file that has more is not opened for what would fit of it."""
_WORD = re.compile(r"\w+|[^\w\s]")
_OF_A_WORD = 4.5
"""Characters for which a word counts at least; with the blank behind it, the usual one has six."""
_FILES = 4
"""All sources together have room for as much as so many files may have, each of them at most."""
_NAMED = 3
"""Files that are named; how many others there are is said."""


class Portions:
    """The room that is left, as the files are read in their order."""

    def __init__(self, of_one: int) -> None:
        """``of_one``: characters that one file may have at most."""
        self._one = of_one
        self._all = self._left = _FILES * of_one
        self._cut: list[str] = []

    def of(self, source: Source) -> int:
        """Characters that a file may have as matters stand; none where it is not worth opening."""
        room = min(self._one, self._left - min(self._left // 2, source.after))
        return 0 if room < _LEAST and source.size > room else room

    def take(self, source: Source, documents: Sequence[Document], has_more: bool) -> Sequence[Document]:
        """The documents of a file that have room; ``has_more`` says that others of it were not even read."""
        room = self.of(source)
        kept = within(documents, room)
        self._left -= sum(weight(d.text) for d in documents[:kept])
        if has_more or kept < len(documents):
            self._cut.append(source.name)
        return documents[:kept]

    def problem(self, most: int) -> UnreadableSource | None:
        """What was left out for want of room, in one line; ``most`` is the option that was given."""
        if not self._cut:
            return None
        named, others = ", ".join(self._cut[:_NAMED]), len(self._cut) - _NAMED
        files = f"{named} and {others:,} more files" if others > 0 else named
        return UnreadableSource(
            f"what is more than {self._one:,} characters of text of one file or {self._all:,} of all, of {files}: "
            f"give the articles of the trip, or allow more, as in most={2 * most}",
            setting="most",
        )


def weight(text: str) -> int:
    """The characters of a text, more for one of very short words: every word takes memory of its own."""
    return max(len(text), int(_OF_A_WORD * sum(1 for _ in _WORD.finditer(text))))


def within(documents: Sequence[Document], room: int) -> int:
    """How many of the documents have so many characters in all, from the first on."""
    for number, document in enumerate(documents):
        room -= weight(document.text)
        if room < 0:
            return number
    return len(documents)
