"""Which line of a page is its title, by what its window and its metadata say."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from .columns import folded
from .metadata import Metadata, collect, split_address
from .segments import Segment

SITE_HEADING = "heading above the title"
_MOST_HEADINGS = 20
_LONGEST_SITE = 6
"""Words in the name of a site."""
_PARTED = re.compile(
    r"\s+[|–—·»«:•/-]+\s+|\s*::\s*|\s*[|»«]\s*|(?<=\w):\s+"
    r"|(?<=[\u3041-\u9fff\uac00-\ud7a3])[_|–—-]{1,2}(?=[\u3041-\u9fff\uac00-\ud7a3])"
)


def site_heading(segments: Sequence[Segment], titled: Sequence[Segment]) -> Metadata:
    """The first main heading of a page whose title is another one below: the name of the site."""
    for before, after in zip(segments, titled, strict=True):
        if after.hint == "title":
            return Metadata()
        if before.hint == "title" and 1 <= before.words <= _LONGEST_SITE:
            return collect([("publisher", before.text, SITE_HEADING)])
    return Metadata()


def sites_headed(root: Any) -> frozenset[str]:
    """The main headings that are links to a home page and nothing else: names of sites, as ``folded``."""
    return frozenset(
        folded("".join(h.itertext()))
        for h in islice(root.iter("h1"), _MOST_HEADINGS)
        if any(_is_all_of(a, h) and not split_address(a.get("href")).path.strip("/") for a in h.iter("a"))
    )


def _is_all_of(link: Any, heading: Any) -> bool:
    return bool(link.get("href")) and folded("".join(link.itertext())) == folded("".join(heading.itertext()))


def title_in_window(
    segments: Sequence[Segment], window: str | None, heading: str, sites: Container[str] = ()
) -> str | None:
    """The part of the window's title that is a heading of the page; of two, the site's name is the shorter one.

    Where no heading is, the one above all prose is the title, unless a line of the page is most of the window's.
    """
    parts = [folded(part) for part in window_parts(window or "")]
    # A title may hold what parts a window's title, too: "The Long Walk: Day 3: Over the pass".
    parts += [" ".join(parts[i:]) for i in range(1, len(parts) - 1)]
    kinds = (("title", "heading"),) if any(s.hint == "title" for s in segments) else (("heading",), ("",))
    for hints in kinds:
        named = [s.text for s in segments if s.hint in hints and any(_is_of(folded(s.text), part) for part in parts)]
        named = [text for text in named if folded(text) not in sites] or named
        best = max(named, key=lambda text: len(text.split()), default="")
        if best and (hints[0] or not heading or len(best.split()) > len(heading.split())):
            return best
    return heading or None


def _is_of(heading: str, part: str) -> bool:
    """Whether a heading is a part of a window's title, or most of one: "Visit to Lima" of "Visit to Lima (1–4 May)"."""
    return heading == part or (len(heading.split()) >= 4 and part.startswith(f"{heading} "))


def window_parts(window: str) -> list[str]:
    """What a window's title is put together from: "Ferry sinks | News | The Post"."""
    return [part.strip() for part in _PARTED.split(window) if part.strip()]


def with_title(segments: tuple[Segment, ...], title: str | None) -> tuple[Segment, ...]:
    """The segments with the title where the metadata say it is: many a site's name is its first heading."""
    wanted = folded(title or "")
    matching = [
        i for i, s in enumerate(segments) if wanted and s.hint not in ("list", "table") and folded(s.text) == wanted
    ]
    if not matching:
        return segments
    chosen = next(
        (i for i in matching if segments[i].hint == "title"),
        next((i for i in matching if segments[i].hint != "noise"), matching[0]),
    )
    # Below the site's name stands its motto; blogs have the day of an entry there.
    mottoes = {
        i + 1
        for i, s in enumerate(segments[:chosen])
        if s.hint == "title" and segments[i + 1].hint == "heading" and not any(map(str.isdigit, segments[i + 1].text))
    }
    return tuple(
        replace(s, hint="noise")
        if i in mottoes and i != chosen
        else replace(s, hint="title")
        if i == chosen
        else replace(s, hint="noise" if i < chosen else "heading")
        if s.hint == "title"
        else s
        for i, s in enumerate(segments)
    )
