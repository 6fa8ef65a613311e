"""Borders as ends of a distance: "20 km from the Polish border" is measured to the nearest point of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kimmap.distances.antecedents import Binding, End, Scene
from kimmap.distances.circles import circle_near, circles_in
from kimmap.distances.measures import Measure
from kimmap.distances.verdicts import judge
from kimmap.gazetteer import Gazetteer, country_name
from kimmap.gazetteer.borders import ACCURACY_KM, BorderPoint, nearest_border
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis
from kimmap.model import Place, PlaceMention, Resolution

_NAME = r"(?-i:(?:[A-Z]\.){2,}|[A-Z][\w’']*(?:\s(?:of\s)?[A-Z][\w’']*){0,2})"
_BORDER = re.compile(
    rf"(?:(?P<owner>{_NAME})[’']s|the|its|our|their|this|that)\s+(?:(?:nearest|closest|eastern|western|northern|southern|state|land|international"
    rf"|internationally\s+recognised|common|long)\s+)*(?:(?P<kind>{_NAME}(?:\s?[/–—-]\s?{_NAME})?)\s+)?(?:(?:state|land)\s+)?(?:border|frontier|boundary)(?:\s+line)?\b"
    rf"(?!\s+(?:town|city|post|crossing|station|guard|village|region|area|zone|strip|police|force|troop|check|fence|wall|point|district|river|control"
    rf"|at|of\s+(?!(?:the\s+)?{_NAME}))\w*)(?:\s+(?:with|to|of|between)\s+(?:the\s+)?(?P<a>{_NAME})(?:\s+and\s+(?:the\s+)?(?P<b>{_NAME}))?)?",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(
    rf"(?P<first>the\s+(?P<kind>{_NAME}))(?=(?:\s+and|\s+or|,(?:\s+(?:and|but))?)\s+[^;:.]{{0,40}}?\bthe\s+(?P<next>{_NAME})"
    r"\s+(?:border|frontier)\b)"
)
"""A border whose noun only the next one has: "an hour from the Chilean and two from the Peruvian border"."""
_LANDS = frozenset({"Scotland", "Scottish", "Scots", "England", "English", "Wales", "Welsh"})
"""Words for parts of one country that have borders of their own."""
_NEARNESS_KM = 200.0
"""Up to here a distance from a country says how near to it a place is, and not how far it is to the country's towns."""
_ABROAD_KM = 1000.0
"""So far from a border of other countries nobody measures: another namesake is meant."""
_PARTS = re.compile(r"\s?[/–—-]\s?")


def with_borders(scene: Scene, gazetteer: Gazetteer | None) -> Scene:
    """A sentence with the borders, the circles of latitude and the poles that it speaks of among its places."""
    if gazetteer is None or scene.analysis is None:
        return scene
    found: list[Resolution] = []
    for start, end, words in (*_borders_in(scene.text, gazetteer), *circles_in(scene.text)):
        mention = PlaceMention(scene.analysis.document.quote(scene.offset + start, scene.offset + end), words)
        found.append(Resolution(mention, None, "a line, measured at its nearest point"))
    if not found:
        return scene
    spans = [(r.mention.quote.start, r.mention.quote.end) for r in found]
    kept = [
        r for r in scene.mentions if not any(r.mention.quote.start < e and s < r.mention.quote.end for s, e in spans)
    ]
    return replace(scene, mentions=tuple(sorted((*kept, *found), key=lambda r: r.mention.quote.start)))


def with_border_points(
    analysis: Analysis, resolutions: Sequence[Resolution], gazetteer: Gazetteer | None
) -> list[Resolution]:
    """A document's places with its borders at the points nearest to the last town before them, or the next behind.

    So somebody gets to a border in so many minutes, and not to the crossing or town that its name may stand for.
    """
    found: list[Resolution] = []
    document = analysis.document
    for start, end, words in _borders_in(document.text, gazetteer) if gazetteer is not None else ():
        sentence = analysis.sentence_at(start)
        if gazetteer is None or sentence is None:
            continue
        known = [(r.mention.quote, r.place) for r in resolutions if r.place and not r.place.is_area]
        inside = [(quote, place) for quote, place in known if sentence.start <= quote.start < sentence.end]
        towns = [(quote.start, place) for quote, place in inside if quote.end <= start or quote.start >= end]
        towns.sort(key=lambda town: (town[0] > start, abs(town[0] - start)))
        place = border_near(words, towns[0][1], gazetteer) if towns else None
        if place is not None:
            mention = PlaceMention(document.quote(start, end), words)
            found.append(Resolution(mention, place, "a border, measured at its nearest point", 1.0))
    spans = [(r.mention.quote.start, r.mention.quote.end) for r in found]
    kept = [r for r in resolutions if not any(r.mention.quote.start < e and s < r.mention.quote.end for s, e in spans)]
    return sorted((*kept, *found), key=lambda r: (r.mention.quote.start, r.mention.quote.end))


