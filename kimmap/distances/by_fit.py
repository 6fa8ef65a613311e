"""Lengths in no known wording, bound to the two places of their context where the figure itself bears it out.

"A trip to Brunn from the host's door in Arden: a hundred kilometres each way": no pattern foresees such words, but
two places, words of a way and a figure that is the way between them are no accident.  Every pair costs what speaks
against it: places that stand far away, a figure that only a detour explains.  The cheapest is taken, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from kimmap.distances.antecedents import LONG_KINDS, Binding, End, Scene, as_end, last_places
from kimmap.distances.bindings import bind_ends
from kimmap.distances.masking import LENGTH, PLACE, Masked, document_offset, of_pair
from kimmap.distances.measures import Measure, alternatives, lexicon
from kimmap.distances.taken_up import last_way
from kimmap.distances.verdicts import is_unsharp, judge, usual_detour
from kimmap.distances.wordings import means, tail
from kimmap.geodesy import geodesic_km

_LEAST_KM = 3.0
"""What is shorter fits by chance: towns are as large."""
_SHORTEST, _STRAIGHT, _ROUNDED = 0.93, 0.97, 0.3
"""How many times the straight line a way can be, one that is no shorter, and what costs what lies between."""
_WINDING = ((0.35, 0.0), (0.6, 0.3), (1.0, 0.8))
"""(up to this share of the detour that few roads exceed, what it costs)."""
_WIDEST = 2.5
_AS_LARGE_KM = 15.0
"""Up to here the size of two towns matters."""
_INSIDE_MOST = 12
"""How many places of a sentence, the nearest to a length, are tried."""
_NEAR = 500
"""Characters before a sentence in which a place may stand that it leaves open."""
_MOST = 1.5
"""What a pair may cost."""
_BESIDE, _MARKED, _INSIDE, _ACROSS = 0.0, 0.1, 0.4, 0.7
_BEFORE, _STEP = 0.5, 0.3
_NO_CUE = 0.5
_WAY_TOLD, _TAKEN_UP = 0.4, 0.2
"""What the way costs that the words before tell, and how much less other pairs of theirs where it is taken up."""

_IS_BESIDE = re.compile(
    rf"{PLACE}\s*(?:(?:,\s+)?(?:which\s+)?(?:is|was|lies|lay|would\s+be|will\s+be)\b|[,:(–—])\s*"
    r"(?:(?:still|another|only|now|yet|but|is|was|a|further|full|perhaps|well)\s+){0,2}$",
    re.IGNORECASE,
)
"""A place that a length is said of: "⟦0⟧ is", "⟦0⟧,"."""
_IS_MARKED = re.compile(
    r"\b(?:from|to|between|of|out\s+of|into|for|and|reach\w*|left|leaving)\s+(?:the\s+)?$", re.IGNORECASE
)
"""Before a place: a way may end there."""
_THROUGH = re.compile(r"\b(?:through|via|past|by\s+way\s+of|across)\s+(?:the\s+)?$", re.IGNORECASE)
"""Before a place: a way only leads through it."""
_IT_IS = re.compile(
    r"\bit(?:\s+(?:is|was|makes|made|will\s+be|would\s+be)|[’']s)\s+(?:only\s+|still\s+|not\s+)?$", re.IGNORECASE
)
"""Before a length that is said of a way told before."""
_WHOLE = re.compile(
    r"\b(?:(?:whole|total|entire|full)\s+(?:distance|way|journey|trip|run|stretch|route)\s+(?:is|was)\s+(?:not\s+|only\s+)?"
    r"|(?:call(?:s|ed)?|makes?|made|reckon(?:s|ed)?(?:\s+(?:it\s+)?at)?|puts?(?:\s+it)?\s+at|gives?|sa(?:ys?|id))\s+(?:it\s+)?"
    r"|\b(?:they|people)\s+|\bthe\s+)$",
    re.IGNORECASE,
)
"""Before a length that is said of a way told before, where the sentence names no place."""
_TWO = re.compile(
    rf"{LENGTH}\s+(?:separat\w+|divid\w+|that\s+(?:separate|divide|part)|between)\s+(?:the\s+two|both|these|them)\b",
    re.IGNORECASE,
)
_WAY_TO = re.compile(
    r"\b(?:distance|way|road|route|drive|ride|journey|trip|flight|railway|line)\s+(?:on\s+|down\s+|up\s+)?to\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\bfrom\s+(?:the\s+)?{PLACE}", re.IGNORECASE)
_SIZES = (
    r"for|every|each|per|within|radius|range|wide|long|deep|high|tall|laid|built|paved|length|area|total|so\s+far|altogether"
    r"|daily|a\s+day|ran|running|swam|swimming"
)
_OUTINGS = (
    r"first|last|next|another|made|rode|walk(?:ed|ing)|cycl(?:ed|ing)|covered|marched|row(?:ed|ing)"
    r"|hik(?:ed|ing)|clock(?:ed|ing)\s+up|than"
)
_SO_MUCH = r"\s+(?:(?:of|about|some|the|first|last|next|another|further|only|just|well|over)\s+)*$"
_SIZE = re.compile(rf"\b(?:{_SIZES}){_SO_MUCH}", re.IGNORECASE)
_NO_WAY = re.compile(rf"\b(?:{_SIZES}|{_OUTINGS}){_SO_MUCH}", re.IGNORECASE)
"""Before a length: it is none between places, surely or most likely."""
_EACH_TIME = re.compile(
    r"\s+(?:an?|each|every|per)\s+(?:day|week|month|year|session|lap|stage|night|time)\b", re.IGNORECASE
)
"""Behind a length: somebody does it again and again."""
_GROUND = (
    r"(?:desert|steppe|jungle|forest|sand|mud|hairpins?|bends?|mountains?"
    r"|hills?|ice|snow|sea|water|nothing|wilderness|bush|savannah?|tundra)"
)
_OF_GROUND = re.compile(rf"{LENGTH}\s+of\s+(?:[\w’'-]+\s+){{0,2}}?{_GROUND}\b", re.IGNORECASE)
"""What lies between two places: "⟨M⟩ of desert"."""
_OF = re.compile(rf"{LENGTH}\s+of\s", re.IGNORECASE)
_CROSSES = re.compile(r"[;:.]|\b(?:but|while|when|where|who|which|because|although)\b", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    """A length with all that only tells how it is measured and where it leads."""
    ways = alternatives(lexicon()["ways"]["nouns"])
    return re.compile(
        rf"{LENGTH}{tail()}(?:[\s-]+(?:[\w’'-]+\s+)?(?:{ways})\b|\s+(?:each|one|either|the\s+other)\s+way\b|\s+(?:return|there|back|distant)\b)?",
        re.IGNORECASE,
    )


@cache
def _size_of() -> re.Pattern[str]:
    """Before a length: it is the size of something, "a wall of ⟨M⟩"."""
    ways = alternatives(lexicon()["ways"]["nouns"])
    return re.compile(rf"\b(?!(?:{ways}|is|was)\s)[a-z]+\s+of\s+(?:some\s+|about\s+)?$", re.IGNORECASE)


@cache
def _cue() -> re.Pattern[str]:
    """Words of a way or of lying apart."""
    ways = alternatives(lexicon()["ways"]["nouns"])
    return re.compile(
        rf"⟧\s+to\s+(?:the\s+)?⟦|\b(?:from|between|apart|(?:each|one)\s+(?:an)?other|far|distance|distant|away|signs?|signposts?|milestone|odometer|maps?|on\s+foot|{ways}|{means()})\b",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    end: End
    cost: float
    is_inside: bool
    is_beside: bool = False


def bound_by_fit(scene: Scene, masked: Masked, at: int, measure: Measure) -> list[Binding]:
    """The two places of the context that a length is most likely to lie between; empty where none bears it out."""
    if measure.km < _LEAST_KM or not _may_be_a_way(scene, masked, at):
        return []
    best: tuple[float, Binding] | None = None
    for cost, ends in _pairs(scene, masked, at):
        bound = bind_ends(scene, masked, ends, at, at + len(LENGTH))
        misfit = _misfit(measure, bound)
        if misfit is not None and cost + misfit <= _MOST and (best is None or cost + misfit < best[0]):
            best = cost + misfit, bound
    return [best[1]] if best else []


def is_a_size(masked: Masked, at: int) -> bool:
    """Whether the words beside a length say that it is surely no way: a size, a range, somebody's daily round."""
    text = masked.text
    if _size_of().search(text[:at]) or _SIZE.search(text[:at]):
        return True
    if _OF.match(text, at) and not _OF_GROUND.match(text, at):
        return True
    match = _behind().match(text, at)
    return match is not None and _EACH_TIME.match(text, match.end()) is not None


