"""Title, publisher, author, address and date of a document, as far as it tells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile, islice

from ..model import Block
from .agencies import find_agencies
from .bylines import as_shown, author_in_text
from .foreigndates import is_day_first
from .headdates import MONTH, HeadDate, full_dates
from .headlines import POSTED, UPDATED, date_in, day_of_change
from .homelinks import HOME_LINK, MASTHEAD, RIGHTS, SITE_NAME
from .lexicon import pattern
from .metadata import Field, Metadata, Told, split_address
from .pagedata import CREATED, DATE_ELEMENT
from .pagedays import WHERE as CALLED_DATE
from .pagetitles import SITE_HEADING
from .posts import WHERE as FIRST_POST
from .publishing import holds, named_shortly, shown_in_window, writer_told
from .titles import masthead
from .windows import author_in_window, cut_title, find_title, is_home_page, site_in_window, site_of_issue

_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;)]")
_DATELINE = re.compile(
    r"(?!(?:Day|Stage|Week|Night|Leg|Post|Entry|Part)\s\w+\s*\()"  # of a diary: "Day 3 (9 May 2031): hiked up"
    r"[A-ZÀ-Þ][\w.'’ -]+(?:, [\w.'’ -]+){0,4}\s*\(([^()]{2,30})\)\s*[—–:-]"
)
_SLASH_DATELINE = re.compile(r"[A-ZÀ-Þ][\w.'’ -]+(?:, [\w. ]+){0,3}\s*/([A-Z][\w ]{1,20})/")
_SIGNED_DAY = re.compile(r"\S+@\S+[\s,–—-]+")
"""An address before a day: the last line of old pages."""
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/\d+\w*/")
"""An archive's address before the one that it has archived."""
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=[/-]|$)")
_STEM_DATE = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_WEAK = frozenset({"time element", DATE_ELEMENT, CREATED, FIRST_POST, CALLED_DATE})
"""Where a page marks a time that may be that of anything; a visible date line counts more."""
_LAST = (MASTHEAD, SITE_HEADING, HOME_LINK, SITE_NAME, RIGHTS)
"""Where a page has words that may be the site's name; all else that tells it counts more."""
_FIGURE = re.compile(r"\s*[,|·•–—-]\s*(?:day\s)?\d", re.IGNORECASE)
_LONGEST_ENTRY = 25
"""Words of the line that an entry of a journal has above it."""
_LINE = 400
"""Characters of a head line that are looked at."""
_HEAD_SIZE = 25
"""Blocks among which head lines are looked for."""


@dataclass(frozen=True, slots=True)
class Head:
    """``told`` holds what was taken first, then what was told besides."""

    title: str | None
    publisher: str | None
    author: str | None
    url: str | None
    published: dt.date | None
    published_span: tuple[int, int] | None
    modified: dt.date | None
    language: str | None
    told: tuple[Told, ...]


def read_head(text: str, blocks: Sequence[Block], name: str, metadata: Metadata) -> Head:
    """What the text and its metadata tell: what was given beside the text first, then the page's metadata.

    For the title the visible one counts more, unless one was given; the name of the file tells only a date,
    and only where nothing else does.
    """
    head = _head_blocks(blocks)
    publisher = next((t for t in metadata.told if t.field == "publisher" and t.where not in _LAST), None)
    publisher = named_shortly(publisher, metadata) if publisher is not None and not publisher.given else publisher
    site = publisher or _last_resort(metadata)
    title = find_title(text, blocks, metadata, site.value if site else None)
    url = metadata.first("url") or _told("url", _url(text, blocks), "text")
    published, span, where = _published(text, blocks, head, metadata)
    if published is None:
        published, where = _day_in_names(url.value if url else None, name)
    publisher = publisher or _publisher(
        text, head, url.value if url else None, title.value if title else None, metadata
    )
    author = writer_told(metadata, _told("author", author_in_text(text, blocks, head), "text"), text)
    author = author or _told("author", author_in_window(metadata.value("page_title")), "title element")
    if author is not None and ", " in author.value:
        lines = (text[b.start : min(b.end, b.start + _LINE)] for b in head if b.role in ("byline", "lead"))
        author = replace(author, value=as_shown(author.value, lines))
    dateline = metadata.first("dateline") or _told("dateline", _place_of_dateline(text, head), "text")
    modified = _modified(metadata, day_of_change(text, blocks, published, is_day_first(metadata.value("language"))))
    day = _told("published", published.isoformat(), where) if published else None
    agencies = [Told("agency", name, "text") for name in find_agencies(text, blocks)]
    taken = [t for t in (title, publisher, author, dateline, day, url) if t is not None]
    language = metadata.value("language")
    return Head(
        title=cut_title(title.value) if title else None,
        publisher=publisher.value if publisher else None,
        author=author.value if author else None,
        url=url.value if url else None,
        published=published,
        published_span=span,
        modified=modified,
        language=language,
        told=tuple(dict.fromkeys((*taken, *agencies, *metadata.told))),
    )


