"""From claims to stops in order, and from stops to legs.

Claims are weighed, read in one way where their texts read a name in two, gathered by place, sorted into
stays, and freed of the countries around them; the stays are given their plans, dated, put in order, bounded
by their neighbours, and doubted where the way does not allow them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kimmap.geodesy import geodesic_km
from kimmap.itinerary.announcements import catch_up, forget_day_of_writing, heed_announcements
from kimmap.itinerary.confidence import contradictory_dates, judge
from kimmap.itinerary.containers import WATERS, finest
from kimmap.itinerary.datelines import heed_datelines
from kimmap.itinerary.dating import (
    Dating,
    arrival_of,
    date_stays,
    departure_of,
)
from kimmap.itinerary.detours import without_detours
from kimmap.itinerary.legs import join
from kimmap.itinerary.localities import WATERLINES, contains, stand_ins
from kimmap.itinerary.namesakes import agree_on_namesakes
from kimmap.itinerary.neighbours import bound_by_neighbours
from kimmap.itinerary.ordering import chronological, keep_dates
from kimmap.itinerary.plans import carry_out, group_plans, settle_cancellation, without_retracted
from kimmap.itinerary.reports import Report, of_rounds, told_until, weigh
from kimmap.itinerary.settling import settle_plans
from kimmap.itinerary.stays import Stay, stays_made
from kimmap.itinerary.telling import Telling
from kimmap.itinerary.wayside import along_the_way
from kimmap.model import Aside, Claim, Leg, Reason, Stop

__all__ = ["join_stops", "leave_aside", "merge_claims", "name_trip"]


def merge_claims(claims: Sequence[Claim], asides: Sequence[Aside] = ()) -> tuple[Stop, ...]:
    """The stops that claims tell of, in the order of the journey.

    ``asides`` are the mentions that are no claims; the datelines among them can bear out a plan or date a
    visit.  The order of ``claims`` makes no difference.  Every claim with a place is evidence of one stop,
    except for places that were passed, areas that hold finer stops, mere denials, lone mentions far off the
    way, and what a text that announces the journey tells of earlier days; ``leave_aside`` lists those.
    """
    ordered = sorted(claims, key=_reading_order)
    until = told_until(ordered)
    rounds = of_rounds(ordered)
    weighed = [
        weigh(c, c.place, until.get(c.quote.source), of_round=id(c) in rounds) for c in ordered if c.place is not None
    ]
    reports = [report for report in weighed if report is not None]
    reports = catch_up(forget_day_of_writing(agree_on_namesakes(heed_announcements(reports))))
    stays = _gather(reports)
    heed_datelines(stays, asides, ordered)
    telling = Telling(reports)
    areas, meetings = [r for r in reports if r.place.is_area], [c for c in ordered if c.place is None]
    datings = date_stays(stays, areas, meetings, telling)
    datings = chronological(datings, telling)
    bound_by_neighbours([d for d in datings if d.stay.status in ("visited", "planned")])
    datings = along_the_way(without_detours(keep_dates(datings)), telling)
    return tuple(_stop(dating, stays) for dating in datings)


def join_stops(stops: Sequence[Stop]) -> tuple[Leg, ...]:
    """The legs between the stops of the route, by index; what the dates do not allow is flagged."""
    return tuple(join(stops))


def name_trip(traveller: str, stops: Sequence[Stop]) -> str:
    """A title that says who, from where to where, and when: "Ada Vinter: Lima to Cusco, May 2031"."""
    route = [s for s in stops if s.on_route] or list(stops)
    names = list(dict.fromkeys(s.place.name for s in (route[0], route[-1])))
    farthest = max(route, key=lambda s: geodesic_km(route[0].place.point, s.place.point))
    if len(names) == 1 and farthest.place.name not in names:
        names = [names[0], farthest.place.name, "back"]
    days = [d for s in route for d in (s.when.first, s.when.last) if d]
    months = list(dict.fromkeys(d.strftime("%B %Y") for d in (min(days), max(days)))) if days else []
    way = "".join(f" {link} {name}" for link, name in zip(("to", "and"), names[1:], strict=False))
    return ", ".join(filter(None, (f"{traveller}: {names[0]}{way}", " to ".join(months))))


def leave_aside(claims: Sequence[Claim], stops: Sequence[Stop]) -> tuple[Aside, ...]:
    """The claims with a place that became no stop, each with its reason."""
    used = {id(claim) for stop in stops for claim in stop.evidence}
    return tuple(
        Aside(claim.resolution, _why_aside(claim), claim.quote, claim.cues)
        for claim in claims if claim.resolution is not None and id(claim) not in used
    )  # fmt: skip


def _why_aside(claim: Claim) -> Reason:
    if claim.role == "passes":
        return "passed"
    if claim.place is not None and (claim.place.is_area or claim.place.kind in (*WATERS, "island")):
        return "container"
    # What an announcement tells as done has no day; what lies far off the way mostly has one.
    return "background" if claim.status == "cancelled" or not claim.when.is_open else "earlier_trip"


def _reading_order(claim: Claim) -> tuple[str, int, int, int, str, str, str]:
    quote, place = claim.quote, claim.place.id if claim.place else ""
    return quote.source, claim.order, quote.start, quote.end, place, claim.role, claim.status


def _gather(reports: Sequence[Report]) -> list[Stay]:
    """Reports by place and stay, without areas that finer stops make superfluous."""
    places = {r.place.id: r.place for r in reports}
    days = {i: [r.days for r in reports if r.days and r.place.id == i] for i in places}
    heads = stand_ins(places, days, _named_fixes(reports))
    by_head: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        head = report.place if _is_denied_water(report) else heads[report.place.id]
        by_head[head.id].append(replace(report, locality=head))
    placed = [r for head in sorted(by_head) for r in by_head[head]]
    telling = Telling(reports)
    stays = [stay for head in sorted(by_head) for stay in _stays_at(by_head[head], placed, telling)]
    stays = finest([s for s in stays if not s.place.is_area], [s for s in stays if s.place.is_area])
    settle_plans(stays, [r for r in placed if r.place.is_area])
    return stays


def _is_denied_water(report: Report) -> bool:
    """Whether a river is said not to have been seen: that is no word of the crossing that it may stand for."""
    return report.status == "cancelled" and report.place.kind in WATERLINES


def _named_fixes(reports: Sequence[Report]) -> dict[str, str]:
    """For positions the place that their rows name, by their ids; none where they name several."""
    rows: dict[tuple[str, int], set[str]] = defaultdict(set)
    for report in reports:
        if report.place.kind != "position" and report.status == "visited" and report.claim.role != "heads_for":
            rows[report.sentence].add(report.place.id)
    fixes: dict[str, set[str]] = defaultdict(set)
    for report in reports:
        if report.place.kind == "position":
            fixes[report.place.id] |= rows.get(report.sentence, set())
    return {position: next(iter(named)) for position, named in fixes.items() if len(named) == 1}


def _stays_at(reports: Sequence[Report], all_reports: Sequence[Report], telling: Telling) -> list[Stay]:
    """All stays at one place: made, planned, possible and called off."""
    place = reports[0].locality
    elsewhere = [
        r for r in all_reports if r.locality.id != place.id and not (r.place.is_area and contains(r.place, place))
    ]
    cancellations = [r for r in reports if r.status == "cancelled"]
    visits = without_retracted([r for r in reports if r.status == "visited"], cancellations)
    stays = stays_made(place, visits, [r for r in elsewhere if r.status == "visited"], telling)
    open_plans = carry_out([r for r in reports if r.status in ("planned", "possible")], stays)
    plans_elsewhere = [r for r in elsewhere if r.status in ("visited", "planned")]
    stays += group_plans(place, open_plans, plans_elsewhere)
    told_of = place.kind == "city" and any(
        r.place.is_area and contains(r.place, place) and r.status != "cancelled" and r.source != own.source
        for r in all_reports for own in cancellations
    )  # fmt: skip
    for report in cancellations:
        settle_cancellation(report, place, stays, was_told_of=told_of)
    return [s for s in stays if s.reports]


def _stop(dating: Dating, stays: Sequence[Stay]) -> Stop:
    stay, when = dating.stay, dating.when
    contradictions = (*stay.disputes, *contradictory_dates(stay, stays))
    confidence, reasons = judge(stay, when, dating.in_words, contradictions)
    return Stop(
        place=stay.place,
        status=stay.status,
        evidence=tuple(r.claim for r in sorted(stay.reports, key=lambda r: _worth(r, stay))),
        when=when,
        arrival=arrival_of(stay, when),
        departure=departure_of(stay, when),
        bounded_by=dating.in_words,
        contradictions=contradictions,
        confidence=confidence,
        confidence_reasons=reasons,
    )


def _worth(report: Report, stay: Stay) -> tuple[bool, bool, bool, bool, float, str, int]:
    """The best evidence first: of the stop's own status, with a date of its own, of the place itself, named."""
    resolution = report.claim.resolution
    assert resolution is not None
    return (
        report.status != stay.status,
        report.days is None,
        report.place.id != stay.place.id,
        resolution.mention.reference == "description",
        -resolution.score,
        report.source,
        report.claim.quote.start,
    )
