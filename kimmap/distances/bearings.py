"""Directions that texts state alone ("Brunn lies north-west of Arden"), and whether the places lie so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from kimmap.distances.antecedents import LONG_KINDS, mentions_in
from kimmap.distances.comparisons import masked_places
from kimmap.distances.measures import find_measures
from kimmap.distances.sentences import whole_sentences
from kimmap.distances.times import find_durations
from kimmap.distances.verdicts import check_direction, holds_direction, is_wrong_direction
from kimmap.distances.wordings import compass, degrees_of
from kimmap.geodesy import bearing_deg, compass_point, geodesic_km
from kimmap.grouping import by_document
from kimmap.language import Analysis, Sentence
from kimmap.model import Place, Quote, Resolution

_LIKELY = 0.6
"""From this chance on a place is the one meant, as far as a text can be blamed for it."""
_NO_FARTHER = 1.5
"""Another pair of the same names is meant only where it lies hardly farther apart."""


@dataclass(frozen=True, slots=True)
class BearingClaim:
    """Where a place is said to lie, seen from another; ``is_right`` tells whether it does, as far as texts know eight
    or sixteen directions."""

    quote: Quote
    from_name: str
    to_name: str
    direction: str
    explanation: str
    is_right: bool


def check_bearings(analyses: Sequence[Analysis], resolutions: Sequence[Resolution]) -> tuple[BearingClaim, ...]:
    """Every direction between two places that is stated without a distance or time, in document and text order.

    Countries, regions and rivers have no direction that one point could tell, and are left out.
    """
    found: list[BearingClaim] = []
    places_in = by_document(resolutions, lambda r: r.mention.quote.document)
    for analysis in analyses:
        own = sorted(places_in(analysis.document), key=lambda r: (r.mention.quote.start, r.mention.quote.end))
        for sentence in whole_sentences(analysis):
            found += _in_sentence(analysis, sentence, own)
    return tuple(found)


def _in_sentence(analysis: Analysis, sentence: Sentence, resolutions: Sequence[Resolution]) -> Iterator[BearingClaim]:
    words = analysis.document.text[sentence.start : sentence.end]
    inside = mentions_in(resolutions, sentence.start, sentence.end)
    if len(inside) < 2 or _ANY.search(words) is None or find_measures(words) or find_durations(words):
        return
    text, starts = masked_places(analysis, sentence, inside)
    for pattern in _patterns():
        for match in pattern.finditer(text):
            place, reference = inside[int(match["a"])], inside[int(match["b"])]
            spans = [match.span(group) for group in ("a", "b", "dir")]
            start, end = min(a for a, _ in spans), max(b for _, b in spans)
            # A mark has a bracket on either side.
            start, end = start - (text[start - 1] == "⟦"), end + (text[end : end + 1] == "⟧")
            quote = analysis.document.quote(starts[start], starts[end], (sentence.start, sentence.end))
            yield from _judge(quote, place, reference, match["dir"])


_ANY = re.compile(r"(?:north|south|east|west)", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What lies there (a), and whence that is seen (b)."""
    point = rf"(?:to\s+the\s+)?(?:due\s+)?(?P<dir>{compass()})\s+of\s+(?:the\s+(?:town|city|port|village)\s+of\s+)?"
    just = r"(?:(?:just|almost|nearly|directly|immediately|well|far|a\s+little|slightly|a\s+long\s+way|some\s+way)\s+)*"
    lies = rf"(?:is|was|lies|lay|stands|stood|sits|sat)\s+(?:situated\s+|located\s+)?{just}"
    opens = (
        r"(?:^[\s“\"'(]*|[.;:–—]\s+|,\s+(?:and|but)\s+|\b(?:that|while|where|because|though)\s+)"
        r"(?:the\s+(?:town|city|port|village)\s+of\s+)?"
    )
    ends = r"(?=\s*(?:[,.;:!?)”\"]|$)|\s+(?:and|but|on|in|at|near|where|which|not)\b)"
    a, b = r"⟦(?P<a>\d+)⟧", r"⟦(?P<b>\d+)⟧"
    sources = (
        rf"{opens}{a}(?:,\s[^,.;⟦⟧]{{2,40}},)?\s+{lies}{point}{b}{ends}",
        rf"{a},\s+(?:(?:which\s+)?(?:is|was|lies|lay|lying|situated|located|standing)\s+)?{just}{point}{b}{ends}",
        rf"(?:^[\s“\"'(]*|[.;]\s+){just}{point}{b}\s*,?\s+(?:is|was|lies|lay|stands|stood|sits|sat)\s+{a}",
        rf"\bfrom\s+{b},?\s+(?:the\s+)?(?:\w+\s+)?(?:course|bearing|direction)\s+(?:to|for|of)\s+{a}\s+(?:is|was|lies)\s+(?:very\s+)?{just}"
        rf"(?:due\s+)?(?P<dir>{compass()})\b",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def _judge(quote: Quote, said: Resolution, seen_from: Resolution, direction: str) -> Iterator[BearingClaim]:
    place, reference, stated = said.place, seen_from.place, degrees_of(direction)
    if place is None or reference is None or place.id == reference.id:
        return
    if not (_is_point(place) and _is_point(reference)):
        return
    is_wrong = is_wrong_direction(stated, reference, place)
    km = geodesic_km(place.point, reference.point)
    if is_wrong and (min(said.score, seen_from.score) < _LIKELY or _fits_namesakes(said, seen_from, stated, km)):
        return  # another place may be meant
    lies = compass_point(bearing_deg(reference.point, place.point))
    why = f"{place.name} lies to the {lies} of {reference.name}"
    if not holds_direction(stated, reference, place):
        why = check_direction(stated, reference, place).removeprefix("; ") if is_wrong else f"{why}, roughly so"
    yield BearingClaim(quote, place.name, reference.name, direction, why, not is_wrong)


def _is_point(place: Place) -> bool:
    return not place.is_area and place.kind not in (*LONG_KINDS, "position")


def _fits_namesakes(said: Resolution, seen_from: Resolution, stated: float, km: float) -> bool:
    """Whether other places of the same names lie as the text says, and hardly farther apart."""
    places, references = ((r.place, *r.runners_up) for r in (said, seen_from))
    pairs = ((a, b) for a, b in product(places, references) if a and b and a.id != b.id)
    return any(
        holds_direction(stated, b, a) and 0 < geodesic_km(a.point, b.point) <= _NO_FARTHER * km for a, b in pairs
    )
