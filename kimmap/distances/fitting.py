"""Other readings of the ends of a stated distance: namesakes, short names, where the traveller was.

A figure is evidence too: "Arden is 33 miles from Brunn" tells which Arden is meant where several are called so.  Only
ends that nothing else settles are read anew, and only as places that the texts have other reasons to speak of.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from kimmap.distances.antecedents import Binding, End, Scene
from kimmap.distances.atlas import Atlas, fold
from kimmap.distances.measures import Measure
from kimmap.distances.verdicts import KM_PER_MILE, holds_direction, is_too_straight, judge
from kimmap.geodesy import geodesic_km
from kimmap.language import Analysis
from kimmap.model import Document, Place

_PERSON = re.compile(r"(?:we|i|he|she|they|you|who|it|there|here|a place not named)", re.IGNORECASE)
_HERE = re.compile(r"(?:here|this|our)\b", re.IGNORECASE)
_IN_FULL, _THERE_THEN, _STOP_BEFORE, _HOME, _NAMESAKE = 0.2, 0.5, 0.8, 1.0, 2.0
"""What each kind of reading costs."""
_FAME = 0.3
"""What each tenfold of inhabitants takes off the cost of a namesake."""


_LIES = re.compile(r"(?:\s*[,(][^.;:]{0,60}[,)])?\s*(?:which\s+)?(?:is|was|lies|lay|stands|stood|sits|sat)\b")
"""Behind a place: a verb that tells where it is."""
_AT_SEA = re.compile(
    r"\b(?:by\s+the\s+log|knots|fathoms?|starboard|larboard|helm|abeam|leeward|windward|hove\s+to|anchor(?:ed|age)?"
    r"|(?:fair|foul|head)\s+wind|(?:made|set|under)\s+sail|noon\s+position|position\s+at\s+noon|bore|bearing|crew|watch)\b",
    re.IGNORECASE,
)
_SAILING = re.compile(
    r"\b(?:yachts?|skipper|mainsail|genoa|spinnaker|jib|rigging|keel|sail(?:ed|ing|ors?|s)?|aboard|marina|moorings?|landfall"
    r"|sloop|ketch|schooner|boat|cockpit|tiller|reef(?:ed)?|swell|squalls?|trade\s+winds|dinghy|galley)\b",
    re.IGNORECASE,
)
_OF_SAILING = 3
"""So many different words of boats make a text one of sailors, whose miles are nautical."""
_AROUND = 200
NAUTICAL_MILE = 1.852

_LATER = 0.5
"""What a pair of ends costs for each pair that comes before it."""


@dataclass(frozen=True, slots=True)
class _Reading:
    cost: float
    end: End
    note: str = ""


def is_unnamed(words: str) -> bool:
    """Whether words for an end only stand for somebody or for where they were: "we", "here"."""
    return _PERSON.fullmatch(words) is not None


def lies_there(bound: Binding) -> bool:
    """Whether the ends lie to each other as the text says; True where it says nothing of that."""
    origin, goal = bound.origin.place, bound.goal.place
    return origin is None or goal is None or holds_direction(bound.direction_deg, goal, origin)


def is_misread(bound: Binding, document: Document) -> bool:
    """Whether a figure that is wrong stands beside a direction that is, too, and no verb says it of the place.

    Sources err in a figure or in a direction; where neither holds, another place is meant than the one beside it.
    """
    end = bound.origin.span[1] if bound.origin.span else bound.end
    return not lies_there(bound) and _LIES.match(document.text, end, bound.end) is None


def settle(binding: Binding, atlas: Atlas) -> Binding:
    """A binding with those ends put in that no gazetteer has but that the texts say the position of."""
    (origin, said), (goal, also) = (_at_its_position(end, atlas) for end in (binding.origin, binding.goal))
    return replace(binding, origin=origin, goal=goal, note=binding.note + said + also)


def _at_its_position(end: End, atlas: Atlas) -> tuple[End, str]:
    name = end.words or end.name
    found = atlas.named.get(fold(name))
    if found is None or end.place is not None:
        return end, ""
    place, source = found
    return replace(
        end, name=name, place=replace(place, name=name), is_sure=True
    ), f"; “{name}” is where {source} has it"


def at_sea(measure: Measure, scene: Scene, analysis: Analysis) -> Iterator[Measure]:
    """A length in miles as one in nautical miles, where words of ships stand around it."""
    begin = max(0, scene.offset - _AROUND)
    words = analysis.document.text[begin : scene.offset + len(scene.text) + _AROUND]
    if measure.unit_km != KM_PER_MILE:
        return
    if _AT_SEA.search(words) or _is_of_sailors(analysis.document.text):
        km, least, most = (x * NAUTICAL_MILE / KM_PER_MILE for x in (measure.km, measure.least_km, measure.most_km))
        yield replace(measure, km=km, least_km=least, most_km=most, nautical=True, unit_km=NAUTICAL_MILE)


@lru_cache(maxsize=64)
def _is_of_sailors(text: str) -> bool:
    return len({word.lower() for word in _SAILING.findall(text)}) >= _OF_SAILING


def fit(measure: Measure, bounds: Sequence[Binding], atlas: Atlas, document: Document) -> Iterator[Binding]:
    """Readings of a length's ends that it fits, the likeliest first; each says in ``note`` what was read anew."""
    found: dict[tuple[str, str], tuple[float, int, Binding]] = {}
    for rank, bound in enumerate(bounds[:4]):
        origins = _readings(bound.origin, bound, atlas, document)
        goals = _readings(bound.goal, bound, atlas, document)
        for a, b in product(origins, goals):
            if a.end.place is None or b.end.place is None or not (a.note or b.note):
                continue
            cost = a.cost + b.cost + _LATER * rank
            key = (a.end.place.id, b.end.place.id)
            if (key not in found or cost < found[key][0]) and _fits(measure, bound, a.end.place, b.end.place):
                note = bound.note + "".join(f"; {r.note}" for r in (a, b) if r.note)
                found[key] = (cost, rank, replace(bound, origin=a.end, goal=b.end, note=note))
    yield from (bound for _, _, bound in sorted(found.values(), key=lambda item: item[:2]))


