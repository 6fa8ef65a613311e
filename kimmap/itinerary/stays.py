"""Reports of one place, sorted into stays: one visit, or several with other places between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.reports import DAY, Days, Report, hull, say_day
from kimmap.itinerary.telling import Telling
from kimmap.model import Interval, Place, Role, Status

DAY_TRIP_KM = 150.0
"""So far an outing goes and is back by night."""

_WEEKS_AWAY = 21
"""A text that tells of days so far off is not of that stay."""

_EXTENDED_DAYS = 4
"""A looser report adds no more than this to the days that are stated."""


@dataclass(slots=True)
class Stay:
    """Reports of one stay at one place; ``status`` is what they come to."""

    place: Place
    reports: list[Report]
    status: Status = "visited"
    disputes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Inferences that bear on the confidence, in words."""
    next_stop: Stay | None = field(default=None, repr=False, compare=False)
    """Where the way led from here, when a text tells of it on the way to there."""

    @property
    def deciding(self) -> list[Report]:
        """The reports that its dates come from: those of its own status, else all."""
        own = [r for r in self.reports if r.status == self.status]
        if not own and self.status == "possible":  # a visit that is doubted
            own = [r for r in self.reports if r.status == "visited"]
        if any(r.days for r in own):
            return own
        # A visit without a day of its own keeps the announced one, unless that was called off; a denial needs none.
        off = [r.days for r in self.reports if r.status == "cancelled" and r.days] if self.status == "visited" else []
        plans = (r for r in self.reports if r.status in ("planned", "cancelled") and r not in own)
        return [*own, *(r for r in plans if not (r.days and any(r.days.overlaps(days) for days in off)))]

    @property
    def days(self) -> Days | None:
        """Hull of the days stated to the day, and of those that undated reports add to them."""
        return hull([*(r.days for r in self.deciding if r.days), *(days for days, _ in self.extensions)])

    @property
    def nights(self) -> int:
        """How many nights it lasted at the least, as far as a text tells."""
        return max((r.claim.nights for r in self.reports if r.status == self.status), default=0)

    @property
    def extensions(self) -> list[tuple[Days, str]]:
        """Days of presence that follow from looser reports of the stay, each with its reason.

        Who had arrived by Monday and left on Wednesday was there on Monday.
        """
        stated = hull(r.days for r in self.reports if r.status == self.status and r.days)
        if stated is None or self.status != "visited":
            return []
        found = list(self._announced_beginning(stated))
        for report in (r for r in self.reports if r.status == "visited" and r.days is None):
            last, first = report.known_by, report.within.first
            if last and last < stated.first and (stated.first - last).days <= _EXTENDED_DAYS:
                found.append((Days(last, last), f"already there on {say_day(last)} according to {report.source}"))
            if first and first > stated.last and (first - stated.last).days <= _EXTENDED_DAYS:
                found.append((Days(first, first), f"still there on {say_day(first)} according to {report.source}"))
        return found

    def _announced_beginning(self, stated: Days) -> Iterator[tuple[Days, str]]:
        """The first day that was announced, where texts tell no more than the leaving or a coming back."""
        plans = [r.days for r in self.reports if r.status == "planned" and r.days]
        visits = [r for r in self.reports if r.status == "visited"]
        most = _EXTENDED_DAYS if all(r.claim.role == "departs" for r in visits) else 1
        plans = [p for p in plans if p.first < stated.first and p.gap(stated) <= most]
        if plans and all(r.claim.role == "departs" or r.is_return for r in visits):
            yield from ((Days(p.first, p.first), f"announced from {say_day(p.first)}") for p in plans)

    @property
    def own_days(self) -> bool:
        """Whether reports of its own status state the days."""
        return any(r.days for r in self.reports if r.status == self.status) or (
            self.status == "possible" and any(r.days for r in self.deciding if r.status == "visited")
        )


_MOST_OUTINGS = 2
"""An arrival and the departure that follows it belong to one stay, unless more places than this lie between."""

_LEFT_TWICE_NIGHTS = 3
"""Two leavings no farther apart, with no arrival between, are one that texts tell for two days."""

_LIVED_ELSEWHERE = 4
"""So many nights that all lie in a stay elsewhere were spent there: the days at their ends were visits from it."""

_RANK_OF_ROLE: dict[Role, int] = {"arrives": 0, "crosses": 1, "stays": 1, "heads_for": 1, "passes": 1, "departs": 2}


