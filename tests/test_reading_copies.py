"""One agency's sentence in several documents is one witness."""

# ruff: noqa: E501 (a case a line reads best)

from __future__ import annotations

from pathlib import Path

import pytest

from kimmap.model import Document, Quote, origins
from kimmap.reading import DescribedDocument, read
from kimmap.reading.copies import split_sentences

SEEDS = Path(__file__).parents[1] / "seeds"
AGENCY = "The singer Lina Orr met the governor at the island’s oldest lighthouse before visiting two fishing villages in the south."
REWRITTEN = "After a short night on board, the singer Lina Orr met the governor at the island's oldest lighthouse before visiting two fishing villages."
OWN = "Our reporter saw the singer come ashore in the rain with a single suitcase and no umbrella at all."


def pair(folder: Path, first: str, second: str) -> tuple[Document, ...]:
    for name, text in (("a.txt", first), ("b.txt", second)):
        (folder / name).write_text(f"Singer lands on the island at noon, {name}\n\n{text}", encoding="utf-8")
    return read(folder)


def shared(document: Document) -> list[str]:
    return [document.text[p.start : p.end] for p in document.shared]


def test_a_rewritten_sentence_is_shared_and_its_neighbours_are_not(tmp_path: Path) -> None:
    a, b = pair(
        tmp_path,
        f"{OWN} {AGENCY}",
        f"{REWRITTEN}\n\nNobody else was there to see it, it seems, on that dark morning in June.",
    )
    assert (shared(a), shared(b)) == ([AGENCY], [REWRITTEN])
    assert a.shared[0].text_id == b.shared[0].text_id
    quotes = [d.quote(d.shared[0].start + 4, d.shared[0].start + 10) for d in (a, b)]
    assert quotes[0].witness == quotes[1].witness


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (AGENCY, "Nobody else was there to see it, it seems, on that dark and rainy morning in June."),
        ("“We came to listen,” she said.", "“We came to listen,” she said."),
        (
            AGENCY,
            "The singer Lina Orr met the press at noon and told them that she would visit two fishing villages in the south.",
        ),
    ],
)
def test_what_is_not_shared(tmp_path: Path, first: str, second: str) -> None:
    a, b = pair(tmp_path, f"{OWN} {first}", second)
    assert shared(a) == shared(b) == []


def test_short_sentences_beside_copied_ones_are_copied_too(tmp_path: Path) -> None:
    text = f"{AGENCY} She was tired. The rain stopped."
    a, b = pair(tmp_path, f"{text} {OWN}", f"She was late. {text}")
    assert shared(a)[1:] == shared(b)[1:] == [AGENCY, "She was tired.", "The rain stopped."]


