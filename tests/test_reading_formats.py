"""Files of every format become documents with their text, parts and metadata; damaged ones are told in one line."""

# ruff: noqa: E501 (a case a line reads best)

from __future__ import annotations

import datetime as dt
import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reading_files import archive, docx, odt, pdf

from kimmap.errors import UnreadableSource, WrongSettings
from kimmap.model import Document
from kimmap.reading import DescribedDocument, read

STORY = "Mira Holt reached Brunn by train on Friday and stayed for two nights in the old town."
MORE = "On Sunday she went on to Kestel, where the mayor received her at the harbour."
PAGE = f"<html><head><title>Holt in Brunn | The Post</title></head><body><article><h1>Holt in Brunn</h1><p>{STORY}</p></article></body></html>"


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def only(path: Path) -> DescribedDocument:
    (document,) = read(path)
    assert isinstance(document, DescribedDocument)
    return document


def shape(document: Document) -> list[tuple[str, str]]:
    return [(b.role, document.text[b.start : b.end]) for b in document.blocks]


# ------------------------------------------------------------------------------ office, Markdown


def test_docx(tmp_path: Path) -> None:
    found = only(put(tmp_path, "a.docx", docx(
        [("Title", "Holt in Brunn"), ("Heading1", "The first day"), ("Normal", STORY), ("ListParagraph", "3 May: Kestel")],
        [["Day", "Town"], ["4 May", "Arden"]], "Mira Holt on the quay of Kestel, 3 May 2021",
    )))  # fmt: skip
    assert shape(found) == [
        ("title", "Holt in Brunn"), ("heading", "The first day"), ("body", STORY), ("list", "3 May: Kestel"),
        ("table", "Day\tTown"), ("table", "4 May\tArden"), ("caption", "Mira Holt on the quay of Kestel, 3 May 2021"),
    ]  # fmt: skip
    assert (found.title, found.author, found.where("author")) == ("Holt in Brunn", "Ann Poe", "document properties")
    assert "deleted" not in found.text


def test_odt(tmp_path: Path) -> None:
    found = only(put(tmp_path, "a.odt", odt(
        [("h", "The first day"), ("p", STORY), ("item", "3 May: Kestel")], [["4 May", "Arden"]], "Mira Holt on the quay of Kestel, 3 May 2021",
    )))  # fmt: skip
    assert [text for _, text in shape(found)] == [
        "The first day",
        STORY,
        "3 May: Kestel",
        "4 May\tArden",
        "Mira Holt on the quay of Kestel, 3 May 2021",
    ]
    assert [role for role, _ in shape(found)][1:] == ["body", "list", "table", "caption"]


def test_markdown_is_read_as_it_is_shown(tmp_path: Path) -> None:
    text = f"""---
title: "Holt: the first days"
date: 2021-05-03
author: [Ann Poe, Bo Lee]
layout: post
---

{STORY} See [Kestel](https://kestel.example) *now*.

![Mira Holt on the quay of Kestel in the rain](quay.jpg)

- 4 May: Arden

| Day | Town |
|-----|------|
| 5 May | Kestel |
"""
    found = only(put(tmp_path, "a.md", text))
    assert (found.title, found.author, found.published) == (
        "Holt: the first days",
        "Ann Poe, Bo Lee",
        dt.date(2021, 5, 3),
    )
    assert [found.where(f) for f in ("title", "published")] == ["front matter", "front matter"]
    assert shape(found)[1:] == [
        ("body", f"{STORY} See Kestel now."), ("caption", "Mira Holt on the quay of Kestel in the rain"),
        ("list", "4 May: Arden"), ("table", "Day\tTown"), ("table", "5 May\tKestel"),
    ]  # fmt: skip


def test_years_and_days_are_no_numbers_of_items(tmp_path: Path) -> None:
    text = f"# Log\n\n1916. - August 7th. {STORY}\n\n4. May 1917. {STORY}\n\n1. Arden\n2. Brunn\n"
    found = only(put(tmp_path, "a.md", text))
    told = [words for _, words in shape(found)][1:]
    assert told == [f"1916. - August 7th. {STORY}", f"4. May 1917. {STORY}", "Arden", "Brunn"]


def test_toml_front_matter(tmp_path: Path) -> None:
    found = only(put(tmp_path, "a.md", f'+++\ntitle = "Holt"\ndate = 2021-05-03T10:00:00Z\n+++\n{STORY}\n'))
    assert (found.title, found.published) == ("Holt", dt.date(2021, 5, 3))


WRAPPED = f"{STORY} It rained on the way there and on the way back, and on\nthe boats of the bay, and on\n" * 4


