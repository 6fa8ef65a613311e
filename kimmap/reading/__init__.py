"""Folders, files and standard input → documents.

``read`` is the only door: it loads the sources, takes the articles out of whatever format they come in,
tells the parts of each from each other, finds its title, publisher and date, and marks the sentences that
documents copied from one another.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
from .parallel import Job, OnProgress, Result, read_all
from .portions import Portions, weight
from .roles import assign_roles
from .sources import load

MOST_ARTICLES = 20_000
"""Of one table, mailbox or archive."""
_MEAN_LENGTH = 300
"""Characters of an article where there are so many, by which the text of all sources is limited."""
_MOST_PROBLEMS = 20
"""Lines about one file; a table can have as many damaged rows as there are rows."""
_OFTEN = 500
"""Articles of one file between two words about them."""

__all__ = ["DescribedDocument", "Told", "read"]


@dataclass(frozen=True, slots=True)
class _Limits:
    """What holds for every file: which columns of a table mean what, and how many articles are read."""

    columns: Mapping[str, str]
    most: int

    @property
    def characters(self) -> int:
        """How much text is read of one file, however few articles it is in."""
        return _MEAN_LENGTH * max(self.most, MOST_ARTICLES)


_logger = logging.getLogger(__name__)


def read(
    *sources: str | Path | Iterable[str | Path],
    on_problem: Callable[[UnreadableSource], None] | None = None,
    on_progress: Callable[[float, str], None] | None = None,
    columns: Mapping[str, str] | None = None,
    workers: int | None = 1,
    most: int = MOST_ARTICLES,
) -> tuple[Document, ...]:
    """Reads folders (with all below them), files and "-", standard input, as documents: one by one, or in a list.

    Text in any encoding, saved pages (HTML, MHTML), Markdown, PDF, DOCX, ODT, e-mails and mailboxes, RSS and
    Atom, WARC and WACZ, tables of articles (JSON, JSON Lines, CSV, Parquet), and ZIP files of all these.  The
    order is that of ``sources``, within a folder by name; a file reached twice is read once.  The documents
    are ``DescribedDocument``: they also say where their title, date … were found.

    A source that cannot be read is given to ``on_problem`` (else logged as a warning) and the others are
    still read.  ``on_progress`` is called with the share done (0 … 1) and the source at hand.  ``columns`` says
    which column of a table holds the text, title, date …: ``{"text": "Body"}``; left out, it is guessed.

    Of one table, mailbox, feed or archive, ``most`` articles are read, and the rest is given to ``on_problem`` as
    left out; the same for text of one file beyond 6 million characters (300 an article where more are allowed), or
    of all sources beyond 24 million.

    ``workers`` processes share the work where there are many files, None for one a processor; the documents are
    the same.  More than one needs a program with the usual ``if __name__ == "__main__":``, since each process
    imports it.

    Raises:
        UnreadableSource: the only source given is a file that cannot be read.
        NoSources: nothing was given, nothing was found, or nothing of it could be read.
        TypeError: what is given is no name of a folder or file.
        WrongSettings: an empty name, a column for what kimmap does not know, or one that a table does not have.
    """
    problems: list[UnreadableSource] = []

    def note(problem: UnreadableSource) -> None:
        problems.append(problem)
        if not is_only_file:
            (on_problem or _log)(problem)

    named = tuple(_named(sources))
    is_only_file = len(named) == 1 and not Path(named[0]).is_dir()
    given_columns = _checked(columns or {})
    if workers is not None and workers < 1:
        raise WrongSettings("reading takes one process at least: workers=1")
    if most < 1:
        raise WrongSettings("no article at all of a file: read one at least, most=1")
    show = on_progress or (lambda _share, _what: None)
    try:
        documents = tuple(_documents(named, note, _Limits(given_columns, most), show, workers))
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


def _named(sources: Iterable[Any]) -> Iterator[str | Path]:
    for source in sources:
        if isinstance(source, str):
            yield source
        elif isinstance(source, os.PathLike):
            yield Path(source)
        elif isinstance(source, Iterable) and not isinstance(source, bytes):
            yield from _named(source)
        else:
            raise TypeError(f"read takes folders and files by name, not {source!r:.60}")


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
    limits: _Limits,
    on_progress: OnProgress,
    workers: int | None,
) -> Iterator[Document]:
    overrides, portions = Overrides(note), Portions(limits.characters)

    def jobs() -> Iterator[Job]:
        for file, share in load(sources, note):
            if workers == 1:
                on_progress(share, file.name)
            yield Job(file, overrides.of(file), share, portions.of(file))

    for job, result in read_all(jobs(), functools.partial(_read_one, limits), workers, on_progress):
        if workers != 1:
            on_progress(job.share, job.source.name)
        for problem in result.problems:
            note(problem)
        yield from portions.take(job.source, result.documents, result.has_more)
    if left_out := portions.problem(limits.most):
        note(left_out)


def _read_one(limits: _Limits, job: Job, on_progress: OnProgress | None = None) -> Result:
    """The documents in one file, of a long one as many as are read of one file."""
    problems: list[UnreadableSource] = []
    unshown = 0

    def note(problem: UnreadableSource) -> None:
        nonlocal unshown
        if len(problems) < _MOST_PROBLEMS:
            # Only its words: with its traceback the file's content would stay in memory.
            problems.append(UnreadableSource(str(problem), setting=problem.setting))
        else:
            unshown += 1

    if job.room == 0:
        return Result((), (), has_more=True)
    documents: list[Document] = []
    file, given = job.source, job.given
    room, has_more = job.room, False
    try:
        for article in articles_in(file.name, file.content(), file.suffix, Context(note, limits.columns)):
            if len(documents) == limits.most:
                problems.append(_too_many(file.name, len(documents)))
                break
            room -= weight(article.text)
            if room < 0:
                has_more = True
                break
            documents.append(_document(article.told_also(given) if given.told else article, file.path))
            if on_progress is not None and len(documents) % _OFTEN == 0:
                on_progress(job.share, f"{file.name}: {len(documents):,} articles")
    except UnreadableSource as problem:
        note(problem)
    if unshown:
        more = f"{file.name} has {unshown:,} more parts that cannot be read: see what ails the first {_MOST_PROBLEMS}"
        problems.append(UnreadableSource(more))
    return Result(tuple(documents), tuple(problems), has_more)


def _too_many(name: str, read: int) -> UnreadableSource:
    return UnreadableSource(
        f"{name} from its article {read + 1:,} on, more than is read of one file: "
        "give the articles of the trip, split it, or allow more",
        setting="most",
    )


def _document(article: Article, path: Path | None) -> Document:
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
        path=path,
        told=head.told,
        modified=head.modified,
        sha256=hashlib.sha256(article.data).hexdigest(),
    )