def _may_be_a_way(scene: Scene, masked: Masked, at: int) -> bool:
    text = masked.text
    if is_a_size(masked, at):
        return False
    if _OF_GROUND.match(text, at):
        return True
    if _NO_WAY.search(text[:at]):
        return False
    match = _behind().match(text, at)
    return match is not None and not _measures_a_thing(scene, document_offset(masked, scene, match.end()))


def _measures_a_thing(scene: Scene, offset: int) -> bool:
    """Whether a noun or an adjective stands right behind a length: "a 40 km race", "40 km wide"."""
    tokens = scene.grammar.tokens if scene.grammar else ()
    follows = next((t for t in tokens if t.start >= offset), None)
    return follows is not None and follows.pos in ("NOUN", "PROPN", "ADJ", "NUM")


def _pairs(scene: Scene, masked: Masked, at: int) -> Iterator[tuple[float, tuple[End, End]]]:
    """Pairs of places that a length may lie between, each with its cost."""
    left = masked.text[:at]
    inside, outside = list(_inside(masked, at)), _outside(scene)
    beside = _IS_BESIDE.search(left)
    if beside is not None and _WAY_TO.search(left[: beside.start()]) and not _FROM.search(masked.text):
        inside = [a for a in inside if a.is_beside]  # "the way to ⟦0⟧ is ⟨M⟩": from where the text is
    is_cued = _cue().search(masked.text) is not None
    for a, b in product(inside, [*inside, *outside]):
        if a is not b and (not b.is_inside or a.cost <= b.cost):
            yield a.cost + b.cost + (0.0 if is_cued or a.is_beside else _NO_CUE), (a.end, b.end)
    is_of_it = _IT_IS.search(left) is not None
    if not is_of_it and (inside or not (_WHOLE.search(left) or _TWO.match(masked.text, at))):
        return
    way = last_way(scene.earlier, scene.offset)
    if way is not None:
        yield _WAY_TOLD, way
    for a, b in combinations([] if inside else outside, 2):
        yield a.cost + b.cost - _TAKEN_UP, (a.end, b.end)


