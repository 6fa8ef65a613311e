"""Which words are mentions of places, and what descriptions mean; on sentences with a grammar of the simplest kind."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.language import Analysis, Name, NameLabel, Sentence, Token, analyse_documents
from kimmap.model import Block, BlockRole, Document, PlaceMention
from kimmap.places import find_places, resolve_places
from kimmap.places.candidates import PRIOR, finder_for
from kimmap.places.cells import place_cells

_WORDS = {
    "DT": "the a an",
    "PRP$": "its",
    "IN": "of in at from on near",
    "TO": "to",
    "CC": "and",
    "RBS": "most",
    "JJ": "important main",
    "RB": "there here",
    "POS": "'s",
    "VBD": "crossed said landed",
    "NN": "space launch center border river train capital airport lake cosmodrome town port cheese state",
    "JJS": "closest",
}
_TAGS = {word: tag for tag, words in _WORDS.items() for word in words.split()}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


def analyse(
    text: str,
    names: Mapping[str, NameLabel] = {},
    role: BlockRole = "body",
    name: str = "a.txt",
) -> Analysis:
    """A document whose sentences end in a full stop before a capital, every capitalised word a proper noun."""
    document = Document(name, text)
    sentences = []
    for part in re.finditer(r"\S.*?(?:\.(?=\s+[A-Z])|$)", text, re.DOTALL):
        words = list(re.finditer(r"'s\b|[\w.]*\w(?:['-]\w+(?<!'s))*|[^\w\s]", part.group()))
        tokens = tuple(
            Token(i, part.start() + w.start(), part.start() + w.end(), w.group(), w.group().lower(), _pos(w.group()),
                  _tag(w.group()), "advmod" if w.group().lower() in ("there", "here") else "dep", 0)
            for i, w in enumerate(words)
        )  # fmt: skip
        sentences.append(Sentence(part.start(), part.end(), tokens, role))
    spans = [
        Name(m.start(), m.end(), m.group(), label)
        for words_, label in names.items()
        for m in re.finditer(re.escape(words_), text)
    ]
    return Analysis(document, tuple(sentences), tuple(sorted(spans, key=lambda n: n.start)))


def _tag(word: str) -> str:
    if word.lower() in _TAGS and not (word[0].isupper() and word.lower() not in ("the", "a", "an", "in", "at", "from")):
        return _TAGS[word.lower()]
    if word[0].isupper():
        return "JJ" if word.endswith("an") and word not in ("Wan",) else "NNP"
    return "CD" if word[0].isdigit() else "NN" if word.isalpha() else word


def _pos(word: str) -> str:
    return {"NNP": "PROPN", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV", "CD": "NUM"}.get(_tag(word), "X")


def names_in(mentions: tuple[PlaceMention, ...]) -> list[str]:
    return [m.quote.text for m in mentions if m.reference == "name"]


FOUND = [
    ("He arrived in Lima.", {"Lima": "LOC"}, ["Lima"]),
    ("He arrived in Lima.", {}, ["Lima"]),
    ("He arrived in the Netherlands.", {"the Netherlands": "LOC"}, ["Netherlands"]),
    ("He praised Lima's cooks in Cusco.", {"Lima's": "LOC", "Cusco": "LOC"}, ["Lima", "Cusco"]),
    ("He arrived in southern Peru.", {"southern Peru": "LOC"}, ["Peru"]),
    ("He flew to Paris, Texas.", {"Paris": "LOC", "Texas": "LOC"}, ["Paris", "Texas"]),
    ("They met in Charleston, W.Va.", {"Charleston": "LOC", "W.Va": "LOC"}, ["Charleston", "W.Va."]),
    # the full name of what is known, or what stands beside it in capitals
    ("The train reached Khasan Station.", {"Khasan": "LOC"}, ["Khasan Station"]),
    ("They camped at Lake Qwxz.", {"Qwxz": "LOC"}, ["Lake Qwxz"]),
    ("He left from Almaty-2.", {}, ["Almaty-2"]),
    # lists and letters
    ("5 May: Mostar", {}, ["Mostar"]),
    ("3 May Ulan-Ude", {}, ["Ulan-Ude"]),
    ("Erzurum, 14 July 1874.", {}, ["Erzurum"]),
    ("Mon Sept 15: Lincoln", {"Mon": "LOC", "Lincoln": "LOC"}, ["Lincoln"]),
    ("Mon: Lincoln", {"Mon": "LOC", "Lincoln": "LOC"}, ["Mon", "Lincoln"]),
    # no places
    ("Mr Paris said so.", {"Paris": "PER"}, []),
    ("Lima here, the one at the back.", {"Lima": "LOC"}, []),
    ("Paris Hilton slept. Then Hilton said no.", {"Paris Hilton": "PER"}, []),
    ("The Lima Chamber of Commerce agreed.", {"Lima Chamber of Commerce": "ORG"}, []),
    ("The Peruvian minister spoke.", {"Peruvian": "LOC"}, []),
    ("They went to Mass at noon.", {}, []),
    ("In Reading he read; the reading was long.", {}, []),
    # "the" leads to no town, but to what is called like one
    ("They took the Ventura.", {"Ventura": "LOC"}, []),
    ("They took the Ventura train.", {"Ventura": "LOC"}, ["Ventura"]),
    ("They met in the Bronx.", {"Bronx": "LOC"}, ["Bronx"]),
    # no name runs over into the next column, or into the container
    ("9 May\tLima\tGrand Theatre", {"Lima\tGrand Theatre": "LOC"}, ["Lima"]),
    (
        "He slept in Cardiff, South Wales.",
        {"Cardiff": "LOC", "South Wales": "LOC"},
        ["Cardiff", "South Wales"],
    ),
    (
        "She slept in Durham, County Durham.",
        {"Durham": "LOC", "County Durham": "LOC"},
        ["Durham", "County Durham"],
    ),
    # a river is a river, whatever the pipeline takes it for
    ("They crossed the Neva River.", {"Neva River": "PER"}, ["Neva River"]),
]


@pytest.mark.parametrize(("text", "names", "wanted"), FOUND, ids=[f"{t} {sorted(n)}" for t, n, _ in FOUND])
def test_which_words_are_names_of_places(
    gazetteer: Gazetteer, text: str, names: dict[str, NameLabel], wanted: list[str]
) -> None:
    assert names_in(find_places([analyse(text, names)], gazetteer)) == wanted


def test_mentions_are_verbatim_in_order_and_in_their_sentence(gazetteer: Gazetteer) -> None:
    texts = [
        "He left Lima. The train crossed a border river near Cusco. He landed there at 13°50′S 171°45′W.",
        "Oslo\tBergen\n5 May: Mostar",
    ]
    analyses = [analyse(t, {"Lima": "LOC", "Cusco": "LOC"}, name=f"{i}.txt") for i, t in enumerate(texts)]
    mentions = find_places(analyses, gazetteer)
    assert [m.quote.text for m in mentions][:5] == ["Lima", "a border river", "Cusco", "there", "13°50′S 171°45′W"]
    for analysis in analyses:
        own = [m for m in mentions if m.quote.document is analysis.document]
        assert [m.quote.start for m in own] == sorted(m.quote.start for m in own)
        for mention in own:
            assert analysis.document.text[mention.quote.start : mention.quote.end] == mention.quote.text
            assert mention.quote.sentence_start <= mention.quote.start < mention.quote.end <= mention.quote.sentence_end
    assert mentions == find_places(analyses, gazetteer)
    assert len(resolve_places(mentions, analyses, gazetteer)) == len(mentions)


def test_a_position_may_run_over_a_broken_sentence(gazetteer: Gazetteer) -> None:
    document = Document("log.txt", "31°20'S 88°05'E  Buoy 7")
    halves = (Sentence(0, 2, ()), Sentence(2, len(document.text), ()))
    mentions = find_places([Analysis(document, halves, ())], gazetteer)
    assert [m.quote.text for m in mentions] == ["31°20'S 88°05'E"]


NAMES = (
    "Russia|North Korea|Vladivostok|Pyongyang|Khasan Station|Luanda|Angola|Accra|Far East|Ghana|Kazakhstan|Uzbekistan|"
    "Tashkent|Shymkent|Samoa|Apia|Lima"
)
PLACES: dict[str, NameLabel] = dict.fromkeys(NAMES.split("|"), "LOC")

DESCRIBED = [
    ("He toured Russia's most important space launch center.", "Vostochny Cosmodrome"),
    ("From Vladivostok, in Russia, the train crossed a border river. It went to Pyongyang in North Korea.", "Khasan"),
    ("At Khasan Station he waited. He crossed the border.", "Khasan"),
    ("He was in Accra, Ghana. He then saw the Angolan capital.", "Luanda"),
    ("He flew to Angola. He landed in the capital.", "Luanda"),
    ("He flew to Angola. He landed in its capital.", "Luanda"),
    ("He flew to Angola. He landed in the state capital.", "Luanda"),
    ("He reached Vladivostok. He slept there.", "Vladivostok"),
    ("Apia, 3 May 2024. He wrote to Lima that it was hot here.", "Apia"),
]


@pytest.mark.parametrize(("text", "wanted"), DESCRIBED, ids=[t for t, _ in DESCRIBED])
def test_what_a_description_means(gazetteer: Gazetteer, text: str, wanted: str) -> None:
    analyses = [analyse(text, PLACES)]
    found = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    described = [r for r in found if r.mention.reference == "description"]
    assert [r.place.name if r.place else None for r in described] == [wanted]
    assert 0 < described[0].score < 1


def test_a_border_lies_between_the_countries_and_near_the_places_of_the_text(gazetteer: Gazetteer) -> None:
    text = "The train left Tashkent, Uzbekistan. It crossed the border to Kazakhstan near Shymkent."
    analyses = [analyse(text, PLACES)]
    found = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    (crossing,) = (r.place for r in found if r.mention.reference == "description")
    assert crossing is not None
    assert set(crossing.countries) == {"KZ", "UZ"}
    assert crossing.point == pytest.approx((41.4, 69.3), abs=0.3)


@pytest.mark.parametrize(
    "text",
    [
        "He waited at the border.",
        "He slept there.",
        "He landed in the capital.",
        "He saw the lake.",
        "He was in Lima. He saw the lake.",
    ],
)
def test_a_description_without_a_clue_stays_open(gazetteer: Gazetteer, text: str) -> None:
    analyses = [analyse(text, PLACES)]
    found = resolve_places(find_places(analyses, gazetteer), analyses, gazetteer)
    described = [r for r in found if r.mention.reference == "description"]
    assert [r.place for r in described] == [None]
    assert described[0].why.startswith("nothing")


@pytest.mark.parametrize(
    "text",
    [
        "He was in the port of Lima.",
        "A town burned.",
        "The airport police said no.",
        "There is hope.",
        "He was in Angola. He saw the cheese capital.",
    ],
)
def test_what_is_no_description(gazetteer: Gazetteer, text: str) -> None:
    mentions = find_places([analyse(text, PLACES)], gazetteer)
    assert [m.quote.text for m in mentions if m.reference == "description" and m.kinds] == []


TABLES = [
    # under a heading that says so, whatever is known of the name
    ("Day\tTown\nMon\tQwaxel\nTue\tBath", ["Qwaxel", "Bath"]),
    # among known places
    ("1\tSplit\tred\n2\tMostar\tred\n3\tNice\tred", ["Split", "Mostar", "Nice"]),
    ("1\tNice\tred\n2\tHeavy\tred\n3\tLarge\tred", []),
]


@pytest.mark.parametrize(("text", "cells"), TABLES)
def test_columns_of_places(gazetteer: Gazetteer, text: str, cells: list[str]) -> None:
    rows = [m.span() for m in re.finditer(r"[^\n]+", text)]
    document = Document("a.txt", text, blocks=tuple(Block(a, b, "table") for a, b in rows))
    assert [
        text[start:].split("\t")[0].split("\n")[0] for start in sorted(place_cells(document, finder_for(gazetteer)))
    ] == cells


def test_a_cell_of_a_column_of_places_is_one(gazetteer: Gazetteer) -> None:
    for head, found in (("Town", ["Still"]), ("Hall", [])):
        analysis = analyse(f"{head}\tRoom\nStill\tred")
        assert names_in(find_places([analysis], gazetteer)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("8 June. Ate the cheese.", []), ("19 Feb. Still here.", []), ("19 Feb. Nice, at last.", ["Nice"])],
)
def test_a_verb_or_adverb_that_opens_a_sentence(gazetteer: Gazetteer, text: str, found: list[str]) -> None:
    assert names_in(find_places(analyse_documents([Document("a.txt", text)]), gazetteer)) == found


def test_a_spelling_without_marks_means_the_larger_that_has_none(gazetteer: Gazetteer) -> None:
    finder = finder_for(gazetteer)

    def prior(name: str) -> float:
        found = finder.candidates(name)
        return float(next(row[PRIOR] for p, row in zip(found.places, found.features, strict=True) if p.name == "Sävar"))

    assert prior("Savar") < prior("Sävar")


@pytest.mark.parametrize(
    ("text", "alone", "together"),
    [
        ("Stage 4. Chaves again. Mud.", 0, 1),
        ("Off early. Chaves for coffee and a stamp.", 0, 1),
        ("Mr Rui Chaves sang. Then Chaves slept.", 0, 0),
    ],
)
def test_a_name_that_another_document_shows_to_be_a_places(
    gazetteer: Gazetteer, text: str, alone: int, together: int
) -> None:
    documents = [Document("a", text), Document("b", "We reached Chaves in the rain.")]
    for told, wanted in ((documents[:1], alone), (documents, together)):
        found = find_places(analyse_documents(told), gazetteer)
        assert len([m for m in found if m.quote.document.name == "a" and m.name == "Chaves"]) == wanted
