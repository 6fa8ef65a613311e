"""One article as it comes out of a file, whatever the file's format: its text in segments, and its metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..errors import UnreadableSource
from .encoding import decode
from .metadata import Metadata, collect, field_of
from .segments import FENCE, Hint, Segment, segment
from .webpage import parse_page

MOST_BYTES = 16 * 2**20
"""Of a file or part of one: saved pages carry their pictures with them."""
MOST_CHARACTERS = 4 * 2**20
"""Beyond this, no text is an article, and reading it would take longer than anyone waits."""
MOST_PARTS = 100_000
"""Paragraphs, lines, cells: the longest books have a third of them."""
_MOST_TAGS = 400_000
"""Opening and closing tags of a page: the longest have some ten thousand, and each takes its time."""
_MOST_ATTRIBUTES = 20_000
_LONG_TAG = re.compile(r"<[^<>]{40000,}+")
_FULL_LINE = re.compile(r"\S[^\r\n]*")
_MARKUP_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT = re.compile(
    r"<(?:p|div|br|span|a|h[1-6]|ul|ol|table|figure|img|em|strong|blockquote)\b[^<>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Article:
    """``segments`` are slices of ``text``, in order."""

    name: str
    text: str
    segments: tuple[Segment, ...]
    metadata: Metadata
    data: bytes
    """What was read, for a hash: the file or its part."""

    def told_also(self, given: Metadata) -> Article:
        """The article with what somebody said about it, which counts more."""
        return replace(self, metadata=given.over(self.metadata))


def is_markup(data: bytes, suffix: str = "") -> bool:
    """Whether a file holds HTML, by its beginning; a suffix that says so is believed."""
    return suffix in (".html", ".htm", ".xhtml", ".xht", ".shtml") or _MARKUP_START.match(data[:8192]) is not None


def looks_like_fragment(text: str) -> bool:
    """Whether a string of a feed or table holds HTML rather than plain text."""
    return len(_FRAGMENT.findall(text, 0, 20_000)) > 0


def from_bytes(
    name: str, data: bytes, suffix: str = "", metadata: Metadata | None = None, charset: str | None = None
) -> Article:
    """An article from a file of text or HTML in whatever encoding.

    Raises ``UnreadableSource`` where it is neither, empty, or too large.
    """
    if len(data) > MOST_BYTES:
        raise too_large(name, len(data))
    markup = is_markup(data, suffix)
    return from_string(name, decode(data, name, markup, charset), data, markup, metadata)


def from_string(
    name: str, text: str, data: bytes | None = None, markup: bool = False, metadata: Metadata | None = None
) -> Article:
    """An article from decoded text or HTML; ``metadata`` is what was told outside of it."""
    outside = metadata or Metadata()
    if len(text) > (MOST_BYTES if markup else MOST_CHARACTERS):
        raise too_large(name, len(text))
    if markup:
        if text.count("<") > _MOST_TAGS or _has_endless_tag(text):
            raise UnreadableSource(f"{name} has far more tags than any page: save the article's text and give that")
        text, segments, own = parse_page(text)
        if len(text) > MOST_CHARACTERS:
            raise too_large(name, len(text))
        if not segments:
            raise UnreadableSource(f"{name} shows no text without scripts: save the article's text and give that")
    else:
        if sum(1 for _ in _FULL_LINE.finditer(text)) > MOST_PARTS:
            raise too_many_parts(name)
        segments, own = read_fields(segment(text))
        if not segments:
            raise UnreadableSource(f"{name} is empty: put the text into it, or leave it out")
    if len(segments) > MOST_PARTS:
        raise too_many_parts(name)
    return Article(
        name, text, segments, outside.over(own), data if data is not None else text.encode("utf-8", "replace")
    )


def _has_endless_tag(text: str) -> bool:
    """Whether a tag has far more attributes than any, each of which the parser compares with all others.

    A picture inside its tag is long, too, but has no blanks and hardly an equals sign.
    """
    long = (match[0] for match in _LONG_TAG.finditer(text)) if text.count("=") > _MOST_ATTRIBUTES else ()
    return any(tag.count("=") + tag.count(" ") + tag.count("\n") // 5 > _MOST_ATTRIBUTES for tag in long)


def from_pieces(
    name: str, pieces: Iterable[tuple[str, Hint]], data: bytes, metadata: Metadata | None = None
) -> Article:
    """An article from paragraphs that a format with structure has told apart, each with its part if known."""
    segments: list[Segment] = []
    position = 0
    for run, (paragraph, hint) in enumerate(pieces):
        line = (
            "\t".join(" ".join(cell.split()) for cell in paragraph.split("\t"))
            if hint == "table"
            else " ".join(paragraph.split())
        )
        if line.strip():
            segments.append(Segment(position, position + len(line), line, run, hint))
            position += len(line) + 1
        if position > MOST_CHARACTERS:
            raise too_large(name, position)
        if len(segments) > MOST_PARTS:
            raise too_many_parts(name)
    if not segments:
        raise UnreadableSource(f"{name} holds no text: give the text itself")
    return Article(name, "\n".join(s.text for s in segments), tuple(segments), metadata or Metadata(), data)


def too_large(name: str, size: int) -> UnreadableSource:
    return UnreadableSource(
        f"{name} is too large for an article ({size / 2**20:.0f} MB): split it, or give a part of it"
    )


def too_many_parts(name: str) -> UnreadableSource:
    return UnreadableSource(f"{name} has far more lines than any text: give a part of it")


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