def _misfit(measure: Measure, bound: Binding) -> float | None:
    """What the figure costs a pair, None where it is no way between them."""
    origin, goal = bound.origin.place, bound.goal.place
    if origin is None or goal is None or any(is_unsharp(p, measure.km) for p in (origin, goal)):
        return None
    km = geodesic_km(origin.point, goal.point)
    if (
        origin.id == goal.id
        or km <= 0
        or judge(measure, (origin, goal), km, bound.stated_as).verdict not in ("straight-line", "network")
    ):
        return None
    ratio = measure.km / km
    if ratio < _STRAIGHT:
        return _ROUNDED if ratio >= _SHORTEST or km <= _AS_LARGE_KM else None
    detour = (ratio - 1) / (min(usual_detour(km), _WIDEST) - 1)
    return next((cost for most, cost in _WINDING if detour <= most), None)


def _inside(masked: Masked, at: int) -> Iterator[_Candidate]:
    """The places of its sentence that a length may end at, each with what speaks against it."""
    beside = _IS_BESIDE.search(masked.text[:at])
    pair = of_pair(masked, at)
    marks = sorted(re.finditer(PLACE, masked.text), key=lambda m: abs(m.start() - at))[:_INSIDE_MOST]
    for match in sorted(marks, key=lambda m: m.start()):
        end = as_end(masked.mentions[int(match[1])])
        if not _is_point(end):
            continue
        is_beside = beside is not None and match.start() == beside.start()
        if pair is not None and match[1] in pair:
            is_beside = match[1] == pair[0]
            if not is_beside:
                continue
        if _THROUGH.search(masked.text[: match.start()]):
            continue
        gap = masked.text[match.end() : at] if match.end() <= at else masked.text[at + len(LENGTH) : match.start()]
        cost = _ACROSS if _CROSSES.search(gap) else _INSIDE
        if is_beside:
            cost = _BESIDE
        elif _IS_MARKED.search(masked.text[: match.start()]):
            cost = min(cost, _MARKED) if cost == _INSIDE else cost - 0.2
        yield _Candidate(end, cost, True, is_beside)


def _outside(scene: Scene) -> list[_Candidate]:
    """The last places before its sentence that a length may end at, where the text is or what it is about first."""
    near = [r for r in scene.earlier if r.mention.quote.start >= scene.offset - _NEAR]
    last = scene.centres_first(last_places(near)[:4])[:3]
    return [_Candidate(end, _BEFORE + _STEP * i, False) for i, end in enumerate(last)]


def _is_point(end: End) -> bool:
    return end.place is not None and not end.place.is_area and end.place.kind not in LONG_KINDS
