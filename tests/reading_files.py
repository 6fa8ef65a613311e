"""Makes files of formats that have no library in the test environment: PDF, DOCX, ODT."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

Words = tuple[int, int, int, str]
"""Left, bottom (points, upwards), size, text of a line."""


def pdf(pages: Sequence[Sequence[Words]], title: str = "") -> bytes:
    """A PDF file with lines of text at given places."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    font = add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    parent, kids = 2 + 2 * len(pages), []
    for page in pages:
        lines = b"".join(b"BT /F1 %d Tf %d %d Td (%s) Tj ET\n" % (s, x, y, _literal(t)) for x, y, s, t in page)
        content = add(b"<</Length %d>>stream\n%s\nendstream" % (len(lines), lines))
        head = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R" % (parent, content)
        kids.append(add(head + b"/Resources<</Font<</F1 %d 0 R>>>>>>" % font))
    add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)))
    root, info = add(b"<</Type/Catalog/Pages %d 0 R>>" % parent), add(b"<</Title(%s)>>" % _literal(title))
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer<</Size %d/Root %d 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        root,
        info,
        len(out),
    )
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def _literal(text: str) -> bytes:
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def archive(members: dict[str, str | bytes]) -> bytes:
    """A ZIP file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return file.getvalue()


def docx(paragraphs: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]] = (), alt: str = "") -> bytes:
    """A Word document of (style, text), a table, and a picture with an alternative text."""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    wp = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{escape(text[:5])}</w:t></w:r>'
        f"<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:r><w:t>{escape(text[5:])}</w:t></w:r></w:p>"
        for style, text in paragraphs
    )
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{escape(c)}</w:t></w:r></w:p></w:tc>" for c in row) + "</w:tr>"
        for row in rows
    )
    picture = f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{escape(alt)}"/></wp:inline></w:drawing></w:r></w:p>'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Properties title</dc:title><dc:creator>Ann Poe</dc:creator>'
        "</cp:coreProperties>"
    )
    document = f"<w:document {w} {wp}><w:body>{body}<w:tbl>{cells}</w:tbl>{picture}</w:body></w:document>"
    return archive({"word/document.xml": document, "docProps/core.xml": core, "[Content_Types].xml": "<Types/>"})


def odt(paragraphs: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]] = (), alt: str = "") -> bytes:
    """An OpenDocument text of (element, text), a table, and a picture with an alternative text."""
    spaces = " ".join(
        f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
        for p, n in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("svg", "svg-compatible"),
        )
    )
    body = "".join(
        f"<text:list><text:list-item><text:p>{escape(text)}</text:p></text:list-item></text:list>"
        if element == "item"
        else f"<text:{element}>{escape(text)}</text:{element}>"
        for element, text in paragraphs
    )
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{escape(c)}</text:p></table:table-cell>" for c in row)
        + "</table:table-row>"
        for row in rows
    )
    picture = f"<text:p><draw:frame><svg:desc>{escape(alt)}</svg:desc></draw:frame></text:p>"
    content = f"<office:document-content {spaces}><office:body><office:text>{body}<table:table>{cells}</table:table>{picture}</office:text></office:body></office:document-content>"
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
