"""From documents to a trip: the sentence of the package, one call a clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kimmap.claims import Traveller, as_sources_spell, identify_traveller, is_told_of, read_claims
from kimmap.dates import find_dates, settle_local_days
from kimmap.distances import check_distances
from kimmap.errors import NoStops, NoTrip
from kimmap.gazetteer import Gazetteer, open_gazetteer
from kimmap.given import given_documents, given_traveller
from kimmap.itinerary import join_stops, leave_aside, merge_claims, name_trip
from kimmap.itinerary.naming import name_as_told
from kimmap.language import Analysis, Recognizer, analyse_documents
from kimmap.model import Aside, Document, Resolution, Trip
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
    documents, traveller = given_documents(documents), given_traveller(traveller)
    report = progress or (lambda _what: None)
    report("opening the gazetteer")
    places = gazetteer or open_gazetteer()

    report("reading sentences and names")
    analyses = analyse_documents(documents, recognizer)
    report("finding places and dates")
    resolutions = resolve_places(find_places(analyses, places), analyses, places)
    dates = settle_local_days(find_dates(documents), resolutions)

    report("reading who was where")
    who = _whose_trip(analyses, traveller, resolutions)
    claims, asides = read_claims(analyses, resolutions, dates, who)

    report("joining the itinerary")
    stops = name_as_told(merge_claims(claims, asides))
    if not stops:
        asked = "is the name right?" if who.named else "say whose trip it is, if somebody else's"
        raise NoStops(
            f"no source says that {who.name} was or was to be anywhere: {asked}",
            _without_stops(who, documents, (*asides, *leave_aside(claims, stops)), resolutions),
            setting="traveller",
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
        candidates=who.candidates,
    )


def _whose_trip(analyses: Sequence[Analysis], traveller: str | None, resolutions: Sequence[Resolution]) -> Traveller:
    """The traveller named, or the one whom the texts are about; a NoTrip where they tell of neither."""
    who = identify_traveller(analyses, traveller and as_sources_spell(analyses, traveller), resolutions)
    if who is None:
        raise NoTrip("nobody in these sources travels: say whose trip it is", setting="traveller")
    if who.named and not is_told_of(analyses, who):
        raise NoTrip(
            f"no source names {who.name}: check the spelling, or leave the traveller out to be told who travels",
            setting="traveller",
        )
    return who


def _without_stops(
    who: Traveller, documents: tuple[Document, ...], asides: tuple[Aside, ...], resolutions: Iterable[Resolution]
) -> Trip:
    """What was mentioned, for those who want to know why none of it counts."""
    unresolved = tuple(r for r in resolutions if r.place is None)
    return Trip(who.name, who.name, documents, (), asides=asides, unresolved=unresolved, traveller_was_named=who.named)
