"""What is around the article on a page is told by what stands in it and by where it stands."""

# ruff: noqa: E501 (markup)

from __future__ import annotations

from pathlib import Path

import pytest

from kimmap.model import Document
from kimmap.reading import read

STORY = "We set out from Varr on Monday and reached Stenholt by the evening of the day."
MORE = "On Tuesday it rained so hard that nobody left the inn until the late afternoon."
LAST = "The next morning the road was dry again, and we walked on to the sea without a halt."
TITLE = "A walk along the Ebb"


def read_page(folder: Path, body: str, head: str = "") -> tuple[Document, list[tuple[str, str]]]:
    path = folder / "page.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    page = read(path)[0]
    return page, [(b.role, page.text[b.start : b.end]) for b in page.blocks]


def in_story(folder: Path, box: str) -> list[tuple[str, str]]:
    body = f"<article><h1>{TITLE}</h1><p>{STORY}</p>{box}<p>{MORE}</p><p>{LAST}</p></article>"
    blocks = read_page(folder, body)[1]
    assert [role for role, text in blocks if text in (STORY, MORE, LAST)] == ["body"] * 3
    return blocks


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<div><p>Related</p><p><a href='/x'>Boats on Ommen are late again this year</a></p></div>", False),
        ("<div><b>Also on The Post</b><a href='/x'>Boats on Ommen</a><p>The ferry to Ommen was cut.</p></div>", False),
        ("<div aria-label='Related'><p><a href='/x'>Boats</a></p><p>The ferry to Ommen was cut.</p></div>", False),
        ("<div><h3>A hundred boats to Ommen</h3><p>From nine</p><a href='/b'>Book now</a></div>", False),
        ("<div><h3>A hundred boats to Ommen</h3><p>From nine</p><a href='/b'>Booked by nobody</a></div>", True),
        ("<form><p>News of Ommen on every Friday</p><input type='email'><input type='submit'></form>", False),
        ("<form><p>News of Ommen came to us on every Friday</p></form>", True),
        (
            "<div><b>Ommen and its boats</b><ul><li><a href='/a'>How they sail</a><li><a href='/b'>Why</a></ul></div>",
            False,
        ),
        (
            "<div><b>Ommen and its boats</b><ul><li><a href='/a'>How they sail</a><li>Why they do not sail</ul></div>",
            True,
        ),
    ],
)
def test_a_box_by_what_stands_in_it(tmp_path: Path, box: str, kept: bool) -> None:
    roles = {role for role, text in in_story(tmp_path, box) if "Ommen" in text}
    assert (roles != {"noise"}) == kept


@pytest.mark.parametrize(
    "box",
    [
        "<div class='story-cta'><h3>A hundred boats to Ommen</h3><p>Come on Monday</p></div>",
        "<div class='lb-ad'><p>The best boats to Ommen are ours.</p></div>",
        "<figure class='big-pullquote'><p>“Nobody has ever been to Ommen and back”</p></figure>",
        "<div class='author-box'><p>Ada Quill lives in Ommen and has three boats.</p></div>",
        "<div><span>Also on The Post</span><a href='/x'>Boats on Ommen</a><p>The ferry to Ommen was cut.</p></div>",
        "<p>ADVERT: Cheap boats to Ommen</p>",
        "<p>This episode is brought to you by the boats of Ommen, which never sink.</p>",
        "<h4>Get The Ommen Letter in your inbox</h4>",
        "<p>This page was printed from the website of the Ommen Gazette.</p>",
        "<p>Current Music: The Boatmen of Ommen</p>",
    ],
)
def test_what_names_and_beginnings_say(tmp_path: Path, box: str) -> None:
    assert {role for role, text in in_story(tmp_path, box) if "Ommen" in text} == {"noise"}


@pytest.mark.parametrize(
    "box",
    [
        "<div class='Box_root__ad3f9'><p>The best boats to Ommen are ours, said the captain of one.</p></div>",
        "<p>Support for the bridge comes from Ommen, where nobody has a boat.</p>",
        "<blockquote><p>“Nobody has ever been to Ommen and back”</p></blockquote>",
        "<p>Ads for boats to Ommen hung in every window of the town.</p>",
    ],
)
def test_what_names_and_beginnings_do_not_say(tmp_path: Path, box: str) -> None:
    assert "noise" not in {role for role, text in in_story(tmp_path, box) if "Ommen" in text}


