"""Finds the words that stand for places: names by the language pipeline and the gazetteer together, positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kimmap.gazetteer import Gazetteer
from kimmap.language import Analysis, Sentence
from kimmap.model import Document, PlaceMention
from kimmap.places.candidates import CandidateFinder, finder_for
from kimmap.places.context_signs import Told
from kimmap.places.descriptions import find_descriptions
from kimmap.places.likelihood import likely_places, odds_of
from kimmap.places.no_places import is_no_place
from kimmap.places.people import is_person, is_ship, people_of, ships_of
from kimmap.places.positions import find_positions
from kimmap.places.signs import signs_of, words_of
from kimmap.places.spans import Span, find_spans

_LONGEST_POSITION = 60


def find_places(analyses: Sequence[Analysis], gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """All mentions of places, in document and text order: names, descriptions ("the border town"), positions.

    Nationalities and names inside the names of persons and organisations are no mentions.
    """
    finder = finder_for(gazetteer)
    documents = [a.document for a in analyses]
    people, ships = people_of(documents), ships_of(documents)
    spans = [spans_of(analysis, finder) for analysis in analyses]
    likely = likely_places(
        [[(words, odds) for (_, _, words, _), odds in zip(told, odds_of(told, finder), strict=True)] for told in spans]
    )
    return tuple(
        mention
        for analysis, told, is_place in zip(analyses, spans, likely, strict=True)
        for mention in _in_document(analysis, told, is_place)
        if not is_person(analysis.document.text, mention.quote.start, mention.name, people)
        and not is_no_place(analysis.document.text, mention.quote.start, mention.name)
        and not is_ship(analysis.document.text, mention.quote.start, mention.name, ships)
    )


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


def _in_document(analysis: Analysis, told: Sequence[Told], is_place: Sequence[bool]) -> Iterator[PlaceMention]:
    names: dict[int, list[Span]] = {}
    for (sentence, span, _, _), likely in zip(told, is_place, strict=True):
        if likely:
            names.setdefault(sentence.start, []).append(span)
    for sentence in analysis.sentences:
        yield from _in_sentence(analysis.document, sentence, names.get(sentence.start, []))


def spans_of(analysis: Analysis, finder: CandidateFinder) -> list[Told]:
    """The spans that may name places."""
    text, around = analysis.document.text, words_of(analysis, finder)
    found: list[Told] = []
    for sentence in analysis.sentences:
        spans = find_spans(analysis, sentence, analysis.names_in(sentence.start, sentence.end), finder)
        found.extend(
            (sentence, p, text[p.start : p.end], signs_of(p, spans, sentence, text, finder, around)) for p in spans
        )
    return found


def _in_sentence(document: Document, sentence: Sentence, names: list[Span]) -> list[PlaceMention]:
    inside = (sentence.start, sentence.end)
    mentions: list[PlaceMention] = []
    # Sentences are sometimes broken at a degree sign: a position may run on into the next.
    for position in find_positions(document.text[sentence.start : sentence.end + _LONGEST_POSITION]):
        start, end = sentence.start + position.start, sentence.start + position.end
        if start < sentence.end:
            quote = document.quote(start, end, (sentence.start, max(sentence.end, end)))
            mentions.append(PlaceMention(quote, quote.text, "coordinates"))
    for span in names:
        if not _overlaps(mentions, span.start, span.end):
            quote = document.quote(span.start, span.end, inside)
            mentions.append(PlaceMention(quote, " ".join(quote.text.split())))
    for found in find_descriptions(sentence, document.text):
        if not any(m.quote.start < found.end <= m.quote.end for m in mentions):
            quote = document.quote(found.start, found.end, inside)
            mentions.append(PlaceMention(quote, found.name, "description", found.kinds))
    return sorted(mentions, key=lambda m: (m.quote.start, -m.quote.end))


def _overlaps(mentions: Sequence[PlaceMention], start: int, end: int) -> bool:
    return any(start < m.quote.end and m.quote.start < end for m in mentions)
