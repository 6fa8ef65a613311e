"""Damaged files of every kind: read or refused in one line, quickly, and never with a traceback."""

# ruff: noqa: E501 (a case a line reads best)

from __future__ import annotations

import gzip
import io
import json
import random
import tempfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_files import archive, docx, odt, pdf
from reading_layouts import LAYOUTS, STORIES

from kimmap.errors import KimmapError, UnreadableSource
from kimmap.reading import read

STORY = "Mira Holt reached Brunn by train on Friday and stayed for two nights in the old town."
MAIL = f"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\nDate: Mon, 3 May 2021 10:00:00 +0200\n\n{STORY}\n"
RECORD = (
    "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://post.example/\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    f"WARC-Date: 2026-01-01T00:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: {len(STORY)}\r\n\r\n{STORY}\r\n\r\n"
)
PAGE_BY_MAIL = (
    "From: <Saved by a browser>\r\nSubject: x\r\nDate: Mon, 3 May 2021 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="--B"\r\n\r\n----B\r\nContent-Type: text/html\r\n'
    f"Content-Location: https://post.example/a\r\n\r\n<h1>Holt</h1><p>{STORY}</p>\r\n----B--\r\n"
)
SEEDS: dict[str, bytes] = {f"{made.__name__}.html": made(STORIES[0]).encode() for made in LAYOUTS} | {
    "a.txt": f"Holt in Brunn\nBy Ann Poe\nMonday, 3 May 2021\n\n{STORY}\n\n- 4 May: Kestel\n\nday\ttown\n5 May\tArden\n".encode(),
    "a.docx": docx([("Title", "Holt"), ("Normal", STORY)], [["a", "b"]], "Mira Holt on the quay"),
    "a.odt": odt([("h", "Holt"), ("p", STORY)], [["a", "b"]], "Mira Holt on the quay"),
    "a.pdf": pdf([[(60, 700 - 12 * i, 10, STORY[:40]) for i in range(8)]] * 2),
    "a.eml": MAIL.encode(),
    "a.mbox": f"From a Mon May  3 10:00:00 2021\n{MAIL}".encode(),
    "a.rss": f"<rss><channel><title>P</title><item><title>T</title><description>{STORY}</description></item></channel></rss>".encode(),
    "a.jsonl": "\n".join(json.dumps({"text": STORY, "date": "2021-05-03"}) for _ in range(3)).encode(),
    "a.csv": f'title,text\nHolt,"{STORY}"\n'.encode(),
    "a.md": f"---\ntitle: Holt\n---\n# Holt\n\n{STORY}\n\n- a\n- b\n\n|a|b|\n|-|-|\n|c|d|\n".encode(),
    "a.zip": archive({"a.txt": STORY, "b.html": f"<p>{STORY}</p>"}),
    "a.warc": RECORD.encode(),
    "a.txt.gz": gzip.compress(STORY.encode()),
    "a.mhtml": PAGE_BY_MAIL.encode(),
    "a.wacz": archive({"datapackage.json": "{}", "archive/data.warc.gz": gzip.compress(RECORD.encode())}),
    "a.atom": f"<feed xmlns='http://www.w3.org/2005/Atom'><title>P</title><entry><title>T</title><content>{STORY}</content></entry></feed>".encode(),
}  # fmt: skip
STUFFING = (
    b"<div>" * 3000, b"(" * 5000, b"[x](" * 2000, b"\n" * 5000, b"a" * 100_000, b"<table>" * 1000, b"> " * 3000,
    b"\xff\xfe", b"\x00" * 50, b"* " * 3000, b'"' * 3000, b"<a><b><i>" * 2000, b"1," * 20_000, b"A. " * 30_000,
    b"Mr. " * 20_000, b"2021-01-01 " * 5000, b"| a " * 8000, b"PHOTO: " * 9000, b"January 3, " * 7000, b"aA" * 50_000,
    b"<!--", b"<script>", b"]]>", b"&#x0;", b"&#1114112;", b"\x1b$B", b"--x\n", b"\n---\n", b"<plaintext>", b" by A" * 9000,
    b"Monday, " * 9000, b"/" * 50_000, b"(AP, " * 9000, b"http://" * 9000, b"a-" * 30_000, b"\xc2\xad" * 9000,
)  # fmt: skip


