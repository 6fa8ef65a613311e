"""Files of every format → the articles in them.

``articles_in`` is the only door.  A format is told by what the file begins with, and by its suffix only where
that says nothing.  What a file's parser trips over is told in one line; the other articles are still read.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...errors import KimmapError, UnreadableSource
from ..articles import Article, from_bytes, is_markup
from ..foreign import locked
from ..ownfiles import WrittenByKimmap, is_written_by_kimmap

MOST_UNPACKED = 256 * 2**20
"""Bytes that may come out of one compressed file; a bomb holds more."""
_MOST_IN_ALL = 2 * MOST_UNPACKED
"""Bytes that may come out of one file and the archives in it."""
_MOST_DEPTH = 3
"""Archives within archives."""

OnProblem = Callable[[UnreadableSource], None]
Reader = Callable[[str, bytes, "Context"], Iterator[Article]]


@dataclass(slots=True)
class _Unpacked:
    """How much has come out of one file and all the archives in it."""

    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What readers of formats need besides the bytes: where problems go, the names of columns, how deep we are."""

    note: OnProblem
    columns: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    unpacked: _Unpacked = field(default_factory=_Unpacked)

    def spend(self, size: int, name: str) -> None:
        """Count what comes out of an archive; raises ``UnreadableSource`` for many archives that are small each."""
        self.unpacked.bytes += size
        if self.unpacked.bytes > _MOST_IN_ALL:
            raise bomb(name)

    def inside(self, name: str) -> Context:
        """The context of what an archive holds; raises ``UnreadableSource`` for archives in archives in archives."""
        if self.depth >= _MOST_DEPTH:
            raise UnreadableSource(f"{name} is an archive in too many archives: unpack it and give what it holds")
        return replace(self, depth=self.depth + 1)


def articles_in(name: str, data: bytes, suffix: str, context: Context) -> Iterator[Article]:
    """The articles that a file holds, one for most formats, many for a mailbox, feed, table or archive.

    Raises ``UnreadableSource`` where the file as a whole cannot be read; parts that cannot go to ``context.note``.
    """
    if is_written_by_kimmap(data):
        raise WrittenByKimmap(name)
    reader = _reader_of(data, suffix)
    try:
        if reader is None:
            yield from_bytes(name, data, suffix)
        else:
            yield from reader(name, data, context)
    except KimmapError:
        raise
    except Exception as error:  # parsers of damaged files raise whatever they like
        what = " ".join(str(error).split())[:120] or type(error).__name__
        raise UnreadableSource(f"{name} is damaged ({what}): save it again, or give its text") from error


def _reader_of(data: bytes, suffix: str) -> Reader | None:
    """The reader for a file's format, None for plain text and HTML."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, reader in _BY_MAGIC:
        if head.startswith(magic):
            return reader
    if is_markup(data):
        return None
    from .mail import is_mailbox

    if _BY_SUFFIX.get(suffix) is None and is_mailbox(head):
        return _mailbox
    return _BY_SUFFIX[suffix] if suffix in _BY_SUFFIX else _reader_by_content(head)


def _reader_by_content(head: bytes) -> Reader | None:
    """The reader for what a file without a telling suffix begins with: standard input has none."""
    from .feeds import is_feed
    from .mail import is_mail
    from .tables import is_csv

    if is_feed(head):
        return _feed
    if is_mail(head):
        return _mail
    if _JSON_START.match(head):
        return _json
    return _csv if is_csv(head) else None


def _gunzip(name: str, data: bytes, context: Context) -> Iterator[Article]:
    inside = context.inside(name)
    with gzip.open(io.BytesIO(data)) as file:
        unpacked = file.read(MOST_UNPACKED + 1)
    if len(unpacked) > MOST_UNPACKED:
        raise bomb(name)
    inside.spend(len(unpacked), name)
    inner = name.removesuffix(".gz")
    suffix = f".{inner.rsplit('.', 1)[1].lower()}" if "." in inner else ""
    return articles_in(inner, unpacked, suffix, inside)


def _zip(name: str, data: bytes, context: Context) -> Iterator[Article]:
    """A ZIP file is a document of an office, an archive of the web, or a folder of sources."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
    if "word/document.xml" in names:
        from .office import read_docx

        return iter([read_docx(name, data)])
    if "encrypted-package" in names:
        raise locked(name)
    if "content.xml" in names:
        from .office import read_odt

        return iter([read_odt(name, data)])
    if names & {"xl/workbook.xml", "ppt/presentation.xml"}:
        raise UnreadableSource(f"{name} is a spreadsheet or slides: save its text as .txt, or its table as .csv")
    if "datapackage.json" in names and any(n.startswith("archive/") for n in names):
        from .web_archives import read_wacz

        return read_wacz(name, data, context)
    from .archives import read_zip

    return read_zip(name, data, context)


def most_unpacked() -> int:
    """How many bytes a file may unpack to."""
    return MOST_UNPACKED


def is_bomb(size: int) -> bool:
    """Whether so many bytes are more than a file may unpack to."""
    return size > MOST_UNPACKED


def bomb(name: str) -> UnreadableSource:
    return UnreadableSource(f"{name} unpacks to more than {MOST_UNPACKED // 2**20} MB: unpack it and give a part of it")


def _pdf(name: str, data: bytes, _context: Context) -> Iterator[Article]:
    from .pdf import read_pdf

    return iter([read_pdf(name, data)])


def _warc(name: str, data: bytes, context: Context) -> Iterator[Article]:
    from .web_archives import read_warc

    return read_warc(name, data, context)


def _mail(name: str, data: bytes, _context: Context) -> Iterator[Article]:
    from .mail import read_mail

    return iter([read_mail(name, data)])


def _mailbox(name: str, data: bytes, context: Context) -> Iterator[Article]:
    from .mail import read_mailbox

    return read_mailbox(name, data, context)


def _feed(name: str, data: bytes, _context: Context) -> Iterator[Article]:
    from .feeds import read_feed

    return read_feed(name, data)


def _json(name: str, data: bytes, context: Context) -> Iterator[Article]:
    from .tables import read_json

    return read_json(name, data, context)


def _csv(name: str, data: bytes, context: Context) -> Iterator[Article]:
    from .tables import read_csv

    return read_csv(name, data, context)


def _parquet(name: str, data: bytes, context: Context) -> Iterator[Article]:
    from .tables import read_parquet

    return read_parquet(name, data, context)


def _markdown(name: str, data: bytes, _context: Context) -> Iterator[Article]:
    from .markdown import read_markdown

    return iter([read_markdown(name, data)])


_BY_MAGIC: tuple[tuple[bytes, Reader], ...] = (
    (b"%PDF-", _pdf),
    (b"PK\x03\x04", _zip),
    (b"\x1f\x8b", _gunzip),
    (b"WARC/1.", _warc),
    (b"PAR1", _parquet),
)
_JSON_START = re.compile(rb"\[?\s*\{\s*\"[^\"\n]{1,80}\"\s*:")
_BY_SUFFIX: Mapping[str, Reader | None] = {
    ".eml": _mail, ".mht": _mail, ".mhtml": _mail, ".mbox": _mailbox, ".mbx": _mailbox,
    ".rss": _feed, ".atom": _feed, ".json": _json, ".geojson": _json, ".jsonl": _json, ".ndjson": _json,
    ".csv": _csv, ".tsv": _csv, ".tab": _csv, ".md": _markdown, ".markdown": _markdown, ".mdown": _markdown,
    ".txt": None, ".text": None,
}  # fmt: skip
