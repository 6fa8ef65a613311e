"""Says which place a description means: by kind, country, nearness and what the document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kimmap.gazetteer import Gazetteer
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis
from kimmap.model import Place, PlaceMention, Resolution


def resolve_descriptions(
    mentions: Sequence[PlaceMention], analyses: Sequence[Analysis], gazetteer: Gazetteer, results: dict[int, Resolution]
) -> None:
    """Fill in ``results`` for the mentions that are descriptions; those of names are there already."""
    for i, mention in enumerate(mentions):
        if mention.reference == "description":
            results[i] = _resolve(i, mention, mentions, gazetteer, results)


def _resolve(i: int, mention: PlaceMention, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, results: dict[int, Resolution]) -> Resolution:
    document = mention.quote.document
    around = [results[j] for j, m in enumerate(mentions) if m.quote.document is document and m.reference == "name" and results[j].place]
    collection = [results[j] for j, m in enumerate(mentions) if m.reference == "name" and results[j].place]
    earlier = [r for r in around if r.mention.quote.end <= mention.quote.start]
    for r in reversed(earlier[-8:]):
        assert r.place
        if r.place.kind in mention.kinds and (mention.kinds != ("city",) or "capital" not in mention.name or r.place.capital):
            return Resolution(mention, r.place, f"“{mention.name}” takes up {r.place.name}, named before", 0.6)
    owner = re.match(r"((?:[A-Z][\w-]+\s+){0,2}[A-Z][\w-]+)['’]s?\s", mention.name)
    code = None
    if owner:
        places = gazetteer.find(owner[1])
        code = places[0].country if places and places[0].kind == "country" else None
    countries = [code] if code else [c for c, _n in Counter(_country(r.place) for r in around if r.place).most_common() if c][:2]
    if "border_crossing" in mention.kinds and not code:
        return _crossing(mention, countries, collection, gazetteer)
    if not code and mention.kinds == ("city",):
        return Resolution(mention, None, f"nothing says which {mention.name}")
    pool = [p for c in countries for p in gazetteer.of_kind(mention.kinds, c)] if "city" not in mention.kinds else []
    if len(pool) == 1 or (pool and code):
        return Resolution(mention, pool[0], f"the best known {mention.kinds[0]} of {code or countries[0]}", 0.5)
    return Resolution(mention, None, f"nothing says which {mention.name}")


def _country(place: Place | None) -> str | None:
    return place.country if place else None


def _crossing(mention: PlaceMention, countries: list[str], collection: list[Resolution], gazetteer: Gazetteer) -> Resolution:
    if len(countries) < 2:
        return Resolution(mention, None, f"nothing says between which countries {mention.name} is")
    pool = [p for p in gazetteer.of_kind(("border_crossing",), countries[0]) if countries[1] in p.countries]
    stops = [r.place for r in collection if r.place and not r.place.is_area and r.place.country in countries]
    if not pool or not stops:
        return Resolution(mention, None, f"no crossing known between {' and '.join(countries)}")
    best = min(pool, key=lambda p: (sum(sorted(geodesic_km(p.point, s.point) for s in stops)[:3]), p.id))
    return Resolution(mention, best, f"the crossing between {' and '.join(countries)} nearest to the other places", 0.5)
