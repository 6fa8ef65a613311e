"""What a source says about itself, field by field, with where it says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args
from urllib.parse import SplitResult, urlsplit

from ..model import Document

Field = Literal[
    "title", "page_title", "publisher", "author", "dateline", "published", "modified", "url", "language", "licence",
    "agency",
]  # fmt: skip
"""``page_title`` is of the browser's window, often with the site's name; ``dateline`` the place of the reporter."""


@dataclass(frozen=True, slots=True)
class Told:
    """One field as it is written, and where: "JSON-LD", "Open Graph", "meta element", "text", "sources.csv" …

    ``given`` means that somebody set it beside the text (front matter, a table's column, ``sources.csv``),
    so that it counts more than what the page itself shows.
    """

    field: Field
    value: str
    where: str
    given: bool = False

    def __post_init__(self) -> None:
        if self.field not in get_args(Field) or not self.value.strip():
            raise ValueError(f"no metadata: {self.field!r} {self.value!r}")


@dataclass(frozen=True, slots=True)
class Metadata:
    """All that is told, the most trusted first; the first of each field counts."""

    told: tuple[Told, ...] = ()

    def first(self, *names: Field) -> Told | None:
        """The most trusted of these fields: the first name that is told at all."""
        return next((t for name in names for t in self.told if t.field == name), None)

    def value(self, *names: Field) -> str | None:
        told = self.first(*names)
        return told.value if told else None

    def over(self, other: Metadata) -> Metadata:
        """This, and what ``other`` tells besides."""
        return Metadata(self.told + other.told)


_LONGEST_VALUE = 4_000
"""Characters beyond which no title, name or date goes on."""


def collect(pairs: Iterable[tuple[Field, str | None, str]], given: bool = False) -> Metadata:
    """Metadata from (field, value, where), in order; blank values are left out, white space is collapsed."""
    clean = ((name, " ".join((value or "")[:_LONGEST_VALUE].split()), where) for name, value, where in pairs)
    return Metadata(tuple(Told(name, value, where, given) for name, value, where in clean if value))


def split_address(address: str | None) -> SplitResult:
    """The parts of a web address; all empty for what is none ("https://[x/")."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return SplitResult("", "", "", "", "")


_KEYS: Mapping[str, Field] = {
    "title": "title", "headline": "title", "subject": "title", "name": "title",
    "publisher": "publisher", "source": "publisher", "site": "publisher", "sitename": "publisher",
    "site_name": "publisher", "outlet": "publisher", "newspaper": "publisher", "publication": "publisher",
    "author": "author", "authors": "author", "byline": "author", "by": "author", "from": "author",
    "creator": "author", "user": "author", "username": "author", "screen_name": "author", "sender": "author",
    "date": "published", "published": "published", "publication_date": "published", "date_published": "published",
    "date_publish": "published", "datepublished": "published", "publish_date": "published",
    "published_at": "published", "publishedat": "published", "pubdate": "published", "pub_date": "published",
    "published_date": "published", "sent": "published", "day": "published", "created_at": "published",
    "createdat": "published", "created": "published", "timestamp": "published", "posted": "published",
    "posted_at": "published", "postedat": "published", "ts": "published", "datetime": "published",
    "modified": "modified", "updated": "modified", "lastmod": "modified", "date_modified": "modified",
    "last_modified": "modified", "date_modify": "modified", "datemodified": "modified",
    "url": "url", "link": "url", "href": "url", "permalink": "url", "canonical": "url", "address": "url",
    "language": "language", "lang": "language",
    "licence": "licence", "license": "licence", "rights": "licence", "copyright": "licence",
    "dateline": "dateline", "location": "dateline", "place": "dateline",
}  # fmt: skip


def field_of(key: str) -> Field | None:
    """The field that a column, a line of front matter or a key of JSON is for, by its name."""
    plain = key.strip().casefold().replace(" ", "_").replace("-", "_")
    return _KEYS.get(plain) or _KEYS.get(plain.replace("_", ""))


@dataclass(frozen=True, slots=True, repr=False)
class DescribedDocument(Document):
    """A document that keeps what it says of itself, and where each thing was found.

    ``told`` begins, for every field, with what was taken; ``sha256`` is of the bytes that were read.
    """

    told: tuple[Told, ...] = field(default=(), repr=False)
    modified: dt.date | None = None
    sha256: str | None = None

    @property
    def agencies(self) -> tuple[str, ...]:
        """News agencies that the document credits for its text."""
        return tuple(dict.fromkeys(t.value for t in self.told if t.field == "agency"))

    def where(self, name: Field) -> str | None:
        """Where a field was found, None where nothing tells it."""
        return next((t.where for t in self.told if t.field == name), None)
