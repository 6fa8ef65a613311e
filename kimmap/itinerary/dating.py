"""When each stay was: its own dates, the people met there, the areas around it, its neighbours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from kimmap.itinerary.containers import Bound, bounds_of
from kimmap.itinerary.localities import is_within
from kimmap.itinerary.reports import Report, hull, say_day, say_days, stated_days
from kimmap.itinerary.stays import Stay
from kimmap.itinerary.telling import Telling
from kimmap.model import Claim, Interval, Place

_OUTING_KM = 75.0
"""So near a stay of some days, a place is seen from there."""


@dataclass(slots=True)
class Dating:
    """What is known of the days of a stay: bounds, tightest wins, each with its reason."""

    stay: Stay
    lower: list[Bound] = field(default_factory=list)
    upper: list[Bound] = field(default_factory=list)

    @property
    def when(self) -> Interval:
        """The stated days, or else those between the bounds."""
        if self.stay.days:
            return self.stay.days.interval
        first, last = self.earliest, self.latest
        if first and last and first.day > last.day:
            return Interval()  # reasons that exclude each other are none
        return Interval(first.day if first else None, last.day if last else None)

    @property
    def in_words(self) -> tuple[str, ...]:
        """Where dates that no text states come from."""
        if self.stay.days:
            dated = [r for r in self.stay.deciding if r.days]
            if dated and all(r.is_of_a_post for r in dated):
                return (f"some time in the week up to the day of {dated[0].source}",)
            if dated and (placed := dated[0].placed_by) and all(r.placed_by for r in dated):
                return (f"in {placed}",)
            if not self.stay.own_days:
                return (f"announced for {say_days(self.stay.days)}",)
            return tuple(dict.fromkeys(why for _, why in self.stay.extensions))
        first, last = self.earliest, self.latest
        if self.when.is_open:
            return ()
        if first and last:
            return (first.why,) if first.why == last.why else (f"between {first.why} and {last.why}",)
        return (f"not before {first.why}",) if first else (f"not after {last.why}",) if last else ()

    @property
    def earliest(self) -> Bound | None:
        return max(self.lower, key=lambda b: b.day, default=None)

    @property
    def latest(self) -> Bound | None:
        return min(self.upper, key=lambda b: b.day, default=None)

    def bound(self, days: Interval, why: str) -> bool:
        """Add the ends of an interval, for one reason; False when they contradict what is known."""
        if self.when.narrowed_by(days) is None:
            return False
        if days.first:
            self.lower.append(Bound(days.first, why))
        if days.last:
            self.upper.append(Bound(days.last, why))
        return True

    @property
    def is_boundable(self) -> bool:
        """A stay that was made, or is to be; what never happened has no place between others."""
        return self.stay.days is None and self.stay.status in ("visited", "planned")


def date_stays(
    stays: Sequence[Stay], areas: Sequence[Report], meetings: Sequence[Claim], telling: Telling
) -> list[Dating]:
    """Datings from the stays' own words, from areas and from meetings."""
    datings = [Dating(stay) for stay in stays]
    dated = [r for s in stays if s.status == "visited" for r in s.reports if r.status == "visited" and r.days]
    dated += [r for r in areas if r.status == "visited" and r.days]
    for dating in datings:
        stay = dating.stay
        if stay.days is not None:
            continue
        for report in stay.deciding:
            if not report.within.is_open:
                dating.bound(report.within, _looser_words(report))
        if dating.is_boundable:
            lower, upper = bounds_of(stay.place, areas, dated)
            for bound in lower:
                dating.bound(Interval(bound.day, None), bound.why)
            for bound in upper:
                dating.bound(Interval(None, bound.day), bound.why)
    _date_by_meetings(datings, meetings)
    last = max((s.days.last for s in stays if s.days and s.status == "visited"), default=None)
    for dating in datings:
        _bound_by_publication(dating, last)
        _bound_by_return(dating, stays)
        _bound_by_departure(dating, stays)
        _bound_by_country(dating, stays)
        _bound_by_base(dating, stays)
        _bound_by_context(dating, telling)
        _bound_by_text(dating, stays, telling)
        _bound_by_journey(dating, stays)
    return datings


