"""Title, publisher, author, address and date of a document, as far as it tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from ..model import Block
from .headdates import HeadDate, date_line, full_dates
from .lexicon import pattern
from .titles import masthead
from .webpage import Metadata

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")
_DATELINE = re.compile(r"[A-ZÀ-Þ][\w.'’ -]+(?:, [\w.'’ -]+){0,4}\s*\(([^()]{2,30})\)\s*[—–-]")
_SLASH_DATELINE = re.compile(r"[A-ZÀ-Þ][\w.'’ -]+(?:, [\w. ]+){0,3}\s*/([A-Z][\w ]{1,20})/")
_PERSON = r"[A-Z][\w.'’-]*(?: (?:de|van|von|der|den|da|di|al|bin|la|le|du|[A-Z])[\w.'’-]*){0,4}"
_PEOPLE = rf"{_PERSON}(?:(?:, | and | & |, and ){_PERSON})*"
_BY = re.compile(
    r"(?:^|[\s,—–|])(?:[Bb]y|BY|(?:[Ww]ritten|[Pp]osted|[Cc]ompiled|[Rr]eported) by|Author:|Text:|Words:)"
    rf"\s+({_PEOPLE})"
)
_PICTURES_BY = re.compile(rf"(?:[Pp]hotographs|[Pp]hotos|[Pp]ictures)(?:\s+by|:)\s+({_PEOPLE})")
_OWNER = re.compile(rf"({_PERSON})['’]s? (?:newsletter|diary|blog|journal|log|travel|letters?)\b")
_UPDATED = re.compile(r"\b(?:updated|modified|revised|accessed|retrieved)\b", re.IGNORECASE)
_POSTED = re.compile(r"\b(?:published|posted|issued|first published|date|dated)\b", re.IGNORECASE)
_STEM_DATE = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_HEAD_SIZE = 25
"""Blocks among which head lines are looked for."""


@dataclass(frozen=True, slots=True)
class Head:
    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: dt.date | None
    published_span: tuple[int, int] | None


def read_head(text: str, blocks: Sequence[Block], name: str, metadata: Metadata) -> Head:
    """What the text and its metadata tell; metadata first, the name of the file only for a date, and last."""
    head = _head_blocks(blocks)
    title_block = next((b for b in blocks if b.role == "title"), None)
    title = text[title_block.start : title_block.end] if title_block else None
    # A field is told with its name: "Subject: …".
    title = metadata.title if title and metadata.title and title.endswith(metadata.title) else title
    title = title or metadata.title or metadata.page_title
    url = metadata.url or _url(text, blocks)
    published, span = _published(text, blocks, head, metadata)
    if published is None and (match := _STEM_DATE.search(name)):
        published = _date_or_none(*map(int, match.groups()))
    return Head(
        title=" ".join(title.split()).strip("[]#* ").removesuffix(".") if title else None,
        publisher=metadata.publisher or _publisher(text, head, url, title, metadata),
        author=metadata.author or _author(text, blocks, head),
        url=url,
        published=published,
        published_span=span,
    )


def _head_blocks(blocks: Sequence[Block]) -> list[Block]:
    """What stands above the second paragraph of the body, less what is set aside."""
    head: list[Block] = []
    paragraphs = 0
    for block in blocks:
        paragraphs += block.role in ("body", "list", "table")
        if paragraphs > 1 or len(head) >= _HEAD_SIZE:
            break
        if block.role in ("title", "byline", "lead", "body", "heading"):
            head.append(block)
    return head


def _published(
    text: str, blocks: Sequence[Block], head: Sequence[Block], metadata: Metadata
) -> tuple[dt.date | None, tuple[int, int] | None]:
    lines = [(b, d) for b in head if b.role in ("byline", "title") and (d := _date_in(text[b.start : b.end]))]
    if metadata.published:
        day = _iso_date(metadata.published)
        if day:
            same = next(((b.start + d.start, b.start + d.end) for b, d in lines if d.day == day), None)
            return day, same
    if not lines:
        tail = [b for b in blocks if b.role == "byline" and b not in head]
        lines = [
            (b, d) for b in tail if _POSTED.match(text[b.start : b.end]) and (d := _date_in(text[b.start : b.end]))
        ]
    ranked = sorted(lines, key=lambda pair: bool(_UPDATED.match(text[pair[0].start : pair[0].end])))
    if ranked:
        block, found = ranked[0]
        return found.day, (block.start + found.start, block.start + found.end)
    for block in head:
        match = _dateline(text, block)
        if block.role == "body" and match and (dates := full_dates(match[0])):
            return dates[0].day, (block.start + dates[0].start, block.start + dates[0].end)
    return None, None


def _date_in(line: str) -> HeadDate | None:
    """The date of a head line; of several ("posted …, updated …") the first."""
    found = date_line(line)
    if found:
        return found
    dates = full_dates(line)
    if (
        dates
        and len(line.split()) <= 20
        and (_POSTED.match(line) or _POSTED.search(line[: dates[0].start]) or "," in line[: dates[0].start])
    ):
        return dates[0]
    return None


def _iso_date(value: str) -> dt.date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    if match:
        return _date_or_none(*map(int, match.groups()))
    found = full_dates(value)
    return found[0].day if found else None


def _date_or_none(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _url(text: str, blocks: Sequence[Block]) -> str | None:
    """An address alone in a line above the second paragraph."""
    paragraphs = 0
    for block in blocks:
        paragraphs += block.role == "body"
        if paragraphs > 1:
            return None
        line = text[block.start : block.end]
        if block.role in ("noise", "byline") and len(line.split()) <= 2 and (match := _URL.search(line)):
            return match[0]
    return None


def _publisher(text: str, head: Sequence[Block], url: str | None, title: str | None, metadata: Metadata) -> str | None:
    visible = [b for b in head if b.role in ("byline", "title")]
    if visible and (visible[0].role == "byline" or len(visible) > 1):
        name = masthead(text[visible[0].start : visible[0].end])
        has_title = any(b.role == "title" for b in visible[1:])
        if name and (visible[0].role == "byline" or has_title or _is_periodical(text, visible)):
            return name
    for block in head:
        if block.role == "body" and (match := _dateline(text, block)):
            return match[1]
    if metadata.page_title and title:
        rest = re.split(r"\s+[|–—-]\s+", metadata.page_title)
        if len(rest) > 1 and len(rest[-1].split()) <= 6:
            return rest[-1]
    for block in head:
        if match := re.match(r"(?:Source|Publisher)\s*:\s*([^.\n]{2,50})", text[block.start : block.end]):
            return match[1].strip()
    return _host_name(url, text) if url else None


def _dateline(text: str, block: Block) -> re.Match[str] | None:
    """ "TOWN, Country, 3 May (AGENCY) —" or "TOWN, May 3. /AGENCY/" at the beginning of a paragraph."""
    return _DATELINE.match(text, block.start, block.end) or _SLASH_DATELINE.match(text, block.start, block.end)


def _is_periodical(text: str, visible: Sequence[Block]) -> bool:
    """A first line in capitals that is the title too names a periodical where the next says so."""
    return any(
        re.search(
            r"\b(?:newsletter|blog|diary|magazine|journal|quarterly|weekly|presenter|no\. ?\d|edition)\b",
            text[b.start : b.end],
            re.IGNORECASE,
        )
        for b in visible
    )


def _host_name(url: str, text: str) -> str | None:
    """A host as people write it: as the text itself does, else short ones in capitals, else the domain."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2:
        return None
    suffix = 2 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 1
    label = labels[-suffix - 1]
    spelt = re.search(rf"(?<![\w./@-])({re.escape(label)})(?![\w./@-])", text, re.IGNORECASE)
    if spelt and spelt[1] != spelt[1].lower():
        return spelt[1]
    return label.upper() if len(label) <= 4 else ".".join(labels[-suffix - 1 :])


def _author(text: str, blocks: Sequence[Block], head: Sequence[Block]) -> str | None:
    lines = [text[b.start : b.end] for b in head if b.role in ("byline", "lead", "title")]
    for told in (_BY, _OWNER):
        for line in lines:
            if match := told.search(line):
                return _person(match[1])
    return _signature(text, blocks) or next((_person(m[1]) for line in lines if (m := _PICTURES_BY.search(line))), None)


def _person(name: str) -> str:
    """A name without the punctuation around it and the agency behind it, with the full stop of a last initial."""
    name = re.sub(r", [A-Z]{2,5}$", "", name)
    return name.strip(" ,") if re.search(r"\b[A-Z]\.$", name) else name.strip(" .,")


def _signature(text: str, blocks: Sequence[Block]) -> str | None:
    """The name below a complimentary close."""
    close = pattern("closings")
    for above, below in pairwise(blocks):
        line = text[below.start : below.end]
        if (
            above.role == below.role == "byline"
            and len(line.split()) <= 4
            and close.fullmatch(text[above.start : above.end])
        ):
            return _person(line)
    return None
