"""HTML → its visible text in segments, and what its metadata say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .boxnames import names_of
from .columns import article_of, column_of, folded, head_of, idle_names, prose_words, sole_heading
from .ends import without_ends
from .furniture import told_by_shape
from .lexicon import BLOCK_TAGS, LEXICON, UNSEEN_TAGS
from .metadata import Metadata
from .noise import is_around, is_comment, is_fact_box, is_moot
from .pagedata import read_page_data
from .pagelines import LINE_PARTS, Piece, is_data_row, is_glued, lay_out, leads_on
from .pagestate import article_in_state
from .pagetitles import site_heading, sites_headed, title_in_window, window_parts, with_title
from .pictures import MOST_PICTURES, below_pictures, told_of
from .posts import replies
from .segments import Hint, Segment
from .setquotes import said_once

_FRAMES = frozenset({"div", "section", "article", "figure", "header", "main", "body"})
_NOISE_TAGS = frozenset(
    {"nav", "footer", "aside", "button", "dialog", "menu", "amp-ad", "amp-consent", "amp-embed", "amp-sidebar", "ins"}
)
_INLINE = frozenset({"span", "a", "small", "sup"})
_TOOLS = frozenset({"editsection", "headerlink", "permalink", "anchorlink", "anchorjs"})
_NAMED_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_WRITERS = frozenset({"author", "authors", "byline"})
_LONGEST_NAME = 8
_TOOLBARS = frozenset({"tool", "tools", "toolbar", "share", "sharing", "print"})
_HINTS: dict[str, Hint] = {
    "h1": "title", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "li": "list",
    "dt": "list", "dd": "list", "caption": "caption", "figcaption": "caption", "figure": "caption",
    "address": "byline",
}  # fmt: skip
_LONGEST_WINDOW = 400
"""Characters of the title of a window that are looked at."""
_LEAST_PROSE = 60
"""Words of prose from which what holds most of it is the article, whatever it is called."""
_SENTENCE_WORDS = 8
"""Words from which a line may be a sentence of the article."""
_INLINE_HOLDERS = frozenset({"p", "span", "a", "em", "strong", "b", "i", "h1", "h2", "h3", "h4", "h5", "h6", "button"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse_page(markup: str) -> tuple[str, tuple[Segment, ...], Metadata]:
    """The visible text (whitespace collapsed, a block a line, table cells parted by tabs), its segments, metadata."""
    from lxml import etree

    # Given bytes, the parser neither guesses nor trips over an encoding declared for other bytes.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but comments
        root = None
    if root is None:
        return "", (), Metadata()
    _unfold_components(root)
    collected = _Collector(root)
    pieces = collected.pieces
    metadata = read_page_data(root)
    if not any(piece.inside_article and len("".join(piece.parts).split()) >= _SENTENCE_WORDS for piece in pieces):
        drawn, told = article_in_state(root)
        pieces = [Piece(hint, True, parts=[words]) for words, hint in drawn] or pieces
        metadata = metadata.over(told)
    text, laid_out = lay_out(pieces)
    segments = tuple(told_by_shape(root, pieces, laid_out))
    heading = (
        ""
        if collected.heading is None or collected.heading.tag == "h1"
        else " ".join("".join(collected.heading.itertext()).split())
    )
    title = metadata.value("title") or title_in_window(
        segments, metadata.value("page_title"), heading, sites_headed(root)
    )
    titled = without_ends(with_title(segments, title))
    return text, titled, metadata.over(site_heading(segments, titled))


def _unfold_components(root: Any) -> None:
    """Elements that a site made up are boxes, named by what they are called; so are the shadow trees in them."""
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        is_shadow = tag == "template" and (element.get("shadowrootmode") or element.get("shadowroot"))
        parent = element.getparent()
        is_box = "-" in tag and tag not in _NOISE_TAGS and not tag.startswith("amp-") and parent is not None
        if is_shadow or (is_box and parent.tag not in _INLINE_HOLDERS):
            element.set("class", f"{element.get('class', '')} {tag if is_box else ''}".strip())
            element.tag = "div"


class _Collector:
    """Walks the tree once, in the order of the text."""

    def __init__(self, root: Any) -> None:
        self.pieces: list[Piece] = []
        self._size = sum(len(t) for t in root.itertext()) or 1
        self._replies = replies(root)
        self._once = said_once(root)
        self._words = words = prose_words(root, self._is_apart)
        self._prose = words.get(root, 0)
        self._idle = idle_names(root, words, names_of)
        self._article = article_of(root)
        named = _titles_of(root)
        self._head = () if self._article is None else head_of(self._article, root, named)
        if self._article is None:
            self._article = column_of(root, words, named)
        self.heading = sole_heading(root, words)
        self._captions = below_pictures(root)
        self._open: Piece | None = None
        self._pictures = 0
        self._walk(root, "", self._article is None, False)
        self._close()

    def _walk(self, top: Any, hint: Hint, inside: bool, linked: bool) -> None:
        """Depth first without recursion: pages can be nested deeper than Python's stack."""
        stack: list[tuple[Any, Hint, bool, bool, bool]] = [(top, hint, inside, linked, False)]
        while stack:
            element, hint, inside, linked, leaving = stack.pop()
            if leaving:
                if element.tag in BLOCK_TAGS or (element.tag in _INLINE and _is_tool(element)):
                    self._close()
                self._tail(element, hint, inside, linked)
                continue
            outer = (hint, inside, linked)
            if not _is_seen(element):
                self._tail(element, *outer)
                continue
            tag = element.tag
            inside = inside or element is self._article or element in self._head
            own = self._hint(element, hint)
            hint = "caption" if element in self._captions and hint in ("", "list") and own != "noise" else own
            if own != "noise" and tag in _INLINE and _is_tool(element):
                self._close()
                hint = "noise"
            linked = linked or tag == "a"
            if tag in BLOCK_TAGS:
                self._close()
            elif tag in LINE_PARTS and self._open is not None and is_glued(element):
                self._add(" ", element, hint, inside, linked)
            if tag == "tr" and is_data_row(element):
                self._row(element, "noise" if hint == "noise" or leads_on(element) else "table", inside)
                self._tail(element, *outer)
                continue
            if tag == "br":
                self._close()
            if tag in ("img", "amp-img"):
                self._picture(element, hint, inside)
            self._add(element.text, element, hint, inside, linked, preformatted=tag == "pre")
            stack.append((element, *outer, True))
            stack.extend((child, hint, inside, linked, False) for child in reversed(element))

    def _hint(self, element: Any, outer: Hint) -> Hint:
        tag = element.tag
        if (
            outer == "noise"
            or (tag in _NOISE_TAGS and not is_fact_box(element) and element not in self._once)
            or element in self._replies
            or is_moot(element)
            or (tag == "header" and self._is_banner(element))
        ):
            return "noise"
        names = names_of(element) - self._idle
        if tag not in BLOCK_TAGS and element.getparent().tag not in _FRAMES:
            return outer  # a word in a paragraph says nothing about the paragraph
        may_be_noise = tag in BLOCK_TAGS and element is not self._article and element not in self._once
        if may_be_noise and is_around(element, names) and self._is_small(element):
            return "noise"
        if tag in _NAMED_HEADINGS and names & _WRITERS and len(" ".join(element.itertext()).split()) <= _LONGEST_NAME:
            return "byline"
        if tag in _HINTS:
            return outer if outer == "caption" and _HINTS[tag] == "list" else _HINTS[tag]
        if names & _CAPTION_NAMES and self._is_small(element):
            return "caption"
        if names & _BYLINE_NAMES and len(" ".join(element.itertext()).split()) <= 40:
            return outer or "byline"
        return outer

    def _is_apart(self, element: Any) -> bool:
        """Whether an element is of something else than the article by what it is, before any is looked into."""
        return element.tag in _NOISE_TAGS or element in self._replies or is_comment(element, names_of(element))

    def _is_banner(self, element: Any) -> bool:
        """The head of a site, not of its article."""
        return element.find(".//h1") is None and next(element.iterancestors("article", "main"), None) is None

    def _is_small(self, element: Any) -> bool:
        """Not the frame around everything: less than half of the text or prose and no main heading in it."""
        if self._prose >= _LEAST_PROSE and 2 * self._words.get(element, 0) > self._prose and element.tag in _FRAMES:
            return False
        return 2 * sum(len(t) for t in element.itertext()) < self._size and element.find(".//h1") is None

    def _add(
        self, text: str | None, element: Any, hint: Hint, inside: bool, linked: bool, preformatted: bool = False
    ) -> None:
        """Goes on with the open piece, or begins one that stands in ``element``."""
        if not text:
            return
        if self._open is None:
            self._open = Piece(hint, inside, preformatted, element=element)
        self._open.parts.append(text)
        if linked:
            self._open.linked += len(text.strip())

    def _tail(self, element: Any, hint: Hint, inside: bool, linked: bool) -> None:
        if element.tail:
            self._add(element.tail, element.getparent(), hint, inside, linked)

    def _picture(self, image: Any, hint: Hint, inside: bool) -> None:
        """What a picture of the article shows, as its alternative text tells it."""
        self._pictures += 1
        text = told_of(image) if hint != "noise" and inside and self._pictures <= MOST_PICTURES else ""
        if text:
            self._close()
            self.pieces.append(Piece("caption", inside, parts=[text], element=image))

    def _row(self, row: Any, hint: Hint, inside: bool) -> None:
        cells = [" ".join("".join(_seen_text(cell)).split()) for cell in row if isinstance(cell.tag, str)]
        if any(cells):
            self.pieces.append(Piece(hint, inside, True, ["\t".join(cells)], element=row))

    def _close(self) -> None:
        if self._open is not None and "".join(self._open.parts).strip():
            self.pieces.append(self._open)
        self._open = None


