"""What speaks for and against a stretch of text being the name of a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kimmap.language import Analysis, Sentence, Token
from kimmap.language.persons import is_borne
from kimmap.places.candidates import COUNTRY, LEVEL, PRIOR, REGION, CandidateFinder
from kimmap.places.cells import place_cells
from kimmap.places.cues import words
from kimmap.places.said import is_kind_said, is_said_of_place
from kimmap.places.spans import COLUMN, Span

_LIST_GLUE = frozenset((",", "and", ", and", "or", "&", "-", "–", "—", "to", "/"))
_PAIR_GLUE = frozenset(("-", "–", "—", "→", "to"))
_BREAKS = frozenset((":", ";", "—", "–", "-", ".", "!", "?", "“", "”", "‘", "’", '"', "'", "(", "•", "*"))
_RENOWN = 0.0
"""An area of less prominence, such as an island far away, hardly has its name from anywhere else."""
_DETERMINERS = frozenset(("the", "this", "that", "our", "your", "their", "its"))
_GLUE = 8
"""What parts two items of a list is shorter."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for or against a stretch of text; each is 0 or 1, or a measure of about that size."""

    base: float = 1.0
    called_place: float = 0.0
    called_person: float = 0.0
    known: float = 0.0
    prominent: float = 0.0
    area: float = 0.0
    """It is known as a country or a first-level region, and not a little known one that the pipeline calls a place."""
    locative: float = 0.0
    """"in", "at", "near", "from" … stand before it."""
    of: float = 0.0
    kind_before: float = 0.0
    kind_behind: float = 0.0
    """"the city of X", "X County"."""
    container_behind: float = 0.0
    """", Texas" follows."""
    contained_before: float = 0.0
    """It follows a name and a comma, and is an area."""
    title_before: float = 0.0
    person_word: float = 0.0
    """It is part of a person's full name in the same text."""
    said_before: float = 0.0
    says_behind: float = 0.0
    """"said X", "X said"."""
    name_behind: float = 0.0
    name_before: float = 0.0
    """Another capitalised word that is no place stands beside it."""
    number_behind: float = 0.0
    lower_twin: float = 0.0
    """The same text has the word in lower case."""
    generic: float = 0.0
    inhabitants: float = 0.0
    place_led: float = 0.0
    """The language pipeline calls it a place, and "in", "at" … stand before it."""
    dated: float = 0.0
    """A date leads to it, as in a programme: "5 May: Mostar"; or follows it at the head of a letter."""
    listed: float = 0.0
    """Only a comma or "and" parts it from a name that the pipeline calls a place."""
    possessive: float = 0.0
    article: float = 0.0
    """"the" stands before it, and it is known as a town only: "the Alhambra" is none in California."""
    no_noun: float = 0.0
    """One word that the language pipeline takes for no name, and for a verb, an adjective or a common noun."""
    said_kind: float = 0.0
    """The text says behind it what kind of place it is: ", a village", "is the port of"."""
    said_where: float = 0.0
    """The text says behind it how far it is or where it lies."""
    paired: float = 0.0
    """A dash or "to" alone parts it from a place: "Oslo - Bergen"."""
    in_column: float = 0.0
    """It begins a cell of a table's column of places."""
    landmark: float = 0.0
    """It is the name of a building or a sight, of more than one word or behind "in", "at" …"""
    nobodys_name: float = 0.0
    """The language pipeline calls it a person, but no word of it is a given name or a surname that is known."""


@dataclass(frozen=True, slots=True)
class TextWords:
    """What a whole document tells of its words: parts of persons' names, and words in lower case."""

    people: frozenset[str]
    lower: frozenset[str]
    cells: frozenset[int] = frozenset()
    """Where cells begin that hold places."""


def words_of(analysis: Analysis, finder: CandidateFinder) -> TextWords:
    """What a document tells of its words."""
    persons = [n.text for n in analysis.names if n.label == "PER" and not finder.is_known(n.text)]
    people = {part for name in persons if len(parts := name.split()) > 1 and "-" not in parts for part in parts}
    for sentence in analysis.sentences:
        people |= {
            name.text
            for title, name in pairwise(sentence.tokens)
            if _is_title(title.text) and name.tag.startswith("NNP") and name.text[0].isupper()
        }
    lower = frozenset(t.text for s in analysis.sentences for t in s.tokens if t.text.islower())
    return TextWords(frozenset(people), lower, place_cells(analysis.document, finder))


