"""Airports with a IATA code, from airportsdata (MIT): airports.tsv.

An airport is found by its full name, with "International" or without, and by its name without the city's.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import airportsdata
from sources import HERE, km_from_country, write_table

from kimmap.gazetteer.folding import name_key

OFF_KM = 60
"""An airport further from its country than this has a wrong point or country."""
RANK = {"International": 6.5, "Intercontinental": 6.5}
OTHER_RANK = 8.0
SHORT = re.compile(
    r" (International|Intl|Intercontinental|Regional|Municipal|County|Airport|Airfield|Air Base|Field)\b"
)
KNOWN_AS = {
    "AMS": "Schiphol", "BER": "Brandenburg Airport", "BWI": "BWI", "CDG": "Roissy", "DCA": "Reagan National",
    "DFW": "DFW|Dallas-Fort Worth Airport", "DME": "Domodedovo", "EWR": "Newark Airport", "EZE": "Ezeiza Airport",
    "GRU": "Guarulhos Airport", "HND": "Haneda", "IAD": "Dulles", "JFK": "JFK|Kennedy Airport",
    "KBP": "Boryspil Airport", "LAX": "LAX", "LED": "Pulkovo", "LGA": "LaGuardia|La Guardia Airport", "LGW": "Gatwick",
    "LHR": "Heathrow", "LIN": "Linate", "LTN": "Luton Airport", "MDW": "Midway Airport", "MXP": "Malpensa",
    "NRT": "Narita Airport", "ORD": "O'Hare", "ORY": "Orly Airport", "SFO": "SFO", "STN": "Stansted",
    "SVO": "Sheremetyevo", "TLV": "Ben Gurion", "TXL": "Tegel Airport", "VKO": "Vnukovo", "YYZ": "Pearson Airport",
}  # fmt: skip
"""What running text calls an airport beside its full name."""


def main() -> None:
    airports = [a for a in airportsdata.load("IATA").values() if _is_sound(a)]
    shared = Counter(name_key(_short(a)) for a in airports)
    rows = []
    for airport in sorted(airports, key=lambda a: a["iata"]):
        full = _full(airport["name"])
        short = _short(airport)
        names = {full.replace(" International", ""), airport["name"]}
        if airport["city"] and airport["city"] not in full:
            names |= {f"{airport['city']} Airport", f"{airport['city']} {full}"}
        if shared[name_key(short)] == 1 and len(short) > 4 and short != airport["city"]:
            names.add(f"{short} Airport")
        names |= set(filter(None, KNOWN_AS.get(airport["iata"], "").split("|")))
        rows.append(
            {
                "id": f"kimmap:airport/{airport['iata'].lower()}",
                "name": full,
                "kind": "airport",
                "lat": f"{airport['lat']:.4f}",
                "lon": f"{airport['lon']:.4f}",
                "countries": airport["country"],
                "region": airport["subd"].replace("-", " ") if airport["country"] in ("US", "CA") else "",
                "radius_km": "3",
                "rank": next((rank for word, rank in RANK.items() if word in full), OTHER_RANK),
                "names": "|".join(sorted(names - {full})),
            }
        )
    print(write_table(HERE / "airports.tsv", rows), "airports")


def _is_sound(airport: dict[str, Any]) -> bool:
    away = km_from_country(airport["lat"], airport["lon"], airport["country"])
    return bool(airport["name"]) and (away <= OFF_KM or away == float("inf"))


def _full(name: str) -> str:
    name = re.sub(r"\bIntl?\b\.?", "International", name)
    return (
        name
        if re.search(r"Airport|Airfield|Air ?Base|Airbase|Aerodrome|Heliport|Station$", name)
        else f"{name} Airport"
    )


def _short(airport: dict[str, Any]) -> str:
    """The name without what all airports have in theirs, and without the city's name before it."""
    short = SHORT.sub("", airport["name"]).strip()
    city = airport["city"]
    return short.removeprefix(city).strip(" -/") or short if city else short


if __name__ == "__main__":
    main()
