"""One document as the reading of claims sees it: its sentences with their events, places, dates and people."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from kimmap.claims.cast import Cast, read_cast
from kimmap.claims.followed import is_followed
from kimmap.claims.looking_back import looks_back, trusted
from kimmap.claims.traveller import Traveller, fold
from kimmap.language import Analysis, Event, Name, Sentence, Token, read_events
from kimmap.language.grammar import is_common_noun
from kimmap.language.hanging import preposition_before
from kimmap.model import Block, DateMention, Document, Quote, Resolution


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with what was found in it; ``number`` its place in the document, from 0."""

    number: int
    sentence: Sentence
    block: Block | None
    events: Mapping[int, Event] = field(repr=False)
    resolutions: tuple[Resolution, ...]
    dates: tuple[DateMention, ...]

    @property
    def sentence_text(self) -> str:
        """The words of the sentence, parted by blanks."""
        return " ".join(t.text for t in self.sentence.tokens)


@dataclass(frozen=True, slots=True)
class Scene:
    """A document, who is who in it, and its sentences in order."""

    analysis: Analysis
    traveller: Traveller
    cast: Cast
    lines: tuple[Line, ...]
    resolutions: tuple[Resolution, ...]
    dates: tuple[DateMention, ...]
    looks_back: bool = False
    """Whether it is told long after, so that its own day is none of the journey's."""
    is_followed: bool = False
    """Whether somebody who follows the traveller's jet or yacht writes down where it is."""
    told_until: dt.date | None = None
    """The day up to which the document can tell what happened: its date, of a diary or log its last entry's."""

    @property
    def document(self) -> Document:
        """The document that is read."""
        return self.analysis.document

    @property
    def entry_days(self) -> list[dt.date]:
        """The days that open the sentences of a text, as they do the entries of a diary."""
        return _entry_days(self.lines)

    @property
    def letter_days(self) -> list[dt.date]:
        """The days in the heads of the letters of a text that holds several."""
        return _days_of_letters(self.lines)

    @property
    def is_timeline(self) -> bool:
        """Whether it is posts of several days about the traveller, each of what happens just then."""
        until, own = self.told_until, self.document.published
        return not self.cast.first_person and until is not None and own is not None and until > own

    @property
    def is_titled_after_him(self) -> bool:
        """Whether the title of the document names the traveller, or whose site or hand it is from."""
        heads = (self.document.title, self.document.publisher, self.document.author)
        title = set(re.findall(r"\w+", " ".join(filter(None, heads)).lower()))
        return any(len(part) > 2 and part in title for part in self.traveller.parts)

    @property
    def is_track(self) -> bool:
        """Whether it is a table of dated positions under nobody's name: a tracker's messages, the log of a ship."""
        if self.document.title or self.document.author:
            return False
        rows = {line.block.start: line.block for line in self.lines if line.block and line.block.role == "table"}
        fixed = {line.block.start for line in self.lines if line.block and line.dates
                 and any(r.mention.reference == "coordinates" for r in line.resolutions)}  # fmt: skip
        return len(fixed) >= _FIXES and 2 * len(fixed) > max(len(rows), len(self.document.blocks))

    def line_at(self, offset: int) -> Line | None:
        """The line that holds the character at ``offset``."""
        before = bisect_right(self.lines, offset, key=lambda line: line.sentence.start) - 1
        return self.lines[before] if before >= 0 and offset < self.lines[before].sentence.end else None

    def is_about_him(self, line: Line) -> bool:
        """Whether a sentence or one of the two before it names the traveller."""
        near = self.lines[max(0, line.number - 2) : line.number + 1]
        return self.cast.first_person or any(self.cast.has(t) for one in near for t in one.sentence.tokens)


def _told_until(document: Document, cast: Cast, lines: Sequence[Line]) -> dt.date | None:
    published = document.published
    if published is None:
        return None
    if not cast.first_person:
        posts = _days_of_posts(lines)
        is_timeline = len(posts) >= _POSTS and posts[0] == published and posts == sorted(posts)
        return posts[-1] if is_timeline else published
    days = _entry_days(lines)
    if len(days) > 1 and days == sorted(days):
        published = max(published, *days)
    return max([published, *_days_of_letters(lines)])


def _days_of_posts(lines: Sequence[Line]) -> list[dt.date]:
    """The days that stand alone above what was posted on them: "5 Feb, 23:31"."""
    alone = [line for line in lines if line.dates and line.block is not None and _is_but_a_day(line)]
    return [line.dates[0].interval.first for line in alone if line.dates[0].interval.first]


