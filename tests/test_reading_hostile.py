"""Files that are made to keep a reader busy: each is read, or refused in one line, in a few seconds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kimmap.errors import UnreadableSource
from kimmap.model import Document
from kimmap.reading import read

STORY = "Mira Holt reached Brunn by train on 3 May 2021 and stayed for two nights in the old town. "
PAGE = f"<html><body><article><h1>To Brunn</h1><p>{STORY * 4}</p>{{}}</article></body></html>"
SECONDS = 8.0


def pdf(content: bytes, pages: int = 1, more: bytes = b"") -> bytes:
    """A PDF of so many pages, each drawn by the same commands."""
    kids = b"4 0 R " * pages
    font = b"/Resources << /Font << /F1 3 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R %s >>" % font
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        page,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    data, starts = b"%PDF-1.4\n" + more, []
    for number, body in enumerate(objects, 1):
        starts.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(data),
    )


def scattered() -> bytes:
    """Letters all over a page, on thousands of lines that overlap."""
    steps = b"".join(b"%d %d Td (a) Tj " % ((i * 7) % 13 - 6, (i * 5) % 11 - 5) for i in range(15_000))
    return b"BT /F1 1 Tf 60 800 Td " + steps + b"ET"


HOSTILE: dict[str, tuple[str, Callable[[], str | bytes]]] = {
    "full stops": ("a.txt", lambda: STORY + "." * 60_000 + STORY),
    "endless words": ("b.txt", lambda: ("a" * 1_000 + "\n\n") * 300),
    "linked data": (
        "c.html",
        lambda: PAGE.format(
            f"<script type='application/ld+json'>{json.dumps([{'@type': 'Thing'}] * 120_000)}</script>"
        ),
    ),
    "pictures in pictures": (
        "d.html",
        lambda: PAGE.format("<div><img alt='The ferry at the pier of Brunn today'>" * 60_000),
    ),
    "paragraphs without words": ("e.html", lambda: PAGE.format("<p>a</p>" * 300_000)),
    "labels": ("o.html", lambda: PAGE.format("<section><h2>Related</h2><a href='/'>x</a></section>" * 15_000)),
    "rows": ("n.html", lambda: PAGE.format("<table>" + "<tr><td>a<td>b" * 60_000 + "</table>")),
    "commands": ("f.pdf", lambda: pdf(b"q " * 1_500_000)),
    "letters all over": ("g.pdf", lambda: pdf(scattered(), pages=4)),
    "dictionaries in dictionaries": ("h.pdf", lambda: pdf(b"", more=b"1 0 obj\n<< /A " * 250_000)),
    "articles in articles": ("j.html", lambda: PAGE.format("<article><p>a</p>" * 60_000)),
    "attributes": ("l.html", lambda: PAGE.format("<p " + " ".join(f"a{i}='x'" for i in range(300_000)) + ">b</p>")),
    "cells": ("m.md", lambda: "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + ("|a" * 2_000 + "|\n") * 150),
    "no messages": ("k.mbox", lambda: "From a Mon May  3 10:00:00 2021\n\n" * 400_000),
    "no rows": ("i.jsonl", lambda: f'{{"text": "{STORY}"}}\n' + "{\n" * 1_500_000),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_it_takes_a_few_seconds_and_a_line(tmp_path: Path, kind: str) -> None:
    name, make = HOSTILE[kind]
    data = make()
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    if name.endswith(".pdf"):
        pytest.importorskip("pdfminer")
    problems: list[str] = []
    began = time.process_time()
    documents = _read(tmp_path / name, problems)
    assert time.process_time() - began < SECONDS
    assert documents or problems
    assert all("\n" not in problem and problem.startswith(name) for problem in problems)


def test_few_rows_among_damaged_lines_are_not_looked_for_any_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kimmap.reading.formats.tables._MOST_DAMAGED", 3)
    row = json.dumps({"text": STORY})
    problems: list[str] = []
    (tmp_path / "a.jsonl").write_text("\n".join([row, row, *["{"] * 4, row]))
    assert len(_read(tmp_path / "a.jsonl", problems)) == 2
    assert problems[-1] == "a.jsonl from its line 7 on: most of it is no JSON, so mend it first"
    (tmp_path / "b.jsonl").write_text("\n".join([*[row] * 4, *["{"] * 4, row]))
    assert len(_read(tmp_path / "b.jsonl", problems)) == 5


def test_text_behind_many_full_stops_is_told_apart(tmp_path: Path) -> None:
    paths = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for path, opening in zip(paths, ("Rain....", "Snow!?…"), strict=True):
        path.write_text(f"{opening} {STORY}{STORY}")
    first, second = read(*paths)
    assert [first.text[s.start : s.end] for s in first.shared] == [STORY.strip()] * 2
    assert [s.text_id for s in first.shared] == [s.text_id for s in second.shared]


def _read(path: Path, problems: list[str]) -> tuple[Document, ...]:
    try:
        return read(path, on_problem=lambda problem: problems.append(str(problem)))
    except UnreadableSource as problem:
        problems.append(str(problem))
        return ()
