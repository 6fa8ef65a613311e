"""What stops are called: by the name that the sources use, where the gazetteer prefers another of its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
    return tuple(_named(stop, names.get(stop.place.id)) for stop in stops)


def _named(stop: Stop, name: str | None) -> Stop:
    if name is None or fold(name) == fold(stop.place.name) or fold(name) in fold(stop.place.name).split(" "):
        return stop
    return replace(stop, place=replace(stop.place, name=name))
