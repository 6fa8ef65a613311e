"""Fields above a text: the front matter of a blog's source file, the head of a letter sent by e-mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .metadata import Metadata, collect, field_of
from .segments import FENCE, Hint, Segment

_FIELD = re.compile(
    r"(title|subject|date|sent|author|from|to|cc|by|url|link|publisher|source|site|slug|tags|layout|categories)\s*:\s+(.*)",
    re.IGNORECASE,
)


def read_fields(segments: Sequence[Segment]) -> tuple[tuple[Segment, ...], Metadata]:
    """The segments with the fields marked as byline, and what the fields say.

    Two fields at least, from the first line on; in front matter one will do, and others of any name.  Dates are left
    to the reader of the head, which can quote them.
    """
    fenced = bool(segments) and FENCE.match(segments[0].text) is not None
    values: dict[str, str] = {}
    stop = 1 if fenced else 0
    while stop < len(segments) and (
        match := _FIELD.match(segments[stop].text) or (fenced and _is_inner(segments[stop]))
    ):
        if isinstance(match, re.Match):
            values.setdefault(match[1].lower(), _unquoted(match[2].strip()))
        stop += 1
    is_open = fenced and (stop == len(segments) or not FENCE.match(segments[stop].text))
    if is_open or len(values) < (1 if fenced else 2):
        return tuple(segments), Metadata()
    marked = tuple(replace(s, hint=_hint(s)) for s in segments[:stop]) + tuple(segments[stop:])
    where = "front matter" if fenced else "head of the text"
    told = ((field_of(key), re.sub(r"\s*<[^<>]*>$", "", value).strip()) for key, value in values.items())
    return marked, collect(((name, value, where) for name, value in told if name and name != "published"), given=True)


def _unquoted(value: str) -> str:
    """A value without the quotation marks of YAML around it, and without what shields those within it."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r"\\([\"\\])", r"\1", value[1:-1])
    return value.strip("\"'")


def _hint(segment: Segment) -> Hint:
    return "title" if re.match(r"(?:title|subject)\s*:", segment.text, re.IGNORECASE) else "byline"


def _is_inner(segment: Segment) -> bool:
    """A line of front matter that says nothing about the document."""
    return FENCE.match(segment.text) is None and re.match(r"[\w-]+\s*[:=]|-\s", segment.text) is not None
