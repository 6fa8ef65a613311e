"""Blocks, titles, publishers and dates of plain text, in the shapes in which articles come."""

# ruff: noqa: E501 (a case a line reads best)

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kimmap.model import Document
from kimmap.reading import read
from kimmap.reading.blocks import make_blocks
from kimmap.reading.headdates import date_line, full_dates
from kimmap.reading.roles import assign_roles
from kimmap.reading.segments import segment

SEEDS = Path(__file__).parents[1] / "seeds"


def document(folder: Path, text: str, name: str = "x.txt") -> Document:
    (folder / name).write_bytes(text.encode())
    return read(folder / name)[0]


def blocks(document: Document, *roles: str) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.role in roles]


def shape(document: Document) -> list[tuple[str, str]]:
    return [(b.role, document.text[b.start : b.end]) for b in document.blocks]


FIRST = "The ferry with the singer Lina Orr on board reached Bastia at noon on Monday, her manager said."
SECOND = "She will go on to Ajaccio by train on Wednesday, where two concerts are planned for the weekend."

PORTAL = f"""1. Skip to content
2. Skip to main menu
Live TV
Latest audioLatest videos
In focus
Storm in the Alps
Rail strike
CultureFrance

Singer Lina Orr lands in Corsica

June 3, 2019

Two years after her accident, the singer is on tour again. She starts on an island.

https://p.xyz.example.com/p/4Abc
Lina Orr waves to the crowd in the port of Bastia.
The singer on the quay in BastiaImage: A. PERSON/AGENCY

{FIRST}

A tour in the south

{SECOND}

ab/cd (AAA, BBB)

Skip next section Explore more

Explore more

A man walks along the beach in Nice, May 2, 2019.

Why Nice has no more sand on its beaches

Why Nice has no more sand on its beaches

Experts say that the storms of the winter have taken the sand of the beaches to the bottom of the sea.
SocietyMay 2, 2019
More from Europe
Go to homepage"""


def test_a_portal_page(tmp_path: Path) -> None:
    read_ = document(tmp_path, PORTAL)
    assert read_.title == "Singer Lina Orr lands in Corsica"
    assert read_.published == dt.date(2019, 6, 3)
    assert read_.published_span is not None
    assert read_.text[slice(*read_.published_span)] == "June 3, 2019"
    assert (read_.url, read_.publisher) == ("https://p.xyz.example.com/p/4Abc", "example.com")
    told = [pair for pair in shape(read_) if pair[0] != "noise"]
    assert told == [
        ("title", "Singer Lina Orr lands in Corsica"),
        ("byline", "June 3, 2019"),
        ("lead", "Two years after her accident, the singer is on tour again. She starts on an island."),
        ("caption", "Lina Orr waves to the crowd in the port of Bastia."),
        ("caption", "The singer on the quay in Bastia"),
        ("body", FIRST),
        ("heading", "A tour in the south"),
        ("body", SECOND),
        ("byline", "ab/cd (AAA, BBB)"),
    ]


