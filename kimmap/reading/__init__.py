"""Folders, files and standard input → documents.

``read`` is the only door: it loads the sources, decodes them, tells the parts of each document from each
other, finds its title, publisher and date, and marks the sentences that documents copied from one another.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ..errors import NoSources, UnreadableSource
from ..model import Block, Document
from .blocks import make_blocks
from .copies import mark_copies
from .encoding import decode
from .fields import read_fields
from .heads import read_head
from .roles import assign_roles
from .segments import segment
from .sources import Source, load
from .webpage import Metadata, parse_page

__all__ = ["read"]

_logger = logging.getLogger(__name__)
_MARKUP_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_MARKUP_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def read(*sources: str | Path, on_problem: Callable[[UnreadableSource], None] | None = None) -> tuple[Document, ...]:
    """Reads folders (with all below them), files and "-", standard input, as documents.

    The order is that of ``sources``, within a folder by name; a file reached twice is read once.
    A source that cannot be read is given to ``on_problem`` (else logged as a warning) and the others
    are still read.

    Raises:
        UnreadableSource: the only source given is a file that cannot be read.
        NoSources: nothing was given, nothing was found, or nothing of it could be read.
    """
    problems: list[UnreadableSource] = []

    def note(problem: UnreadableSource) -> None:
        problems.append(problem)
        if not is_only_file:
            (on_problem or _log)(problem)

    is_only_file = len(sources) == 1 and not Path(sources[0]).is_dir()
    try:
        documents = tuple(_documents(load(sources, note), note))
    except NoSources:
        if is_only_file and problems:
            raise problems[0] from None
        raise
    if not documents:
        if is_only_file:
            raise problems[0]
        raise NoSources(f"none of {len(problems)} sources could be read; the first: {problems[0]}")
    return mark_copies(documents)


def _log(problem: UnreadableSource) -> None:
    _logger.warning("%s", problem)


def _documents(files: Iterator[Source], note: Callable[[UnreadableSource], None]) -> Iterator[Document]:
    for file in files:
        try:
            yield _read_one(file)
        except UnreadableSource as problem:
            note(problem)


def _read_one(file: Source) -> Document:
    is_markup = file.suffix in _MARKUP_SUFFIXES or _MARKUP_START.match(file.data) is not None
    text = decode(file.data, file.name, is_markup)
    metadata = Metadata()
    if is_markup:
        text, segments, metadata = parse_page(text)
        if not segments:
            raise UnreadableSource(f"{file.name} shows no text without scripts: save the article's text and give that")
    else:
        segments, metadata = read_fields(segment(text))
    blocks: tuple[Block, ...] = make_blocks(segments, assign_roles(segments))
    head = read_head(text, blocks, file.name, metadata)
    return Document(
        name=file.name,
        text=text,
        url=head.url,
        title=head.title,
        publisher=head.publisher,
        author=head.author,
        published=head.published,
        published_span=head.published_span,
        language=(metadata.language or "en").split("-")[0].lower(),
        blocks=blocks,
    )
