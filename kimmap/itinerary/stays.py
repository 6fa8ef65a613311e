"""Reports of one place, sorted into stays: one visit, or several with other places between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.reports import DAY, Days, Report, hull, name_sources, visited_days, witnesses
from kimmap.itinerary.telling import Telling
from kimmap.model import Interval, Place, Role, Status

DAY_TRIP_KM = 150.0
"""So far an outing goes and is back by night."""

_MOVED_DAYS = 3
"""A plan is the visit that was made when the days differ by no more than this."""


@dataclass(slots=True)
class Stay:
    """Reports of one stay at one place; ``status`` is what they come to."""

    place: Place
    reports: list[Report]
    status: Status = "visited"
    disputes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Inferences that bear on the confidence, in words."""

    @property
    def deciding(self) -> list[Report]:
        """The reports that its dates come from: those of its own status, else all."""
        own = [r for r in self.reports if r.status == self.status]
        if any(r.days for r in own):
            return own
        # A visit without a day of its own keeps the announced one; a denial needs none.
        return [*own, *(r for r in self.reports if r.status in ("planned", "cancelled") and r not in own)]

    @property
    def days(self) -> Days | None:
        """Hull of the days stated to the day."""
        return hull(r.days for r in self.deciding if r.days)

    @property
    def own_days(self) -> bool:
        """Whether reports of its own status state the days."""
        return any(r.days for r in self.reports if r.status == self.status)


_OUT_OF_REACH_KM = 300.0
"""Farther than an outing goes."""

_MOST_OUTINGS = 2
"""An arrival and the departure that follows it belong to one stay, unless more places than this lie between."""

Elsewhere = Callable[[Place, bool], Sequence[Report]]
"""(place, with plans) → the reports of every other place that does not hold it."""


def sort_into_stays(place: Place, reports: Sequence[Report], elsewhere: Elsewhere, telling: Telling) -> list[Stay]:
    """All stays at one place: made, planned, possible and called off."""
    visits = [r for r in reports if r.status == "visited"]
    stays = [Stay(place, group) for group in _split(visits, elsewhere(place, False))]
    for report in (r for r in visits if not r.days):
        _place_undated(report, place, stays, elsewhere(place, False), telling)
    made = list(stays)
    plans = [r for r in reports if r.status in ("planned", "possible")]
    open_plans = []
    for report in plans:
        stay = _stay_of_plan(report, made)
        stay.reports.append(report) if stay else open_plans.append(report)
    stays += _group_plans(place, open_plans, elsewhere(place, True))
    for report in (r for r in reports if r.status == "cancelled"):
        _settle_cancellation(report, place, stays)
    return [s for s in stays if s.reports]


def _split(reports: Sequence[Report], others: Sequence[Report]) -> list[list[Report]]:
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


_RANK_OF_ROLE: dict[Role, int] = {"arrives": 0, "crosses": 1, "stays": 1, "heads_for": 1, "passes": 1, "departs": 2}


def _left_between(stay: Sequence[Report], gap: Days, report: Report, others: Sequence[Report]) -> bool:
    """Whether nights were spent elsewhere between the end of a stay and a report of the same place."""
    if gap.last == gap.first:
        return False
    between = [r for r in others if r.days and gap.holds(r.days)]
    has_left = any(r.claim.role == "departs" and r.days and r.days.last == gap.first for r in stay)
    if between and report.claim.role == "arrives" and (has_left or report.is_return):
        return True
    # A single day at an end of the gap says nothing: one arrives from somewhere, and leaves for somewhere.
    spans = {place: span for place in {r.locality for r in between}
             if (span := hull(r.days for r in between if r.days and r.locality == place))
             and (span.first != span.last or span.first not in gap)}  # fmt: skip
    if report.claim.role == "departs" and not has_left:
        return len(spans) > _MOST_OUTINGS
    if _is_excursion(report.locality, gap, spans):
        return False
    if any(span.first != span.last for span in spans.values()):
        return True
    nights, away = (gap.last - gap.first).days, {span.first for span in spans.values()}
    return bool(away) and (nights > 3 or (nights == 3 and len(away) == 2))


def _is_excursion(base: Place, gap: Days, spans: Mapping[Place, Days]) -> bool:
    """Whether all that lies between two days at a base is one place near by, short of the whole time."""
    near = [s for place, s in spans.items() if s != gap and geodesic_km(base.point, place.point) <= DAY_TRIP_KM]
    return len(spans) == len(near) == 1


def _place_undated(report: Report, place: Place, stays: list[Stay], others: Sequence[Report], telling: Telling) -> None:
    """Put a visit without a date where the telling, or its role, has it."""
    window = telling.window(report)
    if not stays or (len(stays) == 1 and _comes_back(report, stays[0], window, others)):
        stays.append(Stay(place, [report]))
        return
    fitting = _overlapping(stays, report.within) or _overlapping(stays, window)
    if not fitting and report.is_return:
        fitting = stays[-1:]
    (fitting or stays)[0].reports.append(report)


def _overlapping(stays: Sequence[Stay], interval: Interval) -> list[Stay]:
    return [] if interval.is_open else [s for s in stays if s.days and s.days.interval.overlaps(interval)]