def _is_but_a_day(line: Line) -> bool:
    rest, at, block = "", line.sentence.start, line.block
    if block is None or at != block.start or line.dates[0].granularity not in ("day", "time"):
        return False
    text = line.dates[0].quote.document.text
    for date in line.dates:
        rest, at = rest + text[at : date.quote.start], max(at, date.quote.end)
    return not re.search(r"\w", rest + text[at : block.end])


_POSTS = 3
"""So many days above posts, the first of them its own, make a timeline of a text."""


def _entry_days(lines: Sequence[Line]) -> list[dt.date]:
    told = [line for line in lines if line.block is None or line.block.role not in ("list", "table")]
    # "This evening …" opens a sentence, and no entry.
    heads = [line.dates[0] for line in told if line.dates and line.dates[0].quote.start == line.sentence.start
             and any(map(str.isdigit, line.dates[0].quote.text))]  # fmt: skip
    return [d.interval.first for d in heads if d.granularity in ("day", "time") and d.interval.first]


def _days_of_letters(lines: Sequence[Line]) -> list[dt.date]:
    """The days in the heads of several letters in one text, "Lima, 3 May", most of them told in the past."""
    heads = [(line.number, day) for line in lines if (day := _day_of_head(line)) is not None]
    days = [day for _, day in heads]
    below = pairwise([*(number for number, _ in heads), len(lines)])
    past = sum(
        any(t.tag == "VBD" for line in lines[head + 1 : end] for t in line.sentence.tokens) for head, end in below
    )
    return days if len(days) > 1 and days == sorted(days) and 2 * past >= len(days) else []


def _day_of_head(line: Line) -> dt.date | None:
    """The day of a line that is a place and a day, and nothing else."""
    days = [d for d in line.dates if d.granularity == "day" and d.interval.first]
    places = [r for r in line.resolutions if r.mention.quote.end <= days[0].quote.start] if days else []
    if len(days) != 1 or not places or (line.block is not None and line.block.role in ("list", "table", "caption")):
        return None
    text, quote = days[0].quote.document.text, days[0].quote
    rest = text[line.sentence.start : places[0].mention.quote.start] + text[places[-1].mention.quote.end : quote.start]
    return None if re.search(r"\w", rest + text[quote.end : line.sentence.end]) else days[0].interval.first


_FIXES = 3
"""So many dated positions make a track."""

_FUNCTION_WORDS = frozenset({"ADP", "AUX", "CCONJ", "DET", "PRON", "SCONJ", "PART"})
_PRONOUNS = frozenset({
    "i", "me", "my", "mine", "you", "your", "yours", "he", "him", "his", "she", "her", "hers", "it", "its", "we", "us",
    "our", "ours", "they", "them", "their", "theirs", "who", "whom", "whose", "which", "what", "that", "this", "these",
    "those", "one", "ones", "all", "any", "both", "each", "few", "many", "most", "much", "none", "other", "others",
    "some", "such", "there", "another", "either", "neither", "several", "same", "else", "less", "more", "thou", "thee",
})  # fmt: skip


def _is_function_word(token: Token) -> bool:
    """Whether a word is none of those that bear a meaning; a rare name may be taken for a pronoun."""
    if token.pos == "PRON" and not fold(token.text).endswith(("self", "selves", "body", "thing", "one")):
        return fold(token.text) in _PRONOUNS
    return token.pos in _FUNCTION_WORDS


def _is_no_name(
    resolution: Resolution, sentence: Sentence, dates: Sequence[DateMention], names: Sequence[Name]
) -> bool:
    """Whether what looks like a place is a part of a date or a function word with a capital: "24 Thu", "In port"."""
    quote = resolution.mention.quote
    tokens = sentence.tokens_in(quote.start, quote.end)
    text = quote.document.text
    label = (
        quote.start == sentence.start
        and text[quote.start : quote.end].isupper()
        and text[quote.end : quote.end + 1] == ":"
    )
    if label and text.count(f"\n{text[quote.start : quote.end]}:") > 1:
        return True  # who speaks in a transcript: "PELL: …"
    if resolution.mention.reference == "name" and tokens and all(map(_is_function_word, tokens)):
        return True
    before = sentence.tokens[tokens[0].i - 1] if tokens and tokens[0].i else None
    if before is not None and before.lemma in ("dear", "dearest", "beloved"):
        return True  # "my dear Sophia"
    behind = sentence.tokens[tokens[-1].i + 1] if tokens and tokens[-1].i + 1 < len(sentence.tokens) else None
    if len(tokens) == 1 and behind is not None and resolution.mention.reference == "name":
        opens = tokens[0].i == 0 and tokens[0].text.isalpha()
        if opens and tokens[0].text.endswith("ing") and behind.lemma in ("to", "for", "that", "the", "a", "my", "our"):
            return True  # "Hoping to be there by noon"
        determined = before is not None and before.lemma in ("the", "a", "an") and tokens[0].i > 0
        if (opens or determined) and behind.lemma in ("in", "at", "over", "near") and is_common_noun(tokens[0].text):
            return True  # "Sunrise in Lima", "the Airport in Lima"
    unknown = not any(n.start < quote.end and quote.start < n.end for n in names)
    if unknown and len(tokens) == 1 and tokens[0].pos == "VERB" and tokens[0].head == tokens[0].i:
        return True  # "Cast off at six", "Made fast": a verb with a capital
    return any(d.quote.start <= quote.start and quote.end <= d.quote.end and d.quote.text != quote.text for d in dates)


