"""Dates, distances and categories in the reader's words (English)."""

from __future__ import annotations

import calendar
import datetime as dt

from kimmap.model import Interval, Leg, Mode, PlaceKind, Reason, Status, Stop, Verdict

DATE_NOT_STATED = "date not stated"

STATUS: dict[Status, str] = {
    "visited": "visited",
    "planned": "planned, not reported as done",
    "possible": "possible, not confirmed",
    "cancelled": "called off or denied",
}
MODE: dict[Mode, str] = {
    "train": "by train",
    "plane": "by plane",
    "ship": "by ship",
    "road": "by road",
    "bicycle": "by bicycle",
    "foot": "on foot",
    "unknown": "",
}
VERDICT: dict[Verdict, str] = {
    "straight-line": "Agrees",
    "network": "Plausible",
    "implausible": "Implausible",
    "unresolved": "Undecided",
}
REASON: dict[Reason, str] = {
    "dateline": "where the report was filed",
    "metonym": "stands for a government or institution",
    "other_person": "someone else's place",
    "earlier_trip": "an earlier trip",
    "later_trip": "a later trip",
    "background": "background",
    "passed": "passed on the way",
    "heading": "only headed for",
    "container": "holds a place named more closely",
    "hypothetical": "hypothetical",
    "noise": "not part of the report",
    "unresolved": "not found in the gazetteer",
    "no_predicate": "no statement that the traveller was there",
}


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(date: dt.date) -> str:
    """``10 Sep 2023``, in English whatever the locale."""
    return f"{date.day} {month_name(date)} {date.year}"


def month_name(date: dt.date) -> str:
    return _MONTHS[date.month - 1]


def days(when: Interval, *, year: bool = True) -> str:
    """``12–15 Sep 2023``; whole months and years are named as such; ``year=False`` leaves the year out."""
    first, last = when.first, when.last
    if first is None or last is None:
        return _open_days(first, last, year)
    of_year = f" {last.year}" if year else ""
    if first == last:
        return f"{last.day} {month_name(last)}{of_year}"
    if whole := _whole_period(first, last, year):
        return whole
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {month_name(last)}{of_year}"
    if first.year == last.year:
        return f"{first.day} {month_name(first)} – {last.day} {month_name(last)}{of_year}"
    return f"{day(first)} – {day(last)}"


def _open_days(first: dt.date | None, last: dt.date | None, year: bool) -> str:
    if first:
        return f"{days(Interval(first, first), year=year)} or later"
    if last:
        return f"by {days(Interval(last, last), year=year)}"
    return DATE_NOT_STATED


def _whole_period(first: dt.date, last: dt.date, year: bool) -> str | None:
    if first.year != last.year or first.day != 1:
        return None
    if last.day != calendar.monthrange(last.year, last.month)[1]:
        return None
    if first.month == last.month:
        return f"{month_name(first)} {first.year}" if year else month_name(first)
    return str(first.year) if (first.month, last.month) == (1, 12) else None


def between(when: Interval) -> str:
    """``between 12 and 15 Sep 2023``: one day in a span, where :func:`days` would read as a stay."""
    first, last = when.first, when.last
    if first is None or last is None or first == last or _whole_period(first, last, True):
        return days(when)
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {day(last)}"
    if first.year == last.year:
        return f"between {first.day} {month_name(first)} and {day(last)}"
    return f"between {day(first)} and {day(last)}"


def stop_dates(stop: Stop) -> str:
    """When the traveller was there; bounds that no text states read as bounds."""
    if stop.bounded_by and not (_known(stop.arrival) and _known(stop.departure)):
        return between(stop.when)
    return days(stop.when)


def _known(when: Interval) -> bool:
    return when.first is not None and when.first == when.last


def arrival_and_departure(stop: Stop) -> str:
    """``arrived 12 Sep 2023, left between 13 and 15 Sep 2023``; empty where it adds nothing."""
    parts = []
    for verb, when in (("arrived", stop.arrival), ("left", stop.departure)):
        if not when.is_open and when != stop.when:
            parts.append(f"{verb} {between(when)}")
    return ", ".join(parts)


def km(distance_km: float) -> str:
    """``1,229 km``; below 10 km with one decimal."""
    return f"{distance_km:.1f} km" if distance_km < 10 else f"{distance_km:,.0f} km"


def leg_mode(leg: Leg) -> str:
    return MODE[leg.mode]


def kind(place_kind: PlaceKind) -> str:
    return place_kind.replace("_", " ")


def count(number: int, noun: str) -> str:
    """``1 stop``, ``2 stops``."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def witnesses(stop: Stop) -> str:
    """How many sources tell of it, and how many of them are independent where that differs."""
    told = len(stop.sources)
    alone = stop.independent_sources
    if alone >= told:
        return count(told, "source")
    return f"{count(told, 'source')}, {alone} independent: they share one text"
