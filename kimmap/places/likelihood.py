"""How likely a stretch of text is the name of a place: a sum of log-odds of what speaks for and against it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from kimmap.language import Analysis, Sentence, Token
from kimmap.places.candidates import COUNTRY, LEVEL, PRIOR, REGION, CandidateFinder
from kimmap.places.cues import words
from kimmap.places.spans import Span

_TITLES = frozenset(
    "mr mrs ms miss dr prof sir lady lord sen rep gov gen col capt lt sgt maj cpl pvt judge justice sheriff deputy officer detective "
    "president chancellor premier minister senator congressman congresswoman governor mayor councilman councilwoman chief coach "
    "captain general colonel sergeant king queen prince princess pope bishop father sister brother saint st rev".split()
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for or against a stretch of text; each is 0 or 1, or a measure of about that size."""

    base: float = 1.0
    called_place: float = 0.0
    called_person: float = 0.0
    known: float = 0.0
    prominent: float = 0.0
    area: float = 0.0
    """It is known as a country or a first-level region."""
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
    speaks: float = 0.0
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


@dataclass(frozen=True, slots=True)
class TextWords:
    """What a whole document tells of its words: parts of persons' names, and words in lower case."""

    people: frozenset[str]
    lower: frozenset[str]


def words_of(analysis: Analysis, finder: CandidateFinder) -> TextWords:
    persons = [n.text for n in analysis.names if n.label == "PER" and not finder.is_known(n.text)]
    people = {part for name in persons if len(parts := name.split()) > 1 for part in parts}
    people |= {t.text for s in analysis.sentences for p, t in zip(s.tokens, s.tokens[1:], strict=False)
               if p.text.rstrip(".").lower() in _TITLES and p.text[0].isupper() and t.text[0].isupper()
               and t.tag.startswith("NNP") and p.text.lower() not in ("st", "st.", "saint", "president", "father")}  # fmt: skip
    lower = frozenset(t.text for s in analysis.sentences for t in s.tokens if t.text.islower())
    return TextWords(frozenset(people), lower)


def signs_of(span: Span, others: Sequence[Span], sentence: Sentence, text: str, finder: CandidateFinder, around: TextWords) -> Signs:
    """The signs of one span among the ``others`` of its sentence; ``text`` is the document's."""
    tokens, name = sentence.tokens, text[span.start : span.end]
    candidates = finder.candidates(name) if finder.is_known(name) else None
    before = _neighbour(tokens, text, span.first - 1, span.start)
    after = _neighbour(tokens, text, span.last + 1, span.end)
    after_next = _word(tokens, span.last + 2)
    parts = name.split()
    area = bool(candidates and candidates.features[0, LEVEL] in (COUNTRY, REGION))
    head = tokens[span.first - 2 : span.first] if span.first > 1 else ()
    leads = words("prepositions", "locative")
    led = before.lower() in leads or (before.lower() in words("prepositions", "between") and bool(head) and head[0].text.lower() in leads)
    return Signs(
        called_place=span.label == "LOC",
        called_person=span.label == "PER",
        known=candidates is not None,
        prominent=float(candidates.features[:, PRIOR].max()) - 0.5 if candidates is not None else 0.0,
        area=area,
        locative=led,
        place_led=led and span.label == "LOC",
        dated=_is_dated(tokens, text, span),
        listed=_is_listed(span, others, text),
        of=before.lower() == "of",
        kind_before=before.lower() == "of" and bool(head) and head[0].text.lower() in words("kinds", "all"),
        kind_behind=after.lower() in words("kinds", "all") or parts[-1].lower() in words("generic", "behind") and len(parts) > 1
            or parts[0].lower() in words("generic", "before") and len(parts) > 1,
        container_behind=after == "," and after_next[:1].isupper() and _is_area_at(tokens, span.last + 2, finder),
        contained_before=area and before == "," and span.first > 1 and tokens[span.first - 2].text[0].isupper(),
        title_before=before.rstrip(".").lower() in _TITLES and before[:1].isupper(),
        person_word=any(p in around.people for p in parts),
        speaks=_speaks(tokens, span),
        name_behind=after[:1].isupper() and _is_proper(tokens, span.last + 1) and not _is_common(after),
        name_before=before[:1].isupper() and _is_proper(tokens, span.first - 1) and not _is_common(before),
        number_behind=after[:1].isdigit(),
        lower_twin=len(parts) == 1 and name.lower() in around.lower,
        generic=name.lower() in words("generic", "alone"),
        inhabitants=after.lower() in words("inhabitants", "words"),
        possessive=after in ("'s", "’s"),
    )  # fmt: skip


