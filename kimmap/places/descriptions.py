"""Finds places that a text describes and does not name: "the Angolan capital", "a border river", "there"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from kimmap.language import Sentence, Token
from kimmap.model import PlaceKind
from kimmap.places.cues import MODIFIER_TAGS, lexicon

_DETERMINERS = frozenset(["the", "a", "an", "its", "their", "his", "her", "our", "my", "this", "that", "another"])
_ARTICLE = re.compile(rf"^(?:{'|'.join(sorted(_DETERMINERS))})\s+", re.IGNORECASE)
_ADVERBS = frozenset(("there", "here", "thither", "hither"))
_TELLING = ("border", "frontier", "cosmodrome", "space", "launch")
"""Nouns that tell something even after "a"."""
_POINTS = re.compile(
    r"\s(?:(?:it|he|she|they|we|you)\s(?:is|are|goes|go|comes?|was|were)\b(?=\s?[,.;:!?—–]|\sin\sone\b|$)|goes\b|comes\b"
    r"|(?:is|are|follows?)\s(?:the|a|an|my|our|his|her|some|what|how|why)\b)",
    re.IGNORECASE,
)
"""Behind a "here" or "there" that points at what follows: "here they are", "here is the list"."""
_HAVE_CAPITALS = frozenset(
    ["state", "county", "country", "island", "province", "region", "oblast", "district", "territory", "republic"]
)
_LONGEST = 8
"""No more words than this stand before the noun."""


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase for a place: offsets in the document, the phrase without its article, the kinds that it may be."""

    start: int
    end: int
    name: str
    kinds: tuple[PlaceKind, ...]


def find_descriptions(sentence: Sentence, text: str) -> Iterator[Description]:
    """The descriptions in a sentence, in text order, "there" and "here" among them (with no kinds).

    "The city of Lima" and "the capital Lima" are names and no descriptions; "a town" says nothing.
    """
    tokens, i = sentence.tokens, 0
    for token in tokens:
        is_adverb = token.text.lower() in _ADVERBS and token.tag == "RB" and token.pos == "ADV" and token.dep != "expl"
        if is_adverb and not _POINTS.match(text, token.end):
            yield Description(token.start, token.end, token.text.lower(), ())
    while i < len(tokens):
        length = _noun_length(tokens, i)
        if length and not _names_something(tokens, i, i + length):
            first = _first_of_phrase(tokens, i)
            if first is not None:
                start, end = tokens[first].start, tokens[i + length - 1].end
                noun = " ".join(t.text.lower() for t in tokens[i : i + length])
                vague = tokens[first].text.lower() in ("a", "an", "another") and not noun.startswith(_TELLING)
                if vague:
                    i += length
                    continue
                yield Description(start, end, _ARTICLE.sub("", " ".join(text[start:end].split())), nouns()[noun])
        i += max(1, length)


@functools.cache
def nouns() -> dict[str, tuple[PlaceKind, ...]]:
    """Common noun → the kinds of place that it may mean."""
    return {noun: cast("tuple[PlaceKind, ...]", tuple(kinds.split())) for noun, kinds in lexicon()["nouns"].items()}


def _noun_length(tokens: Sequence[Token], i: int) -> int:
    for length in (3, 2, 1):
        if i + length <= len(tokens) and " ".join(t.text for t in tokens[i : i + length]).lower() in nouns():
            return length
    return 0


def _names_something(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Whether a name belongs to the noun, or another noun does: "the port of Odesa", "the border guards"."""
    before = tokens[i - 1] if i else None
    if before is not None and before.tag in ("NNP", "NNPS"):
        return True
    if tokens[i].text.lower() == "capital" and before is not None and before.tag in ("NN", "NNS"):
        return before.lemma not in _HAVE_CAPITALS  # "the cheese capital" is the place that boasts of its cheese
    following = tokens[end : end + 3]
    if not following:
        return False
    if following[0].tag in ("NNP", "NNPS", "NN", "NNS", "POS") or following[0].text == "-":
        return True
    if len(following) < 2 or following[0].text != "of":
        return False
    owner = following[2:] if following[1].text == "the" else following[1:]
    return bool(owner) and owner[0].text[0].isupper()


def _first_of_phrase(tokens: Sequence[Token], i: int) -> int | None:
    """The determiner or the owner that the phrase of the noun at ``i`` begins with; None when it has none."""
    first = i
    while first and i - first < _LONGEST:
        before = tokens[first - 1]
        if before.text.lower() in _DETERMINERS:
            return first - 1
        if before.tag == "POS":
            return _owner(tokens, first - 1)
        if before.tag not in MODIFIER_TAGS:
            return None
        first -= 1
    return None


def _owner(tokens: Sequence[Token], possessive: int) -> int:
    first = possessive
    while first and tokens[first - 1].tag in ("NNP", "NNPS") and possessive - first < 3:
        first -= 1
    return first if first < possessive else max(0, possessive - 1)
