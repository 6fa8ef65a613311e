"""Texts that announce a journey: what they tell as a fact without a date is either of the plan or of earlier days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kimmap.itinerary.reports import DAY, Report


def heed_announcements(reports: Sequence[Report]) -> list[Report]:
    """The reports, without facts that texts tell before the journey began.

    Such a fact is a plan ("on the way home she calls at …") where the journey is elsewhere said to lead to
    the place, and belongs to an earlier journey otherwise.
    """
    announcing = {source for source in {r.source for r in reports} if _announces(source, reports)}
    heeded = []
    for report in reports:
        if report.source in announcing and report.status == "visited":
            if any(_leads_to(r, report) for r in reports):
                heeded.append(replace(report, status="planned", days=None))
        else:
            heeded.append(report)
    return heeded


def _announces(source: str, reports: Sequence[Report]) -> bool:
    """Whether a text tells of no day before its own, and was published before all that it plans and others report."""
    published = next((r.published for r in reports if r.source == source), None)
    if published is None:
        return False
    planned = [r.days.first for r in reports if r.days and r.source == source and r.status in ("planned", "possible")]
    elsewhere = [r.days.first for r in reports if r.days and r.source != source and r.status in ("visited", "planned")]
    has_begun = any(
        r.days and r.source == source and r.status == "visited" and r.days.last < published for r in reports
    )
    return bool(planned and elsewhere) and not has_begun and published + DAY < min(*planned, *elsewhere)


def _leads_to(other: Report, report: Report) -> bool:
    told = report.published
    return other.place.id == report.place.id and bool(other.days and told and other.days.first > told)
