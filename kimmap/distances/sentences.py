"""Sentences put together where figures and abbreviations misled the grammar: "200 km, 4 h. on a good day"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kimmap.language import Analysis, Sentence
from kimmap.language.boundaries import datelines

_LONGEST = 1500
"""Characters from which on a sentence is read in parts: weighing its places against each other takes the square."""
_PARTS = re.compile(r"[;|\n]\s*|,\s+|\s+(?=(?:and|but)\s)|\s+")
"""Where a list can be parted, the best places first."""
_ENDED = re.compile(r"(?<!\bapprox)(?<!\bca)[.!?…:;][\"'”’»)\]]*$")

_UNIT = re.compile(r"\b(?:kils?|kilom|lgs?|m|M|hrs?|h)\.$")
"""A unit cut short, which ends no sentence that goes on with a small letter: "54 kil. from"."""


def whole_sentences(analysis: Analysis) -> list[Sentence]:
    """The sentences, put together where the grammar ended one without a full stop: figures mislead it."""
    whole: list[Sentence] = []
    text = analysis.document.text
    for sentence in analysis.sentences:
        before = whole[-1] if whole else None
        if before and _goes_on(text, before, sentence):
            whole[-1] = Sentence(before.start, sentence.end, (), before.role)
        else:
            whole.append(sentence)
    return [part for sentence in whole for part in _parts(text, sentence)]


def _parts(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """A sentence, or the parts of one that is too long to be read at once."""
    start = sentence.start
    while sentence.end - start > _LONGEST:
        separators = list(_PARTS.finditer(text, start + _LONGEST // 2, start + _LONGEST))
        best = max(separators, key=lambda m: (_is_sharp(m[0]), m.end()), default=None)
        best = best or _PARTS.search(text, start + _LONGEST, sentence.end)
        end = best.end() if best else sentence.end
        yield Sentence(start, end, (), sentence.role)
        start = end
    if start < sentence.end:
        yield sentence if start == sentence.start else Sentence(start, sentence.end, (), sentence.role)


def _is_sharp(separator: str) -> int:
    return 2 if separator[0] in ";|\n" else 1 if separator[0] == "," else 0


def _goes_on(text: str, before: Sentence, sentence: Sentence) -> bool:
    gap = text[before.end : sentence.start]
    is_one_line = before.role == sentence.role and not gap.strip(" ")
    if not is_one_line:
        return False
    is_unit = text[sentence.start].islower() and _UNIT.search(text, max(before.start, before.end - 8), before.end)
    if not is_unit and _ENDED.search(text, max(before.start, before.end - 8), before.end):
        return False
    opens = text[before.start : sentence.start + 2]  # with the capital that a dateline is known by
    return not any(end >= before.end - before.start for _, end in datelines(opens))
