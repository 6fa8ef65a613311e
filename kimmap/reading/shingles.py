"""Which runs of three words sentences have in common, for hundreds of thousands of sentences."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from .likeness import spelt_plainly

_WORDS = 2**21
"""Different words that are told apart: three of their numbers fit an integer of 64 bits."""


class Shingles:
    """The word 3-shingles of many texts, numbered, in arrays: as sets they would take gigabytes.

    One that more than ``common`` texts have says nothing.
    """

    def __init__(self, texts: Sequence[tuple[str, ...]], common: int) -> None:
        numbers: dict[str, int] = {}
        flat = array("q")
        self.sizes: list[int] = []
        for words in texts:
            found = [numbers.setdefault(spelt_plainly(word), len(numbers)) % _WORDS for word in words]
            own = {(a * _WORDS + b) * _WORDS + c for a, b, c in zip(found, found[1:], found[2:], strict=False)}
            flat.extend(own)
            self.sizes.append(len(own))
        _, self._ids, counts = np.unique(np.asarray(flat), return_inverse=True, return_counts=True)
        self._ends = np.cumsum(np.asarray(self.sizes, dtype=np.int64))
        self._counts = counts
        self._tells = ((counts > 1) & (counts <= common))[self._ids]

    def telling(self, text: int) -> frozenset[int]:
        """The shingles of a text that few others have, and one other at least."""
        part = self._part(text)
        return frozenset(self._ids[part][self._tells[part]].tolist())

    def count(self, shingle: int) -> int:
        """In how many texts a shingle is."""
        return int(self._counts[shingle])

    def like_others(self) -> dict[int, frozenset[int]]:
        """The texts that may be the shorter one of two copies, with their telling shingles: two thirds of all."""
        sums = np.concatenate(([0], np.cumsum(self._tells)))
        starts = self._ends - self.sizes
        chosen = np.flatnonzero(3 * (sums[self._ends] - sums[starts]) >= 2 * np.asarray(self.sizes))
        return {int(i): self.telling(int(i)) for i in chosen}

    def index(self, wanted: Collection[int]) -> Mapping[int, Sequence[int]]:
        """Shingle → the texts that have it, for the wanted ones."""
        is_wanted = np.zeros(len(self._counts), dtype=bool)
        is_wanted[np.fromiter(wanted, dtype=np.int64, count=len(wanted))] = True
        found: dict[int, list[int]] = defaultdict(list)
        places = np.flatnonzero(is_wanted[self._ids])
        texts = np.searchsorted(self._ends, places, side="right")
        for shingle, text in zip(self._ids[places].tolist(), texts.tolist(), strict=True):
            found[shingle].append(text)
        return found

    def _part(self, text: int) -> slice:
        end = int(self._ends[text])
        return slice(end - self.sizes[text], end)
