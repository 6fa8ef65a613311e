"""Sentences of sources as a reader sees them: the words that count marked, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from kimmap.model import Claim, Quote
from kimmap.outputs.citing import Citations

EXCERPT = 80
"""Characters around what such a quotation is about."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A sentence of a source: ``parts`` in turn as they are and marked, for the words that count."""

    parts: tuple[str, ...]
    source: str
    byline: str
    title: str | None
    url: str | None
    under: int | None = None
    """The number of an earlier stop that quotes the same sentence."""


def safe_url(url: str | None) -> str | None:
    """The address if it is a plain web address; other schemes could run something."""
    if url is None or any(ord(c) <= 32 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def excerpt(quote: QuoteView) -> QuoteView:
    """The quotation with only some words before its first and after its last mark."""
    first, *middle, last = quote.parts if len(quote.parts) > 1 else ("", *quote.parts, "")
    if len(first) > EXCERPT:
        first = "…" + first[-EXCERPT:].partition(" ")[2]
    if len(last) > EXCERPT:
        last = last[:EXCERPT].rpartition(" ")[0] + "…"
    return replace(quote, parts=(first, *middle, last)) if len(quote.parts) > 1 else quote


def spans_of(claim: Claim) -> list[Span]:
    """What in a claim's quotation says where, when and that: the place, the dates, the cue words."""
    quote, text = claim.quote, claim.quote.document.text
    spans = [(d.quote.start, d.quote.end) for d in claim.dates if d.quote.document is quote.document]
    if claim.resolution and claim.resolution.mention.quote.document is quote.document:
        spans.append((claim.resolution.mention.quote.start, claim.resolution.mention.quote.end))
    cues = (re.compile(rf"\b{re.escape(cue)}\b", re.IGNORECASE) for cue in claim.cues)
    found = (cue.search(text, quote.start, quote.end) for cue in cues)
    return [*spans, *(match.span() for match in found if match)]


def quotations(told: Iterable[tuple[Quote, list[Span]]], cited: Citations) -> tuple[QuoteView, ...]:
    """Each sentence once, however many claims rest on it and however often a source prints it, with all that counts."""
    sentences: dict[tuple[int, str], tuple[Quote, list[Span]]] = {}
    for quote, spans in told:
        key = (id(quote.document), " ".join(quote.sentence.split()))
        sentences.setdefault(key, (quote, []))[1].extend(spans)
    return tuple(quotation(quote, cited, spans) for quote, spans in sentences.values())


def quotation(quote: Quote, cited: Citations, spans: Iterable[Span] = ()) -> QuoteView:
    """The sentence; without spans the words quoted are marked, unless they are all of it."""
    text, start, end = quote.document.text, quote.sentence_start, quote.sentence_end
    marked = [(a, b) for a, b in spans if start <= a < b <= end and b - a < end - start]
    if not marked and quote.end - quote.start < end - start:
        marked = [(quote.start, quote.end)]
    parts, position = [], start
    for a, b in _joined(marked, text):
        parts += [text[position:a], text[a:b]]
        position = b
    return QuoteView(
        parts=(*parts, text[position:end]),
        source=quote.source,
        byline=cited.byline(quote.document),
        title=cited.title_above(quote),
        url=safe_url(quote.document.url),
    )


def _joined(spans: Iterable[Span], text: str) -> list[Span]:
    """The spans in order, those that touch or have only a blank between them as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
