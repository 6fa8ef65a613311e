"""Files without a telling suffix, and standard input, are told by their content; what is damaged is said once."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest

from kimmap.errors import NoSources, UnreadableSource
from kimmap.reading import read

LETTER = b"""From: Ada Vinter <ada@vinter.example>
To: Olaf Pell <olaf@pell.example>
Subject: =?utf-8?q?Caf=C3=A9s_of_Lima?=
Date: Fri, 3 May 2031 10:00:00 +0000

I came to Lima yesterday, Olaf, and like it.
"""
MAILBOX = b"".join(
    b"From ada@vinter.example Fri May  %d 10:00:00 2031\n%s\n" % (day, LETTER.replace(b"3 May", b"%d May" % day))
    for day in (3, 4)
)
CONTENTS = {
    "a mailbox": (MAILBOX, 2, "Cafés of Lima"),
    "a letter": (LETTER, 1, "Cafés of Lima"),
    "JSON Lines": (b'{"title": "One", "text": "I saw Lima."}\n{"title": "Two", "text": "I saw Cusco."}\n', 2, "One"),
    "a JSON list": (b'[{"title": "One", "text": "I saw Lima."}]', 1, "One"),
    "CSV": (b"title,text\nOne,I saw Lima.\nTwo,I saw Cusco.\n", 2, "One"),
}


@pytest.mark.parametrize(("content", "count", "title"), CONTENTS.values(), ids=CONTENTS)
def test_a_file_without_suffix_and_standard_input_are_told_by_their_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, count: int, title: str
) -> None:
    (tmp_path / "Inbox").write_bytes(content)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    for source in (tmp_path / "Inbox", "-"):
        documents = read(source)
        assert (len(documents), documents[0].title) == (count, title)


@pytest.mark.parametrize(
    "text",
    [
        "From Lima we went to Cusco in May 2031\n\nTo our surprise: nobody was there.\n",
        "From: Ada\nTo: Olaf\nDear Olaf, I saw Lima.\n",
        "Dates, text, and other things that we carried to Lima\n\nWe carried them far.\n",
        "{Lima} was where we began, and Cusco where we ended.\n",
    ],
)
def test_prose_that_begins_like_one_of_these_is_prose(tmp_path: Path, text: str) -> None:
    (tmp_path / "Notes").write_text(text, encoding="utf-8")
    (document,) = read(tmp_path / "Notes")
    assert document.text == text


@pytest.mark.parametrize("name", ["a.json", "a.geojson"])
def test_broken_json_is_told_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text('{"type": "Table",\n "shared": [1,\n "Lima"', encoding="utf-8")
    (tmp_path / "b.txt").write_text("Ada Vinter came to Lima.", encoding="utf-8")
    problems: list[UnreadableSource] = []
    assert [d.name for d in read(tmp_path, on_problem=problems.append)] == ["b.txt"]
    assert [str(p) for p in problems] == [f"{name} is damaged: it is no JSON (line 3); save it again, or give its text"]


def test_the_one_file_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    problems: list[UnreadableSource] = []
    with pytest.raises(NoSources, match=r"^nothing could be read: a\.json is damaged"):
        read(tmp_path, on_problem=problems.append)
    assert problems == []


def test_geojson_of_others_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    with pytest.raises(UnreadableSource, match="data of a map"):
        read(tmp_path / "a.geojson")


def test_a_few_null_bytes_in_a_text_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Ada Vinter came to \0Lima on Friday.\0\n")
    assert read(tmp_path)[0].text == "Ada Vinter came to Lima on Friday.\n"


HEADINGS = {
    "euc-kr": "제목,날짜,본문",
    "shift_jis": "タイトル,日付,本文",
    "euc-jp": "題名,日付,本文",
    "gb18030": "标题,日期,正文",
    "big5": "標題,日期,內文",
    "koi8-r": "Заголовок,Дата,Текст",
}


@pytest.mark.parametrize(("encoding", "headings"), HEADINGS.items(), ids=HEADINGS)
def test_foreign_headings_over_english_texts_tell_the_encoding_of_a_table(
    tmp_path: Path, encoding: str, headings: str
) -> None:
    rows = "".join(f'Lima {day},2031-05-0{day},"Ada Vinter came to Lima."\n' for day in (3, 4))
    (tmp_path / "a.csv").write_bytes(f"{headings}\n{rows}".encode(encoding))
    first, second = read(tmp_path / "a.csv")
    assert (first.title, second.published) == ("Lima 3", dt.date(2031, 5, 4))
    assert first.text == "Ada Vinter came to Lima."
