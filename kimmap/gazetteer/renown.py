"""How well known a place is, which orders the places of one name."""

from __future__ import annotations

import math

from kimmap.gazetteer.supplement import Entry
from kimmap.model import Place, PlaceKind

_OTHER_NAME, _CAPITAL = 0.1, 0.4
_LEVEL: dict[PlaceKind, float] = {"continent": 1.2, "country": 1.15, "region": 0.75, "district": 0.25}
_UNPEOPLED = 1.1
"""What a place without inhabitants has when its rank is 0; each rank takes a tenth of it."""

_FAMOUS_MOUNTAIN = 0.5
"""What a mountain that the world knows has above others: more than the region that is called after it."""


def prominence(entry: Entry) -> float:
    """How likely a bare name means this place, before anything is known of the text: about 0 to 2."""
    place = entry.place
    level = _LEVEL.get(place.kind, 0.0) + (_CAPITAL if place.capital else 0.0)
    if place.population:
        level -= max(0.0, entry.rank - 5) * 0.22
        return level + 0.9 * math.log10(place.population + 1) / 8
    level += _UNPEOPLED * (1 - entry.rank / 10) * (0.5 if level else 1.0)
    return level + (_FAMOUS_MOUNTAIN if place.kind == "mountain" and entry.rank <= 1 else 0.0)


def other_name_costs(place: Place) -> float:
    """What it costs in prominence that a name is not the usual one: as much as having a tenth of the inhabitants.

    What being the capital is worth goes, too: a capital is known as such by the name that it has today.
    """
    return _OTHER_NAME + (_CAPITAL if place.capital else 0.0)
