"""Claims as the itinerary weighs them: what each is worth as a fact, and which days it states."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kimmap.model import Claim, Interval, Place, Status

DAY = dt.timedelta(days=1)

_COARSE = frozenset({"weekend", "week", "month", "season", "quarter", "year", "decade", "century", "open"})
_PART_OF_DAY = {"TMO": 9.0, "TMI": 12.0, "TAF": 15.0, "TEV": 19.0, "TNI": 22.0}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DENIALS = frozenset({"not", "deny", "reject", "dismiss", "dispute", "refute", "contradict"})
_LASTING = frozenset({"stay", "remain", "linger", "sleep", "stop", "halt", "leave", "spend"})
_RETURN_WORDS = frozenset({"return", "returns", "returned", "returning", "back", "home", "homeward", "rejoin"})
_BACK_BEFORE = re.compile(r"\b(?:back|return(?:s|ed|ing)?|home)(?:\s+(?:in|at|to|into|on|the|city|town|of))*\s*$", re.I)
_AGAIN_AFTER = re.compile(r"\s+(?:once\s+)?again\b", re.I)


class Days(NamedTuple):
    """Days that are known: from ``first`` to ``last``, both included."""

    first: dt.date
    last: dt.date

    @property
    def interval(self) -> Interval:
        return Interval(self.first, self.last)

    def overlaps(self, other: Days) -> bool:
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: Days) -> bool:
        """Whether the other days are all among these."""
        return self.first <= other.first and other.last <= self.last

    def gap(self, other: Days) -> int:
        """How many days after the end of the one the other begins; 0 when they overlap."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)


_HEADS = re.compile(r"\.?\s?(?:--|[—–:]|\.\s)")
"""What parts a day from the entry of a diary that it heads."""


@dataclass(frozen=True, slots=True)
class Report:
    """A claim about a place, weighed.

    ``status`` is the claim's, except that a text cannot report what came after it.  ``days`` are the
    days that it states to the day; ``within`` any looser bounds ("last week", "by the 15th").
    """

    claim: Claim
    place: Place
    locality: Place
    """The place that names its stop: the town of a station, else the place itself."""
    status: Status
    days: Days | None
    within: Interval
    published: dt.date | None = None
    """The day up to which its text can tell what happened: that of publication, of a diary that of its last entry."""

    @property
    def source(self) -> str:
        return self.claim.quote.source

    @property
    def sentence(self) -> tuple[str, int]:
        """Which sentence of which text it is."""
        return self.source, self.claim.quote.sentence_start

    @property
    def states_day(self) -> bool:
        """Whether the sentence itself names the day, or the entry that it stands in opens with it.

        Else it comes from what is told before, or from the heading.
        """
        quote = self.claim.quote
        dates = [d for d in self.claim.dates if d.quote.start < quote.sentence_end]
        if any(quote.sentence_start <= d.quote.start for d in dates):
            return True
        block = quote.document.block_at(quote.sentence_start)
        return block is not None and any(
            d.quote.start == block.start and _HEADS.match(quote.document.text, d.quote.end) for d in dates
        )

    @property
    def placed_by(self) -> str | None:
        """The week or the year, in words, where other texts tell of which one its day is."""
        return next((d.anchor for d in self.claim.dates if d.is_placed_by_others), None)

    @property
    def is_of_a_post(self) -> bool:
        """Whether nothing but the day of its post, that names the place in its title, tells when it was."""
        return self.claim.cues == ("title",) and not self.claim.dates and self.claim.when.days != 1

    @property
    def is_return(self) -> bool:
        """Whether the text calls it a coming back ("returned to", "arrived home")."""
        words = " ".join(self.claim.cues).casefold().replace("_", " ").split()
        if not _RETURN_WORDS.isdisjoint(words):
            return True
        assert self.claim.resolution is not None
        name, text = self.claim.resolution.mention.quote, self.claim.quote.document.text
        said_before = _BACK_BEFORE.search(text[max(0, name.start - 40) : name.start])
        return bool(said_before or _AGAIN_AFTER.match(text[name.end : name.end + 20]))

    @property
    def is_foretold(self) -> bool:
        """Whether it is told as a fact, and yet for a day after the text was published."""
        return self.status == "planned" and self.claim.status == "visited" and self.claim.role != "heads_for"

    @property
    def known_by(self) -> dt.date | None:
        """The day by which it had happened: a bound in the text, or else its publication."""
        return min((d for d in (self.within.last, self.published) if d), default=None)

    @property
    def is_mere_denial(self) -> bool:
        """Whether the text only says that the traveller was not there; who did not go or reach it had meant to.

        What is rejected or refuted somebody had said: a false report put right is told of.
        """
        cues = self.claim.cues
        return (
            self.is_plain_denial
            and cues[-1] == "not"
            and self.claim.role == "stays"
            and ("be" in cues or len(cues) == 1)
        )

    @property
    def is_plain_denial(self) -> bool:
        """Whether a "not" stands against the being there, rather than against staying on or coming back."""
        cues = self.claim.cues
        denied = self.status == "cancelled" and bool(cues) and cues[-1] in _DENIALS
        return denied and not self.is_return and _LASTING.isdisjoint(cues)

    @property
    def hour(self) -> float | None:
        """Time of day that the text tells, in hours; parts of the day stand for their middle."""
        hours = [h for date in self.claim.dates if (h := hour_of(date.value)) is not None]
        return min(hours, default=None)


