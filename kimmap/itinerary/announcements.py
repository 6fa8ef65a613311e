"""Texts that announce a journey: what they tell as a fact without a date is either of the plan or of earlier days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from kimmap.itinerary.reports import DAY, Report


def heed_announcements(reports: Sequence[Report]) -> list[Report]:
    """The reports, without undated facts from texts that were published before the journey began.

    Such a fact is a plan ("on the way home she calls at …") where the journey is elsewhere said to lead to
    the place, and belongs to an earlier journey otherwise.
    """
    start = min((r.days.first for r in reports if r.status in ("visited", "planned") and r.days), default=None)
    if start is None:
        return list(reports)
    announcing = {r.source for r in reports if _announces(r, start)}
    heeded = []
    for report in reports:
        if report.source in announcing and report.status == "visited" and report.days is None:
            if any(_leads_to(r, report, start) for r in reports):
                heeded.append(replace(report, status="planned"))
        else:
            heeded.append(report)
    return heeded


def _announces(report: Report, start: dt.date) -> bool:
    return (
        report.status in ("planned", "possible")
        and report.days is not None
        and report.published is not None
        and report.published < report.days.first
        and report.published < start - DAY
    )


def _leads_to(other: Report, report: Report, start: dt.date) -> bool:
    return other.place.id == report.place.id and other.days is not None and other.days.first >= start
