"""``kimmap annotate``: places and dates of many short documents, as JSON lines."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import click

from kimmap.cli.console import json_text, progress_bar
from kimmap.cli.output import OutputPath, spare
from kimmap.dates import find_dates
from kimmap.errors import UnreadableSource
from kimmap.model import DateMention, Document, PlaceMention, Resolution
from kimmap.outputs.files import replacing

if TYPE_CHECKING:
    from kimmap.gazetteer import Gazetteer

What = Literal["places", "dates"]
Record = dict[str, Any]
Answer = dict[str, Any]

_BATCH = 32
"""Documents that one process takes at a time."""


@click.command(name="annotate", short_help="Places and dates of many documents, as data.")
@click.argument("source", metavar="INPUT", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    type=OutputPath(),
    required=True,
    help="JSON lines file to write; - for standard output. One folder that is missing is made for it, not several.",
)
@click.option("--only", type=click.Choice(["places", "dates"]), help="Leave the other out.")
@click.option("--collection", is_flag=True, help="Let the documents help each other: all tell of one journey.")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Processes; by default one for each core.")
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def annotate_command(
    source: Path, output: Path, only: What | None, collection: bool, jobs: int | None, quiet: bool
) -> None:
    """Find the places and dates in the documents of INPUT, a file of JSON lines (- for standard input).

    \b
    kimmap annotate articles.jsonl -o found.jsonl
    kimmap annotate articles.jsonl -o found.jsonl --only dates

    \b
    Each line is a document:
      {"doc_id": "a1", "text": "He left Boston on Sunday.", "date": "2025-09-20"}
    date is the day of publication, or null. Where "spans": [[8, 14]] is given, exactly those are resolved
    as places and none is looked for.

    \b
    OUT has a line for each document, in the same order, offsets in code points of the text:
      {"doc_id": "a1",
       "places": [{"start": 8, "end": 14, "text": "Boston", "lat": 42.36, "lon": -71.06, "geonames_id": 4930956}],
       "dates":  [{"start": 18, "end": 24, "text": "Sunday", "type": "DATE", "value": "2025-09-14"}]}

    Values of dates are TIMEX3 (ISO 8601, X where a digit is not known).
    """
    spare(output, [str(source)])
    wanted: tuple[What, ...] = (only,) if only else ("places", "dates")
    with _lines_of(source) as lines, _written(output) as write, progress_bar(quiet) as show:
        records = _read_records(lines, str(source))
        answers = (
            annotate_batch(list(records), wanted, together=True) if collection else _annotate(records, wanted, jobs)
        )
        for done, answer in enumerate(answers, 1):
            write(answer)
            if done % _BATCH == 0:
                show(None, f"{done} documents")


# ------------------------------------------------------------------------------------------- reading


@contextmanager
def _lines_of(source: Path) -> Iterator[Iterable[bytes]]:
    if str(source) == "-":
        if sys.stdin is None:
            raise UnreadableSource("standard input is closed: give it documents, or name a file of JSON lines")
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise UnreadableSource(f"{source}: {error.strerror or error}: give a file of JSON lines") from error
    with stream:
        yield stream


def _read_records(lines: Iterable[bytes], name: str) -> Iterator[Record]:
    """The documents, checked one by one.

    Raises
    ------
    UnreadableSource
        A line is no document; the message says which and why.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            reason = "not UTF-8" if isinstance(error, UnicodeDecodeError) else f"not JSON ({error})"
            raise UnreadableSource(f"{name}, line {number}: {reason}; every line is one JSON object") from error
        problem = _problem_with(record)
        if problem:
            raise UnreadableSource(f"{name}, line {number}: {problem}")
        yield record


def _problem_with(record: Any) -> str | None:
    """What is wrong with a document, None when nothing is."""
    if not isinstance(record, dict):
        return "not a JSON object: every line is one document"
    if not isinstance(record.get("doc_id"), str | int) or record["doc_id"] == "":
        return '"doc_id" is missing: give each document a name'
    if not isinstance(record.get("text"), str):
        return '"text" is missing or no string'
    if any("\ud800" <= c <= "\udfff" for c in record["text"]):
        return '"text" holds half of a surrogate pair: write it as UTF-8'
    if record.get("date") is not None and _day(record["date"]) is None:
        return f'"date" is {json.dumps(record["date"])}: write YYYY-MM-DD, or null'
    spans = record.get("spans")
    if spans is not None and not _are_spans(spans, record["text"]):
        return '"spans" has to be a list of [start, end] in the text, none of them blank'
    return None


