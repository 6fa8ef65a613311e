"""The name of a site as the link to its home page, its head or its line of rights shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .columns import folded
from .lexicon import PLATFORMS, whole
from .metadata import split_address
from .pagetitles import window_parts

HOME_LINK = "link to the home page"
SITE_NAME = "head of the page"
RIGHTS = "line of rights"
MASTHEAD = "picture at the head of the page"
_SITE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:site|blog)[\s_-]?(?:title|name|logo)|brand(?:[\s_-]?name)?|masthead(?:[\s_-]?title)?|logo)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_YEAR = r"(?:19|20)\d\d"
_RIGHTS = re.compile(
    r"(?:(?:all )?contents?\s)?(?:copyright\b|©|\(c\))(?:[\s:©]|copyright\b|\(c\))*"
    rf"(?:{_YEAR}(?:\s*[–-]\s*\d{{2,4}})?[\s,.]*)?(?:by\s+)?"
    r"(?P<name>(?-i:[A-ZÀ-Þ])[^\n|·•©.,;:()\d]{2,60}?)"
    rf"(?:\s+(?:Ltd|Inc|LLC|GmbH|Limited|plc|AG)\b.*|\s*[|·•.,;:(–—].*|\s+all rights.*|\s+{_YEAR}.*)?$",
    re.IGNORECASE,
)
_LONGEST_RIGHTS = 200
_HOME = re.compile(r"(?:\./|/)?(?:(?:index|default|home)\.(?:html?|php|aspx?))?$", re.IGNORECASE)
_LONGEST = 6
"""Words in the name of a site."""
_FIRST_PICTURES = 4
_FIRST_LINKS = 40
_MORE = 2
"""Words of the window's title beside the name of the site."""
_LOOKED_AT = 2_000
"""Links of a page, among which that to the home page is one of the first."""
_LOGO = re.compile(r"\b(?:the )?(?:logo|home ?page|home)\b(?: of)?", re.IGNORECASE)
_STEPS = re.compile(r"\W*(?:up|back|top|index|(?:table of )?contents|main|main (?:page|menu)|return)\W*", re.IGNORECASE)
_FEEDS = re.compile(r"application/(?:rss|atom|opensearch\w*)\+xml", re.IGNORECASE)
_FEED_TITLE = re.compile(r"\s+(?:[»|·–—-]|&raquo;)\s+|\s+(?:RSS|Atom|Feed|Search)\b", re.IGNORECASE)
_FEED_WORDS = re.compile(r"\b(?:rss|atom|feed|comments?|search|posts?|subscribe)\b", re.IGNORECASE)
_CHANNEL = re.compile(r"(?:channel|owner|page|profile|header)[\w-]*[_-](?:title|name)\b", re.IGNORECASE)
_NO_NAME = re.compile(r"\b(?:logo|home ?page|go to|back to|return to|all rights|reserved|permission)\b", re.IGNORECASE)


def site_of_home_link(root: Any) -> str | None:
    """The words of the first link to the site's home page that are a name and not "Home"."""
    hosts = set(filter(None, map(_host, _own_addresses(root))))
    for link in islice(root.iter("a"), _LOOKED_AT):
        address = (link.get("href") or "").strip()
        is_home = "home" in (link.get("rel") or "").lower().split() or _leads_home(address, hosts)
        words = " ".join("".join(link.itertext()).split()) if is_home else ""
        words = words or (_pictured(link) if is_home else "")
        if not 0 < len(words.split()) <= _LONGEST or _NO_NAME.search(words) or not any(map(str.isalpha, words)):
            continue
        if not any(whole(kind).fullmatch(words) for kind in ("menu", "noise_whole")) and not _STEPS.fullmatch(words):
            return words
    return None


def _pictured(element: Any) -> str:
    """What a logo says, without being called one."""
    alt = next((e.get("alt") for e in element.iter("img") if e.get("alt")), None)
    said = alt or element.get("aria-label") or element.get("title") or ""
    return _LOGO.sub("", " ".join(said.split())).strip(" -–—|:,")