def signs_of(
    span: Span, others: Sequence[Span], sentence: Sentence, text: str, finder: CandidateFinder, around: TextWords
) -> Signs:
    """The signs of one span among the ``others`` of its sentence; ``text`` is the document's."""
    signs = {
        **_signs_in_name(span, text[span.start : span.end], finder, around),
        **_signs_before(span, sentence.tokens, text),
        **_signs_behind(span, sentence.tokens, text, finder),
    }
    name_kind, kind_behind = signs.pop("name_kind"), signs.pop("kind_word_behind")
    signs["landmark"] *= max(float(" " in text[span.start : span.end]), signs["locative"])
    return Signs(
        **signs,
        kind_behind=max(name_kind, kind_behind),
        contained_before=signs["area"] * _follows_name(span, sentence.tokens),
        place_led=signs["locative"] * signs["called_place"],
        dated=float(_is_dated(span, sentence.tokens, text)),
        article=float(_is_no_town(span, sentence.tokens, text[span.start : span.end], text, finder)),
        listed=float(_is_listed(span, others, text)),
        paired=float(_is_paired(span, others, text, finder)),
        no_noun=_is_no_noun(span, sentence.tokens, text[span.start : span.end]),
        in_column=float(span.start in around.cells),
        said_kind=float(is_kind_said(sentence.tokens, span.last + 1)),
        said_where=float(is_said_of_place(text[span.end : sentence.end])),
    )


def _signs_in_name(span: Span, name: str, finder: CandidateFinder, around: TextWords) -> dict[str, float]:
    found = finder.candidates(name) if finder.is_known(name) else None
    parts = name.split()
    several = len(parts) > 1
    prominent = float(found.features[:, PRIOR].max()) - 0.5 if found is not None else 0.0
    is_area = found is not None and found.features[0, LEVEL] in (COUNTRY, REGION)
    own_kind = parts[-1].lower() in words("generic", "behind") or parts[0].lower() in words("generic", "before")
    return {
        "called_place": float(span.label == "LOC"),
        "called_person": float(span.label == "PER"),
        "nobodys_name": float(span.label == "PER" and found is not None and not is_borne(parts)),
        "known": float(found is not None),
        "landmark": float(finder.is_sight(name)),
        "prominent": prominent,
        "area": float(is_area and (span.label != "LOC" or prominent > _RENOWN)),
        "name_kind": float(several and own_kind),
        "person_word": float(any(p in around.people for p in parts)),
        "lower_twin": float(not several and name.lower() in around.lower),
        "generic": float(name.lower() in words("generic", "alone")),
    }


def _signs_before(span: Span, tokens: Sequence[Token], text: str) -> dict[str, float]:
    before = _neighbour(tokens, text, span.first - 1, span.start)
    low = before.lower()
    further = tokens[span.first - 2].text.lower() if before and span.first > 1 else ""
    leads = words("prepositions", "locative")
    return {
        "locative": float(low in leads or (low in words("prepositions", "between") and further in leads)),
        "of": float(low == "of"),
        "kind_before": float(low == "of" and further in words("kinds", "all")),
        "title_before": float(_is_title(before)),
        "name_before": float(_is_other_name(before, tokens, span.first - 1)),
        "said_before": float(low in words("speech", "verbs")),
    }


def _signs_behind(span: Span, tokens: Sequence[Token], text: str, finder: CandidateFinder) -> dict[str, float]:
    after = _neighbour(tokens, text, span.last + 1, span.end)
    low = after.lower()
    return {
        "kind_word_behind": float(low in words("kinds", "all")),
        "container_behind": float(after == "," and _is_area_at(tokens, span.last + 2, finder)),
        "says_behind": float(low in words("speech", "verbs")),
        "name_behind": float(_is_other_name(after, tokens, span.last + 1)),
        "number_behind": float(after[:1].isdigit() and not _CLOCK.fullmatch(after)),
        "inhabitants": float(low in words("inhabitants", "words")),
        "possessive": float(after in ("'s", "’s")),
    }


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word.rstrip(".").lower() in words("titles", "all")


def _is_other_name(word: str, tokens: Sequence[Token], i: int) -> bool:
    """Whether the word beside a span is a name of its own: no month, title, preposition or "City"."""
    if not word[:1].isupper() or not tokens[i].tag.startswith("NNP") or _is_title(word):
        return False
    plain = word.rstrip(".").lower()
    common = (("kinds", "all"), ("prepositions", "locative"), ("calendar", "names"))
    return not any(plain in words(*key) for key in common)


