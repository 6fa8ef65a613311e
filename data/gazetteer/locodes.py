"""UN/LOCODE, the United Nations' code of places of trade and transport, as the build scripts read it.

The issue 2023-1 of the United Nations Economic Commission for Europe (UNECE), by way of ``pyunlocode`` (PyPI), which
has UNECE's own three files.  A row has a country (ISO 3166-1), often a subdivision (ISO 3166-2), what the place is
used for, the status of the entry, and for four of five rows a point in whole minutes.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sources import km, unpacked_wheel

from kimmap.gazetteer.folding import filing_keys, name_key, search_keys
from kimmap.gazetteer.supplement import Entry

PACKAGE = "pyunlocode==0.1.0", "5b55a2433ba66833f2f3e0fe3fdd5ce05d3a040fe018d240e5a305dddec57d4e"
TRUSTED_KM = 10
"""A point no further from the only town of its name in its country is right."""
NEIGHBOURS = 8
"""The subdivision of a place is right when one of so many of its neighbours has it, too."""
FEW = 20
"""Where no more points than these can be trusted in a country, there are no neighbours to ask."""
QUALIFIER = re.compile(r"\s*(?:[,/(].*)$")
"""What is behind a name to tell it from others: the county, the town that a port or quarter belongs to."""


@dataclass(frozen=True)
class Location:
    """A row with a point in degrees; ``uses`` are its function codes: 1 port, 2 rail, 3 road, 4 airport."""

    country: str
    code: str
    name: str
    subdivision: str
    uses: str
    status: str
    point: tuple[float, float]

    @property
    def bare(self) -> str:
        """The name without what tells it from others."""
        return QUALIFIER.sub("", self.name).strip()

    @property
    def qualifier(self) -> str:
        """What tells it from others, without its punctuation: "Umeå" of "Holmsund/Umeå"."""
        return self.name[len(self.bare) :].strip(" ,/()")


def locations() -> list[Location]:
    """All rows with a point that are not withdrawn."""
    found = []
    for change, country, code, name, _, subdivision, uses, status, _, _, where, _ in _rows():
        at = re.fullmatch(r"(\d\d)(\d\d)([NS]) (\d\d\d)(\d\d)([EW])", where)
        if at and code and change not in ("X", "x", "="):
            lat, lon = int(at[1]) + int(at[2]) / 60, int(at[4]) + int(at[5]) / 60
            point = (lat if at[3] == "N" else -lat), (lon if at[6] == "E" else -lon)
            found.append(Location(country, code, name.strip(), subdivision, uses, status, point))
    return found


def references() -> list[tuple[str, str, str]]:
    """Country, another name and the name of the row that it refers to: ("BE", "Ghent", "Gent")."""
    pairs = [(row[1], *row[3].split(" = ")) for row in _rows() if row[0] == "=" and row[3].count(" = ") == 1]
    return [(country, other, name) for country, other, name in pairs]


def _rows() -> Iterator[list[str]]:
    folder = unpacked_wheel(*PACKAGE) / "pyunlocode" / "csv"
    for path in sorted(folder.glob("* UNLOCODE CodeListPart*.csv")):
        with path.open(encoding="latin-1", newline="") as file:
            yield from csv.reader(file)


def is_all_words(name: str) -> bool:
    """Whether each part of a name is a common word or somebody's name: "North Bridge", "Ash Green", "Russel"."""
    from build_small_places import common_people
    from lemminflect import getAllLemmas

    parts = re.split(r"[ '’-]+", name.lower())
    return all(len(part) < 3 or part in common_people(None) or getAllLemmas(part) for part in parts)


class Towns:
    """What the other tables and GeoNames know by name, and their towns by country."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.keys: set[str] = set()
        self.named: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self._cells: dict[tuple[str, int, int], list[Entry]] = defaultdict(list)
        for entry in entries:
            place = entry.place
            keys = set().union(*map(filing_keys, (place.name, *entry.names)))
            self.keys |= keys
            if place.country and place.id.startswith("geonames:") and place.kind == "city":
                self._cells[place.country, round(place.lat * 4), round(place.lon * 4)].append(entry)
                for key in keys:
                    self.named[place.country, key].append(entry)

    def knows(self, name: str) -> bool:
        """Whether there is a place of this name anywhere."""
        return any(key in self.keys for key in search_keys(name))

    def near(self, country: str, point: tuple[float, float], reach_km: float) -> list[Entry]:
        """The towns of a country around a point, as far as ``reach_km``."""
        row, column = round(point[0] * 4), round(point[1] * 4)
        high = math.ceil(reach_km / 27)
        wide = math.ceil(high / max(0.1, math.cos(math.radians(point[0]))))
        around = (
            entry
            for y in range(row - high, row + high + 1)
            for x in range(column - wide, column + wide + 1)
            for entry in self._cells.get((country, y, x), ())
        )
        return [entry for entry in around if km(point, entry.place.point) <= reach_km]


class Neighbours:
    """The points of UN/LOCODE that GeoNames confirms, with their subdivisions and first-level areas."""

    def __init__(self, rows: Iterable[Location], towns: Towns) -> None:
        self.compared: dict[Location, Entry] = {}
        self.rows = list(rows)
        often = Counter((row.country, name_key(row.name)) for row in self.rows)
        for row in self.rows:
            bearers = towns.named.get((row.country, name_key(row.name)), [])
            if len(bearers) == 1 and often[row.country, name_key(row.name)] == 1:
                self.compared[row] = bearers[0]
        self._points: dict[str, Any] = {}
        self._trusted: dict[str, list[tuple[Location, str | None]]] = defaultdict(list)
        for row, town in self.compared.items():
            if km(row.point, town.place.point) <= TRUSTED_KM:
                self._trusted[row.country].append((row, town.place.region))

    def around(self, row: Location) -> list[tuple[Location, str | None]]:
        """The confirmed neighbours in the same country, nearest first, each with its first-level area."""
        import numpy as np

        others = self._trusted[row.country]
        if not others:
            return []
        if row.country not in self._points:
            self._points[row.country] = np.array([other.point for other, _ in others])
        lats, lons = (self._points[row.country] - row.point).T
        squares = lats**2 + (lons * math.cos(math.radians(row.point[0]))) ** 2
        nearest = np.argpartition(squares, min(NEIGHBOURS, len(others) - 1))[: NEIGHBOURS + 1]
        ordered = nearest[np.argsort(squares[nearest])]
        return [others[i] for i in ordered if others[i][0] != row][:NEIGHBOURS]

    def confirm(self, row: Location) -> bool:
        """Whether the place lies among places of its subdivision; without one, there is nothing to hold against it."""
        if not row.subdivision or len(self._trusted[row.country]) <= FEW:
            return True
        return any(other.subdivision == row.subdivision for other, _ in self.around(row))

    def region(self, row: Location) -> str:
        """The first-level area that its nearest neighbours, those of its subdivision where it has one, agree on."""
        near = [r for other, r in self.around(row) if other.subdivision == row.subdivision or not row.subdivision][:3]
        return near[0] if near and near[0] and len(set(near)) == 1 else ""

    def agreement(self, reach_km: float) -> dict[str, tuple[int, int]]:
        """Country → how many confirmed-by-subdivision points can be compared with GeoNames, and how many are near."""
        found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for row, town in self.compared.items():
            if self.confirm(row):
                count, near = found[row.country]
                found[row.country] = count + 1, near + (km(row.point, town.place.point) <= reach_km)
        return found
