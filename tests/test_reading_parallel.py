"""Many files, several processes: the same documents in the same order, and one that kills its process left out."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from reading_layouts import LAYOUTS, MENU, RELATED, STORIES

from kimmap.errors import UnreadableSource, WrongSettings
from kimmap.model import Document
from kimmap.reading import parallel, read
from kimmap.reading.metadata import Metadata
from kimmap.reading.parallel import Job, Result, _Pool, read_all
from kimmap.reading.sources import Source

KB = 1024


def jobs(*names: str, size: int = 1) -> list[Job]:
    return [Job(Source(name, b"x" * size, ".txt"), Metadata(), 0.0) for name in names]


def name_it(job: Job) -> Result:
    """What reads a file in these tests; at the top of a module, as other processes need it."""
    if job.source.name == "killer":
        os.kill(os.getpid(), signal.SIGKILL)
    if job.source.name == "bad":
        return Result((), (UnreadableSource("bad is damaged"),))
    return Result((Document(job.source.name, f"{os.getpid()}"),))


def padded(number: int) -> str:
    """A saved page of some 50 to 150 KB: as long a story as real ones, between menus, scripts and teasers."""
    story = STORIES[number % len(STORIES)]
    page = LAYOUTS[number % len(LAYOUTS)](story).replace("Skerry", f"Skerry {number}")
    share = 1 + number % 3
    script = "<script>" + "".join(
        f'{{"id":{i},"url":"/x/{i * 7919}","title":"Wrongville"}},' for i in range(700 * share)
    )
    style = "<style>" + "".join(f".c{i}{{margin:{i}px;display:flex}}\n" for i in range(250 * share))
    chrome = f"<div class='mega-menu'><nav>{MENU * 12 * share}</nav></div>"
    teasers = f"<section class='related teasers'>{RELATED.format('Related') * 12 * share}</section>"
    head, body = (re.search(tag, page, re.IGNORECASE) for tag in ("</head>", "<body[^>]*>"))
    assert head is not None
    assert body is not None
    end = page.lower().rfind("</body>")
    before, behind = page[head.start() : body.end()], page[body.end() : end]
    return f"{page[: head.start()]}{style}</style>{script}</script>{before}{chrome}{behind}{teasers}{page[end:]}"


def test_processes_give_the_files_back_in_order() -> None:
    given = jobs(*(f"{i}" for i in range(60)), "bad", "last", size=200 * KB)
    found = [(job.source.name, result) for job, result in read_all(given, name_it, 2)]
    assert [name for name, _ in found] == [job.source.name for job in given]
    assert [str(p) for _, result in found for p in result.problems] == ["bad is damaged"]
    read_by = {document.text for _, result in found for document in result.documents}
    assert f"{os.getpid()}" not in read_by


def test_a_few_files_are_read_here() -> None:
    for given in (jobs("a", "b", size=20 * KB * KB), jobs(*"abcdefghijklmnopqrstuvwxyz")):
        read_by = {d.text for _, result in read_all(given, name_it, 2) for d in result.documents}
        assert read_by == {f"{os.getpid()}"}


def test_a_file_that_kills_its_process_is_left_out() -> None:
    names = [f"{i}" for i in range(20)]
    given = jobs(*names, "killer", *(f"after {i}" for i in range(20)), size=300 * KB)
    found = [(job.source.name, result) for job, result in read_all(given, name_it, 2)]
    assert [name for name, _ in found] == [job.source.name for job in given]
    lost = {name: [str(p) for p in result.problems] for name, result in found if not result.documents}
    assert list(lost) == ["killer"]
    assert lost["killer"][0].startswith("killer stopped the process that read it")


def test_files_that_come_after_a_process_has_been_killed_are_read() -> None:
    pool = _Pool(name_it, 2)

    def chunks() -> Iterator[list[Job]]:
        yield jobs("killer")
        (_, future), *_others = pool.waiting
        assert isinstance(future.exception(), BrokenProcessPool)
        yield jobs("after", "after it")
        yield jobs("later")
        yield jobs("killer")
        yield jobs("last")

    try:
        found = [(job.source.name, len(result.documents)) for job, result in pool.run(chunks())]
    finally:
        pool.close()
    assert found == [("killer", 0), ("after", 1), ("after it", 1), ("later", 1), ("killer", 0), ("last", 1)]


def test_documents_are_the_same_with_one_process_and_with_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "FEW_BYTES", KB)
    for number in range(40):
        page = LAYOUTS[number % len(LAYOUTS)](STORIES[number % len(STORIES)])
        (tmp_path / f"{number:02}.html").write_text(page, encoding="utf-8")
    (tmp_path / "20.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    (tmp_path / "sources.csv").write_text("file,publisher\n07.html,Somebody else\n")
    told: dict[int, list[str]] = {1: [], 2: []}
    shares: dict[int, list[float]] = {1: [], 2: []}
    read_with = {
        n: read(
            tmp_path,
            workers=n,
            on_problem=lambda problem, n=n: told[n].append(str(problem)),  # type: ignore[misc]
            on_progress=lambda share, _name, n=n: shares[n].append(share),  # type: ignore[misc]
        )
        for n in (1, 2)
    }
    assert read_with[1] == read_with[2]
    assert len(read_with[1]) == 40
    assert read_with[2][7].publisher == "Somebody else"
    assert told[1] == told[2]
    assert len(told[1]) == 1
    assert shares[1] == shares[2] == sorted(shares[1])


def test_no_process_is_no_way_to_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("They went to Brunn.")
    with pytest.raises(WrongSettings, match="one process at least"):
        read(tmp_path, workers=0)


@pytest.mark.slow
def test_a_thousand_pages_are_read_in_a_minute(tmp_path: Path) -> None:
    sizes = [(tmp_path / f"{number:04}.html").write_text(padded(number), encoding="utf-8") for number in range(1000)]
    assert 45 * KB < min(sizes) < max(sizes) < 200 * KB
    before = os.times()
    assert len(read(tmp_path, workers=2)) == 1000
    after = os.times()
    own = after.user + after.system - before.user - before.system
    by_workers = after.children_user + after.children_system - before.children_user - before.children_system
    # The time of two cores that nobody else uses; the clock would measure what else the machine does.
    assert own + by_workers / 2 < 60
