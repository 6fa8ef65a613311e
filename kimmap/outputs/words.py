"""Dates, distances and categories in the reader's words."""

from __future__ import annotations

import calendar
import datetime as dt

from kimmap.model import Interval, Leg, PlaceKind, Status, Stop
from kimmap.outputs.texts import Texts, load_texts

ENGLISH = load_texts("en")

UNSURE: tuple[Status, ...] = ("planned", "possible", "cancelled")
STATUS: dict[str, str] = ENGLISH.entry("status")
"""The statuses of a stop in English."""


def day(date: dt.date, t: Texts = ENGLISH) -> str:
    """``10 Sep 2023``, in the catalogue's language whatever the locale."""
    return t("date.day", d=date.day, m=t.month(date.month), y=date.year)


def days(when: Interval, *, year: bool = True, t: Texts = ENGLISH) -> str:
    """``12–15 Sep 2023``; whole months and years are named as such; ``year=False`` leaves the year out."""
    first, last = when.first, when.last
    if first is None or last is None:
        return _open_days(first, last, year, t)
    if first == last:
        key = "date.day" if year else "date.day_short"
        return t(key, d=last.day, m=t.month(last.month), y=last.year)
    if whole := _whole_period(first, last, year, t):
        return whole
    if first.year != last.year:
        return t("date.years", first=day(first, t), last=day(last, t))
    same_month = first.month == last.month
    key = ("date.days" if same_month else "date.months") + ("" if year else "_short")
    return t(key, **_parts(first, last, t))


def _parts(first: dt.date, last: dt.date, t: Texts) -> dict[str, object]:
    m1, m2 = t.month(first.month), t.month(last.month)
    return {"d1": first.day, "m1": m1, "d2": last.day, "m2": m2, "m": m2, "y": last.year}


def _open_days(first: dt.date | None, last: dt.date | None, year: bool, t: Texts) -> str:
    if first:
        return t("date.from", day=days(Interval(first, first), year=year, t=t))
    if last:
        return t("date.until", day=days(Interval(last, last), year=year, t=t))
    return t("date.unknown")


def _whole_period(first: dt.date, last: dt.date, year: bool, t: Texts) -> str | None:
    if first.year != last.year or first.day != 1:
        return None
    if last.day != calendar.monthrange(last.year, last.month)[1]:
        return None
    if first.month == last.month:
        name = t.month(first.month, alone=True)
        return t("date.month", m=name, y=first.year) if year else name
    return str(first.year) if (first.month, last.month) == (1, 12) else None


def between(when: Interval, t: Texts = ENGLISH) -> str:
    """``between 12 and 15 Sep 2023``: one day in a span, where :func:`days` would read as a stay."""
    first, last = when.first, when.last
    if first is None or last is None or first == last or _whole_period(first, last, True, t):
        return days(when, t=t)
    if first.year != last.year:
        return t("date.between_years", first=day(first, t), last=day(last, t))
    key = "date.between_days" if first.month == last.month else "date.between_months"
    return t(key, **_parts(first, last, t))


def stop_dates(stop: Stop, t: Texts = ENGLISH) -> str:
    """When the traveller was there; bounds that no text states read as bounds."""
    if stop.bounded_by and not (_known(stop.arrival) and _known(stop.departure)):
        return between(stop.when, t)
    return days(stop.when, t=t)


def _known(when: Interval) -> bool:
    return when.first is not None and when.first == when.last


def arrival_and_departure(stop: Stop, t: Texts = ENGLISH) -> str:
    """``arrived 12 Sep 2023, left between 13 and 15 Sep 2023``; empty where it adds nothing."""
    said: list[Interval] = [stop.when]
    if not stop.bounded_by or stop.when.days == 1:  # the days of a stay say that one had come by the first of them
        said += [Interval(None, stop.when.first), Interval(stop.when.last, None)]
    parts = []
    for key, when in (("stop.arrived", stop.arrival), ("stop.left", stop.departure)):
        if not when.is_open and when not in said:
            parts.append(t(key, days=between(when, t)))
    return ", ".join(parts)


def km(distance_km: float, t: Texts = ENGLISH) -> str:
    """``1,229 km``; below 10 km with one decimal."""
    return t("km", n=t.number(distance_km, 1 if distance_km < 10 else 0))


def leg_mode(leg: Leg, t: Texts = ENGLISH) -> str:
    return str(t.entry(f"mode.{leg.mode}"))


def kind(place_kind: PlaceKind, t: Texts = ENGLISH) -> str:
    return t(f"kind.{place_kind}")


def witnesses(stop: Stop, t: Texts = ENGLISH) -> str:
    """How many sources tell of it, and how many of them are independent where that differs."""
    told = len(stop.sources)
    alone = stop.independent_sources
    if alone >= told:
        return t.count("source" if told < 2 else "independent", told)
    return t("stop.shared", told=t.count("source", told), alone=alone)


def agreement(stop: Stop, t: Texts = ENGLISH) -> str:
    """``3 independent sources; 1 says 14 May``: how many tell of a stop, and who has other days.

    Two sources agree where their days overlap; the days that most witnesses support are the stop's.
    """
    dissenting = _dissent(stop)
    told = witnesses(stop, t)
    if dissenting:
        says = ", ".join(t.count("says", n, days=days(when, t=t)) for when, n in dissenting)
        told = t("stop.agreement", sources=told, dissent=says)
    return t("stop.by_context", said=told) if all(c.is_by_context for c in stop.evidence) else told


def _dissent(stop: Stop) -> list[tuple[Interval, int]]:
    """Days for the same act that fewer witnesses support and that cannot be true together with the others'."""
    told: dict[str, dict[Interval, set[str]]] = {}
    for claim in stop.evidence:
        if not claim.when.is_open and claim.status == stop.status and claim.role != "heads_for":
            told.setdefault(claim.role, {}).setdefault(claim.when, set()).add(claim.quote.witness)
    found: list[tuple[Interval, int]] = []
    for versions in told.values():
        ranked = sorted(versions.items(), key=lambda v: (-len(v[1]), v[0].first or dt.date.min))
        best, backers = ranked[0]
        found += [(when, len(who)) for when, who in ranked[1:] if not when.overlaps(best) and not who & backers]
    return found