_CAPTION_NAMES = frozenset(LEXICON["markup_caption"])
_BYLINE_NAMES = frozenset(LEXICON["markup_byline"])


def _titles_of(root: Any) -> frozenset[str]:
    """What the page's window may call its article, as ``folded``."""
    window = root.find(".//title")
    parts = window_parts("".join(window.itertext())[:_LONGEST_WINDOW]) if window is not None else []
    named = {folded(part) for part in parts if len(part.split()) > 1}
    named |= {folded(" ".join(parts[:i])) for i in range(2, len(parts) + 1)}
    return frozenset(named | {folded(" ".join(parts[i:])) for i in range(1, len(parts) - 1)})


def _is_tool(element: Any) -> bool:
    """Whether a part of a heading is a link to edit it or to it, or a part of any line is called a bar of tools."""
    around, names = element.getparent(), names_of(element)
    if not names.isdisjoint(_TOOLBARS) and element.find(".//a") is not None:
        return True
    return around is not None and around.tag in _HINTS and not names.isdisjoint(_TOOLS)


def _is_seen(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in UNSEEN_TAGS:
        return False
    return element.get("hidden") is None and not _HIDDEN.search(element.get("style", ""))


def _seen_text(element: Any) -> Iterator[str]:
    if not _is_seen(element):
        return
    yield element.text or ""
    for child in element:
        yield from _seen_text(child)
        yield child.tail or ""
    if element.tag in BLOCK_TAGS or element.tag == "br":
        yield " "