def test_a_quotation_set_large_is_a_part_of_the_article_already(tmp_path: Path) -> None:
    told = "<p>“Nobody leaves the inn of Ommen dry,” said the host, and he was right about it.</p>"
    large = "“Nobody leaves the inn of Ommen dry”"
    blocks = in_story(tmp_path, f"<blockquote><p>{large}</p></blockquote>{told}")
    assert [role for role, text in blocks if "Ommen" in text] == ["noise", "body"]


@pytest.mark.parametrize(
    ("teaser", "kept"),
    [
        ("<p>For five days she walked along the river to Ommen and back.</p>", True),
        ("<p>For five days she walked along the river to <a href='/x'>Ommen</a> and back.</p>", False),
        ("<h3>To Ommen</h3><p>For five days she walked along the river and back.</p>", False),
    ],
)
def test_a_teaser_that_leads_nowhere_is_the_standfirst(tmp_path: Path, teaser: str, kept: bool) -> None:
    body = f"<h1>{TITLE}</h1><div class='teaser-text'>{teaser}</div><p>{STORY}</p><p>{MORE}</p>"
    roles = {role for role, text in read_page(tmp_path, body)[1] if "Ommen" in text}
    assert (roles != {"noise"}) == kept


def test_a_page_laid_out_by_a_table_has_paragraphs(tmp_path: Path) -> None:
    row = f"<table><tr><td>gull</td><td>{STORY}<br><br>{MORE}<br><br>{LAST}</td></tr></table>"
    blocks = read_page(tmp_path, f"<h1>{TITLE}</h1>{row}")[1]
    assert [role for role, text in blocks if text in (STORY, MORE, LAST)] == ["body"] * 3


def test_after_a_box_that_the_markup_bounds_the_article_goes_on(tmp_path: Path) -> None:
    box = "<aside><h3>Related</h3><p><a href='/x'>Boats on Ommen</a></p></aside><h2>Days</h2><ul><li>Monday: Varr, Loom</li></ul>"
    blocks = in_story(tmp_path, box)
    assert ("list", "Monday: Varr, Loom") in blocks
    assert ("heading", "Days") in blocks


WIDGET = "<div class='site-widget'>{}</div>"


def test_a_name_that_the_article_bears_tells_nothing(tmp_path: Path) -> None:
    boxes = [f"<h1>{TITLE}</h1>", f"<p>{STORY}</p><p>{MORE}</p>", f"<p>{LAST}</p>", f"<p>{STORY.upper()}</p>"]
    story = "".join(map(WIDGET.format, boxes))
    blocks = read_page(tmp_path, f"<div class='all'>{story}</div>")[1]
    assert [role for role, text in blocks if text in (STORY, MORE, LAST)] == ["body"] * 3
    rest = "".join(f"<p>{text}</p>" for text in (STORY, MORE, LAST, STORY.upper(), MORE.upper()))
    beside = WIDGET.format("<p>Nobody in Ommen has seen the sea since the dike was built.</p>")
    blocks = read_page(tmp_path, f"<h1>{TITLE}</h1>{rest}{beside}")[1]
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}


def test_what_stands_outside_the_column_of_the_article(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in (STORY, MORE, LAST, STORY.upper(), MORE.upper()))
    top = "<div class='x1'><p>Call us in Ommen from eight</p></div>"
    column = f"<div class='x2'><h1>{TITLE}</h1>{paragraphs}</div>"
    below = "<div class='x3'>The Post, Ommen Street</div>"
    blocks = read_page(tmp_path, top + column + below)[1]
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}
    half = f"<div><h1>{TITLE}</h1><p>{STORY}</p><p>{MORE}</p></div><div><p>{LAST} It was in Ommen.</p></div>"
    assert {role for role, text in read_page(tmp_path, half)[1] if "Ommen" in text} == {"body"}


def test_without_a_main_heading_the_one_above_the_prose_is_the_title(tmp_path: Path) -> None:
    prose = f"<p>{STORY}</p><p>{MORE}</p><p>{LAST}</p>"
    page, _ = read_page(tmp_path, f"<div>The Loom Institute</div><div><h2>{TITLE}</h2>{prose}</div>")
    assert page.title == TITLE
    window = "<title>Loom Gazette :: Print this page</title>"
    assert read_page(tmp_path, f"<p><b>Loom Gazette</b></p><h2>{TITLE}</h2>{prose}", window)[0].title == TITLE
    page, _ = read_page(tmp_path, f"<div>{TITLE}</div>{prose}<h2>The way back</h2><p>{LAST}</p>")
    assert page.title == TITLE


