"""The one place that a time of travel is measured from, leads to, or is said of."""

from __future__ import annotations

import re

from kimmap.distances.antecedents import End
from kimmap.distances.parts import Stand
from kimmap.distances.times import ABOUT
from kimmap.distances.told_ways import Line, leads_nowhere

_BEHIND = 48
"""Characters from a time to the one place that it is measured from or to."""
_APPOSED = 60
"""Characters between a place and the time that is said of it."""


def is_measured(line: Line, at: tuple[int, int]) -> bool:
    """Whether a time is measured from the place behind it."""
    return measured_from(line, at) is not None


def measured_from(line: Line, at: tuple[int, int]) -> Stand | None:
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
        and " bound " not in line.text(after.end, goes_on.start)
    )
    return (
        None
        if is_way or leads_nowhere(line, after) or _GOES_OFF.search(gap) or not _is_free(line, at[1], after.start, at)
        else after
    )


_GOES_ON = re.compile(
    r"(?:(?!,\s+(?!(?:then|via|through|by|past|over|or|across|on|up|down|north|south|east|west)\b)|\b(?:from|who|which)\s|\band\s+(?!(?:then|on|back|down|up|over|thence|from\s+there)\b))[^;:.()⟦⟧]){0,60}\b(?:to|into|for|reach\w*)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?",
    re.IGNORECASE,
)


_GOES_OFF = re.compile(r"[,;:.]\s|\b(?:and|but|or|when|while|who|which|that)\b", re.IGNORECASE)


def measured_to(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place behind a time that it leads to: "ten hours to"."""
    after = _next(line, at)
    if after is None or after.part != "to" or after.start - at[1] > _BEHIND:
        return None
    gap = line.text(at[1], after.start)
    return None if _GOES_OFF.search(gap) or not _is_free(line, at[1], after.start, at) else after


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


NO_DAY = r"(?!(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\b)"
"""Before a word with a capital letter: it is no month and no day of the week."""
_ONLY_NAMED = re.compile(
    rf"(?:\s+[a-z]+){{0,5}}?\s+(?P<part>from|to)\s+(?P<name>{NO_DAY}[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){{0,2}})(?=[.,;:)!?]|$)"
)


def _is_free(line: Line, start: int, end: int, own: tuple[int, int]) -> bool:
    """Whether no other time stands between two offsets."""
    return not any(start <= t[0] and t[1] <= end for t in line.times if t != own)


def set_out_at(line: Line, at: tuple[int, int]) -> tuple[Stand, Stand] | None:
    """Where somebody gets on and whither: "a six-hour train at Arden for Brunn"."""
    after = [s for s in line.stands if s.start >= at[1]][:2]
    if [s.part for s in after] != ["in", "to"] or after[0].start - at[1] > _BEHIND:
        return None
    return None if _GOES_OFF.search(line.text(at[1], after[1].start)) else (after[0], after[1])


def apposed(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place that a time is said of as far away: "Arden, an hour away", "a town an hour away called Arden"."""
    if not _AWAY.search(line.text(at[0], at[1] + 25)):
        return None
    called = next(
        (s for s in line.stands if s.start >= at[1] and re.search(r"\bcalled\s+$", line.text(at[1], s.start))), None
    )
    before = [s for s in line.stands if s.end <= at[0] and at[0] - s.end <= _APPOSED]
    return called or (before[-1] if before else None)


def away(line: Line, at: tuple[int, int]) -> tuple[Stand, Stand] | None:
    """Two places of which the second is said to be a time away: "came to Arden from Brunn, an hour away"."""
    if not _AWAY.search(line.text(at[0], min(line.end, at[1] + 9))):
        return None
    before = [s for s in line.stands if s.end <= at[0]][-2:]
    if len(before) < 2 or {s.part for s in before} not in ({"to", "from"}, {"in", "from"}):
        return None
    gap = line.text(before[0].end, before[1].start)
    is_said = _SAID.fullmatch(line.text(before[1].end, at[0])) is not None
    is_one = (
        is_said
        and re.search(r"[.;:]\s|\b(?:who|which|where|whose)\b", gap) is None
        and _is_free(line, before[0].end, at[0], at)
    )
    return ((before[1], before[0]) if before[1].part == "from" else (before[0], before[1])) if is_one else None


_SAID = re.compile(rf",\s+{ABOUT}", re.IGNORECASE)
_AWAY = re.compile(r"\b(?:away|off|distant)\b", re.IGNORECASE)


def led_to(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place before a time that somebody gets to in it: "the passage to Arden in"."""
    before = [s for s in line.stands if s.end <= at[0]]
    goal = before[-1] if before and before[-1].part == "to" and at[0] - before[-1].end <= _APPOSED else None
    return goal if goal is not None and not re.search(r"[,;:.]\s", line.text(goal.end, at[0])) else None


def reached(line: Line, at: tuple[int, int]) -> Stand | None:
    """The place that is reached after a time: "ten hours later we were in Arden"."""
    ending = next((s for s in line.stands if s.start >= at[1]), None)
    if ending is not None and ending.part == "to" and _ENDING.match(line.text(at[1], ending.start)):
        return ending
    stop = line.text(at[1], ending.start) if ending is not None else ""
    if ending is not None and ending.part in ("to", "in", "bare") and _BEFORE_STOP.fullmatch(stop):
        return ending
    if not is_later(line, at):
        return None
    after = [s for s in line.stands if s.start >= at[1] and s.part in ("to", "in")]
    before = [s for s in line.stands if s.end <= at[0] and s.part == "to"]
    return after[0] if after else before[-1] if before else None


_ENDING = re.compile(
    r"[^.;]{0,40},\s+(?:ending\s+up|arriving|reaching|landing|getting|docking|finally)\b", re.IGNORECASE
)
"""Between a time and the place where it ends."""


_BEFORE_STOP = re.compile(
    r"[^.;,]{0,30}\s+before\s+(?:(?:it|they|we|he|she|i|the\s+\w+)\s+)?(?:stopp|reach|arriv|g[eo]t|c[ao]m|pull|enter|turn|land|stood)\w*"
    r"(?:\s+\w+){0,2}?\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""Between a time and the place where it ends: "for two hours before it stopped at"."""


def is_later(line: Line, at: tuple[int, int]) -> bool:
    """Whether a time tells how much later something happened."""
    return _LATER.search(line.text(at[0], min(line.end, at[1] + 8))) is not None


def is_further(line: Line, at: tuple[int, int]) -> bool:
    """Whether a time is added to one before it: the way begins where the last one ended, and not where that began."""
    words = line.text(max(line.start, at[0] - 12), at[1])
    return _FURTHER.search(words) is not None and not line.text(at[1], at[1] + 6).startswith(" from ")


_FURTHER = re.compile(r"\b(?:further|another|more)\b(?!\s+than\b)", re.IGNORECASE)


def are_there_later(line: Line, at: tuple[int, int]) -> bool:
    """Whether a sentence says of those it speaks of only where they are after a time: "ten days later they were in"."""
    is_first = not line.text(line.start, at[0]).strip(" “\"'(")
    return is_first and _THERE_LATER.match(line.text(at[0], line.end)) is not None


_THERE_LATER = re.compile(
    r"[\w\s-]{3,30}\b(?:later|after(?:wards)?),?\s+(?:they|we|i|he|she|it|the\s+\w+)\s+(?:was|were|stood|had\s+(?:come|got)|reached|arrived|got"
    r"|entered|landed|(?:came|rolled|walked|rode|drove|sailed)\s+into)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\blater\b|\bafter\b(?=[.,;]|$)", re.IGNORECASE)
