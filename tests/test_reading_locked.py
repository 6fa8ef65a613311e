"""Locked, encrypted and foreign files: one line each that says what they are and what to do next."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from reading_files import archive, odt, pdf

from kimmap.errors import UnreadableSource
from kimmap.reading import read

STORY = "Mira Holt reached Brunn by train on Friday and stayed for two nights in the old town."
PASSWORD = "is locked with a password: open it, take the password off and give the copy"
UNPACK = "is locked with a password: unpack it and give what it holds"
MAIL = "From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\nDate: Mon, 3 May 2021 10:00:00 +0200\n"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def locked_zip(members: dict[str, str], locked: int) -> bytes:
    """A ZIP file, the first few members of which say that they are encrypted."""
    data = bytearray(archive(dict(members)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        for _ in range(locked):
            at = data.index(mark, at + 1)
            data[at + offset] |= 1
    return bytes(data)


def encrypted_pdf(how: str) -> bytes:
    page = pdf([[(60, 700 - 12 * i, 10, STORY[:40]) for i in range(8)]])
    return page.replace(b"trailer<<", f"trailer<</Encrypt<<{how}>>/ID[(a)(a)]".encode())


def locked_odt() -> bytes:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    return archive({"content.xml": "\x01\x02", "META-INF/manifest.xml": manifest})


def book(encryption: str) -> bytes:
    page = f"<html><body><h1>Holt</h1><p>{STORY}</p></body></html>"
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container/>",
            "META-INF/encryption.xml": encryption,
            "OEBPS/ch1.xhtml": page,
        }
    )


REFUSED = [
    ("a.pdf", lambda: encrypted_pdf(f"/Filter/Standard/V 1/R 2/O({'o' * 32})/U({'u' * 32})/P -4"), PASSWORD),
    ("a.pdf", lambda: encrypted_pdf("/Filter/EBX_HANDLER/V 2"),
     "can be opened only with the program or account that it was sold for: print it to a PDF file from there"),
    ("a.docx", lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 90, PASSWORD),
    ("a.doc", lambda: OLD_OFFICE + "WordDocument".encode("utf-16-le"),
     "is an office document of the old kind: save it as .docx, or its text as .txt, and give that"),
    ("a.odt", locked_odt, PASSWORD),
    ("a.odt", lambda: archive({"mimetype": "x", "encrypted-package": "\x01"}), PASSWORD),
    ("a.zip", lambda: locked_zip({"a.txt": STORY, "b.txt": STORY}, 2), UNPACK),
    ("a.epub", lambda: book("<CipherReference URI='OEBPS/ch1.xhtml'/>"),
     "is an e-book that only its buyer's program opens: give its text"),
    ("a.azw", lambda: b"Holt\0" * 12 + b"BOOKMOBI" + b"\0" * 90, "is an e-book of a reading device: save its text"),
    ("a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + b"\xf0" * 90, "is a 7z archive: unpack it and give what it holds"),
    ("a.rar", lambda: b"Rar!\x1a\x07\x01\x00" + b"\xf0" * 90, "is a RAR archive: unpack it and give what it holds"),
    ("a.asc", lambda: b"\n-----BEGIN PGP MESSAGE-----\n\nabc\n", r"is encrypted (PGP): decrypt it and give the text"),
    ("a.eml", lambda: f"{MAIL}\n-----BEGIN PGP MESSAGE-----\n\nabc\n".encode(), "is encrypted (PGP): decrypt it"),
    ("a.eml", lambda: f"{MAIL}Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nabc\n".encode(),
     "is encrypted: open it in a mail program and save its text"),
    ("a.eml", lambda: f"{MAIL}Content-Type: multipart/encrypted; boundary=q\n\n--q\n\nVersion: 1\n--q--\n".encode(),
     "is encrypted: open it in a mail program and save its text"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "made", "line"), REFUSED)
def test_what_is_locked_is_refused_with_what_to_do(tmp_path: Path, name: str, made: object, line: str) -> None:
    if name == "a.pdf":
        pytest.importorskip("pdfminer")
    assert callable(made)
    data = made()
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    (tmp_path / "good.txt").write_text(STORY)
    problems: list[UnreadableSource] = []
    assert [d.name for d in read(tmp_path, on_problem=problems.append)] == ["good.txt"]
    assert [str(p).startswith(f"{name} {line}") for p in problems] == [True], problems


def test_of_an_archive_the_files_that_are_not_locked_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(locked_zip({"a.txt": STORY, "b.txt": STORY, "c.txt": STORY}, 2))
    problems: list[UnreadableSource] = []
    assert [d.name for d in read(tmp_path / "a.zip", on_problem=problems.append)] == ["a.zip/c.txt"]
    line = "a.zip has 2 of 3 files locked with a password: unpack it and give what it holds"
    assert [str(p) for p in problems] == [line]


def test_an_e_book_is_its_pages(tmp_path: Path) -> None:
    (tmp_path / "a.epub").write_bytes(book("<CipherReference URI='OEBPS/fonts/x.otf'/>"))
    (page,) = read(tmp_path / "a.epub")
    assert (page.name, STORY in page.text) == ("a.epub/OEBPS/ch1.xhtml", True)


def test_an_odt_with_a_manifest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    path.write_bytes(odt([("h", "Holt"), ("p", STORY)]))
    with zipfile.ZipFile(path, "a") as out:
        out.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
    assert STORY in read(path)[0].text
