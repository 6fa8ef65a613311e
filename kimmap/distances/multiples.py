"""Lengths and times that are told by the one before: "Brunn is 25 km from Arden, and Kestel four times as far"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from kimmap.distances.antecedents import Binding, End, Scene
from kimmap.distances.bindings import bind_ends, end_at
from kimmap.distances.masking import LENGTH, Masked, mask
from kimmap.distances.measures import Measure, alternatives, lexicon, read_number
from kimmap.distances.wordings import DET

_SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "thirds": 2 / 3, "quarters": 3 / 4}
_SLACK = 0.15
"""How far off a multiple may be, as a share: nobody tells one who has measured."""
_RATHER = 0.3
"""The same to the side that "almost" and "more than" leave open."""
_FROM = re.compile(r"\b(?:from|of|off|leaving)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Multiple:
    """So many times the figure before; ``start`` and ``end`` are offsets in its sentence."""

    start: int
    end: int
    times: float
    least: float
    most: float


@cache
def times_pattern() -> str:
    """How many times, as a group "times": "twice", "three times", "half"."""
    numbers = alternatives(lexicon()["numbers"]["units"][2:13])
    return (
        rf"(?P<times>twice|(?:{numbers}|\d{{1,2}}(?:\.\d)?)(?:\s+and\s+a\s+half)?\s+times|half|(?:a|one)\s+(?:third|quarter)"
        r"|two[\s-]thirds|three[\s-]quarters)"
    )


def read_times(words: str, *, is_added: bool = False) -> float:
    """ "Three times" → 3; ``is_added`` where the text goes on with "again": "half as far again" → 1.5."""
    words = words.casefold().strip()
    times = (
        2.0
        if words == "twice"
        else _SHARES.get(re.split(r"[\s-]", words)[-1]) or read_number(words.removesuffix("times"))
    )
    return (times or 1.0) + is_added


@cache
def _pattern() -> re.Pattern[str]:
    hedge = (
        r"(?P<hedge>(?:about|almost|nearly|roughly|(?:rather\s+)?more\s+than|(?:well\s+)?over|less\s+than|just|fully|some|perhaps)"
        r"\s+)?"
    )
    than = (
        rf"{times_pattern()}\s+(?:as\s+(?:far|long)(?P<again>\s+again)?|(?:of\s+)?that(?:\s+(?:distance|time|far|much))?"
        r"|the\s+(?:distance|time))"
    )
    same = r"(?:as\s+far\s+(?P<twice>again)|(?:just|about|almost)\s+as\s+far"
    same += r"|(?:about\s+)?the\s+same(?:\s+(?:distance|time))?)"
    behind = r"(?=\s*(?:[.,;:)]|$)|\s+(?:away|off|by|the\s+other\s+way|in\s+the\s+other|and|but|again|to)\b)"
    return re.compile(rf"\b{hedge}(?:{than}|{same}){behind}", re.IGNORECASE)


def find_multiples(text: str) -> Iterator[Multiple]:
    """What a sentence tells as so many times a figure before it."""
    for match in _pattern().finditer(text):
        times = 2.0 if match["twice"] else read_times(match["times"] or "", is_added=bool(match["again"]))
        hedge = " ".join((match["hedge"] or "").casefold().split())
        least = 1 - (_RATHER if hedge in ("almost", "nearly", "less than") else _SLACK)
        most = 1 + (_RATHER if "more" in hedge or "over" in hedge else _SLACK)
        yield Multiple(match.start(), match.end(), times, times * least, times * most)


def bind_multiple(scene: Scene, multiple: Multiple, before: Binding) -> list[Binding]:
    """The ends of a multiple, the likeliest first: the place that it is said of, and one of the figure before."""
    masked = mask(scene, Measure(multiple.start, multiple.end, 1.0, 1.0, 1.0), [])
    at = masked.text.find(LENGTH)
    place = _said_of(masked, at) if at >= 0 else None
    ends = _measured_first(scene, before)
    if place is None or place.place is None or any(e.place is None or e.place.id == place.place.id for e in ends):
        return []
    note = "; as much as" if multiple.times == 1 else f"; {multiple.times:.3g} times"
    bounds = [bind_ends(scene, masked, (place, end), at, at + len(LENGTH)) for end in ends]
    note += " what the text has before it"
    return [replace(bound, stated_as=before.stated_as, note=note, is_implied=False) for bound in bounds]


def _said_of(masked: Masked, at: int) -> End | None:
    left, behind = _LEFT.search(masked.text[:at]), _BEHIND.match(masked.text, at)
    if behind is not None:
        return end_at(masked, behind[1])
    return end_at(masked, left[1]) if left is not None else None


_LEFT = re.compile(
    r"(?:^|[,;:.(–—]\s*|\b(?:and|but|while|to|for)\s+)(?:(?:and|but|while)\s+)?(?:to\s+)?"
    rf"{DET}⟦(\d+)⟧[\s,]*(?:(?:is|was|lies|lay|stands|would\s+be|takes?|it\s+is)\s+)?$",
    re.IGNORECASE,
)
"""Before a multiple: what it is said of, "⟦2⟧ is", "and to ⟦2⟧"."""
_BEHIND = re.compile(rf"{LENGTH}\s+(?:away\s+)?to\s+{DET}⟦(\d+)⟧", re.IGNORECASE)


def _measured_first(scene: Scene, before: Binding) -> list[End]:
    """The ends of the figure before, first the one that it is measured from."""
    document = scene.analysis.document if scene.analysis else None
    is_from = [
        document is not None and e.span is not None and _FROM.search(document.text[max(0, e.span[0] - 12) : e.span[0]])
        for e in (before.goal, before.origin)
    ]
    return [before.origin, before.goal] if is_from[1] and not is_from[0] else [before.goal, before.origin]


def length_of(multiple: Multiple, first: Measure) -> Measure:
    """So many times a length."""
    return Measure(
        multiple.start, multiple.end, multiple.times * first.km, multiple.least * first.least_km,
        multiple.most * first.most_km, first.nautical, first.unit_km,
    )  # fmt: skip
