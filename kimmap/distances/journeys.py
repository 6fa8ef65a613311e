"""Between which two places somebody was on the way for a stated time, by the parts that the places have in it.

Where a sentence names whence and whither, these are the ends, in whatever words; where it names one, the other is what
the sentence is about, or where the text was last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kimmap.distances.antecedents import LONG_KINDS, Binding, End
from kimmap.distances.parts import Stand, stands
from kimmap.distances.times import ABOUT
from kimmap.language import Analysis
from kimmap.model import Document, Resolution

_AROUND = 140
"""Characters between a time and the nearer of the two places that its sentence joins by a way."""
_COMMA = 40
"""How much farther away a way seems behind a comma."""
_BEHIND = 48
"""Characters from a time to the one place that it is measured from or to."""
_APPOSED = 60
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

    def text(self, start: int, end: int) -> str:
        return self.document.text[start:end]


def read_line(
    analysis: Analysis, span: tuple[int, int], resolutions: Sequence[Resolution], times: Sequence[tuple[int, int]]
) -> Line:
    """A sentence of a document and what stands shortly before it; ``resolutions`` are those of the document."""
    start, end = span
    near = max(0, start - _LOOK_BACK)
    inside, before = (_stands_in(analysis, resolutions, *part) for part in (span, (near, start)))
    return Line(analysis.document, start, end, inside, before, tuple(times))


def _stands_in(analysis: Analysis, resolutions: Sequence[Resolution], start: int, end: int) -> tuple[Stand, ...]:
    inside = [r for r in resolutions if start <= r.mention.quote.start < end]
    names = [n for n in analysis.names if start <= n.start < end]
    return tuple(s for s in stands(analysis.document, inside, names, start) if not _is_long(s))


def _is_long(stand: Stand) -> bool:
    place = stand.place
    return place is not None and place.kind in LONG_KINDS


def named_ends(line: Line, at: tuple[int, int], is_bare: bool = False) -> Binding | None:
    """The ends of a time that its sentence names, None where it does not name both.

    ``is_bare`` is a time around which no word speaks of travel: it has to stand right beside its way.
    """
    if is_bare:
        pair = _pair_of(line, at)
        beside = pair is not None and _BESIDE_WAY.fullmatch(line.text(max(s.end for s in pair), at[0])) is not None
        if pair is None or not beside:
            return None
        is_left_then = is_later(line, at) and _LEAVES.search(line.text(line.start, pair[1].start)) is not None
        return None if is_left_then else _bound(line, at, *pair)
    measured = _measured_from(line, at)
    if measured is not None:
        subject = _subject_of(line, at, measured)
        return _bound(line, at, subject, measured) if subject is not None else None
    later = _reached(line, at)
    if later is not None:
        way = next((p for p in _pairs(line) if p[1] == later), None)
        before = [s for s in reversed(line.stands) if s.end <= later.start and s.part != "of" and not _same(s, later)]
        return _bound(line, at, *way) if way else _bound(line, at, before[0], later) if before else None
    goal = _measured_to(line, at)
    pair = next((p for p in _pairs(line) if p[1] == goal), None) or _set_out_at(line, at)
    if goal is not None and pair is None:
        before = [s for s in reversed(line.stands) if s.end <= at[0] and s.part not in ("past", "of")]
        origin = next((s for s in sorted(before, key=_is_area)), None)
        return _bound(line, at, origin, goal) if origin is not None else None
    pair = pair or _pair_of(line, at)
    return _bound(line, at, *pair) if pair is not None else None


def _set_out_at(line: Line, at: tuple[int, int]) -> tuple[Stand, Stand] | None:
    """Where somebody gets on and whither: "a six-hour train at Arden for Brunn"."""
    after = [s for s in line.stands if s.start >= at[1]][:2]
    if [s.part for s in after] != ["in", "to"] or after[0].start - at[1] > _BEHIND:
        return None
    return None if _GOES_OFF.search(line.text(at[1], after[1].start)) else (after[0], after[1])


_LEAVES = re.compile(r"\bfor\s+(?:the\s+)?$", re.IGNORECASE)
"""Before where somebody sets out for: "two hours later" is when, and not how long it took."""
_BESIDE_WAY = re.compile(rf"(?:\s+(?:via|by|on|in)\s+[^.;:,]{{2,30}})?[\s,;:(–—-]*{ABOUT}", re.IGNORECASE)


def told_ends(line: Line, at: tuple[int, int]) -> Iterator[Binding]:
    """The ends that a time can have of which its sentence names one or none, the likeliest first."""
    measured = _measured_from(line, at)
    if measured is not None:
        for topic in _topics(line):
            yield _bound(line, at, topic, measured)
        return
    goal = _measured_to(line, at) or _apposed(line, at) or _reached(line, at) or _led_to(line, at)
    if goal is not None:
        before = [s for s in (*line.earlier, *line.stands) if s.end <= goal.start and s.part not in ("of", "past")]
        is_about = _PRONOUN.search(line.text(line.start, at[0])) is not None
        origins = [*_topics(line)] if is_about else [*reversed(before)]
        if _is_area(goal):
            return  # a week's trip to a country is no way to it
        for origin in sorted(origins, key=lambda s: is_about and s.part == "from"):
            yield _bound(line, at, origin, goal)
        return
    if _TAKEN_UP.search(line.text(line.start, at[0])):
        pair = _last_pair(line)
        if pair is not None:
            yield _bound(line, at, *pair)


_TAKEN_UP = re.compile(
    r"\b(?:it|this|that|which|(?:travel|journey|driving|riding|bus|train|flight|flying|drive|sailing)\s+time\b|the\s+(?:[\w’',-]+\s+){0,2}(?:journey|trip|flight|crossing|passage|ride|drive|voyage|way|run|route|train|bus|ferry|boat))"
    r"(?:[’']s|\s+(?:is|was|takes?|took|has|will|can|would|lasts?|lasted))\b|\bone-way\b|\bflights?\s+(?:will\s+)?(?:takes?|last)",
    re.IGNORECASE,
)
"""Before a time: it is that of a way told before."""


def _bound(line: Line, at: tuple[int, int], origin: Stand | End, goal: Stand) -> Binding:
    spans = [s.start for s in (origin, goal) if isinstance(s, Stand) and s.start >= line.start]
    ends = [s.end for s in (origin, goal) if isinstance(s, Stand) and s.start >= line.start]
    first = origin if isinstance(origin, End) else origin.name
    return Binding(first, goal.name, min(at[0], *spans, at[1]), max(at[1], *ends, at[0]))


def _is_free(line: Line, start: int, end: int, own: tuple[int, int]) -> bool:
    """Whether no other time stands between two offsets."""
    return not any(start <= t[0] and t[1] <= end for t in line.times if t != own)


def is_measured(line: Line, at: tuple[int, int]) -> bool:
    """Whether a time is measured from the place behind it."""
    return _measured_from(line, at) is not None


def _next(line: Line, at: tuple[int, int]) -> Stand | None:
    """The next place behind a time, also one that only its capital letter shows to be one."""
    after = next((s for s in line.stands if s.start >= at[1]), None)
    match = _ONLY_NAMED.match(line.text(at[1], min(line.end, at[1] + 2 * _BEHIND)))
    start = at[1] + match.start("name") if match else 0
    if match is None or (after is not None and after.start <= start):
        return after
    end = at[1] + match.end("name")
    return Stand(
        End(match["name"], None, (start, end), words=match["name"]),
        "to" if match["part"] == "to" else "from",
        start,
        end,
    )


_ONLY_NAMED = re.compile(
    r"(?:\s+[a-z]+){0,5}?\s+(?P<part>from|to)\s+(?P<name>(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    r"\w*\b)[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})(?=[.,;:)!?]|$)"
)


def _measured_from(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place behind a time that it is measured from: "an hour north of", "two hours by bus from"."""
    after = _next(line, at)
    if after is None or after.part not in ("from", "of") or after.start - at[1] > _BEHIND:
        return None
    gap = line.text(at[1], after.start)
    goes_on = next((s for s in line.stands if s.start > after.start), None)
    is_way = (
        after.part == "from"
        and goes_on is not None
        and goes_on.part == "to"
        and _GOES_ON.fullmatch(line.text(after.end, goes_on.start)) is not None
    )
    return None if is_way or _GOES_OFF.search(gap) or not _is_free(line, at[1], after.start, at) else after


