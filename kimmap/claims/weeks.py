"""Which week the weekdays of a text are of that looks back on the journey.

A weekday without a date is taken to be the latest before the writing, as it is in the news.  A club's letter of
June that tells of "Friday" on a ride in April means none of June: where other texts say by date when
the traveller was, or was to be, at the places that it names, its weekdays are of that week; where none does, it was
on such a day or weeks before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kimmap.geodesy import geodesic_km
from kimmap.grouping import by_document
from kimmap.model import WEEK_OF_OTHERS, Claim, DateMention, Document, Interval

_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
_MOST_WEEKS = 52
"""Who tells of a journey by weekdays alone does so within a year."""

_NEAR_KM = 15.0
_FEW_DAYS = 3
"""Days that place a stay: a range as long as a journey bears out no week."""

_DAYS_OFF = {"visited": 0, "planned": 2}
"""So many days what happened is off what another text says of it: plans are not kept to the day."""

_OF_NOW = frozenset({"today", "this morning", "last night"})
"""Rules of dates that tell how far off it is written: "yesterday", "tonight"."""

_BEFORE_THAT = re.compile(r"\b(?:had|'d|’d)\b")
_PLACES = 2
"""So many places bear out a week by themselves."""

_LONG_AFTER = dt.timedelta(days=10)
"""So long after all that others tell, a text looks back."""


class Told(NamedTuple):
    """Where the expression stands that a day is counted from, and the day that it is by the day of publication."""

    at: int
    day: dt.date


@dataclass(frozen=True, slots=True)
class _Loose:
    """A claim whose day nothing but a weekday tells."""

    claim: Claim
    told: Told

    @property
    def day(self) -> dt.date:
        return self.claim.when.first or self.claim.when.last or self.told.day


class _Week(NamedTuple):
    """So many weeks before, and the claims of other texts that say so, by place."""

    weeks: int
    bearers: dict[str, Claim]


def agree_on_weeks(claims: Sequence[Claim], dates: Sequence[DateMention], by_traveller: Collection[str]) -> list[Claim]:
    """The claims, those dated by the weekdays of a text that looks back moved to the week that others tell.

    ``by_traveller`` names the sources in which the traveller or somebody of the party writes.
    """
    dates_in = by_document(dates, lambda d: d.quote.document)
    documents = {c.quote.source: c.quote.document for c in claims}
    roots = {source: root_days(d, dates_in(d), _is_bare_weekday) for source, d in documents.items()}
    loose = {id(c): _Loose(c, told) for c in claims if (told := _told_by(c, roots[c.quote.source])) is not None}
    by_source = defaultdict[str, list[_Loose]](list)
    for one in loose.values():
        by_source[one.claim.quote.source].append(one)
    placing = [c for c in claims if id(c) not in loose and is_placing(c)]
    moved: dict[int, Claim] = {}
    for source, own in by_source.items():
        of_now = any(d.rule in _OF_NOW for d in dates_in(documents[source]))
        others = [c for c in placing if c.quote.witness != own[0].claim.quote.witness]
        moved |= _settled(own, others, looks_back=source in by_traveller and not of_now)
    return [moved.get(id(c), c) for c in claims]


def _settled(own: Sequence[_Loose], others: Sequence[Claim], *, looks_back: bool) -> dict[int, Claim]:
    """The claims of one text that are of another week, or of an unknown one, by the ids of those they replace."""
    whole = _week_of(own, others)
    last = max((c.when.last for c in others if c.when.last and c.status == "visited"), default=None)
    after = last is not None and min(one.day for one in own) - last >= _LONG_AFTER
    if looks_back and whole is not None and whole.weeks and (after or len(whole.bearers) >= _PLACES):
        return {id(one.claim): _moved(one.claim, whole) for one in own}
    found: dict[int, Claim] = {}
    for at in {one.told.at for one in own}:
        group = [one for one in own if one.told.at == at]
        week = _week_of(group, [c for c in others if c.status == "visited"])
        if week is not None and week.weeks and len(week.bearers) >= _PLACES:
            found |= {id(one.claim): _moved(one.claim, week) for one in group}
    if looks_back and whole is None and not found:
        latest = _in_order(own)
        if after or any(latest[one.told] != one.told.day for one in own):
            return {id(one.claim): _some_week(one, latest[one.told]) for one in own}
    return found


def root_days(
    document: Document, dates: Sequence[DateMention], is_root: Callable[[DateMention], bool]
) -> dict[int, Told]:
    """The days of a text that are counted from such as ``is_root`` says, by where they stand, each with its root."""
    found: dict[int, Told] = {}
    by_day: dict[str, Told] = {}
    for date in sorted(dates, key=lambda d: d.quote.start):
        first, anchor = date.interval.first, date.anchor or ""
        if first is None or document.published is None or first > document.published:
            continue
        words, told = f"{first.day} {first:%B %Y}", by_day.get(anchor.rpartition(", ")[2])
        if is_root(date):
            told = Told(date.quote.start, first)
        elif not anchor.startswith("the day told before"):
            told = None
        by_day.pop(words, None)
        if told is not None:
            found[date.quote.start] = by_day[words] = told
    return found


def _is_bare_weekday(date: DateMention) -> bool:
    return date.rule == "weekday" and (date.anchor or "").startswith("publication")


def _told_by(claim: Claim, roots: dict[int, Told]) -> Told | None:
    """The weekday that the days of a claim come from, None where a date or nothing gives them."""
    dated = [d for d in claim.dates if not d.interval.is_open]
    told = [roots.get(d.quote.start) for d in dated]
    return told[0] if told and None not in told and claim.status in ("visited", "cancelled") else None


def is_placing(claim: Claim) -> bool:
    """Whether it says to a few days when the traveller was or was to be at a place."""
    place, when = claim.place, claim.when
    if claim.status not in _DAYS_OFF or place is None or place.is_area:
        return False
    return when.days is not None and when.days <= _FEW_DAYS


def _week_of(own: Sequence[_Loose], others: Sequence[Claim]) -> _Week | None:
    """The week that others tell of; 0 weeks before, where one bears out the day as it is; None where none does."""
    votes = defaultdict[int, dict[str, Claim]](dict)
    for one in own:
        for other in others:
            weeks = _weeks_between(one.day, other) if _is_same(one.claim, other) else None
            if weeks is not None and one.claim.place is not None and 0 <= weeks <= _MOST_WEEKS:
                votes[weeks].setdefault(one.claim.place.id, other)
    if not votes or 0 in votes:
        return _Week(0, votes[0]) if votes else None
    best = max(votes, key=lambda weeks: (len(votes[weeks]), -weeks))
    return _Week(best, votes[best])


def _is_same(claim: Claim, other: Claim) -> bool:
    """Whether both tell of one place, and not the one of leaving it and the other of coming."""
    here, there = claim.place, other.place
    if here is None or there is None or {claim.role, other.role} == {"departs", "arrives"}:
        return False
    return here.id == there.id or (not here.is_area and geodesic_km(here.point, there.point) <= _NEAR_KM)


def _weeks_between(day: dt.date, other: Claim) -> int | None:
    """How many weeks before ``day`` the days of the other claim are, None where they are of other weekdays."""
    first, last = other.when.first, other.when.last
    assert first is not None
    assert last is not None
    for off in range(_DAYS_OFF[other.status] + 1):
        weeks = -((last + off * _DAY - day) // _WEEK)  # the fewest that bring it before the end of them
        if day - weeks * _WEEK >= first - off * _DAY:
            return weeks
    return None


def _in_order(own: Sequence[_Loose]) -> dict[Told, dt.date]:
    """The latest days that the weekdays of a text can be, where it tells in order: "Friday … On Tuesday …"."""
    text = own[0].claim.quote.document.text
    found: dict[Told, dt.date] = {}
    bound = None
    for told in sorted({one.told for one in own}, reverse=True):
        sentence = next(one.claim.quote for one in own if one.told == told)
        day = told.day
        if not _BEFORE_THAT.search(text, sentence.sentence_start, sentence.sentence_end):
            while bound is not None and day > bound:
                day -= _WEEK
            bound = day
        found[told] = day
    return found


def _moved(claim: Claim, week: _Week) -> Claim:
    bearer, by = next(iter(week.bearers.values())), -week.weeks * _WEEK
    anchor = f"{WEEK_OF_OTHERS}{bearer.quote.source} tells of"
    dates = tuple(replace(d, interval=_shifted(d.interval, by), anchor=anchor) for d in claim.dates)
    return replace(claim, when=_shifted(claim.when, by), dates=dates)


def _shifted(days: Interval, by: dt.timedelta) -> Interval:
    return Interval(days.first and days.first + by, days.last and days.last + by)


def _some_week(one: _Loose, latest: dt.date) -> Claim:
    """On that day at the latest: which week it was, the text leaves open."""
    by = latest - one.told.day
    dates = tuple(
        replace(d, interval=Interval(None, _shifted(d.interval, by).last), anchor=f"{d.anchor}, or from weeks before")
        for d in one.claim.dates
    )
    return replace(one.claim, when=Interval(None, (one.claim.when.last or one.day) + by), dates=dates)
