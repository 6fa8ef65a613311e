"""Sources: folders, files, standard input, encodings, and what cannot be read."""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimmap.errors import NoSources, UnreadableSource, WrongSettings
from kimmap.reading import read
from kimmap.reading.encoding import decode

LETTER = "Mira Holt reached Żilina by train on Friday and stayed for two nights."


def names(*sources: str | Path) -> list[str]:
    return [d.name for d in read(*sources)]


def test_a_folder_is_read_with_all_below_it_sorted_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", ".git/x.txt", "sub/style.css"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"<p>{LETTER}</p>" if name.endswith(".html") else LETTER, encoding="utf-8")
    assert names(tmp_path) == ["a.md", "b.txt", "c.html"]


def test_the_parts_of_a_saved_page_are_no_sources(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<p>{LETTER}", encoding="utf-8")
    (tmp_path / "page_files").mkdir()
    (tmp_path / "page_files" / "ad.html").write_text("<p>Buy a boat!", encoding="utf-8")
    assert names(tmp_path) == ["page.html"]


def test_order_is_as_given_and_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(LETTER, encoding="utf-8")
    assert names(tmp_path / "b.txt", tmp_path) == ["b.txt", "a.txt"]


def test_equal_file_names_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ("one/note.txt", "two/note.txt", "two/other.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(LETTER, encoding="utf-8")
    assert names(tmp_path / "one", tmp_path / "two") == ["one/note.txt", "two/note.txt", "other.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LETTER.encode())))
    (document,) = read("-")
    assert (document.name, document.text) == ("standard input", LETTER)


UNREADABLE = {
    "no.txt": (None, "no.txt does not exist"),
    "empty.txt": (b"", "empty.txt is empty"),
    "blank.txt": (b" \r\n\t\n", "blank.txt is empty"),
    "bom.txt": (b"\xef\xbb\xbf \n", "bom.txt is empty"),
    "paper.pdf": (b"%PDF-1.7\n...", "paper.pdf is a damaged PDF file"),
    "letter.docx": (b"PK\x03\x04....", "letter.docx is damaged"),
    "x.png": (b"\x89PNG\r\n\x1a\n\x00", "x.png is a PNG picture"),
    "raw.txt": (b"abc\x00\x01\x02def", "raw.txt is not text"),
    "control.txt": (b"\x01\x02\x03\x04 some words", "control.txt is not text"),
    "odd.txt": (b"\x81\x8d\x8f\x90\x9d\xff\xfe\xfa " * 9, "odd.txt is in an encoding that cannot be told"),
    "cut.txt": ("The café – closed".encode()[:8], "cut.txt is in an encoding that cannot be told"),
    "mixed.txt": ("“Quoted” ".encode() * 3 + b"caf\xe9", "mixed.txt is in an encoding that cannot be told"),
    "utf16.txt": (b"\xff\xfea", "utf16.txt says that it is UTF-16-LE and is not"),
    "script.html": (b"<html><script>let a = 1</script></html>", "script.html shows no text"),
    "comment.html": (b"<!doctype html><!-- nothing -->", "comment.html shows no text"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_the_only_file_given_cannot_be_read(tmp_path: Path, name: str) -> None:
    data, message = UNREADABLE[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableSource) as caught:
        read(tmp_path / name)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert ": " in str(caught.value), "says what to do"


@pytest.mark.parametrize("name", UNREADABLE)
def test_beside_others_it_is_reported_and_they_are_read(tmp_path: Path, name: str) -> None:
    data, message = UNREADABLE[name]
    if data is not None:
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(LETTER, encoding="utf-8")
    problems: list[UnreadableSource] = []
    documents = read(tmp_path / name, tmp_path / "good.txt", on_problem=problems.append)
    assert [d.name for d in documents] == ["good.txt"]
    assert [message in str(p) for p in problems] == [True]


def test_without_a_listener_problems_are_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "good.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    read(tmp_path)
    assert [r.getMessage() for r in caplog.records] == ["empty.txt is empty: put the text into it, or leave it out"]


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(NoSources, match="no sources given"):
        read()
    with pytest.raises(NoSources, match="put articles there: text, saved pages, PDF, Word"):
        read(tmp_path)
    (tmp_path / ".letter.txt").write_text(LETTER, encoding="utf-8")
    with pytest.raises(NoSources, match="hidden files are not read"):
        read(tmp_path)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NoSources, match="none of 1 sources could be read; the first: empty"):
        read(tmp_path, on_problem=lambda problem: None)


def test_several_sources_may_come_in_a_list(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt")]
    for number, file in enumerate(files):
        file.write_text(f"{LETTER} {number}", encoding="utf-8")
    assert read(files) == read(*files) == read([str(files[0])], files[1])


@pytest.mark.parametrize("source", [None, 5, b"a.txt", [None]])
def test_what_is_no_name_is_refused(source: Any) -> None:
    with pytest.raises(TypeError, match="folders and files by name, not"):
        read(source)


def test_an_empty_name_is_not_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(LETTER, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongSettings, match="an empty name among the sources"):
        read("")


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(UnreadableSource, match="standard input cannot be read: it is closed"):
        read("-")


def test_web_addresses_are_not_fetched() -> None:
    with pytest.raises(UnreadableSource, match="web address: save the page and give the file"):
        read("https://example.org/trip.html")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="devices are files")
def test_devices_are_refused_and_pipes_are_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="a device and no file"):
        read("/dev/zero")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(LETTER,), kwargs={"encoding": "utf-8"})
    writer.start()
    (document,) = read(pipe)
    writer.join()
    assert document.text == LETTER


@pytest.mark.skipif(os.name == "nt", reason="symbolic links")
def test_links_to_nowhere_and_in_circles(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(LETTER, encoding="utf-8")
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "circle").symlink_to(tmp_path)
    problems: list[UnreadableSource] = []
    assert [d.name for d in read(tmp_path, on_problem=problems.append)] == ["good.txt"]
    assert ["link to nowhere" in str(p) for p in problems] == [True]


ENCODED = [
    (LETTER, "utf-8"),
    (LETTER, "utf-8-sig"),
    (LETTER, "utf-16"),
    (LETTER, "utf-32"),
    ("She wrote from the café in Orléans – “at last” – and left for Tours.", "cp1252"),
    ("Der Zug nach Köln fährt über Düsseldorf, she said in her naïve German.", "latin-1"),
    ("Поезд прибыл во Владивосток утром, и делегация отправилась в порт.", "koi8-r"),
    ("Поезд прибыл во Владивосток утром, и делегация отправилась в порт.", "cp1251"),
    ("Поезд прибыл во Владивосток утром, и делегация отправилась в порт.", "cp866"),
    ("대표단은 아침에 부산에 도착하여 시장을 만났다. 회담은 이틀 동안 계속되었다.", "euc-kr"),
    ("列車は朝、大阪に到着し、代表団は港へ向かった。", "shift_jis"),
    ("列車は朝、大阪に到着し、代表団は港へ向かった。", "euc-jp"),
    ("列车早上抵达上海，代表团前往港口。这是他的第一站，人们不知道他有什么计划。", "gb18030"),
    ("Το τρένο έφτασε στην Αθήνα το πρωί και η αντιπροσωπεία πήγε στο λιμάνι.", "cp1253"),
    (LETTER.replace("Ż", "Z"), "utf-16-le"),
    (LETTER.replace("Ż", "Z"), "utf-16-be"),
    ("We left Łódź for Poznań and Gdańsk, then Šibenik and Žilina; the café in Łódź was shut.", "cp1250"),
]


def test_a_few_broken_bytes_in_a_long_text_are_shown_as_such() -> None:
    whole = f"{LETTER} ".encode() * 20
    text = decode(whole + b"caf\xe9 " + whole, "x.txt")
    assert text.count("\ufffd") == 1
    assert text.replace("\ufffd", "") == f"{LETTER} " * 20 + "caf " + f"{LETTER} " * 20


@pytest.mark.parametrize("charset", ["iso-8859-1", "no-such-charset", "hex", ""])
def test_a_declared_charset_from_outside_is_a_hint_only(charset: str) -> None:
    assert decode(LETTER.encode(), "x.txt", charset=charset) == LETTER


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x.txt") == text


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="{}">',
        '<META http-equiv="Content-Type" content="text/html; charset={}">',
        '<?xml version="1.0" encoding="{}"?>',
    ],
)
@pytest.mark.parametrize("charset", ["iso-8859-2", "windows-1251", "shift_jis", "iso-2022-jp"])
def test_markup_declares_its_charset(tmp_path: Path, head: str, charset: str) -> None:
    words = {"iso-8859-2": "Łódź i Gdańsk", "windows-1251": "Владивосток"}.get(charset, "東京から大阪へ")
    page = f"{head.format(charset)}<html><body><p>{words}</p></body></html>"
    (tmp_path / "page.html").write_bytes(page.encode(charset))
    assert read(tmp_path / "page.html")[0].text == words