def site_named(root: Any) -> str | None:
    """The words of an element in the head of the page that is called the site's title."""
    for element in islice(root.iter("div", "span", "a", "p", "h1", "h2", "strong", "td"), _LOOKED_AT):
        if not _SITE_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
            continue
        heading = next(element.iter("h1", "h2", "h3"), element)
        words = " ".join("".join(heading.itertext()).split()) or _pictured(element)
        if 0 < len(words.split()) <= _LONGEST and any(map(str.isalpha, words)) and not _NO_NAME.search(words):
            return words
    return None


def site_pictured(root: Any, window: str | None) -> str | None:
    """What the picture at the head of a page shows, where the window's title holds it: the masthead."""
    named = [folded(part) for part in window_parts(window or "")]
    for image in islice(root.iter("img"), _FIRST_PICTURES):
        name = _LOGO.sub("", " ".join((image.get("alt") or "").split())).strip(" -–—|:,")
        plain = folded(name).removeprefix("the ")
        if len(plain.split()) < 2 or len(plain.split()) > _LONGEST:
            continue
        if any(f" {plain} " in f" {part} " and len(part.split()) - len(plain.split()) <= _MORE for part in named):
            return name
    return None


def site_linked(root: Any, window: str | None) -> str | None:
    """A link at the head of a page that is called as the first or the last part of the window's title is."""
    parts = window_parts(window or "")
    named = {folded(part) for part in (parts[0], parts[-1])} if len(parts) > 1 else set()
    links = (" ".join("".join(a.itertext()).split()) for a in islice(root.iter("a"), _FIRST_LINKS))
    # In small letters it is somebody's user name.
    return next((name for name in links if name and not name.islower() and folded(name) in named), None)


def channel_named(root: Any, title: str | None, site: str | None) -> str | None:
    """The channel that a page on somebody's platform shows, where it is called a channel's or an owner's title."""
    if not title or not site or site.casefold() not in PLATFORMS:
        return None
    named = (
        e
        for e in islice(root.iter("div", "span", "a", "h1", "h2"), _LOOKED_AT)
        if _CHANNEL.search(e.get("class") or "")
    )
    return title if any(" ".join("".join(e.itertext()).split()) == title for e in named) else None


def site_of_feed(root: Any) -> str | None:
    """What the page's feed or its search is called: "Loom Gazette » Feed"."""
    for link in islice(root.iter("link"), _LOOKED_AT):
        if _FEEDS.search(link.get("type") or "") and (title := (link.get("title") or "").strip()):
            name = _FEED_TITLE.split(title, maxsplit=1)[0].strip()
            if 0 < len(name.split()) <= _LONGEST and not _FEED_WORDS.search(name):
                return name
    return None


def site_of_rights(root: Any) -> str | None:
    """Who has the rights, in the last line that says so: "© 2021 The Loom Gazette"."""
    found = None
    for element in root.iter("p", "div", "span", "small", "footer", "td", "li", "font", "center"):
        text = " ".join((element.text or "").split())
        if len(text) <= _LONGEST_RIGHTS and ("©" in text or text[:9].lower() in ("copyright", "(c) 20")):
            match = _RIGHTS.match(text)
            if match and len(match["name"].split()) <= _LONGEST and not _NO_NAME.search(match["name"]):
                found = match["name"].strip()
    return found


def _leads_home(address: str, hosts: set[str]) -> bool:
    if not address:
        return False
    parts = split_address(address)
    if parts.query or parts.fragment or (parts.hostname and parts.hostname not in hosts):
        return False
    return (bool(parts.path) or parts.hostname is not None) and _HOME.match(parts.path) is not None


def _own_addresses(root: Any) -> Iterator[str]:
    """The addresses under which a page says that it stands."""
    yield from (e.get("href") or "" for e in root.iter("base"))
    yield from (e.get("href") or "" for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split())
    yield from (e.get("content") or "" for e in root.iter("meta") if e.get("property") == "og:url")


def _host(address: str) -> str | None:
    return split_address(address).hostname
