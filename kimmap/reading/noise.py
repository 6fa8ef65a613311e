"""Boxes of a page that are around its article and not of it, told by what they are called and how they begin."""

from __future__ import annotations

import functools
import re
from itertools import islice
from typing import Any

from .lexicon import LEXICON, whole

_NAMES = frozenset(LEXICON["markup_noise"])
_STEMS = tuple(LEXICON["markup_noise_stems"])
_OPENINGS = frozenset({"teaser", "teasers", "paywall"})
"""Names for the appetizers of other stories, and for what of the own story is open to everybody."""
_LOOKED_INTO = 6
"""Elements at the beginning of a box among which its label is."""
_SENTENCE = re.compile(r"(?:\S+\s+){7,}\S+[.!?…][\"'”’»)]*$")


def is_noise_box(element: Any, names: frozenset[str]) -> bool:
    """Whether the words in a box's class, id and role say that it is a menu, a teaser, a cookie banner …"""
    found = _noise_names(names)
    return bool(found) and not (found <= _OPENINGS and _opens_story(element))


@functools.lru_cache(maxsize=4096)
def _noise_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name for name in names if name in _NAMES or name.startswith(_STEMS))


def _opens_story(element: Any) -> bool:
    """Whether a box holds paragraphs that lead nowhere else: the beginning of the story itself."""
    if element.find(".//a") is not None:
        return False
    texts = (" ".join("".join(p.itertext()).split()) for p in element.iterchildren("p"))
    return sum(1 for _ in islice(filter(_SENTENCE.match, texts), 2)) == 2


def is_advertisement(element: Any) -> bool:
    """Whether a box begins with a line that calls it an advertisement."""
    if element.tag not in ("div", "section"):
        return False
    words = (text for part in islice(element.iter(), _LOOKED_INTO) if (text := (part.text or "").strip()))
    first = next(words, "")
    return len(first) < 40 and whole("advertisement").fullmatch(first) is not None
