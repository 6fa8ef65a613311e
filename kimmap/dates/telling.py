"""What an expression can count from at one point of a document: the day of writing and the days told before."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Literal

from kimmap.dates.expressions import Expression
from kimmap.dates.tense import Direction, direction, looks_ahead, shows_the_past
from kimmap.dates.values import DAY, Reading, in_words
from kimmap.model import Interval

NEAR_DAYS = 45
"""So near to the day of writing or to the day told, two days belong together."""

_WEEK_DAYS = 7
_PARAGRAPH, _LINE = re.compile(r"\n\s*\n"), re.compile(r"\n+")

Mode = Literal["news", "narrative"]
"""News counts from the day of writing, a narrative from the day told last."""


@dataclass(slots=True)
class Telling:
    """Moves along a document, told of each reading in turn."""

    text: str
    mode: Mode
    written: dt.date | None
    written_words: str = "publication on"
    journey_start: dt.date | None = None
    year: int | None = None
    """The year that the document is taken to tell of, where it has no day of writing."""
    year_words: str = ""
    year_agrees: bool = False
    """Weekdays agree with ``year``: background years do not change it."""
    day: dt.date | None = None
    """The day told last."""
    day_at: int = 0
    """Where it was told."""
    stepped: bool = False
    """Whether it was counted from the day before it: "the next morning"."""
    dated_weekday: bool = False
    """Whether it was told with its weekday and its date, "Saturday 6 July", or step by step from such a day."""
    span: Interval | None = None
    """The range told last, until the story leaves it."""
    ranged: bool = False
    """Whether that range is what was told last."""
    lead: dt.date | None = None
    """The day of what a report of the news tells first as done."""
    line_day: dt.date | None = None
    """The day with which a line began last: "Saturday 15 July, 10:22"."""
    entry: dt.date | None = None
    """The day of the entry of a diary that is being read."""
    head_year: int | None = None
    """The year of the head of an entry that bears none, where the entries or a line above tell it."""
    last: Reading | None = None
    """The last reading that has a place in the calendar."""
    told_year: int | None = None
    named_year: int | None = None
    """The year named last, though it be in passing."""
    story_year: int | None = None
    """The year that the story was said to be of, and where: not one named in passing."""
    story_year_at: int = 0
    printed: dt.date | None = None
    """The last day of the month in which a magazine printed it, whose year is not that of what is told."""
    looks_back: bool = False
    """Whether nothing in the document is told of the time of its writing."""
    told_month: int | None = None
    latest: dt.date | None = None
    """The last day that a story without a day of writing names."""
    others: tuple[dt.date, dt.date] | None = None
    """When the other documents were written."""
    month_first: bool | None = None
    """Whether 3/4/2021 is in March; None where nothing tells."""
    dated: bool = False
    """Whether a day or month of a known year has been told."""
    captions: tuple[tuple[int, int], ...] = ()
    """Where the captions of pictures stand, which tell in the present what has been seen."""
    earlier: list[dt.date] = field(default_factory=list)
    """All days told, in order."""

    @property
    def written_anchor(self) -> str | None:
        return f"{self.written_words} {in_words(self.written)}" if self.written else None

    @property
    def told_anchor(self) -> str | None:
        return f"the day told before, {in_words(self.day)}" if self.day else None

    @property
    def is_old_story(self) -> bool:
        """Whether what is told lies too far back for "today" and "last week" to be of the telling's time."""
        return (
            self.mode == "narrative"
            and self.written is not None
            and self.told_year is not None
            and (self.told_year < 1 or abs(self.written.year - self.told_year) > 1)
        )

    def ahead(self, e: Expression) -> Direction | None:
        """Where the clause around ``e`` looks, None where no verb tells."""
        found = direction(self.text, e.start, e.end)
        if found is None and e.until is None and looks_ahead(self.text, e.start):
            return "future"
        if found == "future" and any(a <= e.start < b and shows_the_past(self.text[a:b]) for a, b in self.captions):
            return "past"
        return found

    def sent(self, day: dt.date) -> None:
        """Begin a report that was sent on a day before its printing: its "today" is that day."""
        if (
            self.written is not None
            and self.entry in (None, self.written)
            and DAY <= self.written - day <= NEAR_DAYS * DAY
        ):
            self.written, self.written_words = day, "dateline of"

    def open_with(self, e: Expression, reading: Reading) -> None:
        """Take note of the day that a report begins with."""
        day, written = reading.day, self.written
        if (
            self.lead is not None
            or self.mode != "news"
            or day is None
            or written is None
            or self.entry not in (None, written)
        ):
            return
        recent = 0 <= (written - day).days < _WEEK_DAYS
        if e.kind in ("weekday", "deictic") and recent and self.ahead(e) != "future":
            self.lead = day

    def back_to_lead(self, e: Expression) -> dt.date | None:
        """The report's own day, where a later paragraph goes on with it: "In the evening he took off again".

        A day before it has been told since, in passing: a paragraph earlier at least, or long before.
        """
        if self.lead is None or self.day is None or self.mode != "news" or not self.day < self.lead:
            return None
        between = self.text[self.day_at : e.start]
        breaks = len((_PARAGRAPH if _PARAGRAPH.search(self.text) else _LINE).findall(between))
        long_before = (self.lead - self.day).days > _WEEK_DAYS
        return self.lead if breaks > 1 or (breaks and long_before) else None

    @property
    def lead_anchor(self) -> str | None:
        return f"the day that the report begins with, {in_words(self.lead)}" if self.lead else None

    def enter(self, day: dt.date) -> None:
        """Begin the entry of a diary: what it tells counts from its own day."""
        self.entry = day
        if day != self.written:
            self.written, self.written_words, self.mode = day, "the entry of", "news"

    def note(self, e: Expression, reading: Reading, *, chained: bool) -> None:
        """Take note of how the day told last was told."""
        self.day_at = e.start
        self.stepped = chained or (e.kind == "step" and e.base == "told")
        self.dated_weekday = (e.kind == "date" and e.weekday is not None) or (self.stepped and self.dated_weekday)
        self.ranged = reading.day is None
        if self.ranged:
            self.span = reading.interval
        elif self.span is not None and reading.day and not within(self.span, reading.day):
            self.span = None

    def learn(self, reading: Reading, *, explicit_year: int | None = None) -> None:
        """Take note of what has been told."""
        if explicit_year is not None and explicit_year < 0:
            self.told_year, self.told_month, self.day, self.last = explicit_year, None, None, None
            return
        first, last = reading.interval.first, reading.interval.last
        if first is None or last is None or reading.type in ("DURATION", "SET"):
            return
        self.last = reading
        if reading.granularity in ("decade", "century"):
            return
        if reading.granularity in ("day", "time"):
            self.told_year = last.year
        elif self.told_year != last.year:  # the winter told of in 1933 began in 1932
            self.told_year = first.year
        if reading.granularity in ("day", "time", "month"):
            self.told_month = last.month
            self.dated = True
        else:
            self.told_month = None
        if reading.granularity in ("day", "time"):
            self.day = last
            self.earlier.append(last)


def within(span: Interval, day: dt.date) -> bool:
    """Whether a day lies in a stretch that has both ends."""
    return span.first is not None and span.last is not None and span.first <= day <= span.last
