"""The name of a site as the link to its home page shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .lexicon import whole
from .metadata import split_address

HOME_LINK = "link to the home page"
_HOME = re.compile(r"(?:\./|/)?(?:(?:index|default|home)\.(?:html?|php|aspx?))?$", re.IGNORECASE)
_LONGEST = 6
"""Words in the name of a site."""
_LOOKED_AT = 2_000
"""Links of a page, among which that to the home page is one of the first."""
_NO_NAME = re.compile(r"\b(?:logo|home ?page|go to|back to|return to)\b", re.IGNORECASE)


def site_of_home_link(root: Any) -> str | None:
    """The words of the first link to the site's home page that are a name and not "Home"."""
    hosts = set(filter(None, map(_host, _own_addresses(root))))
    for link in islice(root.iter("a"), _LOOKED_AT):
        address = (link.get("href") or "").strip()
        is_home = "home" in (link.get("rel") or "").lower().split() or _leads_home(address, hosts)
        words = " ".join("".join(link.itertext()).split()) if is_home else ""
        if not 0 < len(words.split()) <= _LONGEST or _NO_NAME.search(words) or not any(map(str.isalpha, words)):
            continue
        if not any(whole(kind).fullmatch(words) for kind in ("menu", "noise_whole")):
            return words
    return None


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
