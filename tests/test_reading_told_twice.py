"""Who has written a page, whose it is and of which day, where the page tells it in more than one way."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree
from test_reading_told import PROSE, TITLE, page

from kimmap.reading.foreigndates import foreign_days, is_foreign_day
from kimmap.reading.headdates import short_year
from kimmap.reading.homelinks import site_linked
from kimmap.reading.pageauthors import in_small_letters
from kimmap.reading.unlatin import writer_in


@pytest.mark.parametrize(
    ("head", "above", "author"),
    [
        ("<meta property='article:author' content='slowboats'>", "<span class='user-name'>Ada Quill</span>", "Ada Quill"),
        ("<meta name='DC.creator' content='aquill'>", "<p>by <a href='/author/aquill'>Ada Quill</a></p>", "Ada Quill"),
        ("<meta name='author' content='slowboats'>", "", "slowboats"),
        ("<meta name='author' content='press.office2'>", "", None),
        ("<meta name='author' content='ada.q'>", "<p class='who'>ada.q</p>", "ada.q"),
        ("<meta name='author' content='Harbour Web Team'>", "", None),
        ("<meta name='author' content='Harbour Office'>", "", "Harbour Office"),
        ("", "<div><a href='/authors/ada'>Ada Quill</a></div>", "Ada Quill"),
        ("", "<div><a href='/staff/aquill'>Ada Quill</a></div>", "Ada Quill"),
        ("", "<div><a href='/staff/harbour'>Ada Quill</a></div>", None),
        ("", "<div class='x'><span class='sign'>Ada DE QUILL, correspondante.</span> <span>Publié</span></div>", "Ada De Quill"),
        ("", "<div class='x'><span class='muhabir'>Ada Quill,Bo Lee</span></div>", "Ada Quill, Bo Lee"),
        ("", "<div class='authorByline'><div>AQ</div><div>Ada Quill</div><div>Head of boats</div></div>", "Ada Quill"),
        ("", "<div class='bylineless'><div>AQ</div><div>Ada Quill</div><div>Head of boats</div></div>", None),
    ],
)  # fmt: skip
def test_a_person_comes_before_an_account(tmp_path: Path, head: str, above: str, author: str | None) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1>{above}{PROSE}", head).author == author


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ada QUILL", "Ada Quill"),
        ("Ada QUILL-LEE", "Ada Quill-Lee"),
        ("ADA QUILL", "ADA QUILL"),
        ("Ada Quill AFP", "Ada Quill AFP"),
        ("Ada II", "Ada II"),
    ],
)
def test_a_family_name_in_capitals(name: str, wanted: str) -> None:
    assert in_small_letters(name) == wanted


@pytest.mark.parametrize(("last", "author"), [("Ada QUILL", "Ada Quill"), ("Ada Quill", None), ("ADA QUILL", None)])
def test_a_name_with_the_family_in_capitals_below_the_text_is_signed(
    tmp_path: Path, last: str, author: str | None
) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}<p align=right><b>{last}</b></p>").author == author


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("김하늘 기자 입력 2019.05.17", "김하늘"),
        ("[바다신문 김하늘 기자] 장관이 섬을 찾았다. 배는 늦게 왔고 사람들은 오래 기다렸으며 바람은 하루 종일 세게 불었다고 한다.", "김하늘"),
        ("사진 기자 입력", None),
        ("(社会部 山本春子)", "山本春子"),
        ("【港町=山本春子】船が着いた。", "山本春子"),
        ("山本春子記者", "山本春子"),
        ("(山の上の春)", None),
        ("本报记者 王小海", "王小海"),
        ("作者：王小海", "王小海"),
        ("Автор: Ада Перова", "Ада Перова"),
        ("Текст закона принят", None),
        ("By Ada Quill", None),
    ],
)  # fmt: skip
def test_writers_in_other_scripts(line: str, name: str | None) -> None:
    assert writer_in([line]) == name


def test_a_firm_that_signs_has_several_names(tmp_path: Path) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}<p>Yours faithfully,<br>Quill, Lee &amp; Marsh</p>").author == (
        "Quill, Lee & Marsh"
    )


def test_below_a_close_stands_a_name_with_its_office(tmp_path: Path) -> None:
    below = "<p>Yours, with salt in the ink,<br>Ada Quill, Hon. Treasurer</p>" + "<nav>Boats</nav>" * 12
    assert page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}{below}").author == "Ada Quill"


@pytest.mark.parametrize(
    ("head", "above", "publisher"),
    [
        ("<title>{t} | Loom College</title><meta property='og:site_name' content='Loom College | News'>", "<a href='/' rel='home'>Loom College</a>", "Loom College"),
        ("<title>{t}</title><meta property='og:site_name' content='Boats | News'>", "<a href='/' rel='home'>Loom College</a>", "Boats | News"),
        ("<title>SLOW BOATS — {t}</title><meta property='og:site_name' content='Tumblr'>", "<a href='/'>SLOW BOATS</a>", "SLOW BOATS"),
        ("<title>{t}</title><meta property='og:site_name' content='Tumblr'>", "<a href='/'>SLOW BOATS</a>", "Tumblr"),
        ("<title>{t} - Loompedia, the free book of boats</title>", "", "Loompedia"),
        ("<title>Loom Post Online | Print Version</title>", "<img src='m.gif' alt='The Loom Post'>", "The Loom Post"),
        ("<title>M.V. Loom Line - News</title>", "<img src='m.gif' alt='LOOM LINE'><p>NEXT BOATS</p>", "LOOM LINE"),
        ("<title>The Mast - {t}</title>", "<a href='/sites/mast'>The Mast</a><div>PORT VISITS</div>", "The Mast"),
    ],
)  # fmt: skip
def test_whose_a_page_is(tmp_path: Path, head: str, above: str, publisher: str) -> None:
    assert page(tmp_path, f"<div>{above}</div><h1>{TITLE}</h1>{PROSE}", head.format(t=TITLE)).publisher == publisher


def test_a_link_to_a_user_names_no_site() -> None:
    link = "<a href='/p'>{}</a>"
    assert site_linked(etree.HTML(link.format("slow_boat")), f"slow_boat: {TITLE}") is None
    assert site_linked(etree.HTML(link.format("Slow Boats")), f"Slow Boats: {TITLE}") == "Slow Boats"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("2021年5月3日", True),
        ("lundi 3 mai 2021, 10:20", True),
        ("2021年5月3日(月) 18時04分", True),
        ("03.05.2021  Varr", False),
        ("Le bateau est parti de Varr le 3 mai 2021", False),
    ],
)
def test_a_line_that_is_a_day(line: str, wanted: bool) -> None:
    assert is_foreign_day(line) is wanted


def test_the_day_alone_below_the_heading_is_no_title(tmp_path: Path) -> None:
    found = page(tmp_path, "<h2>A walk along the Ebb</h2><div>2021年5月3日</div>" + PROSE)
    assert (found.title, str(found.published)) == (TITLE, "2021-05-03")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted: 09/13/05 6:02 am", dt.date(2005, 9, 13)),
        ("Published on 13/09/98", dt.date(1998, 9, 13)),
        ("Posted: 09/10/05", None),
        ("Scores: 09/13/05", None),
    ],
)
def test_a_day_without_its_century(line: str, day: dt.date | None) -> None:
    found = short_year(line)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("head", "above", "below", "published", "modified"),
    [
        ("<meta name='DC.date.created' content='2021-04-30'>", "<p>published May 03, 2021 09:00 AM</p>", "", "2021-05-03", "None"),
        ("<meta name='DC.date.created' content='2021-04-30'>", "", "", "2021-04-30", "None"),
        ("", "<p>3 May 2021</p>", "<p>This page was last edited on 5 May 2021, at 05:12.</p>", "2021-05-03", "2021-05-05"),
        ("", "<p>3 May 2021</p>", "<p>Page last reviewed: 05 May 2021</p>", "2021-05-03", "2021-05-05"),
        ("", "<p>From our Port Superintendent, Varr, 3 May 2021</p>", "", "2021-05-03", "None"),
        ("", "<div><span>입력 <span class='num_date'>2021. 5. 3. 18:34</span></span><span>수정 <span class='num_date'>2021. 5. 5. 09:05</span></span></div>", "", "2021-05-03", "2021-05-05"),
    ],
)  # fmt: skip
def test_of_which_day_a_page_is(
    tmp_path: Path, head: str, above: str, below: str, published: str, modified: str
) -> None:
    found = page(tmp_path, f"<h1>{TITLE}</h1>{above}{PROSE}{below}", head)
    assert (str(found.published), str(found.modified)) == (published, modified)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("३ मई २०२१", dt.date(2021, 5, 3)),
        ("2021. május 3.", dt.date(2021, 5, 3)),
        ("3 Agustus 2021", dt.date(2021, 8, 3)),
        ("2021 mayo boats 3", None),
    ],
)
def test_days_of_further_languages(text: str, day: dt.date | None) -> None:
    assert [found.day for found in foreign_days(text)] == ([] if day is None else [day])


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("3 maggio 2021 - Ultimo aggiornamento: 5 maggio 2021", True),
        ("3 maggio 2021 - da Varr fino al 5 maggio 2021", False),
    ],
)
def test_a_line_of_a_day_and_its_change(line: str, wanted: bool) -> None:
    assert is_foreign_day(line) is wanted


@pytest.mark.parametrize(
    ("above", "author"),
    [
        ("<div class='firma'>di Ada Quill</div>", "Ada Quill"),
        ("<div class='firma'>Ada di Quill</div>", "Ada di Quill"),
        ("<span class='author'>रवि वर्मा</span>", "रवि वर्मा"),
        ("<span class='author'>all our boats</span>", None),
    ],
)
def test_names_of_other_languages(tmp_path: Path, above: str, author: str | None) -> None:
    assert page(tmp_path, f"<h1>{TITLE}</h1>{above}{PROSE}").author == author


def test_a_day_is_called_so_in_other_languages(tmp_path: Path) -> None:
    line = "<div class='{}'>a bordo, 3 maggio 2021, Ultimo aggiornamento: 5 maggio 2021</div>"
    found = page(tmp_path, f"<h1>{TITLE}</h1>{line.format('data')}{PROSE}")
    assert (str(found.published), str(found.modified)) == ("2021-05-03", "2021-05-05")


def test_the_properties_of_a_note_tell_its_day(tmp_path: Path) -> None:
    rows = "<table><tr><th>Created</th><td>@May 3, 2021 9:12 AM</td></tr><tr><th>Author</th><td>Ada Quill</td></tr></table>"
    found = page(tmp_path, f"<h1>{TITLE}</h1>{rows}{PROSE}")
    assert (found.author, str(found.published)) == ("Ada Quill", "2021-05-03")


def test_a_heading_that_leads_home_is_the_name_of_the_site(tmp_path: Path) -> None:
    head = "<title>Slow Boats: Ebb walk</title>"
    body = "<h1><a href='http://slowboats.example/'>Slow Boats</a></h1><h3>Ebb walk</h3>"
    found = page(tmp_path, body + PROSE, head)
    assert (found.title, found.publisher) == ("Ebb walk", "Slow Boats")
    kept = page(tmp_path, body.replace("example/", "example/posts/1") + PROSE, head)
    assert kept.title == "Slow Boats"


@pytest.mark.parametrize(("name", "role"), [("author-name", "byline"), ("x-name", "heading")])
def test_a_heading_that_is_called_an_author_is_a_byline(tmp_path: Path, name: str, role: str) -> None:
    found = page(tmp_path, f"<article><h1>{TITLE}</h1><h4 class='{name}'>Ada Quill</h4>{PROSE}</article>")
    assert [b.role for b in found.blocks if found.text[b.start : b.end] == "Ada Quill"] == [role]


@pytest.mark.parametrize(
    ("line", "is_noise"), [("Listen Share", True), ("Like · Comment · Share", True), ("Print and save", False)]
)
def test_commands_side_by_side(tmp_path: Path, line: str, is_noise: bool) -> None:
    found = page(tmp_path, f"<article><h1>{TITLE}</h1><div>{line}</div>{PROSE}</article>")
    assert ([b.role for b in found.blocks if found.text[b.start : b.end] == line] == ["noise"]) is is_noise


def test_a_danda_ends_a_sentence(tmp_path: Path) -> None:
    hindi = "मंत्री सोमवार को नाव से पहले द्वीप पर पहुंचे और लोगों से मिले।"
    found = page(tmp_path, f"<article><h1>{TITLE}</h1><p>{hindi}</p><p>{hindi} {hindi}</p></article>")
    assert [b.role for b in found.blocks if found.text[b.start : b.end] == hindi] == ["body"]
