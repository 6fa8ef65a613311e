"""Copies as editors make them are one witness; what only looks alike is not; who supplied the text is named."""

# ruff: noqa: E501 (a case a line reads best)

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from kimmap.reading import DescribedDocument, read
from kimmap.reading.likeness import tell_of_other_things

ARRIVED = "Ferry minister Mira Holt arrived on Skerry on Tuesday morning and walked from the quay to the school, where some eighty islanders were waiting for her."
PROMISED = "She promised the islanders a boat a day by the autumn and said that nobody would have to spend another winter without one."
CROSSED = "On Wednesday she crossed to Kestel, where the harbour master showed her the broken crane and asked her for another one."
RETURNS = "Holt is to fly home from Brunn on Friday if the fog over the sound lifts in time for the morning flight."
BEFORE = (
    "Her predecessor never visited the islands in four years of office, though she had promised to do so every summer."
)
OWN = "Our reporter walked behind the minister in the rain and counted eleven umbrellas between the quay and the school gate."
QUOTED = "We have been told of new boats since my father was a boy, and the only thing that has ever arrived here is another promise"


@dataclass(frozen=True)
class Case:
    """Two texts, a few words of a sentence in each, and whether these sentences are one witness."""

    name: str
    first: str
    second: str
    words: tuple[str, str]
    is_copy: bool
    agencies: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


def paragraphs(*sentences: str) -> str:
    return "\n\n".join(sentences)


AMERICAN = (
    ("harbour", "harbor"), ("travelled", "traveled"), ("programme", "program"), ("centre", "center"),
    ("organised", "organized"), ("labour", "labor"), ("honoured", "honored"),
)  # fmt: skip
BRITISH = "Holt travelled to the harbour on Tuesday for a programme in the centre of Skerry that was organised by the labour office, and honoured two sailors."
US = BRITISH
for _british, _american in AMERICAN:
    US = US.replace(_british, _american)
STORY = paragraphs(ARRIVED, PROMISED, CROSSED, RETURNS)

COPIES = (
    Case("shortened from the end", STORY, paragraphs(ARRIVED, PROMISED), ("arrived on Skerry", "arrived on Skerry"), True),
    Case("another headline and standfirst", STORY, paragraphs("Islanders get their boats at last, or so the minister has told them", STORY), ("crossed to Kestel", "crossed to Kestel"), True),
    Case("paragraphs in another order", STORY, paragraphs(CROSSED, ARRIVED, RETURNS, PROMISED), ("fly home from Brunn", "fly home from Brunn"), True),
    Case("a paragraph put in", STORY, paragraphs(ARRIVED, BEFORE, PROMISED, CROSSED), ("promised the islanders", "promised the islanders"), True),
    Case("a quotation cut short", f"“{QUOTED},” said Jon Brekke, who met the minister on the quay of Skerry on Tuesday with his two sons.",
         "“The only thing that has ever arrived here is another promise,” said Jon Brekke, who met the minister on the quay of Skerry on Tuesday with his two sons.", ("quay of Skerry", "quay of Skerry"), True),
    Case("American spelling", BRITISH, US, ("on Tuesday", "on Tuesday"), True),
    Case("the credit moved from the dateline to the end", f"SKERRY (AP) — {ARRIVED}", f"{ARRIVED} (AP)", ("arrived on Skerry", "arrived on Skerry"), True, (("AP",), ("AP",))),
    Case("the credit in a line of its own", f"SKERRY (AFP) — {ARRIVED}", f"{ARRIVED}\n\nWith reporting by AFP", ("arrived on Skerry", "arrived on Skerry"), True, (("AFP",), ("AFP",))),
    Case("of two agencies, the first", f"SKERRY (AP) — {ARRIVED}\n\n{PROMISED}", f"{ARRIVED}\n\n{CROSSED}\n\n(AP, AFP)", ("arrived on Skerry", "arrived on Skerry"), True, (("AP",), ("AP", "AFP"))),
    Case("of two agencies, the second", f"KESTEL (AFP) — {CROSSED}\n\n{RETURNS}", f"{ARRIVED}\n\n{CROSSED}\n\n(AP, AFP)", ("crossed to Kestel", "crossed to Kestel"), True, (("AFP",), ("AP", "AFP"))),
    Case("a day called otherwise", ARRIVED, ARRIVED.replace("on Tuesday morning", "yesterday morning"), ("arrived on Skerry", "arrived on Skerry"), True),
    Case("a number in figures", ARRIVED, ARRIVED.replace("some eighty", "about 80"), ("arrived on Skerry", "arrived on Skerry"), True),
    Case("who says so put behind", ARRIVED, ARRIVED.removesuffix(".") + ", local radio reported.", ("arrived on Skerry", "arrived on Skerry"), True),
    Case("a sentence cut in two", ARRIVED, "Ferry minister Mira Holt arrived on Skerry on Tuesday morning and walked from the quay to the school. Some eighty islanders were waiting for her there.", ("arrived on Skerry", "arrived on Skerry"), True),
    Case("the office behind the name", ARRIVED, ARRIVED.replace("Ferry minister Mira Holt", "Mira Holt, the ferry minister,"), ("arrived on Skerry", "arrived on Skerry"), True),
    Case("plain quotation marks and apostrophes", f"{CROSSED} “It’s rusted through,” he said of the island’s crane, which was built when the minister’s father was a boy.", f'{CROSSED} "It\'s rusted through," he said of the island\'s crane, which was built when the minister\'s father was a boy.', ("of the island", "of the island"), True),
)  # fmt: skip

