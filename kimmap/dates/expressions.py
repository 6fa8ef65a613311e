"""What an expression of time says before it is tied to a calendar."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "date", "weekday", "deictic", "step", "unit", "season", "quarter", "decade", "century", "holiday", "clock",
    "part", "journey_day", "duration", "set", "reference",
]  # fmt: skip
"""``date`` is any subset of year, month, day and weekday; ``deictic`` counts days from the day of writing;
``step`` counts units from some day ("two days later"); ``unit`` is a whole one ("last week");
``journey_day`` is "Day 5"; ``reference`` "now", "recently"."""

Base = Literal["written", "told", "entry"]
"""What is counted from: the day of writing, the day last told of, or the day of the entry before in a diary."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression at two offsets (code points); what it does not say is None, or 0 for ``toward``."""

    start: int
    end: int
    kind: Kind
    rule: str
    year: int | None = None
    """Negative before Christ: -490 is 490 BC."""
    two_digits: int | None = None
    """The year in its century: 71 of "'71"."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    """What TIMEX3 appends to a day: "TMO", "T09:05"."""
    zone: str | None = None
    """The zone of a time of day, "+09:00" or an IANA name, None where it is not told."""
    third: str | None = None
    """"early", "mid", "late"."""
    count: int | None = None
    """How many units; None in a ``step`` means a few."""
    unit: str | None = None
    toward: int = 0
    """-1 back, +1 forward, 0 the same."""
    base: Base = "written"
    value: str = ""
    """A TIMEX3 value that needs no anchor, or the code of a season or the name of a feast."""
    julian: bool = False
    """The day is Old Style."""
    until: Expression | None = None
    """The other end of a range."""
    stated: Expression | None = None
    """The relative expression that an absolute date beside it makes plain: "yesterday" of "yesterday (3 May)"."""

    def spells(self, day: dt.date) -> bool:
        """Whether it says this very day, with its month and year."""
        return (self.year, self.month, self.day) == (day.year, day.month, day.day)

    @property
    def is_day(self) -> bool:
        """Whether it names one calendar day."""
        return (
            (self.kind == "date" and self.day is not None)
            or self.kind in ("weekday", "deictic", "holiday", "journey_day")
            or (self.kind == "step" and self.unit == "D")
        )