def test_in_a_page_of_tables_the_cell_below_the_title_is_the_column(tmp_path: Path) -> None:
    text = "<br><br>".join((STORY, MORE, LAST, STORY.upper()))
    head = f"<table><tr><td><a>Board</a> &gt; <a>Ommen</a> <b>{TITLE}</b></td><td>Ommen Login</td></tr></table>"
    body = f"{head}<table><tr><td>gull</td><td><b>{TITLE}</b><hr>{text}</td></tr></table>"
    page, blocks = read_page(tmp_path, body, f"<title>{TITLE} - Board</title>")
    assert page.title == TITLE
    assert {role for role, words in blocks if "Ommen" in words} == {"noise"}
    assert [role for role, words in blocks if words in (STORY, MORE, LAST)] == ["body"] * 3


POST = "<div id='post{n}'><a class='bigusername'>{who}</a><p>{day}</p><div>{text}</div></div>"


def test_replies_of_others_are_no_evidence_but_the_writer_goes_on(tmp_path: Path) -> None:
    posts = (
        POST.format(
            n=71, who="gull_7", day="Join Date: 1 May 2009", text=f"5 May 2021, 20:41<p>{STORY}</p><p>{MORE}</p>"
        ),
        POST.format(
            n=75, who="Tern", day="6 May 2021", text="<p>In Ommen it is all different, as you will find out.</p>"
        ),
        POST.format(n=78, who="gull_7", day="7 May 2021", text=f"<p>{LAST}</p>"),
    )
    page, blocks = read_page(tmp_path, f"<h1>{TITLE}</h1>{''.join(posts)}")
    assert (page.author, str(page.published)) == ("gull_7", "2021-05-05")
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}
    assert [role for role, text in blocks if text in (STORY, MORE, LAST)] == ["body"] * 3


def test_a_letter_to_a_list(tmp_path: Path) -> None:
    subject = f"[Walkers] {TITLE}"
    writer = "<b>Ada Quill</b> <a href='mailto:walkers@lists.example'>ada at quill.example</a><br>"
    letter = f"{STORY}\n\n&gt; have you been to Ommen?\nNo.\n\n{MORE}\n--\nThe Ommen Society"
    body = f"<h1>{subject}</h1>{writer}<i>Wed May  5 09:12:44 CEST 2021</i><pre>{letter}</pre>"
    page, blocks = read_page(tmp_path, body, f"<title> {subject}</title>")
    told = (page.title, page.publisher, page.author, str(page.published))
    assert told == (subject, "Walkers", "Ada Quill", "2021-05-05")
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}
    assert [role for role, text in blocks if text in (STORY, MORE)] == ["body"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "<ul><li>Category: Walks</li><li>Published: 5 May 2021</li></ul>",
        "<p>10:30 - 5 May 2021</p>",
        "<p>Written up May 5, 2021</p>",
    ],
)
def test_a_day_beside_other_things(tmp_path: Path, line: str) -> None:
    assert str(read_page(tmp_path, f"<h1>{TITLE}</h1>{line}<p>{STORY}</p><p>{MORE}</p>")[0].published) == "2021-05-05"


def test_who_is_nobody_and_what_is_no_site(tmp_path: Path) -> None:
    data = '{"@type":"Article","headline":"A walk","author":{"@type":"Organization","name":"Contributors to Loom"}}'
    body = f"<h1>{TITLE}</h1><p>{STORY}</p><p>{MORE}</p>"
    assert read_page(tmp_path, body, f"<script type='application/ld+json'>{data}</script>")[0].author is None
    window = f"<title>LR/D/1887/14 – {TITLE} – Loom River Collection</title>"
    assert read_page(tmp_path, body, window)[0].publisher == "Loom River Collection"


def test_what_stands_above_the_title_and_below_the_article(tmp_path: Path) -> None:
    prose = "".join(f"<p>{text}</p>" for text in (STORY, MORE, LAST, STORY.upper(), MORE.upper()))
    above = "<p>Storm over Ommen until nine, stay at home.</p><ul><li>Ommen today</li></ul>"
    below = "<p><a href='/m'>Mail this to your friends</a></p><p>The Post, Ommen Street 5</p>"
    blocks = read_page(tmp_path, f"{above}<h1>{TITLE}</h1>{prose}{below}")[1]
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}
    signed = "<p><a href='/m'>Mail this to your friends</a></p><p>Ommen, 5 May 2021</p>"
    assert {r for r, text in read_page(tmp_path, f"<h1>{TITLE}</h1>{prose}{signed}")[1] if "Ommen" in text} != {"noise"}


