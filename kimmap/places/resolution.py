"""Says which place each mention means, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from kimmap.gazetteer import Gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.language import Analysis
from kimmap.model import Place, PlaceMention, Resolution
from kimmap.places.candidates import Candidate, finder_for
from kimmap.places.described import resolve_descriptions
from kimmap.places.positions import find_positions

_W_PRIOR, _W_LINK, _W_NEAR, _W_COUNTRY, _W_REGION = 3.0, 9.0, 2.2, 1.2, 1.7
_ROUNDS = 3
_NEAR_KM = 150.0


@dataclass(slots=True)
class _Group:
    """All mentions of one name in one document: they mean one place."""

    name: str
    candidates: tuple[Candidate, ...]
    members: list[int] = field(default_factory=list)
    chances: list[float] = field(default_factory=list)
    links: list[_Group] = field(default_factory=list)
    """Names that this one is said to lie in, or that are said to lie in it."""
    inside: list[_Group] = field(default_factory=list)


def resolve_places(
    mentions: Sequence[PlaceMention], analyses: Sequence[Analysis], gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """One resolution for each mention, in the same order; None as place where the texts do not tell."""
    results: dict[int, Resolution] = {}
    by_document: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_document.setdefault(id(mention.quote.document), []).append(i)
    for indices in by_document.values():
        _resolve_document([(i, mentions[i]) for i in indices], gazetteer, results)
    resolve_descriptions(mentions, analyses, gazetteer, results)
    return tuple(results[i] for i in range(len(mentions)))


def _resolve_document(mentions: list[tuple[int, PlaceMention]], gazetteer: Gazetteer, results: dict[int, Resolution]) -> None:
    finder = finder_for(gazetteer)
    groups: dict[str, _Group] = {}
    named: list[tuple[PlaceMention, _Group]] = []
    for i, mention in mentions:
        if mention.reference == "coordinates":
            results[i] = _position(mention)
        elif mention.reference == "name":
            key = name_key(mention.name) or mention.name
            group = groups.setdefault(key, _Group(mention.name, finder.candidates(mention.name)))
            group.members.append(i)
            named.append((mention, group))
    _link(named)
    settled = _settle([g for g in groups.values() if g.candidates])
    for group in groups.values():
        for i in group.members:
            results[i] = _answer(mentions, i, group)
    del settled


def _link(named: list[tuple[PlaceMention, _Group]]) -> None:
    """Note "Columbia, Missouri", "Columbia (Missouri)", "Columbia in Missouri"."""
    for (first, a), (second, b) in zip(named, named[1:], strict=False):
        between = first.quote.document.text[first.quote.end : second.quote.start]
        if a is not b and between.strip() in (",", "(", "in", ", in", "in the", ", in the") and len(between) < 12:
            a.links.append(b)
            b.inside.append(a)


def _settle(groups: list[_Group]) -> None:
    for group in groups:
        group.chances = _softmax([_W_PRIOR * c.prior for c in group.candidates])
    for _ in range(_ROUNDS):
        anchors = [(g, c, p) for g in groups for c, p in zip(g.candidates, g.chances, strict=True) if p > 0.1]
        countries: dict[str, float] = {}
        regions: dict[tuple[str, str], float] = {}
        for _g, c, p in anchors:
            if c.place.country:
                countries[c.place.country] = countries.get(c.place.country, 0.0) + p
                if region := _region_of(c.place):
                    regions[c.place.country, region] = regions.get((c.place.country, region), 0.0) + p
        fresh = [_weigh_group(g, anchors, countries, regions) for g in groups]
        for group, chances in zip(groups, fresh, strict=True):
            group.chances = chances


def _weigh_group(
    group: _Group,
    anchors: list[tuple[_Group, Candidate, float]],
    countries: dict[str, float],
    regions: dict[tuple[str, str], float],
) -> list[float]:
    if len(group.candidates) == 1:
        return [1.0]
    own_countries: dict[str, float] = {}
    own_regions: dict[tuple[str, str], float] = {}
    for c, p in zip(group.candidates, group.chances, strict=True):
        if p > 0.1 and c.place.country:
            own_countries[c.place.country] = own_countries.get(c.place.country, 0.0) + p
            if region := _region_of(c.place):
                own_regions[c.place.country, region] = own_regions.get((c.place.country, region), 0.0) + p
    all_countries = max(0.5, sum(countries.values()) - sum(own_countries.values()))
    scores = []
    for c in group.candidates:
        place = c.place
        score = _W_PRIOR * c.prior
        if place.country:
            share = (countries.get(place.country, 0.0) - own_countries.get(place.country, 0.0)) / all_countries
            score += _W_COUNTRY * share * (0.3 if place.kind == "country" else 1.0)
            if region := _region_of(place):
                key = place.country, region
                score += _W_REGION * (regions.get(key, 0.0) - own_regions.get(key, 0.0)) / all_countries
        near = 0.0
        for other, anchor, p in anchors:
            if other is not group and not anchor.place.is_area:
                dot = c.x * anchor.x + c.y * anchor.y + c.z * anchor.z
                if dot > 0.99:
                    near += p * math.exp(-6371.0 * math.acos(min(1.0, dot)) / _NEAR_KM)
        score += _W_NEAR * min(1.2, near)
        score += _W_LINK * sum(_share_holding(place, other) for other in group.links[:3])
        score += _W_LINK * sum(_share_held(place, other) for other in group.inside[:3]) / max(1, len(group.inside[:3]))
        scores.append(score)
    return _softmax(scores)


def _region_of(place: Place) -> str | None:
    return place.name if place.kind == "region" else place.region


def _share_holding(place: Place, holder: _Group) -> float:
    return min(1.0, sum(p for c, p in zip(holder.candidates, holder.chances, strict=True) if holds(c.place, place)))


def _share_held(place: Place, held: _Group) -> float:
    return min(1.0, max((1.0 for c in held.candidates if holds(place, c.place)), default=0.0))


def holds(area: Place, place: Place) -> bool:
    """Whether ``area`` contains ``place``, as far as the gazetteer's fields tell."""
    if area.id == place.id:
        return False
    if area.kind == "country":
        return area.country is not None and (place.country == area.country or area.country in place.countries)
    if area.kind == "region":
        return place.country == area.country and place.region == area.name
    if area.radius_km and area.kind != "city":
        dlat = (area.lat - place.lat) * 111.2
        dlon = (area.lon - place.lon) * 111.2 * math.cos(math.radians(place.lat))
        return math.hypot(dlat, dlon) <= area.radius_km and (area.country is None or area.country == place.country)
    return False


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    weights = [math.exp(s - top) for s in scores]
    total = sum(weights)
    return [w / total for w in weights]


def _answer(mentions: list[tuple[int, PlaceMention]], i: int, group: _Group) -> Resolution:
    mention = next(m for j, m in mentions if j == i)
    if not group.candidates:
        return Resolution(mention, None, f"the gazetteer has no place called “{mention.name}”")
    ranked = sorted(zip(group.chances, range(len(group.candidates)), strict=True), key=lambda r: (-r[0], r[1]))
    best = group.candidates[ranked[0][1]]
    others = tuple(group.candidates[k].place for p, k in ranked[1:4])
    why = "the only place of that name" if len(group.candidates) == 1 else f"the likeliest of {len(group.candidates)} places of that name"
    return Resolution(mention, best.place, why, round(ranked[0][0], 3), others)


def _position(mention: PlaceMention) -> Resolution:
    position = next(find_positions(mention.name), None)
    if position is None:
        return Resolution(mention, None, "not a position on Earth")
    place = Place(f"position:{position.lat:.4f},{position.lon:.4f}", mention.name, "position", position.lat, position.lon)
    return Resolution(mention, place, "the position that the text states", 1.0)
