"""Sentences that a page sets large beside its article and says nowhere else: those are of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .boxnames import names_of
from .lexicon import UNSEEN_TAGS

_NAMES = frozenset({"pullquote", "pullquotes"})
_WORD = re.compile(r"\w+")
_ENDED = re.compile(r"\w[.!?…][\"'”“’»)]*(?:\s|$)")
"""The end of a sentence; what has none is a phrase that was cut from one."""
_RUN = 4
"""Words that one sentence shares with another only where it was taken from it."""
_LONGEST = 60
_MOST = 30


def said_once(root: Any) -> frozenset[Any]:
    """Boxes called pull quotes of which no four words running stand elsewhere on the page."""
    boxes = [e for e in root.iter("div", "aside", "p", "figure", "blockquote", "q", "section") if names_of(e) & _NAMES]
    if not boxes or len(boxes) > _MOST:
        return frozenset()
    page = f" {' '.join(_words(root))} "
    told = (box for box in boxes if _ENDED.search("".join(box.itertext())))
    return frozenset(box for box in told if _is_once(list(_words(box)), page))


def _is_once(words: list[str], page: str) -> bool:
    runs = (" ".join(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))
    return _RUN <= len(words) <= _LONGEST and all(page.count(f" {run} ") == 1 for run in runs)


def _words(top: Any) -> Iterator[str]:
    """The words that an element shows, in small letters, in their order."""
    stack: list[tuple[Any, bool]] = [(top, False)]
    while stack:
        element, leaving = stack.pop()
        if leaving:
            yield from _WORD.findall((element.tail or "").casefold()) if element is not top else ()
            continue
        stack.append((element, True))
        if isinstance(element.tag, str) and element.tag not in UNSEEN_TAGS:
            yield from _WORD.findall((element.text or "").casefold())
            stack.extend((child, False) for child in reversed(element))