def test_a_heading_of_nothing_but_what_is_set_aside(tmp_path: Path) -> None:
    links = "<h3>News of Ommen</h3><p><a href='/a'>The boats are late</a></p>"
    story = f"<article><h1>{TITLE}</h1><p>{STORY}</p><p>{MORE}</p><p>{LAST}</p>{{}}</article>"
    assert {r for r, text in read_page(tmp_path, story.format(links))[1] if "Ommen" in text} == {"noise"}
    blocks = read_page(tmp_path, story.format(f"{links}<p>{STORY.upper()}</p>"))[1]
    assert {r for r, text in blocks if "Ommen" in text} == {"heading"}


def test_cards_without_pictures(tmp_path: Path) -> None:
    card = "<div class='c'><h3><a href='/{0}'>To Ommen by boat</a></h3><p>They sailed to Ommen on day {0}.</p></div>"
    prose = "".join(f"<p>{text}</p>" for text in (STORY, MORE, LAST, STORY.upper(), MORE.upper()))
    row = card.format(1) + card.format(2)
    blocks = read_page(tmp_path, f"<h1>{TITLE}</h1>{prose}{row}")[1]
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}
    home = read_page(tmp_path, f"<h1><a href='/'>{TITLE}</a></h1>{prose}{row}")[1]
    assert "body" in {role for role, text in home if "Ommen" in text}


def test_names_in_one_word_are_names(tmp_path: Path) -> None:
    blocks = in_story(tmp_path, "<div class='pageFooter'><p>The letters go to Ommen, where they are read.</p></div>")
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}


PROSE = f"<p>{STORY}</p><p>{MORE}</p><p>{LAST}</p>"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("<span class='post-author vcard'>Posted by <span class='fn'>Dalla</span></span>", "Dalla"),
        ("<div class='x-autor'>Von Ada Quill</div>", "Ada Quill"),
        ("<h3>Diary kept by A. B. Quill</h3>", "A. B. Quill"),
        ("<p class='byline'>Words and pictures by Ada Quill</p>", "Ada Quill"),
        ("<span class='ljuser'>marsh_gull</span>", "marsh_gull"),
    ],
)
def test_who_has_written(tmp_path: Path, line: str, author: str) -> None:
    assert read_page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}")[0].author == author


@pytest.mark.parametrize(
    ("above", "below", "publisher"),
    [
        ("<a href='/'><img src='l.png' alt='The Loom Gazette logo'></a>", "", "The Loom Gazette"),
        ("<div class='site-title'>Loom Review</div>", "", "Loom Review"),
        ("", "<p>© 2021 Loom River Society. All rights reserved.</p>", "Loom River Society"),
        ("", "<p>Copyright and terms</p>", None),
    ],
)
def test_what_names_the_site(tmp_path: Path, above: str, below: str, publisher: str | None) -> None:
    assert read_page(tmp_path, f"{above}<h1>{TITLE}</h1>{PROSE}{below}")[0].publisher == publisher


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("<abbr class='published' title='2021-05-05T19:12:00+05:30'>7:12 PM</abbr>", ""),
        ("", "<address>quill@loom.example -- 5 May 2021</address>"),
    ],
)
def test_when_a_page_was_written(tmp_path: Path, line: str, below: str) -> None:
    assert str(read_page(tmp_path, f"<h1>{TITLE}</h1>{line}{PROSE}{below}")[0].published) == "2021-05-05"


def test_marks_of_headings_pictures_of_users_and_labelled_captions(tmp_path: Path) -> None:
    heading = "<h2>The way<span class='mw-editsection'>[<a href='/e'>edit source</a>]</span></h2>"
    user = "<div><img src='u.png'><b class='username'>gull_7</b> of the harbour of Loom, 44 posts</div>"
    sign = "<td-x class='mood-line'><img src='m.gif'> thawing in Ommen after days and days of frost</td-x>"
    blocks = in_story(tmp_path, f"{heading}{user}{sign}")
    assert ("heading", "The way") in blocks
    assert ("noise", "[edit source]") in blocks
    assert "caption" not in {role for role, _ in blocks}


