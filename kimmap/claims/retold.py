"""Sentences that go on telling of a journey before this one: "In 2019 she crossed Chile. | She slept in Iquique."

The first sentence says of when it tells; what follows in its paragraph is of that journey too, up to a day of this
one, to "now", or to another tense.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from kimmap.claims.clausewords import LONG_AGO
from kimmap.claims.lexicon import words
from kimmap.claims.scene import Line, Scene
from kimmap.language import Event, Token, read_events
from kimmap.language.hanging import event_with
from kimmap.model import Aside, Claim, DateMention, Interval

_SLACK = dt.timedelta(days=3)
_COUNTED = frozenset({"that day", "next day", "day after", "part of a day", "clock", "noon", "steps"})
"""Rules of dates that count from the day told of: within another journey they count its days."""
_NOW = re.compile(
    r"\b(?<!ago )(?:now|today|tonight|currently|this (?:time|week|month|year|morning|afternoon|evening))\b",
    re.IGNORECASE,
)
_COARSE = frozenset({"season", "quarter", "year", "decade", "century"})
"""Of "it took a summer" no day is that of this journey."""
_OF_BEFORE = re.compile(r"\W*(?:the )?last time\b", re.IGNORECASE)
_FORMER = frozenset({"previous", "earlier", "former", "last"})


def without_retold(
    claims: Sequence[Claim], window: Interval, scenes: Sequence[Scene]
) -> tuple[list[Claim], list[Aside]]:
    """The claims of the journey of these days, and as asides those of sentences that go on with one before it."""
    retold = {scene.document.name: frozenset(_lines_retold(scene, window)) for scene in scenes
              if not scene.cast.first_person and window.first is not None}  # fmt: skip
    scene_of = {scene.document.name: scene for scene in scenes}
    lines = [scene_of[c.quote.source].line_at(c.order if c.resolution is None else _start(c)) for c in claims]
    back = _told_back(claims, lines, scene_of)
    kept, aside = list[Claim](), list[Aside]()
    for claim, line in zip(claims, lines, strict=True):
        told = line is not None and line.number in retold.get(claim.quote.source, ())
        told = told or (line is not None and (claim.quote.source, line.number) in back)
        if not told or claim.status not in ("visited", "planned"):
            kept.append(claim)
        elif claim.resolution is not None:
            aside.append(Aside(claim.resolution, "earlier_trip", claim.quote, claim.cues))
    return kept, aside


def _told_back(
    claims: Sequence[Claim], lines: Sequence[Line | None], scene_of: Mapping[str, Scene]
) -> set[tuple[str, int]]:
    """The sentences that tell in the pluperfect of a journey before: "she had been in Lima two weeks before".

    It was ten days before the first day that is told as past, or as long before it as the whole journey lasts.
    """
    told = [(c.when.first, c.when.last) for c, line in zip(claims, lines, strict=True)
            if c.status == "visited" and not _is_told_back(line)]  # fmt: skip
    days = [(first, last) for first, last in told if first and last and last - first <= _PAUSE]
    if not days:
        return set()
    first, last = min(day for day, _ in days), max(day for _, day in days)
    before = first - max(_PAUSE, last - first)
    return {
        (c.quote.source, line.number)
        for c, line in zip(claims, lines, strict=True)
        if line is not None and _is_told_back(line) and c.when.last and c.when.last < before
        and not scene_of[c.quote.source].cast.first_person
    }  # fmt: skip


_PAUSE = dt.timedelta(days=10)


def _is_told_back(line: Line | None) -> bool:
    root = _root(line) if line is not None else None
    return root is not None and root.tense == "pluperfect"


def _start(claim: Claim) -> int:
    assert claim.resolution is not None
    quote = claim.resolution.mention.quote
    return quote.start


def _lines_retold(scene: Scene, window: Interval) -> Iterator[int]:
    """The numbers of the sentences that open the story of an earlier journey, or go on with it."""
    opened: Line | None = None
    for line in scene.lines:
        if opened is not None and (line.block is not opened.block or _comes_back(line, window)):
            opened = None
        if _opens(line, scene, window):
            opened = line
        if opened is not None:
            yield line.number


def _dates_of(line: Line) -> list[DateMention]:
    """The dates that stand for themselves; of "five years ago this week" the years."""
    return [d for d in line.dates if not d.interval.is_open and d.type in ("DATE", "TIME") and not _is_counted(d)]


def _is_counted(date: DateMention) -> bool:
    from_writing = date.anchor is not None and date.anchor.startswith("publication")
    text, start = date.quote.document.text, date.quote.start
    return (date.rule in _COUNTED and not from_writing) or text[max(0, start - 4) : start].lower() == "ago "


def _is_of_now(line: Line, window: Interval) -> bool:
    """Whether a sentence names days of the journey, or later ones."""
    lasts = (d.interval.last for d in _dates_of(line) if d.granularity not in _COARSE)
    return any(last and window.first and last >= window.first - _SLACK for last in lasts)


def _comes_back(line: Line, window: Interval) -> bool:
    """ "On Friday she flew on to Lima", "she is now in Lima"."""
    if _is_of_now(line, window) or _NOW.search(line.sentence_text):
        return True
    root = _root(line)
    return root is not None and (root.tense in ("present", "perfect", "future") or root.modal is not None)


def _root(line: Line) -> Event | None:
    events = line.events or read_events(line.sentence)
    return next((e for e in events.values() if e.relation == "root"), None)


def _opens(line: Line, scene: Scene, window: Interval) -> bool:
    """Whether the main clause tells in the past what the traveller did on a journey before this one."""
    root = _root(line)
    if root is None or root.nominal or root.modal or root.tense not in ("past", "pluperfect"):
        return False
    if _is_of_now(line, window):
        return False
    if _OF_BEFORE.match(line.sentence_text) and any(map(scene.cast.has, line.sentence.tokens)):
        return True
    if not any(scene.cast.has(t) for s in root.subjects for t in line.sentence.subtree(s.i)):
        return False
    if _is_former(root, line) or LONG_AGO.search(line.sentence_text.lower()):
        return True
    days = (d for d in _dates_of(line) if d.granularity not in ("decade", "century"))
    return any(_verb(event_with(line.sentence, line.events, d.quote.start, d.quote.end)) is root for d in days)


def _verb(event: Event | None) -> Event | None:
    while event is not None and event.nominal:
        event = event.parent
    return event


def _is_former(root: Event, line: Line) -> bool:
    """ "Her previous tour opened in …", "on her last visit she had been kept waiting"."""
    beside: list[Token] = [*root.subjects, *line.sentence.children(root.predicate.i)]
    journeys = [t for t in beside if t.lemma in words("nouns", "journeys")]
    return any(
        {c.lemma for c in line.sentence.children(t.i)} & _FORMER
        and any(c.dep == "nmod:poss" for c in line.sentence.children(t.i))
        for t in journeys
    )
