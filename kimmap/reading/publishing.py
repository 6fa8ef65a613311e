"""Which of the names that a page tells are its site's and its writer's: no section, no platform, no account."""

from __future__ import annotations

import re
from dataclasses import replace

from .columns import folded
from .homelinks import HOME_LINK, MASTHEAD, SITE_NAME
from .lexicon import PLATFORMS
from .metadata import Metadata, Told
from .pageauthors import AUTHOR_LINK
from .pagetitles import SITE_HEADING, window_parts

_SHOWN = (MASTHEAD, SITE_HEADING, HOME_LINK, SITE_NAME)


def named_shortly(publisher: Told, metadata: Metadata) -> Told:
    """The site's name that the metadata give with a section ("Loom University | News") or as its platform's.

    On a platform the window's title begins or ends with the name of the channel, which the page shows, too.
    """
    if folded(publisher.value) in PLATFORMS:
        return shown_in_window(metadata, metadata.value("page_title")) or publisher
    parts = window_parts(publisher.value)
    shown = {folded(t.value) for t in metadata.told if t.field == "publisher" and t.where in _SHOWN}
    name = next((part for part in parts if folded(part) in shown), None) if len(parts) > 1 else None
    return replace(publisher, value=name) if name else publisher


def shown_in_window(metadata: Metadata, window: str | None) -> Told | None:
    """What the page shows as the name of its site, where a part of the window's title is the same."""
    parts = window_parts(window or "")
    named = {folded(part) for part in parts} if len(parts) > 1 else set()
    shown = (t for where in _SHOWN for t in metadata.told if t.field == "publisher" and t.where == where)
    return next((t for t in shown if folded(t.value) in named), None)


def holds(text: str, name: str) -> bool:
    """Whether all words of a name stand in a text as they follow each other; "the" before it counts not."""
    return f" {folded(name).removeprefix('the ')} " in f" {folded(text)} "


_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9._-]*")
_MADE_UP = re.compile(r"[._\d]")
_NOBODY = re.compile(
    r"anonymous|unknown(?: author)?|admin(?:istrator)?|(?:microsoft|ms) office user|office user|python-docx|openpyxl|"
    r"apache poi|(?:windows |default |registered )?user|owner|author|guest|root|webmaster|test|n/?a|none|null|nobody",
    re.IGNORECASE,
)
"""What programs write where no one has told who writes."""
_SYSTEM = frozenset({"JSON-LD", "Open Graph", "microdata", "meta element"})
"""Where a system writes who was logged in."""


def writer_told(metadata: Metadata, in_text: Told | None, text: str) -> Told | None:
    """The author: as the metadata tell, else as the text does, else whoever a link leads to.

    An account ("aquill", "press.office") gives way to a name; what only a system knows and no reader sees is nobody,
    and so is what programs write of their own accord ("Microsoft Office User").
    """
    told = [t for t in metadata.told if t.field == "author" and not _NOBODY.fullmatch(t.value.strip("()[]<> "))]
    ranked = [t for t in told if t.where != AUTHOR_LINK] + [t for t in (in_text,) if t is not None]
    ranked += [t for t in told if t.where == AUTHOR_LINK]
    first = next(iter(ranked), None)
    if first is None or first.given or first.where not in _SYSTEM or not _ACCOUNT.fullmatch(first.value):
        return first
    named = next((t for t in ranked if not _ACCOUNT.fullmatch(t.value)), None)
    is_unseen = first.where == "meta element" and _MADE_UP.search(first.value) and first.value not in text
    return named or (None if is_unseen else first)
