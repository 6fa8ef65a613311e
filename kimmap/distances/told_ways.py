"""A sentence with the parts that its places have, and the ways that it and the text before it tell of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kimmap.distances.antecedents import LONG_KINDS, as_end, mentions_before, mentions_in, opening_place
from kimmap.distances.parts import Stand, stands
from kimmap.language import Analysis
from kimmap.model import Document, Place, Resolution

_AROUND = 140
"""Characters between a time and the nearer of the two places that its sentence joins by a way."""
_COMMA = 40
"""How much farther away a way seems behind a comma."""
_LOOK_BACK = 420
"""Characters before a sentence in which its unnamed ends can stand."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its places and times; offsets are those of the document."""

    document: Document
    start: int
    end: int
    stands: tuple[Stand, ...]
    earlier: tuple[Stand, ...]
    """Places shortly before the sentence, with their parts."""
    times: tuple[tuple[int, int], ...]
    topic: Stand | None = None
    """The first place of the document, where it says where it is written, or what it is about."""
    head: Stand | None = None
    """The place that the paragraph, or else the document opens with: from there most ways are told."""
    analysis: Analysis | None = None
    """The document with its grammar."""

    def text(self, start: int, end: int) -> str:
        return self.document.text[start:end]


def read_line(
    analysis: Analysis, span: tuple[int, int], resolutions: Sequence[Resolution], times: Sequence[tuple[int, int]]
) -> Line:
    """A sentence of a document and what stands shortly before it; ``resolutions`` are those of the document."""
    start, end = span
    near = max(0, start - _LOOK_BACK)
    inside, before = (_stands_in(analysis, resolutions, *part) for part in (span, (near, start)))
    first = next((r for r in resolutions if r.mention.quote.end <= start and _is_point(r.place)), None)
    topic = _bare(first) if first else None
    named, earlier = mentions_in(resolutions, start, end), mentions_before(resolutions, start)
    block = analysis.document.block_at(start)
    line = Line(analysis.document, start, end, inside, before, tuple(times), topic, None, analysis)
    for block_start in (block.start if block else 0, 0):
        opens = opening_place(block_start, earlier, named)
        if opens is not None and (block_start == 0 or not is_satellite(line, _bare(opens))):
            return replace(line, head=_bare(opens))
    return line


def _bare(resolution: Resolution) -> Stand:
    return Stand(as_end(resolution), "bare", resolution.mention.quote.start, resolution.mention.quote.end)


def _is_point(place: Place | None) -> bool:
    return place is not None and not place.is_area and place.kind not in LONG_KINDS


def _stands_in(analysis: Analysis, resolutions: Sequence[Resolution], start: int, end: int) -> tuple[Stand, ...]:
    inside = mentions_in(resolutions, start, end)
    names = [n for n in analysis.names_in(start, end) if n.start >= start]
    return tuple(s for s in stands(analysis.document, inside, names, start) if not _is_long(s))


def _is_long(stand: Stand) -> bool:
    return stand.place is not None and stand.place.kind in LONG_KINDS


def pair_of(line: Line, at: tuple[int, int]) -> tuple[Stand, Stand] | None:
    """The two places nearest to a time that its sentence joins by a way."""
    near = []
    for origin, goal in pairs(line):
        start, end = min(origin.start, goal.start), max(origin.end, goal.end)
        gap = max(start - at[1], at[0] - end, 0)
        between = line.text(min(at[1], end), start) if start >= at[1] else line.text(end, at[0]) if end <= at[0] else ""
        if (
            gap <= _AROUND
            and not _ELSEWHERE.search(between)
            and not (start < at[0] < end and _STOPS[origin.start < goal.start].search(line.text(at[1], end)))
        ):
            near.append((gap + _COMMA * ("," in between), origin.start, (origin, goal)))
    return min(near, default=(0, 0, None), key=lambda n: n[:2])[2]


