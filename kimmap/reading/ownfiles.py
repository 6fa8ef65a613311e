"""What kimmap itself wrote, told by a mark in it: a page or a table of a trip quotes sources and is none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..errors import UnreadableSource

_HEAD = 64 * 2**10
"""Bytes within which a file says what it is."""
_NAMED = 3
"""Files that are named; how many others there are is said."""
AUTHOR = "kimmap"
"""Who has made a document, as its properties tell."""
_MARKS: tuple[tuple[re.Pattern[bytes], re.Pattern[bytes]], ...] = tuple(
    (re.compile(begins, re.IGNORECASE | re.DOTALL), re.compile(has, re.IGNORECASE | re.DOTALL))
    for begins, has in (
        # Pages and reports; maps of folium's with a trip on them.
        (rb"\s*<(?:!doctype|html|head)\b", rb"<meta\b[^>]{0,40}\bgenerator\b[^>]{0,20}\bcontent=[\"']?kimmap\b"),
        (rb"\s*<(?:!doctype|html|head)\b", rb"\bfunction\s+kimmapTripLayer\b"),
        (rb"\s*\{\s*\"type\":\s*\"FeatureCollection\",\s*\"title\":", rb"\"traveller\":.*\"features\":"),
        (rb"\s*\{\s*\"@context\":\s*\{\s*\"@vocab\"", rb"\"id\":\s*\"#trip\""),
        (rb"(?:\xef\xbb\xbf)?\"?order\"?,\"?place\"?,", rb"[^\n]*\bindependent_sources\b"),
        (rb"(?:<\?xml[^>]*>)?\s*<kml\b", rb"<Data name=\"independent_sources\""),
        (rb"(?:<\?xml[^>]*>)?\s*<gpx\b", rb"<gpx\b[^>]*\bcreator=\"kimmap\""),
        (rb"(?:<\?xml[^>]*>)?\s*<svg\b[^>]*\baria-labelledby=\"title summary\"", rb"<desc id=\"summary\">"),
        (rb"SQLite format 3", rb"\bindependent_sources INTEGER\b"),
        (rb"\s*# ", rb"\n<!-- written by kimmap -->\s*$"),
    )
)  # fmt: skip
_AT_END = 2_000


class WrittenByKimmap(UnreadableSource):
    """A file that kimmap wrote is given as a source."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was written by kimmap and is no source: give the articles that it was made from")


def is_written_by_kimmap(data: bytes) -> bool:
    """Whether a file of text has kimmap's mark; documents tell it in their properties (``AUTHOR``)."""
    part = data if len(data) <= _HEAD + _AT_END else data[:_HEAD] + data[-_AT_END:]
    return any(begins.match(part) and has.search(part) for begins, has in _MARKS)


def left_out(names: Sequence[str]) -> UnreadableSource:
    """The files of a folder that kimmap wrote, in one line."""
    more = f" and {len(names) - _NAMED:,} more files" if len(names) > _NAMED else ""
    return UnreadableSource(f"{', '.join(names[:_NAMED])}{more}: written by kimmap, not read as sources")