def _told(name: Field, value: str | None, where: str) -> Told | None:
    return Told(name, value, where) if value and value.strip() else None


def _day_in_names(url: str | None, name: str) -> tuple[dt.date | None, str]:
    """The date in a page's address or in the name of its file."""
    for where, text, dated in (
        ("address", split_address(url).path, _URL_DATE),
        ("file name", name, _STEM_DATE),
    ):
        match = dated.search(text)
        day = _date_or_none(*map(int, match.groups())) if match else None
        if day is not None:
            return day, where
    return None, ""


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
) -> tuple[dt.date | None, tuple[int, int] | None, str]:
    """The day of publication, the offsets that say so if the text does, and where it was found."""
    title = next((b.start for b in blocks if b.role == "title"), 0)
    day_first = is_day_first(metadata.value("language"))
    # Blogs put the day as a heading above the title.
    places = [b for b in head if b.role in ("byline", "title") or (b.role == "heading" and b.start < title)]
    lines = [(b, d) for b in places if (d := date_in(text[b.start : b.end], day_first))]
    told = [(t, day) for t in metadata.told if t.field == "published" and (day := read_day(t.value))]
    strong = next(((t, day) for t, day in told if t.where not in _WEAK), None)
    if strong is not None:
        source, day = strong
        same = next(((b.start + d.start, b.start + d.end) for b, d in lines if d.day == day), None)
        beside = next(((b, d) for b, d in lines if abs((d.day - day).days) == 1), None)
        if same is None and beside is not None and not source.given and "T" in source.value:
            # The page's clock is that of Greenwich; the reader's calendar is on the page.
            block, found = beside
            return found.day, (block.start + found.start, block.start + found.end), "text"
        return day, same, source.where
    if not lines and not told:
        tail = [b for b in blocks if b.role == "byline" and b not in head]
        lines = [
            (b, d)
            for b in tail
            if (POSTED.match(text[b.start : b.end]) or _SIGNED_DAY.match(text[b.start : b.end]))
            and (d := date_in(text[b.start : b.end], day_first))
        ]
    # Above the title may stand the day on which the page was saved.
    ranked = sorted(lines, key=lambda p: (bool(UPDATED.match(text[p[0].start : p[0].end])), p[0].start < title))
    if ranked:
        block, found = ranked[0]
        return found.day, (block.start + found.start, block.start + found.end), "text"
    if told:
        return told[0][1], None, told[0][0].where
    if (entry := _day_of_entry(text, blocks)) is not None:
        return entry.day, (entry.start, entry.end), "text"
    for block in head:
        match = _dateline(text, block)
        if block.role == "body" and match and (dates := full_dates(match[0])):
            return dates[0].day, (block.start + dates[0].start, block.start + dates[0].end), "dateline"
    return None, None, ""


def _day_of_entry(text: str, blocks: Sequence[Block]) -> HeadDate | None:
    """The day with which the first line below the title begins, before other figures of it: "3 May 2031, 40 miles".

    Of two such lines the first is no entry's head but that of a list of days.
    """
    below = dropwhile(lambda b: b.role != "title", (b for b in blocks if b.role != "noise"))
    lines = [text[b.start : min(b.end, b.start + _LINE)] for b in islice(below, 1, 3)]
    starts = [bool((days := full_dates(line)) and days[0].start == 0) for line in lines]
    if starts[:1] != [True] or starts[1:] == [True] or lines[0].endswith(".") or len(lines[0].split()) > _LONGEST_ENTRY:
        return None
    day = full_dates(lines[0])[0]
    if not _FIGURE.match(lines[0], day.end):
        return None
    start = next(b.start for b in dropwhile(lambda b: b.role != "title", blocks) if b.role not in ("title", "noise"))
    return HeadDate(day.day, start + day.start, start + day.end)


