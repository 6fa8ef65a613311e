"""Finds the words that stand for places: names by the language pipeline and the gazetteer together, positions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimmap.gazetteer import Gazetteer
from kimmap.language import Analysis, Sentence, Token
from kimmap.model import PlaceMention
from kimmap.places.candidates import PRIOR, CandidateFinder, finder_for
from kimmap.places.descriptions import find_descriptions
from kimmap.places.positions import find_positions

_TRIM = re.compile(r"^(?:the|The|THE)\s+|['’]s?$")
_LOCATIVES = frozenset(["in", "at", "near", "from", "to", "around", "outside", "toward", "towards", "via", "through", "across", "inside", "into", "of", "for", "between"])
_GENERIC = frozenset(
    ["river", "lake", "mount", "mountain", "mountains", "island", "islands", "airport", "station", "port", "bay", "gulf", "sea", "strait", "cape", "county", "city", "park", "forest", "valley", "desert", "reservoir", "canal", "pass", "peak", "creek", "falls", "beach", "harbour", "harbor", "peninsula", "glacier", "volcano", "cosmodrome", "spaceport", "street", "road", "avenue", "university", "college", "hospital", "stadium", "square", "bridge", "church", "province", "region", "district", "oblast", "krai", "township", "parish"]
)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int


def find_places(analyses: Sequence[Analysis], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """All mentions of places, in document and text order: names, descriptions ("the border town"), positions.

    Nationalities and names inside the names of persons and organisations are no mentions.
    """
    finder = finder_for(gazetteer)
    return tuple(mention for analysis in analyses for mention in _in_document(analysis, finder))


def mentions_at(analysis: Analysis, spans: Sequence[tuple[int, int]]) -> tuple[PlaceMention, ...]:
    """Mentions at spans that somebody else has found, (start, end) in code points; in text order."""
    document, mentions = analysis.document, []
    for start, end in sorted(set(spans)):
        sentence = analysis.sentence_at(start)
        fits = sentence is not None and end <= sentence.end
        quote = document.quote(start, end, (sentence.start, sentence.end) if sentence and fits else None)
        position = next(find_positions(quote.text), None)
        mentions.append(PlaceMention(quote, " ".join(quote.text.split()), "coordinates" if position else "name"))
    return tuple(mentions)


def _in_document(analysis: Analysis, finder: CandidateFinder) -> Iterator[PlaceMention]:
    places = _names_of_places(analysis, finder)
    for sentence in analysis.sentences:
        yield from _in_sentence(analysis, sentence, [s for s in places if sentence.start <= s.start < sentence.end])


def _in_sentence(analysis: Analysis, sentence: Sentence, names: list[_Span]) -> list[PlaceMention]:
    document, inside = analysis.document, (sentence.start, sentence.end)
    text = document.text[sentence.start : sentence.end]
    mentions: list[PlaceMention] = []
    taken: list[tuple[int, int]] = []
    for position in find_positions(text):
        quote = document.quote(sentence.start + position.start, sentence.start + position.end, inside)
        mentions.append(PlaceMention(quote, quote.text, "coordinates"))
        taken.append((quote.start, quote.end))
    for span in names:
        end = min(span.end, sentence.end)
        if not any(span.start < e and s < end for s, e in taken):
            quote = document.quote(span.start, end, inside)
            mentions.append(PlaceMention(quote, " ".join(quote.text.split())))
            taken.append((span.start, end))
    for description in find_descriptions(sentence, document.text):
        start, end = description.start, description.end
        if not any(s < end <= e for s, e in taken):
            mentions.append(PlaceMention(document.quote(start, end, inside), description.name, "description", description.kinds))
    return sorted(mentions, key=lambda m: m.quote.start)


def _names_of_places(analysis: Analysis, finder: CandidateFinder) -> list[_Span]:
    text = analysis.document.text
    spans = [s for n in analysis.names if n.label == "LOC" and (s := _trimmed(text, n.start, n.end, finder))]
    certain = {text[s.start : s.end] for s in spans}
    covered = [(n.start, n.end) for n in analysis.names]
    for sentence in analysis.sentences:
        spans += _by_gazetteer(sentence, text, finder, covered, certain)
    return sorted(spans, key=lambda s: (s.start, s.end))


def _trimmed(text: str, start: int, end: int, finder: CandidateFinder) -> _Span | None:
    while trim := _TRIM.search(text[start:end]):
        if trim.start() == 0:
            start += trim.end()
        else:
            end = start + trim.start()
    name = text[start:end]
    if not name.strip() or finder.demonym(name):
        return None
    return _Span(start, end)


def _by_gazetteer(
    sentence: Sentence, text: str, finder: CandidateFinder, covered: list[tuple[int, int]], certain: set[str]
) -> Iterator[_Span]:
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        token = tokens[i]
        if not token.text[0].isupper() or any(token.start < e and s < token.end for s, e in covered):
            i += 1
            continue
        count = finder.gazetteer.longest_match([t.text for t in tokens[i : i + 8]])
        span = tokens[i : i + count]
        if span and all(t.text[0].isupper() or not t.text[0].isalpha() for t in (span[0], span[-1])):
            found = _Span(span[0].start, span[-1].end)
            name = text[found.start : found.end]
            if (name in certain or _is_likely(span, tokens, finder, name)) and not any(
                found.start < e and s < found.end for s, e in covered
            ):
                yield found
                i += count
                continue
        i += 1


def _is_likely(span: Sequence[Token], tokens: Sequence[Token], finder: CandidateFinder, name: str) -> bool:
    if any(t.pos != "PROPN" for t in span if t.text[0].isupper()):
        return False
    before = tokens[span[0].i - 1].text if span[0].i else ""
    following = tokens[span[-1].i + 1] if span[-1].i + 1 < len(tokens) else None
    if following is not None and following.pos == "PROPN" and following.text[0].isupper():
        return False
    best = finder.candidates(name)
    return bool(best.places) and before in _LOCATIVES and best.features[0, PRIOR] >= 0.5
