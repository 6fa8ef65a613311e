"""Names that a text shortens once it has given them in full: "Villa O'Higgins", then "O'Higgins"; "B.A."."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from kimmap.geodesy import geodesic_km
from kimmap.model import Place, Resolution
from kimmap.places.candidates import CandidateFinder, initials_of
from kimmap.places.cues import beside, kinds_told

_LEADS = re.compile(r"(?:Villa|Caleta|Puerto|Bahía|Bahia|Colonia|Ciudad|Camp|Fort|Joint Base|Naval Station)\s(?=[A-Z])")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?){2,}|[A-Z]{2}")
_FAR_KM, _LARGE = 300.0, 300_000
_CHANCE = 0.6


def heed_long_forms(results: dict[int, Resolution], finder: CandidateFinder) -> None:
    """Where a text names "Villa O'Higgins", its "O'Higgins" is that, and no region far away.

    So are initials, "B.A.", those of what it names.  A large town, or what lies near or holds the other, stays what it
    is: Adelaide is not Port Adelaide.
    """
    full: dict[str, dict[str, Place]] = {}
    for resolution in results.values():
        place, name = resolution.place, resolution.mention.name
        if place is None or place.is_area or resolution.mention.reference != "name":
            continue
        if lead := _LEADS.match(name):
            full.setdefault(finder.key(name[lead.end() :]), {})[place.id] = place
        if " " in name:
            full.setdefault(initials_of(name), {})[place.id] = place
    told_of = Counter(r.place.country for r in results.values() if r.place)

    def is_far(place: Place) -> bool:
        """Whether the initials are those of a place in a country that the texts tell of nowhere else."""
        return told_of[place.country] <= 1

    for i, resolution in results.items() if full else ():
        mention = resolution.mention
        is_initials = _INITIALS.fullmatch(mention.name) is not None
        key = mention.name.replace(".", "").replace(" ", "") if is_initials else finder.key(mention.name)
        places = list(full.get(key, {}).values())
        if mention.reference != "name" or len(places) != 1 or kinds_told(*beside(mention)):
            continue
        told = resolution.place
        if told is None or (is_far(told) if is_initials else _is_another(told, places[0])):
            why = f"short for {places[0].name}, which the texts name in full"
            results[i] = replace(resolution, place=places[0], why=why, score=_CHANCE)


def _is_another(place: Place, full: Place) -> bool:
    """Whether a place has nothing to do with the one that the text names in full, and is not known for itself."""
    known = place.kind == "city" and place.population >= _LARGE
    holds = place.is_area and place.name == full.region
    return not known and not holds and place.kind != "country" and geodesic_km(place.point, full.point) > _FAR_KM
