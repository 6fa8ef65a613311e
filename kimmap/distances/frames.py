"""Which two places a stated length lies between: frames of the sentence around it; ``wordings`` has their patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kimmap.distances.antecedents import LONG_KINDS, NOBODY, Binding, End, Scene, last_places, of_noun
from kimmap.distances.bindings import bind_ends, end_at, other_readings
from kimmap.distances.by_fit import bound_by_fit, is_a_size
from kimmap.distances.days import way_of_the_day
from kimmap.distances.listed import ends_of_list
from kimmap.distances.masking import LENGTH, PLACE, Masked, mask, named_before
from kimmap.distances.measures import Measure
from kimmap.distances.one_named import beside, elliptic, measured_from, measured_on
from kimmap.distances.onward import ends_of_onward
from kimmap.distances.serial import ends_in_series
from kimmap.distances.taken_up import way_taken_up
from kimmap.distances.wordings import BOTH_NAMED, NEAREST, TRAVELLED, degrees_of, direction_in, pattern

_OF_ROWS = ("to_is", "line", "head_from")
"""Frames of a table's rows."""
_NO_WAYS = ("adds", "flows", "unreal", "extends")
"""Before a length: it is no way between places."""
_OF_TIMES = ("reached_after", "left_reached", "in_from_to", "to_from_in", "pair_in")
"""Frames with both ends that a length of time stands in besides those of lengths."""
_WITH_WAYS = frozenset({"from_to", "sails_for", "way_to_from", "measure_reached_from", "left_reached"})
"""Frames whose length can have a start of its own behind it."""
_FOR_A_PART = re.compile(
    r"\b(?:(?:do|does|did|done)\s+so|through|inside|within|across|underground|beside|alongside|follow\w*|shar\w+)\b"
    r"[^⟦⟧⟨⟩;:.]*\bfor\s+(?:(?:about|some|nearly|over|the\s+(?:first|last)|more\s+than)\s+)*$",
    re.IGNORECASE,
)
"""Between two places and a length that is only a part of their way: "the line from ⟦0⟧ to ⟦1⟧ runs through … for"."""
_OF_ANOTHER = re.compile(
    r"\b(?:and|but|while|where|so)\s+(?:the|its|their|a|an)\s+(?:[a-z’'-]+\s+){0,2}"
    r"(?!(?:distance|way|road|route|line|journey|trip|drive|ride|railway|flight|crossing|passage|voyage|whole|stretch|leg|run|total)\s)[a-z’'-]+\s+(?:is|was|are|were|lies?|lay)"
    r"\s+(?:(?:only|just|but|still|some|about|now)\s+)*$"
)
"""Before a length that is said of something else than the way: "from ⟦0⟧ to ⟦1⟧ is closed, and the next inn is"."""


def bind(scene: Scene, measure: Measure, others: Sequence[Measure], previous: Binding | None) -> list[Binding]:
    """The two ends of a length, empty when the sentence does not measure between places.

    Where an end is only implied there are several, the likeliest first.  ``others`` are the other lengths
    of the sentence, ``previous`` the ends of the one before it.  An end that the sentence wants and nobody
    names has no place.
    """
    masked = mask(scene, measure, others)
    at = masked.text.index(LENGTH)
    is_none = _is_no_way(masked, at)
    if not is_none and (series := ends_in_series(scene, masked, at, previous)):
        return series
    if measure.is_row:
        return (
            ends_of_list(scene, masked, at)
            or _in_frames(scene, masked, at, _OF_ROWS)
            or bound_by_fit(scene, masked, at, measure)
        )
    if is_none:
        return []
    if pattern("but_so_much").search(masked.text[:at]) and (said := _instead(scene, measure, others, previous)):
        return said
    return _in_wordings(scene, masked, at, measure, previous)


def _instead(scene: Scene, measure: Measure, others: Sequence[Measure], previous: Binding | None) -> list[Binding]:
    """The ends of a length that is said instead of the one before: "not 60 km from ⟦0⟧ but ⟨M⟩"."""
    denied = max((m for m in others if m.end <= measure.start), key=lambda m: m.end)
    rest = [m for m in others if m not in (denied, measure)]
    masked = mask(scene, denied, rest)
    bounds = _in_wordings(scene, masked, masked.text.index(LENGTH), denied, previous)
    return [replace(bound, end=max(bound.end, scene.offset + measure.end)) for bound in bounds]


