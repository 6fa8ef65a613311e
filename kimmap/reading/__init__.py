"""Folders, files and standard input → documents.

``read`` is the only door: it loads the sources, takes the articles out of whatever format they come in,
tells the parts of each from each other, finds its title, publisher and date, and marks the sentences that
documents copied from one another.
"""

from __future__ import annotations

import functools
import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from ..errors import NoSources, UnreadableSource, WrongSettings
from ..model import Block, Document
from .articles import Article
from .blocks import make_blocks
from .copies import mark_copies
from .datelines import complete_dates
from .formats import Context, articles_in
from .heads import read_head
from .metadata import DescribedDocument, Told, field_of
from .overrides import Overrides
from .parallel import Job, Result, read_all
from .roles import assign_roles
from .sources import load

__all__ = ["DescribedDocument", "Told", "read"]

_logger = logging.getLogger(__name__)


def read(
    *sources: str | Path,
    on_problem: Callable[[UnreadableSource], None] | None = None,
    on_progress: Callable[[float, str], None] | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int | None = 1,
) -> tuple[Document, ...]:
    """Reads folders (with all below them), files and "-", standard input, as documents.

    Text in any encoding, saved pages (HTML, MHTML), Markdown, PDF, DOCX, ODT, e-mails and mailboxes, RSS and
    Atom, WARC and WACZ, tables of articles (JSON, JSON Lines, CSV, Parquet), and ZIP files of all these.  The
    order is that of ``sources``, within a folder by name; a file reached twice is read once.  The documents
    are ``DescribedDocument``: they also say where their title, date … were found.

    A source that cannot be read is given to ``on_problem`` (else logged as a warning) and the others are
    still read.  ``on_progress`` is called with the share done (0 … 1) and the source at hand.  ``columns`` says
    which column of a table holds the text, title, date …: ``{"text": "Body"}``; left out, it is guessed.

    ``workers`` processes share the work where there are many files, None for one a processor; the documents are
    the same.  More than one needs a program with the usual ``if __name__ == "__main__":``, since each process
    imports it.

    Raises:
        UnreadableSource: the only source given is a file that cannot be read.
        NoSources: nothing was given, nothing was found, or nothing of it could be read.
        WrongSettings: a column for what kimmap does not know, or one that a table does not have.
    """
    problems: list[UnreadableSource] = []

    def note(problem: UnreadableSource) -> None:
        problems.append(problem)
        if not is_only_file:
            (on_problem or _log)(problem)

    is_only_file = len(sources) == 1 and not Path(sources[0]).is_dir()
    given_columns = _checked(columns or {})
    if workers is not None and workers < 1:
        raise WrongSettings("reading takes one process at least: workers=1")
    show = on_progress or (lambda _share, _what: None)
    try:
        documents = tuple(_documents(sources, note, given_columns, show, workers))
    except NoSources:
        if is_only_file and problems:
            raise problems[0] from None
        raise
    if not documents:
        if is_only_file:
            raise problems[0]
        raise NoSources(f"none of {len(problems)} sources could be read; the first: {problems[0]}")
    if is_only_file:
        # Parts of an archive or table that could not be read; the file as a whole could.
        for problem in problems:
            (on_problem or _log)(problem)
    return mark_copies(complete_dates(documents))


def _log(problem: UnreadableSource) -> None:
    _logger.warning("%s", problem)


def _checked(columns: Mapping[str, str]) -> dict[str, str]:
    """The columns under the names of fields; raises ``WrongSettings`` for what is no field."""
    named = {key: "text" if key == "text" else field_of(key) for key in columns}
    unknown = next((key for key, field in named.items() if field is None), None)
    if unknown is not None:
        raise WrongSettings(
            f"“{unknown}” is nothing a column can be for: use text, title, date, publisher, author, url"
        )
    return {str(named[key]): column for key, column in columns.items()}


def _documents(
    sources: tuple[str | Path, ...],
    note: Callable[[UnreadableSource], None],
    columns: Mapping[str, str],
    on_progress: Callable[[float, str], None],
    workers: int | None,
) -> Iterator[Document]:
    overrides = Overrides(note)

    def jobs() -> Iterator[Job]:
        for file, share in load(sources, note):
            if workers == 1:
                on_progress(share, file.name)
            yield Job(file, overrides.of(file), share)

    for job, result in read_all(jobs(), functools.partial(_read_one, columns), workers):
        if workers != 1:
            on_progress(job.share, job.source.name)
        for problem in result.problems:
            note(problem)
        yield from result.documents


def _read_one(columns: Mapping[str, str], job: Job) -> Result:
    """The documents in one file."""
    problems: list[UnreadableSource] = []

    def note(problem: UnreadableSource) -> None:
        # Only its words: with its traceback the file's content would stay in memory.
        problems.append(UnreadableSource(str(problem)))

    documents: list[Document] = []
    file, given = job.source, job.given
    try:
        articles = articles_in(file.name, file.data, file.suffix, Context(note, columns))
        documents.extend(_document(article.told_also(given) if given.told else article) for article in articles)
    except UnreadableSource as problem:
        note(problem)
    return Result(tuple(documents), tuple(problems))


def _document(article: Article) -> Document:
    blocks: tuple[Block, ...] = make_blocks(article.segments, assign_roles(article.segments))
    head = read_head(article.text, blocks, article.name, article.metadata)
    return DescribedDocument(
        name=article.name,
        text=article.text,
        url=head.url,
        title=head.title,
        publisher=head.publisher,
        author=head.author,
        published=head.published,
        published_span=head.published_span,
        language=(head.language or "en").replace("_", "-").split("-")[0].lower(),
        blocks=blocks,
        told=head.told,
        modified=head.modified,
        sha256=hashlib.sha256(article.data).hexdigest(),
    )
