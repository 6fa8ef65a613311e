"""Says which place "the capital" is: that of the country said beside it, one that the text has named, or a region's."""

from __future__ import annotations

import re
from collections import Counter

from kimmap.gazetteer import Gazetteer, country_name
from kimmap.gazetteer.folding import name_key
from kimmap.model import Place, PlaceKind, PlaceMention, Resolution
from kimmap.places.candidates import CandidateFinder
from kimmap.places.evidence import country_words
from kimmap.places.surroundings import Surroundings, dateline, named_before, topic

_TOWN: tuple[PlaceKind, ...] = ("city",)
_REGIONAL = re.compile(
    r"\b(?:regional|provincial|county|departmental|district|cantonal|oblast|island|governorate)\s", re.IGNORECASE
)
_OTHER = re.compile(
    r"\b(?:imperial|former|old|ancient|royal|medieval|colonial|summer|winter|commercial|financial|economic)\s",
    re.IGNORECASE,
)
"""Capitals that are none of a country today."""


def resolve_capital(
    mention: PlaceMention, owner: str | None, around: Surroundings, finder: CandidateFinder
) -> Resolution | None:
    """The place that "the capital" means; None where nothing tells."""
    gazetteer = finder.gazetteer
    if _REGIONAL.search(mention.name):
        return _of_region(mention, around)
    if _OTHER.search(mention.name):
        return None
    if not owner and (measured := _country_measured(mention, around)) and (seat := capital_of(measured, gazetteer)):
        why = f"the capital of {country_name(measured, gazetteer)}, from which the text tells the way"
        return Resolution(mention, seat, why, 0.6)
    if not owner and (named := _named(mention, around, finder)):
        return Resolution(mention, named, f"“{mention.quote.text}” takes up {named.name}, named before it", 0.6)
    before = (r.place.country for r in named_before(mention, around) if r.place and r.place.country)
    home = _countries_beside(mention, around, finder) if _is_left(mention) else set[str]()
    country = owner or (next(iter(home)) if len(home) == 1 else next(before, None))
    country = country or next(iter(around.countries), None)
    found = capital_of(country, gazetteer) if country else None
    if country is None or found is None:
        return None
    return Resolution(mention, found, f"the capital of {country_name(country, gazetteer)}", 0.8 if owner else 0.5)


_MEASURED = re.compile(
    r"\d\s?-?(?:km|kilomet(?:re|er)s?|miles?|mi|hours?|minutes)\b[^,.;]{0,40}\b(?:from|of|outside)(?:\sthe)?\s\Z"
)


def _country_measured(mention: PlaceMention, around: Surroundings) -> str | None:
    """ "Cusco, 570 kilometres from the capital": the country of the place that the way is told for."""
    quote = mention.quote
    before = quote.document.text[quote.sentence_start : quote.start]
    if not (told := _MEASURED.search(before)):
        return None
    measured = (
        r.place.country
        for r in named_before(mention, around)
        if r.place and not r.place.is_area and quote.sentence_start <= r.mention.quote.start
        and r.mention.quote.end <= quote.sentence_start + told.start() and r.mention.reference == "name"
    )  # fmt: skip
    return next(measured, None)


def _is_left(mention: PlaceMention) -> bool:
    """ "A train carried the Uzbek leader north from the capital": whoever sets out does so from his own."""
    quote = mention.quote
    return quote.document.text[quote.sentence_start : quote.start].rstrip().endswith(" from")


def capital_of(country: str, gazetteer: Gazetteer) -> Place | None:
    """The capital of a country, by its code."""
    return next((p for p in gazetteer.of_kind(_TOWN, country) if p.capital), None)


def _named(mention: PlaceMention, around: Surroundings, finder: CandidateFinder) -> Place | None:
    """A capital that the text has named before, unless its sentence speaks of another country.

    First the one of the dateline, then that of the country with the most names, then the one named first.
    """
    about = topic(around)
    if about and "capital" in about[1].split():
        return about[0]
    places = [r.place for r in reversed(named_before(mention, around)) if r.place and r.place.capital]
    head = dateline(around)
    if head and head.place and head.place.capital:
        places = [head.place, *places]
    elif places:
        told = Counter(r.place.country for r in around.named if r.place)
        places.sort(key=lambda p: -told[p.country])
    said = _countries_beside(mention, around, finder)
    return next((p for p in places if not said or p.country in said), None)


def _countries_beside(mention: PlaceMention, around: Surroundings, finder: CandidateFinder) -> set[str]:
    """The countries that the sentence of a mention names or speaks of the people of."""
    quote = mention.quote
    named = {
        r.place.country
        for r in around.named
        if r.place
        and r.place.kind == "country"
        and r.place.country
        and quote.sentence_start <= r.mention.quote.start < quote.sentence_end
    }
    return named | {code for _, code in country_words(quote.sentence, finder)}


def _of_region(mention: PlaceMention, around: Surroundings) -> Resolution | None:
    """The seat of a region: the town of the dateline, else one that was named and is called like its region."""
    head = dateline(around)
    towns = [r.place for r in named_before(mention, around) if r.place and r.place.kind == "city"]
    found = next((p for p in towns if p.region and name_key(p.region).startswith(name_key(p.name))), None)
    if head and head.place and head.place.kind == "city" and not head.place.capital:
        found = head.place
    if found is None:
        return None
    return Resolution(mention, found, f"“{mention.quote.text}” takes up {found.name}, named before it", 0.5)
