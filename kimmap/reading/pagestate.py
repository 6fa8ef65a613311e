"""Articles of pages that show nothing without scripts: their text is in the data that the scripts would draw.

Either the JSON-LD has it as ``articleBody``, or the page's state does (Next.js, Nuxt and their kin): the list, or
the string, that holds most of the prose, and what the object around it says of title, author, date and captions.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .metadata import Field, Metadata, collect, field_of
from .segments import SENTENCE, Hint

_TAGS = re.compile(r"<[^<>]+>")
_PARAGRAPH = re.compile(r"</(?:p|div|h[1-6]|li|figcaption|blockquote)>|<br\s*/?>|\n", re.IGNORECASE)
_LEAST_WORDS = 40
"""Words of prose below which no data are an article."""
_MOST_NODES = 200_000
_SHARE = 0.8
"""A part that has so much of the prose of the whole is looked into further."""
WHERE = "page data"


@dataclass(slots=True)
class _Node:
    """A part of the data with the words of prose in it, and the objects around it, the nearest last."""

    value: Any
    words: int = 0
    children: list[_Node] = field(default_factory=list)


def article_in_state(root: Any) -> tuple[list[tuple[str, Hint]], Metadata]:
    """Paragraphs with their hints, and metadata; nothing where the page's data hold no article."""
    for data in _data(root):
        tree = _measured(data)
        if tree is not None and tree.words >= _LEAST_WORDS:
            found = _read(tree)
            if found[0]:
                return found
    return [], Metadata()


def _data(root: Any) -> Iterator[Any]:
    """What the scripts of a page hold as JSON: first that for search engines."""
    scripts = [s for s in root.iter("script") if "json" in (s.get("type") or "").lower() and s.text]
    for script in sorted(scripts, key=lambda s: "ld+json" not in s.get("type").lower()):
        with contextlib.suppress(ValueError, RecursionError):
            yield json.loads(script.text.strip(), strict=False)


def _measured(data: Any) -> _Node | None:
    """The data as a tree that knows where its prose is; None for more than anybody would look through."""
    top = _Node(data)
    order, stack = [top], [top]
    while stack:
        node = stack.pop()
        values = node.value.values() if isinstance(node.value, dict) else node.value
        node.children = [_Node(v) for v in values if isinstance(v, dict | list | str)]
        order += node.children
        stack += [child for child in node.children if not isinstance(child.value, str)]
        if len(order) > _MOST_NODES:
            return None
    for node in reversed(order):  # children before what holds them
        own = len(node.value.split()) if isinstance(node.value, str) and any(_prose_in(node.value)) else 0
        node.words = own or sum(child.words for child in node.children)
    return top


def _prose_in(text: str) -> Iterator[str]:
    """The paragraphs of a string of plain text or HTML that are sentences."""
    plain = (" ".join(_TAGS.sub("", part).split()) for part in _PARAGRAPH.split(text))
    return (part for part in plain if SENTENCE.search(part))


def _read(top: _Node) -> tuple[list[tuple[str, Hint]], Metadata]:
    around: list[dict[str, Any]] = []
    node = top
    while not isinstance(node.value, str):
        if isinstance(node.value, dict):
            around.append(node.value)
        best = max(node.children, key=lambda child: child.words, default=None)
        if best is None or best.words < _SHARE * node.words:
            break
        node = best
    article = next(
        (a for a in reversed(around) if any(field_of(key) == "title" for key in a)), around[-1] if around else {}
    )
    body = [part for text in _strings(node.value) for part in _prose_in(text)]
    captions = [c for c in _captions(article) if c not in body]
    metadata = _metadata(around)
    title = metadata.value("title")
    pieces: list[tuple[str, Hint]] = [(title, "title")] if title else []
    pieces += [(text, "") for text in body]
    return [*pieces, *((text, "caption") for text in captions)], metadata


def _strings(value: Any) -> Iterator[str]:
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict | list):
            stack.extend(reversed(list(node.values() if isinstance(node, dict) else node)))


def _captions(article: dict[str, Any]) -> Iterator[str]:
    """The captions of an article's pictures, each once."""
    stack: list[Any] = [article]
    seen: set[str] = set()
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            for key, value in node.items():
                text = " ".join(_TAGS.sub("", value).split()) if isinstance(value, str) else ""
                if "caption" in key.casefold() and len(text.split()) > 2 and text not in seen:
                    seen.add(text)
                    yield text
        stack.extend(
            reversed(list(node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()))
        )


def _metadata(around: list[dict[str, Any]]) -> Metadata:
    """What the objects around the text say of it, the nearest first."""
    told: list[tuple[Field, str | None, str]] = []
    for node in reversed(around):
        for key, value in node.items():
            name = field_of(key)
            if name is not None:
                told.append((name, _name(value), WHERE))
    return collect(told)


def _name(value: Any) -> str | None:
    """A value in words: a person or site by its name, of several all."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_name, value))) or None
    if isinstance(value, dict):
        return _name(value.get("name") or value.get("title") or value.get("text"))
    return _TAGS.sub("", value) if isinstance(value, str) and not value.startswith("http") else None
