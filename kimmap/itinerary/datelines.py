"""Where texts were written: a dateline tells of no visit, but it bears out a plan for its place and day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kimmap.itinerary.reports import DAY, Days, Report
from kimmap.itinerary.stays import Stay
from kimmap.model import Aside, Claim, Interval

_AFTER_DAYS = 2
"""A visit is still reported from its place so many days later."""


def bear_out(stays: Sequence[Stay], asides: Iterable[Aside], claims: Sequence[Claim]) -> None:
    """Call a plan carried out when a text about the traveller was written at its place on its days."""
    travellers = {c.quote.source: c.traveller for c in claims}
    datelines = [a for a in asides if a.reason == "dateline" and a.quote.source in travellers]
    for stay in stays:
        planned = stay.days if stay.status == "planned" else None
        fitting = [a for a in datelines if planned and _fits(a, stay, planned)]
        if fitting:
            stay.status = "visited"
            stay.notes.append(f"it was announced, and {fitting[0].quote.source} writes from there on those days")
            stay.reports += [_report(a, stay, travellers[a.quote.source]) for a in fitting]


def _fits(dateline: Aside, stay: Stay, planned: Days) -> bool:
    written, place = dateline.quote.document.published, dateline.resolution.place
    if written is None or place is None or place.id != stay.place.id:
        return False
    return planned.first <= written <= planned.last + _AFTER_DAYS * DAY


def _report(dateline: Aside, stay: Stay, traveller: str) -> Report:
    """The dateline as what it is worth: a visit whose days are the announced ones."""
    claim = Claim(traveller, dateline.resolution, "stays", "visited", dateline.quote, cues=("dateline",))
    return Report(claim, stay.place, stay.place, "visited", None, Interval())
