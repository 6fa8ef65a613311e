"""Publication dates that only the other documents complete."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kimmap.reading import read

DATED = "THE GAZETTE\nTuesday 9 May 2023\nA visit\n\nThe visitor came to the town and saw the mill on the river.\n"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("OSTVIK, May 12 (Nordwire) - The visitor left the town on Thursday for the coast.", dt.date(2023, 5, 12)),
        ("OSTVIK, Norway, Jan. 3 (Nordwire) — The visitor left the town on Monday for the coast.", dt.date(2023, 1, 3)),
        ("OSTVIK, Dec 30 (Nordwire): The visitor left the town on Thursday for the coast.", dt.date(2022, 12, 30)),
        (
            "LOCAL NEWS, Ostvik\nFriday 12.5.2023, English summary\nA walk\n\nThe visitor left for the coast.",
            dt.date(2023, 5, 12),
        ),
        (
            "HILL POST\nFriday 12 May, Ostvik\n\nRight. I left for the coast and the sea was there.",
            dt.date(2023, 5, 12),
        ),
        ("OSTVIK (Nordwire) - The visitor left on May 12 for the coast.", None),
        ("A list of dates\nFrom 12 May to 14 May the visitor is at the coast.", None),
        ("HILL POST\nMonday 12 May, Ostvik\n\nRight. I left for the coast.", None),
    ],
)
def test_a_head_without_a_year_takes_it_from_the_collection(tmp_path: Path, head: str, day: dt.date | None) -> None:
    (tmp_path / "a.txt").write_text(DATED, encoding="utf-8")
    (tmp_path / "b.txt").write_text(head + "\n", encoding="utf-8")
    first, second = read(tmp_path)
    assert first.published == dt.date(2023, 5, 9)
    assert second.published == day
    if second.published and second.published_span:
        start, end = second.published_span
        assert second.text[start:end].strip(" ,.")


def test_alone_it_stays_open(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(
        "OSTVIK, May 12 (Nordwire) - The visitor left the town on Thursday.\n", encoding="utf-8"
    )
    (document,) = read(tmp_path)
    assert document.published is None


@pytest.mark.parametrize(
    ("post", "day"),
    [
        ("# Slow Road\n\n## Friday 9 May 2031, Ommen: Rain\n\nI sat in a barn all day.", dt.date(2031, 5, 9)),
        (
            "# Slow Road\n\n## 9 May 2031: The map on the wall\n\nI sat.\n\n## Kit\n\nA tent.",
            dt.date(2031, 5, 9),
        ),
        ("# Slow Road\n\n## 9 May 2031\n\nI sat in a barn.\n\n## 10 May 2031\n\nI rode.", None),
        ("# Slow Road\n\n## What 9 May 2031 was like: wet\n\nI sat in a barn all day.", None),
    ],
)
def test_a_post_is_of_the_day_that_opens_its_heading(tmp_path: Path, post: str, day: dt.date | None) -> None:
    (tmp_path / "post.md").write_text(post, encoding="utf-8")
    (document,) = read(tmp_path)
    assert document.published == day


def test_the_number_and_the_day_of_an_entry_are_no_dateline(tmp_path: Path) -> None:
    entry = "Day 7 (9 May 2031): rain until noon, so I mended the tent and wrote letters. " + "Goats everywhere. " * 12
    (tmp_path / "a.txt").write_text(f"A van and no hurry\n\n{entry}\n\n12 May 2031: the mill.\n", encoding="utf-8")
    (only,) = read(tmp_path)
    assert (only.published, only.publisher) == (None, None)
