"""Whether the quotations of a trip still stand in their sources, at their places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
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
    """Look up each quotation in its source: the document with the same text, or else of the same name.

    Names are compared without folders where only so they agree, for a trip file does not know from where its
    sources will be read next time.
    """
    found = {source: _find(source, told.hashes.get(source), documents) for source in _sources(told)}
    checked = tuple(_check(q, document.text if (document := found[q.source]) else None) for q in told.quotations)
    changed = tuple(
        source
        for source, document in found.items()
        if document and told.hashes.get(source, text_sha256(document)) != text_sha256(document)
    )
    return Verification(checked, changed)


def _sources(told: Quotations) -> list[str]:
    return list(dict.fromkeys([*told.hashes, *(q.source for q in told.quotations)]))


def _find(source: str, sha256: str | None, documents: Sequence[Document]) -> Document | None:
    same_text = [d for d in documents if text_sha256(d) == sha256]
    same_name = [d for d in documents if d.name == source]
    same_file = [d for d in documents if PurePath(d.name).name == PurePath(source).name]
    exact = [d for d in same_text if d.name == source]
    for candidates in (exact, same_text, same_name, same_file):
        if candidates and (len(candidates) == 1 or candidates is not same_file):
            return candidates[0]
    return None


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
