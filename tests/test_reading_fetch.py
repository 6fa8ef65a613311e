"""Fetching a page: what is kept, and what is told when it cannot be had.  No test talks to the network."""

from __future__ import annotations

import csv
from pathlib import Path

import httpx
import pytest

from kimmap.errors import KimmapError, UnreadableSource, UnwritableOutput, WrongSettings
from kimmap.reading import read
from kimmap.reading.fetch import MOST_BYTES, fetch

PAGE = "<html><h1>Holt in Brunn</h1><p>Mira Holt reached Brunn by train on Friday and stayed for two nights.</p></html>"
URL = "https://post.example/news/holt?id=3"


def answering(status: int = 200, content: bytes = PAGE.encode(), **headers: str) -> httpx.MockTransport:
    shown = {"content-type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return httpx.MockTransport(lambda request: httpx.Response(status, content=content, headers=shown))


def test_a_page_is_kept_as_it_came_with_its_address(tmp_path: Path) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if request.url.path == "/news/holt":
            return httpx.Response(301, headers={"location": "https://post.example/2021/05/03/holt"})
        return httpx.Response(200, content=PAGE.encode(), headers={"content-type": "text/html"})

    path = fetch(URL, tmp_path / "kept", transport=httpx.MockTransport(answer))
    assert path.read_text(encoding="utf-8") == PAGE
    assert path.name.startswith("post.example-2021-05-03-holt-")
    assert path.suffix == ".html"
    assert all("kimmap/" in request.headers["user-agent"] for request in seen)
    (document,) = read(tmp_path / "kept")
    assert (document.title, document.url) == ("Holt in Brunn", "https://post.example/2021/05/03/holt")
    assert str(document.published) == "2021-05-03"


def test_fetching_again_adds_nothing(tmp_path: Path) -> None:
    first = fetch(URL, tmp_path, transport=answering())
    assert fetch(URL, tmp_path, transport=answering()) == first
    other = fetch(URL, tmp_path, transport=answering(content=b"<p>Another text than before, on the same page.</p>"))
    assert other != first
    rows = list(csv.DictReader((tmp_path / "sources.csv").read_text(encoding="utf-8").splitlines()))
    assert [row["file"] for row in rows] == [first.name, other.name]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([first.name, other.name, "sources.csv"])


def test_columns_of_a_users_table_stay(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("file,title\na.txt,Given title\n", encoding="utf-8")
    fetch(URL, tmp_path, transport=answering())
    rows = list(csv.DictReader((tmp_path / "sources.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0]["title"] == "Given title"
    assert rows[1]["url"] == URL


def slow(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("too slow", request=request)


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


def circle(request: httpx.Request) -> httpx.Response:
    return httpx.Response(302, headers={"location": str(request.url)})


CANNOT = [
    (URL, answering(404), UnreadableSource, "the server says 404 Not Found"),
    (URL, answering(content_type="image/png"), UnreadableSource, "no text but image/png"),
    (URL, answering(content=b"x" * (MOST_BYTES + 1)), UnreadableSource, "has more than 16 MB"),
    (URL, httpx.MockTransport(slow), UnreadableSource, "did not answer within 20 s"),
    (URL, httpx.MockTransport(refused), UnreadableSource, "cannot be fetched (refused)"),
    (URL, httpx.MockTransport(circle), UnreadableSource, "cannot be fetched"),
    ("ftp://post.example/a", None, WrongSettings, "no web address"),
    ("file:///etc/passwd", None, WrongSettings, "no web address"),
    ("https://", None, WrongSettings, "no web address"),
]


@pytest.mark.parametrize(("url", "transport", "kind", "words"), CANNOT)
def test_what_cannot_be_had_is_told_in_one_line(
    tmp_path: Path, url: str, transport: httpx.MockTransport | None, kind: type[KimmapError], words: str
) -> None:
    with pytest.raises(kind) as caught:
        fetch(url, tmp_path, transport=transport)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UnwritableOutput, match="choose another output"):
        fetch(URL, tmp_path / "file", transport=answering())
