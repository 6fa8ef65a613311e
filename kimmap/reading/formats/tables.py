"""JSON Lines, JSON, CSV and Parquet: tables of articles, one a row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from ...errors import UnreadableSource, WrongSettings
from ..articles import MOST_BYTES, MOST_PARTS, Article, from_pieces, from_string, looks_like_fragment
from ..encoding import decode
from ..metadata import Field, Metadata, collect, field_of
from ..segments import Hint
from . import Context
from .channels import rows_of_channel
from .openings import lines_of

_TEXT_COLUMNS = (
    "text", "body", "content", "article", "article_text", "articletext", "article_body", "articlebody", "maintext",
    "main_text", "full_text", "fulltext", "story", "html", "raw_text", "cleaned_text", "plain_text", "content_text",
    "document", "transcript", "description", "summary", "abstract",
)  # fmt: skip
_LIST_KEYS = ("articles", "items", "documents", "docs", "results", "entries", "data", "stories", "hits", "records")
_PROSE_CHARACTERS = 160
"""Mean length from which a column of no known name is taken for the text."""
_LOOKED_AT = 50
_MOST_BYTES = 96 * 2**20
"""Of one JSON value, which is taken apart as a whole."""
_MOST_VALUES = 5_000_000
"""Of the parts of such a value, each of which takes a hundred bytes of memory."""

_MOST_DAMAGED = 100_000
"""Lines that are no rows, after which a file of few rows is not read on."""

Row = Mapping[str, Any]


def read_json(name: str, data: bytes, context: Context) -> Iterator[Article]:
    """JSON Lines, or one JSON value: a list of articles, an object that holds one, or one article."""
    lines = _lines_of_rows(lines_of(data, name))
    if lines is not None:
        return _articles(name, _rows_of_lines(name, lines, context), context)
    text = decode(_checked(data, name), name)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return _articles(name, _rows_of_lines(name, iter(text.splitlines()), context), context)
    return _articles(name, _rows_of(value), context)


def _lines_of_rows(opened: Iterator[str]) -> Iterator[str] | None:
    """The lines where the first one is a JSON object of its own and more follow: such a file may be of any length."""
    blank: list[str] = []
    for first in opened:
        if first.strip():
            break
        blank.append(first)
    else:
        return None
    second = next((line for line in opened if line.strip()), None) if _is_object(first) else None
    return None if second is None else chain(blank, [first, second], opened)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _rows_of_lines(name: str, lines: Iterator[str], context: Context) -> Iterator[Row]:
    rows = damaged = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if damaged > _MOST_DAMAGED and damaged > rows:
            context.note(
                UnreadableSource(f"{name} from its line {number:,} on: most of it is no JSON, so mend it first")
            )
            return
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if isinstance(row, dict):
            rows += 1
            yield row
        else:
            damaged += 1
            context.note(UnreadableSource(f"{name}, line {number}, is no JSON object: mend or delete the line"))


def _checked(data: bytes, name: str) -> bytes:
    """The bytes of a table that fits the memory when it is taken apart."""
    if len(data) > _MOST_BYTES or data.count(b",") + data.count(b":") > _MOST_VALUES:
        raise UnreadableSource(
            f"{name} is too large for one JSON value ({len(data) // 2**20} MB): save it as JSON Lines, or split it"
        )
    return data


def _rows_of(value: Any) -> list[Row]:
    channel = rows_of_channel(value)
    if channel is not None:
        return list(channel)
    if isinstance(value, dict):
        held = next((value[key] for key in _LIST_KEYS if isinstance(value.get(key), list)), None)
        value = [value] if held is None else held
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def read_csv(name: str, data: bytes, context: Context) -> Iterator[Article]:
    """CSV with any of the usual delimiters; a table without a column of text is one document, row by row."""
    opened = lines_of(data, name)
    csv.field_size_limit(min(sys.maxsize, MOST_BYTES))
    over, opened = _lines_over(opened)
    first = next(opened, "")
    delimiter = max(",;\t|", key=first.count)
    rows = csv.reader(chain([first], opened), delimiter=delimiter)
    shown = list(islice(rows, _LOOKED_AT + 1))
    head = [cell.strip() for cell in shown[0]]
    sample = [dict(zip(head, row, strict=False)) for row in shown[1:]]
    if sample and not over and (context.columns or (_text_column(sample) is not None and not _is_track(sample))):
        return _articles(name, chain(sample, (dict(zip(head, row, strict=False)) for row in rows)), context)
    titles: Iterator[tuple[str, Hint]] = ((line.strip().strip('"' + delimiter), "title") for line in over)
    pieces: Iterator[tuple[str, Hint]] = (("\t".join(row), "table") for row in _few(chain(shown, rows), name, head))
    return iter([from_pieces(name, chain(titles, pieces), data)])


def _lines_over(opened: Iterator[str]) -> tuple[list[str], Iterator[str]]:
    """What a table says of itself before its headings, at most two lines without a delimiter, and the rest."""
    over: list[str] = []
    for line in opened:
        if len(over) < _MOST_OVER and _TELLS_OF_TABLE.fullmatch(line.strip()):
            over.append(line)
        elif max(map(line.count, ",;\t|")) >= _FEWEST_PARTED:
            return [each for each in over if each.strip()], chain([line], opened)
        else:
            return [], chain(over, [line], opened)
    return [], iter(over)


_FEWEST_PARTED = 2
_MOST_OVER = 2
_TELLS_OF_TABLE = re.compile(r"[^,;\t|]*[,;]*")


def _few(rows: Iterable[list[str]], name: str, head: Sequence[str]) -> Iterator[list[str]]:
    """The rows of a table that is one document; raises ``UnreadableSource`` for more than any text has."""
    for number, row in enumerate(rows):
        if number >= MOST_PARTS:
            raise UnreadableSource(
                f"{name} is no table of articles (columns: {', '.join(head[:20])}) and has far more lines than "
                "any text: name the column that holds the text, or give a part of it"
            )
        yield row


def read_parquet(name: str, data: bytes, context: Context) -> Iterator[Article]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise UnreadableSource(f"{name} needs a library to be read: pip install pyarrow") from None
    table = parquet.ParquetFile(io.BytesIO(data))
    rows = (row for batch in table.iter_batches(batch_size=64) for row in batch.to_pylist())
    return _articles(name, rows, context)


def _articles(name: str, table: Iterable[Row], context: Context) -> Iterator[Article]:
    rows = iter(table)
    sample = list(islice(rows, _LOOKED_AT))
    columns = _columns(name, sample, context.columns)
    found = 0
    for number, row in enumerate(chain(sample, rows), 1):
        text = row.get(columns["text"])
        if not isinstance(text, str) or not text.strip():
            continue
        try:
            yield from_string(f"{name}#{number}", text, None, looks_like_fragment(text), _metadata(row, columns))
            found += 1
        except UnreadableSource as problem:
            context.note(problem)
    if not found:
        raise UnreadableSource(f"{name} holds no texts in its column “{columns['text']}”: name another one")


def _columns(name: str, sample: list[Row], chosen: Mapping[str, str]) -> dict[str, str]:
    """Field → column: as chosen, or else by its name; "text" by its name or because prose is in it."""
    known = list(dict.fromkeys(str(key) for row in sample for key in row))
    for column in chosen.values():
        if column not in known:
            raise WrongSettings(f"{name} has no column “{column}”: it has {', '.join(known[:20]) or 'none at all'}")
    text = chosen.get("text") or _text_column(sample)
    if text is None:
        listed = f" (columns: {', '.join(known[:20])})" if known else ""
        raise UnreadableSource(f"{name} is no table of articles{listed}: name the column that holds the text")
    guessed: dict[str, str] = {field: key for key in reversed(known) if key != text and (field := field_of(key))}
    return {**guessed, **{k: v for k, v in chosen.items() if k != "text"}, "text": text}


def _text_column(sample: Sequence[Row]) -> str | None:
    known = list(dict.fromkeys(str(key) for row in sample for key in row))
    size = {key: sum(len(v) for row in sample if isinstance(v := row.get(key), str)) for key in known}
    by_name = {key.casefold().strip().replace(" ", "_").replace("-", "_"): key for key in reversed(known)}
    named = [by_name[n] for n in _TEXT_COLUMNS if n in by_name and size[by_name[n]]]
    if named:
        return named[0]
    longest = max(known, key=lambda key: size[key], default=None)
    return longest if longest is not None and size[longest] >= _PROSE_CHARACTERS * len(sample) else None


def _is_track(sample: Sequence[Row]) -> bool:
    """Whether a table has positions with a word on each: a tracker's messages or a ship's log, and no articles."""
    columns = {str(key).casefold().strip() for row in sample for key in row}
    text = _text_column(sample)
    length = sum(len(v) for row in sample if isinstance(v := row.get(text or ""), str))
    return bool(columns & _LATITUDES and columns & _LONGITUDES) and length < _PROSE_CHARACTERS * len(sample)


_LATITUDES = frozenset({"lat", "latitude", "lat."})
_LONGITUDES = frozenset({"lon", "long", "lng", "longitude", "lon."})


def _metadata(row: Row, columns: Mapping[str, str]) -> Metadata:
    names: list[Field] = [f for f in columns if f != "text"]  # type: ignore[misc]
    return collect(
        [(name, _in_words(row.get(columns[name]), name), f"column “{columns[name]}”") for name in names], given=True
    )


def _in_words(value: Any, name: Field) -> str | None:
    if name in ("published", "modified") and isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of(value)
    if name == "published" and isinstance(value, str) and (stamp := _STAMP.fullmatch(value.strip())):
        return f"{stamp['d']} {stamp['m']} {stamp['y']}"
    if isinstance(value, dict):
        return _in_words(value.get("name") or value.get("title"), name)
    if isinstance(value, list):
        return ", ".join(filter(None, (_in_words(v, name) for v in value[:20])))
    return None if value is None or value != value else str(value)


_STAMP = re.compile(
    r"[A-Z][a-z]{2} (?P<m>[A-Z][a-z]{2}) (?P<d>\d{1,2}) [\d:]{5,8} (?:[+-]\d{4}|[A-Z]{3,4}) (?P<y>\d{4})"
)
"""How Unix and some networks write a time: "Wed Aug 27 13:08:45 +0000 2008"."""


def _day_of(number: float) -> str | None:
    """The day of a Unix time in seconds or milliseconds, or of a number such as 20240131."""
    if 10_000_000 <= number < 100_000_000 and number == int(number):
        digits = str(int(number))
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    seconds = number / 1000 if number > 1e11 else number
    try:
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
    except (OverflowError, OSError, ValueError):
        return None
