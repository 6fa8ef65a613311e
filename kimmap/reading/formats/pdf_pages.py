"""The pages of a PDF, laid out by pdfminer; one that is a drawing of endless parts is left without text.

A page of text is drawn by some ten thousand bytes, a map by a few million.  What unpacks to more, or calls
itself again and again, would keep the interpreter busy for minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, stream_value

_MOST_BYTES = 4 * 2**20
"""Bytes of drawing commands on a page, those of the forms that it calls included each time."""
_MOST_PARTS = 400_000
"""Commands and numbers on a page, by the white space between them."""
_OF_A_CALL = 100
"""Bytes that calling a form counts for besides its own."""
_MOST_CHARACTERS = 60_000
"""Characters on a page: the densest newspaper has a third of them."""
_MOST_LINES = 4_000
"""Lines of text on a page, each of which is compared with those around it: a page of figures has a thousand."""
_DENSE, _MOST_DENSE = 20_000, 120_000
"""Pages of more characters than this are set out slowly: so many in all of them, and the rest are drawings."""


class _TooMuchError(Exception):
    """A page that is no text."""


class _Page(LTPage):
    """A page whose lines are put together only where they are as few as those of a text."""

    def group_textlines(self, laparams: LAParams, lines: Iterable[Any]) -> Iterator[Any]:
        found = list(lines)
        if len(found) > _MOST_LINES:
            raise _TooMuchError
        return super().group_textlines(laparams, found)


class _Device(PDFPageAggregator):
    """Gathers the characters of a page, and counts what it costs."""

    bytes = 0
    parts = 0
    characters = 0
    most = _MOST_CHARACTERS

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        super().begin_page(page, ctm)
        self.cur_item.__class__ = _Page

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self.characters += 1
        if self.characters > self.most:
            raise _TooMuchError
        return super().render_char(*args, **kwargs)

    def paint_path(self, *args: Any, **kwargs: Any) -> None:
        """Lines and areas are no text."""


class _Interpreter(PDFPageInterpreter):
    device: _Device

    def execute(self, streams: Iterable[object]) -> None:
        found = [stream_value(stream) for stream in streams]
        for stream in found:
            if isinstance(stream, PDFStream):
                data = stream.get_data()
                self.device.bytes += len(data) + _OF_A_CALL
                self.device.parts += data.count(b" ") + data.count(b"\n")
            if self.device.bytes > _MOST_BYTES or self.device.parts > _MOST_PARTS:
                raise _TooMuchError
        super().execute(found)


def layouts(document: PDFDocument) -> Iterator[Iterable[Any]]:
    """The parts of each page, empty for a page that has far more of them than any text."""
    resources = PDFResourceManager()
    dense = 0
    for page in PDFPage.create_pages(document):
        device = _Device(resources, laparams=LAParams(boxes_flow=None))
        device.most = _MOST_CHARACTERS if dense < _MOST_DENSE else _DENSE
        try:
            _Interpreter(resources, device).process_page(page)
        except _TooMuchError:
            yield ()
        else:
            dense += device.characters if device.characters > _DENSE else 0
            yield device.get_result()
