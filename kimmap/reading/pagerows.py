"""Rows of tables: of data, of a page that is laid out by tables, of links to the pages before and after."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any


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
