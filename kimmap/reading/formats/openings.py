"""The text of a table, opened so that its rows can be read one after the other: no large table fits the memory."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from ...errors import UnreadableSource
from ..articles import MOST_BYTES
from ..encoding import decode, encoding_of

_AT_ONCE = 16 * 2**20
"""Bytes up to which a text is decoded as a whole."""
_SAMPLE = 2**20
_FOREIGN = re.compile(rb"[\x80-\xff\x00\x1b]")


def lines_of(data: bytes, name: str) -> Iterator[str]:
    """The lines of a text with their ends as they are.

    What encoding a large one is in, its beginning tells, or the lines where it stops being plain ASCII; a few
    broken bytes further on are read as replacement characters.

    Raises ``UnreadableSource`` for what is no text, in an encoding that cannot be told, or has an endless line.
    """
    opened: io.StringIO | io.TextIOWrapper
    if len(data) <= _AT_ONCE:
        opened = io.StringIO(decode(data, name), newline="")
    else:
        opened = io.TextIOWrapper(io.BytesIO(data), _encoding(data, name), errors="replace", newline="")
    while line := opened.readline(MOST_BYTES + 1):
        if len(line) > MOST_BYTES:
            raise UnreadableSource(f"{name} has a line that is longer than any article: give a part of it")
        yield line


def _encoding(data: bytes, name: str) -> str:
    first = encoding_of(_lines_from(data, 0), name)
    telling = _FOREIGN.search(data)
    if first != "utf-8" or telling is None:
        return first
    return encoding_of(_lines_from(data, data.rfind(b"\n", 0, telling.start()) + 1), name)


def _lines_from(data: bytes, start: int) -> bytes:
    """About a megabyte of whole lines."""
    end = data.rfind(b"\n", start, start + _SAMPLE)
    return data[start : end + 1] if end > start else data[start : start + _SAMPLE]
