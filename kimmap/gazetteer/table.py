"""The places of an index file by their numbers, made from its records when they are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, make_dataclass
from typing import TYPE_CHECKING, Any

from kimmap.gazetteer.columns import Columns
from kimmap.gazetteer.layout import AREA, AREAS, KINDS, RECORD, RECORD_AREA
from kimmap.model import Place

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_REMEMBERED = 40_000
_Unchecked = make_dataclass("_Unchecked", [field.name for field in fields(Place)], slots=True)
"""A ``Place`` before it is one: without checks, which were passed when the index was written."""
_Area = tuple[str | None, tuple[str, ...], str | None, str | None]


class PlaceTable:
    """All places of an index, which stay the same objects for as long as they are asked for often."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._file, self._records, self._end = columns.raw("place")
        self._texts = columns.raw("text")[1]
        self._known: dict[int, Place] = {}
        self._areas: list[str | _Area] = []
        self._areas_by_country: dict[str, list[int]] = defaultdict(list)

    def read(self, numbers: Iterable[int]) -> tuple[Place, ...]:
        """The places with these numbers, in their order."""
        known, areas, file, records, texts = self._known, self._all_areas(), self._file, self._records, self._texts
        unpack, size, new, kinds = RECORD.unpack_from, RECORD.size, object.__new__, KINDS
        found: list[Place] = []
        for number in numbers:
            if number in known:
                found.append(known[number])
                continue
            # Spelt out for each field: most of a look-up's time is spent here.
            place: Any = new(_Unchecked)
            place.lat, place.lon, place.radius_km, place.population, start, end, area, kind, place.capital = unpack(
                file, records + number * size
            )
            place.id, place.name = file[texts + start : texts + end].decode().split("\0", 1)
            place.kind = kinds[kind]
            within = areas[area]
            if within.__class__ is str:
                within = self._area(area)
            place.country, place.countries, place.region, place.district = within
            place.__class__ = Place
            known[number] = place
            found.append(place)
        if len(known) > _REMEMBERED:
            known.clear()
        return tuple(found)

    def in_country(self, numbers: npt.NDArray[np.uint32], country: str) -> npt.NDArray[np.bool_]:
        """Which of the places lie in a country or on its border."""
        import numpy as np

        here = np.zeros(len(self._all_areas()), bool)
        here[self._areas_of(country)] = True
        area = np.dtype({"names": ["area"], "formats": ["u4"], "offsets": [RECORD_AREA], "itemsize": RECORD.size})
        records = np.frombuffer(self._file, area, (self._end - self._records) // RECORD.size, self._records)
        within: npt.NDArray[np.bool_] = here[records["area"][numbers]]
        return within

    def forget(self) -> None:
        """Let go of the places that were read."""
        self._known.clear()

    def _areas_of(self, country: str) -> list[int]:
        """The areas that lie in a country or on its border."""
        if not self._areas_by_country:
            for number in range(len(self._all_areas())):
                code, countries, _region, _district = self._area(number)
                for each in (code,) if code else countries:
                    self._areas_by_country[each].append(number)
        return self._areas_by_country.get(country, [])

    def _area(self, number: int) -> _Area:
        area = self._all_areas()[number]
        if isinstance(area, str):
            country, countries, region, district = area.split(AREA, 3)
            area = country or None, tuple(countries.split()), region or None, district or None
            self._areas[number] = area
        return area

    def _all_areas(self) -> Sequence[str | _Area]:
        """All areas, those that were asked for taken apart."""
        if not self._areas:
            file, start, end = self._columns.raw("area")
            self._areas = list(file[start:end].decode().split(AREAS)[:-1])
        return self._areas