@pytest.mark.parametrize(
    ("fields", "title", "publisher"),
    [
        (('title: "Holt: the first days"', 'publisher: "The Kestel Post"', "date: 2021-05-03"),
         "Holt: the first days", "The Kestel Post"),
        (('title: "\\"Wet\\" days"', "publisher: 'The Post'"), '"Wet" days', "The Post"),
        (("title: Holt on the road",), "Holt on the road", None),  # one field, between its fences
    ],
)  # fmt: skip
def test_a_plain_text_may_have_front_matter(
    tmp_path: Path, fields: tuple[str, ...], title: str, publisher: str | None
) -> None:
    head = "\n".join(fields)
    found = only(put(tmp_path, "a.txt", f"---\n{head}\n---\n\n{WRAPPED}"))
    assert (found.title, found.publisher) == (title, publisher)
    assert not any("title:" in words for role, words in shape(found) if role == "body")


def test_fields_without_a_fence_are_front_matter(tmp_path: Path) -> None:
    head = "Title: Holt: the first days\nDate: 2021-05-03\nTags: rain, trains\n\n"
    found = only(put(tmp_path, "a.md", f"{head}{STORY}\n"))
    assert (found.title, found.published) == ("Holt: the first days", dt.date(2021, 5, 3))
    assert shape(found)[1:] == [("body", STORY)]
    lines = "Arden: rain\nBrunn: snow"
    assert shape(only(put(tmp_path, "b.md", f"{lines}\n\n{STORY}\n")))[0][1].startswith("Arden: rain")


# ------------------------------------------------------------------------------------------ PDF


def test_pdf_with_two_columns(tmp_path: Path) -> None:
    pytest.importorskip("pdfminer")
    left = [
        "Mira Holt reached Brunn by",
        "train on Friday and spent two",
        "nights in the old town, where",
        "the mayor received her at the har-",
    ]
    right = ["bour. On Sunday she went on", "to Kestel in a small boat with", "three friends from the club."]
    lines = [(60, 760, 22, "Holt goes to Brunn"), (60, 800, 9, "The Post, page 1"), (60, 30, 9, "7")]
    lines += [(60, 700 - 12 * i, 10, line) for i, line in enumerate(left)] + [
        (320, 700 - 12 * i, 10, line) for i, line in enumerate(right)
    ]
    second = [
        (60, 800, 9, "The Post, page 2"),
        (60, 760, 10, "Nobody knew where she would go from there, said the mayor."),
    ]
    found = only(
        put(
            tmp_path,
            "a.pdf",
            pdf([lines, second, [(60, 800, 9, "The Post, page 3"), (60, 700, 10, "The end came in Arden.")]]),
        )
    )
    body = " ".join(text for role, text in shape(found) if role == "body")
    assert "received her at the harbour. On Sunday she went on to Kestel in a small boat" in body
    assert body.index("harbour") < body.index("Nobody knew") < body.index("Arden")
    assert found.title == "Holt goes to Brunn"
    assert "page" not in body


def test_a_scan_is_told(tmp_path: Path) -> None:
    pytest.importorskip("pdfminer")
    with pytest.raises(UnreadableSource, match="a scan, its pages are pictures"):
        read(put(tmp_path, "a.pdf", pdf([[], []])))


# ---------------------------------------------------------------------------------- mail, feeds

LETTER = f"""From: Ann Poe <ann@example.org>
To: Bo <bo@example.org>
Subject: Fwd: Holt in Brunn
Date: Mon, 3 May 2021 23:10:00 +0200
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset=windows-1252
Content-Transfer-Encoding: quoted-printable

{STORY} The caf=E9 was shut.
--x
Content-Type: text/html; charset=utf-8

<p>{STORY}</p>
--x--
"""


@pytest.mark.parametrize("name", ["a.eml", "letter"])
def test_mail(tmp_path: Path, name: str) -> None:
    found = only(put(tmp_path, name, LETTER))
    assert found.text.strip() == f"{STORY} The café was shut."
    assert (found.title, found.author, found.published) == ("Holt in Brunn", "Ann Poe", dt.date(2021, 5, 3))
    assert found.where("published") == "mail header"


def test_mailbox(tmp_path: Path) -> None:
    box = f"From ann Mon May  3 23:10:00 2021\n{LETTER}\nFrom bo Tue May  4 23:10:00 2021\nSubject: =?utf-8?q?Caf=C3=A9?=\nDate: Tue, 4 May 2021 10:00:00 +0000\n\n>From there she went on. {MORE}\n\n"
    first, second = read(put(tmp_path, "a.mbox", box))
    assert (first.name, second.name, second.title) == ("a.mbox#1", "a.mbox#2", "Café")
    assert second.text.startswith("From there she went on.")


