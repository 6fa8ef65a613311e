"""Where texts were written: a dateline tells of no visit, but it bears out a plan for its place, and dates a visit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from kimmap.itinerary.reports import DAY, Days, Report
from kimmap.itinerary.stays import Stay
from kimmap.model import Aside, Claim, Interval

_AFTER_DAYS = 2
"""A visit is still reported from its place so many days later."""


def heed_datelines(stays: Sequence[Stay], asides: Iterable[Aside], claims: Sequence[Claim]) -> None:
    """Give datelines to the stays that they speak for.

    A plan was carried out when a text about the traveller was written at its place on its days; a visit
    without a day was when the text that tells of it was written there.
    """
    travellers = {c.quote.source: c.traveller for c in claims}
    datelines = [a for a in asides if a.reason == "dateline" and a.quote.source in travellers and _opens_report(a)]
    for stay in stays:
        fitting = [(a, written) for a in datelines if (written := _written_at(a, stay))]
        planned = stay.days if stay.status == "planned" else None
        if planned and (during := [(a, day) for a, day in fitting if _is_during(day, planned)]):
            stay.status = "visited"
            stay.notes.append(f"it was announced, and {during[0][0].quote.source} writes from there on those days")
            stay.reports += [_report(a, stay, travellers, Interval()) for a, _ in during]
        elif stay.status == "visited" and stay.days is None:
            told = {r.source for r in stay.reports if r.status == "visited"}
            stay.reports += [_report(a, stay, travellers, Interval(day - DAY, day))
                             for a, day in fitting if a.quote.source in told]  # fmt: skip


def _opens_report(dateline: Aside) -> bool:
    """Whether a dateline opens the text of a report; where a paper has its home says nothing of the traveller."""
    block = dateline.quote.document.block_at(dateline.quote.start)
    return block is not None and block.role in ("body", "lead")


def _written_at(dateline: Aside, stay: Stay) -> dt.date | None:
    place = dateline.resolution.place
    return dateline.quote.document.published if place and place.id == stay.place.id else None


def _is_during(day: dt.date, planned: Days) -> bool:
    return planned.first <= day <= planned.last + _AFTER_DAYS * DAY


def _report(dateline: Aside, stay: Stay, travellers: Mapping[str, str], within: Interval) -> Report:
    """The dateline as what it is worth: a visit whose days are the announced ones, or about those of the text."""
    traveller = travellers[dateline.quote.source]
    claim = Claim(traveller, dateline.resolution, "stays", "visited", dateline.quote, within, cues=("dateline",))
    return Report(claim, stay.place, stay.place, "visited", None, within)
