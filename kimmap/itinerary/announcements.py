"""What a text's own day means for what it tells.

Texts that announce a journey tell as facts without a date what is of the plan, or of earlier days.  Who writes in
one place was not in another on that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from kimmap.itinerary.localities import is_within
from kimmap.itinerary.reports import DAY, Report
from kimmap.model import Interval, Status

_HERE_KM = 30.0
"""So near the place of writing one can have been on its day."""


def heed_announcements(reports: Sequence[Report]) -> list[Report]:
    """The reports, without facts that texts tell before the journey began.

    Such a fact is a plan ("on the way home she calls at …") where the journey is elsewhere said to lead to
    the place, and belongs to an earlier journey otherwise.
    """
    announcing = _announcing(reports)
    heeded = []
    for report in reports:
        if report.source in announcing and report.status == "visited":
            if any(_leads_to(r, report) for r in reports):
                heeded.append(replace(report, status="planned", days=None))
        else:
            heeded.append(report)
    return heeded


def forget_day_of_writing(reports: Sequence[Report]) -> list[Report]:
    """The reports, without the day of a letter or an entry for what it tells of other places than its own."""
    written = {r.source: r for r in reports if "written at" in r.claim.cues and not r.place.is_area}
    return [_sometime_before(r) if _is_elsewhere(r, written.get(r.source)) else r for r in reports]


def _is_elsewhere(report: Report, written: Report | None) -> bool:
    if written is None or "written at" in report.claim.cues:
        return False
    if report.status != "visited" or report.states_day or report.published is None:
        return False
    told_today = report.days == (report.published, report.published)
    return told_today and not is_within(written.place, report.place, _HERE_KM)


def _sometime_before(report: Report) -> Report:
    return replace(report, days=None, within=Interval(None, report.published))


def catch_up(reports: Sequence[Report]) -> list[Report]:
    """The reports, those of a post that catches up moved to before the post that it follows.

    A post is taken to tell of the days since the one before it.  Where it tells how the traveller came to the very
    place that the one before tells him to have reached, what leads up to that was before.
    """
    until = {
        source: found for source, own in _by_source(reports).items() if (found := _caught_up(source, own, reports))
    }
    return [
        replace(r, within=Interval(None, r.within.first))
        if r.source in until and _is_since(r) and r.claim.order <= until[r.source]
        else r
        for r in reports
    ]


def _is_since(report: Report) -> bool:
    """Whether nothing but the post before bounds it."""
    within = report.within
    loose = report.days is None and within.first is not None and within.last is None
    return loose and report.status == "visited" and not report.claim.dates


def _caught_up(source: str, own: Sequence[Report], reports: Sequence[Report]) -> int | None:
    """Where a post tells of arriving where the one before was written, None where it does not."""
    since = [r for r in own if _is_since(r)]
    for arrival in sorted((r for r in since if r.claim.role == "arrives"), key=lambda r: -r.claim.order):
        first = arrival.within.first
        told = [r for r in reports if r.source != source and r.status == "visited" and r.days and first]
        there = [r for r in told if r.place.id == arrival.place.id and r.claim.role == "arrives"]
        reached = any(r.days and first and 0 <= (first - r.days.first).days <= _SOON_DAYS for r in there)
        before = {r.place.id for r in since if r.claim.order < arrival.claim.order and r.place.id != arrival.place.id}
        if reached and len(before) > 1:
            return arrival.claim.order
    return None


_SOON_DAYS = 3


def _by_source(reports: Sequence[Report]) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(report.source, []).append(report)
    return found


def _announcing(reports: Sequence[Report]) -> set[str]:
    """The texts that tell of no day before their own, published before all that they plan and that others report."""
    by_source = _by_source(reports)
    told = ((source, _first_day(own, ("visited", "planned"))) for source, own in by_source.items())
    first_days = sorted((day, source) for source, day in told if day is not None)
    announcing = set()
    for source, own in by_source.items():
        elsewhere = next((day for day, other in first_days if other != source), None)
        if elsewhere is not None and _announces(own, elsewhere):
            announcing.add(source)
    return announcing


def _announces(own: Sequence[Report], elsewhere: dt.date) -> bool:
    """Whether a text with these reports announces a journey of which others tell from the day ``elsewhere`` on."""
    published, planned = own[0].published, _first_day(own, ("planned", "possible"))
    if published is None or planned is None:
        return False
    has_begun = any(r.days and r.status == "visited" and r.days.last < published for r in own)
    return not has_begun and published + DAY < min(planned, elsewhere)


def _first_day(reports: Sequence[Report], statuses: tuple[Status, ...]) -> dt.date | None:
    return min((r.days.first for r in reports if r.days and r.status in statuses), default=None)


def _leads_to(other: Report, report: Report) -> bool:
    told = report.published
    return other.place.id == report.place.id and bool(other.days and told and other.days.first > told)
