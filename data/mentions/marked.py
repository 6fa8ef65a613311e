"""How the places of ``texts.jsonl`` are marked: shared by the two trainers beside it."""

from __future__ import annotations

import re

GROUPS = 4
"""So many times a check trains, each time without every fourth part."""
_MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def without_marks(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text, and where its places stand with their labels: "[[Lima|visited]]"."""
    plain, marks, at = "", [], 0
    for mark in _MARK.finditer(text):
        name, label, *_ = mark[1].split("|")
        plain += text[at : mark.start()]
        marks.append((len(plain), len(plain) + len(name), label))
        plain, at = plain + name, mark.end()
    return plain + text[at:], marks