def stays_made(place: Place, visits: Sequence[Report], others: Sequence[Report], telling: Telling) -> list[Stay]:
    """The visits to one place as stays; ``others`` are the visits to every other place that does not hold it."""
    visits = _without_stray_days(visits, [r.days for r in others if r.days and r.states_day])
    stays = [Stay(place, group) for group in split(visits, others)]
    for report in (r for r in visits if not r.days):
        _place_undated(report, place, stays, others, telling)
    return stays


def _without_stray_days(visits: Sequence[Report], elsewhere: Sequence[Days]) -> list[Report]:
    """The visits, without days that come from other sentences where sentences with a date tell of other days.

    Not where the traveller was ``elsewhere`` between them, and the same text tells it or an expression tells the day:
    then there were two stays.
    """
    stated = [r for r in visits if r.days and r.states_day]
    return [
        replace(r, days=None) if stated and r.days and not r.states_day and _is_stray(r, r.days, stated, elsewhere)
        else r
        for r in visits
    ]  # fmt: skip


def _is_stray(report: Report, days: Days, stated: Sequence[Report], elsewhere: Sequence[Days]) -> bool:
    said = [(other.days, other.source) for other in stated if other.days]
    nearest, source = min(said, key=lambda other: days.gap(other[0]))
    first, last = sorted((days, nearest), key=lambda d: d.first)
    between = any(first.last < d.first and d.last < last.first for d in elsewhere)
    return days.gap(nearest) > 1 and not (between and (source == report.source or report.claim.dates))


def split(reports: Sequence[Report], others: Sequence[Report]) -> list[list[Report]]:
    """The dated reports of one place as stays: a new one begins after nights elsewhere."""
    dated = [(r.days.first, r.days.last, _RANK_OF_ROLE[r.claim.role], i, r) for i, r in enumerate(reports) if r.days]
    groups: list[list[Report]] = []
    end = dt.date.min
    for first, last, *_, report in sorted(dated):
        if groups and not _left_between(groups[-1], Days(min(end, first), first), report, others):
            groups[-1].append(report)
            end = max(end, last)
        else:
            groups.append([report])
            end = last
    return groups


def _left_between(stay: Sequence[Report], gap: Days, report: Report, others: Sequence[Report]) -> bool:
    """Whether nights were spent elsewhere between the end of a stay and a report of the same place."""
    if gap.last == gap.first:
        return False
    between = [r for r in others if r.days and gap.holds(r.days)]
    has_left = any(r.claim.role == "departs" and r.days and r.days.last == gap.first for r in stay)
    arrives = report.claim.role == "arrives"
    if between and arrives and has_left:
        return True
    nights = (gap.last - gap.first).days
    leaves = report.claim.role == "departs"
    if leaves and has_left and nights <= _LEFT_TWICE_NIGHTS and all(r.claim.role == "departs" for r in stay):
        return False  # one leaving, told for two days
    if nights >= _LIVED_ELSEWHERE and not leaves and any(_lived_elsewhere(r, gap) for r in others):
        return True
    if nights == 1:  # an outing, unless a text has the night itself elsewhere
        return any(r.days == gap for r in between) and not (report.claim.role == "departs" and not has_left)
    # A single day at an end of the gap says nothing: one arrives from somewhere, and leaves for somewhere.
    spans = {place: span for place in {r.locality for r in between}
             if (span := _time_at([r for r in between if r.locality == place]))
             and (span.first != span.last or span.first not in gap)}  # fmt: skip
    if report.claim.role == "departs" and not has_left:
        return len(spans) > _MOST_OUTINGS
    if arrives and report.is_return and has_left and any(span.last < gap.last for span in spans.values()):
        return True
    if _is_day_trip(report.locality, spans):
        return False
    if any(span.first != span.last for span in spans.values()):
        return True
    away = {span.first for span in spans.values()}
    return bool(away) and (nights > 3 or (nights == 3 and len(away) == 2))


def _time_at(reports: Sequence[Report]) -> Days | None:
    """The days that reports of one place span; of one that was only left the last."""
    days = hull(r.days for r in reports if r.days)
    return Days(days.last, days.last) if days and all(r.claim.role == "departs" for r in reports) else days