_ELSEWHERE = re.compile(r"\.\s|;\s(?!(?:that|it|this)\b)(?=\S)|,\s+(?:where|who|whose|when)\b", re.IGNORECASE)
_STOPS = (
    re.compile(r";\s|\.\s+[A-ZÀ-Þ]|,\s(?!(?:having|leaving|after|on\s+leaving)\b)"),
    re.compile(r";\s|\.\s+[A-ZÀ-Þ]"),
)
"""Between a time and the second of its places where it is no longer that of the way: to its origin, and to its goal."""


def pairs(line: Line, is_earlier: bool = False) -> Iterator[tuple[Stand, Stand]]:
    """Whence and whither of each way, in text order; what lies on it does not part them."""
    places = line.earlier if is_earlier else line.stands
    for first, second in pairwise([s for s in places if s.part in ("from", "to")]):
        gap = line.text(first.end, second.start)
        if same(first, second):
            continue
        if (first.part, second.part) == ("from", "to") or (first.part == second.part and _THENCE.search(gap)):
            yield first, second
        elif (first.part, second.part) == ("to", "from") and not re.search(r"[;.]\s", gap):
            yield second, first
    for first, second in pairwise(places):
        if second.part == "from" and _GONE_ON.match(line.document.text, second.end):
            continue
        if (first.part, second.part) == ("bare", "from") and _LIES_FROM.match(line.text(first.end, second.start)):
            yield second, first
        elif (
            (first.part, second.part) == ("from", "bare")
            and _FRONTED.match(line.text(first.end, second.start))
            and _LIES.match(line.text(second.end, line.end))
        ):
            yield first, second


_FRONTED = re.compile(r",\s+(?:the\s+)?$", re.IGNORECASE)
_LIES = re.compile(r"\s+(?:is|are|was|were|lies|lay|takes?|took|can\s+be)\b", re.IGNORECASE)
"""Behind a place of which a sentence says how long it takes to get there: "From Arden, Brunn is"."""
_THENCE = re.compile(r"\b(?:thence|from\s+there|(?:then|and)\s+on)\s+to\s", re.IGNORECASE)
"""Between two places that somebody goes to, one after the other."""
_LIES_FROM = re.compile(
    r"(?:,[^,;.]{0,40},)?\s+(?:is|are|was|were|lies|lay|stands|stood|sits|sat)\s[^.;]{0,60}$|\s+by\s+\w+\s*:[^.;]{0,40}$",
    re.IGNORECASE,
)
"""Between a place and the one that it is said to lie so far from."""


def last_pair(line: Line) -> tuple[Stand, Stand] | None:
    """The last way that the text has told; a goal alone is one from the place before it."""
    told = list(pairs(line, is_earlier=True))
    if told:
        return told[-1]
    places = line.earlier
    goals = [i for i, s in enumerate(places) if s.part == "to" and i > 0 and not same(places[i - 1], s)]
    return (places[goals[-1] - 1], places[goals[-1]]) if goals else None


def is_left_behind(line: Line, stand: Stand) -> bool:
    """Whether somebody has come from an earlier place to where they are now: "we came to Brunn from Arden"."""
    goals = [s for s in line.earlier if s.part == "to" and not same(s, stand)]
    text = line.document.text
    if (
        stand.part == "from"
        and _FROM.search(text, max(0, stand.start - 12), stand.start)
        and _GONE_ON.match(text, stand.end)
    ):
        return True
    return stand.part == "from" and any(
        s.start > stand.start or not re.search(r"[.!?]\s", line.text(s.end, stand.start)) for s in goals
    )


_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_GONE_ON = re.compile(r"\s+(?:on\s+|back\s+|over\s+|across\s+)?(?:to|into)\s+(?:the\s+)?[A-ZÀ-Þ]")
"""Behind whence somebody came: where to, also where no gazetteer knows it."""


def is_dateline(line: Line, stand: Stand) -> bool:
    """Whether a place only tells where a story was written: "ARDEN, Norland —"."""
    return stand.start < _HEAD and _DATELINE.match(line.text(stand.start, stand.end + 40)) is not None


_HEAD = 25
"""Characters of a document in which it says where it was written."""
_DATELINE = re.compile(r"(?-i:[A-ZÀ-Þ’' -]{3,})(?:/|,\s+[\w .]+)?[^.\n]{0,25}\s[-–—]\s", re.IGNORECASE)
"""Where a story is from, which need not be where it happens."""


