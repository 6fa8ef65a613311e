"""Namesakes far from all that a text tells of: what it means is another place, which the gazetteer has not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kimmap.gazetteer.folding import name_key
from kimmap.geodesy import geodesic_km
from kimmap.model import Place, PlaceMention, Resolution
from kimmap.places.candidates import is_otherwise_spelt
from kimmap.places.coherence import Weighing
from kimmap.places.cues import OF_INHABITANTS, beside, is_of_nature, words
from kimmap.places.scene import Scene
from kimmap.places.wording import Group

_SMALL, _COMPANY, _FAR_KM = 20_000, 2, 1000.0
"""A place of fewer inhabitants is doubted where so many others are all further away than this."""
_HAMLET = 2_000
"""One of fewer is doubted even where the text names its country."""
_OTHERWISE_SPELT_KM = 500.0
_BESIDE_KM = 100.0
"""A crater or river that is called like a town is taken for it where a place of the text is as near as this."""
_FACILITY_KM, _FACILITY_MOST = 300.0, 300_000
"""An airport or a ridge is a town's of fewer inhabitants only where a place of the text is as near as this."""
_LIKELY = 0.35
_KNOWN, _ALONE = 1_000, 0.75
"""What the text says that somebody reached is no stray with so many inhabitants, where hardly another has the name."""
_TWIN_KM = 15.0
_QUARTER = re.compile(
    r"\s(?:District|Quarter|Ward|Borough|Arrondissement)$|^(?:"
    r"China\s?town|Happy Valley|(?:Old|New) (?:Town|City)|(?:South|North) Bank"
    r"|(?:West|East|North|South) End|Down\s?town|Up\s?town|Mid\s?town|Waterfront|"
    r"Lakeside|Riverside|Harbou?rside|Seaside"
    r"|(?:French|Latin|Jewish|Armenian) Quarter|Little (?:Italy|India)|Koreatown|The Strand|Lakeshore|Parkside)$",
    re.IGNORECASE,
)
"""What parts of many cities are called, where the town of that name is far away."""
_FACILITY = re.compile(
    r"(?:['’]s)?\s(?:(?:"
    r"[Ii]nternational|[Dd]omestic|[Ww]ar|[Mm]ilitary|[Aa]ir|[Rr]acing|[Pp]ilgrim|[Rr]est|[Rr]ailway|[Mm]ission)\s)*"
    r"(?P<what>[A-Za-z]+)\b"
)


def is_facility(before: str, after: str) -> bool:
    """Whether a name is but that of an airport, a cemetery, a ridge: "the Henderson airfield", "Vinter Ridge"."""
    if re.search(r"\b(?:of|in|at|from|to|near)\s(?:the\s)?(?:city|town|village)\sof\s$", before):
        return False
    behind = _FACILITY.match(after)
    return behind is not None and behind["what"].lower() in words("facilities", "behind")


def is_stray(k: int, place: Place, scene: Scene, weighing: Weighing) -> bool:
    """Whether nothing speaks for a small place but its name, in a text whose other places are elsewhere.

    Or for any town, where the text says that a crater, a river or the like is called so.
    """
    group = scene.groups[k]
    others = [g.candidates.places[weighing.best[j]] for j, g in enumerate(scene.groups) if g.members and j != k]
    nearest_km = min((geodesic_km(p.point, place.point) for p in others if not p.is_area), default=None)
    if place.kind == "city" and (group.is_of_nature or _QUARTER.search(group.name)):
        return nearest_km is None or nearest_km > _BESIDE_KM
    is_kind_told = place.kind in group.kinds and group.kinds != OF_INHABITANTS
    told = group.country or is_kind_told or place.id in group.placed or any(k in pair for pair in scene.inside)
    if place.kind != "city" or told or nearest_km is None:
        return False
    if (group.is_facility or group.candidates.how == "facility") and place.population < _FACILITY_MOST:
        is_told_of = weighing.by_name[k].max() >= _LIKELY and any(p.country == place.country for p in others)
        return nearest_km > (_FAR_KM if is_told_of else _FACILITY_KM)
    if _people_of_twins(place, group) >= _SMALL or sum(not p.is_area for p in others) < _COMPANY:
        return False
    if is_otherwise_spelt(place, name_key(group.name)):
        return nearest_km > _OTHERWISE_SPELT_KM
    if group.is_reached and _is_known_by(place, group.name) and weighing.by_name[k].max() >= _ALONE:
        return False
    return nearest_km > _FAR_KM and not _is_of_told_country(place, others, scene)


def _is_known_by(place: Place, name: str) -> bool:
    """Whether a place is more than a hamlet, or a capital, and bears a name: "Port Stanley" is Stanley's, too."""
    words = set(name_key(name).split())
    return (place.capital or place.population >= _KNOWN) and set(name_key(place.name).split()) <= words


def _people_of_twins(place: Place, group: Group) -> int:
    """The inhabitants of a town, or of the area around it that has its name: Fremantle is more than its middle."""
    twins = (p for p in group.candidates.places if geodesic_km(p.point, place.point) <= _TWIN_KM)
    return max(p.population for p in (place, *twins))


def _is_of_told_country(place: Place, others: Sequence[Place], scene: Scene) -> bool:
    """Whether the text tells of the country, and the place is more than a hamlet, of which large ones have any name."""
    if place.population < _HAMLET:
        return False
    nations = {g.name for g in scene.groups if not g.members and g.candidates.how == "nationality"}
    return place.country in nations or any(p.country == place.country for p in others)


_KNOWN_KM, _WITNESSES = 300.0, 2
_RESCUED = 0.5
_AT_KM = 25.0
"""So near a position that the same text states, a name means the place there."""


def heed_strays(results: dict[int, Resolution], strays: Sequence[int]) -> None:
    """A place that one document tells of from afar is meant where others name two that are near it, or as a capital."""
    points = {r.place.id: r.place for r in results.values() if r.place and not r.place.is_area}
    fixes = [
        (r.mention.quote.document.name, r.place) for r in results.values() if r.place and r.place.kind == "position"
    ]
    for i in strays:
        told = results[i]
        place, mention = told.runners_up[0], told.mention
        here = mention.quote.document.name
        if any(d == here and geodesic_km(p.point, place.point) <= _AT_KM for d, p in fixes):
            why = "a position that the text states is there"
            results[i] = Resolution(mention, place, why, _RESCUED, told.runners_up[1:])
            continue
        if not (place.capital and _is_known_by(place, mention.name)) and (
            place.population < _HAMLET or name_key(place.name) != name_key(mention.name)
        ):
            continue
        if _is_no_town(mention):
            continue
        near = sum(geodesic_km(p.point, place.point) <= _KNOWN_KM for p in points.values())
        if place.capital or near >= _WITNESSES:
            why = f"{place.name} is a capital" if place.capital else "other texts tell of what is near it"
            results[i] = Resolution(mention, place, why, _RESCUED, told.runners_up[1:])


def _is_no_town(mention: PlaceMention) -> bool:
    """Whether the name is but that of an airport, a crater or a quarter."""
    before, after = beside(mention)
    return is_facility(before, after) or is_of_nature(after) or _QUARTER.search(mention.name) is not None
