"""What stops are called: by the name that the sources use, where the gazetteer prefers another of its names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kimmap.itinerary.localities import fold
from kimmap.model import Stop


def name_as_told(stops: Sequence[Stop]) -> tuple[Stop, ...]:
    """The stops under the names of their places that their evidence uses most ("Sucre" for "La Plata").

    A spelling that differs only by diacritics or capitals keeps the gazetteer's form; a place that is only
    described keeps its own name.
    """
    told: dict[str, Counter[str]] = {}
    for stop in stops:
        for claim in stop.evidence:
            resolution = claim.resolution
            if resolution is None or resolution.place is None or resolution.mention.reference != "name":
                continue
            name = resolution.mention.name.split(",")[0].strip()
            if name and not name.isupper() and resolution.place.id == stop.place.id:
                told.setdefault(stop.place.id, Counter())[name] += 1
    names = {place: min(counts.items(), key=lambda item: (-item[1], item[0]))[0] for place, counts in told.items()}
    named = tuple(_named(stop, names.get(stop.place.id)) for stop in stops)
    changed = {a.place.name: b.place.name for a, b in zip(stops, named, strict=True) if a.place.name != b.place.name}
    return tuple(_said(stop, changed) for stop in named) if changed else named


def _named(stop: Stop, name: str | None) -> Stop:
    if name is None or fold(name) == fold(stop.place.name) or fold(name) in fold(stop.place.name).split(" "):
        return stop
    return replace(stop, place=replace(stop.place, name=name))


def _said(stop: Stop, changed: Mapping[str, str]) -> Stop:
    """The stop with the new names in what is said of it, too: a place has one name on a page."""
    names = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(changed, key=len, reverse=True)))

    def renamed(reasons: Sequence[str]) -> tuple[str, ...]:
        return tuple(names.sub(lambda found: changed[found[0]], reason) for reason in reasons)

    return replace(
        stop,
        bounded_by=renamed(stop.bounded_by),
        contradictions=renamed(stop.contradictions),
        confidence_reasons=renamed(stop.confidence_reasons),
    )
