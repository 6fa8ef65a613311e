"""What distinguishes the article of a page from what is around it: signs of each line, for the trees of ``furniture``.

Where it stands (among the prose, in which branch, how far from the box that holds most of it), what its boxes are and
are called, how much of them is links, and the shape of its words.  All are counted in two passes over the page, for
there are pages with a hundred thousand elements and pages nested as deep.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .boxnames import names_of
from .pagelines import Piece
from .segments import Segment

Signs = dict[str, float]

_ADDRESSED = re.compile(r"\b(?:you|your|yours|us|our)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|me)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "summary", "legend"})
_LONGEST_HEADING = 10
_MOST_OF_IT = 0.6
"""Share of the prose that the box has which holds the article."""
_NAMED = 7
"""Boxes around a line whose names are looked at."""
_SAID_ALOUD = 5
_FAR = 99.0
_LOOKED_AT = 2000
"""Characters of a line whose shape is looked at."""


@dataclass(slots=True)
class _Box:
    """What an element holds, counted over all that is in it."""

    words: float = 0
    prose: float = 0
    linked: float = 0
    has_picture: bool = False
    asks: bool = False
    """Whether it has a field or a button."""
    like: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Its children by tag and class."""


@dataclass(slots=True)
class _Way:
    """How an element hangs on the box that holds the article."""

    steps: int
    branch: Any
    """The element beside the way from the root to that box, or below the box, in which it is."""
    tags: frozenset[str]
    depth: int


def signs_of(root: Any, pieces: Sequence[Piece], segments: Sequence[Segment]) -> list[Signs]:
    """The signs of each segment of a page; those of pieces that no element holds are empty."""
    boxes = _boxes(root, pieces)
    column = _column(root, boxes)
    ways = _ways(root, column)
    total = max(1.0, boxes[root].prose)
    elements = [pieces[s.run].element for s in segments]
    prose = [
        i
        for i, (s, e) in enumerate(zip(segments, elements, strict=True))
        if s.is_prose and e is not None and _is_in(e, column, ways)
    ]
    often = Counter(s.text.casefold() for s in segments)
    found: list[Signs] = []
    heading = None
    for i, (line, element) in enumerate(zip(segments, elements, strict=True)):
        if element is None:
            found.append({})
            continue
        signs = _shape(line, often) | _standing(i, prose, len(segments), heading)
        signs |= _surroundings(element, column, boxes, ways, total)
        signs["linked share"] = pieces[line.run].linked / max(1, len(line.text))
        found.append({name: value for name, value in signs.items() if value})
        if line.hint in ("heading", "title") or (element.tag in _HEADINGS and line.words <= _LONGEST_HEADING):
            heading = i
    return found


def _boxes(root: Any, pieces: Sequence[Piece]) -> dict[Any, _Box]:
    boxes: dict[Any, _Box] = defaultdict(_Box)
    for piece in pieces:
        if piece.element is None:
            continue
        text = " ".join("".join(piece.parts).split())
        line, box = Segment(0, len(text), text, 0), boxes[piece.element]
        words = len(text.split())
        box.words += words
        box.linked += piece.linked / max(1, len(text)) * words
        box.prose += words if line.is_prose and 2 * piece.linked < len(text) else 0
    for element in reversed(list(root.iter())):
        box, around = boxes[element], element.getparent()
        if around is None or not isinstance(element.tag, str):
            continue
        outer = boxes[around]
        outer.words += box.words
        outer.prose += box.prose
        outer.linked += box.linked
        outer.has_picture |= box.has_picture or element.tag == "img"
        outer.asks |= box.asks or element.tag in ("input", "button")
        outer.like[(element.tag, element.get("class") or "")] += 1
    return boxes


def _column(root: Any, boxes: dict[Any, _Box]) -> Any:
    """The innermost box with most of the prose."""
    column, least = root, _MOST_OF_IT * max(1.0, boxes[root].prose)
    while (inner := next((child for child in column if boxes[child].prose >= least), None)) is not None:
        column = inner
    return column


