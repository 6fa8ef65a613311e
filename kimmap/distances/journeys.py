"""Between which two places somebody was on the way for a stated time, by the parts that the places have in it.

Where a sentence names whence and whither, these are the ends, in whatever words; where it names one, the other is what
the sentence is about, or where the text was last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kimmap.distances.antecedents import Binding, End
from kimmap.distances.goals import (
    apposed,
    away,
    is_further,
    is_later,
    led_to,
    measured_from,
    measured_to,
    reached,
    set_out_at,
)
from kimmap.distances.parts import Stand
from kimmap.distances.times import ABOUT
from kimmap.distances.told_ways import (
    Line,
    is_area,
    is_dateline,
    is_left_behind,
    last_pair,
    pair_of,
    pairs,
    same,
    topics,
    whence_first,
)
from kimmap.distances.wordings import direction_in


def named_ends(line: Line, at: tuple[int, int], is_bare: bool = False) -> Binding | None:
    """The ends of a time that its sentence names, None where it does not name both.

    ``is_bare`` is a time around which no word speaks of travel: it has to stand right beside its way.
    """
    if is_bare:
        pair = pair_of(line, at)
        end = max(s.end for s in pair) if pair is not None else at[1]
        if pair is None or end > at[0] or _BESIDE_WAY.fullmatch(line.text(end, at[0])) is None:
            return None
        behind = pair[1] if pair[1].end > pair[0].end else pair[0]
        is_left_then = is_later(line, at) and _LEAVES.search(line.text(line.start, behind.start)) is not None
        return None if is_left_then or _is_behind(line, at, pair) else bound_of(line, at, *pair)
    if (ends := away(line, at)) is not None:
        return bound_of(line, at, *ends)
    last = next((s for s in reversed(line.stands) if s.end <= at[0]), None)
    if last is not None and is_later(line, at) and _LEAVES.search(line.text(line.start, last.start)):
        later = reached(line, at)
        return None if later is None or later.end <= at[0] else _on_the_way(line, at)
    return _on_the_way(line, at)


def _on_the_way(line: Line, at: tuple[int, int]) -> Binding | None:
    """The ends of a time that is measured between them, or told of a way that the sentence has."""
    measured = measured_from(line, at)
    if measured is not None:
        subject = _subject_of(line, at, measured)
        return _lies(line, at, subject, measured) if subject is not None else None
    later = reached(line, at)
    if later is not None:
        way = next((p for p in pairs(line) if p[1] == later), None)
        before = [s for s in reversed(line.stands) if s.end <= later.start and s.part != "of" and not same(s, later)]
        return bound_of(line, at, *way) if way else bound_of(line, at, before[0], later) if before else None
    goal = measured_to(line, at)
    pair = next((p for p in pairs(line) if p[1] == goal), None) or set_out_at(line, at)
    if goal is not None and pair is None:
        before = [s for s in reversed(line.stands) if s.end <= at[0] and s.part not in ("past", "of")]
        origin = next((s for s in sorted(before, key=is_area)), None)
        return bound_of(line, at, origin, goal) if origin is not None else None
    pair = pair or pair_of(line, at)
    return bound_of(line, at, *pair) if pair is not None and not _is_behind(line, at, pair) else None


def _is_behind(line: Line, at: tuple[int, int], pair: tuple[Stand, Stand]) -> bool:
    """Whether a time is added to that of a way, and so is that of the next."""
    return pair[0].part == "from" and pair[0].end <= at[0] and is_further(line, at)


_LEAVES = re.compile(
    r"\bfor\s+(?:the\s+)?$|\b(?:left|leav\w+|quit\w*|depart\w*|start\w*|set\s+(?:out|off|sail)"
    r"|(?:skied|rode|walked|marched|sailed|flew|drove|pedall?ed|paddled|hiked|trekked|cycled)\s+(?:off|out|away))"
    r"\s+(?:from\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
"""Before where somebody sets out for, or from: "two hours later" is when, and not how long it took."""
_BESIDE_WAY = re.compile(
    rf"(?:\s+(?:via|by|on|in)\s+[^.;:,]{{2,30}})?[\s,;:/(–—-]*(?:[\d.,]+\s?(?:km|kilomet\w+|mi|miles)\b[\s,;:/]*)?"
    rf"(?:(?:and|which)\s+(?:it\s+)?(?:is|was|takes?|took)\s+)?(?:(?:in|within)\s+)?{ABOUT}",
    re.IGNORECASE,
)
"""Between a way and a time that needs no other word: "Arden to Brunn via Kestel (128 km, about"."""


def told_ends(line: Line, at: tuple[int, int]) -> Iterator[Binding]:
    """The ends that a time can have of which its sentence names one or none, the likeliest first."""
    measured = measured_from(line, at)
    if measured is not None:
        for topic in topics(line):
            yield _lies(line, at, topic, measured)
        return
    goal = measured_to(line, at) or apposed(line, at) or reached(line, at) or led_to(line, at)
    if goal is not None:
        if is_area(goal):
            return  # a week's trip to a country is no way to it
        before = [s for s in (*line.earlier, *line.stands) if s.end <= goal.start and s.part not in ("of", "past")]
        before = [s for s in before if s.start < line.start or not is_dateline(line, s)]
        is_about = _PRONOUN.search(line.text(line.start, at[0])) is not None
        origins = [*topics(line)] if is_about else whence_first(line, [*reversed(before)])
        for origin in sorted(origins, key=lambda s: (is_about and s.part == "from") or is_left_behind(line, s)):
            yield bound_of(line, at, origin, goal)
        return
    if _TAKEN_UP.search(line.text(line.start, at[0])):
        pair = last_pair(line)
        if pair is not None:
            yield bound_of(line, at, *pair)


_TAKEN_UP = re.compile(
    r"\b(?:it|this|that|which|the\s+(?:[\w’',-]+\s+){0,2}"
    r"(?:journey|trip|flight|crossing|passage|ride|drive|voyage|way|run|route|train|bus|ferry|boat))"
    r"(?:[’']s|\s+(?:is|was|takes?|took|has|will|can|would|lasts?|lasted))\b|\bone-way\b"
    r"|\b(?:travel|journey|driving|riding|bus|train|flight|flying|drive|sailing)\s+time\b|\bflights?\s+(?:will\s+)?(?:takes?|last)",
    re.IGNORECASE,
)
"""Before a time: it is that of a way told before."""


def _lies(line: Line, at: tuple[int, int], origin: Stand | End, measured: Stand) -> Binding:
    """What lies some hours from a place: also in which direction, where the text says so."""
    return replace(bound_of(line, at, origin, measured), direction_deg=direction_in(line.text(at[0], measured.start)))


def bound_of(line: Line, at: tuple[int, int], origin: Stand | End, goal: Stand) -> Binding:
    spans = [s.start for s in (origin, goal) if isinstance(s, Stand) and s.start >= line.start]
    ends = [s.end for s in (origin, goal) if isinstance(s, Stand) and s.start >= line.start]
    first = origin if isinstance(origin, End) else origin.name
    return Binding(first, goal.name, min(at[0], *spans, at[1]), max(at[1], *ends, at[0]))


def _subject_of(line: Line, at: tuple[int, int], measured: Stand) -> Stand | End | None:
    """What lies there, or whither somebody came from there: the place before a time, or right behind."""
    before = [s for s in line.stands if s.end <= at[0] and s.part not in ("from", "of", "past")]
    left = line.text(line.start, at[0])
    beside = next((s for s in reversed(line.stands) if s.end <= at[0]), None)
    if beside is not None and _APPOSED.fullmatch(line.text(beside.end, at[0])) and not is_area(beside):
        return beside
    name = _NAMED.search(line.text(before[-1].end if before else line.start, at[0]))
    if name is not None:
        return End(name[1], words=name[1])
    known = [s for s in before if s.place is not None]
    if known:
        return ([s for s in known if not is_area(s)] or known)[-1]
    if before and before[-1].part == "bare":
        return before[-1]
    if _PRONOUN.search(left):
        return None
    after = next((s for s in line.stands if s.start >= measured.end and s.part not in ("from", "of", "past")), None)
    return after if after is not None and _BESIDE.fullmatch(line.text(measured.end, after.start)) else None


_APPOSED = re.compile(rf",\s+{ABOUT}", re.IGNORECASE)
"""Between a place and a time that is said of it: "From Arden, an hour by bus from Brunn, we went"."""
_BESIDE = re.compile(
    r"(?:\s+or\s[^,]{2,25})?,\s+(?!(?:who|which|whose|where|when|while|but|and)\b)(?:[\w’'-]+\s+){0,6}?|(?:(?!\b(?:and|but|for|while|after|before)\b)[^,;:]){0,60}",
    re.IGNORECASE,
)
"""Between whence a time is measured and what follows as its subject: "An hour from Arden, Brunn is"."""
_NAMED = re.compile(
    r"(?:^|,\s)[\s“\"']*(?:The\s+)?((?!(?:It|He|She|We|They|This|That|There|Here|You|I)\b)"
    r"[A-ZÀ-Þ][\w’'-]+(?:\s+(?:[A-ZÀ-Þ][\w’'-]+|of|de|el|la))*)"
    r"(?:,[^,;.]{3,40},)?\s+(?:is|was|lies|lay|stands|stood|sits|sat)\b"
)
_PRONOUN = re.compile(
    r"(?:^|[.;]\s|\b(?:and|but|that)\s)\s*[“\"']?(?:it|this|that|which|the\s+[\w’'-]+)"
    r"(?:[’']s\b|\s+(?:is|was|lies|lay|sits|sat|stands|stood)\b)",
    re.IGNORECASE,
)
