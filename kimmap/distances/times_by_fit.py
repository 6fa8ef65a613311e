"""Times of travel in no known wording, bound to the two places of their context that are as far apart.

"The bus to Brunn, normally three hours": no pattern foresees such words, but two places, words of travel and a time in
which people get from one to the other are no accident.  Every pair costs what speaks against it: places that stand
far away, or only lie on the way, words that hardly tell of travel.  The cheapest is taken, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from kimmap.distances.antecedents import Binding
from kimmap.distances.goals import is_further
from kimmap.distances.journeys import bound_of
from kimmap.distances.paces import is_common, is_usual
from kimmap.distances.parts import Part, Stand
from kimmap.distances.times import ABOUT, VEHICLES, Duration, mode_in
from kimmap.distances.together import cost_of_joint, cost_of_times_between
from kimmap.distances.told_ways import (
    Line,
    is_dateline,
    is_left_behind,
    is_satellite,
    last_pair,
    leads_nowhere,
    only_locates,
    same,
)
from kimmap.distances.travel_cues import CARRIERS, clause_of, cue_cost, nearest_mode, stays
from kimmap.distances.travel_grammar import (
    arrives_here,
    cost_of_earlier,
    cost_of_part,
    has_unnamed_end,
    is_spent_otherwise,
    tells_of_travel,
)
from kimmap.distances.unknown_ends import unknown_ends
from kimmap.distances.verdicts import inland_km, is_group
from kimmap.geodesy import geodesic_km
from kimmap.model import Mode

_MOST = 0.9
"""What a pair may cost."""
_INSIDE_MOST = 12
"""How many places of a sentence, the nearest to a time, are tried."""
_MARGIN = 0.04
"""By how much one pair has to be likelier than the next."""
_PARTS: dict[Part, float] = {"from": 0.0, "to": 0.0, "in": 0.2, "bare": 0.2, "of": 0.4, "past": 0.5}
_OTHER_TIME, _OTHER_CLAUSE, _ASIDE = 0.35, 0.4, 0.15
_BEFORE, _STEP, _TOPIC, _LAST_WAY, _PARAGRAPH = 0.4, 0.25, 0.5, 0.5, 0.1
_UNUSUAL = 0.4
_FLIES, _UNSURE, _GONE_ON = 0.1, 0.15, 0.15
_AROUND = 300
"""Characters before a time that can tell of flying where its sentence tells of no means of travel."""
_BY_GRAMMAR = 0.1
"""What a time costs of which only the grammar says that it is one of travel."""
_LEFT, _HERE_NOW, _NOT_HERE, _NOT_FROM_HERE = 0.3, 0.4, 0.3, 0.35
_SLACK = 1.5
_UNKNOWN, _UNCOMMON, _FAR = 0.2, 0.15, 0.2
_OWN, _DATED = 0.3, 0.15
_FAR_KM = 2_500
_SATELLITE = 0.3
_HALT, _DESCRIBED, _UNDIRECTED = 0.4, 0.15, 0.3
_COMMA, _SET_OUT_BEFORE = 0.05, 0.4
_BOTH_WHENCE, _THERE, _REFERENCE = 0.7, 0.3, 0.4

_HALTS = re.compile(
    r"\bstopped\s+(?:in|at|near|off)\s+$|\b(?:crossing|ascent|climb|descent|tour|circuit|siege|battle)\s+of\s+(?:the\s+)?$|\b(?:hike|walk|trek|climb|tour|loop|circuit|stroll)s?\s+(?:on|of|around|round|in)\s+(?:the\s+)?$|\b(?:wait\w*|delay\w*|stuck|stranded|grounded|detained|held\s+up|stops?|stopover|halt\w*|nights?|break|chang\w+|pause\w*|slept|camp\w*|days?|checkpoint|line|queue\w*)\s+(?:[\w-]+\s+){0,5}(?:at|in|of)\s+$",
    re.IGNORECASE,
)
"""Before a place: somebody only stopped there."""


_WHENCE = re.compile(r",?\s+(?:from\s+(?:where|which|there)|whence)\b", re.IGNORECASE)
_WAY_FROM = re.compile(rf"\b(?:{VEHICLES}|{CARRIERS}|road|way)\s+(?:out\s+of|from)\s+(?:the\s+)?$", re.IGNORECASE)


_HEAD = 25
"""Characters of a document in which it says where it was written, or what it is about."""
_NEXT = re.compile(r"\b(?:then|thence|next|next\s+\w+|onwards?)\s+$", re.IGNORECASE)
"""Before a place: somebody goes there."""
_THEN = re.compile(r"^[“\"'\s]*(?:(?:and|but)\s+)?(?:then|next|thence|after\s+that)\b(?!\s+to\s)", re.IGNORECASE)
"""At the head of a sentence: it goes on from where the one before it ended."""
_GOT_THERE = re.compile(r"\b(?:g[eo]ts?|getting|arriv\w+|were)\s+there\s+(?:with)?in\b", re.IGNORECASE)
"""Somebody has come to where they were going."""
_ANOTHER = re.compile(rf"\banother\s+(?:{VEHICLES}|flight)\b", re.IGNORECASE)
"""One way more, but nothing tells whether it goes on from the last place or begins where the first did."""
_SAID_OF = re.compile(
    rf"(?:,[^,.;]{{3,60}},)?\s+(?:is|was|lies|lay|would\s+be|will\s+be)\s+(?:(?:only|just|still|but|now|another)\s+)*"
    rf"(?:(?:reckoned|counted|put|given)\s+(?:at|as)\s+)?(?:an?\s+(?:[\w-]+\s+)?(?:drive|ride|walk|sail|flight|run|journey|trip|march|crossing|climb|hike)\s+of\s+)?{ABOUT}"
    rf"|\s+by\s+(?:{VEHICLES}|{CARRIERS}),?\s+(?:is\s+|takes\s+)?{ABOUT}",
    re.IGNORECASE,
)
"""Between a place and a time that is said of the way to it: "Arden is a drive of", "Arden by boat,"."""
_HERE = re.compile(r"here|there", re.IGNORECASE)
_WAY = (
    r"(?:journey|trip|flight|crossing|passage|ride|walk|march|trek|drive|voyage|run|route|distance|way|railway|road|line|trains?|buse?s?"
    r"|ferr(?:y|ies)|boat|steamer|shuttles?|taxis?|minibus|driver|carts?|dray|convoy|caravan)"
    r"(?!\s+(?:of|from|to|for|over|between|up|down)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ]))"
)
_TAKES_UP = re.compile(
    rf"\b(?:it|this|that|they|the\s+(?:[\w’',-]+\s+){{0,2}}(?:two|pair|{_WAY})|the\s+[\d.,]+\s?(?:km|kilomet\w+|miles?)"
    r"|(?:count|reckon|plan|figure)\s+on|allow|budget|expect|(?:hours?|minutes)\s+later|from\s+one\s+\w+\s+to\s+the\s+other|on\s+the\s+water)\b"
    rf"|^\W*(?:[\w-]+\s+){{0,3}}?{_WAY}\b",
    re.IGNORECASE,
)
"""What stands for a way that was told before; one that has a name of its own does not."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    stand: Stand
    cost: float
    is_inside: bool


