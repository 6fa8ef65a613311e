"""What stands around a stretch of text that may name a place, as numbers by name, for the trees of ``likelihood``.

They were trained on these signs (``data/mentions/train_names.py``): a sign that changes here wants them trained again.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import numpy as np
import numpy.typing as npt

from kimmap.geodesy import EARTH_RADIUS_KM
from kimmap.language import Sentence
from kimmap.language.persons import is_borne
from kimmap.places.candidates import COUNTRY, LEVEL, REGION, VAGUE, CandidateFinder, Candidates, X, Z
from kimmap.places.signs import Signs
from kimmap.places.spans import Span

Told = tuple[Sentence, Span, str, Signs]
"""A stretch of text that may name a place, in its sentence, with its words and what speaks for it by itself."""

_WORDS = 3
"""Words before and behind that count."""
_NAMESAKES = 6
"""So many of the places that a name may mean are looked at, the likeliest first."""
_FAR = 9.0
"""How far it is to the next place (log10 km) for a name that no gazetteer has."""


def context_signs(told: Sequence[Told], odds: Sequence[float], finder: CandidateFinder) -> list[dict[str, float]]:
    """The signs of every stretch of a document; ``odds`` are what the hand-set weights make of each."""
    known = {words: finder.candidates(words) for _, _, words, _ in told if finder.is_known(words)}
    known = {words: found for words, found in known.items() if found.places}
    near = _distances(told, known)
    again = _elsewhere(told, odds)
    return [
        {
            **asdict(signs),
            "odds": odds[i],
            **_of_words(sentence, span, words, known.get(words)),
            "near": near.get(words, _FAR),
            **again[i],
            **dict(_by_grammar(sentence, span)),
            **dict(_beside(sentence, span)),
        }
        for i, (sentence, span, words, signs) in enumerate(told)
    ]


def _of_words(sentence: Sentence, span: Span, words: str, found: Candidates | None) -> dict[str, float]:
    signs: dict[str, float] = {
        f"label {span.label}": 1,
        "tokens": span.last - span.first + 1,
        "chars": len(words),
        "caps": words.isupper(),
        "first": span.first == 0,
        "apart": sentence.role != "body",
        "borne": is_borne(words.split()),
    }
    if found is not None:
        signs["namesakes"] = min(len(found.places), 20)
        signs["people"] = math.log10(max(1, *(p.population for p in found.places)))
        signs[f"kind {found.places[0].kind}"] = signs[f"how {found.how}"] = 1
    return {name: float(value) for name, value in signs.items()}


def _distances(told: Sequence[Told], known: dict[str, Candidates]) -> dict[str, float]:
    """How far each name's nearest namesake is from what else the text calls places, as log10 km; towns and the like."""
    of_text: dict[str, npt.NDArray[np.float64]] = {}
    for _, span, words, _ in told:
        if span.label == "LOC" and words in known and known[words].features[0, LEVEL] not in (COUNTRY, REGION, VAGUE):
            of_text.setdefault(words, known[words].features[:_NAMESAKES, X : Z + 1])
    owners = np.repeat(np.arange(len(of_text)), [len(points) for points in of_text.values()])
    number = {words: i for i, words in enumerate(of_text)}
    if not of_text:
        return {}
    points = np.vstack(list(of_text.values()))
    found: dict[str, float] = {}
    for words, candidates in known.items():
        others = points[owners != number.get(words, -1)]
        if len(others):
            cosine = float((candidates.features[:_NAMESAKES, X : Z + 1] @ others.T).max())
            found[words] = math.log10(max(1.0, math.acos(max(-1.0, min(1.0, cosine))) * EARTH_RADIUS_KM))
    return found


def _elsewhere(told: Sequence[Told], odds: Sequence[float]) -> list[dict[str, float]]:
    """What the same words are taken for elsewhere in the text."""
    labels: dict[str, Counter[str | None]] = defaultdict(Counter)
    best: dict[str, list[float]] = defaultdict(list)
    for (_, span, words, _), own in zip(told, odds, strict=True):
        labels[words][span.label] += 1
        best[words] = sorted([*best[words], own], reverse=True)[:2]
    signs = []
    for (_, span, words, _), own in zip(told, odds, strict=True):
        count = labels[words]
        others = list(best[words])
        others.remove(own) if own in others else others.pop()
        signs.append({
            "again": float(min(count.total() - 1, 5)),
            "again LOC": float(min(count["LOC"] - (span.label == "LOC"), 3)),
            "again PER": float(min(count["PER"] - (span.label == "PER"), 3)),
            "again best": others[0] if others else -_FAR,
        })  # fmt: skip
    return signs


def _by_grammar(sentence: Sentence, span: Span) -> Iterator[tuple[str, float]]:
    tokens, inside = sentence.tokens, range(span.first, span.last + 1)
    head = next((tokens[i] for i in inside if tokens[i].head not in inside or tokens[i].head == i), tokens[span.last])
    yield f"dep {head.dep}", 1.0
    yield f"tag {tokens[span.first].tag}", 1.0
    yield f"last {tokens[span.last].tag}", 1.0
    if head.head != head.i:
        above = tokens[head.head]
        yield f"under {above.lemma.lower()}", 1.0
        yield f"pos {above.pos}", 1.0
    for child in sentence.children(head.i):
        if child.dep == "case":
            yield f"case {child.lemma.lower()}", 1.0
        elif child.i not in inside:
            yield f"child {child.dep}", 1.0


def _beside(sentence: Sentence, span: Span) -> Iterator[tuple[str, float]]:
    tokens = sentence.tokens
    for away in range(1, _WORDS + 1):
        for side, i in (("-", span.first - away), ("+", span.last + away)):
            is_there = 0 <= i < len(tokens)
            yield f"{side}{away} {tokens[i].text.lower() if is_there else 'edge'}", 1.0
            if is_there:
                yield f"{side}{away}tag {tokens[i].tag}", 1.0