SIGN_NAMES = tuple(f.name for f in fields(Signs))

WEIGHTS = Signs(
    base=-3.5, called_place=2.5, called_person=0.5, known=3.0, prominent=4.5, area=-2.5, locative=1.0, of=1.5,
    kind_before=1.0, kind_behind=2.0, container_behind=2.5, contained_before=1.0, title_before=-1.5, person_word=-2.0,
    speaks=-2.0, place_led=0.5, dated=2.0, listed=1.0, name_behind=-1.0, name_before=-2.0, number_behind=-2.0, lower_twin=-4.0, generic=-2.0, inhabitants=2.0,
    possessive=-1.5,
)  # fmt: skip
"""What each sign is worth in log-odds."""

_ELSEWHERE = 0.5
"""How much of what speaks for the same words elsewhere in the text counts here."""
_SURE = 4.0


def likely_places(spans: Sequence[tuple[str, Signs]]) -> list[bool]:
    """Which of a document's spans, each with its words, are names of places rather than not."""
    odds = [sum(getattr(WEIGHTS, n) * getattr(signs, n) for n in SIGN_NAMES) for _, signs in spans]
    by_words: dict[str, list[int]] = {}
    for i, (name, _) in enumerate(spans):
        by_words.setdefault(name, []).append(i)
    return [odds[i] + _ELSEWHERE * _best_elsewhere(odds, by_words[name], i) > 0 for i, (name, _) in enumerate(spans)]


def _best_elsewhere(odds: list[float], same: list[int], i: int) -> float:
    return max((max(-_SURE, min(_SURE, odds[k])) for k in same if k != i), default=0.0)


def _is_common(word: str) -> bool:
    """Whether a word in capitals is part of no name: a month, a title, a preposition, "City"."""
    plain = word.rstrip(".").lower()
    return plain in _TITLES or any(
        plain in words(*key) for key in (("kinds", "all"), ("prepositions", "locative"), ("calendar", "names"))
    )


def _neighbour(tokens: Sequence[Token], text: str, i: int, edge: int) -> str:
    """The word beside a span; empty where a tab, a bar or a wide gap parts them."""
    if not 0 <= i < len(tokens):
        return ""
    gap = text[tokens[i].end : edge] if tokens[i].end <= edge else text[edge : tokens[i].start]
    return "" if "\t" in gap or "   " in gap else tokens[i].text


def _is_dated(tokens: Sequence[Token], text: str, span: Span) -> bool:
    i = span.first - 1
    while i >= 0 and tokens[i].text in (":", "-", "–", "—", ",", "."):
        i -= 1
    direct = i == span.first - 1
    if i >= 0 and (tokens[i].text.rstrip(".").lower() in words("calendar", "names") or
                   (not direct and tokens[i].text[0].isdigit()) or "\t" in text[tokens[i].end : span.start]):  # fmt: skip
        return any(t.text[0].isdigit() for t in tokens[max(0, i - 2) : i + 1]) or not direct
    behind = [t.text.rstrip(".").lower() for t in tokens[span.last + 1 : span.last + 4]]
    return span.first == 0 and len(behind) > 1 and behind[0] == "," and (
        behind[1] in words("calendar", "names") or (behind[1][0].isdigit() and behind[-1] in words("calendar", "names"))
    )


def _is_listed(span: Span, others: Sequence[Span], text: str) -> bool:
    for other in others:
        if other is not span and other.label == "LOC":
            between = text[other.end : span.start] if other.end <= span.start else text[span.end : other.start]
            if len(between) < 8 and between.strip() in (",", "and", ", and", "or", "&", "-", "–", "—", "to", "/"):  # noqa: PLR2004
                return True
    return False


def _word(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].text if 0 <= i < len(tokens) else ""


def _is_proper(tokens: Sequence[Token], i: int) -> bool:
    return 0 <= i < len(tokens) and tokens[i].tag.startswith("NNP")


def _is_area_at(tokens: Sequence[Token], i: int, finder: CandidateFinder) -> bool:
    count = finder.longest_match(tokens, i)
    if not count:
        return False
    found = finder.candidates(" ".join(t.text for t in tokens[i : i + count]))
    return bool(found.places) and bool(found.features[0, LEVEL] in (COUNTRY, REGION))


def _speaks(tokens: Sequence[Token], span: Span) -> bool:
    verbs = words("speech", "verbs")
    return _word(tokens, span.last + 1).lower() in verbs or _word(tokens, span.first - 1).lower() in verbs