APART = (
    Case("a long quotation in two reports", f"“{QUOTED},” Jon Brekke told the minister in the school of Skerry on Tuesday.", f"Asked on the Kestel ferry on Thursday what he expected, Jon Brekke only shook his head: “{QUOTED}.”", ("school of Skerry", "Kestel ferry"), False),
    Case("reports with one boilerplate", f"{ARRIVED}\n\n{BEFORE}", f"{OWN}\n\n{BEFORE}", ("arrived on Skerry", "walked behind"), False),
    Case("a bulletin's form, other days and figures", "In the week of 3 May the ship Aurora lay at Skerry, took 14 samples of water from the sound, and all of the crew were well.", "In the week of 10 May the ship Aurora lay at Skerry, took 17 samples of water from the sound, and all of the crew were well.", ("week of 3", "week of 10"), False),
    Case("a bulletin's form, other places", "The ship left Skerry on Monday morning in good weather, and all of the crew were well when she came to Brunn.", "The ship left Kestel on Friday morning in good weather, and all of the crew were well when she came to Arden.", ("left Skerry", "left Kestel"), False),
    Case("two posts with one footer", "We slept in the hall of Skerry and left at seven. Thank you for reading, and if you like our walk around the islands you can buy us a coffee below.", "It rained all the way to Kestel and we lost the map. Thank you for reading, and if you like our walk around the islands you can buy us a coffee below.", ("hall of Skerry", "way to Kestel"), False),
    Case("two articles with one line about their author", f"{ARRIVED}\n\nAda Quill is our correspondent on the islands and has written about their ferries and their harbours since the great storm.", f"{RETURNS}\n\nAda Quill is our correspondent on the islands and has written about their ferries and their harbours since the great storm.", ("arrived on Skerry", "fly home"), False),
    Case("entries of a log", "Tuesday 4 May: from Skerry to the inner harbour of Kestel, 12 miles in 3 hours, wind west 4, anchored at 16:20 for the night.", "Thursday 6 May: from Skerry to the inner harbour of Kestel, 14 miles in 4 hours, wind west 5, anchored at 17:45 for the night.", ("Tuesday 4", "Thursday 6"), False),
    Case("one event in own words", ARRIVED, "The minister for ferries came to Skerry by the early boat on Tuesday, went on foot to the school and spoke to about eighty people.", ("arrived on Skerry", "came to Skerry"), False),
    Case("two announcements in one form", "The president will travel to Skerry on Monday, where she will meet the governor, and will return to Brunn in the evening.", "The president will travel to Kestel on Friday, where she will meet the mayor, and will return to Arden in the evening.", ("travel to Skerry", "travel to Kestel"), False),
    Case("one background sentence", f"{ARRIVED} The islands have been without a regular ferry since the old boat was sold to a circus seven years ago.", f"{OWN} The islands have been without a regular ferry since the old boat was sold to a circus seven years ago.", ("arrived on Skerry", "walked behind"), False),
    Case("short sentences that anybody writes", "She left on Tuesday. She was tired and happy. The rain had stopped at last.", "We met nobody. She left on Tuesday. Nothing more is known of her until June.", ("left on Tuesday", "left on Tuesday"), False),
    Case("days of one visit", "On the first day of the visit Holt met fishermen and their wives in the hall of the old school near the quay.", "On the second day of the visit Holt met farmers and their sons in the yard of the new mill near the church.", ("first day", "second day"), False),
    Case("timetables", "The boat leaves Skerry at 7:10 and 15:40 on weekdays and reaches the pier of Kestel about an hour and a half later.", "The boat leaves Skerry at 8:25 and 16:55 on Sundays and reaches the pier of Kestel about an hour and a half later.", ("at 7:10", "at 8:25"), False),
)  # fmt: skip