def _is_traveller(resolution: Resolution, analysis: Analysis, traveller: Traveller) -> bool:
    """Whether a name taken for a place is the traveller's own: the ship "Sidney", Mr "Berlin"."""
    if resolution.mention.reference != "name":
        return False
    if traveller.kind == "group":
        return _is_in_name_of(resolution.mention.quote, traveller)
    quote = resolution.mention.quote
    own = re.findall(r"\w+", fold(quote.text))
    sentence = analysis.sentence_at(quote.start)
    first = sentence.token_at(quote.start) if sentence else None
    led = sentence is not None and first is not None and preposition_before(sentence, first.i) in _LOCATIVE
    return bool(own) and set(own) <= set(traveller.parts) and not led


def _is_in_name_of(quote: Quote, traveller: Traveller) -> bool:
    """Whether a place stands in the name of a group: "the Lima expedition", of the Lima and Cusco Expedition."""
    phrase, text = set(traveller.phrase) - {"and", "the", "of"}, quote.document.text
    own = re.findall(r"\w+", fold(quote.text))
    before = re.search(r"(\w+)[ \n]$", text[max(0, quote.start - 30) : quote.start])
    behind = re.match(r"[ \n](\w+)", text[quote.end : quote.end + 30])
    beside = {fold(m[1]) for m in (before, behind) if m is not None}
    return len(phrase) > 1 and bool(own) and set(own) <= phrase and bool(beside & (phrase - set(own)))


_Found = TypeVar("_Found")


def _by_sentence(
    analysis: Analysis, found: Sequence[_Found], quote_of: Callable[[_Found], Quote]
) -> dict[int, list[_Found]]:
    """What begins in each sentence, by where that begins."""
    begun: dict[int, list[_Found]] = {}
    for each in found:
        sentence = analysis.sentence_at(quote_of(each).start)
        if sentence is not None:
            begun.setdefault(sentence.start, []).append(each)
    return begun


def _quote(date: DateMention) -> Quote:
    return date.quote


_LOCATIVE = frozenset({"in", "at", "to", "from", "near", "into", "for", "off", "via", "through"})


def set_scene(
    analysis: Analysis,
    resolutions: Sequence[Resolution],
    dates: Sequence[DateMention],
    traveller: Traveller,
    telling: bool | None = None,
    goes_on: bool = False,
) -> Scene:
    """Sort what was found in a document into its sentences; ``telling`` and ``goes_on`` as for ``read_cast``."""
    resolutions = [r for r in resolutions if not _is_traveller(r, analysis, traveller)]
    spans = sorted((r.mention.quote.start, r.mention.quote.end) for r in resolutions if r.mention.reference == "name")
    cast = read_cast(analysis, traveller, spans, telling, goes_on)
    told_after = looks_back(dates, analysis, cast)
    dates = trusted(dates, analysis, cast)
    lines = []
    begun, dated = _by_sentence(analysis, resolutions, lambda r: r.mention.quote), _by_sentence(analysis, dates, _quote)
    for number, sentence in enumerate(analysis.sentences):
        names = analysis.names_in(sentence.start, sentence.end)
        told = tuple(dated.get(sentence.start, ()))
        inside = tuple(r for r in begun.get(sentence.start, ()) if not _is_no_name(r, sentence, told, names))
        block = analysis.document.block_at(sentence.start)
        events = read_events(sentence) if inside or told else {}
        lines.append(Line(number, sentence, block, events, inside, told))
    return Scene(analysis, traveller, cast, tuple(lines), tuple(resolutions), tuple(dates), told_after,
                 is_followed(traveller, analysis.document), _told_until(analysis.document, cast, lines))  # fmt: skip
