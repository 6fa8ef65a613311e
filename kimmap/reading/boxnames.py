"""What the elements of a page are called: the words in class, id and role that tell what a box is for."""

from __future__ import annotations

import functools
import re
from typing import Any

from .lexicon import LEXICON

_NAMING = ("class", "id", "role", "data-testid", "data-component", "data-qa")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]{2})")
_HASHED = re.compile(r"(?<![a-z0-9])[a-z]*\d+[a-z][a-z0-9]*")
"""Parts of a class name that a build made up: "Box_root__ad3f9"."""
_PAIRED = re.compile(
    rf"(?<![a-z])({'|'.join(LEXICON['markup_noise_pairs']).replace('-', '[-_]+')})"
    r"(?![a-z]|[-_]+(?:content|text|body|target|wrap))"
)
_OF_NEIGHBOUR = re.compile(
    r"(?<![a-z])(?:(?:after|before|has|with|without)[-_]+(?!caption|legend|figcaption)"
    r"|no[-_]+(?=(?:sidebar|aside|nav|menu|toc|ads?|banner|footer)(?![a-z])))[a-z]+"
)
"""Names of what stands beside a box or in it, and not of the box itself: "text-after--pullquote", "has-sidebar"."""


def names_of(element: Any) -> frozenset[str]:
    """The words in what an element is called."""
    told = element.attrib
    return _words_in(*[told.get(name, "") for name in _NAMING]) if len(told) else _NAMELESS


@functools.lru_cache(maxsize=4096)
def _words_in(*attributes: str) -> frozenset[str]:
    """Pages use few such words, often."""
    words = " ".join(attributes)
    parted = CAMEL.sub(" ", words) if CAMEL.search(words) else ""
    lower = _OF_NEIGHBOUR.sub(" ", words.lower())
    single = re.split(r"[^a-z]+", _HASHED.sub(" ", f"{lower} {parted.lower()}"))
    pairs = (re.sub(r"[-_]+", "", match[1]) for match in _PAIRED.finditer(lower))
    return frozenset((*single, *pairs))


_NAMELESS = _words_in("")
