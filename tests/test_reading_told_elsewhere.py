"""Who has written a page, when and whose it is, as systems and sites of other languages tell it."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from test_reading_told import PROSE, STORY, TITLE, page

from kimmap.reading.foreigndates import foreign_days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Martes, 11 Marzo 2014 18:22", dt.date(2014, 3, 11)),
        ("le 1er août 2019", dt.date(2019, 8, 1)),
        ("5. März 2021", dt.date(2021, 3, 5)),
        ("3 de maio de 2008", dt.date(2008, 5, 3)),
        ("29.09.2022", dt.date(2022, 9, 29)),
        ("2020년 11월 27일", dt.date(2020, 11, 27)),
        ("2011年10月24日 09:12", dt.date(2011, 10, 24)),
        ("7 октября 2015", dt.date(2015, 10, 7)),
        ("31 febrero 2014", None),
        ("marzo de 2014", None),
        ("41 mars 2014", None),
        # other scripts
        ("الإثنين ٣ مايو ٢٠٢١ - ٠٩:٣٥", dt.date(2021, 5, 3)),
        ("3 أكتوبر 2021", dt.date(2021, 10, 3)),
        ("3 травня 2021", dt.date(2021, 5, 3)),
        ("3 Μαΐου 2021", dt.date(2021, 5, 3)),
        ("3 mai 2021", dt.date(2021, 5, 3)),
        ("2021. 5. 3. 18:34", dt.date(2021, 5, 3)),
        ("version 2021.5.3.2", None),
    ],
)
def test_days_in_other_languages(text: str, day: dt.date | None) -> None:
    assert [found.day for found in foreign_days(text)] == ([] if day is None else [day])


@pytest.mark.parametrize(
    ("above", "below", "published", "modified"),
    [
        (
            "<span class='itemDateMade'>Lunes, 3 Mayo 2021 18:22</span>",
            "<div class='itemDateEdit'>Modificado el Martes, 4 Mayo 2021</div>",
            "2021-05-03",
            "2021-05-04",
        ),
        ("<h2 class='date-header'>lundi 3 mai 2021</h2>", "", "2021-05-03", "None"),
        ("<p class='pub_time'>2021年5月3日 09:12</p>", "", "2021-05-03", "None"),
        (
            "<div class='site-header'><span class='date'>9 mai 2021</span></div><div class='date'>3 mai 2021</div>",
            "",
            "2021-05-03",
            "None",
        ),
        (
            "<p class='meta'>Publié le 3 mai 2021 à 07h30, modifié le 5 mai 2021 à 10h12</p>",
            "",
            "2021-05-03",
            "2021-05-05",
        ),
        ("", "<div class='comment'><span class='date'>3 mai 2021</span></div>", "None", "None"),
        (
            "<span class='date'>May 3, 2021</span> <span>Last updated at </span><span>11:52 GMT</span>",
            "",
            "2021-05-03",
            "2021-05-03",
        ),
        ("<div>May 3, 2021 | <a href='#c'>Comments (3)</a></div>", "", "2021-05-03", "None"),
        (
            "",
            "<p class='post-footer'>Publié à <abbr class='published' title='2021-05-03T21:14:00+02:00'>21:14</abbr></p>",
            "2021-05-03",
            "None",
        ),
    ],
)
def test_days_that_a_page_calls_so(tmp_path: Path, above: str, below: str, published: str, modified: str) -> None:
    # What stands in the head of the site is above the title, what tells of the article below it.
    site, line = (above, "") if above.startswith(("<h2", "<span")) else ("", above)
    if "</div><div" in above:
        site, line = above.split("</div><div", 1)[0] + "</div>", "<div" + above.split("</div><div", 1)[1]
    found = page(tmp_path, f"<div>{site}<h1>{TITLE}</h1>{line}{PROSE}{below}</div>")
    assert (str(found.published), str(found.modified)) == (published, modified)


@pytest.mark.parametrize("account", ["admin", "Super User", "webmaster", "Site Administrator"])
def test_an_account_of_the_system_has_written_nothing(tmp_path: Path, account: str) -> None:
    head = f"<meta name='author' content='{account}'>"
    line = "<span class='itemAuthor'>Escrito por <a rel='author' href='/44'>Ada Quill</a></span>"
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}", head).author is None
    assert page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}", head).author == "Ada Quill"


def test_who_begins_a_thread_is_its_author(tmp_path: Path) -> None:
    def post(number: int, name: str, text: str) -> str:
        line = f"<p class='author'>by <strong><a class='username'>{name}</a></strong> » Mon May 3, 2021</p>"
        return f"<div id='p{number}' class='post'>{line}<div class='content'>{text}</div></div>"

    body = f"<h2>{TITLE}</h2>{post(20118, 'slow_ada', ' '.join(STORY))}{post(20121, 'Bo Lee', 'A nice walk.')}"
    assert page(tmp_path, body).author == "slow_ada"


def test_who_reports_in_a_dateline_of_chinese_news(tmp_path: Path) -> None:
    body = "<p>新河网石门5月3日电（记者王小明）代表团5月1日至2日乘船前往港口，在那里参观了新的码头和仓库。</p>"
    assert page(tmp_path, f"<h1>代表团访问港口</h1>{body}{PROSE}").author == "王小明"


@pytest.mark.parametrize(
    ("window", "body", "publisher"),
    [
        (
            f"{TITLE} - The Far Lens - Loompost.com",
            f"<a href='/'><img alt='Loompost.com'></a><h1>THE FAR LENS</h1><h2>{TITLE}</h2>",
            "The Far Lens",
        ),
        ("代表团访问港口_新河网", "<a href='/'>首页</a><h1>代表团访问港口</h1>", "新河网"),
        (None, f"<a href='/'>Startseite</a><h1>{TITLE}</h1>", None),
    ],
)
def test_whose_site_it_is(tmp_path: Path, window: str | None, body: str, publisher: str | None) -> None:
    head = f"<title>{window}</title>" if window else ""
    assert page(tmp_path, f"<div>{body}{PROSE}</div>", head).publisher == publisher


def test_a_writer_of_posts_who_is_called_their_creator(tmp_path: Path) -> None:
    def post(number: int, name: str, text: str) -> str:
        line = f"<span class='creator'><a href='/u/{number}'>{name}</a></span>"
        return f"<div id='post_{number}' class='topic-body'>{line}<div class='post'><p>{text}</p></div></div>"

    found = page(
        tmp_path,
        f"<h1>{TITLE}</h1>{post(1, 'ada_q', ' '.join(STORY))}{post(2, 'bo_l', 'We saw the same rain in Ommen.')}",
    )
    assert found.author == "ada_q"
    assert {b.role for b in found.blocks if "Ommen" in found.text[b.start : b.end]} == {"noise"}


def test_a_line_of_two_days_is_told_by_its_parts(tmp_path: Path) -> None:
    line = "<p class='date_wrap'><span class='date'>Inserito: 3 maggio 2021</span> <span class='date'>Aggiornato: 5 maggio 2021</span></p>"
    found = page(tmp_path, f"<div><h1>{TITLE}</h1>{line}{PROSE}</div>")
    assert (str(found.published), str(found.modified)) == ("2021-05-03", "2021-05-05")


def test_the_day_in_the_foot_of_an_article(tmp_path: Path) -> None:
    body = f"<article><h2>{TITLE}</h2>{PROSE}<footer><div class='date'>May 3, 2021</div></footer></article>"
    assert str(page(tmp_path, body).published) == "2021-05-03"
    assert (
        page(tmp_path, f"<h2>{TITLE}</h2>{PROSE}<footer><div class='date'>May 3, 2021</div></footer>").published is None
    )


@pytest.mark.parametrize(
    ("line", "author", "published"),
    [
        ("<div class='byline'><div>Ada Quill</div><div>May 3, 2021</div></div>", "Ada Quill", "2021-05-03"),
        ("<div class='byline'><div>Loom Gazette</div><div>May 3, 2021</div></div>", None, "2021-05-03"),
        (
            "<div class='meta'><span>By Ada Quill</span><span>3 May 2021</span><span>Updated 5 May 2021</span></div>",
            "Ada Quill",
            "2021-05-03",
        ),
        ("<div class='meta'><div>Ada Quill</div><div>May 3, 2021</div></div>", "Ada Quill", "2021-05-03"),
        ("<div class='meta'><div>Loom Post</div><div>May 3, 2021</div></div>", None, "2021-05-03"),
        ("<ul><li>Ada Quill</li><li>3 May 2021</li><li>12 comments</li></ul>", None, "2021-05-03"),
        ("<ul><li>3 May 2021</li><li>Varr</li><li>4 May 2021</li><li>Loom</li></ul>", None, "None"),
        ("<div class='byline'>7 октября 2015, 12:20</div>", None, "2015-10-07"),
    ],
)
def test_names_and_days_that_stand_beside_each_other(
    tmp_path: Path, line: str, author: str | None, published: str
) -> None:
    found = page(tmp_path, f"<article><h1>{TITLE}</h1>{line}{PROSE}</article>")
    assert (found.author, str(found.published)) == (author, published)


def test_parts_of_a_line_that_only_a_style_sets_apart(tmp_path: Path) -> None:
    line = "<div><span>Ada Quill</span><span>3 May 2021</span><span>Loom</span></div>"
    assert "Ada Quill 3 May 2021 Loom" in page(tmp_path, f"<article><h1>{TITLE}</h1>{line}{PROSE}</article>").text


def test_a_word_of_which_a_part_is_marked_stays_one(tmp_path: Path) -> None:
    found = page(
        tmp_path,
        f"<h1>{TITLE}</h1><div><span>We</span><span>nt by the night boat from Varr to Ommen on Friday.</span></div>{PROSE}",
    )
    assert "Went by the night boat" in found.text


def test_the_day_of_a_change_is_the_readers(tmp_path: Path) -> None:
    data = '<script type="application/ld+json">{"@type":"Article","headline":"A walk along the Ebb","dateModified":"2021-05-06T04:10:00Z"}</script>'
    line = "<div class='byline'>Updated 8:10 PM, May 5, 2021</div>"
    assert str(page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}", data).modified) == "2021-05-05"
    assert str(page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}", data).modified) == "2021-05-06"
