"""What an index file holds, as ``store`` writes it and ``index`` reads it.

A name is filed under 64 bits of its key.  ``name_hash`` has them in order, ``name_start`` where in ``name_place``
the numbers of its places begin, best first, and ``name_bucket`` where the hashes with the same leading bits begin.
Places are numbered as they were added; ``place`` has a record of each, ``text`` its id and name, ``area`` the areas
that they lie in.  Ids are filed like names; ``spot_…`` are
points by kind and cell of a grid; ``kind_place`` the places of each kind, most prominent first; ``other_…`` and
``course_…`` texts of the few places that have some.
"""

from __future__ import annotations

import struct
from typing import get_args
from zlib import crc32

from kimmap.model import PlaceKind

FORMAT = 6
"""Goes up with every change of what is in the file, so that an old index is not read."""
KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
CELLS_PER_DEGREE = 4
RECORD = struct.Struct("=dddqQQIB?")
"""Of a place: latitude, longitude, radius, population, where its id and name begin and end, area, kind, capital."""
RECORD_AREA = 48
"""Where in it the number of the area stands."""
AREA, AREAS = "\x1f", "\x1e"
"""Between the country, the countries, the region and the district of an area, and behind each area."""


def cell_of(lat: float, lon: float) -> int:
    """The grid cell of a point: rows of a quarter degree from the south, each from west to east."""
    row = min(int((lat + 90) * CELLS_PER_DEGREE), 180 * CELLS_PER_DEGREE - 1)
    column = min(int((lon + 180) * CELLS_PER_DEGREE), 360 * CELLS_PER_DEGREE - 1)
    return row * 360 * CELLS_PER_DEGREE + column


def cell_key(kind: int, cell: int) -> int:
    """Kind and cell as one number."""
    return kind << 20 | cell


def hash_of(text: str) -> int:
    """64 bits of a name's key or an id, the same on every machine: its checksum, and that of it read backwards.

    Two sums of different polynomials: among the 25 million names of GeoNames it is one in a hundred thousand that any
    two have the same.
    """
    content = text.encode()
    return crc32(content) << 32 | crc32(content[::-1])


def beginning_of(key: str) -> int:
    """32 bits of the first word of a key, in small letters."""
    return crc32(key.partition(" ")[0].removeprefix("=").lower().encode())


def bucket_bits(names: int) -> int:
    """By how many leading bits of their hashes names are found, so that about one or two share them."""
    return max(1, names.bit_length() - 1)
