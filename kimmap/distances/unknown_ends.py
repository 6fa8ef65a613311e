"""Names that nothing knows but that a time is said of, or that somebody goes to: ends all the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kimmap.distances.antecedents import End
from kimmap.distances.goals import NO_DAY
from kimmap.distances.parts import Stand
from kimmap.distances.times import ABOUT
from kimmap.distances.told_ways import Line

_SUBJECT = re.compile(
    rf"(?:^|,\s+|[.;:]\s|\b(?:and|but|while|whereas)\s+|\bto\s+(?:do|see|visit)\s+)(?:[Tt]he\s+[\w-]+\s+is\s+)?(?P<name>{NO_DAY}(?!(?:It|He|She|We|They|This|That|There|Here|You|In|At|On|By|My|Our|The|A|An|I|But|And|Then|So|If|As|For|From|To)\b)[A-ZÀ-Þ][\w’'-]+"
    rf"(?:\s[A-ZÀ-Þ][\w’'-]+){{0,2}})(?:\s+(?:is|was|lies|lay|takes|took|can\s+be)\s+(?:[\w-]+\s+){{0,3}}?|,\s+|(?:\s+too|\s+itself)?\s+\(){ABOUT}$"
)
"""Before a time: a name that nothing knows but that it is said of."""
_NAME = re.compile(
    rf"\b(?P<part>[Tt]o|[Ff]rom)\s+(?:the\s+)?(?P<name>{NO_DAY}(?!I\w*\b)[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){{0,2}})"
)


def unknown_ends(line: Line, at: tuple[int, int]) -> Iterator[Stand]:
    """Names behind "to" and "from" that nothing knows: they are ends all the same."""
    subject = _SUBJECT.search(line.text(line.start, at[0]))
    if subject is not None:
        start, end = line.start + subject.start("name"), line.start + subject.end("name")
        if not any(s.start < end and start < s.end for s in line.stands):
            yield Stand(End(subject["name"], None, (start, end), words=subject["name"]), "to", start, end)
    for match in _NAME.finditer(line.text(line.start, line.end)):
        start, end = line.start + match.start("name"), line.start + match.end("name")
        if not any(s.start < end and start < s.end for s in line.stands):
            name = End(match["name"], None, (start, end), words=match["name"])
            yield Stand(name, "to" if match["part"].casefold() == "to" else "from", start, end)