def _borders_in(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """Where a text speaks of a border, and the words for it; of two that share the noun for both."""
    for match in _BORDER.finditer(text):
        if _countries_in(match, gazetteer) is not None:
            yield *match.span(), match[0]
    for match in _LEFT_OUT.finditer(text):
        if gazetteer.demonym(match["kind"]) and gazetteer.demonym(match["next"]):
            yield *match.span("first"), f"{match['first']} border"


def at_border(binding: Binding, measure: Measure, scene: Scene, gazetteer: Gazetteer | None) -> Binding:
    """A binding with an end that is a border or a circle put at the point of it that is nearest to the other end.

    So is an end that is a country next to that of the other end, if the length fits it: "20 km from France".
    """
    if gazetteer is None:
        return binding
    origin, goal = binding.origin, binding.goal
    names = {r.mention.quote.start: r.mention.name for r in scene.mentions if r.place is None}

    def nearest(end: End, other: Place | None) -> End:
        if other is None:
            return end
        if end.place is not None:
            place = _edge_of(end.place, other, gazetteer)
            if measure.km > _NEARNESS_KM or (place and not _fits(measure, place, other, binding.stated_as)):
                place = None
        else:
            words = (names.get(end.span[0]) if end.span else None) or end.words or end.name
            place = border_near(words, other, gazetteer) or circle_near(words, other)
        return end if place is None else replace(end, name=place.name, place=place, is_sure=True)

    return replace(binding, origin=nearest(origin, goal.place), goal=nearest(goal, origin.place))


def _fits(measure: Measure, place: Place, other: Place, stated_as: str | None) -> bool:
    km = geodesic_km(place.point, other.point)
    return judge(measure, (place, other), km, stated_as).verdict != "implausible"


def _edge_of(country: Place, place: Place, gazetteer: Gazetteer) -> Place | None:
    """The point nearest to a place of the border of a country beside its own; None where they share no border."""
    own = place.country
    if country.kind != "country" or not country.country or not own or own == country.country or place.is_area:
        return None
    if nearest_border(place.point, (own, country.country)) is None:
        return None
    found = nearest_border(place.point, (country.country,))
    return _at(found, gazetteer) if found is not None else None


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
    if place.country not in found.countries and geodesic_km(place.point, found.point) > _ABROAD_KM:
        return None  # "the Georgia border" in Tennessee
    return _at(found, gazetteer)


def _at(found: BorderPoint, gazetteer: Gazetteer) -> Place:
    (lat, lon), pair = found
    name = f"the border of {' and '.join(country_name(code, gazetteer) for code in pair)}"
    return Place(
        f"kimmap:border-{'-'.join(pair)}@{lat:.3f},{lon:.3f}", name, "position", lat, lon, countries=pair,
        radius_km=ACCURACY_KM,
    )  # fmt: skip


def _countries_in(match: re.Match[str], gazetteer: Gazetteer) -> tuple[str, ...] | None:
    """The countries whose border is meant, none where it is that of where one is; None where one is no country."""
    words = [part for group in ("owner", "kind", "a", "b") for part in _PARTS.split(match[group] or "") if part]
    codes = [_country(word, gazetteer) for word in words]
    if any(word in _LANDS for word in words):
        return None  # between parts of one country: the table has none of these
    return None if None in codes else tuple(dict.fromkeys(c for c in codes if c))


def _country(word: str, gazetteer: Gazetteer) -> str | None:
    return gazetteer.demonym(word) or next(_countries_called(word, gazetteer), None)


def _countries_called(word: str, gazetteer: Gazetteer) -> Iterator[str]:
    return (p.country for p in gazetteer.find(word)[:3] if p.kind == "country" and p.country)
