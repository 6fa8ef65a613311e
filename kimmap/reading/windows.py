"""The title of a document and the name of its site, as the page and its window show them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ..model import Block
from .headdates import full_dates
from .headlines import POSTED, UPDATED
from .lexicon import starting, whole
from .metadata import Metadata, Told
from .pagetitles import window_parts
from .titles import is_masthead

_SHELFMARK = re.compile(r"\d+/|/\d")
_WRITER = re.compile(r"by [A-ZÀ-Þ]")
_ISSUE = re.compile(r"(?P<name>[A-ZÀ-Þ][^:#|]{2,50}?),?\s(?:#\s?|(?:No|Nr|Issue|Vol|Number)\b\.?\s?#?)\d+\b\s*[:,|–—-]")
_BETWEEN_PARTS = re.compile(r":\s+|\.\s+|\s+[|–—-]\s+")
_LONGEST_ISSUED = 5
_PRAISE = re.compile(r",\s(?:the|an?|your)\s[a-zß-ÿ].*$")
"""What a site says of itself behind its name: "Loompedia, the free encyclopedia"."""
_SOMEBODYS = re.compile(r"(?:['’]s?|s['’])\s(?:(?:home|web)\s?)?page$", re.IGNORECASE)
_LONGEST_BY = 6
"""Words of "by" and a name."""
_LEAST_TITLE = 3
"""Words before the day in a title that has one."""
_SITE_BEFORE = re.compile(r"(.{2,80}?)\s+[|:»«·–—-]\s+(?=\S)")


def find_title(text: str, blocks: Sequence[Block], metadata: Metadata, publisher: str | None) -> Told | None:
    known = metadata.first("title")
    block = next((b for b in blocks if b.role == "title"), None)
    shown = text[block.start : block.end] if block else None
    # A field is told with its name: "Subject: …".
    if known and (known.given or (shown and shown.endswith(known.value))):
        return known
    if known and shown and _BETWEEN_PARTS.sub(" ", known.value) == shown:
        return known  # a heading of two lines has no colon between them
    if shown:
        return Told("title", _below_site(shown, publisher), "text")
    if window := metadata.first("title", "page_title"):
        return Told("title", _without_site(window.value, publisher), window.where)
    dated = _dated_title(text, blocks)
    return Told("title", dated, "text") if dated else None


def _dated_title(text: str, blocks: Sequence[Block]) -> str | None:
    """A head line that says what the text is and for which day, below the day on which it was written.

    "AGENDA OF THE MAYOR, FRIDAY, 9 MAY 2031" is for its reader a title, however much it looks like a date line.
    """
    head = [text[b.start : b.end] for b in takewhile(lambda b: b.role in ("byline", "noise"), blocks)]
    days = [(line, found[0].start) for line in head if (found := full_dates(line))]
    for line, start in days[1:]:
        words = line[:start].replace(",", " ").split()
        is_byline = starting("byline_starts").match(line) or UPDATED.search(line) or POSTED.search(line)
        if len(words) >= _LEAST_TITLE and not is_byline and ":" not in line[:start]:
            return line
    return None


def _below_site(heading: str, site: str | None) -> str:
    """A heading without the site's name that is set before it: "The Post : Ferry sinks"."""
    match = _SITE_BEFORE.match(heading)
    return heading[match.end() :] if match and site and _fold(match[1]) == _fold(site) else heading


def _without_site(title: str, publisher: str | None) -> str:
    """A window's title without the site's name at its end or beginning: "Ferry sinks | News | The Post"."""
    parts = window_parts(title)
    plain = _fold(publisher or "")
    if len(parts) > 1 and plain and _fold(parts[0]) == plain:
        return _without_site(title[title.index(parts[1], len(parts[0])) :], publisher)
    keep = len(parts)
    while keep > 1 and _is_site(parts[keep - 1], plain):
        keep -= 1
    if keep == len(parts) > 1 and len(parts[-1].split()) <= 3 and len(parts[0].split()) >= 4 and " | " in title:
        keep -= 1
    return title[: title.rindex(parts[keep - 1]) + len(parts[keep - 1])].strip() if parts else title


def _is_site(part: str, publisher: str) -> bool:
    """Whether a part of a window's title names the site or a section of it."""
    plain = _fold(part)
    if publisher and (plain in publisher or publisher in plain):
        return True
    is_host = "." in part.strip(" .") and " " not in part.strip()
    return is_host or (len(part.split()) <= 4 and (is_masthead(part) or whole("menu").fullmatch(part) is not None))


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def cut_title(title: str) -> str:
    title = " ".join(title.split()).strip("#* ").removesuffix(".")
    is_bracketed = title[:1] == "[" and title[-1:] == "]" and "]" not in title[:-1]
    return title.strip("[] ") if is_bracketed else title


def site_in_window(window: str | None, title: str | None, shown: Sequence[str] = ()) -> str | None:
    """The site's name in the window's title: what is neither the title nor a command or section.

    ``shown`` is what the page's first heading and its link to the home page say, the likelier one first.
    """
    plain = _fold(title or "")
    parts = [p for p in window_parts(window or "") if plain and _fold(p) and _fold(p) not in plain]
    parts = [
        p
        for p in parts
        if plain not in _fold(p)
        and not _WRITER.match(p)
        and not any(whole(k).fullmatch(p) for k in ("noise_whole", "menu"))
    ]
    if not parts or len(window_parts(window or "")) < 2 or len(parts[-1].split()) > 6:
        return None
    parts = [_PRAISE.sub("", part) for part in parts]
    names = [p for p in parts if not _SHELFMARK.search(p)] or parts
    linked = next((p for name in shown for p in names if _fold(p) == _fold(name)), None)
    return linked or next((p for p in reversed(names) if is_masthead(p)), names[-1])


def author_in_window(window: str | None) -> str | None:
    """Who wrote a letter, between its title and its site's name: "A cold spring - by Ada Quill - The Post"."""
    parts = window_parts(window or "")[1:]
    return next((part[3:] for part in parts if _WRITER.match(part) and len(part.split()) <= _LONGEST_BY), None)


def site_of_issue(title: str | None) -> str | None:
    """The letter of which a title gives the number: "The Loom Post #7: A cold spring"."""
    match = _ISSUE.match(title or "")
    return match["name"] if match and len(match["name"].split()) <= _LONGEST_ISSUED else None


def is_home_page(name: str) -> bool:
    """Whether a page is called somebody's and nothing else: no publication has such a name."""
    return _SOMEBODYS.search(name) is not None
