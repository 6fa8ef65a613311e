"""The days that elements of a page tell which are called so: "itemDateCreated", "date-header", "post-date"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from .foreigndates import foreign_days, is_day_first
from .headdates import full_dates
from .lexicon import pattern
from .metadata import Field

WHERE = "element called a date"
_CALLED = re.compile(
    r"date|(?:^|[\s_-])meta(?:$|[\s_-])|(?:creat|publish|post|updat|modifi)ed|pub_?time|(?:^|[\s_-])time(?:$|[\s_-])"
    r"|(?:^|[\s_-])(?:data|fecha|datum|tarih|дата|pubblicat\w*|publicad\w*|publie\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"comment|reply|related|recommend|sidebar|widget_|popular|archive|copyright|card|teaser|joined|expir|event|update-"
    r"|(?:site|page|main|global|td)[-_]?header|header[-_]?(?:top|bar|menu|wrap)|masthead|top[-_]?(?:bar|menu|line)|nav|today|clock",
    re.IGNORECASE,
)
_APART = frozenset({"nav", "aside", "footer", "li", "figure", "form", "select"})
_LONGEST = 80
_LONGEST_LABEL = 20
_MOST = 3_000
"""Elements that are looked at."""
_TAGS = ("span", "div", "p", "h2", "h3", "h4", "small", "em", "b", "strong", "td")


def called_days(root: Any) -> Iterator[tuple[Field, str | None, str]]:
    """The first day under such a name that is one of publishing, and the first of a change."""
    wanted: set[Field] = {"published", "modified"}
    day_first = is_day_first(root.get("lang"))
    for element in islice(root.iter(*_TAGS), _MOST):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not wanted or _CALLED.search(names) is None:
            continue
        words = " ".join("".join(islice(element.itertext(), 20)).split())
        if not 8 <= len(words) <= _LONGEST or _is_of_another(element):
            continue
        days = (foreign_days(words, True) if day_first else ()) or full_dates(words) or foreign_days(words)
        label = pattern("changed").search(words)
        # A label behind the day is of another one: "3 May 2021 - updated an hour ago".
        is_before = label is not None and bool(days) and label.start() < days[0].start
        is_before = is_before or pattern("changed").search(_before(element)) is not None
        is_change = is_before or _CHANGED.search(names) is not None
        for day in days if len(days) == 1 or (label and len(days) == 2) else ():
            # Of two days the one behind the label is that of the change.
            is_last = is_change if len(days) == 1 else label is not None and day.start > label.start()
            field: Field = "modified" if is_last else "published"
            if field in wanted:
                wanted.discard(field)
                yield field, day.day.isoformat(), WHERE


_CHANGED = re.compile(r"(?:modifi|updat|chang)ed", re.IGNORECASE)


def _before(element: Any) -> str:
    """The few words before an element in its line."""
    previous, around = element.getprevious(), element.getparent()
    words = ((around.text if around is not None else "") if previous is None else previous.tail) or ""
    return words.strip() if len(words.strip()) <= _LONGEST_LABEL else ""


def _is_of_another(element: Any) -> bool:
    is_signed = any(frame.tag == "article" for frame in element.iterancestors())
    return any(
        (frame.tag in _APART and not (is_signed and frame.tag == "footer"))
        or _OTHERS.search(f"{frame.get('class') or ''} {frame.get('id') or ''}")
        for frame in (element, *element.iterancestors())
        if frame.tag not in ("body", "html")
    )
