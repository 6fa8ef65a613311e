"""Fetches a page when a user asks for it, and keeps what came, so that quotations can be checked later.

The only part of kimmap that talks to the network on its own; nothing else calls it.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
from pathlib import Path
from typing import Any

from ..errors import UnreadableSource, UnwritableOutput, WrongSettings
from ..version import __version__
from .metadata import split_address
from .sources import TABLE_OF_SOURCES

MOST_BYTES = 16 * 2**20
_TIMEOUT_S = 20.0
_MOST_REDIRECTS = 5
_USER_AGENT = f"kimmap/{__version__} (one page at a time, asked for by a person)"
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md",
    "application/pdf": ".pdf", "application/rss+xml": ".rss", "application/atom+xml": ".atom", "text/xml": ".xml",
    "application/xml": ".xml", "application/json": ".json",
}  # fmt: skip


def fetch(url: str, folder: Path, *, timeout_s: float = _TIMEOUT_S, transport: Any = None) -> Path:
    """Fetch one page into ``folder`` and return its file, ready for ``read``.

    The bytes are kept as they came, under a name made of the address and their hash; the address and the time
    are added to the ``sources.csv`` beside it, which ``read`` heeds.  A page that is there already with the
    same content is not written again.  ``transport`` stands in for the network (an httpx transport).

    Raises ``WrongSettings`` for what is no web address, ``UnreadableSource`` where the page cannot be had
    (no such page, too slow, too large, no text), ``UnwritableOutput`` where it cannot be kept.
    """
    try:
        import httpx
    except ImportError:
        raise UnreadableSource("fetching needs a library: pip install httpx") from None
    if split_address(url).scheme not in ("http", "https") or not split_address(url).hostname:
        raise WrongSettings(f"{url} is no web address: it begins with http:// or https://")
    try:
        with httpx.Client(
            timeout=timeout_s,
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
            transport=transport,
            headers={"User-Agent": _USER_AGENT, "Accept": "text/html,application/xhtml+xml,*/*;q=0.5"},
        ) as client:
            data, address, suffix = _get(client, url)
    except httpx.TimeoutException as error:
        raise UnreadableSource(f"{url} did not answer within {timeout_s:.0f} s: try again, or save the page") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise UnreadableSource(f"{url} cannot be fetched ({reason}): check the address, or save the page") from error
    return _keep(data, address, suffix, folder)


def _get(client: Any, url: str) -> tuple[bytes, str, str]:
    """The bytes of a page, the address where it was in the end, and the suffix for its kind."""
    with client.stream("GET", url) as response:
        if response.status_code != 200:
            what = f"{response.status_code} {response.reason_phrase}".strip()
            raise UnreadableSource(f"{url} cannot be fetched (the server says {what}): save the page in a browser")
        kind = response.headers.get("content-type", "text/html").split(";")[0].strip().lower()
        if kind not in _SUFFIXES:
            raise UnreadableSource(f"{url} is no text but {kind}: give the address of an article")
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > MOST_BYTES:
                raise UnreadableSource(f"{url} has more than {MOST_BYTES // 2**20} MB: save the part that matters")
        return bytes(data), str(response.url), _SUFFIXES[kind]


def _keep(data: bytes, address: str, suffix: str, folder: Path) -> Path:
    from tempfile import NamedTemporaryFile

    parts = split_address(address)
    readable = re.sub(r"[^\w.-]+", "-", f"{parts.hostname}{parts.path}").strip("-.")[:80].removesuffix(suffix)
    path = folder / f"{readable}-{hashlib.sha256(data).hexdigest()[:8]}{suffix}"
    if path.is_file():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=folder, prefix=".fetched-", delete=False) as file:
            file.write(data)
        Path(file.name).replace(path)
        _note_source(folder / TABLE_OF_SOURCES, path.name, address)
    except OSError as error:
        raise UnwritableOutput(f"{folder} cannot be written ({error.strerror}): choose another output") from error
    return path


def _note_source(table: Path, name: str, address: str) -> None:
    """Add a row to ``sources.csv``; the columns that a user has put there stay."""
    head, rows = ["file", "url", "fetched"], []
    if table.is_file():
        text = table.read_text(encoding="utf-8-sig")
        head, *rows = [*csv.reader(io.StringIO(text, newline=""))] or [head]
        head += [column for column in ("file", "url", "fetched") if column not in head]
    row = dict.fromkeys(head, "") | {"file": name, "url": address, "fetched": _now()}
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([head, *rows, [row[column] for column in head]])
    partial = table.with_name(f".{table.name}.part")
    partial.write_text(written.getvalue(), encoding="utf-8")
    partial.replace(table)


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