def test_mhtml(tmp_path: Path) -> None:
    page = PAGE.replace("<p>", "<p>caf=E9 ")
    saved = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/a
Subject: Holt in Brunn | The Post
Date: Thu, 1 Jan 2026 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="x"

--x
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/a

{page}
--x
Content-Type: text/html
Content-Location: https://ads.example/frame

<p>Buy a boat today and sail to Arden with all of your friends!</p>
--x--
"""
    found = only(put(tmp_path, "a.mhtml", saved))
    assert (found.title, found.url, found.published) == ("Holt in Brunn", "https://post.example/a", None)
    assert "café" in found.text
    assert "boat" not in found.text


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title><language>en-gb</language>
<item><title>Holt in Brunn</title><link>https://post.example/a</link><pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate><dc:creator>Ann Poe</dc:creator><description>Short.</description><content:encoded><![CDATA[<p>{STORY}</p><p>{MORE}</p>]]></content:encoded></item>
<item><title>Empty</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Post</title><entry><title>Holt in Brunn</title><link rel="edit" href="https://post.example/x"/><link href="https://post.example/a"/><published>2021-05-03T10:00:00Z</published><updated>2021-05-05T10:00:00Z</updated><author><name>Ann Poe</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{STORY}</p><p>{MORE}</p></div></content></entry></feed>"""


@pytest.mark.parametrize(("name", "feed"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM)])
def test_feeds(tmp_path: Path, name: str, feed: str) -> None:
    found = only(put(tmp_path, name, feed))
    assert (found.title, found.publisher, found.author) == ("Holt in Brunn", "The Post", "Ann Poe")
    assert (found.published, found.url, found.where("published")) == (
        dt.date(2021, 5, 3),
        "https://post.example/a",
        "feed",
    )
    assert [text for role, text in shape(found) if role == "body"] == [STORY, MORE]


# --------------------------------------------------------------------------------------- tables

ROWS = [
    {
        "id": 1,
        "headline": "Holt in Brunn",
        "source": "The Post",
        "date": "2021-05-03",
        "maintext": STORY,
        "link": "https://post.example/a",
    },
    {
        "id": 2,
        "headline": "On to Kestel",
        "source": "The Post",
        "date": 1620172800,
        "maintext": f"<p>{MORE}</p>",
        "link": "https://post.example/b",
    },
    {"id": 3, "headline": "Nothing", "source": "The Post", "date": None, "maintext": "", "link": None},
]


def csv_of(rows: list[dict[str, object]], delimiter: str) -> str:
    lines = [delimiter.join(rows[0])]
    lines += [delimiter.join('"' + str(v or "").replace('"', '""') + '"' for v in row.values()) for row in rows]
    return "\n".join(lines) + "\n"


def tables(folder: Path) -> list[Path]:
    return [
        put(folder, "a.jsonl", "\n".join(map(json.dumps, ROWS)) + "\n"),
        put(folder, "a.json", json.dumps({"articles": ROWS})),
        put(folder, "b.json", json.dumps(ROWS)),
        put(folder, "a.csv", csv_of(ROWS, ",")),
        put(folder, "a.tsv", csv_of(ROWS, "\t")),
        put(folder, "semicolon.csv", "\ufeff" + csv_of(ROWS, ";")),
        put(folder, "a.jsonl.gz", gzip.compress("\n".join(map(json.dumps, ROWS)).encode())),
    ]


def test_tables_of_articles(tmp_path: Path) -> None:
    for path in tables(tmp_path):
        first, second = read(path)
        assert (first.text, second.text) == (STORY, MORE), path.name
        assert (first.title, first.publisher, first.published) == ("Holt in Brunn", "The Post", dt.date(2021, 5, 3)), (
            path.name
        )
        assert first.url == "https://post.example/a"
        assert first.name == f"{path.name.removesuffix('.gz')}#1"
        if path.suffix == ".jsonl":
            assert second.published == dt.date(2021, 5, 5)