def _bound_by_journey(dating: Dating, stays: Sequence[Stay]) -> None:
    """What a short journey was to take in, or was said to have, lies in its days where nothing else dates it."""
    made = [s.days for s in stays if s.days and s.status == "visited"]
    now = dating.when
    if dating.stay.status != "cancelled" or now.first or now.last or len(made) < _STOPS:
        return
    first, last = min(d.first for d in made), max(d.last for d in made)
    if last - first <= _FORTNIGHT:
        dating.bound(Interval(first, last), f"the journey from {say_day(first)} to {say_day(last)}")


_LONG_AFTER = dt.timedelta(days=60)
_STOPS = 3
_FORTNIGHT = dt.timedelta(days=14)


def _bound_by_departure(dating: Dating, stays: Sequence[Stay]) -> None:
    """From the leaving of another place, told in the same sentence, to the next stop: "came up from X by way of Y"."""
    here = dating.stay
    if here.status != "visited" or here.days is not None:
        return
    made = [(s.days, s) for s in stays if s.status == "visited" and s.days and s is not here]
    sentences = {r.sentence for r in here.reports if r.status == "visited" and r.claim.role != "departs"}
    for days, left in made:
        if not any(r.claim.role == "departs" and r.sentence in sentences for r in left.reports):
            continue
        later = [(d.first, i) for i, (d, s) in enumerate(made) if s is not left and d.first >= days.last < d.last]
        after = made[min(later)[1]][1] if later else None
        end = after.days if after else None
        why = f"the departure from {left.place.name} on {say_day(days.last)}"
        if dating.bound(Interval(days.last, end.first if end else None), why):
            here.next_stop = after
            return


def _bound_by_return(dating: Dating, stays: Sequence[Stay]) -> None:
    """Who is told to be back where he had set out came back after all that is known of the days until then."""
    here, latest = dating.stay, dating.latest
    visits = [r for r in here.reports if r.status == "visited"]
    if here.status != "visited" or here.days is not None or latest is None or not all(r.is_return for r in visits):
        return
    if not any(s is not here and s.place.id == here.place.id and s.days for s in stays):
        return
    made = [(s.days.last, s.place.name) for s in stays if s.days and s.status == "visited" and s.place != here.place]
    if until := [(day, name) for day, name in made if day <= latest.day]:
        day, name = max(until)
        dating.bound(Interval(day, None), f"{name} on {say_day(day)}, from where the way led back")


def _bound_by_country(dating: Dating, stays: Sequence[Stay]) -> None:
    """Between the dated stops abroad that come before and after all the dated stops of a country."""
    here = dating.stay.place
    if not dating.is_boundable or here.country is None or any(r.is_return for r in dating.stay.reports):
        return
    made = [(s.days, s.place) for s in stays if s.status == "visited" and s.days and not s.place.is_area]
    inside = hull(days for days, place in made if place.country == here.country)
    abroad = [(days, place) for days, place in made if here.country not in (place.country, *place.countries)]
    if inside is None or any(inside.first < days.last and days.first < inside.last for days, _ in abroad):
        return  # not there yet, or there more than once
    before = max(((days.last, place.name) for days, place in abroad if days.last <= inside.first), default=None)
    after = min(((days.first, place.name) for days, place in abroad if days.first >= inside.last), default=None)
    if before and after:
        dating.bound(Interval(before[0], None), f"{before[1]} on {say_day(before[0])}, the last stop abroad")
        dating.bound(Interval(None, after[0]), f"{after[1]} on {say_day(after[0])}, the next stop abroad")


def _bound_by_base(dating: Dating, stays: Sequence[Stay]) -> None:
    """The days of a stay of some days close by that the same text tells of: an outing from there."""
    if dating.stay.status != "visited" or dating.stay.days is not None:
        return
    sources = {r.source for r in dating.stay.reports}
    near = [s for s in stays if s is not dating.stay and is_base(s, dating.stay.place)]
    if len(near) == 1 and sources & {r.source for r in near[0].reports}:
        base, days = near[0].place.name, near[0].days
        if days:
            dating.bound(days.interval, f"the stay in {base} from {say_days(days)}")