def _ways(root: Any, column: Any) -> dict[Any, _Way]:
    spine = {column, *column.iterancestors()}
    ways: dict[Any, _Way] = {}
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        outer = ways.get(element.getparent())
        tags, depth = (outer.tags, outer.depth) if outer else (frozenset[str](), 0)
        tags = tags if element.tag in tags else tags | {element.tag}
        if outer is None or element in spine:
            ways[element] = _Way(0, element, tags, depth + 1)
        else:
            ways[element] = _Way(outer.steps + 1, outer.branch if outer.steps else element, tags, depth + 1)
    return ways


def _is_in(element: Any, column: Any, ways: dict[Any, _Way]) -> bool:
    way = ways[element]
    return element is column or (way.branch.getparent() is column if way.steps else False)


def _shape(line: Segment, often: Counter[str]) -> Signs:
    text = line.text[:_LOOKED_AT]
    words = text.split()
    return {
        "words": line.words,
        "ended": line.ended,
        "prose": line.is_prose,
        "leads away": line.linked,
        "addressed": len(_ADDRESSED.findall(text)),
        "first person": len(_FIRST_PERSON.findall(text)),
        "year": _YEAR.search(text) is not None,
        "digits": sum(c.isdigit() for c in text) / len(text),
        "capitals": sum(w[0].isupper() for w in words) / max(1, len(words)),
        "all capitals": text.isupper(),
        "asks": "?" in text,
        "calls": "!" in text,
        "parted": "|" in text or "·" in text,
        "quoted": text[0] in "\"“„«‘'",
        "announces": text.endswith(":"),
        "sentences": len(_SENTENCE_END.findall(text)),
        "small": text[0].islower(),
        "again": often[line.text.casefold()] > 1,
    }


def _standing(i: int, prose: Sequence[int], count: int, heading: int | None) -> Signs:
    first, last = (prose[0], prose[-1]) if prose else (0, count)
    at = bisect_left(prose, i)
    others = [j for j in prose[max(0, at - 1) : at + 2] if j != i]
    return {
        "place": i / count,
        "above prose": i < first,
        "below prose": i > last,
        "after last": i - last,
        "before first": first - i,
        "to prose": min((abs(j - i) for j in others), default=_FAR),
        "since heading": _FAR if heading is None else i - heading,
    }


def _surroundings(element: Any, column: Any, boxes: dict[Any, _Box], ways: dict[Any, _Way], total: float) -> Signs:
    way = ways[element]
    around = element.getparent()
    around = element if around is None else around
    outer = around.getparent()
    outer = around if outer is None else outer
    signs: Signs = {
        f"is {element.tag}": 1,
        "depth": way.depth,
        "steps": way.steps,
        "alike": boxes[around].like[(element.tag, element.get("class") or "")],
        "boxes alike": boxes[outer].like[(around.tag, around.get("class") or "")],
        "pictures": boxes[around].has_picture,
        "fields": boxes[outer].asks,
        "styled": bool(element.get("style")),
    }
    signs |= {f"in {tag}": 1 for tag in way.tags}
    signs["in the column"] = _is_in(element, column, ways)
    for name, box in (("branch", boxes[way.branch]), ("box", boxes[around]), ("frame", boxes[outer])):
        signs[f"{name} words"] = box.words
        signs[f"{name} prose"] = box.prose / total
        signs[f"{name} links"] = box.linked / max(1.0, box.words)
    level = element
    for step in range(_NAMED):
        if level is None or (not ways[level].steps and level is not column):
            break  # what all lines stand in tells nothing
        signs |= {f"named {name}": 1 for name in names_of(level) if len(name) > 1}
        if step < _SAID_ALOUD and level.get("aria-label"):
            signs["said aloud"] = 1
        if level is column:
            break
        level = level.getparent()
    return signs