def _fits(measure: Measure, bound: Binding, origin: Place, goal: Place) -> bool:
    km = geodesic_km(origin.point, goal.point)
    if km <= 0 or not holds_direction(bound.direction_deg, goal, origin):
        return False
    judged = judge(measure, (origin, goal), km, bound.stated_as)
    is_line = judged.verdict == "straight-line"
    return (
        is_line != is_too_straight(judged.ratio, km, bound.stated_as)
        if is_line
        else (judged.verdict == "network" and bound.stated_as != "straight")
    )


def _readings(end: End, bound: Binding, atlas: Atlas, document: Document) -> list[_Reading]:
    """What an end can mean: what it was taken for, and if that is not sure what else."""
    taken = [_Reading(0.0, end)] if end.place else []
    if end.is_sure and not end.is_guessed:
        return taken
    words = end.words or end.name
    if end.is_guessed or is_unnamed(words) or words[:1].islower():
        return [*taken, *_of_traveller(end, bound, atlas, document)]
    return [*taken, *_of_name(end, words, atlas)]


def _of_name(end: End, words: str, atlas: Atlas) -> Iterator[_Reading]:
    for place in atlas.places_called(words):
        if end.place is not None and place.id == end.place.id:
            continue
        if place.kind == "position":
            place = replace(place, name=words)
            cost, note = _IN_FULL, f"“{words}” is where {atlas.named[fold(words)][1]} has it"
        elif place in atlas.known and fold(place.name) != fold(words):
            cost, note = _IN_FULL, f"“{words}” read as {place.name}, which the sources name too"
        else:
            cost = _NAMESAKE - _FAME * math.log10(max(place.population, 1))
            where = ", ".join(filter(None, (place.region, place.country)))
            note = f"“{words}” read as {f'the one in {where}' if where else place.name}, for that one the figure fits"
        yield _Reading(cost, replace(end, name=place.name, place=place), note)


def _of_traveller(end: End, bound: Binding, atlas: Atlas, document: Document) -> Iterator[_Reading]:
    words = end.words or end.name
    for i, there in enumerate(atlas.places_on(document, bound.sentence[0], bound.sentence[1])):
        note = f"“{words}” read as {there.place.name}, where {there.source} has the traveller on that day"
        yield _Reading(_THERE_THEN + 0.1 * i, replace(end, name=there.place.name, place=there.place), note)
    for i, home in enumerate(atlas.homes.get(document.name, ()) if _HERE.match(words) else ()):
        note = f"“{words}” read as {home.name}, which the source has at its head"
        yield _Reading(_HOME + 0.1 * i, replace(end, name=home.name, place=home), note)
    other = bound.goal if end is bound.origin else bound.origin
    for there in atlas.before(other.place) if other.place else ():
        note = f"“{words}” read as {there.place.name}, the stop before it"
        yield _Reading(_STOP_BEFORE, replace(end, name=there.place.name, place=there.place), note)
