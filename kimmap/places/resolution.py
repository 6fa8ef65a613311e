"""Says which place each mention means, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kimmap.gazetteer import Gazetteer
from kimmap.gazetteer.folding import name_key
from kimmap.language import Analysis
from kimmap.model import Place, PlaceMention, Resolution
from kimmap.places.candidates import CandidateFinder, Candidates, finder_for
from kimmap.places.coherence import WEIGHTS, weigh
from kimmap.places.cues import containments, country_told, kinds_told
from kimmap.places.described import resolve_descriptions
from kimmap.places.positions import find_positions


@dataclass(slots=True)
class _Name:
    """All mentions of one name in one document that mean one place."""

    name: str
    candidates: Candidates
    members: list[int] = field(default_factory=list)
    kinds: frozenset[str] = frozenset()
    country: str | None = None


def resolve_places(
    mentions: Sequence[PlaceMention], analyses: Sequence[Analysis], gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """One resolution for each mention, in the same order; None as place where the texts do not tell."""
    results: dict[int, Resolution] = {}
    by_document: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        by_document.setdefault(id(mention.quote.document), []).append(i)
    finder = finder_for(gazetteer)
    for indices in by_document.values():
        _resolve_document(mentions, indices, finder, results)
    resolve_descriptions(mentions, analyses, gazetteer, results)
    return tuple(results[i] for i in range(len(mentions)))


def _resolve_document(
    mentions: Sequence[PlaceMention], indices: list[int], finder: CandidateFinder, results: dict[int, Resolution]
) -> None:
    named = [i for i in indices if mentions[i].reference == "name"]
    for i in indices:
        if mentions[i].reference == "coordinates":
            results[i] = _position(mentions[i])
    names, pairs = _gather(mentions, named, finder)
    known = [n for n in names if n.candidates.places]
    if known:
        number = {id(n): k for k, n in enumerate(known)}
        joined = [(number[id(a)], number[id(b)]) for a, b in pairs if id(a) in number and id(b) in number]
        features = np.concatenate([n.candidates.features for n in known])
        own = np.concatenate([_own_evidence(n) for n in known])
        sizes = [len(n.candidates.places) for n in known]
        chances, _mutual = weigh(features, sizes, own, joined, WEIGHTS)
        start = 0
        for name, size in zip(known, sizes, strict=True):
            for i in name.members:
                results[i] = _answer(mentions[i], name, chances[start : start + size])
            start += size
    for name in names:
        if not name.candidates.places:
            for i in name.members:
                results[i] = Resolution(mentions[i], None, f"the gazetteer has no place called “{name.name}”")


def _gather(
    mentions: Sequence[PlaceMention], named: list[int], finder: CandidateFinder
) -> tuple[list[_Name], list[tuple[_Name, _Name]]]:
    """The names of a document, each with its mentions and cues, and which are said to lie in which."""
    names: dict[str, _Name] = {}
    of: dict[int, _Name] = {}
    for i in named:
        mention = mentions[i]
        key = name_key(mention.name) or mention.name
        name = names.setdefault(key, _Name(mention.name, finder.candidates(mention.name)))
        name.members.append(i)
        of[i] = name
        if len(name.candidates.places) > 1:
            name.kinds = name.kinds or kinds_told(mention)
            name.country = name.country or country_told(mention, finder)
    links = containments([mentions[i] for i in named])
    pairs = dict.fromkeys((id(of[named[a]]), id(of[named[b]])) for a, b in links if of[named[a]] is not of[named[b]])
    by_id = {id(n): n for n in names.values()}
    return list(names.values()), [(by_id[a], by_id[b]) for a, b in pairs]


def _own_evidence(name: _Name) -> np.ndarray:
    own = np.zeros(len(name.candidates.places))
    if name.kinds:
        own += [WEIGHTS.kind * (p.kind in name.kinds) for p in name.candidates.places]
    if name.country:
        own += [WEIGHTS.nationality * (p.country == name.country or name.country in p.countries) for p in name.candidates.places]
    return own


def _answer(mention: PlaceMention, name: _Name, chances: np.ndarray) -> Resolution:
    order = np.argsort(-chances, kind="stable")
    places = name.candidates.places
    best = places[order[0]]
    others = tuple(places[k] for k in order[1:4])
    why = "the only place of that name" if len(places) == 1 else f"the likeliest of {len(places)} places of that name"
    return Resolution(mention, best, why, round(float(chances[order[0]]), 3), others)


def _position(mention: PlaceMention) -> Resolution:
    position = next(find_positions(mention.name), None)
    if position is None:
        return Resolution(mention, None, "not a position on Earth")
    id_ = f"position:{position.lat:.4f},{position.lon:.4f}"
    place = Place(id_, mention.name, "position", position.lat, position.lon)
    return Resolution(mention, place, "the position that the text states", 1.0)
