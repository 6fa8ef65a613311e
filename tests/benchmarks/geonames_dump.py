"""Makes a file in the form of GeoNames' allCountries.zip, of invented places, for the tests and benchmarks.

    python tests/benchmarks/geonames_dump.py 2000000 /tmp/allCountries.zip

The shares of classes, the lengths of names and the numbers of other names are about those of the dump.
"""

from __future__ import annotations

import random
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

_SYLLABLES = (
    "ka", "lo", "mir", "ta", "ven", "dor", "su", "pal", "esh", "gri", "no", "bar", "tis", "ul", "ra", "mo", "zen",
    "hal", "ik", "or", "fe", "quin", "sta", "ber", "yo",
)  # fmt: skip
_KINDS = [
    ("P", "PPL", 0.38), ("H", "STM", 0.17), ("T", "MT", 0.09), ("S", "SCH", 0.08), ("T", "HLL", 0.06),
    ("H", "LK", 0.06), ("S", "FRM", 0.05), ("L", "LCTY", 0.04), ("A", "ADM4", 0.03), ("S", "HTL", 0.02),
    ("T", "ISL", 0.01), ("P", "PPLX", 0.01),
]  # fmt: skip
_COUNTRIES = ["US", "CN", "MX", "NO", "RU", "IN", "ID", "PK", "TR", "FR", "BR", "TH", "KR", "DE", "KE", "AU"]


def lines(count: int, seed: int = 1) -> Iterator[str]:
    """Lines of a dump: first the areas of each country, then ``count`` places of all kinds."""
    chance = random.Random(seed)
    number = 100_000_000
    for country in _COUNTRIES:
        for area in range(1, 21):
            number += 1
            yield _line(number, f"{_name(chance)} Province", (), chance, ("A", "ADM1"), country, f"{area:02d}", "")
    classes, weights = [k[:2] for k in _KINDS], [k[2] for k in _KINDS]
    for _ in range(count):
        number += 1
        others = tuple(_name(chance) for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 5))))
        kind = chance.choices(classes, weights)[0]
        yield _line(
            number, _name(chance), others, chance, kind, chance.choice(_COUNTRIES), f"{chance.randint(1, 20):02d}"
        )


def write(path: Path, count: int, seed: int = 1) -> None:
    """Write a zip file such as download.geonames.org has."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
        archive.open("allCountries.txt", "w", force_zip64=True) as file,
    ):
        for line in lines(count, seed):
            file.write(line.encode())


def _name(chance: random.Random) -> str:
    words = chance.choice((1, 1, 2))
    return " ".join("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))).capitalize() for _ in range(words))


def _line(
    number: int, name: str, others: tuple[str, ...], chance: random.Random, kind: tuple[str, str], country: str,
    area: str, district: str = "",
) -> str:  # fmt: skip
    population = int(chance.paretovariate(0.7) * 100) % 20_000_000 if kind[0] == "P" else 0
    lat, lon = chance.uniform(-60, 75), chance.uniform(-180, 180)
    columns = (
        number, name, name, ",".join(others), f"{lat:.5f}", f"{lon:.5f}", *kind, country, "", area, district, "", "",
        population, "", chance.randint(0, 3000), "Etc/UTC", "2020-01-01",
    )  # fmt: skip
    return "\t".join(map(str, columns)) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