def _lived_elsewhere(other: Report, gap: Days) -> bool:
    """Whether a report of another place holds all the days between, or has the traveller leave there on the last."""
    if other.days is None:
        return False
    left_then = other.claim.role == "departs" and other.days == (gap.last, gap.last)
    return left_then or (other.days.holds(gap) and other.days != gap)


def _is_day_trip(base: Place, spans: Mapping[Place, Days]) -> bool:
    """Whether all that lies between two days at a base is one day at one place near by."""
    days = [s for p, s in spans.items() if s.first == s.last and geodesic_km(base.point, p.point) <= DAY_TRIP_KM]
    return len(spans) == len(days) == 1


def _place_undated(report: Report, place: Place, stays: list[Stay], others: Sequence[Report], telling: Telling) -> None:
    """Put a visit without a date where the telling, or its role, has it."""
    window = telling.window(report)
    if not stays or _was_before(report, stays[0], others):
        stays.insert(0, Stay(place, [report]))
        return
    if len(stays) == 1 and _comes_back(report, stays[0], window, others):
        stays.append(Stay(place, [report]))
        return
    if _is_of_other_days(report, stays, telling):
        stays.append(Stay(place, [report]))
        return
    fitting = _overlapping(stays, report.within) or _overlapping(stays, window)
    if (not fitting or report.within.first is None) and _began_later(report, stays, others):
        stays.append(Stay(place, [report]))
        return
    if not fitting and report.is_return:
        fitting = stays[-1:]
    (fitting or stays)[0].reports.append(report)


def _began_later(report: Report, stays: Sequence[Stay], others: Sequence[Report]) -> bool:
    """ "Back in Lima since Thursday": coming back begins a stay after all others there, with other places between."""
    since, last = report.within.first or report.within.last, max((s.days.last for s in stays if s.days), default=None)
    if since is None or last is None or not report.is_return or since <= last + DAY:
        return False
    return any(o.days and last < o.days.first <= since for o in others)


def _was_before(report: Report, stay: Stay, others: Sequence[Report]) -> bool:
    """Whether a visit was known before a stay began, and the traveller was elsewhere in between."""
    if stay.days is None or report.known_by is None or report.known_by >= stay.days.first:
        return False
    first = min((r for r in stay.reports if r.days), key=lambda r: (r.days or stay.days, r.claim.order))
    return _left_between([report], Days(report.known_by, stay.days.first), first, others)


def _is_of_other_days(report: Report, stays: Sequence[Stay], telling: Telling) -> bool:
    """Whether the text of an undated visit tells of days that are weeks away from every dated stay."""
    days = telling.days_of(report) if report.within.is_open else None
    if days is None or any(s.days and _may_be_told_after(report, s.days, days, telling) for s in stays):
        return False
    return all(s.days is not None and s.days.gap(days) > _WEEKS_AWAY for s in stays)


def _may_be_told_after(report: Report, stay: Days, told: Days, telling: Telling) -> bool:
    """Whether a visit told after all days of its text may be a later one that its text can tell of."""
    known = report.published is None or stay.first <= report.published
    return stay.first > told.last and known and telling.is_last(report)


def _overlapping(stays: Sequence[Stay], interval: Interval) -> list[Stay]:
    return [] if interval.is_open else [s for s in stays if s.days and s.days.interval.overlaps(interval)]


def _comes_back(report: Report, stay: Stay, window: Interval, others: Sequence[Report]) -> bool:
    """Whether an undated arrival is a return to a place that was left before."""
    departures = [r for r in stay.reports if r.claim.role == "departs"]
    if not departures or not (report.claim.role == "arrives" or (report.claim.role == "stays" and report.is_return)):
        return False
    if stay.days is None:
        # No dates at all: the same text tells of leaving, of other places, and then of arriving.
        return any(
            d.source == report.source and d.claim.order < report.claim.order
            and any(o.source == report.source and d.claim.order < o.claim.order < report.claim.order for o in others)
            for d in departures
        )  # fmt: skip
    last = stay.days.last
    if report.known_by and report.known_by <= last + DAY:
        return False  # it was there before it left, or came back at once: from an outing
    went_on = any(o.days and o.days.last > last for o in others)
    told_later = window.first is not None and window.first > last
    # Of the place where a journey starts only the leaving is told; an arrival there is the coming home.
    return went_on and (told_later or report.is_return or only_left(stay))


def only_left(stay: Stay) -> bool:
    """Whether no text tells more than the departure."""
    return all(r.claim.role == "departs" for r in stay.reports if r.status == "visited")
