"""Lengths and times that only go on from the one before: lists from one place, and chains from place to place.

"Brunn 100 km, Kestel 250 km" has one end for all, "100 km to Brunn and 150 more to Kestel" begins where the last ended,
"Arden – 100 km – Brunn – 150 km – Kestel" has each between its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from kimmap.distances.antecedents import Binding, End, Scene, last_places
from kimmap.distances.bindings import bind_ends, end_at
from kimmap.distances.masking import LENGTH, PLACE, Masked
from kimmap.distances.respective import ends_respectively
from kimmap.distances.wordings import DET, tail

_DASH = r"\s*(?:[–—→-]|-+>)\s*"
_IN_DASHES = re.compile(rf"{PLACE}{_DASH}$")
_TO_DASH = re.compile(rf"{LENGTH}{_DASH}{PLACE}")

_NAME = r"(?-i:[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+){0,2})"
_ABOUT = (
    r"(?:(?:about|some|only|just|nearly|over|under|almost|is|was|lies|in|takes?|needs?|(?:can\s+be\s+)?reached)\s+)*"
)
_TO_FIGURE = rf"\s*[:(–—-]?\s*{_ABOUT}"
"""Between a place of a list and its figure."""
_NEXT = (
    r"(?:\s*\([^()⟦⟧]{0,40}\))?[\s)]*(?:[,;|/•·\n]|\band\b|\bor\b|\bwhile\b)+\s*(?:and\s+|or\s+)?"
    r"(?:(?:in|to|at)\s+)?(?:the\s+)?"
    rf"(?:⟦(?P<next>\d+)⟧|(?P<name>{_NAME}))"
)
"""Behind a figure of a list: the next place of it."""

_OPENS = re.compile(
    rf"(?:^[\s“\"'*•-]*(?:⟦(?P<head>\d+)⟧\s*:\s*)?|\b(?:near\w*|clos\w+|neighbou?r\w*)\s[^⟦⟧⟨⟩;.]{{0,40}}(?:\b(?:is|are)\s+|:\s*))"
    rf"(?:the\s+)?⟦(?P<first>\d+)⟧{_TO_FIGURE}$",
    re.IGNORECASE,
)
"""The first place of a list, which opens its sentence: "⟦0⟧: ⟦1⟧", "the nearest towns are ⟦0⟧"."""
_GOES_ON = re.compile(rf"{LENGTH}{_NEXT}{_TO_FIGURE}⟨o⟩", re.IGNORECASE)
_TRIED = 3
"""How many of the places before a list are tried for its head."""

_THENCE = r"\b(?:thence|from\s+(?:there|where|which)|then|whence)\b"
_ANOTHER = r"\b(?:another|a\s+further|further)\s+"
_COUNTED = (
    r"(?:(?:it|that|which)\s+)?(?:(?:is|was|are|makes?|were)\s+)?(?:(?:they|we|people)\s+(?:count|reckon|call\s+it)\s+)?"
    r"(?:(?:reckoned|counted|still|another|a\s+further|some|about|only|just|nearly)\s+)*"
)
_ON_TO = re.compile(
    rf"{LENGTH}\s+(?P<more>more\s+|further\s+|farther\s+|thence\s+)?(?:on\s+|again\s+)?to\s+{DET}{PLACE}", re.IGNORECASE
)
_ON = re.compile(
    rf"(?:{_THENCE}[\s,]*(?:on\s+)?{_COUNTED}|{_ANOTHER})(?:another\s+|a\s+further\s+|about\s+|some\s+)*$",
    re.IGNORECASE,
)
"""Before a length of which the next place stands behind it: "thence ⟨M⟩ to", "another ⟨M⟩ to"."""
_THENCE_TO = re.compile(rf"{_THENCE}\s+(?:on\s+)?to\s+{DET}{PLACE}[\s,:]*{_COUNTED}[\s,:]*$", re.IGNORECASE)
"""The same with the place before it: "thence to ⟦2⟧ it is ⟨M⟩"."""
_ARRIVED = re.compile(
    rf"\b(?:and|but|then)\s+(?:\w+\s+)?(?:be|is|are|was|were|got|get|reach\w*|arriv\w+|land\w*)\s+(?:(?:in|at|to)\s+)?{DET}{PLACE},?\s+"
    r"(?:about\s+|some\s+)?$",
    re.IGNORECASE,
)
_LATER = re.compile(rf"{LENGTH}\s+(?:later|after|further\s+on)\b", re.IGNORECASE)
"""Behind the place that is reached next: "and be in ⟦2⟧ ⟨M⟩ later"."""
_ALIKE = re.compile(
    rf"⟨o⟩(?:{tail()}\s*\bfrom\s+)?{DET}{PLACE}\s*(?:,|;|,?\s+and\b|,?\s+but\b)\s*{_ABOUT}$", re.IGNORECASE
)
_FROM_PLACE = re.compile(rf"{LENGTH}(?:{tail()}\s*\bfrom\s+)?{DET}{PLACE}", re.IGNORECASE)
"""Two figures that are measured from two places: "⟨o⟩ from ⟦0⟧, ⟨M⟩ from ⟦1⟧"."""
_FROM = re.compile(rf"⟨o⟩{tail()}\s*\b(?:from|of|off)\s+{DET}{PLACE}", re.IGNORECASE)


@cache
def _item() -> re.Pattern[str]:
    """Two places of a list, each right before its figure: "⟦1⟧ ⟨o⟩ away by train, ⟦2⟧ ⟨M⟩"."""
    return re.compile(
        rf"(?:⟦(?P<last>\d+)⟧|(?P<unknown>{_NAME})){_TO_FIGURE}⟨o⟩{tail()}{_NEXT}{_TO_FIGURE}$", re.IGNORECASE
    )


@cache
def _after_from() -> re.Pattern[str]:
    """A place with its figure behind a length that is measured from another: "⟨o⟩ from ⟦1⟧, ⟦2⟧ ⟨M⟩"."""
    return re.compile(rf"⟨o⟩{tail()}\s*\b(?:from|of|off)\s+{DET}⟦(?P<anchor>\d+)⟧{_NEXT}{_TO_FIGURE}$", re.IGNORECASE)


@cache
def _own_end() -> re.Pattern[str]:
    """Behind a figure: it has an end of its own."""
    return re.compile(
        rf"{LENGTH}{tail()}\s*\b(?P<preposition>from|to|off|of|short\s+of|out\s+of|beyond|past)\s+", re.IGNORECASE
    )


def ends_in_series(scene: Scene, masked: Masked, at: int, previous: Binding | None) -> list[Binding]:
    """The ends of a length or time that stands in a list or chain, the likeliest first; empty for any other."""
    found = ends_respectively(scene, masked, at) or _in_dashes(scene, masked, at) or _first_of_list(scene, masked, at)
    if found or previous is None:
        return found
    if from_one := _to_each(scene, masked, at, previous):
        return from_one
    return _of_chain(scene, masked, at, previous) or _of_list(scene, masked, at, previous)


def _in_dashes(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """ "⟦0⟧ – ⟨M⟩ – ⟦1⟧"."""
    before, behind = _IN_DASHES.search(masked.text[:at]), _TO_DASH.match(masked.text, at)
    if before is None or behind is None:
        return []
    return [bind_ends(scene, masked, (end_at(masked, before[1]), end_at(masked, behind[1])), at, behind.end())]


def _first_of_list(scene: Scene, masked: Masked, at: int) -> list[Binding]:
    """The first place of a list has the end that its head tells, or else where the text is."""
    opens = _OPENS.search(masked.text[:at])
    if opens is None or _GOES_ON.match(masked.text, at) is None:
        return []
    goal = end_at(masked, opens["first"])
    if opens["head"]:
        return [bind_ends(scene, masked, (goal, end_at(masked, opens["head"])), at, at + len(LENGTH))]
    others = scene.centres_first([e for e in last_places(scene.earlier) if not _are_one(e, goal)])
    return [
        replace(bind_ends(scene, masked, (goal, e), at, at + len(LENGTH)), is_implied=True) for e in others[:_TRIED]
    ]


def _of_list(scene: Scene, masked: Masked, at: int, previous: Binding) -> list[Binding]:
    """The next place of a list has the end that the places before it share, or else begins at the last of them."""
    left = masked.text[:at]
    if same := _of_same(scene, masked, at, previous):
        return same
    own = _own_end().match(masked.text, at)
    if own is not None:
        return _with_own_end(scene, masked, at, own)
    item, after_from = _item().search(left), _after_from().search(left)
    if item is not None:
        last, shared = _last_and_shared(masked, item, previous)
    elif after_from is not None and _is_end(masked, after_from["anchor"], previous.goal):
        item, last, shared = after_from, None, previous.goal
    else:
        return []
    goal = end_at(masked, item["next"]) if item["next"] else End(item["name"], words=item["name"])
    ends = [e for e in (shared, last) if e is not None] if shared is not None else []
    return [bind_ends(scene, masked, (goal, end), at, at + len(LENGTH)) for end in ends]


def _to_each(scene: Scene, masked: Masked, at: int, previous: Binding) -> list[Binding]:
    """ "From ⟦0⟧ it is ⟨o⟩ to ⟦1⟧, ⟨M⟩ to ⟦2⟧ and …": each is measured from the place that opens the list."""
    left = masked.text[:at]
    goal = _TO_BEFORE.search(left) or (_TO.match(masked.text, at) if _LAST_TO.search(left) else None)
    starts = [m[1] for m in _LIST_FROM.finditer(left)]
    ends = previous.origin, previous.goal
    anchor = next((e for e in ends if any(_is_end(masked, start, e) for start in starts)), None)
    if goal is None or anchor is None or _are_one(anchor, end_at(masked, goal[1])):
        return []
    return [bind_ends(scene, masked, (anchor, end_at(masked, goal[1])), at, max(goal.end(), at + len(LENGTH)))]


_TO_BEFORE = re.compile(rf"⟨o⟩[^⟦⟧⟨⟩]{{0,40}}[;,]\s+(?:and\s+)?to\s+{DET}{PLACE}[\s,:]*{_ABOUT}$", re.IGNORECASE)
_LIST_FROM = re.compile(rf"\b(?:from|out\s+of|leave|leaves|leaving)\s+{DET}{PLACE}", re.IGNORECASE)
_LAST_TO = re.compile(
    rf"⟨o⟩[^⟦⟧⟨⟩.;]{{0,25}}(?:\bfrom\s+{DET}⟦\d+⟧\s+)?\bto\s+{DET}{PLACE}[^⟦⟧⟨⟩.;,]{{0,30}}?[\s,]*(?:\b(?:and|or|but)\b)?\s*{_ABOUT}$",
    re.IGNORECASE,
)
_TO = re.compile(rf"{LENGTH}(?:\s+by\s+(?:\w+\s+)?\w+)?\s+to\s+{DET}{PLACE}", re.IGNORECASE)


def _of_same(scene: Scene, masked: Masked, at: int, previous: Binding) -> list[Binding]:
    """What lies so far from one place and so far from the next."""
    first, second = _ALIKE.search(masked.text[:at]), _FROM_PLACE.match(masked.text, at)
    subject = _other_end(masked, first[1], previous) if first is not None and second is not None else None
    if subject is None or second is None:
        return []
    return [bind_ends(scene, masked, (subject, end_at(masked, second[1])), at, second.end())]


def _other_end(masked: Masked, index: str, bound: Binding) -> End | None:
    """Of the two ends of a length the one that is not the place with an index; None where neither is."""
    if _is_end(masked, index, bound.origin):
        return bound.goal
    return bound.origin if _is_end(masked, index, bound.goal) else None


def _with_own_end(scene: Scene, masked: Masked, at: int, own: re.Match[str]) -> list[Binding]:
    """ "⟦0⟧ is ⟨o⟩ from ⟦1⟧, ⟦2⟧ ⟨M⟩ from ⟦3⟧": the second goes without its verb."""
    first, goal = _after_from().search(masked.text[:at]), re.compile(rf"{DET}{PLACE}").match(masked.text, own.end())
    if first is None or not first["next"] or goal is None or own["preposition"].casefold() != "from":
        return []
    return [bind_ends(scene, masked, (end_at(masked, first["next"]), end_at(masked, goal[1])), at, goal.end())]


def _last_and_shared(masked: Masked, item: re.Match[str], previous: Binding) -> tuple[End | None, End | None]:
    """Of the two ends of the length before, the one that is the last place of the list, and the other; or None."""
    for last, shared in ((previous.origin, previous.goal), (previous.goal, previous.origin)):
        if last.words == item["unknown"] if item["unknown"] else _is_end(masked, item["last"], last):
            return last, shared
    return None, None


def _of_chain(scene: Scene, masked: Masked, at: int, previous: Binding) -> list[Binding]:
    """What goes on begins where the way before it ended."""
    left = masked.text[:at]
    on, thence = _ON_TO.match(masked.text, at), _THENCE_TO.search(left)
    arrived = _ARRIVED.search(left) if _LATER.match(masked.text, at) else None
    if arrived is not None:
        goal, begin, end = end_at(masked, arrived[1]), arrived.start(), at + len(LENGTH)
    elif thence is not None and not _own_end().match(masked.text, at):
        goal, begin, end = end_at(masked, thence[1]), thence.start(), at + len(LENGTH)
    elif on is not None and (on["more"] or _ON.search(left)):
        goal, begin, end = end_at(masked, on[2]), at, on.end()
    else:
        return []
    ends = [e for e in _last_reached(masked, masked.text[:begin], previous) if not _are_one(e, goal)]
    return [bind_ends(scene, masked, (e, goal), at, end) for e in ends]


def _last_reached(masked: Masked, left: str, previous: Binding) -> list[End]:
    """The ends of the way before, first the one where it ended: what is named last and not what it is measured from."""
    ends = sorted((previous.origin, previous.goal), key=lambda e: e.span or (-1, -1), reverse=True)
    froms = list(_FROM.finditer(left))
    is_measured_from = bool(froms) and _is_end(masked, froms[-1][1], ends[0])
    return ends[::-1] if is_measured_from else ends


def _is_end(masked: Masked, index: str, end: End) -> bool:
    return end.span is not None and end.span[0] == masked.mentions[int(index)].mention.quote.start


def _are_one(a: End, b: End) -> bool:
    return a.place is not None and b.place is not None and a.place.id == b.place.id