def told_until(claims: Iterable[Claim]) -> dict[str, dt.date]:
    """The day up to which each source tells, by its name.

    A diary or a log that is dated by its first entry tells of later days as past: where it does so of two and
    more days, its last one counts.
    """
    until: dict[str, dt.date] = {}
    later: dict[str, set[dt.date]] = {}
    for claim in claims:
        source, published, day = claim.quote.source, claim.quote.document.published, claim.when.first
        if published is None:
            continue
        until[source] = published
        if claim.status == "visited" and claim.role != "heads_for" and day is not None and day > published + DAY:
            later.setdefault(source, set()).add(day)
    return until | {source: max(days) for source, days in later.items() if len(days) > 1}


_LONG_FOR_ONE = 3
"""So many days are those of a whole round where one sentence tells them of several places."""


def of_rounds(claims: Sequence[Claim]) -> frozenset[int]:
    """The ids of claims whose days are those of all places of a sentence: "visited A, B and C from 8 to 18 August"."""
    places: dict[tuple[str, int, Interval], set[str]] = {}
    for claim in claims:
        if claim.place is not None and (claim.when.days or 0) >= _LONG_FOR_ONE and not _is_headed(claim):
            places.setdefault(_sentence_and_days(claim), set()).add(claim.place.id)
    return frozenset(id(c) for c in claims if len(places.get(_sentence_and_days(c), ())) > 1)


def _is_headed(claim: Claim) -> bool:
    """Whether the days open an entry: "4 to 7 May: Lima, with Cusco" is a stay with an outing."""
    return any(_HEADS.match(d.quote.document.text, d.quote.end) for d in claim.dates)


def _sentence_and_days(claim: Claim) -> tuple[str, int, Interval]:
    return claim.quote.source, claim.quote.sentence_start, claim.when


def weigh(claim: Claim, place: Place, until: dt.date | None, *, of_round: bool = False) -> Report | None:
    """What a claim is worth to the itinerary; None for a place that was only passed, or that was not left.

    ``until`` is the day up to which its text tells; the days of a ``of_round`` claim only bound the stop.
    """
    if claim.role == "passes" or (claim.role == "departs" and claim.status == "cancelled"):
        return None
    days, within = (None, claim.when) if of_round else stated_days(claim)
    status = claim.status
    if status == "visited" and (claim.role == "heads_for" or _is_to_come(until, days)):
        status = "planned"
    return Report(claim, place, place, status, days, within, until)


def stated_days(claim: Claim) -> tuple[Days | None, Interval]:
    """The days that a claim states to the day (None when it does not), and its looser bounds."""
    when = claim.when
    coarse = when.days != 1 and any(date.granularity in _COARSE for date in claim.dates)
    if not coarse and when.first is not None and when.last is None and _says_since(claim):
        return Days(when.first, when.first), when
    if when.first is None or when.last is None or coarse:
        return None, when
    return Days(when.first, when.last), Interval()


def _says_since(claim: Claim) -> bool:
    """ "Has been in Lima since Friday": who is somewhere since a day was there on it."""
    days = [d.quote for d in claim.dates if d.interval.first == claim.when.first]
    return claim.status == "visited" and any(
        _SINCE.search(q.document.text, max(0, q.start - 24), q.start) for q in days
    )


_SINCE = re.compile(r"\bsince(?:\s+(?:last|early|late|the|this))*\s+$", re.IGNORECASE)


def _is_to_come(published: dt.date | None, days: Days | None) -> bool:
    # One day of grace: texts are dated in the publisher's time zone, journeys in the traveller's.
    return published is not None and days is not None and days.first > published + DAY


def hour_of(value: str) -> float | None:
    """Hours of a TIMEX3 value: "2023-09-18T09:30" → 9.5, "2023-09-18TMO" → 9, a mere date → None."""
    if (clock := re.search(r"T(\d{1,2}):?(\d{2})?", value)) is not None:
        return int(clock[1]) + int(clock[2] or 0) / 60
    return next((hour for code, hour in _PART_OF_DAY.items() if value.endswith(code)), None)


def hull(days: Iterable[Days]) -> Days | None:
    """The smallest span that holds all, None of none."""
    listed = list(days)
    return Days(min(d.first for d in listed), max(d.last for d in listed)) if listed else None


def visited_days(reports: Iterable[Report]) -> Days | None:
    """Hull of the days on which reports put the traveller there, None where none states a day."""
    return hull(r.days for r in reports if r.status == "visited" and r.days)


def witnesses(reports: Iterable[Report]) -> frozenset[str]:
    """Who says so, copies of one text counted once."""
    return frozenset(r.claim.quote.witness for r in reports)


def say_day(day: dt.date) -> str:
    """A day as it is written in explanations: "9 Sep 2023"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_days(days: Interval | Days) -> str:
    """An interval in words: "9 Sep 2023", "9 Sep 2023 to 11 Sep 2023", "until 11 Sep 2023"."""
    if days.first and days.last:
        return say_day(days.first) if days.first == days.last else f"{say_day(days.first)} to {say_day(days.last)}"
    if days.first:
        return f"from {say_day(days.first)}"
    return f"until {say_day(days.last)}" if days.last else "no date"


def name_sources(reports: Sequence[Report]) -> str:
    """The documents behind reports, in words and in a fixed order."""
    return ", ".join(sorted({r.source for r in reports}))