def test_two_copies_of_one_file_are_one_witness(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The plan\n\n1 May: Bastia\n2 May: Corte\n", encoding="utf-8")
    a, b = read(tmp_path)
    assert shared(a) == ["The plan", "1 May: Bastia", "2 May: Corte"]
    assert a.shared == b.shared
    assert len({p.text_id for p in a.shared}) == 1


BULLETIN = """Vinter in the north

BRAGA, 3 May 2031 - The minister Ada Vinter came to Braga on Friday for talks with its mayor about the railway along \
the coast. She slept badly. The talks went on until midnight, and both sides said that they had been open and useful. \
She will travel to Porto on 20 May. Nobody knew which of the two offers the government in the capital would take up.
"""
EDITS = (("Vinter in the north", "Minister sees mayors"), ("on 20 May", "on May 20"), ("both sides", "the two sides"))


def test_edited_copies_are_one_witness_in_their_titles_and_short_sentences(tmp_path: Path) -> None:
    for number, (old, new) in enumerate(EDITS):
        (tmp_path / f"{number}.txt").write_text(BULLETIN.replace(old, new).replace("She slept badly. ", ""), "utf-8")
    own = "It rained all day in Braga, says our own reporter there, and no one had brought an umbrella with him."
    (tmp_path / "more.txt").write_text(f"{BULLETIN}\n{own}\n", encoding="utf-8")
    documents = read(tmp_path)
    assert all(any("May" in text and "Porto" in text for text in shared(d)) for d in documents)
    assert [shared(d)[0] for d in documents] == [d.title for d in documents]
    assert len({p.text_id for d in documents for p in d.shared}) == 1
    assert not {"She slept badly.", own} & set(shared(documents[-1]))


def test_texts_with_one_common_sentence_stay_two_witnesses_elsewhere(tmp_path: Path) -> None:
    short = "She will travel to Porto on 20 May."
    first = f"{AGENCY} {OWN} {short} Nobody in the whole town had ever seen so many people on the old quay by night."
    second = (
        f"{short} Nothing is known about what they said to each other in the hour before the boat left again. {AGENCY}"
    )
    a, b = pair(tmp_path, first, second)
    assert shared(a) == shared(b) == [AGENCY]


def test_a_copied_sentence_in_two_passages_does_not_make_them_one(tmp_path: Path) -> None:
    tired = "She was tired."
    for name, text in (("a", AGENCY), ("b", AGENCY), ("c", OWN), ("d", OWN)):
        (tmp_path / f"{name}.txt").write_text(f"News of the day, {name}\n\n{text} {tired}\n", encoding="utf-8")
    a, b, c, d = read(tmp_path)
    ids = [{p.text_id for p in document.shared} for document in (a, b, c, d)]
    assert ids[0] == ids[1] != ids[2] == ids[3]
    assert all(len(found) == 1 for found in ids)


def quoted(document: Document, *texts: str) -> list[Quote]:
    starts = [(document.text.index(text), len(text)) for text in texts]
    return [document.quote(start, start + size) for start, size in starts]


def test_a_document_is_one_witness_with_all_that_share_a_sentence_of_it(tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(f"Singer lands\n\nIt was noon.\n\n{REWRITTEN[:40]}.\n", encoding="utf-8")
    a, b, c = pair(
        tmp_path, f"{OWN} {AGENCY} It rained.", f"{AGENCY} Nobody else saw it, on that dark morning in June."
    )
    told = [*quoted(a, OWN, AGENCY, "It rained."), *quoted(b, AGENCY), *quoted(c, "It was noon.")]
    assert len({q.witness for q in told}) == 3
    assert origins(told)["a.txt"] == origins(told)["b.txt"] != origins(told)["c.txt"]
    assert len(set(origins([*quoted(a, OWN), *quoted(b, AGENCY)]).values())) == 2


def test_repetition_inside_one_document_is_no_copy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"Singer lands\n\n{AGENCY}\n\n{OWN}\n\n{REWRITTEN}", encoding="utf-8")
    assert read(tmp_path / "a.txt")[0].shared == ()


def test_identifiers_do_not_depend_on_the_order_of_the_documents(tmp_path: Path) -> None:
    pair(tmp_path, AGENCY, REWRITTEN)
    there = {p.text_id for d in read(tmp_path / "a.txt", tmp_path / "b.txt") for p in d.shared}
    back = {p.text_id for d in read(tmp_path / "b.txt", tmp_path / "a.txt") for p in d.shared}
    assert there == back
    assert len(there) == 1


def test_the_agency_text_in_the_seeds() -> None:
    documents = read(SEEDS)
    sharing = {d.name[:3]: shared(d) for d in documents if d.shared}
    assert set(sharing) == {"000", "001"}
    assert [s for s in sharing["000"] if "space launch center" in s] == [sharing["000"][1]]
    assert [len(s) for s in sharing.values()] == [3, 3]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. A. Poe met the U.S. envoy. He left.", ["Dr. A. Poe met the U.S. envoy.", "He left."]),
        (
            "“Come!” she said. “Why?” He came on Sept. 3 at 6 a.m. by sea.",
            ["“Come!” she said.", "“Why?”", "He came on Sept. 3 at 6 a.m. by sea."],
        ),
        ("One line", ["One line"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == sentences


CREDITED = [
    ("SKERRY (AP) — The ferry minister arrived on Tuesday and walked from the quay to the school.", ("AP",)),
    ("The ferry minister arrived on Tuesday and walked to the school.\n\ndh/rc (AP, AFP, Reuters)", ("AP", "AFP", "Reuters")),
    ("The ferry minister arrived on Tuesday and walked to the school.\n\nSource: Associated Press", ("AP",)),
    ("The ferry minister arrived on Tuesday and walked to the school.\n\nWith reporting by AFP and dpa", ("AFP", "dpa")),
    ("The ferry minister arrived on Tuesday (AP Photo/A. Person) and walked to the school.", ()),
    ("The ferry minister read a report by AP about Reuters before she went to the school.", ()),
    ("The minister (PA to the director until May) walked from the quay to the old school.", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "agencies"), CREDITED)
def test_agencies_are_named_by_datelines_and_sign_offs(tmp_path: Path, text: str, agencies: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(f"Minister on Skerry\n\n{text}\n", encoding="utf-8")
    (document,) = read(tmp_path / "a.txt")
    assert isinstance(document, DescribedDocument)
    assert document.agencies == agencies
