"""The column of a page that holds its article, and names that tell nothing because the article bears them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Mapping
from itertools import islice
from typing import Any

from .lexicon import BLOCK_TAGS, LEXICON, UNSEEN_TAGS, whole

_PROSE_TAGS = frozenset({"p", "figcaption", "li", "td"})
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S+[.!?…:][\"'”’»)\]]*$")
_SHARE = 0.9
"""Of the prose of a page, what the article has at least."""
_COMMON = 0.5
"""A name that so much of the prose bears says nothing."""
_TITLES = frozenset({"b", "strong", "font", "span", "div", "p", "td", "big", "center"})
_LONGEST_TITLE = 250
_LEAST = 60
"""Words of prose by which an article can be told."""
_HEADLINE = re.compile(
    r"(?:^|\s)(?:headline|hed|(?:story|art|article|news|entry|page|post)[_-]?(?:title|headline|hed))(?:$|\s)",
    re.IGNORECASE,
)
_LONGEST_HEADLINE = 30
_MOST_HEADINGS = 20
_MOST_BRANCHES = 200
_HEAD_WORDS = 80
"""Words of a box between the heading and the article."""
_DATA = frozenset({"li", "td", "dd", "figcaption"})
_LEAST_DATA = 3


def article_of(root: Any) -> Any:
    """The element that holds the article, None where the markup does not tell."""
    sizes = _prose_sizes(root)
    best = max(root.iter("article", "main"), key=lambda e: (sizes[e], e.tag == "article"), default=None)
    return best if best is not None and 2 * sizes[best] > sizes[root] else None


def head_of(article: Any, root: Any, named: Container[str]) -> tuple[Any, ...]:
    """The boxes from the heading that bears the page's title down to the article, where it stands above it.

    Standfirst, byline and the first picture are between them; what is longer is something else.
    """
    heading = next((h for h in islice(root.iter("h1"), _MOST_HEADINGS) if folded("".join(h.itertext())) in named), None)
    if heading is None or any(e is article for e in heading.iterancestors()):
        return ()
    above = set(article.iterancestors())
    frame = next(e for e in heading.iterancestors() if e in above)
    branches = list(islice(frame, _MOST_BRANCHES))
    first = next((i for i, e in enumerate(branches) if e is heading or heading in e.iter("h1")), len(branches))
    last = next((i for i, e in enumerate(branches) if e is article or e in above), 0)
    return tuple(e for e in branches[first:last] if sum(len(t.split()) for t in e.itertext()) <= _HEAD_WORDS)


def _prose_sizes(root: Any) -> dict[Any, int]:
    """Characters of paragraphs, captions and lists in each element, from the innermost ones out."""
    prose: dict[Any, int] = defaultdict(int)
    letters: dict[Any, int] = defaultdict(int)
    for element in reversed(list(root.iter())):
        letters[element] += len(element.text or "")
        if element.tag in _PROSE_TAGS:
            prose[element] += letters[element]
        if (around := element.getparent()) is not None:
            prose[around] += prose[element]
            letters[around] += letters[element] + len(element.tail or "")
    return prose


def prose_words(root: Any, is_apart: Callable[[Any], bool]) -> Mapping[Any, int]:
    """Words of sentences, items and cells in each element that no link holds; none of boxes that are apart."""
    words: dict[Any, int] = defaultdict(int)
    parts: dict[Any, list[str]] = defaultdict(list)
    stack: list[tuple[Any, Any, bool, bool]] = [(root, root, False, False)]
    while stack:
        element, block, linked, leaving = stack.pop()
        is_block = element.tag in BLOCK_TAGS or element.tag == "br"
        if leaving:
            if element.tag in BLOCK_TAGS:
                _count(element, parts, words)
            around = element.getparent()
            if is_block and around is not None:
                _count(block, parts, words)
            if element.tail and not linked and element is not root:
                parts[block].append(element.tail)
            continue
        stack.append((element, block, linked, True))
        if not isinstance(element.tag, str) or element.tag in UNSEEN_TAGS or is_apart(element):
            continue
        inner = element if element.tag in BLOCK_TAGS else block
        if is_block:
            _count(block, parts, words)
        inside = linked or element.tag == "a"
        if element.text and not inside:
            parts[inner].append(element.text)
        stack.extend((child, inner, inside, False) for child in reversed(element))
    for element in reversed(list(root.iter())):
        around = element.getparent()
        if around is not None and element is not root and element in words:
            words[around] += words[element]
    return words


def _count(block: Any, parts: dict[Any, list[str]], words: dict[Any, int]) -> None:
    pieces = parts.pop(block, None)
    text = " ".join("".join(pieces).split()) if pieces else ""
    if text and (_SENTENCE.match(text) or (block.tag in _DATA and len(text.split()) >= _LEAST_DATA)):
        words[block] += len(text.split())


def column_of(root: Any, words: Mapping[Any, int], named: Container[str] = ()) -> Any:
    """The innermost element that holds the main heading and nearly all prose; None where none is told.

    ``named`` are titles that the page's window tells, as ``folded``.
    """
    total = words.get(root, 0)
    heading = next(root.iter("h1"), None) if total >= _LEAST else None
    if heading is None and total >= _LEAST:
        heading = sole_heading(root, words)
        heading = heading if heading is not None else _last_named(root, words, named)
    if heading is None:
        return None
    column = next((e for e in heading.iterancestors() if words.get(e, 0) >= _SHARE * total), None)
    return column if column is not None and column.tag not in ("html", "body") else None


def sole_heading(root: Any, words: Mapping[Any, int]) -> Any:
    """The heading that is alone in being of the highest level on its page, where it stands above all prose."""
    for level in ("h1", "h2", "h3", "h4"):
        found = list(islice(root.iter(level), 2))
        if found:
            heading = found[0] if len(found) == 1 else None
            if heading is not None and whole("sections").fullmatch(" ".join("".join(heading.itertext()).split())):
                return None
            return heading if heading is not None and _is_above(heading, root, words) else None
    return _called_headline(root, words)


def _called_headline(root: Any, words: Mapping[Any, int]) -> Any:
    """On a page without headings the only element that is called a headline, where it stands above all prose."""
    named = (e for e in root.iter("span", "div", "p", "td", "font", "b") if _HEADLINE.search(e.get("class") or ""))
    found = list(islice(named, 2))
    is_title = len(found) == 1 and 0 < len(" ".join(found[0].itertext()).split()) <= _LONGEST_HEADLINE
    return found[0] if is_title and _is_above(found[0], root, words) else None


def _is_above(heading: Any, root: Any, words: Mapping[Any, int]) -> bool:
    frames = set(heading.iterancestors())
    if any(frame.tag in ("nav", "aside", "footer") for frame in frames):
        return False
    for element in root.iter():
        if element is heading:
            return True
        if words.get(element, 0) and element not in frames:
            return False
    return False


def _last_named(root: Any, words: Mapping[Any, int], named: Container[str]) -> Any:
    """The last words above the prose that are the title: a trail of links to the page may show it, too."""
    last = None
    for element in root.iter():
        if words.get(element, 0) and element.find(".//*") is None:
            break
        if element.tag in _TITLES and folded((element.text or "")[:_LONGEST_TITLE]) in named:
            last = element
    return last


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def idle_names(root: Any, words: Mapping[Any, int], names_of: Callable[[Any], frozenset[str]]) -> frozenset[str]:
    """Those of the vaguer names of boxes which the article's own boxes bear on this page."""
    total = words.get(root, 0)
    borne: dict[str, int] = defaultdict(int)
    stack: list[tuple[Any, frozenset[str]]] = [(root, frozenset())]
    while stack:
        element, around = stack.pop()
        if not words.get(element, 0):
            continue
        names = frozenset() if element.tag in ("html", "body") else names_of(element) & _VAGUE
        for name in names - around:
            borne[name] += words[element]
        stack.extend((child, around | names) for child in element)
    return frozenset(name for name, size in borne.items() if total and size > _COMMON * total)


_VAGUE = frozenset(LEXICON["markup_noise_vague"])
