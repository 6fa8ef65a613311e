"""PDF: the text layer, in the order in which people read pages of several columns."""

from __future__ import annotations

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ...errors import UnreadableSource
from ..articles import Article, from_pieces
from ..foreign import locked
from ..metadata import Metadata, collect
from ..segments import Hint

_MOST_PAGES = 400
_MOST_REFERENCES = 100_000
"""References between the objects of a file, each of which the parser takes a while for."""
_MOST_BOXES = 400
"""Boxes on a page beyond which no order is looked for: drawings, not text."""
_MOST_ROWS = 60
"""Rows beyond which a page is a list of lines and no columns."""
_GUTTER = 6.0
"""Points of white between two columns."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class _Box:
    """A paragraph or a few; ``y`` grows upwards, as in PDF."""

    lines: tuple[_Line, ...]
    page: int

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        return max(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return min(line.bottom for line in self.lines)

    @property
    def size(self) -> float:
        return statistics.median(line.size for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


def read_pdf(name: str, data: bytes) -> Article:
    """One article; running heads and page numbers are set aside as noise.

    Raises ``UnreadableSource`` for a scan, a locked file, and where the library is missing.
    """
    try:
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
        from pdfminer.pdfparser import PDFSyntaxError
    except ImportError:
        raise UnreadableSource(f"{name} needs a library to be read: pip install pdfminer.six") from None
    if data.count(b" 0 R") > _MOST_REFERENCES or data.count(b"<<") > _MOST_REFERENCES:
        raise UnreadableSource(f"{name} has far more parts than any text: give the pages that tell of the trip")
    try:
        pages, metadata = _parse(name, data)
    except PDFPasswordIncorrect as error:
        raise locked(name) from error
    except PDFEncryptionError as error:
        what = "can be opened only with the program or account that it was sold for"
        raise UnreadableSource(f"{name} {what}: print it to a PDF file from there, or give its text") from error
    except PDFSyntaxError as error:
        raise UnreadableSource(f"{name} is a damaged PDF file: save it again, or give its text") from error
    boxes = [box for page in pages for box in _in_reading_order(page)]
    if sum(len(box.text) for box in boxes) < 20 * max(1, len(pages)) and len(boxes) < 5 * max(1, len(pages)):
        raise UnreadableSource(
            f"{name} is a scan, its pages are pictures: run it through text recognition (for example ocrmypdf) first"
        )
    return from_pieces(name, _pieces(boxes, pages), data, metadata)


def _parse(name: str, data: bytes) -> tuple[list[list[_Box]], Metadata]:
    import logging

    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser

    from .pdf_pages import layouts

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it comments on every damaged font
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    info: dict[str, Any] = document.info[0] if document.info else {}
    where = "document properties"
    metadata = collect([("page_title", _property(info, "Title"), where), ("author", _property(info, "Author"), where)])
    pages = []
    for number, layout in enumerate(layouts(document)):
        if number == _MOST_PAGES:
            raise UnreadableSource(f"{name} has more than {_MOST_PAGES} pages: give the pages that tell of the trip")
        pages.append([box for element in layout for box in _boxes(element, number)])
    return pages, metadata


def _property(info: dict[str, Any], key: str) -> str | None:
    value = info.get(key)
    if not isinstance(value, bytes):
        return None
    text = value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace").strip("\x00 ")
    # What programs write there is the name of a file or of themselves.
    return None if re.search(r"^Microsoft Word|untitled|\.(?:docx?|indd|pdf|qxp|odt)$", text, re.IGNORECASE) else text


def _boxes(element: Any, page: int) -> Iterator[_Box]:
    """The text boxes in an element of a page, those of figures included, parted where a paragraph begins."""
    from pdfminer.layout import LTChar, LTFigure, LTTextBox, LTTextLine

    if isinstance(element, LTFigure):
        for child in element:
            yield from _boxes(child, page)
    if not isinstance(element, LTTextBox):
        return
    lines = []
    for line in element:
        if isinstance(line, LTTextLine) and (text := " ".join(line.get_text().split())):
            sizes = [char.size for char in line if isinstance(char, LTChar)]
            lines.append(_Line(text, line.x0, line.x1, line.y1, line.y0, round(statistics.median(sizes or [10.0]), 1)))
    group: list[_Line] = []
    for entry in lines:
        if group and _begins_paragraph(entry, group, lines):
            yield _Box(tuple(group), page)
            group = []
        group.append(entry)
    if group:
        yield _Box(tuple(group), page)


def _begins_paragraph(line: _Line, above: Sequence[_Line], lines: Sequence[_Line]) -> bool:
    """An indented line, one of another size, or one below a line that ended early with a full stop."""
    left, right = min(x.left for x in lines), max(x.right for x in lines)
    last = above[-1]
    indented = line.left - left > 0.6 * line.size and last.left - left <= 0.6 * line.size
    ended_early = right - last.right > 0.2 * (right - left) and re.search(r"[.!?:]['\"”’)]*$", last.text) is not None
    return indented or ended_early or abs(line.size - last.size) > 0.15 * last.size


def _in_reading_order(boxes: Sequence[_Box]) -> list[_Box]:
    """Columns from left to right, each from top to bottom, below what spans them (a recursive XY cut)."""
    if len(boxes) < 2 or len(boxes) > _MOST_BOXES:
        return sorted(boxes, key=lambda b: (-b.top, b.left))
    columns = _split(boxes, lambda b: b.left, lambda b: b.right, _GUTTER)
    if len(columns) > 1:
        return [box for column in columns for box in _in_reading_order(column)]
    rows = _split(boxes, lambda b: -b.top, lambda b: -b.bottom, 0.0)
    if len(rows) < 2:
        return sorted(boxes, key=lambda b: (-b.top, b.left))
    first, last = _columns_among(rows)
    middle = [box for row in rows[first:last] for box in row]
    if first == 0 and last == len(rows):
        return [box for row in rows for box in _in_reading_order(row)]
    above = [box for row in rows[:first] for box in _in_reading_order(row)]
    below = [box for row in rows[last:] for box in row]
    return [*above, *_in_reading_order(middle), *_in_reading_order(below)]


def _columns_among(rows: Sequence[Sequence[_Box]]) -> tuple[int, int]:
    """The longest stretch of rows, from the top, that falls into columns; all rows where none does."""
    for first in range(len(rows)):
        for last in range(len(rows), first + 1, -1):
            boxes = [box for row in rows[first:last] for box in row]
            if len(_split(boxes, lambda b: b.left, lambda b: b.right, _GUTTER)) > 1:
                return first, last
        if len(rows) > _MOST_ROWS:
            break
    return 0, len(rows)


def _split(boxes: Sequence[_Box], start: Any, end: Any, gap: float) -> list[list[_Box]]:
    """Groups along an axis between which nothing lies for ``gap`` points."""
    groups: list[list[_Box]] = []
    reach = float("-inf")
    for box in sorted(boxes, key=lambda b: (start(b), end(b))):
        if not groups or start(box) >= reach + gap:
            groups.append([])
        groups[-1].append(box)
        reach = max(reach, end(box))
    return groups


def _pieces(boxes: Sequence[_Box], pages: Sequence[Sequence[_Box]]) -> Iterator[tuple[str, Hint]]:
    """Paragraphs with their hints; one that goes on in the next column or on the next page is joined."""
    running = _running_heads(pages)
    usual = Counter(line.size for box in boxes for line in box.lines for _ in line.text).most_common(1)[0][0]
    largest = max((b.size for b in boxes if b.page == 0 and _key(b) not in running), default=0.0)
    pending = ""
    for box in boxes:
        if _key(box) in running or re.fullmatch(
            r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", box.text, re.IGNORECASE
        ):
            yield box.text, "noise"
            continue
        text = _join(line.text for line in box.lines)
        is_large = box.size > 1.15 * usual and len(text.split()) <= 30
        if pending and (is_large or not _goes_on(pending, text)):
            yield pending, ""
            pending = ""
        if is_large:
            yield text, "title" if box.size == largest and box.page == 0 else "heading"
        else:
            pending = _join((pending, text)) if pending else text
    if pending:
        yield pending, ""


def _running_heads(pages: Sequence[Sequence[_Box]]) -> set[str]:
    """What stands at the top or bottom of several pages, whatever the number in it."""
    counts: Counter[str] = Counter()
    for page in pages:
        ordered = sorted(page, key=lambda b: -b.top)
        counts.update({_key(box) for box in (*ordered[:2], *ordered[-2:]) if len(box.text) <= 120})
    return {key for key, count in counts.items() if count > 2 or (count == 2 and len(pages) <= 3)}


def _key(box: _Box) -> str:
    return re.sub(r"\d+", "#", box.text.casefold())


def _goes_on(text: str, following: str) -> bool:
    """Whether a paragraph was cut by the end of its column."""
    return not re.search(r"[.!?:;]['\"”’)\]]*$", text) and following[:1].islower()


def _join(lines: Any) -> str:
    """Lines as one paragraph; a word that was cut at the end of a line is put together again."""
    parts: list[str] = list(lines)
    text = parts[0]
    for before, line in pairwise(parts):
        cut = re.search(r"[a-zà-ÿ]-$", before) is not None and line[:1].islower()
        text = text.removesuffix("-") + line if cut else (text + line if before.endswith("-") else f"{text} {line}")
    return text.replace("\u00ad", "")