def ends_by_fit(line: Line, at: tuple[int, int], duration: Duration) -> Binding | None:
    """The two places of the context between which somebody was most likely on the way for a time, or None."""
    cue = cue_cost(line, at, duration)
    if (cue is None or cue > _BY_GRAMMAR) and not stays(line, at) and tells_of_travel(line, at):
        cue = _BY_GRAMMAR
    if cue is None:
        return None
    if any(leads_nowhere(line, s) for s in line.stands) or has_unnamed_end(line, at) or is_spent_otherwise(line, at):
        return None
    mode = nearest_mode(line, at)
    costs: dict[frozenset[str], tuple[float, Stand, Stand]] = {}
    flies = mode == "unknown" and mode_in(line.text(max(0, at[0] - _AROUND), at[1])) == "plane"
    for cost, a, b in _pairs(line, at):
        misfit = _misfit(a, b, duration.hours, mode)
        if misfit is None and flies and (by_air := _misfit(a, b, duration.hours, "plane")) is not None:
            misfit = by_air + _FLIES
        if misfit is not None and None in (a.place, b.place) and any(s.place and s.start < line.start for s in (a, b)):
            misfit += _UNSURE  # nothing but the words speaks for a way from there to what nobody knows
        ends = frozenset(s.place.id if s.place else s.name.name for s in (a, b))
        if misfit is not None and (ends not in costs or cost + misfit < costs[ends][0]):
            costs[ends] = cost + misfit, a, b
    ranked = sorted(costs.values(), key=lambda c: c[0])
    if not ranked or cue + ranked[0][0] > _MOST or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _MARGIN):
        return None
    _, a, b = ranked[0]
    is_back = a.part != b.part and (a.part == "to" or b.part == "from")
    return bound_of(line, at, *((b, a) if is_back else (a, b)))


