"""Boxes of a page that are around its article and not of it, told by what stands in them.

A box of links with their heading, one that a label opens ("Related", "Read next"), one that asks for something
("Donate now"), a form to fill in, a sentence of the article set large once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .lexicon import BLOCK_TAGS, UNSEEN_TAGS, starting, whole
from .segments import SENTENCE

_BREAKING = BLOCK_TAGS | {"br"}
_BOXES = frozenset({"div", "section", "aside", "td", "table", "form", "ul", "li", "p", "fieldset", "details", "tr"})
_LABELLED = frozenset({"div", "section", "aside", "td", "table", "ul", "fieldset", "details"})
_ASKING = frozenset({"div", "section", "td", "fieldset", "table"})
_MOST_ASKING = 30
"""Elements in a box that asks for something."""
_LONGEST_ASKED = 400
"""Characters of it."""
_FIRST_LINES = 3
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_SINGLE = frozenset({"p", "li", "tr"})
_LEADING = ("a", "button", "input", "textarea")
_FIELDS = frozenset({"email", "text", "search", "password", "tel"})
_MOST_PARTS = 400
"""Elements that a box beside the article can have."""
_LONGEST_CALL = 45
"""Words of a box that asks for something."""
_LONGEST_FORM = 80
_LONGEST_LINKS = 150
_MOST_SENTENCES = 3
"""Sentences without a link that a labelled box can have: more are a part of the article with a heading."""
_LONGEST_HEADING = 10
_LINKED = 0.6
_LEAST_LINKS = 2
_FIRST = re.compile(r"[A-ZÀ-Þ\"“‘](?:\S+\s+){7,}?\S*[^\W\d][.!?…][\"'”’»)]*(?=\s)")
"""A sentence before something else."""
_ADDRESSED = re.compile(
    r"\b(?:you|your|yours|us|our|ours|newsletters?|subscri\w+|members?|donat\w+|gifts?|readers?|sign|join|book|buy|get|free"
    r"|offers?|discounts?|tickets?|deals?|sale|save|votes?|voting|prizes?|courses?|shop|apps?|podcasts?"
    r"|ihr\w{0,2}|uns|unser\w{0,2}|euch|dein\w{0,2}|vous|votre|vos|nous|notre|nos|usted(?:es)?|tu|tus|nuestr[oa]s?|noi|nostr[aoei]"
    r"|voi|vostr[aoei]|ons|onze|jullie|você|seu|nosso|nossa)\b|[$€£%]",
    re.IGNORECASE,
)
"""What speaks to the reader, or of what is on offer."""


def is_beside(element: Any) -> bool:
    """Whether a box is of something else than the article, by what stands in it."""
    if element.tag in _ASKING and _asks(element):
        return True
    # What leads nowhere and asks for nothing is no such box; nearly all paragraphs are told so at once.
    if element.tag not in _BOXES or next(element.iter(*_LEADING), None) is None:
        return False
    if element.tag in _SINGLE:
        return (
            _calls(element) and not _tells_first(element) and len("".join(element.itertext()).split()) <= _LONGEST_CALL
        )
    if sum(1 for _ in islice(element.iter(), _MOST_PARTS + 1)) > _MOST_PARTS:
        return False
    lines: list[tuple[str, int]] = []
    words = 0
    label = None
    for line in _lines(element):
        lines.append(line)
        words += len(line[0].split())
        label = _label(element, line[0]) if label is None else label
        if not label and words > _LONGEST_LINKS:
            return False
    return (
        (bool(label) and _has_stories(lines))
        or (words <= _LONGEST_CALL and _calls(element) and not _tells_first(element))
        or (words <= _LONGEST_FORM and _is_form(element))
        or (words <= _LONGEST_LINKS and (_is_of_links(element, lines) or _is_between(element, lines)))
    )


def _lines(box: Any) -> Iterator[tuple[str, int]]:
    """The lines of a box with the characters of each that are linked."""
    parts: list[str] = []
    linked = 0
    for text, is_linked, breaks in _runs(box):
        if breaks and (line := " ".join("".join(parts).split())):
            yield line, linked
        if breaks:
            parts, linked = [], 0
        parts.append(text)
        linked += len(" ".join(text.split())) if is_linked else 0
    if line := " ".join("".join(parts).split()):
        yield line, linked


def _runs(box: Any) -> Iterator[tuple[str, bool, bool]]:
    """Text, whether it is linked, whether it begins a line."""
    stack: list[tuple[Any, bool, bool]] = [(box, False, False)]
    while stack:
        element, linked, leaving = stack.pop()
        is_block = element.tag in _BREAKING
        if leaving:
            yield (element.tail or "") if element is not box else "", linked, is_block
            continue
        stack.append((element, linked, True))
        if isinstance(element.tag, str) and element.tag not in UNSEEN_TAGS:
            inner = linked or element.tag == "a"
            yield element.text or "", inner, is_block
            stack.extend((child, inner, False) for child in reversed(element))


def _label(element: Any, line: str) -> str:
    """The label of other stories that is the first line, or what the box is called aloud; empty without one."""
    if element.tag not in _LABELLED:
        return ""
    aloud = " ".join((element.get("aria-label") or "").split())
    first = next((run for text in element.itertext() if (run := " ".join(text.split()))), "")
    return next((text for text in (aloud, first, line) if _is_label(text)), "")


def _is_label(text: str) -> bool:
    return any(whole(kind).fullmatch(text) for kind in ("sections", "forwarded"))


def _has_stories(lines: list[tuple[str, int]]) -> bool:
    """Whether links follow a label, and no more sentences than teasers have."""
    others = lines[1:] if _is_label(lines[0][0]) else lines
    sentences = sum(1 for text, linked in others if SENTENCE.match(text) and linked < _LINKED * len(text))
    leads = any(linked for _, linked in others) or whole("forwarded").fullmatch(lines[0][0]) is not None
    return len(lines) > 1 and sentences <= _MOST_SENTENCES and leads


def _calls(element: Any) -> bool:
    """A button, or a link that is all of its words, asks for something: "Donate now"."""
    return any(
        whole("calls").fullmatch(
            " ".join((part.get("value") or "").split()) or " ".join("".join(part.itertext()).split())
        )
        for part in element.iter("a", "button", "input")
        if part.tag != "input" or part.get("type") in ("submit", "button")
    )


def _tells_first(element: Any) -> bool:
    """Whether a paragraph tells something before it asks: its first sentence speaks neither to the reader nor of us."""
    first = next((text for text, linked in _lines(element) if linked < len(text)), "")
    sentence = _FIRST.match(first)
    return sentence is not None and _ADDRESSED.search(sentence[0]) is None


def _asks(element: Any) -> bool:
    """A few words that ask the reader to subscribe, to apply, to help."""
    parts = list(islice(element.iter(), _MOST_ASKING + 1))
    if len(parts) > _MOST_ASKING or sum(len(text) for text in element.itertext()) > _LONGEST_ASKED:
        return False
    if any(starting("asks").match(text) for text, _ in islice(_lines(element), _FIRST_LINES)):
        return True
    heading = next((part for part in parts if part.tag in _HEADINGS), None)
    asks = heading is not None and starting("asks_in_heading").match(" ".join("".join(heading.itertext()).split()))
    return bool(asks)


def _is_between(element: Any, lines: list[tuple[str, int]]) -> bool:
    """Between two paragraphs a linked heading alone in a box: another story; its own would have no box or no link."""
    around = (element.getprevious(), element.getnext())
    if element.tag not in ("div", "section") or any(beside is None or beside.tag != "p" for beside in around):
        return False
    leads_away = not any((a.get("href") or "").startswith("#") for a in element.iter("a"))
    # A picture that leads to its file has no words.
    return (
        bool(lines)
        and leads_away
        and element.find(".//h1") is None
        and all(linked >= 0.9 * len(text) for text, linked in lines)
    )


def _is_form(element: Any) -> bool:
    return element.tag == "form" and any(
        (part.get("type") or "text").lower() in _FIELDS for part in element.iter("input", "textarea")
    )


def _is_of_links(element: Any, lines: list[tuple[str, int]]) -> bool:
    """Two links or more that are most of the words, and no sentence beside them."""
    if len(lines) < 2 or element.find(".//td[2]") is not None:
        return False  # a row of a table tells something else than its links
    has_heading = not lines[0][1] and len(lines[0][0].split()) <= _LONGEST_HEADING
    below = lines[1:] if has_heading else lines
    all_linked, size = sum(linked for _, linked in below), sum(len(text) for text, _ in below)
    if all_linked < _LINKED * size or sum(1 for _ in islice(element.iter("a"), _LEAST_LINKS)) < _LEAST_LINKS:
        return False
    return not any(SENTENCE.match(text) and linked < _LINKED * len(text) for text, linked in lines)