def _in_wordings(scene: Scene, masked: Masked, at: int, measure: Measure, previous: Binding | None) -> list[Binding]:
    """The ends that some wording tells, or that the figure bears out."""
    found = (
        way_of_the_day(scene, masked, at)
        or ends_of_list(scene, masked, at)
        or _both_named(scene, masked, at)
        or _from_here(scene, masked, at)
        or _in_frames(scene, masked, at, _OF_TIMES[:2])
        or _bearing(scene, masked, at)
    )
    if not found and (way := way_taken_up(scene, masked, at, scene.text[measure.start : measure.end])):
        return [*way, *bound_by_fit(scene, masked, at, measure)]
    found = found or _onward(scene, masked, at)
    from_there = [] if found else measured_from(scene, masked, at, measure, previous)
    if from_there is None:
        return []
    return (
        found
        or from_there
        or elliptic(scene, masked, at, previous)
        or measured_on(scene, masked, at, measure)
        or beside(scene, masked, at)
        or bound_by_fit(scene, masked, at, measure)
    )


def is_no_way(scene: Scene, measure: Measure, others: Sequence[Measure]) -> bool:
    """Whether the words beside a length say that it is none between places: it is denied, added, or a size."""
    masked = mask(scene, measure, others)
    at = masked.text.index(LENGTH)
    return not measure.is_row and (_is_no_way(masked, at) or is_a_size(masked, at))


def _is_no_way(masked: Masked, at: int) -> bool:
    """Whether a length is denied, added or flowed: "not 60 km but 86", "adds 60 km to", "the river runs 60 km to"."""
    left = masked.text[:at]
    if pattern("not_but").search(masked.text) or any(pattern(p).search(left) for p in _NO_WAYS):
        return True
    if pattern("runs").search(left) and not re.search(rf"\bfrom\s+[^;:.]*{PLACE}", masked.text[at:]):
        return True
    extends = pattern("place_extends").search(left)
    place = masked.mentions[int(extends[1])].place if extends else None
    return place is not None and (place.is_area or place.kind in LONG_KINDS)


def bind_unknown(scene: Scene, measure: Measure, others: Sequence[Measure], previous: Binding | None) -> list[Binding]:
    """The two ends of a length of which no gazetteer has one or both, where both have a name; empty otherwise."""
    masked = mask(scene, measure, others)
    at = masked.text.index(LENGTH)
    if measure.is_row or _is_no_way(masked, at):
        return []
    found = _both_named(scene, masked, at) or measured_from(scene, masked, at, measure, previous) or []
    return [] if any(NOBODY in (bound.origin, bound.goal) for bound in found) else found


def bind_named(scene: Scene, measure: Measure, others: Sequence[Measure]) -> list[Binding]:
    """The two ends of a length, or of a length of time, that its sentence itself names; empty for any other."""
    masked = mask(scene, measure, others)
    at = masked.text.index(LENGTH)
    return _both_named(scene, masked, at) or _in_frames(scene, masked, at, _OF_TIMES)


def _in_frames(scene: Scene, masked: Masked, at: int, names: Sequence[str]) -> list[Binding]:
    """The ends of the first of some frames that a length stands in."""
    for name in names:
        for match in pattern(name).finditer(masked.text):
            if match.start() <= at < match.end() and match["a"] != match["b"] and _is_of_both(masked, at, match, name):
                return _both_readings(scene, masked, at, match, name)
    return []