def test_posts_have_the_day_and_the_user_that_their_network_gives_them(tmp_path: Path) -> None:
    rows = [
        {"created_at": "2021-05-03T18:04:00Z", "user": "gullwatch", "text": "the boat is in Brunn. no sail set"},
        {"created_at": "Tue May 04 13:08:45 +0000 2021", "user": {"screen_name": "kestrel"}, "text": STORY},
        {"timestamp": 1620140000, "username": "kestrel", "text": MORE},
    ]
    first, second = read(put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows[:2]))))
    (third,) = read(put(tmp_path, "b.json", json.dumps(rows[2:])))
    assert [d.published for d in (first, second, third)] == [
        dt.date(2021, 5, 3),
        dt.date(2021, 5, 4),
        dt.date(2021, 5, 4),
    ]
    assert (first.author, third.author) == ("gullwatch", "kestrel")
    assert (shape(first), first.title) == ([("body", "the boat is in Brunn. no sail set")], None), "a post has no title"


def test_parquet(tmp_path: Path) -> None:
    parquet, arrow = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("pyarrow")
    parquet.write_table(
        arrow.Table.from_pylist([{**row, "date": str(row["date"])} for row in ROWS]), tmp_path / "a.parquet"
    )
    first, second = read(tmp_path / "a.parquet")
    assert (first.text, second.text, first.title) == (STORY, MORE, "Holt in Brunn")


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", f'a,b,c\nHolt,"{STORY} {STORY}","{MORE}"\n')
    assert only(path).text == f"{STORY} {STORY}", "of columns without a telling name the one with prose"
    (found,) = read(path, columns={"text": "c", "title": "a"})
    assert (found.text, found.title) == (MORE, "Holt")
    with pytest.raises(WrongSettings, match="no column “d”: it has a, b, c"):
        read(path, columns={"text": "d"})
    with pytest.raises(WrongSettings, match="nothing a column can be for"):
        read(path, columns={"colour": "c"})


def test_a_table_of_anything_else_is_one_document(tmp_path: Path) -> None:
    found = only(put(tmp_path, "programme.csv", "day,town\n3 May,Brunn\n4 May,Kestel\n"))
    assert shape(found) == [("table", "day\ttown"), ("table", "3 May\tBrunn"), ("table", "4 May\tKestel")]


def test_a_broken_line_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    problems: list[UnreadableSource] = []
    lines = [json.dumps(ROWS[0]), "{broken", json.dumps(ROWS[1])]
    assert len(read(put(tmp_path, "a.jsonl", "\n".join(lines)), on_problem=problems.append)) == 2
    assert [str(p) for p in problems] == ["a.jsonl, line 2, is no JSON object: mend or delete the line"]


# ------------------------------------------------------------------------------------- archives


def test_zip_is_read_as_a_folder(tmp_path: Path) -> None:
    inner = archive({"c.txt": MORE})
    data = archive({
        "b/page.html": PAGE, "b/page_files/ad.html": "<p>Buy a boat!</p>", "a.txt": STORY, ".hidden.txt": "x", "__MACOSX/a.txt": "x",
        "style.css": "p {}", "in.zip": inner, "bad.pdf": b"%PDF-1.4 nothing",
    })  # fmt: skip
    problems: list[UnreadableSource] = []
    found = read(put(tmp_path, "all.zip", data), on_problem=problems.append)
    assert [d.name for d in found] == ["all.zip/a.txt", "all.zip/b/page.html", "all.zip/in.zip/c.txt"]
    assert len(problems) == 1


def warc_of(pages: dict[str, tuple[str, bytes]]) -> bytes:
    out = b""
    for url, (status, body) in pages.items():
        http = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() + body
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        out += head.encode() + http + b"\r\n\r\n"
    return out


