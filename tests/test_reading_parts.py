"""What of a page is its article although a word, a name or a place on the page looks like something else."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

from pathlib import Path

import pytest

from kimmap.model import Document
from kimmap.reading import read

TITLE = "A walk along the Ebb"
STORY = (
    "We set out from Varr on Monday and reached Stenholt by the evening of the day.",
    "On Tuesday it rained so hard that nobody left the inn until the late afternoon.",
    "The next morning the road was dry again, and we walked on to the sea without a halt.",
    "It was the best day of all, and nobody wanted to go home when the boat came for us.",
)
PROSE = "".join(f"<p>{text}</p>" for text in STORY)


def page(folder: Path, body: str, head: str = "") -> Document:
    path = folder / "page.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return read(path)[0]


def shown(document: Document) -> str:
    return "\n".join(document.text[b.start : b.end] for b in document.blocks if b.role != "noise")


def role_of(document: Document, words: str) -> set[str]:
    return {b.role for b in document.blocks if words in document.text[b.start : b.end]}


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        ("<ul><li>Ada Quill</li><li>May 5, 2021</li><li>3 Comments</li></ul>", True),
        ("<ul><li>Bo Lee</li><li>14 replies</li></ul>", True),
        ("<nav><a href='/a'>For sale</a><a href='/b'>Weather</a></nav>", True),
        ("<nav><ul><li><a href='/c'>Classifieds</a></li></ul></nav>", True),
        ("<h2>For sale</h2>", False),
    ],
)
def test_a_count_or_a_section_above_the_article_ends_nothing(tmp_path: Path, above: str, kept: bool) -> None:
    text = shown(
        page(tmp_path, f"{above if 'nav' in above else ''}<h1>{TITLE}</h1>{'' if 'nav' in above else above}{PROSE}")
    )
    assert all((sentence in text) is kept for sentence in STORY)


def test_comments_below_the_article_are_still_none_of_it(tmp_path: Path) -> None:
    found = page(tmp_path, f"<h1>{TITLE}</h1><p>{STORY[0]}</p><h3>2 comments</h3><p>{STORY[1]}</p><p>{STORY[2]}</p>")
    assert (STORY[0] in shown(found), STORY[1] in shown(found)) == (True, False)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("para-after--pullquote", True),
        ("text has-sidebar", True),
        ("block with_newsletter", True),
        ("no-sidebar", True),
        ("sharebar", False),
        ("after-newsletter related", False),
        ("no-print share", False),
    ],
)
def test_what_stands_beside_a_box_does_not_name_it(tmp_path: Path, name: str, kept: bool) -> None:
    found = page(
        tmp_path,
        f"<article><h1>{TITLE}</h1>{PROSE}<p class='{name}'>At Ommen we took the ferry over the lake.</p></article>",
    )
    assert ("Ommen" in shown(found)) is kept


@pytest.mark.parametrize(
    ("picture", "kept"),
    [
        (
            "<figure><img src='a.jpg' alt='Two men on the quay of Ommen'><figcaption>The quay at noon.</figcaption></figure>",
            True,
        ),
        (
            "<figure><a href='/big/a.jpg' title='The mayor of Ommen on the bridge'><img src='a.jpg' alt=''></a></figure>",
            True,
        ),
        ("<amp-img src='a.jpg' alt='View of the harbour of Ommen'></amp-img>", True),
        (
            "<a href='/shop?7'><img src='a.gif' width='468' height='60' alt='Boots from Ommen at half the price'></a>",
            False,
        ),
        ("<img src='a.gif' width='24' height='24' alt='The little flag of old Ommen'>", False),
        ("<a href='/o'><img src='a.jpg' alt='Go to the profile of Ommen Walker'></a>", False),
        ("<img src='a.jpg' alt='Ommen'>", False),
    ],
)
def test_what_a_picture_shows(tmp_path: Path, picture: str, kept: bool) -> None:
    found = page(tmp_path, f"<article><h1>{TITLE}</h1><p>{STORY[0]}</p><div>{picture}</div>{PROSE}</article>")
    assert role_of(found, "Ommen") == ({"caption"} if kept else set())


def test_what_a_picture_shows_is_told_once(tmp_path: Path) -> None:
    words = "The two of them on the quay of Ommen"
    found = page(
        tmp_path,
        f"<article><h1>{TITLE}</h1>{PROSE}<figure><img alt='{words}'><figcaption>{words}, May 5</figcaption></figure></article>",
    )
    assert shown(found).count("quay of Ommen") == 1


def test_pictures_of_pages_without_blanks_between_words(tmp_path: Path) -> None:
    text = "考察团在港口听取负责人的介绍"
    body = "".join(
        f"<p>{day}日，代表团乘船前往港口，在那里参观了新的码头和仓库，并同工人们座谈。</p>" for day in (3, 4, 5)
    )
    found = page(
        tmp_path, f"<article><h1>代表团访问港口</h1><p><img src='a.jpg' alt='{text}'></p><div>{body}</div></article>"
    )
    assert role_of(found, text) == {"caption"}
    assert role_of(found, "4日") == {"body"}


def test_the_standfirst_between_the_title_and_the_article(tmp_path: Path) -> None:
    head = f"<h1>{TITLE}</h1><h2>Four days, three inns and one very wet dog of Ommen</h2><div class='byline'>By Ada Quill</div>"
    body = f"<div><div>{head}<article>{PROSE}</article><div><p>A word about Loom from our shop of boots.</p></div></div></div>"
    found = page(tmp_path, body, f"<title>{TITLE} | The Loom Post</title>")
    assert (found.author, "Ommen" in shown(found), "Loom" in shown(found)) == ("Ada Quill", True, False)


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("By continuing up the valley we came to Ommen before dark.", True),
        ("Tagged along with a choir to Ommen by bus.", True),
        ("If you liked the gorge, do not follow the road to Ommen.", True),
        ("Back to the main road at Ommen we took a lift in a hearse.", True),
        ("By continuing to use Ommen.example you accept our terms.", False),
        ("If you enjoyed this post about Ommen, share it with a friend.", False),
        ("Back to news from Ommen", False),
    ],
)
def test_sentences_that_begin_like_a_button(tmp_path: Path, sentence: str, kept: bool) -> None:
    found = page(tmp_path, f"<article><h1>{TITLE}</h1><p>{STORY[0]}</p><p>{sentence}</p>{PROSE}</article>")
    assert ("Ommen" in shown(found)) is kept


@pytest.mark.parametrize(
    ("paragraph", "kept"),
    [
        ("On the fourth day the walkers of the choir reached Ommen by the dyke. <a href='/d'>Donate now</a>", True),
        ("She rowed from Varr to Ommen in a bath, against the wind. Sponsor her: <a href='/d'>give now</a>", True),
        ("Your gift keeps our reporters on the road to Ommen in all weather. <a href='/d'>Donate now</a>", False),
        ("The Ommen course for beginners opens again in June. <a href='/d'>Book now</a>", False),
    ],
)
def test_a_paragraph_that_asks_only_at_its_end(tmp_path: Path, paragraph: str, kept: bool) -> None:
    found = page(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}<p>{paragraph}</p><p>{STORY[0]} Really.</p></article>")
    assert ("Ommen" in shown(found)) is kept


@pytest.mark.parametrize(
    ("aside", "kept"),
    [
        ("<aside class='facts'><h3>Day by day</h3><ul><li>May 3: Varr</li><li>May 4: Ommen</li></ul></aside>", True),
        ("<aside><h4>The stages</h4><table><tr><td>May 4</td><td>Ommen</td></tr></table></aside>", True),
        ("<aside><h4>Most read</h4><ol><li>Ommen bans boats</li><li>Loom floods</li></ol></aside>", False),
        ("<aside><h4>Elsewhere</h4><ul><li><a href='/o'>Ommen bans boats</a></li></ul></aside>", False),
        ("<aside><p>“Nobody had ever rowed to Ommen”</p></aside>", False),
    ],
)
def test_a_box_of_facts_beside_the_article(tmp_path: Path, aside: str, kept: bool) -> None:
    found = page(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}{aside}<p>{STORY[0]} Really.</p></article>")
    assert ("Ommen" in shown(found)) is kept


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        (
            "<h2>Sources</h2><ul><li>The mayor of Varr</li></ul><h2>The last day</h2><p>On May 9 the road to Ommen was cut by water.</p>",
            True,
        ),
        (
            "<h2>Contacts</h2><p>The mayor of Varr</p><h2>Way home</h2><p>They flew home from Ommen in the evening of the day.</p>",
            True,
        ),
        ("<h2>Related</h2><h3>Loom floods</h3><p>A storm has closed the road from Loom to Ommen.</p>", False),
        (
            "<h2>About the author</h2><p>A friend</p><h3>Ada Quill</h3><p>She has a house and two goats in the hills near Ommen.</p>",
            False,
        ),
    ],
)
def test_a_part_that_is_called_like_a_box(tmp_path: Path, part: str, kept: bool) -> None:
    assert ("Ommen" in shown(page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}{part}"))) is kept


def test_lines_of_a_letter_that_are_wrapped_by_hand(tmp_path: Path) -> None:
    letter = "All,\n\nWe took the boat from Varr on Monday, and slept that night on\nthe quay of Ommen.\n\nBo wrote:\n> were you in Loom\n> at all?\n\nNearly.\n--\nAda, Chimney Sweep"
    found = page(tmp_path, f"<h1>{TITLE}</h1><pre>{letter}</pre>")
    whole = [found.text[b.start : b.end] for b in found.blocks if b.role == "body"]
    assert "We took the boat from Varr on Monday, and slept that night on\nthe quay of Ommen." in whole
    assert "Loom" not in shown(found)
    assert "Chimney" not in shown(found)


@pytest.mark.parametrize(
    "below",
    [
        "<div class='writer-card'><div class='bio'><p>Ada mends clocks in Ommen.</p></div></div>",
        "<div class='reporter'><strong>Ada Quill</strong><p>She covers boats, and lives in the old port of Ommen.</p></div>",
        "<p>Last edited by ada_q on May 9, 2021 in Ommen</p>",
        "<p>Dernière mise à jour à Ommen</p>",
        "<h3>关联</h3><h3>相关新闻</h3><ul><li><a href='/1'>Ommen 港</a> 2011-10-11</li><li><a href='/2'>Ommen 桥</a> 2011-10-12</li></ul>",
        "<h3>관련 기사</h3><p>Ommen 다리 개통</p>",
        "<h3>Материалы по теме</h3><p>Мост в Ommen открыт</p>",
    ],
)
def test_what_stands_below_an_article(tmp_path: Path, below: str) -> None:
    assert "Ommen" not in shown(page(tmp_path, f"<article><h1>{TITLE}</h1>{PROSE}{below}</article>"))


def test_things_to_click_on_in_the_line_of_the_writer(tmp_path: Path) -> None:
    line = "<div class='meta'>Ada Quill · May 5, 2021 · 540 words | <a href='/e'>Suggest changes</a></div>"
    found = page(tmp_path, f"<article><h1>{TITLE}</h1>{line}{PROSE}</article>")
    assert (str(found.published), "Suggest" in shown(found), "540 words" in shown(found)) == ("2021-05-05", False, True)


def test_a_section_in_a_menu_below_the_title_begins_no_advertisements(tmp_path: Path) -> None:
    menu = "<nav><a href='/w'>Wanted</a></nav>"
    assert STORY[3] in shown(page(tmp_path, f"<h1>{TITLE}</h1>{menu}{PROSE}"))


def test_a_sentence_that_begins_like_the_line_of_the_writer(tmp_path: Path) -> None:
    posted = "Posted in Ommen for a year, we got to know the baker and his mill."
    line = "Posted by Ada Quill on Monday in the evening from the boat to Ommen."
    assert role_of(page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}<p>{posted}</p>"), "Ommen") == {"body"}
    assert role_of(page(tmp_path, f"<h1>{TITLE}</h1>{PROSE}<p>{line}</p>"), "Ommen") == {"byline"}


def test_a_bar_of_tools_in_a_line(tmp_path: Path) -> None:
    line = (
        "<div>May 5, 2021 <span class='tool'><a href='#'>Larger letters</a> <a href='#'>Leave a word</a></span></div>"
    )
    found = page(tmp_path, f"<article><h1>{TITLE}</h1>{line}{PROSE}</article>")
    assert (str(found.published), "Larger" in shown(found)) == ("2021-05-05", False)


def test_a_short_page_with_a_picture_is_no_caption(tmp_path: Path) -> None:
    body = f"<div class='item'><div class='shot'><img src='a.jpg' alt=''></div><h1>{TITLE}</h1><div><p>{STORY[0]}</p></div></div>"
    assert role_of(page(tmp_path, body), "Varr") == {"body"}