def _pairs(line: Line, at: tuple[int, int]) -> Iterator[tuple[float, Stand, Stand]]:
    inside = sorted(_inside(line, at), key=lambda c: abs(c.stand.start - at[0]))[:_INSIDE_MOST]
    inside.sort(key=lambda c: c.stand.start)
    outside = _outside(line, at)
    for a, b in combinations(inside, 2):
        together = cost_of_joint(line, a.stand, b.stand) + cost_of_times_between(line, a.stand, b.stand)
        yield a.cost + b.cost + _clash(a, b) + together, a.stand, b.stand
    for a in inside:
        for b in outside:
            yield a.cost + b.cost + _clash(a, b), b.stand, a.stand
    own = _OWN * any(c.stand.part in ("from", "to") for c in inside)
    if _TAKES_UP.search(clause_of(line, at)) or _GOT_THERE.search(clause_of(line, at)):
        pair = last_pair(line)
        if pair is not None and all(map(_is_point, pair)):
            yield (_THERE if _GOT_THERE.search(clause_of(line, at)) else _LAST_WAY) + own, *pair
        for a, b in combinations([c for c in outside if c.stand.place is not None], 2):
            yield a.cost + b.cost + (0.2 if inside else -0.1) + own, a.stand, b.stand


def _clash(a: _Candidate, b: _Candidate) -> float:
    """What speaks against a way between two places by their parts: that both are whence, or neither an end."""
    parts = {a.stand.part, b.stand.part}
    return _BOTH_WHENCE if parts == {"from"} else _UNDIRECTED if not parts & {"from", "to", "of"} else 0.0


_NEXT_CLAUSE = re.compile(r"[.;!?]\s(?!\s*(?:that|it|this|which)(?:[’']s|\s+(?:is|was|takes|took|means|meant))\b)")


def _inside(line: Line, at: tuple[int, int]) -> Iterator[_Candidate]:
    for stand in (*line.stands, *unknown_ends(line, at)):
        if stand.part == "bare" and (
            _NEXT.search(line.text(line.start, stand.start)) or _SAID_OF.fullmatch(line.text(stand.end, at[0]))
        ):
            stand = replace(stand, part="to")
        if _HERE.fullmatch(stand.name.words) or not (
            _is_point(stand) or (stand.place is None and stand.part in ("from", "to"))
        ):
            continue
        gap = line.text(stand.end, at[0]) if stand.end <= at[0] else line.text(at[1], stand.start)
        between = (stand.end, at[0]) if stand.end <= at[0] else (at[1], stand.start)
        cost = _PARTS[stand.part] + _DESCRIBED * stand.name.is_guessed
        cost += _HALT * (_HALTS.search(line.text(max(line.start, stand.start - 40), stand.start)) is not None)
        is_stop = stand.part != "from" and is_further(line, at)  # where the time before ended
        cost += (not is_stop) * _OTHER_TIME * any(between[0] <= s and e <= between[1] for s, e in line.times)
        by_grammar = cost_of_part(line, at, stand)
        if by_grammar is None:
            continue
        cost += by_grammar
        cost += _NOT_FROM_HERE * (stand.end <= at[0] and is_dateline(line, stand) and not arrives_here(line, at))
        cost += _COMMA * ("," in gap and stand.start >= at[1])
        cost += _SET_OUT_BEFORE * (stand.part == "from" and stand.end <= at[0] and is_further(line, at))
        is_behind = stand.start >= at[1]
        cost += (
            (2.5 if is_behind else 1) * _OTHER_CLAUSE
            if _NEXT_CLAUSE.search(gap)
            else _ASIDE * bool(re.search(r"\b(?:but|while|where|who|and)\b", gap))
        )
        yield _Candidate(stand, cost, True)