def _comes_back(report: Report, stay: Stay, window: Interval, others: Sequence[Report]) -> bool:
    """Whether an undated arrival is a return to a place that was left before."""
    departures = [r for r in stay.reports if r.claim.role == "departs"]
    if report.claim.role != "arrives" or not departures:
        return False
    if stay.days is None:
        # No dates at all: the same text tells of leaving, of other places, and then of arriving.
        return any(
            d.source == report.source and d.claim.order < report.claim.order
            and any(o.source == report.source and d.claim.order < o.claim.order < report.claim.order for o in others)
            for d in departures
        )  # fmt: skip
    last = stay.days.last
    went_on = any(o.days and o.days.last > last for o in others)
    told_later = window.first is not None and window.first > last
    # Of the place where a journey starts only the leaving is told; an arrival there is the coming home.
    return went_on and (told_later or report.is_return or _only_left(stay))


def _stay_of_plan(report: Report, made: Sequence[Stay]) -> Stay | None:
    """The stay in which a plan was carried out, None while it is open."""
    candidates = [s for s in made if _could_be(report, s)]
    return min(candidates, key=lambda s: _gap_days(report.days, s.days), default=None)


def _could_be(report: Report, stay: Stay) -> bool:
    days = stay.days
    if report.is_return and _only_left(stay):
        return False
    if days is None or (report.days is None and report.within.is_open):
        return True
    if report.days is None:
        return report.within.overlaps(days.interval)
    gap = report.days.gap(days)
    if gap == 0:
        return True
    published = report.claim.quote.document.published
    afterwards = published is not None and published > days.last
    return gap <= _MOVED_DAYS and not afterwards and not (report.claim.role == "arrives" and _only_left(stay))


def _only_left(stay: Stay) -> bool:
    return all(r.claim.role == "departs" for r in stay.reports if r.status == "visited")


def _gap_days(a: Days | None, b: Days | None) -> int:
    return a.gap(b) if a and b else 0


def _group_plans(place: Place, plans: Sequence[Report], others: Sequence[Report]) -> list[Stay]:
    """Open plans as stays; those without a date go with the first, returns with the last."""
    stays = [Stay(place, group, "planned") for group in _split(plans, others)]
    for report in (r for r in plans if not r.days):
        if not stays:
            stays.append(Stay(place, [], "planned"))
        stays[-1 if report.is_return else 0].reports.append(report)
    for stay in stays:
        if all(r.status == "possible" for r in stay.reports):
            stay.status = "possible"
    return stays


def _settle_cancellation(report: Report, place: Place, stays: list[Stay]) -> None:
    """Call off the plan that a report denies, or note that it disputes a visit."""
    near = [s for s in stays if s.days is None or report.days is None or _gap_days(report.days, s.days) <= _MOVED_DAYS]
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
        moved = bool(report.days and stay.days and not report.days.overlaps(stay.days))
        if not moved:
            _dispute(stay, report)
    elif not report.is_mere_denial:
        stays.append(Stay(place, [report], "cancelled"))


def _reinstated(stay: Stay, cancellation: Report) -> bool:
    """Whether a plan was announced after it had been called off."""
    called_off = cancellation.claim.quote.document.published
    return called_off is not None and any(
        r.status == "planned" and (said := r.claim.quote.document.published) is not None and said > called_off + DAY
        for r in stay.reports
    )


def _dispute(stay: Stay, denial: Report) -> None:
    """Weigh a denial of a visit: it stands unless more witnesses deny than affirm it."""
    affirming = witnesses(r for r in stay.reports if r.status == "visited")
    denying = witnesses(r for r in stay.reports if r.status == "cancelled")
    affirmed_by = name_sources([r for r in stay.reports if r.status == "visited"])
    stay.disputes.append(f"{denial.source} says that it did not happen; affirmed by {affirmed_by}")
    if len(denying - affirming) > len(affirming):
        stay.status = "possible"


def settle_departure(stays: Sequence[Stay]) -> None:
    """Call a departure made that was only announced, where the next stop was reached in time."""
    route = sorted((days, i) for i, s in enumerate(stays) if s.status in ("visited", "planned") and (days := s.days))
    if len(route) < 2:
        return
    (left, i), (reached, j) = route[:2]
    start, following = stays[i], stays[j]
    leaves = any(r.claim.role == "departs" and r.days for r in start.reports)
    if start.status == "planned" and following.status == "visited" and leaves and reached.first - left.last <= 2 * DAY:
        start.status = "visited"
        start.notes.append(f"the departure was announced and is borne out by the arrival in {following.place.name}")


def set_aside_undone(stays: Sequence[Stay]) -> None:
    """Call a plan merely possible where reported visits elsewhere leave no room for it."""
    made = [(days, s.place) for s in stays if s.status == "visited" and (days := visited_days(s.reports))]
    for stay in stays:
        planned = stay.days if stay.status == "planned" else None
        for days, place in made if planned else ():
            if planned and days.holds(planned) and geodesic_km(stay.place.point, place.point) > _OUT_OF_REACH_KM:
                stay.status = "possible"
                stay.disputes.append(f"planned for days on which the sources report {place.name}")
                break