def _are_spans(spans: Any, text: str) -> bool:
    return isinstance(spans, list) and all(
        isinstance(s, list)
        and len(s) == 2
        and all(type(n) is int for n in s)
        and 0 <= s[0] < s[1] <= len(text)
        and bool(text[s[0] : s[1]].strip())
        for s in spans
    )


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        return None


# ------------------------------------------------------------------------------------------- writing


@contextmanager
def _written(output: Path) -> Iterator[Callable[[Answer], None]]:
    """What writes an answer down as a line; a file takes its name only when all is written."""
    if str(output) == "-":
        yield lambda answer: click.echo(json_text(answer))
        return
    with replacing(output) as stream:
        yield lambda answer: _write_line(stream, answer)


def _write_line(stream: BinaryIO, answer: Answer) -> None:
    stream.write(json.dumps(answer, ensure_ascii=False).encode("utf-8") + b"\n")


# ---------------------------------------------------------------------------------------- annotating


def _annotate(records: Iterable[Record], wanted: tuple[What, ...], jobs: int | None) -> Iterator[Answer]:
    """Each document by itself, in several processes once there are enough of them."""
    batches = _in_batches(records)
    first = list(islice(batches, 2))
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(first) < 2:
        for batch in chain(first, batches):
            yield from annotate_batch(batch, wanted)
        return
    with ProcessPoolExecutor(jobs, initializer=_leave_interrupts_to_parent) as pool:
        waiting = deque(pool.submit(annotate_batch, batch, wanted) for batch in first)
        while waiting:
            # A few batches ahead of the workers, never the whole input.
            while len(waiting) < 2 * jobs and (more := next(batches, None)):
                waiting.append(pool.submit(annotate_batch, more, wanted))
            yield from waiting.popleft().result()


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_batches(records: Iterable[Record]) -> Iterator[list[Record]]:
    source = iter(records)
    while batch := list(islice(source, _BATCH)):
        yield batch


def annotate_batch(records: Sequence[Record], wanted: tuple[What, ...], *, together: bool = False) -> list[Answer]:
    """What is found in each document; ``together`` they are one collection, in which one helps another."""
    documents = [Document(str(r["doc_id"]), r["text"], published=_day(r.get("date"))) for r in records]
    groups = [documents] if together else [[document] for document in documents]
    answers: list[Answer] = [{"doc_id": r["doc_id"]} for r in records]
    if "places" in wanted:
        spans = {id(d): r["spans"] for d, r in zip(documents, records, strict=True) if r.get("spans") is not None}
        found = _places_in(documents, spans, together=together)
        for document, answer in zip(documents, answers, strict=True):
            answer["places"] = [_place_data(r) for r in found if r.mention.quote.document is document]
    if "dates" in wanted:
        dates = [date for group in groups for date in find_dates(group, ranges=False)]
        of_document: dict[int, list[Answer]] = {id(d): [] for d in documents}
        for date in dates:
            of_document[id(date.quote.document)].append(_date_data(date))
        for document, answer in zip(documents, answers, strict=True):
            answer["dates"] = of_document[id(document)]
    return answers


def _places_in(
    documents: Sequence[Document], spans: dict[int, list[list[int]]], *, together: bool
) -> tuple[Resolution, ...]:
    """The places of all documents; those of a document in ``spans`` (by its identity) are given, not looked for."""
    # Grammar and gazetteer take seconds to load: only where places are wanted.
    from kimmap.language import analyse_documents
    from kimmap.places import find_places, mentions_at, resolve_places

    gazetteer = _gazetteer()
    resolved: list[Resolution] = []
    analyses = analyse_documents(documents)
    for group in [analyses] if together else [(analysis,) for analysis in analyses]:
        mentions: list[PlaceMention] = []
        for analysis in group:
            given = spans.get(id(analysis.document))
            if given is None:
                found = find_places((analysis,), gazetteer)
                mentions += [m for m in found if m.reference != "description"]  # "the capital", "there" name no place
            else:
                mentions += mentions_at(analysis, [(start, end) for start, end in given])
        resolved += resolve_places(tuple(mentions), group, gazetteer)
    return tuple(resolved)


@cache
def _gazetteer() -> Gazetteer:
    from kimmap.gazetteer import open_gazetteer

    return open_gazetteer()


def _place_data(resolution: Resolution) -> Answer:
    quote, place = resolution.mention.quote, resolution.place
    number = place.id.removeprefix("geonames:") if place else ""
    return {
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames_id": int(number) if number.isdigit() else None,
    }


def _date_data(date: DateMention) -> Answer:
    quote = date.quote
    return {"start": quote.start, "end": quote.end, "text": quote.text, "type": date.type, "value": date.value}
