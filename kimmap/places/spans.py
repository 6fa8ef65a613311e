"""Stretches of text that may name a place: names of the language pipeline and of the gazetteer, put in shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kimmap.language import Analysis, Name, NameLabel, Sentence, Token
from kimmap.language.persons import is_borne
from kimmap.places.candidates import COUNTRY, LEVEL, REGION, CandidateFinder
from kimmap.places.cues import words
from kimmap.places.said import is_said_of_place
from kimmap.places.shortening import DIRECTION, LEADING_PARTS

_EDGES = re.compile(r"^(?:(?:the|The|THE)\s+|[^\w(]+)|(?:['’]s?|[^\w.)]+|\((?=[^)]*$).*)$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(rf"(?:[\d–-]+\s+)?{_MONTH}\s+(?:[\d–-]+[:,]?\s+)?(?=[A-Z])")
"""A date that a name of the pipeline begins with: "17–18 May Thessaloniki"."""
_WEEKDAY = re.compile(
    r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\b\.?,?\s+"
    r"(?:\d|(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b)",
    re.IGNORECASE,
)
"""A weekday in short before the rest of its date, and no place of that name."""
_DAY = re.compile(rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}", re.IGNORECASE)
"""A day, and no town that is called after it."""
_SPEAKER = re.compile(r"\shere(?:\sagain)?\s?[,.!;:–—]")
"""Behind the name of who writes: "Ada here, the one at the back."."""
COLUMN = re.compile(r"\t|   ")
"""What parts the columns of a table in plain text."""
_CELL = re.compile(r"\S+(?: {1,2}\S+)*")
_SHORT_FORM = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence that may name a place: offsets in the document, and its tokens in the sentence."""

    start: int
    end: int
    first: int
    last: int
    label: NameLabel | None
    """What the language pipeline took it for; None where it saw no name."""


def find_spans(analysis: Analysis, sentence: Sentence, names: Sequence[Name], finder: CandidateFinder) -> list[Span]:
    """Everything in a sentence that may name a place, in text order, without overlaps."""
    text = analysis.document.text
    found: list[Span] = []
    for name in names:
        if name.start < sentence.start:
            continue
        for start, end in _sight_at(sentence, name.start, name.end, finder) or _parts(text, name, finder, sentence):
            is_nature = text[start:end].split()[-1].lower() in words("physical", "nouns")
            label = "LOC" if is_nature or _is_said(text, start, end, name, sentence) else name.label
            span = _shape(text, sentence, start, end, label, finder)
            if span and not any(span.start < o.end and o.start < span.end for o in found):
                found.append(span)
    covered = [(n.start, n.end) for n in names] + [(s.start, s.end) for s in found]
    found.extend(_by_gazetteer(sentence, text, covered, finder))
    own = (s for s in found if s.start != sentence.start or not _SPEAKER.match(text, s.end))
    no_dates = (s for s in own if not (_WEEKDAY.match(text, s.start) or _DAY.fullmatch(text, s.start, s.end)))
    whole = (s for s in no_dates if not _is_of_another_name(text, s.start, s.end, finder))
    return sorted(whole, key=lambda s: s.start)


def _is_of_another_name(text: str, start: int, end: int, finder: CandidateFinder) -> bool:
    """Whether a stretch is a part of what is no town: of a hyphened name, a saint's church, or is a feast.

    "the Bar-Li museum", "St Andrew's hall", "home for Christmas".
    """
    behind = _JOINED_BEHIND.match(text, end)
    before = _JOINED_BEFORE.search(text, max(0, start - 30), start)
    name = text[start:end]
    joined = [m[1] for m in (behind, before) if m is not None]
    if joined and not all(_is_of_size(half, finder) for half in (name, *joined)):
        return True
    if _SAINT.match(name) and (possessed := _POSSESSED.match(text, end)):
        return not finder.is_known(name + possessed[0]) or _CHURCH.match(text, possessed.end()) is not None
    if not _FEAST.fullmatch(name):
        return False
    return not (_OF_A_STATE.match(text, end) or _ON_THE_WAY.search(text, max(0, start - 12), start))


def _is_of_size(name: str, finder: CandidateFinder) -> bool:
    """Whether a name is known as a town or an area that needs no other name: "Lima" of "the Lima-Cusco line"."""
    places = finder.candidates(name).places
    return bool(places) and (places[0].is_area or places[0].population >= _SIZE)


