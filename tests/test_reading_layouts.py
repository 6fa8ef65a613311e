"""Saved pages in many layouts: title, publisher, date are right, captions keep dates, menus are never quoted."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_layouts import LAYOUTS, STORIES, Story, print_view, teaser

from kimmap.model import Document
from kimmap.reading import read


def pages(folder: Path, layout: str) -> list[tuple[Story, Document]]:
    make = next(made for made in LAYOUTS if made.__name__ == layout)
    found = []
    for number, story in enumerate(STORIES):
        path = folder / f"{number}.html"
        page = make(story)
        path.write_text(page, encoding="cp1252" if "windows-1252" in page else "utf-8")
        found.append((story, read(path)[0]))
    return found


@pytest.mark.parametrize("layout", [made.__name__ for made in LAYOUTS])
def test_a_layout(tmp_path: Path, layout: str) -> None:
    for story, page in pages(tmp_path, layout):
        assert (page.title or "").removeprefix("In pictures: ") == story.title
        assert page.publisher == story.publisher
        assert page.published == story.day
        blocks = [(b.role, page.text[b.start : b.end]) for b in page.blocks]
        assert [role for role, text in blocks if "Wrongville" in text and role != "noise"] == []
        captions = [role for role, text in blocks if story.caption.rstrip(".") in text]
        assert captions == ["body" if layout == print_view.__name__ else "caption"], "with its date"
        shown = story.paragraphs[:2] if layout == teaser.__name__ else story.paragraphs
        for paragraph in shown:
            assert [role for role, text in blocks if paragraph in text][:1] in (["body"], ["caption"])