HEADS = [
    # text above the body, title, publisher, author, published
    ("THE ISLAND POST\nMonday, 3 June 2019\nSinger lands in Bastia\nBy Ann Poe\n\n", "Singer lands in Bastia", "THE ISLAND POST", "Ann Poe", "2019-06-03"),
    ("ISLAND PRESS (IP)\nJune 3, 2019, 14:12 CET\nSinger lands\nBy Ann Poe and Bo Lee\n\n", "Singer lands", "ISLAND PRESS", "Ann Poe and Bo Lee", "2019-06-03"),
    ("The Harbour Times\n3 June 2019\nSinger lands in Bastia at noon\n\n", "Singer lands in Bastia at noon", "The Harbour Times", None, "2019-06-03"),
    ("LINA ON THE ROAD\na tour diary by Lina Orr\n\nPosted Monday 3 June 2019, late, from Bastia\nSoup\n\n", "Soup", "LINA ON THE ROAD", "Lina Orr", "2019-06-03"),
    ("ORR & SONS — MEDIA RELEASE\nBastia, 3 June 2019\n\nSinger lands in Bastia\n\n", "Singer lands in Bastia", "ORR & SONS", None, "2019-06-03"),
    ("Singer lands in Bastia, then heads south\n\n", "Singer lands in Bastia, then heads south", None, None, None),
    ("HomeMusicSinger lands in Bastia again\n\nSinger lands in Bastia again\n\n", "Singer lands in Bastia again", None, None, None),
    ("Singer lands in Bastia at noon\n\nPublished 3 June 2019\nLast updated 5 June 2019\n\n", "Singer lands in Bastia at noon", None, None, "2019-06-03"),
    ("Singer lands in Bastia at noon\n\nUpdated 5 June 2019\nFirst published 3 June 2019\n\n", "Singer lands in Bastia at noon", None, None, "2019-06-03"),
    ("Subject: Bastia at last\nFrom: Lina Orr <l@example.org>\nDate: Mon, 3 Jun 2019 10:00:00 +0200\n\n", "Bastia at last", None, "Lina Orr", "2019-06-03"),
    ("Singer lands in Bastia at noon\nJun 3, 2019 | 4:46 PM\n\n", "Singer lands in Bastia at noon", None, None, "2019-06-03"),
    ("Singer lands in Bastia at noon\nMon June 3 2019 - 16:05\n\n", "Singer lands in Bastia at noon", None, None, "2019-06-03"),
    ("---\ntitle: Bastia\ndate: 2019-06-03\ndraft: false\n---\n\n", "Bastia", None, None, "2019-06-03"),
    ("# Bastia by sea\n\n*3 June 2019*\n\n", "Bastia by sea", None, None, "2019-06-03"),
    ("                                   Bastia, June 3rd, 1874.\nMy dear Orr,\n\n", None, None, None, "1874-06-03"),
    ("CONCERT TOUR\nIN CORSICA, 5–14 JUNE 2019\n\n", "CONCERT TOUR IN CORSICA, 5–14 JUNE 2019", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("head", "title", "publisher", "author", "published"), HEADS)
def test_heads(
    tmp_path: Path, head: str, title: str | None, publisher: str | None, author: str | None, published: str | None
) -> None:
    found = document(tmp_path, f"{head}{FIRST}\n\n{SECOND}\n")
    day = found.published.isoformat() if found.published else None
    assert (found.title, found.publisher, found.author, day) == (title, publisher, author, published)
    assert blocks(found, "body") == [FIRST, SECOND]
    if found.published:
        assert found.published_span
        assert [d.day for d in full_dates(found.text[slice(*found.published_span)])] == [found.published]


@pytest.mark.parametrize(
    ("dateline", "publisher", "published"),
    [
        ("BASTIA, France (IP) — ", "IP", None),
        ("BASTIA, June 3, 2019 (Island Press) - ", "Island Press", "2019-06-03"),
        ("BASTIA, June 3, 2019. /NEWSA/. ", "NEWSA", "2019-06-03"),
        ("BASTIA — ", None, None),
        ("", None, None),
    ],
)
def test_datelines(tmp_path: Path, dateline: str, publisher: str | None, published: str | None) -> None:
    found = document(tmp_path, f"Singer lands in Bastia at noon\n\n{dateline}{FIRST}\n\n{SECOND}")
    assert (found.publisher, found.published and found.published.isoformat()) == (publisher, published)


def test_the_name_of_the_file_is_the_last_resort(tmp_path: Path) -> None:
    assert document(tmp_path, FIRST, "post-2019-06-03.txt").published == dt.date(2019, 6, 3)
    assert document(tmp_path, f"Posted 4 June 2019\n\n{FIRST}", "a-2019-06-03.txt").published == dt.date(2019, 6, 4)
    assert document(tmp_path, FIRST, "20190604x9.txt").published == dt.date(2019, 6, 4)
    assert document(tmp_path, FIRST, "0120190604.txt").published is None


def test_a_date_in_a_teaser_or_caption_is_not_the_documents(tmp_path: Path) -> None:
    text = f"Singer lands in Bastia at noon\n\nLina Orr in Bastia, June 3, 2019. (Photo: A. Person)\n\n{FIRST}\n\n{SECOND}\n\nRelated news\nOther title\nJune 1, 2019"
    found = document(tmp_path, text)
    assert found.published is None
    assert blocks(found, "caption") == ["Lina Orr in Bastia, June 3, 2019."]


CAPTIONS = [
    (
        "PHOTO: Lina Orr on the quay at Bastia, June 3, 2019. AGENCY/Ann Poe",
        "Lina Orr on the quay at Bastia, June 3, 2019.",
    ),
    (
        "In this photo provided by the label, Lina Orr leaves a train in Bastia on Monday. (Label/Agency via AP)",
        "In this photo provided by the label, Lina Orr leaves a train in Bastia on Monday.",
    ),
    ("(Image) Lina Orr, new on the stage, in Nice, 4 May 2017.", "Lina Orr, new on the stage, in Nice, 4 May 2017."),
    ("[Photo caption] Lina Orr sings for sailors in Nice.", "Lina Orr sings for sailors in Nice."),
    ("FILE - Lina Orr sings in Nice in 2017.", "Lina Orr sings in Nice in 2017."),
    (
        "Lina Orr, left, greets the mayor of Bastia on the quay.",
        "Lina Orr, left, greets the mayor of Bastia on the quay.",
    ),
    ("Lina Orr in Bastia on Monday. Photograph: Ann Poe/Agency", "Lina Orr in Bastia on Monday."),
    ("The ship at anchor off Bastia. A. Poe/Getty Images", "The ship at anchor off Bastia."),
    ("The singer on the quayImage: PRESS OFFICE OF CORSICA/REUTERS", "The singer on the quay"),
]


@pytest.mark.parametrize(("line", "caption"), CAPTIONS)
@pytest.mark.parametrize("at_the_top", [True, False])
def test_captions_without_label_and_credit(tmp_path: Path, line: str, caption: str, at_the_top: bool) -> None:
    body = f"{line}\n\n{FIRST}\n\n{SECOND}" if at_the_top else f"{FIRST}\n\n{SECOND}\n\n{line}"
    found = document(tmp_path, f"Singer lands in Bastia at noon\n\n{body}")
    assert blocks(found, "caption") == [caption]
    assert blocks(found, "body") == [FIRST, SECOND]


BODIES = [
    "She asked for the minister's left hand, shook it, and went aboard before anybody could say a word.",
    "The deal was signed at the right time in the center of the town, officials told an agency (AFP).",
    "By noon the boats were gone and nobody on the quay could say where they were bound for.",
    "PRESS FREEDOM was on everybody's mind as the train rolled into the station of Corte at last.",
    "More from the north than from the south came to hear her in the old theatre on Tuesday night.",
    "On 12 May 2019 she left Bastia.",
]


@pytest.mark.parametrize("sentence", BODIES)
def test_sentences_that_only_look_like_something_else(tmp_path: Path, sentence: str) -> None:
    assert sentence in blocks(
        document(tmp_path, f"Singer on tour in Corsica\n\n{FIRST}\n\n{sentence}\n\n{SECOND}"), "body"
    )


def test_lists_tables_transcripts_and_diaries(tmp_path: Path) -> None:
    plan = document(
        tmp_path,
        f"The plan\n\n{FIRST}\n\n1 May: fly to Bastia\n2–3 May: Corte\nThu 4–Fri 5 May: Ajaccio\n(rest)\n\n{SECOND}",
    )
    assert blocks(plan, "list") == ["1 May: fly to Bastia", "2–3 May: Corte", "Thu 4–Fri 5 May: Ajaccio", "(rest)"]
    log = document(
        tmp_path,
        "Log of the Ann\n\nDATE        TIME   PLACE\n2019-06-01  04:30  Bastia. Anchored.\n2019-06-02  05:10  Calvi. Alongside.\n",
    )
    assert len(blocks(log, "table")) == 3
    talk = document(
        tmp_path,
        "RADIO ISLAND — transcript\n\nPRESENTER: Where did you land?\n\nLINA ORR: In Bastia.\n\nPRESENTER: And then?\n\nLINA ORR: By train to Corte.",
    )
    assert len(blocks(talk, "body")) == 4
    diary = document(tmp_path, f"SHIP NOTES\n\nMonday 3 June 2019\n{FIRST}\n\nWednesday 5 June 2019\n{SECOND}")
    assert blocks(diary, "heading") == ["Monday 3 June 2019", "Wednesday 5 June 2019"]
    assert diary.published is None


def test_a_gallery_has_dated_captions_and_a_diary_has_not(tmp_path: Path) -> None:
    entries = "1. Bastia, 3 June 2019. The singer on the quay.\n\n2. Corte, 4 June 2019. A walk in the gorge.\n\n3. Archive. The singer in Nice."
    gallery = document(tmp_path, f"A tour in pictures\n\n{entries}")
    assert blocks(gallery, "caption") == [e[3:] for e in entries.split("\n\n")]
    diary = document(
        tmp_path, "A walk through Corsica\n\n3 June 2019. Left Bastia at six.\n\n4 June 2019. Corte, in the rain."
    )
    assert len(blocks(diary, "body")) == 2


def test_hard_wrapped_paragraphs_are_one_block_and_keep_their_line_breaks(tmp_path: Path) -> None:
    paragraph = "I landed at Bastia on the 3rd with a cold and two trunks, and went\nup to Corte by the morning train, which took the whole of the day and\nstopped at every chestnut tree; the inn is clean, the host is deaf, and\nI am well."
    letter = document(
        tmp_path,
        f"                                        Corte, June 5th, 1874.\nMy dear Poe,\n\n{paragraph}\n\n{paragraph}\n\n                                   Ever yours,\n                                      L. Orr.\n",
    )
    assert blocks(letter, "body") == [paragraph]
    assert (letter.author, letter.published) == ("L. Orr", dt.date(1874, 6, 5))


def test_offsets_count_carriage_returns(tmp_path: Path) -> None:
    found = document(tmp_path, f"Singer lands in Bastia at noon\r\n\r\n3 June 2019\r\n\r\n{FIRST}\r\n\r\n{SECOND}\r\n")
    assert "\r\n\r\n" in found.text
    assert blocks(found, "body") == [FIRST, SECOND]
    assert not any("\r" in text for _, text in shape(found))


def test_a_box_inside_the_article_is_left_out_and_the_article_goes_on(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        f"Singer lands in Bastia at noon\n\n{FIRST}\n\nRELATED ARTICLE\n\nStorm closes port of Nice\n\n{SECOND}\n\n{BODIES[0]}\n\nLeave a Reply\n\nNice pictures! I was in Bastia too, and the soup was very good there.\n\nThank you for the tour, we enjoyed every minute of it in Calvi with friends and family.",
    )
    assert blocks(found, "body") == [FIRST, SECOND, BODIES[0]]


@given(st.text(st.sampled_from("ab A.\n\r\t 1:—-|*#\u2028“é,MayPHOTO"), max_size=400).filter(str.strip))
def test_blocks_hold_everything_that_is_not_blank(text: str) -> None:
    segments = segment(text)
    found = make_blocks(segments, assign_roles(segments))
    held = Document("x", text, blocks=found)  # checks order and bounds
    assert "".join("".join(text[b.start : b.end].split()) for b in held.blocks) == "".join(text.split())
    assert all(text[b.start : b.end] == text[b.start : b.end].strip() for b in found)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 June 2019", "2019-06-03"),
        ("June 3rd, 2019 GMT", "2019-06-03"),
        ("Mon 3 Jun 2019 14.03 BST", "2019-06-03"),
        ("the 3rd of June, 2019", "2019-06-03"),
        ("2019-06-03 10:15", "2019-06-03"),
        ("03.06.2019", "2019-06-03"),
        ("13/06/2019", "2019-06-13"),
        ("06/13/2019", "2019-06-13"),
        ("06/03/2019", None),
        ("31 June 2019", None),
        ("Bastia, June 3rd (May 22nd), 1874.", "1874-06-03"),
        ("5–14 June 2019", None),
        ("Monday 3 June 2019, 20:00. Issued by the desk.", "2019-06-03"),
        ("She sailed on 3 June 2019 for Calvi.", None),
    ],
)
def test_date_lines(text: str, day: str | None) -> None:
    found = date_line(text)
    assert (found and found.day.isoformat()) == day


