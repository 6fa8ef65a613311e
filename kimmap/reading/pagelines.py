"""The pieces of text that a page shows, laid out in lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

from .segments import Hint, Segment, segment

_LINKED_BYLINE = re.compile(r"\s*[Bb]y\s+[A-Z]")
LINE_PARTS = frozenset({"span", "time", "a", "small"})
_ROWS = frozenset({"div", "li", "header", "section", "td", "footer", "dd", "h1", "h2", "h3"})
_MOST_RUNS = 40
_LONGEST_SIGNATURE = 8
"""Lines of a signature with the dashes above it."""


@dataclass(slots=True)
class Piece:
    """Visible text of one block while it is collected."""

    hint: Hint
    inside_article: bool
    preformatted: bool = False
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    """Characters inside links."""
    element: Any = None
    """Where it stands in the page; None where it was drawn from data."""


def is_glued(element: Any) -> bool:
    """Whether a part of a line follows another without a blank, as those do that a style sets apart.

    "Ada Quill" and "3 May 2021" are two; a word of which a part is marked goes on with a small letter.
    """
    before, around = element.getprevious(), element.getparent()
    if before is None or before.tag not in LINE_PARTS or before.tail or around is None or around.tag not in _ROWS:
        return False
    left = next((text for text in reversed(list(islice(before.itertext(), _MOST_RUNS))) if text), "")
    right = next((text for text in element.itertext() if text), "")
    return (
        (left[-1:].isalnum() or left[-1:] == ":") and right[:1].isalnum() and not right[:1].islower() and len(right) > 1
    )


def lay_out(pieces: Iterable[Piece]) -> tuple[str, tuple[Segment, ...]]:
    """One line for each piece; what stands outside the article, or is nothing but links, is noise."""
    segments: list[Segment] = []
    position = 0
    for run, piece in enumerate(pieces):
        raw = "".join(piece.parts)
        lines = [line.strip() for line in raw.splitlines()] if piece.preformatted else [" ".join(raw.split())]
        hint = piece.hint
        if hint != "title" and (not piece.inside_article and hint != "caption"):
            hint = "noise"
        is_linked = piece.linked > 0.6 * len(raw.strip())
        is_links = is_linked and len(raw.split()) < 25
        if is_links and hint in ("", "list") and not _LINKED_BYLINE.match(raw):
            hint = "noise"
        is_letter = piece.preformatted and hint not in ("table", "noise")
        for line, own in _letter(raw.splitlines(), hint) if is_letter else [(line, hint) for line in lines if line]:
            segments.append(Segment(position, position + len(line), line, run, own, linked=is_linked))
            position += len(line) + 1
    return "\n".join(s.text for s in segments), tuple(segments)


def _letter(lines: Sequence[str], hint: Hint) -> Iterator[tuple[str, Hint]]:
    """The paragraphs of a letter, their lines joined where they are wrapped by hand; what it quotes and its signature.

    Quoted lines and those below the two dashes are another's, or nobody's.
    """
    shown = _own_lines([line.strip() for line in lines])
    for is_quoted, group in groupby(lines[:shown], key=lambda line: line.lstrip().startswith(">")):
        if is_quoted:
            yield from ((line.strip(), "noise") for line in group)
        else:
            yield from ((part.text, hint or part.hint) for part in segment("\n".join(group)))
    yield from ((line.strip(), "noise") for line in lines[shown:] if line.strip())


def _own_lines(lines: Sequence[str]) -> int:
    """How many of a letter's lines stand above the two dashes that begin a signature."""
    return next(
        (i for i, line in enumerate(lines) if line == "--" and len(lines) - i <= _LONGEST_SIGNATURE), len(lines)
    )


def is_data_row(row: Any) -> bool:
    """A row of cells of text, not of a page laid out by tables: those hold pictures, paragraphs, blank lines."""
    if _has_more(row.iter(), 200) or len(row) < 2:
        return False
    if any(e.tag in ("table", "ul", "ol", "h1", "h2", "h3", "article") for e in row.iterdescendants()):
        return False
    if any(_is_before_blank(e) for e in row.iter("br")):
        return False
    told = sum(1 for cell in row if "".join(cell.itertext()).strip())
    if told < 2 and any(e.tag in ("img", "br") for e in row.iter()):
        return False
    return all(len(cell.findall(".//p")) < 2 for cell in row)


def _has_more(elements: Iterator[Any], most: int) -> bool:
    """Whether there are more elements; those beyond are not looked at, for a table may have a million."""
    return next(islice(elements, most, None), None) is not None


def _is_before_blank(line: Any) -> bool:
    """Whether a line break and the next one leave a blank line between paragraphs."""
    below = line.getnext()
    return below is not None and below.tag == "br" and not (line.tail or "").strip()


def leads_on(row: Any) -> bool:
    """Whether a row is all there is of its table, and each of its cells is one link: to other pages of a series."""
    table = next(row.iterancestors("table"), None)
    if table is None or _has_more(table.iter("tr"), 1) or table.find(".//th") is not None:
        return False
    cells = ["".join(cell.itertext()).strip() for cell in row]
    links = ["".join(text for a in cell.iter("a") for text in a.itertext()).strip() for cell in row]
    return any(links) and cells == links
