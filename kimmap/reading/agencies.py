"""News agencies whose text a document prints: told by datelines, sign-offs and credits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Block
from .lexicon import LEXICON

_NAMES: dict[str, str] = LEXICON["agencies"]
_ANY = "|".join(re.escape(name) for name in sorted(_NAMES, key=lambda n: (-len(n), n)))
_BRACKETS = re.compile(rf"\(((?:(?:{_ANY})(?:\s*(?:[,/;&]|and)\s*|(?=\))))+)\)")
"""(AP), (AP, AFP), (Reuters/dpa): as a whole, so that "(AP Photo/A. Person)" is none."""
_SIGNED = re.compile(
    rf"(?:[a-z]{{2,4}}(?:/[a-z]{{2,4}}){{0,3}}\s*)?{_BRACKETS.pattern}\.?$"
    r"|(?:source|by|reporting by|with (?:files|reporting|material|inputs?) (?:from|by)|additional reporting by)\s*:?\s*"
    rf"(?:the\s+)?(?P<named>(?:{_ANY})(?:\s*(?:,|/|and)\s*(?:the\s+)?(?:{_ANY}))*)\.?$",
    re.IGNORECASE,
)
_HEAD_CHARS = 120
_LINE_WORDS = 14


def find_agencies(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The agencies that a document credits for its text, each in its usual name and once, in text order."""
    seen: set[str] = set()
    for name in (n for block in blocks for n in _in_block(text[block.start : block.end], block)):
        usual = next(full for short, full in _NAMES.items() if short.casefold() == name.casefold())
        if usual not in seen:
            seen.add(usual)
            yield usual


def _in_block(line: str, block: Block) -> Iterator[str]:
    if block.role in ("body", "lead"):
        dateline = _BRACKETS.search(line, 0, _HEAD_CHARS)
        if dateline and re.match(r"\s*[—–:-]", line[dateline.end() :]) and line[:3].strip()[:1].isupper():
            yield from _names_in(dateline[1])
        last = line[-_HEAD_CHARS:]
        signed = re.search(rf"[.!?”\"]\s*{_BRACKETS.pattern}$", last)
        if signed:
            yield from _names_in(signed[1])
    if block.role in ("body", "byline", "heading", "list") and len(line.split()) <= _LINE_WORDS:
        match = _SIGNED.match(line)
        if match:
            yield from _names_in(match[1] or match["named"])


def _names_in(words: str) -> Iterator[str]:
    yield from (match[0] for match in re.finditer(_ANY, words, re.IGNORECASE))
