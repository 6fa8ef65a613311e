"""Says which place a description means: what was named before, or what the gazetteer has of its kind near by."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from kimmap.gazetteer import Gazetteer, country_name
from kimmap.geodesy import geodesic_km, nearest_km
from kimmap.grouping import by_document
from kimmap.model import Document, Place, PlaceKind, PlaceMention, Resolution
from kimmap.places.adverbs import resolve_adverb
from kimmap.places.candidates import CandidateFinder, finder_for
from kimmap.places.capitals import resolve_capital
from kimmap.places.evidence import country_words
from kimmap.places.surroundings import (
    Surroundings,
    dateline,
    named_before,
    named_behind,
    topic,
    town_of_story,
)  # fmt: skip

_AROUND_KM = {
    "airport": 60.0,
    "port": 40.0,
    "station": 30.0,
    "volcano": 120.0,
    "lake": 80.0,
    "park": 80.0,
    "island": 80.0,
}
_CROSSING: tuple[PlaceKind, ...] = ("border_crossing",)
_FACILITIES = frozenset({"airport", "port", "station"})
_BORDER = re.compile(r"\b(?:border|frontier)", re.IGNORECASE)
_CAPITAL = re.compile(r"\bcapital\b", re.IGNORECASE)
_PLAIN = re.compile(
    r"(?:(?:local|main|central|international|railway|train|rail|nearby|whole|old|new|city|town|national|same)\s)*\w+",
    re.IGNORECASE,
)
"""Nouns whose adjectives tell nothing that the gazetteer could not."""
_INDEFINITE = re.compile(r"^(?:an?|another)\s", re.IGNORECASE)
_OWNER = re.compile(r"^((?:[A-Z][\w-]+\s+){0,3}?[A-Z][\w-]+)['’]s?\s")


def resolve_descriptions(
    mentions: Sequence[PlaceMention], gazetteer: Gazetteer, results: dict[int, Resolution]
) -> None:
    """Fill in ``results`` for the mentions that are descriptions; those of all others are there already."""
    described: dict[int, list[int]] = {}
    for i, mention in enumerate(mentions):
        if mention.reference == "description":
            described.setdefault(id(mention.quote.document), []).append(i)
    if not described:
        return
    finder = finder_for(gazetteer)
    all_points = {r.place.id: r.place for r in results.values() if r.place and not r.place.is_area}
    collection = tuple(all_points[k] for k in sorted(all_points))
    named_in = by_document((r for r in results.values() if r.place), lambda r: r.mention.quote.document)
    for indices in described.values():
        document = mentions[indices[0]].quote.document
        own = sorted(named_in(document), key=lambda r: r.mention.quote.start)
        around = Surroundings(document, tuple(own), _countries_of(document, own, finder), collection)
        for i in indices:
            results[i] = _resolve(mentions[i], around, finder)
            if results[i].place:
                at = bisect_right(around.named, mentions[i].quote.start, key=lambda r: r.mention.quote.start)
                merged = (*around.named[:at], results[i], *around.named[at:])
                around = Surroundings(document, merged, around.countries, collection)


def _countries_of(document: Document, own: Iterable[Resolution], finder: CandidateFinder) -> tuple[str, ...]:
    count = Counter(r.place.country for r in own if r.place and r.place.country)
    count.update(code for _, code in country_words(document.text, finder))
    return tuple(code for code, _ in sorted(count.items(), key=lambda item: (-item[1], item[0])) if code)


def _resolve(mention: PlaceMention, around: Surroundings, finder: CandidateFinder) -> Resolution:
    if not mention.kinds:
        return resolve_adverb(mention, around)
    owner = _owner(mention, around, finder)
    if town := _town_that_owns(mention, around):
        return _of_town(mention, town, finder.gazetteer)
    if _BORDER.search(mention.name):
        return _border(mention, owner, around, finder)
    if _CAPITAL.search(mention.name) and "city" in mention.kinds:
        return resolve_capital(mention, owner, around, finder) or _unclear(mention)
    indefinite = _INDEFINITE.match(mention.quote.text) is not None
    if not owner and not indefinite and (before := _taken_up(mention, around, finder)):
        return Resolution(mention, before, f"“{mention.quote.text}” takes up {before.name}, named before it", 0.6)
    if mention.kinds == ("city",):
        return _unclear(mention)
    if owner or "spaceport" in mention.kinds:
        return _of_country(mention, owner, around, finder.gazetteer)
    return _unclear(mention) if indefinite else _near_by(mention, around, finder.gazetteer)


def _unclear(mention: PlaceMention) -> Resolution:
    return Resolution(mention, None, f"nothing tells which place “{mention.quote.text}” is")


def _owner(mention: PlaceMention, around: Surroundings, finder: CandidateFinder) -> str | None:
    """The country that a description names: "Russia's …", "the Angolan …", "its …"."""
    if match := _OWNER.match(mention.name):
        found = finder.candidates(match[1])
        return found.places[0].country if found.places else None
    for _, code in country_words(mention.name, finder):
        return code
    if re.match(r"(?:its|their)\s", mention.quote.text, re.IGNORECASE):
        return next(
            (r.place.country for r in named_before(mention, around) if r.place and r.place.kind == "country"), None
        )
    return None


def _town_that_owns(mention: PlaceMention, around: Surroundings) -> Place | None:
    """ "Lima's southern station", "the airport at Lima": the town whose station, port or airport it is."""
    if not set(mention.kinds) <= _FACILITIES:
        return None
    here = (r.place for r in around.named if r.mention.quote.start == mention.quote.start and r.mention != mention)
    owner = next((p for p in here if p is not None and p.kind == "city"), None)
    behind = named_behind(mention, around) if _PLAIN.fullmatch(mention.name) else None
    return owner or (behind if behind and behind.kind in ("city", "island") else None)


def _of_town(mention: PlaceMention, town: Place, gazetteer: Gazetteer) -> Resolution:
    """The only station, port or airport of a town or of its name; the town itself where none or several are known."""
    radius_km = max(_AROUND_KM.get(k, 50.0) for k in mention.kinds)
    found = gazetteer.near(town.lat, town.lon, radius_km, mention.kinds)
    found = _main_first(found)
    named = [place for place in found if place.name.startswith(town.name)]
    large = [place for place in found if "International" in place.name]
    if len(only := next((some for some in (named, large) if len(some) == 1), found)) == 1:
        return Resolution(mention, only[0], f"the only {only[0].kind} of {town.name}, which is said to have it", 0.7)
    return Resolution(mention, town, f"{town.name}, which is said to have it, stands for it", 0.6, found[:3])


def _main_first(found: Sequence[Place]) -> tuple[Place, ...]:
    """International airports before airfields, which may lie nearer to the town."""
    return tuple(sorted(found, key=lambda p: p.kind == "airport" and "International" not in p.name))


def _taken_up(mention: PlaceMention, around: Surroundings, finder: CandidateFinder) -> Place | None:
    """What "the town" takes up: what the text is about where it calls it so, else what was named last."""
    about = topic(around)
    words = mention.name.lower()
    if about and about[0].kind in mention.kinds and re.search(rf"\b{re.escape(words)}$", about[1]):
        return about[0]
    named = [r for r in named_before(mention, around) if r.place and r.place.kind in mention.kinds]
    head = dateline(around)
    if head and head.place and head.place.kind in mention.kinds and words in ("city", "town") and named:
        between = around.document.text[named[0].mention.quote.end : mention.quote.start]
        if "\n" in between:
            return head.place
    if named or words != "island":
        return named[0].place if named else None
    areas = (r.place for r in named_before(mention, around) if r.place and r.place.kind in ("region", "country"))
    return next((p for p in areas if _is_island(p, finder)), None)


def _is_island(area: Place, finder: CandidateFinder) -> bool:
    """Whether a region or country is an island of the same name."""
    twins = finder.candidates(area.name).places
    return any(p.kind == "island" and p.name == area.name and p.country == area.country for p in twins)


# --------------------------------------------------------------------------------- by kind and country


def _of_country(mention: PlaceMention, owner: str | None, around: Surroundings, gazetteer: Gazetteer) -> Resolution:
    """The place of that kind in a country: the one in the region that the text speaks of, else the best known."""
    countries = [owner] if owner else list(around.countries[:2])
    for country in countries:
        found = gazetteer.of_kind(mention.kinds, country)
        if not found:
            continue
        best = min(range(len(found)), key=lambda i: (0.4 * i - _closeness(found[i], around), found[i].id))
        what = found[best].kind.replace("_", " ")
        why = f"the {'only' if len(found) == 1 else 'best known'} {what} of {country_name(country, gazetteer)}"
        if best:
            why = f"the {what} of {country_name(country, gazetteer)} nearest to the other places"
        return Resolution(mention, found[best], why, 0.7 if owner else 0.5, found[:3] if best > 2 else ())
    return _unclear(mention)


def _closeness(place: Place, around: Surroundings) -> float:
    """How well a place agrees with where the text is: 1 for each region named that holds it, less for places near."""
    holding = sum(
        1.0 for r in {r.place.id: r for r in around.named if r.place}.values()
        if r.place and r.place.kind == "region" and _holds(r.place, place)
    )  # fmt: skip
    nearest = nearest_km(place.point, [p.point for p in around.collection])
    return holding + max(0.0, 1.0 - nearest[0] / 1000.0 if nearest else 0.0)


def _holds(region: Place, place: Place) -> bool:
    if region.country and place.region == region.name:
        return True
    return bool(region.radius_km) and geodesic_km(region.point, place.point) <= region.radius_km


def _near_by(mention: PlaceMention, around: Surroundings, gazetteer: Gazetteer) -> Resolution:
    """The place of that kind beside the place named last: the airport of the town, the volcano above it."""
    last = town_of_story(mention, around)
    if last is None:
        return _unclear(mention)
    if not _PLAIN.fullmatch(mention.name):
        return _unclear(mention)  # "the rangers' station": another one than the town's
    radius_km = max(_AROUND_KM.get(k, 50.0) for k in mention.kinds)
    found = _main_first(gazetteer.near(last.lat, last.lon, radius_km, [k for k in mention.kinds if k != "city"]))
    if len(found) == 1 or (found and set(mention.kinds) & _FACILITIES):
        return Resolution(mention, found[0], f"the {found[0].kind} near {last.name}, named before it", 0.4, found[1:4])
    if not found and set(mention.kinds) & _FACILITIES and last.kind == "city":
        return Resolution(
            mention, last, f"no {mention.kinds[0]} is known there: {last.name}, named before it, stands for it", 0.3
        )
    return Resolution(mention, None, f"nothing tells which place “{mention.quote.text}” is", 0.0, found[:3])


# ----------------------------------------------------------------------------------------- borders


def _border(mention: PlaceMention, owner: str | None, around: Surroundings, finder: CandidateFinder) -> Resolution:
    """The crossing between two countries that is nearest to the other places of the journey."""
    gazetteer = finder.gazetteer
    just_named = next((r.place for r in named_before(mention, around)[:1]), None)
    if just_named and just_named.kind == "border_crossing" and not _INDEFINITE.match(mention.quote.text):
        return Resolution(
            mention, just_named, f"“{mention.quote.text}” takes up {just_named.name}, named before it", 0.6
        )
    for pair in _borders(mention, owner, around, finder):
        crossings = [p for p in gazetteer.of_kind(_CROSSING, pair[0]) if pair[1] in p.countries]
        near = _stops_between(pair, around)
        if crossings and near:
            best = min(crossings, key=lambda p: (_way_km(p, near), p.id))
            names = " and ".join(country_name(c, gazetteer) for c in pair)
            return Resolution(mention, best, f"the crossing between {names} that is nearest to the other places", 0.5)
    return _unclear(mention)


def _borders(
    mention: PlaceMention, owner: str | None, around: Surroundings, finder: CandidateFinder
) -> Iterable[tuple[str, str]]:
    """Pairs of countries whose border may be meant, likeliest first."""
    quote = mention.quote
    in_sentence = [code for _, code in country_words(quote.sentence, finder)]
    in_sentence += [
        r.place.country for r in around.named
        if r.place and r.place.country and quote.sentence_start <= r.mention.quote.start < quote.sentence_end
    ]  # fmt: skip
    ordered = list(dict.fromkeys(([owner] if owner else []) + in_sentence + list(around.countries[:4])))
    pairs = sorted(combinations(range(len(ordered)), 2), key=lambda pair: (sum(pair), pair))
    return [(ordered[a], ordered[b]) for a, b in pairs if not owner or owner in (ordered[a], ordered[b])]


def _stops_between(pair: tuple[str, str], around: Surroundings) -> list[Place]:
    """Places of the two countries: those of the document, or of the collection where it has none in one of them."""
    own = {r.place.id: r.place for r in around.named if r.place and not r.place.is_area and r.place.country in pair}
    others = {p.id: p for p in around.collection if p.country in pair}
    return list((own | others).values())


def _way_km(crossing: Place, places: Sequence[Place]) -> float:
    """How far the three nearest places are from a crossing, taken together."""
    return sum(nearest_km(crossing.point, [p.point for p in places], 3))