def _is_of_both(masked: Masked, at: int, match: re.Match[str], name: str) -> bool:
    """Whether the length of a frame is the way between its places, and not said of something else.

    "From ⟦0⟧ to ⟦1⟧, crashed ⟨M⟩ from ⟦2⟧" has a start of its own; "a village, ⟨M⟩ south of ⟦1⟧, was" only puts
    the length in, so that what follows does not lie there.
    """
    if name == "inverted":
        is_put_in = re.search(r",\s*(?:just\s+|only\s+)?$", masked.text[:at]) is not None
        return not (is_put_in and re.search(rf"{PLACE}\s*,\s", match[0]))
    if name in ("between", "apart") and _FOR_A_PART.search(masked.text[match.end("b") : at]):
        return False
    if name == "from_to" and _OF_ANOTHER.search(masked.text[match.start() : at]):
        return False
    own = pattern("from").match(masked.text, at) if name in _WITH_WAYS else None
    if own is None or (own["preposition"].casefold() == "of" and direction_in(own[0]) is None):
        return True
    return own["place"] is not None and own["place"] in (match["a"], match["b"])


def _both_named(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    half = pattern("measure_from_to_name").match(masked.text, at)
    if half is not None:
        origin, words = end_at(masked, half[1]), (half["name"] or half["noun"]).strip()
        noun = words.split()[-1].casefold() if half["noun"] else ""
        goals = of_noun(named_before(scene, masked, at), noun, origin.place) or [End(words, words=words)]
        return [bind_ends(scene, masked, (origin, goal), at, half.end()) for goal in goals]
    together = pattern("apart").search(masked.text)
    is_apart = (
        together is not None
        and re.search(
            r"\bapart\b|\b(?:from|of|between)\s+(?:each|one\s+an)\s?other\b|\bbetween\s+them\b", masked.text[at:]
        )
        is not None
    )
    return _in_frames(scene, masked, at, BOTH_NAMED if is_apart else BOTH_NAMED[:-1])


def _both_readings(scene: Scene, masked: Masked, at: int, match: re.Match[str], name: str) -> list[Binding]:
    origin, goal = end_at(masked, match["a"]), end_at(masked, match["b"])
    origins = other_readings(origin, masked.mentions[int(match["a"])], scene, masked, at, goal)
    goals = other_readings(goal, masked.mentions[int(match["b"])], scene, masked, at, origin)
    if origin.place is not None and origin.place == goal.place:
        origins = [origin]  # "from there to here": not both are elsewhere
    direction = _direction_in(masked, at, match, name)
    return [bind_ends(scene, masked, (a, b), at, match.end(), direction) for a in origins for b in goals]


def _direction_in(masked: Masked, at: int, match: re.Match[str], name: str) -> float | None:
    """Where a frame with both ends has its first one, seen from its second."""
    said = match.groupdict().get("dir")
    if said:
        return degrees_of(said)
    if name == "inverted":
        return direction_in(match[0])
    if name not in TRAVELLED | NEAREST:
        return None
    after = pattern("to_direction").match(masked.text, max(at + len(LENGTH), match.end()))
    turn = 180 if name in TRAVELLED else 0
    return (degrees_of(after["dir"]) + turn) % 360 if after else None


def _from_here(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """From this port to ⟦0⟧ … ⟨M⟩: where the writer is, as far as the text has named it."""
    match = pattern("from_here_to").search(masked.text)
    if match is None or match.end() != at + len(LENGTH):
        return []
    words = match[1].casefold().split()
    goal = end_at(masked, match[2])
    before = [
        r
        for r in named_before(scene, masked, at)
        if goal.place is None or r.place is None or r.place.id != goal.place.id
    ]
    near = last_places([r for r in before if r.mention.quote.start >= scene.block_start])
    known = near if words[-1] == "here" else [e for e in of_noun(before, words[-1]) if e in near]
    return [bind_ends(scene, masked, (origin, goal), at, match.end()) for origin in known or [End(match[1])]]


def _bearing(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """ "⟦0⟧ bore NNE ⟨M⟩": from the ship."""
    match = pattern("bears").search(masked.text)
    if match is None or match.end() != at + len(LENGTH):
        return []
    return [bind_ends(scene, masked, (end_at(masked, match["a"]), NOBODY), at, match.end())]


def _onward(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    pairs = ends_of_onward(masked, at, scene.earlier)
    return [replace(bind_ends(scene, masked, pair, at, at + len(LENGTH)), is_implied=True) for pair in pairs]
