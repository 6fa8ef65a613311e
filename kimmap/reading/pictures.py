"""What stands below the pictures of a page without being marked as their captions."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from .noise import is_card
from .posts import is_user_name

TELLING_WORDS = 5
"""Words from which an alternative text is a description and not a label."""
MOST_PICTURES = 1_000
"""Pictures of a page that are looked at: no gallery has more, and each is compared with what is around it."""
_CAPTION_WORDS = 60
_MOST_PARTS = 300
"""Elements in a box that is looked through for words."""
_SMALL_PRINT = frozenset({"em", "i", "small", "cite"})


def below_pictures(root: Any) -> set[Any]:
    """What stands in one small box with a picture, or in small letters below it, and is no caption by its markup."""
    found = set()
    for image in itertools.islice(root.iter("img", "amp-img"), MOST_PICTURES):
        for box in itertools.islice(image.iterancestors("td", "dl", "div", "table", "p", "li", "center"), 3):
            words = _first_words(box)
            if words:
                alone = _is_caption_long(words) and len(box.findall(".//img")) == 1
                if alone and not _is_menu(box) and not is_card(box) and not _shows_user(box):
                    found.add(box)
                break
            below = box.getnext()
            if below is not None and below.tag in ("p", "div", "center") and _is_small_print(below):
                found.add(below)
                break
    return found


def _first_words(box: Any) -> list[str]:
    """The words of a box, or those in its first parts where it has far more parts than a picture with its caption."""
    parts = itertools.islice(box.iter(), _MOST_PARTS)
    return " ".join(text for part in parts for text in (part.text, part is not box and part.tail) if text).split()


def _is_caption_long(words: Sequence[str]) -> bool:
    return TELLING_WORDS <= len(words) <= _CAPTION_WORDS


def _is_menu(box: Any) -> bool:
    """Whether most of the words beside a picture are links to somewhere else: a logo with the site's sections."""
    links = sum(len(t.strip()) for a in box.iter("a") if a.find(".//img") is None for t in a.itertext())
    return links > 0.6 * sum(len(t.strip()) for t in box.itertext())


def _shows_user(box: Any) -> bool:
    """Whether the picture is that of who writes, with the name or the day beside it."""
    if next(box.iter("time"), None) is not None:
        return True
    return any(
        is_user_name(part) for part in itertools.islice(box.iter("a", "span", "div", "b", "strong"), _MOST_PARTS)
    )


def _is_small_print(box: Any) -> bool:
    """Whether all words of a paragraph are in italics or small letters, and as many as a caption has."""
    words = "".join(box.itertext()).split()
    set_apart = "".join(t for child in box if child.tag in _SMALL_PRINT for t in child.itertext()).split()
    return _is_caption_long(words) and words == set_apart and box.find(".//img") is None
