"""A way that is taken up from the words before it: "The ferry from Arden to Brunn … The crossing, ⟨M⟩, takes …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from kimmap.distances.antecedents import Binding, End, Scene, as_end, last_places
from kimmap.distances.bindings import bind_ends
from kimmap.distances.masking import LENGTH, Masked, document_offset, named_before
from kimmap.distances.measures import alternatives, lexicon
from kimmap.distances.wordings import tail
from kimmap.model import Resolution

_NEAR = 300
"""Characters between the two places of a way and the words that take it up."""
_TO = re.compile(r"\s*(?:\b(?:on\s+)?to\b|[-–—→])\s*(?:the\s+)?")
_AND = re.compile(r"\s+(?:and|from|to|with)\s+(?:the\s+)?")
_BETWEEN = re.compile(
    r"\b(?:between|separat\w+|divid\w+|join\w*|connect\w*|link\w*)\s+(?:the\s+(?:(?:town|city|port|village|capital)\s+of\s+)?)?$",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\b(?:left|leaving|from|quit\w*|departed|out\s+of)\s+(?:the\s+)?$", re.IGNORECASE)
_REACHED = re.compile(
    r"\s[^.;:]{0,60}\b(?:for|reach\w*|arriv\w+\s+(?:in|at)|came\s+to|got\s+to)\s+(?:the\s+)?", re.IGNORECASE
)
_LENGTH_FROM = re.compile(r"\s[^.;:]{0,40}(?:\d|hundred|[a-z]ty\b)[^.;:]{0,30}\bfrom\s+(?:the\s+)?", re.IGNORECASE)
_MOVED_TO = re.compile(
    r"\s[^.;:]{0,60}\b(?:driv\w+|drove|travel\w*|fl(?:y|ew|ying|own)|went|going|gone|rid(?:e|ing)|rode|sail\w*|walk\w*"
    r"|march\w*|continu\w+|mov\w+|proceed\w*|push\w+|press\w+)\s+(?:on\s+)?to\s+(?:the\s+)?",
    re.IGNORECASE,
)
_TO_LENGTH = re.compile(
    r"(?:\s*[,(–—]\s*|\s+of\s+(?:the\s+)?|\s*⟨o⟩\)?|\s+by\s+\w+|\s+\w+ly\b|\s+(?:itself|then|still|only)\b"
    r"|\s+(?:is|was|are|were|being|measures?|measured|covers?|covered|takes?|took|lasts?|lasted|amounts?\s+to|came\s+to)\b)*\s*",
    re.IGNORECASE,
)
"""Between the way and its length."""
_DID_IT = re.compile(
    r"(?:did|does|do|made|makes?|cover\w*|perform\w*|travers\w*|accomplish\w*)"
    r"\s+(?:it|this|that|(?:the|this|that)\s+(?:whole\s+)?(?:distance|way|journey|trip|run|stretch|crossing))\b",
    re.IGNORECASE,
)
_BETWEEN_THEM = re.compile(
    rf"{LENGTH}[^⟦⟧⟨⟩;:.]{{0,20}}\bbetween\s+(?:them|both|the\s+two|these\s+two|the\s+pair)\b(?!\s+of\b)", re.IGNORECASE
)
_IT_IS_CALLED = re.compile(
    r"(?:^|[;.]\s+)[\s“\"']*it\s+(?:is|was)\s+(?:called|reckoned(?:\s+(?:at|to\s+be))?|counted(?:\s+as)?|put\s+at|said\s+to\s+be|estimated\s+at|given\s+as)\s+$",
    re.IGNORECASE,
)
"""Before a length: somebody says it of the way told before."""
_AT = re.compile(r"^[\s“\"']*At\s+$")
_IT_WAS = re.compile(
    rf"{LENGTH}(?:\s+(?:long|in\s+length))?,?\s+(?:it|(?:the|this)\s+(?:whole\s+)?(?:line|railway|road|highway|route|service|flight|crossing|link|ferry))\b",
    re.IGNORECASE,
)
"""Around a length of the way told before: "At ⟨M⟩ it is the longest"."""
_WHICH = re.compile(r"which\b", re.IGNORECASE)
_BOTH_ARE = re.compile(
    r"(?:^|[.;]\s+|\b(?:and|but|though|although|because|as)\s+)[\s“\"']*(?:(?:the|these|those)\s+two|both|they)(?:\s+[a-z’'-]+){0,2}?"
    r"\s+(?:are|were|lie|lay|stand|stood|sit|sat)\s+(?:only|just|but|some|about|barely)?\s*$",
    re.IGNORECASE,
)
"""Before a length that is said of two places together: "the two towns are"."""


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(
        rf"{LENGTH}{tail()}(?<=apart)|{LENGTH}\s+apart\b|{LENGTH}{tail()}\s+from\s+(?:each|one)\s+(?:an)?other\b",
        re.IGNORECASE,
    )


def way_taken_up(scene: Scene, masked: Masked, at: int, own: str = "") -> list[Binding]:
    """The ends of the way that "the crossing" takes up: the last two places that are joined by one.

    ``own`` are the words of the length where they tell more than a figure: "the crossing takes two hours".
    """
    if _BETWEEN_THEM.match(masked.text, at) or (_BOTH_ARE.search(masked.text[:at]) and _apart().match(masked.text, at)):
        named = last_places(named_before(scene, masked, at))
        return [bind_ends(scene, masked, (b, a), at, at + len(LENGTH)) for a, b in pairwise(named[:2])]
    if _AT.search(masked.text[:at]) and _IT_WAS.match(masked.text, at) and own:
        pair = last_way(named_before(scene, masked, at), document_offset(masked, scene, at))
        return [bind_ends(scene, masked, pair, at, at + len(LENGTH))] if pair else []
    if not (_is_of_the_way(masked.text[:at], own) or _DID_IT.match(own)) or _names_its_end(masked.text, at):
        return []
    pair = last_way(named_before(scene, masked, at), document_offset(masked, scene, at))
    return [bind_ends(scene, masked, pair, at, at + len(LENGTH))] if pair else []


def takes_up(gap: str, own: str) -> bool:
    """Whether the words of a time, after a gap, take up the way before it: "which they perform in ten days"."""
    return bool(_DID_IT.match(own) or _WHICH.match(own)) or _is_of_the_way(gap, own)


@cache
def _subject() -> re.Pattern[str]:
    """A way that a sentence is about, with an article or opening its clause."""
    ways = alternatives([noun for noun in lexicon()["ways"]["nouns"] if noun not in ("way", "sail", "run")])
    article = r"(?:the|this|that|our|his|her|their|whole|total)\s+"
    return re.compile(
        rf"(?:(?:^|[;.]\s+)[\s“\"'(]*(?:{article}(?:[\w’'-]+\s+){{0,2}}?)?|\b(?:and|but|where|as)\s+{article}(?:[\w’'-]+\s+){{0,2}}?)"
        rf"(?:{ways})\b(?!\s+(?:from|to|between)\b)",
        re.IGNORECASE,
    )


def _is_of_the_way(left: str, own: str) -> bool:
    subjects = [m for m in _subject().finditer(left + own) if m.start() <= len(left)]
    if _IT_IS_CALLED.search(left):
        return True
    return bool(subjects) and _TO_LENGTH.fullmatch(left[subjects[-1].end() :]) is not None


def _names_its_end(text: str, at: int) -> bool:
    return re.compile(rf"{LENGTH}{tail()}\s*\b(?:from|to|between|off|beyond|past)\s", re.IGNORECASE).match(
        text, at
    ) is not None  # fmt: skip


def last_way(before: Sequence[Resolution], at: int) -> tuple[End, End] | None:
    """The last two places that the text joins by a way, shortly before an offset; None where it joins none."""
    near = [r for r in before if r.mention.quote.start >= at - _NEAR]
    for origin, goal in reversed(list(pairwise(near))):
        a, b = origin.place, goal.place
        if _are_joined(origin, goal) and a and b and a.id != b.id and not a.is_area and not b.is_area:
            return as_end(origin), as_end(goal)
    return None


def _are_joined(origin: Resolution, goal: Resolution) -> bool:
    """Whether the text has a way from one to the other."""
    start, end = origin.mention.quote, goal.mention.quote
    text = start.document.text
    before, gap = text[max(0, start.start - 30) : start.start], text[start.end : end.start]
    return (
        _TO.fullmatch(gap) is not None
        or (_AND.fullmatch(gap) is not None and _BETWEEN.search(before) is not None)
        or _LENGTH_FROM.fullmatch(gap) is not None
        or _MOVED_TO.fullmatch(gap) is not None
        or (_REACHED.fullmatch(gap) is not None and _LEFT.search(before) is not None)
    )