def topics(line: Line) -> Iterator[Stand]:
    """What a sentence that names nothing else is about: the first place of the sentence before, then the others."""
    text = line.document.text
    last = [s for s in line.earlier if not re.search(r"[.!?]\s", text[s.end : line.start].rstrip()[:-1])]
    subjects = [s for s in last if s.part == "bare"]
    yield from dict.fromkeys((*subjects[:1], *reversed(last), *reversed(line.earlier)))


def is_satellite(line: Line, stand: Stand) -> bool:
    """Whether the text before only tells how far a place is from where it is: the next is seldom measured there."""
    behind = line.text(stand.end, min(stand.end + _FAR_OFF, max(line.start, stand.end)))
    is_subject = stand.part != "from" and not stand.name.is_guessed and not (line.head and same(line.head, stand))
    return is_subject and _IS_FAR.match(behind) is not None


_FAR_OFF = 120
_IS_FAR = re.compile(
    r"(?:,[^.;]{3,80},)?\s+(?:is|lies|sits|stands|was|lay)\s+(?:[\w-]+\s+){0,3}?(?:\d[\d.,]*|[\w-]+)\s?[½¼¾]?\s?(?:-\s?)?"
    r"(?:km|kilomet\w+|miles?|leagues?|versts|li|minutes?|mins?|hours?|days?)\b",
    re.IGNORECASE,
)
"""Behind a place that a text tells the distance of: "is 12 km south"."""


def _is_reference(line: Line, stand: Stand) -> bool:
    """Whether a length or a time is only measured from a place: nobody is there."""
    return stand.start < line.start and _MEASURED.search(line.text(max(0, stand.start - 40), stand.start)) is not None


_MEASURED = re.compile(
    r"\b(?:km|kilomet\w+|miles|leagues|hours|minutes)\s+(?:\w+\s+)?(?:from|of|before|off)\s+(?:the\s+)?$", re.IGNORECASE
)


def leads_nowhere(line: Line, stand: Stand) -> bool:
    """Whether a way begins at a place but ends at something without a name: "from Arden to the river"."""
    match = _TO_A_THING.match(line.text(stand.end, line.end)) if stand.part == "from" else None
    end = stand.end + match.end() if match else 0
    return match is not None and not any(stand.end < s.end <= end + 1 for s in line.stands)


_TO_A_THING = re.compile(
    r"\s+to\s+(?:the|an?|his|her|our|their)\s+(?:[a-z]+\s+)?[a-z]+(?=[.,;)]|$|\s+(?:in|by|on|takes?|took)\b)"
)
"""Behind whence somebody goes: where to, but by no name."""


def only_locates(line: Line, stand: Stand) -> bool:
    """Whether a place only tells where another lies: "Arden, 37 km west of"."""
    return _APPOSED.search(line.text(max(0, stand.start - 60), stand.start)) is not None


_APPOSED = re.compile(
    r",\s+(?:\w+\s+)?[\w.,]+\s?(?:km|kilomet\w+|miles|leagues|versts)\s+(?:[\w-]+\s+){0,2}(?:of|from|before)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def whence_first(line: Line, origins: Sequence[Stand]) -> list[Stand]:
    """Places that a way can begin at, the likeliest first: where somebody went last, or where the text is."""
    last = next((s for s in reversed(line.earlier) if not is_satellite(line, s)), None)
    is_gone = last is not None and last.part == "to"
    is_first = [line.head is not None and not is_gone and same(line.head, s) for s in origins]
    order = {
        id(s): (_is_reference(line, s), is_satellite(line, s), not first)
        for s, first in zip(origins, is_first, strict=True)
    }
    return sorted(origins, key=lambda s: order[id(s)])


def is_area(stand: Stand) -> bool:
    return stand.place is not None and stand.place.is_area


def same(a: Stand, b: Stand) -> bool:
    p, q = a.place, b.place
    return p is not None and q is not None and p.id == q.id
