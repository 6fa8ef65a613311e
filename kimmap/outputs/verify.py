"""Whether the quotations of a trip still stand in their sources, at their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, NamedTuple

from kimmap.model import Document
from kimmap.outputs.readback import Quotation, Quotations
from kimmap.outputs.record import sha256_of, text_sha256
from kimmap.reading.copies import split_sentences

Finding = Literal["stands", "moved", "gone", "no source"]
"""At its place; in the same words at another place of its source; nowhere in it; its source is not there."""
_TELLING = 20
"""Characters from which a quotation is one text's."""
_LIKE = 0.6
"""Share of words that a sentence has in common with a quotation that somebody edited."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation and what was found.

    ``now_at`` and ``now_end`` are the nearest place where a moved one stands now, in the same words, if not with the
    same white space.  ``reads_now`` is what seems to stand in place of one that is gone.
    """

    quotation: Quotation
    finding: Finding
    now_at: int | None = None
    now_end: int | None = None
    reads_now: str | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """The quotations in the order of the trip; names of sources whose text is not the one that was read then.

    ``other_line_ends`` are sources with the same text but for the ends of its lines: they count as unchanged.
    """

    checked: tuple[Checked, ...]
    changed_sources: tuple[str, ...]
    other_line_ends: tuple[str, ...] = ()

    @property
    def lost(self) -> tuple[Checked, ...]:
        """Those whose words are nowhere in their source any more."""
        return tuple(c for c in self.checked if c.finding in ("gone", "no source"))

    @property
    def moved(self) -> tuple[Checked, ...]:
        return tuple(c for c in self.checked if c.finding == "moved")

    def untouched_sources(self) -> dict[str, int]:
        """The sources of which every quotation stands at its place, and how many these are."""
        found: dict[str, list[Checked]] = {}
        for checked in self.checked:
            found.setdefault(checked.quotation.source, []).append(checked)
        return {name: len(told) for name, told in found.items() if all(c.finding == "stands" for c in told)}


class _Found(NamedTuple):
    """A source as it is now: its text with the line ends that it had, and whether it is the text of then."""

    text: str
    same: bool
    other_line_ends: bool = False


def verify_quotations(told: Quotations, documents: Sequence[Document]) -> Verification:
    """Look up each quotation in its source: the document with the same text, or else of the same name.

    Names are compared without folders where only so they agree, for a trip file does not know from where its
    sources will be read next time.  A source that was renamed and edited is the document that has its quotations.
    """
    texts = {source: _source(source, told, documents) for source in _sources(told)}
    found = {source: text for source, text in texts.items() if text is not None}
    checked = tuple(_check(q, found[q.source].text if q.source in found else None) for q in told.quotations)
    return Verification(
        checked,
        tuple(source for source, text in found.items() if not text.same),
        tuple(source for source, text in found.items() if text.other_line_ends),
    )


def _sources(told: Quotations) -> list[str]:
    return list(dict.fromkeys([*told.hashes, *(q.source for q in told.quotations)]))


def _source(source: str, told: Quotations, documents: Sequence[Document]) -> _Found | None:
    sha256 = told.hashes.get(source)
    document = _find(source, sha256, documents)
    if document is not None and sha256 in (None, text_sha256(document)):
        return _Found(document.text, True)
    for candidate in documents if document is None else (document,):
        for text in _with_other_line_ends(candidate.text):
            if sha256 is not None and sha256_of(text) == sha256:
                return _Found(text, True, True)
    document = document or _that_holds([q.text for q in told.quotations if q.source == source], documents)
    return None if document is None else _Found(document.text, False)


def _find(source: str, sha256: str | None, documents: Sequence[Document]) -> Document | None:
    same_text = [d for d in documents if text_sha256(d) == sha256]
    same_name = [d for d in documents if d.name == source]
    same_file = [d for d in documents if PurePath(d.name).name == PurePath(source).name]
    exact = [d for d in same_text if d.name == source]
    for candidates in (exact, same_text, same_name, same_file):
        if candidates and (len(candidates) == 1 or candidates is not same_file):
            return candidates[0]
    return None


def _with_other_line_ends(text: str) -> tuple[str, ...]:
    """A text as it is saved under the other systems."""
    plain = text.replace("\r\n", "\n")
    return plain, plain.replace("\n", "\r\n")


def _that_holds(quotations: Sequence[str], documents: Sequence[Document]) -> Document | None:
    """The one document that has most of the quotations that are more than a name, and half of them at least."""
    telling = [words for words in quotations if len(words) >= _TELLING]
    counts = [sum(_places(d.text, words) != [] for words in telling) for d in documents]
    most = max(counts, default=0)
    return documents[counts.index(most)] if most and 2 * most >= len(telling) and counts.count(most) == 1 else None


def _check(quotation: Quotation, text: str | None) -> Checked:
    if text is None:
        return Checked(quotation, "no source")
    if quotation.text and text[quotation.start : quotation.end] == quotation.text:
        return Checked(quotation, "stands")
    places = _places(text, quotation.text)
    if not places:
        return Checked(quotation, "gone", reads_now=_most_like(quotation.text, text))
    return Checked(quotation, "moved", *min(places, key=lambda place: (abs(place[0] - quotation.start), place)))


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where words stand: as they are written, or else with other white space between them."""
    if not words.strip():
        return []
    exact = [(at, at + len(words)) for at in _occurrences(text, words)]
    if exact:
        return exact
    spaced = re.compile(r"\s+".join(map(re.escape, words.split())))
    return [match.span() for match in spaced.finditer(text)]


def _occurrences(text: str, words: str) -> list[int]:
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return places


def _most_like(quotation: str, text: str) -> str | None:
    """The sentence that has most words in common with a quotation: what somebody made of it."""
    wanted = set(quotation.split())
    best, most = None, _LIKE
    for start, end in split_sentences(text, 0, len(text)):
        words = set(text[start:end].split())
        likeness = len(wanted & words) / max(len(wanted), len(words), 1)
        if likeness > most:
            best, most = " ".join(text[start:end].split()), likeness
    return best