def test_web_archives(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    pages = {
        "https://post.example/a": ("200 OK", PAGE.encode()),
        "https://post.example/gone": ("404 Not Found", PAGE.encode()),
        "https://ads.example/": ("200 OK", PAGE.encode()),
    }
    warc = warc_of(pages)
    for path in (put(tmp_path, "a.warc", warc), put(tmp_path, "a.warc.gz", gzip.compress(warc))):
        first, second = read(path)
        assert (first.url, first.title, second.url) == (
            "https://post.example/a",
            "Holt in Brunn",
            "https://ads.example/",
        )
    listed = '{"format": "json-pages-1.0"}\n{"url": "https://post.example/a"}\n'
    wacz = archive({"datapackage.json": "{}", "archive/data.warc.gz": gzip.compress(warc), "pages/pages.jsonl": listed})
    assert [d.url for d in read(put(tmp_path, "a.wacz", wacz))] == ["https://post.example/a"]


# ----------------------------------------------------------------------------------- refusals


def nested() -> bytes:
    data = archive({"a.txt": STORY})
    for _ in range(5):
        data = archive({"in.zip": data})
    return data


def locked() -> bytes:
    data = bytearray(archive({"a.txt": STORY}))
    data[6] |= 1  # the flag in the local and in the central header
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


REFUSED = [
    ("bomb.zip", lambda: archive({"a.txt": b" " * 2**21}), "unpacks to more than"),
    ("bomb.docx", lambda: archive({"word/document.xml": b" " * 2**21}), "unpacks to more than"),
    ("bomb.gz", lambda: gzip.compress(b" " * 2**21), "unpacks to more than"),
    ("deep.zip", nested, "too many archives"),
    ("locked.zip", locked, "locked with a password"),
    ("empty.zip", lambda: archive({"a.css": "p {}"}), "holds no files to read"),
    ("book.xlsx", lambda: archive({"xl/workbook.xml": "<x/>"}), "spreadsheet or slides"),
    ("cut.zip", lambda: archive({"a.txt": STORY})[:40], "damaged"),
    ("a.pdf", lambda: b"%PDF-1.4\ngarbage", "damaged"),
    ("a.parquet", lambda: b"PAR1garbage", "damaged"),
    ("a.rss", lambda: b"<rss><channel></channel></rss>", "feed without any texts"),
    ("a.json", lambda: b'{"type": "thing", "size": 3}', "no table of articles"),
    ("a.eml", lambda: b"Subject: x\nMIME-Version: 1.0\nContent-Type: image/png\n\nxx", "e-mail without text"),
    ("laughs.docx", lambda: archive({"word/document.xml": b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 50 + b'"><!ENTITY b "' + b"&a;" * 50 + b'">]><x>&b;</x>'}), "holds no text"),
    ("large.txt", lambda: b"word " * (4 * 2**20), "too large for an article"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "words"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_what_cannot_be_read_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, make: Callable[[], bytes], words: str
) -> None:
    monkeypatch.setattr("kimmap.reading.formats.MOST_UNPACKED", 2**20)
    with pytest.raises(UnreadableSource) as caught:
        read(put(tmp_path, name, make()))
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert ": " in str(caught.value), "says what to do"


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for module in ("pdfminer.pdfdocument", "pyarrow", "warcio.archiveiterator"):
        monkeypatch.setitem(sys.modules, module, None)
    for name, data, library in (
        ("a.pdf", b"%PDF-1.4", "pdfminer.six"),
        ("a.parquet", b"PAR1", "pyarrow"),
        ("a.warc", b"WARC/1.0", "warcio"),
    ):
        with pytest.raises(UnreadableSource, match=f"pip install {library}$"):
            read(put(tmp_path, name, data))


# --------------------------------------------------------------------- sources.csv, provenance


def test_a_table_of_sources_overrides(tmp_path: Path) -> None:
    put(tmp_path, "a.html", PAGE)
    put(tmp_path, "sub/b.txt", f"Holt on the road\n\n{STORY}")
    put(
        tmp_path,
        "sources.csv",
        "file,title,date,publisher,url\na.html,Given title,2020-01-02,Given Post,https://given.example/a\nsub/b.txt,,3 January 2020,,\n",
    )
    a, b = read(tmp_path)
    assert (a.title, a.published, a.publisher, a.url) == (
        "Given title",
        dt.date(2020, 1, 2),
        "Given Post",
        "https://given.example/a",
    )
    assert (b.title, b.published) == ("Holt on the road", dt.date(2020, 1, 3))
    assert isinstance(a, DescribedDocument)
    assert {a.where(f) for f in ("title", "published", "publisher", "url")} == {"sources.csv"}


def test_where_things_were_found(tmp_path: Path) -> None:
    page = PAGE.replace(
        "<head>",
        '<head><meta property="og:site_name" content="The Post"><meta name="author" content="Ann Poe"><link rel="canonical" href="https://post.example/2021/05/03/a">',
    )
    found = only(put(tmp_path, "a.html", page))
    assert {f: found.where(f) for f in ("title", "publisher", "author", "published", "url")} == {
        "title": "text", "publisher": "Open Graph", "author": "meta element", "published": "address", "url": "canonical link",
    }  # fmt: skip
    assert found.published == dt.date(2021, 5, 3)
    assert len(found.sha256 or "") == 64


def test_progress_is_told(tmp_path: Path) -> None:
    for name in "abcd":
        put(tmp_path, f"{name}.txt", STORY)
    shares: list[tuple[float, str]] = []
    read(tmp_path, on_progress=lambda share, what: shares.append((share, what)))
    assert shares == [(0.0, "a.txt"), (0.25, "b.txt"), (0.5, "c.txt"), (0.75, "d.txt")]


def test_the_zip_of_a_docx_is_not_a_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as out:
        out.writestr("a.docx", docx([("Normal", STORY)]))
    assert only(tmp_path / "a.zip").text == STORY
