"""A trip as plain JSON values, and back.

The record holds everything of a trip but the full texts of its documents: of those it keeps the
passages that something quotes, the headings of their parts, and what they tell of themselves.  Reading a record
back therefore gives documents whose other characters are blanks: all offsets and quotations are as they
were.  The hash of the whole text goes with it, so that somebody who has the source can tell whether it
is the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import types
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kimmap.errors import WrongSettings
from kimmap.model import Block, Document, Place, Quote, SharedPassage, Trip
from kimmap.outputs.citing import latest_told, part_headings
from kimmap.reading.metadata import DescribedDocument, Told

FORMAT = "kimmap-trip"
VERSION = 1


@dataclass(frozen=True, slots=True, repr=False)
class Excerpts(DescribedDocument):
    """A document read back from a record: blanks where nothing was quoted, and the hash of the whole text."""

    text_sha256: str = ""


def text_sha256(document: Document) -> str:
    """The SHA-256 of the document's whole text in UTF-8, in hexadecimal digits.

    For a plain UTF-8 text file without a byte order mark this is the hash of the file.
    """
    if isinstance(document, Excerpts):
        return document.text_sha256
    return sha256_of(document.text)


def sha256_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def as_of(trip: Trip) -> dt.date:
    """The day up to which the sources tell, or else the latest day of a stop.

    Files that must carry a date carry this one; 1 January 1970 where nothing is dated.
    """
    days = [day for s in trip.stops for day in (s.when.first, s.when.last) if day]
    return latest_told(trip) or max(days, default=dt.date(1970, 1, 1))


def to_record(trip: Trip) -> dict[str, Any]:
    """The trip as dicts, lists, strings and numbers; fields that have their default are left out."""
    writer = _Writer(trip)
    body = {f.name: writer.value(getattr(trip, f.name)) for f in fields(trip) if f.name != "documents"}
    return {
        "format": FORMAT,
        "version": VERSION,
        "documents": [writer.document(i, d) for i, d in enumerate(trip.documents)],
        "places": writer.places,
        "trip": body,
    }


def from_record(record: dict[str, Any]) -> Trip:
    """The trip that :func:`to_record` wrote down.

    Raises WrongSettings where the record is of another kind or of a later version.
    """
    if record.get("format") != FORMAT or record.get("version") != VERSION:
        raise WrongSettings("this is not a trip that this version of kimmap has written")
    documents = tuple(_read_document(d) for d in record["documents"])
    reader = _Reader(documents, tuple(record["places"]))
    hints = get_type_hints(Trip)
    values = {name: reader.value(hints[name], value) for name, value in record["trip"].items()}
    return Trip(documents=documents, **values)


class _Writer:
    def __init__(self, trip: Trip) -> None:
        self.numbers = {id(d): i for i, d in enumerate(trip.documents)}
        self.spans: list[set[tuple[int, int]]] = [set() for _ in trip.documents]
        self.places: list[dict[str, Any]] = []
        self.place_numbers: dict[Place, int] = {}

    def value(self, value: Any) -> Any:
        if type(value) in _PLAIN:
            return value
        if isinstance(value, Quote):
            return self.quote(value)
        if isinstance(value, Place):
            return self.place(value)
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, tuple | list):
            return [self.value(v) for v in value]
        if is_dataclass(value):
            return {name: self.value(v) for name, v in _told(value)}
        return value

    def quote(self, quote: Quote) -> list[int]:
        number = self.numbers[id(quote.document)]
        self.spans[number].add((quote.sentence_start, quote.sentence_end))
        return [number, quote.start, quote.end, quote.sentence_start, quote.sentence_end]

    def place(self, place: Place) -> int:
        if place not in self.place_numbers:
            self.place_numbers[place] = len(self.places)
            self.places.append({name: self.value(v) for name, v in _told(place)})
        return self.place_numbers[place]

    def document(self, number: int, document: Document) -> dict[str, Any]:
        if document.published_span:
            self.spans[number].add(document.published_span)
        parts = part_headings(document)
        self.spans[number].update(parts)
        told = {name: self.value(v) for name, v in _told(document) if name not in _APART}
        told |= {"parts": [list(part) for part in parts]} if parts else {}
        told["shared"] = [[p.start, p.end, p.text_id] for p in document.shared]
        if isinstance(document, DescribedDocument):
            described = [[t.field, t.value, t.where, *([1] if t.given else [])] for t in document.told]
            told |= {"described": described} if described else {}
            told |= {"file_sha256": document.sha256} if document.sha256 else {}
        told["sha256"] = text_sha256(document)
        told["length"] = len(document.text)
        told["passages"] = [[start, document.text[start:end]] for start, end in _merged(self.spans[number])]
        return told


_APART = ("text", "blocks", "shared", "path", "text_sha256", "told", "sha256")
"""Fields of a document that a record has in another form, or not at all."""


_PLAIN = (str, int, float, bool, type(None))


def _told(value: Any) -> Iterator[tuple[str, Any]]:
    """The fields of a dataclass that differ from their default, by name."""
    for name, default in _defaults(value.__class__):
        got = getattr(value, name)
        if default is MISSING or got != default:
            yield name, got


@cache
def _defaults(cls: type) -> tuple[tuple[str, Any], ...]:
    return tuple((f.name, f.default) for f in fields(cls))


def _merged(spans: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for first, last in sorted(spans):
        if first > end:
            if end > 0:
                yield start, end
            start, end = first, last
        end = max(end, last)
    if end > 0:
        yield start, end


def _read_document(told: dict[str, Any]) -> Document:
    text = [" "] * told["length"]
    for start, passage in told["passages"]:
        text[start : start + len(passage)] = passage
    published = told.get("published")
    span, modified = told.get("published_span"), told.get("modified")
    return Excerpts(
        **{k: told[k] for k in ("name", "url", "title", "publisher", "author", "language") if k in told},
        text="".join(text),
        published=dt.date.fromisoformat(published) if published else None,
        published_span=(span[0], span[1]) if span else None,
        blocks=tuple(Block(start, end, "heading") for start, end in told.get("parts", ())),
        shared=tuple(SharedPassage(*p) for p in told["shared"]),
        told=tuple(Told(name, value, where, bool(given)) for name, value, where, *given in told.get("described", ())),
        modified=dt.date.fromisoformat(modified) if modified else None,
        sha256=told.get("file_sha256"),
        text_sha256=told["sha256"],
    )


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


class _Reader:
    def __init__(self, documents: tuple[Document, ...], places: tuple[dict[str, Any], ...]) -> None:
        self.documents = documents
        self.places = [self.fields(Place, p) for p in places]

    def fields(self, cls: type, told: dict[str, Any]) -> Any:
        return cls(**{name: self.value(_hints(cls)[name], v) for name, v in told.items()})

    def value(self, hint: Any, told: Any) -> Any:
        origin = get_origin(hint)
        if told is None or origin is Literal:
            return told
        if origin in (Union, types.UnionType):
            return self.value(next(a for a in get_args(hint) if a is not type(None)), told)
        if origin is tuple:
            return tuple(self.value(get_args(hint)[0], v) for v in told)
        if hint is dt.date:
            return dt.date.fromisoformat(told)
        if hint is Quote:
            return Quote(self.documents[told[0]], *told[1:])
        if hint is Place:
            return self.places[told]
        return self.fields(hint, told) if isinstance(hint, type) and is_dataclass(hint) else told