_SIZE = 20_000
"""Inhabitants of a town that is told of without more."""
_JOINED_BEHIND, _JOINED_BEFORE = re.compile(r"-([A-Z]\w+)"), re.compile(r"\b([A-Z]\w+)-\Z")
_SAINT = re.compile(r"(?:St\.?|Saint|SAINT|ST\.?)\s\w+$")
_POSSESSED = re.compile(r"['’][sS]\b")
_CHURCH = re.compile(
    r"\s(?:church|cathedral|chapel|hall|hospital|college|school|abbey|priory|basilica|square|street|road)\b",
    re.IGNORECASE,
)
_FEAST = re.compile(
    r"(?:Christmas|Easter|Whitsun|Pentecost|Michaelmas|Epiphany|Advent|Lent|Ramadan|Diwali|Thanksgiving)"
)
_OF_A_STATE = re.compile(r",\s[A-Z]")
_ON_THE_WAY = re.compile(r"\b(?:to|from|near)\s\Z")


def _parts(text: str, name: Name, finder: CandidateFinder, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The stretches of a name to look at: for a place all of it, for others only where they are known as a place."""
    start, end = _trim(text, name.start, name.end)
    if start >= end:
        return
    words_ = text[start:end]
    if COLUMN.search(words_):
        yield from (cell.span() for cell in _CELL.finditer(text, start, end) if finder.is_known(cell.group()))
    elif name.label != "LOC" and not _is_said(text, start, end, name, sentence):
        yield from _parts_of_other(words_, start, finder)
    else:
        yield from _parts_of_place(text, start, end, finder)


def _is_said(text: str, start: int, end: int, name: Name, sentence: Sentence) -> bool:
    """Whether a name that the pipeline takes for something else is a place: the text says how far off it is."""
    if name.label == "LOC" or " " in text[start:end] or is_borne(text[start:end].split()):
        return False
    return is_said_of_place(text[end : sentence.end])


def _parts_of_other(name: str, start: int, finder: CandidateFinder) -> Iterator[tuple[int, int]]:
    if finder.is_known(name) or name.split()[-1].lower() in words("physical", "nouns"):
        yield start, start + len(name)
    elif len(halves := re.split(r"\s(?:for|to|and|via|[-–—→])\s", name)) > 1:
        for piece in filter(finder.is_known, halves):
            yield start + name.index(piece), start + name.index(piece) + len(piece)


def _parts_of_place(text: str, start: int, end: int, finder: CandidateFinder) -> Iterator[tuple[int, int]]:
    words_ = text[start:end]
    if finder.is_known(words_):
        yield start, end
        return
    if dated := _DATE.match(words_):
        start += dated.end()
        words_ = text[start:end]
    compass = LEADING_PARTS.match(words_)
    if compass:
        start += compass.end()
        words_ = text[start:end]
    pieces = list(re.finditer(r"[^/,;–—]+?(?=\s*(?:[/,;–—]|\s-\s|$))", words_))
    if len(pieces) > 1:
        for piece in pieces:
            part = _trim(text, start + piece.start(), start + piece.end())
            if part[0] < part[1] and finder.is_known(text[part[0] : part[1]]):
                yield part
        return
    yield start, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (edge := _EDGES.search(text[start:end])):
        if edge.start() == 0:
            start += edge.end()
        else:
            end = start + edge.start()
    return start, end


def _shape(
    text: str, sentence: Sentence, start: int, end: int, label: NameLabel | None, finder: CandidateFinder
) -> Span | None:
    """The span with the words that belong to the name: "Lima" + "Station", "Lake" + "Erie", "Ky" + "."."""
    tokens = sentence.tokens_in(start, end)
    if not tokens:
        return None
    first, last = tokens[0].i, tokens[-1].i
    if label == "LOC":
        first, last = _extended(sentence.tokens, first, last, text, finder)
        if (first, last) != (tokens[0].i, tokens[-1].i):
            start, end = min(start, sentence.tokens[first].start), max(end, sentence.tokens[last].end)
            start, end = _trim(text, start, end)
    if _is_short_form(text[start:end], finder):
        if text[end : end + 1] == ".":
            end += 1
        elif label is None and not text[start:end].isupper():
            return None  # "Mass at noon", "Miss Evans"
    start, end = max(start, sentence.start), min(end, sentence.end)
    return Span(start, end, first, last, label) if start < end else None


def _sight_at(sentence: Sentence, start: int, end: int, finder: CandidateFinder) -> list[tuple[int, int]]:
    """The sight that a name is but a part of, or nothing: "the abbey | of Melk", "the Hoover | dam"."""
    tokens, inside = sentence.tokens, sentence.tokens_in(start, end)
    if not inside:
        return []
    first, last = inside[0].i, inside[-1].i
    for left in range(max(0, first - _BEFORE_OF), first + 1):
        if tokens[left].tag in ("DT", "IN") or not tokens[left].text[0].isalnum():
            continue
        right = left + finder.longest_match(tokens, left) - 1
        while right > last and not tokens[right].text[0].isalnum():
            right -= 1
        grows = right >= last and (left, right) != (first, last)
        if grows and finder.is_sight(" ".join(t.text for t in tokens[left : right + 1])):
            return [(tokens[left].start, tokens[right].end)]
    return []


_BEFORE_OF = 3
"""Words of a sight before a name: "the shrine of the Báb" has three."""


def _extended(tokens: Sequence[Token], first: int, last: int, text: str, finder: CandidateFinder) -> tuple[int, int]:
    for left in range(max(0, first - 2), first + 1):
        if left < first and not all(t.text[0].isupper() for t in tokens[left:first]):
            continue
        count = finder.longest_match(tokens, left)
        right = left + count - 1
        while right > last and not tokens[right].text[0].isalnum():
            right -= 1
        grows = right > last or (right == last and left < first)
        if right > last + 1 and tokens[last + 1].text == "," and _begins_a_name(tokens, right):
            continue  # "Cardiff, South Wales", "Cork, County Cork": gazetteers have "Cardiff, South", "Cork County"
        if grows and (right == last or tokens[right].text[0].isupper()):
            return left, right
    after = tokens[last + 1 : last + 3]
    if after and COLUMN.search(text[tokens[last].end : after[0].start]):
        after = ()
    if after and after[0].text.lower() in words("generic", "behind") and after[0].text[0].isupper():
        return first, last + 1
    if (
        len(after) == 2
        and " ".join(t.text.lower() for t in after) in words("generic", "behind")
        and after[1].text[0].isupper()
    ):
        return first, last + 2
    if first and tokens[first - 1].text.lower() in words("generic", "before") and tokens[first - 1].text[0].isupper():
        return first - 1, last
    return first, last


def _begins_a_name(tokens: Sequence[Token], last: int) -> bool:
    """Whether a token is the first word of a longer name: "South Wales", "County Cork"."""
    after = tokens[last + 1 : last + 2]
    return bool(DIRECTION.fullmatch(tokens[last].text) or (after and after[0].text[0].isupper()))


def _is_short_form(name: str, finder: CandidateFinder) -> bool:
    """Whether a name is short for a region or country: "Calif", "U.S"."""
    found = finder.candidates(name)
    if len(name) > _SHORT_FORM or not found.places or found.features[0, LEVEL] not in (REGION, COUNTRY):
        return False
    return found.places[0].name.lower() != name.lower()


def _by_gazetteer(
    sentence: Sentence, text: str, covered: list[tuple[int, int]], finder: CandidateFinder
) -> Iterator[Span]:
    tokens, i = sentence.tokens, 0
    while i < len(tokens):
        token = tokens[i]
        if not (token.text[0].isupper() and token.text[0].isalpha()) or _touches(token.start, token.end, covered):
            i += 1
            continue
        count = finder.longest_match(tokens, i) or int(finder.is_known(token.text))
        while count and not (tokens[i + count - 1].text[0].isupper() or tokens[i + count - 1].text[0].isdigit()):
            count -= 1
        if count and not _touches(token.start, tokens[i + count - 1].end, covered):
            found = _sight_at(sentence, token.start, tokens[i + count - 1].end, finder)
            start, end = found[0] if found else _trim(text, token.start, tokens[i + count - 1].end)
            span = None if _touches(start, end, covered) else _shape(text, sentence, start, end, None, finder)
            if span and finder.is_known(text[span.start : span.end]):
                yield span
                i += count
                continue
        i += 1


def _touches(start: int, end: int, covered: list[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in covered)
