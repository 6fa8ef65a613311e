"""The life of a plan: announced, moved, carried out, borne out, called off, or left undone.

Texts are weighed by when they were published: what a later one says of a plan holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from kimmap.itinerary.reports import DAY, Days, Report, name_sources, witnesses
from kimmap.itinerary.stays import Stay, only_left, split
from kimmap.model import Place

MOVED_DAYS = 3
"""A plan is the visit that was made when the days differ by no more than this."""

_POSTPONED_DAYS = 31
"""The only plan for a place is the only visit to it even when it was carried out so much later."""

_SOON_DAYS = 7
"""What was hoped for by a day and done within so many days after it was done late."""

_SAME_BREATH = 250
"""A denial so many characters on is of what was just said; farther on it may be somebody else's."""


def carry_out(plans: Sequence[Report], made: Sequence[Stay]) -> list[Report]:
    """Give every plan to the stay in which it was carried out; the plans that are still open."""
    sole = len(made) == 1 and _are_one_plan(plans)
    still_open = []
    for report in plans:
        candidates = [s for s in made if _could_be(report, s, sole)]
        stay = min(candidates, key=lambda s: _gap_days(report.days, s.days), default=None)
        stay.reports.append(report) if stay else still_open.append(report)
    return still_open


def _are_one_plan(plans: Sequence[Report]) -> bool:
    dated = sorted(r.days for r in plans if r.days and not r.is_foretold)
    return all(a.gap(b) <= MOVED_DAYS for a, b in pairwise(dated))


def _could_be(report: Report, stay: Stay, sole: bool) -> bool:
    """Whether a plan can be the visit that was made; ``sole``: there is one of each."""
    days = stay.days
    if report.is_return and only_left(stay) and not _was_before_leaving(report, days):
        return False
    if days is None:
        if report.claim.role == "departs" and all(r.is_return for r in stay.reports if r.status == "visited"):
            return False  # who has come back had left before
        return report.days is None or not any(
            r.known_by and r.known_by + DAY < report.days.first for r in stay.reports if r.status == "visited"
        )
    if report.days is None and report.within.is_open:
        return not (report.claim.role in ("arrives", "heads_for") and only_left(stay) and _was_told_after(report, days))
    if report.days is None:
        announced = report.published is not None and report.published <= days.first
        late = report.within.last is not None and timedelta() < days.first - report.within.last <= _SOON_DAYS * DAY
        return report.within.overlaps(days.interval) or (announced and (sole or late))
    gap = report.days.gap(days)
    if gap == 0:
        return True
    if report.claim.role == "arrives" and only_left(stay) and report.days.first > days.last:
        return False
    if report.is_foretold:
        return True  # told as a fact before its day: the day is wrong, not the fact
    afterwards = _was_told_after(report, days)
    postponed = sole and report.claim.role != "departs" and report.days.last < days.first and gap <= _POSTPONED_DAYS
    return not afterwards and (gap <= MOVED_DAYS or postponed)


def _was_told_after(report: Report, days: Days) -> bool:
    return report.published is not None and report.published > days.last


def _was_before_leaving(report: Report, days: Days | None) -> bool:
    """Whether a coming back was announced for a day before the place was left: from an outing, not home."""
    last = report.days.last if report.days else report.within.last
    return bool(days and last and last <= days.last)


def without_retracted(visits: Sequence[Report], denials: Sequence[Report]) -> list[Report]:
    """The visits, without those that no word tells and the text denies right after: "And the river?" – "Not seen"."""
    return [v for v in visits if not any(_retracts(d, v) for d in denials)]


def _retracts(denial: Report, visit: Report) -> bool:
    if denial.source != visit.source or not denial.is_plain_denial or visit.claim.cues:
        return False
    follows = 0 < denial.claim.quote.start - visit.claim.quote.start <= _SAME_BREATH
    return follows and (not denial.days or not visit.days or denial.days.overlaps(visit.days))


def _gap_days(a: Days | None, b: Days | None) -> int:
    return a.gap(b) if a and b else 0


def group_plans(place: Place, plans: Sequence[Report], others: Sequence[Report]) -> list[Stay]:
    """Open plans as stays; those without a date go with the first, returns with the last."""
    stays = [Stay(place, group, "planned") for group in split(plans, others)]
    for report in (r for r in plans if not r.days):
        if not stays:
            stays.append(Stay(place, [], "planned"))
        stays[-1 if report.is_return else 0].reports.append(report)
    for stay in stays:
        stay.status = "planned" if any(r.status == "planned" for r in _latest(stay.reports)) else "possible"
    return stays


def _latest(reports: Sequence[Report]) -> list[Report]:
    """The reports of the text that was published last, and of those without a date."""
    last = max((r.published for r in reports if r.published), default=None)
    return [r for r in reports if r.published in (None, last)]


def settle_cancellation(report: Report, place: Place, stays: list[Stay], *, was_told_of: bool) -> None:
    """Call off the plan that a report denies, or note that it disputes a visit.

    A mere denial is a stop only where other texts tell of the area around (``was_told_of``): it answers them.
    """
    near = [s for s in stays if s.days is None or report.days is None or _gap_days(report.days, s.days) <= MOVED_DAYS]
    near.sort(key=lambda s: _gap_days(report.days, s.days))
    open_plans = [s for s in near if s.status != "visited"]
    visits = [s for s in near if s.status == "visited"]
    if open_plans:
        stay = open_plans[0]
        stay.reports.append(report)
        if not _reinstated(stay, report):
            stay.status = "cancelled"
    elif visits:
        stay = visits[0]
        stay.reports.append(report)
        if _is_of_visit(report, stay):
            _dispute(stay, report)
    elif was_told_of or not report.is_mere_denial:
        stays.append(Stay(place, [report], "cancelled"))


def _is_of_visit(denial: Report, stay: Stay) -> bool:
    """Whether a denial is of the visit that was made: not of other days, nor told before it, of an earlier plan.

    Who "shall not return" was there before.
    """
    if denial.is_return and not any(r.is_return for r in stay.reports if r.status == "visited"):
        return False
    moved = bool(denial.days and stay.days and not denial.days.overlaps(stay.days))
    return not moved and not (denial.published and stay.days and denial.published < stay.days.first)


def _reinstated(stay: Stay, cancellation: Report) -> bool:
    """Whether a plan was announced after it had been called off."""
    called_off = cancellation.published
    return called_off is not None and any(
        r.status == "planned" and r.published is not None and r.published > called_off + DAY for r in stay.reports
    )


def _dispute(stay: Stay, denial: Report) -> None:
    """Weigh a denial of a visit: it stands unless more witnesses deny than affirm it, or nobody affirms it any more."""
    affirmed = [r for r in stay.reports if r.status == "visited"]
    affirming = witnesses(affirmed)
    denying = witnesses(r for r in stay.reports if r.status == "cancelled" and _is_of_visit(r, stay))
    affirmed_by = name_sources(affirmed)
    stay.disputes.append(f"{denial.source} says that it did not happen; affirmed by {affirmed_by}")
    if len(denying - affirming) > len(affirming):
        stay.status = "possible"
    outvoted = len(affirming - denying) > len(denying)
    if not outvoted and denial.published and all(r.published and r.published < denial.published for r in affirmed):
        stay.status = "cancelled"
