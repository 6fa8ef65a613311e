"""Boxes that introduce who has written: a name in a line of its own, and a sentence about who bears it."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

_BOXES = frozenset({"div", "section", "aside", "footer", "li", "td", "figure", "article"})
_STEMS = ("author", "contributor", "writer", "reporter", "journalist", "columnist", "byline")
_NAME = re.compile(
    r"(?:(?:about|by|written by|words by)[\s:]+)?(?P<name>[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){1,3})", re.IGNORECASE
)
_STORIES = re.compile(
    r"(?:see|read|view|show|find)?\s*(?:more|all|other|the)?\s*(?:stories|articles|posts|work|reports|columns|texts)?"
    r"\s*(?:by|from|of)\s+[A-ZÀ-Þ]",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"he", "she", "they"})
_MOST_PARTS = 30
_LONGEST = 90
"""Words of such a box."""
_LEAST = 5


def introduces_writer(element: Any, names: frozenset[str]) -> bool:
    """Whether a box tells who has written: by its name or by a link to the writer, a name, and what is said of it."""
    if element.tag not in _BOXES:
        return False
    parts = list(islice(element.iter(), _MOST_PARTS + 1))
    if len(parts) > _MOST_PARTS or not (any(n.startswith(_STEMS) for n in names) or any(map(_leads_to_writer, parts))):
        return False
    runs = [run for text in element.itertext() if (run := " ".join(text.split()))]
    if sum(len(run.split()) for run in runs) > _LONGEST:
        return False
    name = next(
        (match["name"] for run in runs[:3] if (match := _NAME.fullmatch(run)) and _is_name(match["name"])), None
    )
    if name is None:
        return False
    said = runs[next(i for i, run in enumerate(runs) if name in run) + 1 :]
    bearer = {word.casefold() for word in name.split()} | _PRONOUNS
    return any(len(run.split()) >= _LEAST and run.split()[0].casefold() in bearer for run in said)


def _is_name(words: str) -> bool:
    first, *_, last = words.split()
    return first[0].isupper() and last[0].isupper()


def _leads_to_writer(part: Any) -> bool:
    """Whether a link writes to somebody, or leads to all that somebody has written."""
    if part.tag != "a":
        return False
    text = " ".join("".join(part.itertext()).split())
    return (part.get("href") or "").startswith("mailto:") or _STORIES.match(text) is not None
