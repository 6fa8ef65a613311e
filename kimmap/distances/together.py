"""What speaks against a way between two places of a sentence by how they stand together."""

from __future__ import annotations

import re

from kimmap.distances.parts import Stand
from kimmap.distances.told_ways import Line


def cost_of_joint(line: Line, a: Stand, b: Stand) -> float:
    """What speaks against a way between two places that stand together: one lies in the other, or both are passed."""
    first, second = (a, b) if a.start <= b.start else (b, a)
    gap = line.text(first.end, second.start)
    if second.part in ("from", "to"):
        return 0.0
    if _LIES_IN.fullmatch(gap):
        return _IN_THE_OTHER
    is_between = _LINKED.search(line.text(line.start, first.start)) is not None
    return 0.0 if is_between or _AND.fullmatch(gap) is None else _ALIKE


def cost_of_times_between(line: Line, a: Stand, b: Stand) -> float:
    """What speaks against a way between two places that each have their own time: "to Arden two hours, to Brunn"."""
    gap = line.text(min(a.end, b.end), max(a.start, b.start))
    has_time = any(min(a.end, b.end) <= s and e <= max(a.start, b.start) for s, e in line.times)
    return _BOTH_WHITHER * (a.part == b.part == "to" and has_time and _ONWARDS.search(gap) is None)


_ONWARDS = re.compile(r"\b(?:on|then|thence|there|later|after\w*|again|more|further|another)\b", re.IGNORECASE)
_IN_THE_OTHER, _ALIKE, _BOTH_WHITHER = 0.6, 0.3, 0.6
_LIES_IN = re.compile(r",?\s+(?:on|in|at|near|off)\s+(?:the\s+)?(?:[\w-]+\s+of\s+)?|,\s+", re.IGNORECASE)
"""Between a place and where it is: "Arden on Norholm"."""
_AND = re.compile(r"\s*(?:,|&|\band|\bor)\s+(?:the\s+)?", re.IGNORECASE)
_LINKED = re.compile(r"\b(?:between|link\w*|connect\w*|join\w*|separat\w*|divid\w*)\b[^;.]*$", re.IGNORECASE)
