"""Which of the names that a page tells is its site's: without its section, not that of the platform around it."""

from __future__ import annotations

from dataclasses import replace

from .columns import folded
from .homelinks import HOME_LINK, MASTHEAD, SITE_NAME
from .lexicon import PLATFORMS
from .metadata import Metadata, Told
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