def read_day(value: str) -> dt.date | None:
    """The day of a date as metadata write it: ISO 8601 with or without separators, or in words."""
    match = re.match(r"\s*(\d{4})-(\d\d?)-(\d\d?)(?!\d)", value) or re.match(r"\s*(\d{4})/(\d\d?)/(\d\d?)(?!\d)", value)
    match = match or re.match(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d|\d{6}Z?$|\s*$)", value)
    if match:
        return _date_or_none(*map(int, match.groups()))
    found = full_dates(value)
    return found[0].day if found else None


def _modified(metadata: Metadata, shown: dt.date | None) -> dt.date | None:
    """The day of the last change: the reader's, where the page's clock is that of Greenwich and shows the next one."""
    told = next(((t, day) for t in metadata.told if t.field == "modified" and (day := read_day(t.value))), None)
    if told is None or (shown is not None and "T" in told[0].value and abs((told[1] - shown).days) == 1):
        return shown
    return told[1]


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


def _publisher(text: str, head: Sequence[Block], url: str | None, title: str | None, metadata: Metadata) -> Told | None:
    """The publication's name from the visible text, the window's title, or the page's address."""
    visible = [b for b in head if b.role in ("byline", "title")]
    if visible and (visible[0].role == "byline" or len(visible) > 1):
        name = masthead(text[visible[0].start : visible[0].end])
        has_title = any(b.role == "title" for b in visible[1:])
        if name and (pictured := next((t for t in metadata.told if t.where == MASTHEAD), None)):
            return pictured
        is_paper = name is not None and pattern("masthead_words").search(name) is not None
        window = metadata.value("page_title")
        if name and not is_paper and (linked := shown_in_window(metadata, window)) and not holds(window or "", name):
            return linked
        if name and (visible[0].role == "byline" or has_title or is_paper or _is_periodical(text, visible)):
            return _told("publisher", name, "text")
    for block in head:
        if block.role == "body" and (match := _dateline(text, block)):
            return _told("publisher", match[1], "dateline")
    shown = [t.value for where in (SITE_HEADING, HOME_LINK) for t in metadata.told if t.where == where]
    site = site_in_window(metadata.value("page_title"), title, shown)
    user = next((t.value for t in metadata.told if t.where == FIRST_POST and t.field == "author"), None)
    if (issue := site_of_issue(title)) is not None:
        return _told("publisher", issue, "title")
    pictured = next((t for t in metadata.told if t.where == MASTHEAD), None)
    if site is not None and pictured is not None and holds(site, pictured.value):
        return pictured
    if site is not None and site != user and not is_home_page(site):
        return _told("publisher", site, "title element")
    for block in head:
        if match := re.match(r"(?:Source|Publisher)\s*:\s*([^.\n]{2,50})", text[block.start : block.end]):
            return _told("publisher", match[1].strip(), "text")
    return _last_resort(metadata) or (_told("publisher", _host_name(url, text), "address") if url else None)


def _last_resort(metadata: Metadata) -> Told | None:
    """What may be the site's name: the heading above the title before the link to the home page."""
    return next((t for where in _LAST for t in metadata.told if t.field == "publisher" and t.where == where), None)


def _place_of_dateline(text: str, head: Sequence[Block]) -> str | None:
    """Where the reporter writes from: "TOWN, Country" before an agency in brackets and a dash."""
    for block in head:
        if block.role in ("body", "lead") and (match := _dateline(text, block)):
            place = re.split(r"\s*[(/]", match[0], maxsplit=1)[0]
            return re.sub(rf",\s*(?:{MONTH}|\d).*$", "", place, flags=re.IGNORECASE).strip(" ,.") or None
    return None


def _dateline(text: str, block: Block) -> re.Match[str] | None:
    """ "TOWN, Country, 3 May (AGENCY) —" or "TOWN, May 3. /AGENCY/" at the beginning of a paragraph."""
    end = min(block.end, block.start + _LINE)
    return _DATELINE.match(text, block.start, end) or _SLASH_DATELINE.match(text, block.start, end)


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
    host = (split_address(_ARCHIVE.sub("", url)).hostname or "").removeprefix("www.")
    labels = host.split(".")
    if len(labels) < 2:
        return None
    suffix = 2 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 1
    label = labels[-suffix - 1]
    spelt = re.search(rf"(?<![\w./@-])({re.escape(label)})(?![\w./@-])", text, re.IGNORECASE)
    if spelt and spelt[1] != spelt[1].lower():
        return spelt[1]
    return label.upper() if len(label) <= 4 else ".".join(labels[-suffix - 1 :])
