"""Which of the names that a page tells is its writer's: a person's before the account under which it was published."""

from __future__ import annotations

import re

from .metadata import Metadata, Told
from .pageauthors import AUTHOR_LINK

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