def test_a_wrong_declaration_gives_way_to_utf_8(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<meta charset="iso-8859-1"><p>Málaga</p>', encoding="utf-8")
    assert read(tmp_path / "page.html")[0].text == "Málaga"


@given(
    st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(str.strip),
    st.sampled_from(["utf-8", "utf-16"]),
)
def test_text_comes_back_as_it_was_written(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    if not text.startswith("\ufeff") and not any(
        data.startswith(m) for m in (b"%PDF", b"PK", b"GIF8", b"RIFF", b"OggS", b"ID3", b"II*", b"{\\rtf")
    ):
        assert decode(data, "x.txt") == text


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, is_markup: bool) -> None:
    try:
        text = decode(data, "x", is_markup)
    except UnreadableSource:
        return
    assert text.strip()


def _raze(folder: Path) -> None:
    here = Path.cwd()
    os.chdir(folder)
    depth = 1
    while Path("d").is_dir():
        os.chdir("d")
        depth += 1
    Path("a.txt").unlink(missing_ok=True)
    for _ in range(depth):
        os.chdir("..")
        for left in Path().glob("d"):
            left.rmdir()
    os.chdir(here)


@pytest.mark.parametrize("address", ["https://[x/2019/05/03/", "http://[", "//[::1"])
def test_what_only_looks_like_an_address_costs_nobody_the_text(address: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"URL: {address}\nDate: 3 May 2019\n\nThe ship lay in Arden.\n", encoding="utf-8")
    (document,) = read(tmp_path)
    assert document.published is not None
    assert "Arden" in document.text


def test_folders_a_thousand_deep_are_read_to_the_ground(tmp_path: Path) -> None:
    here = Path.cwd()
    try:
        os.chdir(tmp_path)
        for _ in range(1000):
            Path("d").mkdir()
            os.chdir("d")
        Path("a.txt").write_text("The ship lay in Arden.", encoding="utf-8")
        os.chdir(here)
        assert [d.text.strip() for d in read(tmp_path)] == ["The ship lay in Arden."]
    finally:  # pytest would remove them by recursion
        os.chdir(here)
        _raze(tmp_path / "d")


def test_a_link_to_a_device_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ship lay in Arden.", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("/dev/zero")
    problems: list[UnreadableSource] = []
    assert len(read(tmp_path, on_problem=problems.append)) == 1
    assert [str(p).removeprefix(str(tmp_path)) for p in problems] == ["/b.txt is a link to a device and no file"]
