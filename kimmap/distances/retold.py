"""Figures that say once more how long a way took, most often without their unit: "five hours, but it took us seven"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kimmap.distances.measures import number_pattern, read_number
from kimmap.distances.times import ABOUT, VEHICLES, Duration, mode_in, read_hours, time_pattern
from kimmap.model import Mode

_REACH = 160
"""Characters behind a time in which its figure can be told anew."""
_ODDS = 8.0
"""How many times as long or as short the same way can have taken."""
_UNIT = re.compile(r"\b(minute|min|hour|hr|h|day|week)s?\b", re.IGNORECASE)


def times_retold(text: str, end: int, duration: Duration) -> Iterator[Duration]:
    """What is said of the same way behind a time that ends at ``end``; offsets are those of ``text``."""
    units = _UNIT.findall(text[max(0, end - (duration.end - duration.start)) : end])
    if not units:
        return
    stop = min(len(text), end + _REACH)
    for match in _retold().finditer(text, end, stop):
        between = text[end : match.start()]
        if "\n\n" in between or _times().search(between):
            return
        if _TOOK.match(match[0]) and not _OF_IT.search(between):
            continue
        if _BESIDE.match(match[0]) and re.search(r"[.;!?]\s", between):
            continue
        group = next(g for g in ("number", "was", "about") if match[g])
        number = read_number(match[group])
        own = [match["unit"]] if match["unit"] else [units[-1], units[0]]
        told = [read_hours(f"{number:g} {unit}") or 0.0 for unit in own] if number else []
        hours = next((h for h in told if 1 / _ODDS <= h / duration.hours <= _ODDS and h != duration.hours), None)
        if hours:
            last = match.end("unit") if match["unit"] else match.end(group)
            yield Duration(match.start(group), last, hours, _mode(between, duration))


def _mode(between: str, duration: Duration) -> Mode:
    """By what means it was: what the clause of the figure says, or else as before."""
    own = mode_in(re.split(r"[,;:.]\s", between)[-1])
    return own if own != "unknown" else duration.mode


_TOOK = re.compile(r"(?:took|needed|takes)\b", re.IGNORECASE)
_OF_IT = re.compile(
    rf"(?:[,;:(–—]|\b(?:it|that|this|which|and|but|i|he|she|we|they|mine|ours|his|hers|theirs|actually|really|ride|drive|trip|journey|way|{VEHICLES}))\s*$",
    re.IGNORECASE,
)
"""Before "took": the way or who is on it, and nothing else that takes time."""
_BESIDE = re.compile(r"(?:up|down|instead|rather|against|compared|in\s+(?:fact|reality))\b", re.IGNORECASE)
"""What sets a figure against one of its own sentence."""


@cache
def _times() -> re.Pattern[str]:
    return re.compile(time_pattern(), re.IGNORECASE)


@cache
def _retold() -> re.Pattern[str]:
    took = (
        r"turn(?:s|ed)\s+out\s+to\s+be|prov(?:es|ed)\s+to\s+be|(?:did|do|does|done|make|makes|made|manage[sd]?|cover(?:s|ed)?)\s+(?:it|the\s+same)\s+in"
        r"|(?:took|needed|takes)(?:\s+(?:us|me|him|her|them))?|(?:up|down)\s+from|instead\s+of|rather\s+than|against|compared\s+(?:with|to)"
        r"|used\s+to\s+(?:be|take|need)|in\s+fact|in\s+reality|we\s+needed|I\s+needed|it\s+took|that\s+became|which\s+became"
    )
    ends = (
        r"\s*(?:[,.;:!?)”\"—–]|$)|\s+(?:before|normally|previously|formerly|now|once|if|because|for|with|by|nowadays|today|at\s+present|on\s+foot"
        r"|in\s+(?:the\s+(?:end|past|old|rains?|dry|wet)|winter|summer))\b"
    )
    unit = r"(?:\s+(?P<unit>minutes|hours|days|weeks))?"
    was = rf"\bit\s+was\s+{ABOUT}(?P<was>{number_pattern()})(?=,?\s+(?:because|in\s+the\s+end|instead|in\s+fact))"
    behind = r"\s+(?:about|at|over)\s+it\b|\s+on\s+the\s+(?:way|road)\b"
    about = rf"\b(?:was|were)\s+{ABOUT}(?P<about>{number_pattern()})(?={behind})"
    return re.compile(
        rf"\b(?:{took})\s+{ABOUT}(?P<number>{number_pattern()}){unit}(?={ends})|{was}|{about}",
        re.IGNORECASE,
    )