def test_a_shortened_quotation_set_large(tmp_path: Path) -> None:
    told = "<p>“Nobody leaves the inn of Varr dry, and not one of them by day,” said the host of it.</p>"
    blocks = in_story(tmp_path, f"<blockquote><p>“Nobody leaves the inn by day”</p></blockquote>{told}")
    assert ("noise", "“Nobody leaves the inn by day”") in blocks
    blocks = in_story(tmp_path, f"<blockquote><p>“Nobody leaves the inn by day.”</p></blockquote>{told}")
    assert ("noise", "“Nobody leaves the inn by day.”") not in blocks


def test_chrome_that_is_marked_as_a_signature_is_none(tmp_path: Path) -> None:
    blocks = in_story(tmp_path, "<address>Best viewed with Ommen Browser at 640x480</address>")
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}


@pytest.mark.parametrize(
    ("box", "kept"),
    [
        ("<div><p>Already a member?</p><p>Come in to Ommen.</p></div>", False),
        ("<div><h4>Apply for a boat to Ommen</h4><p>By 15 May</p></div>", False),
        ("<div><p>Apply for a boat to Ommen, they said, and nobody did.</p></div>", True),
        ("<div><h3><a href='/w'>Full Coverage: Fires in Ommen</a></h3></div>", False),
        ("<div><h3><a href='#ommen'>The fires in Ommen</a></h3></div>", True),
        ("<h3><a href='/w'>The fires in Ommen</a></h3>", True),
        ("<dl><dt>Current music:</dt><dd>The Boatmen of Ommen</dd></dl>", False),
        ("<dl><dt>Route:</dt><dd>The boats of Ommen</dd></dl>", True),
        ("<div><div>Forwarded from <a>The Boatman</a></div><div>Boats to Ommen for less</div></div>", False),
        ("<div class='Contributor_bio'><p>Ada Quill writes for us and lives in Ommen.</p></div>", False),
        ("<p>Rate this entry of ours about Ommen</p>", False),
        ("<p>A word from our sponsor: Ommen Boats, built to last.</p>", False),
        ("<div><img src='a.png'><p>Loading boats at Ommen, 5 May 2021</p></div>", True),
    ],
)
def test_boxes_that_ask_that_lead_away_or_that_others_have_written(tmp_path: Path, box: str, kept: bool) -> None:
    roles = {role for role, text in in_story(tmp_path, box) if "Ommen" in text}
    assert (roles != {"noise"}) == kept


def test_what_holds_most_of_the_prose_is_the_article_whatever_it_is_called(tmp_path: Path) -> None:
    box = f"<div id='subscription-content'>{PROSE}<p>{STORY.upper()}</p><p>{MORE.upper()}</p></div>"
    data = f"<script type='application/json'>{{'long': '{STORY * 20}'}}</script>"
    blocks = read_page(tmp_path, f"<article><h1>{TITLE}</h1>{box}</article>", data)[1]
    assert [role for role, text in blocks if text in (STORY, MORE, LAST)] == ["body"] * 3


def test_replies_on_a_board_that_names_its_writers_in_a_line(tmp_path: Path) -> None:
    post = "<div id='p{}'><p class='author'>by <b>{}</b> » Wed May 05, 2021</p><div>{}</div></div>"
    posts = post.format(7, "gull_7", PROSE) + post.format(8, "Tern", f"<p>{STORY.replace('Varr', 'Ommen')}</p>")
    blocks = read_page(tmp_path, f"<h1>{TITLE}</h1>{posts}")[1]
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}
    assert [role for role, text in blocks if text in (STORY, MORE, LAST)] == ["body"] * 3


def test_after_a_line_of_links_to_comments_is_nothing_of_the_article(tmp_path: Path) -> None:
    below = (
        "<div>Comments (3) | Tell us | Report this page</div><div><b>Tern</b>: I was in Ommen, too, at that time.</div>"
    )
    blocks = read_page(tmp_path, f"<div><h1>{TITLE}</h1>{PROSE}{below}</div>")[1]
    assert {role for role, text in blocks if "Ommen" in text} == {"noise"}


def test_a_box_with_the_writers_picture_and_the_day_is_no_caption(tmp_path: Path) -> None:
    box = "<div><ul><li><img src='a.png'></li></ul><b>Ada Quill</b> <time>5 May 2021</time> 6 minutes to read it</div>"
    assert "caption" not in {role for role, _ in in_story(tmp_path, box)}