def _is_no_town(span: Span, tokens: Sequence[Token], name: str, text: str, finder: CandidateFinder) -> bool:
    """Whether "the" leads to a name that is known as a town's only, and no noun follows that the "the" is for."""
    before = tokens[span.first - 1].text.lower() if span.first else ""
    is_generic = name.lower() in words("generic", "alone") and not finder.is_sight(name)
    if before in _DETERMINERS and is_generic and text[span.end : span.end + 1] != ",":
        return True  # "this Colony", "the Islands"
    if before != "the" or name.lower().startswith("the "):
        return False
    behind = tokens[span.last + 1] if span.last + 1 < len(tokens) else None
    if behind is not None and (behind.tag[:1] in "NJVC" or behind.text in ("of", "-", "–")):
        return False
    found = finder.candidates(name)
    return bool(found.places) and all(p.kind == "city" and not p.name.startswith("The ") for p in found.places)


def _follows_name(span: Span, tokens: Sequence[Token]) -> bool:
    """Whether a name and a comma stand before: "Paris, " before "Texas"."""
    return span.first > 1 and tokens[span.first - 1].text == "," and tokens[span.first - 2].text[0].isupper()


def _neighbour(tokens: Sequence[Token], text: str, i: int, edge: int) -> str:
    """The word beside a span; empty where a tab or a wide gap parts them."""
    if not 0 <= i < len(tokens):
        return ""
    gap = text[tokens[i].end : edge] if tokens[i].end <= edge else text[edge : tokens[i].start]
    return "" if COLUMN.search(gap) else tokens[i].text


def _is_dated(span: Span, tokens: Sequence[Token], text: str) -> bool:
    """Whether a date leads to the name, or stands behind it at the head of a letter."""
    i = span.first - 1
    while i >= 0 and tokens[i].text in (":", "-", "–", "—", ",", "."):
        i -= 1
    if i >= 0 and (_is_calendar(tokens[i]) or COLUMN.search(text[tokens[i].end : span.start])):
        return i < span.first - 1 or any(t.text[0].isdigit() for t in tokens[max(0, i - 2) : i + 1])
    if i >= 0 and i < span.first - 1 and tokens[i].text[0].isdigit():
        return True
    behind = tokens[span.last + 1 : span.last + 4]
    if span.first or len(behind) < 2 or behind[0].text != ",":
        return False
    return _is_calendar(behind[1]) or (behind[1].text[0].isdigit() and _is_calendar(behind[-1]))


def _is_calendar(token: Token) -> bool:
    return token.text.rstrip(".").lower() in words("calendar", "names")


def _is_listed(span: Span, others: Sequence[Span], text: str) -> bool:
    for other in others:
        if other is not span and other.label == "LOC":
            between = text[other.end : span.start] if other.end <= span.start else text[span.end : other.start]
            if len(between) < _GLUE and between.strip() in _LIST_GLUE:
                return True
    return False


_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d")


def _is_paired(span: Span, others: Sequence[Span], text: str, finder: CandidateFinder) -> bool:
    """Whether a name is one end of a way, "Oslo - Bergen", "Oslo to Bergen", with a known place at the other."""
    for other in others:
        if other is not span and (other.label == "LOC" or finder.is_known(text[other.start : other.end])):
            between = text[other.end : span.start] if other.end <= span.start else text[span.end : other.start]
            if len(between) < _GLUE and between[:1].isspace() and between.strip() in _PAIR_GLUE:
                return True
    return False


def _is_no_noun(span: Span, tokens: Sequence[Token], name: str) -> float:
    """Whether a name at the beginning of a clause is one word that the grammar takes for no name: "Going home …".

    A verb in the past or an adverb is none for sure: "Ate the cake.", "Still here.".
    """
    if span.first != span.last or name.isupper():
        return 0.0
    before = tokens[span.first - 1].text if span.first else "."
    if before not in _BREAKS and not before.endswith("."):
        return 0.0
    tag = tokens[span.first].tag
    behind = tokens[span.last + 1].tag if span.last + 1 < len(tokens) else ""
    if tag in ("VBD", "RB") and behind in ("DT", "PRP", "PRP$", "RB"):
        return 2.0
    return 0.0 if tag.startswith("NNP") or span.label in ("LOC", "ORG") else 1.0


def _is_area_at(tokens: Sequence[Token], i: int, finder: CandidateFinder) -> bool:
    count = finder.longest_match(tokens, i)
    if not count:
        return False
    found = finder.candidates(" ".join(t.text for t in tokens[i : i + count]))
    return bool(found.places) and bool(found.features[0, LEVEL] in (COUNTRY, REGION))