def is_base(stay: Stay, place: Place) -> bool:
    """Whether a stay lasted some days, close enough to a place, and no smaller, to go there from it."""
    days = stay.days if stay.status == "visited" and not stay.place.is_area else None
    lasted = days is not None and days.first < days.last
    return lasted and place.population <= stay.place.population and is_within(stay.place, place, _OUTING_KM)


def _bound_by_context(dating: Dating, telling: Telling) -> None:
    """The days of what is told around it, where the stay has none; what was called off keeps to its plan."""
    stay = dating.stay
    if stay.days is not None or (stay.status == "cancelled" and not dating.when.is_open):
        return
    contexts = [telling.around, telling.beside] if stay.status == "cancelled" else [telling.around]
    for context in contexts:
        for report in stay.deciding:
            if (found := context(report)) and dating.bound(found[0].interval, found[1]):
                return


def _bound_by_text(dating: Dating, stays: Sequence[Stay], telling: Telling) -> None:
    """Of several stays at a place, an undated one lies in the days that its text tells of."""
    stay = dating.stay
    again = any(s is not stay and s.place.id == stay.place.id and s.status == "visited" for s in stays)
    if stay.days is not None or stay.status != "visited" or not again:
        return
    for report in stay.deciding:
        if told := telling.days_of(report):
            dating.bound(told.interval, f"the days that {report.source} tells of")


def _looser_words(report: Report) -> str:
    said = next((d.quote.text for d in report.claim.dates), "")
    quoted = f"“{said}” in " if said else ""
    return f"{quoted}{report.source} ({say_days(report.within)})"


def _date_by_meetings(datings: Sequence[Dating], meetings: Sequence[Claim]) -> None:
    for meeting in meetings:
        if meeting.status != "visited" or meeting.when.is_open:
            continue
        people = {name.casefold() for name in meeting.with_whom}
        held = [d for d in datings if d.stay.status == "visited" and people & _people(d.stay)]
        if len(held) != 1 or held[0].stay.days is not None:
            continue
        days, looser = stated_days(meeting)
        who, source = " and ".join(meeting.with_whom), meeting.quote.source
        if days:
            held[0].bound(days.interval, f"the meeting with {who} on {say_days(days)} ({source})")
        if looser.last:
            why = f"{say_day(looser.last)}, when {source} has the meeting with {who} behind it"
            held[0].bound(Interval(None, looser.last), why)
        if looser.first:
            why = f"{say_day(looser.first)}, when {source} has the meeting with {who} to come"
            held[0].bound(Interval(looser.first, None), why)


def _people(stay: Stay) -> set[str]:
    return {name.casefold() for r in stay.reports if r.status == "visited" for name in r.claim.with_whom}


def _bound_by_publication(dating: Dating, last: dt.date | None) -> None:
    """What a text reports had happened when it was published, and what it plans had not.

    What looks back on the journey so long after its ``last`` known day that it bounds nothing is no bound.
    """
    if not dating.is_boundable:
        return
    if dating.stay.status == "planned":
        told = [(p, r.source) for r in dating.stay.reports if r.status == "planned" and (p := r.published) is not None]
        if told:
            day, source = max(told)
            dating.bound(Interval(day, None), f"{say_day(day)}, when {source} announced it")
        return
    said = [(p, r.source) for r in dating.stay.reports
            if r.status == "visited" and (p := r.published) is not None]  # fmt: skip
    if said:
        day, source = min(said)
        if last is not None and day - last > _LONG_AFTER:
            return
        dating.bound(Interval(None, day), f"{say_day(day)}, when {source} was published")


def arrival_of(stay: Stay, when: Interval) -> Interval:
    """Bounds of the day of arrival."""
    arrival = hull(r.days for r in stay.deciding if r.days and r.claim.role in ("arrives", "crosses"))
    if arrival:
        return arrival.interval
    return Interval(None, when.first) if stay.days else when


def departure_of(stay: Stay, when: Interval) -> Interval:
    """Bounds of the day of departure."""
    departure = hull(r.days for r in stay.deciding if r.days and r.claim.role in ("departs", "crosses"))
    if departure:
        return departure.interval
    return Interval(when.last, None) if stay.days else when
