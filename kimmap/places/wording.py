"""Says in words why a name was taken for one place and not for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kimmap.geodesy import geodesic_km
from kimmap.model import Place
from kimmap.places.candidates import Candidates, is_first_level
from kimmap.places.coherence import Weighing

_TELLING = 0.8
"""From this much log-odds on a reason is worth telling."""

_NEAR_KM = 200.0


@dataclass(slots=True, eq=False)
class Group:
    """Mentions of one name in one document that mean one place, or a witness that is no mention (``members`` empty)."""

    name: str
    candidates: Candidates
    members: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    doings: frozenset[str] = frozenset()
    """The kinds of place to which one does what the text says."""
    is_another: bool = False
    """The text says "the other X": not the one that it otherwise speaks of."""
    is_of_nature: bool = False
    """The text says that it is a crater, a river or the like."""
    is_facility: bool = False
    """The text says that it is an airport, a cemetery, a ridge or the like, and never names it without."""
    is_reached: bool = False
    """The text says that somebody came to it or left it."""
    country: str | None = None
    is_old: bool = False
    """The text is from a time in which towns had other names."""
    is_before_namesakes: bool = False
    """It is from before the time of the new world's towns that are called after those of the old."""
    strength: float = 1.0
    placed: frozenset[str] = frozenset()
    """Ids of places that other texts name so and say the country or region of."""
    sure_elsewhere: frozenset[str] = frozenset()
    """Ids of places that other texts name so, beyond doubt."""


def explain(
    k: int, order: Sequence[int], groups: Sequence[Group], inside: Sequence[tuple[int, int]], weighing: Weighing
) -> str:
    """The reasons for the best candidate of name ``k``, in one sentence; ``order`` are its candidates, best first."""
    group = groups[k]
    places, best = group.candidates.places, group.candidates.places[order[0]]
    reasons = []
    if group.candidates.how == "nationality":
        return f"the people or things of {best.name}"
    for inner, outer in inside:
        if inner == k and lies_in(best, holder := _best(outer, groups, weighing)):
            reasons.append(f"the text puts it in {holder.name}")
        elif outer == k and lies_in(_best(inner, groups, weighing), best):
            reasons.append(f"the text puts {groups[inner].name} in it")
    if group.country and group.country in (best.country, *best.countries):
        reasons.append("the text says of which country it is")
    if group.kinds and best.kind in group.kinds and len(places) > 1:
        reasons.append(f"the words beside it say that it is {_a(best)}")
    if best.kind in group.doings and len(places) > 1:
        reasons.append(f"what the text says of it tells that it is {_a(best)}")
    if len(places) == 1:
        only = (
            "the only place of that name" if not group.candidates.how else f"{group.name} is not known, {best.name} is"
        )
        return "; ".join([only, *reasons[:1]])
    if best.id in group.placed:
        reasons.append("another text says where it is")
    if not reasons:
        reasons = _company(k, order, groups, weighing)
    if not reasons:
        reasons = ["the best known place of that name" if order[0] == 0 else "the likeliest place of that name"]
    return f"{'; '.join(dict.fromkeys(reasons[:2]))} (of {len(places)} places of that name)"


def _a(place: Place) -> str:
    """Its kind with the article: "a city", "an island"."""
    kind = place.kind.replace("_", " ")
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def lies_in(place: Place, area: Place) -> bool:
    """Whether ``area`` holds ``place``, as far as the gazetteer's fields tell."""
    if place.id == area.id or not area.is_area:
        return False
    if area.kind == "country":
        return area.country in (place.country, *place.countries)
    if is_first_level(area):
        return place.country == area.country and place.region == area.name
    return geodesic_km(place.point, area.point) <= area.radius_km


def _company(k: int, order: Sequence[int], groups: Sequence[Group], weighing: Weighing) -> list[str]:
    """The other names that speak most for the best candidate."""
    start = int(weighing.starts[k])
    gain = weighing.messages[start + order[0]] - weighing.messages[start + order[1]]
    best = groups[k].candidates.places[order[0]]
    speaking = [j for j in (-gain).argsort(kind="stable")[:2] if gain[j] >= _TELLING]
    reasons = []
    for j in speaking:
        other = _best(j, groups, weighing)
        where = (
            "the text"
            if groups[j].members
            else "the text speaks of"
            if groups[j].candidates.how == "nationality"
            else "another text"
        )
        if other.id == best.id:
            reasons.append("another text tells of it")
        elif where == "the text speaks of":
            reasons.append(f"the text speaks of the people of {other.name}")
        else:
            reasons.append(f"{_relation(best, other)} {other.name}, which {where} names too")
    return reasons


def _relation(place: Place, other: Place) -> str:
    if other.kind == "country":
        return "in"
    if other.kind == "region" and place.region == other.name:
        return "in"
    if geodesic_km(place.point, other.point) > _NEAR_KM and place.country and place.country == other.country:
        return "in the same country as"
    return "near"


def _best(k: int, groups: Sequence[Group], weighing: Weighing) -> Place:
    return groups[k].candidates.places[weighing.best[k]]
