"""Sentences put together where figures and abbreviations misled the grammar: "200 km, 4 h. on a good day"."""

from __future__ import annotations

import re

from kimmap.language import Analysis, Sentence
from kimmap.language.boundaries import datelines

_ENDED = re.compile(r"(?<!\bapprox)(?<!\bca)[.!?…:;][\"'”’»)\]]*$")


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
    return whole


def _goes_on(text: str, before: Sentence, sentence: Sentence) -> bool:
    gap = text[before.end : sentence.start]
    is_one_line = before.role == sentence.role and not gap.strip(" ")
    if not is_one_line or _ENDED.search(text, max(before.start, before.end - 8), before.end):
        return False
    opens = text[before.start : sentence.start + 2]  # with the capital that a dateline is known by
    return not any(end >= before.end - before.start for _, end in datelines(opens))
