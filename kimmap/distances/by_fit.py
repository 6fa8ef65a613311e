"""Lengths in no known wording, bound to the two places of their sentence where the figure itself bears it out.

"A trip to Brunn from the host's door in Arden: a hundred kilometres each way": no pattern foresees such words, but
two places, words of a way and a figure that is the way between them are no accident.
"""

from __future__ import annotations

import re
from functools import cache

from kimmap.distances.antecedents import LONG_KINDS, Binding, End, Scene, as_end, last_places
from kimmap.distances.bindings import bind_ends
from kimmap.distances.masking import LENGTH, PLACE, Masked
from kimmap.distances.measures import Measure, alternatives, lexicon
from kimmap.distances.taken_up import last_way
from kimmap.distances.verdicts import is_unsharp, judge
from kimmap.distances.wordings import means, tail
from kimmap.geodesy import geodesic_km

_LONGEST = 1.7
"""How many times the straight line such a way may be: most roads are shorter."""
_SHORTEST = 0.93
_NEAR = 250
"""Characters before a sentence of one place in which the other may stand, and how many are tried."""
_TRIED = 2
_BESIDE = re.compile(
    rf"{PLACE}\s*(?:[,:(–—]|(?:is|was|lies|lay|would\s+be|will\s+be)\b)\s*(?:(?:still|another|only|now|yet|but|is|was)\s+){{0,2}}$",
    re.IGNORECASE,
)
"""A place that a length is said of: "⟦0⟧ is", "⟦0⟧,"."""
_IT_IS = re.compile(
    r"\bit(?:\s+(?:is|was|makes|made|will\s+be|would\s+be)|[’']s)\s+(?:only\s+|still\s+)?$", re.IGNORECASE
)
"""Before a length that is said of a way told before."""
_NO_WAY = re.compile(
    r"\b(?:for|every|each|per|within|radius|range|wide|long|deep|high|tall|laid|built|paved|length|area|total|so\s+far|altogether"
    r"|daily|a\s+day)\s+(?:(?:of|about|some|the|first|last|next|another|further)\s+)*$",
    re.IGNORECASE,
)
"""Before a length: it is none between places."""


@cache
def _ends_phrase() -> re.Pattern[str]:
    """Behind a length: nothing that it is the size of."""
    ways = alternatives(lexicon()["ways"]["nouns"])
    return re.compile(
        rf"{LENGTH}{tail()}(?:[\s-]+(?:[\w’'-]+\s+)?(?:{ways})\b|\s+(?:each|one|either|the\s+other)\s+way\b|\s+(?:return|there)\b)?"
        r"\s*(?:[,.;:!?)”’'\"–—]|$|(?:from|to|between|in|and|but|with|on|along|through|via|over|after|before|took|brought)\b)",
        re.IGNORECASE,
    )


@cache
def _cue() -> re.Pattern[str]:
    """Words of a way or of lying apart."""
    ways = alternatives(lexicon()["ways"]["nouns"])
    return re.compile(
        rf"⟧\s+to\s+(?:the\s+)?⟦|\b(?:from|between|apart|(?:each|one)\s+(?:an)?other|far|distance|distant|away|{ways}|{means()})\b",
        re.IGNORECASE,
    )


def bound_by_fit(scene: Scene, masked: Masked, at: int, measure: Measure) -> list[Binding]:
    """The two places that a sentence names where no others are named and the length is that of a way between them."""
    if re.compile(rf"{LENGTH}\s+of\s").match(masked.text, at):
        return []  # "⟨M⟩ of road"
    if _NO_WAY.search(masked.text[:at]) or not _ends_phrase().match(masked.text, at):
        return []
    is_of_it = _IT_IS.search(masked.text[:at]) is not None
    if not is_of_it and not _cue().search(masked.text) and _BESIDE.search(masked.text[:at]) is None:
        return []
    return next(
        (found for ends in _pairs(scene, masked, at) if (found := _fitting(scene, masked, at, measure, ends))), []
    )


def _fitting(scene: Scene, masked: Masked, at: int, measure: Measure, ends: tuple[End, End]) -> list[Binding]:
    if ends[0].place is None or ends[1].place is None:
        return []
    km = geodesic_km(ends[0].place.point, ends[1].place.point)
    if km <= 0 or any(is_unsharp(p, measure.km) for p in (ends[0].place, ends[1].place)):
        return []
    bound = bind_ends(scene, masked, ends, at, at + len(LENGTH))
    judged = judge(measure, (ends[0].place, ends[1].place), km, bound.stated_as)
    fits = judged.verdict in ("straight-line", "network") and judged.ratio is not None and judged.ratio <= _LONGEST
    return [bound] if fits and judged.ratio is not None and judged.ratio >= _SHORTEST else []


def _pairs(scene: Scene, masked: Masked, at: int) -> list[tuple[End, End]]:
    """The two places where a sentence names no third; of one the place beside the length, and those shortly before."""
    named = dict.fromkeys(re.findall(PLACE, masked.text))
    ends = {end.place.id: end for i in named if (end := as_end(masked.mentions[int(i)])).place}
    found = [end for end in ends.values() if end.place and not end.place.is_area and end.place.kind not in LONG_KINDS]
    pairs = [(found[0], found[1])] if len(found) == 2 == len(ends) else []
    # "There" is no place of its own: it stands for the one told before.
    is_nameless = all(masked.mentions[int(i)].mention.reference != "name" for i in named)
    if is_nameless and _IT_IS.search(masked.text[:at]):
        way = last_way(scene.earlier, scene.offset)
        return [way] if way else []
    beside = _BESIDE.search(masked.text[:at])
    if beside is None:
        return pairs
    here = as_end(masked.mentions[int(beside[1])])
    begin = max(scene.block_start, scene.offset - _NEAR)
    before = last_places([r for r in scene.earlier if r.mention.quote.start >= begin])[:_TRIED]
    others = [there for there in before if here.place and there.place and there.place.id != here.place.id]
    return [*pairs, *((here, there) for there in others)]
