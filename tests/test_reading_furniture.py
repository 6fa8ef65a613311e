"""The article of a page and what is around it, where no name and no wording tells them apart."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from kimmap.reading import furniture, read
from kimmap.reading.webpage import parse_page

DATA = Path(__file__).parents[1] / "data" / "pages"
PROSE = [
    "Ada Vinter came to Ommen by the morning boat and walked up to the school, where forty children had waited.",
    "She spoke for half an hour about the bridge, and the mayor thanked her with a cake in the form of a crane.",
    "On Tuesday she went on to Arden, a day late, because the ferry had lost a rudder in the sound.",
    "Nobody in Arden had been told, and she had her supper with the harbour master and his two sons.",
]
TEASER = "The herring fleet of Brunn stays in port for a third week as prices fall."
PAGE = """<html><body><header><a href="/">Home</a><a href="/n">News</a><a href="/w">Weather</a></header>
<div class="q1"><h1>Minister on the islands</h1>{prose}</div>
<div class="q7"><div class="q8"><h4><a href="/1">Herring at Brunn</a></h4><p>{teaser}</p></div>
<div class="q8"><h4><a href="/2">Bells</a></h4><p>The bells of Kestel are to be cast anew before winter.</p></div></div>
<footer><a href="/i">Imprint</a></footer></body></html>"""


def page() -> str:
    return PAGE.format(prose="".join(f"<p>{p}</p>" for p in PROSE), teaser=TEASER)


def roles(tmp_path: Path, markup: str) -> dict[str, str]:
    path = tmp_path / "a.html"
    path.write_text(markup, encoding="utf-8")
    (found,) = read(path)
    return {found.text[b.start : b.end]: b.role for b in found.blocks}


def test_boxes_whose_names_say_nothing(tmp_path: Path) -> None:
    told = roles(tmp_path, page())
    assert told[TEASER] == "noise"
    assert [told[p] for p in PROSE] == ["body"] * len(PROSE)


@pytest.mark.parametrize("path", ["title", "byline", "caption"])
def test_what_the_rules_are_sure_of_the_trees_do_not_take(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(furniture, "_IS_FURNITURE", -1.0)
    monkeypatch.setattr(furniture, "_MOST_ARE", -1.0)
    picture = "<figure><img src='a.png'><figcaption>The boat</figcaption></figure>"
    told = roles(tmp_path, page().replace("<h1>", f"{picture}<h1>").replace("</h1>", "</h1><p>By Ada Quill, 3 May</p>"))
    assert path in told.values()
    assert [told[p] for p in PROSE] == ["noise"] * len(PROSE)


def test_what_is_surely_of_the_article_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boxed = page().replace(f"<p>{PROSE[2]}</p>", f'<div class="promo"><p>{PROSE[2]}</p></div>')
    monkeypatch.setattr(furniture, "_IS_ARTICLE", -1.0)
    assert roles(tmp_path, boxed)[PROSE[2]] == "noise"
    monkeypatch.setattr(furniture, "_IS_ARTICLE", 0.5)
    assert roles(tmp_path, boxed)[PROSE[2]] == "body"


def test_a_page_that_is_wide_and_deep_takes_no_longer_than_it_is_long() -> None:
    lines = "".join(f"<p>{PROSE[0]} {i}</p>" for i in range(3000))
    around = "<a href='/'>a</a>" * 9
    started = time.process_time()
    text, segments, _ = parse_page(f"<html><body>{around}{'<div>' * 200}{lines}{'</div>' * 200}</body></html>")
    assert time.process_time() - started < 20
    assert PROSE[0] in text
    assert sum(not s.furniture for s in segments) >= 3000


def test_the_training_pages_show_what_is_marked_in_them() -> None:
    pages = [json.loads(line) for line in (DATA / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({(p["set"], p["name"]) for p in pages}) == len(pages) == 186
    found = missed = 0
    for told in pages[::6]:
        text, _, _ = parse_page(told["html"])
        for part in (*told["keep"], *told["drop"]):
            found, missed = (found + 1, missed) if " ".join(part.split()) in text else (found, missed + 1)
    assert missed <= 0.05 * found