class TestSeeds:
    """Five dumps of real pages."""

    documents: ClassVar[dict[str, Document]] = {d.name[:3]: d for d in read(SEEDS)}

    def test_heads(self) -> None:
        assert [(d.publisher, d.published) for d in self.documents.values()] == [
            ("DW", dt.date(2023, 9, 19)),
            ("AP", dt.date(2023, 9, 20)),
            (None, None),
            ("DW", dt.date(2023, 9, 11)),
            (None, None),
        ]
        assert [d.title for d in self.documents.values()] == [
            "Kim Jong Un returns home after 'goodwill' Russia trip",
            "North Korea says Kim Jong Un is back home from Russia, where he deepened ‘comradely’ ties with Putin",
            "The North Korean leader’s trip aimed to strengthen ties with Russia and had international repercussions",
            "Kim Jong Un to visit Russia, governments confirm",
            "Kim Jong Un returns home after week-long Russian visit",
        ]

    def test_captions_are_kept(self) -> None:
        captions = {name: blocks(d, "caption") for name, d in self.documents.items()}
        assert "in the city of Komsomolsk-on-Amur" in captions["000"][0]
        assert captions["000"][1:] == [
            "The North Korean leader has wrapped his trip to Russia, his longest ever foreign visit"
        ]
        assert len(captions["001"]) == 1
        assert "arrives at Pyongyang station" in captions["001"][0]
        assert captions["004"] == ["Kim Jung Un"]

    @pytest.mark.parametrize(
        "word",
        [
            "Skip",
            "Morocco",
            "Budapest",
            "Delhi",
            "Explore more",
            "July 28",
            "Leave a Reply",
            "Related news",
            "Chile",
            "https://",
        ],
    )
    def test_navigation_and_teasers_are_set_aside(self, word: str) -> None:
        assert not [t for d in self.documents.values() for r, t in shape(d) if r != "noise" and word in t]

    def test_nothing_of_an_article_is_set_aside(self) -> None:
        sizes = {name: sum(len(t) for r, t in shape(d) if r == "body") for name, d in self.documents.items()}
        assert sizes == {"000": 1641, "001": 2928, "002": 2189, "003": 1443, "004": 1689}

    def test_text_is_the_file_as_it_is(self) -> None:
        for path in SEEDS.iterdir():
            assert self.documents[path.name[:3]].text == path.read_bytes().decode()


@pytest.mark.parametrize(
    ("above", "below", "blocks"),
    [
        ("The way from the harbour to the upper lake is about", "5,500 metres. Please bring boots for it.", 1),
        ("The two of them were seen on the last ferry to", "Kestel on Sunday night, with a dog.", 1),
        ("The council has met for the last time this summer", "Kestel is to have a new bridge by the autumn.", 2),
    ],
)
def test_a_line_that_cannot_end_there_goes_on_below(above: str, below: str, blocks: int) -> None:
    assert len(segment(f"{above}\n{below}\n")) == blocks


def test_lines_whose_second_column_begins_at_one_place_are_a_list() -> None:
    rows = ("12 May  Lima. Buy new tyres.", "14-15   Cusco. Two nights.", "16      Puno, by the lake.",
            "Mon 17 - Tue 18   Juliaca.")  # fmt: skip
    text = "\n".join(("The plan of our ride through the mountains", "", *rows, "", "I am back at my desk in June."))
    assert [s.text for s in segment(text) if s.hint == "list"] == list(rows)
