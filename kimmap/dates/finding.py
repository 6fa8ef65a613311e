"""One document's expressions, resolved in the order in which they are told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kimmap.dates.diaries import EntryYears
from kimmap.dates.expressions import Expression
from kimmap.dates.heads import days_of_headings, headings, heads_within, is_head, opens_sentence
from kimmap.dates.localtime import with_zone, zones_of
from kimmap.dates.resolving import resolve
from kimmap.dates.telling import Mode, Telling
from kimmap.dates.tense import is_of_despatch
from kimmap.dates.values import Reading, julian_lag, on_day
from kimmap.model import DateMention, Document, Interval


@dataclass(frozen=True, slots=True)
class Story:
    """A document with its expressions, and what they count from."""

    document: Document
    expressions: tuple[Expression, ...]
    mode: Mode
    year: int | None = None
    """The year that it tells of, where it has no day of writing."""
    year_words: str = ""
    latest: dt.date | None = None
    """The last day that it names, where it has no day of writing and all its days lie close together."""
    others: tuple[dt.date, dt.date] | None = None
    """From when to when the other documents were written, where that is a short time."""
    month_first: bool | None = None
    journey_start: dt.date | None = None
    """The day that it calls Day 1."""
    looks_back: bool = False
    """Whether nothing in it is told of the time of its writing."""
    signed: dt.date | None = None
    """The day in its last line, where it has no other day of writing."""
    printed: dt.date | None = None
    """The last day of the month of the magazine that it is from, where it has no day of writing."""

    @property
    def written(self) -> dt.date | None:
        """The day of writing."""
        return self.document.published or self.signed


def readings_of(story: Story, *, ranges: bool = True) -> Iterator[tuple[Expression, Reading]]:
    """Every expression with its reading."""
    heads: Mapping[int, dt.date] = {}
    if headed := headings(story.document, story.expressions):
        # Only the dated ones among the headings of a diary tell on which days the others are.
        days = {e.start: reading.day for e, reading in _readings(story, {}, ranges=False)}
        heads = days_of_headings(headed, days)
    return _readings(story, heads, ranges=ranges)


def _readings(story: Story, heads: Mapping[int, dt.date], *, ranges: bool) -> Iterator[tuple[Expression, Reading]]:
    text = story.document.text
    telling = Telling(
        text, story.mode, _believable(story.written), journey_start=story.journey_start, year=story.year,
        year_words=story.year_words, year_agrees="agree" in story.year_words, month_first=story.month_first,
        latest=story.latest, others=story.others, looks_back=story.looks_back, printed=story.printed,
        captions=tuple((b.start, b.end) for b in story.document.blocks if b.role == "caption"),
    )  # fmt: skip
    told_in, kept = zones_of(text)
    within = heads_within(story.document, story.expressions)
    years = EntryYears(story.document, story.expressions, within)
    left: tuple[dt.date, int] | None = None
    aside: tuple[dt.date, dt.date, int] | None = None
    """The day told before "the night before", that night, and where it stands: the next paragraph goes on from it."""
    for expression in story.expressions:
        if aside and story.document.block_at(aside[2]) != story.document.block_at(expression.start):
            telling.day, aside = (aside[0] if telling.day == aside[1] else telling.day), None
        if expression.rule == "day of the journey" and story.journey_start is None:
            if left is None or expression.start - left[1] > _JOURNEY:
                continue
            telling.journey_start = left[0]
        for one in (expression,) if ranges else _ends(expression):
            told, told_at = telling.day, telling.day_at
            telling.head_year = years.year_of(one, telling)
            reading = with_zone(one, resolve(one, telling), told_in, kept)
            if headed := heads.get(one.start):
                reading = replace(on_day(headed, one.part), anchor="the headings around it")
                telling.learn(reading)
                telling.enter(headed)
            reading = _by_the_other_calendar(text, one, reading, told, told_at)
            if one.kind == "step" and one.base == "told" and told and reading.day and reading.day < told:
                aside = told, reading.day, one.start
            if reading.day and telling.day and reading.day != telling.day and one.kind == "date":
                telling.day = reading.day
            if _overlaps(one, story.document.published_span):
                telling.day, telling.day_at = told, told_at
            _note_lines(telling, one, reading)
            if reading.day and one.kind != "journey_day" and _sets_out(text, one):
                left = reading.day, one.start
            if (
                reading.day
                and is_head(story.document, one, within, reading.day)
                and _is_of_its_years(reading.day, story)
            ):
                telling.enter(reading.day)
            yield one, reading


def _note_lines(telling: Telling, one: Expression, reading: Reading) -> None:
    """Take note of a day with which a despatch or another line begins."""
    day = reading.day
    if day is None or one.kind != "date":
        return
    if is_of_despatch(telling.text, one.start, one.end):
        telling.sent(day)
    if opens_sentence(telling.text, one.start):
        telling.line_day = day


def _is_of_its_years(day: dt.date, story: Story) -> bool:
    """Whether a day that heads a text is of the story's time: a judgment of 2018 tells of the weekdays of 2016."""
    return story.year is None or "agree" not in story.year_words or day.year - story.year <= 1


