"""What the pictures of a page show: their alternative texts, and what stands below them without being marked so."""

from __future__ import annotations

import itertools
import re
from typing import Any

from .lexicon import LEXICON
from .noise import is_card
from .posts import is_user_name
from .segments import words_in

TELLING_WORDS = 5
"""Words from which an alternative text is a description and not a label."""
MOST_PICTURES = 1_000
"""Pictures of a page that are looked at: no gallery has more, and each is compared with what is around it."""
_CAPTION_WORDS = 60
_LONGEST_TOLD = 1_000
"""Characters of an alternative text."""
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)\b|[_%]\w+[_%]", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp)(?:[?#]|$)", re.IGNORECASE)
_TOOL = re.compile(
    r"\W*(?:(?:click|tap) (?:to|on|here|for)|enlarge|zoom|read more|go to the (?:profile|page|home)"
    r"|(?:view|open|see|show)\b.{0,20}\b(?:image|picture|photo|gallery|version|size|profile|slideshow)$"
    r"|klicken|(?:zum |bild )?vergrößern|cliquez|agrandir|haga clic|ampliar"
    r"|(?:profile )?(?:photo|picture|image|avatar) of the author)",
    re.IGNORECASE,
)
"""What a picture or the link around it says when it is a thing to click on."""
_SLOTS = frozenset(size.replace("x", " ") for size in LEXICON["advertisement_sizes"])
"""Sizes in which the web sells its advertisements."""
_HEADINGS = ("h1", "h2", "h3")
_ICON = 64
"""Pixels of the edge of a picture that only marks something."""
_AROUND = 4
_MOST_RUNS = 60
"""Pieces of text around a picture among which its alternative text may stand once more."""
_MOST_PARTS = 300
"""Elements in a box that is looked through for words."""
_SMALL_PRINT = frozenset({"em", "i", "small", "cite"})


def told_of(image: Any) -> str:
    """What a picture shows, as its alternative text tells it; empty where it tells nothing, or what is written below.

    A picture without such a text may have one in the link that opens it.
    """
    link = next((a for a in itertools.islice(image.iterancestors(), _AROUND) if a.tag == "a"), None)
    opens = link is not None and _PICTURE_FILE.search(link.get("href") or "") is not None
    told = image.get("alt") or (link.get("title") if link is not None and opens else None) or ""
    text = " ".join(told[:_LONGEST_TOLD].split())
    if words_in(text) < TELLING_WORDS or _FILE_NAME.search(text) or _TOOL.match(text):
        return ""
    if _is_icon(image) or (link is not None and not opens and f"{image.get('width')} {image.get('height')}" in _SLOTS):
        return ""
    around = itertools.islice(image.iterancestors("figure", "div", "td", "li", "a"), _AROUND)
    frame = next((e for e in around if e.tag != "a"), None)
    shown = () if frame is None else itertools.islice(frame.itertext(), _MOST_RUNS)
    return "" if text[:40] in " ".join(" ".join(shown).split()) else text


def _is_icon(image: Any) -> bool:
    width, height = image.get("width") or "", image.get("height") or ""
    return width.isdecimal() and height.isdecimal() and max(int(width[:6]), int(height[:6])) <= _ICON


def below_pictures(root: Any) -> set[Any]:
    """What stands in one small box with a picture, or in small letters below it, and is no caption by its markup."""
    found = set()
    for image in itertools.islice(root.iter("img", "amp-img"), MOST_PICTURES):
        for box in itertools.islice(image.iterancestors("td", "dl", "div", "table", "p", "li", "center"), 3):
            words = words_in(_first_words(box))
            if words:
                alone = _is_caption_long(words) and len(box.findall(".//img")) == 1
                if (
                    alone
                    and next(box.iter(*_HEADINGS), None) is None
                    and not _is_menu(box)
                    and not is_card(box)
                    and not _shows_user(box)
                ):
                    found.add(box)
                break
            below = box.getnext()
            if below is not None and below.tag in ("p", "div", "center") and _is_small_print(below):
                found.add(below)
                break
    return found


def _first_words(box: Any) -> str:
    """The words of a box, or those in its first parts where it has far more parts than a picture with its caption."""
    parts = itertools.islice(box.iter(), _MOST_PARTS)
    return " ".join(text for part in parts for text in (part.text, part is not box and part.tail) if text)


def _is_caption_long(words: int) -> bool:
    return TELLING_WORDS <= words <= _CAPTION_WORDS


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
    text = "".join(box.itertext())
    words = text.split()
    set_apart = "".join(t for child in box if child.tag in _SMALL_PRINT for t in child.itertext()).split()
    return _is_caption_long(words_in(text)) and words == set_apart and box.find(".//img") is None