def mutant(data: bytes, chance: random.Random) -> bytes:
    """A file with a few things cut, doubled, changed or stuffed into it."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(changed) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            del changed[at:]
        elif kind == 1:
            changed[at : at + chance.randrange(1, 20)] = chance.randbytes(chance.randrange(20))
        elif kind == 2:
            changed[at:at] = changed[chance.randrange(len(changed) + 1) :][:3000]
        elif kind == 3:
            del changed[at : at + chance.randrange(200)]
        else:
            changed[at:at] = chance.choice(STUFFING)
    return bytes(changed)


def is_read_or_refused(path: Path) -> bool:
    """Whether a file gives documents with text, or else one line that says what to do."""
    try:
        documents = read(path, on_problem=lambda _problem: None)
    except KimmapError as error:
        return "\n" not in str(error) and ": " in str(error)
    return all(document.text.strip() for document in documents)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SEEDS))
def test_mutants_are_read_or_refused_in_one_line(tmp_path: Path, name: str) -> None:
    pytest.importorskip("pdfminer")
    pytest.importorskip("warcio")
    chance = random.Random(name)
    path = tmp_path / name
    for number in range(6):
        data = mutant(SEEDS[name], chance)
        path.write_bytes(data)
        began = time.process_time()
        assert is_read_or_refused(path), number
        assert time.process_time() - began < 10, number


@settings(max_examples=60)
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.html", "a.eml", "a.md", "a.json", "a.csv", "a.zip", "a.rss", "a"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        assert is_read_or_refused(path)


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_blocks_of_any_text_hold_all_that_is_not_blank(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text(text, encoding="utf-8", errors="replace", newline="")
        try:
            (document,) = read(path)
        except UnreadableSource:
            return
        inside = "".join(document.text[b.start : b.end] for b in document.blocks)
        assert "".join(inside.split()) == "".join(document.text.split())


def test_the_rest_of_a_folder_is_still_read(tmp_path: Path) -> None:
    chance = random.Random(7)
    for name, data in SEEDS.items():
        (tmp_path / name).write_bytes(data[: chance.randrange(8, 40)] if not name.endswith("html") else data)
    problems: list[UnreadableSource] = []
    documents = read(tmp_path, on_problem=problems.append)
    assert {f"{made.__name__}.html" for made in LAYOUTS} <= {d.name for d in documents}
    assert problems


def test_a_document_of_countless_paragraphs_is_refused(tmp_path: Path) -> None:
    whole = zipfile.ZipFile(io.BytesIO(docx([("Normal", STORY)])))
    members: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    body = members["word/document.xml"]
    assert isinstance(body, bytes)
    members["word/document.xml"] = body.replace(b"</w:body>", b"<w:p/>" * 1_000_001 + b"</w:body>")
    (tmp_path / "bomb.docx").write_bytes(archive(members))
    with pytest.raises(UnreadableSource, match=r"bomb\.docx has far more parts than any text: save it"):
        read(tmp_path / "bomb.docx")


def test_many_archives_in_an_archive_are_a_bomb_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kimmap.reading.formats._MOST_IN_ALL", 100_000)
    small = archive({"a.txt": f"{STORY}\n" * 400})  # 34 KB each
    (tmp_path / "nest.zip").write_bytes(archive({f"{i}.zip": small for i in range(5)}))
    problems: list[UnreadableSource] = []
    documents = read(tmp_path / "nest.zip", on_problem=problems.append)
    assert [d.name for d in documents] == ["nest.zip/0.zip/a.txt", "nest.zip/1.zip/a.txt"]
    assert len(problems) == 3
    assert all("unpacks to more than" in str(problem) for problem in problems)


def test_a_refused_file_is_not_kept_in_memory(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(archive({"a.txt": STORY, "b.txt": "x" * 17 * 2**20}))
    problems: list[UnreadableSource] = []
    read(tmp_path / "a.zip", on_problem=problems.append)
    assert [(str(p)[:13], p.__traceback__, p.__context__) for p in problems] == [("a.zip/b.txt i", None, None)]


def test_an_endless_first_line_is_read_in_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(
        b"Hol" + b"Monday, " * 20_000 + b"\nBy Ann Poe\nMonday, 3 May 2021\n\n" + STORY.encode()
    )
    began = time.process_time()
    assert is_read_or_refused(tmp_path / "a.txt")
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("name", "data", "line"),
    [
        ("a.txt", b"a\tb\n" * 100_001, "a.txt has far more lines than any text: give a part of it"),
        ("a.html", b"<p>a" * 100_001, "a.html has far more lines than any text: give a part of it"),
        ("a.html", b"<p>" + b"<b>a</b>" * 350_000, "a.html has far more tags than any page: save the article's text"),
        ("a.pdf", b"%PDF-1.4\n" + b"3 0 R " * 100_001, "a.pdf has far more parts than any text: give the pages"),
        ("a.wacz", archive({"datapackage.json": "{}", "archive/x.cdx": ""}), "a.wacz holds no archive of pages: give"),
    ],
)
def test_what_no_article_has_is_refused_in_a_line(tmp_path: Path, name: str, data: bytes, line: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableSource, match=line):
        read(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"*_" * 200_000 + STORY.encode()),
        ("a.mbox", b"From " + b"a" * 200_000 + b"\n" + MAIL.encode()),
        ("a.eml", b"Subject: " + b"=?utf-8?q?a?= " * 60_000 + b"\n" + MAIL.encode()),
        ("a.html", b"<title>" + b"Holt - " * 400_000 + b"</title><p>" + STORY.encode()),
    ],
    ids=["marks", "postmark", "subject", "title"],
)
def test_endless_marks_and_heads_are_read_in_time(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    began = time.process_time()
    assert is_read_or_refused(tmp_path / name)
    assert time.process_time() - began < 5


def test_a_page_of_a_pdf_that_is_a_drawing_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pdfminer")
    monkeypatch.setattr("kimmap.reading.formats.pdf_pages._MOST_CHARACTERS", 2000)
    told = [(60, 700 - 12 * i, 10, f"{i} Mira Holt reached Brunn by train.") for i in range(8)]
    drawn = [(60, 700 - 3 * i, 10, "x" * 80) for i in range(60)]
    (tmp_path / "a.pdf").write_bytes(pdf([told, drawn]))
    (page,) = read(tmp_path / "a.pdf")
    assert "reached Brunn" in page.text
    assert "xxx" not in page.text
