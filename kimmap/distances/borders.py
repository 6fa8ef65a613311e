"""Borders as ends of a distance: "20 km from the Polish border" is measured to the nearest point of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kimmap.distances.antecedents import Binding, End, Scene
from kimmap.gazetteer import Gazetteer, country_name
from kimmap.gazetteer.borders import ACCURACY_KM, nearest_border
from kimmap.geodesy import geodesic_km
from kimmap.model import Place, PlaceMention, Resolution

_NAME = r"(?-i:(?:[A-Z]\.){2,}|[A-Z][\w’']*(?:\s(?:of\s)?[A-Z][\w’']*){0,2})"
_BORDER = re.compile(
    rf"(?:(?P<owner>{_NAME})[’']s|the|its|our|their|this|that)\s+(?:(?:nearest|closest|eastern|western|northern|southern|state|land|international"
    rf"|internationally\s+recognised|common|long)\s+)*(?:(?P<kind>{_NAME}(?:\s?[/–—-]\s?{_NAME})?)\s+)?(?:(?:state|land)\s+)?(?:border|frontier|boundary)(?:\s+line)?\b"
    rf"(?!\s+(?:town|city|post|crossing|station|guard|village|region|area|zone|strip|police|force|troop|check|fence|wall|point|district|river|control"
    rf"|at|of\s+(?!(?:the\s+)?{_NAME}))\w*)(?:\s+(?:with|to|of|between)\s+(?:the\s+)?(?P<a>{_NAME})(?:\s+and\s+(?:the\s+)?(?P<b>{_NAME}))?)?",
    re.IGNORECASE,
)
_ABROAD_KM = 1000.0
"""So far from a border of other countries nobody measures: another namesake is meant."""
_PARTS = re.compile(r"\s?[/–—-]\s?")


def with_borders(scene: Scene, gazetteer: Gazetteer | None) -> Scene:
    """A sentence with the borders that it speaks of among its places."""
    if gazetteer is None or scene.analysis is None:
        return scene
    found: list[Resolution] = []
    for match in _BORDER.finditer(scene.text):
        start, end = scene.offset + match.start(), scene.offset + match.end()
        if _countries_in(match, gazetteer) is None:
            continue
        mention = PlaceMention(scene.analysis.document.quote(start, end), match[0])
        found.append(Resolution(mention, None, "a border, measured at its nearest point"))
    if not found:
        return scene
    spans = [(r.mention.quote.start, r.mention.quote.end) for r in found]
    kept = [
        r for r in scene.mentions if not any(r.mention.quote.start < e and s < r.mention.quote.end for s, e in spans)
    ]
    return replace(scene, mentions=tuple(sorted((*kept, *found), key=lambda r: r.mention.quote.start)))


def at_border(binding: Binding, gazetteer: Gazetteer | None) -> Binding:
    """A binding with an end that is a border put at the point of it that is nearest to the other end."""
    if gazetteer is None:
        return binding
    origin, goal = binding.origin, binding.goal
    return replace(
        binding, origin=_nearest(origin, goal.place, gazetteer), goal=_nearest(goal, origin.place, gazetteer)
    )


def _nearest(end: End, other: Place | None, gazetteer: Gazetteer) -> End:
    if end.place is not None or other is None:
        return end
    place = border_near(end.words or end.name, other, gazetteer)
    return end if place is None else replace(end, name=place.name, place=place, is_sure=True)


def is_border(words: str) -> bool:
    """Whether words are those for a border: "the Polish border"."""
    return _said(words) is not None


def is_border_of_some_country(words: str) -> bool:
    """Whether words name the country, or both, of a border: it takes up no crossing that was named before."""
    match = _said(words)
    return match is not None and any(match[group] for group in ("owner", "kind", "a", "b"))


def _said(words: str) -> re.Match[str] | None:
    return _BORDER.fullmatch(words) or _BORDER.fullmatch(f"the {words}")


def border_near(words: str, place: Place, gazetteer: Gazetteer) -> Place | None:
    """The point nearest to a place of the border that words mean; None where they mean none, or none by land."""
    match = _said(words)
    if match is None or place.is_area:
        return None
    countries = _countries_in(match, gazetteer)
    if countries == ():
        countries = tuple(filter(None, [place.country]))
    found = nearest_border(place.point, countries) if countries else None
    if found is None:
        return None
    (lat, lon), pair = found
    if place.country not in pair and geodesic_km(place.point, found.point) > _ABROAD_KM:
        return None  # "the Georgia border" in Tennessee
    name = f"the border of {' and '.join(country_name(code, gazetteer) for code in pair)}"
    return Place(
        f"kimmap:border-{'-'.join(pair)}@{lat:.3f},{lon:.3f}", name, "position", lat, lon, countries=pair,
        radius_km=ACCURACY_KM,
    )  # fmt: skip


def _countries_in(match: re.Match[str], gazetteer: Gazetteer) -> tuple[str, ...] | None:
    """The countries whose border is meant, none where it is that of where one is; None where one is no country."""
    words = [part for group in ("owner", "kind", "a", "b") for part in _PARTS.split(match[group] or "") if part]
    codes = [_country(word, gazetteer) for word in words]
    return None if None in codes else tuple(dict.fromkeys(c for c in codes if c))


def _country(word: str, gazetteer: Gazetteer) -> str | None:
    return gazetteer.demonym(word) or next(_countries_called(word, gazetteer), None)


def _countries_called(word: str, gazetteer: Gazetteer) -> Iterator[str]:
    return (p.country for p in gazetteer.find(word)[:3] if p.kind == "country" and p.country)
