"""Markdown with or without front matter: the text as a reader sees it, not its marks."""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from ..articles import MOST_BYTES, Article, from_string, too_large
from ..encoding import decode
from ..headdates import MONTH
from ..metadata import Metadata, collect, field_of

_YAML = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_UNFENCED = re.compile(
    r"((?:[a-z][\w-]{0,20}:[ \t]*\S.*\n)*(?:title|date):[ \t]*\S.*(?:\n[a-z][\w-]{0,20}:.*)+)\n\s*\n", re.IGNORECASE
)
"""Lines of fields down to an empty one, as Pelican and MultiMarkdown have them, one of them a title or a day."""

_DATED = re.compile(
    rf"^([ ]{{0,3}}(?:[12]\d{{3}}|\d{{1,2}}(?=[.)]\s+(?:of\s+)?{MONTH}\b)))([.)])(?=\s)", re.MULTILINE | re.IGNORECASE
)
"""A year or a day where Markdown reads the number of an item, and would count it away: "1916. - August 7th."."""
_MOST_MARKS = 20_000


def read_markdown(name: str, data: bytes) -> Article:
    """One article; what the front matter says counts more than the text."""
    from markdown_it import MarkdownIt

    if len(data) > MOST_BYTES:
        raise too_large(name, len(data))
    text = decode(data, name).replace("\r\n", "\n")
    metadata, body = split_front_matter(text)
    marks = sum(map(body.count, "*_`[]<>~|"))
    if marks > _MOST_MARKS and marks > len(body) / 4:  # nothing that anybody wrote, and minutes to take apart
        return from_string(name, body, data, False, metadata)
    # "default" reads tables, which the standard does not have.
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(_DATED.sub(r"\1\\\2", body))
    title = metadata.first("title")
    heading = f"<h1>{html.escape(title.value)}</h1>" if title and "<h1>" not in page else ""
    return from_string(name, f"<article>{heading}{page}</article>", data, True, metadata)


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """What the front matter (YAML, TOML, or fields without a fence) says, and the text below it."""
    for fence, parse in ((_YAML, _parse_yaml), (_TOML, _parse_toml), (_UNFENCED, _parse_yaml)):
        match = fence.match(text)
        if match is not None:
            return _as_metadata(parse(match[1])), text[match.end() :]
    return Metadata(), text


def _as_metadata(values: Mapping[str, Any]) -> Metadata:
    known = ((field_of(key), value) for key, value in values.items())
    return collect([(name, _in_words(value), "front matter") for name, value in known if name], given=True)


def _in_words(value: Any) -> str | None:
    if isinstance(value, Mapping):
        return _in_words(value.get("name"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_in_words, value)))
    return None if value is None else str(value)


def _parse_toml(text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def _parse_yaml(text: str) -> Mapping[str, Any]:
    """The plain values and lists of plain values: all that heads of articles hold."""
    values: dict[str, Any] = {}
    last = None
    for line in text.splitlines():
        item = re.match(r"\s*-\s+(.+)", line)
        if item and last is not None and (not values.get(last) or isinstance(values[last], list)):
            values[last] = [*(values.get(last) or []), _scalar(item[1])]
        elif match := re.match(r"([A-Za-z][\w .-]{0,40}?)\s*:\s*(.*)", line):
            last = match[1]
            values[last] = _scalar(match[2])
    return values


def _scalar(written: str) -> Any:
    value = re.sub(r"\s+#.*$", "", written.strip())
    if value.startswith("[") and value.endswith("]"):
        return [_scalar(part) for part in value[1:-1].split(",") if part.strip()]
    if value[:1] == '"' and value[-1:] == '"':
        try:
            return json.loads(value)
        except ValueError:
            return value.strip('"')
    return value.strip("'")
