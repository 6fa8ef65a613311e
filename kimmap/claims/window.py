"""Which trip is told of: the days of the journey, and the claims that belong to an earlier or a later one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from kimmap.claims.threads import Thread, spans
from kimmap.model import Aside, Claim, DateMention, Interval, Reason

_PAUSE = dt.timedelta(days=40)
"""A journey has no longer pause than this between two days that its sources name."""

_VAGUE_DAYS = 4

_SLACK = dt.timedelta(days=3)

_YEARS = frozenset({"year", "decade", "century"})


class _Told(NamedTuple):
    """Days that a text names for a claim."""

    first: dt.date
    last: dt.date
    source: str


def trip_window(
    claims: Sequence[Claim], diaries: Mapping[str, Sequence[dt.date]], told_on: Sequence[Thread] = ()
) -> Interval:
    """The days of the journey: the stretch of days without a long pause that most texts, or else most claims, name.

    ``diaries`` are the days of the entries of what the traveller tells, by source: who writes is on the way still.
    ``told_on`` are the days that one text tells of as it goes on: no pause between them ends the journey.
    Open without dates.
    """
    days = [_Told(c.when.first, c.when.last, c.quote.source) for c in claims
            if _is_dated(c) and c.when.first and c.when.last]  # fmt: skip
    if not days:
        return Interval()
    # What the title of a post tells was done by the day that the post bears.
    posted = [_Told(p, p, c.quote.source) for c in claims if _is_written(c) and (p := c.quote.document.published)]
    first, last = min(told.first for told in days), max(told.last for told in days)
    written = [_Told(day, day, source) for source, own in diaries.items() for day in own if first <= day <= last]
    days = sorted([*days, *posted, *written])
    stretches: list[list[_Told]] = [[days[0]]]
    for told in days[1:]:
        last = max(d.last for d in stretches[-1])
        if told.first - last > _PAUSE and not any(spans(thread, last, told.first) for thread in told_on):
            stretches.append([])
        stretches[-1].append(told)
    stretches = _joined(stretches)
    best = max(stretches, key=lambda s: (_weight(s), len(s), s[0]))
    return Interval(best[0].first, max(told.last for told in best))


def _weight(stretch: Sequence[_Told]) -> int:
    """How many texts tell of a stretch, where that is more than one."""
    return len({told.source for told in stretch})


def _joined(stretches: list[list[_Told]]) -> list[list[_Told]]:
    """Stretches with those joined that have no more between them than a passage or a stay as long as the longer one."""
    whole = [stretches[0]]
    for stretch in stretches[1:]:
        pause = stretch[0].first - max(told.last for told in whole[-1])
        spans = [max(told.last for told in s) - s[0].first for s in (whole[-1], stretch)]
        if pause <= max(spans):
            whole[-1] = whole[-1] + stretch
        else:
            whole.append(stretch)
    return whole


def keep_to(window: Interval, claims: Sequence[Claim], dates: Sequence[DateMention]) -> tuple[list[Claim], list[Aside]]:
    """The claims of the journey, and the others as asides."""
    told: dict[str, list[DateMention]] = {}
    for date in (d for d in dates if d.granularity in _YEARS and not d.interval.is_open):
        told.setdefault(date.quote.source, []).append(date)
    kept, aside = [], []
    made = max((c.when.last for c in claims if c.status == "visited" and _is_dated(c) and c.when.last
                and (window.last is None or c.when.last <= window.last)), default=None)  # fmt: skip
    for claim in claims:
        given_up = claim.status == "cancelled" and "had been" in claim.cues and (claim.when.days or 0) > _VAGUE_DAYS
        reason = None if given_up else _outside(claim.when, window) or _told_with_other_years(claim, window, told)
        vague = claim.status == "planned" and (claim.when.days or 0) > _VAGUE_DAYS
        if not reason and vague and made and claim.when.first and claim.when.first > made + _after(made, window):
            reason = "later_trip"  # "next month she travels to …", when this journey is over
        if reason and claim.resolution is not None:
            aside.append(Aside(claim.resolution, reason, claim.quote, claim.cues))
        elif not reason:
            kept.append(claim)
    return kept, aside


def _after(made: dt.date, window: Interval) -> dt.timedelta:
    """So long after the last day told of, a plan for no day in particular is still of the journey: by its length."""
    whole = made - window.first if window.first is not None else dt.timedelta()
    return max(_SOON, whole / 4)


_SOON = dt.timedelta(days=10)


def _told_with_other_years(claim: Claim, window: Interval, told: Mapping[str, Sequence[DateMention]]) -> Reason | None:
    """Whether the years that a sentence names before a place without a day are all those of another journey."""
    if claim.when.first or claim.when.last or claim.resolution is None or claim.status != "visited":
        return None
    quote = claim.resolution.mention.quote
    inside = (d for d in told.get(quote.source, ()) if quote.sentence_start <= d.quote.start < quote.start)
    reasons = {_outside(date.interval, window) for date in inside}
    return reasons.pop() if len(reasons) == 1 else None


def _is_dated(claim: Claim) -> bool:
    return claim.status in ("visited", "planned") and claim.when.days is not None and claim.when.days <= 10


def _is_written(claim: Claim) -> bool:
    """Whether nothing but its post dates it: "until the day of the post", or "since the post before"."""
    when, published = claim.when, claim.quote.document.published
    if claim.status != "visited" or published is None:
        return False
    since = when.last is None and when.first is not None and when.first <= published and not claim.dates
    return since or (when.first is None and when.last == published)


def _outside(when: Interval, window: Interval) -> Reason | None:
    if window.first is None or window.last is None:
        return None
    if when.last is not None and when.last < window.first - _SLACK:
        return "earlier_trip"
    if when.first is not None and when.first > window.last + _PAUSE:
        return "later_trip"
    return None
