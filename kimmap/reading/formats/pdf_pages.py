"""The pages of a PDF, laid out by pdfminer; one that is a drawing of endless parts is left without text.

A page of text is drawn by some ten thousand bytes, a map by a few million.  What unpacks to more, or calls
itself again and again, would keep the interpreter busy for minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, stream_value

_MOST_BYTES = 4 * 2**20
"""Bytes of drawing commands on a page, those of the forms that it calls included each time."""
_MOST_CHARACTERS = 60_000
"""Characters on a page: the densest newspaper has a third of them."""


class _TooMuchError(Exception):
    """A page that is no text."""


class _Device(PDFPageAggregator):
    """Gathers the characters of a page, and counts what it costs."""

    bytes = 0
    characters = 0

    def render_char(self, *args: Any, **kwargs: Any) -> float:
        self.characters += 1
        if self.characters > _MOST_CHARACTERS:
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
                self.device.bytes += len(stream.get_data())
            if self.device.bytes > _MOST_BYTES:
                raise _TooMuchError
        super().execute(found)


def layouts(document: PDFDocument) -> Iterator[Iterable[Any]]:
    """The parts of each page, empty for a page that has far more of them than any text."""
    resources = PDFResourceManager()
    for page in PDFPage.create_pages(document):
        device = _Device(resources, laparams=LAParams(boxes_flow=None))
        try:
            _Interpreter(resources, device).process_page(page)
        except _TooMuchError:
            yield ()
        else:
            yield device.get_result()