@pytest.mark.parametrize("case", [*COPIES, *APART], ids=lambda case: case.name)
def test_one_witness_or_two(tmp_path: Path, case: Case) -> None:
    for name, head, text in (
        ("a.txt", "Minister visits the islands", case.first),
        ("b.txt", "A boat for every day", case.second),
    ):
        (tmp_path / name).write_text(f"{head}\n\n{text}\n", encoding="utf-8")
    documents = read(tmp_path)
    at = [d.text.index(words) for d, words in zip(documents, case.words, strict=True)]
    told = [d.quote(i, i + len(words)).witness for d, i, words in zip(documents, at, case.words, strict=True)]
    assert (told[0] == told[1]) is case.is_copy
    assert tuple(d.agencies for d in documents if isinstance(d, DescribedDocument)) == case.agencies


def test_a_story_of_two_agencies_does_not_make_them_one(tmp_path: Path) -> None:
    texts = {
        "ap.txt": f"SKERRY (AP) — {ARRIVED}\n\n{PROMISED}",
        "afp.txt": f"KESTEL (AFP) — {CROSSED}\n\n{RETURNS}",
        "both.txt": f"{ARRIVED}\n\n{CROSSED}\n\n(AP, AFP)",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(f"Minister visits the islands\n\n{text}\n", encoding="utf-8")
    afp, ap, both = read(tmp_path)
    assert len({p.text_id for d in (afp, ap, both) for p in d.shared}) == 2
    sentences = [[p for p in d.shared if p.start > len(d.title or "")] for d in (afp, ap, both)]
    assert [len(passages) for passages in sentences] == [1, 1, 2]


@pytest.mark.parametrize(
    ("first", "second", "are_others"),
    [
        ("She left Skerry on Monday.", "She left Kestel on Friday.", True),
        ("She took 14 samples on 3 May.", "She took 17 samples on 10 May.", True),
        ("She left Skerry on Monday.", "She left Kestel on Monday.", False),
        ("She left Skerry on Monday.", "She left it.", False),
        ("She left Skerry on Monday.", "She left, by the Harbour Ferry of Brunn.", True),
        ("She left the Harbour Centre.", "She left the harbor center, said Jon Brekke.", False),
        ("Skerry and Monday.", "Kestel and Friday.", False),
    ],
)
def test_sentences_of_one_form_about_other_things(first: str, second: str, are_others: bool) -> None:
    assert tell_of_other_things(first, second) is are_others
    assert tell_of_other_things(second, first) is are_others
