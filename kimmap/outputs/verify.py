"""Whether the quotations of a trip still stand in their sources, at their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kimmap.model import Document
from kimmap.outputs.readback import Quotation, Quotations
from kimmap.outputs.record import text_sha256

Finding = Literal["stands", "moved", "gone", "no source"]
"""At its place; word for word at another place of its source; nowhere in it; its source is not there."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and what was found; ``now_at`` is the nearest place where a moved one stands now."""

    quotation: Quotation
    finding: Finding
    now_at: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """The quotations in the order of the trip; names of sources whose text is not the one that was read then."""

    checked: tuple[Checked, ...]
    changed_sources: tuple[str, ...]

    @property
    def lost(self) -> tuple[Checked, ...]:
        """Those whose words are nowhere in their source any more."""
        return tuple(c for c in self.checked if c.finding in ("gone", "no source"))

    @property
    def moved(self) -> tuple[Checked, ...]:
        return tuple(c for c in self.checked if c.finding == "moved")


def verify_quotations(told: Quotations, documents: Sequence[Document]) -> Verification:
    """Look up each quotation in the document of its source's name."""
    texts = {d.name: d.text for d in documents}
    changed = tuple(d.name for d in documents if told.hashes.get(d.name, text_sha256(d)) != text_sha256(d))
    return Verification(tuple(_check(q, texts.get(q.source)) for q in told.quotations), changed)


def _check(quotation: Quotation, text: str | None) -> Checked:
    if text is None:
        return Checked(quotation, "no source")
    if quotation.text and text[quotation.start : quotation.end] == quotation.text:
        return Checked(quotation, "stands")
    places = _occurrences(text, quotation.text)
    if not places:
        return Checked(quotation, "gone")
    return Checked(quotation, "moved", min(places, key=lambda at: (abs(at - quotation.start), at)))


def _occurrences(text: str, words: str) -> list[int]:
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places
