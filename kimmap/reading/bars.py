"""Rows of names in one line that lead through a site: "Home > News > Ports", "[Local] [Ports] [Sport]"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import whole
from .segments import Roles, Segment

_STEP = re.compile(r"\s*[»>›→|·•]\s*")
_ARROW = re.compile(r"[»>›→]")
_BRACKETED = re.compile(r"(?:\[[^\[\]]{1,25}\]\s*){3,}")
"""The sections of a site, each in brackets."""
_LEAST_BAR = 4
_LONGEST_PIECE = 4
"""Words."""


def is_trail(text: str) -> bool:
    """Whether a line is the way from the home page to the article, or a row of sections in brackets."""
    if _BRACKETED.fullmatch(text) is not None:
        return True
    pieces = [piece for piece in _STEP.split(text) if piece]
    return len(pieces) > 1 and _ARROW.search(text) is not None and whole("home").fullmatch(pieces[0]) is not None


def mark_bars(segments: Sequence[Segment], roles: Roles, start: int) -> None:
    """Above the title and the text: four names or more with bars between them, whatever they are."""
    stop = min(start, roles.index("title")) if "title" in roles else start
    for i, segment in enumerate(segments[:stop]):
        pieces = [piece.strip() for piece in segment.text.split("|")]
        is_bar = len(pieces) >= _LEAST_BAR and all(0 < len(piece.split()) <= _LONGEST_PIECE for piece in pieces)
        if roles[i] in (None, "caption", "heading", "list") and is_bar and not any(map(str.isdigit, segment.text)):
            roles[i] = "noise"
