"""Thousands of damaged, huge and hostile files of every format: what of them is read, refused, slow or fatal.

    python tests/benchmarks/mutants.py [--each 100] [--seed 1] [--keep FOLDER]

Every file is read in a process of its own that is stopped after --seconds and measured at its peak.  A file fails
when it leaves a traceback, takes too long or too much memory, says more or less than one line, or loses the good
file that lies beside it.  Failures are kept in --keep.  Exit code 1 if there is any.
"""

# ruff: noqa: E501 (a file a line reads best)

from __future__ import annotations

import argparse
import contextlib
import gzip
import io
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from reading_files import archive, docx, odt  # noqa: E402
from test_reading_mutants import SEEDS, STORY, mutant  # noqa: E402

from kimmap.errors import KimmapError  # noqa: E402
from kimmap.reading import read  # noqa: E402

GOOD = "good.txt"
MB = 2**20


@dataclass(frozen=True)
class Outcome:
    kind: str  # read, refused, empty, traceback, killed, slow, large, lines, lost
    seconds: float
    peak_mb: float
    words: str = ""

    @property
    def is_failure(self) -> bool:
        return self.kind not in ("read", "refused")


def more_seeds() -> dict[str, bytes]:
    """Formats and encodings that the tests' seeds do not have."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = io.BytesIO()
    pq.write_table(pa.table({"title": ["Holt"] * 3, "text": [STORY] * 3, "date": ["2021-05-03"] * 3}), table)
    russian = "Мира Хольт приехала поездом в Брунн в пятницу и осталась там на две ночи. " * 4
    return {
        "a.parquet": table.getvalue(),
        "utf16.txt": STORY.encode("utf-16"),
        "koi8.txt": russian.encode("koi8-r"),
        "cp949.txt": ("미라 홀트는 금요일에 기차로 브룬에 도착했다. " * 6).encode("cp949"),
        "sjis.txt": ("ミラ・ホルトは金曜日に列車でブルンに到着した。" * 6).encode("shift-jis"),
        "a.json": json.dumps([{"title": "Holt", "text": STORY, "date": "2021-05-03"}] * 3).encode(),
        "a.tsv": f"title\ttext\nHolt\t{STORY}\n".encode(),
        "warc.gz": gzip.compress(SEEDS["a.warc"]),
        "multi.eml": (
            "From: a@b.example\nSubject: x\nMIME-Version: 1.0\nDate: Mon, 3 May 2021 10:00:00 +0200\n"
            'Content-Type: multipart/mixed; boundary="Q"\n\n--Q\nContent-Type: text/plain; charset=koi8-r\n'
            f"Content-Transfer-Encoding: base64\n\nTWlyYSBIb2x0IHJlYWNoZWQgQnJ1bm4u\n--Q\nContent-Type: text/html\n\n"
            f"<p>{STORY}</p>\n--Q\nContent-Type: application/zip; name=a.zip\n"
            "Content-Transfer-Encoding: base64\n\nUEsDBA==\n--Q--\n"
        ).encode(),
    }


def repacked(data: bytes, chance: random.Random) -> bytes:
    """An archive, one member of which is damaged inside: the shell is sound, so the parsers get to see it."""
    if data.startswith(b"\x1f\x8b"):
        return gzip.compress(mutant(gzip.decompress(data), chance))
    whole = zipfile.ZipFile(io.BytesIO(data))
    members: dict[str, str | bytes] = {name: whole.read(name) for name in whole.namelist()}
    chosen = chance.choice(sorted(members))
    content = members[chosen]
    assert isinstance(content, bytes)
    inner = repacked(content, chance) if content.startswith(b"\x1f\x8b") and chance.random() < 0.7 else None
    members[chosen] = mutant(content, chance) if inner is None else inner
    return archive(members)


def flipped(data: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes changed in place, as a bad disk leaves it."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, max(1, len(data) // 50)))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def mutants(each: int, seed: int) -> Iterator[tuple[str, bytes]]:
    for name, data in sorted((SEEDS | more_seeds()).items()):
        chance = random.Random(f"{name}{seed}")
        packed = data.startswith((b"PK\x03\x04", b"\x1f\x8b"))
        for number in range(each):
            way = chance.random()
            if packed and way < 0.7:
                made = repacked(data, chance)
            else:
                made = flipped(data, chance) if way > 0.85 else mutant(data, chance)
            yield f"{number:03}-{name}", made


def _bomb(member: str, size: int = 400 * MB, others: dict[str, str | bytes] | None = None) -> bytes:
    """An archive in which one member unpacks to very much."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in (others or {}).items():
            out.writestr(name, content)
        with out.open(member, "w", force_zip64=True) as inner:
            for _ in range(size // MB):
                inner.write(b" " * MB)
    return file.getvalue()


def _members(data: bytes, but: str) -> dict[str, str | bytes]:
    whole = zipfile.ZipFile(io.BytesIO(data))
    return {name: whole.read(name) for name in whole.namelist() if name != but}


def _nested(levels: int, width: int = 1) -> bytes:
    data = archive({"a.txt": STORY})
    for _ in range(levels):
        data = archive({f"{i}.zip": data for i in range(width)})
    return data


def _pdf_bomb(size: int) -> bytes:
    stream = zlib.compress(b"BT /F1 9 Tf 1 1 Td (x) Tj ET\n" * (size // 29))
    head = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font"
        b"/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Filter/FlateDecode/Length %d>>stream\n" % len(stream)
    )  # fmt: skip
    return head + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def _loop_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>endobj\n"
        b"trailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF"
    )


def _pdf_of(*objects: bytes) -> bytes:
    """A PDF file of these objects, the first of which is its catalogue."""
    body = b"".join(b"%d 0 obj%b endobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.5\n" + body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def _pdf_stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def _endless_pdfs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Pages, forms and objects that are very many or hold themselves."""
    root, page = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%b>>"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 5 0 R/B 5 0 R>>>>"
    call = page % b"/Contents 4 0 R/Resources<</XObject<</A 5 0 R/B 5 0 R>>>>"
    yield "count.pdf", lambda: _pdf_of(root, b"<</Type/Pages/Count 999999999/Kids[3 0 R]>>", page % b"")
    yield (
        "kids.pdf",
        lambda: _pdf_of(root, b"<</Type/Pages/Count 300000/Kids[" + b"3 0 R " * 300_000 + b"]>>", page % b""),
    )
    yield (
        "pages.pdf",
        lambda: _pdf_of(
            root,
            b"<</Type/Pages/Count 9/Kids[%b]>>" % b" ".join(b"%d 0 R" % i for i in range(3, 30_000)),
            *[page % b""] * 29_997,
        ),
    )
    yield (
        "forms.pdf",
        lambda: _pdf_of(
            root,
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            call,
            _pdf_stream(b"", b"/A Do /B Do"),
            _pdf_stream(form, b"/A Do /B Do"),
        ),
    )
    yield "reference.pdf", lambda: _pdf_of(root, b"3 0 R", b"4 0 R", b"2 0 R")
    yield (
        "length.pdf",
        lambda: _pdf_of(
            root,
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page % b"/Contents 4 0 R",
            b"<</Length 4 0 R>>stream\nBT ET\nendstream",
        ),
    )
    yield (
        "extends.pdf",
        lambda: _pdf_of(
            root,
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page % b"/Contents 4 0 R",
            _pdf_stream(b"/Type/ObjStm/N 1/First 4/Extends 4 0 R", b"2 0 <<>>"),
        ),
    )
    yield (
        "filters.pdf",
        lambda: _pdf_of(
            root,
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            page % b"/Contents 4 0 R",
            _pdf_stream(b"/Filter[" + b"/FlateDecode " * 5_000 + b"]", zlib.compress(b"x" * 90)),
        ),
    )


def hostile(only: str = "") -> Iterator[tuple[str, bytes]]:
    """Files made to exhaust a reader: bombs, loops, nests, endless lines, references to themselves."""
    word, text = docx([("Normal", STORY)], [["a"]], "x"), odt([("p", STORY)], [["a"]], "x")
    line = STORY.encode() + b" "
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12))
    nest = b'{"text":' * 100_000
    mail = b"From: a@b.example\nSubject: x\nDate: Mon, 3 May 2021 10:00:00 +0200\nMIME-Version: 1.0\n"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i) for i in range(3000))
    swelling = f'<!DOCTYPE r [<!ENTITY a "{"a" * 100_000}">]>'
    nested = "".join("<text:span>" for _ in range(100_000))
    makers: tuple[tuple[str, Callable[[], bytes]], ...] = (
        *_endless_pdfs(),
        ("fifty.txt", lambda: line * (50 * MB // len(line))), ("fifty.html", lambda: b"<p>" + line * (50 * MB // len(line))), ("fifty.csv", lambda: b"text\n" + line * (50 * MB // len(line))),
        ("fifty.jsonl", lambda: b'{"text": "' + line * (50 * MB // len(line)) + b'"}\n'), ("fifty.md", lambda: line * (50 * MB // len(line))), ("fifty.mbox", lambda: b"From a Mon May  3 10:00:00 2021\n" + mail + b"\n" + line * (50 * MB // len(line))),
        ("tags.html", lambda: b"<html><body>" + b"<b>a</b>" * 1_000_000), ("empty-tags.html", lambda: b"<html><body>" + b"<i>" * 1_000_000 + line), ("spans.html", lambda: b"<html><body><p>" + b"<span class='x y z'>Mira </span>" * 500_000),
        ("times.html", lambda: b"<h1>Holt</h1>" + b"Updated <time datetime='2021-05-03'>x</time>" * 200_000 + b"<p>" + line), ("pictures.html", lambda: b"<h1>Holt</h1>" + b"<p><img src=a></p><p><em>Mira Holt in the old town</em></p>" * 60_000 + b"<p>" + line), ("homes.html", lambda: b"<a href='/'>Home</a>" * 300_000 + b"<h1>Holt</h1><p>" + line),
        ("laughs.odt", lambda: archive(_members(text, "content.xml") | {"content.xml": f'<!DOCTYPE r [{laughs}]><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body>&l11;</office:body></office:document-content>'})),
        ("swell.odt", lambda: archive(_members(text, "content.xml") | {"content.xml": f'{swelling}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body>{"&a;" * 100_000}</office:body></office:document-content>'})),
        ("swell.docx", lambda: archive(_members(word, "word/document.xml") | {"word/document.xml": f'{swelling}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{"&a;" * 100_000}</w:t></w:r></w:p></w:body></w:document>'})),
        ("swell.rss", lambda: f'{swelling}<rss><channel><item><title>T</title><description>{"&a;" * 100_000} {STORY}</description></item></channel></rss>'.encode()),
        ("deep.odt", lambda: archive(_members(text, "content.xml") | {"content.xml": f'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><text:p>{nested}</text:p></office:body></office:document-content>'})),
        ("deep.rss", lambda: b"<rss><channel>" + b"<item>" * 100_000 + line), ("deep.docx", lambda: archive(_members(word, "word/document.xml") | {"word/document.xml": b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' + b"<w:p><w:r>" * 100_000})),
        ("numbers.csv", lambda: b"id,lat,lon\n" + b"1,2.5,3.5\n" * 1_000_000), ("numbers.json", lambda: b"[" + b'{"a":1,"b":2},' * 1_000_000 + b"0]"), ("bad.jsonl", lambda: b'{"text":"' + line + b'"}\n' + b"x\n" * 1_000_000), ("same.jsonl", lambda: (b'{"text":"' + line * 3 + b'"}\n') * 2_000),
        ("locked.odt", lambda: archive({"content.xml": b"\x01", "META-INF/manifest.xml": b"<a:encryption-data/>" * 100_000})), ("book.epub", lambda: archive({"META-INF/container.xml": b"", "META-INF/encryption.xml": b"x" * 1_000_000} | {f"{i}.xhtml": b"<p>" for i in range(5_000)})),
        ("bomb.zip", lambda: _bomb("a.txt")), ("bomb-html.zip", lambda: _bomb("a.html", 250 * MB)), ("bomb.docx", lambda: _bomb("word/document.xml", others=_members(word, "word/document.xml"))),
        ("bomb.odt", lambda: _bomb("content.xml", others=_members(text, "content.xml"))),
        ("bomb.wacz", lambda: _bomb("archive/data.warc", others={"datapackage.json": "{}"})),
        ("bomb-core.docx", lambda: _bomb("docProps/core.xml", others=_members(word, "docProps/core.xml"))),
        ("bomb.txt.gz", lambda: gzip.compress(b" " * (400 * MB), 1)), ("bomb.gz", lambda: gzip.compress(gzip.compress(b"a" * (300 * MB), 1))),
        ("nest.zip", lambda: _nested(12)), ("wide.zip", lambda: _nested(3, 12)), ("many.zip", lambda: archive({f"{i}.txt": "x" for i in range(60_000)})),
        ("many-stories.zip", lambda: archive({f"{i}.txt": f"{STORY} {i}" for i in range(2_000)})),
        ("paths.zip", lambda: archive({"../../../etc/evil.txt": STORY, "/abs.txt": STORY, "a/" * 2000 + "a.txt": STORY, "con\x00.txt": STORY})),
        ("bomb.pdf", lambda: _pdf_bomb(300 * MB)), ("long.pdf", lambda: _pdf_bomb(6 * MB)), ("loop.pdf", lambda: _loop_pdf()),
        ("deep.pdf", lambda: b"%PDF-1.4\n1 0 obj" + b"[" * 200_000 + b"endobj\ntrailer<</Root 1 0 R>>"),
        ("dict.pdf", lambda: b"%PDF-1.4\n1 0 obj" + b"<</A " * 200_000 + b"endobj\ntrailer<</Root 1 0 R>>"),
        ("laughs.rss", lambda: f'<?xml version="1.0"?><!DOCTYPE r [{laughs}]><rss><channel><item><title>&l11;</title><description>{STORY}</description></item></channel></rss>'.encode()),
        ("entity.rss", lambda: f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><description>&x; {STORY}</description></item></channel></rss>'.encode()),
        ("laughs.docx", lambda: archive(_members(word, "word/document.xml") | {"word/document.xml": f'<!DOCTYPE r [{laughs}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&l11;</w:t></w:r></w:p></w:body></w:document>'})),
        ("items.rss", lambda: b"<rss><channel>" + f"<item><title>T</title><description>{STORY}</description></item>".encode() * 3_000),
        ("deep.html", lambda: b"<div>" * 200_000 + line), ("deeper.html", lambda: b"<b><i>" * 300_000 + line), ("tables.html", lambda: b"<table><tr><td>" * 30_000 + line),
        ("attribute.html", lambda: b'<p class="' + b"x " * 5_000_000 + b'">' + line), ("comment.html", lambda: b"<html><!-- " + b"-" * 20_000_000 + line),
        ("script.html", lambda: b"<html><script type='application/ld+json'>" + b'{"a":' * 200_000 + b"</script><p>" + line), ("state.html", lambda: b"<html><script>window.x={" + b'"a":[{' * 200_000 + b"</script><p>" + line),
        ("ldjson.html", lambda: b"<html><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"" + b"x" * 9_000_000 + b"\"}</script><p>" + line),
        ("links.html", lambda: b"<html><body>" + b"<a href=x>Mira Holt</a> " * 200_000 + b"<p>" + line), ("paragraphs.html", lambda: b"<html><body>" + (b"<p>" + line) * 30_000),
        ("metas.html", lambda: b"<html><head>" + b'<meta property="article:tag" content="x">' * 200_000 + b"<p>" + line), ("cells.html", lambda: b"<table>" + b"<tr><td>a<td>b" * 100_000 + b"</table><p>" + line),
        ("spaces.html", lambda: b"<p>" + b" \n" * 10_000_000 + line), ("entities.html", lambda: b"<p>" + b"&amp;" * 3_000_000 + line), ("title.html", lambda: b"<title>" + b"Holt - " * 1_000_000 + b"</title><p>" + line),
        ("line.txt", lambda: line * 200_000), ("word.txt", lambda: b"a" * 17_000_000), ("blank.txt", lambda: b"\n" * 15_000_000 + line), ("lines.txt", lambda: b"a\n" * 3_000_000),
        ("nul.txt", lambda: b"\0" * 15_000_000), ("tabs.txt", lambda: b"a\tb\n" * 1_000_000), ("commas.txt", lambda: b"3 May, " * 1_500_000), ("quotes.txt", lambda: b"\xe2\x80\x9c" * 3_000_000),
        ("heads.txt", lambda: b"Holt\nBy Ann Poe\nMonday, 3 May 2021\n\n" * 100_000), ("marks.txt", lambda: "\u0301".encode() * 4_000_000), ("bidi.txt", lambda: "\u202e\u2066".encode() * 2_000_000 + line),
        ("random.bin", lambda: random.Random(1).randbytes(8_000_000)), ("random.txt", lambda: random.Random(2).randbytes(8_000_000)), ("random.html", lambda: b"<html>" + random.Random(3).randbytes(8_000_000)),
        ("huge.txt", lambda: line * 3_000_000), ("one.csv", lambda: b'text\n"' + b"a" * 12_000_000), ("rows.csv", lambda: b"title,text\n" + b"a,b\n" * 20_000), ("columns.csv", lambda: b"text," * 200_000 + b"\n" + b"x," * 200_000),
        ("deep.json", lambda: nest), ("array.json", lambda: b"[" * 500_000), ("keys.json", lambda: b"{" + b",".join(b'"%d":1' % i for i in range(400_000)) + b"}"), ("number.json", lambda: b'[{"text":"' + line + b'","date":' + b"9" * 5_000_000 + b"}]"),
        ("rows.jsonl", lambda: json.dumps({"text": STORY}).encode() + b"\n" + b'{"text":"x"}\n' * 20_000), ("deep.md", lambda: b"> " * 300_000 + line), ("lists.md", lambda: b"".join(b" " * (i % 400) + b"- a\n" for i in range(60_000))),
        ("brackets.md", lambda: b"[" * 500_000 + line), ("stars.md", lambda: b"*_" * 500_000 + line), ("front.md", lambda: b"---\na: &a [" + b"*a," * 100_000 + b"]\n---\n" + line), ("yaml.md", lambda: b"---\n" + b"".join(b"k%d: &k%d [*k%d,*k%d]\n" % (i, i, max(i - 1, 0), max(i - 1, 0)) for i in range(40)) + b"---\n" + line),
        ("nest.eml", lambda: mail + parts + line), ("headers.eml", lambda: b"X-A: b\n" * 400_000 + mail + b"\n" + line), ("subject.eml", lambda: b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\n" + mail + b"\n" + line),
        ("base64.eml", lambda: mail + b"Content-Transfer-Encoding: base64\n\n" + b"YWFh" * 3_000_000), ("charset.eml", lambda: mail + b"Content-Type: text/plain; charset=utf-99\n\n" + line),
        ("many.mbox", lambda: (b"From a Mon May  3 10:00:00 2021\n" + mail + b"\n" + line + b"\n\n") * 3_000), ("froms.mbox", lambda: b"From a\n" * 500_000), ("records.warc", lambda: SEEDS["a.warc"] * 3_000),
        ("length.warc", lambda: SEEDS["a.warc"].replace(f"Content-Length: {len(STORY)}".encode(), b"Content-Length: 99999999999999")), ("negative.warc", lambda: SEEDS["a.warc"].replace(f"Content-Length: {len(STORY)}".encode(), b"Content-Length: -5")),
    )  # fmt: skip
    for name, make in makers:
        if only in name:
            yield name, make()


def read_beside_good(folder: Path, name: str) -> tuple[str, str]:
    """What becomes of a folder with a good file and a bad one."""
    problems: list[str] = []
    documents = read(folder, on_problem=lambda problem: problems.append(str(problem)))
    if not any(document.name == GOOD for document in documents):
        return "lost", "; ".join(problems)[:300]
    if bad := [p for p in problems if "\n" in p or len(p) > 400 or ":" not in p]:
        return "lines", repr(bad[0])[:300]
    others = [document for document in documents if document.name != GOOD]
    if any(not document.text.strip() for document in others):
        return "empty", name
    if not others and not problems:
        return "lines", "neither read nor refused"
    return ("read" if others else "refused"), (problems[0] if problems else "")


def outcome_of(name: str, data: bytes, seconds: float, most_mb: float) -> Outcome:
    """Reads one file in a forked process and says what became of it."""
    folder = Path(tempfile.mkdtemp(prefix="mutants-"))
    (folder / GOOD).write_text(f"Holt in Brunn\n\n{STORY}\n", encoding="utf-8")
    (folder / name).write_bytes(data)
    out, into = os.pipe()
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        kind, words = "traceback", ""
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds * 2), int(seconds * 2) + 1))
            used = time.process_time()
            kind, words = read_beside_good(folder, name)
            used = time.process_time() - used
        except KimmapError as error:
            kind, words = "lost", str(error)
        except BaseException:
            words = traceback.format_exc()[-1500:]
        with contextlib.suppress(OSError):
            os.write(into, json.dumps([kind, words[:1500], locals().get("used", 0.0)]).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        told = pipe.read()
    _, status, usage = os.wait4(child, 0)
    shutil.rmtree(folder)
    peak = usage.ru_maxrss / 1024
    if not told:
        why = f"signal {signal.Signals(os.WTERMSIG(status)).name}" if os.WIFSIGNALED(status) else "no word"
        return Outcome("killed", time.perf_counter() - began, peak, why)
    kind, words, used = json.loads(told)
    if kind in ("read", "refused") and used > seconds:
        kind = "slow"
    elif kind in ("read", "refused") and peak > most_mb:
        kind = "large"
    return Outcome(kind, used, peak, words)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=100, help="mutants of each of the seeds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--memory", type=float, default=1024, help="MB")
    parser.add_argument("--only", default="", help="files whose names contain this")
    parser.add_argument("--keep", type=Path, help="a folder for what failed")
    options = parser.parse_args()
    for name, data in sorted((SEEDS | more_seeds()).items()):  # loads every parser once, before the forks
        outcome_of(name, data, 60, 4096)
        with contextlib.suppress(KimmapError), tempfile.TemporaryDirectory() as folder:
            Path(folder, name).write_bytes(data)
            read(Path(folder, name), on_problem=lambda _problem: None)
    counts: Counter[str] = Counter()
    slowest, largest = ("", 0.0), ("", 0.0)
    for source in (hostile(options.only), mutants(options.each, options.seed)):
        for name, data in source:
            if options.only not in name:
                continue
            outcome = outcome_of(name, data, options.seconds, options.memory)
            counts[outcome.kind] += 1
            slowest = max(slowest, (name, outcome.seconds), key=lambda pair: pair[1])
            largest = max(largest, (name, outcome.peak_mb), key=lambda pair: pair[1])
            if outcome.is_failure or options.only:
                size = f"{outcome.seconds:.1f} s, {outcome.peak_mb:.0f} MB"
                print(f"{outcome.kind:9} {name} ({len(data):,} bytes; {size}): {outcome.words[-1200:]}", flush=True)
            if outcome.is_failure and options.keep:
                options.keep.mkdir(parents=True, exist_ok=True)
                (options.keep / f"{outcome.kind}-{name}").write_bytes(data)
    total = sum(counts.values())
    print(f"{total} files: " + ", ".join(f"{n} {kind}" for kind, n in counts.most_common()))
    print(f"slowest {slowest[0]} {slowest[1]:.1f} s, largest {largest[0]} {largest[1]:.0f} MB")
    return int(any(kind not in ("read", "refused") for kind in counts))


if __name__ == "__main__":
    sys.exit(main())
