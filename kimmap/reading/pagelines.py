"""The pieces of text that a page shows, laid out in lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from .segments import Hint, Segment

_LINKED_BYLINE = re.compile(r"\s*[Bb]y\s+[A-Z]")
_LONGEST_SIGNATURE = 8
"""Lines of a signature with the dashes above it."""


@dataclass(slots=True)
class Piece:
    """Visible text of one block while it is collected."""

    hint: Hint
    inside_article: bool
    preformatted: bool = False
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    """Characters inside links."""


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Segment, ...]]:
    """One line for each piece; what stands outside the article, or is nothing but links, is noise."""
    segments: list[Segment] = []
    position = 0
    for run, piece in enumerate(pieces):
        raw = "".join(piece.parts)
        lines = [line.strip() for line in raw.splitlines()] if piece.preformatted else [" ".join(raw.split())]
        hint = piece.hint
        if hint != "title" and (not piece.inside_article and hint != "caption"):
            hint = "noise"
        is_links = piece.linked > 0.6 * len(raw.strip()) and len(raw.split()) < 25
        if is_links and hint in ("", "list") and not _LINKED_BYLINE.match(raw):
            hint = "noise"
        shown = _own_lines(lines) if piece.preformatted and hint != "table" else len(lines)
        for i, line in enumerate(lines):
            if not line:
                continue
            is_others = i >= shown or (piece.preformatted and line[0] == ">")
            segments.append(Segment(position, position + len(line), line, run, "noise" if is_others else hint))
            position += len(line) + 1
    return "\n".join(s.text for s in segments), tuple(segments)


def _own_lines(lines: Sequence[str]) -> int:
    """How many of a letter's lines stand above the two dashes that begin a signature."""
    return next(
        (i for i, line in enumerate(lines) if line == "--" and len(lines) - i <= _LONGEST_SIGNATURE), len(lines)
    )
