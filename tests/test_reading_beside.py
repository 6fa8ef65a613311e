"""What a page asks, sells and leads to between and below its paragraphs is no evidence; what looks like it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kimmap.reading import read

STORY = (
    "We set out from Varr on Monday and reached Stenholt by the evening of the day.",
    "On Tuesday it rained so hard that nobody left the inn until the late afternoon.",
    "The next morning the road was dry again, and we walked on to the sea without a halt.",
    "It was the best day of all, and nobody wanted to go home when the boat came for us.",
)


def roles_of_ommen(folder: Path, box: str) -> set[str]:
    above, below = ("".join(f"<p>{text}</p>" for text in part) for part in (STORY[:2], STORY[2:]))
    path = folder / "page.html"
    path.write_text(f"<article><h1>A walk along the Ebb</h1>{above}{box}{below}</article>", encoding="utf-8")
    page = read(path)[0]
    blocks = [(b.role, page.text[b.start : b.end]) for b in page.blocks]
    assert [role for role, text in blocks if text in STORY] == ["body"] * 4
    return {role for role, text in blocks if "Ommen" in text}


@pytest.mark.parametrize(
    "box",
    [
        "<div class='x-read-more'><p>Ommen bans boats</p></div>",
        "<div class='most-read'><ol><li>Ommen bans boats</li></ol></div>",
        "<div><b>In case you missed it</b><p>Ommen bans boats</p></div>",
        "<div class='author-info'><p>Ada Quill is a reporter of ours and lives in Ommen.</p></div>",
        "<div class='cmt'><p>Bo: I was in Ommen</p></div>",
        "<div class='toc'><ul><li>Ommen</li></ul></div>",
        "<div><h4>Vote now</h4><p>Should Ommen ban boats?</p></div>",
        "<div><h4>Ommen boots</h4><p>$248</p><a href='/b'>Buy</a></div>",
        "<div><h4>Ommen bans boats</h4><p>Read more</p></div>",
        "<p>Listen to our podcast: the boats of Ommen</p>",
        "<p>Download the Ommen app for your phone</p>",
        "<p>Photo gallery: the boats of Ommen (12 images)</p>",
        "<p>If you enjoyed this post about Ommen, please subscribe.</p>",
        "<p>Like what you read? Ommen has more of it</p>",
        "<p>The views expressed are the author's own and not those of Ommen.</p>",
        "<p>This post contains affiliate links to Ommen.</p>",
        "<p>Ommen Post uses cookies to improve your visit.</p>",
        "<p>News of Ommen in your inbox every Friday</p>",
        "<p>« To Ommen by boat | To Varr by train »</p>",
        "<p>Click on a picture of Ommen to enlarge it</p>",
    ],
)
def test_what_is_beside_the_article(tmp_path: Path, box: str) -> None:
    assert roles_of_ommen(tmp_path, box) == {"noise"}


@pytest.mark.parametrize(
    "box",
    [
        "<div class='read-more-content'><p>In Ommen nobody had seen the sea, and nobody wanted to.</p></div>",
        "<p>« Nobody has ever been to Ommen and come back »</p>",
        "<p>Photo galleries in Ommen are open on Monday, we were told by everybody.</p>",
        "<p>Click on went the lamps of Ommen, one after the other, as we came down.</p>",
        "<p>The views of Ommen from the hill were the best of the whole long day.</p>",
        "<div class='post-more'><p>In Ommen nobody had seen the sea, and nobody wanted to.</p></div>",
    ],
)
def test_what_only_looks_like_it(tmp_path: Path, box: str) -> None:
    assert "noise" not in roles_of_ommen(tmp_path, box)