def _outside(line: Line, at: tuple[int, int]) -> list[_Candidate]:
    found: dict[str, _Candidate] = {}
    is_another = _ANOTHER.search(clause_of(line, at)) is not None
    for stand in reversed(line.earlier):
        is_unknown = stand.place is None and stand.part in ("from", "to")
        key = stand.place.id if stand.place else stand.name.name
        if not (_is_point(stand) or is_unknown) or key in found:
            continue
        steps = 0.0 if is_another else _STEP * len(found) + _part_cost(line, stand)
        cost = _BEFORE + steps + _UNKNOWN * is_unknown * (2 if stand.part == "to" else 1)
        cost += _PARAGRAPH * ("\n\n" in line.text(stand.end, line.start))
        found[key] = _Candidate(stand, cost, False)
    topic = line.head if line.head is not None and line.head.end <= line.start else line.topic
    is_here = arrives_here(line, at) and line.topic is not None and is_dateline(line, line.topic)
    if is_here and line.topic is not None and line.topic.place is not None:
        found = {
            key: replace(c, cost=c.cost + _NOT_HERE * (c.stand.part in ("from", "to"))) for key, c in found.items()
        }
        found[line.topic.place.id] = _Candidate(line.topic, _HERE_NOW, False)
        return list(found.values())
    if topic is not None and topic.place is not None:
        shift = _DATED if is_dateline(line, topic) else -_DATED if topic is line.head or topic.start < _HEAD else 0.0
        if any(same(s, topic) and is_left_behind(line, s) for s in line.earlier):
            shift += _LEFT
        elif found and _THEN.search(line.text(line.start, at[0])):
            shift += _GONE_ON
        known = found.get(topic.place.id)
        if known is None or known.cost > _TOPIC + shift:
            found[topic.place.id] = _Candidate(topic, _TOPIC + shift, False)
    return list(found.values())


def _part_cost(line: Line, stand: Stand) -> float:
    """What the part of a place before the sentence says against it: whence somebody came matters until they arrive."""
    cost = _HALT * (_HALTS.search(line.text(max(0, stand.start - 40), stand.start)) is not None)
    cost += _DESCRIBED * stand.name.is_guessed + _SATELLITE * is_satellite(line, stand)
    cost += _REFERENCE * only_locates(line, stand) + cost_of_earlier(line, stand)
    if stand.part == "from" or _WHENCE.match(line.text(stand.end, stand.end + 25)):
        before = line.text(max(0, stand.start - 40), stand.start)
        is_of_a_way, is_left = stand.part != "from" or _WAY_FROM.search(before), is_left_behind(line, stand)
        return cost + (_LEFT if is_left and _HAS_LEFT.search(before) else 0.15 if is_of_a_way or is_left else -0.15)
    if stand.part == "to":
        return cost + (0.1 if _only_leads(line, stand) else -0.1)
    is_reached = stand.part == "bare" and _BY_THEN.match(line.text(stand.end, stand.end + 25)) is not None
    return cost + (-0.2 if is_reached else 0.3 * (stand.part == "past"))


_HAS_LEFT = re.compile(r"\b(?:from|left|leaving|quit\w*|departed|out\s+of)\s+(?:the\s+)?$", re.IGNORECASE)


def _only_leads(line: Line, stand: Stand) -> bool:
    return _ONLY_LEADS.search(line.text(max(0, stand.start - 40), stand.start)) is not None


_ONLY_LEADS = re.compile(
    rf"\b(?:way|road|route|bound|track|path|tickets?|{VEHICLES})\s+(?:for|to)\s+(?:the\s+)?$", re.IGNORECASE
)
"""Before a place that a way leads to, which nobody need have gone."""
_BY_THEN = re.compile(
    r",?\s+(?:by|at|about|before|after|towards)\s+(?:about\s+)?(?:\d|noon|midday|midnight|dusk|dark|dawn|nightfall|sun(?:set|down|rise)|lunch"
    r"|breakfast|supper|tea|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)",
    re.IGNORECASE,
)
"""Behind a place where somebody was by some hour: "Arden by ten"."""


def _is_point(stand: Stand) -> bool:
    return stand.place is not None and not stand.place.is_area


def _misfit(a: Stand, b: Stand, hours: float, mode: Mode) -> float | None:
    """What the time costs a pair, None where nobody is on the way between them for so long."""
    if a.place is None or b.place is None:
        known = a.place or b.place
        return None if known is None or is_group(known) else _UNKNOWN
    if same(a, b):
        return None
    km = geodesic_km(a.place.point, b.place.point)
    if km < max(inland_km(a.place), inland_km(b.place)):
        return None
    far = _FAR * (km > _FAR_KM and mode != "plane")
    if is_usual(km, hours, mode):
        return far + (0.0 if is_common(km, hours, mode) else _UNCOMMON)
    return _UNUSUAL if is_usual(km, hours, mode, _SLACK) else None
