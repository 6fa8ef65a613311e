"""WARC and WACZ: pages as an archive of the web keeps them."""

from __future__ import annotations

import contextlib
import io
import json
import zipfile
from collections.abc import Collection, Iterator

from ...errors import UnreadableSource
from ..articles import MOST_BYTES, Article, from_bytes
from ..metadata import collect
from . import Context, articles_in
from .archives import read_member

_READABLE = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}


_Page = tuple[str, str, "str | None", bytes]
"""Address, kind, character set and content of a page as it was delivered."""


def read_warc(name: str, data: bytes, context: Context, wanted: Collection[str] = ()) -> Iterator[Article]:
    """The pages that a WARC file holds as delivered, each address once; only the ``wanted`` ones if any are named."""
    found = 0
    for found, (url, kind, charset, content) in enumerate(_silently(_pages(name, data, wanted)), 1):
        yield from _articles(f"{name}#{found}", content, kind, charset, url, context)
    if not found:
        raise UnreadableSource(f"{name} holds no pages of text: give an archive in which pages were saved")


def _pages(name: str, data: bytes, wanted: Collection[str]) -> Iterator[_Page]:
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise UnreadableSource(f"{name} needs a library to be read: pip install warcio") from None
    seen: set[str] = set()
    for record in ArchiveIterator(io.BytesIO(data)):
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        if record.rec_type not in ("response", "resource") or url in seen or (wanted and url not in wanted):
            continue
        http = record.http_headers
        if http is not None and not (http.get_statuscode() or "").startswith("200"):
            continue
        kind, charset = _content_type((http or record.rec_headers).get_header("Content-Type") or "")
        if kind in _READABLE:
            seen.add(url)
            yield url, kind, charset, record.content_stream().read(MOST_BYTES + 1)


def _silently(pages: Iterator[_Page]) -> Iterator[_Page]:
    """The pages, without what the library tells the terminal of every cut record."""
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            page = next(pages, None)
        if page is None:
            return
        yield page


def _articles(
    name: str, content: bytes, kind: str, charset: str | None, url: str, context: Context
) -> Iterator[Article]:
    metadata = collect([("url", url if url.startswith("http") else None, "web archive")])
    try:
        if kind == "application/pdf":
            for article in articles_in(name, content, ".pdf", context):
                yield Article(name, article.text, article.segments, metadata.over(article.metadata), article.data)
        else:
            yield from_bytes(name, content, _READABLE[kind], metadata, charset)
    except UnreadableSource as problem:
        context.note(problem)


def read_wacz(name: str, data: bytes, context: Context) -> Iterator[Article]:
    """The pages listed in a WACZ file; all of its archive where none are listed."""
    inside = context.inside(name)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        wanted = _listed_pages(archive, name)
        members = sorted(n for n in archive.namelist() if n.startswith("archive/") and ".warc" in n)
        if not members:
            raise UnreadableSource(f"{name} holds no archive of pages: give one in which pages were saved")
        for member in members:
            content = read_member(archive, member, name)
            label = name if len(members) == 1 else f"{name}/{member.removeprefix('archive/')}"
            yield from read_warc(label, content, inside, wanted)


def _listed_pages(archive: zipfile.ZipFile, name: str) -> frozenset[str]:
    if "pages/pages.jsonl" not in archive.namelist():
        return frozenset()
    urls = set()
    for line in read_member(archive, "pages/pages.jsonl", name).decode("utf-8", "replace").splitlines():
        with contextlib.suppress(ValueError):
            page = json.loads(line)
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                urls.add(page["url"])
    return frozenset(urls)


def _content_type(header: str) -> tuple[str, str | None]:
    kind, *parameters = [part.strip() for part in header.lower().split(";")]
    charset = next((p.removeprefix("charset=").strip("\"' ") for p in parameters if p.startswith("charset=")), None)
    return kind, charset