_GOES_ON = re.compile(r"[^;:.()⟦⟧]{0,60}\b(?:to|into|for|reach\w*)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?", re.IGNORECASE)


_GOES_OFF = re.compile(r"[,;:.]\s|\b(?:and|but|or|when|while|who|which|that)\b", re.IGNORECASE)


def _measured_to(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place behind a time that it leads to: "ten hours to"."""
    after = _next(line, at)
    if after is None or after.part != "to" or after.start - at[1] > _BEHIND:
        return None
    gap = line.text(at[1], after.start)
    return None if _GOES_OFF.search(gap) or not _is_free(line, at[1], after.start, at) else after


def _subject_of(line: Line, at: tuple[int, int], measured: Stand) -> Stand | End | None:
    """What lies there, or whither somebody came from there: the place before a time, or right behind."""
    before = [s for s in line.stands if s.end <= at[0] and s.part not in ("from", "of", "past")]
    left = line.text(line.start, at[0])
    name = _NAMED.search(line.text(before[-1].end if before else line.start, at[0]))
    if name is not None:
        return End(name[1], words=name[1])
    if before:
        known = [s for s in before if s.place is not None]
        return ([s for s in known if not _is_area(s)] or known or before)[-1]
    if _PRONOUN.search(left):
        return None
    after = next((s for s in line.stands if s.start >= measured.end and s.part not in ("from", "of", "past")), None)
    return after if after is not None and _BESIDE.fullmatch(line.text(measured.end, after.start)) else None


_BESIDE = re.compile(r"(?:\s+or\s[^,]{2,25})?,\s+(?:[\w’'-]+\s+){0,6}?|[^,;:]{0,60}", re.IGNORECASE)
"""Between whence a time is measured and what follows as its subject: "An hour from Arden, Brunn is"."""
_NAMED = re.compile(
    r"(?:^|,\s)[\s“\"']*(?:The\s+)?((?!(?:It|He|She|We|They|This|That|There|Here|You|I)\b)[A-ZÀ-Þ][\w’'-]+(?:\s+(?:[A-ZÀ-Þ][\w’'-]+|of|de|el|la))*)"
    r"\s+(?:is|was|lies|lay|stands|stood|sits|sat)\b"
)
_PRONOUN = re.compile(
    r"(?:^|[.;]\s|\b(?:and|but|that)\s)\s*[“\"']?(?:it|this|that|which|the\s+[\w’'-]+)(?:[’']s\b|\s+(?:is|was|lies|lay|sits|sat|stands|stood)\b)",
    re.IGNORECASE,
)


def _topics(line: Line) -> Iterator[Stand]:
    """What a sentence that names nothing else is about: the first place of the sentence before, then the others."""
    text = line.document.text
    last = [s for s in line.earlier if not re.search(r"[.!?]\s", text[s.end : line.start].rstrip()[:-1])]
    subjects = [s for s in last if s.part == "bare"]
    yield from dict.fromkeys((*subjects[:1], *reversed(last), *reversed(line.earlier)))


def _pair_of(line: Line, at: tuple[int, int]) -> tuple[Stand, Stand] | None:
    """The two places nearest to a time that its sentence joins by a way."""
    near = []
    for origin, goal in _pairs(line):
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


_ELSEWHERE = re.compile(r"[.;]\s|,\s+(?:where|who|whose|when)\b", re.IGNORECASE)
_STOPS = (re.compile(r";\s|,\s(?!(?:having|leaving|after|on\s+leaving)\b)"), re.compile(r";\s"))
"""Between a time and the second of its places where it is no longer that of the way: to its origin, and to its goal."""


def _pairs(line: Line, is_earlier: bool = False) -> Iterator[tuple[Stand, Stand]]:
    """Whence and whither of each way, in text order; what lies on it does not part them."""
    places = line.earlier if is_earlier else line.stands
    for first, second in pairwise([s for s in places if s.part in ("from", "to")]):
        gap = line.text(first.end, second.start)
        if _same(first, second):
            continue
        if (first.part, second.part) == ("from", "to") or (first.part == second.part and _THENCE.search(gap)):
            yield first, second
        elif (first.part, second.part) == ("to", "from") and not re.search(r"[;.]\s", gap):
            yield second, first
    for first, second in pairwise(places):
        if (first.part, second.part) == ("bare", "from") and _LIES_FROM.match(line.text(first.end, second.start)):
            yield second, first


_THENCE = re.compile(r"\b(?:thence|from\s+there|(?:then|and)\s+on)\s+to\s", re.IGNORECASE)
"""Between two places that somebody goes to, one after the other."""
_LIES_FROM = re.compile(
    r"(?:,[^,;.]{0,40},)?\s+(?:is|are|was|were|lies|lay|stands|stood|sits|sat)\s[^.;]{0,60}$|\s+by\s+\w+\s*:[^.;]{0,40}$",
    re.IGNORECASE,
)
"""Between a place and the one that it is said to lie so far from."""


def _is_area(stand: Stand) -> bool:
    return stand.place is not None and stand.place.is_area


def _same(a: Stand, b: Stand) -> bool:
    p, q = a.place, b.place
    return p is not None and q is not None and p.id == q.id


def _last_pair(line: Line) -> tuple[Stand, Stand] | None:
    """The last way that the text has told; a goal alone is one from the place before it."""
    pairs = list(_pairs(line, is_earlier=True))
    if pairs:
        return pairs[-1]
    places = line.earlier
    goals = [i for i, s in enumerate(places) if s.part == "to" and i > 0 and not _same(places[i - 1], s)]
    return (places[goals[-1] - 1], places[goals[-1]]) if goals else None


def _apposed(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place that a time is said of as far away: "Arden, an hour away", "a town an hour away called Arden"."""
    if not _AWAY.search(line.text(at[0], at[1] + 25)):
        return None
    called = next(
        (s for s in line.stands if s.start >= at[1] and re.search(r"\bcalled\s+$", line.text(at[1], s.start))), None
    )
    before = [s for s in line.stands if s.end <= at[0] and at[0] - s.end <= _APPOSED]
    return called or (before[-1] if before else None)


_AWAY = re.compile(r"\b(?:away|off|distant)\b", re.IGNORECASE)


def _led_to(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place before a time that somebody gets to in it: "the passage to Arden in"."""
    before = [s for s in line.stands if s.end <= at[0]]
    goal = before[-1] if before and before[-1].part == "to" and at[0] - before[-1].end <= _APPOSED else None
    return goal if goal is not None and not re.search(r"[,;:.]\s", line.text(goal.end, at[0])) else None


_ENDING = re.compile(
    r"[^.;]{0,40},\s+(?:ending\s+up|arriving|reaching|landing|getting|docking|finally)\b", re.IGNORECASE
)
"""Between a time and the place where it ends."""


def is_later(line: Line, at: tuple[int, int]) -> bool:
    """Whether a time tells how much later something happened."""
    return _LATER.search(line.text(at[0], min(line.end, at[1] + 8))) is not None


_LATER = re.compile(r"\blater\b|\bafter\b(?=[.,;]|$)", re.IGNORECASE)


def _reached(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place that is reached after a time: "ten hours later we were in Arden"."""
    ending = next((s for s in line.stands if s.start >= at[1]), None)
    if ending is not None and ending.part == "to" and _ENDING.match(line.text(at[1], ending.start)):
        return ending
    if not is_later(line, at):
        return None
    after = [s for s in line.stands if s.start >= at[1] and s.part in ("to", "in")]
    before = [s for s in line.stands if s.end <= at[0] and s.part == "to"]
    return after[0] if after else before[-1] if before else None