_JOURNEY = 800
"""Code points within which "on the third day" counts from the day on which somebody set out."""
_SET_OUT = re.compile(
    r"\b(?:(?:set|started|setting) (?:out|off|forth)|left|quitted|departed|started|embarked|sailed)\b"
)


def _sets_out(text: str, e: Expression) -> bool:
    """Whether the sentence tells that somebody set out that day."""
    before = re.split(r"[.!?;]\s", text[max(0, e.start - 80) : e.start])[-1]
    after = re.split(r"[.!?;]\s", text[e.end : e.end + 60])[0]
    return bool(_SET_OUT.search(before) or _SET_OUT.search(after))


def _overlaps(expression: Expression, span: tuple[int, int] | None) -> bool:
    return span is not None and expression.start < span[1] and span[0] < expression.end


_CALLED = re.compile(r"\b(?:called|reckoned|counted|written|styled|Old Style|old style|O\.\s?S\.|Julian|Russian)\b")


def _by_the_other_calendar(text: str, one: Expression, reading: Reading, told: dt.date | None, told_at: int) -> Reading:
    """ "The 14th of May, the 2nd as they count here": the same day in Old Style."""
    if told is None or reading.day is None or one.kind != "date" or one.start - told_at > 120:
        return reading
    if (told - reading.day).days != julian_lag(told.year) or not _CALLED.search(text[told_at : one.start]):
        return reading
    return replace(
        reading, value=told.isoformat(), interval=Interval(told, told), anchor="Old Style for the day before it"
    )


def _believable(published: dt.date | None) -> dt.date | None:
    """A day of writing, unless it is one of those that stand for none (year 1, year 9999)."""
    return published if published and 1000 <= published.year < 9900 else None


def _ends(expression: Expression) -> tuple[Expression, ...]:
    last = expression.until
    if last is None:
        return (expression,)
    first = replace(expression, until=None)
    return replace(first, end=min(first.end, last.start)), last


def mentions_of(story: Story, *, ranges: bool = True) -> Iterator[DateMention]:
    """The expressions of a document as dates that are mentioned."""
    for expression, reading in readings_of(story, ranges=ranges):
        start, end = _trimmed(story.document.text, expression)
        yield DateMention(
            quote=story.document.quote(start, end),
            type=reading.type,
            value=reading.value,
            interval=reading.interval,
            granularity=reading.granularity,
            rule=expression.rule,
            anchor=reading.anchor,
            alternatives=reading.alternatives,
            conflict=reading.conflict,
        )


def _trimmed(text: str, expression: Expression) -> tuple[int, int]:
    words = text[expression.start : expression.end]
    kept = words.rstrip(" \t\n\u00a0,–—−-")
    return expression.start, expression.start + len(kept)
