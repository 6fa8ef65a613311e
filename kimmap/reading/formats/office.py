"""DOCX (Word) and ODT (LibreOffice): paragraphs with their styles, tables, lists, alternative texts of pictures."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ...errors import UnreadableSource
from ..articles import Article, from_pieces
from ..foreign import locked
from ..metadata import Metadata, collect
from ..ownfiles import AUTHOR, WrittenByKimmap
from ..segments import Hint
from .archives import read_member

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

_MOST_TAGS = 1_000_000
"""Opening and closing tags in a document's XML: a thousand pages have half of it, and each takes memory."""

Piece = tuple[str, Hint]


def read_docx(name: str, data: bytes) -> Article:
    """The text of a Word document, deletions left out and insertions kept, as tracked changes show it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = _tree(archive, "word/document.xml", name)
        metadata = _properties(archive, "docProps/core.xml", name)
    if metadata.value("author") == AUTHOR:
        raise WrittenByKimmap(name)
    return from_pieces(name, _word_pieces(body), data, metadata)


def read_odt(name: str, data: bytes) -> Article:
    """The text of an OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if b":encryption-data" in _manifest(archive, name):
            raise locked(name)
        body = _tree(archive, "content.xml", name).find(f".//{_OFFICE}body")
        metadata = _properties(archive, "meta.xml", name)
    return from_pieces(name, _open_pieces(body) if body is not None else (), data, metadata)


def _manifest(archive: zipfile.ZipFile, name: str) -> bytes:
    member = "META-INF/manifest.xml"
    return read_member(archive, member, name) if member in archive.namelist() else b""


def _tree(archive: zipfile.ZipFile, member: str, name: str) -> Any:
    from lxml import etree

    content = read_member(archive, member, name)
    if content.count(b"<") > _MOST_TAGS:
        raise UnreadableSource(f"{name} has far more parts than any text: save it as .txt, or give a part of it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(content, parser)


def _properties(archive: zipfile.ZipFile, member: str, name: str) -> Metadata:
    """Title and author; a document's dates are those of its file and say nothing of when its text appeared."""
    if member not in archive.namelist():
        return Metadata()
    tree = _tree(archive, member, name)
    where = "document properties"
    return collect([("page_title", tree.findtext(f".//{_DC}title"), where),
                    ("author", tree.findtext(f".//{_DC}creator"), where),
                    ("language", tree.findtext(f".//{_DC}language"), where)])  # fmt: skip


def _word_pieces(body: Any) -> Iterator[Piece]:
    for element in body.iter(f"{_W}p", f"{_W}tr"):
        if any(a.tag in (f"{_W}tr", _FALLBACK) for a in element.iterancestors()):
            continue
        if element.tag == f"{_W}tr":
            cells = ["".join(_word_text(cell)) for cell in element.iterfind(f"{_W}tc")]
            yield "\t".join(" ".join(cell.split()) for cell in cells), "table"
            continue
        yield "".join(_word_text(element)), _word_hint(element)
        for picture in element.iter(f"{_WP}docPr"):
            if _is_description(picture.get("descr")):
                yield picture.get("descr"), "caption"


def _word_text(element: Any) -> Iterator[str]:
    """The visible text below an element; paragraphs in a cell are parted by a blank."""
    for part in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}p", _FALLBACK):
        if any(a.tag == _FALLBACK for a in part.iterancestors()) or part.tag == _FALLBACK:
            continue
        yield (part.text or "") if part.tag == f"{_W}t" else " "


def _word_hint(paragraph: Any) -> Hint:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val", "") if style is not None else ""
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None:
        return "list"
    return _hint_of_style(name)


def _hint_of_style(name: str) -> Hint:
    """Styles keep their English names in the file whatever the language of the program."""
    plain = name.lower().replace("_20_", " ")
    for word, hint in (
        ("subtitle", ""),
        ("title", "title"),
        ("heading", "heading"),
        ("caption", "caption"),
        ("list", "list"),
    ):
        if word in plain:
            return hint  # type: ignore[return-value]
    return ""


def _open_pieces(body: Any) -> Iterator[Piece]:
    for element in body.iter(f"{_TEXT}p", f"{_TEXT}h", f"{_TABLE}table-row", f"{_SVG}desc"):
        ancestors = {a.tag for a in element.iterancestors()}
        if f"{_TABLE}table-row" in ancestors or f"{_TEXT}tracked-changes" in ancestors:
            continue
        if element.tag == f"{_SVG}desc":
            if _is_description(element.text):
                yield element.text, "caption"
        elif element.tag == f"{_TABLE}table-row":
            cells = [" ".join("".join(_open_text(c)).split()) for c in element.iterfind(f"{_TABLE}table-cell")]
            yield "\t".join(cells), "table"
        elif not any(a.tag == f"{_TEXT}p" for a in element.iterancestors()):
            style = _hint_of_style(element.get(f"{_TEXT}style-name", ""))
            hint: Hint = (
                "heading" if element.tag == f"{_TEXT}h" else "list" if f"{_TEXT}list-item" in ancestors else style
            )
            yield "".join(_open_text(element)), hint


def _open_text(element: Any) -> Iterator[str]:
    """The text below an element, with the blanks that the format writes as elements."""
    if element.tag in (f"{_SVG}desc", f"{_SVG}title", f"{_OFFICE}annotation", f"{_TEXT}note-citation"):
        return
    if element.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
        yield " "
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _open_text(child)
        yield child.tail or ""
    if element.tag == f"{_TEXT}p":
        yield " "


def _is_description(text: str | None) -> bool:
    """Whether an alternative text tells what a picture shows, and is no file name or "image 3"."""
    words = (text or "").split()
    return len(words) >= 4 and not re.search(
        r"\.(?:jpe?g|png|gif|webp)\b|AI-generated|Description automatically", text or ""
    )
