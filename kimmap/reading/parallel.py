"""Many files are read by several processes, in the order in which they were given.

A file that stops its process (its parser takes all memory) is left out like any that cannot be read.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from itertools import chain

from ..errors import UnreadableSource
from ..model import Document
from .metadata import Metadata
from .sources import Source

FEW_FILES, FEW_BYTES = 16, 6 * 2**20
"""Up to so many files, and so many bytes in them, starting processes takes longer than it saves."""
_CHUNK_BYTES, _CHUNK_FILES = 512 * 2**10, 16
_AHEAD = 3
"""Chunks that wait for each process: more would only hold memory."""
_AHEAD_BYTES = 64 * 2**20
"""Bytes of the files that are read or wait at one time, unless it is one alone."""


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, what is said of it beside it, and the share of files before it (0 … 1)."""

    source: Source
    given: Metadata
    share: float
    room: int = sys.maxsize
    """Characters of text beyond which no more articles are taken out of it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of a file: its documents, and in order what could not be read."""

    documents: tuple[Document, ...]
    problems: tuple[UnreadableSource, ...] = ()
    has_more: bool = False
    """Whether articles were left in it for want of room."""
    is_own: bool = False
    """Whether it is one that kimmap wrote, and no source."""


OnProgress = Callable[[float, str], None]
ReadOne = Callable[..., Result]
"""Reads a ``Job``, tells of long ones to ``on_progress``; at the top of a module, for other processes to find it."""


def processors() -> int:
    """How many processes can work at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_all(
    jobs: Iterable[Job], read_one: ReadOne, workers: int | None, on_progress: OnProgress | None = None
) -> Iterator[tuple[Job, Result]]:
    """Each file with what came out of it, in order; ``workers`` processes do it, as many as there are for None.

    ``on_progress`` is handed to ``read_one`` where this process reads the files itself.
    """
    count = processors() if workers is None else workers
    jobs = iter(jobs)
    first = _first_few(jobs) if count > 1 else []
    if count > 1 and _are_many(first):
        pool = _Pool(read_one, count)
        try:
            yield from pool.run(_chunks(chain(first, jobs)))
        finally:
            pool.close()
    else:
        here = read_one if on_progress is None else functools.partial(read_one, on_progress=on_progress)
        yield from ((job, here(job)) for job in chain(first, jobs))


def _first_few(jobs: Iterator[Job]) -> list[Job]:
    """As many files as it takes to see that they are more than a few, or all."""
    found: list[Job] = []
    for job in jobs:
        found.append(job)
        if _are_many(found):
            break
    return found


def _are_many(jobs: Sequence[Job]) -> bool:
    return len(jobs) > FEW_FILES and _size(jobs) > FEW_BYTES


def _size(jobs: Sequence[Job]) -> int:
    return sum(job.source.size for job in jobs)


def _chunks(jobs: Iterable[Job]) -> Iterator[list[Job]]:
    chunk: list[Job] = []
    size = 0
    for job in jobs:
        chunk.append(job)
        size += job.source.size
        if size >= _CHUNK_BYTES or len(chunk) >= _CHUNK_FILES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


@dataclass(slots=True)
class _Pool:
    """Processes that are started anew when a file has stopped one.

    Each has an executor of its own, which takes turns: one that starts a second process just as the first dies waits
    for it forever (Python up to 3.11).
    """

    read_one: ReadOne
    count: int
    waiting: deque[tuple[list[Job], Future[list[Result]]]] = field(default_factory=deque)
    executors: list[ProcessPoolExecutor] = field(default_factory=list)
    turn: int = 0

    def run(self, chunks: Iterable[list[Job]]) -> Iterator[tuple[Job, Result]]:
        for chunk in chunks:
            while self.waiting and _size(chunk) + sum(_size(others) for others, _ in self.waiting) > _AHEAD_BYTES:
                yield from self._next()
            self.waiting.append((chunk, self._submit(chunk)))
            if len(self.waiting) >= self.count * _AHEAD:
                yield from self._next()
        while self.waiting:
            yield from self._next()

    def close(self) -> None:
        for executor in self.executors:
            executor.shutdown(wait=True, cancel_futures=True)
        self.executors = []

    def _submit(self, chunk: list[Job]) -> Future[list[Result]]:
        if not self.executors:
            # Not forked: libraries that run threads do not survive that.
            context = multiprocessing.get_context("spawn")
            self.executors = [ProcessPoolExecutor(1, context, _leave_interrupts_to_parent) for _ in range(self.count)]
        self.turn = (self.turn + 1) % self.count
        try:
            return self.executors[self.turn].submit(_read_chunk, self.read_one, chunk)
        except BrokenProcessPool as broken:
            # A file that waits has stopped its process since: this chunk is read again with those that went down.
            lost: Future[list[Result]] = Future()
            lost.set_exception(broken)
            return lost

    def _next(self) -> Iterator[tuple[Job, Result]]:
        chunk, future = self.waiting.popleft()
        try:
            results = future.result()
        except BrokenProcessPool:
            self.close()
            results = [self._alone(job) for job in chunk]
            self.waiting = deque((others, self._submit(others)) for others, _ in self.waiting)
        yield from zip(chunk, results, strict=True)

    def _alone(self, job: Job) -> Result:
        """One file of those of which one stopped a process."""
        try:
            (result,) = self._submit([job]).result()
        except BrokenProcessPool:
            self.close()
            what = f"{job.source.name} stopped the process that read it, for want of memory perhaps: give its text"
            return Result((), (UnreadableSource(what),))
        return result


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_chunk(read_one: ReadOne, chunk: list[Job]) -> list[Result]:
    return [read_one(job) for job in chunk]
