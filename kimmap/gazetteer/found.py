"""What a look-up found: the numbers of the places at once, the places themselves when somebody looks at one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from kimmap.gazetteer.renown import names_of_today_first
from kimmap.gazetteer.table import PlaceTable
from kimmap.model import Place


class Found(Sequence[Place]):
    """The places of one name, best first, read from ``table`` all together with the first that is looked at.

    How many there are is known without reading any, which is all that many questions need: is this a name?
    ``key`` is the name, folded, where its places are still to be put in order by what they are called today.  Equal to
    a tuple of the same places.
    """

    __slots__ = ("_key", "_numbers", "_places", "_table")

    def __init__(self, table: PlaceTable, numbers: Sequence[int], key: str = "") -> None:
        self._table = table
        self._numbers = numbers
        self._key = key
        self._places: tuple[Place, ...] | None = None

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Place: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Place, ...]: ...
    def __getitem__(self, index: int | slice) -> Place | tuple[Place, ...]:
        return self._read()[index]

    def __iter__(self) -> Iterator[Place]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        return self._read() == tuple(other) if isinstance(other, Found | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._read())

    def __repr__(self) -> str:
        return repr(self._read())

    def _read(self) -> tuple[Place, ...]:
        if self._places is None:
            places = self._table.read(self._numbers)
            self._places = names_of_today_first(places, self._key) if self._key else places
        return self._places
