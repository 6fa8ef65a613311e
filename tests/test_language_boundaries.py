"""Where sentences begin in news, letters and lists, and where they may not."""

from __future__ import annotations

import re

import pytest

from kimmap.language import Name, analyse_documents, pipeline
from kimmap.language.boundaries import datelines, line_breaks, sentence_breaks
from kimmap.model import Block, Document

# One "|" per sentence boundary.
SENTENCES = [
    "Mr. Pell left Arden on Monday.|He did not stay.",
    "Gen. A. B. Corvin met Dr. Hale in St. Ives.|They talked.",
    "The party arrived on Sept. 17 and left on Oct. 2.|Nobody saw it.",
    "She flew home from the U.S. on Friday.|The flight was late.",
    "She lives in the U.S.|The family does not.",
    "The boat left at 6 p.m. on Tuesday.|It was raining.",
    "ARDEN, Rudavia (AP) — |The president arrived on Monday.|He was met by crowds.",
    "KESTEL (Reuters) - |A train crossed the border overnight.",
    "President ends his visit |ARDEN, Rudavia (AP) — |The president left on Monday.",
    '"We leave tomorrow," said the mayor.|"Nobody stays."',
    '"Stop!" he said.|Nobody stopped.',
    "“Is it far?” she asked the driver.|He shook his head.",
    "They covered 1,254.5 km in 3.5 days.|Then they rested.",
    "The mail left Braga on the 3rd inst.|He had not written.",
    "She came on the 5th ult.|The rain had stopped.",
    "We go on the 18th inst. to Porto by the mail.",
    "On the 9th ult. Captain Pell was at Braga.",
    "Fig. 3 shows the route; see p. 12 for more.|The rest is known.",
    "The ship lay at lat. 54 S. until noon.|Then the wind turned.",
    "is anybody there?|i have stood here for an hour.",
    "“We are late,” Tavistock said.|Nobody moved.",
    "He wondered: who would go?|The others were silent.",
    "Porto, May 2nd.--|It rained.|Nobody slept.",
]


def starts_of(marked: str) -> tuple[str, list[int]]:
    """A text without its marks, and where its sentences begin."""
    pieces = marked.split("|")
    offsets = [sum(map(len, pieces[:i])) + len(pieces[i]) - len(pieces[i].lstrip()) for i in range(len(pieces))]
    return "".join(p if p.endswith(" ") or i == len(pieces) - 1 else p + " " for i, p in enumerate(pieces)), [
        o + sum(not p.endswith(" ") for p in pieces[:i]) for i, o in enumerate(offsets)
    ]


@pytest.mark.parametrize("marked", SENTENCES)
def test_sentences_begin_where_a_reader_would_begin_them(marked: str) -> None:
    text, starts = starts_of(marked)
    (analysis,) = analyse_documents([Document("a.txt", text)])
    assert [s.start for s in analysis.sentences] == starts, [text[s.start : s.end] for s in analysis.sentences]


WRAPPED = (
    "Dear Anna, we reached the harbour of Kestel only on the evening of the\n"
    "third day, and the captain would not hear of going on before the wind\n"
    "had dropped. We took rooms near the quay."
)


def test_a_wrapped_line_is_no_boundary() -> None:
    assert line_breaks(WRAPPED) == []
    (analysis,) = analyse_documents([Document("letter.txt", WRAPPED, blocks=(Block(0, len(WRAPPED), "body"),))])
    assert [s.start for s in analysis.sentences] == [0, WRAPPED.index("We took")]


LINES = [
    ("Stops of the tour:\n- Arden\n- Kestel", ["- Arden", "- Kestel"]),
    ("The route:\n1. Arden to Brunn\n2. Brunn to Kestel", ["1. Arden", "2. Brunn"]),
    ("A short line\nAnother line that is very much longer than the first one is", ["Another line"]),
    ("One paragraph of text that goes on and on.\n\nAnother paragraph", ["Another paragraph"]),
    ("One paragraph of text that goes on and\non in the second line", []),
    ("Hoarse he was. On\nMonday he rested and nobody at all came to see him there", []),
    ("He met the president of\nRudavia in the long hall of the palace at noon", []),
]


@pytest.mark.parametrize(("text", "begin"), LINES)
def test_list_items_and_ended_lines_begin_a_sentence(text: str, begin: list[str]) -> None:
    assert line_breaks(text) == [text.index(b) for b in begin]


DATELINES = [
    ("ARDEN, Rudavia (AP) — The king", "ARDEN, Rudavia (AP) — "),
    ("Brunn, 4 May (Agency) - The king", "Brunn, 4 May (Agency) - "),
    ("ST. PELL — The king", "ST. PELL — "),
    ("Arden - a town of hills", None),
    ("The king of Arden — he was ill — stayed", None),
    ("He said that NATO — The alliance", None),
]


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_datelines(text: str, expected: str | None) -> None:
    assert [text[a:b] for a, b in datelines(text)] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They met at St. Pell. Bridge yesterday", "St. Pell. Bridge"),
        ("He took the No. 5 Ltd. Express north", "No. 5 Ltd. Express"),
    ],
)
def test_no_boundary_inside_a_name(text: str, name: str) -> None:
    start = text.index(name)
    words = [(m.group(), m.start()) for m in re.finditer(r"\w+\.?|\S", text)]
    breaks = sentence_breaks(text, words, [Name(start, start + len(name), name, "LOC")])
    inside = [i for i, (_, at) in enumerate(words) if start < at < start + len(name)]
    assert inside
    assert all(breaks[i] is False for i in inside)


def test_a_text_that_never_ends_a_sentence_is_cut() -> None:
    text = " ".join(["and then she went on to the next town"] * 400)
    (analysis,) = analyse_documents([Document("a.txt", text)])
    assert max(len(s.tokens) for s in analysis.sentences) <= 600
    assert analysis.sentences[0].start == 0
    assert analysis.sentences[-1].end == len(text)


def test_a_book_is_analysed_in_stretches_and_comes_out_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Mira came to Bastia on Monday.", "", "She went on to Corte.", "", "In Calvi it rained. Nobody came."]
    book, note = Document("book.txt", "\n".join(lines)), Document("note.txt", "Tom left Calvi.")
    whole = analyse_documents([book, note, book])
    monkeypatch.setattr(pipeline, "_CHARACTERS_AT_ONCE", 20)
    parts = analyse_documents([book, note, book])
    assert [a.document.name for a in parts] == ["book.txt", "note.txt", "book.txt"]
    assert [a.sentences for a in parts] == [a.sentences for a in whole]
    assert len(parts[0].sentences) == 4
    assert analyse_documents([Document("empty.txt", "")])[0].sentences == ()


def test_a_run_of_the_analysis_is_never_much_longer_than_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    analyse = pipeline._analyse

    def spy(parts, recognizer):
        sizes.append(sum(b.end - b.start for *_, blocks in parts for b in blocks))
        return analyse(parts, recognizer)

    monkeypatch.setattr(pipeline, "_analyse", spy)
    monkeypatch.setattr(pipeline, "_CHARACTERS_AT_ONCE", 100)
    book = Document("book.txt", "\n".join(f"On day {n} it rained." for n in range(50)))
    analyse_documents([book])
    assert len(sizes) > 5
    assert max(sizes) < 150
