"""From documents to a trip: the sentence of the package, one call a clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import zip_longest
from pathlib import Path
from typing import Any

from kimmap.claims import identify_traveller, is_told_of, read_claims
from kimmap.dates import find_dates, settle_local_days
from kimmap.distances import check_distances
from kimmap.errors import NoTrip, WrongSettings
from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.itinerary import join_stops, leave_aside, merge_claims, name_trip
from kimmap.itinerary.naming import name_as_told
from kimmap.language import Recognizer, analyse_documents
from kimmap.model import Document, Trip
from kimmap.places import find_places, resolve_places

Progress = Callable[[str], None]
"""Told what is being done, as it begins: "reading the grammar"."""


def trace(
    documents: Iterable[Document],
    traveller: str | None = None,
    *,
    gazetteer: Gazetteer | None = None,
    recognizer: Recognizer | None = None,
    progress: Progress | None = None,
) -> Trip:
    """The trip that the documents tell of.

    ``traveller`` is the person, ship or group that travels; left out, the one whom the documents are
    about.  ``gazetteer`` and ``recognizer`` stand in for the embedded ones.  The same documents give the
    same trip, in whatever order they come: it has them by name.

    Raises
    ------
    TypeError
        What is given are no documents, or the traveller is no name.
    WrongSettings
        The traveller's name is empty.
    NoTrip
        Nobody travels in the documents, or nothing places the traveller anywhere.
    DataMissing
        The gazetteer's index or the language model is not there and cannot be built.
    """
    documents = _in_order(documents)
    _check_traveller(traveller)
    report = progress or (lambda _what: None)
    report("opening the gazetteer")
    places = gazetteer or open_gazetteer()

    report("reading sentences and names")
    analyses = analyse_documents(documents, recognizer)
    report("finding places and dates")
    resolutions = resolve_places(find_places(analyses, places), analyses, places)
    dates = settle_local_days(find_dates(documents), resolutions)

    report("reading who was where")
    who = identify_traveller(analyses, traveller, resolutions)
    if who is None:
        raise NoTrip("nobody in these sources travels: say whose trip it is", setting="traveller")
    if who.named and not is_told_of(analyses, who):
        raise NoTrip(
            f"no source names {who.name}: check the spelling, or leave the traveller out to be told who travels",
            setting="traveller",
        )
    claims, asides = read_claims(analyses, resolutions, dates, who)

    report("joining the itinerary")
    stops = name_as_told(merge_claims(claims, asides))
    if not stops:
        raise NoTrip(
            f"no source says that {who.name} was or was to be anywhere: is the name right?", setting="traveller"
        )
    legs = join_stops(stops)

    report("checking distances")
    return Trip(
        title=name_trip(who.name, stops),
        traveller=who.name,
        documents=documents,
        stops=stops,
        legs=legs,
        asides=(*asides, *leave_aside(claims, stops)),
        distance_claims=check_distances(analyses, resolutions, places, dates, stops),
        unresolved=tuple(r for r in resolutions if r.place is None),
        traveller_was_named=who.named,
    )


def _in_order(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents by name, "day 2" before "day 10"."""
    if isinstance(documents, Document):
        raise TypeError("trace takes several documents, and this is one: give it in a list")
    if isinstance(documents, str | Path) or not isinstance(documents, Iterable):
        raise TypeError(f"trace takes documents, as kimmap.read(folder) gives them, not {documents!r:.60}")
    given = tuple(documents)
    wrong = next((d for d in given if not isinstance(d, Document)), None)
    if wrong is not None:
        raise TypeError(f"trace takes documents, as kimmap.read(folder) gives them, and {wrong!r:.60} is none")
    return tuple(sorted(given, key=_place_in_order))


def _place_in_order(document: Document) -> tuple[Any, ...]:
    words_and_numbers = re.split(r"(\d+)", document.name)
    numbers = [digits.lstrip("0") for digits in words_and_numbers[1::2]]
    by_value = [(len(digits), digits) for digits in numbers]
    return [*zip_longest(words_and_numbers[::2], by_value, fillvalue=(0, ""))], document.name, document.text


def _check_traveller(traveller: str | None) -> None:
    if traveller is None:
        return
    if not isinstance(traveller, str):
        raise TypeError(f'the traveller is given by name, as in "Ada Vinter", not as {traveller!r:.60}')
    if not traveller.strip():
        raise WrongSettings("the traveller's name is empty: name somebody, or leave it out to be told who travels")
